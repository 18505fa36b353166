//! The names of a message, and the rules that join them.

use proactive_catalog::{Block, BotStatus, DeclarationKind, Place, ReferenceKind, ScheduleKind};
use proactive_diagnostics::{Fix, LabelWords, Problem, Required, Span};

use super::{Check, Entry, label};
use crate::draft::{Bot, Condition, ConditionKind, Hours, Message, Name, Reply, Slot, When};
use crate::suggest::differs_only_by_case;

/// What a reference leads to.
enum Target<'c, 'w> {
    /// Nothing is referred to.
    Absent,
    /// It cannot be told; what depends on it keeps quiet.
    Unknown,
    /// This declaration.
    Known(&'c Entry<'w>),
}

impl<'c, 'w> Check<'c, 'w> {
    /// Resolves a name, and reports it if nothing is called so.
    pub(super) fn resolve(&mut self, name: &Name, kind: ReferenceKind) -> Option<&'c Entry<'w>> {
        let declared = kind.declaration()?;
        if let Some(position) = self.names.find(declared, &name.value) {
            self.references.uses.push((declared, position));
            return self.names.entries.get(position);
        }
        self.references
            .may_reference_unseen
            .insert_with_reach(declared);
        if !self.names.may_be_declared(&name.value) {
            self.unresolved(name, kind, None);
        }
        None
    }

    /// What is probably meant is looked for when all that is not found is known.
    fn unresolved(&mut self, name: &Name, kind: ReferenceKind, of_bot: Option<String>) {
        let problem = Problem::UnresolvedName {
            kind,
            name: name.value.to_string(),
            of_bot,
            suggestion: None,
        };
        self.error(name.range, problem);
    }

    pub(super) fn resolve_slot(
        &mut self,
        slot: &Slot<Name>,
        kind: ReferenceKind,
    ) -> Option<&'c Entry<'w>> {
        match slot {
            Slot::Given(name) => self.resolve(name, kind),
            Slot::Absent => None,
            Slot::Broken => {
                if let Some(declared) = kind.declaration() {
                    self.references
                        .may_reference_unseen
                        .insert_with_reach(declared);
                }
                None
            }
        }
    }

    fn target(&mut self, slot: &Slot<Name>, kind: ReferenceKind) -> Target<'c, 'w> {
        match (slot, self.resolve_slot(slot, kind)) {
            (Slot::Absent, _) => Target::Absent,
            (_, Some(entry)) => Target::Known(entry),
            (_, None) => Target::Unknown,
        }
    }

