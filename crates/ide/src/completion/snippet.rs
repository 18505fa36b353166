//! Text that is put in, with places where the author goes on typing.
//!
//! It is built of parts, so that nothing that stands in a text can be taken for the syntax of
//! snippets.

/// Text with places to type at. Lines behind the first are indented relative to the line that the
/// text is put into.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    parts: Vec<Part>,
}

/// A part of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Text as it is.
    Text(String),
    /// A place to type at, with what stands there at first.
    Stop(String),
    /// A place where one of these is chosen; there is at least one.
    Choice(Vec<String>),
}

impl Snippet {
    /// Text without a place to type at.
    #[must_use]
    pub fn plain_text(text: impl Into<String>) -> Self {
        Self::default().text(text)
    }

    /// The same, with text behind it.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Text(text.into()));
        self
    }

    /// The same, with a place to type at behind it, which holds `default` at first.
    #[must_use]
    pub fn stop(mut self, default: impl Into<String>) -> Self {
        self.parts.push(Part::Stop(default.into()));
        self
    }

    /// The same, with a place behind it where one of several is chosen. Of a single one there is no
    /// choice; of none, nothing is added.
    #[must_use]
    pub fn choice<T: Into<String>>(mut self, options: impl IntoIterator<Item = T>) -> Self {
        let options: Vec<String> = options.into_iter().map(Into::into).collect();
        match options.len() {
            0 => {}
            1 => self
                .parts
                .extend(options.into_iter().next().map(Part::Stop)),
            _ => self.parts.push(Part::Choice(options)),
        }
        self
    }

    /// The same, with another behind it.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.parts.extend(other.parts);
        self
    }

    /// Whether there is a place to type at.
    #[must_use]
    pub fn has_stops(&self) -> bool {
        self.parts.iter().any(|part| !matches!(part, Part::Text(_)))
    }

    /// The text, for an editor that knows no snippets: with what stands at each place at first.
    #[must_use]
    pub fn plain(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Text(text) | Part::Stop(text) => text.as_str(),
                Part::Choice(options) => options.first().map_or("", String::as_str),
            })
            .collect()
    }

    /// The snippet as the Language Server Protocol writes it: `${1:text}`, `${2|a,b|}`. The cursor
    /// comes to the end at last.
    #[must_use]
    pub fn lsp(&self) -> String {
        let mut written = String::new();
        let mut number = 0;
        for part in &self.parts {
            match part {
                Part::Text(text) => escape(text, &['\\', '$', '}'], &mut written),
                Part::Stop(default) if default.is_empty() => {
                    number += 1;
                    written.push_str(&format!("${{{number}}}"));
                }
                Part::Stop(default) => {
                    number += 1;
                    written.push_str(&format!("${{{number}:"));
                    escape(default, &['\\', '$', '}'], &mut written);
                    written.push('}');
                }
                Part::Choice(options) => {
                    number += 1;
                    written.push_str(&format!("${{{number}|"));
                    for (position, option) in options.iter().enumerate() {
                        if position > 0 {
                            written.push(',');
                        }
                        escape(option, &['\\', '$', '}', ',', '|'], &mut written);
                    }
                    written.push_str("|}");
                }
            }
        }
        written
    }
}

fn escape(text: &str, special: &[char], into: &mut String) {
    for character in text.chars() {
        if special.contains(&character) {
            into.push('\\');
        }
        into.push(character);
    }
}
