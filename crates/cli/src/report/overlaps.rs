//! Messages that compete for the same visitor, by channel: which of two is shown, and to whom.
//!
//! Almost any two messages that search the address for a text can compete, because one address can
//! contain both texts. So the text output lists only a few pairs per message, the ones that do not
//! depend on such a coincidence, and says how to list the rest. JSON has all pairs.

mod text;

use std::io::{self, Write};

use proactive_analysis::{Competition, Overlap};
use proactive_catalog::{MessageStatus, Word as _};
use proactive_diagnostics::{Witness, messages};
use proactive_hir::model::{ChannelId, Message, Model, Trigger};
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::Format;
use crate::output::TerminalStyle;
use crate::report::visitor::VisitorJson;
use crate::report::{counted, write_json};

/// The version of the JSON format. It changes when a field is removed or changes its meaning.
const VERSION: u32 = 1;

/// What a report on messages that compete is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// The only page; `None` for all pages.
    pub(crate) page: Option<&'a str>,
    /// The only messages; empty for all messages.
    pub(crate) messages: &'a [String],
    /// Whether the text lists all pairs.
    pub(crate) all: bool,
}

/// The pairs that compete: all of them, or the ones with the requested messages.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(
    title = "Messages that compete for the same visitor",
    rename = "Overlaps"
)]
pub(crate) struct OverlapsReport {
    /// The version of this format.
    version: u32,
    /// The only page on which messages were compared; null for all pages.
    url: Option<String>,
    /// Every channel, in source order; with `url`, every channel that is on that page.
    channels: Vec<OnChannel>,
    /// The requested messages; empty for all messages.
    #[serde(skip)]
    asked: Vec<String>,
    /// Whether the text lists all pairs.
    #[serde(skip)]
    lists_all: bool,
    /// The number of pairs in the workspace, requested or not.
    #[serde(skip)]
    all: usize,
}

/// A channel and its messages that compete.
#[derive(Debug, Serialize, JsonSchema)]
struct OnChannel {
    /// The ID of the channel.
    channel: String,
    /// The messages that were compared, in the order in which they are due; with `url`, those that
    /// a visitor of the page can get.
    messages: Vec<Compared>,
    /// Sorted by when the winner is due and where it is declared, then by the other message.
    pairs: Vec<Pair>,
}

/// A message that was compared with others.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct Compared {
    /// The ID of the message.
    message: String,
    /// Its status. Messages that are not published are compared only if they are requested, as if
    /// they were published.
    status: &'static str,
    /// Seconds from the load of the page until it is due.
    after_seconds: u32,
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
    /// Seconds from the load of the page until the other one is due.
    other_after_seconds: u32,
    /// Whether both are due at the same moment, so that the one declared first wins.
    same_moment: bool,
    /// Whether they meet only on a page made up of what both ask for, such as an address that
    /// contains the values of both.
    made_up_page: bool,
    /// A visitor who would get both.
    visitor: VisitorJson,
    /// The visitor in words.
    #[serde(skip)]
    who: String,
}

impl OverlapsReport {
    /// The report on a subject from the comparison of its messages.
    pub(crate) fn new(model: &Model, found: &Competition, subject: Subject<'_>) -> Self {
        let mut asked: Vec<String> = Vec::new();
        for name in subject.messages {
            if !asked.contains(name) {
                asked.push(name.clone());
            }
        }
        let is_asked = |overlap: &&Overlap| {
            let mut pair = [overlap.winner, overlap.other].into_iter();
            asked.is_empty() || pair.any(|id| asked.iter().any(|name| **name == *model[id].id))
        };
        let on_channel = |channel: ChannelId| {
            let messages = found.messages.iter().map(|message| &model[*message]);
            OnChannel {
                channel: model[channel].id.to_string(),
                messages: messages
                    .filter(|message| message.channel == channel)
                    .map(Compared::new)
                    .collect(),
                pairs: found
                    .pairs
                    .iter()
                    .filter(|overlap| overlap.channel == channel)
                    .filter(is_asked)
                    .map(|overlap| Pair::new(model, overlap))
                    .collect(),
            }
        };
        let is_on_page =
            |channel: &ChannelId| subject.page.is_none_or(|page| model[*channel].is_on(page));
        Self {
            version: VERSION,
            url: subject.page.map(str::to_owned),
            channels: model
                .channel_ids()
                .filter(is_on_page)
                .map(on_channel)
                .collect(),
            asked,
            lists_all: subject.all,
            all: found.pairs.len(),
        }
    }

    /// The number of pairs, in a sentence.
    pub(crate) fn summary(&self) -> String {
        if let (Some(url), []) = (&self.url, self.channels.as_slice()) {
            return format!("no channel is on `{url}`");
        }
        let place = match self.url {
            Some(_) => " on this page",
            None => "",
        };
        let all = match self.all {
            0 => format!("no messages compete for the same visitor{place}"),
            1 => format!("1 pair of messages competes for the same visitor{place}"),
            pairs => format!(
                "{} of messages compete for the same visitor{place}",
                counted(pairs, "pair")
            ),
        };
        if self.all == 0 || self.asked.is_empty() {
            return all;
        }
        let with = self.asked.join("` or `");
        match self.channels.iter().map(|it| it.pairs.len()).sum::<usize>() {
            0 => format!("{all}; with `{with}`: none"),
            pairs => format!("{all}; with `{with}`: {pairs}"),
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
        text::write(
            self,
            style.color && format == Format::Pretty,
            style.width,
            to,
        )
    }
}

impl Compared {
    fn new(message: &Message) -> Self {
        Self {
            message: message.id.to_string(),
            status: message.status.as_str(),
            after_seconds: due(message),
        }
    }

    /// Whether it is compared only because it was requested.
    fn is_unpublished(&self) -> bool {
        self.status != MessageStatus::Published.as_str()
    }
}

impl Pair {
    fn new(model: &Model, overlap: &Overlap) -> Self {
        let (winner, other) = (&model[overlap.winner], &model[overlap.other]);
        Self {
            winner: winner.id.to_string(),
            winner_after_seconds: due(winner),
            other: other.id.to_string(),
            other_after_seconds: due(other),
            same_moment: overlap.same_moment,
            made_up_page: !overlap.same_page,
            visitor: VisitorJson::from(&overlap.visitor),
            who: messages::visitor(&Witness::from(&overlap.visitor)),
        }
    }
}

/// Seconds from the load of a page until a message is due.
fn due(message: &Message) -> u32 {
    match message.trigger {
        Trigger::PageLoad => 0,
        Trigger::PageView { after_seconds } => after_seconds,
    }
}
