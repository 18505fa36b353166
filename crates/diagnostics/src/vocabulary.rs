//! What problems speak of: kinds of declarations, places, words, texts.

/// The kinds of declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeclarationKind {
    /// `account`
    Account,
    /// `brand`
    Brand,
    /// `channel`
    Channel,
    /// `bot`
    Bot,
    /// `schedule`
    Schedule,
    /// `segment`
    Segment,
    /// `message`
    Message,
    /// `test`
    Test,
}

impl DeclarationKind {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Account,
        Self::Brand,
        Self::Channel,
        Self::Bot,
        Self::Schedule,
        Self::Segment,
        Self::Message,
        Self::Test,
    ];

    /// The keyword that begins it.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Brand => "brand",
            Self::Channel => "channel",
            Self::Bot => "bot",
            Self::Schedule => "schedule",
            Self::Segment => "segment",
            Self::Message => "message",
            Self::Test => "test",
        }
    }
}

/// What a name can refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceKind {
    /// A brand.
    Brand,
    /// A channel.
    Channel,
    /// A bot.
    Bot,
    /// An answer of a bot.
    Answer,
    /// A schedule.
    Schedule,
    /// A segment.
    Segment,
    /// A message.
    Message,
}

/// Where statements stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Outside of every block.
    File,
    /// The block of a declaration.
    Block(DeclarationKind),
    /// The block of `reply agent`.
    AgentReply,
}

/// A delimiter that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// `{`
    Brace,
    /// `[`
    Bracket,
    /// `(`
    Parenthesis,
}

/// Words of which the language has a fixed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FixedSet {
    /// `web_widget`
    ChannelType,
    /// The status of a bot.
    BotStatus,
    /// The status of a message.
    MessageStatus,
    /// `page_view`, `page_load`
    Event,
    /// `once_per_visit` …
    Frequency,
    /// `anytime`, `business_hours`, `outside_business_hours`
    ScheduleKind,
    /// `name`, `email`, `nothing`
    Ask,
    /// `release`, `keep`
    ConversationControl,
    /// `agent`, `bot`
    ReplyKind,
    /// `new`, `returning`
    History,
    /// A language of the catalogue.
    Language,
    /// `mon` … `sun`
    Day,
    /// A well-formed BCP 47 tag, of a test's device.
    DeviceTag,
}

/// What a string is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextRole {
    /// The display name of a declaration.
    DisplayName,
    /// The name of a test.
    TestName,
    /// A text that a visitor reads.
    Message,
    /// An `external_id`.
    ExternalId,
    /// A time zone.
    Timezone,
    /// An address.
    Url,
    /// A page's title.
    Title,
}

/// What nests too deep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NestingOf {
    /// Parentheses and `not` in the text.
    Text,
    /// Groups, segments written out.
    Groups,
}

/// What a block cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Required {
    /// A statement, by its keyword.
    Statement(&'static str),
    /// `after … on page_view` or `on page_load`.
    Trigger,
    /// `channel`, where it cannot be told.
    Channel {
        /// Several could be meant (else there is none).
        several: bool,
    },
}

/// Which rule of the order of steps is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepRule {
    /// `expect`, `open`, `dismiss`, `reply` need a page.
    NeedsVisit,
    /// `visitor`, `device`, `channel` stand above all steps.
    BelongsAbove,
    /// `time` stands between two visits.
    BetweenVisits,
}

/// The type of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// Strings.
    Text,
    /// A word of a set.
    Enumeration,
    /// A language.
    Language,
}

/// What is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyWhat {
    /// A string.
    Text,
    /// A list in brackets.
    List,
}
