//! Messages that compete for the same visitor, by channel: which of two is shown, and to whom.
//!
//! Nearly every two messages that look for a part of the address can meet, as one address can have
//! both parts. So people are told a few pairs for each message, those that are no chance meeting,
//! and how to see the rest. Programs get all.

use std::io::{self, Write};

use proactive_analysis::Overlap;
use proactive_diagnostics::{Witness, messages};
use proactive_hir::model::{Message, Model, Trigger};
use proactive_syntax::literal::duration;
use serde::Serialize;

use crate::args::Format;
use crate::output::TerminalStyle;
use crate::report::counted;
use crate::report::visitor::VisitorJson;

/// The version of the document. It changes when a field goes or means something else.
const VERSION: u32 = 1;

/// So many pairs are listed for a winner when no message is asked for.
const MAX_LISTED: usize = 5;

const BOLD: &str = "\x1b[1m";
const RESET: &str = "\x1b[0m";

/// The pairs that compete: all, or those with the messages that are asked for.
#[derive(Debug, Serialize)]
pub(crate) struct OverlapsReport {
    version: u32,
    /// Every channel, as they stand in the workspace.
    channels: Vec<OnChannel>,
    /// The names that are asked for; none where all are.
    #[serde(skip)]
    asked: Vec<String>,
    /// How many there are in all, asked for or not.
    #[serde(skip)]
    all: usize,
}

#[derive(Debug, Serialize)]
struct OnChannel {
    channel: String,
    /// By when the winner is due and where it stands, then by the other.
    pairs: Vec<Pair>,
}

/// Two messages that one visitor could get on the same page.
#[derive(Debug, Serialize)]
struct Pair {
    /// The one that is shown.
    winner: String,
    /// MomentJson it is due, after the load of the page.
    winner_after_seconds: u32,
    /// The one that is not, as long as the winner is in the way.
    other: String,
    other_after_seconds: u32,
    /// Whether both are due at the same moment: then the winner is the one that stands first.
    same_moment: bool,
    /// Whether it takes no page that is right for both by chance.
    #[serde(skip)]
    same_page: bool,
    /// Somebody who would get both.
    visitor: VisitorJson,
    /// The same in words.
    #[serde(skip)]
    who: String,
}

impl OverlapsReport {
    /// Those with a message in `asked`, or all if nothing is asked for.
    pub(crate) fn new(model: &Model, overlaps: &[Overlap], asked: &[String]) -> Self {
        let mut names: Vec<String> = Vec::new();
        for name in asked {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        let is_asked = |overlap: &&Overlap| {
            let mut pair = [overlap.winner, overlap.other].into_iter();
            names.is_empty() || pair.any(|id| names.iter().any(|name| **name == *model[id].id))
        };
        let of = |overlap: &Overlap| {
            let (winner, other) = (&model[overlap.winner], &model[overlap.other]);
            Pair {
                winner: winner.id.to_string(),
                winner_after_seconds: due(winner),
                other: other.id.to_string(),
                other_after_seconds: due(other),
                same_moment: overlap.same_moment,
                same_page: overlap.same_page,
                visitor: VisitorJson::from(&overlap.visitor),
                who: messages::visitor(&Witness::from(&overlap.visitor)),
            }
        };
        let channels = model.channel_ids().map(|channel| OnChannel {
            channel: model[channel].id.to_string(),
            pairs: overlaps
                .iter()
                .filter(|overlap| overlap.channel == channel)
                .filter(is_asked)
                .map(of)
                .collect(),
        });
        Self {
            version: VERSION,
            channels: channels.collect(),
            asked: names,
            all: overlaps.len(),
        }
    }

    /// How many there are, in a sentence.
    pub(crate) fn summary(&self) -> String {
        let all = self.count();
        if self.all == 0 || self.asked.is_empty() {
            return all;
        }
        let with = self.asked.join("` or `");
        match self.channels.iter().map(|it| it.pairs.len()).sum::<usize>() {
            0 => format!("{all}; with `{with}`: none"),
            pairs => format!("{all}; with `{with}`: {pairs}"),
        }
    }

    fn count(&self) -> String {
        match self.all {
            0 => "no messages compete for the same visitor".to_owned(),
            1 => "1 pair of messages competes for the same visitor".to_owned(),
            pairs => format!(
                "{} of messages compete for the same visitor",
                counted(pairs, "pair")
            ),
        }
    }

    /// Tells them.
    pub(crate) fn write(
        &self,
        format: Format,
        style: TerminalStyle,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        if format.is_for_machines() {
            serde_json::to_writer_pretty(&mut *to, self)?;
            return writeln!(to);
        }
        self.tell(style.color && format == Format::Pretty, to)
    }

    fn tell(&self, bold: bool, to: &mut dyn Write) -> io::Result<()> {
        let (begin, end) = if bold { (BOLD, RESET) } else { ("", "") };
        let competing = self.channels.iter().filter(|it| !it.pairs.is_empty());
        for (position, OnChannel { channel, pairs }) in competing.enumerate() {
            if position > 0 {
                writeln!(to)?;
            }
            writeln!(to, "{begin}On `{channel}`{end}")?;
            for pairs in pairs.chunk_by(|one, other| one.winner == other.winner) {
                let listed = if self.asked.is_empty() {
                    most_telling(pairs)
                } else {
                    pairs.iter().collect()
                };
                for (position, pair) in listed.iter().enumerate() {
                    let Pair { winner, other, .. } = pair;
                    if position == 0 {
                        let after = duration(pair.winner_after_seconds);
                        writeln!(to, "\n{begin}`{winner}`{end}, due after {after}, wins over")?;
                    }
                    let why = if pair.same_moment {
                        format!("due at the same moment: `{winner}` stands first")
                    } else {
                        let after = duration(pair.other_after_seconds);
                        format!("due after {after}: `{winner}` is there already")
                    };
                    writeln!(to, "  - {begin}`{other}`{end}, {why}")?;
                    writeln!(to, "    for example for {}", pair.who)?;
                }
                let others = pairs.len() - listed.len();
                if others > 0
                    && let Some(Pair { winner, .. }) = pairs.first()
                {
                    let them = if others == 1 { "it" } else { "them" };
                    let others = counted(others, "other");
                    writeln!(to, "  and {others}: see {them} with `--message {winner}`")?;
                }
            }
        }
        Ok(())
    }
}

/// What is listed of the pairs of a winner: all if they are few, else of those that are no chance
/// meeting as many as are listed at most, and one in any case.
fn most_telling(pairs: &[Pair]) -> Vec<&Pair> {
    if pairs.len() <= MAX_LISTED {
        return pairs.iter().collect();
    }
    let telling = pairs.iter().filter(|pair| pair.same_page);
    let listed: Vec<&Pair> = telling.take(MAX_LISTED).collect();
    match listed.is_empty() {
        true => pairs.iter().take(1).collect(),
        false => listed,
    }
}

/// Seconds from the load of a page until a message is due.
fn due(message: &Message) -> u32 {
    match message.trigger {
        Trigger::PageLoad => 0,
        Trigger::PageView { after_seconds } => after_seconds,
    }
}
