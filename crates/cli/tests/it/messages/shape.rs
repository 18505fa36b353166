//! Problems of shape and of names, one of each.

use proactive_catalog::{Block, DeclarationKind, Place, ReferenceKind, TextRole, WordSet};
use proactive_diagnostics::{
    Delimiter, EscapeProblem, Expected, Problem, Required, StepRule, SyntaxProblem,
};

pub(super) fn s(text: &str) -> String {
    text.to_owned()
}

pub(super) fn list(items: &[&str]) -> Vec<String> {
    items.iter().copied().map(str::to_owned).collect()
}

pub(super) fn expected(expected: Expected, found: Option<&str>) -> Problem {
    Problem::Syntax(SyntaxProblem::Expected {
        expected,
        found: found.map(str::to_owned),
    })
}

pub(super) fn syntax() -> Vec<Problem> {
    let mut problems: Vec<_> = DeclarationKind::ALL
        .map(|kind| expected(Expected::DeclaredName(kind), None))
        .into();
    let references = ReferenceKind::ALL;
    problems.extend(references.map(|kind| expected(Expected::Reference(kind), Some("\"web\""))));
    problems.extend(TextRole::ALL.map(|role| expected(Expected::Text(role), Some("hello"))));
    let sets = WordSet::ALL.iter();
    problems.extend(sets.map(|set| expected(Expected::Word(*set), None)));
    problems.extend(
        [
            Expected::AnswerName,
            Expected::OpeningBrace,
            Expected::When,
            Expected::Duration,
            Expected::OnPageView,
            Expected::AfterDuration,
            Expected::Event,
            Expected::AnswerOfBot,
            Expected::Reply,
            Expected::AgentReply,
            Expected::Tag,
            Expected::Days,
            Expected::Interval,
            Expected::Date,
            Expected::Time,
            Expected::Condition,
            Expected::Operand,
            Expected::AndOr,
            Expected::Field {
                object: s("visitor"),
            },
            Expected::Operator {
                operators: vec!["is", "is not"],
            },
            Expected::Operator {
                operators: Vec::new(),
            },
            Expected::Value,
            Expected::AnyOf,
            Expected::OpeningBracket,
            Expected::Comma,
            Expected::Expectation,
        ]
        .map(|what| expected(what, None)),
    );
    problems.push(expected(Expected::Text(TextRole::Message), Some("“Hello”")));
    problems.extend(
        [
            SyntaxProblem::Stray { text: s("30s") },
            SyntaxProblem::Stray {
                text: s("// a remark"),
            },
            SyntaxProblem::Stray {
                text: s("“Hello”")
            },
            SyntaxProblem::StrayOutside {
                text: s("hello\n  \u{7}world "),
            },
            SyntaxProblem::SurplusClose {
                delimiter: Delimiter::Brace,
            },
            SyntaxProblem::SurplusClose {
                delimiter: Delimiter::Bracket,
            },
            SyntaxProblem::SurplusClose {
                delimiter: Delimiter::Parenthesis,
            },
            SyntaxProblem::LoneCarriageReturn,
            SyntaxProblem::TrailingComma,
            SyntaxProblem::ReservedValue { word: s("status") },
            SyntaxProblem::AlwaysInCondition,
            SyntaxProblem::AlwaysInSegment,
            SyntaxProblem::OutsideTakesNoSchedule,
            SyntaxProblem::NothingAmongOthers,
            SyntaxProblem::MalformedName { text: s("été") },
            SyntaxProblem::MalformedName {
                text: "long ".repeat(100),
            },
        ]
        .map(Problem::Syntax),
    );
    for delimiter in [Delimiter::Brace, Delimiter::Bracket, Delimiter::Parenthesis] {
        problems.push(Problem::UnclosedDelimiter { delimiter });
    }
    for triple in [false, true] {
        problems.push(Problem::UnterminatedString { triple });
    }
    for (escape, problem) in [
        ("\\p", EscapeProblem::Unknown),
        ("\\u12", EscapeProblem::MalformedUnicode),
        ("\\u{D800}", EscapeProblem::NotAScalar),
    ] {
        let escape = s(escape);
        problems.push(Problem::InvalidEscape { escape, problem });
    }
    problems
}

