//! Extracts a part of a condition into a segment, and inlines a segment.

use std::collections::BTreeSet;

use proactive_catalog::{DeclarationKind, ReferenceKind, statements};
use proactive_diagnostics::{Edit, FileId, Span, TextRange, TextSize};
use proactive_hir::draft::{Condition, ConditionKind, Name};
use proactive_hir::{Declarations, Declared, Item};
use proactive_syntax::SyntaxKind;
use proactive_syntax::comment;
use proactive_syntax::condition::Expr;
use proactive_syntax::indent::{Indent, line_ending};

use super::action::{Action, ActionKind};
use super::context::{ActionContext, Precedence, bare, comments};
use crate::symbol::{occurrences, symbol_at};
use crate::{FilePosition, Snapshot};

/// Extracts the selected part of a condition into a segment, or the comparison at the cursor if
/// nothing is selected.
pub(super) fn extract(snapshot: &Snapshot, context: &ActionContext<'_>) -> Option<Action> {
    let path = context.path();
    let innermost = path.last()?;
    let selected = match innermost {
        Expr::And(parts) | Expr::Or(parts) if !context.range.is_empty() => {
            let touched: Vec<&Expr> = parts
                .iter()
                .filter(|part| {
                    let shared = part.range().intersect(context.range);
                    shared.is_some_and(|shared| !shared.is_empty())
                })
                .collect();
            let (first, last) = (touched.first()?, touched.last()?);
            touched
                .iter()
                .all(|part| context.is_whole(part))
                .then(|| first.range().cover(last.range()))?
        }
        Expr::And(_) | Expr::Or(_) => return None,
        Expr::Comparison(_) | Expr::Not(..) | Expr::Group(..) => {
            let names_only = matches!(bare(innermost), Expr::Name(_));
            (context.is_whole(innermost) && !names_only).then(|| innermost.range())?
        }
        Expr::Name(_) | Expr::Always(_) | Expr::Broken(_) => return None,
    };
    // Parentheses around the extracted part are no longer needed.
    let condition = match innermost {
        Expr::Group(range, inner) if *range == selected => inner.range(),
        _ => selected,
    };
    let selected = match path.iter().rev().nth(1) {
        Some(Expr::Group(range, inner)) if inner.range() == selected => *range,
        _ => selected,
    };
    let declaration = context.item.draft().declaration.as_ref()?;
    let text = snapshot.text(context.file);
    let start = declaration.range.start() + context.item.range().start();
    let at = top_of(text, start);
    let name = free_name(snapshot);
    let indent = Indent::of_line(text, start);
    let ending = line_ending(text);
    let line = on_one_line(context.item, context.text, condition);
    let line = line.unwrap_or_else(|| context.slice(condition).to_owned());
    let written = format!("segment {name} when {line}{ending}");
    // A condition without errors can always be formatted.
    let segment = proactive_format::format(&written).unwrap_or(written);
    let lines: String = segment
        .split_inclusive('\n')
        .enumerate()
        .map(|(index, line)| match index {
            0 => line.to_owned(),
            // Whitespace is significant in a string of several lines.
            _ if segment.contains("\"\"\"") => line.to_owned(),
            _ => format!("{}{line}", indent.whitespace()),
        })
        .collect();
    let new = format!("{lines}{ending}{}", indent.whitespace());
    let insertion = Edit {
        span: Span::new(context.file, TextRange::empty(at)),
        replacement: new,
    };
    let edits = vec![insertion, context.replace(selected, name)];
    let offset = at + TextSize::of("segment ");
    Some(Action {
        rename: Some(FilePosition {
            file: context.file,
            offset,
        }),
        ..Action::new("Extract a segment", ActionKind::Extract, edits)
    })
}

/// Where to insert something above a declaration: above its comment, after the indentation of that
/// line.
pub(super) fn top_of(text: &str, declaration: TextSize) -> TextSize {
    let above = comment::lines_above(text, declaration);
    let Some((range, line)) = above.first() else {
        return declaration;
    };
    let whitespace = line.len() - line.trim_start_matches(['\u{FEFF}', ' ', '\t']).len();
    range.start() + TextSize::new(u32::try_from(whitespace).unwrap_or(0))
}

fn free_name(snapshot: &Snapshot) -> String {
    let declarations = snapshot.workspace().declarations();
    let is_free = |name: &String| {
        declarations.find(DeclarationKind::Segment, name).is_none()
            && !statements::is_reserved(name)
    };
    let numbered = (2_u32..).map(|number| format!("new_segment_{number}"));
    std::iter::once("new_segment".to_owned())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_default()
}

