//! An item as written: typed, with spans, with holes where the text is broken.
//!
//! A draft depends on the text of one slice alone, not on its position in a file or on other items,
//! so it stays valid as long as that text does. Ranges are in bytes from the start of the slice;
//! spans in findings are [local](proactive_diagnostics::FileId::LOCAL).

use jiff::civil::Date;
use proactive_catalog::{
    Ask, BotStatus, ChannelType, ConversationControl, DeclarationKind, Event, Field, Frequency,
    History, MessageStatus, Operator, ScheduleKind,
};
use proactive_diagnostics::{Finding, Severity, TextRange};

use crate::model::{Closing, Opening, Website};

/// The prefix of a comment that instructs the checker, after `#`.
pub(crate) const DIRECTIVE: &str = "proactive:";

/// A value and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the slice.
    pub range: TextRange,
}

/// A name or a text, and where it is written.
pub type Name = Spanned<Box<str>>;

/// The value of a statement that may be missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot<T> {
    /// There is no such statement.
    Absent,
    /// The statement is wrong. It has its finding already, so what depends on it reports nothing.
    Broken,
    /// The statement is there and right.
    Given(T),
}

impl<T> Slot<T> {
    /// Returns the value, if there is one.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Broken => None,
        }
    }

    /// Returns whether there is such a statement, right or wrong.
    pub fn is_present(&self) -> bool {
        match self {
            Self::Absent => false,
            Self::Broken | Self::Given(_) => true,
        }
    }

    /// Returns the value, `default` if the statement is absent, or `None` if it is broken.
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

/// The content of a slice.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The declaration, if the slice has one.
    pub declaration: Option<Declaration>,
    /// Errors in syntax, structure, words and types.
    pub errors: Vec<Finding>,
    /// Lints. They are reported only if the declaration has no error.
    pub lints: Vec<Finding>,
    /// Names after words that are not keywords of declarations, as in `mesage hello`. References to
    /// them are not reported as unresolved.
    pub mistyped: Vec<Box<str>>,
    /// The declaration has a broken statement that may refer to declarations.
    pub may_reference_unseen: bool,
    /// Text outside the declaration may refer to declarations.
    pub may_reference_unseen_outside: bool,
    /// The slice may have a comment that silences lints.
    pub may_allow: bool,
}

impl Draft {
    /// Returns whether the declaration may refer to declarations that its draft does not show,
    /// counting statements that lost their block.
    #[must_use]
    pub fn may_reference_unseen_anywhere(&self) -> bool {
        self.may_reference_unseen || self.may_reference_unseen_outside
    }

    /// Returns whether the declaration itself has no errors, so that its lints are worth reporting.
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
    /// From the keyword to the closing brace.
    pub range: TextRange,
    /// The keyword alone.
    pub keyword: TextRange,
    /// The name. `None` for `account` and `test`, and if it is missing.
    pub name: Option<Name>,
    /// The display name in quotes, or the name of a test.
    pub title: Option<Name>,
    /// The content.
    pub body: Body,
}

impl Declaration {
    /// Returns the range that findings about the declaration point to: its name, else its keyword.
    #[must_use]
    pub fn place(&self) -> TextRange {
        match (&self.name, &self.title) {
            (Some(name), _) => name.range,
            (None, Some(title)) if self.kind() == DeclarationKind::Test => title.range,
            (None, _) => self.keyword,
        }
    }

    /// Returns the kind of declaration.
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

    /// Returns the condition of a segment, or of a message that has one.
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
    /// Returns the content of an `account`, or `None` for other declarations.
    as_account: Account;
    /// Returns the content of a brand, or `None` for other declarations.
    as_brand: Brand;
    /// Returns the content of a channel, or `None` for other declarations.
    as_channel: Channel;
    /// Returns the content of a bot, or `None` for other declarations.
    as_bot: Bot;
    /// Returns the content of a schedule, or `None` for other declarations.
    as_schedule: Schedule;
    /// Returns the content of a segment, or `None` for other declarations.
    as_segment: Segment;
    /// Returns the content of a message, or `None` for other declarations.
    as_message: Message;
    /// Returns the content of a test, or `None` for other declarations.
    as_test: Test;
}

/// The content of a declaration.
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

/// The content of an `account` declaration.
#[derive(Debug, Clone)]
pub struct Account {
    /// `conversation_control`
    pub conversation_control: Slot<Spanned<ConversationControl>>,
}

/// The content of a `brand` declaration.
#[derive(Debug, Clone)]
pub struct Brand {
    /// `external_id`
    pub external_id: Slot<Name>,
}

/// The content of a `channel` declaration.
#[derive(Debug, Clone)]
pub struct Channel {
    /// `brand`
    pub brand: Slot<Name>,
    /// `type`
    pub channel_type: Slot<Spanned<ChannelType>>,
    /// `website`
    pub websites: Slot<Vec<Spanned<Website>>>,
    /// `business_hours`
    pub business_hours: Slot<Vec<Name>>,
    /// `external_id`
    pub external_id: Slot<Name>,
}

