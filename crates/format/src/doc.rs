//! A document with the places where its lines can break, and the printer that decides where they
//! do.
//!
//! The document is a flat run of operations. A *group* is printed on one line if it fits. Otherwise
//! it breaks at all of its own lines, the outermost group first (after Wadler, "A prettier
//! printer"). A group that contains something that must end a line, such as a comment, never fits.

use proactive_diagnostics::{TextRange, TextSize};
use unicode_width::UnicodeWidthStr;

/// The width of a line, in terminal columns: characters of East Asian scripts and most emoji take
/// two. A comment at the end of a line does not count.
pub const WIDTH: usize = 100;

/// The width of one indentation step, in columns.
const STEP: usize = 2;

/// An operation.
#[derive(Debug, Clone, Copy)]
enum Op<'a> {
    /// A token or a comment, with its place in the source.
    Token(&'a str, TextSize),
    /// A space, or a comma.
    Sign(char),
    /// A comment at the end of the line.
    Suffix(&'a str, TextSize),
    /// The end of a line if the group breaks; otherwise a space (`true`) or nothing.
    Line { flat: bool, blank: bool },
    /// The end of a line; `blank` adds an empty line.
    Hard { blank: bool },
    /// The end of a line in the middle of a statement: the next line is indented by one more step.
    Wrap,
    /// A comma if the group breaks.
    CommaIfBroken,
    /// Indents by one step.
    Indent,
    /// Dedents by one step.
    Dedent,
    /// The beginning of the group with this number.
    Open(usize),
    /// The end of the innermost group.
    Close,
    /// What follows is laid out on its own: a statement, or a comment on its own line.
    Unit,
}

/// A document that is being built.
#[derive(Debug, Default)]
pub(crate) struct Doc<'a> {
    ops: Vec<Op<'a>>,
    /// For each group, whether it must break.
    forced: Vec<bool>,
    /// The groups that are open, outermost first.
    open: Vec<usize>,
}

impl<'a> Doc<'a> {
    pub(crate) fn with_capacity(ops: usize) -> Self {
        Self {
            ops: Vec::with_capacity(ops),
            ..Self::default()
        }
    }

    pub(crate) fn token(&mut self, text: &'a str, start: TextSize) {
        if text.contains('\n') {
            self.force();
        }
        self.ops.push(Op::Token(text, start));
    }

    pub(crate) fn space(&mut self) {
        self.ops.push(Op::Sign(' '));
    }

    pub(crate) fn comma(&mut self) {
        self.ops.push(Op::Sign(','));
    }

    pub(crate) fn suffix(&mut self, comment: &'a str, start: TextSize) {
        self.force();
        self.ops.push(Op::Suffix(comment, start));
    }

    pub(crate) fn line(&mut self, flat: bool, blank: bool) {
        self.ops.push(Op::Line { flat, blank });
    }

    pub(crate) fn hard(&mut self, blank: bool) {
        self.force();
        self.ops.push(Op::Hard { blank });
    }

    pub(crate) fn wrap(&mut self) {
        self.force();
        self.ops.push(Op::Wrap);
    }

    pub(crate) fn comma_if_broken(&mut self) {
        self.ops.push(Op::CommaIfBroken);
    }

    pub(crate) fn indent(&mut self) {
        self.ops.push(Op::Indent);
    }

    pub(crate) fn dedent(&mut self) {
        self.ops.push(Op::Dedent);
    }

    pub(crate) fn unit(&mut self) {
        self.ops.push(Op::Unit);
    }

    pub(crate) fn open(&mut self) {
        let group = self.forced.len();
        self.forced.push(false);
        self.open.push(group);
        self.ops.push(Op::Open(group));
    }

    pub(crate) fn close(&mut self) {
        self.open.pop();
        self.ops.push(Op::Close);
    }

    /// Makes all open groups break.
    fn force(&mut self) {
        for &group in &self.open {
            if let Some(forced) = self.forced.get_mut(group) {
                *forced = true;
            }
        }
    }

    /// Whether what follows the opening of a group at `at` fits on the line, of which `column`
    /// columns are taken: the group, and what comes after it up to where a line can end.
    fn fits(&self, at: usize, column: usize) -> bool {
        let mut column = column;
        let mut depth = 0_usize;
        let mut after = false;
        for op in self.ops.iter().skip(at) {
            match op {
                Op::Open(_) => depth += 1,
                Op::Close => {
                    depth = depth.saturating_sub(1);
                    after |= depth == 0;
                }
                Op::Token(text, _) => match text.split_once('\n') {
                    // After the group: inside, it would have to break.
                    Some((line, _)) => return column + width(line) <= WIDTH,
                    None => column += width(text),
                },
                Op::Sign(_) => column += 1,
                Op::Line { .. } if after => break,
                Op::Line { flat, .. } => column += usize::from(*flat),
                Op::Suffix(..) | Op::Hard { .. } | Op::Wrap => break,
                Op::CommaIfBroken | Op::Indent | Op::Dedent | Op::Unit => {}
            }
            if column > WIDTH {
                return false;
            }
        }
        true
    }
}

