//! Sentences about the shape of the text.

use super::Rendered;
use super::phrases::{code, listed};
use super::values::set_noun;
use crate::{Delimiter, EscapeProblem, Expected, SyntaxProblem};
use proactive_catalog::{DeclarationKind, ReferenceKind, TextRole, WordSet};

pub(super) fn shape(problem: &SyntaxProblem) -> Rendered {
    match problem {
        SyntaxProblem::Expected { expected, found } => {
            let wanted = expectation(expected);
            let message = match found {
                Some(text) => format!("expected {wanted}, found {}", found_phrase(text)),
                None => format!("expected {wanted}"),
            };
            Rendered::new(message).help(expectation_help(expected, found.as_deref()))
        }
        SyntaxProblem::Stray { text } => Rendered::new(format!(
            "expected the end of the statement, found {}",
            code(text)
        ))
        .help(stray_help(text)),
        SyntaxProblem::StrayOutside { text } => {
            Rendered::new(format!("expected a declaration, found {}", code(text))).help(
                "Move it into the block that it belongs to. Outside of blocks there are only \
             declarations, such as `message NAME { … }`.",
            )
        }
        SyntaxProblem::SurplusClose { delimiter } => Rendered::new(format!(
            "nothing is open that this {} could close",
            code(closing(*delimiter))
        ))
        .help(format!(
            "Remove it, or add the {} that it belongs to.",
            code(opening(*delimiter))
        )),
        SyntaxProblem::LoneCarriageReturn => Rendered::new(
            "a carriage return stands here without a line feed",
        )
        .help("Save the file with the line endings LF or CR LF; the editor has a setting for it."),
        SyntaxProblem::TrailingComma => Rendered::new("this list ends with a comma")
            .help("Remove the comma, or add what is missing behind it."),
        SyntaxProblem::ReservedValue { word } => {
            Rendered::new(format!("{} is a word of the language", code(word))).help(format!(
                "Put it in quotes to use it as a value: `\"{word}\"`."
            ))
        }
        SyntaxProblem::AlwaysInCondition => Rendered::new("`always` is not a condition").help(
            "Write `when always` alone, for everybody, or leave `always` out of the condition.",
        ),
        SyntaxProblem::AlwaysInSegment => Rendered::new("a segment cannot be `always`").help(
            "Give it a condition. A message for everybody needs no segment: it has `when always`.",
        ),
        SyntaxProblem::OutsideTakesNoSchedule => {
            Rendered::new("`outside_business_hours` takes no schedule").help(
                "Remove the name: it means the time when all schedules of the channel are closed, \
                 and the platform has none for a single schedule.",
            )
        }
        SyntaxProblem::NothingAmongOthers => Rendered::new("`nothing` stands alone")
            .help("Write `ask nothing`, or only what is asked for: `ask name, email`."),
        SyntaxProblem::MalformedName { text } => {
            Rendered::new(format!("{} cannot be a name", code(text))).help(
                "A name begins with an unaccented letter or `_`; letters, digits, `_` and `-` \
                 may follow.",
            )
        }
    }
}

/// What stands in the place of something else.
fn found_phrase(text: &str) -> String {
    if text.starts_with('"') {
        "a text in quotes".into()
    } else if text.is_empty() {
        "nothing".into()
    } else {
        code(text)
    }
}

/// What should stand there, behind the word "expected".
fn expectation(expected: &Expected) -> String {
    match expected {
        Expected::DeclaredName(kind) => format!("a name for the {}", kind.keyword()),
        Expected::AnswerName => "a name for the answer".into(),
        Expected::Reference(kind) => format!("the name of {}", reference_with_article(*kind)),
        Expected::Text(role) => text_noun(*role).into(),
        Expected::Word(set) => set_noun(*set).into(),
        Expected::OpeningBrace => "`{`".into(),
        Expected::When => "`when` and a condition".into(),
        Expected::Duration => "a duration".into(),
        Expected::OnPageView => "`on page_view` behind the duration".into(),
        Expected::AfterDuration => "`after` and a duration before `on page_view`".into(),
        Expected::Event => "`page_view` or `page_load`".into(),
        Expected::AnswerOfBot => "`answer` and the name of one of the bot's answers".into(),
        Expected::Reply => "`agent` or `bot` behind `reply`".into(),
        Expected::AgentReply => "a text in quotes or a block behind `agent`".into(),
        Expected::Tag => "a tag".into(),
        Expected::Days => "days of the week".into(),
        Expected::Interval => "hours, from one time to another".into(),
        Expected::Date => "a date".into(),
        Expected::Time => "a time of day".into(),
        Expected::Condition => "a condition".into(),
        Expected::Operand => "a comparison, a segment or `(`".into(),
        Expected::AndOr => "`and` or `or` between two conditions".into(),
        Expected::Field { object } => format!("`.` and a field behind {}", code(object)),
        Expected::Operator { operators } if operators.is_empty() => "a comparison".into(),
        Expected::Operator { operators } => listed(operators, "or"),
        Expected::Value => "a value".into(),
        Expected::AnyOf => "`any of` before `[`".into(),
        Expected::OpeningBracket => "`[` behind `any of`".into(),
        Expected::Comma => "a comma between two values".into(),
        Expected::Expectation => "a message, `no` and a message, or `nothing`".into(),
        Expected::DeviceTag => "the language of the device".into(),
    }
}

