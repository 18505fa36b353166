//! Semantic tokens for highlighting.
//!
//! Tokens suit every editor: they are on one line, do not overlap, and do not begin or end with
//! whitespace. So a string of several lines has one token for each line, and an escape sequence is a
//! token of its own.

use std::ops::Range;

use proactive_catalog::{FieldType, ReferenceKind, WordSet, statements};
use proactive_diagnostics::{FileId, Problem, TextRange, TextSize};

use crate::Snapshot;
use crate::classify::{ClassifiedToken, TokenClass, classify};

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its range in the file: on one line, never empty.
    pub range: TextRange,
    /// Its kind.
    pub kind: TokenKind,
    /// Its modifiers.
    pub modifiers: Modifiers,
}

/// The kind of a token. Its number is its position in [`TokenKind::ALL`], and its name is one from
/// the protocol, so that every theme has a colour for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// A comment.
    Comment,
    /// A keyword of a declaration, statement or argument; `always`.
    Keyword,
    /// `is not`, `contains`, `any of`, `and`, `or`, `not`.
    Operator,
    /// A string or a tag.
    String,
    /// An escape sequence in a string.
    Escape,
    /// A duration, date or time.
    Number,
    /// A word of a set: a language, a frequency, a day of the week.
    EnumMember,
    /// An event: `page_view`.
    Event,
    /// `visitor`, `device`.
    Object,
    /// The field of an object.
    Field,
    /// The name of a brand.
    Brand,
    /// The name of a channel.
    Channel,
    /// The name of a bot.
    Bot,
    /// The name of an answer.
    Answer,
    /// The name of a schedule.
    Schedule,
    /// The name of a segment.
    Segment,
    /// The name of a message.
    Message,
}

impl TokenKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 17] = [
        Self::Comment,
        Self::Keyword,
        Self::Operator,
        Self::String,
        Self::Escape,
        Self::Number,
        Self::EnumMember,
        Self::Event,
        Self::Object,
        Self::Field,
        Self::Brand,
        Self::Channel,
        Self::Bot,
        Self::Answer,
        Self::Schedule,
        Self::Segment,
        Self::Message,
    ];

    /// Its number: its position in [`TokenKind::ALL`].
    #[must_use]
    pub fn number(self) -> u32 {
        self as u32
    }

    /// The name of the protocol's token type that is most similar.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Keyword => "keyword",
            Self::Operator => "operator",
            Self::String => "string",
            Self::Escape => "regexp",
            Self::Number => "number",
            Self::EnumMember => "enumMember",
            Self::Event => "event",
            Self::Object => "parameter",
            Self::Field => "property",
            Self::Brand => "namespace",
            Self::Channel => "interface",
            Self::Bot => "class",
            Self::Answer => "method",
            Self::Schedule => "struct",
            Self::Segment => "function",
            Self::Message => "variable",
        }
    }
}

/// The modifiers of a token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// The name is declared here.
    pub declaration: bool,
    /// The declaration is unused: there is a finding `unused-declaration`.
    pub unused: bool,
    /// It is built in: an object or a field.
    pub default_library: bool,
}

