//! Compares the runtime with the engine, and shrinks what differs.

use std::fmt;

use proactive_engine::prepare;
use proptest::strategy::{Strategy as _, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::peer::Peer;
use crate::play::play;
use crate::pools;
use crate::protocol::{Answer, Played, WidgetState};
use crate::random::{self, Visit};

/// How many visits are sent before the answers are read.
const BATCH: usize = 64;

/// The maximum number of attempts to shrink a visit that differs.
const MAX_ATTEMPTS: usize = 4_000;

/// A visit that the runtime and the engine decide differently.
#[derive(Debug)]
pub struct Difference {
    /// The channel where they differ.
    pub played: Played,
    /// What the runtime says.
    pub answer: Answer,
    /// The position of the first step after which they differ.
    pub step: usize,
}

/// Runs random visits until they have `steps` steps. Every fourth one is a visit of an example.
///
/// # Errors
///
/// When the process of the runtime fails. A difference is not an error but the result.
pub fn compare(
    peer: &mut Peer,
    steps: usize,
    seed: u64,
    mut progress: impl FnMut(usize),
) -> Result<Option<Difference>, String> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &expanded(seed));
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let of_examples = pools::visit(pools::examples()?);
    let random = random::visit();
    let mut done = 0;
    let mut number = 0_usize;
    while done < steps {
        let mut trees = Vec::with_capacity(BATCH);
        for _ in 0..BATCH {
            number += 1;
            let tree: Box<dyn ValueTree<Value = Visit>> = match number % 4 {
                0 => Box::new(
                    of_examples
                        .new_tree(&mut runner)
                        .map_err(|it| it.to_string())?,
                ),
                _ => Box::new(random.new_tree(&mut runner).map_err(|it| it.to_string())?),
            };
            trees.push(tree);
        }
        let visits: Vec<Visit> = trees.iter().map(|tree| tree.current()).collect();
        let played = visits
            .iter()
            .map(played_of)
            .collect::<Result<Vec<_>, _>>()?;
        let cases = played.iter().flatten().map(|it| &it.case);
        let mut answers = peer.ask(cases)?.into_iter();
        for (tree, played) in trees.iter_mut().zip(played) {
            for played in played {
                done += played.states.len();
                let Some(answer) = answers.next() else {
                    return Err("an answer is missing".to_owned());
                };
                if let Some(found) = difference(played, answer) {
                    return smaller(peer, tree.as_mut(), found).map(Some);
                }
            }
        }
        progress(done);
    }
    Ok(None)
}

/// The seed of the random generator.
fn expanded(seed: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (to, from) in bytes.iter_mut().zip(seed.to_le_bytes()) {
        *to = from;
    }
    bytes
}

fn played_of(visit: &Visit) -> Result<Vec<Played>, String> {
    let program = prepare(&visit.configuration).map_err(|error| error.to_string())?;
    Ok(play(visit, &program))
}

fn difference(played: Played, answer: Answer) -> Option<Difference> {
    let step = match &answer {
        Answer::Error(_) => 0,
        Answer::States(states) => {
            let differs = |(expected, state): (&WidgetState, &WidgetState)| expected != state;
            let of_steps = played.states.iter().zip(states);
            let differing = of_steps.map(differs).position(|differs| differs);
            match differing {
                Some(step) => step,
                None if states.len() == played.states.len() => return None,
                None => states.len().min(played.states.len()),
            }
        }
    };
    Some(Difference {
        played,
        answer,
        step,
    })
}

/// The smallest visit that still differs.
fn smaller(
    peer: &mut Peer,
    tree: &mut dyn ValueTree<Value = Visit>,
    mut found: Difference,
) -> Result<Difference, String> {
    if !tree.simplify() {
        return Ok(found);
    }
    for _ in 0..MAX_ATTEMPTS {
        let played = played_of(&tree.current())?;
        let answers = peer.ask(played.iter().map(|it| &it.case))?;
        let mut differences = played.into_iter().zip(answers);
        let other = differences.find_map(|(played, answer)| difference(played, answer));
        let goes_on = match other {
            Some(other) => {
                found = other;
                tree.simplify()
            }
            None => tree.complicate(),
        };
        if !goes_on {
            break;
        }
    }
    Ok(found)
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Played { case, states } = &self.played;
        let json = |value: serde_json::Result<String>| value.unwrap_or_default();
        writeln!(f, "bundle: {}", case.bundle.to_json().trim_end())?;
        writeln!(f, "history: {:?}", case.history)?;
        for (number, step) in case.steps.iter().enumerate().take(self.step + 1) {
            writeln!(f, "step {number}: {}", json(serde_json::to_string(step)))?;
        }
        let state = |state: Option<&WidgetState>| match state {
            Some(state) => json(serde_json::to_string(state)),
            None => "nothing".to_owned(),
        };
        writeln!(f, "engine:  {}", state(states.get(self.step)))?;
        match &self.answer {
            Answer::States(states) => writeln!(f, "runtime: {}", state(states.get(self.step))),
            Answer::Error(error) => writeln!(f, "runtime: it failed: {error}"),
        }
    }
}
