//! Pieces of text as an author wrote them.

/// A piece of text in which strings and comments are whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SourceExcerpt<'t>(&'t str);

/// A stretch of a piece of text.
enum Token<'t> {
    Text(&'t str),
    String(&'t str),
    Comment,
}

impl<'t> SourceExcerpt<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self(text)
    }

    fn tokens(self) -> impl Iterator<Item = Token<'t>> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let first = rest.chars().next()?;
            let length = match first {
                '"' => string_length(rest),
                '#' => rest.find('\n').unwrap_or(rest.len()),
                _ => rest.find(['"', '#']).unwrap_or(rest.len()),
            };
            let (token, tail) = rest.split_at_checked(length)?;
            rest = tail;
            Some(match first {
                '"' => Token::String(token),
                '#' => Token::Comment,
                _ => Token::Text(token),
            })
        })
    }

    /// Whether it contains a comment.
    pub(crate) fn has_comment(self) -> bool {
        self.tokens().any(|token| matches!(token, Token::Comment))
    }

    /// The text without comments, on one line.
    pub(crate) fn on_one_line(self) -> String {
        let mut line = String::with_capacity(self.0.len());
        for token in self.tokens() {
            match token {
                Token::Comment => {}
                Token::String(string) if !string.contains('\n') => line.push_str(string),
                Token::Text(text) | Token::String(text) => {
                    for character in text.chars() {
                        if !character.is_whitespace() {
                            if matches!(character, ')' | ']' | ',') {
                                line.truncate(line.trim_end().len());
                            }
                            line.push(character);
                        } else if !line.ends_with([' ', '(', '[']) && !line.is_empty() {
                            line.push(' ');
                        }
                    }
                }
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}

/// How long the string at the beginning is, with its quotes.
fn string_length(text: &str) -> usize {
    let quotes = if text.starts_with("\"\"\"") {
        "\"\"\""
    } else {
        "\""
    };
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(quotes.len()) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' if text.get(at..).is_some_and(|rest| rest.starts_with(quotes)) => {
                return at + quotes.len();
            }
            _ => {}
        }
    }
    text.len()
}
