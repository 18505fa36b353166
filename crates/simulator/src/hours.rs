//! The report of the opening hours: which schedules are open at a moment, and until when.

use proactive_engine::words;
use proactive_hir::model::Closing;
use schemars::JsonSchema;
use serde::Serialize;

use crate::Simulator;

/// The schedules of a workspace at one moment, in the order of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HoursReport {
    /// The schedules.
    pub schedules: Vec<ScheduleHours>,
}

/// A schedule at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScheduleHours {
    /// The ID of the schedule.
    pub schedule: Box<str>,
    /// The title of the schedule, or its ID if it has no title.
    pub name: Box<str>,
    /// The IANA name of its time zone.
    pub timezone: Box<str>,
    /// The moment that the report is about.
    pub at: LocalMinute,
    /// Whether the schedule is open then.
    pub open: bool,
    /// When that ends; null if it never does.
    pub until: Option<LocalMinute>,
    /// The closed days that are not over at that moment, in order.
    pub closings: Vec<ClosedDays>,
}

/// A moment on the clock of a schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LocalMinute {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub unix_seconds: i64,
    /// The local time, such as `Mon 2026-01-05 10:00`.
    pub local: String,
}

impl LocalMinute {
    fn new(unix_seconds: i64, zone: &str) -> Self {
        Self {
            unix_seconds,
            local: words::minute(unix_seconds, zone),
        }
    }

    /// The local time for a reader who knows about `other`: without the date if it is the same.
    #[must_use]
    pub fn beside(&self, other: &Self) -> &str {
        match (self.local.rsplit_once(' '), other.local.rsplit_once(' ')) {
            (Some((date, time)), Some((known, _))) if date == known => time,
            _ => &self.local,
        }
    }
}

/// A period of closed days. Both ends are included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClosedDays {
    /// The first day, such as `2026-12-25`.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The occasion, if one is given.
    pub name: Option<Box<str>>,
}

impl From<&Closing> for ClosedDays {
    fn from(closing: &Closing) -> Self {
        Self {
            from: closing.from.to_string(),
            to: closing.to.to_string(),
            name: closing.name.clone(),
        }
    }
}

impl Simulator<'_> {
    /// The opening hours at a moment of each schedule. `at` gives the moment, in seconds since
    /// 1970-01-01 00:00 UTC, for someone in a time zone with this IANA name.
    ///
    /// # Errors
    ///
    /// The first error of `at`.
    pub fn hours<E>(&self, at: impl Fn(&str) -> Result<i64, E>) -> Result<HoursReport, E> {
        let mut schedules = Vec::new();
        for (schedule, id) in self.model.schedules.iter().zip(self.program.schedules()) {
            let zone = &*schedule.timezone;
            let unix_seconds = at(zone)?;
            let Some(state) = self.program.open_state(id, unix_seconds) else {
                continue;
            };
            let at = LocalMinute::new(unix_seconds, zone);
            let today = words::date(unix_seconds, zone);
            let mut closings: Vec<ClosedDays> =
                schedule.closed.iter().map(ClosedDays::from).collect();
            // Dates in this form are ordered like their text.
            closings.retain(|it| it.to >= today);
            closings.sort_by(|one, other| one.from.cmp(&other.from));
            schedules.push(ScheduleHours {
                schedule: schedule.id.clone(),
                name: schedule.name.clone(),
                timezone: schedule.timezone.clone(),
                at,
                open: state.is_open,
                until: state.until.map(|until| LocalMinute::new(until, zone)),
                closings,
            });
        }
        Ok(HoursReport { schedules })
    }
}
