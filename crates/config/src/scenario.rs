//! Tests as plain data: who visits, what they do, what is expected.
//!
//! A scenario does not depend on its source text. It refers to messages and channels by ID, as the
//! [configuration](crate::Configuration) does, and measures time in seconds, so it can run against
//! any configuration that declares these IDs.

use proactive_catalog::{History, test_defaults};
use proactive_hir::model::{self, Model};

/// The steps of a visitor, and what should be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// The name of the test.
    pub name: Box<str>,
    /// The visitor's history in the first visit.
    pub history: History,
    /// The language tag of the visitor's device.
    pub device: Box<str>,
    /// When it starts.
    pub start: Moment,
    /// The ID of the only channel to simulate; `None` for all.
    pub channel: Option<Box<str>>,
    /// The steps, in the order of the test.
    pub steps: Vec<Step>,
}

/// A point in time, and the time zone to show it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub unix_seconds: i64,
    /// The IANA name of the time zone.
    pub zone: Box<str>,
}

/// A step of a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Loads a page and stays.
    Visit {
        /// The URL, as the browser has it.
        url: Box<str>,
        /// The title, empty if the page has none.
        title: Box<str>,
        /// The time on the page, in seconds.
        stay: u32,
    },
    /// Lets time pass, in seconds.
    Wait(u32),
    /// Moves the clock forward, between two visits.
    Time(Moment),
    /// Opens the message that is shown.
    Open,
    /// Closes the message that is shown or open.
    Dismiss,
    /// Answers the message that is shown or open, which starts a conversation.
    Reply,
    /// Ends the conversation.
    EndConversation,
    /// Ends the visit.
    Leave,
    /// Ends the visit and clears the storage of the browser.
    ClearData,
    /// Checks what was shown on the last page.
    Expect(Expectation),
}

/// What should have been shown on a page, and what should not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expectation {
    /// This message.
    Message {
        /// The ID of the message.
        message: Box<str>,
        /// The time after the page loaded, in seconds; `None` for any time.
        after: Option<u32>,
    },
    /// Not this message.
    NoMessage(Box<str>),
    /// Nothing except what was already expected on the same page.
    Nothing,
}

impl Default for Scenario {
    /// The defaults of a test.
    fn default() -> Self {
        Self {
            name: Box::default(),
            history: test_defaults::HISTORY,
            device: test_defaults::LANGUAGE.into(),
            start: Moment {
                unix_seconds: test_defaults::START,
                zone: test_defaults::ZONE.into(),
            },
            channel: None,
            steps: Vec::new(),
        }
    }
}

/// The tests of a workspace, in order.
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
