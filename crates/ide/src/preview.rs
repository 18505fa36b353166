//! Preview: a message as the visitor sees it in the widget, for an editor to show next to the text.
//!
//! The preview is made from the draft, so it works while the message is being written. What is not
//! known yet is left out.

use proactive_catalog::{Ask, Event, Frequency, MessageStatus, ReferenceKind};
use proactive_diagnostics::Span;
use proactive_hir::draft::{self, Body, Slot, When};
use proactive_hir::{Declarations, Declared, MessageHours};

use crate::{FilePosition, Snapshot, expand_segments, hover};

/// The preview of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Its ID and its display name.
    pub message: Named,
    /// The range of its name.
    pub span: Span,
    /// The text that is shown.
    pub text: Option<Box<str>>,
    /// What happens when the visitor replies.
    pub reply: Option<PreviewReply>,
    /// The brand that it belongs to.
    pub brand: Option<Named>,
    /// The channel that it is published on.
    pub channel: Option<Named>,
    /// The address of a page of the first website of the channel.
    pub website: Option<Box<str>>,
    /// The condition in source form, with segments by name.
    pub condition: Option<String>,
    /// When it is shown on a page.
    pub trigger: Option<PreviewTrigger>,
    /// At which hours it is shown.
    pub hours: Option<PreviewHours>,
    /// How often it is shown.
    pub frequency: Option<Frequency>,
    /// Whether it is shown.
    pub status: Option<MessageStatus>,
    /// The tags of its tickets.
    pub tags: Vec<Box<str>>,
    /// The rule in plain English, line by line, with code in backticks.
    pub summary: Vec<String>,
}

/// A declaration or an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its ID.
    pub id: Box<str>,
    /// Its display name, or its ID if it has none.
    pub name: Box<str>,
}

/// What happens when the visitor replies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreviewReply {
    /// A text and a form, and then a person takes over.
    Agent {
        /// The text.
        text: Option<Box<str>>,
        /// What the form asks for, without repetitions.
        ask: Vec<Ask>,
    },
    /// An answer of a bot.
    Bot {
        /// The bot that answers.
        bot: Named,
        /// The answer that it gives.
        answer: Option<Named>,
    },
}

/// When a message is shown on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreviewTrigger {
    /// When the page loads.
    PageLoad,
    /// When the visitor has been on the page for this number of seconds.
    PageView(u32),
}

/// At which hours a message is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreviewHours {
    /// At any time.
    Anytime,
    /// While this schedule is open.
    Inside(Named),
    /// While all of these are closed.
    Outside(Vec<Named>),
}

/// The preview of the message at a position.
#[must_use]
pub fn preview(snapshot: &Snapshot, position: FilePosition) -> Option<Preview> {
    let item = snapshot.item_at(position)?;
    let declaration = item.draft().declaration.as_ref()?;
    let Body::Message(message) = &declaration.body else {
        return None;
    };
    let id = &declaration.name.as_ref()?.value;
    let title = declaration.title.as_ref().map(|title| &title.value);
    let declarations = snapshot.workspace().declarations();
    let brand = declarations.brand_of(message);
    let place = declaration.place() + item.range().start();
    Some(Preview {
        message: Named {
            id: id.clone(),
            name: title.unwrap_or(id).clone(),
        },
        span: Span::new(position.file, place),
        text: message.text.given().map(|text| text.value.clone()),
        reply: message
            .reply
            .given()
            .and_then(|reply| answer(&declarations, reply)),
        brand: brand.map(|brand| called(&declarations, ReferenceKind::Brand, &brand.value)),
        channel: declarations.channel_of(message).and_then(of_declared),
        website: website(&declarations, message),
        condition: message.when.given().map(|(_, when)| match when {
            When::Always => "always".to_owned(),
            When::Condition(condition) => expand_segments::format_condition(condition),
        }),
        trigger: trigger_of(message),
        hours: hours(&declarations, message),
        frequency: message.frequency.given().map(|given| given.value),
        status: status_of(message),
        tags: message.tags.given().map_or_else(Vec::new, |tags| {
            tags.iter().map(|tag| tag.value.clone()).collect()
        }),
        summary: hover::rule(&declarations, message),
    })
}

/// When a message is shown on a page, if that is known.
pub(crate) fn trigger_of(message: &draft::Message) -> Option<PreviewTrigger> {
    let trigger = message.trigger.given()?;
    Some(match trigger.event {
        Event::PageLoad => PreviewTrigger::PageLoad,
        Event::PageView => PreviewTrigger::PageView(trigger.after_seconds),
    })
}

/// The status of a message, unless it is broken.
pub(crate) fn status_of(message: &draft::Message) -> Option<MessageStatus> {
    match &message.status {
        Slot::Given(status) => Some(status.value),
        Slot::Absent => Some(MessageStatus::Published),
        Slot::Broken => None,
    }
}

fn website(declarations: &Declarations<'_>, message: &draft::Message) -> Option<Box<str>> {
    let channel = declarations.channel_of(message)?;
    let websites = channel.declaration().as_channel()?.websites.given()?;
    Some(websites.first()?.value.example().into())
}

fn answer(declarations: &Declarations<'_>, reply: &draft::Reply) -> Option<PreviewReply> {
    Some(match reply {
        draft::Reply::Agent { text, ask } => {
            let mut asked = Vec::new();
            match ask {
                Slot::Absent => asked.extend([Ask::Name, Ask::Email]),
                Slot::Given(given) => {
                    for ask in given {
                        if !asked.contains(&ask.value) {
                            asked.push(ask.value);
                        }
                    }
                }
                Slot::Broken => {}
            }
            PreviewReply::Agent {
                text: text.given().map(|text| text.value.clone()),
                ask: asked,
            }
        }
        draft::Reply::Bot { bot, answer } => {
            let bot = &bot.given()?.value;
            let answer = answer.given().map(|answer| {
                let declared = declarations.referred(ReferenceKind::Bot, bot);
                let title = declared.and_then(|bot| bot.answer_title(&answer.value));
                Named {
                    id: answer.value.clone(),
                    name: title.map_or_else(|| answer.value.clone(), Into::into),
                }
            });
            PreviewReply::Bot {
                bot: called(declarations, ReferenceKind::Bot, bot),
                answer,
            }
        }
    })
}

fn hours(declarations: &Declarations<'_>, message: &draft::Message) -> Option<PreviewHours> {
    let named = |name: &str| called(declarations, ReferenceKind::Schedule, name);
    Some(match declarations.hours_of(message)? {
        MessageHours::Anytime => PreviewHours::Anytime,
        MessageHours::Inside(schedule) => PreviewHours::Inside(named(schedule)),
        MessageHours::Outside(schedules) => {
            PreviewHours::Outside(schedules.into_iter().map(named).collect())
        }
    })
}

/// The declaration of a name. If it is not declared, the name is also the display name.
fn called(declarations: &Declarations<'_>, kind: ReferenceKind, name: &str) -> Named {
    let declared = declarations.referred(kind, name).and_then(of_declared);
    declared.unwrap_or_else(|| Named {
        id: name.into(),
        name: name.into(),
    })
}

/// The ID and the display name of a declaration, if it has an ID.
pub(crate) fn of_declared(declared: Declared<'_>) -> Option<Named> {
    let id = declared.name()?;
    let title = declared.declaration().title.as_ref();
    Some(Named {
        id: id.into(),
        name: title.map_or_else(|| id.into(), |title| title.value.clone()),
    })
}