    /// Resolves the segments of a condition.
    pub(super) fn condition(&mut self, condition: &Condition) {
        match &condition.kind {
            ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                for part in parts {
                    self.condition(part);
                }
            }
            ConditionKind::Not(inner) => self.condition(inner),
            ConditionKind::Comparison(_) => {}
            ConditionKind::Segment(name) => {
                self.resolve(name, ReferenceKind::Segment);
            }
            ConditionKind::Broken => self
                .references
                .may_reference_unseen
                .insert(DeclarationKind::Segment),
        }
    }

    pub(super) fn message(&mut self, message: &Message) {
        let brand = self.target(&message.brand, ReferenceKind::Brand);
        let channel = match self.target(&message.channel, ReferenceKind::Channel) {
            Target::Absent => self.only_channel(message, &brand),
            Target::Unknown => None,
            Target::Known(entry) => Some(entry),
        };
        if let (Slot::Given(name), Target::Known(brand), Some(channel)) =
            (&message.channel, &brand, channel)
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
            // What is required and not there may refer to anything.
            Slot::Absent | Slot::Broken => {
                self.references
                    .may_reference_unseen
                    .insert_with_reach(DeclarationKind::Bot);
            }
        }
        match &message.when {
            Slot::Given((keyword, When::Condition(condition))) => {
                self.condition(condition);
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
        match &message.schedule {
            Slot::Given(hours) => self.hours(hours, channel),
            Slot::Broken => self
                .references
                .may_reference_unseen
                .insert(DeclarationKind::Schedule),
            Slot::Absent => {}
        }
    }

    /// The channel of a message that names none: the only one of its brand, else of the workspace.
    fn only_channel(&mut self, message: &Message, brand: &Target<'c, 'w>) -> Option<&'c Entry<'w>> {
        let names = self.names;
        let (candidates, unsure) = match brand {
            Target::Unknown => {
                self.references
                    .may_reference_unseen
                    .insert_with_reach(DeclarationKind::Channel);
                return None;
            }
            Target::Absent => (self.channels.all(), names.may_be_more()),
            Target::Known(brand) => {
                let unsure = names.may_be_more() || self.channels.some_without_brand();
                (self.channels.of_brand(brand.name().unwrap_or("")), unsure)
            }
        };
        if let ([only], false) = (candidates, unsure) {
            self.references.uses.push((DeclarationKind::Channel, *only));
            return names.entries.get(*only);
        }
        self.references
            .may_reference_unseen
            .insert_with_reach(DeclarationKind::Channel);
        if !unsure && !self.channel_is_hidden(message) {
            let block = Block::Message;
            let several = candidates.len() > 1;
            let required = vec![Required::Channel { several }];
            self.error(
                self.entry.declaration.place(),
                Problem::MissingStatement { block, required },
            );
        }
        None
    }

    /// Whether an unknown statement of this message is probably meant to be `channel`.
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
        let Some(connected) = channel.channel().and_then(|channel| channel.brand.given()) else {
            return;
        };
        let known = self
            .names
            .find(DeclarationKind::Brand, &connected.value)
            .is_some();
        let given = brand.name().unwrap_or("");
        if !known || &*connected.value == given {
            return;
        }
        let problem = Problem::ChannelBrandMismatch {
            channel: channel_name.value.to_string(),
            connected: connected.value.to_string(),
            given: given.to_owned(),
        };
        let at = channel.span(connected.range);
        let words = LabelWords::ConnectedToBrand {
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
        let Some(bot) = entry.bot() else { return };
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
            let labels = at.map(|at| label(at, LabelWords::IsDraft));
            self.error(bot_name.range, problem).labels.extend(labels);
            return;
        }
        let Some(channel_name) = channel_name else {
            return;
        };
        let (on, at): (Vec<String>, _) = match &bot.channels {
            Slot::Broken => return,
            // Some statement that cannot be read may list the channel.
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
                LabelWords::PublishedOn {
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

    /// `schedule`: without a name it needs hours of the channel.
    fn hours(&mut self, hours: &Hours, channel: Option<&Entry<'w>>) {
        if self
            .resolve_slot(&hours.schedule, ReferenceKind::Schedule)
            .is_some()
        {
            return;
        }
        let inside = match hours.kind.value {
            ScheduleKind::Anytime => return,
            ScheduleKind::BusinessHours => true,
            ScheduleKind::OutsideBusinessHours => false,
        };
        let (Slot::Absent, Some(channel)) = (&hours.schedule, channel) else {
            return;
        };
        let mut schedules: Vec<String> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        match channel.channel().map(|channel| &channel.business_hours) {
            Some(Slot::Given(names)) => {
                for name in names {
                    let known = self.names.find(DeclarationKind::Schedule, &name.value);
                    if known.is_none() {
                        return;
                    }
                    if seen.insert(&*name.value) {
                        schedules.push(name.value.to_string());
                    }
                }
            }
            Some(Slot::Absent) if channel.draft.may_reference_unseen_anywhere() => return,
            Some(Slot::Absent) => {}
            Some(Slot::Broken) | None => return,
        }
        let at = channel.span(channel.declaration.place());
        let words = declared_here(channel);
        let channel_name = channel.name().unwrap_or("").to_owned();
        let problem = match schedules.len() {
            0 => Problem::NoBusinessHours {
                channel: channel_name,
            },
            1 => return,
            _ if inside => Problem::AmbiguousBusinessHours {
                channel: channel_name,
                schedules,
            },
            _ => return,
        };
        // A schedule may be what is missing here.
        self.references
            .may_reference_unseen
            .insert(DeclarationKind::Schedule);
        self.error(hours.kind.range, problem)
            .labels
            .push(label(at, words));
    }
}

/// A fix that writes the name that is probably meant: certain if only the case differs.
pub(super) fn name_fix(span: Span, name: &str, meant: &str) -> Fix {
    if differs_only_by_case(name, meant) {
        Fix::replace(span, meant)
    } else {
        Fix::suggest(span, meant)
    }
}

fn declared_here(entry: &Entry<'_>) -> LabelWords {
    LabelWords::DeclaredHere {
        kind: entry.declaration.kind(),
        name: entry.name().unwrap_or("").to_owned(),
    }
}
