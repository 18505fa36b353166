//! From drafts to a [`PartialModel`]: as to a model, but what is wrong is left out.

use proactive_catalog::{DeclarationKind, MessageStatus};

use super::names::Entry;
use super::resolve::{Builder, trigger_of};
use super::{SegmentSizes, Stages};
use crate::draft::{self, Slot};
use crate::lower::is_whole;
use crate::model::{
    BrandId, ChannelId, PartialCondition, PartialMessage, PartialModel, PartialSegment, ScheduleId,
    SegmentId,
};
use crate::{Settings, SourceFile};

/// Builds the model of what is whole.
pub(crate) fn build_partial<'w>(
    stages: &Stages<'w>,
    settings: &Settings,
    files: &'w [SourceFile],
) -> PartialModel<'w> {
    let Stages {
        names,
        outcomes,
        sizes,
        unused_is_known: _,
    } = stages;
    let builder = Builder::new(names);
    let channels = names.entries_of(DeclarationKind::Channel);
    let partial = Partial {
        schedules: channels
            .map(|channel| schedules_of(&builder, channel))
            .collect(),
        builder,
        sizes,
    };
    let without_error = |position: usize| {
        let entry = names.entries.get(position)?;
        let outcome = outcomes.get(position)?;
        (is_whole(entry.draft) && outcome.errors.is_empty()).then_some(entry)
    };
    let all = |kind| names.of_kind(kind).iter().copied();
    PartialModel {
        case_sensitive: settings.case_sensitive,
        files,
        schedules: all(DeclarationKind::Schedule)
            .map(|position| partial.builder.schedule(without_error(position)?))
            .collect(),
        segments: all(DeclarationKind::Segment)
            .map(|position| {
                if !sizes.is_known(position) {
                    return None;
                }
                partial.segment(names.entries.get(position)?)
            })
            .collect(),
        messages: all(DeclarationKind::Message)
            .filter_map(|position| partial.message(without_error(position)?))
            .collect(),
    }
}

struct Partial<'n, 'w> {
    builder: Builder<'n, 'w>,
    sizes: &'n SegmentSizes,
    /// Of each channel its schedules, if they can be told.
    schedules: Vec<Option<Vec<ScheduleId>>>,
}

impl<'w> Partial<'_, 'w> {
    fn segment(&self, entry: &Entry<'w>) -> Option<PartialSegment<'w>> {
        let condition = &entry.segment()?.condition;
        Some(PartialSegment {
            id: entry.name()?,
            span: entry.span(entry.declaration.place()),
            condition: self.condition(entry, condition)?,
        })
    }

    fn condition(
        &self,
        entry: &Entry<'w>,
        condition: &'w draft::Condition,
    ) -> Option<PartialCondition<'w>> {
        let uses = self.builder.uses(condition)?;
        let segments = self.builder.names.of_kind(DeclarationKind::Segment);
        let position = |id: &SegmentId| segments.get(id.index()).copied();
        let is_known = |id| position(id).is_some_and(|at| self.sizes.is_known(at));
        if !uses.iter().all(is_known) {
            return None;
        }
        let place = (entry.file, entry.start);
        Some(PartialCondition::new(entry.draft, condition, place, uses))
    }

    fn message(&self, entry: &Entry<'w>) -> Option<PartialMessage<'w>> {
        let message = entry.message()?;
        let (_, when) = message.when.given()?;
        let condition = match when {
            draft::When::Always => None,
            draft::When::Condition(condition) => Some(self.condition(entry, condition)?),
        };
        let channel = self.channel(message);
        let of_channel =
            channel.and_then(|channel| self.schedules.get(channel.index())?.as_deref());
        Some(PartialMessage {
            id: entry.name()?,
            span: entry.span(entry.declaration.place()),
            status: match &message.status {
                Slot::Given(status) => status.value,
                Slot::Absent => MessageStatus::Published,
                Slot::Broken => return None,
            },
            channel,
            condition,
            trigger: trigger_of(message.trigger.given()?),
            hours: self.builder.hours(&message.schedule, of_channel),
        })
    }

    /// The channel of a message: the one named, else the only one of its brand or of all.
    fn channel(&self, message: &draft::Message) -> Option<ChannelId> {
        let names = self.builder.names;
        let kind = DeclarationKind::Channel;
        let position = match &message.channel {
            Slot::Given(name) => names.find(kind, &name.value)?,
            Slot::Broken => return None,
            Slot::Absent => {
                if names.may_be_more() {
                    return None;
                }
                let brand = match &message.brand {
                    Slot::Given(name) => Some(self.builder.id(DeclarationKind::Brand, name)?),
                    Slot::Broken => return None,
                    Slot::Absent => None,
                };
                let mut only = None;
                for &position in names.of_kind(kind) {
                    let entry = names.entries.get(position)?;
                    if entry.name().and_then(|name| names.find(kind, name)) != Some(position) {
                        continue;
                    }
                    if let Some(brand) = brand
                        && self.brand_of(entry)? != BrandId(brand)
                    {
                        continue;
                    }
                    if only.replace(position).is_some() {
                        return None;
                    }
                }
                only?
            }
        };
        let entry = names.entries.get(position)?;
        let id = self.builder.id(kind, entry.declaration.name.as_ref()?)?;
        Some(ChannelId(id))
    }

    fn brand_of(&self, channel: &Entry<'w>) -> Option<BrandId> {
        let name = channel.channel()?.brand.given()?;
        self.builder.id(DeclarationKind::Brand, name).map(BrandId)
    }
}

/// The schedules of a channel, if they can be told.
fn schedules_of(builder: &Builder<'_, '_>, channel: &Entry<'_>) -> Option<Vec<ScheduleId>> {
    match &channel.channel()?.business_hours {
        Slot::Given(names) => builder.schedules(names),
        Slot::Absent => Some(Vec::new()),
        Slot::Broken => None,
    }
}
