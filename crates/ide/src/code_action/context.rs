//! The condition that an action is about, and how to insert an expression into another.

use proactive_catalog::{Field, Operator};
use proactive_diagnostics::{Edit, FileId, Span, TextRange, TextSize};
use proactive_hir::Item;
use proactive_syntax::condition::{Comparison, Expr, WrittenOperator, shape};
use proactive_syntax::{Node, SyntaxKind};

use crate::{FilePosition, Snapshot};

/// A condition and the selected range in it.
pub(super) struct ActionContext<'s> {
    pub(super) file: FileId,
    pub(super) item: &'s Item,
    /// The text of the item.
    pub(super) text: &'s str,
    /// The condition, with ranges from the start of the item.
    pub(super) expr: Expr,
    /// The selection without surrounding whitespace, from the start of the item.
    pub(super) range: TextRange,
}

/// How tightly the parts of an expression bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precedence {
    /// A single operand.
    Atom,
    /// Operands joined by `and`.
    And,
    /// Operands joined by `or`.
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
        // Syntax errors have to be fixed first.
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

    /// The expressions that contain the range, from the outermost to the innermost.
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

    /// Whether an expression has no error, as far as its own text tells.
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

    /// The operator of a comparison; `None` if its field does not support it.
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

    /// Whether there is a comment in a range.
    pub(super) fn has_comment(&self, range: TextRange) -> bool {
        comments(self.item).any(|comment| range.contains_range(comment))
    }

    /// An edit that replaces a range of the item.
    pub(super) fn replace(&self, range: TextRange, replacement: String) -> Edit {
        Edit {
            span: Span::new(self.file, range + self.item.range().start()),
            replacement,
        }
    }

    /// The separator for operands that replace `range`: a space, or a line break with indentation if
    /// `range` is on several lines.
    pub(super) fn separator(&self, range: TextRange) -> String {
        match self.slice(range).split_once('\n') {
            None => " ".to_owned(),
            Some((first, rest)) => {
                let line = rest.split('\n').next().unwrap_or("");
                let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
                let ending = if first.ends_with('\r') { "\r\n" } else { "\n" };
                format!("{ending}{}", line.get(..indentation).unwrap_or(""))
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

/// The direct operands of an expression.
pub(super) fn children(expr: &Expr) -> impl Iterator<Item = &Expr> {
    let (several, one): (&[Expr], Option<&Expr>) = match expr {
        Expr::And(parts) | Expr::Or(parts) => (parts, None),
        Expr::Not(_, inner) | Expr::Group(_, inner) => (&[], Some(inner)),
        Expr::Comparison(_) | Expr::Name(_) | Expr::Always(_) | Expr::Broken(_) => (&[], None),
    };
    several.iter().chain(one)
}

/// The precedence of an expression as it is written.
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

/// An expression without the parentheses around it.
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

/// The text of an operand of `parent`, in parentheses if it needs them.
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

/// A range without the whitespace at its ends. A blank range becomes empty at its start.
fn trimmed(text: &str, range: TextRange) -> Option<TextRange> {
    let inside = text.get(std::ops::Range::<usize>::from(range))?;
    let start = TextSize::of(inside) - TextSize::of(inside.trim_start());
    let end = TextSize::of(inside.trim_end());
    Some(match start < end {
        true => TextRange::new(range.start() + start, range.start() + end),
        false => TextRange::empty(range.start()),
    })
}
