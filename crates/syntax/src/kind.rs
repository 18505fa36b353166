//! The kinds of nodes and tokens.

use proactive_catalog::DeclarationKind;

/// The kind of a node or token of the tree. The grammar has a rule of the same name for each, except
/// for keywords, each of which is a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum SyntaxKind {
    /// The grammar's `slice`.
    Slice,
    /// The grammar's `account`.
    Account,
    /// The grammar's `brand`.
    Brand,
    /// The grammar's `channel`.
    Channel,
    /// The grammar's `bot`.
    Bot,
    /// The grammar's `schedule`.
    Schedule,
    /// The grammar's `segment`.
    Segment,
    /// The grammar's `message`.
    Message,
    /// The grammar's `test`.
    Test,
    /// The grammar's `conversation_control`.
    ConversationControl,
    /// The grammar's `external_id`.
    ExternalId,
    /// The grammar's `brand_ref`.
    BrandRef,
    /// The grammar's `channel_ref`.
    ChannelRef,
    /// The grammar's `channel_type`.
    ChannelType,
    /// The grammar's `website`.
    Website,
    /// The grammar's `business_hours`.
    BusinessHours,
    /// The grammar's `channels`.
    Channels,
    /// The grammar's `answer`.
    Answer,
    /// The grammar's `status`.
    Status,
    /// The grammar's `timezone`.
    Timezone,
    /// The grammar's `open_hours`.
    OpenHours,
    /// The grammar's `closed`.
    Closed,
    /// The grammar's `text`.
    Text,
    /// The grammar's `reply`.
    Reply,
    /// The grammar's `reply_block`.
    ReplyBlock,
    /// The grammar's `ask`.
    Ask,
    /// The grammar's `when`.
    When,
    /// The grammar's `after`.
    After,
    /// The grammar's `on`.
    On,
    /// The grammar's `tags`.
    Tags,
    /// The grammar's `schedule_rule`.
    ScheduleRule,
    /// The grammar's `frequency`.
    Frequency,
    /// The grammar's `visitor`.
    Visitor,
    /// The grammar's `device`.
    Device,
    /// The grammar's `time`.
    Time,
    /// The grammar's `visit`.
    Visit,
    /// The grammar's `wait`.
    Wait,
    /// The grammar's `expect`.
    Expect,
    /// The grammar's `step`.
    Step,
    /// The grammar's `condition`.
    Condition,
    /// The grammar's `condition_word`.
    ConditionWord,
    /// The grammar's `operator_sign`.
    OperatorSign,
    /// The grammar's `path`.
    Path,
    /// A rule of the grammar whose name is in capital letters.
    Keyword,
    /// The grammar's `word`.
    Word,
    /// The grammar's `amount`.
    Amount,
    /// The grammar's `quoted`.
    Quoted,
    /// The grammar's `text_block`.
    TextBlock,
    /// The grammar's `lbrace`.
    Lbrace,
    /// The grammar's `rbrace`.
    Rbrace,
    /// The grammar's `lbracket`.
    Lbracket,
    /// The grammar's `rbracket`.
    Rbracket,
    /// The grammar's `lparen`.
    Lparen,
    /// The grammar's `rparen`.
    Rparen,
    /// The grammar's `comma`.
    Comma,
    /// The grammar's `comment`.
    Comment,
    /// Empty, where the grammar's `missing_name` matches.
    MissingName,
    /// Empty, where the grammar's `missing_title` matches.
    MissingTitle,
    /// Empty, where the grammar's `missing_open` matches.
    MissingOpen,
    /// Empty, where the grammar's `missing_block` matches.
    MissingBlock,
    /// Empty, where the grammar's `missing_close` matches.
    MissingClose,
    /// Empty, where the grammar's `missing_when` matches.
    MissingWhen,
    /// Empty, where the grammar's `missing_reference` matches.
    MissingReference,
    /// Empty, where the grammar's `missing_word` matches.
    MissingWord,
    /// Empty, where the grammar's `missing_text` matches.
    MissingText,
    /// Empty, where the grammar's `missing_duration` matches.
    MissingDuration,
    /// Empty, where the grammar's `missing_on` matches.
    MissingOn,
    /// Empty, where the grammar's `missing_event` matches.
    MissingEvent,
    /// Empty, where the grammar's `missing_answer` matches.
    MissingAnswer,
    /// Empty, where the grammar's `missing_reply` matches.
    MissingReply,
    /// Empty, where the grammar's `missing_agent_reply` matches.
    MissingAgentReply,
    /// Empty, where the grammar's `missing_item` matches.
    MissingItem,
    /// Empty, where the grammar's `missing_comma` matches.
    MissingComma,
    /// Empty, where the grammar's `missing_days` matches.
    MissingDays,
    /// Empty, where the grammar's `missing_interval` matches.
    MissingInterval,
    /// Empty, where the grammar's `missing_date` matches.
    MissingDate,
    /// Empty, where the grammar's `missing_time` matches.
    MissingTime,
    /// The grammar's `reserved_word`.
    ReservedWord,
    /// The grammar's `malformed`.
    Malformed,
    /// The grammar's `single_quoted`.
    SingleQuoted,
    /// The grammar's `junk`.
    Junk,
    /// The grammar's `stray`.
    Stray,
    /// The grammar's `header_stray`.
    HeaderStray,
    /// The grammar's `misplaced`.
    Misplaced,
    /// The grammar's `unknown_statement`.
    UnknownStatement,
    /// The grammar's `stray_line`.
    StrayLine,
    /// The grammar's `skipped`.
    Skipped,
    /// The grammar's `surplus_close`.
    SurplusClose,
    /// The grammar's `lost_statement`.
    LostStatement,
    /// The grammar's `unknown_declaration`.
    UnknownDeclaration,
    /// The grammar's `unknown_block`.
    UnknownBlock,
    /// The grammar's `outside_junk`.
    OutsideJunk,
    /// Spaces, tabs, line endings and a byte order mark. It is not stored: it is what is between
    /// the leaves.
    Whitespace,
}

