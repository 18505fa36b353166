//! The typed view of the tree: declarations, their statements, and what each argument is.
//!
//! The tree is made of nodes and tokens; what they mean is in the tables of the catalog. This
//! module puts the two together. A [`Statement`] is a node with its row, and its [`parts`] are its
//! children, each with the argument that it is a keyword or a value of, or that is missing there.
//! Everything that asks "what is this word?" or "what can follow?" asks here.
//!
//! Views are made on the fly and hold no memory of their own. All ranges count bytes from the start
//! of the slice.
//!
//! [`parts`]: Statement::parts

use proactive_catalog::{Argument, Block, DeclarationKind, Form, Role, StatementInfo, statements};
use proactive_diagnostics::TextSize;

use crate::kind::SyntaxKind;
use crate::tree::{Children, Node, Tree};

/// A declaration: its node, and which kind it is.
#[derive(Debug, Clone, Copy)]
pub struct Declaration<'t> {
    /// The node of the whole declaration.
    pub node: Node<'t>,
    /// The kind of declaration.
    pub kind: DeclarationKind,
    text: &'t str,
}

impl<'t> Declaration<'t> {
    /// Views `node` as a declaration; `None` if it is something else. `text` is the slice's.
    #[must_use]
    pub fn of(node: Node<'t>, text: &'t str) -> Option<Self> {
        let kind = node.kind().declaration()?;
        Some(Self { node, kind, text })
    }

    /// The statements of its block that the block knows, in the order of the text.
    pub fn statements(self) -> impl Iterator<Item = Statement<'t>> {
        let block = self.kind.block();
        block
            .into_iter()
            .flat_map(move |block| statements_in(self.node, block, self.text))
    }
}

/// The statements that `block` knows among the children of `node`, which has that block.
pub fn statements_in<'t>(
    node: Node<'t>,
    block: Block,
    text: &'t str,
) -> impl Iterator<Item = Statement<'t>> {
    node.children()
        .filter_map(move |child| Statement::of(child, block, text))
}

/// A statement: its node, and its row in the table of statements.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'t> {
    /// The node of the whole statement.
    pub node: Node<'t>,
    /// The row of the table.
    pub row: &'static StatementInfo,
    /// The text of the slice.
    text: &'t str,
}

impl<'t> Statement<'t> {
    /// Views `node` as a statement of `block`. `None` if it is none that the block knows.
    /// `text` is the slice's.
    #[must_use]
    pub fn of(node: Node<'t>, block: Block, text: &'t str) -> Option<Self> {
        if !node.kind().is_known_statement() {
            return None;
        }
        let keyword = node.child(SyntaxKind::Keyword)?;
        let row = statements::find(block, keyword.text(text))?;
        Some(Self { node, row, text })
    }

