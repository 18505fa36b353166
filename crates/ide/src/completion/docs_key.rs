//! The key of an item's documentation, which is looked up when the item is selected.
//!
//! An editor keeps the key as a string and sends it back, so a key is written and parsed without
//! loss.

use std::fmt;
use std::str::FromStr;

use proactive_catalog::{
    Block, DeclarationKind, FIELDS, Field, Operator, ReferenceKind, WordSet, statements,
};
use proactive_diagnostics::Code;

use crate::symbol::Symbol;

/// What the documentation of an item is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocsKey {
    /// A kind of declaration.
    Declaration(DeclarationKind),
    /// A statement of a block, by its keyword.
    Statement(Block, &'static str),
    /// A field.
    Field(Field),
    /// An operator.
    Operator(Operator),
    /// `and`, `or`, `not`, `any`, `always`.
    Connective(String),
    /// A word of a set.
    Word(WordSet, String),
    /// A declaration or an answer.
    Symbol(Symbol),
    /// A lint.
    Lint(Code),
    /// A duration.
    Duration(String),
    /// Days of the week.
    Days(String),
    /// A time interval.
    Interval(String),
    /// A calendar date.
    Date(String),
    /// A table, key or value of the manifest; see [`documentation`](crate::manifest::documentation).
    Setting(String),
}

/// The error for a string that is not a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDocsKey;

impl fmt::Display for NoDocsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a documentation key")
    }
}

impl std::error::Error for NoDocsKey {}

fn block_name(block: Block) -> &'static str {
    block
        .declaration()
        .map_or("reply", DeclarationKind::keyword)
}

fn set_name(set: WordSet) -> &'static str {
    match set {
        WordSet::ChannelType => "type",
        WordSet::BotStatus => "bot_status",
        WordSet::MessageStatus => "message_status",
        WordSet::Event => "event",
        WordSet::Frequency => "frequency",
        WordSet::ScheduleKind => "schedule",
        WordSet::Ask => "ask",
        WordSet::ConversationControl => "conversation_control",
        WordSet::ReplyKind => "reply",
        WordSet::History => "history",
        WordSet::Language => "language",
        WordSet::Day => "day",
        WordSet::DeviceTag => "device",
    }
}

/// The one of `all` with this name.
fn named<K: Copy>(
    all: &[K],
    name_of: impl Fn(K) -> &'static str,
    name: &str,
) -> Result<K, NoDocsKey> {
    let mut all = all.iter().copied();
    all.find(|one| name_of(*one) == name).ok_or(NoDocsKey)
}

impl fmt::Display for DocsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Declaration(kind) => write!(f, "declaration:{}", kind.keyword()),
            Self::Statement(block, keyword) => {
                write!(f, "statement:{}:{keyword}", block_name(*block))
            }
            Self::Field(field) => write!(f, "field:{}", field.info().path),
            Self::Operator(operator) => write!(f, "operator:{}", operator.words()),
            Self::Connective(word) => write!(f, "connective:{word}"),
            Self::Word(set, word) => write!(f, "word:{}:{word}", set_name(*set)),
            Self::Symbol(symbol) => {
                let kind = symbol.kind.noun();
                write!(f, "symbol:{kind}:{}", symbol.name)?;
                match &symbol.bot {
                    Some(bot) => write!(f, ":{bot}"),
                    None => Ok(()),
                }
            }
            Self::Lint(code) => write!(f, "lint:{code}"),
            Self::Duration(text) => write!(f, "duration:{text}"),
            Self::Days(text) => write!(f, "days:{text}"),
            Self::Interval(text) => write!(f, "interval:{text}"),
            Self::Date(text) => write!(f, "date:{text}"),
            Self::Setting(path) => write!(f, "setting:{path}"),
        }
    }
}

impl FromStr for DocsKey {
    type Err = NoDocsKey;

    fn from_str(text: &str) -> Result<Self, NoDocsKey> {
        let (sort, rest) = text.split_once(':').ok_or(NoDocsKey)?;
        let pair = || rest.split_once(':').ok_or(NoDocsKey);
        Ok(match sort {
            "declaration" => Self::Declaration(DeclarationKind::find(rest).ok_or(NoDocsKey)?),
            "statement" => {
                let (block, keyword) = pair()?;
                let block = named(&Block::ALL, block_name, block)?;
                let row = statements::find(block, keyword).ok_or(NoDocsKey)?;
                Self::Statement(block, row.keyword)
            }
            "field" => {
                let row = FIELDS.iter().find(|row| row.path == rest);
                Self::Field(row.ok_or(NoDocsKey)?.field)
            }
            "operator" => Self::Operator(named(&Operator::ALL, Operator::words, rest)?),
            "connective" => Self::Connective(rest.to_owned()),
            "word" => {
                let (set, word) = pair()?;
                Self::Word(named(WordSet::ALL, set_name, set)?, word.to_owned())
            }
            "symbol" => {
                let (kind, name) = pair()?;
                let (name, bot) = match name.split_once(':') {
                    Some((name, bot)) => (name, Some(bot.into())),
                    None => (name, None),
                };
                Self::Symbol(Symbol {
                    kind: named(&ReferenceKind::ALL, ReferenceKind::noun, kind)?,
                    name: name.into(),
                    bot,
                })
            }
            "lint" => Self::Lint(rest.parse().map_err(|_| NoDocsKey)?),
            "duration" => Self::Duration(rest.to_owned()),
            "days" => Self::Days(rest.to_owned()),
            "interval" => Self::Interval(rest.to_owned()),
            "date" => Self::Date(rest.to_owned()),
            "setting" => Self::Setting(rest.to_owned()),
            _ => return Err(NoDocsKey),
        })
    }
}
