//! What an editor tells in a popup: sections of words, code, lists and tables, drawn as Markdown or
//! as plain text.
//!
//! What an author has written is never read as Markdown: it goes in as [`Run::Text`] or
//! [`Run::Code`], and drawing escapes it.

use std::fmt::Write as _;

use proactive_catalog::characters::{on_lines, on_one_line};

/// A text of several sections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup {
    /// The sections, one below the other.
    pub sections: Vec<Section>,
}

/// A section of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Section {
    /// Lines of the language.
    Code(String),
    /// A paragraph.
    Paragraph(Line),
    /// What an author has written, line by line; an empty line parts paragraphs.
    Comment(Vec<String>),
    /// A list.
    List(Vec<Line>),
    /// A table: its head, and its rows.
    Table(Vec<Line>, Vec<Vec<Line>>),
}

/// Words and pieces of code that stand on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(Vec<Run>);

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Words.
    Text(String),
    /// Something of the language.
    Code(String),
    /// Words that stand out.
    Strong(&'static str),
}

impl Line {
    /// Our own words, in which code stands in backticks.
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

    /// Words that stand out, and a blank.
    #[must_use]
    pub fn labelled(title: &'static str) -> Self {
        Self(vec![Run::Strong(title), Run::Text(" ".to_owned())])
    }

    /// The same, with our own words behind it, in which code stands in backticks.
    #[must_use]
    pub fn text(mut self, words: &str) -> Self {
        self.0.extend(Self::new(words).0);
        self
    }

    /// The same, with words behind it that are shown as they are.
    #[must_use]
    pub fn verbatim(mut self, words: impl Into<String>) -> Self {
        self.0.push(Run::Text(words.into()));
        self
    }

    /// The same, with something of the language behind it.
    #[must_use]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.0.push(Run::Code(code.into()));
        self
    }

    /// The same, with pieces of code behind it: `a`, `b` and `c`.
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

    /// The same, with another line behind it.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Its pieces.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.0
    }

    /// As plain text, code in backticks.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut drawn = String::new();
        for run in &self.0 {
            match run {
                Run::Text(words) => drawn.push_str(&on_one_line(words)),
                Run::Code(code) => {
                    let _ = write!(drawn, "`{}`", on_one_line(code));
                }
                Run::Strong(words) => drawn.push_str(words),
            }
        }
        drawn
    }

    /// As Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut drawn = String::new();
        for run in &self.0 {
            match run {
                Run::Text(words) => drawn.push_str(&escape(&on_one_line(words))),
                Run::Code(code) => drawn.push_str(&code_span(&on_one_line(code))),
                Run::Strong(words) => {
                    let _ = write!(drawn, "**{}**", escape(words));
                }
            }
        }
        escape_start(&drawn)
    }
}

impl Markup {
    /// The same with a section below, unless that is empty.
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

    /// The same with lines of the language below.
    #[must_use]
    pub fn code(self, code: impl Into<String>) -> Self {
        self.with(Section::Code(code.into()))
    }

    /// The same with a paragraph of our own words below, in which code stands in backticks.
    #[must_use]
    pub fn text(self, words: &str) -> Self {
        self.with(Section::Paragraph(Line::new(words)))
    }

    /// The same with a paragraph below.
    #[must_use]
    pub fn line(self, line: Line) -> Self {
        self.with(Section::Paragraph(line))
    }

    /// The same with the sections of another text below.
    #[must_use]
    pub fn followed_by(mut self, other: Self) -> Self {
        self.sections.extend(other.sections);
        self
    }

    /// As Markdown (CommonMark, with the tables of GitHub).
    #[must_use]
    pub fn markdown(&self) -> String {
        let sections: Vec<String> = self.sections.iter().map(Section::markdown).collect();
        sections.join("\n\n")
    }

    /// As plain text.
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

/// Words that Markdown leaves as they are, wherever on a line they stand but at its start.
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

/// The same at the start of a line, where more has a meaning: headings, lists, rules.
fn escape_start(line: &str) -> String {
    let line = line.trim_start();
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let (number, behind) = line.split_at_checked(digits).unwrap_or((line, ""));
    if !number.is_empty() && behind.starts_with(['.', ')']) {
        return format!("{number}\\{behind}");
    }
    if line.starts_with(['#', '-', '+', '=']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

/// A cell of a table: `|` would end it, even within code.
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

/// A fence of backticks that is longer than any in the text.
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
