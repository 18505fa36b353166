//! Merges comparisons of a field into one with `any of`, and splits one into several.

use proactive_catalog::Operator;
use proactive_diagnostics::TextRange;
use proactive_syntax::condition::{Comparison, Expr};
use proactive_syntax::literal;

use super::action::{Action, ActionKind};
use super::context::{ActionContext, Precedence, bare, within};
use crate::expand_segments::is_negative;

/// Merges comparisons of the same field around the range. Comparisons with `is` or `contains` must
/// be joined by `or`, and their opposites by `and`.
pub(super) fn merge_comparisons(context: &ActionContext<'_>) -> Option<Action> {
    let path = context.path();
    let (index, parts, negative) = path.iter().enumerate().rev().find_map(|(index, expr)| {
        let (parts, negative) = match expr {
            Expr::Or(parts) => (parts, false),
            Expr::And(parts) => (parts, true),
            Expr::Not(..)
            | Expr::Group(..)
            | Expr::Comparison(_)
            | Expr::Name(_)
            | Expr::Always(_)
            | Expr::Broken(_) => return None,
        };
        Some((index, parts, negative))
    })?;
    let whole = path.get(index)?;
    if !context.is_whole(whole) || context.has_comment(whole.range()) {
        return None;
    }
    let key = |expr: &'_ Expr| -> Option<(&str, Operator)> {
        let comparison = comparison_of(expr)?;
        let operator = context.operator(comparison)?;
        let fits = is_negative(operator) == negative;
        fits.then(|| (context.slice(comparison.path), operator))
    };
    let count = |wanted| {
        parts
            .iter()
            .filter(|part| key(part) == Some(wanted))
            .count()
    };
    // The comparison at the cursor, or the first that can be merged with another.
    let under = parts
        .iter()
        .find(|part| part.range().contains_range(context.range));
    let keys = under.into_iter().chain(parts).filter_map(key);
    let wanted = keys.into_iter().find(|key| count(*key) > 1)?;
    let mut values: Vec<&str> = Vec::new();
    let comparisons = parts.iter().filter(|part| key(part) == Some(wanted));
    for comparison in comparisons.filter_map(comparison_of) {
        for value in &comparison.values {
            let value = context.slice(value.range);
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    let (field, operator) = wanted;
    let merged = literal::comparison(field, operator.words(), &values);
    let mut text = String::new();
    let mut merged = Some(merged);
    let mut end = None;
    let mut left = 0;
    for part in parts {
        let gap = end.map(|end| TextRange::new(end, part.range().start()));
        end = Some(part.range().end());
        let text_of_part = match key(part) == Some(wanted) {
            true => match merged.take() {
                Some(merged) => merged,
                None => continue,
            },
            false => context.slice(part.range()).to_owned(),
        };
        if left > 0 {
            text.push_str(gap.map_or("", |gap| context.slice(gap)));
        }
        left += 1;
        text.push_str(&text_of_part);
    }
    let parent = index.checked_sub(1).and_then(|above| path.get(above));
    // A single comparison needs no parentheses.
    let range = match parent {
        Some(Expr::Group(range, _)) if left == 1 => *range,
        _ => whole.range(),
    };
    let edit = context.replace(range, text);
    let title = format!("Merge into `{field} {} any of`", operator.words());
    Some(Action::new(title, ActionKind::Rewrite, vec![edit]))
}

/// Splits a comparison with `any of` into one comparison for each value.
pub(super) fn split_any_of(context: &ActionContext<'_>) -> Option<Action> {
    let path = context.path();
    let (last, above) = path.split_last()?;
    let Expr::Comparison(comparison) = last else {
        return None;
    };
    comparison.list?;
    if !context.is_whole(last) || context.has_comment(comparison.range) {
        return None;
    }
    let operator = context.operator(comparison)?;
    let (word, precedence) = match is_negative(operator) {
        false => ("or", Precedence::Or),
        true => ("and", Precedence::And),
    };
    let field = context.slice(comparison.path);
    let each: Vec<String> = comparison
        .values
        .iter()
        .map(|value| {
            format!(
                "{field} {} {}",
                operator.words(),
                context.slice(value.range)
            )
        })
        .collect();
    let precedence = if each.len() == 1 {
        Precedence::Atom
    } else {
        precedence
    };
    let text = each.join(&format!(" {word} "));
    let text = within(above.last().copied(), text, precedence);
    let edit = context.replace(comparison.range, text);
    let title = format!("Split `any of` into comparisons with `{word}`");
    Some(Action::new(title, ActionKind::Rewrite, vec![edit]))
}

fn comparison_of(expr: &Expr) -> Option<&Comparison> {
    match bare(expr) {
        Expr::Comparison(comparison) => Some(comparison),
        Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(..)
        | Expr::Group(..)
        | Expr::Name(_)
        | Expr::Always(_)
        | Expr::Broken(_) => None,
    }
}
