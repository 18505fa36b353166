//! What can follow at the end of a text.
//!
//! Parsing never fails, so the text up to the cursor has a tree. Its last statement tells what is
//! missing and what is still possible there. Turning that into completion items is the task of the
//! other modules.

use proactive_catalog::{
    Argument, Block, DeclarationKind, Event, ReferenceKind, Role, StatementInfo, TextRole, WordSet,
};
use proactive_syntax::ast::{Next, Part, Statement};
use proactive_syntax::{Node, SyntaxKind, Tree};

use super::expected_in_condition::{self, ExpectedInCondition};

/// Something that can follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expected {
    /// A declaration.
    Declaration,
    /// A statement of a block.
    Statement(Block),
    /// The quoted display name of a declaration, an answer or a closing.
    DisplayName,
    /// The quoted name of a test.
    TestName,
    /// The `{` of a declaration.
    Opening(DeclarationKind),
    /// The keyword of an argument of a statement: `to`, `title`, `on`, `answer` …
    Keyword(&'static Argument, &'static StatementInfo),
    /// The `when` of a segment.
    When,
    /// A reference to a declaration.
    Reference(ReferenceKind),
    /// A reference to an answer of the bot of this name.
    Answer(String),
    /// A word of a set.
    Word(WordSet),
    /// The event that goes with the statement.
    Event(Event),
    /// A string.
    Text(TextRole),
    /// What an agent writes first: a string or a block.
    AgentReply,
    /// A tag.
    Tag,
    /// A duration.
    Duration,
    /// Days of the week.
    Days,
    /// A time interval.
    Interval,
    /// A calendar date, not before the one given here.
    Date(Option<String>),
    /// A time of day.
    Time,
    /// Something in a condition.
    Condition(ExpectedInCondition),
}

/// What can follow at the end of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Expectations {
    /// What can follow, likeliest first.
    pub(super) expected: Vec<Expected>,
    /// The start of the statement that the end of the text belongs to.
    pub(super) statement: Option<usize>,
    /// The start of the `reply agent` whose block the end of the text is in.
    pub(super) reply: Option<usize>,
    /// Whether the end of the text is on a line of its own.
    pub(super) new_line: bool,
    /// Whether the condition of a segment ends here or can go on.
    whole_condition: bool,
}

impl Expectations {
    /// Whether the text is complete as it is: something new can begin after it.
    pub(super) fn is_complete(&self) -> bool {
        let begins = |expected: &Expected| {
            matches!(expected, Expected::Declaration | Expected::Statement(_))
        };
        self.whole_condition || self.expected.iter().any(begins)
    }
}

/// What can follow at the end of a slice of a file.
pub(super) fn expected(text: &str, tree: &Tree) -> Expectations {
    let reader = Reader { text };
    let mut found = Expectations::default();
    let last = tree.root().children().last();
    found.new_line = last.is_none_or(|last| reader.is_above(last));
    match last {
        None => found.expected.push(Expected::Declaration),
        Some(last) => match last.kind().declaration() {
            Some(kind) => reader.declaration(last, kind, &mut found),
            None if last.kind() == SyntaxKind::SurplusClose => {
                found.expected.push(Expected::Declaration);
            }
            None => {
                // The block of an unknown declaration may still be open.
                let block = last.child(SyntaxKind::UnknownBlock);
                let open = block.is_some_and(|block| !reader.of(block).ends_with('}'));
                if found.new_line && !open {
                    found.expected.push(Expected::Declaration);
                }
            }
        },
    }
    found
}

struct Reader<'t> {
    text: &'t str,
}

