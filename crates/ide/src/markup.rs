//! Text for popups: paragraphs, code, lists and tables, rendered as Markdown or as plain text.
//!
//! The author's text is never interpreted as Markdown. It goes in as [`Run::Text`] or [`Run::Code`],
//! and rendering escapes it.

use std::fmt::Write as _;

use proactive_catalog::characters::{on_lines, on_one_line};

/// Structured text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup {
    /// The sections, from top to bottom.
    pub sections: Vec<Section>,
}

/// A section of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Section {
    /// A block of code.
    Code(String),
    /// A paragraph.
    Paragraph(Line),
    /// The lines of the author's comment. An empty line separates paragraphs.
    Comment(Vec<String>),
    /// A list.
    List(Vec<Line>),
    /// A table: its header, and its rows.
    Table(Vec<Line>, Vec<Vec<Line>>),
}

/// Text and code on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(Vec<Run>);

/// A part of a line with one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Plain text.
    Text(String),
    /// Code.
    Code(String),
    /// Strong text.
    Strong(&'static str),
}

impl Line {
    /// Creates a line of our own text, with code in backticks.
    #[must_use]
    pub fn new(words: &str) -> Self {
        let mut line = Self::default();
        for (index, part) in words.split('`').enumerate() {
            if !part.is_empty() {
                line.0.push(match index % 2 {
                    0 => Run::Text(part.to_owned()),
                    _ => Run::Code(part.to_owned()),
                });
            }
        }
        line
    }

    /// Creates a line that begins with strong text and a space.
    #[must_use]
    pub fn labelled(title: &'static str) -> Self {
        Self(vec![Run::Strong(title), Run::Text(" ".to_owned())])
    }

    /// Appends our own text, with code in backticks.
    #[must_use]
    pub fn text(mut self, words: &str) -> Self {
        self.0.extend(Self::new(words).0);
        self
    }

    /// Appends text that is shown as it is.
    #[must_use]
    pub fn verbatim(mut self, words: impl Into<String>) -> Self {
        self.0.push(Run::Text(words.into()));
        self
    }

    /// Appends code.
    #[must_use]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.0.push(Run::Code(code.into()));
        self
    }

    /// Appends a list of code: `a`, `b` and `c`.
    #[must_use]
    pub fn codes(mut self, codes: &[impl AsRef<str>], conjunction: &str) -> Self {
        for (index, code) in codes.iter().enumerate() {
            if index > 0 && index + 1 == codes.len() {
                self = self.verbatim(format!(" {conjunction} "));
            } else if index > 0 {
                self = self.verbatim(", ");
            }
            self = self.code(code.as_ref());
        }
        self
    }

    /// Appends another line.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The parts of the line.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// Renders the line as plain text, with code in backticks.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut rendered = String::new();
        for run in &self.0 {
            match run {
                Run::Text(words) => rendered.push_str(&on_one_line(words)),
                Run::Code(code) => {
                    let _ = write!(rendered, "`{}`", on_one_line(code));
                }
                Run::Strong(words) => rendered.push_str(words),
            }
        }
        rendered
    }

    /// Renders the line as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut rendered = String::new();
        for run in &self.0 {
            match run {
                Run::Text(words) => rendered.push_str(&escape(&on_one_line(words))),
                Run::Code(code) => rendered.push_str(&code_span(&on_one_line(code))),
                Run::Strong(words) => {
                    let _ = write!(rendered, "**{}**", escape(words));
                }
            }
        }
        escape_start(&rendered)
    }
}

impl Markup {
    /// Adds a section unless it is empty.
    #[must_use]
    pub fn with(mut self, section: Section) -> Self {
        let is_empty = match &section {
            Section::Code(code) => code.is_empty(),
            Section::Paragraph(line) => line.0.is_empty(),
            Section::Comment(lines) => lines.is_empty(),
            Section::List(lines) => lines.is_empty(),
            Section::Table(_, rows) => rows.is_empty(),
        };
        if !is_empty {
            self.sections.push(section);
        }
        self
    }

    /// Adds a block of code.
    #[must_use]
    pub fn code(self, code: impl Into<String>) -> Self {
        self.with(Section::Code(code.into()))
    }

