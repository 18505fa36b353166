//! A visitor on a page: which messages come up when, and why not the others.

use proactive_catalog::{History, assumed};
use proactive_diagnostics::{Problem, Span};
use proactive_engine::{MessageTrace, Obstacle, PageTrace, Program, Simulation, Visitor, words};
use proactive_hir::lower::given;
use proactive_hir::model::{Message, Model, Moment};

use super::leaves::Leaves;
use super::{Refused, model, program};
use crate::Snapshot;

/// What is said of a visitor, as a form or a command line has it. What is left out is as in a test
/// that says nothing of it; the visitor leaves at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VisitInput<'i> {
    /// The address of the page.
    pub url: &'i str,
    /// The title of the page.
    pub title: Option<&'i str>,
    /// The language tag of the device.
    pub language: Option<&'i str>,
    /// Whether the visitor has been here before.
    pub history: Option<History>,
    /// When the page loads: `2026-03-16 10:00 Europe/Paris`.
    pub at: Option<&'i str>,
    /// How long the visitor stays: `1m30s`.
    pub stay: Option<&'i str>,
    /// The only channel that is played.
    pub channel: Option<&'i str>,
}

/// A piece of what is said of a visitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitField {
    /// The address.
    Url,
    /// The language.
    Language,
    /// The moment.
    At,
    /// How long the visitor stays.
    Stay,
}

/// A visitor on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The address, as a browser shows it.
    pub url: Box<str>,
    /// The title; empty if the page has none.
    pub title: Box<str>,
    /// The language tag of the device.
    pub language: Box<str>,
    /// Whether the visitor has been here before.
    pub history: History,
    /// When the page loads.
    pub at: Moment,
    /// Seconds on the page.
    pub stay: u32,
    /// The only channel that is played; none: all are.
    pub channel: Option<Box<str>>,
}

impl Visit {
    /// Reads what is said of a visitor.
    ///
    /// # Errors
    ///
    /// The first piece that is wrong, and what is wrong with it.
    pub fn read(input: &VisitInput<'_>) -> Result<Self, (VisitField, Problem)> {
        let of = |field| move |problem| (field, problem);
        Ok(Self {
            url: given::address(input.url).map_err(of(VisitField::Url))?,
            title: input.title.unwrap_or("").into(),
            language: match input.language {
                Some(tag) => given::device(tag).map_err(of(VisitField::Language))?,
                None => assumed::LANGUAGE.into(),
            },
            history: input.history.unwrap_or(assumed::HISTORY),
            at: match input.at {
                Some(text) => given::moment(text).map_err(of(VisitField::At))?,
                None => Moment {
                    unix_seconds: assumed::START,
                    zone: assumed::ZONE.into(),
                },
            },
            stay: match input.stay {
                Some(text) => given::duration(text).map_err(of(VisitField::Stay))?,
                None => 0,
            },
            channel: input.channel.map(Into::into),
        })
    }
}

/// What came of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The visit.
    pub visit: Visit,
    /// When the page loaded, on the clocks of the zone that was given.
    pub loaded: String,
    /// What came up, in its order.
    pub shown: Vec<Came>,
    /// What did not, in the order of the configuration.
    pub not_shown: Vec<Kept>,
}

/// A message that came up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// The message.
    pub message: Box<str>,
    /// The name that people read; the ID stands in.
    pub name: Box<str>,
    /// Where its name in the language stands.
    pub span: Span,
    /// The channel on which it came up.
    pub channel: Box<str>,
    /// Seconds after the page loaded.
    pub after_seconds: u32,
    /// When, on the clocks of the zone that was given.
    pub at: String,
}

/// A message that did not come up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The message.
    pub message: Box<str>,
    /// The name that people read; the ID stands in.
    pub name: Box<str>,
    /// Where its name in the language stands.
    pub span: Span,
    /// The channel on which it is published.
    pub channel: Box<str>,
    /// Seconds from the load of the page until it is due.
    pub after_seconds: u32,
    /// Why; never empty.
    pub reasons: Vec<Reason>,
    /// It would have come up if the visitor had stayed.
    pub only_too_early: bool,
}

/// Why a message did not come up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The reason, in a clause.
    pub words: String,
    /// Where the comparison is written that is false, if it is one: in the message, or in the
    /// segments that it uses.
    pub spans: Vec<Span>,
}

/// Plays a visitor on a page.
///
/// # Errors
///
/// Where there are errors in the workspace, no such channel, or what is said of the visitor is
/// wrong.
pub fn simulate(snapshot: &Snapshot, input: &VisitInput<'_>) -> Result<Story, Refused> {
    let visit =
        Visit::read(input).map_err(|(field, problem)| Refused::Visit(field, Box::new(problem)))?;
    let model = model(snapshot)?;
    play(model, &program(model)?, visit)
}

/// The same, of a model and the program made of it.
///
/// # Errors
///
/// Where there is no such channel.
pub fn play(model: &Model, program: &Program, visit: Visit) -> Result<Story, Refused> {
    let channel = match &visit.channel {
        Some(id) => Some(
            program
                .channel(id)
                .ok_or_else(|| Refused::NoSuchChannel(id.to_string()))?,
        ),
        None => None,
    };
    let visitor = Visitor {
        history: visit.history,
        language: &visit.language,
        start: visit.at.unix_seconds,
        channel,
    };
    let mut simulation = Simulation::recording(program, &visitor);
    simulation.visit(&visit.url, &visit.title);
    simulation.wait(visit.stay);
    let trace = simulation.trace();
    let loaded = words::moment(visit.at.unix_seconds, &visit.at.zone);
    let came = simulation.shown().iter().filter_map(|it| {
        let message = model.messages.get(it.message.index())?;
        let at = visit.at.unix_seconds.saturating_add(i64::from(it.after));
        Some(Came {
            message: message.id.clone(),
            name: message.name.clone(),
            span: message.span,
            channel: model[message.channel].id.clone(),
            after_seconds: it.after,
            at: words::moment(at, &visit.at.zone),
        })
    });
    let shown = came.collect();
    let not_shown = trace.map_or_else(Vec::new, |page| {
        let others = page.messages.iter().filter(|it| !it.came_up());
        others
            .filter_map(|it| {
                let message = model.messages.get(it.message.index())?;
                Some(Kept {
                    message: message.id.clone(),
                    name: message.name.clone(),
                    span: message.span,
                    channel: model[message.channel].id.clone(),
                    after_seconds: it.after,
                    reasons: reasons(model, program, &page, it, message),
                    only_too_early: it.obstacles == [Obstacle::NotDue],
                })
            })
            .collect()
    });
    Ok(Story {
        visit,
        loaded,
        shown,
        not_shown,
    })
}

/// Why a message did not come up, with the places of what is false.
pub(super) fn reasons(
    model: &Model,
    program: &Program,
    page: &PageTrace<'_>,
    trace: &MessageTrace<'_>,
    message: &Message,
) -> Vec<Reason> {
    let reasons = words::reasons(program, page, trace);
    let leaves = match reasons.iter().any(|reason| reason.comparison.is_some()) {
        true => Leaves::of(model, message),
        false => Leaves::default(),
    };
    reasons
        .into_iter()
        .map(|reason| Reason {
            words: reason.words,
            spans: reason
                .comparison
                .map_or_else(Vec::new, |comparison| leaves.spans(comparison)),
        })
        .collect()
}
