//! The documentation of completion items, which is the same as on hover.

use proactive_catalog::statements;

use super::{condition, declaration, statement, value};
use crate::completion::DocsKey;
use crate::markup::Markup;
use crate::{Snapshot, manifest};

/// The documentation of a completion item.
#[must_use]
pub fn completion_docs(snapshot: &Snapshot, key: &DocsKey) -> Option<Markup> {
    match key {
        DocsKey::Declaration(kind) => {
            let row = kind.info();
            Some(Markup::default().code(row.form).text(row.documentation))
        }
        DocsKey::Statement(block, keyword) => {
            let row = statements::find(*block, keyword)?;
            Some(statement::keyword(*block, row))
        }
        DocsKey::Field(field) => Some(condition::field(*field)),
        DocsKey::Operator(operator) => Some(condition::operator(*operator)),
        DocsKey::Connective(word) => condition::connective(word),
        DocsKey::Word(set, word) => value::fixed(*set, word.as_str().into()),
        DocsKey::Symbol(symbol) => declaration::symbol(snapshot, symbol),
        DocsKey::Lint(code) => Some(value::code(*code)),
        DocsKey::Duration(text) => value::duration(text),
        DocsKey::Days(text) => value::days(text),
        DocsKey::Interval(text) => value::interval(text),
        DocsKey::Date(text) => value::date(text),
        DocsKey::Setting(path) => manifest::documentation(path),
    }
}
