//! A workspace without holes: every name resolved, every default filled in.
//!
//! The only way to get a [`Model`] is to check a workspace that has no errors, so code that takes one
//! needs no checks of its own. All lists are in source order.

use jiff::civil::Date;
use proactive_catalog::{
    Ask, BotStatus, ChannelType, ConversationControl, Day, Frequency, History, MessageStatus,
};
use proactive_diagnostics::Span;

mod condition;
mod notation;
mod partial;
mod resolve;
mod website;

pub use condition::{Comparison, Condition, ConditionKind, Value};
pub use partial::{
    Origin, PartialChannel, PartialCondition, PartialMessage, PartialModel, PartialSegment,
};
pub(crate) use resolve::resolve;
pub use website::{AFTER_HOST, NOT_IN_HOST, Website};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $list:ident: $of:ident, $ids:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub(crate) u32);

            impl $name {
                /// Returns the position in the list of its kind.
                #[must_use]
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }

            impl Model {
                #[doc = concat!("Returns the IDs of its ", stringify!($list), ", in order.")]
                pub fn $ids(&self) -> impl Iterator<Item = $name> + use<> {
                    (0..).map($name).take(self.$list.len())
                }
            }

            impl std::ops::Index<$name> for Model {
                type Output = $of;

                #[allow(clippy::indexing_slicing, reason = "IDs are created with the list they index")]
                fn index(&self, id: $name) -> &$of {
                    &self.$list[id.index()]
                }
            }
        )*
    };
}

ids! {
    /// Identifies a brand of a [`Model`].
    BrandId => brands: Brand, brand_ids;
    /// Identifies a channel of a [`Model`].
    ChannelId => channels: Channel, channel_ids;
    /// Identifies a bot of a [`Model`].
    BotId => bots: Bot, bot_ids;
    /// Identifies a schedule of a [`Model`].
    ScheduleId => schedules: Schedule, schedule_ids;
    /// Identifies a segment of a [`Model`].
    SegmentId => segments: Segment, segment_ids;
    /// Identifies a message of a [`Model`].
    MessageId => messages: Message, message_ids;
}

/// A workspace that was checked and has no errors.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Model {
    /// Whether conditions on URLs and titles are case-sensitive.
    pub case_sensitive: bool,
    /// The account, if one is declared.
    pub account: Option<Account>,
    /// The brands.
    pub brands: Vec<Brand>,
    /// The channels.
    pub channels: Vec<Channel>,
    /// The bots.
    pub bots: Vec<Bot>,
    /// The schedules.
    pub schedules: Vec<Schedule>,
    /// The segments. None uses itself, directly or through others.
    pub segments: Vec<Segment>,
    /// All segments in dependency order: each comes after those it uses.
    pub segment_order: Vec<SegmentId>,
    /// The messages.
    pub messages: Vec<Message>,
    /// The tests.
    pub tests: Vec<Test>,
}

/// The account that the messages belong to.
#[derive(Debug, Clone)]
pub struct Account {
    /// The display name, if given.
    pub name: Option<Box<str>>,
    /// Who controls the conversation after a message.
    pub conversation_control: ConversationControl,
}

/// A brand.
#[derive(Debug, Clone)]
pub struct Brand {
    /// The ID in the source.
    pub id: Box<str>,
    /// The display name, or the ID if there is none.
    pub name: Box<str>,
    /// The identifier on the platform.
    pub external_id: Option<Box<str>>,
}

/// A channel.
#[derive(Debug, Clone)]
pub struct Channel {
    /// The ID in the source.
    pub id: Box<str>,
    /// The display name, or the ID if there is none.
    pub name: Box<str>,
    /// The platform of the channel.
    pub channel_type: ChannelType,
    /// The brand it is connected to.
    pub brand: BrandId,
    /// The websites that embed its widget, as written, with repetitions. Empty if none are given: the
    /// channel is on every page.
    pub websites: Vec<Website>,
    /// The schedules configured on it, as written, with repetitions.
    pub business_hours: Vec<ScheduleId>,
    /// The identifier on the platform.
    pub external_id: Option<Box<str>>,
}

impl Channel {
    /// Whether its widget is on the page at this address, which must be one that a browser shows.
    #[must_use]
    pub fn is_on(&self, page: &str) -> bool {
        let mut websites = self.websites.iter();
        self.websites.is_empty() || websites.any(|website| website.covers(page))
    }
}

/// A bot.
#[derive(Debug, Clone)]
pub struct Bot {
    /// The ID in the source.
    pub id: Box<str>,
    /// The display name, or the ID if there is none.
    pub name: Box<str>,
    /// Whether it replies.
    pub status: BotStatus,
    /// The channels it is published on, as written, with repetitions.
    pub channels: Vec<ChannelId>,
    /// The answers it can give.
    pub answers: Vec<Answer>,
    /// The identifier on the platform.
    pub external_id: Option<Box<str>>,
}

/// An answer of a bot.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The ID in the source.
    pub id: Box<str>,
    /// The display name, or the ID if there is none.
    pub name: Box<str>,
}

/// A schedule.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// The ID in the source.
    pub id: Box<str>,
    /// The display name, or the ID if there is none.
    pub name: Box<str>,
    /// The place of its name.
    pub span: Span,
    /// The IANA name of its time zone.
    pub timezone: Box<str>,
    /// The opening hours: one entry for each day and interval, in the order of the compiled
    /// configuration.
    pub open: Vec<Opening>,
    /// The places of the `open` statements.
    pub open_spans: Vec<Span>,
    /// The closed days.
    pub closed: Vec<Closing>,
    /// The places of the closed days.
    pub closed_spans: Vec<Span>,
    /// The identifier on the platform.
    pub external_id: Option<Box<str>>,
}

