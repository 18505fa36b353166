//! Findings for the text, its delimiters and its shape: one for each error that the grammar has a
//! rule for.
//!
//! A `stray` after a `missing_…` is what was written instead, and belongs to the same finding.
//! Unknown and misplaced statements and wrong values are reported later, when the tree is lowered.

use proactive_catalog::{Block, DeclarationKind, ReferenceKind, Role, TextRole};
use proactive_diagnostics::{
    Delimiter, Expected, FileId, Finding, Fix, Problem, Span, SyntaxProblem, TextRange, TextSize,
};

use crate::ast::{ArgumentRef, Statement};
use crate::kind::SyntaxKind;
use crate::literal::{escape_fix, is_unterminated, quote, unquote};
use crate::tree::{Node, Tree};

/// Finds the errors of a slice, ordered by position.
pub(crate) fn validate(tree: &Tree, text: &str) -> Vec<Finding> {
    let mut walk = Walk {
        text,
        findings: Vec::new(),
    };
    walk.node(tree.root(), None);
    walk.findings
}

/// Walks the tree. The grammar has no recursive rule, so the depth is bounded (slice, declaration,
/// statement, block, statement, token), and the walk can recurse.
struct Walk<'a> {
    text: &'a str,
    findings: Vec<Finding>,
}

impl<'a> Walk<'a> {
    /// Visits a node that is in `block`.
    fn node(&mut self, node: Node<'a>, block: Option<Block>) {
        let inner = match node.kind() {
            SyntaxKind::ReplyBlock => Some(Block::AgentReply),
            kind => kind.declaration().map_or(block, DeclarationKind::block),
        };
        let mut previous: Option<Node<'a>> = None;
        let mut after_missing = false;
        let mut children = node.children_with_comments().peekable();
        while let Some(child) = children.next() {
            if child.kind().is_missing() {
                // If several things are missing at one place, only the first is reported.
                let told = after_missing && child.kind() != SyntaxKind::MissingClose;
                after_missing = true;
                if told {
                    children.next_if(|next| next.kind() == SyntaxKind::Stray);
                    continue;
                }
                let instead = children.next_if(|next| {
                    matches!(next.kind(), SyntaxKind::Stray | SyntaxKind::HeaderStray)
                });
                self.missing(child, instead, node, block, previous);
                previous = instead.or(previous);
                continue;
            }
            after_missing = false;
            match child.kind() {
                // One error each, reported when the tree is lowered.
                SyntaxKind::Misplaced
                | SyntaxKind::UnknownStatement
                | SyntaxKind::LostStatement
                | SyntaxKind::UnknownDeclaration => {
                    previous = Some(child);
                    continue;
                }
                SyntaxKind::Stray | SyntaxKind::HeaderStray => {
                    self.stray(child, |text| SyntaxProblem::Stray { text })
                }
                SyntaxKind::StrayLine | SyntaxKind::OutsideJunk => {
                    self.stray(child, |text| SyntaxProblem::StrayOutside { text })
                }
                SyntaxKind::Quoted | SyntaxKind::TextBlock => self.literal(child),
                SyntaxKind::Malformed => self.malformed(child, node, block),
                _ => {}
            }
            if !child.is_leaf() {
                self.node(child, inner);
            }
            if child.kind() != SyntaxKind::Comment {
                previous = Some(child);
            }
        }
    }

    fn push(&mut self, range: TextRange, problem: SyntaxProblem) -> Option<&mut Finding> {
        self.findings
            .push(Finding::new(Problem::Syntax(problem), Span::local(range)));
        self.findings.last_mut()
    }

    /// The first run of text in `node`: a whole string, or everything up to a space.
    fn first_word(&self, node: Node<'a>) -> (&'a str, TextRange) {
        let text = node.text(self.text);
        let length = if text.starts_with(['"', '\'']) {
            let quote = text.chars().next().unwrap_or('"');
            text.char_indices()
                .skip(1)
                .find(|(_, character)| *character == quote)
                .map_or(text.len(), |(at, _)| at + 1)
        } else {
            text.find([' ', '\t', '"', '\n']).unwrap_or(text.len())
        };
        let length = length.max(text.chars().next().map_or(0, char::len_utf8));
        let start = node.range().start();
        let end = start + TextSize::new(u32::try_from(length).unwrap_or(u32::MAX));
        (
            text.get(..length).unwrap_or(text),
            TextRange::new(start, end),
        )
    }

    fn stray(&mut self, node: Node<'a>, problem: impl Fn(String) -> SyntaxProblem) {
        let text = node.text(self.text);
        if let Some(at) = text
            .find('\r')
            .filter(|&at| !text.get(at..).unwrap_or("").starts_with("\r\n"))
        {
            let at = node.range().start() + TextSize::new(u32::try_from(at).unwrap_or(0));
            let range = TextRange::at(at, TextSize::new(1));
            if let Some(finding) = self.push(range, SyntaxProblem::LoneCarriageReturn) {
                finding.fixes.push(Fix::replace(Span::local(range), "\n"));
            }
            return;
        }
        self.push(node.range(), problem(shortened(text)));
    }

