//! What changes for visitors from one workspace to another.

mod compare;
mod field_changes;
mod order;

use proactive_catalog::{Ask, ConversationControl, Frequency, MessageStatus};
use proactive_hir::model::{MessageId, Trigger};

pub use compare::compare;

use crate::visitor::{Visitor, WitnessMoment};

/// What changes from an old workspace to a new one. Messages are the same if they are called so, or
/// if nothing but their name changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// Whether upper and lower case count, where that changes: before and now.
    pub case_sensitive: Option<(bool, bool)>,
    /// Who has the conversation after a message, where that changes: before and now.
    pub conversation_control: Option<(ConversationControl, ConversationControl)>,
    /// Messages of the new workspace alone, in its order.
    pub added: Vec<AddedOrRemoved>,
    /// Messages of the old workspace alone, in its order.
    pub removed: Vec<AddedOrRemoved>,
    /// Messages of which nothing but the name in the language changes, in the order of the new
    /// workspace: before and now.
    pub renamed: Vec<(MessageId, MessageId)>,
    /// Messages of both that change, in the order of the new one.
    pub changed: Vec<Change>,
    /// Pairs of messages that compete at the same moment and change places, in the order of the new
    /// workspace.
    pub reordered: Vec<Reordered>,
}

impl Diff {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.case_sensitive.is_none()
            && self.conversation_control.is_none()
            && self.added.is_empty()
            && self.removed.is_empty()
            && self.renamed.is_empty()
            && self.changed.is_empty()
            && self.reordered.is_empty()
    }
}

/// A message of one workspace alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedOrRemoved {
    /// The message.
    pub message: MessageId,
    /// Somebody who gets it, at a moment within its hours; none where nobody does, or nobody was
    /// found.
    pub visitor: Option<Visitor>,
}

/// What changes about a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The message in the old workspace.
    pub old: MessageId,
    /// The message in the new workspace.
    pub new: MessageId,
    /// Who gets it; conditions that mean the same are equal, however they are written.
    pub audience: SetChange<Visitor>,
    /// At which hours it is shown.
    pub hours: SetChange<WitnessMoment>,
    /// What else changes.
    pub field_changes: Vec<FieldChange>,
}

/// How one set lies to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetRelation {
    /// Both are the same.
    Equal,
    /// The new one holds all of the old one, and more.
    Wider,
    /// The new one holds only some of the old one.
    Narrower,
    /// Each holds what the other does not.
    Other,
    /// It cannot be told, or would take too much work. There may be examples all the same.
    Unknown,
}

/// How a set changes, with examples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetChange<T> {
    /// How the new set lies to the old one.
    pub relation: SetRelation,
    /// One who, or which, is newly in.
    pub newly_in: Option<T>,
    /// One who, or which, is newly out.
    pub newly_out: Option<T>,
}

impl<T> SetChange<T> {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.relation == SetRelation::Equal
    }
}

/// Something about a message that changes: before and now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the statement of its name")]
pub enum FieldChange {
    Name(Box<str>, Box<str>),
    Status(MessageStatus, MessageStatus),
    Brand(Box<str>, Box<str>),
    Channel(Box<str>, Box<str>),
    Moment(Trigger, Trigger),
    Frequency(Frequency, Frequency),
    Text(Box<str>, Box<str>),
    Reply(ReplyContent, ReplyContent),
    Tags(Vec<Box<str>>, Vec<Box<str>>),
    /// Of what the message refers to, the identifier on the platform.
    ExternalId(ExternalIdOwner, Option<Box<str>>, Option<Box<str>>),
}

/// What a message refers to, by its name in the language.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the declaration of its name")]
pub enum ExternalIdOwner {
    Brand(Box<str>),
    Channel(Box<str>),
    Bot(Box<str>),
}

/// What comes when the visitor answers a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplyContent {
    /// A text, then a person.
    Agent {
        /// The text.
        text: Box<str>,
        /// What the customer is asked for, each once.
        ask: Vec<Ask>,
    },
    /// An answer of a bot.
    Bot {
        /// The bot.
        bot: Box<str>,
        /// The answer.
        answer: Box<str>,
    },
}

/// Two messages that compete at the same moment and change places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reordered {
    /// Which is shown now: a message of the new workspace.
    pub winner: MessageId,
    /// Which was shown before: a message of the new workspace too.
    pub loser: MessageId,
    /// Somebody who gets the one in place of the other; none where it cannot be told whether there
    /// is anybody.
    pub visitor: Option<Visitor>,
}
