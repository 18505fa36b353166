//! Problems of meaning, and of files; and lints; one of each.

use proactive_catalog::adapters::Adapter;
use proactive_catalog::{DeclarationKind, Field, FieldMap, FieldType, WordSet};
use proactive_diagnostics::{
    AllowProblem, Code, Confusable, DurationProblem, EmptyWhat, FileProblem, GlobKey, Impossible,
    ManifestProblem, NestingOf, Problem, Redundancy, ShadowAdvice, TagProblem, TimeProblem,
    UnsupportedRequest, UrlProblem, WebsiteProblem, Witness,
};

use super::shape::{list, s};

pub(super) fn values() -> Vec<Problem> {
    let fields = list(&["visitor.url", "visitor.title"]);
    let mut problems = vec![
        Problem::NestingTooDeep {
            of: NestingOf::Text,
            limit: 64,
        },
        Problem::NestingTooDeep {
            of: NestingOf::Groups,
            limit: 32,
        },
        Problem::ConditionTooLarge {
            comparisons: 12_000,
            limit: 10_000,
        },
        Problem::UnknownField {
            found: s("visitor.page"),
            candidates: fields.clone(),
            suggestion: Some(s("visitor.url")),
        },
        Problem::UnknownField {
            found: s("shop.size"),
            candidates: fields,
            suggestion: None,
        },
        Problem::OperatorMismatch {
            field: s("visitor.history"),
            found: s("contains"),
            operators: vec!["is", "is not"],
            suggestion: None,
        },
        Problem::OperatorMismatch {
            field: s("visitor.url"),
            found: s("=="),
            operators: vec!["is", "is not", "contains", "does not contain"],
            suggestion: Some(s("is")),
        },
    ];
    for (expected, found) in [
        (FieldType::Text, "cart"),
        (FieldType::History, "\"new ones\""),
        (FieldType::Language, "12"),
    ] {
        let (field, found) = (s("visitor.url"), s(found));
        problems.push(Problem::ValueTypeMismatch {
            field,
            expected,
            found,
        });
    }
    for &set in WordSet::ALL {
        let mut candidates = set.words();
        if set == WordSet::Ask {
            candidates.push("nothing");
        }
        let candidates = list(&candidates);
        problems.push(Problem::UnknownValue {
            set,
            found: s("x"),
            candidates,
            suggestion: None,
        });
    }
    problems.extend([EmptyWhat::Text, EmptyWhat::List].map(|what| Problem::EmptyValue { what }));
    for (found, problem) in [
        ("30", DurationProblem::Form),
        ("1h", DurationProblem::Hours),
        ("2000m", DurationProblem::TooLong),
    ] {
        problems.push(Problem::InvalidDuration {
            found: s(found),
            problem,
        });
    }
    for (found, problem) in [
        ("9:00", TimeProblem::TimeForm),
        ("25:00", TimeProblem::NoSuchTime),
        ("24:00", TimeProblem::MidnightEnd),
        ("09:00", TimeProblem::IntervalForm),
        ("18:00-09:00", TimeProblem::IntervalOrder),
        ("25.12.2026", TimeProblem::DateForm),
        ("2026-02-30", TimeProblem::NoSuchDate),
        ("tomorrow", TimeProblem::MomentForm),
        ("2026-12-25", TimeProblem::ClosingOrder),
        (
            "02:30",
            TimeProblem::Skipped {
                zone: s("Europe/Paris"),
            },
        ),
        ("2026-03-15 10:00", TimeProblem::Backwards),
    ] {
        problems.push(Problem::InvalidTime {
            found: s(found),
            problem,
        });
    }
    for (found, problem) in [
        ("free shipping", TagProblem::Blank),
        ("a,b", TagProblem::Character(',')),
        ("it's", TagProblem::Character('\'')),
        ("a\u{7}b", TagProblem::Character('\u{7}')),
        ("aaaa", TagProblem::TooLong),
    ] {
        problems.push(Problem::InvalidTag {
            found: s(found),
            problem,
        });
    }
    problems.push(Problem::InvalidUrl {
        found: s("/cart"),
        problem: UrlProblem::NotHttp { meant: None },
    });
    problems.push(Problem::InvalidUrl {
        found: s("www.acme.example"),
        problem: UrlProblem::NotHttp {
            meant: Some(s("https://www.acme.example")),
        },
    });
    for (found, problem, meant) in [
        ("https://acme.example/?a=1", WebsiteProblem::Query, true),
        ("https://acme.example/#top", WebsiteProblem::Fragment, true),
        ("https://me@acme.example/", WebsiteProblem::User, true),
        ("https://acme.example/*", WebsiteProblem::Star, true),
        ("https://acme.*/", WebsiteProblem::Star, false),
    ] {
        problems.push(Problem::InvalidUrl {
            found: s(found),
            problem: UrlProblem::Website {
                problem,
                meant: meant.then(|| s("https://acme.example/")),
            },
        });
    }
    let reason = s("empty host");
    problems.push(Problem::InvalidUrl {
        found: s("https://"),
        problem: UrlProblem::Malformed { reason },
    });
    problems
}

