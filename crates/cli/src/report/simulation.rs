//! The output of `simulate`: which messages a visitor gets and when, and why not the others.

use std::collections::BTreeMap;
use std::io::{self, Write};

use proactive_catalog::Word as _;
use proactive_simulator::{Reason, SimulationReport, Visit};
use proactive_syntax::literal;
use serde::Serialize;

use crate::args::Format;
use crate::output::TerminalStyle;
use crate::style::{BOLD, styled_if};

/// The version of the JSON format. It changes when a field is removed or changes its meaning.
const VERSION: u32 = 1;

/// The output of `simulate`: a visit, and what the visitor gets.
#[derive(Debug)]
pub(crate) struct SimulationOutput {
    visit: Visit,
    report: SimulationReport,
    /// The only message to explain; `None` for all.
    message: Option<String>,
}

/// The JSON form of a simulation.
#[derive(Debug, Serialize)]
struct SimulationJson<'s> {
    version: u32,
    page: PageJson<'s>,
    visitor: SimulatedVisitorJson<'s>,
    /// The only channel that was simulated; null for all.
    channel: Option<&'s str>,
    /// The only message that is explained; null for all.
    message: Option<&'s str>,
    /// The messages that appear, in the order in which they do.
    shown: Vec<ShownJson<'s>>,
    /// The messages that do not appear, in the order of the configuration.
    not_shown: Vec<NotShownJson<'s>>,
}

#[derive(Debug, Serialize)]
struct PageJson<'s> {
    url: &'s str,
    title: &'s str,
    /// When it loads, in local time with the time zone of the visit.
    loaded: &'s str,
    /// The same in seconds since 1970-01-01 00:00 UTC.
    loaded_unix_seconds: i64,
    stay_seconds: u32,
}

#[derive(Debug, Serialize)]
struct SimulatedVisitorJson<'s> {
    history: &'static str,
    language: &'s str,
}

#[derive(Debug, Serialize)]
struct ShownJson<'s> {
    message: &'s str,
    channel: &'s str,
    after_seconds: u32,
    /// In local time with the time zone of the visit.
    at: &'s str,
    /// Why it appears: what let it in, its hours and its frequency.
    reasons: Vec<&'s str>,
}

#[derive(Debug, Serialize)]
struct NotShownJson<'s> {
    message: &'s str,
    channel: &'s str,
    after_seconds: u32,
    /// Whether the channel is not on the page, so that nothing was checked.
    off_page: bool,
    reasons: Vec<&'s str>,
}

impl<'s> SimulationJson<'s> {
    fn new(output: &'s SimulationOutput) -> Self {
        let SimulationOutput {
            visit,
            report,
            message,
        } = output;
        let shown = report.shown.iter().map(|it| ShownJson {
            message: &it.message,
            channel: &it.channel,
            after_seconds: it.after_seconds,
            at: &it.at,
            reasons: words(&it.reasons),
        });
        let not_shown = report.not_shown.iter().map(|it| NotShownJson {
            message: &it.message,
            channel: &it.channel,
            after_seconds: it.after_seconds,
            off_page: it.off_page,
            reasons: words(&it.reasons),
        });
        Self {
            version: VERSION,
            page: PageJson {
                url: &visit.url,
                title: &visit.title,
                loaded: &report.loaded,
                loaded_unix_seconds: visit.at.unix_seconds,
                stay_seconds: visit.stay,
            },
            visitor: SimulatedVisitorJson {
                history: visit.history.as_str(),
                language: &visit.language,
            },
            channel: visit.channel.as_deref(),
            message: message.as_deref(),
            shown: shown.collect(),
            not_shown: not_shown.collect(),
        }
    }
}

fn words(reasons: &[Reason]) -> Vec<&str> {
    reasons.iter().map(|reason| &*reason.words).collect()
}

impl SimulationOutput {
    /// The output for a visit, about all messages or only one.
    pub(crate) fn new(visit: Visit, mut report: SimulationReport, message: Option<String>) -> Self {
        if let Some(id) = &message {
            report.shown.retain(|shown| *shown.message == **id);
            report
                .not_shown
                .retain(|not_shown| *not_shown.message == **id);
        }
        Self {
            visit,
            report,
            message,
        }
    }

    /// Whether a message would have appeared if the visitor had stayed longer.
    pub(crate) fn has_message_due_later(&self) -> bool {
        let mut not_shown = self.report.not_shown.iter();
        not_shown.any(|it| it.only_too_early)
    }

    pub(crate) fn write(
        &self,
        format: Format,
        style: TerminalStyle,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        if format.is_for_machines() {
            let json = SimulationJson::new(self);
            serde_json::to_writer_pretty(&mut *to, &json)?;
            return writeln!(to);
        }
        self.write_text(style.color && format == Format::Pretty, to)
    }

    fn write_text(&self, bold: bool, to: &mut dyn Write) -> io::Result<()> {
        let bold = styled_if(bold, BOLD);
        let (visit, report) = (&self.visit, &self.report);
        let title = match &*visit.title {
            "" => String::new(),
            title => format!(", with the title {}", literal::quote(title)),
        };
        writeln!(
            to,
            "{}: {} loads{title}",
            report.loaded,
            literal::bare(&visit.url)
        )?;
        writeln!(
            to,
            "The visitor is {}, the language of the device is {}, and they stay for {}.",
            visit.history.as_str(),
            visit.language,
            literal::duration(visit.stay)
        )?;
        if let Some(channel) = &visit.channel {
            writeln!(to, "Only the channel `{channel}` is simulated.")?;
        }
        writeln!(to)?;
        if report.shown.is_empty() && self.message.is_none() {
            writeln!(to, "{bold}No message is shown.{bold:#}")?;
        }
        for shown in &report.shown {
            // Why it is shown is the answer to a question about that message.
            let explains = self.message.is_some();
            writeln!(
                to,
                "{bold}`{}` is shown on `{}` after {}{bold:#}, {}{}",
                shown.message,
                shown.channel,
                literal::duration(shown.after_seconds),
                shown.at,
                if explains { ":" } else { "" }
            )?;
            for reason in shown.reasons.iter().filter(|_| explains) {
                writeln!(to, "  - {}", reason.words)?;
            }
        }
        for not_shown in &report.not_shown {
            if self.message.is_none() {
                if not_shown.off_page {
                    continue;
                }
                writeln!(to)?;
            }
            writeln!(
                to,
                "{bold}`{}`{bold:#} is not shown on `{}`:",
                not_shown.message, not_shown.channel
            )?;
            for reason in &not_shown.reasons {
                writeln!(to, "  - {}", reason.words)?;
            }
        }
        if self.message.is_none() {
            self.write_channels_off_page(to)?;
        }
        Ok(())
    }

    /// The channels that are not on the page, each with the number of its messages.
    fn write_channels_off_page(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut channels: BTreeMap<&str, (usize, &[Reason])> = BTreeMap::new();
        for not_shown in self.report.not_shown.iter().filter(|it| it.off_page) {
            let channel = channels.entry(&not_shown.channel);
            channel.or_insert((0, &not_shown.reasons)).0 += 1;
        }
        for (channel, (count, reasons)) in channels {
            let messages = match count {
                1 => "1 message".to_owned(),
                count => format!("{count} messages"),
            };
            writeln!(to)?;
            writeln!(to, "{messages} of `{channel}` cannot be shown:")?;
            for reason in reasons {
                writeln!(to, "  - {}", reason.words)?;
            }
        }
        Ok(())
    }
}
