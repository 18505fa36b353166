//! The rule of a message in plain English: who gets it, when, where, and how often.

use proactive_catalog::{
    Event, FieldType, Frequency, History, Language, MessageStatus, Operator, ReferenceKind, Word,
};
use proactive_hir::draft::{Comparison, Condition, ConditionKind, Message, Reply, Slot, When};
use proactive_hir::{Declarations, MessageHours};
use proactive_syntax::literal;

use super::phrases::long_duration;
use crate::expand_segments;
use crate::markup::{Line, Markup, Section};

/// The maximum number of comparisons and segments that fit into a sentence.
const MAX_LEAVES: usize = 6;

/// Adds the rule of a message.
pub(super) fn describe(
    markup: Markup,
    declarations: &Declarations<'_>,
    message: &Message,
) -> Markup {
    let (lines, code) = rule(declarations, message);
    let markup = markup.with(Section::List(lines));
    match code {
        Some(code) => markup.code(code),
        None => markup,
    }
}

/// The rule, line by line, as plain text with code in backticks.
pub(super) fn summary(declarations: &Declarations<'_>, message: &Message) -> Vec<String> {
    let (lines, code) = rule(declarations, message);
    let code = code.map(|code| Line::default().code(code));
    lines.iter().chain(&code).map(Line::plain).collect()
}

/// The lines of the rule, and the condition if it is too long for a sentence.
fn rule(declarations: &Declarations<'_>, message: &Message) -> (Vec<Line>, Option<String>) {
    let mut lines = Vec::new();
    let mut code = None;
    match &message.when {
        Slot::Given((_, When::Always)) => lines.push(Line::labelled("Who:").text("every visitor.")),
        Slot::Given((_, When::Condition(condition))) => {
            if leaves(condition) <= MAX_LEAVES {
                let clause = clause(condition, true).text(".");
                lines.push(Line::labelled("Who:").then(clause));
            } else {
                lines.push(Line::labelled("Who:").text("visitors who match the condition below."));
                code = Some(expand_segments::format_condition(condition));
            }
        }
        Slot::Absent | Slot::Broken => {}
    }
    if let Some(trigger) = message.trigger.given() {
        let line = Line::labelled("When:");
        lines.push(match trigger.event {
            Event::PageLoad => line.text("immediately when a page loads."),
            Event::PageView if trigger.after_seconds == 0 => {
                line.text("as soon as a page has loaded.")
            }
            Event::PageView => line
                .verbatim(long_duration(trigger.after_seconds))
                .text(" after a page has loaded, if they are still on it."),
        });
    }
    lines.extend(location(declarations, message));
    if let Some(hours) = declarations.hours_of(message) {
        let line = Line::labelled("Hours:");
        lines.push(match hours {
            MessageHours::Anytime => line.text("at any time."),
            MessageHours::Inside(schedule) => line.text("while ").code(schedule).text(" is open."),
            MessageHours::Outside(schedules) => match schedules.as_slice() {
                [only] => line.text("while ").code(*only).text(" is closed."),
                several => line
                    .text("while ")
                    .codes(several, "and")
                    .text(" are all closed."),
            },
        });
    }
    if let Some(frequency) = message.frequency.given() {
        let often = match frequency.value {
            Frequency::OncePerCustomer => {
                "once per customer: never again after it was shown, until the browser's data is cleared."
            }
            Frequency::OncePerVisit => {
                "once per visit: not again in the same visit after it was opened or dismissed."
            }
            Frequency::EveryTime => "every time.",
        };
        lines.push(Line::labelled("How often:").text(often));
    }
    lines.extend(reply(declarations, message));
    match message.status.given().map(|status| status.value) {
        Some(status @ (MessageStatus::Paused | MessageStatus::Draft)) => {
            let line = Line::labelled("Status:").code(status.as_str());
            lines.push(line.text(": it is not shown."));
        }
        Some(MessageStatus::Published) | None => {}
    }
    (lines, code)
}

fn location(declarations: &Declarations<'_>, message: &Message) -> Option<Line> {
    let channel = declarations.channel_of(message)?;
    let mut line = Line::labelled("Where:").code(channel.name()?);
    if let Some(title) = &channel.declaration().title {
        line = line.verbatim(format!(" ({})", title.value));
    }
    if let Some(brand) = declarations.brand_of(message) {
        line = line.text(", for the brand ").code(brand.value.as_ref());
    }
    let websites = channel.declaration().as_channel()?.websites.given();
    if let Some(websites) = websites {
        let websites = websites.iter().map(|website| website.value.to_string());
        line = line
            .text(", on ")
            .codes(&websites.collect::<Vec<_>>(), "and");
    }
    Some(line.text("."))
}

