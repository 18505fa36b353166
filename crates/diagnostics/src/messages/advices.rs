//! What to do about a finding, where that is known better than the problem alone tells.

use super::phrases::{code, listed, with_article};
use super::wishes;
use crate::{Advice, Problem, SyntaxProblem};
use proactive_catalog::ReferenceKind;

pub(super) fn words(advice: &Advice, problem: &Problem) -> String {
    match advice {
        Advice::Write { text } => {
            let rule = match problem {
                Problem::Syntax(SyntaxProblem::MalformedName { .. }) => {
                    " A name consists of letters, digits, `_` and `-`. It starts with a letter from \
                     `a` to `z` or with `_`."
                }
                _ => "",
            };
            format!("Write {}.{rule}", code(text))
        }
        Advice::Either { choices } => {
            format!("Write {}, whichever you mean.", listed(choices, "or"))
        }
        Advice::Year => "Add the year, as in `2026-12-25`: a date is a day of one year.".to_owned(),
        Advice::Overnight { evening, morning } => format!(
            "Hours end at midnight. Write {}, and {} for the next day.",
            code(evening),
            code(morning)
        ),
        Advice::Wish(wish) => wishes::advice(*wish),
        Advice::OnlyOne { of } => only_one(*of),
        Advice::OtherKind {
            name,
            is,
            wanted,
            such_as,
        } => format!(
            "{} is {}. Write the name of {}{}.",
            code(name),
            with_article(is.keyword()),
            with_article(wanted.noun()),
            such_as
                .as_ref()
                .map_or(String::new(), |it| format!(", such as {}", code(it)))
        ),
        Advice::Example { text } => format!("For example: {}.", code(text)),
        Advice::Declared { names, not } => {
            format!("Write {}, or declare {}.", listed(names, "or"), code(not))
        }
        Advice::ScheduleOfHours { name } => format!(
            "Hours are declared in a schedule of their own, outside of the message. The message \
             refers to it by its name: {}.",
            code(&format!("schedule business_hours {name}"))
        ),
        Advice::ClosedWeekday => "`closed` takes dates. A day of the week is closed if no `open` \
                                  statement names it."
            .to_owned(),
    }
}

fn only_one(of: ReferenceKind) -> String {
    match of {
        ReferenceKind::Channel => {
            "Only one channel can be named here. For another channel, write a second message."
        }
        ReferenceKind::Schedule => {
            "Only one schedule can be named here. To be shown in the hours of two schedules, \
             declare one that has the hours of both."
        }
        ReferenceKind::Brand => "Only one brand can be named here.",
        ReferenceKind::Bot => "Only one bot can be named here.",
        ReferenceKind::Segment => {
            "Only one segment can be named here. Join segments with `and` or `or`."
        }
        ReferenceKind::Answer => "Only one answer can be named here.",
        ReferenceKind::Message => {
            "Only one message can be named here. Write a line for each message."
        }
    }
    .to_owned()
}
