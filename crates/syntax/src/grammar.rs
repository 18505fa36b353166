//! The seam to pest: the only place that knows its types.

use pest::{Parser, Token};
use pest_derive::Parser;

use crate::kind::SyntaxKind;
use crate::tree::{Tree, TreeBuilder};

#[derive(Parser)]
#[grammar = "../../../grammar/proactive.pest"]
struct Grammar;

/// Parses a slice of a file: an item with what follows it, or what comes before the first.
///
/// The grammar is total, so there is always a tree. If pest gives up all the same (its guard
/// against a full stack), the tree holds nothing but the text as [`SyntaxKind::OutsideJunk`].
pub(crate) fn parse_slice(text: &str) -> Tree {
    let mut builder = TreeBuilder::new(text.len());
    match Grammar::parse(Rule::slice, text) {
        Ok(pairs) => {
            for token in pairs.tokens() {
                match token {
                    Token::Start { rule, pos } => {
                        if let Some(kind) = kind(rule) {
                            builder.open(kind, pos.pos());
                        }
                    }
                    Token::End { rule, pos } => {
                        if kind(rule).is_some() {
                            builder.close(pos.pos());
                        }
                    }
                }
            }
        }
        Err(_) => {
            builder.open(SyntaxKind::Slice, 0);
            builder.open(SyntaxKind::OutsideJunk, 0);
            builder.close(text.len());
            builder.close(text.len());
        }
    }
    builder.finish()
}

