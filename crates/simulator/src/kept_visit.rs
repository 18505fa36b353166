//! A visit as a test that expects what it shows.

use std::collections::BTreeSet;

use proactive_config::scenario::{Expectation, Moment, Scenario, Step};

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
            name: self.free_name(&name),
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

    /// The name, with a number if a test has it already.
    fn free_name(&self, name: &str) -> Box<str> {
        let taken: BTreeSet<&str> = self.model.tests.iter().map(|test| &*test.name).collect();
        let mut name = name.to_owned();
        let stem = name.clone();
        let mut number = 2_u32;
        while taken.contains(&*name) {
            name = format!("{stem} ({number})");
            number += 1;
        }
        name.into()
    }
}
