//! An item as it is written: typed, with spans, with holes where the text is broken.
//!
//! A draft is made of one slice alone and knows nothing of its place in a file or of other items,
//! so it can be kept as long as the slice's text stays the same. Ranges count from the start of
//! the slice; spans in findings are [local](proactive_diagnostics::FileId::LOCAL).

use jiff::civil::Date;
use proactive_catalog::{
    Ask, BotStatus, ChannelType, ConversationControl, DeclarationKind, Event, Field, Frequency,
    History, MessageStatus, Operator, ScheduleKind,
};
use proactive_diagnostics::{Finding, Severity, TextRange};

use crate::model::{Closing, Opening};

/// What a comment to the checker begins with.
pub(crate) const DIRECTIVE: &str = "proactive:";

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the slice.
    pub range: TextRange,
}

/// A name or a text, with its place.
pub type Name = Spanned<Box<str>>;

/// What a statement gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot<T> {
    /// The statement is not there.
    Absent,
    /// It is there, but wrong; its finding has been made, and what depends on it keeps quiet.
    Broken,
    /// It is there.
    Given(T),
}

impl<T> Slot<T> {
    /// The value, if given.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Broken => None,
        }
    }

    /// Whether the statement is there, right or wrong.
    pub fn is_present(&self) -> bool {
        match self {
            Self::Absent => false,
            Self::Broken | Self::Given(_) => true,
        }
    }

    /// A default where the statement is absent; none where it is broken.
    pub fn or_default(&self, default: T) -> Option<T>
    where
        T: Clone,
    {
        match self {
            Self::Absent => Some(default),
            Self::Broken => None,
            Self::Given(value) => Some(value.clone()),
        }
    }
}

/// What a slice holds.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Its declaration.
    pub declaration: Option<Declaration>,
    /// Errors: of its text, its shape, its words and types.
    pub errors: Vec<Finding>,
    /// Lints; they count only if the declaration has no error.
    pub lints: Vec<Finding>,
    /// Names behind words that are no declarations: what refers to them is not reported.
    pub mistyped: Vec<Box<str>>,
    /// A statement of a kind is broken so that what it refers to is unknown.
    pub may_reference_unseen: bool,
    /// The same of what stands outside of the declaration.
    pub may_reference_unseen_outside: bool,
    /// A comment in it may silence lints.
    pub may_allow: bool,
}

impl Draft {
    /// Whether the declaration may refer to more than can be seen, here or in statements that
    /// lost their block.
    #[must_use]
    pub fn may_reference_unseen_anywhere(&self) -> bool {
        self.may_reference_unseen || self.may_reference_unseen_outside
    }

    /// Whether the declaration itself has no error, so that lints are worth reporting.
    pub(crate) fn is_whole(&self) -> bool {
        self.declaration.as_ref().is_none_or(|declaration| {
            self.errors.iter().all(|finding| {
                finding.severity != Severity::Error
                    || declaration.range.intersect(finding.span.range).is_none()
            })
        })
    }
}

/// A declaration.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// The whole, from the keyword to the closing brace.
    pub range: TextRange,
    /// The keyword.
    pub keyword: TextRange,
    /// The name; none for `account`, `test` and where it is missing.
    pub name: Option<Name>,
    /// The display name in quotes, or a test's name.
    pub title: Option<Name>,
    /// What it says.
    pub body: Body,
}