    fn literal(&mut self, node: Node<'a>) {
        let text = node.text(self.text);
        let (_, problems) = unquote(text);
        for (range, problem) in problems {
            let fix = escape_fix(text, range, &problem);
            let start = node.range().start();
            // The spans count from the start of the literal.
            let mut finding = Finding::new(problem, Span::local(range));
            finding.fixes.extend(fix);
            self.findings.push(finding.rebased(FileId::LOCAL, start));
        }
    }

    /// Reports a name with characters that names can't have. In lists, lowering reports it.
    fn malformed(&mut self, node: Node<'a>, parent: Node<'a>, block: Option<Block>) {
        let argument = self.argument(node, parent, block);
        if !argument.is_some_and(|at| at.argument.is_list) {
            let text = node.text(self.text).to_owned();
            self.push(node.range(), SyntaxProblem::MalformedName { text });
        }
    }

    /// The argument of the statement `parent`, which is in `block`, that `node` is part of.
    fn argument(
        &self,
        node: Node<'a>,
        parent: Node<'a>,
        block: Option<Block>,
    ) -> Option<ArgumentRef> {
        let statement = Statement::of(parent, block?, self.text)?;
        let mut parts = statement.parts();
        parts.find(|part| part.node() == node)?.argument()
    }

    fn missing(
        &mut self,
        node: Node<'a>,
        instead: Option<Node<'a>>,
        parent: Node<'a>,
        block: Option<Block>,
        previous: Option<Node<'a>>,
    ) {
        let here = previous.map_or(node.range(), Node::range);
        let expected = match node.kind() {
            SyntaxKind::MissingClose => {
                // An unterminated text swallows the brace.
                let swallowed = self.findings.last().is_some_and(|finding| {
                    finding.problem == Problem::UnterminatedString { triple: true }
                });
                let opened = parent.child(SyntaxKind::Lbrace).filter(|_| !swallowed);
                if let Some(opened) = opened {
                    let delimiter = Delimiter::Brace;
                    let problem = Problem::UnclosedDelimiter { delimiter };
                    self.findings
                        .push(Finding::new(problem, Span::local(opened.range())));
                }
                return;
            }
            SyntaxKind::MissingOpen => {
                // An unterminated display name swallows the brace.
                if previous.is_some_and(|node| {
                    matches!(node.kind(), SyntaxKind::Quoted | SyntaxKind::TextBlock)
                        && is_unterminated(node.text(self.text))
                }) {
                    return;
                }
                let end = TextRange::empty(here.end());
                let closed = parent.child(SyntaxKind::Rbrace).is_some();
                let expected = Expected::OpeningBrace;
                let problem = SyntaxProblem::Expected {
                    expected,
                    found: None,
                };
                if let Some(finding) = self.push(here, problem).filter(|_| closed) {
                    finding.fixes.push(Fix::insert(Span::local(end), " {"));
                }
                return;
            }
            SyntaxKind::MissingComma => {
                let end = Span::local(TextRange::empty(here.end()));
                let problem = SyntaxProblem::Expected {
                    expected: Expected::Comma,
                    found: None,
                };
                if let Some(finding) = self.push(here, problem) {
                    finding.fixes.push(Fix::insert(end, ","));
                }
                return;
            }
            SyntaxKind::MissingItem
                if instead.is_none()
                    && previous.is_some_and(|node| node.kind() == SyntaxKind::Comma) =>
            {
                if let Some(finding) = self.push(here, SyntaxProblem::TrailingComma) {
                    finding.fixes.push(Fix::remove(Span::local(here), ","));
                }
                return;
            }
            SyntaxKind::MissingBlock => Expected::OpeningBrace,
            SyntaxKind::MissingTitle => Expected::Text(TextRole::TestName),
            SyntaxKind::MissingWhen => Expected::When,
            SyntaxKind::MissingOn => Expected::OnPageView,
            SyntaxKind::MissingAnswer => Expected::AnswerOfBot,
            SyntaxKind::MissingReply => Expected::Reply,
            _ => match parent.kind().declaration() {
                Some(kind) => Expected::DeclaredName(kind),
                None => match self.argument(node, parent, block) {
                    Some(at) => argument(at),
                    None => return,
                },
            },
        };
        let Some(instead) = instead else {
            let found = None;
            self.push(here, SyntaxProblem::Expected { expected, found });
            return;
        };
        let (found, range) = self.first_word(instead);
        let single_quoted = found
            .strip_prefix('\'')
            .and_then(|rest| rest.strip_suffix('\''))
            .filter(|_| matches!(expected, Expected::Text(_)));
        let found = Some(shortened(found));
        let finding = self.push(range, SyntaxProblem::Expected { expected, found });
        if let (Some(finding), Some(inside)) = (finding, single_quoted) {
            finding
                .fixes
                .push(Fix::quote(Span::local(range), quote(inside)));
        }
    }
}

/// A text as a message shows it: its first line, at most 40 characters.
fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("").trim_end();
    match line.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or("")),
        None if line.len() < text.trim_end().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

/// What is expected where an argument is missing.
fn argument(at: ArgumentRef) -> Expected {
    let role = at.argument.role;
    // The other forms of `expect` are still possible.
    if at.is_undecided && role == Role::Reference(ReferenceKind::Message) {
        return Expected::Expectation;
    }
    Expected::argument(role)
}
