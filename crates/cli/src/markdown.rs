//! Markdown, drawn for a terminal.
//!
//! Headings, lists, links, emphasis and code are drawn without their signs, and paragraphs are
//! wrapped. Examples in the language have colours. Pages without a terminal stay as they are written.

use std::fmt::Write as _;

use anstyle::Style;
use proactive_catalog::characters::on_lines;
use proactive_syntax::{SyntaxKind, parse};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::output::TerminalStyle;
use crate::report::paragraph::{max_code, paragraph};
use crate::style::{BOLD, CYAN, DIM, GREEN, ITALIC, UNDERLINE, styled_if};

/// The name of the language in a code block.
const LANGUAGE: &str = "proactive";

/// The indentation of a code block.
const CODE_INDENT: &str = "    ";

/// Between the words of code that stays on one line, until the paragraph is wrapped. It is a
/// private-use character, as wide as a space.
const JOINT: char = '\u{E000}';

/// Draws a page. Characters that cannot be shown are escaped.
pub(crate) fn draw(page: &str, style: TerminalStyle) -> String {
    let page = on_lines(page);
    let mut drawing = Drawing {
        style,
        drawn: String::new(),
        text: String::new(),
        styles: Vec::new(),
        lists: Vec::new(),
        marker: None,
        code: None,
        link: None,
    };
    Parser::new(&page).for_each(|event| drawing.event(event));
    drawing.drawn
}

/// A page that is being drawn.
struct Drawing<'p> {
    style: TerminalStyle,
    drawn: String,
    /// The paragraph so far.
    text: String,
    /// The styles of the text, the innermost last.
    styles: Vec<Style>,
    /// The lists around the text: the next number, if they have numbers.
    lists: Vec<Option<u64>>,
    /// The sign of the list item, until it is drawn.
    marker: Option<String>,
    /// The code block so far, and whether it is in the language.
    code: Option<(String, bool)>,
    /// Where the link leads.
    link: Option<Link<'p>>,
}

/// A link whose text is being read.
struct Link<'p> {
    target: pulldown_cmark::CowStr<'p>,
    /// Where its text begins in the paragraph.
    start: usize,
}

