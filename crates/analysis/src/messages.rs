//! Messages that stand in one another's way.

use std::collections::BTreeMap;
use std::ops::Not as _;
use std::sync::OnceLock;

use proactive_catalog::MessageStatus;
use proactive_diagnostics::{Finding, LabelWords, Problem, Witness};
use proactive_hir::model::{PartialMessage, PartialModel, Schedule, Trigger};
use rayon::prelude::*;

use crate::formula::{Formula, Formulas};
use crate::hours::{Answers, Common, Key, Timetable};
use crate::lints::Examined;
use crate::local::{Fingerprint, read_into};
use crate::session::Session;
use crate::term::{Meeting, Terms};
use crate::triggers::Index;
use crate::visitor::{Seen, Visitor};

/// So many times the solver is asked for a message; only a workspace made for it has more
/// candidates that cannot be told apart without.
const MOST_PROOFS: usize = 128;

/// So many alternatives of a condition are looked at before the solver is asked.
const MOST_TERMS: usize = 24;

type Inclusions = BTreeMap<(Fingerprint, Fingerprint), bool>;

/// What is found of messages, and what was needed for it.
pub(crate) struct Pairs {
    pub(crate) findings: Vec<Finding>,
    pub(crate) inclusions: Inclusions,
    pub(crate) hours: Answers,
}

/// `shadowed-message` and `duplicate-message`. `examined` has what is known of the messages of the
/// model, as far as their conditions were looked at.
pub(crate) fn lints(
    model: &PartialModel<'_>,
    examined: &[Option<Examined>],
    known: &Inclusions,
    hours: &Answers,
) -> Pairs {
    let entrants: Vec<Entrant<'_>> = model
        .messages
        .iter()
        .zip(examined)
        .filter_map(|(message, examined)| Entrant::new(message, examined.as_ref()?, model))
        .collect();
    let schedules: Vec<Option<&Schedule>> = model.schedules.iter().map(Option::as_ref).collect();
    let scene = Scene {
        model,
        index: Index::new(entrants.iter().enumerate().map(|(position, entrant)| {
            let local = &entrant.examined.local;
            (position, &local.formulas, local.audience)
        })),
        entrants: &entrants,
        timetable: Timetable::knowing(&schedules, hours),
        known,
    };
    let (findings, used): (Vec<Option<Finding>>, Vec<Vec<_>>) = (0..entrants.len())
        .into_par_iter()
        .with_min_len(16)
        .map(|at| {
            let mut used = Vec::new();
            (scene.lint(at, &mut used), used)
        })
        .unzip();
    Pairs {
        findings: findings.into_iter().flatten().collect(),
        inclusions: used.into_iter().flatten().collect(),
        hours: scene.timetable.into_answers(),
    }
}

/// A message that is shown, to somebody, on a channel.
struct Entrant<'m> {
    message: &'m PartialMessage,
    examined: &'m Examined,
    channel: usize,
    /// Seconds from the load of a page until it is due.
    due: u32,
    hours: Key,
    example: &'m Visitor,
    seen: Seen,
    /// Who gets it, as alternatives, and who does not.
    terms: OnceLock<Terms>,
    opposite: OnceLock<Terms>,
}

impl<'m> Entrant<'m> {
    fn new(
        message: &'m PartialMessage,
        examined: &'m Examined,
        model: &PartialModel<'_>,
    ) -> Option<Self> {
        if message.status != MessageStatus::Published {
            return None;
        }
        let example = examined.verdict.example.as_ref()?;
        Some(Self {
            message,
            examined,
            channel: message.channel?.index(),
            due: match message.trigger {
                Trigger::PageLoad => 0,
                Trigger::PageView { after_seconds } => after_seconds,
            },
            hours: Key::of(message.hours.as_ref()?, 0),
            example,
            seen: Seen::new(example, model.case_sensitive),
            terms: OnceLock::new(),
            opposite: OnceLock::new(),
        })
    }

    fn formulas(&self) -> &Formulas {
        &self.examined.local.formulas
    }

    fn audience(&self) -> Formula {
        self.examined.local.audience
    }

    fn terms(&self) -> &Terms {
        let terms = || Terms::of(self.formulas(), self.audience(), MOST_TERMS);
        self.terms.get_or_init(terms)
    }

    fn opposite(&self) -> &Terms {
        let terms = || Terms::of(self.formulas(), self.audience().not(), MOST_TERMS);
        self.opposite.get_or_init(terms)
    }
}

struct Scene<'s, 'm> {
    model: &'s PartialModel<'m>,
    /// In the order of the text.
    entrants: &'s [Entrant<'s>],
    index: Index<'s>,
    timetable: Timetable<'s>,
    known: &'s Inclusions,
}

