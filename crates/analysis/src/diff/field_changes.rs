//! Changes to a message other than its audience and hours.

use std::collections::BTreeSet;

use proactive_hir::model::{Message, MessageId, Model, Reply, Trigger};

use super::changes::{ExternalIdOwner, FieldChange, ReplyContent};

/// A message in its workspace.
#[derive(Clone, Copy)]
pub(super) struct MessageInModel<'m> {
    pub(super) model: &'m Model,
    pub(super) message: &'m Message,
}

impl<'m> MessageInModel<'m> {
    pub(super) fn new(model: &'m Model, message: MessageId) -> Self {
        Self {
            model,
            message: &model[message],
        }
    }

    /// Seconds from page load until it is due: `on page_load` and `after 0s` are the same moment.
    pub(super) fn due(self) -> u32 {
        match self.message.trigger {
            Trigger::PageLoad => 0,
            Trigger::PageView { after_seconds } => after_seconds,
        }
    }

    fn brand(self) -> (Box<str>, Option<Box<str>>) {
        let brand = &self.model[self.message.brand];
        (brand.id.clone(), brand.external_id.clone())
    }

    fn channel(self) -> (Box<str>, Option<Box<str>>) {
        let channel = &self.model[self.message.channel];
        (channel.id.clone(), channel.external_id.clone())
    }

    fn bot(self) -> Option<(Box<str>, Option<Box<str>>)> {
        match &self.message.reply {
            Reply::Agent { .. } => None,
            Reply::Bot { bot, .. } => {
                let bot = &self.model[*bot];
                Some((bot.id.clone(), bot.external_id.clone()))
            }
        }
    }

    fn reply(self) -> ReplyContent {
        match &self.message.reply {
            Reply::Agent { text, ask } => ReplyContent::Agent {
                text: text.clone(),
                ask: distinct(ask),
            },
            Reply::Bot { bot, answer } => {
                let bot = &self.model[*bot];
                let answer = bot.answers.get(*answer);
                ReplyContent::Bot {
                    bot: bot.id.clone(),
                    answer: answer.map(|answer| answer.id.clone()).unwrap_or_default(),
                }
            }
        }
    }
}

/// The changes from one to the other, in the order of the documentation.
pub(super) fn field_changes(old: MessageInModel<'_>, new: MessageInModel<'_>) -> Vec<FieldChange> {
    // A new part of a message must be compared here.
    let Message {
        name,
        status,
        text,
        trigger,
        tags,
        frequency,
        // Compared below, through what they refer to.
        brand: _,
        channel: _,
        reply: _,
        // Compared as sets, by the caller.
        condition: _,
        hours: _,
        // The ID decides which messages are compared.
        id: _,
        span: _,
    } = old.message;
    let now = new.message;
    let external = |of: fn(Box<str>) -> ExternalIdOwner,
                    old: (Box<str>, Option<Box<str>>),
                    new: (Box<str>, Option<Box<str>>)| {
        (old.0 == new.0 && old.1 != new.1).then(|| FieldChange::ExternalId(of(new.0), old.1, new.1))
    };
    let bots = old.bot().zip(new.bot());
    let moment = (old.due() != new.due()).then_some((*trigger, now.trigger));
    [
        differing(name, &now.name).map(|(old, new)| FieldChange::Name(old, new)),
        differing(status, &now.status).map(|(old, new)| FieldChange::Status(old, new)),
        differing(&old.brand().0, &new.brand().0).map(|(old, new)| FieldChange::Brand(old, new)),
        external(ExternalIdOwner::Brand, old.brand(), new.brand()),
        differing(&old.channel().0, &new.channel().0)
            .map(|(old, new)| FieldChange::Channel(old, new)),
        external(ExternalIdOwner::Channel, old.channel(), new.channel()),
        moment.map(|(old, new)| FieldChange::Moment(old, new)),
        differing(frequency, &now.frequency).map(|(old, new)| FieldChange::Frequency(old, new)),
        differing(text, &now.text).map(|(old, new)| FieldChange::Text(old, new)),
        differing(&old.reply(), &new.reply()).map(|(old, new)| FieldChange::Reply(old, new)),
        bots.and_then(|(old, new)| external(ExternalIdOwner::Bot, old, new)),
        differing(&distinct(tags), &distinct(&now.tags))
            .map(|(old, new)| FieldChange::Tags(old, new)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Both values, if they differ.
pub(super) fn differing<T: PartialEq + Clone>(old: &T, new: &T) -> Option<(T, T)> {
    (old != new).then(|| (old.clone(), new.clone()))
}

/// The items without repetition, in order of first occurrence.
fn distinct<T: Ord + Clone>(items: &[T]) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let first = items.iter().filter(|item| seen.insert(*item));
    first.cloned().collect()
}
