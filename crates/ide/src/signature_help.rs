//! Signature help: the form of the statement at the cursor, and which argument is next.
//!
//! The forms are those of the catalog, and their parts are its arguments: `closed`, `DATE`,
//! `[to DATE]`, `["Name"]`.

use std::ops::Range;

use proactive_catalog::{DeclarationKind, Field, Role, StatementInfo};
use proactive_syntax::ast::Statement;
use proactive_syntax::{Node, SyntaxKind};

use crate::completion::CompletionContext;
use crate::{FilePosition, Snapshot};

/// The forms of a statement or list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureHelp {
    /// The forms; several if there is a choice.
    pub signatures: Vec<Signature>,
    /// The index of the form that is being written.
    pub active: usize,
    /// The index of the argument that is next in that form; `None` after the last one.
    pub active_parameter: Option<usize>,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The form as it is shown.
    pub label: String,
    /// What it means.
    pub documentation: &'static str,
    /// Its arguments.
    pub parameters: Vec<Parameter>,
}

/// An argument of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its range in the label, in bytes.
    pub range: Range<usize>,
    /// What it means.
    pub documentation: &'static str,
}

/// The forms of the statement or list at a position; `None` if they would be no help.
#[must_use]
pub fn signature_help(snapshot: &Snapshot, position: FilePosition) -> Option<SignatureHelp> {
    let mut context = CompletionContext::find(snapshot, position)?;
    if context.is_in_comment() {
        return None;
    }
    let (text, parsed) = context.up_to_here();
    let declaration = parsed.tree.root().children().last()?;
    let kind = declaration.kind().declaration()?;
    if kind == DeclarationKind::Segment {
        return list(declaration.child(SyntaxKind::Condition)?, text);
    }
    if declaration.child(SyntaxKind::Rbrace).is_some() {
        return None;
    }
    let is_statement = |node: &Node<'_>| node.kind().is_statement();
    let node = declaration.children().filter(is_statement).last()?;
    let statement = Statement::of(node, kind.block()?, text)?;
    if let Some(condition) = statement.value(Role::Condition) {
        return list(condition, text);
    }
    let after = text.get(usize::from(node.range().end())..);
    let is_left = after.is_some_and(|after| after.contains('\n'))
        && !node.children().any(|child| child.kind().is_missing());
    let in_block = node.child(SyntaxKind::ReplyBlock).is_some();
    if is_left || in_block || !needs_help(statement.row) {
        return None;
    }
    Some(forms(statement))
}

/// Whether a statement has more than one required argument, or one with more than one option.
fn needs_help(row: &StatementInfo) -> bool {
    match row.forms {
        [form] => {
            let required = form.iter().filter(|argument| !argument.is_optional);
            required.count() > 1 || form.len() > 2
        }
        forms => forms.len() > 1,
    }
}

/// The forms of a statement, and which argument is next at its end.
fn forms(statement: Statement<'_>) -> SignatureHelp {
    let row = statement.row;
    let written = row.written_forms().zip(row.forms);
    let signatures = written.map(|(written, form)| Signature {
        label: written.text,
        documentation: row.documentation,
        parameters: written
            .arguments
            .into_iter()
            .zip(*form)
            .map(|(range, argument)| Parameter {
                range,
                documentation: argument.documentation,
            })
            .collect(),
    });
    let active = statement.form();
    let next = statement
        .next()
        .into_iter()
        .find(|next| next.at.form == active);
    // A list at the end can be continued.
    let last = row.forms.get(active).and_then(|form| form.split_last());
    let list = last.and_then(|(last, before)| last.is_list.then_some(before.len()));
    SignatureHelp {
        signatures: signatures.collect(),
        active,
        active_parameter: next.map(|next| next.at.position).or(list),
    }
}

/// The form of `any of [ … ]`, if a condition ends inside of the brackets.
fn list(condition: Node<'_>, text: &str) -> Option<SignatureHelp> {
    let tokens: Vec<Node<'_>> = condition.children().collect();
    let open = tokens
        .iter()
        .rposition(|token| matches!(token.kind(), SyntaxKind::Lbracket | SyntaxKind::Rbracket))?;
    let before = tokens.get(..open)?;
    let inside = tokens.get(open..)?;
    let is_list = inside
        .iter()
        .skip(1)
        .all(|token| !matches!(token.kind(), SyntaxKind::ConditionWord | SyntaxKind::Path));
    let opens = inside.first()?.kind() == SyntaxKind::Lbracket;
    let of = before.last()?.text(text) == "of";
    if !(opens && of && is_list) {
        return None;
    }
    let path = before
        .iter()
        .rev()
        .find(|token| token.kind() == SyntaxKind::Path)?;
    let (object, name) = path.text(text).split_once('.')?;
    let field = Field::find(object, name)?;
    let words: Vec<&str> = before
        .iter()
        .skip_while(|token| **token != *path)
        .skip(1)
        .map(|token| token.text(text))
        .collect();
    let head = format!("{} {} [", path.text(text), words.join(" "));
    let value = match field.words().as_slice() {
        [] => "\"TEXT\"",
        [..] => "VALUE",
    };
    let start = head.len();
    let negative = words.contains(&"not");
    Some(SignatureHelp {
        signatures: vec![Signature {
            label: format!("{head}{value}, …]"),
            documentation: match negative {
                false => "True if the comparison is true for at least one of the values.",
                true => "True if the comparison is true for each of the values.",
            },
            parameters: vec![Parameter {
                range: start..start + value.len() + ", …".len(),
                documentation: field.info().documentation,
            }],
        }],
        active: 0,
        active_parameter: Some(0),
    })
}
