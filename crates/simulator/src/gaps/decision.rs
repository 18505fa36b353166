//! What a visitor must be like so that one comparison decides a whole condition.

use std::ops::Not as _;

use proactive_analysis::{Audiences, Formula};
use proactive_config::json::{Condition, Conditions};

/// What must be true beside the comparison at the position `leaf` for it to decide the condition.
/// `formulas` are those of all comparisons, in order. `None` if there is nothing to decide.
pub(super) fn deciding(
    audiences: &mut Audiences<'_>,
    conditions: &Conditions,
    formulas: &[Formula],
    leaf: usize,
) -> Option<Vec<Formula>> {
    let mut decision = Decision {
        audiences,
        formulas: formulas.iter().copied().enumerate(),
        leaf,
        required: Vec::new(),
    };
    match conditions {
        Conditions::Always => return None,
        Conditions::One(_) => decision.leaf(),
        Conditions::All(parts) => decision.group(parts, true),
        Conditions::Any(parts) => decision.group(parts, false),
    };
    Some(decision.required)
}

/// Collects what makes a comparison decide.
struct Decision<'a, 'm, I> {
    audiences: &'a mut Audiences<'m>,
    /// The formulas of the comparisons not visited yet, with their positions.
    formulas: I,
    /// The position of the comparison.
    leaf: usize,
    required: Vec<Formula>,
}

/// The formula of a part; `None` if the comparison is in it.
type Beside = Option<Formula>;

impl<I: Iterator<Item = (usize, Formula)>> Decision<'_, '_, I> {
    fn part(&mut self, part: &Condition) -> Beside {
        match part {
            Condition::All(parts) => self.group(parts, true),
            Condition::Any(parts) => self.group(parts, false),
            Condition::Comparison(_) => self.leaf(),
        }
    }

    fn leaf(&mut self) -> Beside {
        let (position, formula) = self.formulas.next()?;
        (position != self.leaf).then_some(formula)
    }

    fn group(&mut self, parts: &[Condition], is_all: bool) -> Beside {
        let parts: Vec<Beside> = parts.iter().map(|part| self.part(part)).collect();
        // An `any` is the opposite of an `all` of opposites.
        let as_all = |formula: Formula| if is_all { formula } else { formula.not() };
        let beside: Vec<Formula> = parts.iter().flatten().copied().map(as_all).collect();
        if beside.len() < parts.len() {
            self.required.extend(beside);
            return None;
        }
        Some(as_all(self.audiences.all(&beside)))
    }
}
