//! From the tokens of an item to a document.
//!
//! Tokens and comments are taken one by one in the order of the text, so none can be lost. A
//! comment after a token on the same line stays at the end of that line. Any other comment stays on
//! its own line before the token that follows. Only a comma can swap places with a comment: it
//! always comes directly after the item before it.

use proactive_diagnostics::TextSize;
use proactive_syntax::{SyntaxKind, Tree};

use crate::doc::Doc;

/// A token or a comment of the source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaf<'a> {
    pub(crate) kind: SyntaxKind,
    pub(crate) text: &'a str,
    pub(crate) start: TextSize,
    /// The number of line endings between it and what comes before.
    pub(crate) newlines: usize,
    /// A comma that was written already.
    done: bool,
}

/// The tokens and comments of a slice, and the number of line endings after the last one.
pub(crate) fn leaves<'a>(tree: &Tree, text: &'a str) -> (Vec<Leaf<'a>>, usize) {
    let mut leaves = Vec::with_capacity(text.len() / 6 + 4);
    let mut newlines = 0;
    for (kind, range) in tree.leaves() {
        let written = text
            .get(std::ops::Range::<usize>::from(range))
            .unwrap_or("");
        match kind {
            SyntaxKind::Whitespace => newlines += count_newlines(written),
            // Something missing that need not be there.
            _ if range.is_empty() => {}
            SyntaxKind::Slice => newlines += count_newlines(written),
            _ => {
                leaves.push(Leaf {
                    kind,
                    text: match kind {
                        SyntaxKind::Comment => trimmed(written),
                        _ => written,
                    },
                    start: range.start(),
                    newlines,
                    done: false,
                });
                newlines = 0;
            }
        }
    }
    (leaves, newlines)
}

fn count_newlines(text: &str) -> usize {
    text.bytes().filter(|&byte| byte == b'\n').count()
}

/// A comment without trailing whitespace. A carriage return there would become part of a line
/// ending.
fn trimmed(comment: &str) -> &str {
    comment.trim_end_matches([' ', '\t', '\r'])
}

/// What is on the line so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Nothing.
    Fresh,
    /// Something, and more can follow.
    Open,
    /// Something that ends in a comment.
    Closed,
}

/// A document that is being made.
pub(crate) struct Layout<'a> {
    pub(crate) doc: Doc<'a>,
    leaves: Vec<Leaf<'a>>,
    at: usize,
    line: Line,
    previous: SyntaxKind,
}

impl<'a> Layout<'a> {
    pub(crate) fn new(leaves: Vec<Leaf<'a>>) -> Self {
        Self {
            doc: Doc::with_capacity(leaves.len() * 3),
            leaves,
            at: 0,
            line: Line::Fresh,
            previous: SyntaxKind::Slice,
        }
    }

    /// A layout that begins in the middle of a line.
    pub(crate) fn after_something(leaves: Vec<Leaf<'a>>) -> Self {
        Self {
            line: Line::Open,
            ..Self::new(leaves)
        }
    }

    /// The leaves that are not in the document.
    pub(crate) fn rest(&self) -> &[Leaf<'a>] {
        self.leaves.get(self.at..).unwrap_or_default()
    }

