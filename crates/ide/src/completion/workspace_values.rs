//! Values that the workspace uses elsewhere, and that an author is likely to use again.

use std::collections::BTreeMap;

use proactive_catalog::{Field, ReferenceKind};
use proactive_diagnostics::{FileId, TextRange};
use proactive_hir::draft::{Condition, ConditionKind, Declaration, Name, Reply, Step};
use proactive_hir::model::AFTER_HOST;

use super::collector::Collector;

/// The maximum number of values to offer.
const MAX_VALUES: usize = 100;

/// A value that the workspace uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UsedValue {
    pub(super) text: String,
    /// How often it is used in all of the workspace.
    pub(super) count: usize,
    /// How often it is used near the cursor; see [`Nearby`](super::nearby::Nearby).
    pub(super) near: usize,
}

impl UsedValue {
    /// The number of uses, as it is shown beside the value.
    pub(super) fn uses(&self) -> String {
        match self.count {
            1 => "1 use".to_owned(),
            count => format!("{count} uses"),
        }
    }
}

/// The values used elsewhere: those used near the cursor, the most frequent first, then the others,
/// the most frequent first.
fn most_used<'p>(
    collector: &Collector<'p>,
    mut read: impl FnMut(&'p Declaration, &mut dyn FnMut(&str, TextRange)),
) -> Vec<UsedValue> {
    let context = collector.context;
    let (nearby, declarations) = (collector.nearby(), collector.declarations());
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let workspace = context.snapshot.workspace();
    for index in 0..workspace.files().len() {
        let file = FileId(u32::try_from(index).unwrap_or(u32::MAX));
        for item in workspace.items(file) {
            let Some(declaration) = &item.draft().declaration else {
                continue;
            };
            let start = item.range().start();
            let mut near = None;
            read(declaration, &mut |text, range| {
                let range = range + start;
                // The value that is being typed does not count.
                let here = file == context.file && context.is_at(range.start(), range.end());
                if here || text.trim().is_empty() {
                    return;
                }
                let near =
                    *near.get_or_insert_with(|| nearby.includes(declarations, file, declaration));
                let added = (1, usize::from(near));
                match counts.get_mut(text) {
                    Some((count, near)) => (*count, *near) = (*count + added.0, *near + added.1),
                    None => drop(counts.insert(text.to_owned(), added)),
                }
            });
        }
    }
    let used = counts.into_iter();
    let used = used.map(|(text, (count, near))| UsedValue { text, count, near });
    let mut used: Vec<UsedValue> = used.collect();
    used.sort_by_key(|used| std::cmp::Reverse((used.near, used.count)));
    used.truncate(MAX_VALUES);
    used
}

/// The declarations of a kind that the workspace refers to by name.
pub(super) fn references(collector: &Collector<'_>, kind: ReferenceKind) -> Vec<UsedValue> {
    most_used(collector, |declaration, add| {
        let mut name = |name: Option<&Name>| {
            if let Some(name) = name {
                add(&name.value, name.range);
            }
        };
        match kind {
            ReferenceKind::Segment => {
                let condition = declaration.condition();
                condition
                    .into_iter()
                    .flat_map(Condition::segments)
                    .for_each(|used| name(Some(used)));
            }
            ReferenceKind::Channel => {
                name(declaration.as_message().and_then(|it| it.channel.given()));
                name(declaration.as_test().and_then(|it| it.channel.given()));
            }
            ReferenceKind::Bot => match declaration.as_message().and_then(|it| it.reply.given()) {
                Some(Reply::Bot { bot, answer: _ }) => name(bot.given()),
                Some(Reply::Agent { .. }) | None => {}
            },
            ReferenceKind::Brand
            | ReferenceKind::Answer
            | ReferenceKind::Schedule
            | ReferenceKind::Message => {}
        }
    })
}

/// The values that a field is compared with.
pub(super) fn values(collector: &Collector<'_>, field: Field) -> Vec<UsedValue> {
    most_used(collector, |declaration, add| {
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
pub(super) fn addresses(collector: &Collector<'_>) -> Vec<UsedValue> {
    most_used(collector, |declaration, add| {
        for step in declaration.as_test().map_or(&[][..], |test| &test.steps) {
            if let Step::Visit { url, .. } = &step.value {
                add(&url.value, url.range);
            }
        }
    })
}

/// The websites that tests visit: `https://acme.example/`.
pub(super) fn visited_websites(collector: &Collector<'_>) -> Vec<UsedValue> {
    most_used(collector, |declaration, add| {
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
pub(super) fn tags(collector: &Collector<'_>) -> Vec<UsedValue> {
    most_used(collector, |declaration, add| {
        let tags = declaration
            .as_message()
            .and_then(|message| message.tags.given());
        for tag in tags.into_iter().flatten() {
            add(&tag.value, tag.range);
        }
    })
}

/// The tags of devices in tests.
pub(super) fn device_tags(collector: &Collector<'_>) -> Vec<UsedValue> {
    most_used(collector, |declaration, add| {
        if let Some(device) = declaration.as_test().and_then(|test| test.device.given()) {
            add(&device.value, device.range);
        }
    })
}

/// The time zones of schedules.
pub(super) fn time_zones(collector: &Collector<'_>) -> Vec<UsedValue> {
    most_used(collector, |declaration, add| {
        if let Some(schedule) = declaration.as_schedule()
            && let Some(zone) = schedule.timezone.given()
        {
            add(&zone.value, zone.range);
        }
    })
}

/// The hours of schedules.
pub(super) fn intervals(collector: &Collector<'_>) -> Vec<UsedValue> {
    most_used(collector, |declaration, add| {
        if let Some(schedule) = declaration.as_schedule() {
            for opening in &schedule.open {
                add(&format!("{}-{}", opening.from, opening.to), NO_RANGE);
            }
        }
    })
}

/// The days on which schedules are closed.
pub(super) fn dates(collector: &Collector<'_>) -> Vec<UsedValue> {
    most_used(collector, |declaration, add| {
        if let Some(schedule) = declaration.as_schedule() {
            for closing in &schedule.closed {
                add(&closing.from.to_string(), NO_RANGE);
            }
        }
    })
}

/// The range of a value without a known range: the start of the item, where no value can be.
const NO_RANGE: TextRange = TextRange::empty(proactive_diagnostics::TextSize::new(0));
