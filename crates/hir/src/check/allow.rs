//! `# proactive: allow(code): reason` silences lints in the statement or declaration below it.

use proactive_diagnostics::{
    AllowProblem, Code, FileId, Finding, Fix, Kind, Problem, Span, TextRange,
};

use super::Proofs;
use crate::allow_comment::{Directive, Silenceable, directives, parse, slice, targets};
use crate::item::LoweredFile;
use crate::settings::Settings;
use crate::suggest::suggest;

/// A file, and the settings that apply to its comments.
pub(super) struct AllowContext<'s> {
    pub(super) file: FileId,
    pub(super) text: &'s str,
    pub(super) lowered: &'s LoweredFile,
    pub(super) settings: &'s Settings,
    pub(super) proofs: Proofs,
}

/// Removes the lints that comments silence, and reports comments that silence nothing.
///
/// `lints` are those of one file, ordered by place. `is_reported` returns whether lints with a code are
/// reported in a range: a declaration with an error has none that could be silenced.
pub(super) fn apply(
    context: &AllowContext<'_>,
    lints: &mut Vec<Finding>,
    is_reported: impl Fn(TextRange, Code) -> bool,
) {
    let AllowContext {
        file,
        text,
        lowered,
        settings,
        proofs,
    } = *context;
    let comments = directives(text, lowered);
    if comments.is_empty() {
        return;
    }
    let scopes = scopes(text, &comments, &targets(lowered));
    let mut silenced = vec![false; lints.len()];
    let mut unused = Vec::new();
    let mut guarded: Vec<(TextRange, bool)> = Vec::new();
    for (comment, scope) in comments.iter().zip(scopes) {
        let report = |unused: &mut Vec<Finding>, range: TextRange, problem: AllowProblem| {
            let finding = Finding::new(Problem::UnusedAllow(problem), Span::new(file, range));
            unused.push(finding);
        };
        let Some(parsed) = parse(text, comment.range) else {
            report(&mut unused, comment.range, AllowProblem::Malformed);
            continue;
        };
        if settings.require_reason && parsed.reason.is_none() {
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
                    let found =
                        scope.is_some_and(|scope| silence(lints, &mut silenced, scope, code));
                    let looked_for = proofs == Proofs::Included || !code.needs_proof();
                    let is_reported = || scope.is_none_or(|scope| is_reported(scope, code));
                    if !found && looked_for && is_reported() {
                        report(&mut unused, *range, AllowProblem::SilencesNothing { code });
                    }
                }
            }
        }
    }
    let mut silenced = silenced.into_iter();
    lints.retain(|_| !silenced.next().unwrap_or(false));
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
        .filter(|code| code.can_be_allowed())
        .map(|code| code.as_str())
}

/// Marks the lints with `code` in `scope` as silenced. Returns whether this silenced a lint that no
/// other comment does.
fn silence(lints: &[Finding], silenced: &mut [bool], scope: TextRange, code: Code) -> bool {
    let first = lints.partition_point(|finding| finding.span.range.start() < scope.start());
    let mut found = false;
    for (finding, silenced) in lints.iter().zip(silenced).skip(first) {
        if finding.span.range.start() > scope.end() {
            break;
        }
        if finding.code() == code && scope.contains_range(finding.span.range) {
            found |= !*silenced;
            *silenced = true;
        }
    }
    found
}

/// Returns the range that each comment refers to: the statement or declaration directly below it,
/// ignoring other comments between; inside a list or a condition, the statement around it.
fn scopes(text: &str, comments: &[Directive], targets: &[Silenceable]) -> Vec<Option<TextRange>> {
    let mut around: Vec<&Silenceable> = Vec::new();
    let mut rest = targets.iter().peekable();
    let mut scopes = Vec::with_capacity(comments.len());
    let mut nexts = Vec::with_capacity(comments.len());
    for comment in comments {
        while let Some(target) = rest.next_if(|target| target.range.start() < comment.range.start())
        {
            around.retain(|outer| outer.range.end() > target.range.start());
            around.push(target);
        }
        around.retain(|outer| outer.range.end() > comment.range.start());
        nexts.push(rest.peek().map(|target| target.range));
        let inside = around.last().filter(|target| !target.has_block);
        scopes.push(inside.map(|target| target.range));
    }
    // From last to first: a comment directly above another refers to the same target.
    let mut below: Option<(TextRange, Option<TextRange>)> = None;
    let upward = comments.iter().zip(nexts).zip(&mut scopes).rev();
    for ((comment, next), scope) in upward {
        let next_comment =
            below.filter(|(later, _)| next.is_none_or(|n| later.start() < n.start()));
        let target = match (next_comment, next) {
            (Some((later, target)), _) if is_above(text, comment.range, later) => target,
            (None, Some(next)) if is_above(text, comment.range, next) => Some(next),
            (Some(_) | None, _) => None,
        };
        below = Some((comment.range, target));
        *scope = target.or(*scope).filter(|_| comment.own_line);
    }
    scopes
}

/// Returns whether only comments separate the line of a comment from a target below it.
fn is_above(text: &str, comment: TextRange, target: TextRange) -> bool {
    let between = slice(text, TextRange::new(comment.end(), target.start()));
    let mut lines = between.split('\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        // The last line is the indentation of the target; every other line must be a comment.
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
