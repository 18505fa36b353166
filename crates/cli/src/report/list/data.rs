//! The rows of a list.

use std::collections::BTreeSet;

use proactive_catalog::{Day, Word as _};
use proactive_hir::model::{
    Action, Condition, ConditionKind, Expectation, Hours, Message, Model, Opening, Reply, Schedule,
    ScheduleId, SegmentId, Test, Trigger,
};
use proactive_syntax::literal;
use schemars::JsonSchema;
use serde::Serialize;

/// The rows of a list: an object with one key, the kind of declaration.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Rows {
    /// The messages, in source order.
    Messages(Vec<MessageRow>),
    /// The segments, in source order.
    Segments(Vec<SegmentRow>),
    /// The bots, in source order.
    Bots(Vec<BotRow>),
    /// The schedules, in source order.
    Schedules(Vec<ScheduleRow>),
    /// The channels, in source order.
    Channels(Vec<ChannelRow>),
    /// The tests, in source order.
    Tests(Vec<TestRow>),
}

impl Rows {
    /// The rows on a channel. A segment is on no channel: all of them are kept.
    pub(super) fn on_channel(mut self, id: &str) -> Self {
        let has = |ids: &[String]| ids.iter().any(|it| it == id);
        match &mut self {
            Self::Messages(rows) => rows.retain(|row| row.channel == id),
            Self::Segments(_) => {}
            Self::Bots(rows) => rows.retain(|row| has(&row.channels)),
            Self::Schedules(rows) => rows.retain(|row| has(&row.channels)),
            Self::Channels(rows) => rows.retain(|row| row.channel == id),
            Self::Tests(rows) => rows.retain(|row| row.channel.as_deref() == Some(id)),
        }
        self
    }
}

/// A message.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MessageRow {
    /// The ID of the message.
    pub(super) message: String,
    /// The title, or the ID if there is no title.
    pub(super) name: String,
    /// The ID of its brand.
    pub(super) brand: String,
    /// The ID of its channel.
    pub(super) channel: String,
    /// `published`, `paused` or `draft`.
    pub(super) status: &'static str,
    /// When its condition is checked, as in the source: `after 30s on page_view`, `on page_load`.
    pub(super) moment: String,
    /// Its hours, as in the source: `anytime`, `business_hours support`.
    pub(super) hours: String,
    /// How often the same visitor gets it.
    pub(super) frequency: &'static str,
    /// Who gets it, as in the source, with segments by name; `always` for everyone.
    pub(super) audience: String,
    /// The whole text.
    pub(super) text: String,
    /// Who replies, as in the source: `agent`, `bot aria answer returns`.
    pub(super) reply: String,
    /// The text of an agent's reply; null for a bot.
    pub(super) follow_up: Option<String>,
    /// What an agent's reply asks the visitor for: `name`, `email`.
    pub(super) ask: Vec<String>,
    /// The tags for the tickets that result from it.
    pub(super) tags: Vec<String>,
}

/// A segment.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SegmentRow {
    /// The ID of the segment.
    pub(super) segment: String,
    /// The title, or the ID if there is no title.
    pub(super) name: String,
    /// Its condition, as in the source, with other segments by name.
    pub(super) condition: String,
    /// The messages whose condition names it.
    pub(super) messages: Vec<String>,
    /// The segments whose condition names it.
    pub(super) segments: Vec<String>,
}

/// A bot.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct BotRow {
    /// The ID of the bot.
    pub(super) bot: String,
    /// The title, or the ID if there is no title.
    pub(super) name: String,
    /// `published` or `draft`.
    pub(super) status: &'static str,
    /// The channels on which it is published.
    pub(super) channels: Vec<String>,
    /// Its answers.
    pub(super) answers: Vec<String>,
    /// The messages that it answers.
    pub(super) messages: Vec<String>,
}

/// A schedule.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ScheduleRow {
    /// The ID of the schedule.
    pub(super) schedule: String,
    /// The title, or the ID if there is no title.
    pub(super) name: String,
    /// The IANA name of its time zone.
    pub(super) timezone: String,
    /// The hours of a week: `mon-fri 09:00-12:30, 13:30-18:00`; empty if it is never open.
    pub(super) hours: Vec<String>,
    /// The number of closed periods.
    pub(super) closings: usize,
    /// The channels on which it is configured.
    pub(super) channels: Vec<String>,
    /// The messages that depend on it.
    pub(super) messages: Vec<String>,
}

