//! Writes tests: of a message that has none, and of a simulated visit.

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{Edit, FileId, Span, TextRange, TextSize};
use proactive_hir::draft::{Expectation, Slot, Step, Test};
use proactive_simulator::{Simulator, Visit, VisitDefaults, VisitInput, source_of};
use proactive_syntax::indent::line_ending;

use super::{CommandError, model};
use crate::Snapshot;

/// A test to add to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTest {
    /// Inserts it at the end of a file.
    pub edit: Edit,
    /// Where its name is in the new text of the edit, without quotes.
    pub name: TextRange,
}

/// A test that shows a message: of a visitor who gets it.
///
/// # Errors
///
/// When the workspace has errors or no such message, or no visitor was found who gets it.
pub fn test_of_message(snapshot: &Snapshot, message: &str) -> Result<NewTest, CommandError> {
    let model = model(snapshot)?;
    let declared = model.messages.iter().find(|it| *it.id == *message);
    let Some(declared) = declared else {
        return Err(CommandError::NoSuchMessage(message.to_owned()));
    };
    let test = Simulator::new(model)?.test_that_shows(message);
    let test = test.ok_or_else(|| CommandError::NobodyGets(message.to_owned()))?;
    let channel = &*model[declared.channel].id;
    Ok(new_test(
        snapshot,
        channel,
        declared.span.file,
        &test.source(),
    ))
}

/// A test of a visit, which expects what the visitor sees. `file` is used if no file has tests of
/// the same channel.
///
/// # Errors
///
/// When a value of the visit is invalid, the workspace has errors, or it has no such channel.
pub fn test_of_visit(
    snapshot: &Snapshot,
    input: &VisitInput<'_>,
    file: FileId,
) -> Result<NewTest, CommandError> {
    let visit =
        Visit::parse(input, &VisitDefaults::default()).map_err(CommandError::InvalidVisit)?;
    let scenario = Simulator::new(model(snapshot)?)?.test_of_visit(&visit)?;
    let channel = visit.channel.as_deref().unwrap_or_default();
    Ok(new_test(snapshot, channel, file, &source_of(&scenario)))
}

/// Inserts a test where the other tests of a channel are: in the file that has most of them.
fn new_test(snapshot: &Snapshot, channel: &str, otherwise: FileId, source: &str) -> NewTest {
    let file = file_of_tests(snapshot, channel).unwrap_or(otherwise);
    let text = snapshot.text(file);
    let end = text.trim_end_matches([' ', '\t', '\n', '\r']).len();
    let line = line_ending(text);
    let before = match end {
        0 => String::new(),
        _ => line.repeat(2),
    };
    let source = source.trim_end().replace('\n', line);
    let name = source.find('"').map_or(0, |quote| quote + 1);
    let name_length = source.lines().next().map_or(0, |first| {
        first.rfind('"').unwrap_or(name).saturating_sub(name)
    });
    let size = |length: usize| TextSize::try_from(length).unwrap_or_default();
    let name = size(before.len() + name);
    NewTest {
        edit: Edit {
            span: Span::new(file, TextRange::new(size(end), size(text.len()))),
            replacement: format!("{before}{source}{line}"),
        },
        name: TextRange::at(name, size(name_length)),
    }
}

/// The file with most of the tests that expect messages of a channel or simulate it alone.
fn file_of_tests(snapshot: &Snapshot, channel: &str) -> Option<FileId> {
    let declarations = snapshot.workspace().declarations();
    let is_about = |test: &Test| {
        let of_message = |name: &str| {
            let message = declarations.find(DeclarationKind::Message, name)?;
            let message = message.declaration().as_message()?;
            declarations.channel_of(message)?.name()
        };
        let mut steps = test.steps.iter();
        let expects = steps.any(|step| {
            let Step::Expect(Expectation::Message(name, _) | Expectation::NoMessage(name)) =
                &step.value
            else {
                return false;
            };
            of_message(&name.value) == Some(channel)
        });
        let simulates = match &test.channel {
            Slot::Given(only) => *only.value == *channel,
            Slot::Absent | Slot::Broken => false,
        };
        expects || simulates
    };
    let mut counts: Vec<(FileId, usize)> = Vec::new();
    for declared in declarations.of_kind(DeclarationKind::Test) {
        let is_about = declared.declaration().as_test().is_some_and(is_about);
        match counts.iter_mut().find(|(file, _)| *file == declared.file()) {
            Some((_, count)) => *count += usize::from(is_about),
            None => counts.push((declared.file(), usize::from(is_about))),
        }
    }
    let (file, count) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    (count > 0).then_some(file)
}