pub(super) fn statements() -> Vec<Problem> {
    let message = Place::Block(Block::Message);
    let missing = |block, required| Problem::MissingStatement { block, required };
    let unknown = |word: &str, place, belongs: &[Place], suggestion: Option<&str>| {
        Problem::UnknownStatement {
            word: s(word),
            place,
            belongs: belongs.to_vec(),
            suggestion: suggestion.map(str::to_owned),
        }
    };
    let duplicate = |statement: &str, first: Option<&str>| Problem::DuplicateStatement {
        statement: s(statement),
        first: first.map(str::to_owned),
    };
    let misplaced = |step: &str, rule| Problem::MisplacedStep {
        step: s(step),
        rule,
    };
    vec![
        Problem::UnknownDeclaration {
            word: s("mesage"),
            suggestion: Some(s("message")),
        },
        Problem::UnknownDeclaration {
            word: s("campaign"),
            suggestion: None,
        },
        unknown("timezone", message, &[Place::Block(Block::Schedule)], None),
        unknown(
            "status",
            Place::Block(Block::Test),
            &[Place::Block(Block::Bot), message],
            None,
        ),
        unknown(
            "external_id",
            message,
            &[
                Place::Block(Block::Brand),
                Place::Block(Block::Channel),
                Place::Block(Block::Bot),
            ],
            None,
        ),
        unknown(
            "conversation_control",
            message,
            &[Place::Block(Block::Account)],
            None,
        ),
        unknown(
            "ask",
            message,
            &[Place::Block(Block::AgentReply)],
            Some("tags"),
        ),
        unknown("frequencey", message, &[], Some("frequency")),
        unknown("colour", Place::Block(Block::AgentReply), &[], None),
        unknown("wait", Place::File, &[Place::Block(Block::Test)], None),
        duplicate("text", None),
        duplicate("on page_load", Some("after … on page_view")),
        missing(Block::Message, vec![Required::Statement("text")]),
        missing(Block::AgentReply, vec![Required::Statement("text")]),
        missing(Block::Message, vec![Required::Statement("reply")]),
        missing(Block::Message, vec![Required::Statement("when")]),
        missing(Block::Message, vec![Required::Statement("frequency")]),
        missing(Block::Channel, vec![Required::Statement("brand")]),
        missing(Block::Schedule, vec![Required::Statement("timezone")]),
        missing(Block::Message, vec![Required::Trigger]),
        missing(Block::Message, vec![Required::Channel { several: true }]),
        missing(Block::Message, vec![Required::Channel { several: false }]),
        missing(
            Block::Message,
            vec![
                Required::Statement("text"),
                Required::Statement("when"),
                Required::Trigger,
                Required::Channel { several: false },
            ],
        ),
        misplaced("expect", StepRule::NeedsVisit),
        misplaced("device", StepRule::BelongsAbove),
        misplaced("time", StepRule::BetweenVisits),
        Problem::DurationOnPageLoad,
    ]
}

pub(super) fn names() -> Vec<Problem> {
    let mut problems = vec![
        Problem::ReservedName { word: s("text") },
        Problem::DuplicateName {
            kind: None,
            name: s("returns"),
        },
        Problem::DuplicateName {
            kind: Some(DeclarationKind::Account),
            name: s(""),
        },
        Problem::DuplicateName {
            kind: Some(DeclarationKind::Test),
            name: s("Greets"),
        },
        Problem::DuplicateName {
            kind: Some(DeclarationKind::Brand),
            name: s("acme"),
        },
    ];
    for kind in ReferenceKind::ALL {
        problems.push(Problem::UnresolvedName {
            kind,
            name: s("hello"),
            of_bot: (kind == ReferenceKind::Answer).then(|| s("aria")),
            suggestion: None,
        });
    }
    problems.push(Problem::UnresolvedName {
        kind: ReferenceKind::Channel,
        name: s("wbe"),
        of_bot: None,
        suggestion: Some(s("web")),
    });
    for (omitted, end) in [(0, list(&["a"])), (99_990, list(&["y", "z", "a"]))] {
        problems.push(Problem::SegmentCycle {
            start: list(&["a", "b"]),
            omitted,
            end,
        });
    }
    problems.push(Problem::ChannelBrandMismatch {
        channel: s("web"),
        connected: s("acme"),
        given: s("zeta"),
    });
    for (draft, on) in [
        (true, list(&["web"])),
        (false, Vec::new()),
        (false, list(&["web", "app"])),
    ] {
        problems.push(Problem::BotNotOnChannel {
            bot: s("aria"),
            channel: s("shop"),
            draft,
            on,
        });
    }
    problems
}
