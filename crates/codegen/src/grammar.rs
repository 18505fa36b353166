//! The rules of a grammar, in the terms of the recogniser: bytes and texts.

use std::rc::Rc;

use crate::first::First;
use crate::symbols::Symbols;

/// A rule. It contains the rules that it uses, so none is recursive.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) name: String,
    /// Its position in the file.
    pub(crate) index: usize,
    /// The rule as written.
    pub(crate) source: String,
    pub(crate) leaves: Leaves,
    pub(crate) expr: Expr,
    /// What is known of `expr` from the next symbol.
    pub(crate) first: First,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Rule {}

/// What a rule leaves in the tree where it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaves {
    /// `{ … }`: a node with the nodes of its parts.
    Node,
    /// `@{ … }`: a node without children.
    Token,
    /// `_{ … }`: the nodes of its parts.
    Parts,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expr {
    /// Two bytes or more.
    Literal(String),
    /// A character that begins with one of these bytes. Characters outside of ASCII are all in it,
    /// or none of them.
    Class(Symbols),
    /// The end of the text.
    End,
    Rule(Rc<Rule>),
    /// `&…`
    Ahead(Box<Self>),
    /// `!…`
    NotAhead(Box<Self>),
    /// All of them. If there are none: the empty text.
    Sequence(Vec<Self>),
    /// The first that matches.
    Choice(Vec<Self>),
    /// `…?`
    Optional(Box<Self>),
    /// `…*`
    Repeat(Box<Self>),
    /// Everything up to the first of these texts, or the end.
    Until(Vec<String>),
}

impl Expr {
    /// The class that it is: it matches exactly one character, and decides by its first byte.
    pub(crate) fn class(&self) -> Option<Symbols> {
        match self {
            Self::Class(class) => Some(*class),
            Self::Rule(rule) if rule.leaves == Leaves::Parts => rule.expr.class(),
            Self::Choice(parts) => {
                let mut all = Symbols::NONE;
                for part in parts {
                    all = all.or(part.class()?);
                }
                Some(all)
            }
            Self::Sequence(parts) => {
                let (last, before) = parts.split_last()?;
                let mut class = last.class()?;
                for part in before {
                    match part {
                        Self::NotAhead(not) => class = class.without(not.class()?),
                        Self::Ahead(ahead) => class = class.and(ahead.class()?),
                        _ => return None,
                    }
                }
                Some(class)
            }
            Self::Rule(_)
            | Self::Literal(_)
            | Self::End
            | Self::Ahead(_)
            | Self::NotAhead(_)
            | Self::Optional(_)
            | Self::Repeat(_)
            | Self::Until(_) => None,
        }
    }

    /// Whether it writes to the tree where it matches.
    pub(crate) fn writes(&self) -> bool {
        match self {
            Self::Rule(rule) => rule.leaves != Leaves::Parts || rule.expr.writes(),
            Self::Sequence(parts) | Self::Choice(parts) => parts.iter().any(Self::writes),
            Self::Optional(inner) | Self::Repeat(inner) => inner.writes(),
            Self::Literal(_)
            | Self::Class(_)
            | Self::End
            | Self::Ahead(_)
            | Self::NotAhead(_)
            | Self::Until(_) => false,
        }
    }

    /// What the next symbol says about it.
    pub(crate) fn first(&self) -> First {
        match self {
            Self::Literal(text) => First::literal(text),
            Self::Class(class) => First::class(*class),
            Self::End => First::END,
            Self::Rule(rule) => rule.first,
            Self::Ahead(inner) => inner.first().ahead(),
            Self::NotAhead(inner) => inner.first().not_ahead(),
            Self::Sequence(parts) => parts.iter().fold(First::EMPTY_TEXT, |before, part| {
                before.and_then(part.first())
            }),
            Self::Choice(parts) => parts
                .iter()
                .fold(First::NOTHING, |before, part| before.or_else(part.first())),
            Self::Optional(inner) | Self::Repeat(inner) => inner.first().or_else(First::EMPTY_TEXT),
            Self::Until(texts) => First::until(texts),
        }
    }

    /// Whether it always matches.
    pub(crate) fn is_total(&self) -> bool {
        self.first().is_total()
    }
}

impl Rule {
    /// Whether its node has no children, so that nothing is written before it has matched.
    pub(crate) fn is_leaf(&self) -> bool {
        match self.leaves {
            Leaves::Token => true,
            Leaves::Node => !self.expr.writes(),
            Leaves::Parts => false,
        }
    }
}
