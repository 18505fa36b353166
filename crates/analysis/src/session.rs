//! Questions about formulas, answered by a SAT solver that is told of contradictions between atoms
//! as they come up.
//!
//! The solver knows atoms only as variables. When it finds an assignment, [`Session::contradictions`]
//! looks whether some pair of atoms rules it out, adds what these pairs say as clauses, and asks
//! again. The module documentation of the crate proves that an assignment against which no pair
//! speaks is that of a visitor; and as there are finitely many pairs, an end comes.

use std::cell::Cell;
use std::collections::BTreeMap;

use batsat::{Callbacks, Lit, Solver, SolverInterface, SolverOpts, Var, lbool};

use crate::atom::{Atom, TextField, speaks};
use crate::formula::{Formula, Formulas, Node};

/// How much work a session does before it answers that it does not know: decisions of the solver,
/// and comparisons of atoms. Reached only by conditions made for it.
const MAX_DECISIONS: u64 = 2_000_000;
const MAX_COMPARISONS: u64 = 20_000_000;

/// Whether a visitor fulfils the assumptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Those do for whom the atoms come out so.
    Possible(Assignment),
    /// None does. The positions of assumptions that rule one another out, ordered.
    Impossible(Vec<usize>),
    /// It would take more work to tell.
    Unknown,
}

impl Outcome {
    pub(crate) fn is_impossible(&self) -> bool {
        matches!(self, Self::Impossible(_))
    }
}

/// Nodes of atoms, ordered, and whether each holds.
pub(crate) type Assignment = Vec<(usize, bool)>;

/// Stops the solver after a number of decisions; it asks before each.
struct Bound(Cell<u64>);

impl Callbacks for Bound {
    fn stop(&self) -> bool {
        let used = self.0.get();
        self.0.set(used + 1);
        used >= MAX_DECISIONS
    }
}

