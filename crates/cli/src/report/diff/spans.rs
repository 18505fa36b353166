//! How hours change, as spans of the week and as dates: as JSON shows it and in words.

use proactive_analysis::{DateChange, DateSpans, DaySpan, DaySpans, HoursSpans};
use proactive_catalog::{Day, Word as _};
use schemars::JsonSchema;
use serde::Serialize;

use crate::report::visitor::MomentJson;

/// How hours change, on the clock of one time zone.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "HoursSpans")]
pub(super) struct SpansJson {
    /// The IANA name of the time zone.
    zone: String,
    /// What is only in the new hours, in a week without closed dates.
    newly_open: Vec<DaySpansJson>,
    /// What is only in the old hours, in such a week.
    newly_closed: Vec<DaySpansJson>,
    /// Dates on which it is different.
    dates: Vec<DateSpansJson>,
}

/// Spans of time on some days of the week.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DaySpans")]
struct DaySpansJson {
    /// `mon` to `sun`.
    days: Vec<&'static str>,
    /// The spans on each of these days, in order.
    spans: Vec<SpanJson>,
    #[serde(skip)]
    is_day: Vec<bool>,
}

/// A span of time on a day.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DaySpan")]
struct SpanJson {
    /// The first minute: `09:00`.
    from: String,
    /// The first minute after it, at most `24:00`.
    to: String,
}

/// Dates on which the hours change in another way than in an ordinary week.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DateSpans")]
struct DateSpansJson {
    /// The first date: `2026-12-24`.
    from: String,
    /// The last date.
    to: String,
    /// How they change.
    change: DateChangeJson,
    /// What is only in the new hours; empty unless both are there on that date.
    newly_open: Vec<SpanJson>,
    /// What is only in the old hours; empty unless both are there on that date.
    newly_closed: Vec<SpanJson>,
}

/// How the hours of a date change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "DateChange")]
enum DateChangeJson {
    /// There were none, and now there are.
    Opens,
    /// There were some, and now there are none.
    Closes,
    /// There are others.
    Differs,
}

impl From<&HoursSpans> for SpansJson {
    fn from(it: &HoursSpans) -> Self {
        let days = |list: &[DaySpans]| list.iter().map(DaySpansJson::from).collect();
        Self {
            zone: it.zone.to_string(),
            newly_open: days(&it.newly_open),
            newly_closed: days(&it.newly_closed),
            dates: it.dates.iter().map(DateSpansJson::from).collect(),
        }
    }
}

impl From<&DaySpans> for DaySpansJson {
    fn from(it: &DaySpans) -> Self {
        Self {
            days: it.days.iter().map(|day| day.as_str()).collect(),
            spans: it.spans.iter().map(SpanJson::from).collect(),
            is_day: Day::ALL.iter().map(|day| it.days.contains(day)).collect(),
        }
    }
}

impl From<&DaySpan> for SpanJson {
    fn from(it: &DaySpan) -> Self {
        let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        Self {
            from: time(it.from),
            to: time(it.to),
        }
    }
}

impl From<&DateSpans> for DateSpansJson {
    fn from(it: &DateSpans) -> Self {
        let spans = |list: &[DaySpan]| list.iter().map(SpanJson::from).collect();
        let (change, newly_open, newly_closed) = match &it.change {
            DateChange::Opens => (DateChangeJson::Opens, Vec::new(), Vec::new()),
            DateChange::Closes => (DateChangeJson::Closes, Vec::new(), Vec::new()),
            DateChange::Differs {
                newly_open,
                newly_closed,
            } => (
                DateChangeJson::Differs,
                spans(newly_open),
                spans(newly_closed),
            ),
        };
        Self {
            from: it.from.to_string(),
            to: it.to.to_string(),
            change,
            newly_open,
            newly_closed,
        }
    }
}

/// How spans of time are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct SpanStyle {
    /// Between the ends of a span: a hyphen, or an en dash where Unicode is allowed.
    pub(super) dash: &'static str,
    /// The most dates to list.
    pub(super) max_dates: usize,
}

/// What is newly in some hours, and what no longer is: as spans of time, or else an example.
pub(super) fn in_words(
    spans: Option<&SpansJson>,
    examples: [&Option<MomentJson>; 2],
    style: SpanStyle,
) -> [Option<String>; 2] {
    match spans {
        Some(spans) => spans.words(style),
        None => examples.map(|moment| {
            let moment = moment.as_ref()?;
            Some(format!("for example, {}", moment.local))
        }),
    }
}

impl SpansJson {
    /// What is newly in the hours, and what no longer is: `Mon-Fri 18:00-20:00 (Europe/Paris)`.
    /// `None` where there is nothing.
    fn words(&self, style: SpanStyle) -> [Option<String>; 2] {
        let opening = self.dates.iter().filter_map(|it| match it.change {
            DateChangeJson::Opens => Some(it.words(&[], style)),
            DateChangeJson::Closes => None,
            DateChangeJson::Differs => it.words_of(&it.newly_open, style),
        });
        let closing = self.dates.iter().filter_map(|it| match it.change {
            DateChangeJson::Opens => None,
            DateChangeJson::Closes => Some(it.words(&[], style)),
            DateChangeJson::Differs => it.words_of(&it.newly_closed, style),
        });
        [
            self.sentence(&self.newly_open, opening.collect(), style),
            self.sentence(&self.newly_closed, closing.collect(), style),
        ]
    }

    fn sentence(
        &self,
        week: &[DaySpansJson],
        mut dates: Vec<String>,
        style: SpanStyle,
    ) -> Option<String> {
        let more = dates.len().saturating_sub(style.max_dates);
        dates.truncate(style.max_dates);
        if more > 0 {
            dates.push(format!("{more} more dates"));
        }
        let mut parts: Vec<String> = week.iter().map(|it| it.words(style)).collect();
        parts.extend(dates);
        (!parts.is_empty()).then(|| format!("{} ({})", parts.join(", "), self.zone))
    }
}

impl DaySpansJson {
    fn words(&self, style: SpanStyle) -> String {
        let short = |day: &Day| {
            let mut letters = day.as_str().chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters).collect::<String>()
        };
        let days: Vec<(String, bool)> = Day::ALL
            .iter()
            .map(short)
            .zip(self.is_day.iter().copied())
            .collect();
        let rows = days.chunk_by(|one, other| one.1 == other.1);
        let rows = rows.filter(|row| row.first().is_some_and(|it| it.1));
        let rows: Vec<String> = rows
            .map(|row| match row {
                [] => String::new(),
                [(only, _)] => only.clone(),
                [(first, _), .., (last, _)] => format!("{first}{}{last}", style.dash),
            })
            .collect();
        format!("{} {}", rows.join(", "), spans(&self.spans, style))
    }
}

impl DateSpansJson {
    fn words_of(&self, list: &[SpanJson], style: SpanStyle) -> Option<String> {
        (!list.is_empty()).then(|| self.words(list, style))
    }

    fn words(&self, list: &[SpanJson], style: SpanStyle) -> String {
        let dates = match self.from == self.to {
            true => self.from.clone(),
            false => format!("{} to {}", self.from, self.to),
        };
        match list {
            [] => dates,
            _ => format!("{dates} {}", spans(list, style)),
        }
    }
}

fn spans(list: &[SpanJson], style: SpanStyle) -> String {
    let each = list.iter().map(|it| match (&*it.from, &*it.to) {
        ("00:00", "24:00") => "all day".to_owned(),
        (from, to) => format!("{from}{}{to}", style.dash),
    });
    each.collect::<Vec<String>>().join(" and ")
}
