//! Quick fixes that the author has to choose or to complete: the answer is known, but not to the
//! checker alone.

mod case;
mod choices;
mod comments;
mod conditions;
mod duplicates;
mod hours;
mod references;
mod statements;

use proactive_diagnostics::{FileId, Problem, SyntaxProblem, TextRange};

use self::case::Case;
use super::action::Action;
use super::fixes::touching;
use crate::Snapshot;

/// The cures for the findings that touch a range. None of them is preferred.
pub(super) fn cures(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let mut found = Vec::new();
    let mut touching = touching(snapshot, file, range).peekable();
    if touching.peek().is_none() {
        return found;
    }
    let declarations = snapshot.workspace().declarations();
    for (index, finding) in touching {
        let case = Case {
            snapshot,
            declarations: &declarations,
            finding,
        };
        found.extend(of_finding(&case).into_iter().map(|action| Action {
            finding: Some(index),
            ..action
        }));
    }
    found
}

/// The cures of a finding, the likeliest first.
fn of_finding(case: &Case<'_>) -> Vec<Action> {
    match &case.finding.problem {
        Problem::UnknownValue {
            set, candidates, ..
        } => choices::unknown_value(case, *set, candidates),
        Problem::InvalidTime { found, .. } => choices::invalid_time(case, found),
        Problem::InvalidTimezone { problem, .. } => choices::time_zone(case, problem),
        Problem::LegacyTimezone { legacy, .. } => choices::legacy_zone(case, *legacy),
        Problem::AmbiguousBusinessHours { schedules, .. } => {
            references::which_hours(case, schedules)
        }
        Problem::NoBusinessHours { channel, .. } => references::hours_of(case, channel),
        Problem::BotNotOnChannel {
            bot,
            channel,
            draft,
            ..
        } => references::publish_bot(case, bot, channel, *draft),
        Problem::ChannelBrandMismatch {
            connected, given, ..
        } => references::same_brand(case, connected, given),
        Problem::ReservedName { word } => references::other_name(case, word),
        Problem::UnusedDeclaration { .. } => references::delete(case).into_iter().collect(),
        Problem::DuplicateStatement { .. } => duplicates::keep_one(case),
        Problem::EveryTimeFrequency => choices::frequencies(case),
        Problem::ConversationControlKept => choices::release(case),
        Problem::PlaceholderText { .. } => statements::draft(case).into_iter().collect(),
        Problem::DuplicateMessage { name, .. } => {
            statements::pause(case, name).into_iter().collect()
        }
        Problem::ShadowedMessage { name, by, .. } => {
            let mut found: Vec<Action> = conditions::exclude(case, name, by).into_iter().collect();
            found.extend(statements::pause(case, name));
            found
        }
        Problem::AlwaysMatches { kind, name, .. } => {
            conditions::always(case, *kind, name).into_iter().collect()
        }
        Problem::HoursNeverOpen { why, .. } => hours::never_open(case, why),
        Problem::HoursWithoutEffect(_) => duplicates::remove_statement(case).into_iter().collect(),
        Problem::TestWithoutExpect { .. } => statements::expect(case),
        Problem::MisplacedStep { rule, .. } => statements::step(case, rule).into_iter().collect(),
        Problem::UnusedAllow(problem) => {
            comments::unused_allow(case, problem).into_iter().collect()
        }
        Problem::Syntax(SyntaxProblem::Expected { .. }) => {
            statements::complete(case).into_iter().collect()
        }
        // Their fixes are in the finding, in another module of actions, or unknown: a test lists
        // the codes that have none, each with the reason.
        Problem::Syntax(_)
        | Problem::UnclosedDelimiter { .. }
        | Problem::UnterminatedString { .. }
        | Problem::InvalidEscape { .. }
        | Problem::NestingTooDeep { .. }
        | Problem::ConditionTooLarge { .. }
        | Problem::UnknownDeclaration { .. }
        | Problem::UnknownStatement { .. }
        | Problem::MissingStatement { .. }
        | Problem::DuplicateName { .. }
        | Problem::UnresolvedName { .. }
        | Problem::SegmentCycle { .. }
        | Problem::UnknownField { .. }
        | Problem::OperatorMismatch { .. }
        | Problem::ValueTypeMismatch { .. }
        | Problem::EmptyValue { .. }
        | Problem::InvalidDuration { .. }
        | Problem::InvalidTag { .. }
        | Problem::InvalidUrl { .. }
        | Problem::DurationOnPageLoad
        | Problem::File(_)
        | Problem::Manifest(_)
        | Problem::TestFailed { .. }
        | Problem::NeverMatches { .. }
        | Problem::RedundantCondition { .. }
        | Problem::MixedAndOr
        | Problem::NegativesJoinedByOr { .. }
        | Problem::UrlIsNotAbsolute { .. }
        | Problem::UrlNeedsEncoding { .. }
        | Problem::UrlOffWebsite { .. }
        | Problem::UrlHostCase { .. }
        | Problem::WildcardInValue { .. }
        | Problem::PatternInValue { .. }
        | Problem::ImpossibleValue { .. }
        | Problem::DuplicateValue { .. }
        | Problem::TooManyMessages { .. }
        | Problem::UnmatchedPath { .. }
        | Problem::UnsupportedByTarget { .. }
        | Problem::LongText { .. }
        | Problem::LongDuration { .. }
        | Problem::HoursAlwaysOpen { .. }
        | Problem::ClosesBeforeMidnight { .. }
        | Problem::ConfusableText(_)
        | Problem::UnknownSubtag { .. } => Vec::new(),
    }
}
