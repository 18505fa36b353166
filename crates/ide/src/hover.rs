//! What the word under the cursor is: its meaning on the platform, what its author says of it, and
//! what it comes to.

mod condition;
mod declared;
mod message;
mod offered;
mod schedule;
mod statement;
mod value;

use proactive_catalog::WordSet;
use proactive_diagnostics::{Code, Span, TextRange, TextSize};
use proactive_hir::{Declarations, Item, draft};

pub(crate) use self::offered::offered;
use crate::element::{Element, ElementKind, elements};
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
    let place = Place::find(snapshot, position, item, text, &elements, offset)?;
    let (range, prose) = place.tell()?;
    Some(Hover {
        span: Span::new(position.file, range + start),
        prose,
    })
}

/// The rule of a message in plain English, line by line; code stands in backticks.
pub(crate) fn rule(declarations: &Declarations<'_>, message: &draft::Message) -> Vec<String> {
    message::summary(declarations, message)
}

/// An element of an item, with what stands around it.
struct Place<'s> {
    snapshot: &'s Snapshot,
    position: FilePosition,
    item: &'s Item,
    /// The text of the item.
    text: &'s str,
    /// The elements of the item up to this one.
    before: &'s [Element],
    element: Element,
    /// From the start of the item.
    offset: TextSize,
}

impl<'s> Place<'s> {
    fn find(
        snapshot: &'s Snapshot,
        position: FilePosition,
        item: &'s Item,
        text: &'s str,
        elements: &'s [Element],
        offset: TextSize,
    ) -> Option<Self> {
        let touches = |element: &Element| element.range.contains_inclusive(offset);
        let first = elements.iter().position(touches)?;
        // Of two that meet, the object gives way to its field, and all to what begins here.
        let second = elements.get(first + 1).filter(|next| touches(next));
        let index = first + usize::from(second.is_some());
        Some(Self {
            snapshot,
            position,
            item,
            text,
            before: elements.get(..index)?,
            element: *elements.get(index)?,
            offset,
        })
    }

    fn slice(&self, range: TextRange) -> &'s str {
        self.text
            .get(std::ops::Range::<usize>::from(range))
            .unwrap_or("")
    }

    fn word(&self) -> &'s str {
        self.slice(self.element.range)
    }

    fn tell(&self) -> Option<(TextRange, Prose)> {
        let range = self.element.range;
        let prose = match self.element.kind {
            ElementKind::DeclarationKeyword(kind) => declared::keyword(self, kind),
            ElementKind::StatementKeyword(block, keyword) => {
                statement::keyword(block, keyword.0?, self.word())
            }
            ElementKind::JoiningWord => statement::joining(self)?,
            ElementKind::DeclaredName(_) | ElementKind::Reference { .. } => {
                let (symbol, _) = symbol_at(self.snapshot, self.position)?;
                declared::symbol(self.snapshot, &symbol)?
            }
            ElementKind::Word(WordSet::DeviceTag) => value::device(value::unquoted(self.word())),
            ElementKind::Word(set) => value::fixed(set, value::unquoted(self.word()))?,
            ElementKind::Text(role) => value::text(self, role)?,
            ElementKind::Tag => value::tag(self.word()),
            ElementKind::Object => condition::object(self.word().trim_end_matches('.'))?,
            ElementKind::Field(field) => condition::field(field?),
            ElementKind::Operator { operator, whole } => {
                return Some((whole, condition::operator(operator?)));
            }
            ElementKind::Connective => condition::connective(self.word())?,
            ElementKind::Value(field) => condition::value(field?, self.word(), self.snapshot)?,
            ElementKind::Duration => value::duration(self.word())?,
            ElementKind::Date => value::date(self.word())?,
            ElementKind::Days => value::days(self.word())?,
            ElementKind::Interval => value::interval(self.word())?,
            ElementKind::Time => value::time(self)?,
            ElementKind::Comment => return self.code_in_comment(),
            ElementKind::Stray => return None,
        };
        Some((range, prose))
    }

    /// A code in `# proactive: allow(…)`.
    fn code_in_comment(&self) -> Option<(TextRange, Prose)> {
        let text = self.word();
        if !comment::is_directive(text) {
            return None;
        }
        let at = usize::from(self.offset.checked_sub(self.element.range.start())?);
        let (before, behind) = text.split_at_checked(at)?;
        let part = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let head = before.len() - before.trim_end_matches(part).len();
        let tail = behind.len() - behind.trim_start_matches(part).len();
        let word = text.get(at - head..at + tail)?;
        let code: Code = word.parse().ok()?;
        let start = self.element.range.start() + size(at - head);
        let range = TextRange::at(start, TextSize::of(word));
        Some((range, value::code(code)))
    }
}

fn size(offset: usize) -> TextSize {
    TextSize::new(u32::try_from(offset).unwrap_or(u32::MAX))
}