/// The atoms of a text field that a session has met, and their variables.
#[derive(Default)]
struct TextAtoms<'f> {
    is: Vec<(&'f str, Var)>,
    contains: Vec<(&'f str, Var)>,
}

/// Questions about some formulas. What was learnt for one helps with the next.
pub(crate) struct Session<'f> {
    formulas: &'f Formulas,
    solver: Solver<Bound>,
    /// The variables of nodes.
    variables: BTreeMap<usize, Var>,
    /// The atoms among them.
    atoms: Vec<(usize, Var)>,
    url: TextAtoms<'f>,
    title: TextAtoms<'f>,
    languages: Vec<(&'f str, Var)>,
    comparisons: u64,
}

impl<'f> Session<'f> {
    pub(crate) fn new(formulas: &'f Formulas) -> Self {
        Self {
            formulas,
            solver: Solver::new(SolverOpts::default(), Bound(Cell::new(0))),
            variables: BTreeMap::new(),
            atoms: Vec::new(),
            url: TextAtoms::default(),
            title: TextAtoms::default(),
            languages: Vec::new(),
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

    /// A new variable that nothing is said of.
    pub(crate) fn fresh(&mut self) -> Lit {
        Lit::new(self.solver.new_var_default(), true)
    }

    /// Demands that one of these holds.
    pub(crate) fn clause(&mut self, literals: &[Lit]) {
        self.solver.add_clause_reuse(&mut literals.to_vec());
    }

    fn known(&mut self, node: usize) -> Var {
        match self.variables.get(&node) {
            Some(variable) => *variable,
            None => self.introduce(node),
        }
    }

    /// Gives a node its variable and says what it stands for. The nodes that it refers to have
    /// theirs.
    fn introduce(&mut self, node: usize) -> Var {
        let variable = self.solver.new_var_default();
        self.variables.insert(node, variable);
        let whole = Lit::new(variable, true);
        let formulas = self.formulas;
        match formulas.node(node) {
            Node::True => self.clause(&[whole]),
            Node::Atom(atom) => {
                self.atoms.push((node, variable));
                let texts = |session: &mut Self, field| match field {
                    TextField::Url => std::mem::take(&mut session.url),
                    TextField::Title => std::mem::take(&mut session.title),
                };
                match atom {
                    Atom::Is(field, value) => {
                        let mut of = texts(self, *field);
                        of.is.push((value, variable));
                        self.put_back(*field, of);
                    }
                    Atom::Contains(field, value) => {
                        let mut of = texts(self, *field);
                        of.contains.push((value, variable));
                        self.put_back(*field, of);
                    }
                    Atom::Language(tag) => self.languages.push((tag, variable)),
                    Atom::New => {}
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

    fn put_back(&mut self, field: TextField, of: TextAtoms<'f>) {
        match field {
            TextField::Url => self.url = of,
            TextField::Title => self.title = of,
        }
    }

    /// Whether a visitor fulfils all of the formulas.
    pub(crate) fn all(&mut self, formulas: &[Formula]) -> Outcome {
        let literals: Vec<Lit> = formulas
            .iter()
            .map(|formula| self.literal(*formula))
            .collect();
        self.ask(&literals)
    }

    /// Whether a visitor fulfils all of the literals.
    pub(crate) fn ask(&mut self, assumptions: &[Lit]) -> Outcome {
        loop {
            let answer = self.solver.solve_limited(assumptions);
            if answer == lbool::FALSE {
                let in_core = |literal: &Lit| self.solver.unsat_core_contains_var(literal.var());
                let core = assumptions.iter().enumerate();
                let core = core.filter(|(_, literal)| in_core(literal));
                return Outcome::Impossible(core.map(|(position, _)| position).collect());
            }
            if answer != lbool::TRUE {
                return Outcome::Unknown;
            }
            let clauses = self.contradictions();
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
                self.solver.add_clause_reuse(&mut clause);
            }
        }
    }

    fn holds(&self, variable: Var) -> bool {
        self.solver.value_var(variable) == lbool::TRUE
    }

    /// What pairs of atoms say against the assignment that the solver has found.
    fn contradictions(&mut self) -> Vec<Vec<Lit>> {
        let mut clauses = Vec::new();
        let mut comparisons = 0;
        for of in [&self.url, &self.title] {
            comparisons += self.in_text(of, &mut clauses);
        }
        comparisons += self.in_language(&mut clauses);
        self.comparisons += comparisons;
        clauses
    }

    fn in_text(&self, of: &TextAtoms<'f>, clauses: &mut Vec<Vec<Lit>>) -> u64 {
        let mut comparisons = of.is.len() + of.contains.len();
        let is: Vec<(&str, Var)> = self.true_ones(&of.is);
        match is.as_slice() {
            // Two different texts.
            [first, rest @ ..] if !rest.is_empty() => {
                let firsts = std::iter::once(first).chain(rest);
                for (position, (_, one)) in firsts.enumerate() {
                    for (_, other) in rest.iter().skip(position) {
                        clauses.push(vec![Lit::new(*one, false), Lit::new(*other, false)]);
                        comparisons += 1;
                    }
                }
            }
            // The text is known, and with it what it contains.
            [(text, is)] => {
                for (part, contains) in &of.contains {
                    let does = text.contains(part);
                    if self.holds(*contains) != does {
                        clauses.push(vec![Lit::new(*is, false), Lit::new(*contains, does)]);
                    }
                }
            }
            // What contains the longer contains the shorter.
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
        u64::try_from(comparisons).unwrap_or(u64::MAX)
    }

    fn in_language(&self, clauses: &mut Vec<Vec<Lit>>) -> u64 {
        let spoken = self.true_ones(&self.languages);
        for (tag, present) in &spoken {
            for (other, variable) in &self.languages {
                if speaks(tag, other) {
                    if !self.holds(*variable) {
                        clauses.push(vec![Lit::new(*present, false), Lit::new(*variable, true)]);
                    }
                } else if self.holds(*variable) && !speaks(other, tag) {
                    clauses.push(vec![Lit::new(*present, false), Lit::new(*variable, false)]);
                }
            }
        }
        let comparisons = (spoken.len() + 1) * self.languages.len();
        u64::try_from(comparisons).unwrap_or(u64::MAX)
    }

    fn true_ones(&self, atoms: &[(&'f str, Var)]) -> Vec<(&'f str, Var)> {
        let atoms = atoms.iter().copied();
        atoms
            .filter(|(_, variable)| self.holds(*variable))
            .collect()
    }
}
