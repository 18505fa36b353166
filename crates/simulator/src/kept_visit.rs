//! A visit as a test that expects what it shows.

use proactive_config::scenario::{Expectation, Moment, Scenario, Step};

use crate::scenario_source::free_name;
use crate::{Error, Simulator, Visit};

impl Simulator<'_> {
    /// The test of a visit, which expects what the visitor sees. It has a name that no other test has.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownChannel`] when the visit names a channel that the workspace does not have.
    pub fn test_of_visit(&self, visit: &Visit) -> Result<Scenario, Error> {
        let report = self.simulate(visit)?;
        let mut steps = vec![Step::Visit {
            url: visit.url.clone(),
            title: visit.title.clone(),
            stay: visit.stay,
        }];
        let shown = report.shown.iter().map(|shown| Expectation::Message {
            message: shown.message.clone(),
            after: (shown.after_seconds > 0).then_some(shown.after_seconds),
        });
        steps.extend(shown.map(Step::Expect));
        // Whatever else is shown in the future fails the test.
        steps.push(Step::Expect(Expectation::Nothing));
        let name = match report.shown.first() {
            Some(shown) => format!("{} is shown", shown.message),
            None => "Nothing is shown".to_owned(),
        };
        Ok(Scenario {
            name: free_name(&name, |name| {
                self.model.tests.iter().any(|test| *test.name == *name)
            }),
            history: visit.history,
            device: visit.language.clone(),
            start: Moment {
                unix_seconds: visit.at.unix_seconds,
                zone: visit.at.zone.clone(),
            },
            channel: visit.channel.clone(),
            steps,
        })
    }
}
