//! The search for a test that closes a gap: a visitor whom the analysis finds, and a run to see it.

use std::collections::BTreeSet;
use std::ops::Not as _;

use proactive_analysis::{Formula, Satisfiable, Visitor};
use proactive_catalog::Frequency;
use proactive_config::scenario::{Expectation, Moment, Scenario, Step};
use proactive_engine::{Coverage, MessageId, Shown, run_covered};
use proactive_hir::model::Trigger;

use super::decision::deciding;
use super::{Missing, SuggestedTest};
use crate::Simulator;
use crate::coverage::WrittenComparison;
use crate::example_visits::{ExampleVisits, MAX_RIVALS, hours_of_a_week};
use crate::scenario_source::free_name;

/// How many of the messages that use a comparison are tried.
const MAX_USES: usize = 8;

/// A test that was run.
pub(super) struct Candidate {
    test: SuggestedTest,
    covered: Coverage,
}

/// The outcome of a search for a test.
pub(super) enum Search {
    Found(Box<Candidate>),
    Impossible,
    Unknown,
}

/// Finds tests that close gaps.
pub(super) struct Finder<'s, 'm> {
    visits: ExampleVisits<'s, 'm>,
    /// What is covered, with the tests found so far.
    coverage: Coverage,
    /// The names of tests that are taken.
    names: BTreeSet<Box<str>>,
}

impl<'s, 'm> Finder<'s, 'm> {
    pub(super) fn new(simulator: &'s Simulator<'m>, coverage: &Coverage) -> Self {
        let model = simulator.model;
        Self {
            visits: ExampleVisits::new(simulator),
            coverage: coverage.clone(),
            names: model.tests.iter().map(|it| it.name.clone()).collect(),
        }
    }

    /// What is covered, with the tests taken so far.
    pub(super) fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// Counts a test as one of the workspace, and gives it a name that no other test has.
    pub(super) fn take(&mut self, found: Candidate) -> SuggestedTest {
        self.coverage.add(&found.covered);
        self.name(found.test)
    }

    /// Finds a test that closes a gap.
    pub(super) fn close(&mut self, missing: &Missing<'_>) -> Search {
        match missing {
            Missing::Shown(message) => match self.visits.audience(*message) {
                Some(audience) => self.find(*message, vec![audience], true, missing),
                None => Search::Unknown,
            },
            Missing::HeldBack(message) => {
                let Some(audience) = self.visits.audience(*message) else {
                    return Search::Unknown;
                };
                match self.find(*message, vec![audience.not()], false, missing) {
                    Search::Impossible => self.hold_back_shown(*message, audience, missing),
                    search @ (Search::Found(_) | Search::Unknown) => search,
                }
            }
            Missing::Value(comparison, value) => self.decide(comparison, *value, missing),
        }
    }

    /// Finds a visitor for whom a comparison decides with this value.
    fn decide(
        &mut self,
        comparison: &WrittenComparison,
        value: bool,
        missing: &Missing<'_>,
    ) -> Search {
        let mut is_impossible = comparison.uses.len() <= MAX_USES;
        for used in comparison.uses.iter().take(MAX_USES) {
            let value = value != used.negated;
            for leaf in &used.leaves {
                let program = &self.visits.simulator.program;
                if self.coverage.has_seen(program, used.message, *leaf, value) {
                    continue;
                }
                let Some(formulas) = self.deciding(used.message, *leaf, value) else {
                    is_impossible = false;
                    continue;
                };
                // The comparisons of a compiled condition are not negated: with this one, it holds.
                match self.find(used.message, formulas, value, missing) {
                    Search::Found(found) => return Search::Found(found),
                    Search::Impossible => {}
                    Search::Unknown => is_impossible = false,
                }
            }
        }
        match is_impossible {
            true => Search::Impossible,
            false => Search::Unknown,
        }
    }

