//! The context of a completion: the word at the cursor, the text around it, and what is expected.

use std::cell::OnceCell;
use std::ops::Range;

use proactive_diagnostics::{FileId, TextSize};
use proactive_hir::draft::{Body, Draft, Message};
use proactive_hir::lower::lower;
use proactive_syntax::literal::is_unterminated;
use proactive_syntax::{Node, ParsedSlice, SyntaxKind, items, parse_slice};

use super::expected::{Expectations, Expected, expected};
use super::expected_in_condition::ExpectedInCondition;
use crate::{FilePosition, Snapshot};

/// The position of the cursor, and what is expected there.
pub(crate) struct CompletionContext<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) file: FileId,
    text: &'s str,
    /// The cursor. This and all offsets below are in bytes from the start of the file.
    pub(super) offset: usize,
    /// The range of the items that contain the word.
    region: Range<usize>,
    /// The word at the cursor, which completion replaces.
    pub(super) word: Range<usize>,
    /// The start of the slice that `expectations` was read from.
    start: usize,
    pub(super) kind: ContextKind,
    pub(super) expectations: Expectations,
    rest: OnceCell<Rest>,
}

/// Where the cursor is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ContextKind {
    /// Outside of strings and comments.
    Code,
    /// In a comment that begins at this offset.
    Comment(usize),
    /// In a string.
    Text {
        /// The start of its content.
        content: usize,
        /// Whether it has closing quotes.
        closed: bool,
        /// Whether the word is an unfinished escape sequence.
        escape: bool,
    },
}

/// The slice around the cursor, without the word at the cursor.
pub(super) struct Rest {
    /// The start of the slice in the file.
    start: usize,
    text: String,
    parsed: ParsedSlice,
    pub(super) draft: Draft,
}

impl<'s> CompletionContext<'s> {
    /// The context of a cursor; `None` if there is no such file, or the offset is inside a character.
    pub(crate) fn find(snapshot: &'s Snapshot, position: FilePosition) -> Option<Self> {
        let text = &*snapshot.workspace().file(position.file)?.text;
        let offset = usize::from(position.offset);
        let (before, after) = text.split_at_checked(offset)?;
        let rest = after.trim_start_matches(in_word);
        let run = before.trim_end_matches(in_word).len()..text.len() - rest.len();
        let mut context = Self {
            snapshot,
            file: position.file,
            text,
            offset,
            region: region(snapshot, position.file, &run),
            word: run,
            start: 0,
            kind: ContextKind::Code,
            expectations: Expectations::default(),
            rest: OnceCell::new(),
        };
        context.read();
        Some(context)
    }

    fn read(&mut self) {
        let (slice, parsed) = self.slice_before(self.word.start);
        let leaves = parsed.tree.nodes().filter(|node| node.is_leaf());
        let last = leaves.filter(|node| !node.range().is_empty()).last();
        let last = last.filter(|last| usize::from(last.range().end()) == slice.len());
        let last = last.map(|last| (last.kind(), last.range(), last.text(slice)));
        match last {
            Some((SyntaxKind::Comment, range, _)) => {
                self.kind = ContextKind::Comment(self.start + usize::from(range.start()));
            }
            Some((SyntaxKind::Quoted | SyntaxKind::TextBlock, range, string))
                if is_unterminated(string) =>
            {
                let quotes = if string.starts_with("\"\"\"") { 3 } else { 1 };
                let start = self.start + usize::from(range.start());
                self.string(start + quotes, quotes == 3);
                let (slice, parsed) = self.slice_before(start);
                self.expectations = expected(slice, &parsed.tree);
            }
            Some(_) | None => {
                self.expectations = expected(slice, &parsed.tree);
                self.narrow();
            }
        }
    }

    /// Narrows the word to the content of the string, or to an unfinished escape sequence in it.
    fn string(&mut self, content: usize, block: bool) {
        let typed = self.slice(content..self.offset);
        let mut escape = None;
        let mut characters = typed.char_indices();
        while let Some((position, character)) = characters.next() {
            if character != '\\' {
                continue;
            }
            escape = Some(content + position);
            let after = typed.get(position + 1..).unwrap_or("");
            let is_open = match after.strip_prefix("u{") {
                Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
                None => matches!(after, "" | "u"),
            };
            if is_open {
                break;
            }
            escape = None;
            characters.next();
        }
        let rest = self.slice(content..self.text.len());
        let line = rest.split(['\n', '\r']).next().unwrap_or("");
        let end = match block {
            true => None,
            false => closing_quote(line),
        };
        match (escape, end) {
            (Some(start), _) => self.word = start..self.offset,
            (None, Some(end)) => self.word = content..content + end,
            (None, None) => self.word.start = content,
        }
        self.kind = ContextKind::Text {
            content,
            closed: end.is_some() || block,
            escape: escape.is_some(),
        };
        if block && escape.is_none() {
            self.word = self.offset..self.offset;
        }
    }

