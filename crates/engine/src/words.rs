//! Puts what happened, and why, into words. Other crates draw them.

use jiff::civil::DateTime;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use proactive_config::json::{Frequency, Word};
use proactive_syntax::literal::{bare, duration, quote};

use crate::hours::timestamp;
use crate::ids::MessageId;
use crate::program::Program;
use crate::reason::{Reason, TestedComparison, reasons};
use crate::scenario_runner::{Act, Event, Failure, Mismatch};
use crate::simulation::{Refusal, Shown};
use crate::trace::{MessageTrace, Obstacle, PageTrace, ScheduleTrace};

/// The local time at an instant in a time zone, or in UTC if there is no such zone.
#[must_use]
pub fn moment(unix_seconds: i64, zone: &str) -> String {
    let (local, zone) = local(unix_seconds, zone);
    format!("{} {zone}", local.strftime("%a %Y-%m-%d %H:%M:%S"))
}

/// Like [`moment`], without the seconds and the zone: `Mon 2026-01-05 10:00`.
#[must_use]
pub fn minute(unix_seconds: i64, zone: &str) -> String {
    let (local, _) = local(unix_seconds, zone);
    local.strftime("%a %Y-%m-%d %H:%M").to_string()
}

/// The local date at an instant in a time zone, or in UTC if there is no such zone: `2026-01-05`.
#[must_use]
pub fn date(unix_seconds: i64, zone: &str) -> String {
    let (local, _) = local(unix_seconds, zone);
    local.date().to_string()
}

fn local(unix_seconds: i64, zone: &str) -> (DateTime, &str) {
    let (tz, zone) = match TimeZoneDatabase::bundled().get(zone) {
        Ok(tz) => (tz, zone),
        Err(_) => (TimeZone::UTC, "UTC"),
    };
    (tz.to_datetime(timestamp(unix_seconds)), zone)
}

/// Like [`moment`], for a moment listed after another one: on the same day, only the time.
#[must_use]
pub fn next_moment(unix_seconds: i64, zone: &str, previous: Option<i64>) -> String {
    let whole = moment(unix_seconds, zone);
    let Some(previous) = previous else {
        return whole;
    };
    let previous = moment(previous, zone);
    let mut parts = whole.split(' ').zip(previous.split(' '));
    let same_day = parts.by_ref().take(2).all(|(left, right)| left == right);
    match parts.next() {
        Some((time, _)) if same_day => time.to_owned(),
        _ => whole,
    }
}

/// What happened, as a line of the timeline.
#[must_use]
pub fn event(program: &Program, event: &Event) -> String {
    match event {
        Event::PageLoaded { url, title } if title.is_empty() => format!("{} loads", bare(url)),
        Event::PageLoaded { url, title } => {
            format!("{} loads, with the title {}", bare(url), quote(title))
        }
        Event::Shown(shown) => shown_after(program, shown),
        Event::Opened(message) => format!("`{}` is opened", program[*message].id),
        Event::Dismissed(message) => format!("`{}` is dismissed", program[*message].id),
        Event::Answered(message) => {
            format!(
                "`{}` is answered: a conversation begins",
                program[*message].id
            )
        }
        Event::ConversationEnded(channel) => {
            format!("the conversation on `{}` ends", program[*channel].id)
        }
        Event::Left => "the visit ends".to_owned(),
        Event::DataCleared => "the browser's data is cleared, the visit is over".to_owned(),
    }
}

fn shown_after(program: &Program, shown: &Shown) -> String {
    let id = &program[shown.message].id;
    format!("`{id}` is shown after {}", duration(shown.after))
}

/// What went wrong, as a sentence without a full stop.
#[must_use]
pub fn mismatch(program: &Program, mismatch: &Mismatch) -> String {
    match mismatch {
        Mismatch::Missing { message, .. } => {
            format!("`{}` was not shown on this page", program[*message].id)
        }
        Mismatch::OtherMoment {
            message,
            expected,
            actual,
        } => format!(
            "`{}` was shown after {}, not after {}",
            program[*message].id,
            duration(*actual),
            duration(*expected)
        ),
        Mismatch::Unexpected(shown) => format!(
            "`{}` was shown, after {}",
            program[shown.message].id,
            duration(shown.after)
        ),
        Mismatch::NotNothing(shown) => {
            let shown: Vec<String> = shown
                .iter()
                .map(|it| format!("`{}` after {}", program[it.message].id, duration(it.after)))
                .collect();
            format!("messages were shown: {}", shown.join(", "))
        }
        Mismatch::Impossible { act, refusal } => match refusal {
            Refusal::Nothing => match act {
                Act::Open => "there is no message to open".to_owned(),
                Act::Dismiss => "there is no message to dismiss".to_owned(),
                Act::Reply => "there is no message to answer".to_owned(),
                Act::EndConversation => "there is no conversation to end".to_owned(),
            },
            Refusal::Several(channels) => {
                let channels: Vec<String> = channels
                    .iter()
                    .map(|channel| format!("`{}`", program[*channel].id))
                    .collect();
                let what = match act {
                    Act::Open | Act::Dismiss | Act::Reply => "a message",
                    Act::EndConversation => "a conversation",
                };
                format!(
                    "{} channels have {what}: {}",
                    channels.len(),
                    channels.join(", ")
                )
            }
            Refusal::OffPage(channels) => {
                let shows: Vec<String> = channels
                    .iter()
                    .map(|channel| format!("the message of `{}`", program[*channel].id))
                    .collect();
                let (verb, whose) = match shows.len() {
                    1 => ("is", "its"),
                    _ => ("are", "their"),
                };
                format!(
                    "{} {verb} out of sight, since this page is on none of {whose} websites",
                    shows.join(" and ")
                )
            }
        },
    }
}

