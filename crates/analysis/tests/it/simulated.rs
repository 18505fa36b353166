//! Diffs, compared with what the engine does with the old and the new workspace.

use std::sync::LazyLock;

use proactive_analysis::{
    Audiences, Change, Diff, FieldChange, Satisfiable, SetRelation, Visitor, compare,
};
use proactive_catalog::{Field, FieldMap, MessageStatus};
use proactive_config::compile;
use proactive_engine::{Program, Simulation, prepare};
use proactive_hir::model::Model;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::random_conditions::universe;
use crate::random_sides::{MOMENTS, MONDAY, sides};

/// All visitors that conditions can tell apart.
static UNIVERSE: LazyLock<Vec<Visitor>> = LazyLock::new(|| universe(true));

/// The number of pages a visitor sees in a simulation.
const PAGES: usize = 5;

fn program(model: &Model) -> Program {
    prepare(&compile(model)).unwrap()
}

/// The messages shown to a visitor over several pages and visits, with their seconds.
fn simulate(program: &Program, visitor: &Visitor, start: i64) -> Vec<String> {
    let mut simulation = Simulation::new(
        program,
        &proactive_engine::Visitor {
            history: visitor.history(),
            language: &visitor.values[Field::DeviceLanguage],
            start,
            channel: None,
        },
    );
    let mut shown = Vec::new();
    let mut page = |simulation: &mut Simulation<'_>| {
        simulation.visit_page(&FieldMap::from_fn(|field| &*visitor.values[field]));
        simulation.wait(6);
        let mut came: Vec<_> = simulation
            .shown()
            .iter()
            .map(|it| (it.after, &program[it.message]))
            .collect();
        // The order of two channels at the same moment is invisible.
        came.sort_by_key(|(_, message)| &message.channel);
        shown.extend(came.into_iter().map(|(after, message)| {
            format!("{} on {} after {after}", message.id, message.channel)
        }));
        shown.push("end of page".to_owned());
    };
    page(&mut simulation);
    page(&mut simulation);
    // With several channels nothing is dismissed, on both sides alike or not.
    let _ = simulation.dismiss();
    page(&mut simulation);
    simulation.leave();
    page(&mut simulation);
    simulation.clear_data();
    page(&mut simulation);
    shown
}

/// Whether the conditions of the message are true of the example, within the message's hours.
fn passes(program: &Program, message: &str, visitor: &Visitor) -> bool {
    let mut simulation = Simulation::recording(
        program,
        &proactive_engine::Visitor {
            history: visitor.history(),
            language: &visitor.values[Field::DeviceLanguage],
            start: visitor.moment.as_ref().map_or(MONDAY, |it| it.unix_seconds),
            channel: None,
        },
    );
    simulation.visit_page(&FieldMap::from_fn(|field| &*visitor.values[field]));
    simulation.wait(6);
    let trace = simulation.trace().unwrap();
    let mut messages = trace.messages.iter();
    messages.any(|it| &*program[it.message].id == message && it.conditions)
}

/// Checks the claims of a diff.
fn confirm(changes: &Diff, old: &Model, new: &Model) -> Result<(), TestCaseError> {
    let (before, now) = (program(old), program(new));
    for change in &changes.changed {
        let name = &*new[change.new].id;
        if let Some(visitor) = &change.audience.newly_in {
            prop_assert!(!passes(&before, name, visitor), "{name} {visitor:?}");
            prop_assert!(passes(&now, name, visitor), "{name} {visitor:?}");
        }
        if let Some(visitor) = &change.audience.newly_out {
            prop_assert!(passes(&before, name, visitor), "{name} {visitor:?}");
            prop_assert!(!passes(&now, name, visitor), "{name} {visitor:?}");
        }
    }
    for reordered in &changes.reordered {
        if let Some(visitor) = &reordered.visitor {
            for id in [reordered.winner, reordered.loser] {
                prop_assert!(passes(&before, &new[id].id, visitor), "{visitor:?}");
                prop_assert!(passes(&now, &new[id].id, visitor), "{visitor:?}");
            }
        }
    }
    Ok(())
}

