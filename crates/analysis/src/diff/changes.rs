//! The differences between two workspaces, as data.

use proactive_catalog::{Ask, ConversationControl, Frequency, MessageStatus};
use proactive_hir::model::{ChannelId, MessageId, ScheduleId, SegmentId, Trigger};

use crate::hours::HoursSpans;
use crate::visitor::{Visitor, WitnessMoment};

/// The differences between an old and a new workspace. Two messages are the same if they have the
/// same ID, or if only their ID differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// Whether case counts, before and now, if that changes.
    pub case_sensitive: Option<(bool, bool)>,
    /// Who has the conversation after a message, before and now, if that changes.
    pub conversation_control: Option<(ConversationControl, ConversationControl)>,
    /// Messages that are only in the new workspace, in its order.
    pub added: Vec<AddedOrRemoved>,
    /// Messages that are only in the old workspace, in its order.
    pub removed: Vec<AddedOrRemoved>,
    /// Messages of which only the ID changes, before and now, in the order of the new workspace.
    pub renamed: Vec<(MessageId, MessageId)>,
    /// Messages of both workspaces that change, in the order of the new one.
    pub changed: Vec<Change>,
    /// What several messages share and that explains some of their changes.
    pub shared: Vec<SharedChange>,
    /// Pairs of messages that compete at the same moment and swap their order, in the order of the
    /// new workspace.
    pub reordered: Vec<Reordered>,
    /// Who takes visitors from whom.
    pub takeovers: Takeovers,
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

/// A message of only one of the two workspaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedOrRemoved {
    /// Its ID in that workspace.
    pub message: MessageId,
    /// A visitor who gets it, at a moment within its hours; `None` if there is no such visitor, or
    /// none was found.
    pub visitor: Option<Visitor>,
}

/// The changes to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The message in the old workspace.
    pub old: MessageId,
    /// The message in the new workspace.
    pub new: MessageId,
    /// Who gets it. Conditions with the same meaning are equal, however they are written.
    pub audience: SetChange<Visitor>,
    /// What alone explains how the audience changes; empty if it is the message itself.
    pub audience_causes: Vec<Cause>,
    /// When it is shown.
    pub hours: SetChange<WitnessMoment>,
    /// The same as spans of time, if all hours are in one time zone; `None` if nothing changes.
    pub spans: Option<HoursSpans>,
    /// What alone explains how the hours change; empty if it is the message itself.
    pub hours_causes: Vec<Cause>,
    /// Everything else that changes.
    pub field_changes: Vec<FieldChange>,
}

/// Something that messages share, in the new workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The condition of a segment.
    Segment(SegmentId),
    /// The websites of a channel.
    Websites(ChannelId),
    /// The hours of a schedule.
    Schedule(ScheduleId),
    /// The schedules of a channel, for messages outside of their hours.
    BusinessHours(ChannelId),
}

/// Something that messages share and that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedChange {
    /// What it is, and how it changes.
    pub kind: SharedKind,
    /// The messages of the new workspace that change by it, in their order.
    pub messages: Vec<MessageId>,
}

/// How something that messages share changes. It is `old` in the old workspace and `new` in the new
/// one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "`old` and `new` are explained above")]
pub enum SharedKind {
    /// A segment.
    Segment {
        old: SegmentId,
        new: SegmentId,
        /// Who belongs to it.
        audience: SetChange<Visitor>,
    },
    /// The websites of a channel.
    Websites {
        old: ChannelId,
        new: ChannelId,
        /// Who is on one of its pages.
        audience: SetChange<Visitor>,
    },
    /// A schedule.
    Schedule {
        old: ScheduleId,
        new: ScheduleId,
        /// When it is open.
        hours: SetChange<WitnessMoment>,
        /// The same as spans of time, if both are in one time zone.
        spans: Option<HoursSpans>,
    },
    /// The schedules of a channel.
    BusinessHours {
        old: ChannelId,
        new: ChannelId,
        /// When all of them are closed.
        hours: SetChange<WitnessMoment>,
        /// The same as spans of time, if all are in one time zone.
        spans: Option<HoursSpans>,
    },
}

/// How a new set relates to the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetRelation {
    /// They are equal.
    Equal,
    /// The new set contains all of the old one, and more.
    Wider,
    /// The new set contains only part of the old one.
    Narrower,
    /// Each contains something that the other does not.
    Other,
    /// Unknown, or too much work to find out. There may still be examples.
    Unknown,
}

/// How a set changes, with examples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetChange<T> {
    /// How the new set relates to the old one.
    pub relation: SetRelation,
    /// An example of what is in the new set only.
    pub newly_in: Option<T>,
    /// An example of what is in the old set only.
    pub newly_out: Option<T>,
}

impl<T> SetChange<T> {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.relation == SetRelation::Equal
    }
}

/// A part of a message that changes, before and now.
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
    /// The platform ID of something that the message refers to.
    ExternalId(ExternalIdOwner, Option<Box<str>>, Option<Box<str>>),
}

/// Something that a message refers to, by its ID in the language.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the declaration of its name")]
pub enum ExternalIdOwner {
    Brand(Box<str>),
    Channel(Box<str>),
    Bot(Box<str>),
}

/// The reply when the visitor answers a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplyContent {
    /// A text, followed by a human agent.
    Agent {
        /// The text.
        text: Box<str>,
        /// What the customer is asked for, without repetition.
        ask: Vec<Ask>,
    },
    /// A predefined answer of a bot.
    Bot {
        /// The bot's ID.
        bot: Box<str>,
        /// The answer's ID.
        answer: Box<str>,
    },
}

/// Two messages that compete at the same moment and swap their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reordered {
    /// The message of the new workspace that is shown now.
    pub winner: MessageId,
    /// The message of the new workspace that was shown before.
    pub loser: MessageId,
    /// A visitor who now gets one instead of the other; `None` if it is unknown whether there is
    /// one.
    pub visitor: Option<Visitor>,
}

/// All pairs of messages of which some visitor saw one before and sees the other now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takeovers {
    /// In the order of the messages that are seen now, then of those that were seen before.
    pub pairs: Vec<Takeover>,
    /// Whether there are no others. It is not so if finding out would take too much work, or if
    /// case counts in only one of the workspaces.
    pub is_complete: bool,
}

impl Takeovers {
    /// No visitor sees one message instead of another.
    pub(crate) const NONE: Self = Self {
        pairs: Vec::new(),
        is_complete: true,
    };
}

/// A message that a visitor sees instead of another one: on a page of their visit on which they
/// have seen no message yet, and if they stay until it is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takeover {
    /// The channel of both, in the new workspace.
    pub channel: ChannelId,
    /// The message of the old workspace that the visitor saw.
    pub from: MessageId,
    /// The message of the new workspace that the visitor sees now.
    pub to: MessageId,
    /// Whether the visitor would still see the earlier message if the other one did not come first.
    pub from_still_matches: bool,
    /// Whether one of the two is known to require nothing of the page that the other does not
    /// require as well. Otherwise only a page that happens to satisfy both is meant.
    pub same_page: bool,
    /// What changed.
    pub origin: TakeoverOrigin,
    /// Such a visitor.
    pub visitor: Visitor,
}

/// What changed so that a visitor sees another message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeoverOrigin {
    /// The message that is seen now is new, or its audience, hours, moment, channel or status
    /// changed. The other one may have changed, too.
    To,
    /// Only the message that was seen before changed, or is gone.
    From,
    /// Both are unchanged, but their order is not.
    Order,
}