impl Declaration {
    /// Where the declaration is spoken of: its name, else its keyword.
    #[must_use]
    pub fn place(&self) -> TextRange {
        match (&self.name, &self.title) {
            (Some(name), _) => name.range,
            (None, Some(title)) if self.kind() == DeclarationKind::Test => title.range,
            (None, _) => self.keyword,
        }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> DeclarationKind {
        match &self.body {
            Body::Account(_) => DeclarationKind::Account,
            Body::Brand(_) => DeclarationKind::Brand,
            Body::Channel(_) => DeclarationKind::Channel,
            Body::Bot(_) => DeclarationKind::Bot,
            Body::Schedule(_) => DeclarationKind::Schedule,
            Body::Segment(_) => DeclarationKind::Segment,
            Body::Message(_) => DeclarationKind::Message,
            Body::Test(_) => DeclarationKind::Test,
        }
    }

    /// The condition of a segment, or of a message that has one.
    #[must_use]
    pub fn condition(&self) -> Option<&Condition> {
        match &self.body {
            Body::Segment(segment) => Some(&segment.condition),
            Body::Message(message) => match message.when.given()? {
                (_, When::Condition(condition)) => Some(condition),
                (_, When::Always) => None,
            },
            Body::Account(_)
            | Body::Brand(_)
            | Body::Channel(_)
            | Body::Bot(_)
            | Body::Schedule(_)
            | Body::Test(_) => None,
        }
    }
}

macro_rules! bodies {
    ($($(#[$doc:meta])* $function:ident: $body:ident;)*) => {
        impl Declaration {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $function(&self) -> Option<&$body> {
                    if let Body::$body(body) = &self.body {
                        Some(body)
                    } else {
                        None
                    }
                }
            )*
        }
    };
}

bodies! {
    /// Its body, if it is the account.
    as_account: Account;
    /// Its body, if it is a brand.
    as_brand: Brand;
    /// Its body, if it is a channel.
    as_channel: Channel;
    /// Its body, if it is a bot.
    as_bot: Bot;
    /// Its body, if it is a schedule.
    as_schedule: Schedule;
    /// Its body, if it is a segment.
    as_segment: Segment;
    /// Its body, if it is a message.
    as_message: Message;
    /// Its body, if it is a test.
    as_test: Test;
}

/// What a declaration says.
#[derive(Debug, Clone)]
pub enum Body {
    /// `account`
    Account(Account),
    /// `brand`
    Brand(Brand),
    /// `channel`
    Channel(Channel),
    /// `bot`
    Bot(Bot),
    /// `schedule`
    Schedule(Schedule),
    /// `segment`
    Segment(Segment),
    /// `message`
    Message(Box<Message>),
    /// `test`
    Test(Test),
}

/// The account.
#[derive(Debug, Clone)]
pub struct Account {
    /// `conversation_control`
    pub conversation_control: Slot<Spanned<ConversationControl>>,
}

/// A brand.
#[derive(Debug, Clone)]
pub struct Brand {
    /// `external_id`
    pub external_id: Slot<Name>,
}

/// A channel.
#[derive(Debug, Clone)]
pub struct Channel {
    /// `brand`
    pub brand: Slot<Name>,
    /// `type`
    pub channel_type: Slot<Spanned<ChannelType>>,
    /// `business_hours`
    pub business_hours: Slot<Vec<Name>>,
    /// `external_id`
    pub external_id: Slot<Name>,
}

/// A bot.
#[derive(Debug, Clone)]
pub struct Bot {
    /// `channels`, with its keyword.
    pub channels: Slot<(TextRange, Vec<Name>)>,
    /// Each `answer`: its name and display name.
    pub answers: Vec<(Name, Option<Box<str>>)>,
    /// Some `answer` has no readable name.
    pub answers_broken: bool,
    /// `status`
    pub status: Slot<Spanned<BotStatus>>,
    /// `external_id`
    pub external_id: Slot<Name>,
}

/// A schedule.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// `timezone`
    pub timezone: Slot<Name>,
    /// Each `open`, a list for a statement.
    pub open: Vec<Opening>,
    /// Each `closed`.
    pub closed: Vec<Closing>,
    /// `external_id`
    pub external_id: Slot<Name>,
}

/// A segment.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Who belongs to it.
    pub condition: Condition,
}

/// A message.
#[derive(Debug, Clone)]
pub struct Message {
    /// `brand`
    pub brand: Slot<Name>,
    /// `channel`
    pub channel: Slot<Name>,
    /// `text`
    pub text: Slot<Name>,
    /// `reply`
    pub reply: Slot<Reply>,
    /// `when`, with its keyword.
    pub when: Slot<(TextRange, When)>,
    /// `after … on page_view` or `on page_load`
    pub trigger: Slot<Trigger>,
    /// `tags`
    pub tags: Slot<Vec<Name>>,
    /// `schedule`
    pub schedule: Slot<Hours>,
    /// `frequency`
    pub frequency: Slot<Spanned<Frequency>>,
    /// `status`
    pub status: Slot<Spanned<MessageStatus>>,
}

