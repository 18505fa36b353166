//! From drafts to a [`Model`]: names become IDs, and defaults are filled in.
//!
//! A model is built only from a workspace without errors, in which every name resolves. Should one not
//! resolve all the same, there is no model.

mod partial;

use proactive_catalog::{
    Ask, BotStatus, ChannelType, ConversationControl, DeclarationKind, Event, MessageStatus,
    test_defaults,
};
use proactive_diagnostics::TextRange;

pub(crate) use partial::build_partial;

use crate::draft::{self, Name, Slot};
use crate::meaning::{Channels, HoursRule};
use crate::model::{
    Account, Action, Answer, Bot, BotId, Brand, BrandId, Channel, ChannelId, Condition,
    Expectation, Hours, Message, MessageId, Model, Moment, Reply, Schedule, ScheduleId, Segment,
    SegmentId, Step, Test, Trigger, resolve,
};
use crate::names::{Entry, Names};
use crate::settings::Settings;

/// Builds the model of a workspace without errors. `segment_order` lists its segments, each after
/// those it uses.
pub(crate) fn build_model(
    names: &Names<'_>,
    settings: &Settings,
    segment_order: Vec<SegmentId>,
) -> Option<Model> {
    let channels = Channels::of(names);
    let builder = Builder {
        names,
        channels: &channels,
    };
    let account = names.entries_of(DeclarationKind::Account).next();
    Some(Model {
        case_sensitive: settings.case_sensitive,
        account: match account {
            None => None,
            Some(entry) => Some(Account {
                name: entry
                    .declaration
                    .title
                    .as_ref()
                    .map(|title| title.value.clone()),
                conversation_control: entry
                    .declaration
                    .as_account()?
                    .conversation_control
                    .given()
                    .map_or(ConversationControl::Release, |control| control.value),
            }),
        },
        brands: builder.all(DeclarationKind::Brand, Builder::brand)?,
        channels: builder.all(DeclarationKind::Channel, Builder::channel)?,
        bots: builder.all(DeclarationKind::Bot, Builder::bot)?,
        schedules: builder.all(DeclarationKind::Schedule, Builder::schedule)?,
        segments: builder.all(DeclarationKind::Segment, Builder::segment)?,
        segment_order,
        messages: builder.all(DeclarationKind::Message, Builder::message)?,
        tests: builder.all(DeclarationKind::Test, Builder::test)?,
    })
}

/// Resolves names and builds the declarations of a model.
struct Builder<'n, 'w> {
    names: &'n Names<'w>,
    channels: &'n Channels,
}

