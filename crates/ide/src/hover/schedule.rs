//! The hours of a schedule, in a table.

use jiff::civil::Date;
use proactive_catalog::{Day, Word};
use proactive_hir::draft::Schedule;

use super::phrases::long_date;
use crate::markup::{Line, Markup, Section};

/// How many closings are listed.
const CLOSINGS: usize = 20;

/// The hours, the zone and the closings.
pub(super) fn tell(told: Markup, schedule: &Schedule) -> Markup {
    let mut told = told;
    if let Some(zone) = schedule.timezone.given() {
        let line = Line::of("The hours are those on the clocks of ").code(zone.value.as_ref());
        told = told.line(line.and("."));
    }
    if schedule.open.is_empty() {
        return told.say("It is never open.");
    }
    let rows = Day::ALL.iter().map(|&day| {
        let mut hours: Vec<_> = schedule.open.iter().filter(|it| it.day == day).collect();
        hours.sort_by_key(|it| (it.from, it.to));
        let hours: Vec<String> = hours
            .iter()
            .map(|it| format!("{}–{}", it.from, it.to))
            .collect();
        let hours = match hours.as_slice() {
            [] => "closed".to_owned(),
            some => some.join(", "),
        };
        let name = day.documentation().trim_end_matches('.');
        vec![Line::default().words(name), Line::default().words(hours)]
    });
    let head = vec![Line::of("Day"), Line::of("Open")];
    told = told.with(Section::Table(head, rows.collect()));
    closings(told, schedule)
}

fn closings(told: Markup, schedule: &Schedule) -> Markup {
    let span = |from: Date, to: Date| match from == to {
        true => long_date(from),
        false => format!("{} to {}", long_date(from), long_date(to)),
    };
    let mut lines: Vec<Line> = schedule
        .closed
        .iter()
        .take(CLOSINGS)
        .map(|it| {
            let line = Line::default().words(span(it.from, it.to));
            match &it.name {
                Some(name) => line.words(format!(": {name}")),
                None => line,
            }
        })
        .collect();
    let more = schedule.closed.len().saturating_sub(CLOSINGS);
    if more > 0 {
        lines.push(Line::of(&format!("and {more} more")));
    }
    match lines.is_empty() {
        true => told,
        false => told.say("Closed all day:").with(Section::List(lines)),
    }
}
