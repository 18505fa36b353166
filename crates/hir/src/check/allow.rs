//! `# proactive: allow(code): reason` silences lints in the statement or declaration below it.

use proactive_diagnostics::{
    AllowProblem, Code, FileId, Finding, Fix, Kind, Problem, Span, TextRange, TextSize,
};
use proactive_syntax::{Node, SyntaxKind};

use super::Proofs;
use crate::Settings;
use crate::suggest::suggest;
use crate::workspace::LoweredFile;

/// A file, and what decides about its comments.
pub(super) struct Scene<'s> {
    pub(super) file: FileId,
    pub(super) text: &'s str,
    pub(super) lowered: &'s LoweredFile,
    pub(super) settings: &'s Settings,
    pub(super) proofs: Proofs,
}

/// Takes away the lints that comments silence, and reports the comments that silence nothing.
/// `lints` are those of one file; `whole` tells whether a place is in a declaration without error.
pub(super) fn apply(
    scene: &Scene<'_>,
    lints: &mut Vec<Finding>,
    whole: impl Fn(TextRange) -> bool,
) {
    let Scene {
        file,
        text,
        lowered,
        settings,
        proofs,
    } = *scene;
    if !text.contains("proactive:") {
        return;
    }
    let comments = directives(text, lowered);
    if comments.is_empty() {
        return;
    }
    let targets = targets(lowered);
    let mut unused = Vec::new();
    let mut guarded: Vec<(TextRange, bool)> = Vec::new();
    for comment in comments {
        let scope = scope(text, &comment, &targets);
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
            guarded.push((scope.cover(comment.range), false));
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
                    let before = lints.len();
                    if let Some(scope) = scope {
                        lints.retain(|finding| {
                            finding.code() != code || !scope.contains_range(finding.span.range)
                        });
                    }
                    let looked_for = proofs == Proofs::Made || !code.needs_proof();
                    if lints.len() == before && in_whole && looked_for {
                        report(&mut unused, *range, AllowProblem::SilencesNothing { code });
                    }
                }
            }
        }
    }
    unused.retain(|finding| {
        !guarded
            .iter()
            .any(|(scope, _)| scope.contains_range(finding.span.range))
    });
    lints.extend(unused);
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
fn targets(lowered: &LoweredFile) -> Vec<TextRange> {
    let mut targets = Vec::new();
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
        targets.extend(nodes.map(|node| node.range() + item.start));
    }
    targets.sort_by_key(|range| (range.start(), std::cmp::Reverse(range.end())));
    targets.dedup_by_key(|range| range.start());
    targets
}

/// What a comment speaks of: the statement or declaration directly below, other comments between;
/// inside a list or a condition the statement around it.
fn scope(text: &str, comment: &Directive, targets: &[TextRange]) -> Option<TextRange> {
    if !comment.own_line {
        return None;
    }
    below(text, comment, targets).or_else(|| {
        let around = targets
            .iter()
            .filter(|range| range.contains_range(comment.range));
        around.min_by_key(|range| range.len()).copied()
    })
}

fn below(text: &str, comment: &Directive, targets: &[TextRange]) -> Option<TextRange> {
    let next = targets.partition_point(|range| range.start() < comment.range.end());
    let target = *targets.get(next)?;
    let between = slice(text, TextRange::new(comment.range.end(), target.start()));
    let mut lines = between.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        // Of the target's own line only its blanks are left; every other must be a comment.
        let last = lines.peek().is_none();
        let content = line.trim_matches([' ', '\t', '\r']);
        let fits = if last {
            content.is_empty()
        } else {
            content.starts_with('#')
        };
        if !fits {
            return None;
        }
    }
    Some(target)
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