/// A printed document.
#[derive(Debug, Default)]
pub(crate) struct Printed {
    /// Its text, without a line ending at its end.
    pub(crate) text: String,
    /// Where its tokens and comments are, in the order of the text.
    pub(crate) anchors: Vec<Anchor>,
}

/// Where a token or a comment is in the source, and in the result.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Anchor {
    /// The range in the source.
    pub(crate) from: TextRange,
    /// The byte offset in the result; the text is the same.
    pub(crate) to: usize,
    /// The number of what is laid out together.
    pub(crate) unit: usize,
}

/// The width of a text, in columns.
pub(crate) fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.width()
    }
}

/// Prints a document. Lines end with `ending`. The first begins at `column`, and the others are
/// indented by at least `depth` steps.
pub(crate) fn print(doc: &Doc<'_>, ending: &str, column: usize, depth: usize) -> Printed {
    let mut printer = Printer {
        doc,
        ending,
        printed: Printed::default(),
        column,
        depth,
        margin: None,
        broken: Vec::new(),
        suffix: None,
        unit: 0,
    };
    for (at, op) in doc.ops.iter().enumerate() {
        printer.op(at, *op);
    }
    printer.end_of_line();
    printer.printed
}

struct Printer<'d> {
    doc: &'d Doc<'d>,
    ending: &'d str,
    printed: Printed,
    column: usize,
    depth: usize,
    /// The indentation in steps, at the beginning of a line.
    margin: Option<usize>,
    /// Whether each of the open groups breaks, outermost first.
    broken: Vec<bool>,
    suffix: Option<(&'d str, TextSize)>,
    unit: usize,
}

impl<'d> Printer<'d> {
    fn op(&mut self, at: usize, op: Op<'d>) {
        match op {
            Op::Token(text, start) => self.token(text, start),
            // No line begins with a space.
            Op::Sign(' ') if self.margin.is_some() => {}
            Op::Sign(sign) => self.sign(sign),
            Op::Suffix(comment, start) => self.suffix = Some((comment, start)),
            Op::Line { flat, blank } => {
                if self.is_broken() {
                    self.newline(self.depth, blank);
                } else if flat {
                    self.sign(' ');
                }
            }
            Op::Hard { blank } => self.newline(self.depth, blank),
            Op::Wrap => self.newline(self.depth + 1, false),
            Op::CommaIfBroken => {
                if self.is_broken() {
                    self.sign(',');
                }
            }
            Op::Indent => self.depth += 1,
            Op::Dedent => self.depth = self.depth.saturating_sub(1),
            Op::Open(group) => {
                let column = self.margin.map_or(self.column, |margin| margin * STEP);
                let forced = self.doc.forced.get(group).copied().unwrap_or(true);
                self.broken.push(forced || !self.doc.fits(at, column));
            }
            Op::Close => {
                self.broken.pop();
            }
            Op::Unit => self.unit += 1,
        }
    }

    fn is_broken(&self) -> bool {
        self.broken.last().copied().unwrap_or(true)
    }

    fn token(&mut self, text: &str, start: TextSize) {
        self.begin();
        self.anchor(text, start);
        self.printed.text.push_str(text);
        match text.rsplit_once('\n') {
            Some((_, last)) => self.column = width(last),
            None => self.column += width(text),
        }
    }

    fn sign(&mut self, sign: char) {
        self.begin();
        self.printed.text.push(sign);
        self.column += 1;
    }

    /// Indents the line if nothing is on it yet.
    fn begin(&mut self) {
        if let Some(margin) = self.margin.take() {
            self.column = margin * STEP;
            self.printed
                .text
                .extend(std::iter::repeat_n(' ', self.column));
        }
    }

    fn newline(&mut self, margin: usize, blank: bool) {
        self.end_of_line();
        self.printed.text.push_str(self.ending);
        if blank {
            self.printed.text.push_str(self.ending);
        }
        self.margin = Some(margin);
    }

    fn end_of_line(&mut self) {
        if let Some((comment, start)) = self.suffix.take() {
            self.sign(' ');
            self.anchor(comment, start);
            self.printed.text.push_str(comment);
        }
    }

    fn anchor(&mut self, text: &str, start: TextSize) {
        let length = TextSize::try_from(text.len()).unwrap_or_default();
        self.printed.anchors.push(Anchor {
            from: TextRange::at(start, length),
            to: self.printed.text.len(),
            unit: self.unit,
        });
    }
}