impl<'t> Reader<'t> {
    fn of(&self, node: Node<'_>) -> &'t str {
        node.text(self.text)
    }

    /// Whether a line ends between a node and the end of the text.
    fn is_above(&self, node: Node<'_>) -> bool {
        let after = self.text.get(usize::from(node.range().end())..);
        after.is_some_and(|after| after.contains('\n'))
    }

    fn declaration(&self, node: Node<'t>, kind: DeclarationKind, found: &mut Expectations) {
        let has = |kind| node.child(kind).is_some();
        let opened = has(SyntaxKind::Lbrace) || has(SyntaxKind::MissingOpen);
        if has(SyntaxKind::Rbrace) {
            found.expected.push(Expected::Declaration);
        } else if kind == DeclarationKind::Segment {
            self.segment(node, found);
        } else if let Some(block) = kind.block().filter(|_| opened) {
            self.block(node, block, found);
        } else {
            let has_title = has(SyntaxKind::Quoted) || has(SyntaxKind::TextBlock);
            if has(SyntaxKind::HeaderStray) || has(SyntaxKind::MissingName) {
                // Only the author knows the name.
            } else if has(SyntaxKind::MissingTitle) {
                found.expected.push(Expected::TestName);
            } else {
                if !has_title {
                    found.expected.push(Expected::DisplayName);
                }
                found.expected.push(Expected::Opening(kind));
            }
            if found.new_line {
                found.expected.push(Expected::Declaration);
            }
        }
    }

    fn segment(&self, node: Node<'t>, found: &mut Expectations) {
        if node.child(SyntaxKind::MissingWhen).is_some() {
            if node.child(SyntaxKind::MissingName).is_none() {
                if node.child(SyntaxKind::Quoted).is_none() {
                    found.expected.push(Expected::DisplayName);
                }
                found.expected.push(Expected::When);
            }
        } else if let Some(tokens) = node.child(SyntaxKind::Condition) {
            found.statement = Some(tokens.range().start().into());
            let end = expected_in_condition::read(tokens, self.text, false);
            found.whole_condition = end.complete;
            found
                .expected
                .extend(end.expected.into_iter().map(Expected::Condition));
            if !found.whole_condition {
                return;
            }
        }
        if found.new_line {
            found.expected.push(Expected::Declaration);
        }
    }

    /// The end of a block that is not closed.
    fn block(&self, node: Node<'t>, block: Block, found: &mut Expectations) {
        let statements = node.children().filter(|child| child.kind().is_statement());
        let Some(last) = statements.last() else {
            found.expected.push(Expected::Statement(block));
            return;
        };
        let inner = last
            .child(SyntaxKind::ReplyBlock)
            .filter(|inner| inner.child(SyntaxKind::Rbrace).is_none());
        if let Some(inner) = inner {
            found.reply = Some(last.range().start().into());
            return self.block(inner, Block::AgentReply, found);
        }
        found.statement = Some(last.range().start().into());
        found.new_line = self.is_above(last);
        let broken = matches!(
            last.kind(),
            SyntaxKind::Misplaced | SyntaxKind::UnknownStatement | SyntaxKind::StrayLine
        );
        if broken || last.child(SyntaxKind::Stray).is_some() {
            if found.new_line {
                found.expected.push(Expected::Statement(block));
            }
            return;
        }
        let whole = self.arguments(last, block, found);
        // On a later line, the author may have moved on from an incomplete statement.
        let children = || last.children();
        let left = found.new_line
            && children().count() <= 2
            && children()
                .last()
                .is_some_and(|last| last.range().is_empty());
        if whole || left {
            found.expected.push(Expected::Statement(block));
        }
    }

    /// What can follow the arguments of a statement. Returns whether the statement is complete.
    fn arguments(&self, node: Node<'t>, block: Block, found: &mut Expectations) -> bool {
        let Some(statement) = Statement::of(node, block, self.text) else {
            return true;
        };
        if let Some(tokens) = statement.value(Role::Condition) {
            let end = expected_in_condition::read(tokens, self.text, true);
            let expected = end.expected.into_iter().map(Expected::Condition);
            found.expected.extend(expected);
            return end.complete;
        }
        if statement
            .parts()
            .any(|part| matches!(part, Part::Excess(_)))
        {
            return statement.first_missing().is_none();
        }
        let mut next = statement.next();
        // A keyword that completes the statement comes before one that needs a value.
        if let Some(others) = next.get_mut(1..) {
            others.sort_by_key(|next| next.at.argument.role != Role::Nothing);
        }
        for next in next {
            if let Some(expected) = self.argument(statement, next)
                && !found.expected.contains(&expected)
            {
                found.expected.push(expected);
            }
        }
        statement.first_missing().is_none()
    }

    /// The keyword or the value of an argument; `None` for a value that only the author knows.
    fn argument(&self, statement: Statement<'t>, next: Next) -> Option<Expected> {
        let argument = next.at.argument;
        let text_of = |role| statement.value(role).map(|node| self.of(node).to_owned());
        if next.needs_keyword {
            let keyword = Expected::Keyword(argument, statement.row);
            return Some(argument.role.keyword_set().map_or(keyword, Expected::Word));
        }
        Some(match argument.role {
            Role::DeclaredId(_) | Role::Condition | Role::Nothing => return None,
            Role::Reference(ReferenceKind::Answer) => {
                let bot = text_of(Role::Reference(ReferenceKind::Bot));
                Expected::Answer(bot.unwrap_or_default())
            }
            Role::Reference(kind) => Expected::Reference(kind),
            Role::Word(set) => Expected::Word(set),
            Role::Event(event) => Expected::Event(event),
            Role::Text(TextRole::DisplayName) => Expected::DisplayName,
            Role::Text(role) => Expected::Text(role),
            Role::AgentReply => Expected::AgentReply,
            Role::Tag => Expected::Tag,
            Role::Duration => Expected::Duration,
            Role::Date => Expected::Date(text_of(Role::Date)),
            Role::Time => Expected::Time,
            Role::Days => Expected::Days,
            Role::Interval => Expected::Interval,
        })
    }
}