    /// The word that begins it.
    #[must_use]
    pub fn keyword(self) -> Node<'t> {
        // It has one: it would have no row otherwise.
        self.node.child(SyntaxKind::Keyword).unwrap_or(self.node)
    }

    /// What follows the keyword, in the order of the text, comments aside.
    #[must_use]
    pub fn parts(self) -> Parts<'t> {
        let mut children = self.node.children_with_comments();
        // The keyword of the statement.
        children.find(|child| child.kind() == SyntaxKind::Keyword);
        Parts {
            children,
            text: self.text,
            state: State::new(self.row.forms),
        }
    }

    /// The values of its arguments, in the order of the text: words, strings, numbers, a condition,
    /// a block. A condition is there even if it is empty.
    pub fn values(self) -> impl Iterator<Item = (Node<'t>, ArgumentRef)> {
        self.parts().filter_map(|part| match part {
            Part::Value(node, argument) => Some((node, argument)),
            Part::Keyword(..)
            | Part::Missing(..)
            | Part::MissingKeyword(..)
            | Part::Separator(_)
            | Part::Excess(_) => None,
        })
    }

    /// The values of the arguments with this role.
    pub fn values_of(self, role: Role) -> impl Iterator<Item = Node<'t>> {
        self.values()
            .filter(move |(_, argument)| argument.argument.role == role)
            .map(|(node, _)| node)
    }

    /// The first value of an argument with this role.
    #[must_use]
    pub fn value(self, role: Role) -> Option<Node<'t>> {
        self.values_of(role).next()
    }

    /// Whether the keyword of an argument is there, with or without its value.
    #[must_use]
    pub fn has_keyword(self, keyword: &str) -> bool {
        self.parts().any(|part| {
            matches!(part, Part::Keyword(_, argument) if argument.argument.keyword == Some(keyword))
        })
    }

    /// The first thing that is missing: a value or the keyword of an argument.
    #[must_use]
    pub fn first_missing(self) -> Option<Part<'t>> {
        self.parts()
            .find(|part| matches!(part, Part::Missing(..) | Part::MissingKeyword(..)))
    }

    /// The position of the form that is being written. The first while none has been chosen.
    #[must_use]
    pub fn form(self) -> usize {
        let mut parts = self.parts();
        parts.by_ref().for_each(drop);
        parts.state.form
    }

    /// What must or can follow at its end: the first missing thing, and its alternatives in other
    /// forms, or each optional argument that is still possible.
    ///
    /// Parse the text up to a place to learn what can be written at that place.
    #[must_use]
    pub fn next(self) -> Vec<Next> {
        let mut parts = self.parts();
        let mut last_value = None;
        for part in parts.by_ref() {
            match part {
                Part::Missing(_, at) | Part::MissingKeyword(_, at) => {
                    let needs_keyword = matches!(part, Part::MissingKeyword(..));
                    return self.alternatives(at, needs_keyword);
                }
                Part::Value(node, _) => last_value = Some(node),
                Part::Keyword(..) | Part::Separator(_) | Part::Excess(_) => {}
            }
        }
        let state = parts.state;
        let arguments = self.row.forms.get(state.form).copied().unwrap_or_default();
        let mut next = Vec::new();
        for (position, argument) in arguments.iter().enumerate().skip(state.next) {
            let follows = argument
                .only_after
                .is_none_or(|word| last_value.is_some_and(|value| value.text(self.text) == word));
            if follows {
                next.push(Next {
                    at: ArgumentRef {
                        form: state.form,
                        position,
                        argument,
                        is_undecided: state.is_undecided,
                    },
                    needs_keyword: argument.keyword.is_some(),
                });
            }
            if !argument.is_optional {
                break;
            }
        }
        next
    }

    /// A missing argument, and the beginnings of the other forms while none has been chosen.
    fn alternatives(self, at: ArgumentRef, needs_keyword: bool) -> Vec<Next> {
        let mut next = vec![Next { at, needs_keyword }];
        if at.is_undecided {
            for (form, arguments) in self.row.forms.iter().enumerate() {
                if let Some(argument) = arguments.first().filter(|_| form != at.form) {
                    next.push(Next {
                        at: ArgumentRef {
                            form,
                            position: 0,
                            argument,
                            is_undecided: true,
                        },
                        needs_keyword: argument.keyword.is_some(),
                    });
                }
            }
        }
        next
    }
}

/// An argument of one form of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArgumentRef {
    /// The position of the form among those of the row.
    pub form: usize,
    /// The position of the argument in the form.
    pub position: usize,
    /// The argument's description.
    pub argument: &'static Argument,
    /// Whether other forms are still possible, because nothing has been written that decides.
    pub is_undecided: bool,
}

/// Something that can follow at the end of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// The argument.
    pub at: ArgumentRef,
    /// Whether its keyword comes next; its value otherwise.
    pub needs_keyword: bool,
}

