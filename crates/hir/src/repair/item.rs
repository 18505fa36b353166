//! Mistakes that are not in one statement: braces, and what stands outside of blocks.

use proactive_catalog::{DeclarationKind, aliases};
use proactive_diagnostics::{Finding, Problem, SyntaxProblem};

use super::candidate::Candidate;
use super::token::Token;

/// The candidates for text outside of blocks.
pub(super) fn outside(slice: &str, tokens: &[Token<'_>], error: &Finding) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    if let [first, rest @ ..] = tokens {
        let mut edit = |range: std::ops::Range<usize>, text: &str| {
            candidates.push(Candidate::edits(vec![(range, text.to_owned())], false));
        };
        if let Some(meant) = aliases::declaration(first.source) {
            edit(first.range.clone(), meant.value.keyword());
        }
        // `proactive message m`
        if let Some(next) = rest
            .first()
            .filter(|it| DeclarationKind::find(it.source).is_some())
        {
            edit(first.range.start..next.range.start, "");
        }
    }
    candidates.extend(braces(slice, error));
    candidates
}

/// Braces that are missing or too many.
pub(super) fn braces(slice: &str, error: &Finding) -> Vec<Candidate> {
    let edit = |range: std::ops::Range<usize>, text: &str| {
        Candidate::edits(vec![(range, text.to_owned())], false)
    };
    match &error.problem {
        Problem::UnclosedDelimiter { .. } => {
            let end = slice.trim_end().len();
            vec![edit(end..end, "\n}"), edit(end..end, "\n  }\n}")]
        }
        // A `}` before it closes the block too early.
        Problem::UnknownDeclaration { .. }
        | Problem::Syntax(
            SyntaxProblem::SurplusClose { .. } | SyntaxProblem::StrayOutside { .. },
        )
        | Problem::UnknownStatement { .. }
        | Problem::MissingStatement { .. } => {
            let start = usize::from(error.span.range.start());
            let mut candidates = Vec::new();
            if matches!(
                error.problem,
                Problem::Syntax(SyntaxProblem::SurplusClose { .. })
            ) {
                candidates.push(edit(line_around(slice, start), ""));
            }
            let before = slice.get(..start).unwrap_or("");
            if let Some(brace) = before.rfind('}') {
                candidates.push(edit(line_around(slice, brace), ""));
            }
            candidates
        }
        _ => Vec::new(),
    }
}

/// A brace alone on its line, with the line and an empty one after it; else the brace.
fn line_around(slice: &str, brace: usize) -> std::ops::Range<usize> {
    let start = slice
        .get(..brace)
        .and_then(|it| it.rfind('\n'))
        .map_or(0, |at| at + 1);
    let end = slice
        .get(brace..)
        .and_then(|it| it.find('\n'))
        .map_or(slice.len(), |at| brace + at + 1);
    let is_alone = slice.get(start..end).is_some_and(|line| line.trim() == "}");
    match is_alone {
        true => start..end,
        false => brace..brace + 1,
    }
}
