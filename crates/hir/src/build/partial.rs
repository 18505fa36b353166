//! From drafts to a [`PartialModel`]: like a model, but without the declarations that have errors.

use proactive_catalog::{DeclarationKind, MessageStatus};
use proactive_diagnostics::TextRange;

use super::{Builder, trigger_of};
use crate::check::{CheckResult, SegmentSizes};
use crate::draft::{self, Slot};
use crate::item::SourceFile;
use crate::model::{
    PartialChannel, PartialCondition, PartialMessage, PartialModel, PartialSegment, SegmentId,
};
use crate::names::Entry;
use crate::settings::Settings;

/// Builds the model of the declarations without errors.
pub(crate) fn build_partial<'w>(
    result: &CheckResult<'w>,
    settings: &Settings,
    files: &'w [SourceFile],
) -> PartialModel<'w> {
    let CheckResult {
        names,
        channels,
        segments,
        sizes,
        outcomes,
        unused_is_known: _,
        repaired: _,
    } = result;
    let partial = Partial {
        builder: Builder { names, channels },
        sizes,
    };
    let without_error = |position: usize| {
        let entry = names.entries.get(position)?;
        let outcome = outcomes.get(position)?;
        (entry.draft.is_whole() && outcome.errors.is_empty()).then_some(entry)
    };
    let all = |kind| names.of_kind(kind).iter().copied();
    PartialModel {
        case_sensitive: settings.case_sensitive,
        files,
        channels: names
            .entries_of(DeclarationKind::Channel)
            .map(channel)
            .collect(),
        schedules: all(DeclarationKind::Schedule)
            .map(|position| partial.builder.schedule(without_error(position)?))
            .collect(),
        segments: names
            .entries_of(DeclarationKind::Segment)
            .map(|entry| {
                let is_known = sizes.is_known(SegmentId(entry.rank));
                is_known.then(|| partial.segment(entry)).flatten()
            })
            .collect(),
        segment_order: segments.order.clone(),
        messages: all(DeclarationKind::Message)
            .filter_map(|position| partial.message(without_error(position)?))
            .collect(),
    }
}

fn channel<'w>(entry: &Entry<'w>) -> PartialChannel<'w> {
    let channel = entry.declaration.as_channel();
    let websites = channel.and_then(|channel| channel.websites.given());
    let websites = websites.map_or(&[][..], Vec::as_slice);
    let ranges = websites.iter().map(|website| website.range);
    PartialChannel {
        id: entry.name().unwrap_or_default(),
        websites: websites.iter().map(|it| it.value.clone()).collect(),
        websites_span: ranges
            .reduce(TextRange::cover)
            .map(|range| entry.span(range)),
    }
}

struct Partial<'n, 'w> {
    builder: Builder<'n, 'w>,
    sizes: &'n SegmentSizes,
}

impl<'w> Partial<'_, 'w> {
    fn segment(&self, entry: &Entry<'w>) -> Option<PartialSegment<'w>> {
        let condition = &entry.declaration.as_segment()?.condition;
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
        if !uses.iter().all(|id| self.sizes.is_known(*id)) {
            return None;
        }
        let place = (entry.file, entry.start);
        Some(PartialCondition::new(entry.draft, condition, place, uses))
    }

    fn message(&self, entry: &Entry<'w>) -> Option<PartialMessage<'w>> {
        let message = entry.declaration.as_message()?;
        let (_, when) = message.when.given()?;
        let condition = match when {
            draft::When::Always => None,
            draft::When::Condition(condition) => Some(self.condition(entry, condition)?),
        };
        let Builder { names, channels } = self.builder;
        let channel = channels.of_draft(names, message).certain(names);
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
            hours: self.builder.hours(&message.schedule, channel),
            hours_span: message
                .schedule
                .given()
                .map(|hours| entry.span(hours.kind.range)),
        })
    }
}
