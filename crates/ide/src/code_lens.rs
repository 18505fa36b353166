//! Code lenses above declarations: how many tests expect a message, how often a segment is used, and
//! commands to run.

use std::collections::BTreeMap;

use proactive_catalog::{DeclarationKind, MessageStatus};
use proactive_diagnostics::{FileId, Span};
use proactive_hir::draft::{Body, Condition, Expectation, Message, Name, Slot, Step};
use proactive_hir::{Declarations, Declared};

use crate::Snapshot;

/// A code lens above a declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// The name of the declaration.
    pub span: Span,
    /// What it runs.
    pub command: LensCommand,
}

/// What a lens runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LensCommand {
    /// Shows the tests that expect a message to be shown.
    ShowTests {
        /// The message.
        message: Box<str>,
        /// The places where they expect it.
        places: Vec<Span>,
        /// The number of these tests.
        tests: usize,
    },
    /// Writes a test of a message that no test expects.
    WriteTest {
        /// The message.
        message: Box<str>,
    },
    /// Simulates a visit for a message.
    Simulate {
        /// The message.
        message: Box<str>,
    },
    /// Runs a test.
    RunTest {
        /// Its name.
        test: Box<str>,
    },
    /// Shows the uses of a segment.
    ShowUses {
        /// The segment.
        segment: Box<str>,
        /// The places.
        places: Vec<Span>,
    },
}

impl LensCommand {
    /// The title: `2 tests`.
    #[must_use]
    pub fn title(&self) -> String {
        let count = |number: usize, noun: &str| match number {
            0 => format!("no {noun}"),
            1 => format!("1 {noun}"),
            number => format!("{number} {noun}s"),
        };
        match self {
            Self::ShowTests { tests, .. } => count(*tests, "test"),
            Self::WriteTest { .. } => "no test: write one".to_owned(),
            Self::Simulate { .. } => "simulate".to_owned(),
            Self::RunTest { .. } => "run test".to_owned(),
            Self::ShowUses { places, .. } => match places.len() {
                0 => "not used".to_owned(),
                1 => "used once".to_owned(),
                number => format!("used {number} times"),
            },
        }
    }
}

/// The lenses of a file, in source order.
#[must_use]
pub fn code_lenses(snapshot: &Snapshot, file: FileId) -> Vec<Lens> {
    let declarations = snapshot.workspace().declarations();
    let shown = shown(&declarations);
    let used = used(&declarations);
    let mut lenses = Vec::new();
    for declared in declarations.all().filter(|it| it.file() == file) {
        let declaration = declared.declaration();
        let span = declared.span(declaration.place());
        let mut add = |command| lenses.push(Lens { span, command });
        match (&declaration.body, declared.name()) {
            (Body::Message(draft), Some(name)) => {
                let message: Box<str> = name.into();
                match shown.get(name) {
                    Some((places, tests)) => add(LensCommand::ShowTests {
                        message: message.clone(),
                        places: places.clone(),
                        tests: *tests,
                    }),
                    // No test can expect a message that is not published.
                    None if is_unpublished(draft) => {}
                    None => add(LensCommand::WriteTest {
                        message: message.clone(),
                    }),
                }
                add(LensCommand::Simulate { message });
            }
            (Body::Segment(_), Some(name)) => {
                let segment = name.into();
                let places = used.get(name).cloned().unwrap_or_default();
                add(LensCommand::ShowUses { segment, places });
            }
            (Body::Test(_), _) => {
                if let Some(title) = &declaration.title {
                    let test = title.value.clone();
                    add(LensCommand::RunTest { test });
                }
            }
            (
                Body::Account(_)
                | Body::Brand(_)
                | Body::Channel(_)
                | Body::Bot(_)
                | Body::Schedule(_)
                | Body::Segment(_)
                | Body::Message(_),
                _,
            ) => {}
        }
    }
    lenses.sort_by_key(|lens| lens.span);
    lenses
}

/// Whether a message is a draft or paused.
fn is_unpublished(message: &Message) -> bool {
    match &message.status {
        Slot::Given(status) => status.value != MessageStatus::Published,
        Slot::Absent | Slot::Broken => false,
    }
}

/// The places where tests expect each message to be shown, and the number of these tests.
fn shown<'w>(declarations: &Declarations<'w>) -> BTreeMap<&'w str, (Vec<Span>, usize)> {
    let mut shown: BTreeMap<&'w str, (Vec<Span>, usize)> = BTreeMap::new();
    for declared in declarations.of_kind(DeclarationKind::Test) {
        let Some(test) = declared.declaration().as_test() else {
            continue;
        };
        let mut named: Vec<&str> = Vec::new();
        for step in &test.steps {
            if let Step::Expect(Expectation::Message(name, _)) = &step.value {
                let (places, tests) = shown.entry(&name.value).or_default();
                places.push(declared.span(name.range));
                if !named.contains(&&*name.value) {
                    named.push(&name.value);
                    *tests += 1;
                }
            }
        }
    }
    shown
}

/// The places where segments are used.
fn used<'w>(declarations: &Declarations<'w>) -> BTreeMap<&'w str, Vec<Span>> {
    let mut used: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for declared in declarations.all() {
        for name in segments_in(declared) {
            let place = declared.span(name.range);
            used.entry(&name.value).or_default().push(place);
        }
    }
    used
}

/// The segments that a declaration names in its condition, in source order.
fn segments_in(declared: Declared<'_>) -> impl Iterator<Item = &Name> {
    let condition = declared.declaration().condition();
    condition.into_iter().flat_map(Condition::segments)
}
