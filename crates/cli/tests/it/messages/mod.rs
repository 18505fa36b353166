//! Every sentence, side by side, so that they can be read as one text.

mod hours;
mod meaning;
mod shape;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use proactive_catalog::aliases::{self, WishPlace};
use proactive_catalog::{Block, DeclarationKind, WordSet};
use proactive_diagnostics::messages::{fix_title, help, label, message, wish};
use proactive_diagnostics::{Code, FixTitle, LabelKind, Problem};

use meaning::{files, lints, values};
use shape::{list, names, s, statements, syntax};

fn all() -> Vec<Problem> {
    [
        syntax(),
        statements(),
        names(),
        values(),
        hours::errors(),
        files(),
        lints(),
        hours::lints(),
    ]
    .concat()
}

#[test]
fn every_problem_is_said() {
    let mut text = String::new();
    for problem in all() {
        writeln!(text, "{}: {}", problem.code(), message(&problem)).unwrap();
        if let Some(help) = help(&problem) {
            writeln!(text, "    {help}").unwrap();
        }
    }
    insta::assert_snapshot!(text);
}

/// What is wished for in any place, and what to do instead.
#[test]
fn every_wish_is_answered() {
    let places = Block::ALL
        .map(WishPlace::Statement)
        .into_iter()
        .chain([WishPlace::Declaration, WishPlace::Field])
        .chain(WordSet::ALL.iter().copied().map(WishPlace::Word));
    let mut answers = BTreeMap::new();
    for place in places {
        for entry in aliases::entries() {
            if let Some(found) = aliases::wish(place, entry.phrase) {
                answers.insert(format!("{found:?}"), wish(found));
            }
        }
    }
    let mut text = String::new();
    for (wish, answer) in answers {
        assert!(answer.ends_with('.'), "{answer}");
        writeln!(text, "{wish}:\n    {answer}").unwrap();
    }
    insta::assert_snapshot!(text);
}

#[test]
fn every_code_is_said() {
    let said: BTreeSet<_> = all().iter().map(Problem::code).collect();
    for code in Code::ALL {
        assert!(said.contains(code), "{code}");
    }
}

#[test]
fn messages_are_clauses_and_helps_are_sentences() {
    for problem in all() {
        let message = message(&problem);
        let first = message.chars().next().unwrap();
        assert!(
            !first.is_uppercase() || message.starts_with("U+"),
            "{message}"
        );
        assert!(!message.ends_with('.'), "{message}");
        let help = help(&problem).unwrap();
        assert!(help.ends_with(['.', '?']), "{help}");
        let first = help.chars().next().unwrap();
        assert!(first.is_uppercase() || first == '`', "{help}");
        for text in [message, help] {
            assert!(!text.contains(['\n', '\t', '\u{7}']), "{text}");
            assert!(!text.contains("  "), "{text}");
            let words = text.to_lowercase();
            for jargon in ["token", "identifier `", "lexer", "parser", "span", "eof"] {
                assert!(!words.contains(jargon), "{text}");
            }
        }
    }
}

#[test]
fn labels_and_fixes_are_said() {
    let labels = [
        LabelKind::FirstDefinition,
        LabelKind::FirstGiven,
        LabelKind::InThisBlock,
        LabelKind::ClosedHere,
        LabelKind::DeclaredHere {
            kind: DeclarationKind::Brand,
            name: s("acme"),
        },
        LabelKind::ConnectedToBrand { brand: s("acme") },
        LabelKind::PublishedOn {
            channels: list(&["web", "app"]),
        },
        LabelKind::PublishedOn {
            channels: Vec::new(),
        },
        LabelKind::IsDraft,
        LabelKind::UsesSegment { name: s("fr") },
        LabelKind::FirstValue,
        LabelKind::SetHere,
        LabelKind::OpenHere,
        LabelKind::ClosedDates,
        LabelKind::FollowsHours {
            message: s("hello"),
        },
        LabelKind::IncludesThis,
        LabelKind::ClockIsAt {
            moment: s("2026-03-16 10:02:00 Europe/Paris"),
        },
        LabelKind::Happened {
            events: vec![
                (s("10:02:00"), s("https://acme.fr/panier loads")),
                (s("10:02:30"), s("`hello` is shown after 30s")),
            ],
        },
        LabelKind::LetIn {
            message: s("hello"),
            reasons: vec![
                s("`visitor.history is new` is true: it is \"new\""),
                s("it is shown every time"),
            ],
        },
        LabelKind::KeptBack {
            message: s("hello"),
            reasons: vec![s("its status is `paused`")],
        },
    ];
    let fixes = [
        FixTitle::Replace { with: s("fr") },
        FixTitle::Replace {
            with: String::new(),
        },
        FixTitle::Insert {
            text: s(" on page_view"),
        },
        FixTitle::Quote,
        FixTitle::AddParentheses,
        FixTitle::Remove { text: s(",") },
    ];
    let said: Vec<_> = labels
        .iter()
        .map(label)
        .chain(fixes.iter().map(fix_title))
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}
