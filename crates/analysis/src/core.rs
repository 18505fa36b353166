//! The least parts of a condition that contradict one another, and the fewest that leave nobody
//! out.
//!
//! Both are one question: that a condition always holds means that its opposite never does. A part
//! of a condition that never holds is left out by letting it hold of everybody, which can only let
//! more visitors in; so of the comparisons, segments and negations in it there are least ones that
//! still let in nobody: without any one of these somebody would be let in.

use std::ops::Range;

use batsat::Lit;

use crate::part::{Join, Part, PartKind};
use crate::session::{Assignment, Outcome, Session};

/// How many parts of a group are tried two by two before the general search.
const MAX_IN_PAIRS: usize = 64;

/// Parts that let in nobody together, or leave nobody out.
#[derive(Debug)]
pub(crate) struct Core<'p> {
    /// The part to point at: the last of them, or the group around alternatives that all fail.
    pub(crate) primary: &'p Part,
    /// All of them, in the order of the text.
    pub(crate) parts: Vec<&'p Part>,
    /// The comparisons, segments and negations that count in them.
    pub(crate) leaves: Vec<&'p Part>,
    /// Somebody on whom all of them agree but the one to point at: who is let in (or left out) by
    /// the others.
    pub(crate) example: Option<Assignment>,
}

/// A part as it is told to the solver: it demands no more than its leaves that are switched on.
struct Marked<'p> {
    part: &'p Part,
    literal: Lit,
    leaves: Range<usize>,
    /// What its children are to it; none for a leaf.
    group: Option<(Join, Vec<Self>)>,
}

/// A part that is switched on or off as a whole.
struct Leaf<'p> {
    part: &'p Part,
    switch: Lit,
}

struct Search<'s, 'f, 'p> {
    session: &'s mut Session<'f>,
    leaves: Vec<Leaf<'p>>,
    /// The opposite of the condition is looked at.
    opposite: bool,
}

/// Parts of `part`, of which it is known that it never holds, that contradict one another.
pub(crate) fn contradiction<'p>(session: &mut Session<'_>, part: &'p Part) -> Option<Core<'p>> {
    search(session, part, false)
}

/// Parts of `part`, of which it is known that it always holds, that leave nobody out.
pub(crate) fn tautology<'p>(session: &mut Session<'_>, part: &'p Part) -> Option<Core<'p>> {
    search(session, part, true)
}

fn search<'p>(session: &mut Session<'_>, part: &'p Part, opposite: bool) -> Option<Core<'p>> {
    let mut search = Search {
        session,
        leaves: Vec::new(),
        opposite,
    };
    let root = search.mark(part);
    let kept = search.narrow(&root)?;
    let kept = search.least(&root, kept)?;
    let kept = Kept(kept);
    // Down to the part in which it is decided.
    let mut hub = &root;
    while let Some((Join::All, children)) = &hub.group {
        let mut counting = children.iter().filter(|child| kept.some(&child.leaves));
        match (counting.next(), counting.next()) {
            (Some(only), None) => hub = only,
            _ => break,
        }
    }
    let mut parts = Vec::new();
    match &hub.group {
        None => parts.push(hub.part),
        Some((_, children)) => children
            .iter()
            .for_each(|child| kept.name(child, &mut parts)),
    }
    let primary = match &hub.group {
        Some((Join::Any, _)) => hub.part,
        Some((Join::All, _)) | None => parts.last().copied().unwrap_or(hub.part),
    };
    let leaves: Vec<&Leaf<'p>> = kept
        .0
        .iter()
        .filter_map(|leaf| search.leaves.get(*leaf))
        .collect();
    let mut assumptions = vec![root.literal];
    let others = leaves.iter().filter(|leaf| !primary.covers(leaf.part));
    assumptions.extend(others.map(|leaf| leaf.switch));
    let leaves = leaves.iter().map(|leaf| leaf.part).collect();
    let example = match search.session.ask(&assumptions) {
        Outcome::Possible(assignment) if assumptions.len() > 1 => Some(assignment),
        _ => None,
    };
    Some(Core {
        primary,
        parts,
        leaves,
        example,
    })
}

