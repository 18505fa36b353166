//! The check of a message: its references, and the rules that connect them.

use std::collections::BTreeSet;

use proactive_catalog::{Block, BotStatus, DeclarationKind, Place, ReferenceKind};
use proactive_diagnostics::{Edit, Fix, FixTitle, LabelKind, Problem, Required, TextRange};

use super::declaration::{Check, label};
use crate::draft::{Bot, Hours, Message, Name, Reply, Slot, When};
use crate::meaning::{HoursRule, MessageChannel, Target};
use crate::model::{BrandId, ChannelId, ScheduleId};
use crate::names::Entry;

impl<'c, 'w> Check<'c, 'w> {
    pub(super) fn message(&mut self, message: &Message) {
        let brand = self.target(&message.brand, ReferenceKind::Brand);
        let channel = self.target(&message.channel, ReferenceKind::Channel);
        let channel = self.channel(message, channel, brand);
        if let (Slot::Given(name), Target::Known(brand), Some(channel)) =
            (&message.channel, brand, channel)
        {
            self.same_brand(name, brand, channel);
        }
        match &message.text {
            Slot::Given(text) => self.long_text(text),
            Slot::Absent | Slot::Broken => {}
        }
        match &message.reply {
            Slot::Given(Reply::Agent { text, .. }) => {
                if let Slot::Given(text) = text {
                    self.long_text(text);
                }
            }
            Slot::Given(Reply::Bot { bot, answer }) => self.reply_bot(bot, answer, channel),
            // A required statement that is missing may refer to anything.
            Slot::Absent | Slot::Broken => {
                self.references
                    .may_reference_unseen
                    .insert_with_reach(DeclarationKind::Bot);
            }
        }
        match &message.when {
            Slot::Given((keyword, When::Condition(condition))) => {
                self.condition(condition);
                if let Some(channel) = channel {
                    self.off_websites_of(channel, |check, place| {
                        check.values_off_websites(condition, place);
                    });
                }
                let findings = self
                    .sizes
                    .too_large(self.names, self.entry, *keyword, condition);
                self.outcome.errors.extend(findings);
            }
            Slot::Given((_, When::Always)) => {}
            Slot::Absent | Slot::Broken => self
                .references
                .may_reference_unseen
                .insert(DeclarationKind::Segment),
        }
        self.hours(&message.schedule, channel);
        self.unsupported_by_target(message);
    }

    /// Returns the channel of a message. Reports a message that names none if there is no candidate or
    /// more than one.
    fn channel(
        &mut self,
        message: &Message,
        channel: Target<'c, 'w>,
        brand: Target<'c, 'w>,
    ) -> Option<&'c Entry<'w>> {
        let names = self.names;
        let meant = self.channels.of_message(channel, brand);
        if let Some(id) = meant.certain(names) {
            let kind = DeclarationKind::Channel;
            let position = *names.of_kind(kind).get(id.index())?;
            if let MessageChannel::Only(_) = meant {
                self.references.uses.push((kind, position));
            }
            return names.entries.get(position);
        }
        self.references
            .may_reference_unseen
            .insert_with_reach(DeclarationKind::Channel);
        if let MessageChannel::Undecided { several } = meant
            && !names.may_be_more()
            && !self.channel_is_hidden(message)
        {
            let block = Block::Message;
            let required = vec![Required::Channel { several }];
            self.error(
                self.entry.declaration.place(),
                Problem::MissingStatement { block, required },
            );
        }
        None
    }

    /// Returns whether an unknown statement of this message is probably a mistyped `channel`.
    fn channel_is_hidden(&self, _message: &Message) -> bool {
        self.entry
            .draft
            .errors
            .iter()
            .any(|finding| match &finding.problem {
                Problem::UnknownStatement {
                    suggestion,
                    word,
                    place,
                    ..
                } => {
                    suggestion.as_deref() == Some("channel")
                        || word == "channel" && *place == Place::File
                }
                _ => false,
            })
    }

    fn same_brand(&mut self, channel_name: &Name, brand: &Entry<'w>, channel: &Entry<'w>) {
        let known = self.channels.brand(ChannelId(channel.rank));
        let connected = channel.declaration.as_channel();
        let connected = connected.and_then(|channel| channel.brand.given());
        let (Some(known), Some(connected)) = (known, connected) else {
            return;
        };
        if known == BrandId(brand.rank) {
            return;
        }
        let given = brand.name().unwrap_or("");
        let problem = Problem::ChannelBrandMismatch {
            channel: channel_name.value.to_string(),
            connected: connected.value.to_string(),
            given: given.to_owned(),
        };
        let at = channel.span(connected.range);
        let words = LabelKind::ConnectedToBrand {
            brand: connected.value.to_string(),
        };
        self.error(channel_name.range, problem)
            .labels
            .push(label(at, words));
    }

    fn reply_bot(
        &mut self,
        bot_name: &Slot<Name>,
        answer: &Slot<Name>,
        channel: Option<&Entry<'w>>,
    ) {
        let entry = self.resolve_slot(bot_name, ReferenceKind::Bot);
        let (Some(entry), Slot::Given(bot_name)) = (entry, bot_name) else {
            return;
        };
        let Some(bot) = entry.declaration.as_bot() else {
            return;
        };
        if let Slot::Given(answer) = answer {
            let known = bot
                .answers
                .iter()
                .any(|(name, _)| name.value == answer.value);
            if !known && !bot.answers_broken {
                let of_bot = Some(bot_name.value.to_string());
                self.unresolved(answer, ReferenceKind::Answer, of_bot);
            }
        }
        self.bot_on_channel(bot_name, entry, bot, channel);
    }

