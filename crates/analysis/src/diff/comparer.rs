//! Compares the audience and the hours of a message before and now.

use std::collections::BTreeMap;
use std::ops::Not as _;

use proactive_catalog::FieldMap;
use proactive_hir::model::{ChannelId, Hours, MessageId, Model, ScheduleId};

use super::changes::{AddedOrRemoved, Change, FieldChange, SetChange, SetRelation};
use super::field_changes::{MessageInModel, field_changes};
use crate::atom::Atom;
use crate::audiences::{Audiences, MessageRule, Satisfiable};
use crate::formula::{Formula, Node};
use crate::hours::{CommonMoment, HoursKey, HoursSpans, Timetable};
use crate::text_field::ValueKind;
use crate::visitor::{Visitor, WitnessMoment};

/// Who gets a message.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) audience: Formula,
    /// The pages that the channel is on, and those that it is not on.
    pages: Formula,
    off_pages: Formula,
}

impl Extent {
    pub(super) fn of(rule: &MessageRule) -> Self {
        Self {
            audience: rule.audience,
            pages: rule.pages,
            off_pages: rule.off_pages,
        }
    }

    /// An audience on every page.
    pub(super) fn everywhere(audience: Formula) -> Self {
        Self {
            audience,
            pages: Formula::TRUE,
            off_pages: Formula::FALSE,
        }
    }

    /// Everyone on its pages.
    fn everyone(self) -> Self {
        Self {
            audience: Formula::TRUE,
            ..self
        }
    }

    /// Whether it is on other pages.
    pub(super) fn is_elsewhere(self, other: Self) -> bool {
        self.pages != other.pages
    }
}

pub(super) struct Comparer<'c> {
    pub(super) old: &'c Model,
    pub(super) new: &'c Model,
    /// Those of the new workspace, with the formulas of both.
    pub(super) rules: &'c Audiences<'c>,
    pub(super) timetable: Timetable<'c>,
    /// For each schedule of both workspaces, the first one that is equal to it.
    pub(super) same_hours: Vec<usize>,
    /// Those of the messages of the old workspace.
    pub(super) audiences: Vec<Extent>,
    pub(super) common_pages: BTreeMap<(ChannelId, ChannelId), Formula>,
    pub(super) hours: Vec<Option<HoursKey>>,
    /// Those of the old workspace on its own, if case counts in only one of the two.
    pub(super) old_alone: Option<Audiences<'c>>,
}

enum Search<T> {
    Found(T),
    Nothing,
    Unknown,
}

impl<T> Search<T> {
    fn found(self) -> Option<T> {
        match self {
            Self::Found(found) => Some(found),
            Self::Nothing | Self::Unknown => None,
        }
    }
}

impl<T> SetChange<T> {
    fn of(newly_in: Search<T>, newly_out: Search<T>) -> Self {
        let relation = match (&newly_in, &newly_out) {
            (Search::Unknown, _) | (_, Search::Unknown) => SetRelation::Unknown,
            (Search::Nothing, Search::Nothing) => SetRelation::Equal,
            (Search::Found(_), Search::Nothing) => SetRelation::Wider,
            (Search::Nothing, Search::Found(_)) => SetRelation::Narrower,
            (Search::Found(_), Search::Found(_)) => SetRelation::Other,
        };
        Self {
            relation,
            newly_in: newly_in.found(),
            newly_out: newly_out.found(),
        }
    }
}

