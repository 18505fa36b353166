//! The messages that compete, as text for people.

use std::io::{self, Write};

use anstyle::Style;
use proactive_syntax::literal::duration;

use super::{Compared, OnChannel, OverlapsReport, Pair};
use crate::report::counted;
use crate::report::paragraph::paragraph;
use crate::style::{BOLD, styled_if};

/// The most pairs to list for a winner when neither messages nor all pairs are requested.
const MAX_LISTED: usize = 5;

/// Writes the report in lines of `width` columns.
pub(super) fn write(
    report: &OverlapsReport,
    bold: bool,
    width: usize,
    to: &mut dyn Write,
) -> io::Result<()> {
    let writer = TextWriter {
        report,
        bold: styled_if(bold, BOLD),
        width,
    };
    let is_told = |channel: &&OnChannel| report.url.is_some() || !channel.pairs.is_empty();
    for (position, channel) in report.channels.iter().filter(is_told).enumerate() {
        if position > 0 {
            writeln!(to)?;
        }
        writer.channel(channel, to)?;
    }
    Ok(())
}

struct TextWriter<'r> {
    report: &'r OverlapsReport,
    bold: Style,
    /// The width of a line, in columns.
    width: usize,
}

impl TextWriter<'_> {
    fn channel(&self, channel: &OnChannel, to: &mut dyn Write) -> io::Result<()> {
        let bold = self.bold;
        let title = format!("On `{}`", channel.channel);
        match self.report.url {
            None => writeln!(to, "{bold}{title}{bold:#}")?,
            Some(_) => self.on_page(&title, &channel.messages, to)?,
        }
        let mut left = Left::default();
        for pairs in channel
            .pairs
            .chunk_by(|one, other| one.winner == other.winner)
        {
            self.winner(channel, pairs, &mut left, to)?;
        }
        self.left(&left, to)
    }

    /// The messages that can be shown on the one page, in their order.
    fn on_page(&self, title: &str, messages: &[Compared], to: &mut dyn Write) -> io::Result<()> {
        let bold = self.bold;
        let count = match messages.len() {
            0 => "no message can be shown on this page",
            1 => "1 message can be shown on this page:",
            count => &format!("{count} messages can be shown on this page, in this order:"),
        };
        writeln!(to, "{bold}{title}, {count}{bold:#}")?;
        messages.iter().try_for_each(|message| {
            let name = self.name(messages, &message.message);
            writeln!(to, "  - {name}, {}", after(message.after_seconds))
        })
    }

    /// One message and those that it keeps back.
    fn winner(
        &self,
        channel: &OnChannel,
        pairs: &[Pair],
        left: &mut Left,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let name = |message: &str| self.name(&channel.messages, message);
        let listed = self.pairs_to_list(pairs);
        if let Some(Pair {
            winner,
            winner_after_seconds,
            ..
        }) = listed.first()
        {
            let after = after(*winner_after_seconds);
            writeln!(to)?;
            self.line("", &format!("{}, due {after}, wins over", name(winner)), to)?;
        }
        for pair in &listed {
            let winner = &pair.winner;
            let why = if pair.same_moment {
                format!("due at the same moment: `{winner}` is declared first")
            } else {
                let after = after(pair.other_after_seconds);
                format!("due {after}: `{winner}` is already shown")
            };
            self.line("  - ", &format!("{}, {why}", name(&pair.other)), to)?;
            self.line("    ", &format!("for example, for {}", pair.who), to)?;
        }
        let mut others = Left::default();
        for pair in pairs {
            if !listed.iter().any(|it| it.other == pair.other) {
                others.add(pair);
            }
        }
        if !listed.is_empty()
            && others.real > 0
            && let Some(Pair { winner, .. }) = pairs.first()
        {
            let them = if others.real == 1 { "it" } else { "them" };
            let count = counted(others.real, "other");
            let text = format!("and {count}: see {them} with `--message {winner}`");
            self.line("  ", &text, to)?;
        }
        left.made_up += others.made_up;
        Ok(())
    }

    /// The pairs of a winner to list: those that meet on a page both ask for come first, the others
    /// only if all are requested.
    fn pairs_to_list<'p>(&self, pairs: &'p [Pair]) -> Vec<&'p Pair> {
        let (made_up, real): (Vec<&Pair>, Vec<&Pair>) =
            pairs.iter().partition(|pair| pair.made_up_page);
        if self.report.lists_all {
            return [real, made_up].concat();
        }
        let limit = match self.report.asked.is_empty() && self.report.url.is_none() {
            true => MAX_LISTED,
            false => usize::MAX,
        };
        real.into_iter().take(limit).collect()
    }

    /// How many pairs of a channel are not listed because they meet only by chance.
    fn left(&self, left: &Left, to: &mut dyn Write) -> io::Result<()> {
        let text = match (left.made_up, self.report.url.is_some()) {
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
    fn name(&self, messages: &[Compared], message: &str) -> String {
        let bold = self.bold;
        let mut unpublished = messages.iter().filter(|it| it.is_unpublished());
        match unpublished.find(|it| it.message == message) {
            Some(Compared { status, .. }) => {
                format!("{bold}`{message}`{bold:#} ({status}, compared as if it were published)")
            }
            None => format!("{bold}`{message}`{bold:#}"),
        }
    }

    fn line(&self, indent: &str, text: &str, to: &mut dyn Write) -> io::Result<()> {
        let others = " ".repeat(indent.len().max(2));
        writeln!(to, "{}", paragraph(text, self.width, indent, &others))
    }
}

/// The number of pairs that are not listed.
#[derive(Default)]
struct Left {
    /// On pages that both ask for.
    real: usize,
    /// Only on pages that are made up of what both ask for.
    made_up: usize,
}

impl Left {
    fn add(&mut self, pair: &Pair) {
        match pair.made_up_page {
            true => self.made_up += 1,
            false => self.real += 1,
        }
    }
}

/// When a message is due.
fn after(seconds: u32) -> String {
    match seconds {
        0 => "at once".to_owned(),
        seconds => format!("after {}", duration(seconds)),
    }
}
