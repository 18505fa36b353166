//! The indentation of inserted text.

use proactive_diagnostics::TextSize;

/// The indentation of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indent {
    whitespace: String,
    /// The line ending of the text.
    ending: &'static str,
}

impl Indent {
    /// The indentation of the line at `offset`.
    #[must_use]
    pub fn of_line(text: &str, offset: TextSize) -> Self {
        let before = text.get(..usize::from(offset)).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(start..).unwrap_or("");
        let line = line.trim_start_matches('\u{FEFF}');
        let whitespace = line.len() - line.trim_start_matches([' ', '\t']).len();
        Self {
            whitespace: line.get(..whitespace).unwrap_or("").to_owned(),
            ending: line_ending(text),
        }
    }

    /// The indentation one level deeper.
    #[must_use]
    pub fn deeper(&self) -> Self {
        let step = match self.whitespace.ends_with('\t') {
            true => "\t",
            false => "  ",
        };
        Self {
            whitespace: format!("{}{step}", self.whitespace),
            ending: self.ending,
        }
    }

    /// A line ending followed by the indentation.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}{}", self.ending, self.whitespace)
    }

    /// The whitespace.
    #[must_use]
    pub fn whitespace(&self) -> &str {
        &self.whitespace
    }
}

/// The line ending of a text, which is that of its first line.
#[must_use]
pub fn line_ending(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => "\r\n",
        Some(_) | None => "\n",
    }
}