impl<'p> Search<'_, '_, 'p> {
    fn mark(&mut self, part: &'p Part) -> Marked<'p> {
        let first = self.leaves.len();
        let literal = self.session.fresh();
        let group = if let PartKind::Group(join, children) = &part.kind {
            let join = match (join, self.opposite) {
                (Join::All, false) | (Join::Any, true) => Join::All,
                (Join::Any, false) | (Join::All, true) => Join::Any,
            };
            let children: Vec<Marked<'p>> = children.iter().map(|child| self.mark(child)).collect();
            match join {
                Join::All => {
                    for child in &children {
                        self.session.clause(&[!literal, child.literal]);
                    }
                }
                Join::Any => {
                    let children = children.iter().map(|child| child.literal);
                    let clause: Vec<Lit> = std::iter::once(!literal).chain(children).collect();
                    self.session.clause(&clause);
                }
            }
            Some((join, children))
        } else {
            let switch = self.session.fresh();
            let formula = if self.opposite {
                !part.formula
            } else {
                part.formula
            };
            let says = self.session.literal(formula);
            self.session.clause(&[!literal, !switch, says]);
            self.leaves.push(Leaf { part, switch });
            None
        };
        Marked {
            part,
            literal,
            leaves: first..self.leaves.len(),
            group,
        }
    }

    /// Whether these parts never hold together, with only the leaves that are kept. If so, the
    /// leaves on which that rests.
    fn fails(&mut self, parts: &[&Marked<'p>], kept: &[usize]) -> Option<Option<Vec<usize>>> {
        let mut assumptions: Vec<Lit> = parts.iter().map(|part| part.literal).collect();
        let switches = kept.iter().filter_map(|leaf| self.leaves.get(*leaf));
        assumptions.extend(switches.map(|leaf| leaf.switch));
        match self.session.ask(&assumptions) {
            Outcome::Possible(_) => Some(None),
            Outcome::Unknown => None,
            Outcome::Impossible(core) => {
                let leaves = core.into_iter();
                let leaves = leaves.filter_map(|position| position.checked_sub(parts.len()));
                let leaves = leaves.filter_map(|position| kept.get(position).copied());
                Some(Some(leaves.collect()))
            }
        }
    }

    /// Leaves of a part that never holds, which are enough for that: of a group whose parts must
    /// all hold those of one part, else of two, if that is enough.
    fn narrow(&mut self, marked: &Marked<'p>) -> Option<Vec<usize>> {
        let all: Vec<usize> = marked.leaves.clone().collect();
        let Some((join, children)) = &marked.group else {
            return Some(all);
        };
        if *join == Join::Any {
            let mut leaves = Vec::new();
            for child in children {
                leaves.extend(self.narrow(child)?);
            }
            return Some(leaves);
        }
        for child in children {
            let leaves: Vec<usize> = child.leaves.clone().collect();
            if self.fails(&[child], &leaves)?.is_some() {
                return self.narrow(child);
            }
        }
        if children.len() <= MAX_IN_PAIRS {
            for (position, later) in children.iter().enumerate() {
                for earlier in children.iter().take(position) {
                    let leaves = earlier.leaves.clone().chain(later.leaves.clone());
                    let leaves: Vec<usize> = leaves.collect();
                    if self.fails(&[earlier, later], &leaves)?.is_some() {
                        return Some(leaves);
                    }
                }
            }
        }
        Some(self.fails(&[marked], &all)?.unwrap_or(all))
    }

    /// Takes away leaves as long as the rest is enough.
    fn least(&mut self, root: &Marked<'p>, kept: Vec<usize>) -> Option<Vec<usize>> {
        let mut kept = self.fails(&[root], &kept)?.unwrap_or(kept);
        let mut needed = Vec::new();
        while let Some(candidate) = kept.pop() {
            let mut rest = kept.clone();
            rest.extend(&needed);
            match self.fails(&[root], &rest)? {
                None => needed.push(candidate),
                Some(core) => kept.retain(|leaf| core.contains(leaf)),
            }
        }
        needed.sort_unstable();
        Some(needed)
    }
}

/// The leaves that count, ordered.
struct Kept(Vec<usize>);

impl Kept {
    fn some(&self, leaves: &Range<usize>) -> bool {
        self.0.iter().any(|leaf| leaves.contains(leaf))
    }

    fn all(&self, leaves: &Range<usize>) -> bool {
        leaves
            .clone()
            .all(|leaf| self.0.binary_search(&leaf).is_ok())
    }

    /// Names what counts: alternatives that all count as one part, all else one by one.
    fn name<'p>(&self, marked: &Marked<'p>, parts: &mut Vec<&'p Part>) {
        match &marked.group {
            None if self.some(&marked.leaves) => parts.push(marked.part),
            None => {}
            Some((Join::Any, _)) if self.all(&marked.leaves) => parts.push(marked.part),
            Some((_, children)) => children.iter().for_each(|child| self.name(child, parts)),
        }
    }
}
