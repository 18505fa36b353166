//! Hours that never come, and hours that never end.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;
use proactive_catalog::{Day, Word as _};
use proactive_diagnostics::{Finding, LabelKind, NeverOpen, Problem};
use proactive_hir::model::{ChannelId, Hours, PartialMessage, PartialModel, Schedule, ScheduleId};

use crate::hours::{CommonMoment, HoursKey, START_DATE, Timetable};

/// The minutes of a week.
const WEEK: u32 = 7 * 24 * 60;

/// The number of labels that a finding has.
const MAX_LABELS: usize = 8;

/// `hours-never-open` and `hours-always-open`.
pub(crate) fn lints(model: &PartialModel<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    // The schedules without which a message would be shown, with their messages.
    let mut blamed: BTreeSet<ScheduleId> = BTreeSet::new();
    // The schedules of a message outside of business hours are those of its channel.
    let mut known: BTreeMap<ChannelId, Option<Outside>> = BTreeMap::new();
    for message in &model.messages {
        let (Some(Hours::OutsideBusinessHours(ids)), Some(channel)) =
            (&message.hours, message.channel)
        else {
            continue;
        };
        let outside = known
            .entry(channel)
            .or_insert_with(|| Outside::of(&distinct(model, ids)?));
        if let Some(outside) = *outside
            && let Some(schedules) = distinct(model, ids)
        {
            findings.extend(never_outside(message, &schedules, outside));
            blamed.extend(ids);
        }
    }
    for (position, schedule) in model.schedules.iter().enumerate() {
        let Some(schedule) = schedule else {
            continue;
        };
        let follows = |message: &&PartialMessage<'_>| match &message.hours {
            Some(Hours::BusinessHours(id)) => id.index() == position,
            Some(Hours::Anytime | Hours::OutsideBusinessHours(_)) | None => false,
        };
        let messages = || model.messages.iter().filter(follows);
        if let Some(finding) = never_open(schedule, &messages) {
            findings.push(finding);
        } else if is_always_open(schedule) && !blamed.iter().any(|id| id.index() == position) {
            findings.push(always_open(schedule, messages()));
        }
    }
    findings
}

/// These schedules, each once, in source order. `None` if one has an error.
fn distinct<'m>(model: &'m PartialModel<'_>, ids: &[ScheduleId]) -> Option<Vec<&'m Schedule>> {
    let ids: BTreeSet<ScheduleId> = ids.iter().copied().collect();
    ids.into_iter().map(|id| model.schedule(id)).collect()
}

/// When no message outside of the hours of some schedules is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outside {
    Never,
    /// Only on dates on which the schedules are closed.
    OnClosedDates,
}

impl Outside {
    /// `None` if there is a time outside of the hours in an ordinary week, or if it is unknown.
    fn of(schedules: &[&Schedule]) -> Option<Self> {
        // Most schedules are far from covering a week.
        let minutes = schedules.iter().flat_map(|schedule| &schedule.open);
        let minutes = minutes.map(|it| u32::from(it.to.minutes() - it.from.minutes()));
        if minutes.sum::<u32>() < WEEK {
            return None;
        }
        let never = |schedules: &[Schedule]| {
            let all: Vec<Option<&Schedule>> = schedules.iter().map(Some).collect();
            let timetable = Timetable::new(&all);
            let outside = HoursKey::outside(0..all.len());
            match timetable.common(&outside, &HoursKey::anytime(), 0) {
                CommonMoment::Never => Some(true),
                CommonMoment::Any | CommonMoment::At(_) => Some(false),
                CommonMoment::Unknown => None,
            }
        };
        let mut schedules: Vec<Schedule> = schedules.iter().copied().cloned().collect();
        if never(&schedules)? {
            return Some(Self::Never);
        }
        for schedule in &mut schedules {
            schedule.closed.clear();
        }
        never(&schedules)?.then_some(Self::OnClosedDates)
    }
}

fn never_outside(
    message: &PartialMessage<'_>,
    schedules: &[&Schedule],
    outside: Outside,
) -> Option<Finding> {
    let problem = Problem::HoursNeverOpen {
        name: message.id.to_owned(),
        why: NeverOpen::OpenAllWeek {
            schedules: schedules.iter().map(|it| it.id.to_string()).collect(),
            is_shown_on_closed_dates: outside == Outside::OnClosedDates,
        },
    };
    let finding = Finding::new(problem, message.hours_span?);
    let open = schedules.iter().flat_map(|schedule| &schedule.open_spans);
    Some(open.take(MAX_LABELS).fold(finding, |finding, span| {
        finding.label(*span, LabelKind::OpenHere)
    }))
}

