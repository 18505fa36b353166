//! Messages about syntax errors.

use proactive_catalog::{DeclarationKind, ReferenceKind, TextRole, WordSet};

use super::phrases::{code, listed, with_article};
use super::rendered::Rendered;
use super::values::set_noun;
use crate::{Delimiter, EscapeProblem, Expected, SyntaxProblem};

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
                "Only declarations, such as `message NAME { … }`, can be outside a block. Move it \
                 into the block that it belongs to.",
            )
        }
        SyntaxProblem::SurplusClose { delimiter } => {
            Rendered::new(format!("this {} closes nothing", code(closing(*delimiter)))).help(
                format!(
                    "There is one {} too many, or a {} is missing before it.",
                    code(closing(*delimiter)),
                    code(opening(*delimiter))
                ),
            )
        }
        SyntaxProblem::LoneCarriageReturn => Rendered::new(
            "this carriage return is not followed by a line feed",
        )
        .help("Save the file with LF or CRLF line endings. Most editors have a setting for it."),
        SyntaxProblem::ForeignComment { sign } => {
            Rendered::new(format!("{} does not begin a comment", code(sign)))
                .help("A comment begins with `#` and goes to the end of the line.")
        }
        SyntaxProblem::ForeignSpace { character } => {
            let name = character_name(*character);
            Rendered::new(format!("this is not an ordinary space: {name}")).help(
                "It looks like a space, or cannot be seen at all. Write an ordinary space, or remove it.",
            )
        }
        SyntaxProblem::TrailingComma => Rendered::new("this list ends with a comma")
            .help("Write another value after the comma, or end the list before it."),
        SyntaxProblem::ReservedValue { word } => {
            Rendered::new(format!("{} is a keyword", code(word))).help(format!(
                "To use it as a value, put it in double quotes: {}.",
                code(&format!("\"{word}\""))
            ))
        }
        SyntaxProblem::AlwaysInCondition => Rendered::new("`always` cannot be part of a condition")
            .help(
                "Write `when always` alone for everyone. Otherwise keep only the other parts of \
                 the condition.",
            ),
        SyntaxProblem::AlwaysInSegment => Rendered::new("a segment cannot be `always`").help(
            "Give the segment a condition. A message for everyone needs no segment: write \
             `when always` in the message.",
        ),
        SyntaxProblem::OutsideTakesNoSchedule => {
            Rendered::new("`outside_business_hours` takes no schedule").help(
                "Write `schedule outside_business_hours` alone. It means: when all schedules of \
                 the channel are closed. The platform cannot do this for a single schedule.",
            )
        }
        SyntaxProblem::NothingAmongOthers => {
            Rendered::new("`nothing` cannot be combined with other values")
                .help("Write `ask nothing`, or only what to ask for: `ask name, email`.")
        }
        SyntaxProblem::MalformedName { text } => {
            Rendered::new(format!("{} is not a valid name", code(text))).help(
                "A name starts with a letter from `a` to `z` or `A` to `Z`, or with `_`. After \
                 that, it can also contain digits and `-`.",
            )
        }
    }
}

/// The name of a character that cannot be told from a space: `a no-break space (U+00A0)`.
fn character_name(character: char) -> String {
    let name = match character {
        '\u{A0}' => "a no-break space",
        '\u{202F}' => "a narrow no-break space",
        '\u{3000}' => "an ideographic space",
        '\u{200B}' => "a zero-width space",
        '\u{2060}' => "a word joiner",
        '\u{FEFF}' => "a byte order mark",
        '\u{AD}' => "a soft hyphen",
        '\u{200E}' | '\u{200F}' => "a mark of direction",
        _ => "another kind of space",
    };
    format!("{name} (U+{:04X})", u32::from(character))
}

/// What is there instead.
fn found_phrase(text: &str) -> String {
    if text.starts_with('"') {
        "a string".into()
    } else if text.is_empty() {
        "nothing".into()
    } else {
        code(text)
    }
}

/// What should be there, after the word "expected".
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
        Expected::OnPageView => "`on page_view` after the duration".into(),
        Expected::AfterDuration => "`after` and a duration before `on page_view`".into(),
        Expected::Event => "`page_view` or `page_load`".into(),
        Expected::AnswerOfBot => "`answer` and the name of an answer of the bot".into(),
        Expected::Reply => "`agent` or `bot` after `reply`".into(),
        Expected::AgentReply => "a string or a block after `agent`".into(),
        Expected::Tag => "a tag".into(),
        Expected::Days => "days of the week".into(),
        Expected::Interval => "a range of times".into(),
        Expected::Date => "a date".into(),
        Expected::Time => "a time of day".into(),
        Expected::Condition => "a condition".into(),
        Expected::Operand => "a comparison, a segment or `(`".into(),
        Expected::AndOr => "`and` or `or` between two conditions".into(),
        Expected::Field { object } => format!("`.` and a field after {}", code(object)),
        Expected::Operator { operators } if operators.is_empty() => "a comparison".into(),
        Expected::Operator { operators } => listed(operators, "or"),
        Expected::Value => "a value".into(),
        Expected::AnyOf => "`any of` before `[`".into(),
        Expected::OpeningBracket => "`[` after `any of`".into(),
        Expected::Comma => "a comma between two values".into(),
        Expected::Expectation => "a message, `no` and a message, or `nothing`".into(),
    }
}