/// An interval of opening hours on a day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// The day of the week.
    pub day: Day,
    /// The first minute that is open.
    pub from: TimeOfDay,
    /// The first minute after it that is not.
    pub to: TimeOfDay,
}

/// A time of day, from `00:00` to `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    /// Minutes since midnight, at most 1440.
    minutes: u16,
}

impl TimeOfDay {
    /// Creates the time `hour:minute`. Returns `None` past `24:00`, the end of a day.
    #[must_use]
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        let minutes = hour.checked_mul(60)?.checked_add(minute)?;
        (minute < 60 && minutes <= 24 * 60).then_some(Self { minutes })
    }

    /// Returns the minutes since midnight, at most 1440.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.minutes
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

/// A range of dates on which a schedule is closed all day. Both ends are included.
#[derive(Debug, Clone)]
pub struct Closing {
    /// The first date.
    pub from: Date,
    /// The last date.
    pub to: Date,
    /// The occasion, if one is given.
    pub name: Option<Box<str>>,
}

/// A segment.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The ID in the source.
    pub id: Box<str>,
    /// The display name, or the ID if there is none.
    pub name: Box<str>,
    /// The place of its name.
    pub span: Span,
    /// The condition that its visitors meet.
    pub condition: Condition,
}

/// A message.
#[derive(Debug, Clone)]
pub struct Message {
    /// The ID in the source.
    pub id: Box<str>,
    /// The display name, or the ID if there is none.
    pub name: Box<str>,
    /// The place of its name.
    pub span: Span,
    /// Whether it is published, paused or a draft.
    pub status: MessageStatus,
    /// The brand it belongs to.
    pub brand: BrandId,
    /// The channel it is published on.
    pub channel: ChannelId,
    /// The first text shown.
    pub text: Box<str>,
    /// What happens when the visitor replies.
    pub reply: Reply,
    /// The condition of visitors who get it. `None` means everyone (`when always`).
    pub condition: Option<Condition>,
    /// When its condition is checked.
    pub trigger: Trigger,
    /// The tags as written, with repetitions.
    pub tags: Vec<Box<str>>,
    /// The hours during which it is shown.
    pub hours: Hours,
    /// How often the same visitor gets it.
    pub frequency: Frequency,
}

/// What happens when the visitor replies to a message.
#[derive(Debug, Clone)]
pub enum Reply {
    /// A text is shown, then an agent takes over.
    Agent {
        /// The text that is shown.
        text: Box<str>,
        /// What the customer is asked for, as written, with repetitions.
        ask: Vec<Ask>,
    },
    /// A bot gives one of its answers.
    Bot {
        /// The bot that replies.
        bot: BotId,
        /// The index of the answer in [`Bot::answers`].
        answer: usize,
    },
}

/// When the condition of a message is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// Some time after a page has loaded, if the visitor is still on it.
    PageView {
        /// The time on the page, in seconds.
        after_seconds: u32,
    },
    /// As a page loads.
    PageLoad,
}

/// The hours during which a message is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hours {
    /// At any hour.
    Anytime,
    /// While this schedule is open.
    BusinessHours(ScheduleId),
    /// While all of these are closed. As the channel lists them, with repetitions.
    OutsideBusinessHours(Vec<ScheduleId>),
}

/// A test: what a visitor does, and which messages are expected.
#[derive(Debug, Clone)]
pub struct Test {
    /// Its name, unique among tests.
    pub name: Box<str>,
    /// The place of its name.
    pub span: Span,
    /// Whether the visitor has been on the site before the first step.
    pub history: History,
    /// The language tag of the visitor's device (BCP 47).
    pub device: Box<str>,
    /// When the first step happens.
    pub start: Moment,
    /// The only channel that is simulated. `None` means all.
    pub channel: Option<ChannelId>,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// A moment, and the time zone in which its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub unix_seconds: i64,
    /// The IANA name of the time zone.
    pub zone: Box<str>,
}

/// A step of a test.
#[derive(Debug, Clone)]
pub struct Step {
    /// The place of the step, from its keyword to its end.
    pub span: Span,
    /// What the visitor does, or the test expects.
    pub action: Action,
}

/// The action of a [`Step`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// `visit`: loads a page and stays.
    Visit {
        /// The address, serialized as the URL standard requires.
        url: Box<str>,
        /// The title of the page. Empty if none is written.
        title: Box<str>,
        /// How long the visitor stays, in seconds.
        stay: u32,
    },
    /// `wait`: lets this many seconds pass.
    Wait(u32),
    /// `time` between two visits: advances the clock.
    Time(Moment),
    /// `open`
    Open,
    /// `dismiss`
    Dismiss,
    /// `reply`
    Reply,
    /// `end_conversation`
    EndConversation,
    /// `leave`
    Leave,
    /// `clear_data`
    ClearData,
    /// `expect`
    Expect(Expectation),
}

/// What a test expects on the page that was visited last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// This message was shown.
    Message {
        /// The expected message.
        message: MessageId,
        /// Exactly this many seconds after the page loaded. `None` means at any time.
        after: Option<u32>,
    },
    /// This message was not shown.
    NoMessage(MessageId),
    /// No message was shown, apart from those expected before.
    Nothing,
}
