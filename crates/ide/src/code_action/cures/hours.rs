//! Hours that never come.

use proactive_catalog::{Block, DeclarationKind, ScheduleKind, Word};
use proactive_diagnostics::NeverOpen;

use super::case::Case;
use super::references::append;
use crate::code_action::action::Action;
use crate::completion::Snippet;

/// Adds hours to a schedule that has none, or shows a message at any time.
pub(super) fn never_open(case: &Case<'_>, why: &NeverOpen) -> Vec<Action> {
    match why {
        NeverOpen::NoOpening { .. } => {
            let mut schedules = case.declarations.of_kind(DeclarationKind::Schedule);
            let place = case.finding.span;
            let schedule = schedules.find(|it| it.span(it.declaration().place()) == place);
            let hours = Snippet::plain_text("open ")
                .stop("mon-fri")
                .text(" ")
                .stop("09:00-18:00");
            let title = "Add opening hours".to_owned();
            let action = schedule.and_then(|it| append(case, title, it, Block::Schedule, hours));
            action.into_iter().collect()
        }
        NeverOpen::OpenAllWeek { .. } => {
            vec![case.write(case.finding.span, ScheduleKind::Anytime.as_str())]
        }
        // One of the years is wrong, and only the author knows which.
        NeverOpen::Closed { .. } => Vec::new(),
    }
}