pub(super) fn files() -> Vec<Problem> {
    let mut problems: Vec<_> = [
        FileProblem::Unreadable {
            reason: s("Permission denied"),
        },
        FileProblem::NotFound,
        FileProblem::NotUtf8 { offset: 12 },
        FileProblem::TooLarge { limit: 64 << 20 },
    ]
    .map(Problem::File)
    .into();
    problems.extend(
        [
            ManifestProblem::Toml {
                reason: s("expected `=`"),
            },
            ManifestProblem::UnknownKey {
                key: s("build.outptu"),
                suggestion: Some(s("build.output")),
                candidates: vec!["output"],
            },
            ManifestProblem::UnknownKey {
                key: s("limits.colour"),
                suggestion: None,
                candidates: vec!["messages", "text"],
            },
            ManifestProblem::UnknownKey {
                key: s("lints.colour"),
                suggestion: None,
                candidates: Vec::new(),
            },
            ManifestProblem::WrongType {
                key: s("name"),
                expected: "a string",
            },
            ManifestProblem::UnknownValue {
                key: s("matching.case"),
                found: s("any"),
                candidates: vec!["sensitive", "insensitive"],
                suggestion: None,
            },
            ManifestProblem::SingleTable {
                table: s("overrides"),
            },
            ManifestProblem::MissingKey {
                key: s("overrides.paths"),
                example: "paths = [\"archive\"]",
            },
            ManifestProblem::NotALint {
                code: s("syntax-error"),
            },
            ManifestProblem::NegatedGlob {
                pattern: s("shops/acme/**"),
                key: GlobKey::Exclude,
            },
            ManifestProblem::NegatedGlob {
                pattern: s("drafts"),
                key: GlobKey::Include,
            },
            ManifestProblem::NegatedGlob {
                pattern: s("drafts/new"),
                key: GlobKey::Paths,
            },
            ManifestProblem::Glob {
                pattern: s("a["),
                reason: s("unclosed character class"),
            },
        ]
        .map(Problem::Manifest),
    );
    problems
}