fn reply(declarations: &Declarations<'_>, message: &Message) -> Option<Line> {
    let line = Line::labelled("Then:");
    match message.reply.given()? {
        Reply::Agent { ask, .. } => {
            let line = line.text("a person takes over");
            let asked: Vec<&str> = match ask {
                Slot::Absent => vec!["name", "email"],
                Slot::Given(asked) => asked.iter().map(|ask| ask.value.as_str()).collect(),
                Slot::Broken => return Some(line.text(".")),
            };
            let text = match (asked.contains(&"name"), asked.contains(&"email")) {
                (true, true) => " after the customer has given a name and an email address.",
                (true, false) => " after the customer has given a name.",
                (false, true) => " after the customer has given an email address.",
                (false, false) => " without asking the customer for anything.",
            };
            Some(line.text(text))
        }
        Reply::Bot { bot, answer } => {
            let (bot, answer) = (bot.given()?, answer.given()?);
            let line = line
                .text("the bot ")
                .code(bot.value.as_ref())
                .text(" answers with ");
            let line = line.code(answer.value.as_ref());
            let declared = declarations.referred(ReferenceKind::Bot, &bot.value);
            Some(
                match declared.and_then(|bot| bot.answer_title(&answer.value)) {
                    Some(title) => line.verbatim(format!(" ({title})")).text("."),
                    None => line.text("."),
                },
            )
        }
    }
}

/// The number of comparisons and segments in a condition. Long lists count more than once.
fn leaves(condition: &Condition) -> usize {
    match &condition.kind {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => parts.iter().map(leaves).sum(),
        ConditionKind::Not(inner) => leaves(inner),
        ConditionKind::Comparison(comparison) => comparison.values.len().div_ceil(4),
        ConditionKind::Segment(_) => 1,
        // A condition with errors is shown as code.
        ConditionKind::Broken => MAX_LEAVES + 1,
    }
}

/// A condition, or its negation, as a clause.
fn clause(condition: &Condition, holds: bool) -> Line {
    match &condition.kind {
        ConditionKind::And(parts) => join(parts, holds, holds),
        ConditionKind::Or(parts) => join(parts, holds, !holds),
        ConditionKind::Not(inner) => clause(inner, !holds),
        ConditionKind::Comparison(comparison) => comparison_clause(comparison, holds),
        ConditionKind::Segment(name) => Line::new(match holds {
            true => "they belong to ",
            false => "they do not belong to ",
        })
        .code(name.value.as_ref()),
        ConditionKind::Broken => Line::new("…"),
    }
}

fn join(parts: &[Condition], holds: bool, all: bool) -> Line {
    let mut line = Line::default();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            line = line.text(if all { ", and " } else { ", or " });
        }
        let clause = clause(part, holds);
        line = match is_group(part) {
            true => line.text("(").then(clause).text(")"),
            false => line.then(clause),
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

fn comparison_clause(comparison: &Comparison, holds: bool) -> Line {
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
    let info = comparison.field.info();
    match info.ty {
        FieldType::Text => text_clause(info.phrase, operator, &values),
        FieldType::History => {
            let is = !expand_segments::is_negative(operator);
            let new = |value: &&&str| History::find(value) == Some(History::New);
            match (values.iter().filter(new).count(), values.len()) {
                (1, 1) if is => Line::new("it is their first visit"),
                (0, 1) if !is => Line::new("it is their first visit"),
                (_, 1) => Line::new("it is not their first visit"),
                (_, _) if is => Line::new("it is any visit"),
                (_, _) => Line::new("it is neither a first nor a later visit"),
            }
        }
        FieldType::Language => {
            let mut line = Line::new(match expand_segments::is_negative(operator) {
                true => "their browser language is not ",
                false => "their browser language is ",
            });
            for (index, tag) in values.iter().enumerate() {
                let name = Language::find(tag).map_or(*tag, |language| language.name);
                let before = match index {
                    0 => "",
                    last if last + 1 == values.len() => " or ",
                    _ => ", ",
                };
                line = line.verbatim(format!("{before}{name}"));
            }
            line
        }
    }
}

fn text_clause(subject: &str, operator: Operator, values: &[&str]) -> Line {
    let values: Vec<String> = values.iter().map(|value| literal::quote(value)).collect();
    let verb = operator.words();
    Line::new(&format!("{subject} {verb} ")).codes(&values, "or")
}
