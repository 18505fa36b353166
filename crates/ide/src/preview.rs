//! A message as the visitor sees it in the widget, for an editor to draw beside the text.
//!
//! It is read from the draft, so it is there while the message is being written; what cannot be
//! told yet is not.

use proactive_analysis::Rules;
use proactive_catalog::{Ask, Event, Field, Frequency, History, MessageStatus, ReferenceKind};
use proactive_diagnostics::Span;
use proactive_hir::draft::{self, Body, Slot, When};
use proactive_hir::{Declarations, Declared, MessageHours};

use crate::{FilePosition, Snapshot, expand_segments, hover};

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Its name, and the one that people read.
    pub message: Named,
    /// Where its name stands.
    pub span: Span,
    /// The text that comes up.
    pub text: Option<Box<str>>,
    /// What comes when the visitor answers.
    pub reply: Option<PreviewReply>,
    /// The brand.
    pub brand: Option<Named>,
    /// The channel.
    pub channel: Option<Named>,
    /// Who gets it, as authors write it; segments are named.
    pub condition: Option<String>,
    /// When it comes up.
    pub trigger: Option<PreviewTrigger>,
    /// At which hours.
    pub hours: Option<PreviewHours>,
    /// How often.
    pub frequency: Option<Frequency>,
    /// Whether it is shown at all.
    pub status: Option<MessageStatus>,
    /// The tags of the tickets, as written.
    pub tags: Vec<Box<str>>,
    /// The rule in plain English, line by line; code stands in backticks.
    pub summary: Vec<String>,
}

/// Something that is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name in the language.
    pub id: Box<str>,
    /// The name that people read; the ID stands in.
    pub name: Box<str>,
}

/// What comes when the visitor answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreviewReply {
    /// A text, a form, and then a person.
    Agent {
        /// The text.
        text: Option<Box<str>>,
        /// What the form asks for, each once.
        ask: Vec<Ask>,
    },
    /// An answer of a bot.
    Bot {
        /// The bot.
        bot: Named,
        /// The answer.
        answer: Option<Named>,
    },
}

/// When a message comes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreviewTrigger {
    /// As a page loads.
    PageLoad,
    /// When the visitor has stayed on a page for so many seconds.
    PageView(u32),
}

/// At which hours a message comes up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PreviewHours {
    /// At any hour.
    Anytime,
    /// While this schedule is open.
    Inside(Named),
    /// While all of these are closed.
    Outside(Vec<Named>),
}

/// A visitor, in the words of [`VisitInput`](crate::commands::simulate::VisitInput).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The address of the page.
    pub url: Box<str>,
    /// The title of the page; may be empty.
    pub title: Box<str>,
    /// The language tag of the device.
    pub language: Box<str>,
    /// Whether the visitor has been here before.
    pub history: History,
    /// When the page loads: `2026-03-16 10:00 Europe/Paris`; none where any moment will do.
    pub at: Option<Box<str>>,
}

/// The message at a place.
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
        condition: message.when.given().map(|(_, when)| match when {
            When::Always => "always".to_owned(),
            When::Condition(condition) => expand_segments::format_condition(condition),
        }),
        trigger: message.trigger.given().map(|trigger| match trigger.event {
            Event::PageLoad => PreviewTrigger::PageLoad,
            Event::PageView => PreviewTrigger::PageView(trigger.after_seconds),
        }),
        hours: hours(&declarations, message),
        frequency: message.frequency.given().map(|given| given.value),
        status: match &message.status {
            Slot::Given(status) => Some(status.value),
            Slot::Absent => Some(MessageStatus::Published),
            Slot::Broken => None,
        },
        tags: message.tags.given().map_or_else(Vec::new, |tags| {
            tags.iter().map(|tag| tag.value.clone()).collect()
        }),
        summary: hover::rule(&declarations, message),
    })
}

/// A visitor who gets the message of this name, at a moment of its hours; none where nobody does,
/// where it would take too much work to tell, and while there are errors in the workspace.
#[must_use]
pub fn example(snapshot: &Snapshot, message: &str) -> Option<Example> {
    let model = snapshot.model()?;
    let id = model.message_ids().find(|id| *model[*id].id == *message)?;
    let visitor = Rules::of_model(model).example(id)?;
    Some(Example {
        url: visitor.values[Field::VisitorUrl].clone(),
        title: visitor.values[Field::VisitorTitle].clone(),
        language: visitor.values[Field::DeviceLanguage].clone(),
        history: visitor.history(),
        at: visitor.moment.map(|moment| moment.words),
    })
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

/// What a name means; where nobody declares it, the name stands in.
fn called(declarations: &Declarations<'_>, kind: ReferenceKind, name: &str) -> Named {
    let declared = declarations.referred(kind, name).and_then(of_declared);
    declared.unwrap_or_else(|| Named {
        id: name.into(),
        name: name.into(),
    })
}

fn of_declared(declared: Declared<'_>) -> Option<Named> {
    let id = declared.name()?;
    let title = declared.declaration().title.as_ref();
    Some(Named {
        id: id.into(),
        name: title.map_or_else(|| id.into(), |title| title.value.clone()),
    })
}
