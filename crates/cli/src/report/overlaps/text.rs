//! The messages that compete, as text for people.

use std::convert::Infallible;
use std::io::{self, Write};

use anstyle::Style;
use proactive_analysis::{Overlap, Rival};
use proactive_catalog::{MessageStatus, Word as _};
use proactive_diagnostics::{Witness, messages};
use proactive_hir::model::{ChannelId, MessageId};
use proactive_syntax::literal::duration;

use super::{OverlapsReport, Subject, due};
use crate::report::counted;
use crate::report::paragraph::paragraph;
use crate::style::{BOLD, styled_if};

/// The most pairs to list for a winner when neither messages nor all pairs are requested.
const MAX_LISTED: usize = 5;

/// The pairs that the text shows, and how many there are of the others.
pub(crate) struct Listing {
    channels: Vec<ChannelListing>,
}

struct ChannelListing {
    channel: ChannelId,
    /// The winners with rivals to show.
    winners: Vec<Winner>,
    has_pairs: bool,
    /// The number of pairs that are not listed because they meet only by chance.
    made_up: usize,
}

/// A message and some of those that it keeps back.
struct Winner {
    message: MessageId,
    listed: Vec<Overlap>,
    left: Left,
}

/// The number of pairs that are not listed.
#[derive(Clone, Copy, Default)]
struct Left {
    /// On pages that both ask for.
    real: usize,
    /// Only on pages that are made up of what both ask for.
    made_up: usize,
}

impl Listing {
    /// Compares all pairs and keeps those to list.
    pub(super) fn new(report: &OverlapsReport<'_>) -> Self {
        report.begin();
        let subject = report.subject;
        let channels = report.channels().map(|channel| {
            let mut listing = ChannelListing {
                channel,
                winners: Vec::new(),
                has_pairs: false,
                made_up: 0,
            };
            let winner = |message, rivals: &mut dyn Iterator<Item = Rival<'_>>| {
                Winner::new(subject, message, rivals)
            };
            let Ok(()) = report.by_winner(channel, winner, |winner| {
                listing.add(winner);
                Ok::<(), Infallible>(())
            });
            listing
        });
        Self {
            channels: channels.collect(),
        }
    }
}

impl ChannelListing {
    fn add(&mut self, winner: Winner) {
        self.has_pairs |= !winner.listed.is_empty() || winner.left.made_up > 0;
        self.made_up += winner.left.made_up;
        if !winner.listed.is_empty() {
            self.winners.push(winner);
        }
    }
}

impl Winner {
    /// The pairs of a winner to list: those that meet on a page both ask for come first, the others
    /// only if all are requested.
    fn new(
        subject: Subject<'_>,
        message: MessageId,
        rivals: &mut dyn Iterator<Item = Rival<'_>>,
    ) -> Self {
        let is_overview = subject.messages.is_empty() && subject.page.is_none() && !subject.all;
        let most = if is_overview { MAX_LISTED } else { usize::MAX };
        let (mut real, mut made_up, mut left) = (Vec::new(), Vec::new(), Left::default());
        for rival in rivals {
            match rival.same_page() {
                true if real.len() < most => real.push(rival.overlap()),
                true => left.real += 1,
                false if subject.all => made_up.push(rival.overlap()),
                false => left.made_up += 1,
            }
        }
        real.append(&mut made_up);
        Self {
            message,
            listed: real,
            left,
        }
    }
}

/// Writes a listing of the report in lines of `width` columns.
pub(super) fn write(
    report: &OverlapsReport<'_>,
    listing: &Listing,
    bold: bool,
    width: usize,
    to: &mut dyn Write,
) -> io::Result<()> {
    let writer = TextWriter {
        report,
        bold: styled_if(bold, BOLD),
        width,
    };
    let is_shown = |channel: &&ChannelListing| report.subject.page.is_some() || channel.has_pairs;
    let shown = listing.channels.iter().filter(is_shown);
    for (position, channel) in shown.enumerate() {
        if position > 0 {
            writeln!(to)?;
        }
        writer.channel(channel, to)?;
    }
    Ok(())
}

