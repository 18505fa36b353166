//! How each declaration, statement and condition is laid out.

use proactive_diagnostics::TextRange;
use proactive_syntax::condition::{Expr, shape};
use proactive_syntax::{Node, SyntaxKind};

use crate::layout::Layout;

/// Lays out a declaration.
pub(crate) fn declaration<'a>(layout: &mut Layout<'a>, node: Node<'_>, text: &'a str) {
    parts(layout, node, text, true);
}

/// Lays out what has a header and may have a block.
fn parts<'a>(layout: &mut Layout<'a>, node: Node<'_>, text: &'a str, header: bool) {
    let mut first = true;
    for child in node.children() {
        match child.kind() {
            SyntaxKind::Lbrace => {
                layout.token();
                layout.doc.indent();
            }
            SyntaxKind::Rbrace => layout.end_of_block(first),
            SyntaxKind::Condition => condition(layout, child, text, header),
            kind if kind.is_statement() => {
                layout.entry(first);
                statement(layout, child, text);
                first = false;
            }
            _ => layout.token(),
        }
    }
}

fn statement<'a>(layout: &mut Layout<'a>, node: Node<'_>, text: &'a str) {
    match node.kind() {
        SyntaxKind::Tags | SyntaxKind::Ask | SyntaxKind::Channels | SyntaxKind::BusinessHours => {
            layout.token();
            let items = node
                .children()
                .skip(1)
                .filter(|child| child.kind() != SyntaxKind::Comma);
            list(layout, items.count());
        }
        SyntaxKind::OpenHours => {
            layout.token();
            let of_kind = |kind| move |child: &Node<'_>| child.kind() == kind;
            list(
                layout,
                node.children().filter(of_kind(SyntaxKind::Word)).count(),
            );
            list(
                layout,
                node.children().filter(of_kind(SyntaxKind::Amount)).count(),
            );
        }
        SyntaxKind::When => parts(layout, node, text, false),
        SyntaxKind::Reply => {
            for child in node.children() {
                match child.kind() {
                    SyntaxKind::ReplyBlock => parts(layout, child, text, false),
                    _ => layout.token(),
                }
            }
        }
        _ => node.children().for_each(|_| layout.token()),
    }
}

/// A list without brackets, of so many items: on one line, or below each other.
fn list(layout: &mut Layout<'_>, items: usize) {
    layout.open();
    layout.doc.indent();
    for item in 0..items {
        if item > 0 {
            layout.comma();
        }
        layout.line(true);
        layout.token();
    }
    layout.doc.dedent();
    layout.close();
}

/// Lays out a condition. Broken at `and` or `or`, that of a segment begins on a line of its own,
/// any other behind its keyword.
pub(crate) fn condition<'a>(
    layout: &mut Layout<'a>,
    node: Node<'_>,
    text: &'a str,
    own_line: bool,
) {
    // Where a finding would stand: a condition that is laid out has none.
    let before = TextRange::empty(node.range().start());
    let (expr, _) = shape(node, before, text);
    match &expr {
        Expr::And(parts) | Expr::Or(parts) => {
            layout.open();
            layout.doc.indent();
            if own_line {
                layout.line(true);
            }
            joined(layout, parts);
            layout.doc.dedent();
            layout.close();
        }
        Expr::Not(..)
        | Expr::Group(..)
        | Expr::Comparison(_)
        | Expr::Name(_)
        | Expr::Always(_)
        | Expr::Broken(_) => operand(layout, &expr),
    }
}

/// Operands with `and` or `or` between them, where lines may begin.
fn joined(layout: &mut Layout<'_>, parts: &[Expr]) {
    for (position, part) in parts.iter().enumerate() {
        if position > 0 {
            layout.line(true);
            layout.token();
        }
        operand(layout, part);
    }
}

/// As deep as the text nests, which is capped.
fn operand(layout: &mut Layout<'_>, expr: &Expr) {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => {
            layout.open();
            layout.doc.indent();
            joined(layout, parts);
            layout.doc.dedent();
            layout.close();
        }
        Expr::Not(_, inner) => {
            layout.token();
            operand(layout, inner);
        }
        Expr::Group(_, inner) => {
            layout.open();
            layout.token();
            layout.doc.indent();
            layout.line(false);
            match &**inner {
                Expr::And(parts) | Expr::Or(parts) => joined(layout, parts),
                other => operand(layout, other),
            }
            layout.last_line();
            layout.token();
            layout.close();
        }
        Expr::Comparison(comparison) => match comparison.list {
            Some(list) => {
                tokens_before(layout, list);
                values(layout, comparison.values.len());
            }
            None => tokens_to_end_of(layout, comparison.range),
        },
        Expr::Name(range) | Expr::Always(range) | Expr::Broken(range) => {
            tokens_to_end_of(layout, *range);
        }
    }
}

/// A list in brackets, of so many values.
fn values(layout: &mut Layout<'_>, count: usize) {
    layout.open();
    layout.token();
    layout.doc.indent();
    for value in 0..count {
        if value > 0 {
            layout.comma();
        }
        layout.line(value > 0);
        layout.token();
    }
    if layout.at_trailing_comma() {
        layout.pass_over_comma();
    }
    layout.doc.comma_if_broken();
    layout.last_line();
    layout.token();
    layout.close();
}

fn tokens_before(layout: &mut Layout<'_>, range: TextRange) {
    while layout.position().is_some_and(|at| at < range.start()) {
        layout.token();
    }
}

fn tokens_to_end_of(layout: &mut Layout<'_>, range: TextRange) {
    while layout.position().is_some_and(|at| at < range.end()) {
        layout.token();
    }
}
