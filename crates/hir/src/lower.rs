//! Lowering a slice: from the tree to a [`Draft`].
//!
//! Everything that depends on the slice alone is checked here: names, words, values, types, and
//! which statements a block has. What depends on other items is left to [`crate::check`].

mod condition;
mod confusable;
mod declarations;
mod hours;
mod message;
mod page;
pub mod parse_value;
mod test;
mod text_value;
mod time;
mod values;
mod zone;

pub(crate) use zone::zones_of;

pub(crate) use message::long_text;
use proactive_catalog::{
    Block, BlockStatement, DECLARATIONS, DeclarationKind, Place, StatementInfo, statements,
};
use proactive_diagnostics::{
    Delimiter, Finding, Fix, LabelKind, Problem, Required, Span, SyntaxProblem, TextRange,
};
use proactive_syntax::ast::Statement;
use proactive_syntax::{Node, ParsedSlice, SyntaxKind};
pub(crate) use text_value::{begins_like_host, begins_with_scheme};

use values::is_word;

use crate::draft::{Body, DIRECTIVE, Declaration, Draft};
use crate::suggest::{self, suggest};

/// Lowers a parsed slice of `text`.
#[must_use]
pub fn lower(text: &str, parsed: &ParsedSlice) -> Draft {
    let mut lower = Lower {
        text,
        draft: Draft {
            errors: parsed.findings.clone(),
            may_reference_unseen: swallows(text, parsed),
            may_allow: text.contains(DIRECTIVE),
            ..Draft::default()
        },
        misshapen: false,
    };
    lower.slice(parsed.tree.root());
    lower.draft
}

/// Whether text that can't be parsed could contain statements.
fn swallows(text: &str, parsed: &ParsedSlice) -> bool {
    let mut findings = parsed.findings.iter();
    if findings.any(|finding| finding.problem == Problem::UnterminatedString { triple: true }) {
        return true;
    }
    // Each stray has a finding.
    !parsed.findings.is_empty()
        && parsed.tree.nodes().any(|node| match node.kind() {
            SyntaxKind::StrayLine => true,
            SyntaxKind::Stray => node.text(text).contains(['{', '\n']),
            _ => false,
        })
}

struct Lower<'a> {
    text: &'a str,
    draft: Draft,
    /// Whether the current condition has a syntax error.
    misshapen: bool,
}

/// The statements of a block that count: the first of each kind, and all that can be repeated.
type Statements<'a, K> = Vec<(K, Statement<'a>)>;

impl<'a> Lower<'a> {
    fn error(&mut self, range: TextRange, problem: Problem) -> &mut Finding {
        push(&mut self.draft.errors, range, problem)
    }

    fn lint(&mut self, range: TextRange, problem: Problem) -> &mut Finding {
        push(&mut self.draft.lints, range, problem)
    }

    fn syntax(&mut self, range: TextRange, problem: SyntaxProblem) -> &mut Finding {
        self.error(range, Problem::Syntax(problem))
    }

    fn text_of(&self, node: Node<'_>) -> &'a str {
        node.text(self.text)
    }

    fn slice(&mut self, root: Node<'a>) {
        let mut children = root.children().peekable();
        let mut declared: Option<Node<'a>> = None;
        if let Some(node) = children.next_if(|node| node.kind().declaration().is_some()) {
            declared = Some(node);
        }
        let rest: Vec<Node<'a>> = children.collect();
        let lost: Vec<&'a str> = rest
            .iter()
            .filter(|node| node.kind() == SyntaxKind::LostStatement)
            .filter_map(|node| node.child(SyntaxKind::Keyword))
            .map(|keyword| self.text_of(keyword))
            .collect();
        if let Some(node) = declared
            && let Some(kind) = node.kind().declaration()
        {
            self.declaration(node, kind, &lost);
        }
        self.outside(&rest, declared);
        self.draft.errors.sort_by_key(|finding| finding.span);
    }

    fn declaration(&mut self, node: Node<'a>, kind: DeclarationKind, lost: &[&'a str]) {
        let keyword = node
            .child(SyntaxKind::Keyword)
            .map_or(node.range(), Node::range);
        let name = node
            .children()
            .find(|child| is_word(child.kind()) || child.kind() == SyntaxKind::Malformed)
            .filter(|_| kind.has_id())
            .map(|word| self.declared_name(word, Some(kind)));
        let title = node
            .children()
            .find(|child| is_string(child.kind()))
            .and_then(|child| self.string(child));
        let place = match (&name, &title) {
            (Some(name), _) => name.range,
            (None, Some(title)) if kind == DeclarationKind::Test => title.range,
            (None, _) => keyword,
        };
        let body = match kind {
            DeclarationKind::Account => Body::Account(self.account(node, place, lost)),
            DeclarationKind::Brand => Body::Brand(self.brand(node, place, lost)),
            DeclarationKind::Channel => Body::Channel(self.channel(node, place, lost)),
            DeclarationKind::Bot => Body::Bot(self.bot(node, place, lost)),
            DeclarationKind::Schedule => Body::Schedule(self.schedule(node, place, lost)),
            DeclarationKind::Segment => Body::Segment(self.segment(node)),
            DeclarationKind::Message => Body::Message(Box::new(self.message(node, place, lost))),
            DeclarationKind::Test => Body::Test(self.test(node, place, lost)),
        };
        self.draft.declaration = Some(Declaration {
            range: node.range(),
            keyword,
            name,
            title,
            body,
        });
    }