    /// After the dot of a path, narrows the word to the field.
    fn narrow(&mut self) {
        let typed = self.slice(self.word.start..self.offset);
        if let Some((object, _)) = typed.rsplit_once('.') {
            let object = object.to_owned();
            self.word.start += object.len() + 1;
            let operand = |expected: &Expected| {
                matches!(
                    expected,
                    Expected::Condition(ExpectedInCondition::Operand { .. })
                )
            };
            let goes_on = self.expectations.expected.iter().any(operand);
            self.expectations.expected.clear();
            if goes_on {
                let field = ExpectedInCondition::Field(object);
                self.expectations.expected.push(Expected::Condition(field));
            }
        }
    }

    /// The slice up to the word, or up to the string around the cursor, and its tree.
    pub(crate) fn up_to_here(&mut self) -> (&'s str, ParsedSlice) {
        let end = match self.kind {
            ContextKind::Code | ContextKind::Comment(_) => self.word.start,
            ContextKind::Text { content, .. } => {
                let before = self.slice(0..content);
                before.trim_end_matches('"').len()
            }
        };
        self.slice_before(end)
    }

    /// Whether the cursor is in a comment.
    pub(crate) fn is_in_comment(&self) -> bool {
        matches!(self.kind, ContextKind::Comment(_))
    }

    /// The slice up to an offset, and its tree.
    fn slice_before(&mut self, end: usize) -> (&'s str, ParsedSlice) {
        let before = self.slice(self.region.start..end);
        let last = items::slices(before).pop().unwrap_or(0..before.len());
        self.start = self.region.start + last.start;
        let slice = before.get(last).unwrap_or("");
        (slice, parse_slice(slice))
    }

    fn slice(&self, range: Range<usize>) -> &'s str {
        self.text.get(range).unwrap_or("")
    }

    /// The text of the items that contain the word.
    pub(super) fn region(&self) -> &'s str {
        self.slice(self.region.clone())
    }

    /// The part of the region before the word.
    pub(super) fn before_in_region(&self) -> &'s str {
        self.slice(self.region.start..self.word.start)
    }

    /// The region with another word at the cursor.
    pub(super) fn with(&self, word: &str) -> String {
        let after = self.slice(self.word.end..self.region.end);
        [self.before_in_region(), word, after].concat()
    }

    /// The region without the word at the cursor.
    pub(super) fn without_word(&self) -> String {
        self.with("")
    }

    /// The text after the word, to the end of the file.
    pub(super) fn after(&self) -> &'s str {
        self.slice(self.word.end..self.text.len())
    }

    /// The text before the word, from the start of the file.
    pub(super) fn before(&self) -> &'s str {
        self.slice(0..self.word.start)
    }

    /// The text from an offset to the cursor.
    pub(super) fn typed_from(&self, start: usize) -> &'s str {
        self.slice(start..self.offset)
    }

    /// The text after the cursor, to the end of the file.
    pub(super) fn after_cursor(&self) -> &'s str {
        self.slice(self.offset..self.text.len())
    }

    /// The slice around the cursor without the word, so that a half-typed word hides nothing.
    pub(super) fn rest(&self) -> &Rest {
        self.rest.get_or_init(|| {
            let region = self.without_word();
            let at = self.word.start - self.region.start;
            let slices = items::slices(&region);
            let around = slices
                .into_iter()
                .take_while(|slice| slice.start < at.max(1));
            let slice = around.last().unwrap_or(0..region.len());
            let text = region.get(slice.clone()).unwrap_or("").to_owned();
            let parsed = parse_slice(&text);
            Rest {
                start: self.region.start + slice.start,
                draft: lower(&text, &parsed),
                parsed,
                text,
            }
        })
    }

    /// The message around the cursor.
    pub(super) fn message(&self) -> Option<&Message> {
        self.rest().draft.declaration.as_ref()?.as_message()
    }

    /// The body of the declaration around the cursor.
    pub(super) fn body(&self) -> Option<&Body> {
        Some(&self.rest().draft.declaration.as_ref()?.body)
    }

    /// The name of the declaration around the cursor.
    pub(super) fn own_name(&self) -> Option<&str> {
        let declaration = self.rest().draft.declaration.as_ref()?;
        Some(&declaration.name.as_ref()?.value)
    }

    /// The keywords of the statements in the block around the cursor, except for the one that the
    /// word begins.
    pub(super) fn given(&self) -> Vec<&str> {
        let rest = self.rest();
        let mut block = rest.parsed.tree.root().children().next();
        if let Some(reply) = self.expectations.reply {
            let inner = rest.node_at(self.start + reply, |node| {
                node.child(SyntaxKind::ReplyBlock).is_some()
            });
            block = inner.and_then(|inner| inner.child(SyntaxKind::ReplyBlock));
        }
        let statements = block.into_iter().flat_map(Node::children);
        let replaced = self.statement_of_word();
        statements
            .filter(|node| node.kind().is_statement())
            .filter(|node| {
                // The start of the node in the file with the word.
                let start = rest.start + usize::from(node.range().start()) + self.word.len();
                !replaced.contains(&start)
            })
            .filter(|node| {
                !matches!(
                    node.kind(),
                    SyntaxKind::Misplaced | SyntaxKind::UnknownStatement
                )
            })
            .filter_map(|node| node.child(SyntaxKind::Keyword))
            .map(|keyword| keyword.text(&rest.text))
            .collect()
    }

    /// The range of the statement that the word at the cursor begins. Without the word, the rest of
    /// it may look like another statement. Empty if the word begins none.
    fn statement_of_word(&self) -> Range<usize> {
        let items = self.snapshot.workspace().items(self.file);
        let at = items.partition_point(|item| usize::from(item.range().start()) <= self.word.start);
        let item = at.checked_sub(1).and_then(|at| items.get(at));
        let range = item.and_then(|item| {
            let start = item.range().start();
            let mut nodes = item.parsed().tree.nodes();
            let begun = nodes.find(|node| {
                let begins = usize::from(node.range().start() + start) == self.word.start;
                begins && node.kind().is_statement()
            });
            Some(Range::<usize>::from(begun?.range() + start))
        });
        range.filter(|_| !self.word.is_empty()).unwrap_or(0..0)
    }

    /// The values of the list around the cursor, except for the word at the cursor.
    pub(super) fn listed(&self) -> Vec<&str> {
        let rest = self.rest();
        let Some(statement) = self.expectations.statement else {
            return Vec::new();
        };
        let node = rest.node_at(self.start + statement, |node| {
            node.kind().is_statement() || node.kind() == SyntaxKind::Condition
        });
        let Some(node) = node else {
            return Vec::new();
        };
        let values = |node: Node<'_>| -> Vec<(SyntaxKind, usize, &str)> {
            node.children()
                .map(|child| {
                    let start = rest.start + usize::from(child.range().start());
                    (child.kind(), start, child.text(&rest.text))
                })
                .collect()
        };
        let tokens = match node.child(SyntaxKind::Condition) {
            Some(tokens) => values(tokens),
            None => values(node),
        };
        // In a condition, the list is between the brackets around the cursor.
        let at = tokens.partition_point(|(_, start, _)| *start < self.word.start);
        let (before, after) = tokens.split_at(at);
        let before = before
            .rsplit(|(kind, ..)| *kind == SyntaxKind::Lbracket)
            .next();
        let after = after
            .split(|(kind, ..)| *kind == SyntaxKind::Rbracket)
            .next();
        let all = before.into_iter().chain(after).flatten();
        all.filter(|(kind, ..)| {
            matches!(
                kind,
                SyntaxKind::Word
                    | SyntaxKind::ReservedWord
                    | SyntaxKind::Quoted
                    | SyntaxKind::TextBlock
            )
        })
        .map(|(_, _, text)| *text)
        .collect()
    }

    /// Whether the cursor is in a range of the file.
    pub(super) fn is_at(&self, start: TextSize, end: TextSize) -> bool {
        usize::from(start) <= self.offset && self.offset <= usize::from(end)
    }
}