impl SyntaxKind {
    /// The declaration that a node of this kind is.
    #[must_use]
    pub fn declaration(self) -> Option<DeclarationKind> {
        Some(match self {
            Self::Account => DeclarationKind::Account,
            Self::Brand => DeclarationKind::Brand,
            Self::Channel => DeclarationKind::Channel,
            Self::Bot => DeclarationKind::Bot,
            Self::Schedule => DeclarationKind::Schedule,
            Self::Segment => DeclarationKind::Segment,
            Self::Message => DeclarationKind::Message,
            Self::Test => DeclarationKind::Test,
            _ => return None,
        })
    }

    /// Whether it is an empty node in the place of something that is missing.
    #[must_use]
    pub fn is_missing(self) -> bool {
        matches!(
            self,
            Self::MissingName
                | Self::MissingTitle
                | Self::MissingOpen
                | Self::MissingBlock
                | Self::MissingClose
                | Self::MissingWhen
                | Self::MissingReference
                | Self::MissingWord
                | Self::MissingText
                | Self::MissingDuration
                | Self::MissingOn
                | Self::MissingEvent
                | Self::MissingAnswer
                | Self::MissingReply
                | Self::MissingAgentReply
                | Self::MissingItem
                | Self::MissingComma
                | Self::MissingDays
                | Self::MissingInterval
                | Self::MissingDate
                | Self::MissingTime
        )
    }

    /// Whether it is a statement, known or not.
    #[must_use]
    pub fn is_statement(self) -> bool {
        self.is_known_statement()
            || matches!(
                self,
                Self::Misplaced | Self::UnknownStatement | Self::StrayLine | Self::LostStatement
            )
    }

    /// Whether it is a statement of the block around it.
    #[must_use]
    pub fn is_known_statement(self) -> bool {
        matches!(
            self,
            Self::ConversationControl
                | Self::ExternalId
                | Self::BrandRef
                | Self::ChannelRef
                | Self::ChannelType
                | Self::Website
                | Self::BusinessHours
                | Self::Channels
                | Self::Answer
                | Self::Status
                | Self::Timezone
                | Self::OpenHours
                | Self::Closed
                | Self::Text
                | Self::Reply
                | Self::Ask
                | Self::When
                | Self::After
                | Self::On
                | Self::Tags
                | Self::ScheduleRule
                | Self::Frequency
                | Self::Visitor
                | Self::Device
                | Self::Time
                | Self::Visit
                | Self::Wait
                | Self::Expect
                | Self::Step
        )
    }
}
