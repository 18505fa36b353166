//! Hover: what the token under the cursor means, its author's comment, and what it results in.

mod completion_docs;
mod condition;
mod context;
mod declaration;
mod message;
mod phrases;
mod schedule;
mod statement;
mod time_zone;
mod value;

use proactive_diagnostics::{Code, Span, TextRange, TextSize};
use proactive_hir::{Declarations, draft};
use proactive_syntax::comment;

pub use self::completion_docs::completion_docs;
use self::context::HoverContext;
use crate::classify::{TokenClass, classify};
use crate::markup::Markup;
use crate::symbol::symbol_at;
use crate::{FilePosition, Snapshot};

/// The documentation of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// The token.
    pub span: Span,
    /// The documentation.
    pub markup: Markup,
}

/// The documentation of the token at a position.
#[must_use]
pub fn hover(snapshot: &Snapshot, position: FilePosition) -> Option<Hover> {
    let item = snapshot.item_at(position)?;
    let start = item.range().start();
    let offset = position.offset.checked_sub(start)?;
    let text = snapshot.workspace().text_of(position.file, item);
    let tokens = classify(text, item.parsed());
    let context = HoverContext::find(snapshot, position, item, text, &tokens, offset)?;
    let (range, markup) = describe(&context)?;
    Some(Hover {
        span: Span::new(position.file, range + start),
        markup,
    })
}

/// The documentation of a code.
pub(crate) fn lint(code: Code) -> Markup {
    value::code(code)
}

/// The rule of a message in plain English, line by line, with code in backticks.
pub(crate) fn rule(declarations: &Declarations<'_>, message: &draft::Message) -> Vec<String> {
    message::summary(declarations, message)
}

/// The documentation of a token, and the range that it is about.
fn describe(context: &HoverContext<'_>) -> Option<(TextRange, Markup)> {
    let range = context.token.range;
    let markup = match context.token.kind {
        TokenClass::DeclarationKeyword(kind) => declaration::keyword(context, kind),
        TokenClass::StatementKeyword(block, keyword) => statement::keyword(block, keyword.0?),
        TokenClass::ArgumentKeyword => statement::argument_keyword(context)?,
        TokenClass::DeclaredName(_) | TokenClass::Reference { .. } => {
            let (symbol, _) = symbol_at(context.snapshot, context.position)?;
            declaration::symbol(context.snapshot, &symbol)?
        }
        TokenClass::Word(set) => value::fixed(set, value::unquoted(context.word()))?,
        TokenClass::Text(role) => value::text(context, role)?,
        TokenClass::Tag => value::tag(context.word()),
        TokenClass::Object => condition::object(context.word().trim_end_matches('.'))?,
        TokenClass::Field(field) => condition::field(field?),
        TokenClass::Operator { operator, whole } => {
            return Some((whole, condition::operator(operator?)));
        }
        TokenClass::Connective => condition::connective(context.word())?,
        TokenClass::Value(field) => condition::value(field?, context.word(), context.snapshot)?,
        TokenClass::Duration => value::duration(context.word())?,
        TokenClass::Date => value::date(context.word())?,
        TokenClass::Days => value::days(context.word())?,
        TokenClass::Interval => value::interval(context.word())?,
        TokenClass::Time => value::time(context)?,
        TokenClass::Comment => return code_in_comment(context),
        TokenClass::Stray => return None,
    };
    Some((range, markup))
}

/// The documentation of a code in `# proactive: allow(…)`.
fn code_in_comment(context: &HoverContext<'_>) -> Option<(TextRange, Markup)> {
    let text = context.word();
    if !comment::is_directive(text) {
        return None;
    }
    let at = usize::from(context.offset.checked_sub(context.token.range.start())?);
    let (before, after) = text.split_at_checked(at)?;
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let head = before.len() - before.trim_end_matches(part).len();
    let tail = after.len() - after.trim_start_matches(part).len();
    let word = text.get(at - head..at + tail)?;
    let code: Code = word.parse().ok()?;
    let start = context.token.range.start() + size(at - head);
    let range = TextRange::at(start, TextSize::of(word));
    Some((range, value::code(code)))
}

fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX))
}