impl Rest {
    fn node_at(&self, start: usize, is: impl Fn(Node<'_>) -> bool) -> Option<Node<'_>> {
        let start = start.checked_sub(self.start)?;
        self.parsed
            .tree
            .nodes()
            .find(|node| usize::from(node.range().start()) == start && is(*node))
    }
}

/// The range of the items that contain a word. Where an item begins with the word, the one before it
/// belongs to the range, too.
fn region(snapshot: &Snapshot, file: FileId, word: &Range<usize>) -> Range<usize> {
    let items = snapshot.workspace().items(file);
    let range = |index: usize| {
        items
            .get(index)
            .map(|item| Range::<usize>::from(item.range()))
    };
    let first = items.partition_point(|item| usize::from(item.range().start()) < word.start);
    let first = first.saturating_sub(1);
    let last = items.partition_point(|item| usize::from(item.range().start()) < word.end);
    let last = last.saturating_sub(1).max(first);
    match (range(first), range(last)) {
        (Some(first), Some(last)) => first.start..last.end,
        (None, _) | (_, None) => 0..0,
    }
}

/// The offset of the quote that ends a string on one line.
fn closing_quote(content: &str) -> Option<usize> {
    let mut characters = content.char_indices();
    while let Some((position, character)) = characters.next() {
        match character {
            '"' => return Some(position),
            '\\' => drop(characters.next()),
            _ => {}
        }
    }
    None
}

/// Whether a character can belong to a word, a number, or a misspelled token.
fn in_word(character: char) -> bool {
    !matches!(
        character,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '"'
            | '{'
            | '}'
            | '['
            | ']'
            | '('
            | ')'
            | ','
            | '#'
            | '='
            | '!'
            | '<'
            | '>'
            | '&'
            | '|'
            | '\u{FEFF}'
    )
}
