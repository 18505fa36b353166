//! What every word of an item is.
//!
//! All features that speak of the word under the cursor, or that go over all words, ask here: hover,
//! definition, rename, colours, hints. The tree is read, not the draft, so that it also holds in a
//! statement that is half written.

use proactive_catalog::{
    Block, DeclarationKind, Field, Operator, ReferenceKind, StatementInfo, TextRole, WordSet,
    fields, statements,
};
use proactive_diagnostics::{TextRange, TextSize};
use proactive_syntax::{Node, ParsedSlice, SyntaxKind};

/// A word, a text, a number or a comment, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassifiedToken {
    /// Where it stands, from the start of the item. Never empty.
    pub range: TextRange,
    /// What it is.
    pub kind: TokenClass,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenClass {
    /// The word that begins a declaration.
    DeclarationKeyword(DeclarationKind),
    /// The word that begins a statement of a block.
    StatementKeyword(Block, Keyword),
    /// A word that joins the parts of a statement: `to`, `title`, `for`, `on`, `agent`, the `when`
    /// of a segment …
    JoiningWord,
    /// The name of a declaration, or of an answer, where it is declared.
    DeclaredName(ReferenceKind),
    /// A name that refers to a declaration.
    Reference {
        /// What it must lead to.
        kind: ReferenceKind,
        /// Of an answer: where its bot is named.
        bot: Option<TextRange>,
    },
    /// A word where the language has a fixed set.
    Word(WordSet),
    /// A string that is no value of a condition.
    Text(TextRole),
    /// A tag, in quotes or not.
    Tag,
    /// `visitor` in `visitor.url`, with the dot.
    Object,
    /// `url` in `visitor.url`; none if the object has no such field.
    Field(Option<Field>),
    /// A word of an operator; none if there is no such operator.
    Operator {
        /// The operator.
        operator: Option<Operator>,
        /// All its words.
        whole: TextRange,
    },
    /// `and`, `or`, `not`, `any`, `of`, `always`.
    Connective,
    /// A value that a field is compared with; none if the field is unknown.
    Value(Option<Field>),
    /// A duration: `1m30s`.
    Duration,
    /// A day of the calendar: `2026-12-24`.
    Date,
    /// Days of the week: `mon`, `mon-fri`.
    Days,
    /// Hours of a day: `09:00-18:00`.
    Interval,
    /// A time of day: `10:00`.
    Time,
    /// A comment.
    Comment,
    /// Something that belongs to nothing.
    Stray,
}

/// A keyword of a statement: a row of the table, or a word that belongs to another block.
#[derive(Clone, Copy)]
pub struct Keyword(pub Option<&'static StatementInfo>);

impl std::fmt::Debug for Keyword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.map_or("of another block", |row| row.keyword))
    }
}

impl PartialEq for Keyword {
    fn eq(&self, other: &Self) -> bool {
        let key = |keyword: &Self| keyword.0.map(|row| (row.block, row.keyword));
        key(self) == key(other)
    }
}

impl Eq for Keyword {}

/// The elements of an item, in the order of its text. `text` is the item's.
#[must_use]
pub fn classify(text: &str, parsed: &ParsedSlice) -> Vec<ClassifiedToken> {
    let mut classifier = Classifier {
        text,
        found: Vec::new(),
    };
    for node in parsed.tree.root().children_with_comments() {
        classifier.outside(node);
    }
    classifier.found.retain(|element| !element.range.is_empty());
    classifier
        .found
        .sort_by_key(|element| element.range.start());
    classifier.found
}

/// The element at an offset of an item: of two that meet there, the one that is a word.
#[must_use]
pub fn classify_at(text: &str, parsed: &ParsedSlice, offset: TextSize) -> Option<ClassifiedToken> {
    let touches = |element: &ClassifiedToken| element.range.contains_inclusive(offset);
    let mut touching = classify(text, parsed).into_iter().filter(touches);
    let first = touching.next()?;
    match touching.next() {
        Some(second) if first.kind == TokenClass::Object => Some(second),
        Some(_) | None => Some(first),
    }
}

struct Classifier<'t> {
    text: &'t str,
    found: Vec<ClassifiedToken>,
}

