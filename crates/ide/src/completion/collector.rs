//! The items of a place, each tried before it is offered.
//!
//! The text before a place says what may follow it, but not whether what stands behind goes on from
//! there: in `channel | web` no second name may stand. So a form of an item is offered only if the
//! text with it has no more mistakes than it had, by the compiler's own reading, and if in a right
//! text the next word stays what it was.

use std::cell::OnceCell;

use proactive_diagnostics::{Code, Finding, TextRange};
use proactive_hir::Declarations;
use proactive_hir::lower::lower;
use proactive_syntax::{parse_slice, split};

use super::context::{CompletionContext, ContextKind};
use super::item::{Insertion, Item, ItemBuilder};
use super::snippet::Snippet;
use crate::classify::{ClassifiedToken, TokenClass, classify};

/// Texts longer than this are not tried: an answer would take longer than typing a letter. They are
/// longer than any item that a person writes.
const MAX_TRIED_BYTES: usize = 24 * 1024;

/// What is offered at a place.
pub(super) struct Collector<'p> {
    pub(super) context: &'p CompletionContext<'p>,
    declarations: OnceCell<Declarations<'p>>,
    /// The fewest mistakes that the text has, with the word at the place or without.
    mistakes: usize,
    /// In a right text: what stands behind the word. It must be read as the same later on.
    next: Option<TokenClass>,
    items: Vec<(u32, Item)>,
    rank: u32,
}

impl<'p> Collector<'p> {
    pub(super) fn new(context: &'p CompletionContext<'p>) -> Self {
        let (mistakes, next) = match context.is_tried() {
            true => {
                let behind = context.before_in_region().len() + context.word.len();
                let (as_it_is, next) = read(context.region(), behind);
                let (without, _) = read(&context.without_word(), 0);
                (as_it_is.min(without), next.filter(|_| as_it_is == 0))
            }
            false => (0, None),
        };
        Self {
            context,
            declarations: OnceCell::new(),
            mistakes,
            next,
            items: Vec::new(),
            rank: 0,
        }
    }

    /// The declarations of the workspace.
    pub(super) fn declarations(&self) -> &Declarations<'p> {
        let workspace = self.context.snapshot.workspace();
        self.declarations.get_or_init(|| workspace.declarations())
    }

    /// Sets the rank of the items that come next; the least comes first, and of two that are alike
    /// the one that was added first.
    pub(super) fn rank(&mut self, rank: u32) {
        self.rank = rank;
    }

    /// Offers an item in the first of its forms that may stand here.
    pub(super) fn add(&mut self, item: ItemBuilder, forms: impl IntoIterator<Item = Insertion>) {
        let mut forms = forms.into_iter();
        if let Some(form) = forms.find(|form| self.is_valid(&form.trial)) {
            self.push(item, form);
        }
    }

    /// Offers items of which all may stand here or none.
    pub(super) fn add_all(&mut self, items: impl IntoIterator<Item = (ItemBuilder, Insertion)>) {
        let mut items = items.into_iter().peekable();
        if items
            .peek()
            .is_some_and(|(_, form)| self.is_valid(&form.trial))
        {
            for (item, form) in items {
                self.push(item, form);
            }
        }
    }

    /// Offers items that need no trial: what stands in strings and comments.
    pub(super) fn add_untried(
        &mut self,
        items: impl IntoIterator<Item = (ItemBuilder, Insertion)>,
    ) {
        for (item, form) in items {
            self.push(item, form);
        }
    }

    fn push(&mut self, item: ItemBuilder, form: Insertion) {
        let insert = match form.continues {
            true => form.insert.text(" "),
            false => form.insert,
        };
        let insert = match self.context.unclosed() {
            "" => insert,
            quote => insert.text(quote),
        };
        let item = Item {
            filter: item.filter.unwrap_or_else(|| item.label.clone()),
            label: item.label,
            detail: item.detail,
            description: item.description,
            kind: item.kind,
            insert,
            sort: String::new(),
            docs: item.docs,
            preselect: false,
            continues: form.continues,
        };
        self.items.push((self.rank, item));
    }

    /// Whether a text may stand here, in place of the word that does.
    pub(super) fn is_valid(&self, text: &str) -> bool {
        if !self.context.is_tried() {
            return true;
        }
        let text = [text, self.context.unclosed()].concat();
        let behind = self.context.before_in_region().len() + text.len();
        let (mistakes, next) = read(&self.context.with(&text), behind);
        mistakes <= self.mistakes && (self.next.is_none() || next == self.next)
    }

    /// The items in the order of their rank.
    pub(super) fn finish(self) -> Vec<Item> {
        let mut items = self.items;
        items.sort_by_key(|(rank, _)| *rank);
        let count = items.len();
        let numbered = items.into_iter().enumerate();
        numbered
            .map(|(position, (_, item))| Item {
                sort: format!("{position:04}"),
                preselect: position == 0 && count > 1,
                ..item
            })
            .collect()
    }
}

impl CompletionContext<'_> {
    /// The quote that is missing behind the word, in a string.
    fn unclosed(&self) -> &'static str {
        match self.kind {
            ContextKind::Text {
                closed: false,
                escape: false,
                content: _,
            } => "\"",
            ContextKind::Text { .. } | ContextKind::Code | ContextKind::Comment(_) => "",
        }
    }

    /// Whether the text around is short enough to be tried.
    pub(super) fn is_tried(&self) -> bool {
        self.region().len() <= MAX_TRIED_BYTES
    }
}

/// As what a word is read, whatever it is called and wherever it stands.
fn role(kind: TokenClass) -> TokenClass {
    match kind {
        TokenClass::Reference { kind, bot: _ } => TokenClass::Reference { kind, bot: None },
        TokenClass::Operator { .. } => TokenClass::Operator {
            operator: None,
            whole: TextRange::default(),
        },
        TokenClass::Field(_) => TokenClass::Field(None),
        kind => kind,
    }
}

/// How many mistakes a text has by itself, but for statements that are still missing, and as what
/// the first word behind an offset is read.
fn read(text: &str, behind: usize) -> (usize, Option<TokenClass>) {
    let mut mistakes = 0;
    let mut next = None;
    for range in split::slices(text) {
        let (start, end) = (range.start, range.end);
        let slice = text.get(range).unwrap_or("");
        let parsed = parse_slice(slice);
        if next.is_none() && end >= behind {
            let elements = classify(slice, &parsed);
            let starts = |element: &ClassifiedToken| start + usize::from(element.range.start());
            let found = elements
                .iter()
                .filter(|element| element.kind != TokenClass::Comment)
                .find(|element| starts(element) >= behind);
            next = found.map(|element| role(element.kind));
        }
        let errors = lower(slice, &parsed).errors;
        let is_mistake = |error: &&Finding| error.code() != Code::MissingStatement;
        mistakes += errors.iter().filter(is_mistake).count();
    }
    (mistakes, next)
}

/// A text without a place to type at, as a form.
pub(super) fn plain(text: &str) -> Insertion {
    Insertion::whole(Snippet::plain_text(text))
}
