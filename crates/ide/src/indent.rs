//! Where lines begin, for what is put into a text.

use proactive_diagnostics::TextSize;

/// The blanks that begin a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Indent {
    blanks: String,
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
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        Self {
            blanks: line.get(..blanks).unwrap_or("").to_owned(),
            ending: line_ending(text),
        }
    }

    /// One step deeper.
    pub(crate) fn deeper(&self) -> Self {
        let step = match self.blanks.ends_with('\t') {
            true => "\t",
            false => "  ",
        };
        Self {
            blanks: format!("{}{step}", self.blanks),
            ending: self.ending,
        }
    }

    /// A line ending, and the blanks of the next line.
    pub(crate) fn line(&self) -> String {
        format!("{}{}", self.ending, self.blanks)
    }

    /// The blanks.
    pub(crate) fn blanks(&self) -> &str {
        &self.blanks
    }
}

/// How the lines of a text end: as its first one does.
pub(crate) fn line_ending(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => "\r\n",
        Some(_) | None => "\n",
    }
}
