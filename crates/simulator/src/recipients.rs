//! Who gets a message: visitors to whom it is shown, which is seen by playing them, or else the
//! messages that are shown instead.

use std::collections::VecDeque;
use std::ops::Not as _;

use proactive_analysis::{Formula, Satisfiable, Visitor};
use proactive_catalog::{Field, History};
use proactive_config::scenario::{Moment, Scenario};
use proactive_engine::{MessageId, words};
use proactive_hir::model::{Comparison, Condition, ConditionKind};

use crate::Simulator;
use crate::example_visits::{ExampleVisits, MAX_RIVALS, hours_of_a_week};

/// The most visitors to find.
const MAX_RECIPIENTS: usize = 4;

/// About how many requirements are tried to find visitors who differ.
const MAX_VARIANTS: usize = 16;

/// Who gets a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipients {
    /// A few visitors to whom it is shown, who differ in what its condition asks for.
    pub visitors: Vec<Recipient>,
    /// If no visitor was found: the IDs of messages that are shown instead to visitors who meet its
    /// condition. Empty if its condition is met by no visitor, or that is not known.
    pub taken_by: Vec<Box<str>>,
}

/// A visitor to whom a message is shown, in the notation of [`VisitInput`](crate::VisitInput).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The address of the page.
    pub url: Box<str>,
    /// The title of the page, which can be empty.
    pub title: Box<str>,
    /// The language tag of the device (BCP 47).
    pub language: Box<str>,
    /// Whether the visitor has been here before.
    pub history: History,
    /// When the page loads: `2026-03-16 10:00 Europe/Paris`. Where any moment will do, it is `None`,
    /// and the visitor was played at that of a test.
    pub at: Option<Box<str>>,
}

impl Simulator<'_> {
    /// Who gets the message with this ID. `None` if there is no such message.
    #[must_use]
    pub fn recipients(&self, message: &str) -> Option<Recipients> {
        let id = self
            .model
            .messages
            .iter()
            .position(|it| *it.id == *message)?;
        let id = self.program.messages().nth(id)?;
        let mut search = RecipientSearch {
            visits: ExampleVisits::new(self),
            message: id,
            visitors: Vec::new(),
            rivals: Vec::new(),
        };
        search.find_all();
        let rivals = match search.visitors.is_empty() {
            true => &*search.rivals,
            false => &[],
        };
        let ids = rivals.iter().map(|rival| (*self.program[*rival].id).into());
        Some(Recipients {
            taken_by: ids.collect(),
            visitors: search.visitors,
        })
    }
}

struct RecipientSearch<'s, 'm> {
    visits: ExampleVisits<'s, 'm>,
    message: MessageId,
    visitors: Vec<Recipient>,
    /// The messages that were shown instead.
    rivals: Vec<MessageId>,
}

impl RecipientSearch<'_, '_> {
    /// Finds a visitor, and then others who differ.
    fn find_all(&mut self) {
        let Some(audience) = self.visits.audience(self.message) else {
            return;
        };
        self.find(&[audience]);
        if self.visitors.is_empty() {
            return;
        }
        for variant in self.variants() {
            if self.visitors.len() == MAX_RECIPIENTS {
                return;
            }
            self.find(&[audience, variant]);
        }
    }

    /// What may tell apart the visitors who get the message: each value that its condition compares
    /// with, and its opposite.
    fn variants(&mut self) -> Vec<Formula> {
        let model = self.visits.simulator.model;
        let message = model.messages.get(self.message.index());
        let mut waiting: VecDeque<&Condition> = VecDeque::new();
        waiting.extend(message.and_then(|message| message.condition.as_ref()));
        let mut variants = Vec::new();
        while let Some(condition) = waiting.pop_front()
            && variants.len() < MAX_VARIANTS
        {
            match &condition.kind {
                ConditionKind::And(parts) | ConditionKind::Or(parts) => waiting.extend(parts),
                ConditionKind::Not(part) => waiting.push_back(part),
                ConditionKind::Segment(segment) => waiting.push_back(&model[*segment].condition),
                ConditionKind::Comparison(comparison) => {
                    for value in &comparison.values {
                        let alone = Comparison {
                            any_of: false,
                            values: vec![value.clone()],
                            ..comparison.clone()
                        };
                        let alone = ConditionKind::Comparison(alone).into();
                        if let Some(formula) = self.visits.audiences.read(&alone) {
                            variants.extend([formula, formula.not()]);
                        }
                    }
                }
            }
        }
        variants
    }

    /// Finds a visitor who meets `formulas` and gets the message, passing over those who get another
    /// one first.
    fn find(&mut self, formulas: &[Formula]) {
        let mut formulas = formulas.to_vec();
        let mut first = None;
        for _ in 0..=MAX_RIVALS {
            let Satisfiable::Yes(visitor) = self.visits.visitor(self.message, &formulas) else {
                break;
            };
            let moment = visitor.moment.clone();
            let Some((visitor, visit)) = self.visits.visit(self.message, visitor) else {
                break;
            };
            if self.is_shown(&visit) {
                self.add(&visitor, moment.map(|moment| moment.words));
                return;
            }
            let shown = self.visits.shown(&visit);
            let rival = shown
                .into_iter()
                .find(|other| self.visits.is_rival(other.message, self.message));
            first = first.or(Some((visitor, visit)));
            let Some(rival) = rival.map(|rival| rival.message) else {
                break;
            };
            if !self.rivals.contains(&rival) {
                self.rivals.push(rival);
            }
            match self.visits.audience(rival) {
                Some(audience) => formulas.push(audience.not()),
                None => break,
            }
        }
        // Everyone gets another message first, but perhaps only at that hour.
        if let Some((visitor, visit)) = first {
            self.find_other_hour(&visitor, visit);
        }
    }

    /// Looks for an hour of a week at which a visitor gets the message.
    fn find_other_hour(&mut self, visitor: &Visitor, mut visit: Scenario) {
        let zone: Box<str> = match self.visits.zone(self.message) {
            Some(zone) => zone.into(),
            None => visit.start.zone.clone(),
        };
        for unix_seconds in hours_of_a_week() {
            visit.start = Moment {
                unix_seconds,
                zone: zone.clone(),
            };
            if self.is_shown(&visit) {
                let at = words::minute(unix_seconds, &zone);
                // Without the day of the week.
                let at = at.split_once(' ').map_or(&*at, |(_, at)| at);
                self.add(visitor, Some(format!("{at} {zone}").into()));
                return;
            }
        }
    }

    fn is_shown(&self, visit: &Scenario) -> bool {
        let mut shown = self.visits.shown(visit).into_iter();
        shown.any(|shown| shown.message == self.message)
    }

    /// Adds a visitor, unless there is one with the same page, history and language.
    fn add(&mut self, visitor: &Visitor, at: Option<Box<str>>) {
        let recipient = Recipient {
            url: visitor.values[Field::VisitorUrl].clone(),
            title: visitor.values[Field::VisitorTitle].clone(),
            language: visitor.values[Field::DeviceLanguage].clone(),
            history: visitor.history(),
            at,
        };
        let is_known = |other: &Recipient| {
            other.url == recipient.url
                && other.title == recipient.title
                && other.language == recipient.language
                && other.history == recipient.history
        };
        if !self.visitors.iter().any(is_known) {
            self.visitors.push(recipient);
        }
    }
}
