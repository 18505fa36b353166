//! What the arguments of statements are.

/// A fixed set of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordSet {
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
