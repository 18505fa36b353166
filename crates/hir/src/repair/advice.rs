//! What to tell where nothing can be rewritten: things that do not exist, one value where several
//! stand, two readings that are equally near.

use proactive_catalog::aliases::{self, WishPlace};
use proactive_catalog::{DeclarationKind, Place};
use proactive_diagnostics::{Advice, Finding, Problem, SyntaxProblem, TextRange, TimeProblem};
use proactive_syntax::ast::Statement;
use proactive_syntax::{ParsedSlice, SyntaxKind};

use super::context::Context;
use super::read;

/// The advice for an error that cannot be repaired, if there is better than the problem's own.
pub(super) fn of(
    context: &Context<'_, '_>,
    slice: &str,
    parsed: &ParsedSlice,
    error: &Finding,
) -> Option<Advice> {
    let wish = |place: WishPlace, phrase: &str| aliases::wish(place, phrase).map(Advice::Wish);
    match &error.problem {
        Problem::UnknownStatement {
            word,
            place: Place::Block(block),
            ..
        } => wish(WishPlace::Statement(*block), word),
        Problem::UnknownDeclaration { word, .. } => wish(WishPlace::Declaration, word),
        Problem::UnknownField { found, .. } => wish(WishPlace::Field, found),
        Problem::UnknownValue { set, found, .. } => {
            wish(WishPlace::Word(*set), found).or_else(|| either(read::word(*set, found)))
        }
        Problem::InvalidTime {
            found,
            problem: TimeProblem::DateForm,
        } if read::is_date_without_year(found) => Some(Advice::Year),
        Problem::InvalidTime {
            found,
            problem: TimeProblem::DateForm,
        } => either(read::date(found)),
        Problem::InvalidTime {
            found,
            problem: TimeProblem::IntervalOrder | TimeProblem::IntervalForm,
        } => read::overnight(found).map(|hours| Advice::Overnight {
            evening: hours.evening,
            morning: hours.morning,
        }),
        Problem::Syntax(SyntaxProblem::Stray { text })
            if text.starts_with([',', ';', '&', '/']) || text.starts_with("and ") =>
        {
            only_one(slice, parsed, error.span.range)
        }
        Problem::UnresolvedName { kind, name, .. } => {
            let wanted = kind.declaration();
            if is_everything(name) && wanted.is_some() {
                return Some(Advice::OnlyOne { of: *kind });
            }
            let other = DeclarationKind::ALL
                .into_iter()
                .filter(|kind| kind.has_id() && Some(*kind) != wanted)
                .find(|kind| context.names.find(*kind, name).is_some())?;
            Some(Advice::OtherKind {
                name: name.clone(),
                is: other,
                wanted: *kind,
            })
        }
        _ => None,
    }
}

/// Whether a name says "all of them".
fn is_everything(name: &str) -> bool {
    matches!(
        name.to_lowercase().as_str(),
        "all" | "any" | "every" | "everywhere" | "both" | "tous" | "toutes" | "alle" | "todos"
    )
}

/// Several readings of which none is likelier.
fn either(readings: Vec<read::Reading>) -> Option<Advice> {
    let choices: Vec<String> = readings.into_iter().map(|reading| reading.text).collect();
    (choices.len() > 1).then_some(Advice::Either { choices })
}

/// A statement that refers to one declaration, and has more behind it.
fn only_one(slice: &str, parsed: &ParsedSlice, range: TextRange) -> Option<Advice> {
    let declaration = parsed
        .tree
        .root()
        .children()
        .find_map(|node| node.kind().declaration());
    let block = declaration.and_then(DeclarationKind::block)?;
    let node = parsed
        .tree
        .nodes()
        .find(|node| node.kind().is_known_statement() && node.range().contains_range(range))?;
    let statement = Statement::of(node, block, slice)?;
    let last = statement.values().last()?;
    let stray = node.child(SyntaxKind::Stray)?;
    let argument = last.1.argument;
    let is_one = !argument.is_list && stray.range().contains_range(range);
    let of = argument.role.reference().filter(|_| is_one)?;
    Some(Advice::OnlyOne { of })
}
