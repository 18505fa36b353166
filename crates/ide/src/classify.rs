//! What each token of an item is.
//!
//! Every feature that is about the token under the cursor, or that visits all tokens, starts here:
//! hover, go to definition, rename, semantic tokens. Classification reads the syntax tree rather
//! than the draft, so that it also works in a statement that is half written.

use proactive_catalog::{
    Block, DeclarationKind, Field, MessageStatement, Operator, ReferenceKind, Role, STATEMENTS,
    StatementInfo, StatementKind, TextRole, WordSet, fields, statements,
};
use proactive_diagnostics::{TextRange, TextSize};
use proactive_syntax::ast::{Part, Statement};
use proactive_syntax::{Node, ParsedSlice, SyntaxKind};

/// A word, string, number or comment, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassifiedToken {
    /// Its range, in bytes from the start of the item. Never empty.
    pub range: TextRange,
    /// Its class.
    pub kind: TokenClass,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenClass {
    /// The keyword of a declaration.
    DeclarationKeyword(DeclarationKind),
    /// The keyword of a statement of a block.
    StatementKeyword(Block, Keyword),
    /// The keyword of an argument: `to`, `title`, `for`, `on`, the `when` of a segment …
    ArgumentKeyword,
    /// The name of a declaration or an answer, where it is declared.
    DeclaredName(ReferenceKind),
    /// A reference to a declaration or an answer.
    Reference {
        /// What it must refer to.
        kind: ReferenceKind,
        /// For an answer, where its bot is named.
        bot: Option<TextRange>,
    },
    /// A word from a set that the language knows.
    Word(WordSet),
    /// A string, except for the values of a condition.
    Text(TextRole),
    /// A tag, quoted or not.
    Tag,
    /// `visitor.` in `visitor.url`, including the dot.
    Object,
    /// `url` in `visitor.url`; `None` if the object has no such field.
    Field(Option<Field>),
    /// A word of an operator.
    Operator {
        /// The operator; `None` if there is no such operator.
        operator: Option<Operator>,
        /// The range of all its words.
        whole: TextRange,
    },
    /// `and`, `or`, `not`, `any`, `of`, `always`.
    Connective,
    /// A value that a field is compared with; `None` if the field is unknown.
    Value(Option<Field>),
    /// A duration: `1m30s`.
    Duration,
    /// A calendar date: `2026-12-24`.
    Date,
    /// Days of the week: `mon`, `mon-fri`.
    Days,
    /// A time interval: `09:00-18:00`.
    Interval,
    /// A time of day: `10:00`.
    Time,
    /// A comment.
    Comment,
    /// A token that does not belong to anything.
    Stray,
}

/// The keyword of a statement: its row in the table, or `None` if it belongs to another block.
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

/// Classifies the tokens of an item, in source order. `text` is the text of the item.
#[must_use]
pub fn classify(text: &str, parsed: &ParsedSlice) -> Vec<ClassifiedToken> {
    let mut classifier = Classifier {
        text,
        found: Vec::new(),
    };
    for node in parsed.tree.root().children_with_comments() {
        classifier.outside(node);
    }
    classifier.found.retain(|token| !token.range.is_empty());
    classifier.found.sort_by_key(|token| token.range.start());
    classifier.found
}

