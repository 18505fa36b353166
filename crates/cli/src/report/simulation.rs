//! The output of `simulate`: which messages a visitor gets and when, and why not the others.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style;
use proactive_catalog::Word as _;
use proactive_catalog::characters::on_lines;
use proactive_simulator::{Nearness, NotShown, OtherVisitors, Reason, SimulationReport, Visit};
use proactive_syntax::literal;
use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use crate::args::Format;
use crate::output::TerminalStyle;
use crate::report::paragraph::paragraph;
use crate::report::reason::ReasonJson;
use crate::report::{counted, write_json};
use crate::style::{BOLD, GREEN, styled_if};

/// The version of the JSON format. It changes when a field is removed or changes its meaning.
const VERSION: u32 = 2;

/// The output of `simulate`: a visit, and what the visitor gets.
#[derive(Debug)]
pub(crate) struct SimulationOutput {
    visit: Visit,
    report: SimulationReport,
    others: Vec<OtherVisitors>,
    explained: Explained,
}

/// Which messages a simulation explains.
#[derive(Debug)]
pub(crate) enum Explained {
    /// Those that were nearly shown.
    Nearest,
    /// All that are not shown.
    All,
    /// Only the one with this ID, shown or not.
    Message(String),
}

/// A visit, and what the visitor gets.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "A simulated visitor", rename = "Simulation")]
struct SimulationJson<'s> {
    /// The version of this format.
    version: u32,
    /// The page that the visitor loads.
    page: PageJson<'s>,
    /// The visitor.
    visitor: SimulatedVisitorJson<'s>,
    /// The only channel that was simulated; null for all.
    channel: Option<&'s str>,
    /// The only message that is explained; null for all.
    message: Option<&'s str>,
    /// The messages that appear, in the order in which they do.
    shown: Vec<ShownJson<'s>>,
    /// The messages that do not appear, in the order of the configuration.
    not_shown: Vec<NotShownJson<'s>>,
    /// The visitors who would see something else because of their history or language.
    other_visitors: &'s [OtherVisitors],
}

/// The page that the visitor loads.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Page")]
struct PageJson<'s> {
    /// Its address.
    url: &'s str,
    /// Its title.
    title: &'s str,
    /// When it loads, in local time with the time zone of the visit.
    loaded: &'s str,
    /// The same in seconds since 1970-01-01 00:00 UTC.
    loaded_unix_seconds: i64,
    /// How long the visitor stays.
    stay_seconds: u32,
}

/// The visitor.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SimulatedVisitor")]
struct SimulatedVisitorJson<'s> {
    /// `new` or `returning`.
    history: &'static str,
    /// The language of the device, as a BCP 47 tag.
    language: &'s str,
}

/// A message that appears.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Shown")]
struct ShownJson<'s> {
    /// The ID of the message.
    message: &'s str,
    /// The text that the visitor sees.
    text: &'s str,
    /// The ID of its channel.
    channel: &'s str,
    /// Seconds from the load of the page until it appears.
    after_seconds: u32,
    /// When it appears, in local time with the time zone of the visit.
    at: &'s str,
    /// Why it appears: what let it in, its hours and its frequency.
    reasons: Vec<ReasonJson<'s>>,
}

/// A message that does not appear.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "NotShown")]
struct NotShownJson<'s> {
    /// The ID of the message.
    message: &'s str,
    /// The ID of its channel.
    channel: &'s str,
    /// Seconds from the load of the page until it is due.
    after_seconds: u32,
    /// Whether the channel is not on the page, so that nothing was checked.
    off_page: bool,
    /// Why it does not appear.
    reasons: Vec<ReasonJson<'s>>,
}

