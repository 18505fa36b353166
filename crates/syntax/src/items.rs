//! Where items begin, found without the grammar.
//!
//! A scan over quotes, comments, braces and words cuts a file into slices. The first slice holds
//! what comes before the first item; every other slice begins with the keyword of a declaration.
//! Outside of blocks, an item begins at such a keyword. Inside a block, it begins only at an
//! *unmistakable header*: a line that can be nothing else ([`unmistakable_header`]). So a missing
//! brace breaks one block and no other item. No block of a correct file contains such a line, so a
//! correct file is never cut inside a block.

use std::ops::Range;

use proactive_catalog::statements::may_be_in_condition;
use proactive_catalog::{DeclarationKind, ScheduleKind, Word as _, statements};

/// Cuts `text` into slices that tile it: at least one.
#[must_use]
pub fn slices(text: &str) -> Vec<Range<usize>> {
    let mut scanner = Scanner::new(text);
    if text.starts_with('\u{FEFF}') {
        scanner.at = '\u{FEFF}'.len_utf8();
    }
    scanner.run(|_| false);
    tile(0, scanner.starts, text.len())
}

/// The slices between two offsets, which begin at `starts`. What comes before the first start is a
/// slice of its own unless it is empty.
pub(crate) fn tile(mut from: usize, starts: Vec<usize>, to: usize) -> Vec<Range<usize>> {
    let mut slices = Vec::with_capacity(starts.len() + 1);
    for start in starts {
        if start > from {
            slices.push(from..start);
        }
        from = start;
    }
    slices.push(from..to);
    slices
}

/// Whether `word` begins a statement in the block of a declaration.
fn has_statement(declaration: DeclarationKind, word: &str) -> bool {
    let block = declaration.block();
    block.is_some_and(|block| statements::find(block, word).is_some())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside of every item's block.
    Outside,
    /// After the keyword of a declaration, before its block.
    Header {
        keyword: DeclarationKind,
        named: bool,
    },
    /// In a segment's condition.
    Condition,
    /// In a block, `depth` braces deep (at least one).
    Block { depth: usize },
}

