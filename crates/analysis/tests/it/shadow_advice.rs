//! The help of `shadowed-message`: following it removes the finding.

use proactive_diagnostics::{Problem, ShadowAdvice};

use crate::workspaces::{GROUND, message, proved, single};

const CONDITIONS: [&str; 5] = [
    "always",
    "visitor.history is new",
    "visitor.history is new and device.language is fr",
    "visitor.url contains \"/a\"",
    "visitor.url contains any of [\"/a\", \"/b\"]",
];

const TRIGGERS: [&str; 4] = [
    "on page_load",
    "after 0s on page_view",
    "after 5s on page_view",
    "after 30s on page_view",
];

#[derive(Debug, Clone, Copy)]
struct Message {
    name: &'static str,
    condition: &'static str,
    trigger: &'static str,
}

/// The messages that are shadowed, with the advice for each.
fn shadowed(messages: &[Message]) -> Vec<(String, ShadowAdvice)> {
    let texts = messages
        .iter()
        .map(|it| message(it.name, it.condition, it.trigger));
    found(&(GROUND.to_owned() + &texts.collect::<String>()))
}

fn found(text: &str) -> Vec<(String, ShadowAdvice)> {
    let findings = proved(&single(text)).into_iter();
    let shadowed = findings.filter_map(|finding| match finding.problem {
        Problem::ShadowedMessage { name, advice, .. } => Some((name, advice)),
        _ => None,
    });
    shadowed.collect()
}

/// Both messages, in their new order and with their new triggers.
fn follow(messages: [Message; 2], name: &str, advice: &ShadowAdvice) -> [Message; 2] {
    let [first, second] = messages;
    let (mut this, other, was_first) = if first.name == name {
        (first, second, true)
    } else {
        (second, first, false)
    };
    let is_first = match advice {
        ShadowAdvice::ChangeAudience => was_first,
        ShadowAdvice::MoveAbove => {
            assert!(!was_first);
            true
        }
        ShadowAdvice::ShorterDelay { than } => {
            assert!(other.trigger.contains(than), "{than}: {other:?}");
            this.trigger = "after 4s on page_view";
            was_first
        }
        ShadowAdvice::OnPageLoad { is_above } => {
            assert_eq!(*is_above, was_first);
            this.trigger = "on page_load";
            true
        }
    };
    if is_first {
        [this, other]
    } else {
        [other, this]
    }
}

#[test]
fn followed_advice_helps() {
    let mut kinds = std::collections::BTreeSet::new();
    for one in CONDITIONS {
        for other in CONDITIONS {
            for (first, second) in TRIGGERS
                .iter()
                .flat_map(|it| TRIGGERS.map(|other| (*it, other)))
            {
                let messages = [
                    Message {
                        name: "a",
                        condition: one,
                        trigger: first,
                    },
                    Message {
                        name: "b",
                        condition: other,
                        trigger: second,
                    },
                ];
                for (name, advice) in shadowed(&messages) {
                    kinds.insert(format!("{advice:?}"));
                    if advice == ShadowAdvice::ChangeAudience {
                        // No order or delay helps: one of them is always shadowed.
                        assert_eq!(one, other);
                        continue;
                    }
                    let after = follow(messages, &name, &advice);
                    assert_eq!(shadowed(&after), [], "{name}, {advice:?}: {messages:?}");

                    // The alternative: the audience is excluded from the other message.
                    let excluded = messages.map(|it| {
                        let [first, second] = messages;
                        let this = if first.name == name { first } else { second };
                        let condition = match it.condition {
                            _ if it.name == name => it.condition.to_owned(),
                            "always" => format!("not ({})", this.condition),
                            condition => format!("({condition}) and not ({})", this.condition),
                        };
                        message(it.name, &condition, it.trigger)
                    });
                    assert_eq!(found(&(GROUND.to_owned() + &excluded.concat())), []);
                }
            }
        }
    }
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    assert_eq!(
        kinds,
        [
            "ChangeAudience",
            "MoveAbove",
            "OnPageLoad { is_above: false }",
            "OnPageLoad { is_above: true }",
            "ShorterDelay { than: \"5s\" }",
        ]
    );
}
