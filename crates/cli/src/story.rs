//! What came up for a visitor, when, and why not the other messages.

use std::io::{self, Write};

use proactive_catalog::Word as _;
use proactive_ide::commands::simulate;
use proactive_syntax::literal;
use serde::Serialize;

use crate::args::Format;
use crate::output::Look;

/// The version of the document. It changes when a field goes or means something else.
const VERSION: u32 = 1;

const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

/// A visitor on a page.
#[derive(Debug, Serialize)]
pub(crate) struct Story {
    version: u32,
    page: Page,
    visitor: Person,
    /// The only channel that was played.
    channel: Option<String>,
    /// What came up, in its order.
    shown: Vec<Came>,
    /// What did not, as it stands in the configuration.
    not_shown: Vec<Kept>,
    #[serde(skip)]
    somebody_waits: bool,
}

#[derive(Debug, Serialize)]
struct Page {
    url: String,
    title: String,
    /// When it loaded, on the clocks of the zone that was given.
    loaded: String,
    /// The same in seconds since 1970-01-01 00:00 UTC.
    loaded_unix_seconds: i64,
    stay_seconds: u32,
}

#[derive(Debug, Serialize)]
struct Person {
    history: &'static str,
    language: String,
}

#[derive(Debug, Serialize)]
struct Came {
    message: String,
    channel: String,
    after_seconds: u32,
    /// On the clocks of the zone that was given.
    at: String,
}

#[derive(Debug, Serialize)]
struct Kept {
    message: String,
    channel: String,
    after_seconds: u32,
    reasons: Vec<String>,
}

impl Story {
    pub(crate) fn new(story: simulate::Story) -> Self {
        let simulate::Story {
            visit,
            loaded,
            shown,
            not_shown,
        } = story;
        let came = shown.into_iter().map(|it| Came {
            message: it.message.into(),
            channel: it.channel.into(),
            after_seconds: it.after_seconds,
            at: it.at,
        });
        let somebody_waits = not_shown.iter().any(|it| it.only_too_early);
        let kept = not_shown.into_iter().map(|it| Kept {
            message: it.message.into(),
            channel: it.channel.into(),
            after_seconds: it.after_seconds,
            reasons: it.reasons.into_iter().map(|reason| reason.words).collect(),
        });
        Self {
            version: VERSION,
            page: Page {
                url: visit.url.into(),
                title: visit.title.into(),
                loaded,
                loaded_unix_seconds: visit.at.unix_seconds,
                stay_seconds: visit.stay,
            },
            visitor: Person {
                history: visit.history.as_str(),
                language: visit.language.into(),
            },
            channel: visit.channel.map(Into::into),
            shown: came.collect(),
            not_shown: kept.collect(),
            somebody_waits,
        }
    }

    /// Whether there is a message that would have come up if the visitor had stayed.
    pub(crate) fn somebody_waits(&self) -> bool {
        self.somebody_waits
    }

    /// Tells it.
    pub(crate) fn write(&self, format: Format, look: Look, to: &mut dyn Write) -> io::Result<()> {
        if format.is_for_machines() {
            serde_json::to_writer_pretty(&mut *to, self)?;
            return writeln!(to);
        }
        self.tell(look.color && format == Format::Pretty, to)
    }

    fn tell(&self, bold: bool, to: &mut dyn Write) -> io::Result<()> {
        let (begin, end) = if bold { (BOLD, RESET) } else { ("", "") };
        let Page {
            url,
            title,
            loaded,
            stay_seconds,
            ..
        } = &self.page;
        let title = match title.as_str() {
            "" => String::new(),
            title => format!(", with the title {}", literal::quote(title)),
        };
        writeln!(to, "{loaded}: {} loads{title}", literal::bare(url))?;
        writeln!(
            to,
            "The visitor is {}, the device speaks {}; they stay for {}.",
            self.visitor.history,
            self.visitor.language,
            literal::duration(*stay_seconds)
        )?;
        if let Some(channel) = &self.channel {
            writeln!(to, "Only the channel `{channel}` is played.")?;
        }
        writeln!(to)?;
        if self.shown.is_empty() {
            writeln!(to, "{begin}Nothing comes up.{end}")?;
        }
        for came in &self.shown {
            writeln!(
                to,
                "{begin}`{}` comes up on `{}` after {}{end}, {}",
                came.message,
                came.channel,
                literal::duration(came.after_seconds),
                came.at
            )?;
        }
        for kept in &self.not_shown {
            writeln!(to)?;
            writeln!(
                to,
                "{begin}`{}`{end} does not come up on `{}`:",
                kept.message, kept.channel
            )?;
            for reason in &kept.reasons {
                writeln!(to, "  - {reason}")?;
            }
        }
        Ok(())
    }
}
