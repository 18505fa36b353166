//! Values that the workspace uses elsewhere, and that an author is likely to use again.

use std::collections::BTreeMap;

use proactive_catalog::Field;
use proactive_diagnostics::{FileId, TextRange};
use proactive_hir::draft::{Condition, ConditionKind, Declaration, Step};
use proactive_hir::model::AFTER_HOST;

use super::context::CompletionContext;

/// The maximum number of values to offer.
const MAX_VALUES: usize = 100;

/// The values used elsewhere, the most frequent first.
fn most_used<'p>(
    context: &'p CompletionContext<'_>,
    mut read: impl FnMut(&'p Declaration, &mut dyn FnMut(&str, TextRange)),
) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let workspace = context.snapshot.workspace();
    for index in 0..workspace.files().len() {
        let file = FileId(u32::try_from(index).unwrap_or(u32::MAX));
        for item in workspace.items(file) {
            let Some(declaration) = &item.draft().declaration else {
                continue;
            };
            let start = item.range().start();
            read(declaration, &mut |text, range| {
                let range = range + start;
                // The value that is being typed does not count.
                let here = file == context.file && context.is_at(range.start(), range.end());
                if !here && !text.trim().is_empty() {
                    match counts.get_mut(text) {
                        Some(count) => *count += 1,
                        None => drop(counts.insert(text.to_owned(), 1)),
                    }
                }
            });
        }
    }
    let mut used: Vec<(String, usize)> = counts.into_iter().collect();
    used.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    used.truncate(MAX_VALUES);
    used.into_iter().map(|(text, _)| text).collect()
}

/// The values that a field is compared with.
pub(super) fn values(context: &CompletionContext<'_>, field: Field) -> Vec<String> {
    most_used(context, |declaration, add| {
        if let Some(condition) = declaration.condition() {
            compared(condition, field, add);
        }
        if let (Some(test), Field::VisitorTitle) = (declaration.as_test(), field) {
            for step in &test.steps {
                if let Step::Visit { title, .. } = &step.value {
                    add(title, step.range);
                }
            }
        }
    })
}

/// The recursion is as deep as the condition, which is limited.
fn compared(condition: &Condition, field: Field, add: &mut dyn FnMut(&str, TextRange)) {
    match &condition.kind {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => {
            for part in parts {
                compared(part, field, add);
            }
        }
        ConditionKind::Not(inner) => compared(inner, field, add),
        ConditionKind::Comparison(comparison) if comparison.field == field => {
            for value in &comparison.values {
                add(&value.value, value.range);
            }
        }
        ConditionKind::Comparison(_) | ConditionKind::Segment(_) | ConditionKind::Broken => {}
    }
}

/// The URLs that tests visit.
pub(super) fn addresses(context: &CompletionContext<'_>) -> Vec<String> {
    most_used(context, |declaration, add| {
        for step in declaration.as_test().map_or(&[][..], |test| &test.steps) {
            if let Step::Visit { url, .. } = &step.value {
                add(&url.value, url.range);
            }
        }
    })
}

/// The websites that tests visit: `https://acme.example/`.
pub(super) fn visited_websites(context: &CompletionContext<'_>) -> Vec<String> {
    most_used(context, |declaration, add| {
        for step in declaration.as_test().map_or(&[][..], |test| &test.steps) {
            if let Step::Visit { url, .. } = &step.value
                && let Some((scheme, rest)) = url.value.split_once("://")
            {
                let host = rest.split(AFTER_HOST).next().unwrap_or_default();
                add(&format!("{scheme}://{host}/"), step.range);
            }
        }
    })
}

/// The tags of messages.
pub(super) fn tags(context: &CompletionContext<'_>) -> Vec<String> {
    most_used(context, |declaration, add| {
        let tags = declaration
            .as_message()
            .and_then(|message| message.tags.given());
        for tag in tags.into_iter().flatten() {
            add(&tag.value, tag.range);
        }
    })
}

/// The tags of devices in tests.
pub(super) fn device_tags(context: &CompletionContext<'_>) -> Vec<String> {
    most_used(context, |declaration, add| {
        if let Some(device) = declaration.as_test().and_then(|test| test.device.given()) {
            add(&device.value, device.range);
        }
    })
}

/// The time zones of schedules.
pub(super) fn time_zones(context: &CompletionContext<'_>) -> Vec<String> {
    most_used(context, |declaration, add| {
        if let Some(schedule) = declaration.as_schedule()
            && let Some(zone) = schedule.timezone.given()
        {
            add(&zone.value, zone.range);
        }
    })
}

/// The hours of schedules.
pub(super) fn intervals(context: &CompletionContext<'_>) -> Vec<String> {
    most_used(context, |declaration, add| {
        if let Some(schedule) = declaration.as_schedule() {
            for opening in &schedule.open {
                add(&format!("{}-{}", opening.from, opening.to), NO_RANGE);
            }
        }
    })
}

/// The days on which schedules are closed.
pub(super) fn dates(context: &CompletionContext<'_>) -> Vec<String> {
    most_used(context, |declaration, add| {
        if let Some(schedule) = declaration.as_schedule() {
            for closing in &schedule.closed {
                add(&closing.from.to_string(), NO_RANGE);
            }
        }
    })
}

/// The range of a value without a known range: the start of the item, where no value can be.
const NO_RANGE: TextRange = TextRange::empty(proactive_diagnostics::TextSize::new(0));
