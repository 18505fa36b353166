//! Which statements each block has, and what their arguments are.
//!
//! [`STATEMENTS`] is the one table of statements. Scanners, the typed view of the tree, the checker,
//! the editor and the documentation read it, so nothing else says what an argument is.

use std::collections::BTreeSet;

use crate::arguments::Role::{
    AgentReply, Condition, Date, Days, DeclaredId, Duration, Event, Interval, Nothing, Reference,
    Tag, Text, Time, Word,
};
use crate::arguments::TextRole::{DisplayName, ExternalId, Timezone, Title, Url, Website};
use crate::arguments::{Argument, Form, TextRole, WrittenForm, write_form};
use crate::declarations::ReferenceKind::{Answer, Bot, Brand, Channel, Schedule};
use crate::declarations::{Block, DECLARATIONS, DeclarationKind, Place, ReferenceKind};
use crate::fields::{FIELDS, Operator};
use crate::words::Event::{PageLoad, PageView};
use crate::words::WordSet;

/// A row of the table of statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementInfo {
    /// The statement that the row describes.
    pub kind: StatementKind,
    /// The block that it belongs to.
    pub block: Block,
    /// The word that begins it.
    pub keyword: &'static str,
    /// How often a block has it.
    pub count: Count,
    /// The ways to write it; at least one.
    pub forms: &'static [Form],
    /// What it means, for an author.
    pub documentation: &'static str,
}

/// How often a block has a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Count {
    /// Exactly once.
    Required,
    /// Once at most.
    Optional,
    /// Any number of times.
    Repeatable,
    /// Exactly one of the statements that are triggers: it says when the message comes.
    Trigger,
}

impl StatementInfo {
    /// Whether a block must have it.
    #[must_use]
    pub fn is_required(&self) -> bool {
        self.count == Count::Required
    }

    /// Whether a block can have several of it.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        self.count == Count::Repeatable
    }

    /// Whether it is one of the statements of which a block has exactly one.
    #[must_use]
    pub fn is_trigger(&self) -> bool {
        self.count == Count::Trigger
    }

    /// All arguments of all forms.
    pub fn arguments(&self) -> impl Iterator<Item = &'static Argument> {
        self.forms.iter().copied().flatten()
    }

    /// Whether it can refer to a declaration that is reported when nothing refers to it.
    #[must_use]
    pub fn may_refer(&self) -> bool {
        self.arguments().any(|argument| match argument.role {
            Reference(kind) => {
                let declaration = kind.declaration();
                declaration.is_none_or(|kind| kind.info().is_reported_unused)
            }
            Condition => true,
            DeclaredId(_) | Word(_) | Event(_) | Text(_) | AgentReply | Tag | Duration | Date
            | Time | Days | Interval | Nothing => false,
        })
    }

    /// Its forms, as people see them.
    pub fn written_forms(&self) -> impl Iterator<Item = WrittenForm> {
        let keyword = self.keyword;
        self.forms.iter().map(move |form| write_form(keyword, form))
    }

    /// All its forms in one line: `expect MESSAGE [after DURATION] | expect no MESSAGE`.
    #[must_use]
    pub fn syntax(&self) -> String {
        let forms: Vec<String> = self.written_forms().map(|form| form.text).collect();
        forms.join(" | ")
    }
}

/// The statements of one block: an enum such as [`MessageStatement`].
pub trait BlockStatement: Copy + Eq + 'static {
    /// The block.
    const BLOCK: Block;

    /// The statement of this block that `kind` is.
    fn of(kind: StatementKind) -> Option<Self>;
}

