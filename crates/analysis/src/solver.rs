//! Answers questions about formulas with a SAT solver that learns of contradictions between atoms
//! on demand.
//!
//! To the SAT solver, atoms are just variables. When it finds an assignment,
//! [`Solver::contradictions`] looks for pairs of atoms that rule it out, adds them as clauses, and
//! asks again. The crate documentation proves that an assignment without such a pair belongs to a
//! visitor. There are finitely many pairs, so this ends.

use std::cell::Cell;
use std::collections::BTreeMap;

use batsat::{Callbacks, Lit, SolverInterface, SolverOpts, Var, lbool};
use proactive_catalog::FieldMap;

use crate::atom::{Atom, contradict, speaks};
use crate::formula::{Formula, Formulas, Node};
use crate::text_field::TextMap;

/// How much work a solver does before it gives up: decisions of the SAT solver and comparisons of
/// atoms. Only conditions written to be hard reach these limits.
const MAX_DECISIONS: u64 = 2_000_000;
const MAX_COMPARISONS: u64 = 20_000_000;

/// The longest clause, in literals.
const MAX_CLAUSE: usize = 32;

/// Whether some visitor satisfies the assumptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Every visitor for whom the atoms are as assigned does.
    Possible(Assignment),
    /// No visitor does. Holds the indices of assumptions that contradict one another, in order.
    Impossible(Vec<usize>),
    /// Finding out would take too much work.
    Unknown,
}

impl Outcome {
    pub(crate) fn is_impossible(&self) -> bool {
        matches!(self, Self::Impossible(_))
    }
}

/// Nodes of atoms in order, and whether each is true.
pub(crate) type Assignment = Vec<(usize, bool)>;

/// Stops the SAT solver after a number of decisions: it asks before each.
struct Bound(Cell<u64>);

impl Callbacks for Bound {
    fn stop(&self) -> bool {
        let used = self.0.get();
        self.0.set(used + 1);
        used >= MAX_DECISIONS
    }
}