struct TextWriter<'r> {
    report: &'r OverlapsReport<'r>,
    bold: Style,
    /// The width of a line, in columns.
    width: usize,
}

impl TextWriter<'_> {
    fn channel(&self, listing: &ChannelListing, to: &mut dyn Write) -> io::Result<()> {
        let bold = self.bold;
        let channel = listing.channel;
        let title = format!("On `{}`", self.report.model[channel].id);
        match self.report.subject.page {
            None => writeln!(to, "{bold}{title}{bold:#}")?,
            Some(_) => {
                let messages = self.report.competition.messages(channel);
                self.on_page(&title, messages, to)?;
            }
        }
        for winner in &listing.winners {
            self.winner(winner, to)?;
        }
        self.made_up(listing.made_up, to)
    }

    /// The messages that can be shown on the one page, in their order.
    fn on_page(&self, title: &str, messages: &[MessageId], to: &mut dyn Write) -> io::Result<()> {
        let bold = self.bold;
        let count = match messages.len() {
            0 => "no message can be shown on this page",
            1 => "1 message can be shown on this page:",
            count => &format!("{count} messages can be shown on this page, in this order:"),
        };
        writeln!(to, "{bold}{title}, {count}{bold:#}")?;
        messages.iter().try_for_each(|message| {
            writeln!(to, "  - {}, {}", self.name(*message), self.after(*message))
        })
    }

    /// One message and those that it keeps back.
    fn winner(&self, winner: &Winner, to: &mut dyn Write) -> io::Result<()> {
        let id = &self.report.model[winner.message].id;
        let (name, after) = (self.name(winner.message), self.after(winner.message));
        writeln!(to)?;
        self.line("", &format!("{name}, due {after}, wins over"), to)?;
        for pair in &winner.listed {
            let why = if pair.same_moment {
                format!("due at the same moment: `{id}` is declared first")
            } else {
                let after = self.after(pair.other);
                format!("due {after}: `{id}` is already shown")
            };
            let who = messages::visitor(&Witness::from(&pair.visitor));
            self.line("  - ", &format!("{}, {why}", self.name(pair.other)), to)?;
            self.line("    ", &format!("for example, for {who}"), to)?;
        }
        if winner.left.real > 0 {
            let them = if winner.left.real == 1 { "it" } else { "them" };
            let count = counted(winner.left.real, "other");
            let text = format!("and {count}: see {them} with `--message {id}`");
            self.line("  ", &text, to)?;
        }
        Ok(())
    }

    /// How many pairs of a channel are not listed because they meet only by chance.
    fn made_up(&self, count: usize, to: &mut dyn Write) -> io::Result<()> {
        let text = match (count, self.report.subject.page.is_some()) {
            (0, _) => return Ok(()),
            (1, false) => "1 pair meets only on a page made up of what both ask for".to_owned(),
            (1, true) => "1 pair meets only under a title made up of what both ask for".to_owned(),
            (count, false) => {
                format!("{count} pairs meet only on pages made up of what both ask for")
            }
            (count, true) => {
                format!("{count} pairs meet only under titles made up of what both ask for")
            }
        };
        writeln!(to)?;
        self.line("", &format!("{text}; see `--all`."), to)
    }

    /// The name of a message, and that it is not published.
    fn name(&self, message: MessageId) -> String {
        let bold = self.bold;
        let message = &self.report.model[message];
        match message.status {
            MessageStatus::Published => format!("{bold}`{}`{bold:#}", message.id),
            MessageStatus::Draft | MessageStatus::Paused => format!(
                "{bold}`{}`{bold:#} ({}, compared as if it were published)",
                message.id,
                message.status.as_str()
            ),
        }
    }

    /// When a message is due.
    fn after(&self, message: MessageId) -> String {
        match due(&self.report.model[message]) {
            0 => "at once".to_owned(),
            seconds => format!("after {}", duration(seconds)),
        }
    }

    fn line(&self, indent: &str, text: &str, to: &mut dyn Write) -> io::Result<()> {
        let others = " ".repeat(indent.len().max(2));
        writeln!(to, "{}", paragraph(text, self.width, indent, &others))
    }
}
