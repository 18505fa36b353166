//! Messages that compete for the same visitor, by channel: which of two is shown, and to whom.
//!
//! Almost any two messages that search the address for a text can compete, because one address can
//! contain both texts. So the text output lists only a few pairs per message, the ones that do not
//! depend on such a coincidence, and says how to list the rest. JSON has all pairs.

use std::io::{self, Write};

use proactive_analysis::Overlap;
use proactive_diagnostics::{Witness, messages};
use proactive_hir::model::{Message, Model, Trigger};
use proactive_syntax::literal::duration;
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::Format;
use crate::output::TerminalStyle;
use crate::report::visitor::VisitorJson;
use crate::report::{counted, write_json};
use crate::style::{BOLD, styled_if};

/// The version of the JSON format. It changes when a field is removed or changes its meaning.
const VERSION: u32 = 1;

/// The most pairs to list for a winner when no message is requested.
const MAX_LISTED: usize = 5;

/// The pairs that compete: all of them, or the ones with the requested messages.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(
    title = "Messages that compete for the same visitor",
    rename = "Overlaps"
)]
pub(crate) struct OverlapsReport {
    version: u32,
    /// Every channel, in source order.
    channels: Vec<OnChannel>,
    /// The requested messages; empty for all messages.
    #[serde(skip)]
    asked: Vec<String>,
    /// The number of pairs in the workspace, requested or not.
    #[serde(skip)]
    all: usize,
}

#[derive(Debug, Serialize, JsonSchema)]
struct OnChannel {
    channel: String,
    /// Sorted by when the winner is due and where it is declared, then by the other message.
    pairs: Vec<Pair>,
}

/// Two messages that one visitor could get on the same page.
#[derive(Debug, Serialize, JsonSchema)]
struct Pair {
    /// The message that is shown.
    winner: String,
    /// Seconds from the load of the page until the winner is due.
    winner_after_seconds: u32,
    /// The message that is not shown because of the winner.
    other: String,
    other_after_seconds: u32,
    /// Whether both are due at the same moment, so that the one declared first wins.
    same_moment: bool,
    /// Whether they compete without a page that matches both by coincidence.
    #[serde(skip)]
    same_page: bool,
    /// A visitor who would get both.
    visitor: VisitorJson,
    /// The visitor in words.
    #[serde(skip)]
    who: String,
}

impl OverlapsReport {
    /// Keeps the pairs with a message in `asked`, or all pairs if it is empty.
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

    /// The number of pairs, in a sentence.
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

    pub(crate) fn write(
        &self,
        format: Format,
        style: TerminalStyle,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        if format.is_for_machines() {
            return write_json(self, to);
        }
        self.write_text(style.color && format == Format::Pretty, to)
    }

    fn write_text(&self, bold: bool, to: &mut dyn Write) -> io::Result<()> {
        let bold = styled_if(bold, BOLD);
        let competing = self.channels.iter().filter(|it| !it.pairs.is_empty());
        for (position, OnChannel { channel, pairs }) in competing.enumerate() {
            if position > 0 {
                writeln!(to)?;
            }
            writeln!(to, "{bold}On `{channel}`{bold:#}")?;
            for pairs in pairs.chunk_by(|one, other| one.winner == other.winner) {
                let listed = if self.asked.is_empty() {
                    pairs_to_list(pairs)
                } else {
                    pairs.iter().collect()
                };
                for (position, pair) in listed.iter().enumerate() {
                    let Pair { winner, other, .. } = pair;
                    if position == 0 {
                        let after = duration(pair.winner_after_seconds);
                        writeln!(
                            to,
                            "\n{bold}`{winner}`{bold:#}, due after {after}, wins over"
                        )?;
                    }
                    let why = if pair.same_moment {
                        format!("due at the same moment: `{winner}` is declared first")
                    } else {
                        let after = duration(pair.other_after_seconds);
                        format!("due after {after}: `{winner}` is already shown")
                    };
                    writeln!(to, "  - {bold}`{other}`{bold:#}, {why}")?;
                    writeln!(to, "    for example, for {}", pair.who)?;
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

/// The pairs of a winner to list: all if there are few, otherwise the first ones that are not a
/// coincidence, and at least one.
fn pairs_to_list(pairs: &[Pair]) -> Vec<&Pair> {
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
