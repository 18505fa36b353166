//! Whether a changed text of an item is better: it is parsed, lowered and checked like any other.

use std::sync::Arc;

use proactive_catalog::{Block, DeclarationKind};
use proactive_diagnostics::{FileId, Finding, Problem, Span, SyntaxProblem, TextRange, TextSize};

use super::context::Context;
use super::region::{Place, text_range};
use crate::check;
use crate::lower::lower;
use crate::names::Entry;

/// An item with a certain text, and its errors.
#[derive(Debug, Clone)]
pub(super) struct Trial {
    pub(super) text: String,
    /// The errors, with local spans, in the order of the text.
    pub(super) errors: Vec<Finding>,
    /// The places of its lints.
    pub(super) lints: Vec<TextRange>,
    /// The kinds and the names of its declarations.
    pub(super) declares: Vec<(DeclarationKind, String)>,
}

impl Trial {
    /// Parses and checks `text` as an item. A word that begins a declaration may make two of it. `None`
    /// if it takes the name of another declaration.
    pub(super) fn new(context: &Context<'_, '_>, text: String) -> Option<Self> {
        let mut errors = Vec::new();
        let mut lints = Vec::new();
        let mut declares: Vec<(DeclarationKind, String)> = Vec::new();
        for (number, range) in proactive_syntax::items::slices(&text)
            .into_iter()
            .enumerate()
        {
            let start = TextSize::new(u32::try_from(range.start).ok()?);
            let slice = text.get(range)?;
            let parsed = proactive_syntax::parse_slice(slice);
            let draft = Arc::new(lower(slice, &parsed));
            let mut found = draft.errors.clone();
            lints.extend(draft.lints.iter().map(|it| it.span.range + start));
            if let Some(declaration) = &draft.declaration {
                let entry = Entry {
                    file: FileId::LOCAL,
                    start: TextSize::new(0),
                    draft: &draft,
                    declaration,
                    rank: context.rank,
                };
                let own = context.position.filter(|_| number == 0);
                if let Some(name) = entry.name() {
                    let kind = declaration.kind();
                    let is_taken = context
                        .names
                        .find(kind, name)
                        .is_some_and(|it| Some(it) != own);
                    let declared = (kind, name.to_owned());
                    // A repair must not take the name of another declaration.
                    if is_taken || declares.contains(&declared) {
                        return None;
                    }
                    declares.push(declared);
                }
                let (outcome, _) = context.check.declaration(&entry);
                found.extend(outcome.errors);
                lints.extend(outcome.lints.iter().map(|it| it.span.range + start));
            }
            errors.extend(found.into_iter().map(|it| it.rebased(FileId::LOCAL, start)));
        }
        Some(Self {
            text,
            errors: check::one_a_place(errors),
            lints,
            declares,
        })
    }

    /// The item of the text that an error is in, with its start, and the error as the item has it.
    pub(super) fn item_of(&self, error: &Finding) -> (usize, &str, Finding) {
        let at = usize::from(error.span.range.start());
        let range = proactive_syntax::items::slices(&self.text)
            .into_iter()
            .find(|it| at < it.end)
            .unwrap_or(0..self.text.len());
        let start = range.start;
        let slice = self.text.get(range).unwrap_or("");
        let offset = TextSize::new(u32::try_from(start).unwrap_or(u32::MAX));
        (
            start,
            slice,
            localized(error.clone(), FileId::LOCAL, offset),
        )
    }

    /// Returns whether nothing is reported between two offsets.
    pub(super) fn is_clean(&self, range: TextRange) -> bool {
        let touches = |other: TextRange| other.intersect(range).is_some();
        !self.errors.iter().any(|it| touches(it.span.range))
            && !self.lints.iter().copied().any(touches)
    }

    /// Returns whether this text, made from `before` by replacing `replaced` with `length` bytes, has
    /// fewer errors and none that `before` has not.
    pub(super) fn improves(&self, before: &Self, changes: &Changes) -> bool {
        let mut left: Vec<&Finding> = before.errors.iter().collect();
        for error in &self.errors {
            let Some(range) = changes.before(error.span.range) else {
                return false;
            };
            let same = left.iter().position(|other| {
                other.span.range == range && is_same(&other.problem, &error.problem)
            });
            match same {
                Some(position) => drop(left.remove(position)),
                None => return false,
            }
        }
        !left.is_empty() || self.missing() < before.missing()
    }

    /// The number of statements that are reported as missing.
    fn missing(&self) -> usize {
        let count = |finding: &Finding| match &finding.problem {
            Problem::MissingStatement { required, .. } => required.len(),
            _ => 0,
        };
        self.errors.iter().map(count).sum()
    }
}

