//! Runs a visit in the engine.

use std::collections::BTreeMap;

use proactive_config::json::MessageStatus;
use proactive_config::web::{Bundle, Hash, bundle};
use proactive_engine::{ChannelId, Obstacle, Program, Simulation, Visitor, words};

use crate::protocol::{Case, Event, Simulated, Step, WidgetState};
use crate::random::{self, Visit};

/// The minutes after which a visit is over. The core receives an event when it is.
const GAP: u16 = 30;

/// The visit on each channel of its configuration, and what the engine decides there. If `explains`,
/// also why.
pub(crate) fn simulate(visit: &Visit, program: &Program, explains: bool) -> Vec<Simulated> {
    let configuration = program.configuration();
    let source = Hash::of("");
    let channels = configuration.channels.iter().filter_map(|channel| {
        let bundle = bundle(configuration, channel, source.clone(), GAP);
        Some((bundle, program.channel(&channel.id)?))
    });
    channels
        .map(|(bundle, channel)| {
            let mut simulator = Simulator::new(visit, program, channel, &bundle, explains);
            let steps = visit.steps.iter().map(|step| simulator.act(step));
            let (steps, states) = steps.unzip();
            Simulated {
                case: Case {
                    bundle,
                    history: visit.history,
                    steps,
                },
                states,
            }
        })
        .collect()
}

struct Simulator<'p> {
    program: &'p Program,
    simulation: Simulation<'p>,
    channel: ChannelId,
    language: &'p str,
    title: String,
    /// Whether hours matter. A page that was asleep checks them when it wakes up.
    has_schedules: bool,
}

impl<'p> Simulator<'p> {
    fn new(
        visit: &'p Visit,
        program: &'p Program,
        channel: ChannelId,
        bundle: &Bundle,
        explains: bool,
    ) -> Self {
        let visitor = Visitor {
            history: visit.history,
            language: &visit.language,
            start: visit.start,
            channel: Some(channel),
        };
        Self {
            program,
            // Only a simulation that records can explain.
            simulation: match explains {
                true => Simulation::recording(program, &visitor),
                false => Simulation::new(program, &visitor),
            },
            channel,
            language: &visit.language,
            title: String::new(),
            has_schedules: !bundle.schedules.is_empty(),
        }
    }

    /// Runs a step. Returns its event, and the state after it.
    fn act(&mut self, step: &random::Step) -> (Step, WidgetState) {
        let simulation = &mut self.simulation;
        let event = match step {
            random::Step::Visit(texts) => {
                let (url, title) = random::address_and_title(texts);
                simulation.visit(url, title);
                title.clone_into(&mut self.title);
                Event::Page {
                    url: url.to_owned(),
                    title: title.to_owned(),
                    language: self.language.to_owned(),
                }
            }
            random::Step::Wait(seconds) => {
                simulation.wait(*seconds);
                let loaded = simulation.loaded().unwrap_or(simulation.now());
                Event::Time {
                    title: self.title.clone(),
                    elapsed: simulation.now() - loaded,
                }
            }
            random::Step::Pause(seconds) => {
                simulation.leave();
                let left = self.done(Event::Leave, false);
                let now = self.simulation.now() + seconds;
                self.simulation.wait_until(now);
                return left;
            }
            random::Step::Open => {
                let _ = simulation.open();
                Event::Open
            }
            random::Step::Dismiss => {
                let _ = simulation.dismiss();
                Event::Dismiss
            }
            random::Step::Reply => {
                let _ = simulation.reply();
                Event::Reply
            }
            random::Step::EndConversation => {
                let _ = simulation.end_conversation();
                Event::Conversation { runs: false }
            }
            random::Step::Leave => {
                simulation.leave();
                Event::Leave
            }
            random::Step::ClearData => {
                simulation.clear_data();
                Event::ClearData
            }
        };
        // Half of the waits, so that both cases occur; any rule would do.
        let is_wait = matches!(step, random::Step::Wait(_));
        let asleep = is_wait && !self.has_schedules && self.simulation.now() % 2 == 0;
        self.done(event, asleep)
    }

    fn done(&self, event: Event, asleep: bool) -> (Step, WidgetState) {
        let (stayed, why) = self.why().unzip();
        let step = Step {
            now: self.simulation.now() * 1_000,
            event,
            asleep,
            stayed,
        };
        let state = WidgetState {
            why,
            ..WidgetState::of(self.program, &self.simulation, self.channel)
        };
        (step, state)
    }

    /// The seconds on the page, and the reasons for each message of the bundle. `None` before the
    /// first page, and if the simulation does not record.
    fn why(&self) -> Option<(u32, BTreeMap<String, Vec<String>>)> {
        let page = self.simulation.trace()?;
        let program = self.program;
        let messages = page.messages.iter().filter(|trace| {
            let message = &program[trace.message];
            program.channel_of(trace.message) == Some(self.channel)
                && message.status == MessageStatus::Published
                && !trace.obstacles.contains(&Obstacle::ControlKept)
        });
        let reasons = messages.map(|trace| {
            let id = program[trace.message].id.to_string();
            (id, words::why(program, &page, trace))
        });
        Some((page.stayed, reasons.collect()))
    }
}