/// A range of an item on one line; `None` if it has a comment or a string of several lines.
fn on_one_line(item: &Item, text: &str, range: TextRange) -> Option<String> {
    if comments(item).any(|comment| range.contains_range(comment)) {
        return None;
    }
    let slice = |range: TextRange| text.get(std::ops::Range::<usize>::from(range));
    let mut line = String::new();
    let mut close_before = false;
    for (kind, leaf) in item.parsed().tree.leaves() {
        if !range.contains_range(leaf) || leaf.is_empty() {
            continue;
        }
        let token = slice(leaf)?;
        if kind == SyntaxKind::Whitespace {
            if !token.contains('\n') {
                line.push_str(token);
            } else if !close_before {
                line.push(' ');
            }
            continue;
        }
        if token.contains('\n') {
            return None;
        }
        if matches!(kind, SyntaxKind::Rparen | SyntaxKind::Rbracket) {
            line.truncate(line.trim_end().len());
        }
        line.push_str(token);
        close_before = matches!(kind, SyntaxKind::Lparen | SyntaxKind::Lbracket);
    }
    Some(line)
}

/// Whether a condition uses the segment `name`, directly or through other segments.
fn leads_to<'w>(declarations: &Declarations<'w>, condition: &'w Condition, name: &str) -> bool {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut open = vec![condition];
    while let Some(condition) = open.pop() {
        for used in condition.segments() {
            if seen.insert(&used.value) {
                let declared = declarations.find(DeclarationKind::Segment, &used.value);
                open.extend(
                    declared
                        .and_then(|it| it.declaration().as_segment())
                        .map(|it| &it.condition),
                );
            }
        }
    }
    seen.contains(name)
}

/// A place where a segment is named, with the expression around it.
struct SegmentUse {
    span: Span,
    parent: Option<Precedence>,
    negated: bool,
}

