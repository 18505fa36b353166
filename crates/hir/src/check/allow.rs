//! `# proactive: allow(code): reason` silences lints in the statement or declaration below it.

use std::collections::BTreeSet;

use proactive_diagnostics::{
    AllowProblem, Code, FileId, Finding, Fix, Kind, Problem, Span, TextRange, TextSize,
};
use proactive_syntax::{Node, SyntaxKind};

use crate::Settings;
use crate::suggest::suggest;
use crate::workspace::LoweredFile;

/// Takes away the lints that comments silence, and reports the comments that silence nothing.
/// `lints` are those of one file; `whole` tells whether a place is in a declaration without error.
pub(super) fn apply(
    file: FileId,
    text: &str,
    lowered: &LoweredFile,
    settings: &Settings,
    lints: &mut Vec<Finding>,
    whole: impl Fn(TextRange) -> bool,
) {
    if !text.contains("proactive:") {
        return;
    }
    let comments = directives(text, lowered);
    if comments.is_empty() {
        return;
    }
    let scopes = scopes(text, &comments, &Targets::of(lowered));
    let mut silent = Silent::new(lints);
    let mut unused = Vec::new();
    let mut guarded: Vec<TextRange> = Vec::new();
    for (comment, scope) in comments.into_iter().zip(scopes) {
        // In a declaration with an error there are no lints to silence.
        let in_whole = scope.is_none_or(&whole);
        let report = |unused: &mut Vec<Finding>, range: TextRange, problem: AllowProblem| {
            let finding = Finding::new(Problem::UnusedAllow(problem), Span::new(file, range));
            unused.push(finding);
        };
        let Some(parsed) = parse(text, comment.range) else {
            report(&mut unused, comment.range, AllowProblem::Malformed);
            continue;
        };
        if settings.require_reason && !parsed.has_reason {
            report(&mut unused, comment.range, AllowProblem::NoReason);
            continue;
        }
        let guards = parsed
            .codes
            .iter()
            .any(|(word, _)| *word == Code::UnusedAllow.as_str());
        if let Some(scope) = scope.filter(|_| guards) {
            guarded.push(scope.cover(comment.range));
        }
        for (word, range) in &parsed.codes {
            match word.parse::<Code>() {
                Err(_) => {
                    let meant = suggest(word, lint_names());
                    report(
                        &mut unused,
                        *range,
                        AllowProblem::UnknownCode {
                            word: (*word).to_owned(),
                            suggestion: meant.map(str::to_owned),
                        },
                    );
                    let fix = meant.map(|meant| Fix::suggest(Span::new(file, *range), meant));
                    if let Some(finding) = unused.last_mut() {
                        finding.fixes.extend(fix);
                    }
                }
                Ok(code) if code.kind() == Kind::Error => {
                    report(&mut unused, *range, AllowProblem::IsAnError { code });
                }
                Ok(Code::UnusedAllow) if guards => {}
                Ok(code) => {
                    let silenced = scope.is_some_and(|scope| silent.silence(code, scope));
                    if !silenced && in_whole {
                        report(&mut unused, *range, AllowProblem::SilencesNothing { code });
                    }
                }
            }
        }
    }
    silent.apply();
    let guarded = joined(guarded);
    unused.retain(|finding| {
        let behind = guarded.partition_point(|range| range.start() <= finding.span.range.start());
        let before = behind.checked_sub(1).and_then(|at| guarded.get(at));
        !before.is_some_and(|range| range.contains_range(finding.span.range))
    });
    lints.extend(unused);
}

/// The lints of a file, by code and place, without those that were silenced.
struct Silent<'l> {
    lints: &'l mut Vec<Finding>,
    left: BTreeSet<(Code, TextSize, usize)>,
}

impl<'l> Silent<'l> {
    fn new(lints: &'l mut Vec<Finding>) -> Self {
        let left = lints
            .iter()
            .enumerate()
            .map(|(index, finding)| (finding.code(), finding.span.range.start(), index))
            .collect();
        Self { lints, left }
    }

    /// Takes away the lints of a code in a range, and tells whether there was one.
    fn silence(&mut self, code: Code, scope: TextRange) -> bool {
        let places = (code, scope.start(), 0)..=(code, scope.end(), usize::MAX);
        let found: Vec<_> = self
            .left
            .range(places)
            .filter(|(_, _, index)| {
                let finding = self.lints.get(*index);
                finding.is_some_and(|finding| scope.contains_range(finding.span.range))
            })
            .copied()
            .collect();
        for place in &found {
            self.left.remove(place);
        }
        !found.is_empty()
    }

    fn apply(self) {
        let mut left: Vec<usize> = self.left.into_iter().map(|(_, _, index)| index).collect();
        left.sort_unstable();
        let mut left = left.into_iter().peekable();
        let mut index = 0;
        self.lints.retain(|_| {
            index += 1;
            left.next_if_eq(&(index - 1)).is_some()
        });
    }
}

/// Ranges in order, those that touch each other joined.
fn joined(mut ranges: Vec<TextRange>) -> Vec<TextRange> {
    ranges.sort_by_key(|range| range.start());
    ranges.dedup_by(|later, first| {
        let touches = later.start() <= first.end();
        if touches {
            *first = first.cover(*later);
        }
        touches
    });
    ranges
}

fn lint_names() -> impl Iterator<Item = &'static str> {
    Code::ALL
        .iter()
        .filter(|code| code.kind() == Kind::Lint)
        .map(|code| code.as_str())
}

/// A comment that speaks to the checker.
struct Directive {
    range: TextRange,
    /// Nothing but blanks stands before it on its line.
    own_line: bool,
}

