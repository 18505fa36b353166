//! Runs a visit in the engine.

use proactive_config::web::{Hash, bundle};
use proactive_engine::{ChannelId, MessageId, Program, Simulation, Visitor};

use crate::protocol::{Case, Event, Played, Step, WidgetState};
use crate::random::{self, Visit};

/// The minutes after which a visit is over. The core receives an event when it is.
const GAP: u16 = 30;

/// The visit on each channel of its configuration, and what the engine decides there.
pub(crate) fn play(visit: &Visit, program: &Program) -> Vec<Played> {
    let configuration = program.configuration();
    let source = Hash::of("");
    let channels = configuration.channels.iter().filter_map(|channel| {
        let bundle = bundle(configuration, channel, source.clone(), GAP);
        Some((bundle, program.channel(&channel.id)?))
    });
    channels
        .map(|(bundle, channel)| {
            let mut player = Player::new(visit, program, channel, !bundle.schedules.is_empty());
            let (steps, states) = visit.steps.iter().flat_map(|it| player.act(it)).unzip();
            let history = visit.history;
            Played {
                case: Case {
                    bundle,
                    history,
                    steps,
                },
                states,
            }
        })
        .collect()
}

struct Player<'p> {
    program: &'p Program,
    simulation: Simulation<'p>,
    channel: ChannelId,
    language: &'p str,
    title: String,
    /// Whether hours matter. A page that was asleep checks them when it wakes up.
    has_schedules: bool,
}

impl<'p> Player<'p> {
    fn new(
        visit: &'p Visit,
        program: &'p Program,
        channel: ChannelId,
        has_schedules: bool,
    ) -> Self {
        let visitor = Visitor {
            history: visit.history,
            language: &visit.language,
            start: visit.start,
            channel: Some(channel),
        };
        Self {
            program,
            simulation: Simulation::new(program, &visitor),
            channel,
            language: &visit.language,
            title: String::new(),
            has_schedules,
        }
    }

    /// Runs a step. Returns its events, each with the state after it.
    fn act(&mut self, step: &random::Step) -> Vec<(Step, WidgetState)> {
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
                return vec![left];
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
        vec![self.done(event, asleep)]
    }

    fn done(&self, event: Event, asleep: bool) -> (Step, WidgetState) {
        let step = Step {
            now: self.simulation.now() * 1_000,
            event,
            asleep,
        };
        (step, self.state())
    }

    fn state(&self) -> WidgetState {
        let id = |message: MessageId| self.program[message].id.to_string();
        let visible = self.simulation.visible(self.channel);
        WidgetState {
            shown: self
                .simulation
                .shown()
                .iter()
                .map(|it| id(it.message))
                .collect(),
            message: visible.map(|(message, _)| id(message)),
            open: visible.is_some_and(|(_, is_open)| is_open),
            conversation: self.simulation.is_in_conversation(self.channel),
        }
    }
}