impl<'t> Classifier<'t> {
    fn text_of(&self, node: Node<'_>) -> &'t str {
        node.text(self.text)
    }

    fn add(&mut self, range: TextRange, kind: TokenClass) {
        self.found.push(ClassifiedToken { range, kind });
    }

    fn outside(&mut self, node: Node<'t>) {
        match node.kind().declaration() {
            Some(kind) => self.declaration(node, kind),
            None if node.kind() == SyntaxKind::Comment => {
                self.add(node.range(), TokenClass::Comment);
            }
            None => self.stray(node),
        }
    }

    /// What belongs to nothing, but for the comments in it and the names that it refers to.
    fn stray(&mut self, node: Node<'t>) {
        if node.kind() == SyntaxKind::LostStatement {
            return self.statement(node, None);
        }
        if node.is_leaf() {
            let stray = !matches!(
                node.kind(),
                SyntaxKind::Lbrace
                    | SyntaxKind::Rbrace
                    | SyntaxKind::SurplusClose
                    | SyntaxKind::Comma
            );
            if stray {
                self.add(node.range(), TokenClass::Stray);
            }
        }
        for child in node.children_with_comments() {
            match child.kind() {
                SyntaxKind::Comment => self.add(child.range(), TokenClass::Comment),
                SyntaxKind::Condition => self.condition(child),
                _ => self.stray(child),
            }
        }
    }

    fn declaration(&mut self, node: Node<'t>, kind: DeclarationKind) {
        let mut keywords = 0;
        for child in node.children_with_comments() {
            let range = child.range();
            match child.kind() {
                SyntaxKind::Comment => self.add(range, TokenClass::Comment),
                SyntaxKind::Keyword if keywords == 0 => {
                    keywords += 1;
                    self.add(range, TokenClass::DeclarationKeyword(kind));
                }
                SyntaxKind::Keyword => self.add(range, TokenClass::JoiningWord),
                SyntaxKind::Word | SyntaxKind::Malformed | SyntaxKind::ReservedWord => {
                    let declared = kind.reference();
                    self.add(
                        range,
                        declared.map_or(TokenClass::Stray, TokenClass::DeclaredName),
                    );
                }
                SyntaxKind::Quoted | SyntaxKind::TextBlock => {
                    let role = match kind {
                        DeclarationKind::Test => TextRole::TestName,
                        DeclarationKind::Account
                        | DeclarationKind::Brand
                        | DeclarationKind::Channel
                        | DeclarationKind::Bot
                        | DeclarationKind::Schedule
                        | DeclarationKind::Segment
                        | DeclarationKind::Message => TextRole::DisplayName,
                    };
                    self.add(range, TokenClass::Text(role));
                }
                SyntaxKind::Condition => self.condition(child),
                kind_of_child if kind_of_child.is_statement() => {
                    self.statement(child, kind.block());
                }
                _ => self.stray(child),
            }
        }
    }

    fn statement(&mut self, node: Node<'t>, block: Option<Block>) {
        let mut children = node.children_with_comments();
        let Some(keyword) = node.child(SyntaxKind::Keyword) else {
            return self.stray(node);
        };
        let row = block.and_then(|block| statements::find(block, self.text_of(keyword)));
        match block {
            Some(block) => self.add(
                keyword.range(),
                TokenClass::StatementKeyword(block, Keyword(row)),
            ),
            None => self.add(keyword.range(), TokenClass::Stray),
        }
        children.find(|child| child.kind() == SyntaxKind::Keyword);
        let mut state = Argument {
            keyword: self.text_of(keyword),
            before: "",
            position: 0,
            bot: None,
        };
        for child in children {
            self.argument(node.kind(), child, block, &mut state);
        }
    }

    fn argument(
        &mut self,
        statement: SyntaxKind,
        child: Node<'t>,
        block: Option<Block>,
        state: &mut Argument<'t>,
    ) {
        let range = child.range();
        match child.kind() {
            SyntaxKind::Comment => self.add(range, TokenClass::Comment),
            SyntaxKind::Keyword => {
                state.before = self.text_of(child);
                let replies = statement == SyntaxKind::Reply && state.before != "answer";
                let kind = if replies {
                    TokenClass::Word(WordSet::ReplyKind)
                } else {
                    TokenClass::JoiningWord
                };
                self.add(range, kind);
            }
            SyntaxKind::Condition => self.condition(child),
            SyntaxKind::Skipped => self.skipped(child, state.keyword),
            SyntaxKind::ReplyBlock => {
                for inner in child.children_with_comments() {
                    match inner.kind() {
                        SyntaxKind::Comment => self.add(inner.range(), TokenClass::Comment),
                        kind if kind.is_statement() => {
                            self.statement(inner, Some(Block::AgentReply));
                        }
                        _ => self.stray(inner),
                    }
                }
            }
            SyntaxKind::Word
            | SyntaxKind::ReservedWord
            | SyntaxKind::Quoted
            | SyntaxKind::TextBlock
            | SyntaxKind::Amount => {
                let kind = argument_kind(statement, child.kind(), block, state);
                self.add(range, kind);
                state.position += 1;
                if kind
                    == (TokenClass::Reference {
                        kind: ReferenceKind::Bot,
                        bot: None,
                    })
                {
                    state.bot = Some(range);
                }
            }
            _ => self.stray(child),
        }
    }

    /// What stands behind the keyword of a statement that lost its block, or that stands in a wrong
    /// one. It may still name something, one or more.
    fn skipped(&mut self, node: Node<'t>, keyword: &str) {
        let kind = match keyword {
            "brand" => ReferenceKind::Brand,
            "channel" | "channels" => ReferenceKind::Channel,
            "business_hours" => ReferenceKind::Schedule,
            "expect" => ReferenceKind::Message,
            _ => return self.stray(node),
        };
        let written = self.text_of(node);
        let mut rest = written;
        let at = |rest: &str| node.range().end() - TextSize::of(rest);
        loop {
            let letter = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-');
            let behind = rest.trim_start_matches(letter);
            let length = TextSize::of(rest) - TextSize::of(behind);
            let range = TextRange::at(at(rest), length);
            let begins = rest.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
            if !begins {
                break;
            }
            let is_no = keyword == "expect" && rest.strip_suffix(behind) == Some("no");
            let kind = match is_no {
                true => TokenClass::JoiningWord,
                false => TokenClass::Reference { kind, bot: None },
            };
            self.add(range, kind);
            let blank = [' ', '\t', '\r', '\n'];
            let next = behind.trim_start_matches(blank);
            rest = match next.strip_prefix(',') {
                Some(next) => next.trim_start_matches(blank),
                None if is_no => next,
                None => {
                    rest = next;
                    break;
                }
            };
        }
        self.add(
            TextRange::new(at(rest), node.range().end()),
            TokenClass::Stray,
        );
    }

    /// A flat run of tokens, read from left to right.
    fn condition(&mut self, node: Node<'t>) {
        let tokens: Vec<Node<'t>> = node.children_with_comments().collect();
        let mut field: Option<Option<Field>> = None;
        let mut expects_value = false;
        let mut in_list = false;
        let mut at = 0;
        while let Some(&token) = tokens.get(at) {
            let range = token.range();
            let text = self.text_of(token);
            at += 1;
            match token.kind() {
                SyntaxKind::Lbracket => in_list = true,
                SyntaxKind::Rbracket | SyntaxKind::ConditionWord => in_list = false,
                _ => {}
            }
            match token.kind() {
                SyntaxKind::Comment => self.add(range, TokenClass::Comment),
                SyntaxKind::Path => {
                    field = Some(self.path(range, text));
                    expects_value = false;
                }
                SyntaxKind::ConditionWord if matches!(text, "is" | "contains" | "does") => {
                    let length = operator_length(&tokens, at - 1, self.text);
                    let words = tokens.get(at - 1..at - 1 + length).unwrap_or_default();
                    let whole = words
                        .iter()
                        .fold(range, |whole, word| whole.cover(word.range()));
                    let written: Vec<&str> = words.iter().map(|word| self.text_of(*word)).collect();
                    let written = written.join(" ");
                    let operator = Operator::ALL
                        .into_iter()
                        .find(|operator| operator.words() == written);
                    let kind = TokenClass::Operator { operator, whole };
                    for word in words {
                        self.add(word.range(), kind);
                    }
                    at += length - 1;
                    expects_value = true;
                }
                SyntaxKind::ConditionWord => {
                    self.add(range, TokenClass::Connective);
                    if !matches!(text, "any" | "of") {
                        expects_value = false;
                        field = None;
                    }
                }
                SyntaxKind::OperatorSign => {
                    let (operator, whole) = (None, range);
                    self.add(range, TokenClass::Operator { operator, whole });
                    expects_value = true;
                }
                SyntaxKind::Quoted | SyntaxKind::TextBlock => {
                    self.add(range, TokenClass::Value(field.flatten()));
                }
                SyntaxKind::Word | SyntaxKind::ReservedWord if expects_value => {
                    self.add(range, TokenClass::Value(field.flatten()));
                    // A value ends a comparison, but in a list.
                    expects_value = in_list;
                }
                SyntaxKind::Word | SyntaxKind::ReservedWord if fields::is_object(text) => {
                    self.add(range, TokenClass::Object);
                }
                SyntaxKind::Word | SyntaxKind::ReservedWord => {
                    let (kind, bot) = (ReferenceKind::Segment, None);
                    self.add(range, TokenClass::Reference { kind, bot });
                }
                SyntaxKind::Rbracket => expects_value = false,
                SyntaxKind::Lbracket
                | SyntaxKind::Lparen
                | SyntaxKind::Rparen
                | SyntaxKind::Comma => {}
                _ => self.stray(token),
            }
        }
    }

    /// `visitor.url`: the object with its dot, and the field.
    fn path(&mut self, range: TextRange, text: &str) -> Option<Field> {
        let (object, name) = text.split_once('.')?;
        let dot = TextSize::of(object) + TextSize::of('.');
        let object_range = TextRange::at(range.start(), dot);
        let field = Field::find(object, name);
        self.add(object_range, TokenClass::Object);
        let name_range = TextRange::new(object_range.end(), range.end());
        self.add(name_range, TokenClass::Field(field));
        field
    }
}

/// Where among the arguments of a statement we are.
struct Argument<'t> {
    /// The statement's keyword.
    keyword: &'t str,
    /// The joining word before; empty behind the statement's keyword.
    before: &'t str,
    /// How many arguments stand before.
    position: usize,
    /// Where the bot of a reply is named.
    bot: Option<TextRange>,
}

