//! The structure of a manifest that may be broken: its tables, keys and values with their places.
//!
//! The parser reports what is wrong and reads the rest. An editor asks another question, about one
//! place in a text that is being typed: which key is this, and what can come here?

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// The number of inline tables inside each other that are read.
const MAX_DEPTH: usize = 16;

/// A range of bytes.
type Bytes = Range<usize>;

/// A key, or a part of one: `build` and `output` in `build.output`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The name, without quotes.
    pub name: String,
    /// Its place, with quotes.
    pub range: Bytes,
}

/// The header of a table: `[lints]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The name of the table.
    pub words: Vec<Word>,
    /// The place, with brackets.
    pub range: Bytes,
    /// Whether the closing bracket is there.
    pub is_closed: bool,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The table that it is in, by its header or the inline tables around it.
    pub table: Vec<String>,
    /// The key.
    pub words: Vec<Word>,
    /// The offset after the `=`; none if it is missing.
    pub equals: Option<usize>,
    /// The value.
    pub value: Value,
}

/// The value of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// It is missing.
    Missing,
    /// One value.
    Scalar(Scalar),
    /// A list; the range includes the brackets.
    List {
        /// The place.
        range: Bytes,
        /// Whether the closing bracket is there.
        is_closed: bool,
        /// The values in it.
        items: Vec<Scalar>,
    },
    /// An inline table, whose keys are pairs of their own.
    Table {
        /// The place.
        range: Bytes,
        /// Whether the closing bracket is there.
        is_closed: bool,
    },
}

/// A string, number, date or `true`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The place, with quotes.
    pub range: Bytes,
    /// How it is written.
    pub notation: Notation,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// Without quotes.
    Bare,
    /// As a string on one line.
    String {
        /// The quote that it begins with.
        quote: char,
        /// Whether the closing quote is there.
        is_closed: bool,
    },
    /// As a string that can have several lines.
    MultilineString,
}

/// What can be written at an offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The name of a table. The range is the whole header, with brackets.
    Table(Bytes),
    /// A key of a table.
    Key {
        /// The table.
        table: Vec<String>,
        /// The key that is there, or an empty range.
        range: Bytes,
        /// Whether an `=` follows.
        has_value: bool,
        /// Whether a header of a table could be here as well.
        begins_line: bool,
    },
    /// A value of a key.
    Value {
        /// The key with its table.
        path: Vec<String>,
        /// The value that is there, or none.
        scalar: Option<Scalar>,
        /// Whether it is in a list.
        in_list: bool,
    },
}

/// The structure of a manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The headers of tables, in order.
    pub headers: Vec<Header>,
    /// The keys, in order; those of an inline table come after its own.
    pub pairs: Vec<Pair>,
    comments: Vec<Bytes>,
}

impl Pair {
    /// The key with its table: `["build", "output"]`.
    #[must_use]
    pub fn path(&self) -> Vec<String> {
        let words = self.words.iter().map(|word| word.name.clone());
        self.table.iter().cloned().chain(words).collect()
    }
}

impl Scalar {
    /// The place of what is between the quotes; of a string with several lines, all of it.
    #[must_use]
    pub fn content(&self) -> Bytes {
        let Bytes { start, end } = self.range;
        match self.notation {
            Notation::Bare => start..end,
            Notation::String { is_closed, .. } => start + 1..end - usize::from(is_closed),
            Notation::MultilineString => start..end,
        }
    }
}

impl Outline {
    /// Reads a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut reader = Reader {
            text,
            tokens: Source::new(text).lex().collect(),
            at: 0,
            outline: Self::default(),
        };
        reader.document();
        reader.outline
    }

    /// What can be written at an offset; none in a comment, and where everything is there already.
    #[must_use]
    pub fn place(&self, text: &str, offset: usize) -> Option<Place> {
        let in_comment = |comment: &Bytes| comment.start < offset && offset <= comment.end;
        if self.comments.iter().any(in_comment) {
            return None;
        }
        for header in &self.headers {
            let end = header.range.end - usize::from(header.is_closed);
            if header.range.start < offset && offset <= end {
                return Some(Place::Table(header.range.clone()));
            }
        }
        // The pairs in an inline table come after it.
        for pair in self.pairs.iter().rev() {
            match place_in(pair, text, offset) {
                Found::Place(place) => return Some(place),
                Found::Nothing => return None,
                Found::Elsewhere => {}
            }
        }
        let line = line_at(text, offset);
        let is_blank = text.get(line.clone())?.trim().is_empty();
        is_blank.then(|| Place::Key {
            table: self.table_at(offset),
            range: offset..offset,
            has_value: false,
            begins_line: true,
        })
    }

    /// The name of a key or table at an offset, with those before it, and its place.
    #[must_use]
    pub fn name_at(&self, offset: usize) -> Option<(Vec<String>, Bytes)> {
        let headers = self.headers.iter().map(|header| (&[][..], &header.words));
        let pairs = self.pairs.iter();
        let pairs = pairs.map(|pair| (pair.table.as_slice(), &pair.words));
        headers.chain(pairs).find_map(|(table, words)| {
            let index = words.iter().position(|it| touches(&it.range, offset))?;
            let word = words.get(index)?;
            let names = words.iter().take(index + 1).map(|word| word.name.clone());
            let path = table.iter().cloned().chain(names).collect();
            Some((path, word.range.clone()))
        })
    }

    /// The table that a line at an offset is in.
    fn table_at(&self, offset: usize) -> Vec<String> {
        let before = self.headers.iter().rev();
        let header = before.into_iter().find(|it| it.range.end <= offset);
        let words = header.map(|header| header.words.iter().map(|word| word.name.clone()));
        words.map(Iterator::collect).unwrap_or_default()
    }
}