fn directives(text: &str, lowered: &LoweredFile) -> Vec<Directive> {
    let mut found = Vec::new();
    for item in &lowered.items {
        for node in item.parsed.tree.nodes() {
            if node.kind() != SyntaxKind::Comment {
                continue;
            }
            let range = node.range() + item.start;
            let comment = slice(text, range);
            if !comment
                .trim_start_matches('#')
                .trim_start()
                .starts_with("proactive:")
            {
                continue;
            }
            let before = text.get(..usize::from(range.start())).unwrap_or("");
            let line = before.rsplit('\n').next().unwrap_or("");
            let own_line = line.trim_matches(['\u{FEFF}', ' ', '\t']).is_empty();
            found.push(Directive { range, own_line });
        }
    }
    found
}

/// The statements and declarations of a file, by where they begin.
struct Targets {
    ranges: Vec<TextRange>,
    /// For each the one around it.
    around: Vec<Option<usize>>,
}

impl Targets {
    fn of(lowered: &LoweredFile) -> Self {
        let mut ranges = Vec::new();
        for item in &lowered.items {
            let is_target = |node: &Node<'_>| {
                node.kind().is_statement()
                    || item
                        .draft
                        .declaration
                        .as_ref()
                        .is_some_and(|declaration| declaration.range == node.range())
            };
            let nodes = item.parsed.tree.nodes().filter(is_target);
            ranges.extend(nodes.map(|node| node.range() + item.start));
        }
        ranges.sort_by_key(|range| (range.start(), std::cmp::Reverse(range.end())));
        ranges.dedup_by_key(|range| range.start());
        let mut around = Vec::with_capacity(ranges.len());
        let mut open: Vec<usize> = Vec::new();
        for (index, range) in ranges.iter().enumerate() {
            while let Some(outer) = open.last().and_then(|&outer| ranges.get(outer)) {
                if outer.contains_range(*range) {
                    break;
                }
                open.pop();
            }
            around.push(open.last().copied());
            open.push(index);
        }
        Self { ranges, around }
    }

    /// The first that begins behind a place.
    fn behind(&self, place: TextSize) -> Option<TextRange> {
        let next = self.ranges.partition_point(|range| range.start() < place);
        self.ranges.get(next).copied()
    }

    /// The innermost around a range.
    fn around(&self, range: TextRange) -> Option<TextRange> {
        let behind = self
            .ranges
            .partition_point(|target| target.start() <= range.start());
        let mut at = behind.checked_sub(1);
        while let Some(index) = at {
            let target = *self.ranges.get(index)?;
            if target.contains_range(range) {
                return Some(target);
            }
            at = *self.around.get(index)?;
        }
        None
    }
}

/// What each comment speaks of: the statement or declaration directly below, other comments
/// between; inside a list or a condition the statement around it.
fn scopes(text: &str, comments: &[Directive], targets: &Targets) -> Vec<Option<TextRange>> {
    let mut scopes = Vec::with_capacity(comments.len());
    // The comment below and what it stands directly above, from the last comment upward.
    let mut next: Option<(&Directive, Option<TextRange>)> = None;
    for comment in comments.iter().rev() {
        let end = comment.range.end();
        let target = targets.behind(end);
        let below = match (target, next) {
            (None, _) => None,
            (Some(target), Some((next, below)))
                if next.own_line && next.range.start() < target.start() =>
            {
                below
                    .filter(|_| only_comments(slice(text, TextRange::new(end, next.range.start()))))
            }
            (Some(target), _) => Some(target)
                .filter(|_| only_comments(slice(text, TextRange::new(end, target.start())))),
        };
        next = Some((comment, below));
        scopes.push(match comment.own_line {
            true => below.or_else(|| targets.around(comment.range)),
            false => None,
        });
    }
    scopes.reverse();
    scopes
}

/// Whether the text behind a comment holds nothing but whole lines of comments, and blanks before
/// what follows.
fn only_comments(between: &str) -> bool {
    let mut lines = between.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        let last = lines.peek().is_none();
        let content = line.trim_matches([' ', '\t', '\r']);
        let fits = if last {
            content.is_empty()
        } else {
            content.starts_with('#')
        };
        if !fits {
            return false;
        }
    }
    true
}

struct Parsed<'t> {
    codes: Vec<(&'t str, TextRange)>,
    has_reason: bool,
}

/// Reads `# proactive: allow(code, code): reason`.
fn parse(text: &str, range: TextRange) -> Option<Parsed<'_>> {
    let comment = slice(text, range);
    let inside = comment.trim_start_matches('#').trim_start();
    let list = inside
        .strip_prefix("proactive:")?
        .trim_start()
        .strip_prefix("allow")?;
    let list = list.trim_start().strip_prefix('(')?;
    let (list, behind) = list.split_once(')')?;
    let behind = behind.trim();
    let has_reason = match behind.strip_prefix(':') {
        Some(reason) => !reason.trim().is_empty(),
        None if behind.is_empty() => false,
        None => return None,
    };
    let mut codes = Vec::new();
    for part in list.split(',') {
        let word = part.trim();
        if word.is_empty() {
            return None;
        }
        let offset = word.as_ptr() as usize - comment.as_ptr() as usize;
        let size = |length: usize| TextSize::new(u32::try_from(length).unwrap_or(0));
        codes.push((
            word,
            TextRange::at(range.start() + size(offset), size(word.len())),
        ));
    }
    Some(Parsed { codes, has_reason })
}

fn slice(text: &str, range: TextRange) -> &str {
    text.get(std::ops::Range::<usize>::from(range))
        .unwrap_or("")
}
