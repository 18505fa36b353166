//! The files of `tests/scenarios`, for the whole runtime in a browser.
//!
//! Each test becomes a [`BrowserCase`] for each channel: what a visitor of that channel does, and what
//! they see after each step, as the engine decides it. `runtime/test/browser/scenarios.test.ts` does the
//! same in Chromium.
//!
//! In the language, a visit ends when a test says so. On a page it ends after some minutes without an
//! event, so each case has a gap that is longer than any pause within its visits, and after a
//! visit, time passes until that gap is over. A test that would then have another result can't run
//! in a browser.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proactive_catalog::History;
use proactive_config::json::Reply;
use proactive_config::scenario::{Scenario, Step};
use proactive_config::web::{Bundle, Hash, bundle};
use proactive_config::{compile, scenarios};
use proactive_engine::{ChannelId, MessageId, Program, Simulation, Visitor, prepare, run};
use proactive_hir::{Settings, SourceFile, Workspace};
use serde::Serialize;

use crate::protocol::WidgetState;

/// A visitor of one channel, for a browser.
#[derive(Debug, Clone, Serialize)]
pub struct BrowserCase {
    /// The name of the file, of the test and of the channel.
    pub name: String,
    /// The bundle of the channel.
    pub bundle: Bundle,
    /// Whether the first visit is that of a returning visitor.
    pub returning: bool,
    /// The language of the device.
    pub language: String,
    /// When it starts, in Unix milliseconds.
    pub start: i64,
    /// What happens.
    pub steps: Vec<BrowserStep>,
}

/// An action, and what is seen after it.
#[derive(Debug, Clone, Serialize)]
pub struct BrowserStep {
    /// What happens.
    pub action: Action,
    /// The state after it; `None` while the visit has ended in the language and not yet on the page.
    pub state: Option<WidgetState>,
}

/// What a visitor does.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Action {
    /// Loads a page.
    Visit {
        /// The address.
        url: String,
        /// The title.
        title: String,
    },
    /// Lets time pass.
    Wait {
        /// How much.
        seconds: i64,
    },
    /// Opens the message.
    Open,
    /// Closes the message.
    Dismiss,
    /// Answers the message.
    Reply,
    /// The conversation ends.
    EndConversation,
    /// Leaves the website.
    Leave,
    /// Clears the data.
    ClearData,
}

/// A test that can't run in a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsuitable {
    /// The name of the file, of the test and of the channel.
    pub name: String,
    /// Why not.
    pub reason: &'static str,
}

/// Reads the scenarios of a folder.
///
/// # Errors
///
/// When a file can't be read, or is not a workspace without errors.
pub fn browser_cases(folder: &Path) -> Result<(Vec<BrowserCase>, Vec<Unsuitable>), String> {
    let (mut cases, mut unsuitable) = (Vec::new(), Vec::new());
    for path in files(folder)? {
        let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| failed(&error))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let file = SourceFile {
            path: format!("{name}.proactive").into(),
            text: text.into(),
        };
        let workspace = Workspace::new(Settings::default(), vec![file]);
        let checked = workspace.check();
        let model = checked.model().ok_or_else(|| failed(&"it has errors"))?;
        let program = prepare(&compile(&model)).map_err(|error| failed(&error))?;
        for scenario in &scenarios(&model) {
            for channel in &program.configuration().channels {
                if scenario
                    .channel
                    .as_ref()
                    .is_some_and(|it| **it != *channel.id)
                {
                    continue;
                }
                let Some(id) = program.channel(&channel.id) else {
                    continue;
                };
                let name = format!("{name}: {}, on {}", scenario.name, channel.id);
                match timed(&program, scenario, id) {
                    Ok((gap, timed)) => cases.push(BrowserCase {
                        name,
                        bundle: bundle(program.configuration(), channel, Hash::of(""), gap),
                        returning: is_returning(scenario),
                        language: scenario.device.to_string(),
                        start: scenario.start.unix_seconds * 1_000,
                        steps: steps(&program, &timed, id, gap),
                    }),
                    Err(reason) => unsuitable.push(Unsuitable { name, reason }),
                }
            }
        }
    }
    Ok((cases, unsuitable))
}