/// Whether any distinguishable visitor sees a difference.
fn differs(old: &Model, new: &Model, visitors: &[Visitor], moments: &[i64]) -> Option<String> {
    let (before, now) = (program(old), program(new));
    for visitor in visitors {
        for start in moments {
            let (then, now) = (
                simulate(&before, visitor, *start),
                simulate(&now, visitor, *start),
            );
            if then != now {
                return Some(format!("{visitor:?} at {start}: {then:?}, then {now:?}"));
            }
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn visible_changes_are_reported(
        (old, new) in sides(5),
        moment in select(MOMENTS.as_slice()),
        few in vec(any::<Index>(), 120),
    ) {
        let visitors: Vec<Visitor> = few.iter().map(|it| it.get(&UNIVERSE).clone()).collect();
        let (old, new) = (old.model(), new.model());
        let changes = compare(&old, &new);
        if let Some(differs) = differs(&old, &new, &visitors, &[moment]) {
            prop_assert!(!changes.is_empty(), "{differs}");
        }
        confirm(&changes, &old, &new)?;
        prop_assert!(compare(&old, &old).is_empty());
        prop_assert!(compare(&new, &new).is_empty());
    }

    /// With one message, a change is visible to someone unless no one gets the message.
    #[test]
    fn reported_changes_are_visible(
        (old, new) in sides(1),
        few in vec(any::<Index>(), 40),
    ) {
        let (old, new) = (old.model(), new.model());
        let changes = compare(&old, &new);
        confirm(&changes, &old, &new)?;
        let mut visitors: Vec<Visitor> = few.iter().map(|it| it.get(&UNIVERSE).clone()).collect();
        let mut moments = MOMENTS.to_vec();
        for model in [&old, &new] {
            let rules = Audiences::of_model(model);
            let audience = rules.audience(model.message_ids().next().unwrap()).unwrap();
            if let Satisfiable::Yes(visitor) = rules.satisfiable(&[audience]) {
                visitors.push(visitor);
            }
        }
        let mut is_seen = false;
        for change in &changes.changed {
            let Change { audience, hours, field_changes, .. } = change;
            prop_assert!(audience.relation != SetRelation::Unknown || changes.case_sensitive.is_some());
            let who = [&audience.newly_in, &audience.newly_out];
            visitors.extend(who.into_iter().flatten().cloned());
            moments.extend(visitors.iter().filter_map(|it| Some(it.moment.as_ref()?.unix_seconds)));
            let when = [&hours.newly_in, &hours.newly_out];
            moments.extend(when.into_iter().flatten().flat_map(|it| [it.unix_seconds, it.unix_seconds - 5]));
            is_seen |= !audience.is_equal() && audience.relation != SetRelation::Unknown;
            is_seen |= !hours.is_equal();
            is_seen |= field_changes.iter().any(|it| match it {
                FieldChange::Status(old, new) => {
                    [old, new].contains(&&MessageStatus::Published)
                }
                FieldChange::Channel(..) | FieldChange::Moment(..) => true,
                // It takes several visits, and a visitor who gets the message in each.
                FieldChange::Frequency(..) => false,
                FieldChange::Name(..)
                | FieldChange::Brand(..)
                | FieldChange::Text(..)
                | FieldChange::Reply(..)
                | FieldChange::Tags(..)
                | FieldChange::ExternalId(..) => panic!("{it:?} was not touched"),
            });
        }
        let seen = differs(&old, &new, &visitors, &moments);
        if changes.is_empty() {
            prop_assert_eq!(seen, None);
        } else if is_seen && seen.is_none() {
            for model in [&old, &new] {
                let program = program(model);
                for visitor in &visitors {
                    for start in &moments {
                        let shown = simulate(&program, visitor, *start);
                        prop_assert_eq!(shown.len(), PAGES, "{:#?}", changes);
                    }
                }
            }
        }
    }
}
