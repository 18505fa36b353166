//! `not`, pushed inward and pulled out: `not (a or b)` is `not a and not b`.

use proactive_diagnostics::TextRange;
use proactive_syntax::condition::Expr;

use super::action::{Action, ActionKind};
use super::shape::{Bond, Scene, bare, bond, within};

/// Pushes the innermost `not` around the range into what it negates.
pub(super) fn push_inward(scene: &Scene<'_>) -> Option<Action> {
    let path = scene.path();
    let (index, inner) = path.iter().enumerate().rev().find_map(|(index, expr)| {
        let Expr::Not(_, inner) = expr else {
            return None;
        };
        let inner = bare(inner);
        (!matches!(inner, Expr::Name(_))).then_some((index, inner))
    })?;
    let not = path.get(index)?;
    let range = not.range();
    if !scene.is_whole(not) || scene.has_comment(range) {
        return None;
    }
    let separator = scene.separator(range);
    let (text, bond) = negated(scene, inner, &separator)?;
    let parent = index.checked_sub(1).and_then(|above| path.get(above));
    let text = within(parent.copied(), text, bond);
    let edit = scene.replace(range, text);
    Some(Action::new(
        "Push `not` inward",
        ActionKind::Rewrite,
        vec![edit],
    ))
}

/// The opposite of a part: its text, and how that holds together.
fn negated(scene: &Scene<'_>, expr: &Expr, separator: &str) -> Option<(String, Bond)> {
    let join = |parts: &[Expr], word: &str, bond: Bond| {
        let mut texts = Vec::with_capacity(parts.len());
        for part in parts {
            let (text, of_part) = negated(scene, bare(part), " ")?;
            texts.push(match of_part {
                Bond::Tight => text,
                of_part if of_part == bond => text,
                Bond::And | Bond::Or => format!("({text})"),
            });
        }
        Some((texts.join(&format!("{separator}{word} ")), bond))
    };
    match expr {
        Expr::And(parts) => join(parts, "or", Bond::Or),
        Expr::Or(parts) => join(parts, "and", Bond::And),
        Expr::Not(_, inner) => {
            let inner = bare(inner);
            Some((scene.slice(inner.range()).to_owned(), bond(inner)))
        }
        Expr::Group(_, inner) => negated(scene, inner, separator),
        Expr::Comparison(comparison) => {
            let (range, _) = comparison.operator;
            let before = TextRange::new(comparison.range.start(), range.start());
            let behind = TextRange::new(range.end(), comparison.range.end());
            let opposite = scene.operator(comparison)?.opposite().words();
            let text = format!("{}{opposite}{}", scene.slice(before), scene.slice(behind));
            Some((text, Bond::Tight))
        }
        Expr::Name(range) => Some((format!("not {}", scene.slice(*range)), Bond::Tight)),
        Expr::Always(_) | Expr::Broken(_) => None,
    }
}

/// Pulls `not` out of parts that all are negated.
pub(super) fn pull_out(scene: &Scene<'_>) -> Option<Action> {
    let path = scene.path();
    let (parts, range, joined, word) = path.iter().rev().find_map(|expr| {
        let (parts, joined, word) = match expr {
            Expr::And(parts) => (parts, Bond::Or, "or"),
            Expr::Or(parts) => (parts, Bond::And, "and"),
            Expr::Not(..)
            | Expr::Group(..)
            | Expr::Comparison(_)
            | Expr::Name(_)
            | Expr::Always(_)
            | Expr::Broken(_) => return None,
        };
        let all = parts.iter().all(|part| matches!(part, Expr::Not(..)));
        (all && scene.is_whole(expr)).then_some((parts, expr.range(), joined, word))
    })?;
    if scene.has_comment(range) {
        return None;
    }
    let separator = scene.separator(range);
    let texts: Vec<String> = parts
        .iter()
        .filter_map(|part| match part {
            Expr::Not(_, inner) => {
                let inner = bare(inner);
                let text = scene.slice(inner.range()).to_owned();
                Some(match bond(inner) {
                    Bond::Tight => text,
                    of_part if of_part == joined => text,
                    Bond::And | Bond::Or => format!("({text})"),
                })
            }
            _ => None,
        })
        .collect();
    let text = format!("not ({})", texts.join(&format!("{separator}{word} ")));
    let edit = scene.replace(range, text);
    Some(Action::new(
        "Pull `not` out",
        ActionKind::Rewrite,
        vec![edit],
    ))
}