/// What is found out about pairs while one message is looked at.
struct Looking<'l> {
    proofs: usize,
    used: &'l mut Vec<((Fingerprint, Fingerprint), bool)>,
}

impl Scene<'_, '_> {
    fn lint(
        &self,
        at: usize,
        used: &mut Vec<((Fingerprint, Fingerprint), bool)>,
    ) -> Option<Finding> {
        let this = self.entrants.get(at)?;
        let mut looking = Looking {
            proofs: MOST_PROOFS,
            used,
        };
        let mut first: Option<&Entrant<'_>> = None;
        for before in self.before(at) {
            // Once something stands in the way, only a twin is worth more.
            if first.is_some() && before.due != this.due {
                continue;
            }
            // Whoever includes all who get this message includes the one who is its example.
            let local = &before.examined.local;
            if !this.seen.meets(&local.formulas, local.audience)
                || !self.includes(before, this, &mut looking)
            {
                continue;
            }
            if before.due == this.due
                && before.seen.meets(this.formulas(), this.audience())
                && self.includes(this, before, &mut looking)
            {
                return self.finding(this, before, true);
            }
            first = first.or(Some(before));
        }
        self.finding(this, first?, false)
    }

    /// The messages that win over this one, and that its example may get: by when they are due and
    /// where they stand.
    fn before(&self, at: usize) -> Vec<&Entrant<'_>> {
        let Some(this) = self.entrants.get(at) else {
            return Vec::new();
        };
        let mut found: Vec<(u32, usize)> = self
            .index
            .candidates(&this.seen)
            .into_iter()
            .filter_map(|position| {
                let other = self.entrants.get(position)?;
                let wins = (other.due, position) < (this.due, at);
                (wins && other.channel == this.channel).then_some((other.due, position))
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        let found = found.into_iter();
        found
            .filter_map(|(_, position)| self.entrants.get(position))
            .collect()
    }

    /// Whether the audience and hours of `wide` include those of `narrow`.
    fn includes(
        &self,
        wide: &Entrant<'_>,
        narrow: &Entrant<'_>,
        looking: &mut Looking<'_>,
    ) -> bool {
        if self.timetable.contains(&wide.hours, &narrow.hours) != Some(true) {
            return false;
        }
        let (wide_key, narrow_key) = (wide.examined.key, narrow.examined.key);
        if wide_key == narrow_key || wide.audience() == Formula::TRUE {
            return true;
        }
        let meeting = narrow
            .terms()
            .meet(narrow.formulas(), wide.opposite(), wide.formulas());
        match meeting {
            Meeting::Of(..) => return false,
            Meeting::Never => return true,
            Meeting::Unknown => {}
        }
        if looking.proofs == 0 {
            return false;
        }
        looking.proofs -= 1;
        let pair = (wide_key, narrow_key);
        let answer = match self.known.get(&pair) {
            Some(answer) => *answer,
            None => self.proves(wide, narrow),
        };
        looking.used.push((pair, answer));
        answer
    }

    /// Whether the solver proves that the audience of `wide` includes that of `narrow`.
    fn proves(&self, wide: &Entrant<'_>, narrow: &Entrant<'_>) -> bool {
        let mut formulas = Formulas::new();
        let mut read = |entrant: &Entrant<'_>| match &entrant.message.condition {
            None => Some(Formula::TRUE),
            Some(condition) => {
                let model = self.model;
                read_into(
                    &mut formulas,
                    condition,
                    &model.segments,
                    model.case_sensitive,
                )
                .map(|(part, _)| part.formula)
            }
        };
        let (Some(narrow), Some(wide)) = (read(narrow), read(wide)) else {
            return false;
        };
        Session::new(&formulas)
            .all(&[narrow, wide.not()])
            .is_impossible()
    }

    fn finding(&self, this: &Entrant<'_>, earlier: &Entrant<'_>, twin: bool) -> Option<Finding> {
        let mut visitor = this.example.clone();
        match self.timetable.common(&this.hours, &earlier.hours, this.due) {
            Common::Any => {}
            Common::At(moment) => visitor.moment = Some(moment),
            // It is never shown at all: nothing is in its way.
            Common::Never | Common::Unknown => return None,
        }
        let witness = Box::new(Witness::from(&visitor));
        let name = this.message.id.to_string();
        let other = earlier.message.id.to_string();
        let (problem, words) = if twin {
            let of = other.clone();
            let problem = Problem::DuplicateMessage { name, of, witness };
            (problem, LabelWords::SameAudience { name: other })
        } else {
            let by = other.clone();
            let problem = Problem::ShadowedMessage { name, by, witness };
            (problem, LabelWords::ComesFirst { name: other })
        };
        Some(Finding::new(problem, this.message.span).label(earlier.message.span, words))
    }
}
