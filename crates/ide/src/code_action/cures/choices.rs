//! Values to choose from.

use proactive_catalog::time_zones::LegacyZone;
use proactive_catalog::{ConversationControl, Frequency, Word, WordSet};
use proactive_diagnostics::{Advice, TimezoneProblem};
use proactive_syntax::literal::quote;

use super::case::Case;
use crate::code_action::action::Action;
use crate::completion::Snippet;

/// The maximum number of values in the menu. With more, completion is the better way to choose.
const MAX_CHOICES: usize = 4;

/// The values that an unknown one is equally near to, or all that there are.
pub(super) fn unknown_value(case: &Case<'_>, set: WordSet, candidates: &[String]) -> Vec<Action> {
    if !case.finding.fixes.is_empty() {
        return Vec::new();
    }
    match &case.finding.advice {
        Some(Advice::Either { choices }) => return write_each(case, choices),
        // What the author wishes for is none of them.
        Some(Advice::Wish(_)) => return Vec::new(),
        Some(_) | None => {}
    }
    let found = case.text();
    if set == WordSet::ScheduleKind
        && let kind = proactive_catalog::DeclarationKind::Schedule
        && case.declarations.find(kind, found).is_some()
    {
        let named = format!("business_hours {found}");
        return vec![case.write(case.finding.span, &named)];
    }
    // One value of a list may stand for several.
    if set == WordSet::Ask {
        return Vec::new();
    }
    match candidates.len() {
        1..=MAX_CHOICES => write_each(case, candidates),
        _ => Vec::new(),
    }
}

/// The dates that are equally near, or the date with a year.
pub(super) fn invalid_time(case: &Case<'_>, found: &str) -> Vec<Action> {
    match &case.finding.advice {
        Some(Advice::Either { choices }) => write_each(case, choices),
        Some(Advice::Year) => {
            let Some((month, day)) = found.split_once('-') else {
                return Vec::new();
            };
            let rest = format!("-{month}-{day}");
            let is_short = month.len() == 2 && day.len() == 2;
            let snippet = Snippet::default().stop(year(case)).text(&rest);
            match is_short {
                true => vec![case.snippet_action("Add the year", case.finding.span, snippet)],
                false => Vec::new(),
            }
        }
        Some(_) | None => Vec::new(),
    }
}

/// The year of another date of the workspace's schedules, else that of the tests' clock.
fn year(case: &Case<'_>) -> String {
    let schedules = case
        .declarations
        .of_kind(proactive_catalog::DeclarationKind::Schedule);
    let closed = schedules
        .filter_map(|it| it.declaration().as_schedule())
        .flat_map(|schedule| &schedule.closed);
    let years = closed.map(|closing| closing.from.year());
    years.max().unwrap_or(2026).to_string()
}

/// The cities with an offset.
pub(super) fn time_zone(case: &Case<'_>, problem: &TimezoneProblem) -> Vec<Action> {
    match problem {
        TimezoneProblem::Offset { standard, summer } => {
            let cities = standard.iter().chain(summer);
            write_each(case, &cities.map(|it| quote(it)).collect::<Vec<_>>())
        }
        // The candidates are fixes of the finding.
        TimezoneProblem::Unknown { .. } => Vec::new(),
    }
}

/// The city that an old name means. The sign of an offset is the opposite of what people expect, so
/// it says nothing about what is meant.
pub(super) fn legacy_zone(case: &Case<'_>, legacy: LegacyZone) -> Vec<Action> {
    match legacy {
        LegacyZone::Offset {
            city: Some(city), ..
        } => write_each(case, &[quote(city)]),
        LegacyZone::Offset { city: None, .. }
        | LegacyZone::Renamed(_)
        | LegacyZone::Region(_)
        | LegacyZone::Fixed { .. } => Vec::new(),
    }
}

/// The frequencies that visitors are not annoyed by.
pub(super) fn frequencies(case: &Case<'_>) -> Vec<Action> {
    let words = [Frequency::OncePerVisit, Frequency::OncePerCustomer];
    replace_each(case, &words.map(|it| it.as_str().to_owned()))
}

/// The setting with which messages are sent.
pub(super) fn release(case: &Case<'_>) -> Vec<Action> {
    let word = ConversationControl::Release.as_str().to_owned();
    replace_each(case, &[word])
}

fn write_each(case: &Case<'_>, choices: &[String]) -> Vec<Action> {
    let choices = choices.iter();
    choices
        .map(|it| case.write(case.finding.span, it))
        .collect()
}

fn replace_each(case: &Case<'_>, choices: &[String]) -> Vec<Action> {
    let mut found = write_each(case, choices);
    for (action, choice) in found.iter_mut().zip(choices) {
        action.title = format!("Replace with `{choice}`");
    }
    found
}
