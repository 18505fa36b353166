//! The kinds of declarations, the blocks that hold statements, and what a name can refer to.
//!
//! [`DECLARATIONS`] is the one table of declarations. Whether a declaration has an ID, which block
//! it has and how it is referred to are columns of that table.

/// A row of the table of declarations.
#[derive(Debug, Clone, Copy)]
pub struct DeclarationInfo {
    /// The kind of declaration that the row describes.
    pub kind: DeclarationKind,
    /// The word that begins it, which is also its noun in messages: `brand`.
    pub keyword: &'static str,
    /// The block of statements that it has; a segment has none.
    pub block: Option<Block>,
    /// What a reference to its ID is; `None` where the declaration has no ID.
    pub reference: Option<ReferenceKind>,
    /// Whether the keyword begins a declaration wherever it appears outside of a block. The others
    /// also appear in statements, such as `brand acme` in a message.
    pub is_unambiguous: bool,
    /// Whether a lint reports it when nothing refers to it.
    pub is_reported_unused: bool,
    /// Its form, as shown to authors.
    pub form: &'static str,
    /// What it is for, for an author.
    pub documentation: &'static str,
}

/// Defines [`DeclarationKind`] and its table, with a `match` for each lookup that a scanner makes.
macro_rules! declarations {
    ($($kind:ident $keyword:literal {
        block: $block:expr,
        reference: $reference:expr,
        is_unambiguous: $is_unambiguous:literal,
        is_reported_unused: $is_reported_unused:literal,
        form: $form:literal,
        documentation: $documentation:literal,
    })*) => {
        /// A kind of declaration, in the order of the documentation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum DeclarationKind {
            $(
                #[doc = concat!("`", $form, "`")]
                $kind,
            )*
        }

        /// The table of declarations.
        pub const DECLARATIONS: &[DeclarationInfo] = &[$(DeclarationInfo {
            kind: DeclarationKind::$kind,
            keyword: $keyword,
            block: $block,
            reference: $reference,
            is_unambiguous: $is_unambiguous,
            is_reported_unused: $is_reported_unused,
            form: $form,
            documentation: $documentation,
        }),*];

        impl DeclarationKind {
            /// All kinds, in the order of the documentation.
            pub const ALL: [Self; DECLARATIONS.len()] = [$(Self::$kind),*];

            /// The row of the table.
            #[must_use]
            #[inline]
            pub fn info(self) -> &'static DeclarationInfo {
                match self {
                    $(Self::$kind => const { &DeclarationInfo {
                        kind: Self::$kind,
                        keyword: $keyword,
                        block: $block,
                        reference: $reference,
                        is_unambiguous: $is_unambiguous,
            is_reported_unused: $is_reported_unused,
                        form: $form,
                        documentation: $documentation,
                    } },)*
                }
            }

            /// The kind that `keyword` begins.
            #[must_use]
            #[inline]
            pub fn find(keyword: &str) -> Option<Self> {
                match keyword {
                    $($keyword => Some(Self::$kind),)*
                    _ => None,
                }
            }
        }
    };
}

