//! The messages of a workspace with their conditions encoded, and the questions that can be asked
//! about them.

use std::ops::Not as _;

use proactive_catalog::MessageStatus;
use proactive_catalog::case_folding::fold;
use proactive_hir::model::{
    Condition, Message, MessageId, Model, Schedule, SegmentId, Trigger, Website,
};

use crate::atom::Atom;
use crate::cnf;
use crate::encode::{Encoder, off_websites, on_both, on_websites};
use crate::example_site::site_of_formulas;
use crate::formula::{Formula, Formulas};
use crate::hours::{CommonMoment, HoursKey, Timetable};
use crate::solver::{Outcome, Solver};
use crate::text_field::TextField;
use crate::visitor::{NormalizedVisitor, Visitor};
use crate::witness::WitnessBuilder;

/// Whether some visitor meets the formulas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Satisfiable {
    /// This one, for example.
    Yes(Visitor),
    /// No visitor does.
    No,
    /// Finding out would take too much work.
    Unknown,
}

/// Whether something is true of every visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proved {
    /// It is.
    Yes,
    /// It is not true of this visitor, for example.
    No(Visitor),
    /// Finding out would take too much work.
    Unknown,
}

impl Proved {
    /// Whether it is proved.
    #[must_use]
    pub fn is_yes(&self) -> bool {
        matches!(self, Self::Yes)
    }
}

/// A message with its condition encoded.
#[derive(Debug)]
pub(crate) struct MessageRule {
    pub(crate) published: bool,
    /// The index of its channel, if known.
    pub(crate) channel: Option<usize>,
    /// Who gets it on the pages that its channel is on.
    pub(crate) audience: Formula,
    /// The pages that its channel is on, and those that it is not on.
    pub(crate) pages: Formula,
    pub(crate) off_pages: Formula,
    /// The visitors on pages of its channel who get it.
    pub(crate) there: Formula,
    /// Seconds from page load until it is due.
    pub(crate) due: u32,
    /// Its hours, if known.
    pub(crate) hours: Option<HoursKey>,
}

/// The conditions of a workspace, encoded as formulas.
#[derive(Debug)]
pub struct Audiences<'m> {
    pub(crate) formulas: Formulas,
    pub(crate) case_sensitive: bool,
    pub(crate) site: String,
    /// The formulas of the segments, as far as they are known.
    segment_formulas: Vec<Option<Formula>>,
    pub(crate) messages: Vec<MessageRule>,
    pub(crate) schedules: Vec<Option<&'m Schedule>>,
}

impl<'m> Audiences<'m> {
    /// Encodes the conditions of a checked workspace.
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

    /// Replaces the conditions with those of another checked workspace. Formulas and hours of the
    /// earlier one stay valid.
    pub(crate) fn extend_with(mut self, model: &'m Model) -> Self {
        self.case_sensitive = model.case_sensitive;
        let first = self.schedules.len();
        self.schedules.extend(model.schedules.iter().map(Some));
        self.read_segments(model);
        self.messages = model
            .messages
            .iter()
            .map(|message| self.rule(message, &model[message.channel].websites, first))
            .collect();
        self.site = site_of_formulas(&self.formulas);
        self
    }

    /// Encodes a message of a channel with these websites. The schedules of its workspace start at index `first`.
    fn rule(&mut self, message: &Message, websites: &[Website], first: usize) -> MessageRule {
        let case_sensitive = self.case_sensitive;
        let pages = on_websites(&mut self.formulas, websites, case_sensitive);
        let off_pages = off_websites(&mut self.formulas, websites, case_sensitive);
        let condition = message.condition.as_ref();
        let audience = condition.map(|condition| self.read(condition));
        let there = audience.flatten().unwrap_or(Formula::TRUE);
        let there = self.formulas.all([there, pages]);
        MessageRule {
            // A message whose condition cannot be encoded is compared with nothing.
            published: message.status == MessageStatus::Published && audience != Some(None),
            channel: Some(message.channel.index()),
            audience: audience.flatten().unwrap_or(Formula::TRUE),
            pages,
            off_pages,
            there,
            due: match message.trigger {
                Trigger::PageLoad => 0,
                Trigger::PageView { after_seconds } => after_seconds,
            },
            hours: Some(HoursKey::of(&message.hours, first)),
        }
    }

