//! The messages of findings: every sentence that an author reads is made here.
//!
//! A message says what is wrong. It starts in lower case and has no full stop, so that it can
//! follow `error: `. A help says what to write, in whole sentences. What authors wrote, or could
//! write, is in backticks. Everything is on one line, without characters that cannot be seen.

mod advices;
mod conditions;
mod files;
mod hours;
mod lints;
mod names;
mod phrases;
mod proofs;
mod rendered;
mod statements;
mod syntax;
mod tests;
mod texts;
mod times;
mod values;
mod wishes;

use std::borrow::Cow;

use proactive_catalog::aliases::Wish;
use proactive_catalog::characters::on_one_line;

use self::phrases::{code, listed, written};
pub use self::proofs::visitor;
use self::rendered::Rendered;
use crate::{Finding, FixTitle, LabelKind, Problem};

/// What is wrong, in one line: `the channel `web` is declared twice`.
#[must_use]
pub fn message(problem: &Problem) -> String {
    visible(render(problem).message)
}

/// What to do about a problem: `Did you mean `visitor.url`?`
#[must_use]
pub fn help(problem: &Problem) -> Option<String> {
    render(problem).help.map(visible)
}

/// What to write instead of something that does not exist, in whole sentences.
#[must_use]
pub fn wish(wish: Wish) -> String {
    visible(wishes::advice(wish))
}

/// What to do about a finding: its own advice, else the help of its problem.
#[must_use]
pub fn advice(finding: &Finding) -> Option<String> {
    match &finding.advice {
        Some(given) => Some(visible(advices::words(given, &finding.problem))),
        None => help(&finding.problem),
    }
}

/// What a second place has to do with a finding: `first declared here`.
#[must_use]
pub fn label(kind: &LabelKind) -> String {
    visible(match kind {
        LabelKind::FirstDefinition => "first declared here".into(),
        LabelKind::FirstGiven => "first given here".into(),
        LabelKind::InThisBlock => "in this block".into(),
        LabelKind::ClosedHere => "the block is closed here".into(),
        LabelKind::DeclaredHere { kind, name } => {
            format!("the {} {} is declared here", kind.keyword(), code(name))
        }
        LabelKind::ConnectedToBrand { brand } => {
            format!("connected to the brand {}", code(brand))
        }
        LabelKind::PublishedOn { channels } if channels.is_empty() => {
            "not published on any channel".into()
        }
        LabelKind::PublishedOn { channels } => format!("published on {}", listed(channels, "and")),
        LabelKind::IsDraft => "a draft because of this".into(),
        LabelKind::UsesSegment { name } => format!("{} is used here", code(name)),
        LabelKind::FirstValue => "the same value".into(),
        LabelKind::SetHere => "set here".into(),
        LabelKind::ContradictsThis => "contradicts this".into(),
        LabelKind::LeavesNobodyOut => "matches everyone else".into(),
        LabelKind::MakesIdle => "because of this".into(),
        LabelKind::OnlyOnWebsites { channel } => {
            format!("{} is only on these pages", code(channel))
        }
        LabelKind::ComesFirst { name } => format!("{} is shown first", code(name)),
        LabelKind::SameAudience { name } => format!("{} has the same audience", code(name)),
        LabelKind::OpenHere => "open here".into(),
        LabelKind::ClosedDates => "closed here".into(),
        LabelKind::FollowsHours { message } => {
            format!("{} follows these hours", code(message))
        }
        LabelKind::IncludesThis => "includes this".into(),
        LabelKind::ClockIsAt { moment } => format!("the clock is at {moment}"),
        LabelKind::Happened { events } => tests::happened(events),
        LabelKind::LetIn { message, reasons } => {
            format!("{} was shown: {}", code(message), reasons.join("; "))
        }
        LabelKind::KeptBack { message, reasons } => {
            format!("{} was not shown: {}", code(message), reasons.join("; "))
        }
    })
}

/// Like [`label`], on several lines where that is easier to read: a list of reasons has a line for each.
#[must_use]
pub fn label_lines(kind: &LabelKind) -> Vec<String> {
    let (beginning, reasons) = if let LabelKind::LetIn { message, reasons } = kind {
        (format!("{} was shown:", code(message)), reasons.as_slice())
    } else if let LabelKind::KeptBack { message, reasons } = kind {
        let beginning = format!("{} was not shown:", code(message));
        (beginning, reasons.as_slice())
    } else {
        (String::new(), [].as_slice())
    };
    if reasons.len() < 2 {
        return vec![label(kind)];
    }
    let reasons = reasons.iter().map(|reason| visible(format!("  {reason}")));
    [visible(beginning)].into_iter().chain(reasons).collect()
}

