//! Suppresses a lint with `# proactive: allow(code)` above the statement or declaration.

use proactive_diagnostics::{Code, Edit, FileId, Finding, Kind, Span, TextRange, TextSize};
use proactive_hir::Item;
use proactive_syntax::SyntaxKind;

use super::action::{Action, ActionKind};
use super::fixes::touching;
use crate::indent::Indent;
use crate::{FilePosition, Snapshot, comment};

/// A placeholder for the reason, where the manifest requires one.
const REASON: &str = "reason";

/// Actions to suppress each of the lints that touch a range.
pub(super) fn allow(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let mut done: Vec<(Code, TextSize)> = Vec::new();
    let mut found = Vec::new();
    for (index, finding) in touching(snapshot, file, range) {
        let code = finding.code();
        // An unused `allow` should be removed rather than suppressed.
        if code.kind() == Kind::Error || code == Code::UnusedAllow {
            continue;
        }
        let Some(target) = target(snapshot, file, finding) else {
            continue;
        };
        if done.contains(&(code, target)) {
            continue;
        }
        done.push((code, target));
        let edit = edit(snapshot, file, target, code);
        let title = format!("Suppress `{code}` with a comment");
        found.push(Action {
            finding: Some(index),
            ..Action::new(title, ActionKind::QuickFix, vec![edit])
        });
    }
    found
}

/// The start of the innermost statement or declaration that holds a finding.
fn target(snapshot: &Snapshot, file: FileId, finding: &Finding) -> Option<TextSize> {
    let offset = finding.span.range.start();
    let item = snapshot
        .item_at(FilePosition { file, offset })
        .filter(|item| item.range().contains_range(finding.span.range))
        .or_else(|| holding(snapshot, file, finding.span.range))?;
    let start = item.range().start();
    let range = finding.span.range - start;
    let node = item
        .parsed()
        .tree
        .nodes()
        .filter(|node| node.range().contains_range(range) && !node.range().is_empty())
        .filter(|node| {
            let declares =
                node.kind().declaration().is_some() && node.child(SyntaxKind::Keyword).is_some();
            declares || node.kind().is_statement()
        })
        .last()?;
    Some(node.range().start() + start)
}

fn holding(snapshot: &Snapshot, file: FileId, range: TextRange) -> Option<&Item> {
    let items = snapshot.workspace().items(file);
    items.iter().find(|item| item.range().contains_range(range))
}

/// Inserts the comment above `target`, or adds the code to the comment that is already there.
fn edit(snapshot: &Snapshot, file: FileId, target: TextSize, code: Code) -> Edit {
    let text = snapshot.text(file);
    let replace = |range: TextRange, replacement: String| Edit {
        span: Span::new(file, range),
        replacement,
    };
    let above = comment::lines_above(text, target);
    let needs_reason = snapshot.workspace().settings().require_reason;
    let codes = above.iter().rev().find_map(|(range, line)| {
        let codes = allowed(line, needs_reason)?;
        Some(codes + range.start())
    });
    if let Some(end) = codes {
        return replace(TextRange::empty(end), format!(", {code}"));
    }
    let reason = match needs_reason {
        true => format!(": {REASON}"),
        false => String::new(),
    };
    let comment = format!("# proactive: allow({code}){reason}");
    let indent = Indent::of_line(text, target);
    let before = text.get(..usize::from(target)).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    if line.trim_matches(['\u{FEFF}', ' ', '\t']).is_empty() {
        let line = format!("{comment}{}", indent.line());
        return replace(TextRange::empty(target), line);
    }
    // `target` is not the first thing on its line.
    let inner = indent.deeper().line();
    let end = TextSize::of(before.trim_end_matches([' ', '\t']));
    let lines = format!("{inner}{comment}{inner}");
    replace(TextRange::new(end, target), lines)
}

/// Where the codes of a comment `# proactive: allow(…)` end, in bytes from the start of its line.
/// `None` if the comment is not a valid `allow`.
fn allowed(line: &str, needs_reason: bool) -> Option<TextSize> {
    let (before, after) = line.split_once(')')?;
    let (head, codes) = before.split_once('(')?;
    let (_, word) = head.split_once("proactive:")?;
    if !comment::is_directive(line) || word.trim() != "allow" {
        return None;
    }
    let codes = codes.trim();
    let has_reason = after.trim_start().starts_with(':');
    if codes.is_empty() || codes.ends_with(',') || needs_reason && !has_reason {
        return None;
    }
    Some(TextSize::of(before.trim_end()))
}
