//! Mistakes that are not in one statement: braces, and what stands outside of blocks.

use std::ops::Range;

use proactive_catalog::{DeclarationKind, aliases, statements};
use proactive_diagnostics::{Finding, Problem, SyntaxProblem};

use super::candidate::Candidate;
use super::token::{Kind, Token};
use super::{header, token};
use crate::suggest::suggest;

/// How many lines of a block say what it belongs to.
const MAX_LINES: usize = 40;

/// The candidates for text outside of blocks, which begins at `start`.
pub(super) fn outside(slice: &str, start: usize, error: &Finding) -> Vec<Candidate> {
    let text = slice.get(start..).unwrap_or("");
    let line = text.find('\n').map_or(slice.len(), |at| start + at);
    let tokens = token::tokens(slice, start..line);
    let brace = tokens.iter().position(|it| it.is_sign("{"));
    let header = tokens.get(..brace.unwrap_or(tokens.len())).unwrap_or(&[]);
    let mut candidates = Vec::new();
    for count in (1..=3.min(header.len())).rev() {
        let Some((first, rest)) = header.split_at_checked(count) else {
            continue;
        };
        let phrase: Vec<&str> = first.iter().map(|it| it.source).collect();
        if let (Some(meant), Some(last)) = (aliases::declaration(&phrase.join(" ")), first.last()) {
            // The second word of `site web "…"` is the name.
            let has_name = rest.iter().any(|it| it.kind == Kind::Word);
            if count > 1 && meant.value.has_id() && !has_name {
                continue;
            }
            let keyword = start..last.range.end;
            candidates.extend(headed(slice, meant.value, keyword, rest, brace.is_some()));
        }
    }
    // `new message m {`: the keyword begins an item of its own.
    if let [only] = header
        && only.kind == Kind::Word
        && slice
            .get(only.range.end..)
            .is_some_and(|it| !it.is_empty() && it.chars().all(|it| matches!(it, ' ' | '\t')))
    {
        let range = only.range.start..slice.len();
        candidates.insert(0, Candidate::edits(vec![(range, String::new())], false));
    }
    let keywords = DeclarationKind::ALL
        .into_iter()
        .map(DeclarationKind::keyword);
    let misspelt = header.first().and_then(|it| suggest(it.source, keywords));
    match (misspelt, header.first()) {
        (Some(meant), Some(first)) => {
            let edit = (first.range.clone(), meant.to_owned());
            candidates.push(Candidate::edits(vec![edit], false));
        }
        (Some(_) | None, _) => {
            candidates.extend(by_content(slice, start, header, brace.is_some()));
        }
    }
    candidates.extend(braces(slice, error));
    candidates
}

/// A header with the keyword of the language: as it is otherwise, and written as a right one.
fn headed(
    slice: &str,
    kind: DeclarationKind,
    keyword: Range<usize>,
    rest: &[Token<'_>],
    has_brace: bool,
) -> Vec<Candidate> {
    let word = kind.keyword();
    let mut candidates = vec![Candidate::edits(
        vec![(keyword.clone(), word.to_owned())],
        false,
    )];
    let Some(last) = rest.last() else {
        return candidates;
    };
    let rest: Vec<&Token<'_>> = rest.iter().filter(|it| it.kind != Kind::Comment).collect();
    if kind == DeclarationKind::Segment {
        for mut candidate in header::segment(slice, &rest) {
            candidate
                .edits
                .insert(0, (keyword.clone(), word.to_owned()));
            candidates.push(candidate);
        }
    }
    let range = keyword.start..last.range.end;
    for (text, _) in header::written(kind, word, &rest) {
        candidates.extend(Candidate::rewrite(slice, &range, &text, false));
        if !has_brace && kind.block().is_some() {
            let opened = format!("{text} {{");
            candidates.extend(Candidate::rewrite(slice, &range, &opened, false));
        }
    }
    candidates
}

/// `cart_help { channel web … }`: the declaration that has most of the statements in the block.
fn by_content(
    slice: &str,
    start: usize,
    header: &[Token<'_>],
    has_brace: bool,
) -> Option<Candidate> {
    let last = header.last().filter(|_| has_brace)?;
    let content = slice.get(last.range.end..)?;
    let words = content
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .take(MAX_LINES);
    let words: Vec<&str> = words.collect();
    let fits = |kind: &DeclarationKind| {
        let has = |word: &&&str| {
            let block = kind.block();
            block.is_some_and(|block| statements::find(block, word).is_some())
        };
        words.iter().filter(has).count()
    };
    let kinds = DeclarationKind::ALL.into_iter();
    let kind = kinds.max_by_key(fits).filter(|kind| fits(kind) > 1)?;
    // `foo cart_help {` has a keyword of its own.
    let has_keyword = header.get(1).is_some_and(|it| it.kind == Kind::Word);
    let rest: Vec<&Token<'_>> = header.iter().skip(usize::from(has_keyword)).collect();
    let (text, _) = header::written(kind, kind.keyword(), &rest)
        .into_iter()
        .next()?;
    Candidate::rewrite(slice, &(start..last.range.end), &text, false)
}

/// Braces that are missing or too many.
pub(super) fn braces(slice: &str, error: &Finding) -> Vec<Candidate> {
    let edit =
        |range: Range<usize>, text: &str| Candidate::edits(vec![(range, text.to_owned())], false);
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
fn line_around(slice: &str, brace: usize) -> Range<usize> {
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
