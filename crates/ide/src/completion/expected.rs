//! What may stand at a place, told from the text before it.
//!
//! The grammar is total, so the text up to the place has a tree. What must come next is missing at
//! the end of that tree, and the `missing_…` node there says what it is; what may come next is told
//! by the last statement and its arguments. What this makes of the words that may stand there is
//! the others' business.

use proactive_catalog::{Block, DeclarationKind, Event, ReferenceKind, TextRole, WordSet};
use proactive_syntax::{Node, SyntaxKind, Tree};

use super::expected_in_condition::{self, ExpectedInCondition};

/// Something that may stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expected {
    /// A declaration.
    Declaration,
    /// A statement of a block.
    Statement(Block),
    /// The display name of a declaration, an answer or a closed day, in quotes.
    DisplayName,
    /// The name of a test, in quotes.
    TestName,
    /// The `{` of a declaration.
    Opening(DeclarationKind),
    /// A word that joins the parts of a statement: `to`, `title`, `on`, `answer` …; of a segment
    /// there is no statement.
    Joining(&'static str, Option<(Block, &'static str)>),
    /// A name of a declaration.
    Reference(ReferenceKind),
    /// An answer of the bot of this name.
    Answer(String),
    /// A word of a fixed set.
    Word(WordSet),
    /// The event that goes with the statement.
    Event(Event),
    /// A string.
    Text(TextRole),
    /// What an agent writes first: a string, or a block.
    AgentReply,
    /// A tag.
    Tag,
    /// A duration.
    Duration,
    /// Days of the week.
    Days,
    /// Hours of a day.
    Interval,
    /// A day of the calendar; not before this one.
    Date(Option<String>),
    /// A time of day.
    Time,
    /// Something of a condition.
    Condition(ExpectedInCondition),
}

/// What may stand at the end of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Expectations {
    /// What may stand there, the likeliest first.
    pub(super) expected: Vec<Expected>,
    /// Where the statement begins of which it is a part.
    pub(super) statement: Option<usize>,
    /// Where the `reply agent` begins in whose block it stands.
    pub(super) reply: Option<usize>,
    /// Only blanks stand between the last line and what may stand there.
    pub(super) new_line: bool,
}