impl<'w> Builder<'_, 'w> {
    fn all<T>(
        &self,
        kind: DeclarationKind,
        build: impl Fn(&Self, &Entry<'w>) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.names
            .entries_of(kind)
            .map(|entry| build(self, entry))
            .collect()
    }

    fn id(&self, kind: DeclarationKind, name: &Name) -> Option<u32> {
        self.names.rank_of(kind, name)
    }

    fn schedules(&self, names: &[Name]) -> Option<Vec<ScheduleId>> {
        names
            .iter()
            .map(|name| self.id(DeclarationKind::Schedule, name).map(ScheduleId))
            .collect()
    }

    fn brand(&self, entry: &Entry<'w>) -> Option<Brand> {
        let (id, name) = id_and_name(entry)?;
        let external_id = text(&entry.declaration.as_brand()?.external_id);
        Some(Brand {
            id,
            name,
            external_id,
        })
    }

    fn channel(&self, entry: &Entry<'w>) -> Option<Channel> {
        let (id, name) = id_and_name(entry)?;
        let channel = entry.declaration.as_channel()?;
        Some(Channel {
            id,
            name,
            channel_type: channel
                .channel_type
                .given()
                .map_or(ChannelType::WebWidget, |given| given.value),
            brand: BrandId(self.id(DeclarationKind::Brand, channel.brand.given()?)?),
            websites: match channel.websites.given() {
                Some(websites) => websites.iter().map(|it| it.value.clone()).collect(),
                None => Vec::new(),
            },
            business_hours: match channel.business_hours.given() {
                Some(names) => self.schedules(names)?,
                None => Vec::new(),
            },
            external_id: text(&channel.external_id),
        })
    }

    fn bot(&self, entry: &Entry<'w>) -> Option<Bot> {
        let (id, name) = id_and_name(entry)?;
        let bot = entry.declaration.as_bot()?;
        let channels = bot.channels.given().map_or(&[][..], |(_, names)| names);
        Some(Bot {
            id,
            name,
            status: bot
                .status
                .given()
                .map_or(BotStatus::Published, |given| given.value),
            channels: channels
                .iter()
                .map(|name| self.id(DeclarationKind::Channel, name).map(ChannelId))
                .collect::<Option<_>>()?,
            answers: bot
                .answers
                .iter()
                .map(|(id, name)| Answer {
                    id: id.value.clone(),
                    name: name.clone().unwrap_or_else(|| id.value.clone()),
                })
                .collect(),
            external_id: text(&bot.external_id),
        })
    }

    fn schedule(&self, entry: &Entry<'w>) -> Option<Schedule> {
        let (id, name) = id_and_name(entry)?;
        let schedule = entry.declaration.as_schedule()?;
        let spans = |ranges: &[TextRange]| ranges.iter().map(|range| entry.span(*range)).collect();
        Some(Schedule {
            id,
            name,
            span: entry.span(entry.declaration.place()),
            timezone: schedule.timezone.given()?.value.clone(),
            open: schedule.open.clone(),
            open_spans: spans(&schedule.open_at),
            closed: schedule.closed.clone(),
            closed_spans: spans(&schedule.closed_at),
            external_id: text(&schedule.external_id),
        })
    }

    fn segment(&self, entry: &Entry<'w>) -> Option<Segment> {
        let (id, name) = id_and_name(entry)?;
        let condition = self.condition(entry, &entry.declaration.as_segment()?.condition)?;
        Some(Segment {
            id,
            name,
            span: entry.span(entry.declaration.place()),
            condition,
        })
    }

    fn message(&self, entry: &Entry<'w>) -> Option<Message> {
        let (id, name) = id_and_name(entry)?;
        let message = entry.declaration.as_message()?;
        let channel = self.channels.of_draft(self.names, message);
        let channel = channel.certain(self.names)?;
        let (_, when) = message.when.given()?;
        let trigger = message.trigger.given()?;
        Some(Message {
            id,
            name,
            span: entry.span(entry.declaration.place()),
            status: message
                .status
                .given()
                .map_or(MessageStatus::Published, |given| given.value),
            brand: self.channels.brand(channel)?,
            channel,
            text: message.text.given()?.value.clone(),
            reply: self.reply(message.reply.given()?)?,
            condition: match when {
                draft::When::Always => None,
                draft::When::Condition(condition) => Some(self.condition(entry, condition)?),
            },
            trigger: trigger_of(trigger),
            tags: message.tags.given().map_or_else(Vec::new, |tags| {
                tags.iter().map(|tag| tag.value.clone()).collect()
            }),
            hours: self.hours(&message.schedule, Some(channel))?,
            frequency: message.frequency.given()?.value,
        })
    }

    fn reply(&self, reply: &draft::Reply) -> Option<Reply> {
        Some(match reply {
            draft::Reply::Agent { text, ask } => Reply::Agent {
                text: text.given()?.value.clone(),
                ask: match ask {
                    Slot::Absent => vec![Ask::Name, Ask::Email],
                    Slot::Given(asked) => asked.iter().map(|ask| ask.value).collect(),
                    Slot::Broken => return None,
                },
            },
            draft::Reply::Bot { bot, answer } => {
                let position = self.names.find(DeclarationKind::Bot, &bot.given()?.value)?;
                let entry = self.names.entries.get(position)?;
                let answers = &entry.declaration.as_bot()?.answers;
                let wanted = &answer.given()?.value;
                Reply::Bot {
                    bot: BotId(entry.rank),
                    answer: answers.iter().position(|(name, _)| name.value == *wanted)?,
                }
            }
        })
    }

    /// Returns the hours of a message. `None` if they are unknown.
    fn hours(&self, hours: &Slot<draft::Hours>, channel: Option<ChannelId>) -> Option<Hours> {
        Some(match self.channels.hours(hours, channel)? {
            HoursRule::Anytime => Hours::Anytime,
            HoursRule::Named(name) => {
                Hours::BusinessHours(ScheduleId(self.id(DeclarationKind::Schedule, name)?))
            }
            HoursRule::Inside(schedule) => Hours::BusinessHours(schedule),
            HoursRule::Outside(schedules) => Hours::OutsideBusinessHours(schedules.to_vec()),
            HoursRule::NoneConfigured | HoursRule::Ambiguous(_) => return None,
        })
    }

    fn test(&self, entry: &Entry<'w>) -> Option<Test> {
        let test = entry.declaration.as_test()?;
        let channel = match &test.channel {
            Slot::Absent => None,
            Slot::Broken => return None,
            Slot::Given(name) => Some(ChannelId(self.id(DeclarationKind::Channel, name)?)),
        };
        let steps = test.steps.iter().map(|step| {
            Some(Step {
                span: entry.span(step.range),
                action: self.action(&step.value)?,
            })
        });
        Some(Test {
            name: entry.declaration.title.as_ref()?.value.clone(),
            span: entry.span(entry.declaration.place()),
            history: match &test.visitor {
                Slot::Absent => test_defaults::HISTORY,
                Slot::Broken => return None,
                Slot::Given(history) => history.value,
            },
            device: match &test.device {
                Slot::Absent => test_defaults::LANGUAGE.into(),
                Slot::Broken => return None,
                Slot::Given(device) => device.value.clone(),
            },
            start: match &test.time {
                Slot::Absent => Moment {
                    unix_seconds: test_defaults::START,
                    zone: test_defaults::ZONE.into(),
                },
                Slot::Broken => return None,
                Slot::Given(moment) => moment_of(moment),
            },
            channel,
            steps: steps.collect::<Option<_>>()?,
        })
    }

    fn action(&self, step: &draft::Step) -> Option<Action> {
        let message = |name| self.id(DeclarationKind::Message, name).map(MessageId);
        Some(match step {
            draft::Step::Visit { url, title, stay } => Action::Visit {
                url: url.value.clone(),
                title: title.clone(),
                stay: *stay,
            },
            draft::Step::Wait(seconds) => Action::Wait(*seconds),
            draft::Step::Time(moment) => Action::Time(moment_of(moment)),
            draft::Step::Open => Action::Open,
            draft::Step::Dismiss => Action::Dismiss,
            draft::Step::Reply => Action::Reply,
            draft::Step::EndConversation => Action::EndConversation,
            draft::Step::Leave => Action::Leave,
            draft::Step::ClearData => Action::ClearData,
            draft::Step::Expect(expectation) => Action::Expect(match expectation {
                draft::Expectation::Message(name, after) => Expectation::Message {
                    message: message(name)?,
                    after: *after,
                },
                draft::Expectation::NoMessage(name) => Expectation::NoMessage(message(name)?),
                draft::Expectation::Nothing => Expectation::Nothing,
            }),
            draft::Step::Broken => return None,
        })
    }

    /// Recursion is bounded by the nesting of the text, which is limited.
    fn condition(&self, entry: &Entry<'w>, condition: &draft::Condition) -> Option<Condition> {
        let mut uses = self.uses(condition)?.into_iter();
        resolve(condition, (entry.file, entry.start), &mut uses)
    }
}

