//! Inlay hints for what was left out: the brand, channel and schedule of a message, what a customer
//! is asked for, and what a test assumes.
//!
//! Not every default gets a hint. By default a message is published and shown at any time, and a
//! channel is a web widget. That is what everyone expects, so hints for it would only be noise.
//! There are hints for values that depend on other declarations, and for what readers of a test need
//! to know.

use proactive_catalog::{ScheduleKind, Word, test_defaults};
use proactive_diagnostics::{Edit, FileId, Span, TextRange, TextSize};
use proactive_hir::draft::{self, Body, Declaration, Reply, Slot};
use proactive_hir::{Declarations, Item, MessageHours};
use proactive_syntax::indent::Indent;
use proactive_syntax::{Node, SyntaxKind};

use crate::Snapshot;
use crate::markup::Line;

/// A hint for something that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Its position, in bytes from the start of the file. A space goes before the label.
    pub offset: TextSize,
    /// The text that could have been written.
    pub label: String,
    /// Its kind.
    pub kind: HintKind,
    /// The reason for the value.
    pub tooltip: Line,
    /// The edits that insert the text; empty if it cannot be written.
    pub edits: Vec<Edit>,
}

/// The kind of a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HintKind {
    /// The brand of a message, which comes from its channel.
    Brand,
    /// The channel of a message, the only one possible.
    Channel,
    /// The schedules of the channel that a message follows.
    Schedule,
    /// What the customer is asked for.
    Ask,
    /// A value that a test assumes.
    Assumed,
}

/// The hints in a range of a file, in source order.
#[must_use]
pub fn inlay_hints(snapshot: &Snapshot, file: FileId, range: TextRange) -> Vec<Hint> {
    let workspace = snapshot.workspace();
    let declarations = workspace.declarations();
    let mut found = Vec::new();
    for item in workspace.items(file) {
        if item.range().intersect(range).is_none() {
            continue;
        }
        let Some(declaration) = &item.draft().declaration else {
            continue;
        };
        let mut collector = HintCollector {
            file,
            item,
            text: workspace.text_of(file, item),
            declarations: &declarations,
            found: &mut found,
        };
        collector.declaration(declaration);
    }
    found.retain(|hint| range.contains_inclusive(hint.offset));
    // The sort is stable: hints at the same position stay in the order in which they are written.
    found.sort_by_key(|hint| hint.offset);
    found
}

struct HintCollector<'f, 'w> {
    file: FileId,
    item: &'w Item,
    /// The text of the item.
    text: &'w str,
    declarations: &'f Declarations<'w>,
    found: &'f mut Vec<Hint>,
}

