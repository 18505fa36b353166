//! Random workspaces before and after some edits.

use proactive_catalog::{Frequency, MessageStatus, Word};
use proactive_hir::model::Model;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::random_conditions::{RandomCondition, condition};
use crate::workspaces::{insensitive, model, workspace};

/// Monday 2026-03-16 09:00 UTC.
pub(crate) const MONDAY: i64 = 1_773_651_600;

/// When pages are loaded: before, at and after openings, on a closed day, at night.
pub(crate) const MOMENTS: [i64; 6] = [
    MONDAY,
    MONDAY + 3_600,
    MONDAY + 8 * 3_600,
    MONDAY + 14 * 3_600,
    MONDAY + 24 * 3_600,
    MONDAY + 5 * 24 * 3_600,
];

#[derive(Debug, Clone)]
pub(crate) struct Said {
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
pub(crate) struct Side {
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

    /// The workspace.
    pub(crate) fn model(&self) -> Model {
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
pub(crate) fn sides(messages: usize) -> impl Strategy<Value = (Side, Side)> {
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

/// Like [`sides`], and messages may be added or removed.
pub(crate) fn sides_with_others(messages: usize) -> impl Strategy<Value = (Side, Side)> {
    let edit = (any::<bool>(), any::<Index>(), said());
    (sides(messages), vec(edit, 0..3)).prop_map(|((old, mut new), edits)| {
        for (name, (is_added, index, said)) in edits.into_iter().enumerate() {
            let count = new.messages.len();
            if is_added {
                let name = old.messages.len() + name;
                new.messages.insert(index.index(count + 1), (name, said));
            } else if count > 1 {
                new.messages.remove(index.index(count));
            }
        }
        (old, new)
    })
}

#[test]
fn the_first_moment_is_a_monday_morning() {
    assert_eq!(MONDAY.rem_euclid(86_400), 9 * 3_600);
    // 1970-01-01 was a Thursday.
    assert_eq!((MONDAY.div_euclid(86_400) + 3) % 7, 0);
}