/// The finding of a schedule that is never open, or not for more than two years.
fn never_open<'m, 'w: 'm, I>(schedule: &Schedule, messages: &dyn Fn() -> I) -> Option<Finding>
where
    I: Iterator<Item = &'m PartialMessage<'w>>,
{
    let names = || messages().map(|message| message.id.to_owned()).collect();
    let why = if schedule.open.is_empty() {
        NeverOpen::NoOpening { messages: names() }
    } else {
        let (from, to) = long_closing(schedule)?;
        NeverOpen::Closed {
            from: from.to_string(),
            to: to.to_string(),
            messages: names(),
        }
    };
    let name = schedule.id.to_string();
    let is_closed = !schedule.open.is_empty();
    let mut finding = Finding::new(Problem::HoursNeverOpen { name, why }, schedule.span);
    if is_closed {
        for span in schedule.closed_spans.iter().take(MAX_LABELS) {
            finding = finding.label(*span, LabelKind::ClosedDates);
        }
    }
    Some(following(finding, messages()))
}

/// The dates of the first period of more than two years in which the schedule does not open. It
/// begins and ends with a closed date. Between closed dates, days on which it never opens count too.
fn long_closing(schedule: &Schedule) -> Option<(Date, Date)> {
    let mut closed: Vec<(Date, Date)> = schedule.closed.iter().map(|it| (it.from, it.to)).collect();
    closed.sort_unstable();
    let mut period: Option<(Date, Date)> = None;
    for (from, to) in closed {
        period = match period {
            Some((start, end)) if !opens_between(schedule, end, from) => Some((start, end.max(to))),
            Some(_) | None => Some((from, to)),
        };
        let (start, end) = period?;
        let is_long = start.checked_add(2.years()).is_ok_and(|years| years <= end);
        if is_long && end >= START_DATE {
            return period;
        }
    }
    None
}

/// Whether the schedule opens on a day between two dates, both excluded, apart from closed dates.
fn opens_between(schedule: &Schedule, after: Date, before: Date) -> bool {
    let mut day = after;
    // After a week, every day has been seen.
    for _ in 0..7 {
        match day.tomorrow() {
            Ok(next) if next < before => day = next,
            Ok(_) | Err(_) => return false,
        }
        let position = usize::try_from(day.weekday().to_monday_zero_offset()).ok();
        let weekday = position.and_then(|position| Day::ALL.get(position));
        if schedule.open.iter().any(|it| Some(&it.day) == weekday) {
            return true;
        }
    }
    false
}

/// Whether every minute of the week is open, and no date is closed.
fn is_always_open(schedule: &Schedule) -> bool {
    let minutes = schedule
        .open
        .iter()
        .map(|it| u32::from(it.to.minutes() - it.from.minutes()));
    if !schedule.closed.is_empty() || minutes.sum::<u32>() < WEEK {
        return false;
    }
    Day::ALL.iter().all(|day| {
        let open = schedule.open.iter().filter(|it| it.day == *day);
        let mut open: Vec<(u16, u16)> = open
            .map(|it| (it.from.minutes(), it.to.minutes()))
            .collect();
        open.sort_unstable();
        let covered = open
            .iter()
            .fold(0, |covered, (from, to)| match *from <= covered {
                true => covered.max(*to),
                false => covered,
            });
        u32::from(covered) == WEEK / 7
    })
}

fn always_open<'m, 'w: 'm>(
    schedule: &Schedule,
    messages: impl Iterator<Item = &'m PartialMessage<'w>> + Clone,
) -> Finding {
    let problem = Problem::HoursAlwaysOpen {
        schedule: schedule.id.to_string(),
        messages: messages.clone().map(|it| it.id.to_owned()).collect(),
    };
    let mut finding = Finding::new(problem, schedule.span);
    for span in schedule.open_spans.iter().take(MAX_LABELS) {
        finding = finding.label(*span, LabelKind::OpenHere);
    }
    following(finding, messages)
}

/// Adds labels at the messages that follow the hours of a schedule.
fn following<'m, 'w: 'm>(
    finding: Finding,
    messages: impl Iterator<Item = &'m PartialMessage<'w>>,
) -> Finding {
    messages.take(MAX_LABELS).fold(finding, |finding, message| {
        let words = LabelKind::FollowsHours {
            message: message.id.to_owned(),
        };
        finding.label(message.hours_span.unwrap_or(message.span), words)
    })
}