impl Modifiers {
    /// The names of the modifiers, in the order of their bits. `unused` is not part of the protocol.
    pub const NAMES: [&'static str; 3] = ["declaration", "unused", "defaultLibrary"];

    /// Its bits. The first of [`Modifiers::NAMES`] is the lowest.
    #[must_use]
    pub fn bits(self) -> u32 {
        let Self {
            declaration,
            unused,
            default_library,
        } = self;
        u32::from(declaration) | u32::from(unused) << 1 | u32::from(default_library) << 2
    }
}

/// The tokens of a file in source order, or only those that overlap `within`.
#[must_use]
pub fn semantic_tokens(snapshot: &Snapshot, file: FileId, within: Option<TextRange>) -> Vec<Token> {
    let workspace = snapshot.workspace();
    let unused: Vec<TextRange> = snapshot
        .findings_of(file)
        .iter()
        .filter(|finding| matches!(finding.problem, Problem::UnusedDeclaration { .. }))
        .map(|finding| finding.span.range)
        .collect();
    let touches = |range: TextRange| {
        within.is_none_or(|within| range.start() < within.end() && within.start() < range.end())
    };
    let mut splitter = TokenSplitter {
        start: TextSize::new(0),
        found: Vec::new(),
    };
    for item in workspace.items(file) {
        if !touches(item.range()) {
            continue;
        }
        let text = workspace.text_of(file, item);
        splitter.start = item.range().start();
        for token in classify(text, item.parsed()) {
            let in_file = token.range + splitter.start;
            if !touches(in_file) {
                continue;
            }
            let written = text.get(Range::<usize>::from(token.range)).unwrap_or("");
            // The dot after an object is not part of its name.
            let written = match token.kind {
                TokenClass::Object => written.trim_end_matches('.'),
                _ => written,
            };
            if let Some((kind, mut modifiers)) = kind_of(token, written) {
                let at = unused.binary_search_by_key(&in_file.start(), |range| range.start());
                modifiers.unused = modifiers.declaration && at.is_ok();
                splitter.split(token.range.start(), written, kind, modifiers);
            }
        }
    }
    let mut found = splitter.found;
    found.retain(|token| touches(token.range));
    found
}

/// The kind of a classified token; `None` if it does not belong to anything.
fn kind_of(token: ClassifiedToken, written: &str) -> Option<(TokenKind, Modifiers)> {
    let plain = Modifiers::default();
    let platform = Modifiers {
        default_library: true,
        ..plain
    };
    Some(match token.kind {
        TokenClass::DeclarationKeyword(_)
        | TokenClass::StatementKeyword(..)
        | TokenClass::ArgumentKeyword => (TokenKind::Keyword, plain),
        TokenClass::DeclaredName(kind) => {
            let declaration = true;
            (
                of_name(kind),
                Modifiers {
                    declaration,
                    ..plain
                },
            )
        }
        TokenClass::Reference { kind, bot: _ } => (of_name(kind), plain),
        TokenClass::Word(WordSet::Event) => (TokenKind::Event, plain),
        TokenClass::Word(WordSet::ReplyKind) => (TokenKind::Keyword, plain),
        TokenClass::Word(
            WordSet::ChannelType
            | WordSet::BotStatus
            | WordSet::MessageStatus
            | WordSet::Frequency
            | WordSet::ScheduleKind
            | WordSet::Ask
            | WordSet::ConversationControl
            | WordSet::History
            | WordSet::Language
            | WordSet::Day
            | WordSet::DeviceTag,
        )
        | TokenClass::Days => (string_or(written, TokenKind::EnumMember), plain),
        TokenClass::Text(_) | TokenClass::Tag => (TokenKind::String, plain),
        TokenClass::Object => (TokenKind::Object, platform),
        TokenClass::Field(Some(_)) => (TokenKind::Field, platform),
        TokenClass::Field(None) => (TokenKind::Field, plain),
        TokenClass::Operator { .. } => (TokenKind::Operator, plain),
        TokenClass::Connective if written == "always" => (TokenKind::Keyword, plain),
        TokenClass::Connective => (TokenKind::Operator, plain),
        TokenClass::Value(field) => {
            let is_text = field.is_some_and(|field| field.info().ty == FieldType::Text);
            let bare = match is_text {
                true => TokenKind::String,
                false => TokenKind::EnumMember,
            };
            (string_or(written, bare), plain)
        }
        TokenClass::Duration | TokenClass::Date | TokenClass::Interval | TokenClass::Time => {
            (TokenKind::Number, plain)
        }
        TokenClass::Comment => (TokenKind::Comment, plain),
        TokenClass::Stray if statements::is_reserved(written) => (TokenKind::Keyword, plain),
        TokenClass::Stray if written.starts_with('"') => (TokenKind::String, plain),
        TokenClass::Stray => return None,
    })
}

fn string_or(written: &str, bare: TokenKind) -> TokenKind {
    match written.starts_with('"') {
        true => TokenKind::String,
        false => bare,
    }
}

fn of_name(kind: ReferenceKind) -> TokenKind {
    match kind {
        ReferenceKind::Brand => TokenKind::Brand,
        ReferenceKind::Channel => TokenKind::Channel,
        ReferenceKind::Bot => TokenKind::Bot,
        ReferenceKind::Answer => TokenKind::Answer,
        ReferenceKind::Schedule => TokenKind::Schedule,
        ReferenceKind::Segment => TokenKind::Segment,
        ReferenceKind::Message => TokenKind::Message,
    }
}

struct TokenSplitter {
    /// The start of the item in its file.
    start: TextSize,
    found: Vec<Token>,
}

impl TokenSplitter {
    /// Adds the tokens of a classified token that begins at `at` in its item.
    fn split(&mut self, at: TextSize, written: &str, kind: TokenKind, modifiers: Modifiers) {
        let from = at + self.start;
        if kind != TokenKind::String || !written.contains('\\') {
            return self.lines(from, written, kind, modifiers);
        }
        let mut rest = written;
        let mut at = from;
        while let Some((plain, escape)) = rest.find('\\').and_then(|at| rest.split_at_checked(at)) {
            self.lines(at, plain, kind, modifiers);
            at += TextSize::of(plain);
            let (escape, after) = escape
                .split_at_checked(escape_length(escape))
                .unwrap_or((escape, ""));
            self.lines(at, escape, TokenKind::Escape, modifiers);
            at += TextSize::of(escape);
            rest = after;
        }
        self.lines(at, rest, kind, modifiers);
    }

    fn lines(&mut self, mut at: TextSize, text: &str, kind: TokenKind, modifiers: Modifiers) {
        // For editors, a lone carriage return also ends a line.
        for line in text.split_inclusive(['\n', '\r']) {
            let word = line.trim();
            if !word.is_empty() {
                let before = TextSize::of(line) - TextSize::of(line.trim_start());
                let range = TextRange::at(at + before, TextSize::of(word));
                self.found.push(Token {
                    range,
                    kind,
                    modifiers,
                });
            }
            at += TextSize::of(line);
        }
    }
}

/// The length of the escape sequence that a text begins with, valid or not, in bytes.
fn escape_length(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        Some((at, 'u')) if text.get(at + 1..).is_some_and(|it| it.starts_with('{')) => {
            let digits = characters.skip(1);
            let mut end = digits.skip_while(|(_, digit)| digit.is_ascii_hexdigit());
            match end.next() {
                Some((at, '}')) => at + 1,
                Some((at, _)) => at,
                None => text.len(),
            }
        }
        Some((at, character)) => at + character.len_utf8(),
        None => text.len(),
    }
}