/// Whether the first visit is that of a returning visitor, whose data were not cleared before.
fn is_returning(scenario: &Scenario) -> bool {
    let steps = scenario.steps.iter();
    let is_cleared = steps
        .take_while(|step| !matches!(step, Step::Visit { .. }))
        .any(|step| *step == Step::ClearData);
    scenario.history == History::Returning && !is_cleared
}

/// The `.proactive` files of a folder, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let unread = |error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        if path.extension().is_some_and(|it| it == "proactive") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The shortest gap, in minutes, that no pause within a visit reaches, and the scenario with time
/// after each visit until that gap is over.
fn timed(
    program: &Program,
    scenario: &Scenario,
    channel: ChannelId,
) -> Result<(u16, Scenario), &'static str> {
    let steps = without_stays(&scenario.steps);
    let origins = origins(&steps);
    if origins.iter().any(|origin| origin.contains('@')) {
        return Err("a browser shows no user name in an address");
    }
    if origins.len() > 1 {
        return Err("a browser keeps the storage of each website apart");
    }
    let mut walk = Walk::new(program, scenario, channel, 0);
    let mut longest = 0;
    for step in &steps {
        let (was_visiting, last) = (walk.is_visiting, walk.last);
        let action = walk.step(step);
        if let Some(Action::Open) = action
            && walk.shows_a_bot()
        {
            return Err("a bot takes over as soon as its message is opened");
        }
        if was_visiting {
            longest = longest.max(walk.simulation.now() - last.unwrap_or_default());
        }
    }
    let gap = u16::try_from(longest / 60 + 1).map_err(|_| "its visits are too long")?;

    let mut walk = Walk::new(program, scenario, channel, gap);
    let mut padded = Vec::with_capacity(steps.len());
    let visits = steps.into_iter().map(Some).chain([None]);
    for step in visits {
        if matches!(step, Some(Step::Visit { .. }) | None)
            && let Ok(rest @ 1..) = u32::try_from(walk.over.saturating_sub(walk.simulation.now()))
        {
            let wait = Step::Wait(rest);
            walk.step(&wait);
            padded.push(wait);
        }
        if let Some(step) = step {
            walk.step(&step);
            padded.push(step);
        }
    }
    let timed = Scenario {
        steps: padded,
        ..scenario.clone()
    };
    match run(program, &timed) {
        Ok(report) if report.passed() => Ok((gap, timed)),
        Ok(_) | Err(_) => Err("the next visit begins before the last one is over on a page"),
    }
}

/// The same steps, with the time on a page as a step of its own.
fn without_stays(steps: &[Step]) -> Vec<Step> {
    let parts = steps.iter().flat_map(|step| match step {
        Step::Visit { url, title, stay } => {
            let (url, title) = (url.clone(), title.clone());
            vec![
                Step::Visit {
                    url,
                    title,
                    stay: 0,
                },
                Step::Wait(*stay),
            ]
        }
        Step::Wait(_)
        | Step::Time(_)
        | Step::Open
        | Step::Dismiss
        | Step::Reply
        | Step::EndConversation
        | Step::Leave
        | Step::ClearData
        | Step::Expect(_) => vec![step.clone()],
    });
    parts.collect()
}

/// The origins that are visited: the scheme and what follows it up to the path.
fn origins(steps: &[Step]) -> BTreeSet<&str> {
    let urls = steps.iter().filter_map(|step| match step {
        Step::Visit { url, .. } => Some(&**url),
        Step::Wait(_)
        | Step::Time(_)
        | Step::Open
        | Step::Dismiss
        | Step::Reply
        | Step::EndConversation
        | Step::Leave
        | Step::ClearData
        | Step::Expect(_) => None,
    });
    let origin = |url: &'_ str| {
        let host = url.find("//").map_or(0, |at| at + 2);
        let rest = url.get(host..).unwrap_or_default();
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        host + end
    };
    urls.map(|url| url.get(..origin(url)).unwrap_or(url))
        .collect()
}

