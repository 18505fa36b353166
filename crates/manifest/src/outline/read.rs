//! Reads the structure of a text from its tokens, however broken it is.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::structure::{Bytes, Header, Notation, Outline, Pair, Scalar, Value, Word};

/// The number of inline tables inside each other that are read.
const MAX_DEPTH: usize = 16;

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
            words.extend(self.words());
            match self.kind() {
                TokenKind::RightSquareBracket => is_closed = true,
                TokenKind::LeftSquareBracket | TokenKind::Comma if !is_closed => {}
                _ => break,
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

    /// Reads a key, or as much of it as there is: words with dots between them.
    fn words(&mut self) -> Vec<Word> {
        let mut words = Vec::new();
        loop {
            match self.kind() {
                TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString => {
                    words.push(self.word());
                }
                TokenKind::Dot | TokenKind::Whitespace => {}
                _ => return words,
            }
            self.at += 1;
        }
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
        let words = self.words();
        let mut equals = None;
        if self.kind() == TokenKind::Equals {
            equals = Some(self.range().end);
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