declarations! {
    Account "account" {
        block: Some(Block::Account),
        reference: None,
        is_unambiguous: true,
        is_reported_unused: false,
        form: r#"account "Name" { … }"#,
        documentation: "The account on the platform. There is at most one.",
    }
    Brand "brand" {
        block: Some(Block::Brand),
        reference: Some(ReferenceKind::Brand),
        is_unambiguous: false,
        is_reported_unused: true,
        form: r#"brand ID "Name" { … }"#,
        documentation: "A brand. Messages belong to one, and channels are connected to one.",
    }
    Channel "channel" {
        block: Some(Block::Channel),
        reference: Some(ReferenceKind::Channel),
        is_unambiguous: false,
        is_reported_unused: true,
        form: r#"channel ID "Name" { … }"#,
        documentation: "A chat widget on a website. Messages are published on it.",
    }
    Bot "bot" {
        block: Some(Block::Bot),
        reference: Some(ReferenceKind::Bot),
        is_unambiguous: false,
        is_reported_unused: true,
        form: r#"bot ID "Name" { … }"#,
        documentation: "A bot, with the answers that it can give when visitors reply to a message.",
    }
    Schedule "schedule" {
        block: Some(Block::Schedule),
        reference: Some(ReferenceKind::Schedule),
        is_unambiguous: false,
        is_reported_unused: true,
        form: r#"schedule ID "Name" { … }"#,
        documentation: "Weekly opening hours in a time zone, and closed days.",
    }
    Segment "segment" {
        block: None,
        reference: Some(ReferenceKind::Segment),
        is_unambiguous: true,
        is_reported_unused: true,
        form: r#"segment ID "Name" when CONDITION"#,
        documentation: "A named condition for messages and other segments.",
    }
    Message "message" {
        block: Some(Block::Message),
        reference: Some(ReferenceKind::Message),
        is_unambiguous: true,
        is_reported_unused: false,
        form: r#"message ID "Name" { … }"#,
        documentation: "A message that the widget shows by itself: what it says, to whom, and when.",
    }
    Test "test" {
        block: Some(Block::Test),
        reference: None,
        is_unambiguous: true,
        is_reported_unused: false,
        form: r#"test "Name" { … }"#,
        documentation: "A visitor simulated step by step, and the messages that must be shown. `proactive test` runs it.",
    }
}

impl DeclarationKind {
    /// The word that begins it, which is also its noun.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        self.info().keyword
    }

    /// The block of statements that it has; a segment has none.
    #[must_use]
    pub fn block(self) -> Option<Block> {
        self.info().block
    }

    /// Whether an ID follows the keyword. An account has none, and a test has a name in quotes.
    #[must_use]
    pub fn has_id(self) -> bool {
        self.info().reference.is_some()
    }

    /// What a reference to its ID is; `None` where it has no ID.
    #[must_use]
    pub fn reference(self) -> Option<ReferenceKind> {
        self.info().reference
    }
}

listed_enum! {
    /// What a name can refer to.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ReferenceKind {
        /// A brand.
        Brand,
        /// A channel.
        Channel,
        /// A bot.
        Bot,
        /// An answer, which is declared in the block of a bot.
        Answer,
        /// A schedule.
        Schedule,
        /// A segment.
        Segment,
        /// A message.
        Message,
    }
}

impl ReferenceKind {
    /// The noun for what is referred to: `brand`.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Brand => "brand",
            Self::Channel => "channel",
            Self::Bot => "bot",
            Self::Answer => "answer",
            Self::Schedule => "schedule",
            Self::Segment => "segment",
            Self::Message => "message",
        }
    }

    /// The kind of declaration that it refers to; `None` for an answer, which a statement declares.
    #[must_use]
    pub fn declaration(self) -> Option<DeclarationKind> {
        match self {
            Self::Brand => Some(DeclarationKind::Brand),
            Self::Channel => Some(DeclarationKind::Channel),
            Self::Bot => Some(DeclarationKind::Bot),
            Self::Answer => None,
            Self::Schedule => Some(DeclarationKind::Schedule),
            Self::Segment => Some(DeclarationKind::Segment),
            Self::Message => Some(DeclarationKind::Message),
        }
    }
}

listed_enum! {
    /// A block of statements.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Block {
        /// The block of `account`.
        Account,
        /// The block of `brand`.
        Brand,
        /// The block of `channel`.
        Channel,
        /// The block of `bot`.
        Bot,
        /// The block of `schedule`.
        Schedule,
        /// The block of `message`.
        Message,
        /// The block of `reply agent`.
        AgentReply,
        /// The block of `test`.
        Test,
    }
}

impl Block {
    /// The noun for what has the block, or the statement that has it.
    #[must_use]
    pub fn noun(self) -> &'static str {
        self.declaration()
            .map_or("reply agent", DeclarationKind::keyword)
    }

    /// The kind of declaration that has this block; `None` for the block of a statement.
    #[must_use]
    pub fn declaration(self) -> Option<DeclarationKind> {
        DECLARATIONS
            .iter()
            .find(|row| row.block == Some(self))
            .map(|row| row.kind)
    }
}

/// Where a declaration or a statement can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Outside of every block.
    File,
    /// In a block.
    Block(Block),
}
