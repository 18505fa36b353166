//! The rule of a message in plain English: who gets it, when, where, at which hours, how often.

use proactive_catalog::{
    Event, Field, Frequency, History, Language, MessageStatus, Operator, ReferenceKind, Word,
};
use proactive_hir::Declarations;
use proactive_hir::draft::{Comparison, Condition, ConditionKind, Message, Reply, Slot, When};

use super::phrases::long_duration;
use crate::expand_segments;
use crate::markup::{Line, Markup, Section};
use crate::meaning::{self, Hours};

/// How many comparisons and segments a sentence has room for.
const SAID: usize = 6;

/// The rule.
pub(super) fn tell(told: Markup, declarations: &Declarations<'_>, message: &Message) -> Markup {
    let (lines, code) = rule(declarations, message);
    let told = told.with(Section::List(lines));
    match code {
        Some(code) => told.code(code),
        None => told,
    }
}

/// The rule, line by line, as plain text in which code stands in backticks.
pub(super) fn summary(declarations: &Declarations<'_>, message: &Message) -> Vec<String> {
    let (lines, code) = rule(declarations, message);
    let code = code.map(|code| Line::default().code(code));
    lines.iter().chain(&code).map(Line::plain).collect()
}

/// The lines, and the condition that they speak of if it is too long for a sentence.
fn rule(declarations: &Declarations<'_>, message: &Message) -> (Vec<Line>, Option<String>) {
    let mut lines = Vec::new();
    let mut code = None;
    match &message.when {
        Slot::Given((_, When::Always)) => lines.push(Line::titled("Who:").and("everybody.")),
        Slot::Given((_, When::Condition(condition))) => {
            if leaves(condition) <= SAID {
                let said = say(condition, true).and(".");
                lines.push(Line::titled("Who:").then(said));
            } else {
                lines.push(Line::titled("Who:").and("whoever fulfils the condition below."));
                code = Some(expand_segments::written(condition));
            }
        }
        Slot::Absent | Slot::Broken => {}
    }
    if let Some(trigger) = message.trigger.given() {
        let line = Line::titled("When:");
        lines.push(match trigger.event {
            Event::PageLoad => line.and("at once, as a page loads."),
            Event::PageView if trigger.after_seconds == 0 => {
                line.and("as soon as a page is there.")
            }
            Event::PageView => line
                .words(long_duration(trigger.after_seconds))
                .and(" after a page has loaded, if they are still there."),
        });
    }
    lines.extend(location(declarations, message));
    if let Some(hours) = meaning::hours(declarations, message) {
        let line = Line::titled("Hours:");
        lines.push(match hours {
            Hours::Anytime => line.and("at any hour."),
            Hours::Inside(schedule) => line.and("while ").code(schedule).and(" is open."),
            Hours::Outside(schedules) => match schedules.as_slice() {
                [only] => line.and("while ").code(*only).and(" is closed."),
                several => line
                    .and("while ")
                    .codes(several, "and")
                    .and(" are all closed."),
            },
        });
    }
    if let Some(frequency) = message.frequency.given() {
        let often = match frequency.value {
            Frequency::OncePerCustomer => {
                "once per customer: not again once it has been shown, until the browser's data is cleared."
            }
            Frequency::OncePerVisit => {
                "once per visit: not again in the visit in which it was opened or dismissed."
            }
            Frequency::EveryTime => "each time.",
        };
        lines.push(Line::titled("How often:").and(often));
    }
    lines.extend(reply(declarations, message));
    match message.status.given().map(|status| status.value) {
        Some(status @ (MessageStatus::Paused | MessageStatus::Draft)) => {
            let line = Line::titled("Status:").code(status.as_str());
            lines.push(line.and(": it is not shown at all."));
        }
        Some(MessageStatus::Published) | None => {}
    }
    (lines, code)
}

fn location(declarations: &Declarations<'_>, message: &Message) -> Option<Line> {
    let channel = meaning::channel(declarations, message)?;
    let mut line = Line::titled("Where:").code(channel.name()?);
    if let Some(title) = &channel.declaration().title {
        line = line.words(format!(" ({})", title.value));
    }
    if let Some(brand) = meaning::brand(declarations, message) {
        line = line.and(", for the brand ").code(brand.value.as_ref());
    }
    Some(line.and("."))
}

