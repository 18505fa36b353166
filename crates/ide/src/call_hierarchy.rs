//! Who uses a segment, and which segments it uses.
//!
//! Segments and messages are the callers, segments are what is called. An entry is found again by
//! its [`Symbol`], so that nothing need be kept between two questions.

use proactive_diagnostics::{DeclarationKind, FileId, ReferenceKind, Span, TextRange};
use proactive_hir::Item;

use crate::definition::{Target, declaration};
use crate::element::{ElementKind, elements};
use crate::symbol::{Symbol, symbol_at};
use crate::{FilePosition, Snapshot};

/// A segment or a message in the hierarchy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// What it is: a segment or a message.
    pub symbol: Symbol,
    /// The display name of a message.
    pub title: Option<Box<str>>,
    /// Where it is declared.
    pub target: Target,
}

/// A line of the hierarchy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Who uses the segment, or which segment is used.
    pub other: Caller,
    /// Where the segment is named, in the file of whoever uses it; never empty.
    pub ranges: Vec<TextRange>,
}

/// The segment or message that is named at a place, where to begin.
#[must_use]
pub fn prepare(snapshot: &Snapshot, position: FilePosition) -> Option<Caller> {
    let (symbol, _) = symbol_at(snapshot, position)?;
    caller(snapshot, &symbol)
}

/// Who uses a segment: segments and messages, in the order of the text. Nobody uses a message.
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

/// The segments that a segment or message uses, in the order in which it first names them; those
/// that nobody declares are left out.
#[must_use]
pub fn outgoing(snapshot: &Snapshot, symbol: &Symbol) -> Vec<Call> {
    let Some(from) = caller(snapshot, symbol) else {
        return Vec::new();
    };
    let Span { file, range } = from.target.name;
    let items = snapshot.workspace().items(file).iter();
    let mut item = items.filter(|item| item.range().contains_range(range));
    let mut calls: Vec<Call> = Vec::new();
    for (name, range) in item
        .next()
        .map(|item| uses(snapshot, file, item))
        .unwrap_or_default()
    {
        if let Some(call) = calls
            .iter_mut()
            .find(|call| *call.other.symbol.name == *name)
        {
            call.ranges.push(range);
            continue;
        }
        let symbol = Symbol {
            kind: ReferenceKind::Segment,
            name: name.into(),
            bot: None,
        };
        calls.extend(caller(snapshot, &symbol).map(|other| Call {
            other,
            ranges: vec![range],
        }));
    }
    calls
}

/// The declaration that a symbol means, if it can stand in the hierarchy.
fn caller(snapshot: &Snapshot, symbol: &Symbol) -> Option<Caller> {
    let Target { name, .. } = declaration(snapshot, symbol)?;
    let items = snapshot.workspace().items(name.file).iter();
    let mut items = items.filter(|item| item.range().contains_range(name.range));
    declared_in(name.file, items.next()?).filter(|caller| caller.symbol == *symbol)
}

/// The segment or message that an item declares.
fn declared_in(file: FileId, item: &Item) -> Option<Caller> {
    let declaration = item.draft().declaration.as_ref()?;
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
    let span = |range: TextRange| Span::new(file, range + item.range().start());
    Some(Caller {
        symbol: Symbol {
            kind,
            name: name.value.clone(),
            bot: None,
        },
        title: declaration.title.as_ref().map(|title| title.value.clone()),
        target: Target {
            name: span(name.range),
            whole: span(declaration.range),
        },
    })
}

/// The segments that an item names, with their places in its file.
fn uses<'s>(snapshot: &'s Snapshot, file: FileId, item: &'s Item) -> Vec<(&'s str, TextRange)> {
    let text = snapshot.workspace().text_of(file, item);
    let used = elements(text, item.parsed()).into_iter();
    used.filter(|element| {
        let (kind, bot) = (ReferenceKind::Segment, None);
        element.kind == ElementKind::Reference { kind, bot }
    })
    .map(|element| {
        let name = text.get(std::ops::Range::<usize>::from(element.range));
        (name.unwrap_or(""), element.range + item.range().start())
    })
    .collect()
}