impl<'w> HintCollector<'_, 'w> {
    fn declaration(&mut self, declaration: &'w Declaration) -> Option<()> {
        let root = self.item.parsed().tree.root();
        let node = root
            .children()
            .find(|node| node.kind().declaration().is_some())?;
        match &declaration.body {
            Body::Message(message) => self.message(node, message),
            Body::Test(test) => self.test(node, test),
            Body::Account(_)
            | Body::Brand(_)
            | Body::Channel(_)
            | Body::Bot(_)
            | Body::Schedule(_)
            | Body::Segment(_) => None,
        }
    }

    fn message(&mut self, node: Node<'w>, message: &'w draft::Message) -> Option<()> {
        let open = node.child(SyntaxKind::Lbrace)?.range().end();
        let channel = self.declarations.channel_of(message);
        if let (Slot::Absent, Some(channel)) = (&message.channel, channel) {
            let at = node.child(SyntaxKind::BrandRef);
            let at = at.map_or(open, |statement| statement.range().end());
            let why = match message.brand {
                Slot::Given(_) => "The only channel of the brand.",
                Slot::Absent | Slot::Broken => "The only channel of the workspace.",
            };
            let name = channel.name()?;
            self.statement(
                at,
                format!("channel {name}"),
                HintKind::Channel,
                Line::new(why),
            );
        }
        if let (Slot::Absent, Some(brand)) = (&message.brand, self.declarations.brand_of(message)) {
            let at = node.child(SyntaxKind::ChannelRef);
            let at = at.map_or(open, |statement| statement.range().end());
            let label = format!("brand {}", brand.value);
            let why = Line::new("The brand that the channel is connected to.");
            self.statement(at, label, HintKind::Brand, why);
        }
        self.schedule(message);
        self.ask(node, message)
    }

    fn schedule(&mut self, message: &'w draft::Message) -> Option<()> {
        let Slot::Given(given) = &message.schedule else {
            return None;
        };
        if !matches!(given.schedule, Slot::Absent) {
            return None;
        }
        let offset = given.kind.range.end();
        let (label, tooltip, writable) = match self.declarations.hours_of(message)? {
            MessageHours::Anytime => return None,
            MessageHours::Inside(schedule) => (
                schedule.to_owned(),
                Line::new("The only schedule of the channel."),
                given.kind.value == ScheduleKind::BusinessHours,
            ),
            MessageHours::Outside(schedules) => (
                schedules.join(", "),
                Line::new("The schedules of the channel. All of them must be closed."),
                false,
            ),
        };
        let at = self.span(TextRange::empty(offset));
        let edits = match writable {
            true => vec![Edit {
                span: at,
                replacement: format!(" {label}"),
            }],
            false => Vec::new(),
        };
        self.push(offset, label, HintKind::Schedule, tooltip, edits);
        None
    }

    fn ask(&mut self, node: Node<'w>, message: &draft::Message) -> Option<()> {
        let Slot::Given(Reply::Agent {
            text: Slot::Given(text),
            ask: Slot::Absent,
        }) = &message.reply
        else {
            return None;
        };
        let reply = node.child(SyntaxKind::Reply)?;
        let tooltip = Line::new("What the customer is asked for by default.");
        let label = "ask name, email".to_owned();
        let offset = text.range.end();
        let indent = Indent::of_line(self.text, reply.range().start());
        let edits = match reply.child(SyntaxKind::ReplyBlock) {
            Some(_) => {
                let line = Indent::of_line(self.text, text.range.start()).line();
                vec![self.insertion(offset, format!("{line}{label}"))]
            }
            None => {
                let (inner, outer) = (indent.deeper().line(), indent.line());
                vec![
                    self.insertion(text.range.start(), format!("{{{inner}text ")),
                    self.insertion(offset, format!("{inner}{label}{outer}}}")),
                ]
            }
        };
        self.push(offset, label, HintKind::Ask, tooltip, edits);
        None
    }

    fn test(&mut self, node: Node<'w>, test: &draft::Test) -> Option<()> {
        let open = node.child(SyntaxKind::Lbrace)?.range().end();
        let words = "Assumed by default.";
        let mut assume = |label: String| {
            self.statement(open, label, HintKind::Assumed, Line::new(words));
        };
        if matches!(test.visitor, Slot::Absent) {
            assume(format!("visitor {}", test_defaults::HISTORY.as_str()));
        }
        if matches!(test.device, Slot::Absent) {
            assume(format!("device {}", test_defaults::LANGUAGE));
        }
        if matches!(test.time, Slot::Absent) {
            let start = jiff::Timestamp::from_second(test_defaults::START).ok()?;
            let start = start.strftime("%Y-%m-%d %H:%M");
            assume(format!("time {start} \"{}\"", test_defaults::ZONE));
        }
        None
    }

    /// Adds a hint for a statement, after the statement or the `{` that ends at `offset`.
    fn statement(&mut self, offset: TextSize, label: String, kind: HintKind, tooltip: Line) {
        let before = self.text.get(..usize::from(offset)).unwrap_or("");
        let line = Indent::of_line(self.text, offset);
        let line = match before.ends_with('{') {
            true => line.deeper(),
            false => line,
        };
        let after = self.text.get(usize::from(offset)..).unwrap_or("");
        let rest = after
            .split('\n')
            .next()
            .unwrap_or("")
            .trim_end_matches('\r');
        let edit = if rest.trim_start().starts_with('#') {
            // The comment belongs to the statement before it.
            let end = offset + TextSize::of(rest);
            self.insertion(end, format!("{}{label}", line.line()))
        } else if rest.trim_start().is_empty() {
            self.insertion(offset, format!("{}{label}", line.line()))
        } else {
            self.insertion(offset, format!(" {label}"))
        };
        self.push(offset, label, kind, tooltip, vec![edit]);
    }

    fn insertion(&self, offset: TextSize, replacement: String) -> Edit {
        Edit {
            span: self.span(TextRange::empty(offset)),
            replacement,
        }
    }

    fn push(
        &mut self,
        offset: TextSize,
        label: String,
        kind: HintKind,
        tooltip: Line,
        edits: Vec<Edit>,
    ) {
        self.found.push(Hint {
            offset: offset + self.item.range().start(),
            label,
            kind,
            tooltip,
            edits,
        });
    }

    fn span(&self, range: TextRange) -> Span {
        Span::new(self.file, range + self.item.range().start())
    }
}