/// Inlines the segment at the cursor: here, and everywhere.
pub(super) fn inline(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Action> {
    let offset = range.start();
    let found = symbol_at(snapshot, FilePosition { file, offset })
        .filter(|(symbol, span)| {
            symbol.kind == ReferenceKind::Segment && span.range.contains_range(range)
        })
        .and_then(|(symbol, span)| {
            Some((InlinedSegment::of(snapshot, &symbol.name)?, symbol, span))
        });
    let Some((inlined, symbol, here)) = found else {
        return Vec::new();
    };
    let uses = uses(snapshot, &inlined.name);
    let mut actions = Vec::new();
    if let Some(only) = uses.iter().find(|it| it.span == here) {
        let edit = inlined.replace(only);
        let title = format!("Inline `{}` here", inlined.name);
        actions.push(Action::new(title, ActionKind::Inline, vec![edit]));
    }
    let named = occurrences(snapshot, &symbol).into_iter();
    let named = named.filter(|occurrence| !occurrence.declares).count();
    // A use in a condition with errors would be left without its segment.
    if !uses.is_empty() && named == uses.len() {
        let mut edits: Vec<Edit> = uses.iter().map(|it| inlined.replace(it)).collect();
        edits.push(Edit {
            span: inlined.whole,
            replacement: String::new(),
        });
        let title = format!("Inline `{}` everywhere and delete it", inlined.name);
        actions.push(Action::new(title, ActionKind::Inline, edits));
    }
    actions
}

/// A segment that can be inlined.
struct InlinedSegment {
    name: Box<str>,
    condition: String,
    precedence: Precedence,
    /// The declaration with its comment and the lines that it takes up.
    whole: Span,
}

impl InlinedSegment {
    fn of(snapshot: &Snapshot, name: &str) -> Option<Self> {
        let declarations = snapshot.workspace().declarations();
        let declared = declarations.find(DeclarationKind::Segment, name)?;
        let named = declarations
            .of_kind(DeclarationKind::Segment)
            .filter(|it| it.name() == Some(name));
        let condition = &declared.declaration().as_segment()?.condition;
        // A segment that has errors, is declared twice or uses itself stays as it is.
        if is_broken(condition) || named.count() > 1 || leads_to(&declarations, condition, name) {
            return None;
        }
        let file = declared.file();
        let start = declared.span(declared.declaration().range).range.start();
        let items = snapshot.workspace().items(file);
        let item = items.iter().find(|item| {
            item.range().contains_range(TextRange::empty(start)) && {
                let own = item.draft().declaration.as_ref();
                own.is_some_and(|own| own.range.start() + item.range().start() == start)
            }
        })?;
        let text = snapshot.workspace().text_of(file, item);
        let (range, precedence) = bare_range(condition);
        let written = text.get(std::ops::Range::<usize>::from(range))?;
        let condition = on_one_line(item, text, range).unwrap_or_else(|| written.to_owned());
        Some(Self {
            name: name.into(),
            condition,
            precedence,
            whole: Span::new(file, whole(snapshot, declared)),
        })
    }

    fn replace(&self, at: &SegmentUse) -> Edit {
        let needs = match (at.parent, self.precedence) {
            (_, Precedence::Atom) => false,
            (_, Precedence::And | Precedence::Or) if at.negated => true,
            (None | Some(Precedence::Atom), _) => false,
            (Some(parent), own) => parent != own,
        };
        let replacement = match needs {
            true => format!("({})", self.condition),
            false => self.condition.clone(),
        };
        Edit {
            span: at.span,
            replacement,
        }
    }
}

/// The range of a condition without the parentheses around it, and its precedence.
fn bare_range(condition: &Condition) -> (TextRange, Precedence) {
    let (parts, precedence) = match &condition.kind {
        ConditionKind::And(parts) => (parts, Precedence::And),
        ConditionKind::Or(parts) => (parts, Precedence::Or),
        ConditionKind::Not(_)
        | ConditionKind::Comparison(_)
        | ConditionKind::Segment(_)
        | ConditionKind::Broken => return (condition.range, Precedence::Atom),
    };
    match (parts.first(), parts.last()) {
        (Some(first), Some(last)) => (first.range.cover(last.range), precedence),
        (None, _) | (_, None) => (condition.range, precedence),
    }
}

fn is_broken(condition: &Condition) -> bool {
    match &condition.kind {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => parts.iter().any(is_broken),
        ConditionKind::Not(inner) => is_broken(inner),
        ConditionKind::Comparison(_) | ConditionKind::Segment(_) => false,
        ConditionKind::Broken => true,
    }
}

/// Collects the segments that a condition names, each with the precedence of the expression around
/// it and whether it is negated.
fn collect<'c>(
    condition: &'c Condition,
    parent: Option<Precedence>,
    negated: bool,
    found: &mut Vec<(&'c Name, Option<Precedence>, bool)>,
) {
    match &condition.kind {
        ConditionKind::And(parts) => {
            for part in parts {
                collect(part, Some(Precedence::And), false, found);
            }
        }
        ConditionKind::Or(parts) => {
            for part in parts {
                collect(part, Some(Precedence::Or), false, found);
            }
        }
        ConditionKind::Not(inner) => collect(inner, None, true, found),
        ConditionKind::Segment(name) => {
            // A name that has its own parentheses needs no others.
            let enclosed = condition.range != name.range;
            let parent = parent.filter(|_| !enclosed);
            found.push((name, parent, negated && !enclosed));
        }
        ConditionKind::Comparison(_) | ConditionKind::Broken => {}
    }
}

/// The uses of a segment in conditions without errors.
fn uses(snapshot: &Snapshot, name: &str) -> Vec<SegmentUse> {
    let mut uses = Vec::new();
    for declared in snapshot.workspace().declarations().all() {
        let Some(condition) = declared.declaration().condition() else {
            continue;
        };
        if is_broken(condition) || may_reference_unseen_anywhere(snapshot, declared) {
            continue;
        }
        let mut found = Vec::new();
        collect(condition, None, false, &mut found);
        for (found, parent, negated) in found {
            if *found.value == *name {
                let span = declared.span(found.range);
                uses.push(SegmentUse {
                    span,
                    parent,
                    negated,
                });
            }
        }
    }
    uses
}

/// Whether a declaration has syntax errors that could hide a reference.
fn may_reference_unseen_anywhere(snapshot: &Snapshot, declared: Declared<'_>) -> bool {
    let Span { file, range } = declared.span(declared.declaration().keyword);
    let items = snapshot.workspace().items(file).iter();
    let mut items = items.filter(|item| item.range().contains_range(range));
    items.any(|item| item.draft().may_reference_unseen_anywhere())
}

/// The range of a declaration with the comment above it, and its whole lines if nothing else is on
/// them.
pub(super) fn whole(snapshot: &Snapshot, declared: Declared<'_>) -> TextRange {
    let text = snapshot.text(declared.file());
    let range = declared.span(declared.declaration().range).range;
    let before = text.get(..usize::from(range.start())).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    if !line.trim_matches(['\u{FEFF}', ' ', '\t']).is_empty() {
        return range;
    }
    let start = top_of(text, range.start());
    let after = text.get(usize::from(range.end())..).unwrap_or("");
    let rest = after.split('\n').next().unwrap_or("");
    let of_it = rest.trim_start_matches([' ', '\t']);
    if !of_it.trim_end_matches('\r').is_empty() && !of_it.starts_with('#') {
        return TextRange::new(start, range.end());
    }
    // Its last line, and the blank line below.
    let mut end = rest.len() + usize::from(after.len() > rest.len());
    let below = after.get(end..).unwrap_or("");
    let next = below.split('\n').next().unwrap_or("");
    if next.trim().is_empty() && below.len() > next.len() {
        end += next.len() + 1;
    }
    let end = range.end() + TextSize::new(u32::try_from(end).unwrap_or(0));
    TextRange::new(start, end)
}
