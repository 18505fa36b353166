//! Snippets: text to insert, with tab stops.
//!
//! A snippet is built from parts, so that nothing in a text can be mistaken for snippet syntax.

/// The maximum number of options to choose from. A list that covers the text, and that letters do not
/// narrow down, should be short.
const MAX_OPTIONS: usize = 8;

/// Text with tab stops. Lines after the first are indented relative to the line that the text is
/// inserted into.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    parts: Vec<Part>,
}

/// A part of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// Literal text.
    Text(String),
    /// A tab stop with its placeholder, which may be empty.
    Stop(String),
    /// A tab stop with two to [`MAX_OPTIONS`] options to choose from.
    Choice(Vec<String>),
}

impl Snippet {
    /// Creates a snippet without tab stops.
    #[must_use]
    pub fn plain_text(text: impl Into<String>) -> Self {
        Self::default().text(text)
    }

    /// Appends literal text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Text(text.into()));
        self
    }

    /// Appends a tab stop with a placeholder.
    #[must_use]
    pub fn stop(mut self, default: impl Into<String>) -> Self {
        self.parts.push(Part::Stop(default.into()));
        self
    }

    /// Appends a tab stop with options, likeliest first. Where there are many, the first one becomes a
    /// placeholder, and completion offers the others; so does a single option. Without options,
    /// nothing is appended.
    #[must_use]
    pub fn choice<T: Into<String>>(mut self, options: impl IntoIterator<Item = T>) -> Self {
        let options: Vec<String> = options.into_iter().map(Into::into).collect();
        match options.len() {
            0 => {}
            2..=MAX_OPTIONS => self.parts.push(Part::Choice(options)),
            _ => self
                .parts
                .extend(options.into_iter().next().map(Part::Stop)),
        }
        self
    }

    /// Appends another snippet.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.parts.extend(other.parts);
        self
    }

    /// Writes the line endings of a file in place of line feeds.
    #[must_use]
    pub fn with_line_ending(mut self, ending: &str) -> Self {
        for part in &mut self.parts {
            if let Part::Text(text) = part {
                *text = text.replace("\r\n", "\n").replace('\n', ending);
            }
        }
        self
    }

    /// Whether there is a tab stop.
    #[must_use]
    pub fn has_stops(&self) -> bool {
        self.parts.iter().any(|part| !matches!(part, Part::Text(_)))
    }

    /// The text with its placeholders, for editors without support for snippets.
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

    /// The snippet in the syntax of the Language Server Protocol: `${1:text}`, `${2|a,b|}`. The final
    /// tab stop is the end.
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
