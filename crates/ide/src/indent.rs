//! Where lines begin, for what is put into a text.

use proactive_diagnostics::TextSize;

/// The blanks that begin a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Indent {
    whitespace: String,
    /// How the lines of the text end.
    ending: &'static str,
}

impl Indent {
    /// The blanks that begin the line on which `offset` stands.
    pub(crate) fn of_line(text: &str, offset: TextSize) -> Self {
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

    /// One step deeper.
    pub(crate) fn deeper(&self) -> Self {
        let step = match self.whitespace.ends_with('\t') {
            true => "\t",
            false => "  ",
        };
        Self {
            whitespace: format!("{}{step}", self.whitespace),
            ending: self.ending,
        }
    }

    /// A line ending, and the blanks of the next line.
    pub(crate) fn line(&self) -> String {
        format!("{}{}", self.ending, self.whitespace)
    }

    /// The blanks.
    pub(crate) fn whitespace(&self) -> &str {
        &self.whitespace
    }
}

/// How the lines of a text end: as its first one does.
pub(crate) fn line_ending(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => "\r\n",
        Some(_) | None => "\n",
    }
}