/// The token at an offset of an item. Where two tokens meet, an object gives way to its field.
#[must_use]
pub fn classify_at(text: &str, parsed: &ParsedSlice, offset: TextSize) -> Option<ClassifiedToken> {
    let touches = |token: &ClassifiedToken| token.range.contains_inclusive(offset);
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

    /// Adds a node that does not belong to anything, with the comments and references in it.
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
                SyntaxKind::Keyword => self.add(range, TokenClass::ArgumentKeyword),
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
        let Some(keyword) = node.child(SyntaxKind::Keyword) else {
            return self.stray(node);
        };
        let word = self.text_of(keyword);
        let class = block.map_or(TokenClass::Stray, |block| {
            TokenClass::StatementKeyword(block, Keyword(statements::find(block, word)))
        });
        self.add(keyword.range(), class);
        for child in node.children_with_comments() {
            if child.kind() == SyntaxKind::Comment {
                self.add(child.range(), TokenClass::Comment);
            }
        }
        if let Some(statement) = block.and_then(|block| Statement::of(node, block, self.text)) {
            return self.parts(statement);
        }
        for child in node.children().filter(|child| *child != keyword) {
            self.excess(child, word);
        }
    }

    /// Adds the arguments of a statement that its block knows.
    fn parts(&mut self, statement: Statement<'t>) {
        let mut bot = None;
        for part in statement.parts() {
            match part {
                Part::Keyword(node, at) => {
                    self.add(node.range(), argument_keyword(at.argument.role));
                }
                Part::Value(node, at) => match node.kind() {
                    SyntaxKind::Condition => self.condition(node),
                    SyntaxKind::ReplyBlock => self.reply_block(node),
                    SyntaxKind::Malformed => self.stray(node),
                    _ => {
                        let role = at.argument.role;
                        self.add(node.range(), argument_value(role, bot));
                        if role == Role::Reference(ReferenceKind::Bot) {
                            bot = Some(node.range());
                        }
                    }
                },
                Part::Excess(node) if is_reply_kind(statement, node) => {
                    self.add(node.range(), TokenClass::Word(WordSet::ReplyKind));
                }
                Part::Excess(node) => self.excess(node, statement.row.keyword),
                Part::Missing(..) | Part::MissingKeyword(..) | Part::Separator(_) => {}
            }
        }
    }

    /// Adds a child of the statement `keyword` that is none of its arguments.
    fn excess(&mut self, node: Node<'t>, keyword: &str) {
        match node.kind() {
            SyntaxKind::Skipped => self.skipped(node, keyword),
            SyntaxKind::Condition => self.condition(node),
            SyntaxKind::Keyword => self.add(node.range(), TokenClass::ArgumentKeyword),
            _ => self.stray(node),
        }
    }

    fn reply_block(&mut self, node: Node<'t>) {
        for child in node.children_with_comments() {
            match child.kind() {
                SyntaxKind::Comment => self.add(child.range(), TokenClass::Comment),
                kind if kind.is_statement() => self.statement(child, Some(Block::AgentReply)),
                _ => self.stray(child),
            }
        }
    }

    /// Adds what follows the keyword of a statement that is outside of a block, or in the wrong one.
    /// It can still be a list of references.
    fn skipped(&mut self, node: Node<'t>, keyword: &str) {
        let Some(kind) = named_first(keyword) else {
            return self.stray(node);
        };
        let written = self.text_of(node);
        let mut rest = written;
        let at = |rest: &str| node.range().end() - TextSize::of(rest);
        loop {
            let letter = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-');
            let after = rest.trim_start_matches(letter);
            let length = TextSize::of(rest) - TextSize::of(after);
            let range = TextRange::at(at(rest), length);
            let begins = rest.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_');
            if !begins {
                break;
            }
            let joins = rest
                .strip_suffix(after)
                .is_some_and(|word| joins_name(keyword, word));
            let kind = match joins {
                true => TokenClass::ArgumentKeyword,
                false => TokenClass::Reference { kind, bot: None },
            };
            self.add(range, kind);
            let whitespace = [' ', '\t', '\r', '\n'];
            let next = after.trim_start_matches(whitespace);
            rest = match next.strip_prefix(',') {
                Some(next) => next.trim_start_matches(whitespace),
                None if joins => next,
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

    /// Adds the tokens of a condition, which is a flat list of nodes.
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
                    // Except in a list, a comparison ends with its value.
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

    /// Adds the object of a path, with its dot, and the field.
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

/// The number of words of the operator that begins at `at`.
fn operator_length(tokens: &[Node<'_>], at: usize, text: &str) -> usize {
    let word = |ahead: usize| tokens.get(at + ahead).map(|token| token.text(text));
    match (word(0), word(1), word(2)) {
        (Some("is"), Some("not"), _) => 2,
        (Some("does"), Some("not"), Some("contain")) => 3,
        (Some("does"), Some("not"), _) => 2,
        (_, _, _) => 1,
    }
}

/// Whether `node` is a word instead of the `agent` or `bot` of a reply.
fn is_reply_kind(statement: Statement<'_>, node: Node<'_>) -> bool {
    statement.row.kind == StatementKind::Message(MessageStatement::Reply)
        && matches!(node.kind(), SyntaxKind::Word | SyntaxKind::ReservedWord)
}

/// The class of the keyword of an argument.
fn argument_keyword(role: Role) -> TokenClass {
    role.keyword_set()
        .map_or(TokenClass::ArgumentKeyword, TokenClass::Word)
}

/// The class of a value of an argument. `bot` is where the statement names a bot.
fn argument_value(role: Role, bot: Option<TextRange>) -> TokenClass {
    match role {
        Role::DeclaredId(kind) => TokenClass::DeclaredName(kind),
        Role::Reference(kind) => TokenClass::Reference {
            kind,
            bot: bot.filter(|_| kind == ReferenceKind::Answer),
        },
        Role::Word(set) => TokenClass::Word(set),
        Role::Event(_) => TokenClass::Word(WordSet::Event),
        Role::Text(role) => TokenClass::Text(role),
        Role::AgentReply => TokenClass::Text(TextRole::Message),
        Role::Tag => TokenClass::Tag,
        Role::Duration => TokenClass::Duration,
        Role::Date => TokenClass::Date,
        Role::Time => TokenClass::Time,
        Role::Days => TokenClass::Days,
        Role::Interval => TokenClass::Interval,
        Role::Condition | Role::Nothing => TokenClass::Stray,
    }
}

/// What the statement `keyword` of any block refers to with its first argument.
fn named_first(keyword: &str) -> Option<ReferenceKind> {
    rows(keyword).find_map(|row| row.forms.first()?.first()?.role.reference())
}

/// Whether a name follows `word` in the statement `keyword`: the `no` of `expect no ID`.
fn joins_name(keyword: &str, word: &str) -> bool {
    rows(keyword)
        .flat_map(StatementInfo::arguments)
        .any(|argument| argument.keyword == Some(word) && argument.role.reference().is_some())
}

/// The rows of the statement `keyword` in all blocks.
fn rows(keyword: &str) -> impl Iterator<Item = &'static StatementInfo> {
    STATEMENTS.iter().filter(move |row| row.keyword == keyword)
}