/// What happens in a scenario, for the browser, with the state after each step.
fn steps(program: &Program, scenario: &Scenario, channel: ChannelId, gap: u16) -> Vec<BrowserStep> {
    let mut walk = Walk::new(program, scenario, channel, gap);
    let actions = scenario.steps.iter().filter_map(|step| {
        let action = walk.step(step)?;
        let state = walk.is_known().then(|| walk.state());
        Some(BrowserStep { action, state })
    });
    actions.collect()
}

/// A visitor of one channel on the way through a scenario.
struct Walk<'p> {
    program: &'p Program,
    channel: ChannelId,
    simulation: Simulation<'p>,
    /// The seconds after which a visit is over on a page.
    gap: i64,
    is_visiting: bool,
    /// When the visitor last loaded a page, or opened, closed or answered a message of the channel.
    last: Option<i64>,
    /// When the visit that was left is over on a page. A second more than the gap, because what is
    /// done there takes time.
    over: i64,
}

impl<'p> Walk<'p> {
    /// `gap` is in minutes.
    fn new(program: &'p Program, scenario: &Scenario, channel: ChannelId, gap: u16) -> Self {
        let visitor = Visitor {
            history: scenario.history,
            language: &scenario.device,
            start: scenario.start.unix_seconds,
            channel: scenario.channel.as_ref().map(|_| channel),
        };
        Self {
            program,
            channel,
            simulation: Simulation::new(program, &visitor),
            gap: i64::from(gap) * 60,
            is_visiting: false,
            last: None,
            over: i64::MIN,
        }
    }

    /// Runs a step. `None` if the channel does not notice it.
    fn step(&mut self, step: &Step) -> Option<Action> {
        let before = self.simulation.now();
        let action = match step {
            Step::Visit { url, title, .. } => {
                self.simulation.visit(url, title);
                self.is_visiting = true;
                self.last = Some(before);
                Action::Visit {
                    url: url.to_string(),
                    title: title.to_string(),
                }
            }
            Step::Wait(seconds) => {
                self.simulation.wait(*seconds);
                self.waited(before)?
            }
            Step::Time(moment) => {
                self.simulation.wait_until(moment.unix_seconds);
                self.waited(before)?
            }
            Step::Open => {
                let message = self.simulation.open();
                self.used(message.ok(), Action::Open)?
            }
            Step::Dismiss => {
                let message = self.simulation.dismiss();
                self.used(message.ok(), Action::Dismiss)?
            }
            Step::Reply => {
                let message = self.simulation.reply();
                self.used(message.ok(), Action::Reply)?
            }
            Step::EndConversation => {
                let channel = self.simulation.end_conversation().ok();
                channel.filter(|it| *it == self.channel)?;
                Action::EndConversation
            }
            Step::Leave => {
                self.simulation.leave();
                if !std::mem::replace(&mut self.is_visiting, false) {
                    return None;
                }
                self.over = self.last.unwrap_or(before) + self.gap + 1;
                Action::Leave
            }
            Step::ClearData => {
                self.simulation.clear_data();
                // Before the first page, there are no data: `returning` is false.
                self.last?;
                self.is_visiting = false;
                self.over = before;
                Action::ClearData
            }
            Step::Expect(_) => return None,
        };
        Some(action)
    }

    fn waited(&self, before: i64) -> Option<Action> {
        let seconds = self.simulation.now() - before;
        (seconds > 0).then_some(Action::Wait { seconds })
    }

    /// What was done to a message, if it is one of the channel.
    fn used(&mut self, message: Option<MessageId>, action: Action) -> Option<Action> {
        let channel = self.program.channel_of(message?);
        channel.filter(|it| *it == self.channel)?;
        self.last = Some(self.simulation.now());
        Some(action)
    }

    /// Whether the channel shows a message that a bot answers.
    fn shows_a_bot(&self) -> bool {
        let visible = self.simulation.visible(self.channel);
        visible.is_some_and(|(message, _)| matches!(self.program[message].reply, Reply::Bot { .. }))
    }

    /// Whether what the engine says is what is seen on a page.
    fn is_known(&self) -> bool {
        self.is_visiting || self.over <= self.simulation.now()
    }

    fn state(&self) -> WidgetState {
        WidgetState::of(self.program, &self.simulation, self.channel)
    }
}