/// How many words of an operator stand from `at` on.
fn operator_length(tokens: &[Node<'_>], at: usize, text: &str) -> usize {
    let word = |ahead: usize| tokens.get(at + ahead).map(|token| token.text(text));
    match (word(0), word(1), word(2)) {
        (Some("is"), Some("not"), _) => 2,
        (Some("does"), Some("not"), Some("contain")) => 3,
        (Some("does"), Some("not"), _) => 2,
        (_, _, _) => 1,
    }
}

fn argument_kind(
    statement: SyntaxKind,
    argument: SyntaxKind,
    block: Option<Block>,
    state: &Argument<'_>,
) -> TokenClass {
    let refers = |kind| TokenClass::Reference { kind, bot: None };
    let is_text = matches!(argument, SyntaxKind::Quoted | SyntaxKind::TextBlock);
    let is_amount = argument == SyntaxKind::Amount;
    match statement {
        SyntaxKind::BrandRef => refers(ReferenceKind::Brand),
        SyntaxKind::ChannelRef | SyntaxKind::Channels => refers(ReferenceKind::Channel),
        SyntaxKind::BusinessHours => refers(ReferenceKind::Schedule),
        SyntaxKind::ConversationControl => TokenClass::Word(WordSet::ConversationControl),
        SyntaxKind::ChannelType => TokenClass::Word(WordSet::ChannelType),
        SyntaxKind::Status => TokenClass::Word(match block {
            Some(Block::Bot) => WordSet::BotStatus,
            Some(_) | None => WordSet::MessageStatus,
        }),
        SyntaxKind::Frequency => TokenClass::Word(WordSet::Frequency),
        SyntaxKind::Ask => TokenClass::Word(WordSet::Ask),
        SyntaxKind::Visitor => TokenClass::Word(WordSet::History),
        SyntaxKind::Device => TokenClass::Word(WordSet::DeviceTag),
        SyntaxKind::On => TokenClass::Word(WordSet::Event),
        SyntaxKind::ScheduleRule if state.position == 0 => TokenClass::Word(WordSet::ScheduleKind),
        SyntaxKind::ScheduleRule => refers(ReferenceKind::Schedule),
        SyntaxKind::After | SyntaxKind::Wait if is_amount => TokenClass::Duration,
        SyntaxKind::After => TokenClass::Word(WordSet::Event),
        SyntaxKind::Reply if state.before == "agent" => TokenClass::Text(TextRole::Message),
        SyntaxKind::Reply if state.before == "bot" => refers(ReferenceKind::Bot),
        SyntaxKind::Reply if state.before == "answer" => TokenClass::Reference {
            kind: ReferenceKind::Answer,
            bot: state.bot,
        },
        SyntaxKind::Reply => TokenClass::Word(WordSet::ReplyKind),
        SyntaxKind::Answer if is_text => TokenClass::Text(TextRole::DisplayName),
        SyntaxKind::Answer => TokenClass::DeclaredName(ReferenceKind::Answer),
        SyntaxKind::ExternalId => TokenClass::Text(TextRole::ExternalId),
        SyntaxKind::Timezone => TokenClass::Text(TextRole::Timezone),
        SyntaxKind::Text => TokenClass::Text(TextRole::Message),
        SyntaxKind::Tags => TokenClass::Tag,
        SyntaxKind::OpenHours if is_amount => TokenClass::Interval,
        SyntaxKind::OpenHours => TokenClass::Days,
        SyntaxKind::Closed if is_text => TokenClass::Text(TextRole::DisplayName),
        SyntaxKind::Closed => TokenClass::Date,
        SyntaxKind::Time if is_text => TokenClass::Text(TextRole::Timezone),
        SyntaxKind::Time if state.position == 0 => TokenClass::Date,
        SyntaxKind::Time => TokenClass::Time,
        SyntaxKind::Visit if is_amount => TokenClass::Duration,
        SyntaxKind::Visit if state.before == "title" => TokenClass::Text(TextRole::Title),
        SyntaxKind::Visit => TokenClass::Text(TextRole::Url),
        SyntaxKind::Expect if is_amount => TokenClass::Duration,
        SyntaxKind::Expect => refers(ReferenceKind::Message),
        _ => TokenClass::Stray,
    }
}
