//! Visits of visitors whom the analysis finds, and what they are shown.

use proactive_analysis::{Audiences, Formula, Satisfiable, Visitor};
use proactive_catalog::{Field, test_defaults};
use proactive_config::scenario::{Moment, Scenario, Step};
use proactive_engine::{Event, MessageId, Shown, run};
use proactive_hir::model::{self, Hours, Trigger};

use crate::{Simulator, Visit, VisitDefaults, VisitInput};

/// How many messages that come first are excluded to find a visitor who gets another one.
pub(crate) const MAX_RIVALS: usize = 8;

/// The start of each hour of a week, in seconds since 1970-01-01 00:00 UTC. The first is the default
/// of a test.
pub(crate) fn hours_of_a_week() -> impl Iterator<Item = i64> {
    (0..7 * 24).map(|hour| test_defaults::START + hour * 60 * 60)
}

/// Finds visitors, and runs their visits.
pub(crate) struct ExampleVisits<'s, 'm> {
    pub(crate) simulator: &'s Simulator<'m>,
    pub(crate) audiences: Audiences<'m>,
    /// The messages of the model, in the order of the configuration.
    ids: Vec<model::MessageId>,
}

impl<'s, 'm> ExampleVisits<'s, 'm> {
    pub(crate) fn new(simulator: &'s Simulator<'m>) -> Self {
        Self {
            simulator,
            audiences: Audiences::of_model(simulator.model),
            ids: simulator.model.message_ids().collect(),
        }
    }

    /// A visitor who meets `formulas` on a page of the message's channel, within its hours.
    pub(crate) fn visitor(&self, message: MessageId, formulas: &[Formula]) -> Satisfiable {
        match self.ids.get(message.index()) {
            Some(id) => self.audiences.satisfiable_there(*id, formulas),
            None => Satisfiable::Unknown,
        }
    }

    /// Who gets a message.
    pub(crate) fn audience(&self, message: MessageId) -> Option<Formula> {
        self.audiences.audience(*self.ids.get(message.index())?)
    }

    /// The visitor as a browser shows them to the page, and the visit: as long as the message takes
    /// to be due. `None` if the address is none that a browser loads.
    pub(crate) fn visit(
        &self,
        message: MessageId,
        visitor: Visitor,
    ) -> Option<(Visitor, Scenario)> {
        let declared = self.simulator.model.messages.get(message.index())?;
        let input = VisitInput {
            url: &visitor.values[Field::VisitorUrl],
            title: Some(&visitor.values[Field::VisitorTitle]),
            language: Some(&visitor.values[Field::DeviceLanguage]),
            history: Some(visitor.history()),
            at: visitor.moment.as_ref().map(|moment| &*moment.words),
            ..VisitInput::default()
        };
        let visit = Visit::parse(&input, &VisitDefaults::default()).ok()?;
        let mut visitor = visitor.clone();
        visitor.values[Field::VisitorUrl] = visit.url.clone();
        visitor.values[Field::VisitorTitle] = visit.title.clone();
        visitor.values[Field::DeviceLanguage] = visit.language.clone();
        let stay = match declared.trigger {
            Trigger::PageLoad => 0,
            Trigger::PageView { after_seconds } => after_seconds,
        };
        let scenario = Scenario {
            history: visit.history,
            device: visit.language,
            start: Moment {
                unix_seconds: visit.at.unix_seconds,
                zone: visit.at.zone,
            },
            steps: vec![Step::Visit {
                url: visit.url,
                title: visit.title,
                stay,
            }],
            ..Scenario::default()
        };
        Some((visitor, scenario))
    }

    /// The messages that a visit shows.
    pub(crate) fn shown(&self, visit: &Scenario) -> Vec<Shown> {
        let report = run(&self.simulator.program, visit);
        let timeline = report.map(|report| report.timeline).unwrap_or_default();
        let shown = timeline.into_iter().filter_map(|entry| match entry.event {
            Event::Shown(shown) => Some(shown),
            Event::PageLoaded { .. }
            | Event::Opened(_)
            | Event::Dismissed(_)
            | Event::Answered(_)
            | Event::ConversationEnded(_)
            | Event::Left
            | Event::DataCleared => None,
        });
        shown.collect()
    }

    /// Whether another message may keep a message back: they share a channel.
    pub(crate) fn is_rival(&self, other: MessageId, message: MessageId) -> bool {
        let channel = |message: MessageId| self.simulator.program.channel_of(message);
        other != message && channel(other) == channel(message)
    }

    /// The time zone of the hours of a message; `None` if it is shown at any hour.
    pub(crate) fn zone(&self, message: MessageId) -> Option<&str> {
        let model = self.simulator.model;
        let schedule = match &model.messages.get(message.index())?.hours {
            Hours::Anytime => return None,
            Hours::BusinessHours(schedule) => schedule,
            Hours::OutsideBusinessHours(schedules) => schedules.first()?,
        };
        Some(&model[*schedule].timezone)
    }
}
