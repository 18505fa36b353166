//! A complete statement of each kind, with the names of the workspace.

use proactive_catalog::{
    AccountStatement, AgentReplyStatement, BotStatement, BrandStatement, ChannelStatement,
    DeclarationKind, MessageStatement, ScheduleStatement, StatementKind, TestStatement,
};

use crate::names::Names;

/// The name of the first declaration of a kind, or else one that it could have.
fn name(names: &Names<'_>, kind: DeclarationKind, or: &str) -> String {
    let first = names
        .entries_of(kind)
        .find_map(|entry| entry.name().map(str::to_owned));
    first.unwrap_or_else(|| or.to_owned())
}

/// A complete statement, as an example.
pub(super) fn of(names: &Names<'_>, kind: StatementKind) -> String {
    let named = |kind, or| name(names, kind, or);
    match kind {
        StatementKind::Account(AccountStatement::ConversationControl) => {
            "conversation_control release".to_owned()
        }
        StatementKind::Brand(BrandStatement::ExternalId)
        | StatementKind::Channel(ChannelStatement::ExternalId)
        | StatementKind::Bot(BotStatement::ExternalId)
        | StatementKind::Schedule(ScheduleStatement::ExternalId) => {
            "external_id \"360001\"".to_owned()
        }
        StatementKind::Channel(ChannelStatement::Brand)
        | StatementKind::Message(MessageStatement::Brand) => {
            format!("brand {}", named(DeclarationKind::Brand, "acme"))
        }
        StatementKind::Channel(ChannelStatement::Website) => {
            "website \"https://www.example.com\"".to_owned()
        }
        StatementKind::Channel(ChannelStatement::Type) => "type web_widget".to_owned(),
        StatementKind::Channel(ChannelStatement::BusinessHours) => {
            format!(
                "business_hours {}",
                named(DeclarationKind::Schedule, "support")
            )
        }
        StatementKind::Bot(BotStatement::Channels) => {
            format!("channels {}", named(DeclarationKind::Channel, "web"))
        }
        StatementKind::Bot(BotStatement::Answer) => {
            "answer returns \"Returns and refunds\"".to_owned()
        }
        StatementKind::Bot(BotStatement::Status)
        | StatementKind::Message(MessageStatement::Status) => "status published".to_owned(),
        StatementKind::Schedule(ScheduleStatement::Timezone) => {
            "timezone \"Europe/Paris\"".to_owned()
        }
        StatementKind::Schedule(ScheduleStatement::Open) => "open mon-fri 09:00-17:30".to_owned(),
        StatementKind::Schedule(ScheduleStatement::Closed) => {
            "closed 2026-12-25 \"Christmas Day\"".to_owned()
        }
        StatementKind::Message(MessageStatement::Channel)
        | StatementKind::Test(TestStatement::Channel) => {
            format!("channel {}", named(DeclarationKind::Channel, "web"))
        }
        StatementKind::Message(MessageStatement::Text)
        | StatementKind::AgentReply(AgentReplyStatement::Text) => {
            "text \"Can I help you?\"".to_owned()
        }
        StatementKind::Message(MessageStatement::Reply) => bot_reply(names),
        StatementKind::Message(MessageStatement::When) => {
            "when visitor.url contains \"/cart\"".to_owned()
        }
        StatementKind::Message(MessageStatement::After) => "after 30s on page_view".to_owned(),
        StatementKind::Message(MessageStatement::On) => "on page_load".to_owned(),
        StatementKind::Message(MessageStatement::Tags) => "tags cart, sales".to_owned(),
        StatementKind::Message(MessageStatement::Schedule) => format!(
            "schedule business_hours {}",
            named(DeclarationKind::Schedule, "support")
        ),
        StatementKind::Message(MessageStatement::Frequency) => {
            "frequency once_per_visit".to_owned()
        }
        StatementKind::AgentReply(AgentReplyStatement::Ask) => "ask name, email".to_owned(),
        StatementKind::Test(TestStatement::Visitor) => "visitor new".to_owned(),
        StatementKind::Test(TestStatement::Device) => "device fr".to_owned(),
        StatementKind::Test(TestStatement::Time) => "time 2026-03-16 10:00".to_owned(),
        StatementKind::Test(TestStatement::Visit) => {
            "visit \"https://www.example.com/cart\" for 45s".to_owned()
        }
        StatementKind::Test(TestStatement::Wait) => "wait 30s".to_owned(),
        StatementKind::Test(TestStatement::Expect) => {
            format!("expect {}", named(DeclarationKind::Message, "welcome"))
        }
        StatementKind::Test(
            step @ (TestStatement::Open
            | TestStatement::Dismiss
            | TestStatement::Reply
            | TestStatement::EndConversation
            | TestStatement::Leave
            | TestStatement::ClearData),
        ) => StatementKind::Test(step).info().keyword.to_owned(),
    }
}

/// A reply by the first bot that has an answer.
fn bot_reply(names: &Names<'_>) -> String {
    let replies = names.entries_of(DeclarationKind::Bot).find_map(|entry| {
        let bot = entry.declaration.as_bot()?;
        let (answer, _) = bot.answers.first()?;
        Some(format!(
            "reply bot {} answer {}",
            entry.name()?,
            answer.value
        ))
    });
    replies.unwrap_or_else(|| "reply bot aria answer returns".to_owned())
}
