//! Where a name is declared.

use proactive_catalog::ReferenceKind;
use proactive_diagnostics::{Span, TextRange};

use crate::symbol::{Symbol, symbol_at};
use crate::{FilePosition, Snapshot};

/// A declaration that a name leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NavigationTarget {
    /// Its name.
    pub name: Span,
    /// The whole of it.
    pub whole: Span,
}

/// Where the name at a place is declared, and the name there. Of several declarations of one name
/// the first is meant.
#[must_use]
pub fn definition(snapshot: &Snapshot, position: FilePosition) -> Option<(Span, NavigationTarget)> {
    let (symbol, span) = symbol_at(snapshot, position)?;
    Some((span, declaration(snapshot, &symbol)?))
}

/// Where a symbol is declared.
#[must_use]
pub fn declaration(snapshot: &Snapshot, symbol: &Symbol) -> Option<NavigationTarget> {
    let declarations = snapshot.workspace().declarations();
    if symbol.kind == ReferenceKind::Answer {
        let bot = declarations.referred(ReferenceKind::Bot, symbol.bot.as_deref()?)?;
        let answer = bot.span(bot.answer(&symbol.name)?.range);
        let (name, whole) = (answer, answer);
        return Some(NavigationTarget { name, whole });
    }
    let declared = declarations.referred(symbol.kind, &symbol.name)?;
    let declaration = declared.declaration();
    let span = |range: TextRange| declared.span(range);
    Some(NavigationTarget {
        name: span(declaration.place()),
        whole: span(declaration.range),
    })
}