/// Defines [`StatementKind`] and the table, with a `match` for each lookup that a scanner makes.
macro_rules! statements {
    ($($block:ident: $statements:ident {
        $($kind:ident $keyword:literal $count:ident {
            $([$($argument:expr),* $(,)?])+
            $documentation:literal
        })*
    })*) => {
        /// A statement, by its block.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StatementKind {
            $(
                #[doc = concat!("A statement of [`Block::", stringify!($block), "`].")]
                $block($statements),
            )*
        }

        $(
            #[doc = concat!("A statement of [`Block::", stringify!($block), "`].")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum $statements {
                $(
                    #[doc = concat!("`", $keyword, "`: ", $documentation)]
                    $kind,
                )*
            }

            impl BlockStatement for $statements {
                const BLOCK: Block = Block::$block;

                fn of(kind: StatementKind) -> Option<Self> {
                    match kind {
                        StatementKind::$block(kind) => Some(kind),
                        _ => None,
                    }
                }
            }

            impl $statements {
                const fn row(self) -> StatementInfo {
                    match self {
                        $(Self::$kind => StatementInfo {
                            kind: StatementKind::$block(Self::$kind),
                            block: Block::$block,
                            keyword: $keyword,
                            count: Count::$count,
                            forms: const { &[$(&[$($argument),*]),+] },
                            documentation: $documentation,
                        },)*
                    }
                }

                /// The row of the table.
                #[must_use]
                pub fn info(self) -> &'static StatementInfo {
                    match self {
                        $(Self::$kind => const { &Self::$kind.row() },)*
                    }
                }

                /// The statement that `keyword` begins in this block.
                #[must_use]
                pub fn find(keyword: &str) -> Option<Self> {
                    match keyword {
                        $($keyword => Some(Self::$kind),)*
                        _ => None,
                    }
                }
            }
        )*

        /// The table of statements, block by block.
        pub const STATEMENTS: &[StatementInfo] = &[$($($statements::$kind.row()),*),*];

        impl StatementKind {
            /// The row of the table.
            #[must_use]
            pub fn info(self) -> &'static StatementInfo {
                match self {
                    $(Self::$block(kind) => kind.info(),)*
                }
            }
        }

        /// The row of `keyword` in `block`.
        #[must_use]
        pub fn find(block: Block, keyword: &str) -> Option<&'static StatementInfo> {
            match block {
                $(Block::$block => $statements::find(keyword).map($statements::info),)*
            }
        }

        /// Whether `word` begins a statement of some block.
        #[must_use]
        #[allow(unreachable_patterns, reason = "blocks share keywords")]
        pub fn is_keyword(word: &str) -> bool {
            match word {
                $($($keyword => true,)*)*
                _ => false,
            }
        }
    };
}

