//! A workspace without a hole: every name resolved, every default filled in.
//!
//! A [`Model`] can only be had from a workspace that was checked and has no error, so whoever
//! holds one need not ask again. All lists are in source order.

use jiff::civil::Date;
use proactive_catalog::{
    Ask, BotStatus, ChannelType, ConversationControl, Day, Frequency, History, MessageStatus,
};
use proactive_diagnostics::Span;

mod condition;
mod partial;
mod resolve;

pub use condition::{Comparison, Condition, ConditionKind, Value};
pub use partial::{Origin, PartialCondition, PartialMessage, PartialModel, PartialSegment};
pub(crate) use resolve::resolve;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $list:ident: $of:ident, $ids:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub(crate) u32);

            impl $name {
                /// The position in its list.
                #[must_use]
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }

            impl Model {
                #[doc = concat!("The ids of its ", stringify!($list), ", in order.")]
                pub fn $ids(&self) -> impl Iterator<Item = $name> + use<> {
                    (0..).map($name).take(self.$list.len())
                }
            }

            impl std::ops::Index<$name> for Model {
                type Output = $of;

                #[allow(clippy::indexing_slicing, reason = "ids are made with the list they index")]
                fn index(&self, id: $name) -> &$of {
                    &self.$list[id.index()]
                }
            }
        )*
    };
}

ids! {
    /// A brand of a [`Model`].
    BrandId => brands: Brand, brand_ids;
    /// A channel of a [`Model`].
    ChannelId => channels: Channel, channel_ids;
    /// A bot of a [`Model`].
    BotId => bots: Bot, bot_ids;
    /// A schedule of a [`Model`].
    ScheduleId => schedules: Schedule, schedule_ids;
    /// A segment of a [`Model`].
    SegmentId => segments: Segment, segment_ids;
    /// A message of a [`Model`].
    MessageId => messages: Message, message_ids;
}

/// A checked workspace without errors.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Model {
    /// Whether upper and lower case count in addresses and titles.
    pub case_sensitive: bool,
    /// The account, if it is declared.
    pub account: Option<Account>,
    /// The brands.
    pub brands: Vec<Brand>,
    /// The channels.
    pub channels: Vec<Channel>,
    /// The bots.
    pub bots: Vec<Bot>,
    /// The schedules.
    pub schedules: Vec<Schedule>,
    /// The segments; none uses itself, on whatever way.
    pub segments: Vec<Segment>,
    /// The segments, each after those that it uses.
    pub segment_order: Vec<SegmentId>,
    /// The messages.
    pub messages: Vec<Message>,
    /// The tests.
    pub tests: Vec<Test>,
}

/// The account.
#[derive(Debug, Clone)]
pub struct Account {
    /// The display name, if given.
    pub name: Option<Box<str>>,
    /// Who has the conversation after a message.
    pub conversation_control: ConversationControl,
}

/// A brand.
#[derive(Debug, Clone)]
pub struct Brand {
    /// The name in the language.
    pub id: Box<str>,
    /// The display name; the ID stands in.
    pub name: Box<str>,
    /// The identifier on the platform.
    pub external_id: Option<Box<str>>,
}

/// A channel.
#[derive(Debug, Clone)]
pub struct Channel {
    /// The name in the language.
    pub id: Box<str>,
    /// The display name; the ID stands in.
    pub name: Box<str>,
    /// The kind.
    pub channel_type: ChannelType,
    /// The brand it is connected to.
    pub brand: BrandId,
    /// The schedules configured on it, as written: a repeated one stands twice.
    pub business_hours: Vec<ScheduleId>,
    /// The identifier on the platform.
    pub external_id: Option<Box<str>>,
}

/// A bot.
#[derive(Debug, Clone)]
pub struct Bot {
    /// The name in the language.
    pub id: Box<str>,
    /// The display name; the ID stands in.
    pub name: Box<str>,
    /// Whether it answers.
    pub status: BotStatus,
    /// Where it is published, as written: a repeated one stands twice.
    pub channels: Vec<ChannelId>,
    /// Its answers.
    pub answers: Vec<Answer>,
    /// The identifier on the platform.
    pub external_id: Option<Box<str>>,
}

/// An answer of a bot.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The name in the language.
    pub id: Box<str>,
    /// The display name; the ID stands in.
    pub name: Box<str>,
}

/// A schedule.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// The name in the language.
    pub id: Box<str>,
    /// The display name; the ID stands in.
    pub name: Box<str>,
    /// The IANA name of its zone.
    pub timezone: Box<str>,
    /// The hours: an entry for each day and interval, in the order that the compiled
    /// configuration lists them.
    pub open: Vec<Opening>,
    /// The closings.
    pub closed: Vec<Closing>,
    /// The identifier on the platform.
    pub external_id: Option<Box<str>>,
}