/// Returns whether a statement, a condition or a header is right on its own, whatever is around it.
///
/// A filter: a text that is right alone may still be wrong in its item.
pub(super) fn is_right_alone(place: Place, text: &str) -> bool {
    let before = match place {
        Place::Header | Place::Outside => return true,
        Place::Condition => "segment x when ",
        Place::Statement(Block::Account) => "account {\n",
        Place::Statement(Block::Brand) => "brand x {\n",
        Place::Statement(Block::Channel) => "channel x {\n",
        Place::Statement(Block::Bot) => "bot x {\n",
        Place::Statement(Block::Schedule) => "schedule x {\n",
        Place::Statement(Block::Message) => "message x {\n",
        Place::Statement(Block::AgentReply) => "message x {\nreply agent {\n",
        Place::Statement(Block::Test) => "test \"x\" {\n",
    };
    let after = match place {
        Place::Statement(Block::AgentReply) => "\n}\n}\n",
        Place::Statement(_) => "\n}\n",
        Place::Header | Place::Outside | Place::Condition => "\n",
    };
    let slice = format!("{before}{text}{after}");
    let parsed = proactive_syntax::parse_slice(&slice);
    let range = text_range(&(before.len()..before.len() + text.len()));
    let is_wrong = |finding: &Finding| match finding.problem {
        // These depend on what is around.
        Problem::MissingStatement { .. } | Problem::MisplacedStep { .. } => false,
        // A message that takes its condition from `when always`.
        Problem::Syntax(SyntaxProblem::AlwaysInSegment) => false,
        _ => finding.span.range.intersect(range).is_some(),
    };
    let draft = lower(&slice, &parsed);
    !draft.errors.iter().any(is_wrong)
}

/// Returns whether a problem is one of form: of how the text is written, not of what it says.
pub(super) fn is_of_form(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::Syntax(_) | Problem::UnclosedDelimiter { .. } | Problem::UnterminatedString { .. }
    )
}

/// Returns whether a problem is one that was there before. Of missing statements, some may have come.
pub(super) fn is_same(before: &Problem, after: &Problem) -> bool {
    match (before, after) {
        (
            Problem::MissingStatement { required: more, .. },
            Problem::MissingStatement { required, .. },
        ) => required.iter().all(|it| more.contains(it)),
        _ => before == after,
    }
}

/// Replacements in a text: ranges before, and how long each is afterwards. In order.
#[derive(Debug, Clone, Default)]
pub(super) struct Changes(Vec<(TextRange, TextSize)>);

impl Changes {
    pub(super) fn new(mut changes: Vec<(TextRange, TextSize)>) -> Self {
        changes.sort_by_key(|(range, _)| range.start());
        Self(changes)
    }

    /// The range before the changes of a range after them. `None` if it is in changed text.
    pub(super) fn before(&self, range: TextRange) -> Option<TextRange> {
        let mut start = range.start();
        let mut end = range.end();
        let mut delta = 0_i64;
        for &(change, length) in &self.0 {
            let place = shifted(change.start(), delta)?;
            let after = TextRange::at(place, length);
            if !after.is_empty() && after.contains_range(range) {
                return None;
            }
            let grows = i64::from(u32::from(length)) - i64::from(u32::from(change.len()));
            // What begins at a deletion began after the deleted text; what ends there ended before.
            if range.start() >= after.end() && (range.start() > place || change.len() > length) {
                start = shifted(start, -grows)?;
            } else if range.start() > place {
                return None;
            }
            if range.end() > place && range.end() >= after.end() {
                end = shifted(end, -grows)?;
            } else if range.end() > place {
                return None;
            }
            delta += grows;
        }
        Some(if start <= end {
            TextRange::new(start, end)
        } else {
            TextRange::empty(start)
        })
    }
}

fn shifted(offset: TextSize, by: i64) -> Option<TextSize> {
    let offset = i64::from(u32::from(offset)) + by;
    u32::try_from(offset).ok().map(TextSize::new)
}

/// The finding with a span that counts from the start of its item.
pub(super) fn localized(mut finding: Finding, file: FileId, start: TextSize) -> Finding {
    if finding.span.file == file {
        finding.span = Span::local(finding.span.range - start);
    }
    for label in &mut finding.labels {
        if label.span.file == file && label.span.range.start() >= start {
            label.span = Span::local(label.span.range - start);
        }
    }
    for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
        if edit.span.file == file && edit.span.range.start() >= start {
            edit.span = Span::local(edit.span.range - start);
        }
    }
    finding
}
