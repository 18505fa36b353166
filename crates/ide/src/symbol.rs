//! Symbols: what a name refers to, and all its occurrences.

use proactive_catalog::ReferenceKind;
use proactive_diagnostics::{FileId, Span, TextRange};
use proactive_hir::Item;

use crate::classify::{ClassifiedToken, TokenClass, classify, classify_at};
use crate::{FilePosition, Snapshot};

/// A declaration or an answer, identified by its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its kind.
    pub kind: ReferenceKind,
    /// Its name.
    pub name: Box<str>,
    /// For an answer, the name of its bot.
    pub bot: Option<Box<str>>,
}

/// An occurrence of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The name.
    pub span: Span,
    /// Whether this is its declaration.
    pub declares: bool,
}

/// The symbol at a position, and its name there.
#[must_use]
pub fn symbol_at(snapshot: &Snapshot, position: FilePosition) -> Option<(Symbol, Span)> {
    let item = snapshot.item_at(position)?;
    let text = snapshot.workspace().text_of(position.file, item);
    let offset = position.offset.checked_sub(item.range().start())?;
    let token = classify_at(text, item.parsed(), offset)?;
    let (symbol, _) = symbol_of(text, item, token)?;
    let range = token.range + item.range().start();
    Some((symbol, Span::new(position.file, range)))
}

/// The occurrences of a symbol in all files, in source order.
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

/// The occurrences of a symbol in a file, in source order.
pub fn occurrences_in(
    snapshot: &Snapshot,
    file: FileId,
    symbol: &Symbol,
) -> impl Iterator<Item = Occurrence> {
    let workspace = snapshot.workspace();
    let items = workspace.items(file).iter();
    items.flat_map(move |item| {
        let text = workspace.text_of(file, item);
        // Searching for the name is cheaper than classifying the item.
        let tokens = match text.contains(&*symbol.name) {
            true => classify(text, item.parsed()),
            false => Vec::new(),
        };
        tokens.into_iter().filter_map(move |token| {
            let (found, declares) = symbol_of(text, item, token)?;
            (found == *symbol).then(|| Occurrence {
                span: Span::new(file, token.range + item.range().start()),
                declares,
            })
        })
    })
}

/// The symbol that a token names, and whether the token declares it.
fn symbol_of(text: &str, item: &Item, token: ClassifiedToken) -> Option<(Symbol, bool)> {
    let (kind, bot, declares) = match token.kind {
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
        | TokenClass::ArgumentKeyword
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
    let name = slice(text, token.range).into();
    Some((Symbol { kind, name, bot }, declares))
}

fn slice(text: &str, range: TextRange) -> &str {
    text.get(std::ops::Range::<usize>::from(range))
        .unwrap_or("")
}
