//! How each declaration, statement and condition is laid out.

use proactive_catalog::{Block, DeclarationKind};
use proactive_diagnostics::TextRange;
use proactive_syntax::ast::{Part, Statement};
use proactive_syntax::condition::{Expr, shape};
use proactive_syntax::{Node, SyntaxKind};

use crate::layout::Layout;

/// Lays out a declaration.
pub(crate) fn declaration<'a>(layout: &mut Layout<'a>, node: Node<'_>, text: &'a str) {
    let block = node.kind().declaration().and_then(DeclarationKind::block);
    parts(layout, node, block, text);
}

/// Lays out what has a header, and a block or a condition.
fn parts<'a>(layout: &mut Layout<'a>, node: Node<'_>, block: Option<Block>, text: &'a str) {
    let mut first = true;
    for child in node.children() {
        match child.kind() {
            SyntaxKind::Lbrace => {
                layout.token();
                layout.doc.indent();
            }
            SyntaxKind::Rbrace => layout.end_of_block(first),
            SyntaxKind::Condition => condition(layout, child, text, true),
            kind if kind.is_statement() => {
                layout.entry(first);
                match block.and_then(|block| Statement::of(child, block, text)) {
                    Some(it) => statement(layout, it, text),
                    None => child.children().for_each(|_| layout.token()),
                }
                first = false;
            }
            _ => layout.token(),
        }
    }
}

fn statement<'a>(layout: &mut Layout<'a>, statement: Statement<'_>, text: &'a str) {
    // The keyword.
    layout.token();
    let mut parts = statement.parts().peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Value(_, at) if at.argument.is_list => {
                let mut items = 1;
                let goes_on = |part: &Part<'_>| match part {
                    Part::Value(_, next) => next.position == at.position,
                    Part::Separator(_) => true,
                    Part::Keyword(..)
                    | Part::Missing(..)
                    | Part::MissingKeyword(..)
                    | Part::Excess(_) => false,
                };
                while let Some(part) = parts.next_if(goes_on) {
                    items += usize::from(matches!(part, Part::Value(..)));
                }
                list(layout, items);
            }
            Part::Value(node, _) if node.kind() == SyntaxKind::Condition => {
                condition(layout, node, text, false);
            }
            Part::Value(node, _) if node.kind() == SyntaxKind::ReplyBlock => {
                self::parts(layout, node, Some(Block::AgentReply), text);
            }
            // `reply somebody` is not a syntax error, so it is laid out, too.
            Part::Value(..) | Part::Keyword(..) | Part::Excess(_) => layout.token(),
            // Nothing is missing in a statement that is laid out, and a list has its commas.
            Part::Missing(..) | Part::MissingKeyword(..) | Part::Separator(_) => {}
        }
    }
}

/// Lays out a list of `items` items without brackets: on one line, or one below the other.
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

/// Lays out a condition. If it is broken at `and` or `or`, that of a segment begins on a line of
/// its own, and any other after its keyword.
pub(crate) fn condition<'a>(
    layout: &mut Layout<'a>,
    node: Node<'_>,
    text: &'a str,
    own_line: bool,
) {
    // Only findings need this range, and a condition that is laid out has none.
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

/// Lays out operands with `and` or `or` between them, where lines can begin.
fn joined(layout: &mut Layout<'_>, parts: &[Expr]) {
    for (position, part) in parts.iter().enumerate() {
        if position > 0 {
            layout.line(true);
            layout.token();
        }
        operand(layout, part);
    }
}

/// Recurses as deep as the text nests, which is limited.
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

/// Lays out a list of `count` values in brackets.
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
