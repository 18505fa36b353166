//! The messages of a workspace with their conditions read, and what can be asked of them.

use std::ops::Not as _;

use proactive_catalog::MessageStatus;
use proactive_hir::model::{Condition, Message, MessageId, Model, Schedule, SegmentId, Trigger};

use crate::encode::Encoder;
use crate::example_site::site_of_formulas;
use crate::formula::{Formula, Formulas};
use crate::hours::{CommonMoment, HoursKey, Timetable};
use crate::solver::{Outcome, Solver};
use crate::visitor::{NormalizedVisitor, Visitor};
use crate::witness::WitnessBuilder;

/// Whether somebody is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Satisfiable {
    /// This visitor, for one.
    Yes(Visitor),
    /// Nobody.
    No,
    /// It would take too much work to tell.
    Unknown,
}

/// Whether something holds of everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proved {
    /// It does.
    Yes,
    /// Not of this visitor, for one.
    No(Visitor),
    /// It would take too much work to tell.
    Unknown,
}

impl Proved {
    /// Whether it is proved.
    #[must_use]
    pub fn is_yes(&self) -> bool {
        matches!(self, Self::Yes)
    }
}

/// A message, read.
#[derive(Debug)]
pub(crate) struct MessageRule {
    pub(crate) published: bool,
    /// The position of its channel, if that can be told.
    pub(crate) channel: Option<usize>,
    /// Who gets it.
    pub(crate) audience: Formula,
    /// Seconds from the load of a page until it is due.
    pub(crate) due: u32,
    /// Its hours, if they can be told.
    pub(crate) hours: Option<HoursKey>,
}

/// The conditions of a workspace, read as formulas.
#[derive(Debug)]
pub struct Audiences<'m> {
    pub(crate) formulas: Formulas,
    pub(crate) case_sensitive: bool,
    pub(crate) site: String,
    /// What the segments say, as far as that is known.
    segment_formulas: Vec<Option<Formula>>,
    pub(crate) messages: Vec<MessageRule>,
    pub(crate) schedules: Vec<Option<&'m Schedule>>,
}

impl<'m> Audiences<'m> {
    /// Reads the conditions of a checked workspace.
    #[must_use]
    pub fn of_model(model: &'m Model) -> Self {
        Self::empty().extend_with(model)
    }

    fn empty() -> Self {
        Self {
            formulas: Formulas::new(),
            case_sensitive: true,
            site: String::new(),
            segment_formulas: Vec::new(),
            messages: Vec::new(),
            schedules: Vec::new(),
        }
    }

    /// Reads the conditions of another checked workspace in place of those read so far. Formulas
    /// and hours of these stay what they are.
    pub(crate) fn extend_with(mut self, model: &'m Model) -> Self {
        self.case_sensitive = model.case_sensitive;
        let first = self.schedules.len();
        self.schedules.extend(model.schedules.iter().map(Some));
        self.read_segments(model);
        self.messages = model
            .messages
            .iter()
            .map(|message| self.rule(message, first))
            .collect();
        self.site = site_of_formulas(&self.formulas);
        self
    }

    /// Reads a message. The schedules of its workspace begin at `first`.
    fn rule(&mut self, message: &Message, first: usize) -> MessageRule {
        let condition = message.condition.as_ref();
        let audience = condition.map(|condition| self.read(condition));
        MessageRule {
            // What cannot be read is compared with nothing.
            published: message.status == MessageStatus::Published && audience != Some(None),
            channel: Some(message.channel.index()),
            audience: audience.flatten().unwrap_or(Formula::TRUE),
            due: match message.trigger {
                Trigger::PageLoad => 0,
                Trigger::PageView { after_seconds } => after_seconds,
            },
            hours: Some(HoursKey::of(&message.hours, first)),
        }
    }

