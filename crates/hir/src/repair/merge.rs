//! Statements that belong in another one: a second `when`, a second list, `exclude …`.

use std::ops::Range;

use proactive_catalog::aliases::Connective;
use proactive_diagnostics::{Finding, LabelKind, Problem, StepRule, TextRange};
use proactive_syntax::{Node, ParsedSlice, SyntaxKind};

use super::candidate::Candidate;
use super::{condition, token, words};
use crate::names::Names;

/// The item with a statement merged into an earlier one.
pub(super) fn candidates(
    names: &Names<'_>,
    slice: &str,
    parsed: &ParsedSlice,
    error: &Finding,
) -> Vec<Candidate> {
    let found = match &error.problem {
        Problem::DuplicateStatement { .. } => duplicate(slice, parsed, error),
        Problem::UnknownStatement { .. } => further_condition(names, slice, parsed, error),
        Problem::MisplacedStep {
            rule: StepRule::BelongsAbove,
            ..
        } => to_the_top(slice, parsed, error),
        _ => None,
    };
    found.into_iter().collect()
}

/// The statement around a place.
fn statement_at(parsed: &ParsedSlice, range: TextRange) -> Option<Node<'_>> {
    let mut nodes = parsed
        .tree
        .nodes()
        .filter(|node| node.kind().is_statement() && node.range().contains_range(range));
    nodes.next()
}

/// A statement that must come first in its block, moved there.
fn to_the_top(slice: &str, parsed: &ParsedSlice, error: &Finding) -> Option<Candidate> {
    let statement = statement_at(parsed, error.span.range)?;
    let mut statements = parsed
        .tree
        .nodes()
        .filter(|node| node.kind().is_known_statement());
    let first = statements.next().filter(|it| *it != statement)?;
    let at = usize::from(first.range().start());
    let line = slice.get(..at)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = slice.get(line..at).filter(|it| it.trim().is_empty())?;
    let text = statement.text(slice).trim();
    let edits = vec![
        (at..at, format!("{text}\n{indent}")),
        (line_of(slice, statement), String::new()),
    ];
    Some(Candidate {
        shown: Some(text.to_owned()),
        ..Candidate::edits(edits, false)
    })
}

/// Two statements of one kind as one: conditions joined by `and`, lists one after the other.
fn duplicate(slice: &str, parsed: &ParsedSlice, error: &Finding) -> Option<Candidate> {
    let first = error
        .labels
        .iter()
        .find(|it| it.kind == LabelKind::FirstGiven)?;
    let first = statement_at(parsed, first.span.range)?;
    let second = statement_at(parsed, error.span.range)?;
    if first.kind() != second.kind() || first == second {
        return None;
    }
    let edits = match first.kind() {
        SyntaxKind::When => {
            let (one, other) = (
                first.child(SyntaxKind::Condition)?,
                second.child(SyntaxKind::Condition)?,
            );
            joined(slice, one, &in_parentheses(other.text(slice).trim()), "and")
        }
        SyntaxKind::Tags
        | SyntaxKind::Ask
        | SyntaxKind::Channels
        | SyntaxKind::Website
        | SyntaxKind::BusinessHours => {
            let keyword = second.child(SyntaxKind::Keyword)?;
            let values = slice.get(keyword.range().end().into()..second.range().end().into())?;
            let end = trimmed_end(slice, first);
            let there = first.text(slice);
            let has = |value: &str| there.split([' ', '\t', ',']).any(|it| it == value);
            let more: Vec<&str> = values
                .split(',')
                .map(str::trim)
                .filter(|it| !has(it))
                .collect();
            match more.is_empty() {
                true => Vec::new(),
                false => vec![(end..end, format!(", {}", more.join(", ")))],
            }
        }
        _ => return None,
    };
    Some(in_one(slice, first, edits, second))
}