impl<'s> SimulationJson<'s> {
    fn new(output: &'s SimulationOutput) -> Self {
        let SimulationOutput {
            visit,
            report,
            others,
            explained,
        } = output;
        let message = match explained {
            Explained::Message(id) => Some(&**id),
            Explained::Nearest | Explained::All => None,
        };
        let shown = report.shown.iter().map(|it| ShownJson {
            message: &it.message,
            text: &it.text,
            channel: &it.channel,
            after_seconds: it.after_seconds,
            at: &it.at,
            reasons: ReasonJson::all(&it.reasons),
        });
        let not_shown = report.not_shown.iter().map(|it| NotShownJson {
            message: &it.message,
            channel: &it.channel,
            after_seconds: it.after_seconds,
            off_page: it.off_page,
            reasons: ReasonJson::all(&it.reasons),
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
            message,
            shown: shown.collect(),
            not_shown: not_shown.collect(),
            other_visitors: others,
        }
    }
}

impl SimulationOutput {
    /// The JSON Schema of the JSON form.
    pub(crate) fn schema() -> Schema {
        schema_for!(SimulationJson<'static>)
    }

    /// The output for a visit, and for the visitors who would see something else.
    pub(crate) fn new(
        visit: Visit,
        mut report: SimulationReport,
        others: Vec<OtherVisitors>,
        explained: Explained,
    ) -> Self {
        if let Explained::Message(id) = &explained {
            report.shown.retain(|shown| *shown.message == **id);
            report
                .not_shown
                .retain(|not_shown| *not_shown.message == **id);
        }
        Self {
            visit,
            report,
            others,
            explained,
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
            return write_json(&SimulationJson::new(self), to);
        }
        let color = style.color && format == Format::Pretty;
        let writer = TextWriter {
            bold: styled_if(color, BOLD),
            green: styled_if(color, GREEN),
            width: style.width,
        };
        writer.visit(&self.visit, &self.report, to)?;
        match &self.explained {
            Explained::Message(_) => writer.explanation(&self.report, to),
            Explained::Nearest | Explained::All => {
                writer.shown(&self.report, to)?;
                writer.not_shown(&self.report, &self.explained, to)?;
                writer.others(&self.others, to)
            }
        }
    }
}

/// Draws a simulation for people.
struct TextWriter {
    bold: Style,
    green: Style,
    /// The width of a line, in columns.
    width: usize,
}

impl TextWriter {
    /// A paragraph that is indented, with more on its other lines.
    fn paragraph(&self, first: &str, rest: &str, text: &str, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to, "{}", paragraph(text, self.width, first, rest))
    }

    /// The page and the visitor.
    fn visit(
        &self,
        visit: &Visit,
        report: &SimulationReport,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let title = match &*visit.title {
            "" => String::new(),
            title => format!(", with the title {}", literal::quote(title)),
        };
        let page = format!("{} loads{title}", literal::bare(&visit.url));
        self.paragraph("", "  ", &page, to)?;
        let visitor = format!(
            "{}: a {} visitor with the device language {} stays {}.",
            report.loaded,
            visit.history.as_str(),
            visit.language,
            match visit.stay {
                0 => "for a moment".to_owned(),
                stay => format!("for {}", literal::duration(stay)),
            }
        );
        self.paragraph("", "  ", &visitor, to)?;
        if let Some(channel) = &visit.channel {
            writeln!(to, "Only the channel `{channel}` is simulated.")?;
        }
        writeln!(to)
    }

    /// Why one message is shown, or why it is not.
    fn explanation(&self, report: &SimulationReport, to: &mut dyn Write) -> io::Result<()> {
        let green = self.green;
        for shown in &report.shown {
            let heading = format!(
                "{green}`{}` is shown{green:#} on `{}` after {}, {}:",
                shown.message,
                shown.channel,
                literal::duration(shown.after_seconds),
                shown.at,
            );
            self.paragraph("", "    ", &heading, to)?;
            self.reasons(&shown.reasons, to)?;
        }
        for not_shown in &report.not_shown {
            self.not_shown_heading(not_shown, to)?;
            self.reasons(&not_shown.reasons, to)?;
        }
        Ok(())
    }

    fn not_shown_heading(&self, not_shown: &NotShown, to: &mut dyn Write) -> io::Result<()> {
        let bold = self.bold;
        let NotShown {
            message, channel, ..
        } = not_shown;
        let heading = format!("{bold}`{message}` is not shown{bold:#} on `{channel}`:");
        self.paragraph("", "    ", &heading, to)
    }

    fn reasons(&self, reasons: &[Reason], to: &mut dyn Write) -> io::Result<()> {
        reasons
            .iter()
            .try_for_each(|reason| self.paragraph("  - ", "    ", &reason.words, to))
    }

