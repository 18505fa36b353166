//! Which message an example visitor sees first on a channel.

use proactive_analysis::Visitor;
use proactive_catalog::{Field, FieldMap, test_defaults};
use proactive_engine::Simulation;
use proactive_hir::model::Trigger;

use crate::Simulator;

/// The first message on a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstShown {
    /// The ID of the message.
    pub message: Box<str>,
    /// Seconds from the load of the page until the message appears.
    pub after_seconds: u32,
}

impl Simulator<'_> {
    /// The message that a visitor sees first on a channel, if any: on the first page of a visit,
    /// and if they stay until the last message is due. If any moment will do, it is the one at
    /// which tests begin.
    #[must_use]
    pub fn first_shown(&self, visitor: &Visitor, channel: &str) -> Option<FirstShown> {
        let moment = visitor.moment.as_ref();
        let visit = proactive_engine::Visitor {
            history: visitor.history(),
            language: &visitor.values[Field::DeviceLanguage],
            start: moment.map_or(test_defaults::START, |it| it.unix_seconds),
            channel: Some(self.program.channel(channel)?),
        };
        let mut simulation = Simulation::new(&self.program, &visit);
        simulation.visit_page(&FieldMap::from_fn(|field| &*visitor.values[field]));
        let due = self.model.messages.iter().map(|it| match it.trigger {
            Trigger::PageLoad => 0,
            Trigger::PageView { after_seconds } => after_seconds,
        });
        simulation.wait(due.max().unwrap_or(0));
        let shown = simulation.shown().first()?;
        Some(FirstShown {
            message: self.program[shown.message].id.to_string().into(),
            after_seconds: shown.after,
        })
    }
}
