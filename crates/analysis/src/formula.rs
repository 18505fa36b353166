//! Conditions as formulas. Equal formulas are stored once and have the same number.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Not;

use crate::atom::Atom;

/// A formula: a node, possibly negated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Formula(u32);

impl Formula {
    /// True of every visitor.
    pub const TRUE: Self = Self(0);
    /// True of no visitor.
    pub const FALSE: Self = Self(1);

    pub(crate) fn of_node(node: usize) -> Self {
        Self(u32::try_from(node).unwrap_or(u32::MAX / 2) << 1)
    }

    pub(crate) fn node(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(crate) fn is_negated(self) -> bool {
        self.0 & 1 == 1
    }
}

impl Not for Formula {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0 ^ 1)
    }
}

/// The contents of a node. A node refers only to nodes before it.
#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// Always true.
    True,
    /// A statement about the visitor.
    Atom(Atom),
    /// The conjunction of these formulas, two or more.
    All(Box<[Formula]>),
}

/// Formulas and the atoms in them.
#[derive(Debug, Clone)]
pub(crate) struct Formulas {
    nodes: Vec<Node>,
    /// For each node, its size when written out without sharing, at most `u32::MAX`.
    sizes: Vec<u32>,
    /// For each node that is an atom, its value as the author wrote it; empty for others.
    spellings: Vec<Box<str>>,
    atoms: BTreeMap<Atom, Formula>,
    groups: BTreeMap<Box<[Formula]>, Formula>,
}

impl Formulas {
    pub(crate) fn new() -> Self {
        Self {
            nodes: vec![Node::True],
            sizes: vec![1],
            spellings: vec![Box::default()],
            atoms: BTreeMap::new(),
            groups: BTreeMap::new(),
        }
    }

    /// The nodes, each after those that it refers to.
    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    pub(crate) fn node(&self, node: usize) -> &Node {
        self.nodes.get(node).unwrap_or(&Node::True)
    }

    /// The size of a formula when written out without sharing, at most `u32::MAX`. No path through
    /// it is longer.
    pub(crate) fn written_out(&self, formula: Formula) -> u32 {
        self.sizes.get(formula.node()).copied().unwrap_or(1)
    }

    /// The atoms in their own order.
    pub(crate) fn atoms(&self) -> impl Iterator<Item = (&Atom, Formula)> {
        self.atoms.iter().map(|(atom, formula)| (atom, *formula))
    }

    /// The value of an atom as the author first wrote it.
    pub(crate) fn spelling(&self, node: usize) -> &str {
        self.spellings.get(node).map_or("", |spelling| spelling)
    }

    pub(crate) fn atom(&mut self, atom: Atom, spelling: &str) -> Formula {
        if let Some(known) = self.atoms.get(&atom) {
            return *known;
        }
        let node = self.nodes.len();
        let formula = Formula::of_node(node);
        self.nodes.push(Node::Atom(atom.clone()));
        self.sizes.push(1);
        self.spellings.push(spelling.into());
        self.atoms.insert(atom, formula);
        formula
    }

    /// The conjunction of `parts`.
    pub(crate) fn all(&mut self, parts: impl IntoIterator<Item = Formula>) -> Formula {
        let mut parts: Vec<Formula> = parts
            .into_iter()
            .filter(|part| *part != Formula::TRUE)
            .collect();
        parts.sort_unstable();
        parts.dedup();
        // After sorting, a formula is next to its opposite.
        let contradicts = |pair: &[Formula]| matches!(pair, [one, other] if *one == !*other);
        if parts.contains(&Formula::FALSE) || parts.windows(2).any(contradicts) {
            return Formula::FALSE;
        }
        match parts.as_slice() {
            [] => Formula::TRUE,
            [only] => *only,
            _ => {
                let parts = parts.into_boxed_slice();
                if let Some(known) = self.groups.get(&parts) {
                    return *known;
                }
                let formula = Formula::of_node(self.nodes.len());
                let size = parts.iter().map(|part| self.written_out(*part));
                let size = size.fold(1, u32::saturating_add);
                self.sizes.push(size);
                self.spellings.push(Box::default());
                self.nodes.push(Node::All(parts.clone()));
                self.groups.insert(parts, formula);
                formula
            }
        }
    }

    /// The disjunction of `parts`.
    pub(crate) fn any(&mut self, parts: impl IntoIterator<Item = Formula>) -> Formula {
        !self.all(parts.into_iter().map(Not::not))
    }

    /// A formula of another table, here.
    pub(crate) fn import(&mut self, others: &Self, formula: Formula) -> Formula {
        let mut here = Vec::with_capacity(formula.node() + 1);
        let there = others.nodes.iter().zip(&others.spellings);
        for (node, spelling) in there.take(formula.node() + 1) {
            let of = |here: &[Formula], part: Formula| {
                let node = here.get(part.node()).copied().unwrap_or(Formula::TRUE);
                if part.is_negated() { !node } else { node }
            };
            let imported = match node {
                Node::True => Formula::TRUE,
                Node::Atom(atom) => self.atom(atom.clone(), spelling),
                Node::All(parts) => self.all(parts.iter().map(|part| of(&here, *part))),
            };
            here.push(imported);
        }
        let imported = here.pop().unwrap_or(Formula::TRUE);
        if formula.is_negated() {
            !imported
        } else {
            imported
        }
    }

    /// All nodes that the formulas refer to, each after those that it refers to itself.
    pub(crate) fn cone(&self, roots: impl IntoIterator<Item = Formula>) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<usize> = roots.into_iter().map(Formula::node).collect();
        while let Some(node) = waiting.pop() {
            if seen.insert(node)
                && let Node::All(parts) = self.node(node)
            {
                waiting.extend(parts.iter().map(|part| part.node()));
            }
        }
        seen.into_iter().collect()
    }
}
