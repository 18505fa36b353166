//! Which statements stand in which block.

use crate::declarations::{Block, DeclarationKind, Place};

/// A row of the table of statements.
#[derive(Debug, Clone, Copy)]
pub struct StatementInfo {
    /// Where it stands.
    pub block: Block,
    /// The word that begins it.
    pub keyword: &'static str,
    /// It must be given.
    pub required: bool,
    /// It may be given more than once.
    pub repeatable: bool,
    /// Its form.
    pub syntax: &'static str,
    /// What it means, for an author.
    pub documentation: &'static str,
}

/// The statements that a block knows.
pub fn of_block(block: Block) -> impl Iterator<Item = &'static StatementInfo> {
    STATEMENTS.iter().filter(move |row| row.block == block)
}

/// The row of `keyword` in `block`.
#[must_use]
pub fn find(block: Block, keyword: &str) -> Option<&'static StatementInfo> {
    of_block(block).find(|row| row.keyword == keyword)
}

/// Where `keyword` begins a statement or a declaration.
pub fn places_of(keyword: &str) -> impl Iterator<Item = Place> {
    let declares = DeclarationKind::find(keyword).is_some();
    STATEMENTS
        .iter()
        .filter(move |row| row.keyword == keyword)
        .map(|row| Place::Block(row.block))
        .chain(declares.then_some(Place::File))
}

/// Reserved words that begin neither a declaration nor a statement.
pub const RESERVED: [&str; 11] = [
    "and",
    "or",
    "not",
    "is",
    "contains",
    "does",
    "any",
    "of",
    "always",
    "anytime",
    "outside_business_hours",
];

/// Whether `word` can't name a declaration or an answer.
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word)
        || DeclarationKind::find(word).is_some()
        || STATEMENTS.iter().any(|row| row.keyword == word)
}