fn reference_with_article(kind: ReferenceKind) -> String {
    with_article(kind.noun())
}

fn text_noun(role: TextRole) -> &'static str {
    match role {
        TextRole::DisplayName => "a display name in quotes",
        TextRole::TestName => "the name of the test in quotes",
        TextRole::Message => "a text in quotes",
        TextRole::ExternalId => "an ID in quotes",
        TextRole::Timezone => "a time zone in quotes",
        TextRole::Url => "a URL in quotes",
        TextRole::Title => "a title in quotes",
        TextRole::Website => "the address of a website in quotes",
    }
}

/// What to write instead, with an example.
fn expectation_help(expected: &Expected, found: Option<&str>) -> String {
    if let Some(help) = found.and_then(|text| quotes_help(expected, text)) {
        return help;
    }
    match expected {
        Expected::DeclaredName(kind) => declared_name_help(*kind).into(),
        Expected::AnswerName => "For example: `answer returns \"Returns and refunds\"`.".into(),
        Expected::Reference(kind) => format!(
            "Write the name of {} without quotes, as in its declaration.",
            reference_with_article(*kind)
        ),
        Expected::Text(role) => text_help(*role).into(),
        Expected::Word(set) => word_help(*set).into(),
        Expected::OpeningBrace => "Add `{` here, and `}` at the end of the block.".into(),
        Expected::When => {
            "Add who belongs to the segment, for example `when visitor.url contains \"/cart\"`."
                .into()
        }
        Expected::Duration => "Write minutes and seconds, such as `30s`, `2m` or `1m05s`.".into(),
        Expected::OnPageView => "For example: `after 30s on page_view`.".into(),
        Expected::AfterDuration => {
            "Add how long the visitor is on the page first: `after 30s on page_view`. For a \
             message without delay, write `on page_load`."
                .into()
        }
        Expected::Event => "Write `on page_load`, or `after 30s on page_view`.".into(),
        Expected::AnswerOfBot => "For example: `reply bot aria answer returns`.".into(),
        Expected::Reply => "Write `reply agent \"…\"` or `reply bot NAME answer NAME`.".into(),
        Expected::AgentReply => {
            "Write what the visitor reads: `reply agent \"A colleague will be with you soon.\"`."
                .into()
        }
        Expected::Tag => {
            "Write a name such as `cart`, or a string. Separate several tags with commas.".into()
        }
        Expected::Days => "For example: `mon`, `mon-fri` or `sat, sun`.".into(),
        Expected::Interval => "For example: `09:00-12:30`.".into(),
        Expected::Date => "Write year, month and day: `2026-12-25`.".into(),
        Expected::Time => "Write hours and minutes: `09:30`.".into(),
        Expected::Condition => {
            "For example: `visitor.url contains \"/cart\"`. In a message, `when always` means \
             everyone."
                .into()
        }
        Expected::Operand => {
            "For example: `visitor.url contains \"/cart\"`, or the name of a segment.".into()
        }
        Expected::AndOr => {
            "Join them with `and` if both must be true, or with `or` if one is enough.".into()
        }
        Expected::Field { object } => {
            format!("Add a field: {}.", code(&format!("{object}.FIELD")))
        }
        Expected::Operator { .. } => "Write how to compare the field with the value.".into(),
        Expected::Value => "Write the value to compare the field with.".into(),
        Expected::AnyOf => "Write a list as `any of [\"/cart\", \"/checkout\"]`.".into(),
        Expected::OpeningBracket => {
            "Put the values in brackets: `any of [\"/cart\", \"/checkout\"]`.".into()
        }
        Expected::Comma => "Separate the values with `,`.".into(),
        Expected::Expectation => {
            "For example: `expect welcome after 30s`, `expect no welcome` or `expect nothing`."
                .into()
        }
    }
}