/// A channel.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ChannelRow {
    /// The ID of the channel.
    pub(super) channel: String,
    /// The title, or the ID if there is no title.
    pub(super) name: String,
    /// The ID of its brand.
    pub(super) brand: String,
    /// The websites that embed its widget; empty if none are given.
    pub(super) websites: Vec<String>,
    /// The schedules configured on it.
    pub(super) schedules: Vec<String>,
    /// The bots that are published on it.
    pub(super) bots: Vec<String>,
    /// The messages on it.
    pub(super) messages: Vec<String>,
}

/// A test.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TestRow {
    /// The name of the test.
    pub(super) test: String,
    /// The only channel that it plays; null for all.
    pub(super) channel: Option<String>,
    /// The messages that it expects.
    pub(super) expects: Vec<String>,
    /// The messages that it expects not to come.
    pub(super) expects_not: Vec<String>,
}

pub(super) fn messages(model: &Model) -> Vec<MessageRow> {
    let row = |message: &Message| MessageRow {
        message: message.id.to_string(),
        name: message.name.to_string(),
        brand: model[message.brand].id.to_string(),
        channel: model[message.channel].id.to_string(),
        status: message.status.as_str(),
        moment: match message.trigger {
            Trigger::PageLoad => "on page_load".to_owned(),
            Trigger::PageView { after_seconds } => {
                format!("after {} on page_view", literal::duration(after_seconds))
            }
        },
        hours: match &message.hours {
            Hours::Anytime => "anytime".to_owned(),
            Hours::BusinessHours(schedule) => format!("business_hours {}", model[*schedule].id),
            Hours::OutsideBusinessHours(_) => "outside_business_hours".to_owned(),
        },
        frequency: message.frequency.as_str(),
        audience: match &message.condition {
            None => "always".to_owned(),
            Some(condition) => model.notation(condition),
        },
        text: message.text.to_string(),
        reply: match &message.reply {
            Reply::Agent { .. } => "agent".to_owned(),
            Reply::Bot { bot, answer } => {
                let bot = &model[*bot];
                let answer = bot.answers.get(*answer).map_or("", |answer| &*answer.id);
                format!("bot {} answer {answer}", bot.id)
            }
        },
        follow_up: match &message.reply {
            Reply::Agent { text, .. } => Some(text.to_string()),
            Reply::Bot { .. } => None,
        },
        ask: match &message.reply {
            Reply::Agent { ask, .. } => distinct(ask.iter().map(|it| it.as_str())),
            Reply::Bot { .. } => Vec::new(),
        },
        tags: distinct(message.tags.iter().map(|tag| &**tag)),
    };
    model.messages.iter().map(row).collect()
}

pub(super) fn segments(model: &Model) -> Vec<SegmentRow> {
    let row = |id: SegmentId| SegmentRow {
        segment: model[id].id.to_string(),
        name: model[id].name.to_string(),
        condition: model.notation(&model[id].condition),
        messages: messages_where(model, |message| {
            message.condition.as_ref().is_some_and(|it| names(it, id))
        }),
        segments: model
            .segments
            .iter()
            .filter(|segment| names(&segment.condition, id))
            .map(|segment| segment.id.to_string())
            .collect(),
    };
    model.segment_ids().map(row).collect()
}

/// Whether a condition names a segment itself, not by way of another one.
fn names(condition: &Condition, segment: SegmentId) -> bool {
    match &condition.kind {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => {
            parts.iter().any(|part| names(part, segment))
        }
        ConditionKind::Not(inner) => names(inner, segment),
        ConditionKind::Comparison(_) => false,
        ConditionKind::Segment(named) => *named == segment,
    }
}

pub(super) fn bots(model: &Model) -> Vec<BotRow> {
    model
        .bot_ids()
        .map(|id| {
            let bot = &model[id];
            BotRow {
                bot: bot.id.to_string(),
                name: bot.name.to_string(),
                status: bot.status.as_str(),
                channels: distinct(bot.channels.iter().map(|id| &*model[*id].id)),
                answers: bot.answers.iter().map(|it| it.id.to_string()).collect(),
                messages: messages_where(model, |message| match message.reply {
                    Reply::Bot { bot, .. } => bot == id,
                    Reply::Agent { .. } => false,
                }),
            }
        })
        .collect()
}