impl Comparer<'_> {
    pub(super) fn change(&self, old: MessageId, new: MessageId) -> Option<Change> {
        let (was, is) = self.keys(old, new)?;
        let (hours, spans) = self.hours_of(&was, &is);
        let change = Change {
            old,
            new,
            audience: self.audience(old, new)?,
            audience_causes: Vec::new(),
            hours,
            spans,
            hours_causes: Vec::new(),
            field_changes: self.field_changes(old, new),
        };
        let same = change.audience.is_equal()
            && change.hours.is_equal()
            && change.field_changes.is_empty();
        (!same).then_some(change)
    }

    fn field_changes(&self, old: MessageId, new: MessageId) -> Vec<FieldChange> {
        field_changes(
            MessageInModel::new(self.old, old),
            MessageInModel::new(self.new, new),
        )
    }

    /// Removes pairs from both lists of which only the ID differs. Only pairs that need no proof
    /// are found.
    pub(super) fn renamed(
        &self,
        removed: &mut Vec<MessageId>,
        added: &mut Vec<MessageId>,
    ) -> Vec<(MessageId, MessageId)> {
        let mut by_text: BTreeMap<&str, Vec<MessageId>> = BTreeMap::new();
        for id in removed.iter() {
            by_text.entry(&self.old[*id].text).or_default().push(*id);
        }
        let mut renamed = Vec::new();
        added.retain(|new| {
            let Some(candidates) = by_text.get_mut(&*self.new[*new].text) else {
                return true;
            };
            let same = candidates.iter().position(|old| self.is_same(*old, *new));
            if let Some(same) = same {
                renamed.push((candidates.remove(same), *new));
            }
            same.is_none()
        });
        removed.retain(|id| !renamed.iter().any(|(old, _)| old == id));
        renamed
    }

    fn is_same(&self, old: MessageId, new: MessageId) -> bool {
        let named = |aspect: &FieldChange| matches!(aspect, FieldChange::Name(..));
        let audience = self.formulas(old, new);
        let hours = self.keys(old, new);
        audience.is_some_and(|(old, new)| old == new && self.is_comparable(&[old.audience]))
            && hours.is_some_and(|(old, new)| old == new)
            && self.field_changes(old, new).iter().all(named)
    }

    pub(super) fn added(&self, message: MessageId) -> AddedOrRemoved {
        let rule = self.rules.messages.get(message.index());
        let visitor = rule.and_then(|rule| {
            let key = rule.hours.as_ref().map(|key| self.usual(key))?;
            self.find_visitor(self.rules, Extent::of(rule), &key, rule.due)
        });
        AddedOrRemoved { message, visitor }
    }

    pub(super) fn removed(&self, message: MessageId) -> AddedOrRemoved {
        let audience = self.audiences.get(message.index()).copied();
        let visitor = audience.and_then(|audience| {
            let key = self.hours.get(message.index())?.as_ref();
            let key = key.map(|key| self.usual(key))?;
            let due = MessageInModel::new(self.old, message).due();
            match &self.old_alone {
                Some(rules) => {
                    let extent = Extent::of(rules.messages.get(message.index())?);
                    self.find_visitor(rules, extent, &key, due)
                }
                None => self.find_visitor(self.rules, audience, &key, due),
            }
        });
        AddedOrRemoved { message, visitor }
    }

    /// A visitor of an audience at a moment within the hours.
    fn find_visitor(
        &self,
        rules: &Audiences<'_>,
        extent: Extent,
        hours: &HoursKey,
        due: u32,
    ) -> Option<Visitor> {
        let mut visitor = match rules.satisfiable(&[extent.audience, extent.pages]) {
            Satisfiable::Yes(visitor) => visitor,
            Satisfiable::No | Satisfiable::Unknown => return None,
        };
        visitor.moment = match self.timetable.common(hours, hours, due) {
            CommonMoment::Any => None,
            CommonMoment::At(moment) => Some(moment),
            CommonMoment::Never | CommonMoment::Unknown => return None,
        };
        Some(visitor)
    }

    pub(super) fn formulas(&self, old: MessageId, new: MessageId) -> Option<(Extent, Extent)> {
        let old = self.audiences.get(old.index())?;
        let new = self.rules.messages.get(new.index())?;
        Some((*old, Extent::of(new)))
    }

    /// Who got a message of the old workspace, and when.
    pub(super) fn old_rule(&self, message: MessageId) -> Option<(Extent, HoursKey)> {
        let hours = self.hours.get(message.index())?.as_ref()?;
        Some((*self.audiences.get(message.index())?, self.usual(hours)))
    }

    /// Who gets a message of the new workspace, and when.
    pub(super) fn new_rule(&self, message: MessageId) -> Option<(Extent, HoursKey)> {
        let rule = self.rules.messages.get(message.index())?;
        Some((Extent::of(rule), self.usual(rule.hours.as_ref()?)))
    }

    /// The pages that a channel was on, and that it or its successor is on.
    pub(super) fn pages_of_both(&self, old: ChannelId, new: ChannelId) -> Option<Formula> {
        self.common_pages.get(&(old, new)).copied()
    }

    /// The pages that the channel of a message was on and still is.
    pub(super) fn common_pages(&self, old: MessageId, new: MessageId) -> Option<Formula> {
        let channels = (self.old[old].channel, self.new[new].channel);
        let known = self.common_pages.get(&channels).copied();
        known.or_else(|| {
            let (before, now) = self.formulas(old, new)?;
            (before.pages == now.pages).then_some(now.pages)
        })
    }

    /// A visitor who gets one and not the other.
    fn beyond(&self, narrow: Extent, wide: Extent) -> Search<Visitor> {
        let asked =
            |condition| match self
                .rules
                .satisfiable(&[narrow.audience, narrow.pages, condition])
            {
                Satisfiable::Yes(visitor) => Search::Found(visitor),
                Satisfiable::No => Search::Nothing,
                Satisfiable::Unknown => Search::Unknown,
            };
        match asked(wide.audience.not()) {
            Search::Nothing if narrow.pages != wide.pages => asked(wide.off_pages),
            found @ (Search::Found(_) | Search::Nothing) => found,
            Search::Unknown => match asked(wide.off_pages) {
                found @ Search::Found(_) => found,
                Search::Nothing | Search::Unknown => Search::Unknown,
            },
        }
    }

    /// How an audience changes.
    pub(super) fn audience_of(&self, before: Extent, now: Extent) -> SetChange<Visitor> {
        match self.is_comparable(&[before.audience, now.audience]) {
            true => SetChange::of(self.beyond(now, before), self.beyond(before, now)),
            false => SetChange::of(Search::Unknown, Search::Unknown),
        }
    }

    /// The pages of a channel before and now; `None` if no message is on one of them.
    pub(super) fn pages(&self, old: ChannelId, new: ChannelId) -> Option<(Extent, Extent)> {
        let mut before = self.old.messages.iter().zip(&self.audiences);
        let (_, before) = before.find(|(message, _)| message.channel == old)?;
        let mut now = self.new.messages.iter().zip(&self.rules.messages);
        let (_, now) = now.find(|(message, _)| message.channel == new)?;
        Some((before.everyone(), Extent::of(now).everyone()))
    }

    fn audience(&self, old: MessageId, new: MessageId) -> Option<SetChange<Visitor>> {
        let (before, now) = self.formulas(old, new)?;
        let same_case = self.old.case_sensitive == self.new.case_sensitive;
        if !self.is_comparable(&[before.audience, now.audience])
            || !same_case && before.pages != now.pages
        {
            return self.tried(old, new);
        }
        if before == now {
            return Some(SetChange::of(Search::Nothing, Search::Nothing));
        }
        let mut shift = self.audience_of(before, now);
        let (old_key, new_key) = self.keys(old, new)?;
        let at = |visitor: &mut Visitor, key: &HoursKey, due| {
            if let CommonMoment::At(moment) = self.timetable.common(key, key, due) {
                visitor.moment = Some(moment);
            }
        };
        if let Some(visitor) = &mut shift.newly_in {
            at(visitor, &new_key, MessageInModel::new(self.new, new).due());
        }
        if let Some(visitor) = &mut shift.newly_out {
            at(visitor, &old_key, MessageInModel::new(self.old, old).due());
        }
        Some(shift)
    }

    /// If case counts in only one of the two workspaces, only texts without case can be compared.
    pub(super) fn is_comparable(&self, formulas: &[Formula]) -> bool {
        if self.old.case_sensitive == self.new.case_sensitive {
            return true;
        }
        let all = &self.rules.formulas;
        let has_case = |character: char| {
            character.is_lowercase()
                || character.is_uppercase()
                || character.to_lowercase().ne([character])
                || character.to_uppercase().ne([character])
        };
        let mut nodes = all.cone(formulas.iter().copied()).into_iter();
        nodes.all(|node| match all.node(node) {
            Node::Atom(Atom::Is(_, text) | Atom::Contains(_, text)) => !text.chars().any(has_case),
            Node::Atom(Atom::On(..) | Atom::Off(..)) => false,
            Node::Atom(Atom::Language(..) | Atom::Word(..)) | Node::True | Node::All(_) => true,
        })
    }

    /// Compares an audience by trial if case counts in only one workspace. The relation stays
    /// unknown, but changing the case of visitors who meet either condition, or do not, may find
    /// examples.
    fn tried(&self, old: MessageId, new: MessageId) -> Option<SetChange<Visitor>> {
        let before = self.old_alone.as_ref()?;
        let was = Extent::of(before.messages.get(old.index())?);
        let is = Extent::of(self.rules.messages.get(new.index())?);
        let mut candidates = Vec::new();
        let sides = [(before, was), (self.rules, is)];
        for (rules, extent) in sides {
            for formula in [extent.audience, !extent.audience] {
                if let Satisfiable::Yes(visitor) = rules.satisfiable(&[formula, extent.pages]) {
                    let lower = cased(&visitor, str::to_lowercase);
                    let upper = cased(&visitor, str::to_uppercase);
                    candidates.extend([visitor, lower, upper]);
                }
            }
        }
        let gets = |rules: &Audiences<'_>, extent: Extent, visitor: &Visitor| {
            rules.holds(extent.audience, visitor) && rules.holds(extent.pages, visitor)
        };
        let meets = |visitor: &Visitor| (gets(before, was, visitor), gets(self.rules, is, visitor));
        let example = |wanted| candidates.iter().find(|it| meets(it) == wanted).cloned();
        Some(SetChange {
            relation: match (example((false, true)), example((true, false))) {
                (Some(_), Some(_)) => SetRelation::Other,
                _ => SetRelation::Unknown,
            },
            newly_in: example((false, true)),
            newly_out: example((true, false)),
        })
    }

    /// The hours of a message before and now. Equal schedules count as the same.
    pub(super) fn keys(&self, old: MessageId, new: MessageId) -> Option<(HoursKey, HoursKey)> {
        let old = self.hours.get(old.index())?.as_ref()?;
        let new = self.rules.messages.get(new.index())?.hours.as_ref()?;
        Some((self.usual(old), self.usual(new)))
    }

    fn usual(&self, key: &HoursKey) -> HoursKey {
        key.map(|schedule| self.same_hours.get(schedule).copied().unwrap_or(schedule))
    }

    /// The hours of a schedule before and now.
    pub(super) fn schedule_keys(&self, old: ScheduleId, new: ScheduleId) -> (HoursKey, HoursKey) {
        let before = HoursKey::of(&Hours::BusinessHours(old), 0);
        let now = HoursKey::of(&Hours::BusinessHours(new), self.old.schedules.len());
        (self.usual(&before), self.usual(&now))
    }

    /// How hours change, with the spans of time if they do.
    pub(super) fn hours_of(
        &self,
        old: &HoursKey,
        new: &HoursKey,
    ) -> (SetChange<WitnessMoment>, Option<HoursSpans>) {
        let beyond = |narrow: &HoursKey, wide: &HoursKey| {
            // Asked first because it is usually so, and cheaper.
            if self.timetable.contains(wide, narrow) == Some(true) {
                return Search::Nothing;
            }
            match self.timetable.beyond(narrow, wide) {
                CommonMoment::At(moment) => Search::Found(moment),
                CommonMoment::Never => Search::Nothing,
                CommonMoment::Any | CommonMoment::Unknown => Search::Unknown,
            }
        };
        let change = SetChange::of(beyond(new, old), beyond(old, new));
        let spans = match change.is_equal() {
            true => None,
            false => self.timetable.spans(old, new),
        };
        (change, spans)
    }
}

/// The visitor with all texts in another case, except for the site, which browsers write in
/// lowercase.
fn cased(visitor: &Visitor, case: fn(&str) -> String) -> Visitor {
    let cased = |field| {
        let value = &*visitor.values[field];
        match ValueKind::of(field) {
            ValueKind::Text(text) if text.is_address() => {
                let after_scheme = value.find("://").map_or(0, |at| at + 3);
                let rest = value.get(after_scheme..).unwrap_or("");
                let site = after_scheme + rest.find('/').unwrap_or(rest.len());
                let (site, rest) = value.split_at_checked(site).unwrap_or((value, ""));
                format!("{site}{}", case(rest)).into()
            }
            ValueKind::Text(_) => case(value).into(),
            ValueKind::Word | ValueKind::Language => value.into(),
        }
    };
    Visitor {
        values: FieldMap::from_fn(cased),
        moment: visitor.moment.clone(),
    }
}