fn reference_with_article(kind: ReferenceKind) -> String {
    super::phrases::with_article(kind.noun())
}

fn text_noun(role: TextRole) -> &'static str {
    match role {
        TextRole::DisplayName => "a display name in quotes",
        TextRole::TestName => "the name of the test in quotes",
        TextRole::Message => "a text in quotes",
        TextRole::ExternalId => "an identifier in quotes",
        TextRole::Timezone => "a time zone in quotes",
        TextRole::Url => "an address in quotes",
        TextRole::Title => "a title in quotes",
    }
}

/// What to write instead, with an example.
fn expectation_help(expected: &Expected, found: Option<&str>) -> String {
    if let Some(help) = found.and_then(|text| quotes_help(expected, text)) {
        return help;
    }
    match expected {
        Expected::DeclaredName(kind) => declared_name_help(*kind).into(),
        Expected::AnswerName => {
            "Write, for example, `answer returns \"Returns and refunds\"`.".into()
        }
        Expected::Reference(kind) => format!(
            "Write the name of {} that is declared, without quotes.",
            reference_with_article(*kind)
        ),
        Expected::Text(role) => match role {
            TextRole::DisplayName => "A display name stands in quotes: `\"Acme Outdoor\"`.",
            TextRole::TestName => {
                "Say what the test shows: `test \"A newcomer is greeted\" { … }`."
            }
            TextRole::Message => "Write what the visitor reads: `\"Can I help you?\"`.",
            TextRole::ExternalId => "Write the platform's identifier in quotes: `\"360001\"`.",
            TextRole::Timezone => "Write the zone in quotes: `\"Europe/Paris\"`.",
            TextRole::Url => "Write the whole address in quotes: `\"https://example.com/cart\"`.",
            TextRole::Title => "Write the title of the page in quotes: `\"My orders\"`.",
        }
        .into(),
        Expected::Word(set) => word_help(*set).into(),
        Expected::OpeningBrace => "Add `{` here; the block ends with `}`.".into(),
        Expected::When => "Say who belongs to it: `when visitor.url contains \"/cart\"`.".into(),
        Expected::Duration => "Write minutes and seconds, as in `30s`, `2m` or `1m05s`.".into(),
        Expected::OnPageView => "Write, for example, `after 30s on page_view`.".into(),
        Expected::AfterDuration => {
            "Say how long the visitor stays on the page first: `after 30s on page_view`. A \
             message that comes at once has `on page_load`."
                .into()
        }
        Expected::Event => "Write `on page_load`, or `after 30s on page_view`.".into(),
        Expected::AnswerOfBot => "Write, for example, `reply bot aria answer returns`.".into(),
        Expected::Reply => "Write `reply agent \"…\"`, or `reply bot NAME answer NAME`.".into(),
        Expected::AgentReply => {
            "Write what the visitor reads: `reply agent \"A colleague will be with \
             you.\"`."
                .into()
        }
        Expected::Tag => {
            "Write a name, `cart`, or a text in quotes; commas separate several.".into()
        }
        Expected::Days => "Write days as in `mon`, `mon-fri` or `sat, sun`.".into(),
        Expected::Interval => "Write, for example, `09:00-12:30`.".into(),
        Expected::Date => "Write year, month and day: `2026-12-25`.".into(),
        Expected::Time => "Write hours and minutes: `09:30`.".into(),
        Expected::Condition => {
            "Write, for example, `visitor.url contains \"/cart\"`. In a message, `when \
             always` means everybody."
                .into()
        }
        Expected::Operand => {
            "Write, for example, `visitor.url contains \"/cart\"`, or the name of a \
             segment."
                .into()
        }
        Expected::AndOr => {
            "Join the two with `and` when both must hold, with `or` when one is enough.".into()
        }
        Expected::Field { object } => format!("Write a field behind it: `{object}.FIELD`."),
        Expected::Operator { .. } => {
            "Say how the field is compared with the value behind it.".into()
        }
        Expected::Value => "Write what the field is compared with.".into(),
        Expected::AnyOf => "Several values are written `any of [\"/cart\", \"/checkout\"]`.".into(),
        Expected::OpeningBracket => {
            "Write the values in brackets: `any of [\"/cart\", \"/checkout\"]`.".into()
        }
        Expected::Comma => "Put `,` between the values.".into(),
        Expected::Expectation => {
            "Write, for example, `expect welcome after 30s`, `expect no welcome` or `expect \
             nothing`."
                .into()
        }
        Expected::DeviceTag => "Write a tag as browsers send it, such as `fr` or `fr-CA`.".into(),
    }
}