pub(super) fn lints() -> Vec<Problem> {
    let mut problems = vec![
        Problem::MixedAndOr,
        Problem::NegativesJoinedByOr {
            parts: list(&[
                "visitor.url does not contain \"/login\"",
                "visitor.url does not contain \"/signup\"",
            ]),
            instead: s("visitor.url does not contain any of [\"/login\", \"/signup\"]"),
            witness: None,
        },
        Problem::EveryTimeFrequency,
        Problem::UrlIsNotAbsolute {
            found: s("https://acme.fr"),
            shown: Some(s("https://acme.fr/")),
            instead: Vec::new(),
        },
        Problem::UrlIsNotAbsolute {
            found: s("www.acme.fr/cart"),
            shown: None,
            instead: list(&[
                "\"https://www.acme.fr/cart\"",
                "contains \"www.acme.fr/cart\"",
            ]),
        },
        Problem::UrlIsNotAbsolute {
            found: s("/cart"),
            shown: None,
            instead: Vec::new(),
        },
        Problem::UrlNeedsEncoding {
            found: s("/été"),
            shown: s("/%C3%A9t%C3%A9"),
            instead: list(&["\"/%C3%A9t%C3%A9\""]),
        },
        Problem::UrlNeedsEncoding {
            found: s("/summer–sale"),
            shown: s("/summer%E2%80%93sale"),
            instead: list(&["\"/summer-sale\"", "\"/summer%E2%80%93sale\""]),
        },
        Problem::UrlOffWebsite {
            found: s("https://acme.example/cart"),
            host: s("acme.example"),
            channel: Some(s("web")),
            websites: vec![s("https://www.acme.example/")],
            meant: Some(s("https://www.acme.example/cart")),
        },
        Problem::UrlOffWebsite {
            found: s("//elsewhere.example/"),
            host: s("elsewhere.example"),
            channel: None,
            websites: vec![
                s("https://www.acme.example/"),
                s("https://*.acme.example/help"),
            ],
            meant: None,
        },
        Problem::UrlHostCase {
            found: s("https://Acme.fr/"),
            shown: s("https://acme.fr/"),
        },
        Problem::WildcardInValue {
            wildcard: s("*"),
            instead: None,
        },
        Problem::WildcardInValue {
            wildcard: s("*"),
            instead: Some(s("\"/cart/\"")),
        },
        Problem::PatternInValue {
            pattern: s("[0-9]+"),
            instead: None,
        },
        Problem::PatternInValue {
            pattern: s("(cart|checkout)"),
            instead: Some(s("any of [\"/cart\", \"/checkout\"]")),
        },
        Problem::DuplicateValue { value: s("cart") },
        Problem::ConversationControlKept,
        Problem::TooManyMessages {
            count: 150,
            limit: 140,
        },
        Problem::LongText {
            length: 620,
            limit: 500,
        },
        Problem::PlaceholderText { text: s("…") },
        Problem::UnsupportedByTarget {
            adapter: Adapter::Intercom,
            request: UnsupportedRequest::Tags,
        },
        Problem::UnsupportedByTarget {
            adapter: Adapter::Zendesk,
            request: UnsupportedRequest::BotAnswer {
                answer: s("order_status"),
            },
        },
        Problem::UnsupportedByTarget {
            adapter: Adapter::Chatwoot,
            request: UnsupportedRequest::NameAlone,
        },
        Problem::LongDuration {
            found: s("0m90s"),
            normal: s("1m30s"),
        },
        Problem::TestWithoutExpect { name: s("Greets") },
        Problem::TestFailed {
            test: s("Greets"),
            happened: s("`hello` was not shown on this page"),
            advice: None,
        },
        Problem::TestFailed {
            test: s("Greets"),
            happened: s("`hello` was shown after 30s, not after 20s"),
            advice: Some(s("expect `hello after 30s`")),
        },
    ];
    for kind in [
        DeclarationKind::Segment,
        DeclarationKind::Bot,
        DeclarationKind::Brand,
        DeclarationKind::Channel,
        DeclarationKind::Schedule,
    ] {
        problems.push(Problem::UnusedDeclaration { kind, name: s("x") });
    }
    problems.extend(
        [
            Confusable::Bidirectional('\u{202E}'),
            Confusable::Invisible('\u{200B}'),
            Confusable::Space('\u{A0}'),
            Confusable::Space('\u{3000}'),
            Confusable::Space('\u{2009}'),
            Confusable::LookAlike {
                found: 'С',
                like: 'C',
            },
        ]
        .map(Problem::ConfusableText),
    );
    for why in [
        Impossible::OuterSpace,
        Impossible::InnerSpace,
        Impossible::Entity {
            entity: s("&amp;"),
            character: s("&"),
        },
        Impossible::Tags,
        Impossible::Link,
        Impossible::Enclosed,
        Impossible::WordsAround,
        Impossible::List,
        Impossible::Decomposed { letter: 'é' },
        Impossible::DefaultPort { port: s("443") },
        Impossible::TextFragment,
        Impossible::ViewSource,
        Impossible::Scheme,
        Impossible::Breadcrumb,
        Impossible::Cut,
        Impossible::Punctuation { character: '.' },
        Impossible::BrowserName {
            browser: "Mozilla Firefox",
        },
        Impossible::Backslash,
        Impossible::PercentEncoded,
        Impossible::AddressInTitle,
        Impossible::WrittenDifferently {
            shown: s("as it should be"),
        },
    ] {
        problems.push(Problem::ImpossibleValue {
            found: s("as it is"),
            why,
            instead: Some(s("\"as it should be\"")),
        });
    }
    problems.push(Problem::ImpossibleValue {
        found: s("as it is"),
        why: Impossible::Breadcrumb,
        instead: None,
    });
    for (tag, subtag, suggestion) in [
        ("french", "french", Some(s("fr"))),
        ("mobile", "mobile", None),
        ("eng-GB", "eng", None),
    ] {
        problems.push(Problem::UnknownSubtag {
            tag: s(tag),
            subtag: s(subtag),
            suggestion,
        });
    }
    problems.extend(
        [
            AllowProblem::SilencesNothing {
                code: Code::LongText,
            },
            AllowProblem::UnknownCode {
                word: s("long-txt"),
                suggestion: Some(s("long-text")),
            },
            AllowProblem::UnknownCode {
                word: s("all"),
                suggestion: None,
            },
            AllowProblem::IsAnError {
                code: Code::SyntaxError,
            },
            AllowProblem::Malformed,
            AllowProblem::NoReason,
        ]
        .map(Problem::UnusedAllow),
    );
    problems.extend(
        [Some(s("archive")), None].map(|suggestion| Problem::UnmatchedPath {
            pattern: s("archve"),
            suggestion,
        }),
    );
    problems.extend(proofs());
    problems
}

