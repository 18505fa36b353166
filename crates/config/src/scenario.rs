//! Tests as plain data: who visits, what is done, what is expected.
//!
//! A scenario knows nothing of the text it was written in. It names messages and channels as the
//! [configuration](crate::Configuration) does, and counts time in seconds, so it can be played
//! against whatever configuration declares these names.

use proactive_catalog::{History, assumed};
use proactive_hir::model::{self, Model};

/// The story of a visitor, and what should come up in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Its name.
    pub name: Box<str>,
    /// The visitor's history in the first visit.
    pub history: History,
    /// The language tag of the visitor's device.
    pub device: Box<str>,
    /// When it begins.
    pub start: Moment,
    /// The name of the only channel that is played; none: all are.
    pub channel: Option<Box<str>>,
    /// The steps, one after the other. Those of a test stand where the test has them.
    pub steps: Vec<Step>,
}

/// A moment, and the zone whose clocks are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub unix_seconds: i64,
    /// The IANA name of the zone.
    pub zone: Box<str>,
}

/// A step of a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Loads a page and stays.
    Visit {
        /// The address, as the browser has it.
        url: Box<str>,
        /// The title; empty if the page has none.
        title: Box<str>,
        /// Seconds on the page.
        stay: u32,
    },
    /// Lets so many seconds pass.
    Wait(u32),
    /// Moves the clock on, between two visits.
    Time(Moment),
    /// Opens the message that is shown.
    Open,
    /// Closes the message that is shown or open.
    Dismiss,
    /// Answers the message that is shown or open: the conversation begins.
    Reply,
    /// Ends the conversation.
    EndConversation,
    /// Ends the visit.
    Leave,
    /// Ends the visit and empties the browser's storage.
    ClearData,
    /// Looks at what came up on the page that was visited last.
    Expect(Expectation),
}

/// What should have come up on a page, and what should not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expectation {
    /// The message of this name.
    Message {
        /// The name.
        message: Box<str>,
        /// Exactly so many seconds after the page loaded; none: whenever.
        after: Option<u32>,
    },
    /// Not the message of this name.
    NoMessage(Box<str>),
    /// Nothing but what was expected before, of the same page.
    Nothing,
}

impl Default for Scenario {
    /// What a test assumes that says nothing.
    fn default() -> Self {
        Self {
            name: Box::default(),
            history: assumed::HISTORY,
            device: assumed::LANGUAGE.into(),
            start: Moment {
                unix_seconds: assumed::START,
                zone: assumed::ZONE.into(),
            },
            channel: None,
            steps: Vec::new(),
        }
    }
}

/// The tests of a workspace, in their order.
#[must_use]
pub fn scenarios(model: &Model) -> Vec<Scenario> {
    model
        .tests
        .iter()
        .map(|test| scenario(model, test))
        .collect()
}

fn scenario(model: &Model, test: &model::Test) -> Scenario {
    let steps = test.steps.iter();
    Scenario {
        name: test.name.clone(),
        history: test.history,
        device: test.device.clone(),
        start: moment(&test.start),
        channel: test.channel.map(|channel| model[channel].id.clone()),
        steps: steps.map(|it| step(model, &it.action)).collect(),
    }
}

fn moment(it: &model::Moment) -> Moment {
    Moment {
        unix_seconds: it.unix_seconds,
        zone: it.zone.clone(),
    }
}

fn step(model: &Model, action: &model::Action) -> Step {
    match action {
        model::Action::Visit { url, title, stay } => Step::Visit {
            url: url.clone(),
            title: title.clone(),
            stay: *stay,
        },
        model::Action::Wait(seconds) => Step::Wait(*seconds),
        model::Action::Time(it) => Step::Time(moment(it)),
        model::Action::Open => Step::Open,
        model::Action::Dismiss => Step::Dismiss,
        model::Action::Reply => Step::Reply,
        model::Action::EndConversation => Step::EndConversation,
        model::Action::Leave => Step::Leave,
        model::Action::ClearData => Step::ClearData,
        model::Action::Expect(expectation) => Step::Expect(match expectation {
            model::Expectation::Message { message, after } => Expectation::Message {
                message: model[*message].id.clone(),
                after: *after,
            },
            model::Expectation::NoMessage(message) => {
                Expectation::NoMessage(model[*message].id.clone())
            }
            model::Expectation::Nothing => Expectation::Nothing,
        }),
    }
}