/// What to say where quotes are of the wrong sort, or where there should be none.
fn quotes_help(expected: &Expected, found: &str) -> Option<String> {
    let wants_text = matches!(
        expected,
        Expected::Text(_) | Expected::AgentReply | Expected::Value
    );
    let wants_name = matches!(expected, Expected::Reference(_) | Expected::DeclaredName(_));
    if wants_text && found.starts_with(['\'', '“', '”', '„', '«', '‘', '’', '`']) {
        Some("A text stands in straight double quotes: `\"Hello\"`.".into())
    } else if wants_name && found.starts_with('"') {
        Some("A name stands without quotes.".into())
    } else {
        None
    }
}

fn declared_name_help(kind: DeclarationKind) -> &'static str {
    match kind {
        DeclarationKind::Account => "An account has only a display name: `account \"Acme\"`.",
        DeclarationKind::Brand => "Write, for example, `brand acme \"Acme Outdoor\"`.",
        DeclarationKind::Channel => "Write, for example, `channel acme_web \"acme.fr\" { … }`.",
        DeclarationKind::Bot => "Write, for example, `bot aria \"Aria\" { … }`.",
        DeclarationKind::Schedule => "Write, for example, `schedule support \"Support\" { … }`.",
        DeclarationKind::Segment => {
            "Write, for example, `segment in_cart when visitor.url contains \"/cart\"`."
        }
        DeclarationKind::Message => "Write, for example, `message welcome \"Welcome\" { … }`.",
        DeclarationKind::Test => "Write, for example, `test \"A newcomer is greeted\" { … }`.",
    }
}

fn word_help(set: WordSet) -> &'static str {
    match set {
        WordSet::ChannelType => "Write `type web_widget`.",
        WordSet::BotStatus => "Write `status published` or `status draft`.",
        WordSet::MessageStatus => "Write `status published`, `status paused` or `status draft`.",
        WordSet::Event => "Write `on page_load`, or `after 30s on page_view`.",
        WordSet::Frequency => {
            "Write `frequency once_per_visit`, `frequency once_per_customer` or \
             `frequency every_time`."
        }
        WordSet::ScheduleKind => {
            "Write `schedule anytime`, `schedule business_hours` or \
             `schedule outside_business_hours`."
        }
        WordSet::Ask => "Write `ask name, email`, one of the two, or `ask nothing`.",
        WordSet::ConversationControl => {
            "Write `conversation_control release` or `conversation_control keep`."
        }
        WordSet::ReplyKind => "Write `reply agent \"…\"`, or `reply bot NAME answer NAME`.",
        WordSet::History => "Write `new` or `returning`.",
        WordSet::Language => "Write a language such as `fr` or `pt-BR`.",
        WordSet::Day => "Write days as in `mon`, `mon-fri` or `sat, sun`.",
        WordSet::DeviceTag => "Write a tag as browsers send it, such as `fr` or `fr-CA`.",
    }
}

fn stray_help(text: &str) -> String {
    if text.starts_with(['“', '”', '„', '«', '‘', '’', '\'']) {
        "A text stands in straight double quotes: `\"Hello\"`.".into()
    } else if text.starts_with("//") || text.starts_with("/*") || text.starts_with("--") {
        "A remark begins with `#`.".into()
    } else {
        "The statement is complete without it: remove it, or put `#` before it if it is a remark."
            .into()
    }
}

fn opening(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Brace => "{",
        Delimiter::Bracket => "[",
        Delimiter::Parenthesis => "(",
    }
}

fn closing(delimiter: Delimiter) -> &'static str {
    match delimiter {
        Delimiter::Brace => "}",
        Delimiter::Bracket => "]",
        Delimiter::Parenthesis => ")",
    }
}

pub(super) fn unclosed(delimiter: Delimiter) -> Rendered {
    let (what, example) = match delimiter {
        Delimiter::Brace => ("block", "behind its last statement"),
        Delimiter::Bracket => ("list", "behind its last value"),
        Delimiter::Parenthesis => ("parenthesis", "where the condition in it ends"),
    };
    Rendered::new(format!("this {what} is not closed"))
        .help(format!("Add {} {example}.", code(closing(delimiter))))
}

pub(super) fn unterminated(triple: bool) -> Rendered {
    if triple {
        Rendered::new("this text has no end").help("Add `\"\"\"` behind its last line.")
    } else {
        Rendered::new("this text has no closing quote").help(
            "Add `\"` at its end. A text over several lines stands between `\"\"\"` and `\"\"\"`.",
        )
    }
}

pub(super) fn escape(escape: &str, problem: EscapeProblem) -> Rendered {
    match problem {
        EscapeProblem::Unknown => Rendered::new(format!(
            "{} has no meaning in a text",
            code(escape)
        ))
        .help(
            "Write `\\\\` for a backslash. The others are `\\\"`, `\\n` for a new line, `\\t` for \
                 a tab, and `\\u{1F44B}` for a character by its number.",
        ),
        EscapeProblem::MalformedUnicode => {
            Rendered::new(format!("{} is not a character", code(escape)))
                .help("Write one to six hexadecimal digits in braces: `\\u{1F44B}`.")
        }
        EscapeProblem::NotAScalar => {
            Rendered::new(format!("{} is the number of no character", code(escape)))
                .help("Characters have the numbers up to `10FFFF`, without `D800` to `DFFF`.")
        }
    }
}
