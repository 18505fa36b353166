//! Adds `# proactive: allow(code): reason` above the statements and declarations with lints.

use std::collections::BTreeMap;

use proactive_diagnostics::{Code, Edit, FileId, Finding, Kind, Span, TextRange, TextSize};
use proactive_syntax::comment;
use proactive_syntax::indent::Indent;

use crate::allow_comment::{parse, targets_in, write};
use crate::workspace::Workspace;

/// A placeholder for the reason, where the manifest requires one and none is stated.
const REASON: &str = "reason";

/// Comments that silence lints, as edits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowComments {
    /// The edits, which do not overlap, sorted by file and place.
    pub edits: Vec<Edit>,
    /// The number of findings that they silence.
    pub silenced: usize,
}

/// The comments that silence those of `findings` that can be silenced: lints in a statement or
/// declaration. An unused comment is not silenced, because it should be removed.
///
/// Each comment is above the innermost statement or declaration that holds the finding, and all codes
/// of one place are in one comment. Without a `reason`, they join a comment that is there; with one,
/// only a comment that states the same reason.
#[must_use]
pub fn allow_comments<'f>(
    workspace: &Workspace,
    findings: impl IntoIterator<Item = &'f Finding>,
    reason: Option<&str>,
) -> AllowComments {
    let mut places: BTreeMap<(FileId, TextSize), Place> = BTreeMap::new();
    let mut silenced = 0;
    for finding in findings {
        let (file, code) = (finding.span.file, finding.code());
        if code.kind() == Kind::Error || code == Code::UnusedAllow {
            continue;
        }
        let Some(range) = target(workspace, finding.span) else {
            continue;
        };
        silenced += 1;
        let place = places
            .entry((file, range.start()))
            .or_insert_with(|| Place::new(range));
        place.range = place.range.cover(range);
        if !place.codes.contains(&code) {
            place.codes.push(code);
        }
    }
    drop_nested(&mut places);
    let mut edits: Vec<Edit> = places
        .into_iter()
        .filter_map(|((file, _), place)| edit(workspace, file, place, reason))
        .collect();
    edits.sort_by_key(|edit| edit.span);
    AllowComments { edits, silenced }
}

/// A statement or declaration, and the codes to silence there.
struct Place {
    range: TextRange,
    codes: Vec<Code>,
}

impl Place {
    fn new(range: TextRange) -> Self {
        Self {
            range,
            codes: Vec::new(),
        }
    }
}

/// Returns the innermost statement or declaration that holds a place.
fn target(workspace: &Workspace, span: Span) -> Option<TextRange> {
    let items = workspace.items(span.file);
    let after = items.partition_point(|item| item.range().start() <= span.range.start());
    let item = items.get(after.checked_sub(1)?)?;
    let targets = targets_in(item).filter(|target| target.range.contains_range(span.range));
    Some(targets.last()?.range)
}

/// Removes the codes that a comment further out silences, too: the inner comment would be unused.
fn drop_nested(places: &mut BTreeMap<(FileId, TextSize), Place>) {
    let mut outer: BTreeMap<Code, (FileId, TextRange)> = BTreeMap::new();
    for ((file, _), place) in places {
        let range = place.range;
        place.codes.retain(|code| {
            let known = outer.get(code);
            if known.is_some_and(|(of, outer)| of == file && outer.contains_range(range)) {
                return false;
            }
            outer.insert(*code, (*file, range));
            true
        });
    }
}

/// Inserts the comment above a place, or adds the codes to the comment that is already there.
fn edit(workspace: &Workspace, file: FileId, place: Place, reason: Option<&str>) -> Option<Edit> {
    let Place { range, mut codes } = place;
    let text = &workspace.file(file)?.text;
    let target = range.start();
    codes.sort_unstable_by_key(|code| code.as_str());
    if codes.is_empty() {
        return None;
    }
    let replace = |range: TextRange, replacement: String| {
        Some(Edit {
            span: Span::new(file, range),
            replacement,
        })
    };
    let needs_reason = workspace.settings().require_reason;
    let above = comment::lines_above(text, target);
    let joined = above.iter().rev().find_map(|(range, line)| {
        let mark = line.len() - line.trim_start_matches(['\u{FEFF}', ' ', '\t']).len();
        let mark = TextSize::of(line.get(..mark)?);
        let parsed = parse(text, TextRange::new(range.start() + mark, range.end()))?;
        let fits = match reason {
            Some(reason) => parsed.reason == Some(reason),
            None => !needs_reason || parsed.reason.is_some(),
        };
        let (_, last) = parsed.codes.last().filter(|_| fits)?;
        Some(last.end())
    });
    if let Some(end) = joined {
        let codes: Vec<String> = codes.iter().map(|code| format!(", {code}")).collect();
        return replace(TextRange::empty(end), codes.concat());
    }
    let comment = write(&codes, reason.or(needs_reason.then_some(REASON)));
    let indent = Indent::of_line(text, target);
    let before = text.get(..usize::from(target))?;
    let line = before.rsplit('\n').next()?;
    if line.trim_matches(['\u{FEFF}', ' ', '\t']).is_empty() {
        return replace(
            TextRange::empty(target),
            format!("{comment}{}", indent.line()),
        );
    }
    // It is not the first thing on its line.
    let inner = indent.deeper().line();
    let end = TextSize::of(before.trim_end_matches([' ', '\t']));
    replace(
        TextRange::new(end, target),
        format!("{inner}{comment}{inner}"),
    )
}