    /// What is required of a visitor for whom a comparison of a message has this value and decides:
    /// next to it and to the groups around it, everything is true in an `all` and false in an `any`.
    fn deciding(&mut self, message: MessageId, leaf: usize, value: bool) -> Option<Vec<Formula>> {
        let simulator = self.visits.simulator;
        let conditions = &simulator.program[message].conditions;
        let leaves = simulator.program.comparisons(message);
        let mut formulas = Vec::with_capacity(leaves.len());
        for source in simulator.sources(message, &leaves) {
            let (condition, negated) = source?;
            let formula = self.visits.audiences.read(&condition)?;
            formulas.push(if negated { formula.not() } else { formula });
        }
        let mut required = deciding(&mut self.visits.audiences, conditions, &formulas, leaf)?;
        let formula = *formulas.get(leaf)?;
        required.push(if value { formula } else { formula.not() });
        Some(required)
    }

    /// Finds a visitor who meets `formulas` on a page of the message's channel, and runs the test.
    /// Where the message is to be shown, visitors who get another one first are passed over.
    fn find(
        &self,
        message: MessageId,
        mut formulas: Vec<Formula>,
        is_shown: bool,
        missing: &Missing<'_>,
    ) -> Search {
        let mut kept_back = None;
        let mut first_rival = None;
        for attempt in 0..=MAX_RIVALS {
            let visitor = match self.visits.visitor(message, &formulas) {
                Satisfiable::Yes(visitor) => visitor,
                Satisfiable::No if attempt == 0 => return Search::Impossible,
                Satisfiable::No | Satisfiable::Unknown => break,
            };
            let Some((visitor, visit)) = self.visits.visit(message, visitor) else {
                break;
            };
            let shown = self.visits.shown(&visit);
            let was_shown = shown.iter().any(|shown| shown.message == message);
            let scenario = self.with_expectation(&visit, message, was_shown);
            let candidate = self.run(visitor.clone(), scenario);
            if was_shown == is_shown {
                return self.checked(candidate, missing);
            }
            kept_back = kept_back.or(candidate);
            let rival = shown
                .into_iter()
                .find(|other| self.visits.is_rival(other.message, message));
            if let (Some(rival), None) = (rival, &first_rival) {
                first_rival = Some((visitor, visit, rival));
            }
            match rival.and_then(|rival| self.visits.audience(rival.message)) {
                Some(audience) if is_shown => formulas.push(audience.not()),
                Some(_) | None => break,
            }
        }
        // Everyone gets another message first, and may dismiss it.
        if let Some((visitor, visit, rival)) = first_rival.filter(|_| is_shown) {
            let scenario = self.past_rival(&visit, message, rival);
            let candidate = scenario.and_then(|scenario| self.run(visitor, scenario));
            if let found @ Search::Found(_) = self.checked(candidate, missing) {
                return found;
            }
        }
        self.checked(kept_back, missing)
    }

    /// A visitor who dismisses another message before this one is due.
    fn past_rival(&self, visit: &Scenario, message: MessageId, rival: Shown) -> Option<Scenario> {
        let mut scenario = visit.clone();
        let Step::Visit { stay, .. } = scenario.steps.first_mut()? else {
            return None;
        };
        let rest = stay.checked_sub(rival.after).filter(|rest| *rest > 0)?;
        *stay = rival.after;
        scenario.steps.extend([Step::Dismiss, Step::Wait(rest)]);
        scenario.channel = self.only_channel(message);
        Some(self.with_expectation(&scenario, message, true))
    }

    /// The channel of a message, if there are others: what a visitor dismisses must be clear.
    fn only_channel(&self, message: MessageId) -> Option<Box<str>> {
        let model = self.visits.simulator.model;
        let message = model.messages.get(message.index())?;
        (model.channels.len() > 1).then(|| model[message.channel].id.clone())
    }

