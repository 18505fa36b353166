//! Collects completion items, and tries each before it is offered.
//!
//! The text before the cursor tells what can follow, but not whether the text after the cursor
//! still fits: at `channel | web` there is no place for a second name. So an item is inserted, and
//! the result is parsed and lowered as the compiler does it. The item is offered only if there are
//! no more errors than before and, in a valid text, the next token keeps its meaning.

use std::cell::OnceCell;

use proactive_diagnostics::{Code, Finding, TextRange};
use proactive_hir::Declarations;
use proactive_hir::lower::lower;
use proactive_syntax::{items, parse_slice};

use super::context::{CompletionContext, ContextKind};
use super::item::{Insertion, Item, ItemBuilder};
use super::nearby::Nearby;
use super::snippet::Snippet;
use crate::classify::{ClassifiedToken, TokenClass, classify};

/// The maximum length of a text to try, in bytes. Trying longer texts would take longer than typing
/// a letter. No item that a person writes is as long as this.
const MAX_TRIED_BYTES: usize = 24 * 1024;

/// The maximum number of items of which the first without a warning is looked for.
const MAX_TRIED_FIRST: usize = 10;

/// The items offered at a position.
pub(super) struct Collector<'p> {
    pub(super) context: &'p CompletionContext<'p>,
    declarations: OnceCell<Declarations<'p>>,
    nearby: OnceCell<Nearby<'p>>,
    /// The number of errors in the text, with or without the word at the cursor, whichever is lower.
    errors: usize,
    /// In a text without errors, the class of the token after the word. It must not change.
    next: Option<TokenClass>,
    items: Vec<(u32, Item)>,
    rank: u32,
}

impl<'p> Collector<'p> {
    pub(super) fn new(context: &'p CompletionContext<'p>) -> Self {
        let (errors, next) = match context.is_tried() {
            true => {
                let after = context.before_in_region().len() + context.word.len();
                let (as_it_is, next) = read(context.region(), after);
                let (without, _) = read(&context.without_word(), 0);
                (as_it_is.min(without), next.filter(|_| as_it_is == 0))
            }
            false => (0, None),
        };
        Self {
            context,
            declarations: OnceCell::new(),
            nearby: OnceCell::new(),
            errors,
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

    /// What is near the cursor.
    pub(super) fn nearby(&self) -> &Nearby<'p> {
        let new = || Nearby::new(self.context, self.declarations());
        self.nearby.get_or_init(new)
    }

    /// Sets the rank of the items that are added next. Lower ranks come first, and items of the same
    /// rank keep the order in which they were added.
    pub(super) fn rank(&mut self, rank: u32) {
        self.rank = rank;
    }

    /// Offers an item with the first of its insertions that is valid here.
    pub(super) fn add(
        &mut self,
        item: ItemBuilder,
        insertions: impl IntoIterator<Item = Insertion>,
    ) {
        let mut insertions = insertions.into_iter();
        if let Some(insertion) = insertions.find(|it| self.is_valid(&it.trial)) {
            self.push(item, insertion);
        }
    }

    /// Offers items that are either all valid here or all invalid. Only the first is tried.
    pub(super) fn add_all(&mut self, items: impl IntoIterator<Item = (ItemBuilder, Insertion)>) {
        let mut items = items.into_iter().peekable();
        if items
            .peek()
            .is_some_and(|(_, insertion)| self.is_valid(&insertion.trial))
        {
            for (item, insertion) in items {
                self.push(item, insertion);
            }
        }
    }

    /// Offers items that are always valid, such as those in strings and comments.
    pub(super) fn add_untried(
        &mut self,
        items: impl IntoIterator<Item = (ItemBuilder, Insertion)>,
    ) {
        for (item, insertion) in items {
            self.push(item, insertion);
        }
    }

    fn push(&mut self, item: ItemBuilder, insertion: Insertion) {
        let insert = match insertion.continues {
            true => insertion.insert.text(" "),
            false => insertion.insert,
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
            continues: insertion.continues,
        };
        self.items.push((self.rank, item));
    }

    /// Whether the text is valid here in place of the word at the cursor.
    pub(super) fn is_valid(&self, text: &str) -> bool {
        if !self.context.is_tried() {
            return true;
        }
        let text = [text, self.context.unclosed()].concat();
        let after = self.context.before_in_region().len() + text.len();
        let (errors, next) = read(&self.context.with(&text), after);
        errors <= self.errors && (self.next.is_none() || next == self.next)
    }

    /// The number of warnings as soon as an item is taken.
    fn lints_with(&self, item: &Item) -> usize {
        match self.context.is_tried() {
            true => lints(&self.context.with(&item.insert.plain())),
            false => 0,
        }
    }

    /// The items in the order of their rank. One that draws a warning at once is not the first.
    pub(super) fn finish(mut self) -> Vec<Item> {
        let mut items = std::mem::take(&mut self.items);
        items.sort_by_key(|(rank, _)| *rank);
        let before = lints(self.context.region());
        let mut first = items.iter().take(MAX_TRIED_FIRST).enumerate();
        let without_lint = first.find(|(_, (_, item))| self.lints_with(item) <= before);
        if let Some((position, _)) = without_lint
            && let Some(others) = items.get_mut(..=position)
        {
            others.rotate_right(1);
        }
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
    /// The closing quote, where the string around the cursor has none.
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

/// Whether the text before the cursor needs nothing more, or the cursor is right before a word.
pub(super) fn is_complete(context: &CompletionContext<'_>) -> bool {
    match context.kind {
        ContextKind::Comment(_) | ContextKind::Text { .. } => false,
        ContextKind::Code => {
            let before_word = context.offset == context.word.start && !context.word.is_empty();
            before_word
                || context.expectations.is_complete()
                // A declaration that needs no block.
                || context.is_tried() && read(&context.without_word(), 0).0 == 0
        }
    }
}

/// The number of lints in a text, without those about other texts.
fn lints(text: &str) -> usize {
    let slices = items::slices(text).into_iter();
    let slices = slices.filter_map(|range| text.get(range));
    slices
        .map(|slice| {
            let draft = lower(slice, &parse_slice(slice));
            match draft.errors.is_empty() {
                true => draft.lints.len(),
                false => 0,
            }
        })
        .sum()
}

/// The class of a token without its name and its position.
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

/// The number of errors in a text, except for missing statements, and the class of the first token
/// after an offset.
fn read(text: &str, after: usize) -> (usize, Option<TokenClass>) {
    let mut errors = 0;
    let mut next = None;
    for range in items::slices(text) {
        let (start, end) = (range.start, range.end);
        let slice = text.get(range).unwrap_or("");
        let parsed = parse_slice(slice);
        if next.is_none() && end >= after {
            let tokens = classify(slice, &parsed);
            let starts = |token: &ClassifiedToken| start + usize::from(token.range.start());
            let found = tokens
                .iter()
                .filter(|token| token.kind != TokenClass::Comment)
                .find(|token| starts(token) >= after);
            next = found.map(|token| role(token.kind));
        }
        let lowered = lower(slice, &parsed).errors;
        let is_counted = |error: &&Finding| error.code() != Code::MissingStatement;
        errors += lowered.iter().filter(is_counted).count();
    }
    (errors, next)
}

/// An insertion of plain text.
pub(super) fn plain(text: &str) -> Insertion {
    Insertion::whole(Snippet::plain_text(text))
}
