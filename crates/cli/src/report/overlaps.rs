//! Messages that compete for the same visitor, by channel: which of two is shown, and to whom.
//!
//! Almost any two messages that search the address for a text can compete, because one address can
//! contain both texts. So the text output lists only a few pairs per message, the ones that do not
//! depend on such a coincidence, and says how to list the rest. JSON has all pairs.

mod text;

use std::cell::Cell;
use std::io::{self, Write};

use proactive_analysis::{Competition, Overlap, Rival, Rivals};
use proactive_catalog::Word as _;
use proactive_hir::model::{ChannelId, Message, MessageId, Model, Trigger};
use schemars::JsonSchema;
use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

use self::text::Listing;
use crate::args::Format;
use crate::output::TerminalStyle;
use crate::progress::Counter;
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
    pub(crate) messages: &'a [MessageId],
    /// Whether the text lists all pairs.
    pub(crate) all: bool,
}

/// A report on the pairs that compete: all of them, or the ones with the requested messages. It
/// never holds all pairs: there can be as many as the square of the number of messages.
pub(crate) struct OverlapsReport<'r> {
    model: &'r Model,
    competition: &'r Competition<'r>,
    subject: Subject<'r>,
    progress: &'r Counter,
    totals: Cell<Option<Totals>>,
}

/// How many pairs compete.
#[derive(Debug, Clone, Copy, Default)]
struct Totals {
    /// In the workspace.
    all: usize,
    /// With the requested messages.
    requested: usize,
}

/// The JSON form of a report.
#[derive(Serialize, JsonSchema)]
#[schemars(
    title = "Messages that compete for the same visitor",
    rename = "Overlaps"
)]
pub(crate) struct OverlapsJson<'r> {
    /// The version of this format.
    version: u32,
    /// The only page on which messages were compared; null for all pages.
    url: Option<&'r str>,
    /// Every channel, in source order; with `url`, every channel that is on that page.
    channels: Vec<OnChannel<'r>>,
}

/// A channel and its messages that compete.
#[derive(Serialize, JsonSchema)]
struct OnChannel<'r> {
    /// The ID of the channel.
    channel: &'r str,
    /// The messages that were compared, in the order in which they are due; with `url`, those that
    /// a visitor of the page can get.
    messages: Vec<Compared<'r>>,
    /// Sorted by when the winner is due and where it is declared, then by the other message.
    #[schemars(with = "Vec<Pair>")]
    pairs: Pairs<'r>,
}

/// A message that was compared with others.
#[derive(Serialize, JsonSchema)]
struct Compared<'r> {
    /// The ID of the message.
    message: &'r str,
    /// Its status. Messages that are not published are compared only if they are requested, as if
    /// they were published.
    status: &'static str,
    /// Seconds from the load of the page until it is due.
    after_seconds: u32,
}

/// The pairs of a channel, found while they are written.
struct Pairs<'r> {
    report: &'r OverlapsReport<'r>,
    channel: ChannelId,
}

/// Two messages that one visitor could get on the same page.
#[derive(Serialize, JsonSchema)]
struct Pair<'r> {
    /// The message that is shown.
    winner: &'r str,
    /// Seconds from the load of the page until the winner is due.
    winner_after_seconds: u32,
    /// The message that is not shown because of the winner.
    other: &'r str,
    /// Seconds from the load of the page until the other one is due.
    other_after_seconds: u32,
    /// Whether both are due at the same moment, so that the one declared first wins.
    same_moment: bool,
    /// Whether they meet only on a page made up of what both ask for, such as an address that
    /// contains the values of both.
    made_up_page: bool,
    /// A visitor who would get both.
    visitor: VisitorJson,
}

impl<'r> OverlapsReport<'r> {
    /// A report on a subject; `competition` has its messages. The pairs are compared when they are
    /// written or listed, and counted as progress.
    pub(crate) fn new(
        model: &'r Model,
        competition: &'r Competition<'r>,
        subject: Subject<'r>,
        progress: &'r Counter,
    ) -> Self {
        Self {
            model,
            competition,
            subject,
            progress,
            totals: Cell::new(None),
        }
    }

    /// What the text for people shows.
    pub(crate) fn listing(&self) -> Listing {
        Listing::new(self)
    }

