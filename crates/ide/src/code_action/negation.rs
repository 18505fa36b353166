//! Moves `not` inward and outward: `not (a or b)` becomes `not a and not b`, and back.

use proactive_diagnostics::TextRange;
use proactive_syntax::condition::Expr;

use super::action::{Action, ActionKind};
use super::context::{ActionContext, Precedence, bare, precedence, within};

/// Moves the innermost `not` around the range into its operand.
pub(super) fn push_inward(context: &ActionContext<'_>) -> Option<Action> {
    let path = context.path();
    let (index, inner) = path.iter().enumerate().rev().find_map(|(index, expr)| {
        let Expr::Not(_, inner) = expr else {
            return None;
        };
        let inner = bare(inner);
        (!matches!(inner, Expr::Name(_))).then_some((index, inner))
    })?;
    let not = path.get(index)?;
    let range = not.range();
    if !context.is_whole(not) || context.has_comment(range) {
        return None;
    }
    let separator = context.separator(range);
    let (text, precedence) = negated(context, inner, &separator)?;
    let parent = index.checked_sub(1).and_then(|above| path.get(above));
    let text = within(parent.copied(), text, precedence);
    let edit = context.replace(range, text);
    Some(Action::new(
        "Move `not` inward",
        ActionKind::Rewrite,
        vec![edit],
    ))
}

/// The negation of an expression: its text and its precedence.
fn negated(
    context: &ActionContext<'_>,
    expr: &Expr,
    separator: &str,
) -> Option<(String, Precedence)> {
    let join = |parts: &[Expr], word: &str, precedence: Precedence| {
        let mut texts = Vec::with_capacity(parts.len());
        for part in parts {
            let (text, of_part) = negated(context, bare(part), " ")?;
            texts.push(match of_part {
                Precedence::Atom => text,
                of_part if of_part == precedence => text,
                Precedence::And | Precedence::Or => format!("({text})"),
            });
        }
        Some((texts.join(&format!("{separator}{word} ")), precedence))
    };
    match expr {
        Expr::And(parts) => join(parts, "or", Precedence::Or),
        Expr::Or(parts) => join(parts, "and", Precedence::And),
        Expr::Not(_, inner) => {
            let inner = bare(inner);
            Some((context.slice(inner.range()).to_owned(), precedence(inner)))
        }
        Expr::Group(_, inner) => negated(context, inner, separator),
        Expr::Comparison(comparison) => {
            let (range, _) = comparison.operator;
            let before = TextRange::new(comparison.range.start(), range.start());
            let after = TextRange::new(range.end(), comparison.range.end());
            let opposite = context.operator(comparison)?.opposite().words();
            let text = format!(
                "{}{opposite}{}",
                context.slice(before),
                context.slice(after)
            );
            Some((text, Precedence::Atom))
        }
        Expr::Name(range) => Some((format!("not {}", context.slice(*range)), Precedence::Atom)),
        Expr::Always(_) | Expr::Broken(_) => None,
    }
}

/// Moves `not` out of operands that are all negated.
pub(super) fn pull_out(context: &ActionContext<'_>) -> Option<Action> {
    let path = context.path();
    let (parts, range, joined, word) = path.iter().rev().find_map(|expr| {
        let (parts, joined, word) = match expr {
            Expr::And(parts) => (parts, Precedence::Or, "or"),
            Expr::Or(parts) => (parts, Precedence::And, "and"),
            Expr::Not(..)
            | Expr::Group(..)
            | Expr::Comparison(_)
            | Expr::Name(_)
            | Expr::Always(_)
            | Expr::Broken(_) => return None,
        };
        let all = parts.iter().all(|part| matches!(part, Expr::Not(..)));
        (all && context.is_whole(expr)).then_some((parts, expr.range(), joined, word))
    })?;
    if context.has_comment(range) {
        return None;
    }
    let separator = context.separator(range);
    let texts: Vec<String> = parts
        .iter()
        .filter_map(|part| match part {
            Expr::Not(_, inner) => {
                let inner = bare(inner);
                let text = context.slice(inner.range()).to_owned();
                Some(match precedence(inner) {
                    Precedence::Atom => text,
                    of_part if of_part == joined => text,
                    Precedence::And | Precedence::Or => format!("({text})"),
                })
            }
            _ => None,
        })
        .collect();
    let text = format!("not ({})", texts.join(&format!("{separator}{word} ")));
    let edit = context.replace(range, text);
    Some(Action::new(
        "Move `not` outward",
        ActionKind::Rewrite,
        vec![edit],
    ))
}
