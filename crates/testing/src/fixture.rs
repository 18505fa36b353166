//! Several files in one text.
//!
//! A line `#- /NAME` begins the file `NAME`, a path from the root of the workspace. The text up to
//! the next such line is its content. Comments above the first such line describe the fixture and
//! belong to no file. A text without such a line is the content of `main.proactive`. The lines are
//! comments of the language, so editors highlight a fixture correctly.
//!
//! ```text
//! # Case does not matter.
//!
//! #- /proactive.toml
//! [matching]
//! case = "insensitive"
//!
//! #- /shop/cart.proactive
//! message hello { … }
//! ```

use std::borrow::Cow;
use std::io;
use std::path::{Component, Path};

/// The name of the file in a fixture without a `#- /NAME` line.
pub const MAIN: &str = "main.proactive";

/// Marks the cursor.
pub const MARKER: &str = "$0";

/// A workspace written as one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fixture {
    /// The files, in the order of the text.
    pub files: Vec<FixtureFile>,
}

/// A file of a fixture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixtureFile {
    /// The path from the root, with `/` as the separator.
    pub path: String,
    /// The content as written in the fixture.
    pub text: String,
    /// Whether `\xNN` in the text is a byte.
    pub escaped: bool,
}

/// The place of the cursor in a fixture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The index of the file in the fixture.
    pub file: usize,
    /// The byte offset in its text.
    pub offset: usize,
}

impl Fixture {
    /// Splits `text` into files.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut above = String::new();
        let mut files: Vec<FixtureFile> = Vec::new();
        for line in text.split_inclusive('\n') {
            if let Some(path) = header(line) {
                files.push(FixtureFile::new(path, ""));
            } else {
                let text = files.last_mut().map_or(&mut above, |file| &mut file.text);
                text.push_str(line);
            }
        }
        let is_note = above
            .lines()
            .all(|line| line.trim().is_empty() || line.starts_with('#'));
        if files.is_empty() || !is_note {
            files.insert(0, FixtureFile::new(MAIN, above));
        }
        Self { files }
    }

    /// Splits `text` into files in which `\xNN` is the byte `NN`, as in [`decode_bytes`]. Such a
    /// fixture can contain files that are not UTF-8.
    #[must_use]
    pub fn parse_bytes(text: &str) -> Self {
        let mut fixture = Self::parse(text);
        for file in &mut fixture.files {
            file.escaped = true;
        }
        fixture
    }

    /// Splits `text` into files and removes the cursor `$0`. Returns `None` unless there is exactly
    /// one cursor.
    #[must_use]
    pub fn with_cursor(text: &str) -> Option<(Self, Cursor)> {
        let mut fixture = Self::parse(text);
        let mut cursor = None;
        for (file, content) in fixture.files.iter_mut().enumerate() {
            if let Some((before, after)) = content.text.split_once(MARKER) {
                if cursor.is_some() || after.contains(MARKER) {
                    return None;
                }
                cursor = Some(Cursor {
                    file,
                    offset: before.len(),
                });
                content.text = format!("{before}{after}");
            }
        }
        cursor.map(|cursor| (fixture, cursor))
    }

    /// The file at `path`.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&FixtureFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Writes all files below `root`, and creates the folders they need.
    ///
    /// # Errors
    ///
    /// If a path leads out of `root`, or a file cannot be written.
    pub fn write_to(&self, root: &Path) -> io::Result<()> {
        for file in &self.files {
            write_below(root, &file.path, &file.bytes())?;
        }
        Ok(())
    }
}

impl FixtureFile {
    /// Creates a file of plain text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            escaped: false,
        }
    }

    /// The content of the file on disk.
    #[must_use]
    pub fn bytes(&self) -> Cow<'_, [u8]> {
        if self.escaped {
            Cow::Owned(decode_bytes(&self.text))
        } else {
            Cow::Borrowed(self.text.as_bytes())
        }
    }
}

fn header(line: &str) -> Option<&str> {
    line.strip_prefix("#- /")
        .map(str::trim_end)
        .filter(|path| !path.is_empty())
}

/// Decodes `\xNN` to the byte `NN` and `\\` to a backslash, and removes a `\` at the end of a line
/// together with the line ending. All other text is kept.
#[must_use]
pub fn decode_bytes(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        rest = if let Some(after) = after.strip_prefix('\\') {
            bytes.push(b'\\');
            after
        } else if let Some(after) = after.strip_prefix('\n') {
            after
        } else if let Some((byte, after)) = hexadecimal(after) {
            bytes.push(byte);
            after
        } else {
            bytes.push(b'\\');
            after
        };
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

fn hexadecimal(text: &str) -> Option<(u8, &str)> {
    let (digits, after) = text.strip_prefix('x')?.split_at_checked(2)?;
    let byte = digits
        .chars()
        .all(|digit| digit.is_ascii_hexdigit())
        .then(|| u8::from_str_radix(digits, 16).ok())
        .flatten()?;
    Some((byte, after))
}

/// Writes a file at `path`, which must be below `root`, and creates the folders it needs.
pub(crate) fn write_below(root: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let relative = Path::new(path);
    if !relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        let words = format!("the path {path} leads out of the workspace");
        return Err(io::Error::new(io::ErrorKind::InvalidInput, words));
    }
    let target = root.join(relative);
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(target, bytes)
}
