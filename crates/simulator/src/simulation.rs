//! The report of a simulated visitor: which messages appear and when, and why the others do not.

use proactive_catalog::Field;
use proactive_diagnostics::Span;
use proactive_engine::{
    MessageTrace, Obstacle, PageTrace, Reason as EngineReason, Simulation, Visitor, reasons, words,
};
use proactive_hir::model::Message;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cause::Cause;
use crate::comparison_spans::ComparisonSpans;
use crate::{Error, Simulator, Visit};

/// What a visitor gets on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SimulationReport<L = Span> {
    /// When the page loads, in local time with the time zone of the visit.
    pub loaded: String,
    /// The messages that appear, in the order in which they do.
    pub shown: Vec<Shown<L>>,
    /// The messages that do not appear, in the order of the configuration.
    pub not_shown: Vec<NotShown<L>>,
}

/// A message that appears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Shown<L = Span> {
    /// The ID of the message.
    pub message: Box<str>,
    /// The title of the message, or its ID if it has no title.
    pub name: Box<str>,
    /// The text that the visitor sees.
    pub text: Box<str>,
    /// Where the message is declared.
    pub location: L,
    /// The ID of the channel on which it appears.
    pub channel: Box<str>,
    /// Seconds from the load of the page until the message appears.
    pub after_seconds: u32,
    /// When the message appears, in local time with the time zone of the visit.
    pub at: String,
    /// Why it appears: the comparisons that let it in, its hours and its frequency; never empty.
    pub reasons: Vec<Reason<L>>,
}

/// A message that does not appear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotShown<L = Span> {
    /// The ID of the message.
    pub message: Box<str>,
    /// The title of the message, or its ID if it has no title.
    pub name: Box<str>,
    /// Where the message is declared.
    pub location: L,
    /// The ID of the channel on which it is published.
    pub channel: Box<str>,
    /// Seconds from the load of the page until the message is due.
    pub after_seconds: u32,
    /// Whether the message would have appeared if the visitor had stayed longer.
    pub only_too_early: bool,
    /// Whether its channel is not on the page, so that nothing was checked.
    pub off_page: bool,
    /// How near it was to appearing.
    pub nearness: Nearness,
    /// Why it does not appear; never empty.
    pub reasons: Vec<Reason<L>>,
}

/// How near a message was to being shown. The nearest come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Nearness {
    /// The visitor is one for whom it is meant: another message, its hours, its frequency or the time
    /// on the page kept it back.
    KeptBack,
    /// A single comparison is false, of the visitor or of the title of the page.
    OneComparison,
    /// A single comparison is false, of the address of the page.
    OtherPage,
    /// It is for other visitors, on another page, or not published.
    Far,
}

impl Nearness {
    fn of(trace: &MessageTrace<'_>) -> Self {
        let mut conditions = false;
        for obstacle in &trace.obstacles {
            match obstacle {
                Obstacle::NotPlayed
                | Obstacle::OffPage
                | Obstacle::ControlKept
                | Obstacle::Status(_) => return Self::Far,
                Obstacle::Conditions => conditions = true,
                Obstacle::NotDue
                | Obstacle::SeenByCustomer
                | Obstacle::UsedInVisit
                | Obstacle::Hours
                | Obstacle::OtherFirst(_)
                | Obstacle::OtherShown(_)
                | Obstacle::OtherOpen(_)
                | Obstacle::InConversation => {}
            }
        }
        if !conditions {
            return Self::KeptBack;
        }
        let mut reasons = trace.leaves.iter().filter(|leaf| leaf.is_reason);
        match (trace.obstacles.len(), reasons.next(), reasons.next()) {
            (1, Some(reason), None) => match reason.comparison.field() {
                Field::VisitorUrl => Self::OtherPage,
                Field::VisitorTitle | Field::VisitorHistory | Field::DeviceLanguage => {
                    Self::OneComparison
                }
            },
            _ => Self::Far,
        }
    }
}

/// Why a message appears or does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reason<L = Span> {
    /// The reason as a clause, with code in backticks.
    pub words: String,
    /// The same as data. It is not a part of the editor protocol.
    #[serde(skip)]
    pub cause: Cause,
    /// Where the comparison that decides is written, in the message and in the segments that it
    /// uses; empty if the reason is not a comparison.
    pub locations: Vec<L>,
}