    /// Restricts the messages of `model` to one page: those of channels that are not on it are not
    /// published there.
    pub(crate) fn keep_to_page(&mut self, page: &str, model: &Model) {
        let compared = match self.case_sensitive {
            true => page.into(),
            false => fold(page).into(),
        };
        let on_page = Atom::Is(TextField::ADDRESS, compared);
        let on_page = self.formulas.atom(on_page, page);
        for (message, rule) in model.messages.iter().zip(&mut self.messages) {
            rule.published &= model[message.channel].is_on(page);
            rule.audience = self.formulas.all([rule.audience, on_page]);
            rule.there = rule.audience;
            rule.pages = Formula::TRUE;
        }
    }

    /// Encodes the segments, each after those that it uses.
    fn read_segments(&mut self, model: &Model) {
        self.segment_formulas = vec![None; model.segments.len()];
        for id in &model.segment_order {
            let formula = self.read(&model[*id].condition);
            if let Some(slot) = self.segment_formulas.get_mut(id.index()) {
                *slot = formula;
            }
        }
    }

    /// Who gets a message, on the pages that its channel is on.
    #[must_use]
    pub fn audience(&self, message: MessageId) -> Option<Formula> {
        self.messages
            .get(message.index())
            .map(|message| message.audience)
    }

    /// The pages that the channel of a message is on. It cannot be negated.
    #[must_use]
    pub fn pages(&self, message: MessageId) -> Option<Formula> {
        let message = self.messages.get(message.index());
        message.map(|message| message.pages)
    }

    /// A visitor who gets a message, at a moment within its hours; `None` if there is none, or
    /// finding out would take too much work. Other messages may come first.
    #[must_use]
    pub fn example(&self, message: MessageId) -> Option<Visitor> {
        let audience = self.audience(message)?;
        match self.satisfiable_there(message, &[audience]) {
            Satisfiable::Yes(visitor) => Some(visitor),
            Satisfiable::No | Satisfiable::Unknown => None,
        }
    }

    /// Whether some visitor meets all of `formulas` on a page that the channel of a message is on,
    /// at a moment within the hours of that message.
    #[must_use]
    pub fn satisfiable_there(&self, message: MessageId, formulas: &[Formula]) -> Satisfiable {
        let rule = self.messages.get(message.index());
        let Some((rule, hours)) = rule.and_then(|rule| Some((rule, rule.hours.as_ref()?))) else {
            return Satisfiable::Unknown;
        };
        let moment = match Timetable::new(&self.schedules).common(hours, hours, rule.due) {
            CommonMoment::Any => None,
            CommonMoment::At(moment) => Some(moment),
            CommonMoment::Never => return Satisfiable::No,
            CommonMoment::Unknown => return Satisfiable::Unknown,
        };
        match self.satisfiable(&[formulas, &[rule.pages]].concat()) {
            Satisfiable::Yes(visitor) => Satisfiable::Yes(Visitor { moment, ..visitor }),
            other @ (Satisfiable::No | Satisfiable::Unknown) => other,
        }
    }

    /// Who belongs to a segment.
    #[must_use]
    pub fn segment(&self, segment: SegmentId) -> Option<Formula> {
        *self.segment_formulas.get(segment.index())?
    }

    /// Who meets a condition, which may name segments of the workspace; `None` if one of these is
    /// unknown.
    pub fn read(&mut self, condition: &Condition) -> Option<Formula> {
        let mut encoder = Encoder {
            formulas: &mut self.formulas,
            case_sensitive: self.case_sensitive,
            segments: &|id| *self.segment_formulas.get(id.index())?,
        };
        encoder.encode(condition).map(|part| part.formula)
    }

    /// Who meets all of `parts`.
    pub fn all(&mut self, parts: &[Formula]) -> Formula {
        self.formulas.all(parts.iter().copied())
    }

    /// The pages that are on both lists of websites. A list without websites has every page.
    pub(crate) fn on_both(&mut self, (one, other): (&[Website], &[Website])) -> Formula {
        on_both(&mut self.formulas, one, other, self.case_sensitive)
    }

    /// Whether some visitor meets all of `formulas`.
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

    /// Whether every visitor meets `formula`.
    #[must_use]
    pub fn always(&self, formula: Formula) -> Proved {
        self.implies(Formula::TRUE, formula)
    }

    /// Whether every visitor who meets `narrow` meets `wide`.
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

    /// The question that [`Self::satisfiable`] answers, as clauses of DIMACS literals. Only for
    /// tests, which ask another solver.
    #[doc(hidden)]
    #[must_use]
    pub fn clauses(&self, formulas: &[Formula]) -> Vec<Vec<i32>> {
        cnf::clauses(&self.formulas, formulas)
    }

    pub(crate) fn maker(&self) -> WitnessBuilder<'_> {
        WitnessBuilder {
            formulas: &self.formulas,
            case_sensitive: self.case_sensitive,
            site: &self.site,
        }
    }
}