impl Builder<'_, '_> {
    /// Returns the segments that a condition names, in source order. `None` if a part of it is broken or
    /// a name is unresolved.
    fn uses(&self, condition: &draft::Condition) -> Option<Vec<SegmentId>> {
        let mut uses = Vec::new();
        self.collect(condition, &mut uses)?;
        Some(uses)
    }

    fn collect(&self, condition: &draft::Condition, uses: &mut Vec<SegmentId>) -> Option<()> {
        match &condition.kind {
            draft::ConditionKind::And(parts) | draft::ConditionKind::Or(parts) => {
                parts.iter().try_for_each(|part| self.collect(part, uses))
            }
            draft::ConditionKind::Not(inner) => self.collect(inner, uses),
            draft::ConditionKind::Comparison(_) => Some(()),
            draft::ConditionKind::Segment(name) => {
                uses.push(self.names.segment_id(name)?);
                Some(())
            }
            draft::ConditionKind::Broken => None,
        }
    }
}

/// Returns the ID and the display name of a declaration. The ID serves as display name if there is
/// none.
fn id_and_name(entry: &Entry<'_>) -> Option<(Box<str>, Box<str>)> {
    let declaration = entry.declaration;
    let id = &declaration.name.as_ref()?.value;
    let name = declaration.title.as_ref().map_or(id, |title| &title.value);
    Some((id.clone(), name.clone()))
}

/// Converts the trigger of a message.
fn trigger_of(trigger: &draft::Trigger) -> Trigger {
    match trigger.event {
        Event::PageView => Trigger::PageView {
            after_seconds: trigger.after_seconds,
        },
        Event::PageLoad => Trigger::PageLoad,
    }
}

fn text(slot: &Slot<Name>) -> Option<Box<str>> {
    slot.given().map(|name| name.value.clone())
}

fn moment_of(moment: &draft::Moment) -> Moment {
    Moment {
        unix_seconds: moment.unix_seconds,
        zone: moment.zone.clone(),
    }
}