impl Simulator<'_> {
    /// Simulates a visitor on a page.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownChannel`] when the visit names a channel that the workspace does not have.
    pub fn simulate(&self, visit: &Visit) -> Result<SimulationReport, Error> {
        let channel = match &visit.channel {
            Some(id) => Some(
                self.program
                    .channel(id)
                    .ok_or_else(|| Error::UnknownChannel(id.clone()))?,
            ),
            None => None,
        };
        let visitor = Visitor {
            history: visit.history,
            language: &visit.language,
            start: visit.at.unix_seconds,
            channel,
        };
        let mut simulation = Simulation::recording(&self.program, &visitor);
        simulation.visit(&visit.url, &visit.title);
        simulation.wait(visit.stay);
        let page = simulation.trace();
        let shown = simulation.shown().iter().filter_map(|shown| {
            let reasons = page.as_ref().and_then(|page| {
                let message = self.model.messages.get(shown.message.index())?;
                Some(self.reasons(page, page.of(shown.message)?, message))
            });
            let message = self.model.messages.get(shown.message.index())?;
            let at = visit.at.unix_seconds.saturating_add(i64::from(shown.after));
            Some(Shown {
                message: message.id.clone(),
                name: message.name.clone(),
                text: message.text.clone(),
                location: message.span,
                channel: self.model[message.channel].id.clone(),
                after_seconds: shown.after,
                at: words::moment(at, &visit.at.zone),
                reasons: reasons.unwrap_or_default(),
            })
        });
        let not_shown = |page: &PageTrace<'_>| -> Vec<NotShown> {
            let traces = page.messages.iter().filter(|trace| !trace.was_shown());
            traces
                .filter_map(|trace| {
                    let message = self.model.messages.get(trace.message.index())?;
                    Some(NotShown {
                        message: message.id.clone(),
                        name: message.name.clone(),
                        location: message.span,
                        channel: self.model[message.channel].id.clone(),
                        after_seconds: trace.after,
                        only_too_early: trace.obstacles == [Obstacle::NotDue],
                        off_page: trace.obstacles.contains(&Obstacle::OffPage),
                        nearness: Nearness::of(trace),
                        reasons: self.reasons(page, trace, message),
                    })
                })
                .collect()
        };
        Ok(SimulationReport {
            loaded: words::moment(visit.at.unix_seconds, &visit.at.zone),
            shown: shown.collect(),
            not_shown: page.as_ref().map_or_else(Vec::new, not_shown),
        })
    }

    /// Why a message appears on a page or does not, with the places of the comparisons that decide.
    pub(crate) fn reasons(
        &self,
        page: &PageTrace<'_>,
        trace: &MessageTrace<'_>,
        message: &Message,
    ) -> Vec<Reason> {
        let reasons = reasons(&self.program, page, trace);
        let is_comparison =
            |reason: &EngineReason<'_>| matches!(reason, EngineReason::Comparison(_));
        let has_comparison = reasons.iter().any(is_comparison);
        let spans = has_comparison.then(|| ComparisonSpans::new(self.model, message));
        let reasons = reasons.into_iter().map(|reason| match (&reason, &spans) {
            (EngineReason::Comparison(tested), Some(spans)) => {
                let segments = spans.segment_names(tested.comparison);
                Reason {
                    words: tested.words(&spans.segments(tested.comparison)),
                    cause: Cause::new(&self.program, trace, &reason, segments),
                    locations: spans
                        .of(tested.comparison)
                        .iter()
                        .map(|place| place.span)
                        .collect(),
                }
            }
            (other, _) => Reason {
                words: words::reason(&self.program, trace, other),
                cause: Cause::new(&self.program, trace, other, Vec::new()),
                locations: Vec::new(),
            },
        });
        reasons.collect()
    }
}

impl<L> SimulationReport<L> {
    /// Replaces every location; `None` if `map` has none for one of them.
    pub fn map_locations<M>(
        self,
        mut map: impl FnMut(L) -> Option<M>,
    ) -> Option<SimulationReport<M>> {
        let map = &mut map;
        Some(SimulationReport {
            loaded: self.loaded,
            shown: self
                .shown
                .into_iter()
                .map(|shown| shown.map_locations(&mut *map))
                .collect::<Option<_>>()?,
            not_shown: self
                .not_shown
                .into_iter()
                .map(|not_shown| not_shown.map_locations(&mut *map))
                .collect::<Option<_>>()?,
        })
    }
}

impl<L> Shown<L> {
    fn map_locations<M>(self, map: &mut impl FnMut(L) -> Option<M>) -> Option<Shown<M>> {
        Some(Shown {
            message: self.message,
            name: self.name,
            text: self.text,
            location: map(self.location)?,
            channel: self.channel,
            after_seconds: self.after_seconds,
            at: self.at,
            reasons: Reason::map_all(self.reasons, map)?,
        })
    }
}

impl<L> NotShown<L> {
    fn map_locations<M>(self, map: &mut impl FnMut(L) -> Option<M>) -> Option<NotShown<M>> {
        Some(NotShown {
            message: self.message,
            name: self.name,
            location: map(self.location)?,
            channel: self.channel,
            after_seconds: self.after_seconds,
            only_too_early: self.only_too_early,
            off_page: self.off_page,
            nearness: self.nearness,
            reasons: Reason::map_all(self.reasons, map)?,
        })
    }
}

impl<L> Reason<L> {
    pub(crate) fn map_all<M>(
        reasons: Vec<Self>,
        map: &mut impl FnMut(L) -> Option<M>,
    ) -> Option<Vec<Reason<M>>> {
        let reasons = reasons.into_iter().map(|reason| {
            Some(Reason {
                words: reason.words,
                cause: reason.cause,
                locations: reason
                    .locations
                    .into_iter()
                    .map(&mut *map)
                    .collect::<Option<_>>()?,
            })
        });
        reasons.collect()
    }
}