/// What to do about quotes of another kind, or where there should be none.
fn quotes_help(expected: &Expected, found: &str) -> Option<String> {
    let wants_text = matches!(
        expected,
        Expected::Text(_) | Expected::AgentReply | Expected::Value
    );
    let wants_name = matches!(expected, Expected::Reference(_) | Expected::DeclaredName(_));
    if wants_text && found.starts_with(['\'', '“', '”', '„', '«', '‘', '’', '`']) {
        Some("Use straight double quotes: `\"Hello\"`.".into())
    } else if wants_name && found.starts_with('"') {
        Some("Write the name without quotes.".into())
    } else {
        None
    }
}

fn text_help(role: TextRole) -> &'static str {
    match role {
        TextRole::DisplayName => "Put the display name in double quotes: `\"Acme Outdoor\"`.",
        TextRole::TestName => {
            "Write what the test shows: `test \"New visitors are greeted\" { … }`."
        }
        TextRole::Message => "Write what the visitor reads: `\"Can I help you?\"`.",
        TextRole::ExternalId => "Put the ID from the platform in double quotes: `\"360001\"`.",
        TextRole::Timezone => "Put the time zone in double quotes: `\"Europe/Paris\"`.",
        TextRole::Url => "Put the whole URL in double quotes: `\"https://example.com/cart\"`.",
        TextRole::Title => "Put the title of the page in double quotes: `\"My orders\"`.",
        TextRole::Website => {
            "Put the address of the website in double quotes: `\"https://www.example.com\"`."
        }
    }
}

fn declared_name_help(kind: DeclarationKind) -> &'static str {
    match kind {
        DeclarationKind::Account => "An account has only a display name: `account \"Acme\"`.",
        DeclarationKind::Brand => "For example: `brand acme \"Acme Outdoor\"`.",
        DeclarationKind::Channel => "For example: `channel acme_web \"acme.fr\" { … }`.",
        DeclarationKind::Bot => "For example: `bot aria \"Aria\" { … }`.",
        DeclarationKind::Schedule => "For example: `schedule support \"Support\" { … }`.",
        DeclarationKind::Segment => {
            "For example: `segment in_cart when visitor.url contains \"/cart\"`."
        }
        DeclarationKind::Message => "For example: `message welcome \"Welcome\" { … }`.",
        DeclarationKind::Test => "For example: `test \"New visitors are greeted\" { … }`.",
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
        WordSet::Ask => "Write `ask name`, `ask email`, `ask name, email` or `ask nothing`.",
        WordSet::ConversationControl => {
            "Write `conversation_control release` or `conversation_control keep`."
        }
        WordSet::ReplyKind => "Write `reply agent \"…\"` or `reply bot NAME answer NAME`.",
        WordSet::History => "Write `new` or `returning`.",
        WordSet::Language => "Write a language, such as `fr` or `pt-BR`.",
        WordSet::Day => "For example: `mon`, `mon-fri` or `sat, sun`.",
        WordSet::DeviceTag => "Write a tag as browsers send it, such as `fr` or `fr-CA`.",
    }
}

fn stray_help(text: &str) -> String {
    if text.starts_with(['“', '”', '„', '«', '‘', '’', '\'']) {
        return "Use straight double quotes: `\"Hello\"`.".into();
    }
    format!(
        "The statement takes nothing more here. If this is a note, write {}; if it is a statement \
         of its own, begin it with its keyword.",
        code(&format!("# {text}"))
    )
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
    let (what, place) = match delimiter {
        Delimiter::Brace => ("block", "after its last statement"),
        Delimiter::Bracket => ("list", "after its last value"),
        Delimiter::Parenthesis => ("parenthesis", "where the condition inside it ends"),
    };
    Rendered::new(format!("this {what} is not closed"))
        .help(format!("Add {} {place}.", code(closing(delimiter))))
}

pub(super) fn unterminated(triple: bool) -> Rendered {
    let message = "this string has no closing quotes";
    if triple {
        Rendered::new(message).help("Add `\"\"\"` after its last line.")
    } else {
        Rendered::new(message)
            .help("Add `\"` at its end. For a string of several lines, use `\"\"\"` at both ends.")
    }
}

pub(super) fn escape(escape: &str, problem: EscapeProblem) -> Rendered {
    match problem {
        EscapeProblem::Unknown => {
            Rendered::new(format!("unknown escape sequence {}", code(escape))).help(
                "For a backslash, write `\\\\`. The other escape sequences are `\\\"`, `\\n` for a \
                 new line, `\\t` for a tab, and `\\u{1F44B}` for a code point.",
            )
        }
        EscapeProblem::MalformedUnicode => {
            Rendered::new(format!("{} is not a code point", code(escape)))
                .help("Write one to six hexadecimal digits in braces: `\\u{1F44B}`.")
        }
        EscapeProblem::NotAScalar => {
            Rendered::new(format!("there is no character {}", code(escape)))
                .help("Code points range from `0` to `10FFFF`, without `D800` to `DFFF`.")
        }
    }
}
