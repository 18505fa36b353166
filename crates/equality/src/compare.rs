//! Compares the runtime with the engine, and shrinks what differs.

use std::fmt;

use proactive_engine::prepare;
use proptest::strategy::{Strategy as _, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::peer::Peer;
use crate::pools;
use crate::protocol::{Answer, Simulated, WidgetState};
use crate::random::{self, Visit};
use crate::simulate::simulate;
use crate::websites;

/// How many visits are sent before the answers are read.
const BATCH: usize = 64;

/// The maximum number of attempts to shrink a visit that differs.
const MAX_ATTEMPTS: usize = 4_000;

/// A visit that the runtime and the engine decide differently.
#[derive(Debug)]
pub struct Difference {
    /// The channel where they differ.
    pub simulated: Simulated,
    /// What the runtime says.
    pub answer: Answer,
    /// The position of the first step after which they differ.
    pub step: usize,
}

/// A random visit that can be simplified, and whether its decisions are explained.
struct Attempt {
    visit: Box<dyn ValueTree<Value = Visit>>,
    explains: bool,
}

impl Attempt {
    fn simulate(&self) -> Result<Vec<Simulated>, String> {
        let visit = self.visit.current();
        let program = prepare(&visit.configuration).map_err(|error| error.to_string())?;
        Ok(simulate(&visit, &program, self.explains))
    }
}

/// Runs random visits until they have `steps` steps. Of eight, two are visits of an example, one compares
/// which pages are on a website, and two are explained. If `shrinks`, looks for a smaller visit that differs.
///
/// # Errors
///
/// When the process of the runtime fails. A difference is not an error but the result.
pub fn compare(
    peer: &mut Peer,
    steps: usize,
    seed: u64,
    shrinks: bool,
    mut progress: impl FnMut(usize),
) -> Result<Option<Difference>, String> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &expanded(seed));
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let of_examples = pools::visit(pools::examples()?).boxed();
    let of_websites = websites::visit().boxed();
    let random = random::visit().boxed();
    let mut done = 0;
    let mut number = 0_usize;
    while done < steps {
        let mut attempts = Vec::with_capacity(BATCH);
        for _ in 0..BATCH {
            let strategy = match number % 8 {
                0 | 4 => &of_examples,
                5 => &of_websites,
                _ => &random,
            };
            let visit = strategy.new_tree(&mut runner);
            attempts.push(Attempt {
                visit: visit.map_err(|reason| reason.to_string())?,
                explains: number % 8 < 2,
            });
            number += 1;
        }
        let simulated = attempts.iter().map(Attempt::simulate);
        let simulated = simulated.collect::<Result<Vec<_>, _>>()?;
        let cases = simulated.iter().flatten().map(|it| &it.case);
        let mut answers = peer.ask(cases)?.into_iter();
        for (attempt, simulated) in attempts.iter_mut().zip(simulated) {
            for simulated in simulated {
                done += simulated.states.len();
                let Some(answer) = answers.next() else {
                    return Err("an answer is missing".to_owned());
                };
                match difference(simulated, answer) {
                    Some(found) if shrinks => return smaller(peer, attempt, found).map(Some),
                    Some(found) => return Ok(Some(found)),
                    None => {}
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

fn difference(simulated: Simulated, answer: Answer) -> Option<Difference> {
    let step = match &answer {
        Answer::Error(_) => 0,
        Answer::States(states) => {
            let differs = |(expected, state): (&WidgetState, &WidgetState)| expected != state;
            let of_steps = simulated.states.iter().zip(states);
            let differing = of_steps.map(differs).position(|differs| differs);
            match differing {
                Some(step) => step,
                None if states.len() == simulated.states.len() => return None,
                None => states.len().min(simulated.states.len()),
            }
        }
    };
    Some(Difference {
        simulated,
        answer,
        step,
    })
}

/// The smallest visit that still differs.
fn smaller(
    peer: &mut Peer,
    attempt: &mut Attempt,
    mut found: Difference,
) -> Result<Difference, String> {
    if !attempt.visit.simplify() {
        return Ok(found);
    }
    for _ in 0..MAX_ATTEMPTS {
        let simulated = attempt.simulate()?;
        let answers = peer.ask(simulated.iter().map(|it| &it.case))?;
        let mut differences = simulated.into_iter().zip(answers);
        let other = differences.find_map(|(simulated, answer)| difference(simulated, answer));
        let goes_on = match other {
            Some(other) => {
                found = other;
                attempt.visit.simplify()
            }
            None => attempt.visit.complicate(),
        };
        if !goes_on {
            break;
        }
    }
    Ok(found)
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Simulated { case, states } = &self.simulated;
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
