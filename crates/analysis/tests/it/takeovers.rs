//! Who takes visitors from whom, compared with what the engine shows before and after.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proactive_analysis::{Diff, TakeoverOrigin, Visitor, compare};
use proactive_catalog::{Field, FieldMap};
use proactive_config::compile;
use proactive_engine::{Program, Simulation, prepare};
use proactive_hir::Settings;
use proactive_hir::model::Model;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::random_conditions::universe;
use crate::random_sides::{MOMENTS, sides_with_others};
use crate::workspaces::{GROUND, insensitive, message, model, single, workspace};

/// All visitors that conditions can tell apart.
static UNIVERSE: LazyLock<Vec<Visitor>> = LazyLock::new(|| universe(true));

/// The message that a visitor sees first on each channel, by ID.
fn first_shown(program: &Program, visitor: &Visitor, start: i64) -> BTreeMap<String, String> {
    let mut simulation = Simulation::new(
        program,
        &proactive_engine::Visitor {
            history: visitor.history(),
            language: &visitor.values[Field::DeviceLanguage],
            start,
            channel: None,
        },
    );
    simulation.visit_page(&FieldMap::from_fn(|field| &*visitor.values[field]));
    simulation.wait(60);
    let mut first = BTreeMap::new();
    for shown in simulation.shown() {
        let message = &program[shown.message];
        let channel = message.channel.to_string();
        first.entry(channel).or_insert(message.id.to_string());
    }
    first
}

struct Sides {
    old: Model,
    new: Model,
    before: Program,
    now: Program,
    changes: Diff,
}

impl Sides {
    fn new(old: Model, new: Model) -> Self {
        let program = |model: &Model| prepare(&compile(model)).unwrap();
        Self {
            before: program(&old),
            now: program(&new),
            changes: compare(&old, &new),
            old,
            new,
        }
    }

    /// The takeovers as channel, message before and message now.
    fn reported(&self) -> Vec<(&str, &str, &str)> {
        let pairs = self.changes.takeovers.pairs.iter();
        let names = pairs.map(|it| {
            (
                &*self.new[it.channel].id,
                &*self.old[it.from].id,
                &*self.new[it.to].id,
            )
        });
        names.collect()
    }

    /// Each reported visitor saw the one message and sees the other.
    fn confirm(&self) -> Result<(), TestCaseError> {
        for (it, (channel, from, to)) in self.changes.takeovers.pairs.iter().zip(self.reported()) {
            let moment = it.visitor.moment.as_ref();
            let moments = match moment {
                Some(moment) => vec![moment.unix_seconds],
                None => MOMENTS.to_vec(),
            };
            for start in moments {
                let before = first_shown(&self.before, &it.visitor, start);
                prop_assert_eq!(before.get(channel).map(|it| &**it), Some(from), "{:?}", it);
                let now = first_shown(&self.now, &it.visitor, start);
                prop_assert_eq!(now.get(channel).map(|it| &**it), Some(to), "{:?}", it);
            }
        }
        Ok(())
    }

