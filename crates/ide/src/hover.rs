//! What the word under the cursor is: its meaning on the platform, what its author says of it, and
//! what it comes to.

mod condition;
mod context;
mod declared;
mod message;
mod offered;
mod phrases;
mod schedule;
mod statement;
mod value;

use proactive_catalog::WordSet;
use proactive_diagnostics::{Code, Span, TextRange, TextSize};
use proactive_hir::{Declarations, draft};

use self::context::HoverContext;
pub use self::offered::completion_docs;
use crate::element::{ElementKind, elements};
use crate::prose::Prose;
use crate::symbol::symbol_at;
use crate::{FilePosition, Snapshot, comment};

/// What is told of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    /// What it is told of.
    pub span: Span,
    /// What is told.
    pub prose: Prose,
}

/// What there is to tell of the word at a place.
#[must_use]
pub fn hover(snapshot: &Snapshot, position: FilePosition) -> Option<Hover> {
    let item = snapshot.item_at(position)?;
    let start = item.range().start();
    let offset = position.offset.checked_sub(start)?;
    let text = snapshot.workspace().text_of(position.file, item);
    let elements = elements(text, item.parsed());
    let place = HoverContext::find(snapshot, position, item, text, &elements, offset)?;
    let (range, prose) = tell(&place)?;
    Some(Hover {
        span: Span::new(position.file, range + start),
        prose,
    })
}

/// The rule of a message in plain English, line by line; code stands in backticks.
pub(crate) fn rule(declarations: &Declarations<'_>, message: &draft::Message) -> Vec<String> {
    message::summary(declarations, message)
}

/// What is told of an element, and of which range.
fn tell(place: &HoverContext<'_>) -> Option<(TextRange, Prose)> {
    let range = place.element.range;
    let prose = match place.element.kind {
        ElementKind::DeclarationKeyword(kind) => declared::keyword(place, kind),
        ElementKind::StatementKeyword(block, keyword) => {
            statement::keyword(block, keyword.0?, place.word())
        }
        ElementKind::JoiningWord => statement::joining(place)?,
        ElementKind::DeclaredName(_) | ElementKind::Reference { .. } => {
            let (symbol, _) = symbol_at(place.snapshot, place.position)?;
            declared::symbol(place.snapshot, &symbol)?
        }
        ElementKind::Word(WordSet::DeviceTag) => value::device(value::unquoted(place.word())),
        ElementKind::Word(set) => value::fixed(set, value::unquoted(place.word()))?,
        ElementKind::Text(role) => value::text(place, role)?,
        ElementKind::Tag => value::tag(place.word()),
        ElementKind::Object => condition::object(place.word().trim_end_matches('.'))?,
        ElementKind::Field(field) => condition::field(field?),
        ElementKind::Operator { operator, whole } => {
            return Some((whole, condition::operator(operator?)));
        }
        ElementKind::Connective => condition::connective(place.word())?,
        ElementKind::Value(field) => condition::value(field?, place.word(), place.snapshot)?,
        ElementKind::Duration => value::duration(place.word())?,
        ElementKind::Date => value::date(place.word())?,
        ElementKind::Days => value::days(place.word())?,
        ElementKind::Interval => value::interval(place.word())?,
        ElementKind::Time => value::time(place)?,
        ElementKind::Comment => return code_in_comment(place),
        ElementKind::Stray => return None,
    };
    Some((range, prose))
}

/// A code in `# proactive: allow(…)`.
fn code_in_comment(place: &HoverContext<'_>) -> Option<(TextRange, Prose)> {
    let text = place.word();
    if !comment::is_directive(text) {
        return None;
    }
    let at = usize::from(place.offset.checked_sub(place.element.range.start())?);
    let (before, behind) = text.split_at_checked(at)?;
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let head = before.len() - before.trim_end_matches(part).len();
    let tail = behind.len() - behind.trim_start_matches(part).len();
    let word = text.get(at - head..at + tail)?;
    let code: Code = word.parse().ok()?;
    let start = place.element.range.start() + size(at - head);
    let range = TextRange::at(start, TextSize::of(word));
    Some((range, value::code(code)))
}

fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX))
}
