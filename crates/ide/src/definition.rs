//! Go to definition.

use proactive_catalog::ReferenceKind;
use proactive_diagnostics::{Span, TextRange};

use crate::symbol::{Symbol, symbol_at};
use crate::{FilePosition, Snapshot};

/// The declaration of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NavigationTarget {
    /// Its name.
    pub name: Span,
    /// The whole of it.
    pub whole: Span,
}

/// The name at a position, and its declaration. If a name is declared several times, this is the
/// first declaration.
#[must_use]
pub fn definition(snapshot: &Snapshot, position: FilePosition) -> Option<(Span, NavigationTarget)> {
    let (symbol, span) = symbol_at(snapshot, position)?;
    Some((span, declaration(snapshot, &symbol)?))
}

/// The declaration of a symbol.
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