    /// Whatever some of the visitors see instead of something else is reported.
    fn expect_all(&self, visitors: &[&Visitor]) -> Result<(), TestCaseError> {
        let renamed: BTreeMap<&str, &str> = self
            .changes
            .renamed
            .iter()
            .map(|(old, new)| (&*self.old[*old].id, &*self.new[*new].id))
            .collect();
        let reported = self.reported();
        for visitor in visitors {
            for start in MOMENTS {
                let now = first_shown(&self.now, visitor, start);
                for (channel, from) in first_shown(&self.before, visitor, start) {
                    let Some(to) = now.get(&channel) else {
                        continue;
                    };
                    let same = renamed.get(&*from).copied().unwrap_or(&from);
                    let pair = (&*channel, &*from, &**to);
                    prop_assert!(
                        same == to || reported.contains(&pair),
                        "{pair:?} for {visitor:?} at {start}"
                    );
                }
            }
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn takeovers_are_what_visitors_see(
        (old, new) in sides_with_others(6),
        few in vec(any::<Index>(), 150),
    ) {
        let sides = Sides::new(old.model(), new.model());
        prop_assert!(sides.changes.takeovers.is_complete);
        prop_assert!(!sides.changes.is_empty() || sides.changes.takeovers.pairs.is_empty());
        sides.confirm()?;
        let visitors: Vec<&Visitor> = few.iter().map(|it| it.get(&UNIVERSE)).collect();
        sides.expect_all(&visitors)?;
    }
}

fn of(text: &str) -> Model {
    model(&single(&format!("{GROUND}{text}")))
}

/// The takeovers between two workspaces, as message before, message now and what changed.
#[track_caller]
fn told(old: &str, new: &str) -> Vec<(String, String, TakeoverOrigin, bool)> {
    let sides = Sides::new(of(old), of(new));
    sides.confirm().unwrap();
    let takeovers = &sides.changes.takeovers;
    assert!(takeovers.is_complete);
    let names = sides.reported().into_iter();
    let all = names.zip(&takeovers.pairs).map(|((_, from, to), it)| {
        (
            from.to_owned(),
            to.to_owned(),
            it.origin,
            it.from_still_matches,
        )
    });
    all.collect()
}

fn pair(
    from: &str,
    to: &str,
    origin: TakeoverOrigin,
    from_still_matches: bool,
) -> (String, String, TakeoverOrigin, bool) {
    (from.to_owned(), to.to_owned(), origin, from_still_matches)
}

#[test]
fn messages_that_come_first_take_visitors() {
    let cart = message(
        "cart",
        "visitor.url contains \"/cart\"",
        "after 10s on page_view",
    );
    let french = message("french", "device.language is fr", "after 5s on page_view");
    let dutch = message("dutch", "device.language is nl", "after 30s on page_view");
    let both = format!("{cart}{dutch}");
    // Added: before one of them, and with other visitors than none.
    let added = format!("{cart}{french}{dutch}");
    let to = TakeoverOrigin::To;
    assert_eq!(told(&both, &added), [pair("cart", "french", to, true)]);
    // A draft takes no one; when it is published, it does.
    let draft = format!(
        "{cart}{}{dutch}",
        message(
            "french",
            "device.language is fr",
            "after 5s on page_view status draft"
        )
    );
    assert_eq!(told(&both, &draft), []);
    assert_eq!(told(&draft, &added), [pair("cart", "french", to, true)]);
    // Earlier and wider.
    let late = format!(
        "{cart}{}{dutch}",
        message("french", "device.language is fr", "after 40s on page_view")
    );
    assert_eq!(told(&late, &added), [pair("cart", "french", to, true)]);
    let wide = format!(
        "{cart}{}{dutch}",
        message(
            "french",
            "device.language is any of [fr, nl]",
            "after 5s on page_view"
        )
    );
    assert_eq!(
        told(&added, &wide),
        [
            pair("cart", "french", to, true),
            pair("dutch", "french", to, true)
        ]
    );
}

#[test]
fn messages_that_are_gone_lose_visitors() {
    let cart = message("cart", "visitor.url contains \"/cart\"", "");
    let always = message("always_there", "always", "after 1m on page_view");
    let late = message("late", "always", "after 2m on page_view");
    let all = format!("{cart}{always}{late}");
    let from = TakeoverOrigin::From;
    assert_eq!(
        told(&all, &format!("{always}{late}")),
        [pair("cart", "always_there", from, false)]
    );
    assert_eq!(
        told(&all, &all.replace("contains \"/cart\"", "is \"/cart\"")),
        [pair("cart", "always_there", from, false)]
    );
    // Later, and still for the same visitors.
    let later = all.replace("on page_load", "after 90s on page_view");
    assert_eq!(
        told(&all, &later),
        [pair("cart", "always_there", from, true)]
    );
}

#[test]
fn order_decides_at_the_same_moment() {
    let a = message("a", "visitor.url contains \"/a\"", "");
    let b = message("b", "visitor.url contains \"/b\"", "");
    let c = message("c", "device.language is fr", "");
    assert_eq!(
        told(&[&*a, &b, &c].concat(), &[&*c, &a, &b].concat()),
        [
            pair("a", "c", TakeoverOrigin::Order, true),
            pair("b", "c", TakeoverOrigin::Order, true)
        ]
    );
    // A message that comes before both leaves no one to the two.
    let first = message("first", "device.language is fr", "");
    assert_eq!(
        told(&[&*first, &a, &c].concat(), &[&*first, &c, &a].concat()),
        []
    );
    // The new name of a message takes no one from the old one.
    let renamed = a.replace("message a", "message z");
    assert_eq!(told(&[&*a, &b].concat(), &[&*renamed, &b].concat()), []);
}

#[test]
fn only_pages_of_both_websites_count() {
    let with = |website: &str, text: &str| {
        let text = format!("brand acme channel web {{ brand acme website {website} }}\n{text}");
        model(&single(&text))
    };
    let old = message("old", "always", "");
    let new = message("new", "device.language is fr", "") + &old;
    let sides = Sides::new(
        with("\"https://a.example/\", \"https://b.example/\"", &old),
        with("\"https://b.example/help\"", &new),
    );
    sides.confirm().unwrap();
    assert_eq!(sides.reported(), [("web", "old", "new")]);
    let visitor = &sides.changes.takeovers.pairs[0].visitor;
    assert!(visitor.values[Field::VisitorUrl].starts_with("https://b.example/help"));
    let sides = Sides::new(
        with("\"https://a.example/\"", &old),
        with("\"https://b.example/\"", &new),
    );
    assert_eq!(sides.reported(), []);
    assert!(sides.changes.takeovers.is_complete);
}

#[test]
fn sides_that_cannot_be_compared_are_not() {
    let text = |new: &str| {
        format!(
            "{GROUND}{new}{}",
            message("old", "visitor.title is \"Cart\"", "")
        )
    };
    let new = message("new", "device.language is fr", "");
    let of =
        |settings: Settings, text: &str| model(&workspace(settings, &[("main.proactive", text)]));
    let changes = compare(
        &of(Settings::default(), &text("")),
        &of(insensitive(), &text(&new)),
    );
    assert!(changes.takeovers.pairs.is_empty() && !changes.takeovers.is_complete);
    // Nothing is shown while others keep the conversation.
    let keep = format!("account {{ conversation_control keep }}\n{new}");
    assert_eq!(
        told(
            &message("old", "always", ""),
            &(keep + &message("old", "always", ""))
        ),
        []
    );
}
