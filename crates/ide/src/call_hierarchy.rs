//! Call hierarchy: what uses a segment, and which segments it uses.
//!
//! Segments and messages are callers, and segments are callees. An item is identified by its
//! [`Symbol`], so that nothing has to be kept between two requests.

use proactive_catalog::{DeclarationKind, ReferenceKind};
use proactive_diagnostics::{FileId, Span, TextRange};
use proactive_hir::draft::Declaration;
use proactive_hir::{Declared, Item};

use crate::classify::{TokenClass, classify};
use crate::definition::NavigationTarget;
use crate::symbol::{Symbol, symbol_at};
use crate::{FilePosition, Snapshot};

/// A segment or a message in the hierarchy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HierarchyItem {
    /// The segment or message.
    pub symbol: Symbol,
    /// The display name of a message.
    pub title: Option<Box<str>>,
    /// Its declaration.
    pub target: NavigationTarget,
}

/// A call in the hierarchy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The caller of the segment, or the segment that is called.
    pub other: HierarchyItem,
    /// Where the segment is named, in the file of the caller. Never empty.
    pub ranges: Vec<TextRange>,
}

/// The segment or message that is named at a position.
#[must_use]
pub fn prepare(snapshot: &Snapshot, position: FilePosition) -> Option<HierarchyItem> {
    let (symbol, _) = symbol_at(snapshot, position)?;
    let declarations = snapshot.workspace().declarations();
    caller(declarations.referred(symbol.kind, &symbol.name)?)
}

/// The segments and messages that use a segment, in source order. A message has no callers.
#[must_use]
pub fn incoming(snapshot: &Snapshot, symbol: &Symbol) -> Vec<Call> {
    if symbol.kind != ReferenceKind::Segment {
        return Vec::new();
    }
    let workspace = snapshot.workspace();
    let mut calls = Vec::new();
    for (index, file) in workspace.files().iter().enumerate() {
        if !file.text.contains(&*symbol.name) {
            continue;
        }
        let file = FileId(u32::try_from(index).unwrap_or(u32::MAX));
        let items = workspace.items(file).iter();
        for item in items.filter(|item| workspace.text_of(file, item).contains(&*symbol.name)) {
            let mut ranges = uses(snapshot, file, item);
            ranges.retain(|(name, _)| *name == &*symbol.name);
            let ranges: Vec<TextRange> = ranges.into_iter().map(|(_, range)| range).collect();
            if let Some(other) = declared_in(file, item).filter(|_| !ranges.is_empty()) {
                calls.push(Call { other, ranges });
            }
        }
    }
    calls
}

/// The declared segments that a segment or message uses, in the order in which it first names them.
#[must_use]
pub fn outgoing(snapshot: &Snapshot, symbol: &Symbol) -> Vec<Call> {
    let declarations = snapshot.workspace().declarations();
    let Some(from) = declarations.referred(symbol.kind, &symbol.name) else {
        return Vec::new();
    };
    let Span { file, range } = from.span(from.declaration().place());
    let items = snapshot.workspace().items(file).iter();
    let mut items = items.filter(|item| item.range().contains_range(range));
    let used = items.next().map(|item| uses(snapshot, file, item));
    let mut calls: Vec<Call> = Vec::new();
    for (name, range) in used.unwrap_or_default() {
        let same = |call: &&mut Call| *call.other.symbol.name == *name;
        if let Some(call) = calls.iter_mut().find(same) {
            call.ranges.push(range);
            continue;
        }
        let declared = declarations.referred(ReferenceKind::Segment, name);
        calls.extend(declared.and_then(caller).map(|other| Call {
            other,
            ranges: vec![range],
        }));
    }
    calls
}

/// The item of a declaration; `None` if it is neither a segment nor a message.
fn caller(declared: Declared<'_>) -> Option<HierarchyItem> {
    of_declaration(declared.declaration(), |range| declared.span(range))
}

/// The segment or message that an item declares.
fn declared_in(file: FileId, item: &Item) -> Option<HierarchyItem> {
    let declaration = item.draft().declaration.as_ref()?;
    of_declaration(declaration, |range| {
        Span::new(file, range + item.range().start())
    })
}

fn of_declaration(
    declaration: &Declaration,
    span: impl Fn(TextRange) -> Span,
) -> Option<HierarchyItem> {
    let kind = match declaration.kind() {
        DeclarationKind::Segment => ReferenceKind::Segment,
        DeclarationKind::Message => ReferenceKind::Message,
        DeclarationKind::Account
        | DeclarationKind::Brand
        | DeclarationKind::Channel
        | DeclarationKind::Bot
        | DeclarationKind::Schedule
        | DeclarationKind::Test => return None,
    };
    let name = declaration.name.as_ref()?;
    Some(HierarchyItem {
        symbol: Symbol {
            kind,
            name: name.value.clone(),
            bot: None,
        },
        title: declaration.title.as_ref().map(|title| title.value.clone()),
        target: NavigationTarget {
            name: span(name.range),
            whole: span(declaration.range),
        },
    })
}

/// The segments that an item names, with their ranges in its file.
fn uses<'s>(snapshot: &'s Snapshot, file: FileId, item: &'s Item) -> Vec<(&'s str, TextRange)> {
    let text = snapshot.workspace().text_of(file, item);
    let used = classify(text, item.parsed()).into_iter();
    used.filter(|token| {
        let (kind, bot) = (ReferenceKind::Segment, None);
        token.kind == TokenClass::Reference { kind, bot }
    })
    .map(|token| {
        let name = text.get(std::ops::Range::<usize>::from(token.range));
        (name.unwrap_or(""), token.range + item.range().start())
    })
    .collect()
}