pub(super) fn schedules(model: &Model) -> Vec<ScheduleRow> {
    let row = |id: ScheduleId| {
        let schedule = &model[id];
        ScheduleRow {
            schedule: schedule.id.to_string(),
            name: schedule.name.to_string(),
            timezone: schedule.timezone.to_string(),
            hours: week(schedule),
            closings: schedule.closed.len(),
            channels: model
                .channels
                .iter()
                .filter(|channel| channel.business_hours.contains(&id))
                .map(|channel| channel.id.to_string())
                .collect(),
            messages: messages_where(model, |message| match &message.hours {
                Hours::Anytime => false,
                Hours::BusinessHours(schedule) => *schedule == id,
                Hours::OutsideBusinessHours(schedules) => schedules.contains(&id),
            }),
        }
    };
    model.schedule_ids().map(row).collect()
}

/// The hours of a week as in the source. Days in a row with the same hours are together.
fn week(schedule: &Schedule) -> Vec<String> {
    let hours = |day: Day| {
        let mut of_day: Vec<&Opening> = schedule.open.iter().filter(|it| it.day == day).collect();
        of_day.sort_by_key(|it| (it.from, it.to));
        let of_day = of_day.iter().map(|it| format!("{}-{}", it.from, it.to));
        of_day.collect::<Vec<String>>().join(", ")
    };
    let days: Vec<(Day, String)> = Day::ALL.iter().map(|day| (*day, hours(*day))).collect();
    days.chunk_by(|(_, one), (_, other)| one == other)
        .filter_map(|same| {
            let ((first, hours), (last, _)) = (same.first()?, same.last()?);
            let days = match first == last {
                true => first.as_str().to_owned(),
                false => format!("{}-{}", first.as_str(), last.as_str()),
            };
            (!hours.is_empty()).then(|| format!("{days} {hours}"))
        })
        .collect()
}

pub(super) fn channels(model: &Model) -> Vec<ChannelRow> {
    model
        .channel_ids()
        .map(|id| {
            let channel = &model[id];
            let schedules = channel.business_hours.iter().map(|id| &*model[*id].id);
            let bots = model.bots.iter().filter(|bot| bot.channels.contains(&id));
            ChannelRow {
                channel: channel.id.to_string(),
                name: channel.name.to_string(),
                brand: model[channel.brand].id.to_string(),
                websites: channel.websites.iter().map(ToString::to_string).collect(),
                schedules: distinct(schedules),
                bots: bots.map(|bot| bot.id.to_string()).collect(),
                messages: messages_where(model, |message| message.channel == id),
            }
        })
        .collect()
}

pub(super) fn tests(model: &Model) -> Vec<TestRow> {
    let row = |test: &Test| {
        let (mut expects, mut expects_not) = (Vec::new(), Vec::new());
        for step in &test.steps {
            match &step.action {
                Action::Expect(Expectation::Message { message, .. }) => {
                    expects.push(&*model[*message].id);
                }
                Action::Expect(Expectation::NoMessage(message)) => {
                    expects_not.push(&*model[*message].id);
                }
                Action::Expect(Expectation::Nothing)
                | Action::Visit { .. }
                | Action::Wait(_)
                | Action::Time(_)
                | Action::Open
                | Action::Dismiss
                | Action::Reply
                | Action::EndConversation
                | Action::Leave
                | Action::ClearData => {}
            }
        }
        TestRow {
            test: test.name.to_string(),
            channel: test.channel.map(|channel| model[channel].id.to_string()),
            expects: distinct(expects.into_iter()),
            expects_not: distinct(expects_not.into_iter()),
        }
    };
    model.tests.iter().map(row).collect()
}

/// The IDs of the messages that fulfil a condition.
fn messages_where(model: &Model, holds: impl Fn(&Message) -> bool) -> Vec<String> {
    let messages = model.messages.iter().filter(|message| holds(message));
    messages.map(|message| message.id.to_string()).collect()
}

/// The names without repetitions, in order.
fn distinct<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names
        .filter(|name| seen.insert(*name))
        .map(str::to_owned)
        .collect()
}