statements! {
    Account: AccountStatement {
        ConversationControl "conversation_control" Optional {
            [Argument::new(Word(WordSet::ConversationControl), "Whether control is released when a conversation ends.")]
            "Whether control of a conversation is released when it ends; `release` by default. No messages are sent while control is kept."
        }
    }
    Brand: BrandStatement {
        ExternalId "external_id" Optional {
            [Argument::new(Text(ExternalId), "The identifier, as the platform shows it.")]
            "The brand's identifier on the platform."
        }
    }
    Channel: ChannelStatement {
        Brand "brand" Required {
            [Argument::new(Reference(Brand), "A brand that is declared.")]
            "The one brand the channel is connected to."
        }
        Type "type" Optional {
            [Argument::new(Word(WordSet::ChannelType), "The kind of channel.")]
            "The type of channel; `web_widget` by default."
        }
        Website "website" Optional {
            [Argument::new(Text(Website), "Addresses with `https://`. A path limits the site to the pages below it; `https://*.acme.example` is every subdomain.").list()]
            "The websites that embed the widget. Without it, the channel is on every page."
        }
        BusinessHours "business_hours" Optional {
            [Argument::new(Reference(Schedule), "Schedules that are declared.").list()]
            "The schedules configured on the channel."
        }
        ExternalId "external_id" Optional {
            [Argument::new(Text(ExternalId), "The identifier, as the platform shows it.")]
            "The channel's identifier on the platform."
        }
    }
    Bot: BotStatement {
        Channels "channels" Optional {
            [Argument::new(Reference(Channel), "Channels that are declared.").list()]
            "Where the bot is published."
        }
        Answer "answer" Repeatable {
            [Argument::new(DeclaredId(Answer), "The ID by which messages refer to the answer."), Argument::new(Text(DisplayName), "What the answer is called on the platform; its ID by default.").optional()]
            "An answer that the bot can give."
        }
        Status "status" Optional {
            [Argument::new(Word(WordSet::BotStatus), "Whether the bot answers.")]
            "Whether the bot answers; `published` by default."
        }
        ExternalId "external_id" Optional {
            [Argument::new(Text(ExternalId), "The identifier, as the platform shows it.")]
            "The bot's identifier on the platform."
        }
    }
    Schedule: ScheduleStatement {
        Timezone "timezone" Required {
            [Argument::new(Text(Timezone), "The name of the zone in the IANA database.")]
            "The IANA time zone of the hours."
        }
        Open "open" Repeatable {
            [Argument::new(Days, "Days: `mon`, `mon-fri`, or several with commas.").list(), Argument::new(Interval, "Hours of each of these days: `09:00-12:30`, or several with commas.").list()]
            "Opening hours on some days, in the time zone of the schedule."
        }
        Closed "closed" Repeatable {
            [Argument::new(Date, "The day that is closed, or the first of several."), Argument::new(Date, "The last day that is closed.").after("to").optional(), Argument::new(Text(DisplayName), "What it is called.").optional()]
            "A day, or several days in a row, closed all day."
        }
        ExternalId "external_id" Optional {
            [Argument::new(Text(ExternalId), "The identifier, as the platform shows it.")]
            "The schedule's identifier on the platform."
        }
    }
    Message: MessageStatement {
        Brand "brand" Optional {
            [Argument::new(Reference(Brand), "A brand that is declared.")]
            "The brand that the message belongs to; the channel's brand by default."
        }
        Channel "channel" Optional {
            [Argument::new(Reference(Channel), "A channel that is declared.")]
            "The channel that the message is published on. It can be left out if only one is possible."
        }
        Text "text" Required {
            [Argument::new(Text(TextRole::Message), "What the visitor reads.")]
            "The text of the message."
        }
        Reply "reply" Required {
            [Argument::new(AgentReply, "A text in quotes, or a block with `text` and `ask`.").after("agent")]
            [Argument::new(Reference(Bot), "A bot that is published on the channel.").after("bot"), Argument::new(Reference(Answer), "One of its answers.").after("answer")]
            "Who takes over when the visitor replies: an agent or a bot."
        }
        When "when" Required {
            [Argument::new(Condition, "A condition, or `always` for all visitors.")]
            "Who sees the message."
        }
        After "after" Trigger {
            [Argument::new(Duration, "How long the visitor stays on the page: minutes, then seconds."), Argument::new(Event(PageView), "The event that starts the timer.").after("on")]
            "Shows the message when the visitor has stayed on a page this long."
        }
        On "on" Trigger {
            [Argument::new(Event(PageLoad), "The event at which conditions are checked.")]
            "Shows the message as a page loads."
        }
        Tags "tags" Optional {
            [Argument::new(Tag, "Tags, in quotes if they are not words.").list()]
            "Tags of the tickets that come from the conversation."
        }
        Schedule "schedule" Optional {
            [Argument::new(Word(WordSet::ScheduleKind), "At which hours the message is shown."), Argument::new(Reference(Schedule), "One of the channel's schedules. It can be left out if there is only one.").only_after("business_hours")]
            "When the message can be shown; `anytime` by default."
        }
        Frequency "frequency" Required {
            [Argument::new(Word(WordSet::Frequency), "How often one visitor gets the message.")]
            "How often one visitor sees the message."
        }
        Status "status" Optional {
            [Argument::new(Word(WordSet::MessageStatus), "Whether the message is shown.")]
            "Whether the message is shown; `published` by default."
        }
    }
    AgentReply: AgentReplyStatement {
        Text "text" Required {
            [Argument::new(Text(TextRole::Message), "What the visitor reads.")]
            "What the visitor reads before an agent takes over."
        }
        Ask "ask" Optional {
            [Argument::new(Word(WordSet::Ask), "What the customer is asked for, or `nothing`.").list()]
            "What the customer is asked for, or `nothing`; `name, email` by default."
        }
    }
    Test: TestStatement {
        Visitor "visitor" Optional {
            [Argument::new(Word(WordSet::History), "Whether the visitor has been here before.")]
            "Whether the visitor is new at the first visit; `new` by default."
        }
        Device "device" Optional {
            [Argument::new(Word(WordSet::DeviceTag), "A BCP 47 language tag, as browsers send it.")]
            "The language of the visitor's device; `en` by default."
        }
        Time "time" Repeatable {
            [Argument::new(Date, "A day of the calendar: `2026-03-16`."), Argument::new(Time, "A time of day: `10:00`."), Argument::new(Text(Timezone), "The time zone of the clock; UTC by default.").optional()]
            "When the test begins or, between two visits, the time to move the clock to."
        }
        Channel "channel" Optional {
            [Argument::new(Reference(Channel), "A channel that is declared.")]
            "The channel to simulate; all channels by default."
        }
        Visit "visit" Repeatable {
            [Argument::new(Text(Url), "The full URL of the page, with `https://`."), Argument::new(Text(Title), "The title of the page; empty by default.").after("title").optional(), Argument::new(Duration, "How long the visitor stays on the page; no time by default.").after("for").optional()]
            "Loads a page, and stays on it."
        }
        Wait "wait" Repeatable {
            [Argument::new(Duration, "How much time passes.")]
            "Lets time pass."
        }
        Expect "expect" Repeatable {
            [Argument::new(Reference(ReferenceKind::Message), "The message that was shown."), Argument::new(Duration, "It was shown exactly this long after the page loaded.").after("after").optional()]
            [Argument::new(Reference(ReferenceKind::Message), "The message that was not shown.").after("no")]
            [Argument::new(Nothing, "No other message was shown.").after("nothing")]
            "What must have been shown on this page."
        }
        Open "open" Repeatable {
            []
            "Opens the message that is shown."
        }
        Dismiss "dismiss" Repeatable {
            []
            "Closes the message that is shown or open."
        }
        Reply "reply" Repeatable {
            []
            "Answers the message, which starts the conversation."
        }
        EndConversation "end_conversation" Repeatable {
            []
            "Ends the conversation."
        }
        Leave "leave" Repeatable {
            []
            "Ends the visit."
        }
        ClearData "clear_data" Repeatable {
            []
            "Ends the visit and clears the browser's data."
        }
    }
}

