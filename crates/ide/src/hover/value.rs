//! Hover on values: durations, dates, languages, URLs, words of a set.

use std::borrow::Cow;

use jiff::civil::Date;
use proactive_catalog::{Day, LANGUAGES, Language, TextRole, Word, WordSet};
use proactive_diagnostics::{Code, Kind, Problem, messages as finding_messages};
use proactive_engine::words;
use proactive_hir::draft::{self, Step};
use proactive_hir::lower::parse_value;
use proactive_hir::model::Website;
use proactive_syntax::literal;

use super::context::HoverContext;
use super::phrases::{count, long_date, long_duration};
use super::time_zone::time_zone;
use crate::classify::TokenClass;
use crate::markup::{Line, Markup};

/// The value of a string in quotes; of another word, the word itself.
pub(super) fn unquoted(written: &str) -> Cow<'_, str> {
    match written.starts_with('"') {
        true => literal::unquote(written).0,
        false => Cow::Borrowed(written),
    }
}

/// `1m30s`
pub(super) fn duration(written: &str) -> Option<Markup> {
    let seconds = parse_value::duration(written).ok()?;
    let mut line = Line::default().verbatim(long_duration(seconds));
    if seconds >= 60 {
        let all = count(usize::try_from(seconds).unwrap_or(usize::MAX), "second");
        line = line.verbatim(format!(" ({all})"));
    }
    let normal = literal::duration(seconds);
    let line = line.text(".");
    Some(match normal == written {
        true => Markup::default().line(line),
        false => {
            let normalized = Line::new("The same as ").code(normal).text(".");
            Markup::default().line(line).line(normalized)
        }
    })
}

/// `2026-12-25`
pub(super) fn date(written: &str) -> Option<Markup> {
    let date: Date = written.parse().ok()?;
    Some(Markup::default().line(Line::default().verbatim(long_date(date)).text(".")))
}

/// The name of a day: `Monday`.
fn day_name(day: Day) -> &'static str {
    day.documentation().trim_end_matches('.')
}

/// `mon`, `mon-fri`
pub(super) fn days(written: &str) -> Option<Markup> {
    let days = match written.split_once('-') {
        None => day_name(Day::find(written)?).to_owned(),
        Some((from, to)) => {
            let (from, to) = (Day::find(from)?, Day::find(to)?);
            format!("{} to {}", day_name(from), day_name(to))
        }
    };
    let line = Line::default().verbatim(days).text(".");
    Some(Markup::default().line(line))
}

/// `09:00-12:30`
pub(super) fn interval(written: &str) -> Option<Markup> {
    let (from, to) = written.split_once('-')?;
    let minutes = |time: &str| -> Option<u32> {
        let (hour, minute) = time.split_once(':')?;
        let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour <= 24 && minute < 60).then(|| hour * 60 + minute)
    };
    let length = minutes(to)?.checked_sub(minutes(from)?)?;
    let number = |value: u32| usize::try_from(value).unwrap_or(usize::MAX);
    let long = match (length / 60, length % 60) {
        (0, minutes) => count(number(minutes), "minute"),
        (hours, 0) => count(number(hours), "hour"),
        (hours, minutes) => {
            let (hours, minutes) = (number(hours), number(minutes));
            format!("{} {}", count(hours, "hour"), count(minutes, "minute"))
        }
    };
    let line = Line::new("Open from ")
        .code(from)
        .text(" to ")
        .code(to)
        .verbatim(format!(": {long}"))
        .text(".");
    let clocks = "Hours are in the time zone of the schedule. The end is not included.";
    Some(Markup::default().line(line).text(clocks))
}

/// A time of day in a test: the moment in its time zone and in UTC.
pub(super) fn time(context: &HoverContext<'_>) -> Option<Markup> {
    let moment = moment_at(context)?;
    Some(moment_prose(moment))
}

fn moment_prose(moment: &draft::Moment) -> Markup {
    let local = words::moment(moment.unix_seconds, &moment.zone);
    let mut line = Line::default().verbatim(local).text(".");
    if &*moment.zone != "UTC" {
        let utc = words::moment(moment.unix_seconds, "UTC");
        line = line.text(" In UTC: ").verbatim(utc).text(".");
    }
    Markup::default().line(line)
}

/// The moment of the statement around the cursor.
fn moment_at<'s>(context: &HoverContext<'s>) -> Option<&'s draft::Moment> {
    let keyword = context.before.iter().rev().find_map(|token| {
        let keyword = matches!(token.kind, TokenClass::StatementKeyword(..));
        keyword.then_some(token.range)
    })?;
    let test = context.item.draft().declaration.as_ref()?.as_test()?;
    let step = test
        .steps
        .iter()
        .find(|step| step.range.start() == keyword.start());
    match step.map(|step| &step.value) {
        Some(Step::Time(moment)) => Some(moment),
        Some(_) => None,
        None => test.time.given(),
    }
}

/// A language.
pub(super) fn language(tag: &str) -> Option<Markup> {
    let language = Language::find(tag)?;
    let mut holds = Line::new("Matches ").code(tag);
    let more = LANGUAGES.iter().find(|row| {
        let rest = row.tag.strip_prefix(tag);
        rest.is_some_and(|rest| rest.starts_with('-'))
    });
    holds = holds
        .text(" and every tag that begins with ")
        .code(format!("{tag}-"));
    if let Some(more) = more {
        holds = holds.text(", such as ").code(more.tag);
    }
    let nothing = "Related languages do not match: `is no` does not match `nb-NO`.";
    let mut markup = Markup::default()
        .line(
            Line::default()
                .code(tag)
                .verbatim(format!(": {}", language.name))
                .text("."),
        )
        .line(holds.text(". Case does not matter."));
    if tag == "no" {
        markup = markup.text(nothing);
    }
    Some(markup)
}

