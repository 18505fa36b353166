//! The messages of a workspace with their conditions read, and what can be asked of them.

use std::ops::Not as _;

use proactive_catalog::MessageStatus;
use proactive_diagnostics::Span;
use proactive_hir::model::{
    Condition, Hours, Message, MessageId, Model, PartialMessage, PartialModel, Schedule, SegmentId,
    Trigger,
};

use crate::formula::{Formula, Formulas};
use crate::hours::Key;
use crate::part::{Part, Reader, segments_in};
use crate::session::{Outcome, Session};
use crate::visitor::{Seen, Visitor};
use crate::witness::{Maker, site_of};

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

/// A segment, read.
#[derive(Debug)]
pub(crate) struct ReadSegment<'m> {
    /// Its position among all.
    pub(crate) position: usize,
    pub(crate) id: &'m str,
    pub(crate) part: Part,
}

/// A message, read.
#[derive(Debug)]
pub(crate) struct Rule<'m> {
    /// Its position among all.
    pub(crate) position: usize,
    pub(crate) id: &'m str,
    pub(crate) span: Span,
    pub(crate) published: bool,
    /// The position of its channel, if that can be told.
    pub(crate) channel: Option<usize>,
    /// Its condition; none where it goes to everybody.
    pub(crate) part: Option<Part>,
    /// Who gets it.
    pub(crate) audience: Formula,
    /// Seconds from the load of a page until it is due.
    pub(crate) due: u32,
    /// Its hours, if they can be told.
    pub(crate) hours: Option<Key>,
}

/// The conditions of a workspace, read as formulas.
#[derive(Debug)]
pub struct Rules<'m> {
    pub(crate) formulas: Formulas,
    pub(crate) case_sensitive: bool,
    pub(crate) site: String,
    pub(crate) segments: Vec<Option<ReadSegment<'m>>>,
    /// What the segments say, as far as that is known.
    said: Vec<Option<Formula>>,
    pub(crate) messages: Vec<Rule<'m>>,
    pub(crate) schedules: Vec<Option<&'m Schedule>>,
}

/// A message of either model.
struct Source<'m> {
    id: &'m str,
    span: Span,
    status: MessageStatus,
    channel: Option<usize>,
    condition: Option<&'m Condition>,
    trigger: Trigger,
    hours: Option<&'m Hours>,
}

impl<'m> From<&'m Message> for Source<'m> {
    fn from(message: &'m Message) -> Self {
        Self {
            id: &message.id,
            span: message.span,
            status: message.status,
            channel: Some(message.channel.index()),
            condition: message.condition.as_ref(),
            trigger: message.trigger,
            hours: Some(&message.hours),
        }
    }
}

impl<'m> From<&'m PartialMessage> for Source<'m> {
    fn from(message: &'m PartialMessage) -> Self {
        Self {
            id: &message.id,
            span: message.span,
            status: message.status,
            channel: message.channel.map(|channel| channel.index()),
            condition: message.condition.as_ref(),
            trigger: message.trigger,
            hours: message.hours.as_ref(),
        }
    }
}

impl<'m> Rules<'m> {
    /// Reads the conditions of a checked workspace.
    #[must_use]
    pub fn of_model(model: &'m Model) -> Self {
        Self::empty().then_model(model)
    }

    /// Reads the conditions of what is whole of a workspace.
    #[must_use]
    pub fn of_partial(model: &'m PartialModel<'_>) -> Self {
        let segments = model.segments.iter().map(|segment| {
            let segment = segment.as_ref()?;
            Some((&*segment.id, &segment.condition))
        });
        let mut rules = Self::empty();
        rules.case_sensitive = model.case_sensitive;
        rules.read_all(
            &segments.collect::<Vec<_>>(),
            model.messages.iter().map(Source::from).collect(),
            model.schedules.iter().map(Option::as_ref),
        );
        rules
    }

    fn empty() -> Self {
        Self {
            formulas: Formulas::new(),
            case_sensitive: true,
            site: String::new(),
            segments: Vec::new(),
            said: Vec::new(),
            messages: Vec::new(),
            schedules: Vec::new(),
        }
    }

    /// Reads the conditions of another checked workspace in place of those read so far. Formulas
    /// and hours of these stay what they are.
    pub(crate) fn then_model(mut self, model: &'m Model) -> Self {
        self.case_sensitive = model.case_sensitive;
        let segments = model.segments.iter();
        let segments = segments.map(|segment| Some((&*segment.id, &segment.condition)));
        self.read_all(
            &segments.collect::<Vec<_>>(),
            model.messages.iter().map(Source::from).collect(),
            model.schedules.iter().map(Some),
        );
        self
    }