/// The kind of a rule's node; none for rules that leave no node.
fn kind(rule: Rule) -> Option<SyntaxKind> {
    Some(match rule {
        Rule::slice => SyntaxKind::Slice,
        Rule::account => SyntaxKind::Account,
        Rule::brand => SyntaxKind::Brand,
        Rule::channel => SyntaxKind::Channel,
        Rule::bot => SyntaxKind::Bot,
        Rule::schedule => SyntaxKind::Schedule,
        Rule::segment => SyntaxKind::Segment,
        Rule::message => SyntaxKind::Message,
        Rule::test => SyntaxKind::Test,
        Rule::conversation_control => SyntaxKind::ConversationControl,
        Rule::external_id => SyntaxKind::ExternalId,
        Rule::brand_ref => SyntaxKind::BrandRef,
        Rule::channel_ref => SyntaxKind::ChannelRef,
        Rule::channel_type => SyntaxKind::ChannelType,
        Rule::website => SyntaxKind::Website,
        Rule::business_hours => SyntaxKind::BusinessHours,
        Rule::channels => SyntaxKind::Channels,
        Rule::answer => SyntaxKind::Answer,
        Rule::status => SyntaxKind::Status,
        Rule::timezone => SyntaxKind::Timezone,
        Rule::open_hours => SyntaxKind::OpenHours,
        Rule::closed => SyntaxKind::Closed,
        Rule::text => SyntaxKind::Text,
        Rule::reply => SyntaxKind::Reply,
        Rule::reply_block => SyntaxKind::ReplyBlock,
        Rule::ask => SyntaxKind::Ask,
        Rule::when => SyntaxKind::When,
        Rule::after => SyntaxKind::After,
        Rule::on => SyntaxKind::On,
        Rule::tags => SyntaxKind::Tags,
        Rule::schedule_rule => SyntaxKind::ScheduleRule,
        Rule::frequency => SyntaxKind::Frequency,
        Rule::visitor => SyntaxKind::Visitor,
        Rule::device => SyntaxKind::Device,
        Rule::time => SyntaxKind::Time,
        Rule::visit => SyntaxKind::Visit,
        Rule::wait => SyntaxKind::Wait,
        Rule::expect => SyntaxKind::Expect,
        Rule::step => SyntaxKind::Step,
        Rule::condition => SyntaxKind::Condition,
        Rule::condition_word => SyntaxKind::ConditionWord,
        Rule::operator_sign => SyntaxKind::OperatorSign,
        Rule::path => SyntaxKind::Path,
        Rule::keyword => SyntaxKind::Keyword,
        Rule::word => SyntaxKind::Word,
        Rule::amount => SyntaxKind::Amount,
        Rule::quoted => SyntaxKind::Quoted,
        Rule::text_block => SyntaxKind::TextBlock,
        Rule::lbrace => SyntaxKind::Lbrace,
        Rule::rbrace => SyntaxKind::Rbrace,
        Rule::lbracket => SyntaxKind::Lbracket,
        Rule::rbracket => SyntaxKind::Rbracket,
        Rule::lparen => SyntaxKind::Lparen,
        Rule::rparen => SyntaxKind::Rparen,
        Rule::comma => SyntaxKind::Comma,
        Rule::comment => SyntaxKind::Comment,
        Rule::missing_name => SyntaxKind::MissingName,
        Rule::missing_title => SyntaxKind::MissingTitle,
        Rule::missing_open => SyntaxKind::MissingOpen,
        Rule::missing_block => SyntaxKind::MissingBlock,
        Rule::missing_close => SyntaxKind::MissingClose,
        Rule::missing_when => SyntaxKind::MissingWhen,
        Rule::missing_reference => SyntaxKind::MissingReference,
        Rule::missing_word => SyntaxKind::MissingWord,
        Rule::missing_text => SyntaxKind::MissingText,
        Rule::missing_duration => SyntaxKind::MissingDuration,
        Rule::missing_on => SyntaxKind::MissingOn,
        Rule::missing_event => SyntaxKind::MissingEvent,
        Rule::missing_answer => SyntaxKind::MissingAnswer,
        Rule::missing_reply => SyntaxKind::MissingReply,
        Rule::missing_agent_reply => SyntaxKind::MissingAgentReply,
        Rule::missing_item => SyntaxKind::MissingItem,
        Rule::missing_comma => SyntaxKind::MissingComma,
        Rule::missing_days => SyntaxKind::MissingDays,
        Rule::missing_interval => SyntaxKind::MissingInterval,
        Rule::missing_date => SyntaxKind::MissingDate,
        Rule::missing_time => SyntaxKind::MissingTime,
        Rule::reserved_word => SyntaxKind::ReservedWord,
        Rule::malformed => SyntaxKind::Malformed,
        Rule::single_quoted => SyntaxKind::SingleQuoted,
        Rule::junk => SyntaxKind::Junk,
        Rule::stray => SyntaxKind::Stray,
        Rule::header_stray => SyntaxKind::HeaderStray,
        Rule::misplaced => SyntaxKind::Misplaced,
        Rule::unknown_statement => SyntaxKind::UnknownStatement,
        Rule::stray_line => SyntaxKind::StrayLine,
        Rule::skipped => SyntaxKind::Skipped,
        Rule::surplus_close => SyntaxKind::SurplusClose,
        Rule::lost_statement => SyntaxKind::LostStatement,
        Rule::unknown_declaration => SyntaxKind::UnknownDeclaration,
        Rule::unknown_block => SyntaxKind::UnknownBlock,
        Rule::outside_junk => SyntaxKind::OutsideJunk,
        Rule::EOI
        | Rule::declaration
        | Rule::name
        | Rule::segment_name
        | Rule::title
        | Rule::header_end
        | Rule::account_open
        | Rule::brand_open
        | Rule::channel_open
        | Rule::bot_open
        | Rule::schedule_open
        | Rule::message_open
        | Rule::test_open
        | Rule::close
        | Rule::account_statement
        | Rule::brand_statement
        | Rule::channel_statement
        | Rule::bot_statement
        | Rule::schedule_statement
        | Rule::message_statement
        | Rule::reply_statement
        | Rule::test_statement
        | Rule::reply_agent
        | Rule::reply_open
        | Rule::reply_bot
        | Rule::reply_other
        | Rule::schedule_kind
        | Rule::visit_title
        | Rule::visit_for
        | Rule::expect_nothing
        | Rule::expect_no
        | Rule::expect_after
        | Rule::reference
        | Rule::optional_reference
        | Rule::word_value
        | Rule::text_value
        | Rule::duration
        | Rule::date
        | Rule::event
        | Rule::days
        | Rule::day
        | Rule::intervals
        | Rule::list
        | Rule::list_item
        | Rule::list_item_here
        | Rule::tail
        | Rule::word_argument
        | Rule::open_run
        | Rule::opening
        | Rule::does_not_contain
        | Rule::open_operand
        | Rule::closed_operand
        | Rule::solid
        | Rule::always
        | Rule::loose
        | Rule::condition_end
        | Rule::string
        | Rule::any_reply_statement
        | Rule::closes_ahead
        | Rule::line_end
        | Rule::sp
        | Rule::tv
        | Rule::lone_cr
        | Rule::word_start
        | Rule::wc
        | Rule::junk_char
        | Rule::stop
        | Rule::outer_only
        | Rule::stray_token
        | Rule::header_token
        | Rule::braces
        | Rule::other
        | Rule::skip_stop
        | Rule::outside
        | Rule::declared => return None,
    })
}
