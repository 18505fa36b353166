//! What other visitors would see on the same page, where their language or their history decides.

use std::collections::BTreeMap;

use proactive_catalog::{Field, FieldType, History, LANGUAGES, Word as _};
use proactive_engine::{Simulation, Visitor, speaks};
use proactive_hir::model::{Condition, ConditionKind};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{Simulator, Visit};

/// Visitors who differ from the simulated one in their history or their language, and who see
/// something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OtherVisitors {
    /// The history, if that is what differs: `new` or `returning`.
    pub history: Option<&'static str>,
    /// The language tags (BCP 47), if that is what differs.
    pub languages: Vec<Box<str>>,
    /// Whether visitors with any language that no condition names are among them.
    pub any_other_language: bool,
    /// What they see, in the order in which it appears.
    pub shown: Vec<ShownToOthers>,
}

/// A message that other visitors see.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct ShownToOthers {
    /// The ID of the message.
    pub message: Box<str>,
    /// Seconds from the load of the page until the message appears.
    pub after_seconds: u32,
}

impl Simulator<'_> {
    /// The visitors who would see something else on the page of a visit.
    #[must_use]
    pub fn other_visitors(&self, visit: &Visit) -> Vec<OtherVisitors> {
        let seen = self.seen(visit, visit.history, &visit.language);
        let mut others = Vec::new();
        let history = match visit.history {
            History::New => History::Returning,
            History::Returning => History::New,
        };
        let shown = self.seen(visit, history, &visit.language);
        if shown != seen {
            others.push(OtherVisitors {
                history: Some(history.as_str()),
                languages: Vec::new(),
                any_other_language: false,
                shown,
            });
        }
        let named = self.named_languages();
        let is_named = |tag: &str| named.iter().any(|named| speaks(tag, named));
        // A language that no condition names stands for all of these.
        let unnamed = LANGUAGES.iter().map(|it| it.tag).find(|it| !is_named(it));
        let unnamed = unnamed.filter(|_| is_named(&visit.language));
        let mut by_outcome: BTreeMap<Vec<ShownToOthers>, (Vec<Box<str>>, bool)> = BTreeMap::new();
        let tags = named.iter().map(|tag| (&**tag, false));
        for (tag, is_unnamed) in tags.chain(unnamed.map(|tag| (tag, true))) {
            let shown = self.seen(visit, visit.history, tag);
            if shown == seen {
                continue;
            }
            let (languages, any_other) = by_outcome.entry(shown).or_default();
            match is_unnamed {
                true => *any_other = true,
                false => languages.push(tag.into()),
            }
        }
        others.extend(
            by_outcome
                .into_iter()
                .map(|(shown, (languages, any_other_language))| OtherVisitors {
                    history: None,
                    languages,
                    any_other_language,
                    shown,
                }),
        );
        others
    }

    /// What a visitor sees on the page of a visit.
    fn seen(&self, visit: &Visit, history: History, language: &str) -> Vec<ShownToOthers> {
        let channel = visit.channel.as_deref();
        let visitor = Visitor {
            history,
            language,
            start: visit.at.unix_seconds,
            channel: channel.and_then(|id| self.program.channel(id)),
        };
        let mut simulation = Simulation::new(&self.program, &visitor);
        simulation.visit(&visit.url, &visit.title);
        simulation.wait(visit.stay);
        let shown = simulation.shown().iter().map(|shown| ShownToOthers {
            message: self.program[shown.message].id.to_string().into(),
            after_seconds: shown.after,
        });
        shown.collect()
    }

    /// The languages that conditions name, without repetitions, in order.
    fn named_languages(&self) -> Vec<Box<str>> {
        let mut found = Vec::new();
        let segments = self.model.segments.iter().map(|it| &it.condition);
        let messages = self.model.messages.iter();
        let messages = messages.filter_map(|it| it.condition.as_ref());
        for condition in segments.chain(messages) {
            collect_languages(condition, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn collect_languages(condition: &Condition, found: &mut Vec<Box<str>>) {
    match &condition.kind {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => {
            parts.iter().for_each(|part| collect_languages(part, found));
        }
        ConditionKind::Not(inner) => collect_languages(inner, found),
        ConditionKind::Comparison(comparison) => {
            if is_language(comparison.field) {
                found.extend(comparison.values.iter().map(|value| value.text.clone()));
            }
        }
        // Its condition is walked on its own.
        ConditionKind::Segment(_) => {}
    }
}

fn is_language(field: Field) -> bool {
    match field.info().ty {
        FieldType::Language => true,
        FieldType::Text | FieldType::History => false,
    }
}
