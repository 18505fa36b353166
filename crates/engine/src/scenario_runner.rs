//! Runs scenarios and reports unmet expectations.

use std::fmt;

use proactive_config::scenario::{Expectation, Scenario, Step};

use crate::coverage::Coverage;
use crate::error::DeclarationKind;
use crate::ids::{ChannelId, MessageId};
use crate::program::Program;
use crate::simulation::{Refusal, Shown, Simulation, Visitor};
use crate::trace::PageTrace;

/// The outcome of a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioReport<'p> {
    /// The first unmet expectation; `None` if the scenario passed.
    pub failure: Option<Failure<'p>>,
    /// What happened, in order, up to the end or the failure.
    pub timeline: Vec<TimelineEntry>,
}

impl ScenarioReport<'_> {
    /// Whether all expectations were met.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.failure.is_none()
    }
}

/// A step that failed. Later steps were not run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure<'p> {
    /// The index of the step in the scenario.
    pub step: usize,
    /// When it failed, in seconds since 1970-01-01 00:00 UTC.
    pub at: i64,
    /// What was expected, and what happened instead.
    pub mismatch: Mismatch,
    /// The trace of the page that was visited last.
    pub page: Option<PageTrace<'p>>,
}

/// What was expected, and what happened instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mismatch {
    /// An expected message was not shown.
    Missing {
        /// The message that was expected.
        message: MessageId,
        /// When it was expected, in seconds from page load; `None` for any time.
        expected: Option<u32>,
    },
    /// A message was shown, but not when it was expected.
    OtherMoment {
        /// The message that was expected.
        message: MessageId,
        /// When it was expected, in seconds from page load.
        expected: u32,
        /// When it was shown, in seconds from page load.
        actual: u32,
    },
    /// A message was shown that should not have been.
    Unexpected(Shown),
    /// Messages were shown although nothing else was expected.
    NotNothing(Vec<Shown>),
    /// There was nothing to open, dismiss, answer or end, or more than one.
    Impossible {
        /// What was attempted.
        act: Act,
        /// Why it failed.
        refusal: Refusal,
    },
}

/// What a visitor does to a message or a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Opens the message.
    Open,
    /// Closes the message.
    Dismiss,
    /// Answers the message.
    Reply,
    /// Ends the conversation.
    EndConversation,
}

/// An entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The index of the step in the scenario during which it happened.
    pub step: usize,
    /// When it happened, in seconds since 1970-01-01 00:00 UTC.
    pub at: i64,
    /// What happened.
    pub event: Event,
}

/// Something that happened in a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A page loaded.
    PageLoaded {
        /// The URL of the page.
        url: Box<str>,
        /// The title of the page; may be empty.
        title: Box<str>,
    },
    /// A message was shown.
    Shown(Shown),
    /// A message was opened.
    Opened(MessageId),
    /// A message was dismissed.
    Dismissed(MessageId),
    /// A message was answered, and the conversation began.
    Answered(MessageId),
    /// The conversation on a channel ended.
    ConversationEnded(ChannelId),
    /// The visit ended.
    Left,
    /// The browser's storage was cleared, which ends a visit.
    DataCleared,
}

/// A scenario names something that the configuration does not declare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// The kind of the missing declaration.
    pub kind: DeclarationKind,
    /// Its ID.
    pub id: Box<str>,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no {} is called `{}`", self.kind.word(), self.id)
    }
}

impl std::error::Error for UnknownName {}

/// Runs a scenario.
///
/// # Errors
///
/// Fails if the scenario names a message or a channel that the configuration does not declare.
pub fn run<'p>(
    program: &'p Program,
    scenario: &Scenario,
) -> Result<ScenarioReport<'p>, UnknownName> {
    let script = Script::new(program, scenario)?;
    let report = script.play(Simulation::new(program, &script.visitor)).0;
    if report.passed() {
        return Ok(report);
    }
    // Reasons are needed only for a failure: run it again, this time recording.
    Ok(script
        .play(Simulation::recording(program, &script.visitor))
        .0)
}

/// Runs a scenario and adds what it covers to `coverage`.
///
/// # Errors
///
/// Fails if the scenario names a message or a channel that the configuration does not declare.
pub fn run_covered<'p>(
    program: &'p Program,
    scenario: &Scenario,
    coverage: &mut Coverage,
) -> Result<ScenarioReport<'p>, UnknownName> {
    let script = Script::new(program, scenario)?;
    let (report, simulation) = script.play(Simulation::recording(program, &script.visitor));
    if let Some(seen) = simulation.coverage() {
        coverage.add(seen);
    }
    Ok(report)
}

/// A scenario with its names resolved.
struct Script<'s> {
    visitor: Visitor<'s>,
    steps: Vec<ScriptStep<'s>>,
}

enum ScriptStep<'s> {
    Plain(&'s Step),
    Expect(Expected),
}

enum Expected {
    Message(MessageId, Option<u32>),
    NoMessage(MessageId),
    Nothing,
}

impl<'s> Script<'s> {
    fn new(program: &Program, scenario: &'s Scenario) -> Result<Self, UnknownName> {
        let message = |id: &str| {
            program.message(id).ok_or_else(|| UnknownName {
                kind: DeclarationKind::Message,
                id: id.into(),
            })
        };
        let channel = match &scenario.channel {
            None => None,
            Some(id) => Some(program.channel(id).ok_or_else(|| UnknownName {
                kind: DeclarationKind::Channel,
                id: id.clone(),
            })?),
        };
        let mut steps = Vec::with_capacity(scenario.steps.len());
        for step in &scenario.steps {
            steps.push(match step {
                Step::Expect(Expectation::Message { message: id, after }) => {
                    ScriptStep::Expect(Expected::Message(message(id)?, *after))
                }
                Step::Expect(Expectation::NoMessage(id)) => {
                    ScriptStep::Expect(Expected::NoMessage(message(id)?))
                }
                Step::Expect(Expectation::Nothing) => ScriptStep::Expect(Expected::Nothing),
                step => ScriptStep::Plain(step),
            });
        }
        Ok(Self {
            visitor: Visitor::of(scenario, channel),
            steps,
        })
    }

