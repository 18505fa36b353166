//! Who takes visitors from whom, as JSON shows it and in words.

use proactive_analysis::{Diff, Takeover, TakeoverOrigin};
use proactive_hir::model::Model;
use proactive_simulator::Simulator;
use schemars::JsonSchema;
use serde::Serialize;

use super::words::person;
use crate::report::visitor::VisitorJson;

/// A message that a visitor sees instead of another one.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Takeover")]
pub(super) struct TakeoverJson {
    /// The ID of the channel of both.
    pub(super) channel: String,
    /// The message of the old version that the visitor saw first.
    pub(super) from: String,
    /// Seconds from the load of the page until it appeared.
    pub(super) from_after_seconds: u32,
    /// The message of the new version that the visitor sees first.
    pub(super) to: String,
    /// Seconds from the load of the page until it appears.
    pub(super) to_after_seconds: u32,
    /// Whether the visitor would still see the earlier message if the other one did not come first.
    pub(super) from_still_matches: bool,
    /// Whether the visitor is on a page made up of what both messages ask for, such as an address
    /// that contains the values of both.
    pub(super) made_up_page: bool,
    /// What changed.
    pub(super) origin: OriginJson,
    /// Such a visitor, who has seen no message yet and stays on the page.
    pub(super) visitor: VisitorJson,
    /// All of this as a clause about the message that is seen now.
    pub(super) words: String,
    /// The message that was seen before, by its ID in the new version.
    #[serde(skip)]
    pub(super) from_now: Option<String>,
}

/// What changed so that a visitor sees another message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "TakeoverOrigin")]
pub(super) enum OriginJson {
    /// The message that is seen now is new, or it changed.
    To,
    /// Only the message that was seen before changed, or is gone.
    From,
    /// Only the order of the two changed.
    Order,
}

impl From<TakeoverOrigin> for OriginJson {
    fn from(origin: TakeoverOrigin) -> Self {
        match origin {
            TakeoverOrigin::To => Self::To,
            TakeoverOrigin::From => Self::From,
            TakeoverOrigin::Order => Self::Order,
        }
    }
}

/// The two versions, ready to be simulated; `None` for one that the engine does not accept.
pub(super) struct Simulators<'m> {
    old: Option<Simulator<'m>>,
    new: Option<Simulator<'m>>,
}

impl<'m> Simulators<'m> {
    pub(super) fn new(old: &'m Model, new: &'m Model) -> Self {
        Self {
            old: Simulator::new(old).ok(),
            new: Simulator::new(new).ok(),
        }
    }

    /// Simulates the visitor with both versions. Returns when the two messages appear, and `None` if
    /// other messages do.
    fn confirm(&self, takeover: &Takeover, [from, to, channel]: [&str; 3]) -> Option<[u32; 2]> {
        let seen = |simulator: &Option<Simulator<'_>>, message: &str| {
            let first = simulator
                .as_ref()?
                .first_shown(&takeover.visitor, channel)?;
            (*first.message == *message).then_some(first.after_seconds)
        };
        Some([seen(&self.old, from)?, seen(&self.new, to)?])
    }
}

/// The takeovers that the simulation confirms, and whether these are all.
pub(super) fn confirmed(old: &Model, new: &Model, changes: &Diff) -> (Vec<TakeoverJson>, bool) {
    let takeovers = &changes.takeovers;
    if takeovers.pairs.is_empty() {
        return (Vec::new(), takeovers.is_complete);
    }
    let simulators = Simulators::new(old, new);
    let pairs = takeovers.pairs.iter();
    let confirmed = pairs.filter_map(|it| {
        let names = [&*old[it.from].id, &*new[it.to].id, &*new[it.channel].id];
        let [from_after_seconds, to_after_seconds] = simulators.confirm(it, names)?;
        let [from, to, channel] = names.map(str::to_owned);
        let visitor = VisitorJson::from(&it.visitor);
        let mut renamed = changes.renamed.iter();
        let from_now = renamed.find(|(old, _)| *old == it.from);
        Some(TakeoverJson {
            words: words(it.from_still_matches, &from, &to, &visitor),
            channel,
            from_after_seconds,
            to,
            to_after_seconds,
            from_still_matches: it.from_still_matches,
            made_up_page: !it.same_page,
            origin: it.origin.into(),
            visitor,
            from_now: from_now.map(|(_, now)| new[*now].id.to_string()),
            from,
        })
    });
    let confirmed: Vec<TakeoverJson> = confirmed.collect();
    let is_complete = takeovers.is_complete && confirmed.len() == takeovers.pairs.len();
    (confirmed, is_complete)
}

/// For the JSON form, which has no other words around.
fn words(from_still_matches: bool, from: &str, to: &str, visitor: &VisitorJson) -> String {
    let does = does(from_still_matches, &format!("`{from}`"));
    let who = person(visitor);
    format!("`{to}` {does}: {who} saw `{from}` before and sees `{to}` now")
}

/// What the message that is seen now does to the other one, with a name for that.
pub(super) fn does(from_still_matches: bool, from: &str) -> String {
    match from_still_matches {
        true => format!("takes visitors from {from}"),
        false => format!("is shown to visitors who no longer get {from}"),
    }
}

impl TakeoverJson {
    /// Whether it is about these two messages of the new version.
    pub(super) fn is_about(&self, from: &str, to: &str) -> bool {
        let from_now = self.from_now.as_ref().unwrap_or(&self.from);
        self.to == to && from_now == from
    }
}