/// What comes when the visitor answers.
#[derive(Debug, Clone)]
pub enum Reply {
    /// `reply agent`
    Agent {
        /// The text.
        text: Slot<Name>,
        /// What is asked for; absent: name and e-mail address.
        ask: Slot<Vec<Spanned<Ask>>>,
    },
    /// `reply bot`
    Bot {
        /// The bot.
        bot: Slot<Name>,
        /// Its answer.
        answer: Slot<Name>,
    },
}

/// Who gets a message.
#[derive(Debug, Clone)]
pub enum When {
    /// Everybody.
    Always,
    /// Who fulfils this.
    Condition(Condition),
}

/// When conditions are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trigger {
    /// The event.
    pub event: Event,
    /// Seconds on the page; zero for `page_load`.
    pub after_seconds: u32,
}

/// `schedule` of a message.
#[derive(Debug, Clone)]
pub struct Hours {
    /// The kind, where it stands.
    pub kind: Spanned<ScheduleKind>,
    /// The schedule behind `business_hours`.
    pub schedule: Slot<Name>,
}

/// A condition, or a part of one.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Where it stands in the slice, with the parentheses that are around it alone.
    pub range: TextRange,
    /// What it says.
    pub kind: ConditionKind,
}

impl Condition {
    /// What stands at `range` is wrong.
    #[must_use]
    pub fn broken(range: TextRange) -> Self {
        let kind = ConditionKind::Broken;
        Self { range, kind }
    }

    /// The names of segments in it, in source order.
    pub fn segments(&self) -> impl Iterator<Item = &Name> {
        let mut open = vec![self];
        std::iter::from_fn(move || {
            while let Some(condition) = open.pop() {
                match &condition.kind {
                    ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                        open.extend(parts.iter().rev());
                    }
                    ConditionKind::Not(inner) => open.push(inner),
                    ConditionKind::Segment(name) => return Some(name),
                    ConditionKind::Comparison(_) | ConditionKind::Broken => {}
                }
            }
            None
        })
    }
}

/// What a condition says.
#[derive(Debug, Clone)]
pub enum ConditionKind {
    /// All hold.
    And(Vec<Condition>),
    /// One or more hold.
    Or(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// A comparison.
    Comparison(Comparison),
    /// A segment.
    Segment(Name),
    /// Something wrong; its finding has been made.
    Broken,
}

/// A comparison.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The field.
    pub field: Field,
    /// The operator; the field knows it.
    pub operator: Operator,
    /// Whether `any of` stands behind it.
    pub any_of: bool,
    /// The values.
    pub values: Vec<Name>,
}

/// A test.
#[derive(Debug, Clone)]
pub struct Test {
    /// `visitor`
    pub visitor: Slot<Spanned<History>>,
    /// `device`: a well-formed BCP 47 tag.
    pub device: Slot<Name>,
    /// `time` above the first step.
    pub time: Slot<Moment>,
    /// `channel`
    pub channel: Slot<Name>,
    /// The steps.
    pub steps: Vec<Spanned<Step>>,
}

/// A moment, as `time` gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// Minutes since midnight on the zone's clock.
    pub minutes: u16,
    /// The IANA name of the zone; `UTC` if none is given.
    pub zone: Box<str>,
    /// Seconds since 1970-01-01 00:00 UTC.
    pub unix_seconds: i64,
}

/// A step of a test.
#[derive(Debug, Clone)]
pub enum Step {
    /// `visit`: loads a page and stays.
    Visit {
        /// The address, as the URL standard writes it.
        url: Box<str>,
        /// The page's title; empty if none is given.
        title: Box<str>,
        /// Seconds on the page.
        stay: u32,
    },
    /// `wait`
    Wait(u32),
    /// `time` between two visits.
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
    /// A step that is wrong; its finding has been made.
    Broken,
}

/// What a test expects.
#[derive(Debug, Clone)]
pub enum Expectation {
    /// `expect MESSAGE`, and `after DURATION` in seconds.
    Message(Name, Option<u32>),
    /// `expect no MESSAGE`
    NoMessage(Name),
    /// `expect nothing`
    Nothing,
}
