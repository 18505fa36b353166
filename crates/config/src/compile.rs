//! Compilation of a checked workspace.

use std::hash::Hash;

use proactive_hir::model::{self, Model};

use crate::dedup::dedup;
use crate::json::{
    Account, Answer, Bot, Brand, Channel, Closing, Configuration, Hours, Id, Matching, Message,
    MinLenVec, Opening, Reply, Schedule, Tag, Text, TimeZone, Trigger, Version, WebsiteUrl,
};
use crate::normalise::Normaliser;

/// Compiles a workspace.
#[must_use]
pub fn compile(model: &Model) -> Configuration {
    let mut normaliser = Normaliser::new(|segment| &model[segment].condition);
    Configuration {
        version: Version,
        matching: Matching {
            case_sensitive: model.case_sensitive,
        },
        account: model.account.as_ref().map(account),
        brands: model.brands.iter().map(brand).collect(),
        channels: model.channels.iter().map(|it| channel(model, it)).collect(),
        bots: model.bots.iter().map(|it| bot(model, it)).collect(),
        schedules: model.schedules.iter().map(schedule).collect(),
        messages: model
            .messages
            .iter()
            .map(|it| Message {
                id: Id::checked(&it.id),
                name: Text::checked(&it.name),
                status: it.status,
                brand: Id::checked(&model[it.brand].id),
                channel: Id::checked(&model[it.channel].id),
                text: Text::checked(&it.text),
                reply: reply(model, &it.reply),
                conditions: normaliser.normalise(it.condition.as_ref()),
                trigger: trigger(it.trigger),
                tags: dedup(it.tags.iter().map(|tag| Tag::checked(tag)).collect()),
                schedule: hours(model, &it.hours),
                frequency: it.frequency,
            })
            .collect(),
    }
}

fn account(it: &model::Account) -> Account {
    Account {
        name: it.name.as_deref().map(Text::checked),
        conversation_control: it.conversation_control,
    }
}

fn brand(it: &model::Brand) -> Brand {
    Brand {
        id: Id::checked(&it.id),
        name: Text::checked(&it.name),
        external_id: it.external_id.as_deref().map(Text::checked),
    }
}

fn channel(model: &Model, it: &model::Channel) -> Channel {
    Channel {
        id: Id::checked(&it.id),
        name: Text::checked(&it.name),
        channel_type: it.channel_type,
        brand: Id::checked(&model[it.brand].id),
        websites: dedup(
            it.websites
                .iter()
                .map(|website| WebsiteUrl::checked(&website.to_string()))
                .collect(),
        ),
        business_hours: names(&it.business_hours, |schedule| &model[schedule].id),
        external_id: it.external_id.as_deref().map(Text::checked),
    }
}

fn bot(model: &Model, it: &model::Bot) -> Bot {
    Bot {
        id: Id::checked(&it.id),
        name: Text::checked(&it.name),
        status: it.status,
        channels: names(&it.channels, |channel| &model[channel].id),
        answers: it
            .answers
            .iter()
            .map(|answer| Answer {
                id: Id::checked(&answer.id),
                name: Text::checked(&answer.name),
            })
            .collect(),
        external_id: it.external_id.as_deref().map(Text::checked),
    }
}

fn schedule(it: &model::Schedule) -> Schedule {
    Schedule {
        id: Id::checked(&it.id),
        name: Text::checked(&it.name),
        timezone: TimeZone::checked(&it.timezone),
        open: it
            .open
            .iter()
            .map(|opening| Opening {
                day: opening.day,
                from: opening.from,
                to: opening.to,
            })
            .collect(),
        closed: it
            .closed
            .iter()
            .map(|closing| Closing {
                from: closing.from,
                to: closing.to,
                name: closing.name.as_deref().map(Text::checked),
            })
            .collect(),
        external_id: it.external_id.as_deref().map(Text::checked),
    }
}

#[allow(
    clippy::indexing_slicing,
    reason = "the position of an answer is made with the list of its bot"
)]
fn reply(model: &Model, it: &model::Reply) -> Reply {
    match it {
        model::Reply::Agent { text, ask } => Reply::Agent {
            text: Text::checked(text),
            ask: dedup(ask.clone()),
        },
        model::Reply::Bot { bot, answer } => {
            let bot = &model[*bot];
            Reply::Bot {
                bot: Id::checked(&bot.id),
                answer: Id::checked(&bot.answers[*answer].id),
            }
        }
    }
}

fn trigger(it: model::Trigger) -> Trigger {
    match it {
        model::Trigger::PageView { after_seconds } => Trigger::PageView { after_seconds },
        model::Trigger::PageLoad => Trigger::PageLoad {},
    }
}

fn hours(model: &Model, it: &model::Hours) -> Hours {
    match it {
        model::Hours::Anytime => Hours::Anytime {},
        model::Hours::BusinessHours(schedule) => Hours::BusinessHours {
            schedules: [Id::checked(&model[*schedule].id)],
        },
        model::Hours::OutsideBusinessHours(schedules) => {
            let schedules = names(schedules, |schedule| &model[schedule].id);
            // A checked model has at least one. "While all of none are closed" would mean always.
            MinLenVec::try_from(schedules).map_or(Hours::Anytime {}, |schedules| {
                Hours::OutsideBusinessHours { schedules }
            })
        }
    }
}

/// The IDs of the declarations in `list`, without duplicates.
fn names<'m, T: Copy + Eq + Hash>(list: &[T], name: impl Fn(T) -> &'m str) -> Vec<Id> {
    dedup(list.to_vec())
        .into_iter()
        .map(|item| Id::checked(name(item)))
        .collect()
}