/// Whether a pair has an answer for an offset.
enum Found {
    Place(Place),
    /// The offset is in the pair, and nothing can be written there.
    Nothing,
    Elsewhere,
}

fn place_in(pair: &Pair, text: &str, offset: usize) -> Found {
    let (Some(first), Some(last)) = (pair.words.first(), pair.words.last()) else {
        return Found::Elsewhere;
    };
    let start = first.range.start;
    let head_end = pair.equals.unwrap_or(last.range.end);
    if offset < start {
        return Found::Elsewhere;
    }
    if offset < head_end || offset == last.range.end {
        return key_at(pair, text, offset);
    }
    let Some(equals) = pair.equals else {
        let is_same_line = text.get(head_end..offset);
        return match is_same_line.is_some_and(|between| !between.contains('\n')) {
            true => Found::Nothing,
            false => Found::Elsewhere,
        };
    };
    let value = |scalar: Option<&Scalar>, in_list| {
        Found::Place(Place::Value {
            path: pair.path(),
            scalar: scalar.cloned(),
            in_list,
        })
    };
    let on_line_after = |end: usize| {
        let between = text.get(end..offset);
        between.is_some_and(|between| !between.contains('\n'))
    };
    match &pair.value {
        Value::Missing if on_line_after(equals) => value(None, false),
        Value::Missing => Found::Elsewhere,
        Value::Scalar(scalar) if is_in(scalar, offset) => value(Some(scalar), false),
        Value::Scalar(scalar) if offset <= scalar.range.end || on_line_after(scalar.range.end) => {
            Found::Nothing
        }
        Value::Scalar(_) => Found::Elsewhere,
        Value::List {
            range,
            is_closed,
            items,
        } => {
            let end = range.end - usize::from(*is_closed);
            if offset <= range.start || *is_closed && offset > end && on_line_after(range.end) {
                return Found::Nothing;
            }
            let reaches = offset <= end || !is_closed && on_line_after(range.end);
            if !reaches {
                return Found::Elsewhere;
            }
            match items.iter().find(|item| touches(&item.range, offset)) {
                Some(item) if is_in(item, offset) => value(Some(item), true),
                Some(_) => Found::Nothing,
                None => value(None, true),
            }
        }
        Value::Table { range, is_closed } => {
            let end = range.end - usize::from(*is_closed);
            if offset <= range.start || *is_closed && offset > end && on_line_after(range.end) {
                return Found::Nothing;
            }
            if offset > end && (*is_closed || !on_line_after(range.end)) {
                return Found::Elsewhere;
            }
            Found::Place(Place::Key {
                table: pair.path(),
                range: offset..offset,
                has_value: false,
                begins_line: false,
            })
        }
    }
}

/// The place of the word of a key at an offset.
fn key_at(pair: &Pair, text: &str, offset: usize) -> Found {
    let Some(index) = pair.words.iter().position(|it| touches(&it.range, offset)) else {
        // After a dot.
        let before = text.get(..offset).unwrap_or_default().trim_end();
        let words = || pair.words.iter().filter(|word| word.range.end <= offset);
        return match before.ends_with('.') {
            true => Found::Place(Place::Key {
                table: pair
                    .table
                    .iter()
                    .cloned()
                    .chain(words().map(|it| it.name.clone()))
                    .collect(),
                range: offset..offset,
                has_value: pair.equals.is_some(),
                begins_line: false,
            }),
            false => Found::Nothing,
        };
    };
    let before = pair.words.iter().take(index);
    let range = pair.words.get(index).map(|word| word.range.clone());
    Found::Place(Place::Key {
        table: pair
            .table
            .iter()
            .cloned()
            .chain(before.map(|it| it.name.clone()))
            .collect(),
        range: range.unwrap_or(offset..offset),
        has_value: pair.equals.is_some(),
        begins_line: index == 0 && begins_line(text, offset),
    })
}