/// The content of a `bot` declaration.
#[derive(Debug, Clone)]
pub struct Bot {
    /// `channels`, with the range of the keyword.
    pub channels: Slot<(TextRange, Vec<Name>)>,
    /// The `answer` statements: name and display name.
    pub answers: Vec<(Name, Option<Box<str>>)>,
    /// An `answer` has no readable name.
    pub answers_broken: bool,
    /// `status`
    pub status: Slot<Spanned<BotStatus>>,
    /// `external_id`
    pub external_id: Slot<Name>,
}

/// The content of a `schedule` declaration.
#[derive(Debug, Clone)]
pub struct Schedule {
    /// `timezone`
    pub timezone: Slot<Name>,
    /// The hours of all `open` statements.
    pub open: Vec<Opening>,
    /// The places of the `open` statements.
    pub open_at: Vec<TextRange>,
    /// The `closed` statements.
    pub closed: Vec<Closing>,
    /// The places of the `closed` statements.
    pub closed_at: Vec<TextRange>,
    /// `external_id`
    pub external_id: Slot<Name>,
}

/// The content of a `segment` declaration.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The condition that its visitors meet.
    pub condition: Condition,
}

/// The content of a `message` declaration.
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
    /// `when`, with the range of the keyword.
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

/// What happens when the visitor replies.
#[derive(Debug, Clone)]
pub enum Reply {
    /// `reply agent`
    Agent {
        /// The text of the reply.
        text: Slot<Name>,
        /// What the visitor is asked for. If absent: name and email address.
        ask: Slot<Vec<Spanned<Ask>>>,
    },
    /// `reply bot`
    Bot {
        /// The bot that replies.
        bot: Slot<Name>,
        /// The answer of the bot.
        answer: Slot<Name>,
    },
}

/// The audience of a message.
#[derive(Debug, Clone)]
pub enum When {
    /// `always`: everyone.
    Always,
    /// Everyone who meets a condition.
    Condition(Condition),
}

/// When the condition of a message is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trigger {
    /// The event that starts the delay.
    pub event: Event,
    /// Seconds after the event. Zero for `page_load`.
    pub after_seconds: u32,
}

/// The `schedule` statement of a message.
#[derive(Debug, Clone)]
pub struct Hours {
    /// `anytime`, `business_hours` or `outside_business_hours`.
    pub kind: Spanned<ScheduleKind>,
    /// The schedule named after `business_hours`.
    pub schedule: Slot<Name>,
}

/// A condition, or a part of one.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Its bytes in the slice, including parentheses that enclose it alone.
    pub range: TextRange,
    /// The content.
    pub kind: ConditionKind,
}

impl Condition {
    /// Creates the placeholder for a wrong condition at `range`.
    #[must_use]
    pub fn broken(range: TextRange) -> Self {
        let kind = ConditionKind::Broken;
        Self { range, kind }
    }

    /// Returns the segments that it names, in source order.
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

/// The content of a [`Condition`].
#[derive(Debug, Clone)]
pub enum ConditionKind {
    /// All parts hold.
    And(Vec<Condition>),
    /// One or more parts hold.
    Or(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// A comparison of a field.
    Comparison(Comparison),
    /// The condition of a segment.
    Segment(Name),
    /// A part that is wrong. It has its finding already.
    Broken,
}

/// A comparison of a field with values.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The field on the left.
    pub field: Field,
    /// The operator, which is one of those of the field.
    pub operator: Operator,
    /// Whether `any of` follows the operator.
    pub any_of: bool,
    /// The values on the right.
    pub values: Vec<Name>,
}

/// The content of a `test` declaration.
#[derive(Debug, Clone)]
pub struct Test {
    /// `visitor`
    pub visitor: Slot<Spanned<History>>,
    /// `device`: a well-formed BCP 47 language tag.
    pub device: Slot<Name>,
    /// `time` before the first step.
    pub time: Slot<Moment>,
    /// `channel`
    pub channel: Slot<Name>,
    /// The steps, in order.
    pub steps: Vec<Spanned<Step>>,
}

/// A moment, as written in a `time` statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The date on the clock of the zone.
    pub date: Date,
    /// Minutes since midnight on the clock of the zone.
    pub minutes: u16,
    /// The IANA name of the time zone. `UTC` if none is written.
    pub zone: Box<str>,
    /// Seconds since 1970-01-01 00:00 UTC.
    pub unix_seconds: i64,
}

/// A step of a test.
#[derive(Debug, Clone)]
pub enum Step {
    /// `visit`: loads a page and stays.
    Visit {
        /// The address, serialized as the URL standard requires.
        url: Name,
        /// The title of the page. Empty if none is written.
        title: Box<str>,
        /// How long the visitor stays, in seconds.
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
    /// A step that is wrong. It has its finding already.
    Broken,
}

/// What a test expects.
#[derive(Debug, Clone)]
pub enum Expectation {
    /// `expect MESSAGE`, with `after DURATION` in seconds.
    Message(Name, Option<u32>),
    /// `expect no MESSAGE`
    NoMessage(Name),
    /// `expect nothing`
    Nothing,
}
