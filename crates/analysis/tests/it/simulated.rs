//! Diffs, compared with what the engine does with the old and the new workspace.

use std::sync::LazyLock;

use proactive_analysis::{
    Audiences, Change, Diff, FieldChange, Satisfiable, SetRelation, Visitor, compare,
};
use proactive_catalog::{Field, FieldMap, Frequency, MessageStatus, Word};
use proactive_config::compile;
use proactive_engine::{Program, Simulation, prepare};
use proactive_hir::model::Model;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::random_conditions::{RandomCondition, condition, universe};
use crate::workspaces::{insensitive, model, workspace};

/// All visitors that conditions can tell apart.
static UNIVERSE: LazyLock<Vec<Visitor>> = LazyLock::new(|| universe(true));

/// The number of pages a visitor sees in a simulation.
const PAGES: usize = 5;

/// Monday 2026-03-16 09:00 UTC.
const MONDAY: i64 = 1_773_651_600;

/// When pages are loaded: before, at and after openings, on a closed day, at night.
const MOMENTS: [i64; 6] = [
    MONDAY,
    MONDAY + 3_600,
    MONDAY + 8 * 3_600,
    MONDAY + 14 * 3_600,
    MONDAY + 24 * 3_600,
    MONDAY + 5 * 24 * 3_600,
];

#[derive(Debug, Clone)]
struct Said {
    condition: RandomCondition,
    channel: &'static str,
    trigger: &'static str,
    hours: &'static str,
    frequency: Frequency,
    status: MessageStatus,
}

fn said() -> impl Strategy<Value = Said> {
    (
        condition(),
        select(vec!["web", "web", "help"]),
        select(vec![
            "on page_load",
            "after 0s on page_view",
            "after 5s on page_view",
        ]),
        select(vec![
            "",
            "",
            "schedule business_hours day",
            "schedule business_hours late",
            "schedule outside_business_hours",
        ]),
        select(Frequency::ALL),
        prop_oneof![4 => Just(MessageStatus::Published), 1 => select(MessageStatus::ALL)],
    )
        .prop_map(
            |(condition, channel, trigger, hours, frequency, status)| Said {
                condition,
                channel,
                trigger,
                hours,
                frequency,
                status,
            },
        )
}

#[derive(Debug, Clone)]
struct Side {
    messages: Vec<(usize, Said)>,
    case_sensitive: bool,
    keep: bool,
    open: &'static str,
}

impl Side {
    fn text(&self) -> String {
        let mut text = String::from("brand acme\n");
        if self.keep {
            text.push_str("account { conversation_control keep }\n");
        }
        text.push_str(&format!(
            "schedule day {{ timezone \"Europe/Paris\" open {} closed 2026-03-17 }}\n\
             schedule late {{ timezone \"UTC\" open mon-sun 16:00-24:00 }}\n\
             channel web {{ brand acme business_hours day, late }}\n\
             channel help {{ brand acme business_hours day }}\n",
            self.open
        ));
        for (name, it) in &self.messages {
            text.push_str(&format!(
                "message m{name} {{\n  channel {}\n  text \"Hello\"\n  reply agent \"One moment\"\n  \
                 when {}\n  {}\n  {}\n  frequency {}\n  status {}\n}}\n",
                it.channel,
                it.condition.text(),
                it.trigger,
                it.hours,
                it.frequency.as_str(),
                it.status.as_str()
            ));
        }
        text
    }

    fn model(&self) -> Model {
        let settings = match self.case_sensitive {
            true => proactive_hir::Settings::default(),
            false => insensitive(),
        };
        model(&workspace(settings, &[("main.proactive", &self.text())]))
    }
}

fn opening() -> impl Strategy<Value = &'static str> {
    select(vec![
        "mon-fri 10:00-12:00",
        "mon-fri 10:00-12:00",
        "mon-sun 09:00-19:00",
        "tue 10:00-12:00",
    ])
}

fn side(messages: usize) -> impl Strategy<Value = Side> {
    (
        vec(said(), 1..=messages),
        any::<bool>(),
        prop::bool::weighted(0.1),
        opening(),
    )
        .prop_map(|(messages, case_sensitive, keep, open)| Side {
            messages: messages.into_iter().enumerate().collect(),
            case_sensitive,
            keep,
            open,
        })
}

/// A workspace before and after one or two edits.
fn sides(messages: usize) -> impl Strategy<Value = (Side, Side)> {
    let edit = (0_usize..9, any::<Index>(), said(), opening());
    (side(messages), vec(edit, 0..3)).prop_map(|(old, edits)| {
        let mut new = old.clone();
        for (what, index, said, open) in edits {
            let count = new.messages.len();
            if what == 0 {
                new.open = open;
                continue;
            }
            if what == 1 {
                new.keep = !new.keep;
                continue;
            }
            if what == 2 && count > 1 {
                new.messages.swap(0, 1 + index.index(count - 1));
                continue;
            }
            let it = &mut new.messages[index.index(count)].1;
            match what {
                3 => it.condition = said.condition,
                4 => it.channel = said.channel,
                5 => it.trigger = said.trigger,
                6 => it.hours = said.hours,
                7 => it.frequency = said.frequency,
                _ => it.status = said.status,
            }
        }
        (old, new)
    })
}

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

#[test]
fn the_first_moment_is_a_monday_morning() {
    assert_eq!(MONDAY.rem_euclid(86_400), 9 * 3_600);
    // 1970-01-01 was a Thursday.
    assert_eq!((MONDAY.div_euclid(86_400) + 3) % 7, 0);
}