/// What may stand at the end of a slice of a file.
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
                // A block of something unknown that is not closed goes on.
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
        let behind = self.text.get(usize::from(node.range().end())..);
        behind.is_some_and(|behind| behind.contains('\n'))
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
                // A name is the author's own.
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
                found.expected.push(Expected::Joining("when", None));
            }
        } else if let Some(tokens) = node.child(SyntaxKind::Condition) {
            found.statement = Some(tokens.range().start().into());
            let end = expected_in_condition::read(tokens, self.text, false);
            let whole = end.complete;
            found
                .expected
                .extend(end.expected.into_iter().map(Expected::Condition));
            if !whole {
                return;
            }
        }
        if found.new_line {
            found.expected.push(Expected::Declaration);
        }
    }

    /// The inside of a block that is not closed.
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
        // On a later line a statement may have been left half written.
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

    /// What must or may follow the arguments of a statement; whether it is whole.
    fn arguments(&self, node: Node<'t>, block: Block, found: &mut Expectations) -> bool {
        let expected = &mut found.expected;
        let keyword = node.child(SyntaxKind::Keyword);
        let row = keyword
            .and_then(|keyword| proactive_catalog::statements::find(block, self.of(keyword)))
            .map(|row| (block, row.keyword));
        let join = |word| Expected::Joining(word, row);
        if node.kind() == SyntaxKind::When {
            let Some(tokens) = node.child(SyntaxKind::Condition) else {
                return true;
            };
            let end = expected_in_condition::read(tokens, self.text, true);
            expected.extend(end.expected.into_iter().map(Expected::Condition));
            return end.complete;
        }
        let words: Vec<&str> = node
            .children()
            .filter(|child| child.kind() == SyntaxKind::Keyword)
            .map(|child| self.of(child))
            .skip(1)
            .collect();
        let joined = |word: &str| words.contains(&word);
        let has_text = node
            .children()
            .any(|child| matches!(child.kind(), SyntaxKind::Quoted | SyntaxKind::TextBlock));
        let missing = node.children().find(|child| child.kind().is_missing());
        if let Some(missing) = missing {
            match missing.kind() {
                SyntaxKind::MissingName => {}
                SyntaxKind::MissingReference => match node.kind() {
                    SyntaxKind::BrandRef => {
                        expected.push(Expected::Reference(ReferenceKind::Brand))
                    }
                    SyntaxKind::ChannelRef => {
                        expected.push(Expected::Reference(ReferenceKind::Channel));
                    }
                    SyntaxKind::Reply if joined("answer") => {
                        let mut names = node.children().filter(|child| {
                            matches!(child.kind(), SyntaxKind::Word | SyntaxKind::ReservedWord)
                        });
                        let bot = names.next().map_or("", |bot| self.of(bot));
                        expected.push(Expected::Answer(bot.to_owned()));
                    }
                    SyntaxKind::Reply => expected.push(Expected::Reference(ReferenceKind::Bot)),
                    SyntaxKind::Expect => {
                        expected.push(Expected::Reference(ReferenceKind::Message));
                        if !joined("no") {
                            expected.extend([join("nothing"), join("no")]);
                        }
                    }
                    _ => {}
                },
                SyntaxKind::MissingWord => expected.extend(word_of(node.kind(), block)),
                SyntaxKind::MissingText => expected.extend(text_of(node.kind(), joined("title"))),
                SyntaxKind::MissingDuration => expected.push(Expected::Duration),
                SyntaxKind::MissingOn => expected.push(join("on")),
                SyntaxKind::MissingEvent => expected.push(Expected::Event(match node.kind() {
                    SyntaxKind::On => Event::PageLoad,
                    _ => Event::PageView,
                })),
                SyntaxKind::MissingAnswer => expected.push(join("answer")),
                SyntaxKind::MissingReply => expected.push(Expected::Word(WordSet::ReplyKind)),
                SyntaxKind::MissingAgentReply => expected.push(Expected::AgentReply),
                SyntaxKind::MissingItem => expected.extend(item_of(node.kind())),
                SyntaxKind::MissingDays => expected.push(Expected::Days),
                SyntaxKind::MissingInterval => expected.push(Expected::Interval),
                SyntaxKind::MissingDate => {
                    let from = node.child(SyntaxKind::Amount);
                    expected.push(Expected::Date(from.map(|from| self.of(from).to_owned())));
                }
                SyntaxKind::MissingTime => expected.push(Expected::Time),
                _ => {}
            }
            return false;
        }
        match node.kind() {
            SyntaxKind::Answer if !has_text => expected.push(Expected::DisplayName),
            SyntaxKind::Closed if !has_text => {
                if !joined("to") {
                    expected.push(join("to"));
                }
                expected.push(Expected::DisplayName);
            }
            SyntaxKind::ScheduleRule => {
                let mut kinds = node
                    .children()
                    .filter(|child| child.kind() == SyntaxKind::Word);
                let kind = kinds.next().map(|kind| self.of(kind));
                if kind == Some("business_hours") && kinds.next().is_none() {
                    expected.push(Expected::Reference(ReferenceKind::Schedule));
                }
            }
            SyntaxKind::Time if !has_text => expected.push(Expected::Text(TextRole::Timezone)),
            SyntaxKind::Visit if !joined("for") => {
                if !joined("title") {
                    expected.push(join("title"));
                }
                expected.push(join("for"));
            }
            SyntaxKind::Expect if !["no", "nothing", "after"].into_iter().any(joined) => {
                expected.push(join("after"));
            }
            _ => {}
        }
        true
    }
}

/// The fixed set whose word is the argument of a statement.
fn word_of(statement: SyntaxKind, block: Block) -> Option<Expected> {
    Some(Expected::Word(match statement {
        SyntaxKind::ConversationControl => WordSet::ConversationControl,
        SyntaxKind::ChannelType => WordSet::ChannelType,
        SyntaxKind::Status if block == Block::Bot => WordSet::BotStatus,
        SyntaxKind::Status => WordSet::MessageStatus,
        SyntaxKind::Frequency => WordSet::Frequency,
        SyntaxKind::ScheduleRule => WordSet::ScheduleKind,
        SyntaxKind::Visitor => WordSet::History,
        SyntaxKind::Device => WordSet::DeviceTag,
        _ => return None,
    }))
}

/// What the string is for that is the argument of a statement.
fn text_of(statement: SyntaxKind, behind_title: bool) -> Option<Expected> {
    Some(Expected::Text(match statement {
        SyntaxKind::ExternalId => TextRole::ExternalId,
        SyntaxKind::Timezone => TextRole::Timezone,
        SyntaxKind::Text => TextRole::Message,
        SyntaxKind::Visit if behind_title => TextRole::Title,
        SyntaxKind::Visit => TextRole::Url,
        _ => return None,
    }))
}

/// What the list of a statement is made of.
fn item_of(statement: SyntaxKind) -> Option<Expected> {
    Some(match statement {
        SyntaxKind::BusinessHours => Expected::Reference(ReferenceKind::Schedule),
        SyntaxKind::Channels => Expected::Reference(ReferenceKind::Channel),
        SyntaxKind::Tags => Expected::Tag,
        SyntaxKind::Ask => Expected::Word(WordSet::Ask),
        _ => return None,
    })
}
