//! Who is meant by a name: the declaration or answer behind it, and all the places that name it.

use proactive_catalog::ReferenceKind;
use proactive_diagnostics::{FileId, Span, TextRange};
use proactive_hir::Item;

use crate::classify::{ClassifiedToken, TokenClass, classify, classify_at};
use crate::{FilePosition, Snapshot};

/// Something with a name. Two are the same if all fields are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// What it is.
    pub kind: ReferenceKind,
    /// Its name.
    pub name: Box<str>,
    /// Of an answer: the name of its bot.
    pub bot: Option<Box<str>>,
}

/// A place where a symbol is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The name.
    pub span: Span,
    /// Whether it is declared here.
    pub declares: bool,
}

/// The symbol at a place, and its name there.
#[must_use]
pub fn symbol_at(snapshot: &Snapshot, position: FilePosition) -> Option<(Symbol, Span)> {
    let item = snapshot.item_at(position)?;
    let text = snapshot.workspace().text_of(position.file, item);
    let offset = position.offset.checked_sub(item.range().start())?;
    let element = classify_at(text, item.parsed(), offset)?;
    let (symbol, _) = symbol_of(text, item, element)?;
    let range = element.range + item.range().start();
    Some((symbol, Span::new(position.file, range)))
}

/// All places that name a symbol, in all files, in the order of the text.
#[must_use]
pub fn occurrences(snapshot: &Snapshot, symbol: &Symbol) -> Vec<Occurrence> {
    let mut found = Vec::new();
    for (index, source) in snapshot.workspace().files().iter().enumerate() {
        if !source.text.contains(&*symbol.name) {
            continue;
        }
        let file = FileId(u32::try_from(index).unwrap_or(u32::MAX));
        found.extend(occurrences_in(snapshot, file, symbol));
    }
    found
}

/// The places of a file that name a symbol, in the order of the text.
pub fn occurrences_in(
    snapshot: &Snapshot,
    file: FileId,
    symbol: &Symbol,
) -> impl Iterator<Item = Occurrence> {
    let workspace = snapshot.workspace();
    let items = workspace.items(file).iter();
    items.flat_map(move |item| {
        let text = workspace.text_of(file, item);
        // Looking for the name costs less than reading the item.
        let elements = match text.contains(&*symbol.name) {
            true => classify(text, item.parsed()),
            false => Vec::new(),
        };
        elements.into_iter().filter_map(move |element| {
            let (found, declares) = symbol_of(text, item, element)?;
            (found == *symbol).then(|| Occurrence {
                span: Span::new(file, element.range + item.range().start()),
                declares,
            })
        })
    })
}

/// The symbol that an element names, and whether it declares it.
fn symbol_of(text: &str, item: &Item, element: ClassifiedToken) -> Option<(Symbol, bool)> {
    let (kind, bot, declares) = match element.kind {
        TokenClass::DeclaredName(ReferenceKind::Answer) => {
            let declaration = item.draft().declaration.as_ref()?;
            let bot = declaration.name.as_ref()?.value.clone();
            (ReferenceKind::Answer, Some(bot), true)
        }
        TokenClass::DeclaredName(kind) => (kind, None, true),
        TokenClass::Reference {
            kind: ReferenceKind::Answer,
            bot,
        } => (ReferenceKind::Answer, Some(slice(text, bot?).into()), false),
        TokenClass::Reference { kind, bot: _ } => (kind, None, false),
        TokenClass::DeclarationKeyword(_)
        | TokenClass::StatementKeyword(..)
        | TokenClass::JoiningWord
        | TokenClass::Word(_)
        | TokenClass::Text(_)
        | TokenClass::Tag
        | TokenClass::Object
        | TokenClass::Field(_)
        | TokenClass::Operator { .. }
        | TokenClass::Connective
        | TokenClass::Value(_)
        | TokenClass::Duration
        | TokenClass::Date
        | TokenClass::Days
        | TokenClass::Interval
        | TokenClass::Time
        | TokenClass::Comment
        | TokenClass::Stray => return None,
    };
    let name = slice(text, element.range).into();
    Some((Symbol { kind, name, bot }, declares))
}

fn slice(text: &str, range: TextRange) -> &str {
    text.get(std::ops::Range::<usize>::from(range))
        .unwrap_or("")
}
