//! Random configurations, visitors and steps: the engine and the oracle agree.

use proactive_catalog::{Field, FieldMap};
use proactive_config::json::{Condition, Conditions, History, Word};
use proactive_engine::{
    MessageId, Obstacle, PageTrace, Program, Refusal, Simulation, Visitor, prepare,
};
use proactive_equality::random::{
    LANGUAGES, MAX_STEPS, Step, configuration, start, steps, with_exact_values,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::oracle::{NotOne, Oracle};

/// The result of an action in a common form: a name, or how many channels have what it needs.
fn said<T>(outcome: Result<T, Refusal>, name: impl FnOnce(T) -> String) -> Result<String, NotOne> {
    outcome.map(name).map_err(|refusal| match refusal {
        Refusal::Nothing | Refusal::OffPage(_) => NotOne(0),
        Refusal::Several(channels) => NotOne(channels.len()),
    })
}

/// Runs a step in a simulation and returns its result.
pub(crate) fn act(
    simulation: &mut Simulation<'_>,
    program: &Program,
    step: &Step,
) -> Result<String, NotOne> {
    let message = |it: MessageId| program[it].id.to_string();
    match step {
        Step::Visit(texts) => simulation.visit_page(&FieldMap::from_fn(|field| &*texts[field])),
        Step::Wait(seconds) => simulation.wait(*seconds),
        Step::Pause(seconds) => {
            simulation.leave();
            simulation.wait_until(simulation.now() + seconds);
        }
        Step::Open => return said(simulation.open(), message),
        Step::Dismiss => return said(simulation.dismiss(), message),
        Step::Reply => return said(simulation.reply(), message),
        Step::EndConversation => {
            return said(simulation.end_conversation(), |it| {
                program[it].id.to_string()
            });
        }
        Step::Leave => simulation.leave(),
        Step::ClearData => simulation.clear_data(),
    }
    Ok(String::new())
}

fn ask(oracle: &mut Oracle<'_>, step: &Step) -> Result<String, NotOne> {
    match step {
        Step::Visit(texts) => oracle.visit(texts),
        Step::Wait(seconds) => oracle.wait(*seconds),
        Step::Pause(seconds) => {
            oracle.leave();
            oracle.time(oracle.now() + seconds);
        }
        Step::Open => return oracle.open().map(str::to_owned),
        Step::Dismiss => return oracle.dismiss().map(str::to_owned),
        Step::Reply => return oracle.reply().map(str::to_owned),
        Step::EndConversation => return oracle.end_conversation().map(str::to_owned),
        Step::Leave => oracle.leave(),
        Step::ClearData => oracle.clear_data(),
    }
    Ok(String::new())
}

pub(crate) fn names(program: &Program, simulation: &Simulation<'_>) -> Vec<(String, i64)> {
    let shown = simulation.shown().iter();
    shown
        .map(|it| (program[it.message].id.to_string(), i64::from(it.after)))
        .collect()
}

/// The reasons fit what happened and what the oracle says about the conditions.
fn agrees(
    program: &Program,
    oracle: &Oracle<'_>,
    simulation: &Simulation<'_>,
    page: &PageTrace<'_>,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(page.messages.len(), program.messages().len());
    let history = History::find(page.value(Field::VisitorHistory)).unwrap();
    for trace in &page.messages {
        let message = &program[trace.message];
        let was_shown = simulation
            .shown()
            .iter()
            .any(|it| it.message == trace.message);
        prop_assert_eq!(trace.was_shown(), was_shown);
        let holds = oracle.fulfils(&message.conditions, history);
        prop_assert_eq!(trace.conditions, holds);
        let channel = program.channel(&message.channel).unwrap();
        let is_on_page = program.is_on(channel, page.value(Field::VisitorUrl));
        prop_assert_eq!(trace.obstacles.contains(&Obstacle::OffPage), !is_on_page);
        prop_assert_eq!(trace.obstacles.contains(&Obstacle::Conditions), !holds);
        for leaf in &trace.leaves {
            let alone = Conditions::One(leaf.comparison.clone());
            prop_assert_eq!(leaf.holds, oracle.fulfils(&alone, history));
        }
        // Inverting a comparison inverts the whole condition exactly if it is said to decide.
        for (turned, leaf) in trace.leaves.iter().enumerate() {
            let mut given: Vec<bool> = trace.leaves.iter().map(|leaf| leaf.holds).collect();
            given[turned] = !given[turned];
            let whole = whole(&message.conditions, &mut given.into_iter());
            prop_assert_eq!(leaf.decides, whole != holds);
        }
        // The reasons alone make the condition what it is, whatever the others are.
        let mut given = trace.leaves.iter().map(|leaf| match leaf.is_reason {
            true => leaf.holds,
            false => !holds,
        });
        prop_assert_eq!(whole(&message.conditions, &mut given), holds);
    }
    Ok(())
}

/// The value of a condition whose comparisons have the values `leaves`, in source order.
fn whole(conditions: &Conditions, leaves: &mut dyn Iterator<Item = bool>) -> bool {
    fn part(condition: &Condition, leaves: &mut dyn Iterator<Item = bool>) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().fold(true, |all, it| part(it, leaves) & all),
            Condition::Any(parts) => parts.iter().fold(false, |any, it| part(it, leaves) | any),
            Condition::Comparison(_) => leaves.next().unwrap(),
        }
    }
    match conditions {
        Conditions::Always => true,
        Conditions::One(_) => leaves.next().unwrap(),
        Conditions::All(parts) => parts.iter().fold(true, |all, it| part(it, leaves) & all),
        Conditions::Any(parts) => parts.iter().fold(false, |any, it| part(it, leaves) | any),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn evaluator_and_oracle_agree(
        configuration in configuration(),
        history in select(History::ALL),
        language in select(LANGUAGES.as_slice()),
        start in start(),
        only in option::of(select(vec!["c0", "c1"])),
        exact in vec((any::<Index>(), any::<bool>()), MAX_STEPS),
        steps in steps(),
    ) {
        let program = prepare(&configuration).unwrap();
        let visitor = Visitor {
            history,
            language,
            start,
            channel: only.and_then(|only| program.channel(only)),
        };
        let mut simulation = Simulation::new(&program, &visitor);
        let mut recording = Simulation::recording(&program, &visitor);
        let mut oracle = Oracle::new(&configuration, history, language, start, only);
        for step in with_exact_values(&configuration, steps, &exact) {
            let expected = ask(&mut oracle, &step);
            prop_assert_eq!(&act(&mut simulation, &program, &step), &expected);
            prop_assert_eq!(&act(&mut recording, &program, &step), &expected);
            prop_assert_eq!(simulation.now(), oracle.now());
            let shown: Vec<(String, i64)> = oracle
                .shown
                .iter()
                .map(|(name, after)| ((*name).to_owned(), *after))
                .collect();
            prop_assert_eq!(names(&program, &simulation), shown);
            prop_assert_eq!(simulation.shown(), recording.shown());
            if let Some(trace) = recording.trace() {
                agrees(&program, &oracle, &recording, &trace)?;
            }
        }
    }
}