    /// Reads the segments, each after those that it uses.
    fn read_segments(&mut self, model: &Model) {
        self.segment_formulas = vec![None; model.segments.len()];
        for id in &model.segment_order {
            let formula = self.read(&model[*id].condition);
            if let Some(slot) = self.segment_formulas.get_mut(id.index()) {
                *slot = formula;
            }
        }
    }

    /// Who gets a message.
    #[must_use]
    pub fn audience(&self, message: MessageId) -> Option<Formula> {
        self.messages
            .get(message.index())
            .map(|message| message.audience)
    }

    /// Somebody who gets a message, at a moment of its hours; none where nobody does, or it would
    /// take too much work to tell. Other messages may come first.
    #[must_use]
    pub fn example(&self, message: MessageId) -> Option<Visitor> {
        let rule = self.messages.get(message.index())?;
        let hours = rule.hours.as_ref()?;
        let moment = match Timetable::new(&self.schedules).common(hours, hours, rule.due) {
            CommonMoment::Any => None,
            CommonMoment::At(moment) => Some(moment),
            CommonMoment::Never | CommonMoment::Unknown => return None,
        };
        match self.satisfiable(&[rule.audience]) {
            Satisfiable::Yes(visitor) => Some(Visitor { moment, ..visitor }),
            Satisfiable::No | Satisfiable::Unknown => None,
        }
    }

    /// Who belongs to a segment.
    #[must_use]
    pub fn segment(&self, segment: SegmentId) -> Option<Formula> {
        *self.segment_formulas.get(segment.index())?
    }

    /// Who meets a condition, which may name the segments of the workspace; none where one of
    /// these is not known.
    pub fn read(&mut self, condition: &Condition) -> Option<Formula> {
        let mut encoder = Encoder {
            formulas: &mut self.formulas,
            case_sensitive: self.case_sensitive,
            segments: &|id| *self.segment_formulas.get(id.index())?,
        };
        encoder.encode(condition).map(|part| part.formula)
    }

    /// Whether somebody meets all of `formulas`.
    #[must_use]
    pub fn satisfiable(&self, formulas: &[Formula]) -> Satisfiable {
        match Solver::new(&self.formulas).all(formulas) {
            Outcome::Possible(assignment) => match self.maker().visitor(&assignment) {
                Some(visitor) => Satisfiable::Yes(visitor),
                None => Satisfiable::Unknown,
            },
            Outcome::Impossible(_) => Satisfiable::No,
            Outcome::Unknown => Satisfiable::Unknown,
        }
    }

    /// Whether everybody meets `formula`.
    #[must_use]
    pub fn always(&self, formula: Formula) -> Proved {
        self.implies(Formula::TRUE, formula)
    }

    /// Whether everybody who meets `narrow` meets `wide`.
    #[must_use]
    pub fn implies(&self, narrow: Formula, wide: Formula) -> Proved {
        match self.satisfiable(&[narrow, wide.not()]) {
            Satisfiable::Yes(visitor) => Proved::No(visitor),
            Satisfiable::No => Proved::Yes,
            Satisfiable::Unknown => Proved::Unknown,
        }
    }

    /// Whether the same visitors meet both.
    #[must_use]
    pub fn equivalent(&self, one: Formula, other: Formula) -> Proved {
        if one == other {
            return Proved::Yes;
        }
        match self.implies(one, other) {
            Proved::Yes => self.implies(other, one),
            answer @ (Proved::No(_) | Proved::Unknown) => answer,
        }
    }

    /// Whether a visitor meets `formula`.
    #[must_use]
    pub fn holds(&self, formula: Formula, visitor: &Visitor) -> bool {
        NormalizedVisitor::new(visitor, self.case_sensitive).meets(&self.formulas, formula)
    }

    pub(crate) fn maker(&self) -> WitnessBuilder<'_> {
        WitnessBuilder {
            formulas: &self.formulas,
            case_sensitive: self.case_sensitive,
            site: &self.site,
        }
    }
}