    /// Collects the statements of a block, and reports those that do not belong there and those that
    /// are missing: at `place`, unless they are among the `lost` ones after the block.
    fn block<K: BlockStatement>(
        &mut self,
        node: Node<'a>,
        place: TextRange,
        lost: &[&'a str],
    ) -> Statements<'a, K> {
        let block = K::BLOCK;
        let mut found = Vec::new();
        // The keywords that are there, and those that a mistyped word probably means.
        let mut present: Vec<&'a str> = Vec::new();
        let mut first: Vec<(&StatementInfo, TextRange)> = Vec::new();
        for node in node.children().filter(|child| child.kind().is_statement()) {
            match node.kind() {
                SyntaxKind::Misplaced => self.misplaced(node, block),
                SyntaxKind::UnknownStatement => {
                    let meant = self.unknown_statement(node, block);
                    present.extend(meant);
                }
                // A string on its own is probably a text without its keyword.
                SyntaxKind::StrayLine => {
                    if self.text_of(node).starts_with('"') {
                        present.push("text");
                    }
                }
                _ => {
                    let Some(statement) = Statement::of(node, block, self.text) else {
                        continue;
                    };
                    let (row, keyword) = (statement.row, statement.keyword().range());
                    let earlier = match row.is_repeatable() {
                        true => None,
                        false => first.iter().copied().find(|(other, _)| {
                            other.kind == row.kind || other.is_trigger() && row.is_trigger()
                        }),
                    };
                    if let Some((other, range)) = earlier {
                        self.draft.may_reference_unseen |= statements::may_refer(row.keyword);
                        let first = (other.kind != row.kind).then(|| other.keyword.to_owned());
                        let statement = row.keyword.to_owned();
                        self.error(keyword, Problem::DuplicateStatement { statement, first })
                            .labels
                            .push(label(range, LabelKind::FirstGiven));
                        continue;
                    }
                    // The assumptions of a test are given once at most, too; lowering the test
                    // checks that.
                    first.push((row, keyword));
                    present.push(row.keyword);
                    found.extend(K::of(row.kind).map(|kind| (kind, statement)));
                }
            }
        }
        present.extend(lost);
        // Reported even if the header has errors.
        self.missing_statements(&present, block, place);
        found
    }

    fn missing_statements(&mut self, present: &[&str], block: Block, place: TextRange) {
        let absent = |keyword: &str| !present.contains(&keyword);
        let mut required: Vec<Required> = statements::of_block(block)
            .filter(|row| row.is_required() && absent(row.keyword))
            .map(|row| Required::Statement(row.keyword))
            .collect();
        let mut triggers = statements::of_block(block)
            .filter(|row| row.is_trigger())
            .peekable();
        if triggers.peek().is_some() && triggers.all(|row| absent(row.keyword)) {
            required.push(Required::Trigger);
        }
        // An unterminated text swallows the statements after it.
        let swallowed = self
            .draft
            .errors
            .iter()
            .any(|finding| finding.problem == Problem::UnterminatedString { triple: true });
        if !required.is_empty() && !swallowed {
            self.error(place, Problem::MissingStatement { block, required });
        }
    }