pub(crate) struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    pub(crate) at: usize,
    /// Whether there are only spaces and tabs between the start of the line and `at`.
    line_start: bool,
    state: State,
    /// Whether statements can follow that belonged to a block closed too early.
    lost: bool,
    /// Up to this offset, the lookahead from bare headers has found that they are declarations.
    bare_until: usize,
    pub(crate) starts: Vec<usize>,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            line_start: true,
            state: State::Outside,
            lost: false,
            bare_until: 0,
            starts: Vec::new(),
        }
    }

    /// Finds where items begin, up to the end of the text or the first start for which `is_enough`
    /// holds.
    pub(crate) fn run(&mut self, mut is_enough: impl FnMut(usize) -> bool) {
        let mut seen = 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            if let Some(start) = self.starts.get(seen) {
                seen += 1;
                if is_enough(*start) {
                    return;
                }
            }
            match byte {
                b'\n' => {
                    self.at += 1;
                    self.line_start = true;
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'#' => self.at = line_end(self.bytes, self.at),
                b'"' => {
                    self.string();
                    self.line_start = false;
                }
                b'{' => {
                    self.at += 1;
                    self.line_start = false;
                    self.open();
                }
                b'}' => {
                    self.at += 1;
                    self.line_start = false;
                    self.close();
                }
                byte if is_word_start(byte) => {
                    self.word();
                    self.line_start = false;
                }
                _ => {
                    // The rest of a run that began with another character is not a word.
                    self.at += 1;
                    while self.bytes.get(self.at).is_some_and(|&byte| is_word(byte)) {
                        self.at += 1;
                    }
                    self.line_start = false;
                }
            }
        }
    }

    fn open(&mut self) {
        self.state = match self.state {
            State::Outside | State::Header { .. } | State::Condition => State::Block { depth: 1 },
            State::Block { depth } => State::Block { depth: depth + 1 },
        };
    }

    fn close(&mut self) {
        match self.state {
            State::Block { depth } if depth > 1 => self.state = State::Block { depth: depth - 1 },
            State::Block { .. } => {
                self.state = State::Outside;
                self.lost = false;
            }
            State::Outside | State::Header { .. } | State::Condition => {
                self.state = State::Outside;
                self.lost = !self.lost;
            }
        }
    }

    /// Skips a string. A `"""` string ends before the first unmistakable header in column 0, even
    /// if it is closed later.
    fn string(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if !rest.starts_with(b"\"\"\"") {
            self.at = quoted_end(self.bytes, self.at);
            return;
        }
        let mut at = self.at + 3;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'\\' => {
                    at += if self.bytes.get(at + 1) == Some(&b'\n') {
                        1
                    } else {
                        2
                    }
                }
                b'\n' => {
                    at += 1;
                    let column_0 = !matches!(self.bytes.get(at), Some(b' ' | b'\t'));
                    if column_0 && unmistakable_header(self.text, at) {
                        break;
                    }
                }
                b'"' if self.bytes.get(at..at + 3) == Some(b"\"\"\"") => {
                    at += 3;
                    break;
                }
                _ => at += 1,
            }
        }
        self.at = at.min(self.bytes.len());
        // After a cut, the scan continues at the start of a line.
        if self.at > 0 && self.bytes.get(self.at - 1) == Some(&b'\n') {
            self.at -= 1;
        }
    }

    fn word(&mut self) {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|&byte| is_word(byte)) {
            self.at += 1;
        }
        match self.state {
            State::Block { .. } => {
                if self.line_start && unmistakable_header(self.text, start) {
                    let word = self.text.get(start..self.at).unwrap_or("");
                    if let Some(keyword) = DeclarationKind::find(word) {
                        self.begin(keyword, start);
                    }
                }
            }
            State::Header { keyword, named } => self.word_in_header(keyword, named, start),
            State::Outside | State::Condition => self.word_outside(start),
        }
    }

    fn begin(&mut self, keyword: DeclarationKind, start: usize) {
        self.starts.push(start);
        self.lost = false;
        self.state = State::Header {
            keyword,
            named: false,
        };
    }

    fn word_in_header(&mut self, keyword: DeclarationKind, named: bool, start: usize) {
        let word = self.text.get(start..self.at).unwrap_or("");
        if self.line_start && unmistakable_header(self.text, start) {
            self.word_outside(start);
        } else if keyword.has_id()
            && !named
            && (!self.line_start
                || !(has_statement(keyword, word) || DeclarationKind::find(word).is_some()))
        {
            self.state = State::Header {
                keyword,
                named: true,
            };
        } else if keyword == DeclarationKind::Segment && word == "when" {
            self.state = State::Condition;
        } else if has_statement(keyword, word) {
            self.state = State::Block { depth: 1 };
        } else if self.line_start || DeclarationKind::find(word).is_some() {
            self.word_outside(start);
        }
        // Anything else is an error on the header's own line, and part of the header.
    }

    fn word_outside(&mut self, start: usize) {
        let word = self.text.get(start..self.at).unwrap_or("");
        let Some(keyword) = DeclarationKind::find(word) else {
            if self.state != State::Condition || !may_be_in_condition(word) {
                self.state = State::Outside;
                self.lost = true;
            }
            return;
        };
        let is_statement =
            keyword == DeclarationKind::Schedule && self.names_schedule_kind(self.at);
        let begins = keyword.info().is_unambiguous
            || !is_statement
                && (self.header_goes_on(self.at)
                    || !self.lost && !self.leads_to_statements(keyword));
        if begins {
            self.begin(keyword, start);
        } else {
            self.state = State::Outside;
            self.lost = true;
            // The name after the keyword is part of the statement.
            self.at = skip_word(self.bytes, skip_blanks(self.bytes, self.at));
        }
    }

    /// Whether the word after `schedule` is a kind of schedule, as in a message.
    fn names_schedule_kind(&self, after_keyword: usize) -> bool {
        let from = skip_blanks(self.bytes, after_keyword);
        let to = skip_word(self.bytes, from);
        let word = self.text.get(from..to);
        word.and_then(ScheduleKind::find).is_some()
    }

    /// Whether a bare `brand ID` (or channel, bot, schedule) leads to a statement or a `}`. Then an
    /// earlier brace was one too many: in a correct file, only declarations follow.
    fn leads_to_statements(&mut self, mut keyword: DeclarationKind) -> bool {
        if self.at < self.bare_until {
            return false;
        }
        let mut at = self.at;
        loop {
            at = self.next_token(skip_word(self.bytes, skip_blanks(self.bytes, at)));
            let end = skip_word(self.bytes, at);
            let word = self.text.get(at..end).unwrap_or("");
            let is_close = self.bytes.get(at) == Some(&b'}');
            let leads = match DeclarationKind::find(word) {
                _ if is_close => true,
                // A statement of a block whose opening brace is missing.
                _ if has_statement(keyword, word) => false,
                None => !word.is_empty() && !may_be_in_condition(word),
                Some(DeclarationKind::Schedule) if self.names_schedule_kind(end) => true,
                Some(
                    next @ (DeclarationKind::Brand
                    | DeclarationKind::Channel
                    | DeclarationKind::Bot
                    | DeclarationKind::Schedule),
                ) if !self.header_goes_on(end) => {
                    keyword = next;
                    at = end;
                    continue;
                }
                Some(_) => false,
            };
            if !leads {
                self.bare_until = at;
            }
            return leads;
        }
    }

    /// The next offset that is neither whitespace nor in a comment.
    fn next_token(&self, mut at: usize) -> usize {
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => at += 1,
                b'#' => at = line_end(self.bytes, at),
                _ => break,
            }
        }
        at
    }

    /// Whether a string or `{` follows the name on the same line.
    fn header_goes_on(&self, after_keyword: usize) -> bool {
        let name = skip_blanks(self.bytes, after_keyword);
        let after = skip_blanks(self.bytes, skip_word(self.bytes, name));
        matches!(self.bytes.get(after), Some(b'"' | b'{'))
    }
}