/// `exclude visitor.url contains "/print"` as a part of `when`.
fn further_condition(
    names: &Names<'_>,
    slice: &str,
    parsed: &ParsedSlice,
    error: &Finding,
) -> Option<Candidate> {
    let statement = statement_at(parsed, error.span.range)?;
    let tokens = token::tokens(slice, statement.range().into());
    let (keyword, rest) = tokens.split_first()?;
    let (connective, _) = words::connective(keyword.source)?;
    let negates = match connective {
        Connective::AndNot | Connective::Not | Connective::NoneOf => true,
        Connective::And => false,
        Connective::Or | Connective::AnyOf | Connective::AllOf => return None,
    };
    let read = condition::rewritten(names, slice, rest)?;
    let Some(when) = parsed
        .tree
        .nodes()
        .find(|node| node.kind() == SyntaxKind::When)
    else {
        // `unless visitor.url contains "/cart"`
        let range = keyword.range.start..rest.last()?.range.end;
        let text = match read.text.contains(" and ") || read.text.contains(" or ") {
            true => format!("when not ({})", read.text),
            false => format!("when not {}", read.text),
        };
        return negates.then(|| Candidate::rewrite(slice, &range, &text, false))?;
    };
    let written = when.child(SyntaxKind::Condition)?;
    let addition = match negates {
        true if read.text.contains(' ') && read.text.contains(" and ")
            || read.text.contains(" or ") =>
        {
            format!("not ({})", read.text)
        }
        true => format!("not {}", read.text),
        false => in_parentheses(&read.text),
    };
    let edits = joined(slice, written, &addition, "and");
    Some(in_one(slice, when, edits, statement))
}

/// The change that extends a statement by `edits` and removes another one.
fn in_one(
    slice: &str,
    extended: Node<'_>,
    mut edits: Vec<(Range<usize>, String)>,
    removed: Node<'_>,
) -> Candidate {
    if edits.is_empty() {
        return Candidate::edits(vec![(line_of(slice, removed), String::new())], false);
    }
    let own = Candidate::edits(edits.clone(), false);
    let (start, end) = (
        usize::from(extended.range().start()),
        trimmed_end(slice, extended),
    );
    let statement = own.applied_to(slice).and_then(|text| {
        let length = (end + text.len()).checked_sub(slice.len())?;
        Some(text.get(start..length)?.trim().to_owned())
    });
    edits.push((line_of(slice, removed), String::new()));
    Candidate {
        shown: statement,
        ..Candidate::edits(edits, false)
    }
}

/// The edits that add a part to a condition.
fn joined(
    slice: &str,
    condition: Node<'_>,
    addition: &str,
    connective: &str,
) -> Vec<(Range<usize>, String)> {
    let start = usize::from(condition.range().start());
    let text = condition.text(slice);
    let start = start + (text.len() - text.trim_start().len());
    let end = trimmed_end(slice, condition);
    let mut edits = Vec::new();
    let mut after = format!(" {connective} {addition}");
    if in_parentheses(text.trim()) != text.trim() {
        edits.push((start..start, "(".to_owned()));
        after.insert(0, ')');
    }
    edits.push((end..end, after));
    edits
}

/// A condition that `and` does not tear apart.
fn in_parentheses(condition: &str) -> String {
    match condition.split_whitespace().any(|word| word == "or") {
        true => format!("({condition})"),
        false => condition.to_owned(),
    }
}

fn trimmed_end(slice: &str, node: Node<'_>) -> usize {
    usize::from(node.range().start()) + node.text(slice).trim_end().len()
}

/// A statement with its line, if it is alone there.
fn line_of(slice: &str, node: Node<'_>) -> Range<usize> {
    let (start, end) = (usize::from(node.range().start()), trimmed_end(slice, node));
    let line = slice
        .get(..start)
        .and_then(|it| it.rfind('\n'))
        .map_or(0, |at| at + 1);
    let after = slice.get(end..).unwrap_or("");
    let rest = after.find('\n').unwrap_or(after.len());
    let is_alone = slice
        .get(line..start)
        .is_some_and(|it| it.trim().is_empty())
        && after.get(..rest).is_some_and(|it| it.trim().is_empty());
    match is_alone && line > 0 {
        // The line ending before it goes.
        true => line - 1..end,
        false => start..end,
    }
}