/// How to fix it, if that is known.
#[must_use]
pub fn help(program: &Program, failure: &Failure<'_>) -> Option<String> {
    match &failure.mismatch {
        Mismatch::Impossible {
            refusal: Refusal::Several(channels),
            ..
        } => channels.first().map(|channel| {
            format!(
                "choose one before the steps: `channel {}`",
                program[*channel].id
            )
        }),
        Mismatch::OtherMoment {
            message, actual, ..
        } => Some(format!(
            "expect `{} after {}`, or change the message",
            program[*message].id,
            duration(*actual)
        )),
        Mismatch::Missing { message, .. } => {
            let trace = failure.page.as_ref()?.of(*message)?;
            let channel = program.channel_of(*message)?;
            let website = program.websites(channel).first()?;
            trace.obstacles.contains(&Obstacle::OffPage).then(|| {
                format!(
                    "visit a page of `{}`, such as {}",
                    program[channel].id,
                    bare(&website.example())
                )
            })
        }
        Mismatch::Unexpected(_) | Mismatch::NotNothing(_) | Mismatch::Impossible { .. } => None,
    }
}

impl TestedComparison<'_> {
    /// What it is and why, as a clause. `place` says where the comparison is written, with a space
    /// before it: " in `buyers`". It can be empty.
    #[must_use]
    pub fn words(&self, place: &str) -> String {
        format!(
            "`{}`{place} is {}: it is {}",
            self.comparison.notation(),
            self.holds,
            quote(&self.value)
        )
    }
}

/// Why a message was shown on a page or not: a line for each reason.
#[must_use]
pub fn why(program: &Program, page: &PageTrace<'_>, message: &MessageTrace<'_>) -> Vec<String> {
    let reasons = reasons(program, page, message).into_iter();
    reasons.map(|it| reason(program, message, &it)).collect()
}

/// A reason why a message was shown or not, as a clause.
#[must_use]
pub fn reason(program: &Program, message: &MessageTrace<'_>, reason: &Reason<'_>) -> String {
    let due = duration(message.after);
    match reason {
        Reason::Everyone => "it is for everyone: `when always`".to_owned(),
        Reason::Comparison(tested) => tested.words(""),
        Reason::Schedules(schedules) => hours(program, schedules),
        Reason::Frequency(frequency) => match frequency {
            Frequency::OncePerCustomer => {
                "it is shown once per customer, and had not been shown before"
            }
            Frequency::OncePerVisit => {
                "it is shown once per visit, and had not been opened or dismissed in this visit \
                 before"
            }
            Frequency::EveryTime => "it is shown every time",
        }
        .to_owned(),
        Reason::NotDue { due, stayed } => format!(
            "it is due after {}, and the visitor stayed on the page for {}",
            duration(*due),
            duration(*stayed)
        ),
        Reason::NotPlayed => format!(
            "it is published on `{}`, which is not simulated",
            program[message.message].channel
        ),
        Reason::OffPage => off_page(program, message.message),
        Reason::ControlKept => {
            "the account keeps control of conversations, so nothing is sent".to_owned()
        }
        Reason::Status(status) => format!("its status is `{}`", status.as_str()),
        Reason::SeenByCustomer => "it is shown once per customer, and was shown before".to_owned(),
        Reason::UsedInVisit => {
            "it is shown once per visit, and was opened or dismissed in this visit".to_owned()
        }
        Reason::StillShown => "it is still shown from an earlier page".to_owned(),
        Reason::OtherFirst(other) => format!(
            "`{}` is due at the same moment and comes before it",
            program[*other].id
        ),
        Reason::OtherShown(other) => format!(
            "after {due}, its channel was showing `{}`",
            program[*other].id
        ),
        Reason::OtherOpen(other) => {
            format!("after {due}, its channel had `{}` open", program[*other].id)
        }
        Reason::InConversation => {
            format!("after {due}, its channel was in a conversation")
        }
    }
}

/// Why the channel of a message is not on a page.
fn off_page(program: &Program, message: MessageId) -> String {
    let channel = program.channel_of(message);
    let websites = channel.map_or(&[][..], |channel| program.websites(channel));
    let websites: Vec<String> = websites
        .iter()
        .map(|website| bare(&website.to_string()).into_owned())
        .collect();
    format!(
        "its channel `{}` is not on this page, but on {}",
        program[message].channel,
        websites.join(", ")
    )
}

/// Schedules that are all open or all closed.
fn hours(program: &Program, schedules: &[ScheduleTrace]) -> String {
    let described: Vec<String> = schedules
        .iter()
        .map(|it| {
            let schedule = &program[it.schedule];
            format!(
                "`{}` is {} at {} {}",
                schedule.id,
                if it.is_open { "open" } else { "closed" },
                it.local.strftime("%a %Y-%m-%d %H:%M:%S"),
                schedule.timezone
            )
        })
        .collect();
    described.join(", ")
}
