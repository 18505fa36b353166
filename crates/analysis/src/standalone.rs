//! A condition encoded on its own, with the segments that it uses. Proofs about it depend only on
//! what it says, not on its position or on the rest of the workspace, so they can be kept as long
//! as the condition stays the same.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use proactive_hir::model::{Condition, ConditionKind, PartialModel, PartialSegment, Website};

use crate::encode::{EncodedKind, EncodedNode, Encoder, on_websites, segments_in};
use crate::formula::{Formula, Formulas, Node};
use crate::independence;

/// A condition with formulas of its own.
#[derive(Debug)]
pub(crate) struct StandaloneCondition {
    pub(crate) formulas: Formulas,
    /// `None` if every visitor is accepted.
    pub(crate) part: Option<EncodedNode>,
    /// The formula of the whole condition.
    pub(crate) audience: Formula,
    /// The pages that the condition is about; true if it is about every page.
    pub(crate) pages: Formula,
    /// The visitors who meet it on one of these pages.
    pub(crate) there: Formula,
    /// Whether its parts are independent of one another: see [`independence`].
    pub(crate) independent: bool,
}

/// Identifies everything that a proof depends on. Accidental collisions are less likely than
/// hardware faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fingerprint(u64, u64);

impl Fingerprint {
    pub(crate) fn of(what: &impl Hash) -> Self {
        let of = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            seed.hash(&mut hasher);
            what.hash(&mut hasher);
            hasher.finish()
        };
        Self(of(0), of(1))
    }
}

impl StandaloneCondition {
    /// The absence of a condition: every visitor on the pages of the websites meets it, or on every
    /// page if there are no websites.
    pub(crate) fn everybody(websites: &[Website], case_sensitive: bool) -> Self {
        let mut formulas = Formulas::new();
        let pages = on_websites(&mut formulas, websites, case_sensitive);
        Self {
            formulas,
            part: None,
            audience: Formula::TRUE,
            pages,
            there: pages,
            independent: false,
        }
    }

    /// Encodes a condition about pages of websites, or about every page if there are none, with the
    /// segments that it uses; `None` if one of these is unknown.
    pub(crate) fn encode(
        condition: &Condition,
        websites: &[Website],
        model: &PartialModel<'_>,
    ) -> Option<Self> {
        let mut formulas = Formulas::new();
        let (part, independent) = encode_into(&mut formulas, condition, model)?;
        let mut pages = Formula::TRUE;
        // Where nothing is said about the address, it decides nothing.
        let independent = independent
            && (websites.is_empty() || {
                let cone = formulas.cone([part.formula]);
                independence::leaves_free(&formulas, &cone, websites, model.case_sensitive)
            });
        if !websites.is_empty() {
            pages = on_websites(&mut formulas, websites, model.case_sensitive);
        }
        let there = formulas.all([part.formula, pages]);
        Some(Self {
            formulas,
            audience: part.formula,
            pages,
            there,
            part: Some(part),
            independent,
        })
    }

    /// What a proof depends on: the condition as written, without its position.
    pub(crate) fn fingerprint(&self, case_sensitive: bool) -> Fingerprint {
        Fingerprint::of(&FingerprintInput {
            local: self,
            case_sensitive,
        })
    }
}

/// Encodes a condition into formulas that may contain others. Also returns whether its parts are
/// independent of one another.
pub(crate) fn encode_into(
    formulas: &mut Formulas,
    condition: &Condition,
    model: &PartialModel<'_>,
) -> Option<(EncodedNode, bool)> {
    let case_sensitive = model.case_sensitive;
    // Visit segments after those that they use. A chain of them can be as long as the workspace, so
    // no recursion.
    let mut said: BTreeMap<usize, Formula> = BTreeMap::new();
    let mut independent = BTreeSet::new();
    let mut entered = BTreeSet::new();
    let mut waiting: Vec<(usize, bool)> = segments_in(condition)
        .into_iter()
        .map(|used| (used.index(), false))
        .collect();
    while let Some((at, uses_are_read)) = waiting.pop() {
        let segment = &model.segments.get(at)?.as_ref()?.condition;
        if !uses_are_read {
            if entered.insert(at) {
                waiting.push((at, true));
                let used = segment.uses().iter();
                waiting.extend(used.map(|used| (used.index(), false)));
            }
            continue;
        }
        let part = Encoder {
            formulas: &mut *formulas,
            case_sensitive,
            segments: &|id| said.get(&id.index()).copied(),
        }
        .encode(segment.written()?)?;
        if independence::is_independent(formulas, &part, &independent) {
            independent.insert(at);
        }
        said.insert(at, part.formula);
    }
    let part = Encoder {
        formulas: &mut *formulas,
        case_sensitive,
        segments: &|id| said.get(&id.index()).copied(),
    }
    .encode(condition)?;
    let independent = independence::is_independent(formulas, &part, &independent);
    Some((part, independent))
}

struct FingerprintInput<'s> {
    local: &'s StandaloneCondition,
    case_sensitive: bool,
}

impl Hash for FingerprintInput<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.case_sensitive.hash(state);
        let formulas = &self.local.formulas;
        for (position, node) in formulas.nodes().iter().enumerate() {
            match node {
                Node::True => 0_u8.hash(state),
                Node::Atom(atom) => {
                    1_u8.hash(state);
                    atom.hash(state);
                    formulas.spelling(position).hash(state);
                }
                Node::All(parts) => {
                    2_u8.hash(state);
                    parts.hash(state);
                }
            }
        }
        self.local.part.is_some().hash(state);
        if let Some(part) = &self.local.part {
            hash_part(part, state);
        }
    }
}

fn hash_part(part: &EncodedNode, state: &mut impl Hasher) {
    part.formula.hash(state);
    match &part.kind {
        EncodedKind::Group(join, children) | EncodedKind::List(join, children) => {
            matches!(part.kind, EncodedKind::Group(..)).hash(state);
            join.hash(state);
            children.len().hash(state);
            children.iter().for_each(|child| hash_part(child, state));
        }
        EncodedKind::Not(inner) => {
            2_u8.hash(state);
            hash_part(inner, state);
        }
        EncodedKind::Comparison => 3_u8.hash(state),
        EncodedKind::Segment(_) => 4_u8.hash(state),
    }
}

/// The size of a condition, with each of the segments that it uses counted once, but at most
/// `most`.
pub(crate) fn weight(
    condition: &Condition,
    segments: &[Option<PartialSegment<'_>>],
    most: usize,
) -> usize {
    let mut total = own_weight(condition);
    let mut seen = BTreeSet::new();
    let mut waiting = segments_in(condition);
    while let Some(segment) = waiting.pop() {
        if total >= most {
            break;
        }
        if seen.insert(segment)
            && let Some(Some(segment)) = segments.get(segment.index())
        {
            total += segment.condition.written().map_or(0, own_weight);
            waiting.extend(segment.condition.uses());
        }
    }
    total.min(most)
}

fn own_weight(condition: &Condition) -> usize {
    match &condition.kind {
        ConditionKind::And(parts) | ConditionKind::Or(parts) => {
            1 + parts.iter().map(own_weight).sum::<usize>()
        }
        ConditionKind::Not(inner) => own_weight(inner),
        ConditionKind::Comparison(comparison) => comparison.values.len(),
        ConditionKind::Segment(_) => 1,
    }
}