    /// The number of pairs that were listed or written, in a sentence.
    pub(crate) fn summary(&self) -> String {
        if let (Some(url), None) = (self.subject.page, self.channels().next()) {
            return format!("no channel is on `{url}`");
        }
        let place = match self.subject.page {
            Some(_) => " on this page",
            None => "",
        };
        let Totals { all, requested } = self.totals.get().unwrap_or_default();
        let every = match all {
            0 => format!("no messages compete for the same visitor{place}"),
            1 => format!("1 pair of messages competes for the same visitor{place}"),
            pairs => format!(
                "{} of messages compete for the same visitor{place}",
                counted(pairs, "pair")
            ),
        };
        let names = self.subject.messages.iter().map(|id| &*self.model[*id].id);
        let names: Vec<&str> = names.collect();
        if all == 0 || names.is_empty() {
            return every;
        }
        let with = names.join("` or `");
        match requested {
            0 => format!("{every}; with `{with}`: none"),
            pairs => format!("{every}; with `{with}`: {pairs}"),
        }
    }

    /// Writes the JSON document. No pair outlives the writing of those of its winner.
    pub(crate) fn write_json(&self, to: &mut dyn Write) -> io::Result<()> {
        self.begin();
        let channels = self.channels().map(|channel| OnChannel {
            channel: &self.model[channel].id,
            messages: self.compared(channel).collect(),
            pairs: Pairs {
                report: self,
                channel,
            },
        });
        let document = OverlapsJson {
            version: VERSION,
            url: self.subject.page,
            channels: channels.collect(),
        };
        write_json(&document, to)
    }

    /// Writes a listing of the report as text.
    pub(crate) fn write_text(
        &self,
        listing: &Listing,
        format: Format,
        style: TerminalStyle,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let bold = style.color && format == Format::Pretty;
        text::write(self, listing, bold, style.width, to)
    }

    /// Begins to compare all pairs.
    fn begin(&self) {
        self.totals.set(Some(Totals::default()));
        self.progress.expect(self.competition.comparisons());
    }

    fn channels(&self) -> impl Iterator<Item = ChannelId> {
        let is_on_page = |channel: &ChannelId| {
            let page = self.subject.page;
            page.is_none_or(|page| self.model[*channel].is_on(page))
        };
        self.model.channel_ids().filter(is_on_page)
    }

    fn compared(&self, channel: ChannelId) -> impl Iterator<Item = Compared<'r>> {
        let messages = self.competition.messages(channel).iter();
        messages.map(|message| Compared::new(&self.model[*message]))
    }

    /// Hands on what `map` makes of the requested rivals of each message of a channel.
    fn by_winner<R: Send, E>(
        &self,
        channel: ChannelId,
        map: impl Fn(MessageId, &mut dyn Iterator<Item = Rival<'_>>) -> R + Sync,
        mut each: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let (requested, progress) = (self.subject.messages, self.progress);
        let of_winner = |rivals: &Rivals<'_>| {
            let winner = rivals.winner();
            let mut totals = Totals::default();
            let mut asked = rivals.iter().filter(|rival| {
                totals.all += 1;
                let mut pair = [winner, rival.message()].into_iter();
                let is_asked = requested.is_empty() || pair.any(|id| requested.contains(&id));
                totals.requested += usize::from(is_asked);
                is_asked
            });
            let made = map(winner, &mut asked);
            // Counts those that were not looked at.
            asked.for_each(drop);
            progress.advance(rivals.comparisons());
            (made, totals)
        };
        self.competition
            .by_winner(channel, of_winner, |(made, of)| {
                let Totals { all, requested } = self.totals.get().unwrap_or_default();
                self.totals.set(Some(Totals {
                    all: all + of.all,
                    requested: requested + of.requested,
                }));
                each(made)
            })
    }
}

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let model = self.report.model;
        let mut pairs = serializer.serialize_seq(None)?;
        self.report.by_winner(
            self.channel,
            |_, rivals| {
                let made = rivals.map(|rival| Pair::new(model, &rival.overlap()));
                made.collect::<Vec<Pair<'_>>>()
            },
            |of_winner| {
                let mut of_winner = of_winner.iter();
                of_winner.try_for_each(|pair| pairs.serialize_element(pair))
            },
        )?;
        pairs.end()
    }
}

impl<'r> Compared<'r> {
    fn new(message: &'r Message) -> Self {
        Self {
            message: &message.id,
            status: message.status.as_str(),
            after_seconds: due(message),
        }
    }
}

impl<'r> Pair<'r> {
    fn new(model: &'r Model, overlap: &Overlap) -> Self {
        let (winner, other) = (&model[overlap.winner], &model[overlap.other]);
        Self {
            winner: &winner.id,
            winner_after_seconds: due(winner),
            other: &other.id,
            other_after_seconds: due(other),
            same_moment: overlap.same_moment,
            made_up_page: !overlap.same_page,
            visitor: VisitorJson::from(&overlap.visitor),
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