    fn bot_on_channel(
        &mut self,
        bot_name: &Name,
        entry: &Entry<'w>,
        bot: &Bot,
        channel: Option<&Entry<'w>>,
    ) {
        let is_draft = match &bot.status {
            Slot::Given(status) => status.value == BotStatus::Draft,
            Slot::Absent => false,
            Slot::Broken => return,
        };
        let channel_name = channel.and_then(Entry::name);
        if is_draft {
            let problem = Problem::BotNotOnChannel {
                bot: bot_name.value.to_string(),
                channel: channel_name.unwrap_or("").to_owned(),
                draft: true,
                on: Vec::new(),
            };
            let at = bot.status.given().map(|status| entry.span(status.range));
            let labels = at.map(|at| label(at, LabelKind::IsDraft));
            self.error(bot_name.range, problem).labels.extend(labels);
            return;
        }
        let Some(channel_name) = channel_name else {
            return;
        };
        let (on, at): (Vec<String>, _) = match &bot.channels {
            Slot::Broken => return,
            // A statement that cannot be read may list the channel.
            Slot::Absent | Slot::Given(_) if entry.draft.may_reference_unseen_anywhere() => return,
            Slot::Absent => (Vec::new(), None),
            Slot::Given((keyword, names)) => {
                let resolved = |name: &Name| {
                    self.names
                        .find(DeclarationKind::Channel, &name.value)
                        .is_some()
                };
                if names.iter().any(|name| &*name.value == channel_name)
                    || !names.iter().all(resolved)
                {
                    return;
                }
                let on = names.iter().map(|name| name.value.to_string()).collect();
                let last = names.last().map_or(*keyword, |name| name.range);
                (on, Some(keyword.cover(last)))
            }
        };
        let label = match at {
            Some(at) => label(
                entry.span(at),
                LabelKind::PublishedOn {
                    channels: on.clone(),
                },
            ),
            None => label(entry.span(entry.declaration.place()), declared_here(entry)),
        };
        let problem = Problem::BotNotOnChannel {
            bot: bot_name.value.to_string(),
            channel: channel_name.to_owned(),
            draft: false,
            on,
        };
        self.error(bot_name.range, problem).labels.push(label);
    }

    /// Checks `schedule`. It needs hours on the channel, even with a name.
    fn hours(&mut self, hours: &Slot<Hours>, channel: Option<&Entry<'w>>) {
        let given = match hours {
            Slot::Given(given) => given,
            Slot::Broken => {
                let kinds = &mut self.references.may_reference_unseen;
                kinds.insert(DeclarationKind::Schedule);
                return;
            }
            Slot::Absent => return,
        };
        let named = self.resolve_slot(&given.schedule, ReferenceKind::Schedule);
        let Some(channel) = channel else {
            return;
        };
        if given.schedule.is_present() && named.is_none() {
            // The name has its finding.
            return;
        }
        let id = Some(ChannelId(channel.rank));
        let channel_name = channel.name().unwrap_or("").to_owned();
        let problem = match self.channels.hours(hours, id) {
            // A mistake in the channel can have swallowed them.
            Some(HoursRule::NoneConfigured) if !channel.draft.errors.is_empty() => {
                self.references
                    .may_reference_unseen
                    .insert(DeclarationKind::Schedule);
                return;
            }
            Some(HoursRule::NoneConfigured) => {
                let only = || match self.names.of_kind(DeclarationKind::Schedule) {
                    [only] => self.names.entries.get(*only)?.name(),
                    [] | [_, _, ..] => None,
                };
                let named = given.schedule.given().map(|name| &*name.value);
                Problem::NoBusinessHours {
                    channel: channel_name,
                    schedule: named.or_else(only).map(str::to_owned),
                }
            }
            Some(HoursRule::Ambiguous(several)) => {
                let mut seen = BTreeSet::new();
                let distinct = several.iter().filter(|id| seen.insert(**id));
                let name = |id: &ScheduleId| self.names.schedule(*id)?.name().map(str::to_owned);
                Problem::AmbiguousBusinessHours {
                    channel: channel_name,
                    schedules: distinct.filter_map(name).collect(),
                }
            }
            Some(
                HoursRule::Anytime
                | HoursRule::Named(_)
                | HoursRule::Inside(_)
                | HoursRule::Outside(_),
            )
            | None => return,
        };
        // The author may have meant any schedule.
        self.references
            .may_reference_unseen
            .insert(DeclarationKind::Schedule);
        let fix = add_hours(channel, &problem);
        let at = channel.span(channel.declaration.place());
        let words = declared_here(channel);
        let finding = self.error(given.kind.range, problem);
        finding.labels.push(label(at, words));
        finding.fixes.extend(fix);
    }
}

/// The fix that gives the channel the hours that a message needs.
fn add_hours(channel: &Entry<'_>, problem: &Problem) -> Option<Fix> {
    let Problem::NoBusinessHours {
        schedule: Some(schedule),
        ..
    } = problem
    else {
        return None;
    };
    let brand = channel.declaration.as_channel()?.brand.given()?.range;
    let text = format!("business_hours {schedule}");
    let edit = Edit {
        span: channel.span(TextRange::empty(brand.end())),
        replacement: format!("\n  {text}"),
    };
    Some(Fix::suggestion(FixTitle::Insert { text }, vec![edit]))
}

fn declared_here(entry: &Entry<'_>) -> LabelKind {
    LabelKind::DeclaredHere {
        kind: entry.declaration.kind(),
        name: entry.name().unwrap_or("").to_owned(),
    }
}
