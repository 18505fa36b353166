//! Completion of durations, days, hours and dates with common values.

use proactive_catalog::{Day, Word};

use super::collector::{Collector, plain};
use super::docs_key::DocsKey;
use super::item::{Insertion, ItemBuilder, ItemKind};
use super::samples::{CLOSED, MOMENT};
use super::workspace_values;

const DURATIONS: [&str; 8] = ["0m30s", "10s", "1m", "2m", "5m", "10m", "30m", "0s"];

const INTERVALS: [&str; 5] = [
    "09:00-18:00",
    "09:00-17:00",
    "09:00-12:30",
    "13:30-18:00",
    "00:00-24:00",
];

const TIMES: [&str; 5] = ["10:00", "09:00", "12:00", "18:00", "22:00"];

fn items(
    words: impl IntoIterator<Item = String>,
    docs: fn(String) -> Option<DocsKey>,
) -> Vec<(ItemBuilder, Insertion)> {
    let mut items: Vec<(ItemBuilder, Insertion)> = Vec::new();
    for word in words {
        if items.iter().any(|(item, _)| item.label == word) {
            continue;
        }
        let mut item = ItemBuilder::new(word.clone(), ItemKind::Time);
        item.docs = docs(word.clone());
        items.push((item, plain(&word)));
    }
    items
}

pub(super) fn durations(collector: &mut Collector<'_>) {
    let words = DURATIONS.map(str::to_owned);
    let durations = items(words, |word| Some(DocsKey::Duration(word)));
    // Editors match `3m` with `30m`, too.
    collector.add_all(
        durations
            .into_iter()
            .map(|(item, form)| (item.unless_typed(), form)),
    );
}

pub(super) fn intervals(collector: &mut Collector<'_>) {
    let used = workspace_values::intervals(collector).into_iter();
    let words = used
        .map(|used| used.text)
        .chain(INTERVALS.map(str::to_owned));
    collector.add_all(items(words, |word| Some(DocsKey::Interval(word))));
}

/// Offers days of the week: the working week, each day, and all ranges of days.
pub(super) fn days(collector: &mut Collector<'_>) {
    let row = |from: &Day, to: &Day| format!("{}-{}", from.as_str(), to.as_str());
    let mut words = vec![
        row(&Day::Monday, &Day::Friday),
        row(&Day::Monday, &Day::Saturday),
        row(&Day::Monday, &Day::Sunday),
    ];
    words.extend(Day::ALL.iter().map(|day| day.as_str().to_owned()));
    for from in Day::ALL {
        let others = Day::ALL.iter().filter(|to| *to != from);
        words.extend(others.map(|to| row(from, to)));
    }
    collector.add_all(items(words, |word| Some(DocsKey::Days(word))));
}

/// Offers calendar dates. After `to`, `from` is the first day.
pub(super) fn dates(collector: &mut Collector<'_>, from: Option<&str>) {
    let words: Vec<String> = match from {
        Some(from) => {
            let year = from.get(..4).unwrap_or("2026");
            [format!("{year}-12-31"), from.to_owned()].into()
        }
        None => {
            let used = workspace_values::dates(collector).into_iter();
            used.map(|used| used.text)
                .chain([CLOSED.to_owned(), MOMENT.0.to_owned()])
                .collect()
        }
    };
    for (item, form) in items(words, |word| Some(DocsKey::Date(word))) {
        collector.add(item, [form]);
    }
}

pub(super) fn clock(collector: &mut Collector<'_>) {
    for (item, form) in items(TIMES.map(str::to_owned), |_| None) {
        collector.add(item, [form]);
    }
}
