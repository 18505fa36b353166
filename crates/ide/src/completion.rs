//! Completion: offers what is valid at a position, and nothing else.
//!
//! Completion works in four steps. The text before the cursor tells what can come next
//! ([`expected`], [`expected_in_condition`]). The declarations, the statements that are already
//! there and the values used elsewhere give candidates. Each candidate is tried ([`collector`]): it
//! is offered only if the text with it has no more errors than without. The likeliest come first.

mod collector;
mod condition;
mod context;
mod declarations;
mod docs_key;
mod expected;
mod expected_in_condition;
mod item;
mod keywords;
mod lints;
mod nearby;
mod references;
mod samples;
mod snippet;
mod statements;
mod text;
mod times;
mod workspace_values;

use proactive_catalog::WordSet;
use proactive_diagnostics::{TextRange, TextSize};

pub use self::docs_key::{DocsKey, NoDocsKey};
pub use self::item::{Item, ItemKind};
pub use self::snippet::Snippet;

use self::collector::Collector;
pub(crate) use self::context::CompletionContext;
use self::context::ContextKind;
use self::expected::Expected;
use self::expected_in_condition::ExpectedInCondition;
use crate::{FilePosition, Snapshot};

/// The completions at a position.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completions {
    /// The range that every item replaces: the word at the cursor. It contains the cursor and is on
    /// one line.
    pub replaced: TextRange,
    /// The items, likeliest first.
    pub items: Vec<Item>,
    /// Whether an editor should ask again for each letter that is typed.
    pub is_incomplete: bool,
}

impl Completions {
    pub(crate) fn none(offset: TextSize) -> Self {
        Self {
            replaced: TextRange::empty(offset),
            items: Vec::new(),
            is_incomplete: false,
        }
    }
}

/// The completions at a position; none if there is no such position.
#[must_use]
pub fn completions(snapshot: &Snapshot, position: FilePosition) -> Completions {
    let Some(mut context) = CompletionContext::find(snapshot, position) else {
        return Completions::none(position.offset);
    };
    if let ContextKind::Comment(start) = context.kind {
        lints::narrow(&mut context, start);
    }
    let mut collector = Collector::new(&context);
    match context.kind {
        ContextKind::Comment(start) => lints::offer(&mut collector, start),
        ContextKind::Text { escape: true, .. } => text::escapes(&mut collector),
        ContextKind::Text { content: _, .. } => {
            for expected in &context.expectations.expected {
                offer_in_string(&mut collector, expected);
            }
        }
        ContextKind::Code => {
            for expected in &context.expectations.expected {
                offer(&mut collector, expected);
            }
        }
    }
    let items = collector.finish();
    let is_incomplete =
        context.kind == ContextKind::Code && context.expectations.expected.contains(&Expected::Tag);
    Completions {
        replaced: TextRange::new(size(context.word.start), size(context.word.end)),
        items,
        is_incomplete,
    }
}

/// The completions that open by themselves after a character that triggers them, such as a blank or a
/// quote; none where the text before the cursor is complete, because an author who then types a line
/// break means a line break.
#[must_use]
pub fn completions_after_trigger(snapshot: &Snapshot, position: FilePosition) -> Completions {
    let context = CompletionContext::find(snapshot, position);
    match context.is_some_and(|context| collector::is_complete(&context)) {
        true => Completions::none(position.offset),
        false => completions(snapshot, position),
    }
}

/// Offers what is expected outside of strings and comments.
fn offer(collector: &mut Collector<'_>, expected: &Expected) {
    // On the line of a statement, what continues it comes before what begins the next one. On a
    // later line, missing statements come first; see `statements`.
    collector.rank(100);
    match expected {
        Expected::Declaration => declarations::offer(collector),
        Expected::Statement(block) => statements::offer(collector, *block),
        Expected::DisplayName => text::quoted(collector, "Name"),
        Expected::TestName => text::quoted(collector, "What should happen"),
        Expected::Opening(kind) => declarations::opening(collector, *kind),
        Expected::Keyword(argument, row) => keywords::argument(collector, argument, row),
        Expected::When => keywords::when(collector),
        Expected::Reference(kind) => references::offer(collector, *kind),
        Expected::Answer(bot) => references::answers(collector, bot),
        Expected::Word(set) => keywords::offer(collector, *set),
        Expected::Event(event) => keywords::event(collector, *event),
        Expected::Text(role) => text::role(collector, *role),
        Expected::AgentReply => statements::agent_reply(collector),
        Expected::Tag => text::tags(collector),
        Expected::Duration => times::durations(collector),
        Expected::Days => times::days(collector),
        Expected::Interval => times::intervals(collector),
        Expected::Date(from) => times::dates(collector, from.as_deref()),
        Expected::Time => times::clock(collector),
        Expected::Condition(expected) => condition::offer(collector, expected),
    }
}

/// Offers values for the string around the cursor.
fn offer_in_string(collector: &mut Collector<'_>, expected: &Expected) {
    match expected {
        Expected::Text(role) => text::role(collector, *role),
        Expected::Condition(
            ExpectedInCondition::Value(field, operator)
            | ExpectedInCondition::ListedValue(field, operator),
        ) => {
            condition::value(collector, *field, *operator);
        }
        Expected::Word(set) => match set {
            WordSet::History | WordSet::DeviceTag => keywords::offer(collector, *set),
            // These are never in quotes.
            WordSet::ChannelType
            | WordSet::BotStatus
            | WordSet::MessageStatus
            | WordSet::Event
            | WordSet::Frequency
            | WordSet::ScheduleKind
            | WordSet::Ask
            | WordSet::ConversationControl
            | WordSet::ReplyKind
            | WordSet::Language
            | WordSet::Day => {}
        },
        Expected::Tag => text::tags(collector),
        Expected::Condition(_)
        | Expected::Declaration
        | Expected::Statement(_)
        | Expected::DisplayName
        | Expected::TestName
        | Expected::Opening(_)
        | Expected::Keyword(..)
        | Expected::When
        | Expected::Reference(_)
        | Expected::Answer(_)
        | Expected::Event(_)
        | Expected::AgentReply
        | Expected::Duration
        | Expected::Days
        | Expected::Interval
        | Expected::Date(_)
        | Expected::Time => {}
    }
}

fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX))
}