impl<'p> Drawing<'p> {
    fn event(&mut self, event: Event<'p>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some((code, _)) => code.push_str(&text),
                None => self.text.push_str(&text),
            },
            Event::Code(code) => self.code_span(&code),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Rule => self.rule(),
            // The pages have no HTML; what looks like it is shown as it is.
            Event::Html(text) | Event::InlineHtml(text) => self.text.push_str(&text),
            // Extensions that are not enabled.
            Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'p>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.block();
                self.push_style(match level {
                    HeadingLevel::H1 => BOLD.underline(),
                    _ => BOLD,
                });
            }
            Tag::Paragraph if self.marker.is_none() => self.block(),
            Tag::Emphasis => self.push_style(ITALIC),
            Tag::Strong => self.push_style(BOLD),
            Tag::List(first) => {
                // An item with more than a paragraph, or the paragraph before the list.
                match self.lists.is_empty() {
                    true => self.block(),
                    false => self.paragraph(),
                }
                self.lists.push(first);
            }
            Tag::Item => {
                self.paragraph();
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}. ");
                        *number += 1;
                        marker
                    }
                    Some(None) | None if self.style.unicode => "• ".to_owned(),
                    Some(None) | None => "- ".to_owned(),
                });
            }
            Tag::CodeBlock(kind) => {
                self.block();
                let is_ours = matches!(kind, CodeBlockKind::Fenced(name) if *name == *LANGUAGE);
                self.code = Some((String::new(), is_ours));
            }
            Tag::Link { dest_url, .. } => {
                self.link = Some(Link {
                    target: dest_url,
                    start: self.text.len(),
                });
                self.push_style(UNDERLINE);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.pop_style();
                self.paragraph();
            }
            TagEnd::Paragraph => self.paragraph(),
            TagEnd::Emphasis | TagEnd::Strong => self.pop_style(),
            TagEnd::List(_) => {
                self.paragraph();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.paragraph();
                self.marker = None;
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::Link => {
                self.pop_style();
                if let Some(link) = self.link.take() {
                    self.target(&link);
                }
            }
            _ => {}
        }
    }

    /// Begins a block: after an empty line, unless it is the first.
    fn block(&mut self) {
        self.paragraph();
        if !self.drawn.is_empty() {
            self.drawn.push('\n');
        }
    }

    /// Draws the paragraph.
    fn paragraph(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        let depth = self.lists.len();
        let marker = self.marker.take();
        let others = match self.lists.last() {
            Some(Some(_)) => format!("{}   ", "  ".repeat(depth)),
            Some(None) => format!("{}  ", "  ".repeat(depth)),
            None => String::new(),
        };
        let first = match marker {
            Some(marker) => format!("{}{marker}", "  ".repeat(depth)),
            None => others.clone(),
        };
        let text = paragraph(&text, self.style.width, &first, &others);
        let _ = writeln!(self.drawn, "{}", text.replace(JOINT, " "));
    }

    fn code_span(&mut self, code: &str) {
        let color = styled_if(self.style.color, CYAN);
        // Without colours, the backticks tell it from other words.
        let sign = if self.style.color { "" } else { "`" };
        let code = match code.chars().count() <= max_code(self.style.width) {
            true => code.replace(' ', &JOINT.to_string()),
            false => code.to_owned(),
        };
        let _ = write!(self.text, "{color}{sign}{code}{sign}{color:#}");
        self.restyle();
    }

    /// Says where a link leads, unless that is its text.
    fn target(&mut self, link: &Link<'_>) {
        let text = self.text.get(link.start..).unwrap_or_default();
        let is_complete = link.target.contains("://");
        if is_complete && !text.contains(&*link.target) {
            let _ = write!(self.text, " ({})", link.target);
        }
    }

    fn rule(&mut self) {
        self.block();
        let sign = if self.style.unicode { "─" } else { "-" };
        let dim = styled_if(self.style.color, DIM);
        let _ = writeln!(self.drawn, "{dim}{}{dim:#}", sign.repeat(self.style.width));
    }

    fn code_block(&mut self) {
        let Some((code, is_ours)) = self.code.take() else {
            return;
        };
        let code = match is_ours && self.style.color {
            true => highlighted(&code),
            false => code,
        };
        for line in code.lines() {
            let line = match is_ours && !line.contains('#') {
                true => wrapped_source(line, self.style.width),
                false => format!("{CODE_INDENT}{line}"),
            };
            let _ = writeln!(self.drawn, "{}", line.trim_end());
        }
    }

    fn push_style(&mut self, style: Style) {
        let style = styled_if(self.style.color, style);
        let _ = write!(self.text, "{style}");
        self.styles.push(style);
    }

    fn pop_style(&mut self) {
        if let Some(style) = self.styles.pop() {
            let _ = write!(self.text, "{style:#}");
            self.restyle();
        }
    }

    /// Returns to the styles around a text that was reset at its end.
    fn restyle(&mut self) {
        for style in &self.styles {
            let _ = write!(self.text, "{style}");
        }
    }
}

/// A line of source, wrapped where a line break changes nothing: at spaces that are not in a string. A
/// comment must not come here.
fn wrapped_source(line: &str, width: usize) -> String {
    let mut in_string = false;
    let mut is_escaped = false;
    let joined: String = line
        .chars()
        .map(|character| {
            in_string ^= character == '"' && !is_escaped;
            is_escaped = character == '\\' && !is_escaped;
            match character {
                ' ' if in_string => JOINT,
                other => other,
            }
        })
        .collect();
    let words = joined.trim_start_matches(' ');
    let before = joined.strip_suffix(words).unwrap_or_default();
    let first = format!("{CODE_INDENT}{before}");
    let others = format!("{first}  ");
    paragraph(words, width, &first, &others).replace(JOINT, " ")
}

/// Source with colours for keywords, texts and comments. A style ends at the end of its line.
fn highlighted(code: &str) -> String {
    let mut drawn = String::with_capacity(code.len() * 2);
    let mut end = 0;
    for slice in parse(code).slices {
        let start = usize::from(slice.start);
        for (kind, range) in slice.parsed.tree.leaves() {
            let style = match kind {
                SyntaxKind::Keyword => BOLD,
                SyntaxKind::Quoted | SyntaxKind::TextBlock => GREEN,
                SyntaxKind::Comment => DIM,
                _ => continue,
            };
            let from = start + usize::from(range.start());
            let to = start + usize::from(range.end());
            drawn.push_str(code.get(end..from).unwrap_or_default());
            for line in code.get(from..to).unwrap_or_default().split_inclusive('\n') {
                let text = line.trim_end_matches('\n');
                let _ = write!(drawn, "{style}{text}{style:#}");
                drawn.push_str(line.get(text.len()..).unwrap_or_default());
            }
            end = to;
        }
    }
    drawn.push_str(code.get(end..).unwrap_or_default());
    drawn
}