fn proofs() -> Vec<Problem> {
    let mut values = FieldMap::<String>::default();
    values[Field::VisitorUrl] = s("https://www.example.com/cart");
    values[Field::VisitorTitle] = s("Cart");
    values[Field::VisitorHistory] = s("new");
    values[Field::DeviceLanguage] = s("fr-BE");
    let witness = || Witness {
        values: values.clone(),
        moment: Some(s("2026-01-05 09:00 Europe/Paris")),
    };
    let parts = || vec![s("visitor.history is new"), s("returning_customer")];
    vec![
        Problem::NeverMatches {
            kind: DeclarationKind::Message,
            name: s("hello"),
            parts: parts(),
            witness: Some(Box::new(witness())),
        },
        Problem::NeverMatches {
            kind: DeclarationKind::Segment,
            name: s("nobody"),
            parts: vec![s("not everybody")],
            witness: None,
        },
        Problem::AlwaysMatches {
            kind: DeclarationKind::Message,
            name: s("hello"),
            parts: parts(),
            witness: Some(Box::new(witness())),
        },
        Problem::AlwaysMatches {
            kind: DeclarationKind::Segment,
            name: s("all"),
            parts: vec![s("everybody")],
            witness: None,
        },
        Problem::RedundantCondition {
            part: s("device.language is fr-CA"),
            why: Redundancy::Fails,
            because: vec![s("device.language is fr")],
            witness: Some(Box::new(witness())),
        },
        Problem::RedundantCondition {
            part: s("device.language is fr"),
            why: Redundancy::Holds,
            because: vec![s("device.language is fr-CA")],
            witness: None,
        },
        Problem::RedundantCondition {
            part: s("everybody"),
            why: Redundancy::Holds,
            because: Vec::new(),
            witness: None,
        },
        Problem::RedundantCondition {
            part: s("nobody"),
            why: Redundancy::Fails,
            because: Vec::new(),
            witness: None,
        },
        Problem::ShadowedMessage {
            name: s("cart_help"),
            by: s("hello"),
            advice: ShadowAdvice::ChangeAudience,
            witness: Box::new(witness()),
        },
        Problem::ShadowedMessage {
            name: s("cart_help"),
            by: s("hello"),
            advice: ShadowAdvice::MoveAbove,
            witness: Box::new(witness()),
        },
        Problem::ShadowedMessage {
            name: s("cart_help"),
            by: s("hello"),
            advice: ShadowAdvice::ShorterDelay { than: s("30s") },
            witness: Box::new(witness()),
        },
        Problem::ShadowedMessage {
            name: s("cart_help"),
            by: s("hello"),
            advice: ShadowAdvice::OnPageLoad { is_above: false },
            witness: Box::new(witness()),
        },
        Problem::ShadowedMessage {
            name: s("cart_help"),
            by: s("hello"),
            advice: ShadowAdvice::OnPageLoad { is_above: true },
            witness: Box::new(witness()),
        },
        Problem::DuplicateMessage {
            name: s("again"),
            of: s("hello"),
            witness: Box::new(witness()),
        },
    ]
}
