//! Path patterns, for the files of a workspace and for some of them.

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
    /// The list of one pattern.
    ///
    /// # Errors
    ///
    /// Why the pattern is invalid.
    pub fn of(pattern: &str) -> Result<Self, String> {
        let glob = GlobBuilder::new(&normal(pattern))
            .literal_separator(true)
            .build()
            .map_err(|error| error.kind().to_string())?;
        Ok(Self(vec![glob.compile_matcher()]))
    }

    /// Adds the patterns of another list.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
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

    /// Whether any pattern matches the path or a folder that it is in.
    #[must_use]
    pub fn cover(&self, path: &str) -> bool {
        let mut folders = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        self.meet(path) || folders.any(|folder| self.meet(folder))
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