    /// Adds a paragraph of our own text, with code in backticks.
    #[must_use]
    pub fn text(self, words: &str) -> Self {
        self.with(Section::Paragraph(Line::new(words)))
    }

    /// Adds a paragraph.
    #[must_use]
    pub fn line(self, line: Line) -> Self {
        self.with(Section::Paragraph(line))
    }

    /// Adds the sections of another text.
    #[must_use]
    pub fn followed_by(mut self, other: Self) -> Self {
        self.sections.extend(other.sections);
        self
    }

    /// Renders the text as Markdown: CommonMark with GitHub's tables.
    #[must_use]
    pub fn markdown(&self) -> String {
        let sections: Vec<String> = self.sections.iter().map(Section::markdown).collect();
        sections.join("\n\n")
    }

    /// Renders the text as plain text.
    #[must_use]
    pub fn plain(&self) -> String {
        let sections: Vec<String> = self.sections.iter().map(Section::plain).collect();
        sections.join("\n\n")
    }
}

impl Section {
    fn markdown(&self) -> String {
        match self {
            Self::Code(code) => code_block(code),
            Self::Paragraph(line) => line.markdown(),
            Self::Comment(lines) => {
                let lines = lines
                    .iter()
                    .map(|line| escape_start(&escape(&on_one_line(line.trim()))));
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::List(lines) => {
                let lines = lines.iter().map(|line| format!("- {}", line.markdown()));
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::Table(head, rows) => {
                let row = |cells: &[Line]| {
                    let cells = cells.iter().map(|cell| pipe(&cell.markdown()));
                    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
                };
                let rule = vec!["---"; head.len()].join(" | ");
                let lines = [row(head), format!("| {rule} |")].into_iter();
                let lines = lines.chain(rows.iter().map(|cells| row(cells)));
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }

    fn plain(&self) -> String {
        match self {
            Self::Code(code) => on_lines(code).into_owned(),
            Self::Paragraph(line) => line.plain(),
            Self::Comment(lines) => {
                let lines = lines.iter().map(|line| on_one_line(line));
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::List(lines) => {
                let lines = lines.iter().map(|line| format!("- {}", line.plain()));
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::Table(head, rows) => {
                let all: Vec<Vec<String>> = std::iter::once(head)
                    .chain(rows)
                    .map(|cells| cells.iter().map(Line::plain).collect())
                    .collect();
                let width = |column: usize| {
                    let cells = all.iter().filter_map(|cells| cells.get(column));
                    cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
                };
                let row = |cells: &Vec<String>| {
                    let cells = cells.iter().enumerate();
                    let cells = cells.map(|(column, cell)| format!("{cell:0$}", width(column)));
                    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
                };
                all.iter().map(row).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// Escapes text that is not at the start of a line.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Escapes the start of a line, where Markdown has more syntax: headings, lists, rules.
fn escape_start(line: &str) -> String {
    let line = line.trim_start();
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let (number, after) = line.split_at_checked(digits).unwrap_or((line, ""));
    if !number.is_empty() && after.starts_with(['.', ')']) {
        return format!("{number}\\{after}");
    }
    if line.starts_with(['#', '-', '+', '=']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

/// Escapes a cell of a table, which `|` would end even within code.
fn pipe(cell: &str) -> String {
    let mut escaped = String::with_capacity(cell.len());
    let mut backslashes = 0;
    for c in cell.chars() {
        if c == '|' && backslashes % 2 == 0 {
            escaped.push('\\');
        }
        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
        escaped.push(c);
    }
    escaped
}

/// A run of backticks that is longer than any in the text.
fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(least.max(longest + 1))
}

fn code_span(code: &str) -> String {
    let fence = fence(code, 1);
    let pad = match code.starts_with('`') || code.ends_with('`') || code.trim().is_empty() {
        true => " ",
        false => "",
    };
    format!("{fence}{pad}{code}{pad}{fence}")
}

fn code_block(code: &str) -> String {
    let fence = fence(code, 3);
    format!("{fence}proactive\n{}\n{fence}", on_lines(code))
}
