//! What can be played while a workspace has errors: everything but the declarations with an error,
//! and those that need them.
//!
//! A declaration is left out by checking the workspace again with blanks in its place, so all other
//! positions stay as they are.

use std::collections::BTreeMap;

use proactive_diagnostics::{FileId, Finding, Severity, Span, TextRange, TextSize};
use proactive_hir::Workspace;
use proactive_hir::model::Model;

use crate::Snapshot;

/// How often declarations are left out because they need others that are. After that, nothing is
/// played.
const MAX_ROUNDS: usize = 8;

/// A workspace without the declarations that cannot be played.
#[derive(Debug)]
pub struct Playable {
    /// What can be played.
    pub model: Model,
    /// What is left out, in source order.
    pub left_out: Vec<LeftOut>,
}

/// A declaration that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name; `None` if it has none.
    pub name: Option<Box<str>>,
    /// The range of its name, or its first place.
    pub span: Span,
}

impl Playable {
    /// What can be played of a workspace with errors; `None` if nothing can.
    pub(crate) fn of(workspace: &Workspace, findings: &[Finding]) -> Option<Self> {
        let mut reduced = workspace.clone();
        // By file and start.
        let mut blank: BTreeMap<(FileId, TextSize), TextRange> = BTreeMap::new();
        let mut broken = errors(findings);
        for _ in 0..MAX_ROUNDS {
            for span in broken {
                let range = item_at(workspace, span)?;
                blank.insert((span.file, range.start()), range);
            }
            for file in workspace.files() {
                let id = workspace.file_id(&file.path)?;
                let ranges = blank.iter().filter(|((file, _), _)| *file == id);
                let ranges: Vec<TextRange> = ranges.map(|(_, range)| *range).collect();
                if !ranges.is_empty() {
                    reduced.set_file(&file.path, without(&file.text, &ranges).into());
                }
            }
            let checked = reduced.check();
            if let Some(model) = checked.model() {
                let left_out = blank.into_iter();
                return Some(Self {
                    model,
                    left_out: left_out
                        .map(|((file, _), range)| LeftOut::new(workspace, file, range))
                        .collect(),
                });
            }
            broken = errors(checked.findings());
        }
        None
    }
}

impl LeftOut {
    fn new(workspace: &Workspace, file: FileId, range: TextRange) -> Self {
        let items = workspace.items(file).iter();
        let mut items = items.filter(|item| item.range() == range);
        let declaration = items
            .next()
            .and_then(|item| item.draft().declaration.as_ref());
        match declaration {
            Some(declaration) => Self {
                name: declaration.name.as_ref().map(|name| name.value.clone()),
                span: Span::new(file, declaration.place() + range.start()),
            },
            None => Self {
                name: None,
                span: Span::new(file, TextRange::empty(range.start())),
            },
        }
    }
}

impl Snapshot {
    /// What can be played of the workspace: all of it if there are no errors.
    pub(crate) fn playable(&self) -> Option<(&Model, &[LeftOut])> {
        match self.model() {
            Some(model) => Some((model, &[])),
            None => {
                let reduced = self.reduced()?;
                Some((&reduced.model, &reduced.left_out))
            }
        }
    }
}

/// The places of the errors.
fn errors(findings: &[Finding]) -> Vec<Span> {
    let errors = findings.iter();
    errors
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.span)
        .collect()
}

/// The item that an error is in. At a boundary it is the one before, as at the end of a text.
fn item_at(workspace: &Workspace, span: Span) -> Option<TextRange> {
    let start: TextSize = span.range.start();
    let ranges = workspace.items(span.file).iter().map(|item| item.range());
    let mut found = None;
    for range in ranges {
        let is_in = range.contains(start);
        if is_in || (range.end() == start && range.start() < start) {
            found = Some(range);
        }
        if is_in {
            break;
        }
    }
    found
}

/// The text with blanks in these ranges. Lines and all other positions stay the same.
fn without(text: &str, ranges: &[TextRange]) -> String {
    let is_blank = |at: usize| {
        let mut ranges = ranges.iter();
        ranges.any(|range| usize::from(range.start()) <= at && at < usize::from(range.end()))
    };
    let mut blanked = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        match character {
            '\n' | '\r' => blanked.push(character),
            _ if is_blank(at) => blanked.extend(std::iter::repeat_n(' ', character.len_utf8())),
            _ => blanked.push(character),
        }
    }
    blanked
}
