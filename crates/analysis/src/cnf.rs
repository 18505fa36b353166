//! Questions about formulas as clauses, with everything that is known of pairs of atoms.
//!
//! The solver learns contradictions only when it runs into them. Here they are all written
//! down in advance, so that the tests can put the same question to another solver.

use crate::atom::contradict;
use crate::formula::{Formula, Formulas, Node};

/// A clause: literals as in DIMACS, of which one must be true. Variables count from 1, and a
/// negative number is the negation.
pub(crate) type Clause = Vec<i32>;

/// The clauses that an assignment satisfies exactly if some visitor meets all of `roots`.
pub(crate) fn clauses(formulas: &Formulas, roots: &[Formula]) -> Vec<Clause> {
    let nodes = formulas.cone(roots.iter().copied());
    let literal = |formula: Formula| {
        let position = nodes.binary_search(&formula.node()).unwrap_or(0);
        let variable = i32::try_from(position).map_or(i32::MAX, |position| position + 1);
        if formula.is_negated() {
            -variable
        } else {
            variable
        }
    };
    let mut clauses: Vec<Clause> = roots.iter().map(|root| vec![literal(*root)]).collect();
    let mut atoms = Vec::new();
    for node in &nodes {
        let whole = literal(Formula::of_node(*node));
        match formulas.node(*node) {
            Node::True => clauses.push(vec![whole]),
            Node::Atom(atom) => atoms.push((atom, whole)),
            Node::All(parts) => {
                let mut one_fails = vec![whole];
                for part in parts {
                    clauses.push(vec![-whole, literal(*part)]);
                    one_fails.push(-literal(*part));
                }
                clauses.push(one_fails);
            }
        }
    }
    for (position, (one, variable)) in atoms.iter().enumerate() {
        for (other, other_variable) in atoms.iter().skip(position + 1) {
            for (holds, other_holds) in [(true, true), (true, false), (false, true), (false, false)]
            {
                if contradict((one, holds), (other, other_holds)) {
                    let unless = |variable: i32, holds| if holds { -variable } else { variable };
                    clauses.push(vec![
                        unless(*variable, holds),
                        unless(*other_variable, other_holds),
                    ]);
                }
            }
        }
    }
    clauses
}
