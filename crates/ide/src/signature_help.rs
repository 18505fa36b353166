//! Signature help: the form of the statement that is being written, and which part of it is next.
//!
//! The forms are those of the catalogue. A form falls into its parts where a blank stands, but a
//! joining word belongs to what it joins: `closed`, `DATE`, `[to DATE]`, `["Name"]`.

use std::ops::Range;

use proactive_catalog::{Block, DeclarationKind, Field, statements};
use proactive_syntax::{Node, SyntaxKind};

use crate::completion::CompletionContext;
use crate::{FilePosition, Snapshot};

/// The forms of what is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureHelp {
    /// Its forms: several where there is a choice.
    pub signatures: Vec<Signature>,
    /// The form that is being written, by its position among them.
    pub active: usize,
    /// The part of it that is next, by its position; none behind the last.
    pub active_parameter: Option<usize>,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The whole, as it is shown.
    pub label: String,
    /// What it means.
    pub documentation: &'static str,
    /// Its parts.
    pub parameters: Vec<Parameter>,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Where it stands in the label, in bytes.
    pub range: Range<usize>,
    /// What it means; empty where the form says it all.
    pub documentation: &'static str,
}

/// The forms of the statement or list that a place is in; none where there is nothing to tell.
#[must_use]
pub fn signature_help(snapshot: &Snapshot, position: FilePosition) -> Option<SignatureHelp> {
    let mut context = CompletionContext::find(snapshot, position)?;
    if context.is_in_comment() {
        return None;
    }
    let (text, parsed) = context.up_to_here();
    let declaration = parsed.tree.root().children().last()?;
    let kind = declaration.kind().declaration()?;
    if kind == DeclarationKind::Segment {
        return list(declaration.child(SyntaxKind::Condition)?, text);
    }
    if declaration.child(SyntaxKind::Rbrace).is_some() {
        return None;
    }
    let is_statement = |node: &Node<'_>| node.kind().is_statement();
    let statement = declaration.children().filter(is_statement).last()?;
    if statement.kind() == SyntaxKind::When {
        return list(statement.child(SyntaxKind::Condition)?, text);
    }
    let behind = text.get(usize::from(statement.range().end())..);
    let is_left = behind.is_some_and(|behind| behind.contains('\n'))
        && !statement.children().any(|child| child.kind().is_missing());
    let in_block = statement.child(SyntaxKind::ReplyBlock).is_some();
    if is_left || in_block {
        return None;
    }
    Written { text, statement }.help(kind.block()?)
}

/// The statement that is being written, up to the cursor.
struct Written<'t> {
    text: &'t str,
    statement: Node<'t>,
}