    /// Finds a test that holds back a message whose condition holds for every visitor: by its
    /// hours, or because the visitor has seen it.
    fn hold_back_shown(
        &self,
        message: MessageId,
        audience: Formula,
        missing: &Missing<'_>,
    ) -> Search {
        let Satisfiable::Yes(visitor) = self.visits.visitor(message, &[audience]) else {
            return Search::Unknown;
        };
        let Some((visitor, visit)) = self.visits.visit(message, visitor) else {
            return Search::Unknown;
        };
        if let Some(zone) = self.visits.zone(message) {
            for unix_seconds in hours_of_a_week() {
                let mut visit = visit.clone();
                visit.start = Moment {
                    unix_seconds,
                    zone: zone.into(),
                };
                let scenario = self.with_expectation(&visit, message, false);
                let candidate = self.run(visitor.clone(), scenario);
                if let found @ Search::Found(_) = self.checked(candidate, missing) {
                    return found;
                }
            }
        }
        let again = self.seen_again(visit, message);
        let candidate = again.and_then(|scenario| self.run(visitor, scenario));
        self.checked(candidate, missing)
    }

    /// A visitor who sees the page a second time, having seen the message.
    fn seen_again(&self, visit: Scenario, message: MessageId) -> Option<Scenario> {
        let declared = self.visits.simulator.model.messages.get(message.index())?;
        let between = match declared.frequency {
            Frequency::OncePerCustomer => Step::Leave,
            Frequency::OncePerVisit => Step::Dismiss,
            Frequency::EveryTime => return None,
        };
        let page = visit.steps.first()?.clone();
        let mut scenario = self.with_expectation(&visit, message, true);
        scenario.channel = self.only_channel(message);
        let expected = Expectation::NoMessage(declared.id.clone());
        scenario
            .steps
            .extend([between, page, Step::Expect(expected)]);
        Some(scenario)
    }

    /// A visit, and what is expected of a message.
    fn with_expectation(&self, visit: &Scenario, message: MessageId, shown: bool) -> Scenario {
        let mut scenario = visit.clone();
        let Some(declared) = self.visits.simulator.model.messages.get(message.index()) else {
            return scenario;
        };
        let id = &declared.id;
        let (expectation, what) = match (shown, declared.trigger) {
            (false, _) => (Expectation::NoMessage(id.clone()), "is not shown"),
            (true, Trigger::PageLoad | Trigger::PageView { after_seconds: 0 }) => {
                let after = None;
                let message = id.clone();
                (Expectation::Message { message, after }, "is shown")
            }
            (true, Trigger::PageView { after_seconds }) => {
                let after = Some(after_seconds);
                let message = id.clone();
                (Expectation::Message { message, after }, "is shown")
            }
        };
        scenario.name = format!("{id} {what}").into();
        scenario.steps.push(Step::Expect(expectation));
        scenario
    }

    /// Runs a test; `None` if it fails.
    fn run(&self, visitor: Visitor, scenario: Scenario) -> Option<Candidate> {
        let mut covered = self.visits.simulator.no_coverage();
        let report = run_covered(&self.visits.simulator.program, &scenario, &mut covered);
        let test = SuggestedTest { visitor, scenario };
        report
            .is_ok_and(|report| report.passed())
            .then_some(Candidate { test, covered })
    }

    /// The candidate, if it closes the gap.
    fn checked(&self, candidate: Option<Candidate>, missing: &Missing<'_>) -> Search {
        let closing = candidate.filter(|candidate| {
            let mut coverage = self.coverage.clone();
            coverage.add(&candidate.covered);
            self.visits.simulator.covers(&coverage, missing)
        });
        closing.map_or(Search::Unknown, |found| Search::Found(Box::new(found)))
    }

    /// Gives a test a name that no other test has.
    fn name(&mut self, mut test: SuggestedTest) -> SuggestedTest {
        let name = free_name(&test.scenario.name, |name| self.names.contains(name));
        self.names.insert(name.clone());
        test.scenario.name = name;
        test
    }
}