    /// Reports a statement of another block.
    fn misplaced(&mut self, statement: Node<'a>, block: Block) {
        let Some(keyword) = statement.child(SyntaxKind::Keyword) else {
            return;
        };
        let word = self.text_of(keyword);
        self.draft.may_reference_unseen |= statements::may_refer(word);
        // The skipped text can contain statements of this block.
        let passed = self.text_of(statement);
        let mut words = passed.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        self.draft.may_reference_unseen |= passed.contains('{') || words.any(statements::may_refer);
        let problem = Problem::UnknownStatement {
            word: word.to_owned(),
            place: Place::Block(block),
            belongs: statements::places_of(word).collect(),
            suggestion: None,
        };
        self.error(keyword.range(), problem);
    }

    /// Reports a statement of no block. Returns the keyword that is probably meant.
    fn unknown_statement(&mut self, statement: Node<'a>, block: Block) -> Option<&'static str> {
        let word = statement.children().next()?;
        let text = self.text_of(word);
        let meant = suggest(text, statements::of_block(block).map(|row| row.keyword));
        self.draft.may_reference_unseen = true;
        let problem = Problem::UnknownStatement {
            word: text.to_owned(),
            place: Place::Block(block),
            belongs: Vec::new(),
            suggestion: meant.map(str::to_owned),
        };
        let fix = meant.map(|meant| word_fix(word.range(), text, meant));
        self.error(word.range(), problem).fixes.extend(fix);
        meant
    }

    /// Reports what is in the slice after its declaration, or before the first one.
    fn outside(&mut self, rest: &[Node<'a>], declared: Option<Node<'a>>) {
        let closed = declared.and_then(|node| node.child(SyntaxKind::Rbrace));
        let mut lost = false;
        for node in rest {
            match node.kind() {
                SyntaxKind::LostStatement => {
                    let Some(keyword) = node.child(SyntaxKind::Keyword) else {
                        continue;
                    };
                    let word = self.text_of(keyword);
                    self.draft.may_reference_unseen_outside |=
                        statements::may_refer(word) || self.text_of(*node).contains('{');
                    // Several statements after a block that was closed too early are one error.
                    if !lost {
                        let problem = Problem::UnknownStatement {
                            word: word.to_owned(),
                            place: Place::File,
                            belongs: statements::places_of(word).collect(),
                            suggestion: None,
                        };
                        let labels =
                            closed.map(|brace| label(brace.range(), LabelKind::ClosedHere));
                        self.error(keyword.range(), problem).labels.extend(labels);
                    }
                    lost = true;
                }
                SyntaxKind::SurplusClose => {
                    if !lost {
                        let delimiter = Delimiter::Brace;
                        self.syntax(node.range(), SyntaxProblem::SurplusClose { delimiter });
                    }
                    lost = false;
                }
                SyntaxKind::UnknownDeclaration if !lost => self.unknown_declaration(*node),
                // After a block that was closed too early, it can be a mistyped statement.
                SyntaxKind::UnknownDeclaration | SyntaxKind::OutsideJunk => {
                    self.draft.may_reference_unseen_outside = true;
                }
                _ => {}
            }
        }
    }

    fn unknown_declaration(&mut self, node: Node<'a>) {
        let mut words = node.children();
        let Some(word) = words.next() else { return };
        let text = self.text_of(word);
        // Since it declares something unknown, references to its name are not reported.
        if let Some(name) = words.next().filter(|node| node.kind() == SyntaxKind::Word) {
            self.draft.mistyped.push(self.text_of(name).into());
        }
        self.draft.may_reference_unseen_outside = true;
        let meant = suggest(text, DECLARATIONS.iter().map(|row| row.keyword));
        let fix = meant.map(|meant| word_fix(word.range(), text, meant));
        let problem = Problem::UnknownDeclaration {
            word: text.to_owned(),
            suggestion: meant.map(str::to_owned),
        };
        self.error(word.range(), problem).fixes.extend(fix);
    }
}

fn push(list: &mut Vec<Finding>, range: TextRange, problem: Problem) -> &mut Finding {
    let index = list.len();
    list.push(Finding::new(problem, Span::local(range)));
    #[allow(clippy::indexing_slicing, reason = "it was pushed just now")]
    &mut list[index]
}

fn label(range: TextRange, kind: LabelKind) -> proactive_diagnostics::Label {
    proactive_diagnostics::Label {
        span: Span::local(range),
        kind,
    }
}

/// A fix that replaces a word with `meant`: certain if only the case differs.
fn word_fix(range: TextRange, word: &str, meant: &str) -> Fix {
    suggest::fix(Span::local(range), word, meant)
}

fn is_string(kind: SyntaxKind) -> bool {
    matches!(kind, SyntaxKind::Quoted | SyntaxKind::TextBlock)
}
