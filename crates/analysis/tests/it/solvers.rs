//! A second opinion: another SAT solver, which gets all contradictions in advance, gives the
//! same answers.

use proactive_analysis::{Audiences, Satisfiable};
use proptest::prelude::*;
use splr::{Certificate, SolverError};

use crate::random_conditions::condition;
use crate::workspaces::{GROUND, insensitive, message, model, workspace};

/// A model of the clauses according to `splr`, as the literals that are true.
fn second_opinion(clauses: &[Vec<i32>]) -> Option<Vec<i32>> {
    match Certificate::try_from(clauses.to_vec()) {
        Ok(Certificate::SAT(model)) => Some(model),
        Ok(Certificate::UNSAT) | Err(SolverError::RootLevelConflict(_)) => None,
        Err(error) => panic!("{error:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_solver_agrees(
        one in condition(),
        other in condition(),
        negated in any::<(bool, bool)>(),
        case_sensitive in any::<bool>(),
    ) {
        let settings = if case_sensitive { Default::default() } else { insensitive() };
        let text = [("one", &one), ("other", &other)]
            .map(|(name, condition)| message(name, &condition.text(), ""))
            .concat();
        let workspace = workspace(settings, &[("main.proactive", &format!("{GROUND}{text}"))]);
        let model = model(&workspace);
        let audiences = Audiences::of_model(&model);
        let formulas: Vec<_> = model
            .message_ids()
            .filter_map(|id| audiences.audience(id))
            .zip([negated.0, negated.1])
            .map(|(formula, negated)| if negated { !formula } else { formula })
            .collect();
        let clauses = audiences.clauses(&formulas);
        match (audiences.satisfiable(&formulas), second_opinion(&clauses)) {
            (Satisfiable::Yes(visitor), Some(assignment)) => {
                for formula in formulas {
                    prop_assert!(audiences.holds(formula, &visitor), "{visitor:?}");
                }
                for clause in &clauses {
                    let is_true = |literal: &i32| assignment.contains(literal);
                    prop_assert!(clause.iter().any(is_true), "{clause:?} in {assignment:?}");
                }
            }
            (Satisfiable::No, None) => {}
            (first, second) => prop_assert!(false, "{first:?}, but {second:?}"),
        }
    }
}