/// The known atoms of a text field and their variables.
#[derive(Default)]
struct TextAtoms<'f> {
    is: Vec<(&'f str, Var)>,
    contains: Vec<(&'f str, Var)>,
    /// All of these.
    atoms: Vec<(&'f Atom, Var)>,
    /// The areas that the text must be in or must not be in.
    areas: Vec<(&'f Atom, Var)>,
}

/// Answers questions about some formulas. What is learned for one question helps with the next.
pub(crate) struct Solver<'f> {
    formulas: &'f Formulas,
    sat: batsat::Solver<Bound>,
    /// The variables of nodes.
    variables: BTreeMap<usize, Var>,
    /// Those of them that are atoms.
    atoms: Vec<(usize, Var)>,
    texts: TextMap<TextAtoms<'f>>,
    languages: FieldMap<Vec<(&'f str, Var)>>,
    words: FieldMap<Vec<(&'f str, Var)>>,
    comparisons: u64,
}

impl<'f> Solver<'f> {
    pub(crate) fn new(formulas: &'f Formulas) -> Self {
        Self {
            formulas,
            sat: batsat::Solver::new(SolverOpts::default(), Bound(Cell::new(0))),
            variables: BTreeMap::new(),
            atoms: Vec::new(),
            texts: TextMap::default(),
            languages: FieldMap::default(),
            words: FieldMap::default(),
            comparisons: 0,
        }
    }

    /// The literal of a formula.
    pub(crate) fn literal(&mut self, formula: Formula) -> Lit {
        let node = formula.node();
        let variable = match self.variables.get(&node) {
            Some(variable) => *variable,
            None => {
                for node in self.formulas.cone([formula]) {
                    if !self.variables.contains_key(&node) {
                        self.introduce(node);
                    }
                }
                self.known(node)
            }
        };
        Lit::new(variable, !formula.is_negated())
    }

    /// Considers only visitors who meet a formula.
    pub(crate) fn require(&mut self, formula: Formula) {
        let literal = self.literal(formula);
        self.clause(&[literal]);
    }

    /// A new, unconstrained variable.
    pub(crate) fn fresh(&mut self) -> Lit {
        Lit::new(self.sat.new_var_default(), true)
    }

    /// Adds a clause: one of these literals must be true. A long clause is cut into short ones, each
    /// of which says that one of its literals is true or that the next clause holds: when the SAT
    /// solver makes a literal false, it searches the clause for another.
    pub(crate) fn clause(&mut self, literals: &[Lit]) {
        let mut left = literals;
        let mut cut = Vec::with_capacity(literals.len().min(MAX_CLAUSE));
        while left.len() + cut.len() > MAX_CLAUSE {
            let (these, rest) = left.split_at(MAX_CLAUSE - 1 - cut.len());
            let is_in_rest = self.fresh();
            cut.extend_from_slice(these);
            cut.push(is_in_rest);
            self.sat.add_clause_reuse(&mut cut);
            cut.clear();
            cut.push(!is_in_rest);
            left = rest;
        }
        cut.extend_from_slice(left);
        self.sat.add_clause_reuse(&mut cut);
    }

    fn known(&mut self, node: usize) -> Var {
        match self.variables.get(&node) {
            Some(variable) => *variable,
            None => self.introduce(node),
        }
    }

    /// Gives a node its variable and defines it. The nodes that it refers to already have theirs.
    fn introduce(&mut self, node: usize) -> Var {
        let variable = self.sat.new_var_default();
        self.variables.insert(node, variable);
        let whole = Lit::new(variable, true);
        let formulas = self.formulas;
        match formulas.node(node) {
            Node::True => self.clause(&[whole]),
            Node::Atom(atom) => {
                self.atoms.push((node, variable));
                match atom {
                    Atom::Is(field, value) => {
                        self.texts[*field].is.push((value, variable));
                        self.texts[*field].atoms.push((atom, variable));
                    }
                    Atom::Contains(field, value) => {
                        self.texts[*field].contains.push((value, variable));
                        self.texts[*field].atoms.push((atom, variable));
                    }
                    Atom::Language(field, tag) => self.languages[*field].push((tag, variable)),
                    Atom::Word(field, word) => self.words[*field].push((word, variable)),
                    Atom::On(field, _) | Atom::Off(field, _) => {
                        self.texts[*field].areas.push((atom, variable));
                    }
                }
            }
            Node::All(parts) => {
                let mut one_fails = vec![whole];
                for part in parts {
                    let part = Lit::new(self.known(part.node()), !part.is_negated());
                    self.clause(&[!whole, part]);
                    one_fails.push(!part);
                }
                self.clause(&one_fails);
            }
        }
        variable
    }

    /// Whether some visitor meets all of the formulas.
    pub(crate) fn all(&mut self, formulas: &[Formula]) -> Outcome {
        let literals: Vec<Lit> = formulas
            .iter()
            .map(|formula| self.literal(*formula))
            .collect();
        self.solve(&literals)
    }

    /// Whether some visitor satisfies all of the literals.
    pub(crate) fn solve(&mut self, assumptions: &[Lit]) -> Outcome {
        loop {
            let answer = self.sat.solve_limited(assumptions);
            if answer == lbool::FALSE {
                let in_core = |literal: &Lit| self.sat.unsat_core_contains_var(literal.var());
                let core = assumptions.iter().enumerate();
                let core = core.filter(|(_, literal)| in_core(literal));
                return Outcome::Impossible(core.map(|(position, _)| position).collect());
            }
            if answer != lbool::TRUE {
                return Outcome::Unknown;
            }
            let mut clauses = self.contradictions();
            if clauses.is_empty() {
                clauses.extend(self.texts.values().iter().filter_map(|of| self.tight(of)));
            }
            if self.comparisons > MAX_COMPARISONS {
                return Outcome::Unknown;
            }
            if clauses.is_empty() {
                let mut assignment: Assignment = self
                    .atoms
                    .iter()
                    .map(|(node, variable)| (*node, self.holds(*variable)))
                    .collect();
                assignment.sort_unstable();
                return Outcome::Possible(assignment);
            }
            for mut clause in clauses {
                self.sat.add_clause_reuse(&mut clause);
            }
        }
    }

    /// A clause that rules out the current assignment, which has no contradictions in pairs, if it
    /// leaves no room for what an address must contain.
    fn tight(&self, of: &TextAtoms<'f>) -> Option<Vec<Lit>> {
        let mut chosen = of
            .areas
            .iter()
            .filter(|(_, variable)| self.holds(*variable));
        let (area, variable) = chosen.find_map(|(atom, variable)| match atom {
            Atom::On(_, area) if area.has_subdomains() && !area.is_open() => Some((area, variable)),
            _ => None,
        })?;
        if of.is.iter().any(|(_, variable)| self.holds(*variable)) {
            return None;
        }
        let parts: Vec<&str> = self.true_ones(&of.contains).iter().map(|it| it.0).collect();
        let is_fresh = |fresh: &char| !of.contains.iter().any(|(part, _)| part.contains(*fresh));
        let fresh = ('a'..=char::MAX).find(is_fresh)?;
        let address = area.tight_address(&parts, fresh);
        let is_right = |address: String| {
            let mut atoms = of.atoms.iter();
            atoms.all(|(atom, variable)| atom.holds_of(&address) == self.holds(*variable))
        };
        if address.is_some_and(is_right) {
            return None;
        }
        let others = of.atoms.iter().map(|it| Lit::new(it.1, !self.holds(it.1)));
        Some(others.chain([Lit::new(*variable, false)]).collect())
    }

    fn holds(&self, variable: Var) -> bool {
        self.sat.value_var(variable) == lbool::TRUE
    }

    /// Clauses for the pairs of atoms that rule out the current assignment.
    fn contradictions(&mut self) -> Vec<Vec<Lit>> {
        let mut clauses = Vec::new();
        let mut comparisons = 0;
        for of in self.texts.values() {
            comparisons += self.in_text(of, &mut clauses);
        }
        for (_, languages) in self.languages.iter() {
            comparisons += self.in_language(languages, &mut clauses);
        }
        for (_, words) in self.words.iter() {
            comparisons += exclude(&self.true_ones(words), &mut clauses);
        }
        self.comparisons += u64::try_from(comparisons).unwrap_or(u64::MAX);
        clauses
    }

    fn in_text(&self, of: &TextAtoms<'f>, clauses: &mut Vec<Vec<Lit>>) -> usize {
        let mut comparisons = of.is.len() + of.contains.len();
        let is = self.true_ones(&of.is);
        match is.as_slice() {
            // Several different texts.
            [_, _, ..] => comparisons += exclude(&is, clauses),
            // The text is known, and so is what it contains.
            [(text, is)] => {
                for (part, contains) in &of.contains {
                    let does = text.contains(part);
                    if self.holds(*contains) != does {
                        clauses.push(vec![Lit::new(*is, false), Lit::new(*contains, does)]);
                    }
                }
            }
            // A text that contains the longer value contains the shorter one.
            _ => {
                let (present, absent): (Vec<_>, Vec<_>) = of
                    .contains
                    .iter()
                    .partition(|(_, contains)| self.holds(*contains));
                for (long, present) in &present {
                    for (short, absent) in &absent {
                        if long.len() > short.len() && long.contains(short) {
                            clauses.push(vec![Lit::new(*present, false), Lit::new(*absent, true)]);
                        }
                    }
                }
                comparisons += present.len() * absent.len();
            }
        }
        comparisons + self.in_areas(of, clauses)
    }

    /// What rules out an address that must be in an area, or must not be.
    fn in_areas(&self, of: &TextAtoms<'f>, clauses: &mut Vec<Vec<Lit>>) -> usize {
        let chosen = of
            .areas
            .iter()
            .filter(|(_, variable)| self.holds(*variable));
        let chosen: Vec<(&Atom, Var)> = chosen.copied().collect();
        let mut comparisons = of.areas.len();
        for (position, (area, variable)) in chosen.iter().enumerate() {
            for atom in &of.atoms {
                let holds = self.holds(atom.1);
                if contradict((area, true), (atom.0, holds)) {
                    clauses.push(vec![Lit::new(*variable, false), Lit::new(atom.1, !holds)]);
                }
            }
            for (other, other_variable) in chosen.iter().skip(position + 1) {
                if contradict((area, true), (other, true)) {
                    let both = [*variable, *other_variable];
                    clauses.push(both.map(|it| Lit::new(it, false)).to_vec());
                }
            }
            comparisons += of.atoms.len() + chosen.len();
        }
        comparisons
    }

    fn in_language(&self, languages: &[(&'f str, Var)], clauses: &mut Vec<Vec<Lit>>) -> usize {
        let spoken = self.true_ones(languages);
        for (tag, present) in &spoken {
            for (other, variable) in languages {
                if speaks(tag, other) {
                    if !self.holds(*variable) {
                        clauses.push(vec![Lit::new(*present, false), Lit::new(*variable, true)]);
                    }
                } else if self.holds(*variable) && !speaks(other, tag) {
                    clauses.push(vec![Lit::new(*present, false), Lit::new(*variable, false)]);
                }
            }
        }
        (spoken.len() + 1) * languages.len()
    }

    fn true_ones(&self, atoms: &[(&'f str, Var)]) -> Vec<(&'f str, Var)> {
        let atoms = atoms.iter().copied();
        atoms
            .filter(|(_, variable)| self.holds(*variable))
            .collect()
    }
}

/// Adds clauses that no two of these atoms, all true now, are true together. Returns the number of
/// pairs.
fn exclude(atoms: &[(&str, Var)], clauses: &mut Vec<Vec<Lit>>) -> usize {
    let before = clauses.len();
    for (position, (_, one)) in atoms.iter().enumerate() {
        for (_, other) in atoms.iter().skip(position + 1) {
            clauses.push(vec![Lit::new(*one, false), Lit::new(*other, false)]);
        }
    }
    clauses.len() - before
}