    fn pending(&self) -> impl Iterator<Item = &Leaf<'a>> {
        self.rest().iter().filter(|leaf| !leaf.done)
    }

    /// The next tokens.
    fn tokens(&self) -> impl Iterator<Item = &Leaf<'a>> {
        self.pending()
            .filter(|leaf| leaf.kind != SyntaxKind::Comment)
    }

    /// The offset of the next token.
    pub(crate) fn position(&self) -> Option<TextSize> {
        self.tokens().next().map(|leaf| leaf.start)
    }

    /// The next token, or comment if that comes first.
    fn next(&mut self) -> Option<Leaf<'a>> {
        while self.leaves.get(self.at).is_some_and(|leaf| leaf.done) {
            self.at += 1;
        }
        self.leaves.get(self.at).copied()
    }

    /// The next comment, if it comes before the next token.
    fn next_comment(&mut self) -> Option<Leaf<'a>> {
        self.next().filter(|leaf| leaf.kind == SyntaxKind::Comment)
    }

    /// Writes the comment at the end of the line, if there is one.
    fn trailing_comment(&mut self) {
        if self.line == Line::Open
            && let Some(comment) = self.next_comment()
            && comment.newlines == 0
        {
            self.doc.suffix(comment.text, comment.start);
            self.line = Line::Closed;
            self.at += 1;
        }
    }

    /// Writes all comments before the next token. `end_line` begins the line of each that has one
    /// of its own.
    fn comments(&mut self, mut end_line: impl FnMut(&mut Doc<'a>, &Leaf<'a>)) {
        self.trailing_comment();
        while let Some(comment) = self.next_comment() {
            if self.line != Line::Fresh {
                end_line(&mut self.doc, &comment);
            }
            self.doc.token(comment.text, comment.start);
            self.line = Line::Closed;
            self.at += 1;
        }
    }

    /// Ends the line if a comment comes before the next token.
    fn comments_within(&mut self) {
        let fresh = self.line == Line::Fresh;
        let end_line = |doc: &mut Doc<'a>| if fresh { doc.hard(false) } else { doc.wrap() };
        self.comments(|doc, _| end_line(doc));
        if self.line == Line::Closed {
            end_line(&mut self.doc);
            self.line = Line::Fresh;
        }
    }

    /// Writes the next token, and the comments before it.
    pub(crate) fn token(&mut self) {
        self.comments_within();
        let Some(token) = self.next() else { return };
        self.at += 1;
        let opens = matches!(self.previous, SyntaxKind::Lparen | SyntaxKind::Lbracket);
        let closes = matches!(token.kind, SyntaxKind::Rparen | SyntaxKind::Rbracket);
        if self.line == Line::Open && !opens && !closes {
            self.doc.space();
        }
        self.doc.token(token.text, token.start);
        self.previous = token.kind;
        self.line = Line::Open;
    }

    /// Writes the next comma before the comments that precede it. If what follows the comma must be
    /// on the same line, the comments stay before it.
    pub(crate) fn comma(&mut self) {
        if self.is_bound(1) {
            self.comments_within();
        }
        if self.pass_over_comma() {
            self.line = match self.line {
                Line::Fresh => Line::Open,
                line => line,
            };
            self.doc.comma();
            self.previous = SyntaxKind::Comma;
        }
    }

    /// Drops the next comma, and writes the comments before it.
    pub(crate) fn pass_over_comma(&mut self) -> bool {
        let next = self
            .leaves
            .get_mut(self.at..)
            .unwrap_or_default()
            .iter_mut()
            .find(|leaf| !leaf.done && leaf.kind != SyntaxKind::Comment)
            .filter(|leaf| leaf.kind == SyntaxKind::Comma);
        match next {
            Some(comma) => {
                comma.done = true;
                true
            }
            None => false,
        }
    }

    /// Whether the comma that comes next is the last thing before a `]`.
    pub(crate) fn at_trailing_comma(&self) -> bool {
        let mut tokens = self.tokens().map(|leaf| leaf.kind);
        tokens.next() == Some(SyntaxKind::Comma) && tokens.next() == Some(SyntaxKind::Rbracket)
    }

    /// A place where the line ends if the group breaks. If it does not, `flat` writes a space
    /// there.
    pub(crate) fn line(&mut self, flat: bool) {
        self.trailing_comment();
        if self.line == Line::Fresh {
            return;
        }
        if self.is_bound(0) {
            if flat {
                self.doc.space();
            }
            self.line = Line::Fresh;
            return;
        }
        let opens = matches!(self.previous, SyntaxKind::Lparen | SyntaxKind::Lbracket);
        let blank = !opens && self.next().is_some_and(|next| next.newlines > 1);
        if self.line == Line::Closed {
            self.doc.hard(blank);
        } else {
            self.doc.line(flat, blank);
        }
        self.line = Line::Fresh;
    }

    /// Whether the token `ahead` must be on the same line as what comes before it: on a later line,
    /// the grammar would read it as the beginning of something else.
    fn is_bound(&self, ahead: usize) -> bool {
        let mut tokens = self.tokens().skip(ahead);
        match tokens.next().map(|leaf| leaf.kind) {
            Some(
                SyntaxKind::ReservedWord
                | SyntaxKind::Malformed
                | SyntaxKind::Junk
                | SyntaxKind::SingleQuoted,
            ) => true,
            // On a later line, a word must be the last of an operand or an item.
            Some(SyntaxKind::Word) => tokens.next().is_some_and(|leaf| match leaf.kind {
                SyntaxKind::Comma
                | SyntaxKind::Rbracket
                | SyntaxKind::Rparen
                | SyntaxKind::Rbrace
                | SyntaxKind::Keyword
                | SyntaxKind::Amount => false,
                SyntaxKind::ConditionWord => !matches!(leaf.text, "and" | "or"),
                _ => true,
            }),
            _ => false,
        }
    }

    /// Begins a group, after the comments before it.
    pub(crate) fn open(&mut self) {
        self.comments_within();
        self.doc.open();
    }

    pub(crate) fn close(&mut self) {
        self.doc.close();
    }

    /// The last line in brackets or parentheses: comments before the closing one are inside.
    pub(crate) fn last_line(&mut self) {
        self.comments(|doc, comment| doc.hard(comment.newlines > 1));
        self.doc.dedent();
        if self.line == Line::Closed {
            self.doc.hard(false);
        } else {
            self.doc.line(false, false);
        }
        self.line = Line::Fresh;
    }

    /// Begins a new line of a block for what comes next, which is the `first` or not. Comments
    /// before it have lines of their own.
    pub(crate) fn entry(&mut self, first: bool) {
        let mut first = first;
        self.comments(|doc, comment| {
            doc.hard(comment.newlines > 1 && !first);
            doc.unit();
            first = false;
        });
        let blank = self.next().is_some_and(|next| next.newlines > 1);
        if self.line != Line::Fresh {
            self.doc.hard(blank && !first);
        }
        self.doc.unit();
        self.line = Line::Fresh;
    }

    /// Ends a block: the remaining comments are in it, and the brace follows on its own line.
    pub(crate) fn end_of_block(&mut self, mut first: bool) {
        let empty = first && self.next_comment().is_none();
        self.comments(|doc, comment| {
            doc.hard(comment.newlines > 1 && !first);
            doc.unit();
            first = false;
        });
        self.doc.dedent();
        if !empty {
            self.doc.hard(false);
            self.line = Line::Fresh;
        }
        self.doc.unit();
        self.token();
    }
}
