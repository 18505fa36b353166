//! The words of a broken statement, read leniently: quotes of word processors are quotes, an
//! address without quotes is one token, and every sign is a token of its own.

use std::ops::Range;

use proactive_syntax::literal;

/// A token of a broken statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    /// The text as written.
    pub(super) source: &'a str,
    /// Its bytes in the slice.
    pub(super) range: Range<usize>,
}

/// What a token looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, digits, `_`, `-` and `.`, beginning with a letter: a name, a keyword, a field.
    Word,
    /// Begins with a digit: a duration, a date, hours.
    Amount,
    /// A string in double quotes, as the language writes it.
    Text,
    /// A string in other quotes, with its content.
    OddText(String),
    /// An address or a path without quotes.
    Address,
    /// A sign, or a run of signs that form an operator.
    Sign,
    /// A comment.
    Comment,
}

impl Token<'_> {
    pub(super) fn is_sign(&self, sign: &str) -> bool {
        self.kind == Kind::Sign && self.source == sign
    }

    /// Returns whether it is the word, ignoring case.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.source.eq_ignore_ascii_case(word)
    }

    /// Returns the string that it is or should be, as the language writes it.
    pub(super) fn as_string(&self) -> Option<String> {
        match &self.kind {
            Kind::Text => Some(self.source.to_owned()),
            Kind::OddText(content) => Some(literal::quote(content)),
            Kind::Address => Some(literal::quote(self.source)),
            Kind::Word | Kind::Amount | Kind::Sign | Kind::Comment => None,
        }
    }

    /// Returns the content of a string, or the text of a word.
    pub(super) fn content(&self) -> String {
        match &self.kind {
            Kind::Text => literal::unquote(self.source).0.into_owned(),
            Kind::OddText(content) => content.clone(),
            Kind::Word | Kind::Amount | Kind::Address | Kind::Sign | Kind::Comment => {
                self.source.to_owned()
            }
        }
    }
}

/// Reads the tokens of `range` in `slice`.
pub(super) fn tokens(slice: &str, range: Range<usize>) -> Vec<Token<'_>> {
    let mut reader = Reader {
        slice,
        at: range.start,
        end: range.end,
        tokens: Vec::new(),
    };
    while let Some(character) = reader.peek() {
        if character.is_whitespace() || is_invisible(character) {
            reader.at += character.len_utf8();
        } else {
            reader.token(character);
        }
    }
    reader.tokens
}

/// Returns whether a character takes no space on the screen.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// The quotes that close a string opened by `character`, unless it is a `"`.
fn closing_quotes(character: char) -> Option<&'static [char]> {
    Some(match character {
        '“' | '”' | '„' | '‟' => &['”', '“', '‟', '"'],
        '«' => &['»'],
        '»' => &['«'],
        '‹' => &['›'],
        '‘' | '’' | '‚' | '‛' => &['’', '‘'],
        '\'' => &['\''],
        '`' => &['`', '\''],
        '「' => &['」'],
        '＂' => &['＂'],
        _ => return None,
    })
}

struct Reader<'a> {
    slice: &'a str,
    at: usize,
    end: usize,
    tokens: Vec<Token<'a>>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.slice.get(self.at..self.end).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether the position is not inside of a word: `cart/shipping` holds no path.
    fn begins_word(&self) -> bool {
        let before = self
            .slice
            .get(..self.at)
            .and_then(|it| it.chars().next_back());
        before.is_none_or(|it| !it.is_alphanumeric() && it != '"')
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let range = self.at..self.at + length;
        let source = self.slice.get(range.clone()).unwrap_or("");
        self.at = range.end;
        self.tokens.push(Token {
            kind,
            source,
            range,
        });
    }

    fn token(&mut self, first: char) {
        let rest = self.rest();
        if first == '#' {
            let length = rest.find('\n').unwrap_or(rest.len());
            self.push(
                Kind::Comment,
                rest.get(..length).unwrap_or("").trim_end().len(),
            );
        } else if first == '"' {
            self.push(Kind::Text, string_length(rest));
        } else if let Some((content, length)) = odd_string(rest, first) {
            self.push(Kind::OddText(content), length);
        } else if let Some(length) = address_length(rest).filter(|_| self.begins_word()) {
            self.push(Kind::Address, length);
        } else if first.is_alphabetic() || first == '_' {
            self.push(Kind::Word, word_length(rest));
        } else if first.is_numeric() {
            self.push(Kind::Amount, amount_length(rest));
        } else {
            let is_operator = |c: char| {
                matches!(
                    c,
                    '=' | '!' | '<' | '>' | '&' | '|' | '~' | '^' | '*' | '$' | ':' | '-'
                )
            };
            let length = match is_operator(first) {
                true => rest.find(|c| !is_operator(c)).unwrap_or(rest.len()),
                false => first.len_utf8(),
            };
            self.push(Kind::Sign, length);
        }
    }
}