/// Whether the line of `text` that begins at `at` (leading spaces and tabs are skipped) is a header
/// that can be nothing else: it is complete on its line, and no statement looks like it.
#[must_use]
pub fn unmistakable_header(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let start = skip_blanks(bytes, at);
    let end = skip_word(bytes, start);
    let Some(keyword) = text.get(start..end).and_then(DeclarationKind::find) else {
        return false;
    };
    let next = skip_blanks(bytes, end);
    let string_then = |at: usize| {
        let closed = bytes.get(at) == Some(&b'"') && bytes.get(at..at + 3) != Some(b"\"\"\"");
        let end = quoted_end(bytes, at);
        (closed && end > at + 1 && bytes.get(end - 1) == Some(&b'"')).then_some(end)
    };
    let brace = |at: usize| bytes.get(skip_blanks(bytes, at)) == Some(&b'{');
    match keyword {
        DeclarationKind::Account => brace(next) || string_then(next).is_some_and(brace),
        DeclarationKind::Test => string_then(next).is_some_and(brace),
        DeclarationKind::Brand
        | DeclarationKind::Channel
        | DeclarationKind::Bot
        | DeclarationKind::Schedule
        | DeclarationKind::Segment
        | DeclarationKind::Message => {
            let name_end = skip_word(bytes, next);
            if next == end
                || name_end == next
                || !bytes.get(next).is_some_and(|&b| is_word_start(b))
            {
                return false;
            }
            let after = skip_blanks(bytes, name_end);
            match keyword {
                DeclarationKind::Message => true,
                DeclarationKind::Segment => {
                    let when = string_then(after).map_or(after, |end| skip_blanks(bytes, end));
                    text.get(when..skip_word(bytes, when)) == Some("when")
                }
                DeclarationKind::Account
                | DeclarationKind::Test
                | DeclarationKind::Brand
                | DeclarationKind::Channel
                | DeclarationKind::Bot
                | DeclarationKind::Schedule => {
                    let kind = text.get(next..name_end).and_then(ScheduleKind::find);
                    !(keyword == DeclarationKind::Schedule && kind.is_some())
                        && (brace(after) || string_then(after).is_some())
                }
            }
        }
    }
}

fn is_word_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

fn skip_blanks(bytes: &[u8], at: usize) -> usize {
    at + bytes
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|&&byte| matches!(byte, b' ' | b'\t'))
        .count()
}

pub(crate) fn skip_word(bytes: &[u8], at: usize) -> usize {
    at + bytes
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|&&byte| is_word(byte))
        .count()
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    at + bytes
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|&&byte| byte != b'\n')
        .count()
}

/// The end of the one-line string that begins at `at`: after its closing quote, or at the end of
/// the line.
fn quoted_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'\n' => return end,
            b'"' => return end + 1,
            b'\\' if !matches!(bytes.get(end + 1), None | Some(b'\n' | b'\r')) => end += 2,
            _ => end += 1,
        }
    }
    bytes.len()
}
