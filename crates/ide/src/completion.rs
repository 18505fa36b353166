//! Completion: what may stand at a place, and nothing else.
//!
//! Four steps. The text before the cursor says what may come next ([`wanted`], [`expected_in_condition`]). The
//! declarations, the statements that are given already and the values that are used elsewhere say
//! with which words. Each is tried ([`offers`]): it is offered only if the text with it has no more
//! mistakes than without. And what is likeliest comes first.

mod condition;
mod declarations;
mod docs;
mod expected_in_condition;
mod item;
mod lints;
mod offers;
mod place;
mod references;
mod samples;
mod snippet;
mod statements;
mod text;
mod times;
mod used;
mod wanted;
mod words;

use proactive_catalog::WordSet;
use proactive_diagnostics::{TextRange, TextSize};

pub use self::docs::{DocsKey, NoDocsKey};
pub use self::item::{Item, ItemKind};
pub use self::snippet::Snippet;

use self::expected_in_condition::Asked;
use self::offers::Offers;
pub(crate) use self::place::Place;
use self::place::Sort;
use self::wanted::Wanted;
use crate::{FilePosition, Snapshot};

/// What may stand at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completions {
    /// What every item replaces: the word at the cursor. It holds the cursor and is on one line.
    pub replaced: TextRange,
    /// The items, the likeliest first.
    pub items: Vec<Item>,
}

/// What may stand at a place; nothing if there is no such place.
#[must_use]
pub fn completions(snapshot: &Snapshot, position: FilePosition) -> Completions {
    let Some(mut place) = Place::find(snapshot, position) else {
        return Completions {
            replaced: TextRange::empty(position.offset),
            items: Vec::new(),
        };
    };
    if let Sort::Comment(start) = place.sort {
        lints::narrow(&mut place, start);
    }
    let mut offers = Offers::new(&place);
    match place.sort {
        Sort::Comment(start) => lints::offer(&mut offers, start),
        Sort::Text { escape: true, .. } => text::escapes(&mut offers),
        Sort::Text { content: _, .. } => {
            for wanted in &place.answer.wanted {
                offer_in_string(&mut offers, wanted);
            }
        }
        Sort::Code => {
            for wanted in &place.answer.wanted {
                offer(&mut offers, wanted);
            }
        }
    }
    let items = offers.finish();
    Completions {
        replaced: TextRange::new(size(place.word.start), size(place.word.end)),
        items,
    }
}

/// Offers what is wanted among the words of the language.
fn offer(offers: &mut Offers<'_>, wanted: &Wanted) {
    // What goes on with a statement comes before what begins the next, on its line. On a later line
    // what is still missing comes first; see `statements`.
    offers.rank(100);
    match wanted {
        Wanted::Declaration => declarations::offer(offers),
        Wanted::Statement(block) => statements::offer(offers, *block),
        Wanted::DisplayName => text::quoted(offers, "Name"),
        Wanted::TestName => text::quoted(offers, "What should happen"),
        Wanted::Opening(kind) => declarations::opening(offers, *kind),
        Wanted::Joining(word, statement) => words::joining(offers, word, *statement),
        Wanted::Reference(kind) => references::offer(offers, *kind),
        Wanted::Answer(bot) => references::answers(offers, bot),
        Wanted::Word(set) => words::offer(offers, *set),
        Wanted::Event(event) => words::event(offers, *event),
        Wanted::Text(role) => text::role(offers, *role),
        Wanted::AgentReply => statements::agent_reply(offers),
        Wanted::Tag => text::tags(offers),
        Wanted::Duration => times::durations(offers),
        Wanted::Days => times::days(offers),
        Wanted::Interval => times::intervals(offers),
        Wanted::Date(from) => times::dates(offers, from.as_deref()),
        Wanted::Time => times::clock(offers),
        Wanted::Condition(asked) => condition::offer(offers, asked),
    }
}

/// Offers what the string around the cursor may say.
fn offer_in_string(offers: &mut Offers<'_>, wanted: &Wanted) {
    match wanted {
        Wanted::Text(role) => text::role(offers, *role),
        Wanted::Condition(Asked::Value(field) | Asked::ListedValue(field)) => {
            condition::value(offers, *field);
        }
        Wanted::Word(set @ (WordSet::History | WordSet::DeviceTag)) => words::offer(offers, *set),
        Wanted::Tag => text::tags(offers),
        Wanted::Word(_)
        | Wanted::Condition(_)
        | Wanted::Declaration
        | Wanted::Statement(_)
        | Wanted::DisplayName
        | Wanted::TestName
        | Wanted::Opening(_)
        | Wanted::Joining(..)
        | Wanted::Reference(_)
        | Wanted::Answer(_)
        | Wanted::Event(_)
        | Wanted::AgentReply
        | Wanted::Duration
        | Wanted::Days
        | Wanted::Interval
        | Wanted::Date(_)
        | Wanted::Time => {}
    }
}

fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX))
}
