//! A condition read for itself: what is proved of it depends on nothing but what it says, written
//! out, and not on what else stands in the workspace or where it stands. So an answer can be kept
//! as long as the condition stays what it is.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use proactive_hir::model::{Condition, ConditionKind, PartialModel, PartialSegment};

use crate::formula::{Formula, Formulas, Node};
use crate::free;
use crate::part::{Part, PartKind, Reader, segments_in};

/// A condition with formulas of its own.
#[derive(Debug)]
pub(crate) struct Local {
    pub(crate) formulas: Formulas,
    /// None where everybody is let in.
    pub(crate) part: Option<Part>,
    /// Who is let in.
    pub(crate) audience: Formula,
    /// Its parts are independent of one another: see [`free`].
    pub(crate) free: bool,
}

/// Stands for all that a proof depends on. Two that are equal by chance are less likely than a
/// fault of the machine.
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

impl Local {
    /// No condition: everybody.
    pub(crate) fn everybody() -> Self {
        Self {
            formulas: Formulas::new(),
            part: None,
            audience: Formula::TRUE,
            free: false,
        }
    }

    /// Reads a condition and the segments that it uses; none where one of these is not known.
    pub(crate) fn read(condition: &Condition, model: &PartialModel<'_>) -> Option<Self> {
        let mut formulas = Formulas::new();
        let (part, free) = read_into(&mut formulas, condition, model)?;
        Some(Self {
            formulas,
            audience: part.formula,
            part: Some(part),
            free,
        })
    }

    /// What a proof depends on: the condition as it is written but for where it stands.
    pub(crate) fn fingerprint(&self, case_sensitive: bool) -> Fingerprint {
        Fingerprint::of(&Said {
            local: self,
            case_sensitive,
        })
    }
}

/// Reads a condition into formulas that may hold others already. Whether its parts are independent
/// of one another.
pub(crate) fn read_into(
    formulas: &mut Formulas,
    condition: &Condition,
    model: &PartialModel<'_>,
) -> Option<(Part, bool)> {
    let case_sensitive = model.case_sensitive;
    // Segments behind those that they use. Chains of them can be as long as a workspace, so they
    // are followed without recursion.
    let mut said: BTreeMap<usize, Formula> = BTreeMap::new();
    let mut free = BTreeSet::new();
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
        let part = Reader {
            formulas: &mut *formulas,
            case_sensitive,
            segments: &|id| said.get(&id.index()).copied(),
        }
        .read(segment.written()?)?;
        if free::is_free(formulas, &part, &free) {
            free.insert(at);
        }
        said.insert(at, part.formula);
    }
    let part = Reader {
        formulas: &mut *formulas,
        case_sensitive,
        segments: &|id| said.get(&id.index()).copied(),
    }
    .read(condition)?;
    let free = free::is_free(formulas, &part, &free);
    Some((part, free))
}

struct Said<'s> {
    local: &'s Local,
    case_sensitive: bool,
}

impl Hash for Said<'_> {
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

fn hash_part(part: &Part, state: &mut impl Hasher) {
    part.formula.hash(state);
    match &part.kind {
        PartKind::Group(join, children) | PartKind::List(join, children) => {
            matches!(part.kind, PartKind::Group(..)).hash(state);
            join.hash(state);
            children.len().hash(state);
            children.iter().for_each(|child| hash_part(child, state));
        }
        PartKind::Not(inner) => {
            2_u8.hash(state);
            hash_part(inner, state);
        }
        PartKind::Comparison => 3_u8.hash(state),
        PartKind::Segment(_) => 4_u8.hash(state),
    }
}

/// How much there is to a condition, written out with the segments that it uses, each once; no
/// more than `most` is counted.
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