/// The statements that a block knows.
pub fn of_block(block: Block) -> impl Iterator<Item = &'static StatementInfo> {
    STATEMENTS.iter().filter(move |row| row.block == block)
}

/// Where `keyword` begins a statement or a declaration.
pub fn places_of(keyword: &str) -> impl Iterator<Item = Place> {
    let declares = DeclarationKind::find(keyword).is_some();
    STATEMENTS
        .iter()
        .filter(move |row| row.keyword == keyword)
        .map(|row| Place::Block(row.block))
        .chain(declares.then_some(Place::File))
}

/// Reserved words that begin neither a declaration nor a statement.
pub const RESERVED: [&str; 11] = [
    "and",
    "or",
    "not",
    "is",
    "contains",
    "does",
    "any",
    "of",
    "always",
    "anytime",
    "outside_business_hours",
];

/// The words that the language gives a meaning to, sorted: keywords, reserved words, objects, the
/// words of operators and those of the sets. Fields and tags of languages are not among them.
#[must_use]
pub fn vocabulary() -> BTreeSet<&'static str> {
    let declarations = DECLARATIONS.iter().map(|row| row.keyword);
    let statements = STATEMENTS.iter().map(|row| row.keyword);
    let arguments = STATEMENTS
        .iter()
        .flat_map(StatementInfo::arguments)
        .filter_map(|argument| argument.keyword);
    let sets = WordSet::ALL.iter().filter(|set| set.is_listed());
    let operators = Operator::ALL.iter().flat_map(|it| it.words().split(' '));
    let objects = FIELDS.iter().map(|row| row.object);
    declarations
        .chain(statements)
        .chain(arguments)
        .chain(sets.flat_map(|set| set.words()))
        .chain(operators)
        .chain(objects)
        .chain(RESERVED)
        .collect()
}

/// Whether `word` has the form of a name: an ASCII letter or `_`, then ASCII letters, digits, `_` and
/// `-`. It may still be reserved.
#[must_use]
pub fn is_name(word: &str) -> bool {
    let begins = word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let can_follow = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    begins && word.chars().all(can_follow)
}

/// Whether `word` can't name a declaration or an answer.
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word) || DeclarationKind::find(word).is_some() || is_keyword(word)
}

/// Whether a statement that begins with `keyword`, in any block, can refer to a declaration that is
/// reported when nothing refers to it.
#[must_use]
pub fn may_refer(keyword: &str) -> bool {
    is_keyword(keyword)
        && STATEMENTS
            .iter()
            .any(|row| row.keyword == keyword && row.may_refer())
}

/// Whether `word` can be part of a condition. An object such as `visitor` can, although it also
/// begins a statement.
#[must_use]
pub fn may_be_in_condition(word: &str) -> bool {
    !is_keyword(word) || crate::fields::is_object(word)
}