/// The table of statements.
pub const STATEMENTS: &[StatementInfo] = &[
    StatementInfo {
        block: Block::Account,
        keyword: "conversation_control",
        required: false,
        repeatable: false,
        syntax: r#"conversation_control release|keep"#,
        documentation: "Who has the conversation after a message; `release` if left out. Messages are not sent while control is kept.",
    },
    StatementInfo {
        block: Block::Brand,
        keyword: "external_id",
        required: false,
        repeatable: false,
        syntax: r#"external_id "…""#,
        documentation: "The brand's identifier on the platform.",
    },
    StatementInfo {
        block: Block::Channel,
        keyword: "brand",
        required: true,
        repeatable: false,
        syntax: r#"brand ID"#,
        documentation: "The one brand the channel is connected to.",
    },
    StatementInfo {
        block: Block::Channel,
        keyword: "type",
        required: false,
        repeatable: false,
        syntax: r#"type web_widget"#,
        documentation: "The kind of channel; `web_widget` if left out.",
    },
    StatementInfo {
        block: Block::Channel,
        keyword: "business_hours",
        required: false,
        repeatable: false,
        syntax: r#"business_hours ID, …"#,
        documentation: "The schedules configured on the channel.",
    },
    StatementInfo {
        block: Block::Channel,
        keyword: "external_id",
        required: false,
        repeatable: false,
        syntax: r#"external_id "…""#,
        documentation: "The channel's identifier on the platform.",
    },
    StatementInfo {
        block: Block::Bot,
        keyword: "channels",
        required: false,
        repeatable: false,
        syntax: r#"channels ID, …"#,
        documentation: "Where the bot is published.",
    },
    StatementInfo {
        block: Block::Bot,
        keyword: "answer",
        required: false,
        repeatable: true,
        syntax: r#"answer ID "Name""#,
        documentation: "An answer that the bot can give.",
    },
    StatementInfo {
        block: Block::Bot,
        keyword: "status",
        required: false,
        repeatable: false,
        syntax: r#"status published|draft"#,
        documentation: "Whether the bot answers; `published` if left out.",
    },
    StatementInfo {
        block: Block::Bot,
        keyword: "external_id",
        required: false,
        repeatable: false,
        syntax: r#"external_id "…""#,
        documentation: "The bot's identifier on the platform.",
    },
    StatementInfo {
        block: Block::Schedule,
        keyword: "timezone",
        required: true,
        repeatable: false,
        syntax: r#"timezone "Europe/Paris""#,
        documentation: "The IANA time zone of the hours.",
    },
    StatementInfo {
        block: Block::Schedule,
        keyword: "open",
        required: false,
        repeatable: true,
        syntax: r#"open DAYS FROM-TO, …"#,
        documentation: "Hours of some days, on the clocks of the zone.",
    },
    StatementInfo {
        block: Block::Schedule,
        keyword: "closed",
        required: false,
        repeatable: true,
        syntax: r#"closed DATE [to DATE] ["Name"]"#,
        documentation: "A day, or a row of days, that is closed from morning to midnight.",
    },
    StatementInfo {
        block: Block::Schedule,
        keyword: "external_id",
        required: false,
        repeatable: false,
        syntax: r#"external_id "…""#,
        documentation: "The schedule's identifier on the platform.",
    },
    StatementInfo {
        block: Block::Message,
        keyword: "brand",
        required: false,
        repeatable: false,
        syntax: r#"brand ID"#,
        documentation: "The brand it belongs to; the channel's brand if left out.",
    },
    StatementInfo {
        block: Block::Message,
        keyword: "channel",
        required: false,
        repeatable: false,
        syntax: r#"channel ID"#,
        documentation: "The channel it is published on; the only one possible if left out.",
    },
    StatementInfo {
        block: Block::Message,
        keyword: "text",
        required: true,
        repeatable: false,
        syntax: r#"text "…""#,
        documentation: "The first message shown.",
    },
    StatementInfo {
        block: Block::Message,
        keyword: "reply",
        required: true,
        repeatable: false,
        syntax: r#"reply agent … | reply bot ID answer ID"#,
        documentation: "What comes when the visitor answers: a person, or a bot.",
    },
    StatementInfo {
        block: Block::Message,
        keyword: "when",
        required: true,
        repeatable: false,
        syntax: r#"when CONDITION | when always"#,
        documentation: "Who gets it.",
    },
    StatementInfo {
        block: Block::Message,
        keyword: "after",
        required: false,
        repeatable: false,
        syntax: r#"after 0m30s on page_view"#,
        documentation: "It comes when the visitor has stayed so long on a page.",
    },
    StatementInfo {
        block: Block::Message,
        keyword: "on",
        required: false,
        repeatable: false,
        syntax: r#"on page_load"#,
        documentation: "It comes as a page loads.",
    },
    StatementInfo {
        block: Block::Message,
        keyword: "tags",
        required: false,
        repeatable: false,
        syntax: r#"tags TAG, …"#,
        documentation: "Tags of the tickets born from the conversation.",
    },
    StatementInfo {
        block: Block::Message,
        keyword: "schedule",
        required: false,
        repeatable: false,
        syntax: r#"schedule anytime|business_hours [ID]|outside_business_hours"#,
        documentation: "At which hours; `anytime` if left out.",
    },
    StatementInfo {
        block: Block::Message,
        keyword: "frequency",
        required: true,
        repeatable: false,
        syntax: r#"frequency once_per_customer|once_per_visit|every_time"#,
        documentation: "How often one visitor gets it.",
    },
    StatementInfo {
        block: Block::Message,
        keyword: "status",
        required: false,
        repeatable: false,
        syntax: r#"status published|paused|draft"#,
        documentation: "Whether it is shown; `published` if left out.",
    },
    StatementInfo {
        block: Block::AgentReply,
        keyword: "text",
        required: true,
        repeatable: false,
        syntax: r#"text "…""#,
        documentation: "What the visitor reads before a person takes over.",
    },
    StatementInfo {
        block: Block::AgentReply,
        keyword: "ask",
        required: false,
        repeatable: false,
        syntax: r#"ask name, email"#,
        documentation: "What the customer is asked for; `name, email` if left out, or `nothing`.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "visitor",
        required: false,
        repeatable: false,
        syntax: r#"visitor new|returning"#,
        documentation: "The visitor of the first visit; `new` if left out.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "device",
        required: false,
        repeatable: false,
        syntax: r#"device TAG"#,
        documentation: "The language of the visitor's device; `en` if left out.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "time",
        required: false,
        repeatable: true,
        syntax: r#"time DATE TIME ["ZONE"]"#,
        documentation: "The moment the test begins, or, between two visits, to which the clock moves on.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "channel",
        required: false,
        repeatable: false,
        syntax: r#"channel ID"#,
        documentation: "The channel that is played; all of them if left out.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "visit",
        required: false,
        repeatable: true,
        syntax: r#"visit "https://…" [title "…"] [for DURATION]"#,
        documentation: "Loads a page and stays on it.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "wait",
        required: false,
        repeatable: true,
        syntax: r#"wait DURATION"#,
        documentation: "Lets time pass.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "expect",
        required: false,
        repeatable: true,
        syntax: r#"expect MESSAGE [after DURATION] | expect no MESSAGE | expect nothing"#,
        documentation: "What must have come up on this page.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "open",
        required: false,
        repeatable: true,
        syntax: r#"open"#,
        documentation: "Opens the message that is shown.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "dismiss",
        required: false,
        repeatable: true,
        syntax: r#"dismiss"#,
        documentation: "Closes the message that is shown or open.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "reply",
        required: false,
        repeatable: true,
        syntax: r#"reply"#,
        documentation: "Answers the message, which starts the conversation.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "end_conversation",
        required: false,
        repeatable: true,
        syntax: r#"end_conversation"#,
        documentation: "Ends the conversation.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "leave",
        required: false,
        repeatable: true,
        syntax: r#"leave"#,
        documentation: "Ends the visit.",
    },
    StatementInfo {
        block: Block::Test,
        keyword: "clear_data",
        required: false,
        repeatable: true,
        syntax: r#"clear_data"#,
        documentation: "Ends the visit and clears the browser's data.",
    },
];