fn reply(declarations: &Declarations<'_>, message: &Message) -> Option<Line> {
    let line = Line::titled("Then:");
    match message.reply.given()? {
        Reply::Agent { ask, .. } => {
            let line = line.and("a person takes over");
            let asked: Vec<&str> = match ask {
                Slot::Absent => vec!["name", "email"],
                Slot::Given(asked) => asked.iter().map(|ask| ask.value.as_str()).collect(),
                Slot::Broken => return Some(line.and(".")),
            };
            let said = match (asked.contains(&"name"), asked.contains(&"email")) {
                (true, true) => ", once the customer has given a name and an e-mail address.",
                (true, false) => ", once the customer has given a name.",
                (false, true) => ", once the customer has given an e-mail address.",
                (false, false) => "; the customer is asked for nothing.",
            };
            Some(line.and(said))
        }
        Reply::Bot { bot, answer } => {
            let (bot, answer) = (bot.given()?, answer.given()?);
            let line = line
                .and("the bot ")
                .code(bot.value.as_ref())
                .and(" answers with ");
            let line = line.code(answer.value.as_ref());
            let declared = declarations.referred(ReferenceKind::Bot, &bot.value);
            Some(
                match declared.and_then(|bot| meaning::answer_title(bot, &answer.value)) {
                    Some(title) => line.words(format!(" ({title})")).and("."),
                    None => line.and("."),
                },
            )
        }
    }
}

/// How many comparisons and segments a condition has.
fn leaves(condition: &Condition) -> usize {
    match &condition.kind {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => parts.iter().map(leaves).sum(),
        ConditionKind::Not(inner) => leaves(inner),
        ConditionKind::Comparison(comparison) => comparison.values.len().div_ceil(4),
        ConditionKind::Segment(_) => 1,
        // What is wrong is better shown than said.
        ConditionKind::Broken => SAID + 1,
    }
}

/// A condition, or its opposite, as a clause.
fn say(condition: &Condition, holds: bool) -> Line {
    match &condition.kind {
        ConditionKind::And(parts) => join(parts, holds, holds),
        ConditionKind::Or(parts) => join(parts, holds, !holds),
        ConditionKind::Not(inner) => say(inner, !holds),
        ConditionKind::Comparison(comparison) => say_comparison(comparison, holds),
        ConditionKind::Segment(name) => Line::of(match holds {
            true => "they belong to ",
            false => "they do not belong to ",
        })
        .code(name.value.as_ref()),
        ConditionKind::Broken => Line::of("…"),
    }
}

fn join(parts: &[Condition], holds: bool, all: bool) -> Line {
    let mut line = Line::default();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            line = line.and(if all { ", and " } else { ", or " });
        }
        let said = say(part, holds);
        line = match is_group(part) {
            true => line.and("(").then(said).and(")"),
            false => line.then(said),
        };
    }
    line
}

fn is_group(condition: &Condition) -> bool {
    match &condition.kind {
        ConditionKind::And(_) | ConditionKind::Or(_) => true,
        ConditionKind::Not(inner) => is_group(inner),
        ConditionKind::Comparison(_) | ConditionKind::Segment(_) | ConditionKind::Broken => false,
    }
}

fn say_comparison(comparison: &Comparison, holds: bool) -> Line {
    let operator = match holds {
        true => comparison.operator,
        false => comparison.operator.opposite(),
    };
    let mut values: Vec<&str> = Vec::new();
    for value in &comparison.values {
        if !values.contains(&&*value.value) {
            values.push(&value.value);
        }
    }
    match comparison.field {
        Field::VisitorUrl => say_text("the address ", operator, &values),
        Field::VisitorTitle => say_text("the title of the page ", operator, &values),
        Field::VisitorHistory => {
            let is = !expand_segments::is_negative(operator);
            let new = |value: &&&str| History::find(value) == Some(History::New);
            match (values.iter().filter(new).count(), values.len()) {
                (1, 1) if is => Line::of("it is their first visit"),
                (0, 1) if !is => Line::of("it is their first visit"),
                (_, 1) => Line::of("it is not their first visit"),
                (_, _) if is => Line::of("it is any visit"),
                (_, _) => Line::of("it is no visit at all"),
            }
        }
        Field::DeviceLanguage => {
            let mut line = Line::of(match expand_segments::is_negative(operator) {
                true => "their browser speaks anything but ",
                false => "their browser speaks ",
            });
            for (index, tag) in values.iter().enumerate() {
                let name = Language::find(tag).map_or(*tag, |language| language.name);
                let before = match index {
                    0 => "",
                    last if last + 1 == values.len() => " or ",
                    _ => ", ",
                };
                line = line.words(format!("{before}{name}"));
            }
            line
        }
    }
}

fn say_text(subject: &str, operator: Operator, values: &[&str]) -> Line {
    let (verb, conjunction) = match operator {
        Operator::Is => ("is ", "or"),
        Operator::IsNot => ("is not ", "or"),
        Operator::Contains => ("contains ", "or"),
        Operator::DoesNotContain => ("does not contain ", "or"),
    };
    let values: Vec<String> = values
        .iter()
        .map(|value| proactive_engine::words::quoted(value))
        .collect();
    Line::of(subject).and(verb).codes(&values, conjunction)
}