    /// The messages that the visitor sees, with their texts.
    fn shown(&self, report: &SimulationReport, to: &mut dyn Write) -> io::Result<()> {
        let (bold, green) = (self.bold, self.green);
        if report.shown.is_empty() {
            return writeln!(to, "{bold}No message is shown.{bold:#}");
        }
        for (position, shown) in report.shown.iter().enumerate() {
            if position > 0 {
                writeln!(to)?;
            }
            let heading = format!(
                "{green}`{}` is shown{green:#} on `{}` after {}",
                shown.message,
                shown.channel,
                literal::duration(shown.after_seconds),
            );
            self.paragraph("", "    ", &heading, to)?;
            for line in on_lines(&shown.text).lines() {
                self.paragraph("  | ", "  | ", line, to)?;
            }
        }
        Ok(())
    }

    /// The messages that the visitor does not see, the nearest first.
    fn not_shown(
        &self,
        report: &SimulationReport,
        explained: &Explained,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let mut on_page: Vec<&NotShown> =
            report.not_shown.iter().filter(|it| !it.off_page).collect();
        on_page.sort_by_key(|it| it.nearness);
        let listed = match explained {
            Explained::All => on_page.len(),
            Explained::Nearest | Explained::Message(_) => {
                on_page.partition_point(|it| it.nearness < Nearness::Far)
            }
        };
        let (listed, far) = on_page.split_at(listed);
        for not_shown in listed {
            writeln!(to)?;
            self.not_shown_heading(not_shown, to)?;
            self.reasons(&not_shown.reasons, to)?;
        }
        if !far.is_empty() {
            writeln!(to)?;
            let far = match (far.len(), listed.is_empty()) {
                (1, true) => "1 message is for other visitors or not published".to_owned(),
                (far, true) => format!("{far} messages are for other visitors or not published"),
                (1, false) => "1 more message is for other visitors or not published".to_owned(),
                (far, false) => {
                    format!("{far} more messages are for other visitors or not published")
                }
            };
            self.paragraph("", "  ", &format!("{far}; see `--all`."), to)?;
        }
        self.channels_off_page(report, explained, to)
    }

    /// The channels that are not on the page: each with the number of its messages if no channel is
    /// on it, or if all are requested.
    fn channels_off_page(
        &self,
        report: &SimulationReport,
        explained: &Explained,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let off_page: Vec<&NotShown> = report.not_shown.iter().filter(|it| it.off_page).collect();
        let mut channels: BTreeMap<&str, (usize, &[Reason])> = BTreeMap::new();
        for not_shown in &off_page {
            let channel = channels.entry(&not_shown.channel);
            channel.or_insert((0, &not_shown.reasons)).0 += 1;
        }
        let is_some_on_page = !report.shown.is_empty() || off_page.len() < report.not_shown.len();
        if is_some_on_page && !channels.is_empty() && !matches!(explained, Explained::All) {
            let are = if off_page.len() == 1 { "is" } else { "are" };
            let messages = counted(off_page.len(), "message");
            let channels = counted(channels.len(), "other channel");
            let text = format!("{messages} of {channels} {are} for other websites; see `--all`.");
            writeln!(to)?;
            return self.paragraph("", "", &text, to);
        }
        for (channel, (count, reasons)) in channels {
            writeln!(to)?;
            let messages = counted(count, "message");
            let heading = format!("{messages} of `{channel}` cannot be shown:");
            self.paragraph("", "    ", &heading, to)?;
            self.reasons(reasons, to)?;
        }
        Ok(())
    }

    /// What other visitors would see.
    fn others(&self, others: &[OtherVisitors], to: &mut dyn Write) -> io::Result<()> {
        let bold = self.bold;
        if others.is_empty() {
            return Ok(());
        }
        writeln!(to)?;
        writeln!(to, "{bold}Other visitors of this page{bold:#}")?;
        for other in others {
            let mut languages: Vec<&str> = other.languages.iter().map(|tag| &**tag).collect();
            if other.any_other_language {
                languages.push("any other language");
            }
            let who = match other.history {
                Some(history) => history.to_owned(),
                None => format!("in {}", languages.join(", ")),
            };
            let shown: Vec<String> = other
                .shown
                .iter()
                .map(|it| {
                    format!(
                        "`{}` after {}",
                        it.message,
                        literal::duration(it.after_seconds)
                    )
                })
                .collect();
            let shown = match shown.as_slice() {
                [] => "no message".to_owned(),
                shown => shown.join(", "),
            };
            self.paragraph("  - ", "    ", &format!("{who}: {shown}"), to)?;
        }
        Ok(())
    }
}