/// What a fix does, as an entry of a menu: `Replace with `fr``.
#[must_use]
pub fn fix_title(title: &FixTitle) -> String {
    match title {
        FixTitle::Replace { with } if with.is_empty() => "Remove it".into(),
        FixTitle::Replace { with } => format!("Replace with {}", code(with)),
        FixTitle::Write { text } => format!("Write {}", written(text)),
        FixTitle::Insert { text } => format!("Insert {}", code(text.trim())),
        FixTitle::WriteSpaces => "Write ordinary spaces".into(),
        FixTitle::Quote => "Add double quotes".into(),
        FixTitle::AddParentheses => "Add parentheses".into(),
        FixTitle::MoveUp { text } => format!("Move {} to the top", code(text.trim())),
        FixTitle::Remove { text } => format!("Remove {}", code(text.trim())),
        FixTitle::Keep { text } => format!("Keep {}", code(text.trim())),
    }
}

/// A sentence without characters that cannot be seen: it may hold text from elsewhere.
fn visible(sentence: String) -> String {
    match on_one_line(&sentence) {
        Cow::Borrowed(_) => sentence,
        Cow::Owned(escaped) => escaped,
    }
}

/// The one list of all problems; each submodule has the messages of some.
fn render(problem: &Problem) -> Rendered {
    match problem {
        Problem::Syntax(problem) => syntax::shape(problem),
        Problem::UnclosedDelimiter { delimiter } => syntax::unclosed(*delimiter),
        Problem::UnterminatedString { triple } => syntax::unterminated(*triple),
        Problem::InvalidEscape { escape, problem } => syntax::escape(escape, *problem),
        Problem::NestingTooDeep { of, limit } => conditions::nesting(*of, *limit),
        Problem::ConditionTooLarge { comparisons, limit } => {
            conditions::too_large(*comparisons, *limit)
        }
        Problem::UnknownDeclaration { word, suggestion } => {
            statements::unknown_declaration(word, suggestion.as_deref())
        }
        Problem::UnknownStatement {
            word,
            place,
            belongs,
            suggestion,
        } => statements::unknown_statement(word, *place, belongs, suggestion.as_deref()),
        Problem::DuplicateStatement { statement, first } => {
            statements::duplicate(statement, first.as_deref())
        }
        Problem::MissingStatement { block, required } => statements::missing(*block, required),
        Problem::MisplacedStep { step, rule } => statements::misplaced(step, *rule),
        Problem::ReservedName { word } => names::reserved(word),
        Problem::DuplicateName { kind, name } => names::duplicate(*kind, name),
        Problem::UnresolvedName {
            kind,
            name,
            of_bot,
            suggestion,
        } => names::unresolved(*kind, name, of_bot.as_deref(), suggestion.as_deref()),
        Problem::SegmentCycle {
            start,
            omitted,
            end,
        } => names::cycle(start, *omitted, end),
        Problem::UnknownField {
            found,
            candidates,
            suggestion,
        } => conditions::unknown_field(found, candidates, suggestion.as_deref()),
        Problem::OperatorMismatch {
            field,
            found,
            operators,
            suggestion,
        } => conditions::operator(field, found, operators, suggestion.as_deref()),
        Problem::ValueTypeMismatch {
            field,
            expected,
            found,
        } => conditions::value_type(field, *expected, found),
        Problem::UnknownValue {
            set,
            found,
            candidates,
            suggestion,
        } => values::unknown(*set, found, candidates, suggestion.as_deref()),
        Problem::EmptyValue { what } => values::empty(*what),
        Problem::InvalidDuration { found, problem } => times::duration(found, *problem),
        Problem::InvalidTime { found, problem } => times::time(found, problem),
        Problem::InvalidTimezone { found, problem } => hours::invalid_timezone(found, problem),
        Problem::InvalidTag { found, problem } => values::tag(found, *problem),
        Problem::InvalidUrl { found, problem } => values::url(found, problem),
        Problem::ChannelBrandMismatch {
            channel,
            connected,
            given,
        } => names::channel_brand(channel, connected, given),
        Problem::BotNotOnChannel {
            bot,
            channel,
            draft,
            on,
        } => names::bot_channel(bot, channel, *draft, on),
        Problem::NoBusinessHours { channel, schedule } => {
            hours::none_configured(channel, schedule.as_deref())
        }
        Problem::AmbiguousBusinessHours { channel, schedules } => {
            hours::ambiguous(channel, schedules)
        }
        Problem::DurationOnPageLoad => statements::duration_on_page_load(),
        Problem::File(problem) => files::file(problem),
        Problem::Manifest(problem) => files::manifest(problem),
        Problem::NeverMatches {
            kind,
            name,
            parts,
            witness,
        } => proofs::never(*kind, name, parts, witness.as_deref()),
        Problem::AlwaysMatches {
            kind,
            name,
            parts,
            witness,
        } => proofs::always(*kind, name, parts, witness.as_deref()),
        Problem::RedundantCondition {
            part,
            why,
            because,
            witness,
        } => proofs::redundant(part, *why, because, witness.as_deref()),
        Problem::ShadowedMessage {
            name,
            by,
            advice,
            witness,
        } => proofs::shadowed(name, by, advice, witness),
        Problem::DuplicateMessage { name, of, witness } => {
            proofs::duplicate_message(name, of, witness)
        }
        Problem::TestFailed {
            test,
            happened,
            advice,
        } => tests::failed(test, happened, advice.as_deref()),
        Problem::MixedAndOr => lints::mixed_and_or(),
        Problem::NegativesJoinedByOr {
            parts,
            instead,
            witness,
        } => proofs::negatives_joined_by_or(parts, instead, witness.as_deref()),
        Problem::EveryTimeFrequency => lints::every_time(),
        Problem::UrlIsNotAbsolute {
            found,
            shown,
            instead,
        } => texts::url_is_not_absolute(found, shown.as_deref(), instead),
        Problem::UrlNeedsEncoding {
            found,
            shown,
            instead,
        } => texts::url_needs_encoding(found, shown, instead),
        Problem::UrlHostCase { found, shown } => texts::url_host_case(found, shown),
        Problem::UrlOffWebsite {
            found,
            host,
            channel,
            websites,
            meant,
        } => texts::url_off_website(found, host, channel.as_deref(), websites, meant.as_deref()),
        Problem::WildcardInValue { wildcard, instead } => {
            texts::wildcard(wildcard, instead.as_deref())
        }
        Problem::PatternInValue { pattern, instead } => texts::pattern(pattern, instead.as_deref()),
        Problem::ImpossibleValue {
            found,
            why,
            instead,
        } => texts::impossible(found, why, instead.as_deref()),
        Problem::DuplicateValue { value } => lints::duplicate_value(value),
        Problem::UnusedDeclaration { kind, name } => lints::unused(*kind, name),
        Problem::ConversationControlKept => lints::control_kept(),
        Problem::TooManyMessages { count, limit } => lints::too_many_messages(*count, *limit),
        Problem::LongText { length, limit } => lints::long_text(*length, *limit),
        Problem::PlaceholderText { text } => lints::placeholder_text(text),
        Problem::LongDuration { found, normal } => lints::long_duration(found, normal),
        Problem::HoursNeverOpen { name, why } => hours::never_open(name, why),
        Problem::HoursAlwaysOpen { schedule, messages } => hours::always_open(schedule, messages),
        Problem::HoursWithoutEffect(problem) => hours::without_effect(problem),
        Problem::ClosesBeforeMidnight { found, meant } => {
            hours::closes_before_midnight(found, meant)
        }
        Problem::LegacyTimezone { found, legacy } => hours::legacy_timezone(found, *legacy),
        Problem::ConfusableText(confusable) => texts::confusable(*confusable),
        Problem::UnknownSubtag {
            tag,
            subtag,
            suggestion,
        } => values::unknown_subtag(tag, subtag, suggestion.as_deref()),
        Problem::TestWithoutExpect { name } => lints::test_without_expect(name),
        Problem::UnusedAllow(problem) => lints::unused_allow(problem),
        Problem::UnsupportedByTarget { adapter, request } => {
            lints::unsupported_by_target(*adapter, request)
        }
        Problem::UnmatchedPath {
            pattern,
            suggestion,
        } => files::unmatched_path(pattern, suggestion.as_deref()),
    }
}