impl<'t> Written<'t> {
    fn help(&self, block: Block) -> Option<SignatureHelp> {
        let keyword = self.statement.child(SyntaxKind::Keyword)?;
        let row = statements::find(block, keyword.text(self.text))?;
        let (active, next, documentation): (usize, usize, &[&[&'static str]]) =
            match (block, row.keyword) {
                (Block::Message, "after") => {
                    (0, self.numbers() + usize::from(self.has_word()), &[AFTER])
                }
                (Block::Message, "reply") => {
                    let active = usize::from(self.joins("bot"));
                    let next = usize::from(self.joins("answer") || self.has_word());
                    (active, next * active, &[AGENT, BOT])
                }
                (Block::Schedule, "open") => (0, self.behind_days(), &[OPEN]),
                (Block::Schedule, "closed") => {
                    let next = match (self.numbers(), self.joins("to"), self.texts()) {
                        (0, false, _) => 0,
                        (0 | 1, _, 0) => 1,
                        (_, _, 0) => 2,
                        (_, _, _) => 3,
                    };
                    (0, next, &[CLOSED])
                }
                (Block::Test, "time") => (0, self.numbers() + self.texts(), &[TIME]),
                (Block::Test, "visit") => {
                    let next = match (self.texts(), self.numbers()) {
                        (_, 1..) => 3,
                        (0, _) => 0,
                        (_, _) if self.joins("for") => 2,
                        (1, _) => 1,
                        (_, _) => 2,
                    };
                    (0, next, &[VISIT])
                }
                (Block::Test, "expect") => {
                    let active = match (self.joins("no"), self.joins("nothing")) {
                        (true, _) => 1,
                        (_, true) => 2,
                        (false, false) => 0,
                    };
                    let next = usize::from(self.has_word()) + self.numbers();
                    (active, next, &[EXPECT, EXPECT_NO, EXPECT_NOTHING])
                }
                (_, _) => return None,
            };
        let forms = row.written_forms().map(|form| form.text);
        let signatures: Vec<Signature> = forms
            .zip(documentation)
            .map(|(label, documentation)| Signature {
                parameters: parameters(&label, documentation),
                label,
                documentation: row.documentation,
            })
            .collect();
        let parts = signatures.get(active)?.parameters.len();
        Some(SignatureHelp {
            signatures,
            active,
            active_parameter: Some(next).filter(|next| *next < parts),
        })
    }

    fn count(&self, kinds: &[SyntaxKind]) -> usize {
        let children = self.statement.children();
        children
            .filter(|child| kinds.contains(&child.kind()))
            .count()
    }

    fn numbers(&self) -> usize {
        self.count(&[SyntaxKind::Amount])
    }

    fn texts(&self) -> usize {
        self.count(&[SyntaxKind::Quoted, SyntaxKind::TextBlock])
    }

    fn has_word(&self) -> bool {
        self.count(&[SyntaxKind::Word, SyntaxKind::ReservedWord]) > 0
    }

    fn joins(&self, word: &str) -> bool {
        self.statement
            .children()
            .any(|child| child.kind() == SyntaxKind::Keyword && child.text(self.text) == word)
    }

    /// Of `open`: 0 while days may stand, then 1.
    fn behind_days(&self) -> usize {
        let written = self.statement.children();
        let last = written.filter(|child| !child.kind().is_missing()).last();
        let wants_day = last.is_none_or(|last| match last.kind() {
            SyntaxKind::Keyword => true,
            SyntaxKind::Comma => self.numbers() == 0,
            _ => false,
        });
        usize::from(!wants_day)
    }
}

const AFTER: &[&str] = &[
    "How long the visitor stays on the page: minutes, then seconds.",
    "The event from which the time counts.",
];
const AGENT: &[&str] = &["A text in quotes, or a block with `text` and `ask`."];
const BOT: &[&str] = &[
    "A bot that is published on the channel.",
    "One of its answers.",
];
const OPEN: &[&str] = &[
    "Days: `mon`, `mon-fri`, or several with commas.",
    "Hours of each of these days: `09:00-12:30`, or several with commas.",
];
const CLOSED: &[&str] = &[
    "The day that is closed, or the first of several.",
    "The last day that is closed.",
    "What it is called.",
];
const TIME: &[&str] = &[
    "A day of the calendar: `2026-03-16`.",
    "A time of day: `10:00`.",
    "The time zone of the clock; UTC if left out.",
];
const VISIT: &[&str] = &[
    "The whole address of the page, with `https://`.",
    "The title of the page; empty if left out.",
    "How long the visitor stays on the page; not at all if left out.",
];
const EXPECT: &[&str] = &[
    "The message that came up.",
    "It came up exactly so long after the page loaded.",
];
const EXPECT_NO: &[&str] = &["The message that did not come up."];
const EXPECT_NOTHING: &[&str] = &["Nothing came up but what is named above."];

/// The parts of a form. A joining word, which is in small letters, belongs to what follows.
fn parameters(label: &str, documentation: &[&'static str]) -> Vec<Parameter> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut joins = false;
    let mut at = 0;
    for (position, word) in label.split(' ').enumerate() {
        let range = at..at + word.len();
        at = range.end + 1;
        if position == 0 {
            continue;
        }
        match parts.last_mut() {
            // `, …` belongs to what may be repeated.
            Some(last) if joins || word == "…" => last.end = range.end,
            Some(_) | None => parts.push(range),
        }
        let bare = word.trim_start_matches('[');
        joins = matches!(
            bare,
            "to" | "title" | "for" | "on" | "after" | "agent" | "bot"
        ) || matches!(bare, "answer" | "no");
    }
    let documented = documentation.iter().copied();
    parts
        .into_iter()
        .zip(documented.chain(std::iter::repeat("")))
        .map(|(range, documentation)| Parameter {
            range,
            documentation,
        })
        .collect()
}

/// The form of `any of [ … ]`, in the brackets that a condition ends in.
fn list(condition: Node<'_>, text: &str) -> Option<SignatureHelp> {
    let tokens: Vec<Node<'_>> = condition.children().collect();
    let open = tokens
        .iter()
        .rposition(|token| matches!(token.kind(), SyntaxKind::Lbracket | SyntaxKind::Rbracket))?;
    let before = tokens.get(..open)?;
    let inside = tokens.get(open..)?;
    let is_list = inside
        .iter()
        .skip(1)
        .all(|token| !matches!(token.kind(), SyntaxKind::ConditionWord | SyntaxKind::Path));
    let opens = inside.first()?.kind() == SyntaxKind::Lbracket;
    let of = before.last()?.text(text) == "of";
    if !(opens && of && is_list) {
        return None;
    }
    let path = before
        .iter()
        .rev()
        .find(|token| token.kind() == SyntaxKind::Path)?;
    let (object, name) = path.text(text).split_once('.')?;
    let field = Field::find(object, name)?;
    let words: Vec<&str> = before
        .iter()
        .skip_while(|token| **token != *path)
        .skip(1)
        .map(|token| token.text(text))
        .collect();
    let head = format!("{} {} [", path.text(text), words.join(" "));
    let value = match field.words().as_slice() {
        [] => "\"TEXT\"",
        [..] => "VALUE",
    };
    let start = head.len();
    let negative = words.contains(&"not");
    Some(SignatureHelp {
        signatures: vec![Signature {
            label: format!("{head}{value}, …]"),
            documentation: match negative {
                false => "Holds when it holds for one of the values.",
                true => "Holds when it holds for all of the values: none may be met.",
            },
            parameters: vec![Parameter {
                range: start..start + value.len() + ", …".len(),
                documentation: field.info().documentation,
            }],
        }],
        active: 0,
        active_parameter: Some(0),
    })
}