/// The language of a device in a test.
pub(super) fn device(tag: Cow<'_, str>) -> Markup {
    let lower = tag.to_ascii_lowercase();
    let holds: Vec<&Language> = LANGUAGES
        .iter()
        .filter(|row| {
            let known = row.tag.to_ascii_lowercase();
            let rest = lower.strip_prefix(&known);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
        .collect();
    let markup = Markup::default().line(
        Line::new("The browser language is ")
            .code(tag.as_ref())
            .text("."),
    );
    match holds.as_slice() {
        [] => markup.text("No language that conditions know matches it."),
        some => {
            let tags = some
                .iter()
                .map(|row| format!("device.language is {}", row.tag));
            let tags: Vec<String> = tags.collect();
            markup.line(Line::new("Matched by ").codes(&tags, "and").text("."))
        }
    }
}

/// A word of a set.
pub(super) fn fixed(set: WordSet, word: Cow<'_, str>) -> Option<Markup> {
    let word = &*word;
    let text = match set {
        WordSet::Ask if word == "nothing" => Some("The customer is not asked for anything."),
        WordSet::ChannelType
        | WordSet::BotStatus
        | WordSet::MessageStatus
        | WordSet::Event
        | WordSet::Frequency
        | WordSet::ScheduleKind
        | WordSet::Ask
        | WordSet::ConversationControl
        | WordSet::ReplyKind
        | WordSet::History => set.documentation(word),
        WordSet::Language => return language(word),
        WordSet::Day => return days(word),
        WordSet::DeviceTag => return Some(device(Cow::Borrowed(word))),
    };
    Some(Markup::default().code(word).text(text?))
}

/// A string.
pub(super) fn text(context: &HoverContext<'_>, role: TextRole) -> Option<Markup> {
    let value = unquoted(context.word());
    Some(match role {
        TextRole::DisplayName => Markup::default().text("The display name."),
        TextRole::TestName => super::declaration::test(context)?,
        TextRole::Message => {
            let (limit, _) = context.snapshot.workspace().settings().max_text;
            let length = count(value.chars().count(), "character");
            let line = Line::new("Text for the visitor: ")
                .verbatim(format!("{length} of at most {limit}"))
                .text(".");
            Markup::default().line(line)
        }
        TextRole::ExternalId => Markup::default().text("The ID on the platform."),
        TextRole::Timezone => timezone(context, &value),
        TextRole::Url => url(&value),
        TextRole::Title => Markup::default().text("The title of the page."),
        TextRole::Website => website(&value),
    })
}

fn timezone(context: &HoverContext<'_>, zone: &str) -> Markup {
    if let Some(moment) = moment_at(context).filter(|moment| *moment.zone == *zone) {
        return moment_prose(moment);
    }
    time_zone(zone)
}

fn url(address: &str) -> Markup {
    match parse_value::address(address) {
        Ok(shown) if *shown == *address => {
            Markup::default().text("The URL of a page, as the browser shows it.")
        }
        Ok(shown) => Markup::default()
            .text("The URL of a page. The browser shows it as")
            .code(shown.to_string()),
        Err(problem) => problem_of(&problem),
    }
}

fn website(address: &str) -> Markup {
    match Website::parse(address) {
        Ok(website) => {
            let mut line = Line::new("A website of the channel: ");
            line = match website.has_subdomains() {
                true => line
                    .text("pages on any subdomain of ")
                    .code(website.authority().trim_start_matches('.')),
                false => line.text("pages on ").code(website.authority()),
            };
            if website.path() != "/" {
                line = line.text(", at ").code(website.path()).text(" or below it");
            }
            let markup = Markup::default().line(line.text("."));
            match website.to_string() == address {
                true => markup,
                false => markup.line(Line::new("Written out: ").code(website.to_string())),
            }
        }
        Err(problem) => problem_of(&Problem::InvalidUrl {
            found: address.to_owned(),
            problem,
        }),
    }
}

fn problem_of(problem: &Problem) -> Markup {
    let mut line = Line::default()
        .text(&finding_messages::message(problem))
        .text(".");
    if let Some(help) = finding_messages::help(problem) {
        line = line.text(" ").text(&help);
    }
    Markup::default().line(line)
}

/// A tag.
pub(super) fn tag(written: &str) -> Markup {
    let tag = unquoted(written);
    let line = Line::new("The tag ").code(tag.as_ref());
    Markup::default().line(line.text(", set on the tickets created from the conversation."))
}

/// The code of a finding.
pub(super) fn code(code: Code) -> Markup {
    let silenced = match code.kind() {
        Kind::Lint if code.can_be_allowed() => {
            "A comment above a statement or declaration can suppress it."
        }
        Kind::Lint => "It is about the manifest, where comments cannot suppress it.",
        Kind::Error => "An error. Comments cannot suppress it.",
    };
    let more = Line::new("Details: ").code(format!("proactive explain {code}"));
    Markup::default()
        .line(
            Line::default()
                .code(code.as_str())
                .text(": ")
                .text(&code.summary()),
        )
        .text(silenced)
        .line(more)
}