/// A child of a statement, and what it is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'t> {
    /// The keyword of an argument: the `on` of `after 30s on page_view`.
    Keyword(Node<'t>, ArgumentRef),
    /// A value of an argument, or an item of its list. It may be of the wrong kind, such as a
    /// string in a list of names.
    Value(Node<'t>, ArgumentRef),
    /// An empty node where a value of an argument should be.
    Missing(Node<'t>, ArgumentRef),
    /// An empty node where the keyword of an argument should be.
    MissingKeyword(Node<'t>, ArgumentRef),
    /// A comma between two items, or the empty node where it should be.
    Separator(Node<'t>),
    /// Anything that belongs to no argument.
    Excess(Node<'t>),
}

impl<'t> Part<'t> {
    /// The node, which is empty for what is missing.
    #[must_use]
    pub fn node(self) -> Node<'t> {
        match self {
            Self::Keyword(node, _)
            | Self::Value(node, _)
            | Self::Missing(node, _)
            | Self::MissingKeyword(node, _)
            | Self::Separator(node)
            | Self::Excess(node) => node,
        }
    }

    /// The argument that it belongs to.
    #[must_use]
    pub fn argument(self) -> Option<ArgumentRef> {
        match self {
            Self::Keyword(_, argument)
            | Self::Value(_, argument)
            | Self::Missing(_, argument)
            | Self::MissingKeyword(_, argument) => Some(argument),
            Self::Separator(_) | Self::Excess(_) => None,
        }
    }
}

/// The parts of a statement; see [`Statement::parts`].
#[derive(Debug, Clone)]
pub struct Parts<'t> {
    children: Children<'t>,
    text: &'t str,
    state: State,
}

impl<'t> Iterator for Parts<'t> {
    type Item = Part<'t>;

    fn next(&mut self) -> Option<Part<'t>> {
        let node = self
            .children
            .find(|child| child.kind() != SyntaxKind::Comment)?;
        Some(match node.kind() {
            SyntaxKind::Comma | SyntaxKind::MissingComma => {
                self.state.after_comma = true;
                Part::Separator(node)
            }
            SyntaxKind::Keyword => match self.state.keyword(node.text(self.text)) {
                Some(argument) => Part::Keyword(node, argument),
                None => Part::Excess(node),
            },
            SyntaxKind::MissingOn | SyntaxKind::MissingAnswer | SyntaxKind::MissingReply => {
                match self.state.missing_keyword() {
                    Some(argument) => Part::MissingKeyword(node, argument),
                    None => Part::Excess(node),
                }
            }
            kind => match self.state.value(kind) {
                Some(argument) if kind.is_missing() => Part::Missing(node, argument),
                Some(argument) => Part::Value(node, argument),
                None => Part::Excess(node),
            },
        })
    }
}

/// How far the arguments of a statement have been read.
#[derive(Debug, Clone, Copy)]
struct State {
    forms: &'static [Form],
    form: usize,
    is_undecided: bool,
    /// The position of the first argument that can follow.
    next: usize,
    /// The argument whose keyword was read, while its value was not.
    after_keyword: Option<usize>,
    /// The list that a comma would continue.
    list: Option<usize>,
    after_comma: bool,
}

impl State {
    fn new(forms: &'static [Form]) -> Self {
        Self {
            forms,
            form: 0,
            is_undecided: forms.len() > 1,
            next: 0,
            after_keyword: None,
            list: None,
            after_comma: false,
        }
    }

    /// The first argument from the next on, in any form that is possible, for which `matches` holds.
    fn find(&self, matches: impl Fn(&Argument) -> bool) -> Option<(usize, usize)> {
        let forms = self.forms.iter().enumerate();
        forms
            .filter(|(form, _)| self.is_undecided || *form == self.form)
            .find_map(|(form, arguments)| {
                let mut positions = arguments.iter().enumerate().skip(self.next);
                // What comes first decides on the form.
                let position = if self.is_undecided {
                    positions.next().filter(|(_, argument)| matches(argument))
                } else {
                    positions.find(|(_, argument)| matches(argument))
                };
                position.map(|(position, _)| (form, position))
            })
    }

    fn argument(&self, form: usize, position: usize) -> Option<ArgumentRef> {
        let argument = self.forms.get(form)?.get(position)?;
        Some(ArgumentRef {
            form,
            position,
            argument,
            is_undecided: self.is_undecided,
        })
    }

    fn keyword(&mut self, word: &str) -> Option<ArgumentRef> {
        let (form, position) = self.find(|argument| argument.keyword == Some(word))?;
        self.form = form;
        self.is_undecided = false;
        self.list = None;
        let argument = self.argument(form, position)?;
        if argument.argument.role == Role::Nothing {
            self.next = position + 1;
        } else {
            self.next = position;
            self.after_keyword = Some(position);
        }
        Some(argument)
    }

    fn missing_keyword(&mut self) -> Option<ArgumentRef> {
        let (form, position) =
            self.find(|argument| argument.keyword.is_some() && !argument.is_optional)?;
        let argument = self.argument(form, position);
        self.next = position + 1;
        argument
    }

    /// The argument that a node of this kind is a value of, or that is missing there.
    fn value(&mut self, kind: SyntaxKind) -> Option<ArgumentRef> {
        let fits = |argument: &Argument| accepts(argument, kind);
        let continued = self.list.filter(|_| self.after_comma);
        let (form, position) = match self.after_keyword.or(continued) {
            Some(position) => (self.form, position),
            None => self.find(|argument| argument.keyword.is_none() && fits(argument))?,
        };
        let found = self.argument(form, position)?;
        if !fits(found.argument) {
            return None;
        }
        if !kind.is_missing() {
            self.form = form;
            self.is_undecided = false;
        }
        self.next = position + 1;
        self.after_keyword = None;
        self.after_comma = false;
        self.list = found.argument.is_list.then_some(position);
        Some(found)
    }
}

/// Whether a node of this kind can be a value of an argument, or its absence.
fn accepts(argument: &Argument, kind: SyntaxKind) -> bool {
    let is_word = matches!(kind, SyntaxKind::Word | SyntaxKind::ReservedWord);
    let is_text = matches!(kind, SyntaxKind::Quoted | SyntaxKind::TextBlock);
    // The grammar has one rule for such lists. What may be in them depends on the list.
    let is_item = argument.is_list
        && (is_text || matches!(kind, SyntaxKind::Malformed | SyntaxKind::MissingItem));
    match argument.role {
        Role::DeclaredId(_) => {
            is_word || matches!(kind, SyntaxKind::Malformed | SyntaxKind::MissingName)
        }
        Role::Reference(_) => is_word || is_item || kind == SyntaxKind::MissingReference,
        Role::Word(_) => is_word || is_text || is_item || kind == SyntaxKind::MissingWord,
        Role::Event(_) => is_word || kind == SyntaxKind::MissingEvent,
        // A word in a list of texts lacks its quotes.
        Role::Text(_) => {
            is_text || is_item || argument.is_list && is_word || kind == SyntaxKind::MissingText
        }
        Role::AgentReply => {
            is_text || matches!(kind, SyntaxKind::ReplyBlock | SyntaxKind::MissingAgentReply)
        }
        Role::Tag => is_word || is_item,
        Role::Duration => matches!(kind, SyntaxKind::Amount | SyntaxKind::MissingDuration),
        Role::Date => matches!(kind, SyntaxKind::Amount | SyntaxKind::MissingDate),
        Role::Time => matches!(kind, SyntaxKind::Amount | SyntaxKind::MissingTime),
        Role::Days => matches!(kind, SyntaxKind::Word | SyntaxKind::MissingDays),
        Role::Interval => matches!(kind, SyntaxKind::Amount | SyntaxKind::MissingInterval),
        Role::Condition => kind == SyntaxKind::Condition,
        Role::Nothing => false,
    }
}

/// Where in a statement a place is; see [`statement_at`].
#[derive(Debug, Clone, Copy)]
pub struct StatementAt<'t> {
    /// The statement.
    pub statement: Statement<'t>,
    /// The part that touches the place, or that is missing there. `None` on the statement's own
    /// keyword, and where nothing is and nothing must be.
    pub part: Option<Part<'t>>,
}

/// The statement that a place belongs to, and what of it is there or missing there. Behind the last
/// word of a statement a place belongs to it until the next statement or the end of the block.
#[must_use]
pub fn statement_at<'t>(
    tree: &'t Tree,
    text: &'t str,
    offset: TextSize,
) -> Option<StatementAt<'t>> {
    let declaration = tree.root().children().next()?;
    let declaration = Declaration::of(declaration, text)?;
    let block = declaration.kind.block()?;
    let mut found = last_before(declaration.node, block, text, offset)?;
    let inner = found.node.child(SyntaxKind::ReplyBlock);
    if let Some(inner) = inner.filter(|inner| inner.range().contains_inclusive(offset)) {
        found = last_before(inner, Block::AgentReply, text, offset)?;
    }
    let mut part = None;
    for next in found.parts() {
        let range = next.node().range();
        if range.start() > offset {
            break;
        }
        // Of two that touch the place, the earlier; what is missing is there up to the next part.
        let touches = range.contains_inclusive(offset);
        let is_missing = range.is_empty();
        part = match part {
            Some(earlier) if touches && !is_missing && is_touching(earlier, offset) => {
                Some(earlier)
            }
            _ if touches || is_missing => Some(next),
            _ => None,
        };
    }
    let statement = found;
    Some(StatementAt { statement, part })
}

fn is_touching(part: Part<'_>, offset: TextSize) -> bool {
    let range = part.node().range();
    !range.is_empty() && range.contains_inclusive(offset)
}

/// The last statement of a block that begins before a place, if the block goes on there.
fn last_before<'t>(
    node: Node<'t>,
    block: Block,
    text: &'t str,
    offset: TextSize,
) -> Option<Statement<'t>> {
    let closed = node.child(SyntaxKind::Rbrace);
    if closed.is_some_and(|brace| brace.range().end() <= offset) {
        return None;
    }
    let statements = node.children().filter(|child| child.kind().is_statement());
    let before = statements.take_while(|child| child.range().start() <= offset);
    Statement::of(before.last()?, block, text)
}