    fn play<'p>(&self, simulation: Simulation<'p>) -> (ScenarioReport<'p>, Simulation<'p>) {
        let mut runner = ScenarioRunner {
            simulation,
            position: 0,
            timeline: Vec::new(),
            noted: 0,
            named: Vec::new(),
        };
        let mut failure = None;
        for (position, line) in self.steps.iter().enumerate() {
            runner.position = position;
            let outcome = match line {
                ScriptStep::Plain(step) => runner.step(step),
                ScriptStep::Expect(expected) => runner.expect(expected),
            };
            if let Err(mismatch) = outcome {
                failure = Some(Failure {
                    step: position,
                    at: runner.simulation.now(),
                    mismatch,
                    page: runner.simulation.trace(),
                });
                break;
            }
        }
        let report = ScenarioReport {
            failure,
            timeline: runner.timeline,
        };
        (report, runner.simulation)
    }
}

struct ScenarioRunner<'p> {
    simulation: Simulation<'p>,
    /// The index of the current step.
    position: usize,
    timeline: Vec<TimelineEntry>,
    /// How many of the messages shown on this page are in the timeline.
    noted: usize,
    /// The messages that expectations have named for this page.
    named: Vec<MessageId>,
}

impl ScenarioRunner<'_> {
    fn step(&mut self, step: &Step) -> Result<(), Mismatch> {
        match step {
            Step::Visit { url, title, stay } => {
                self.note(Event::PageLoaded {
                    url: url.clone(),
                    title: title.clone(),
                });
                self.noted = 0;
                self.named.clear();
                self.simulation.visit(url, title);
                self.simulation.wait(*stay);
                self.note_shown();
            }
            Step::Wait(seconds) => {
                self.simulation.wait(*seconds);
                self.note_shown();
            }
            Step::Time(moment) => {
                self.simulation.wait_until(moment.unix_seconds);
                self.note_shown();
            }
            Step::Open => {
                let opened = self.simulation.open();
                self.act(Act::Open, opened, Event::Opened)?;
            }
            Step::Dismiss => {
                let dismissed = self.simulation.dismiss();
                self.act(Act::Dismiss, dismissed, Event::Dismissed)?;
            }
            Step::Reply => {
                let answered = self.simulation.reply();
                self.act(Act::Reply, answered, Event::Answered)?;
            }
            Step::EndConversation => {
                let ended = self.simulation.end_conversation();
                self.act(Act::EndConversation, ended, Event::ConversationEnded)?;
            }
            Step::Leave => {
                self.simulation.leave();
                self.note(Event::Left);
            }
            Step::ClearData => {
                self.simulation.clear_data();
                self.note(Event::DataCleared);
            }
            // `ScriptStep::Expect` holds the expectations.
            Step::Expect(_) => {}
        }
        Ok(())
    }

    fn expect(&mut self, expected: &Expected) -> Result<(), Mismatch> {
        let shown = self.simulation.shown();
        let find = |message| shown.iter().find(|shown| shown.message == message);
        match *expected {
            Expected::Message(message, expected) => {
                let Some(shown) = find(message) else {
                    return Err(Mismatch::Missing { message, expected });
                };
                if let Some(expected) = expected
                    && expected != shown.after
                {
                    return Err(Mismatch::OtherMoment {
                        message,
                        expected,
                        actual: shown.after,
                    });
                }
                self.named.push(message);
                self.simulation.met_shown(message);
                Ok(())
            }
            Expected::NoMessage(message) => match find(message) {
                None => {
                    self.simulation.met_held_back(Some(message));
                    Ok(())
                }
                Some(shown) => Err(Mismatch::Unexpected(*shown)),
            },
            Expected::Nothing => {
                let others = shown.iter().copied();
                let others: Vec<Shown> = others
                    .filter(|shown| !self.named.contains(&shown.message))
                    .collect();
                if others.is_empty() {
                    self.simulation.met_held_back(None);
                    Ok(())
                } else {
                    Err(Mismatch::NotNothing(others))
                }
            }
        }
    }

    fn act<T>(
        &mut self,
        act: Act,
        outcome: Result<T, Refusal>,
        event: impl FnOnce(T) -> Event,
    ) -> Result<(), Mismatch> {
        let done = outcome.map_err(|refusal| Mismatch::Impossible { act, refusal })?;
        self.note(event(done));
        Ok(())
    }

    fn note(&mut self, event: Event) {
        self.timeline.push(TimelineEntry {
            step: self.position,
            at: self.simulation.now(),
            event,
        });
    }

    /// Adds what was shown since the last call to the timeline.
    fn note_shown(&mut self) {
        let Some(loaded) = self.simulation.loaded() else {
            return;
        };
        let shown = self.simulation.shown();
        let new = shown.get(self.noted..).unwrap_or_default();
        self.timeline.extend(new.iter().map(|&shown| TimelineEntry {
            step: self.position,
            at: loaded.saturating_add(i64::from(shown.after)),
            event: Event::Shown(shown),
        }));
        self.noted = shown.len();
    }
}