/// Hours of one day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// The day.
    pub day: Day,
    /// The first minute.
    pub from: TimeOfDay,
    /// The minute that is no more part of it.
    pub to: TimeOfDay,
}

/// A time of day on a clock: `00:00` to `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    /// Minutes since midnight, at most 1440.
    minutes: u16,
}

impl TimeOfDay {
    /// The time at `hour:minute`, if a day has it (`24:00` closes one).
    #[must_use]
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        let minutes = hour.checked_mul(60)?.checked_add(minute)?;
        (minute < 60 && minutes <= 24 * 60).then_some(Self { minutes })
    }

    /// Minutes since midnight, at most 1440.
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

/// Days that are closed from midnight to midnight, both ends included.
#[derive(Debug, Clone)]
pub struct Closing {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// What is celebrated.
    pub name: Option<Box<str>>,
}

/// A segment.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The name in the language.
    pub id: Box<str>,
    /// Where its name stands.
    pub span: Span,
    /// Who belongs to it.
    pub condition: Condition,
}

/// A message.
#[derive(Debug, Clone)]
pub struct Message {
    /// The name in the language.
    pub id: Box<str>,
    /// The display name; the ID stands in.
    pub name: Box<str>,
    /// Where its name stands.
    pub span: Span,
    /// Whether it is shown.
    pub status: MessageStatus,
    /// The brand it belongs to.
    pub brand: BrandId,
    /// The channel it is published on.
    pub channel: ChannelId,
    /// The first text shown.
    pub text: Box<str>,
    /// What comes when the visitor answers.
    pub reply: Reply,
    /// Who gets it; none: everybody (`when always`).
    pub condition: Option<Condition>,
    /// When conditions are checked.
    pub trigger: Trigger,
    /// The tags, as written: a repeated one stands twice.
    pub tags: Vec<Box<str>>,
    /// At which hours.
    pub hours: Hours,
    /// How often.
    pub frequency: Frequency,
}

/// What comes when the visitor answers a message.
#[derive(Debug, Clone)]
pub enum Reply {
    /// A text, then a person.
    Agent {
        /// The text.
        text: Box<str>,
        /// What the customer is asked for, as written: a repeated one stands twice.
        ask: Vec<Ask>,
    },
    /// An answer of a bot.
    Bot {
        /// The bot.
        bot: BotId,
        /// The position of the answer in the bot's list.
        answer: usize,
    },
}

/// When the conditions of a message are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// When the visitor has stayed on a page.
    PageView {
        /// So many seconds.
        after_seconds: u32,
    },
    /// As a page loads.
    PageLoad,
}

/// At which hours a message is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hours {
    /// At any hour.
    Anytime,
    /// Inside the hours of this schedule.
    BusinessHours(ScheduleId),
    /// While all of these are closed; as the channel lists them, a repeated one twice.
    OutsideBusinessHours(Vec<ScheduleId>),
}

/// A test: the story of a visitor, and what is expected to come up.
#[derive(Debug, Clone)]
pub struct Test {
    /// Its name, which no other test has.
    pub name: Box<str>,
    /// Where its name stands.
    pub span: Span,
    /// Whether the visitor has been here before the first visit.
    pub history: History,
    /// The language tag of the visitor's device.
    pub device: Box<str>,
    /// When it begins.
    pub start: Moment,
    /// The only channel that is played; none: all are.
    pub channel: Option<ChannelId>,
    /// The steps, one after the other.
    pub steps: Vec<Step>,
}

/// A moment, and the zone whose clocks its author reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub unix_seconds: i64,
    /// The IANA name of the zone.
    pub zone: Box<str>,
}

/// A step of a test.
#[derive(Debug, Clone)]
pub struct Step {
    /// Where it stands, from its keyword to its end.
    pub span: Span,
    /// What is done.
    pub action: Action,
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// `visit`: loads a page and stays.
    Visit {
        /// The address, as a browser shows it.
        url: Box<str>,
        /// The title; empty if none is given.
        title: Box<str>,
        /// Seconds on the page.
        stay: u32,
    },
    /// `wait`: lets so many seconds pass.
    Wait(u32),
    /// `time`, between two visits: moves the clock on.
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

/// What a test expects of the page that was visited last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// This message came up.
    Message {
        /// The message.
        message: MessageId,
        /// Exactly so many seconds after the page loaded; none: whenever.
        after: Option<u32>,
    },
    /// This message did not come up.
    NoMessage(MessageId),
    /// Nothing came up but what was expected before.
    Nothing,
}
