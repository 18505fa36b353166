//! A place in a file: the word there, the text around it, and what is known of them.

use std::cell::OnceCell;
use std::ops::Range;

use proactive_diagnostics::{FileId, TextSize};
use proactive_hir::draft::{Body, Draft, Message};
use proactive_hir::lower::lower;
use proactive_syntax::literal::is_unterminated;
use proactive_syntax::{Node, ParsedSlice, SyntaxKind, parse_slice, split};

use super::expected::{Expectations, Expected, expected};
use super::expected_in_condition::ExpectedInCondition;
use crate::{FilePosition, Snapshot};

/// A place, and what may stand there.
pub(crate) struct CompletionContext<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) file: FileId,
    text: &'s str,
    /// The cursor, in bytes from the start of the file, as what follows.
    pub(super) offset: usize,
    /// The items that hold the word.
    region: Range<usize>,
    /// What is replaced: the word at the cursor.
    pub(super) word: Range<usize>,
    /// Where the slice begins of which what may stand here is told.
    start: usize,
    pub(super) kind: ContextKind,
    pub(super) expectations: Expectations,
    rest: OnceCell<Rest>,
}

/// In what a place is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ContextKind {
    /// Words of the language.
    Code,
    /// A comment, which begins here.
    Comment(usize),
    /// A string.
    Text {
        /// Where its content begins.
        content: usize,
        /// Its closing quotes are there.
        closed: bool,
        /// An escape sequence is begun, and is the word.
        escape: bool,
    },
}

/// The slice around the place without the word at the cursor.
pub(super) struct Rest {
    /// Where it begins.
    start: usize,
    text: String,
    parsed: ParsedSlice,
    pub(super) draft: Draft,
}

impl<'s> CompletionContext<'s> {
    /// The place of a cursor; none if there is no such file, or the offset is within a character.
    pub(crate) fn find(snapshot: &'s Snapshot, position: FilePosition) -> Option<Self> {
        let text = &*snapshot.workspace().file(position.file)?.text;
        let offset = usize::from(position.offset);
        let (before, behind) = text.split_at_checked(offset)?;
        let rest = behind.trim_start_matches(in_word);
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

    /// In a string the word is its whole content, or the escape sequence that is begun.
    fn string(&mut self, content: usize, block: bool) {
        let typed = self.slice(content..self.offset);
        let mut escape = None;
        let mut characters = typed.char_indices();
        while let Some((position, character)) = characters.next() {
            if character != '\\' {
                continue;
            }
            escape = Some(content + position);
            let behind = typed.get(position + 1..).unwrap_or("");
            let is_open = match behind.strip_prefix("u{") {
                Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
                None => matches!(behind, "" | "u"),
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

    /// Behind a dot a field is expected, where a condition goes on; before it the whole path is the
    /// word.
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

    /// The slice that goes up to the word, or to the string around the cursor, and its tree.
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

    /// The slice that goes up to a place, and its tree.
    fn slice_before(&mut self, end: usize) -> (&'s str, ParsedSlice) {
        let before = self.slice(self.region.start..end);
        let last = split::slices(before).pop().unwrap_or(0..before.len());
        self.start = self.region.start + last.start;
        let slice = before.get(last).unwrap_or("");
        (slice, parse_slice(slice))
    }

    fn slice(&self, range: Range<usize>) -> &'s str {
        self.text.get(range).unwrap_or("")
    }

    /// The text of the items that hold the word.
    pub(super) fn region(&self) -> &'s str {
        self.slice(self.region.clone())
    }

    /// What of it stands before the word.
    pub(super) fn before_in_region(&self) -> &'s str {
        self.slice(self.region.start..self.word.start)
    }

    /// The same with another word.
    pub(super) fn with(&self, word: &str) -> String {
        let after = self.slice(self.word.end..self.region.end);
        [self.before_in_region(), word, after].concat()
    }

    /// The same without a word.
    pub(super) fn without_word(&self) -> String {
        self.with("")
    }

    /// What stands behind the word, to the end of the file.
    pub(super) fn after(&self) -> &'s str {
        self.slice(self.word.end..self.text.len())
    }

    /// What stands before the word, from the start of the file.
    pub(super) fn before(&self) -> &'s str {
        self.slice(0..self.word.start)
    }

    /// What stands before the cursor, from an offset on.
    pub(super) fn typed_from(&self, start: usize) -> &'s str {
        self.slice(start..self.offset)
    }

    /// What stands behind the cursor, to the end of the file.
    pub(super) fn behind_cursor(&self) -> &'s str {
        self.slice(self.offset..self.text.len())
    }

    /// The slice around the place without the word, so that what is half typed hides nothing.
    pub(super) fn rest(&self) -> &Rest {
        self.rest.get_or_init(|| {
            let region = self.without_word();
            let at = self.word.start - self.region.start;
            let slices = split::slices(&region);
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

    /// The message that is being written here.
    pub(super) fn message(&self) -> Option<&Message> {
        match self.body()? {
            Body::Message(message) => Some(message),
            Body::Account(_)
            | Body::Brand(_)
            | Body::Channel(_)
            | Body::Bot(_)
            | Body::Schedule(_)
            | Body::Segment(_)
            | Body::Test(_) => None,
        }
    }

    /// What is being written here.
    pub(super) fn body(&self) -> Option<&Body> {
        Some(&self.rest().draft.declaration.as_ref()?.body)
    }

    /// The name of the declaration that is being written here.
    pub(super) fn own_name(&self) -> Option<&str> {
        let declaration = self.rest().draft.declaration.as_ref()?;
        Some(&declaration.name.as_ref()?.value)
    }

    /// The keywords of the statements of the block here, but for the word at the cursor.
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
                // Where the node stands with the word in place.
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

    /// The statement that the word at the cursor begins; without the word its rest may look like
    /// another. Empty if the word begins none.
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

    /// The values of the list here, but for the word at the cursor.
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
        // In a condition the brackets around the place bound the list.
        let at = tokens.partition_point(|(_, start, _)| *start < self.word.start);
        let (before, behind) = tokens.split_at(at);
        let before = before
            .rsplit(|(kind, ..)| *kind == SyntaxKind::Lbracket)
            .next();
        let behind = behind
            .split(|(kind, ..)| *kind == SyntaxKind::Rbracket)
            .next();
        let all = before.into_iter().chain(behind).flatten();
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

    /// Whether the word at the cursor, or the string around it, is at this place of the file.
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

/// The text of the items that hold a word, but for its start if an item begins there.
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

/// Where the quote stands that ends a string on one line.
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

/// Whether a character can belong to a word, a number, or something that is mistyped.
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