    fn read_all(
        &mut self,
        segments: &[Option<(&'m str, &'m Condition)>],
        messages: Vec<Source<'m>>,
        schedules: impl Iterator<Item = Option<&'m Schedule>>,
    ) {
        let first = self.schedules.len();
        self.schedules.extend(schedules);
        self.read_segments(segments);
        self.messages = messages
            .into_iter()
            .enumerate()
            .map(|(position, source)| {
                let part = source.condition.map(|condition| self.part(condition));
                let known = part.as_ref().is_none_or(Option::is_some);
                let part = part.flatten();
                let audience = part.as_ref().map_or(Formula::TRUE, |part| part.formula);
                Rule {
                    position,
                    id: source.id,
                    span: source.span,
                    // What cannot be read is compared with nothing.
                    published: source.status == MessageStatus::Published && known,
                    channel: source.channel,
                    part,
                    audience,
                    due: match source.trigger {
                        Trigger::PageLoad => 0,
                        Trigger::PageView { after_seconds } => after_seconds,
                    },
                    hours: source.hours.map(|hours| Key::of(hours, first)),
                }
            })
            .collect();
        self.site = site_of(&self.formulas);
    }

    /// Reads segments behind those that they use. Chains of them can be as long as a workspace, so
    /// they are followed without recursion.
    fn read_segments(&mut self, segments: &[Option<(&'m str, &'m Condition)>]) {
        let mut read: Vec<Option<Formula>> = vec![None; segments.len()];
        let mut parts: Vec<Option<ReadSegment<'m>>> = segments.iter().map(|_| None).collect();
        let mut entered = vec![false; segments.len()];
        let mut waiting: Vec<(usize, bool)> = Vec::new();
        for start in 0..segments.len() {
            waiting.push((start, false));
            while let Some((at, uses_are_read)) = waiting.pop() {
                let Some(Some((id, condition))) = segments.get(at) else {
                    continue;
                };
                if !uses_are_read {
                    if entered.get(at).copied().unwrap_or(true) {
                        continue;
                    }
                    if let Some(entered) = entered.get_mut(at) {
                        *entered = true;
                    }
                    waiting.push((at, true));
                    let used = segments_in(condition).into_iter();
                    waiting.extend(used.map(|used| (used.index(), false)));
                    continue;
                }
                let mut reader = Reader {
                    formulas: &mut self.formulas,
                    case_sensitive: self.case_sensitive,
                    segments: &read,
                };
                let part = reader.read(condition);
                if let (Some(part), Some(formula), Some(slot)) =
                    (part, read.get_mut(at), parts.get_mut(at))
                {
                    *formula = Some(part.formula);
                    *slot = Some(ReadSegment {
                        position: at,
                        id,
                        part,
                    });
                }
            }
        }
        self.segments = parts;
        self.said = read;
    }

    pub(crate) fn part(&mut self, condition: &Condition) -> Option<Part> {
        Reader {
            formulas: &mut self.formulas,
            case_sensitive: self.case_sensitive,
            segments: &self.said,
        }
        .read(condition)
    }

    /// Who gets a message.
    #[must_use]
    pub fn audience(&self, message: MessageId) -> Option<Formula> {
        self.messages
            .get(message.index())
            .map(|message| message.audience)
    }

    /// Who belongs to a segment.
    #[must_use]
    pub fn segment(&self, segment: SegmentId) -> Option<Formula> {
        *self.said.get(segment.index())?
    }

    /// Who meets a condition, which may name the segments of the workspace; none where one of
    /// these is not known.
    pub fn read(&mut self, condition: &Condition) -> Option<Formula> {
        self.part(condition).map(|part| part.formula)
    }

    /// Whether somebody meets all of `formulas`.
    #[must_use]
    pub fn satisfiable(&self, formulas: &[Formula]) -> Satisfiable {
        match Session::new(&self.formulas).all(formulas) {
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
        Seen::new(visitor, self.case_sensitive).meets(&self.formulas, formula)
    }

    pub(crate) fn maker(&self) -> Maker<'_> {
        Maker {
            formulas: &self.formulas,
            case_sensitive: self.case_sensitive,
            site: &self.site,
        }
    }
}