/// Whether a value can be written or changed at an offset; not after the closing quote.
fn is_in(scalar: &Scalar, offset: usize) -> bool {
    match scalar.notation {
        Notation::Bare | Notation::String { .. } => touches(&scalar.content(), offset),
        Notation::MultilineString => false,
    }
}

fn touches(range: &Bytes, offset: usize) -> bool {
    range.start <= offset && offset <= range.end
}

/// Whether only one word is before an offset on its line.
fn begins_line(text: &str, offset: usize) -> bool {
    let before = text.get(line_at(text, offset).start..offset);
    before.is_some_and(|before| !before.trim().contains([' ', '\t', '{', ',']))
}

/// The line at an offset, without its end.
fn line_at(text: &str, offset: usize) -> Bytes {
    let (before, after) = text.split_at_checked(offset).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| offset + at);
    start..end
}

/// Reads tokens.
struct Reader<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    outline: Outline,
}

impl Reader<'_> {
    fn kind(&self) -> TokenKind {
        self.kind_at(self.at)
    }

    fn kind_at(&self, at: usize) -> TokenKind {
        self.tokens.get(at).map_or(TokenKind::Eof, Token::kind)
    }

    fn range(&self) -> Bytes {
        let end = self.text.len();
        let token = self.tokens.get(self.at).map(Token::span);
        token.map_or(end..end, |span| span.start()..span.end())
    }

    /// The end of the token before.
    fn end(&self) -> usize {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        before.map_or(0, |token| token.span().end())
    }

    /// Goes on, past comments too.
    fn skip(&mut self, newlines: bool) {
        loop {
            match self.kind() {
                TokenKind::Whitespace => {}
                TokenKind::Comment => self.outline.comments.push(self.range()),
                TokenKind::Newline if newlines => {}
                _ => return,
            }
            self.at += 1;
        }
    }

    fn document(&mut self) {
        let mut table: Vec<String> = Vec::new();
        loop {
            self.skip(true);
            match self.kind() {
                TokenKind::Eof => return,
                TokenKind::LeftSquareBracket => table = self.header(),
                _ => {
                    self.pair(&table, 0);
                    self.rest_of_line();
                }
            }
        }
    }

    fn rest_of_line(&mut self) {
        while !matches!(self.kind(), TokenKind::Newline | TokenKind::Eof) {
            self.skip(false);
            if !matches!(self.kind(), TokenKind::Newline | TokenKind::Eof) {
                self.at += 1;
            }
        }
    }

    /// Reads a header, and returns the name of the table.
    fn header(&mut self) -> Vec<String> {
        let start = self.range().start;
        let mut words = Vec::new();
        let mut is_closed = false;
        loop {
            match self.kind() {
                TokenKind::LeftSquareBracket
                | TokenKind::Dot
                | TokenKind::Whitespace
                | TokenKind::Comma => {}
                TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString => {
                    words.push(self.word());
                }
                TokenKind::RightSquareBracket => is_closed = true,
                TokenKind::Equals
                | TokenKind::LeftCurlyBracket
                | TokenKind::RightCurlyBracket
                | TokenKind::Comment
                | TokenKind::Newline
                | TokenKind::MlLiteralString
                | TokenKind::MlBasicString
                | TokenKind::Eof => break,
            }
            self.at += 1;
            if is_closed && self.kind() != TokenKind::RightSquareBracket {
                break;
            }
        }
        let range = start..self.end();
        let name = words.iter().map(|word: &Word| word.name.clone()).collect();
        self.outline.headers.push(Header {
            words,
            range,
            is_closed,
        });
        self.rest_of_line();
        name
    }

    /// The key at the current token.
    fn word(&self) -> Word {
        let range = self.range();
        let written = self.text.get(range.clone()).unwrap_or_default();
        let name = match self.kind() {
            TokenKind::BasicString | TokenKind::LiteralString => written.trim_matches(['"', '\'']),
            _ => written,
        };
        Word {
            name: name.to_owned(),
            range,
        }
    }

    /// Reads a key with its value, and advances by at least one token.
    fn pair(&mut self, table: &[String], depth: usize) {
        let begin = self.at;
        let mut words = Vec::new();
        let mut equals = None;
        loop {
            match self.kind() {
                TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString => {
                    words.push(self.word());
                }
                TokenKind::Dot | TokenKind::Whitespace => {}
                TokenKind::Equals => {
                    equals = Some(self.range().end);
                    self.at += 1;
                    break;
                }
                TokenKind::Comma
                | TokenKind::LeftSquareBracket
                | TokenKind::RightSquareBracket
                | TokenKind::LeftCurlyBracket
                | TokenKind::RightCurlyBracket
                | TokenKind::Comment
                | TokenKind::Newline
                | TokenKind::MlLiteralString
                | TokenKind::MlBasicString
                | TokenKind::Eof => break,
            }
            self.at += 1;
        }
        self.at = self.at.max(begin + 1);
        if words.is_empty() {
            return;
        }
        let index = self.outline.pairs.len();
        let pair = Pair {
            table: table.to_owned(),
            words,
            equals,
            value: Value::Missing,
        };
        let path = pair.path();
        self.outline.pairs.push(pair);
        if equals.is_some() {
            let value = self.value(&path, depth);
            if let Some(pair) = self.outline.pairs.get_mut(index) {
                pair.value = value;
            }
        }
    }

    fn value(&mut self, path: &[String], depth: usize) -> Value {
        self.skip(false);
        match self.kind() {
            TokenKind::LeftSquareBracket => self.list(),
            TokenKind::LeftCurlyBracket if depth < MAX_DEPTH => self.table(path, depth + 1),
            _ => self.scalar().map_or(Value::Missing, Value::Scalar),
        }
    }

    fn list(&mut self) -> Value {
        let start = self.range().start;
        let mut items = Vec::new();
        let mut open = 0usize;
        loop {
            self.skip(false);
            match self.kind() {
                TokenKind::LeftSquareBracket => open += 1,
                TokenKind::RightSquareBracket => {
                    open -= 1;
                    if open == 0 {
                        self.at += 1;
                        return self.end_list(start, true, items);
                    }
                }
                TokenKind::Newline => {
                    let end = self.end();
                    self.skip(true);
                    if self.begins_statement() {
                        let range = start..end;
                        return Value::List {
                            range,
                            is_closed: false,
                            items,
                        };
                    }
                    continue;
                }
                TokenKind::Eof => return self.end_list(start, false, items),
                _ => {
                    if let Some(item) = self.scalar() {
                        items.push(item);
                        continue;
                    }
                }
            }
            self.at += 1;
        }
    }

    fn end_list(&self, start: usize, is_closed: bool, items: Vec<Scalar>) -> Value {
        let range = start..self.end();
        Value::List {
            range,
            is_closed,
            items,
        }
    }

    fn table(&mut self, path: &[String], depth: usize) -> Value {
        let start = self.range().start;
        self.at += 1;
        loop {
            self.skip(false);
            match self.kind() {
                TokenKind::RightCurlyBracket => {
                    self.at += 1;
                    let range = start..self.end();
                    return Value::Table {
                        range,
                        is_closed: true,
                    };
                }
                TokenKind::Newline | TokenKind::Eof => {
                    let end = self.end();
                    self.skip(true);
                    // Lines of an inline table can begin with a key.
                    let ends = self.kind() == TokenKind::LeftSquareBracket;
                    if self.kind() == TokenKind::Eof || ends && self.begins_statement() {
                        return Value::Table {
                            range: start..end,
                            is_closed: false,
                        };
                    }
                }
                TokenKind::Comma => self.at += 1,
                _ => self.pair(path, depth),
            }
        }
    }

    /// Whether the line at the current token begins a statement, so that what was open before it has
    /// no end.
    fn begins_statement(&self) -> bool {
        let mut at = self.at;
        let is_header = self.kind() == TokenKind::LeftSquareBracket;
        at += usize::from(is_header);
        let mut words = 0;
        loop {
            match self.kind_at(at) {
                TokenKind::Atom => words += 1,
                TokenKind::BasicString | TokenKind::LiteralString if !is_header => words += 1,
                TokenKind::Dot | TokenKind::Whitespace => {}
                TokenKind::Equals => return words > 0,
                TokenKind::RightSquareBracket => {
                    let next = self.kind_at(at + 1);
                    let ends = matches!(next, TokenKind::Newline | TokenKind::Eof);
                    return is_header && words > 0 && ends;
                }
                _ => return false,
            }
            at += 1;
        }
    }

    /// Reads a value that is not a list or table; none if there is none.
    fn scalar(&mut self) -> Option<Scalar> {
        let start = self.range().start;
        let kind = self.kind();
        let quote = match kind {
            TokenKind::BasicString => Some('"'),
            TokenKind::LiteralString => Some('\''),
            TokenKind::MlBasicString | TokenKind::MlLiteralString => None,
            TokenKind::Atom | TokenKind::Dot => {
                while matches!(self.kind(), TokenKind::Atom | TokenKind::Dot) {
                    self.at += 1;
                }
                return Some(Scalar {
                    range: start..self.end(),
                    notation: Notation::Bare,
                });
            }
            _ => return None,
        };
        let range = self.range();
        let written = self.text.get(range.clone()).unwrap_or_default();
        let notation = match quote {
            Some(quote) => Notation::String {
                quote,
                is_closed: written.len() > 1 && written.ends_with(quote),
            },
            None => Notation::MultilineString,
        };
        self.at += 1;
        Some(Scalar { range, notation })
    }
}