/// The length of the string that `text` begins with, quotes included.
fn string_length(text: &str) -> usize {
    if let Some(content) = text.strip_prefix("\"\"\"") {
        let mut escaped = false;
        for (at, character) in content.char_indices() {
            if escaped {
                escaped = false;
            } else if character == '\\' {
                escaped = true;
            } else if content
                .get(at..)
                .is_some_and(|rest| rest.starts_with("\"\"\""))
            {
                return at + 6;
            }
        }
        return text.len();
    }
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '\n' => return text.get(..at).unwrap_or("").trim_end().len(),
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The content and the length of a string in quotes other than `"…"`.
fn odd_string(text: &str, first: char) -> Option<(String, usize)> {
    let closing = closing_quotes(first)?;
    let line = text.lines().next().unwrap_or("");
    let content = line.get(first.len_utf8()..)?;
    let ends_here = |at: usize| {
        let after = content.get(at..).unwrap_or("").chars().nth(1);
        after.is_none_or(|next| next.is_whitespace() || ",;:)]}#.".contains(next))
    };
    let (at, closer) = content
        .char_indices()
        .find(|&(at, character)| closing.contains(&character) && ends_here(at))?;
    let inside = content.get(..at)?;
    // French typography puts a space inside guillemets.
    let inside = match first {
        '«' | '‹' => inside.trim(),
        _ => inside,
    };
    Some((inside.to_owned(), first.len_utf8() + at + closer.len_utf8()))
}

/// The length of an address or a path without quotes.
fn address_length(text: &str) -> Option<usize> {
    let length = text
        .find(|c: char| c.is_whitespace() || matches!(c, '"' | ',' | ')' | ']' | '}'))
        .unwrap_or(text.len());
    let run = text.get(..length)?;
    let has_scheme = run.find("://").is_some_and(|at| {
        run.get(..at)
            .is_some_and(|it| it.chars().all(|c| c.is_ascii_alphabetic()))
    });
    let is_path =
        run.len() > 1 && run.starts_with('/') && !run.starts_with("//") && !run.starts_with("/*");
    let is_host = run.starts_with("www.");
    (has_scheme || is_path || is_host).then_some(length)
}

fn word_length(text: &str) -> usize {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '–' | '\u{301}');
    let mut length = 0;
    for (at, character) in text.char_indices() {
        let is_apostrophe = matches!(character, '\'' | '’')
            && text
                .get(at..)
                .and_then(|rest| rest.chars().nth(1))
                .is_some_and(char::is_alphabetic);
        if !(is_part(character) || is_apostrophe) {
            break;
        }
        length = at + character.len_utf8();
    }
    // A full stop at its end ends a sentence.
    text.get(..length)
        .unwrap_or("")
        .trim_end_matches(['.', '–'])
        .len()
}

fn amount_length(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut length = 0;
    while let Some((at, character)) = characters.next() {
        let next_is_digit = || {
            characters
                .clone()
                .next()
                .is_some_and(|(_, next)| next.is_ascii_digit())
        };
        let is_part = character.is_alphanumeric()
            || matches!(character, '_' | '%' | '€' | '$')
            || matches!(character, ':' | '.' | ',' | '/' | '+') && next_is_digit()
            || matches!(character, '-' | '–' | '—' | '−')
                && characters
                    .peek()
                    .is_some_and(|(_, next)| next.is_alphanumeric());
        if !is_part {
            break;
        }
        length = at + character.len_utf8();
    }
    length.max(1)
}
