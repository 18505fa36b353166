//! Hover on schedules: their hours in a table.

use jiff::civil::Date;
use proactive_catalog::{Day, Word};
use proactive_hir::draft::Schedule;

use super::phrases::long_date;
use crate::markup::{Line, Markup, Section};

/// The maximum number of closings to list.
const MAX_CLOSINGS: usize = 20;

/// Adds the time zone, the hours and the closings of a schedule.
pub(super) fn describe(markup: Markup, schedule: &Schedule) -> Markup {
    let mut markup = markup;
    if let Some(zone) = schedule.timezone.given() {
        let line = Line::new("Hours are in the time zone ").code(zone.value.as_ref());
        markup = markup.line(line.text("."));
    }
    if schedule.open.is_empty() {
        return markup.text("Never open.");
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
        vec![
            Line::default().verbatim(name),
            Line::default().verbatim(hours),
        ]
    });
    let head = vec![Line::new("Day"), Line::new("Open")];
    markup = markup.with(Section::Table(head, rows.collect()));
    closings(markup, schedule)
}

fn closings(markup: Markup, schedule: &Schedule) -> Markup {
    let span = |from: Date, to: Date| match from == to {
        true => long_date(from),
        false => format!("{} to {}", long_date(from), long_date(to)),
    };
    let mut lines: Vec<Line> = schedule
        .closed
        .iter()
        .take(MAX_CLOSINGS)
        .map(|it| {
            let line = Line::default().verbatim(span(it.from, it.to));
            match &it.name {
                Some(name) => line.verbatim(format!(": {name}")),
                None => line,
            }
        })
        .collect();
    let more = schedule.closed.len().saturating_sub(MAX_CLOSINGS);
    if more > 0 {
        lines.push(Line::new(&format!("and {more} more")));
    }
    match lines.is_empty() {
        true => markup,
        false => markup.text("Closed all day:").with(Section::List(lines)),
    }
}
