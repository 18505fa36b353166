//! `proactive/preview`: a message as the visitor sees it.

use std::borrow::Cow;

use proactive_catalog::{Ask, Event, Frequency, History, MessageStatus, Word};
use proactive_ide::commands;
use proactive_ide::preview::{self, Named, PreviewHours, PreviewReply, PreviewTrigger};
use proactive_simulator::{Recipient, Recipients};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize, Serializer};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Location, Position};

use super::TextDocument;
use super::place::Place;
use crate::dispatch::RequestContext;

/// The parameters of `proactive/preview`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PreviewParams {
    pub(crate) text_document: TextDocument,
    position: Position,
}

/// A message as the visitor sees it.
///
/// What is missing or wrong in the source is `null`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Preview {
    message: Id,
    /// Where the message is declared.
    #[schemars(with = "Option<Place>")]
    location: Option<Location>,
    text: Option<String>,
    reply: Option<Reply>,
    brand: Option<Id>,
    channel: Option<Id>,
    /// The address of a page of the channel's first website, with which a visit can begin.
    website: Option<String>,
    /// The condition in the notation of the language.
    condition: Option<String>,
    trigger: Option<Trigger>,
    hours: Option<Hours>,
    frequency: Option<Keyword<Frequency>>,
    status: Option<Keyword<MessageStatus>>,
    tags: Vec<String>,
    /// The rule in a few plain sentences, with code in backticks.
    summary: Vec<String>,
    /// The first of `visitors`, if there is one.
    visitor: Option<ExampleVisitor>,
    /// A few visitors who get the message, also if it is not published yet. Each was played.
    visitors: Vec<ExampleVisitor>,
    /// If none was found: the IDs of the messages that are shown instead to visitors who meet its
    /// condition.
    taken_by: Vec<String>,
}

/// A visitor who gets a message, in the notation of `proactive/simulate`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct ExampleVisitor {
    url: String,
    title: String,
    /// A BCP 47 tag.
    language: String,
    history: Keyword<History>,
    /// When the page loads, such as `2026-03-16 10:00 Europe/Paris`; null if the moment does not
    /// matter.
    at: Option<String>,
}

/// A word of the language, written as in the source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keyword<W>(pub(super) W);

impl<W: Word> Serialize for Keyword<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

impl<W: Word> JsonSchema for Keyword<W> {
    fn schema_name() -> Cow<'static, str> {
        "Keyword".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = W::ALL.iter().map(|word| word.as_str()).collect();
        json_schema!({ "enum": words })
    }
}

impl From<Recipient> for ExampleVisitor {
    fn from(visitor: Recipient) -> Self {
        Self {
            url: visitor.url.into(),
            title: visitor.title.into(),
            language: visitor.language.into(),
            history: Keyword(visitor.history),
            at: visitor.at.map(Into::into),
        }
    }
}

/// A declaration.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Named")]
pub(crate) struct Id {
    id: String,
    /// Its title, or its ID if it has no title.
    name: String,
}

impl From<Named> for Id {
    fn from(named: Named) -> Self {
        Self {
            id: named.id.into(),
            name: named.name.into(),
        }
    }
}

/// What comes when the visitor answers.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", tag = "kind")]
enum Reply {
    Agent {
        text: Option<String>,
        ask: Vec<Keyword<Ask>>,
    },
    Bot {
        bot: Id,
        answer: Option<Id>,
    },
}

/// When the message is due.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Trigger {
    event: Keyword<Event>,
    after_seconds: u32,
}

impl From<PreviewTrigger> for Trigger {
    fn from(trigger: PreviewTrigger) -> Self {
        match trigger {
            PreviewTrigger::PageLoad => Self {
                event: Keyword(Event::PageLoad),
                after_seconds: 0,
            },
            PreviewTrigger::PageView(after_seconds) => Self {
                event: Keyword(Event::PageView),
                after_seconds,
            },
        }
    }
}

/// At which hours the message appears.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", tag = "kind")]
enum Hours {
    Anytime,
    Inside { schedules: Vec<Id> },
    Outside { schedules: Vec<Id> },
}

pub(crate) fn preview(context: &RequestContext, params: PreviewParams) -> Result<Option<Preview>> {
    let position = context.position(params.position);
    let Some(found) = preview::preview(context.snapshot(), position) else {
        return Ok(None);
    };
    let recipients = commands::recipients(context.snapshot(), &found.message.id);
    let (visitors, taken_by) = match recipients {
        Some(Recipients { visitors, taken_by }) => (visitors, taken_by),
        None => (Vec::new(), Vec::new()),
    };
    let visitors: Vec<ExampleVisitor> = visitors.into_iter().map(Into::into).collect();
    Ok(Some(Preview {
        message: found.message.into(),
        location: context.location(found.span),
        text: found.text.map(Into::into),
        reply: found.reply.map(|reply| match reply {
            PreviewReply::Agent { text, ask } => Reply::Agent {
                text: text.map(Into::into),
                ask: ask.into_iter().map(Keyword).collect(),
            },
            PreviewReply::Bot { bot, answer } => Reply::Bot {
                bot: bot.into(),
                answer: answer.map(Into::into),
            },
        }),
        brand: found.brand.map(Into::into),
        channel: found.channel.map(Into::into),
        website: found.website.map(Into::into),
        condition: found.condition,
        trigger: found.trigger.map(Into::into),
        hours: found.hours.map(|hours| match hours {
            PreviewHours::Anytime => Hours::Anytime,
            PreviewHours::Inside(schedule) => Hours::Inside {
                schedules: vec![schedule.into()],
            },
            PreviewHours::Outside(schedules) => Hours::Outside {
                schedules: schedules.into_iter().map(Into::into).collect(),
            },
        }),
        frequency: found.frequency.map(Keyword),
        status: found.status.map(Keyword),
        tags: found.tags.into_iter().map(Into::into).collect(),
        summary: found.summary,
        visitor: visitors.first().cloned(),
        visitors,
        taken_by: taken_by.into_iter().map(Into::into).collect(),
    }))
}
