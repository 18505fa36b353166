//! Path patterns, for `include` and `exclude`.

use globset::{GlobBuilder, GlobMatcher};

/// A list of patterns that match paths relative to the root, with `/` as the separator.
#[derive(Debug, Clone, Default)]
pub struct Patterns(Vec<GlobMatcher>);

impl PartialEq for Patterns {
    fn eq(&self, other: &Self) -> bool {
        let globs = |patterns: &Self| -> Vec<String> {
            let globs = patterns.0.iter();
            globs.map(|matcher| matcher.glob().to_string()).collect()
        };
        globs(self) == globs(other)
    }
}

impl Eq for Patterns {}

impl Patterns {
    /// Adds a pattern. The error says why it is invalid.
    pub(crate) fn add(&mut self, pattern: &str) -> Result<(), String> {
        let glob = GlobBuilder::new(&normal(pattern))
            .literal_separator(true)
            .build()
            .map_err(|error| error.kind().to_string())?;
        self.0.push(glob.compile_matcher());
        Ok(())
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any pattern matches the path.
    #[must_use]
    pub fn meet(&self, path: &str) -> bool {
        self.0.iter().any(|glob| glob.is_match(path))
    }
}

/// Normalizes a pattern for the matcher: relative to the root, without a final slash, and with every
/// `**` crossing folders, also where it is only part of a name.
fn normal(pattern: &str) -> String {
    let pattern = pattern
        .trim_start_matches("./")
        .trim_start_matches('/')
        .trim_end_matches('/');
    let mut normal = String::with_capacity(pattern.len());
    let mut characters = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' => {
                normal.push(character);
                normal.extend(characters.next());
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '*' if !in_class && characters.peek() == Some(&'*') => {
                while characters.next_if_eq(&'*').is_some() {}
                let alone = (normal.is_empty() || normal.ends_with(['/', '{', ',']))
                    && matches!(characters.peek(), None | Some('/' | '}' | ','));
                normal.push_str(if alone { "**" } else { "{*,*/**/*}" });
                continue;
            }
            _ => {}
        }
        normal.push(character);
    }
    normal
}
