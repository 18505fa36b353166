//! The part of a condition that a range is about, and how parts are put into one another.

use proactive_catalog::{Field, Operator};
use proactive_diagnostics::{Edit, FileId, Span, TextRange, TextSize};
use proactive_hir::Item;
use proactive_syntax::condition::{Comparison, Expr, WrittenOperator, shape};
use proactive_syntax::{Node, SyntaxKind};

use crate::{FilePosition, Snapshot};

/// A condition, and the range in it that something is to be done about.
pub(super) struct ActionContext<'s> {
    pub(super) file: FileId,
    pub(super) item: &'s Item,
    /// The text of the item.
    pub(super) text: &'s str,
    /// The condition.
    pub(super) expr: Expr,
    /// The range, without blanks around it, from the start of the item.
    pub(super) range: TextRange,
}

/// How a piece of text holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precedence {
    /// As one, whatever is around it.
    Atom,
    /// By `and`.
    And,
    /// By `or`.
    Or,
}

impl<'s> ActionContext<'s> {
    pub(super) fn find(snapshot: &'s Snapshot, file: FileId, range: TextRange) -> Option<Self> {
        let offset = range.start();
        let item = snapshot
            .item_at(FilePosition { file, offset })
            .filter(|item| item.range().contains_range(range))
            .or_else(|| {
                let items = snapshot.workspace().items(file).iter();
                items.rev().find(|item| item.range().contains_range(range))
            })?;
        let text = snapshot.workspace().text_of(file, item);
        let range = trimmed(text, range - item.range().start())?;
        let node = item.parsed().tree.nodes().find(|node| {
            node.kind() == SyntaxKind::Condition && node.range().contains_range(range)
        })?;
        let (expr, findings) = shape(node, TextRange::empty(node.range().start()), text);
        // What has no right shape is mended first.
        let fits = findings.is_empty() && expr.range().contains_range(range);
        fits.then_some(Self {
            file,
            item,
            text,
            expr,
            range,
        })
    }

    pub(super) fn slice(&self, range: TextRange) -> &'s str {
        self.text
            .get(std::ops::Range::<usize>::from(range))
            .unwrap_or("")
    }

    /// The parts from the whole to the innermost that holds the range.
    pub(super) fn path(&self) -> Vec<&Expr> {
        let mut path = vec![&self.expr];
        while let Some(inner) = path
            .last()
            .and_then(|last| children(last).find(|child| child.range().contains_range(self.range)))
        {
            path.push(inner);
        }
        path
    }

    /// Whether nothing in a part is wrong, as far as that can be told from its words.
    pub(super) fn is_whole(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Broken(_) | Expr::Always(_) => false,
            Expr::Comparison(comparison) => self.operator(comparison).is_some(),
            Expr::Name(_) => true,
            Expr::And(_) | Expr::Or(_) | Expr::Not(..) | Expr::Group(..) => {
                children(expr).all(|part| self.is_whole(part))
            }
        }
    }

    /// The operator of a comparison; none if its field does not know it.
    pub(super) fn operator(&self, comparison: &Comparison) -> Option<Operator> {
        let operator = match comparison.operator.1 {
            WrittenOperator::Is => Operator::Is,
            WrittenOperator::IsNot => Operator::IsNot,
            WrittenOperator::Contains => Operator::Contains,
            WrittenOperator::DoesNotContain => Operator::DoesNotContain,
            WrittenOperator::Unknown => return None,
        };
        let (object, name) = self.slice(comparison.path).split_once('.')?;
        let info = Field::find(object, name)?.info();
        let fits = info.operators.contains(&operator) && !comparison.values.is_empty();
        fits.then_some(operator)
    }

    /// Whether a comment stands in a range.
    pub(super) fn has_comment(&self, range: TextRange) -> bool {
        comments(self.item).any(|comment| range.contains_range(comment))
    }

    /// Replaces a range of the item.
    pub(super) fn replace(&self, range: TextRange, replacement: String) -> Edit {
        Edit {
            span: Span::new(self.file, range + self.item.range().start()),
            replacement,
        }
    }

    /// What joins parts that are written anew in place of `range`: a blank, or where it stood on
    /// several lines, a new line.
    pub(super) fn separator(&self, range: TextRange) -> String {
        match self.slice(range).split_once('\n') {
            None => " ".to_owned(),
            Some((first, rest)) => {
                let line = rest.split('\n').next().unwrap_or("");
                let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
                let ending = if first.ends_with('\r') { "\r\n" } else { "\n" };
                format!("{ending}{}", line.get(..blanks).unwrap_or(""))
            }
        }
    }
}

/// The comments of an item.
pub(super) fn comments(item: &Item) -> impl Iterator<Item = TextRange> {
    let nodes = item.parsed().tree.nodes();
    nodes
        .filter(|node| node.kind() == SyntaxKind::Comment)
        .map(Node::range)
}

/// The parts of a part.
pub(super) fn children(expr: &Expr) -> impl Iterator<Item = &Expr> {
    let (several, one): (&[Expr], Option<&Expr>) = match expr {
        Expr::And(parts) | Expr::Or(parts) => (parts, None),
        Expr::Not(_, inner) | Expr::Group(_, inner) => (&[], Some(inner)),
        Expr::Comparison(_) | Expr::Name(_) | Expr::Always(_) | Expr::Broken(_) => (&[], None),
    };
    several.iter().chain(one)
}

/// How a part holds together as it is written.
pub(super) fn precedence(expr: &Expr) -> Precedence {
    match expr {
        Expr::And(_) => Precedence::And,
        Expr::Or(_) => Precedence::Or,
        Expr::Not(..)
        | Expr::Group(..)
        | Expr::Comparison(_)
        | Expr::Name(_)
        | Expr::Always(_)
        | Expr::Broken(_) => Precedence::Atom,
    }
}

/// A part without the parentheses around it.
pub(super) fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Group(_, inner) => bare(inner),
        Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(..)
        | Expr::Comparison(_)
        | Expr::Name(_)
        | Expr::Always(_)
        | Expr::Broken(_) => expr,
    }
}

/// Text in parentheses, if it needs them as a part of `parent`.
pub(super) fn within(parent: Option<&Expr>, text: String, precedence: Precedence) -> String {
    let needs = match (parent, precedence) {
        (_, Precedence::Atom) | (None | Some(Expr::Group(..)), _) => false,
        (Some(Expr::And(_)), Precedence::And) | (Some(Expr::Or(_)), Precedence::Or) => false,
        (Some(_), Precedence::And | Precedence::Or) => true,
    };
    match needs {
        true => format!("({text})"),
        false => text,
    }
}

/// A range without the blanks at its ends; empty ranges stay.
fn trimmed(text: &str, range: TextRange) -> Option<TextRange> {
    let inside = text.get(std::ops::Range::<usize>::from(range))?;
    let start = TextSize::of(inside) - TextSize::of(inside.trim_start());
    let end = TextSize::of(inside.trim_end());
    Some(match start < end {
        true => TextRange::new(range.start() + start, range.start() + end),
        false => TextRange::empty(range.start()),
    })
}
