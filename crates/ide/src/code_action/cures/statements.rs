//! Statements that are missing, or that keep a message from visitors.

use proactive_catalog::{Block, DeclarationKind, MessageStatus};
use proactive_diagnostics::{Advice, Edit, Span, StepRule, TextRange};
use proactive_hir::Declared;
use proactive_hir::draft::Step;
use proactive_syntax::indent::Indent;

use super::case::Case;
use super::references::append;
use crate::Snapshot;
use crate::code_action::action::Action;
use crate::code_action::message::MessageContext;
use crate::code_action::missing::insertion;
use crate::code_action::moves::edited;
use crate::code_action::status::set_status;
use crate::completion::Snippet;

/// Keeps a message from visitors until its texts are written.
pub(super) fn draft(case: &Case<'_>) -> Option<Action> {
    let Span { file, range } = case.finding.span;
    let context = MessageContext::find(case.snapshot, file, range)?;
    let edit = context.edit(set_status(&context, MessageStatus::Draft)?);
    Some(case.titled("Make the message a draft", vec![edit]))
}

/// Pauses a message that is not shown anyway.
pub(super) fn pause(case: &Case<'_>, name: &str) -> Option<Action> {
    let declared = case.declarations.find(DeclarationKind::Message, name)?;
    let Span { file, range } = declared.span(declared.declaration().place());
    let context = MessageContext::find(case.snapshot, file, range)?;
    let edit = context.edit(set_status(&context, MessageStatus::Paused)?);
    Some(case.titled(format!("Pause `{name}`"), vec![edit]))
}

/// Expects what the visitor of a test sees.
pub(super) fn expect(case: &Case<'_>) -> Vec<Action> {
    let mut tests = case.declarations.of_kind(DeclarationKind::Test);
    let place = case.finding.span;
    let Some(test) = tests.find(|it| it.span(it.declaration().place()) == place) else {
        return Vec::new();
    };
    match what_happens(case, test) {
        Some(statement) => {
            let title = format!("Add `{statement}`");
            append(
                case,
                title,
                test,
                Block::Test,
                Snippet::plain_text(statement),
            )
        }
        None => {
            let messages = case.declarations.of_kind(DeclarationKind::Message);
            let names = messages.filter_map(|it| it.name()).map(str::to_owned);
            let choices = names.chain(["nothing".to_owned()]);
            let snippet = Snippet::plain_text("expect ").choice(choices);
            append(
                case,
                "Add what the test expects".to_owned(),
                test,
                Block::Test,
                snippet,
            )
        }
    }
    .into_iter()
    .collect()
}

/// The expectation that holds at the end of a test: `nothing`, or else what the failure of `expect
/// nothing` suggests.
fn what_happens(case: &Case<'_>, test: Declared<'_>) -> Option<String> {
    let nothing = "expect nothing";
    let place = test.span(test.declaration().place());
    let (span, snippet) = insertion(
        case.snapshot,
        place,
        Block::Test,
        &[Snippet::plain_text(nothing)],
    )?;
    let edit = Edit {
        span,
        replacement: snippet.plain(),
    };
    let played = Snapshot::new(edited(case.snapshot, &[edit]));
    played.model()?;
    let failed = played.failed_tests().iter();
    let mut of_test = failed.filter(|finding| {
        let (span, test) = (finding.span, test.span(test.declaration().range));
        span.file == test.file && test.range.contains(span.range.start())
    });
    let Some(failure) = of_test.next() else {
        return Some(nothing.to_owned());
    };
    let edit = failure.fixes.first()?.edits.first()?;
    let text = edit.replacement.trim();
    let is_one = !text.contains('\n');
    is_one.then(|| match text.strip_prefix("expect ") {
        Some(_) => text.to_owned(),
        None => format!("expect {text}"),
    })
}

/// Loads a page, or leaves it, before a step that needs that.
pub(super) fn step(case: &Case<'_>, rule: &StepRule) -> Option<Action> {
    let statement = case.statement_at(case.finding.span)?;
    let text = case.snapshot.text(statement.file);
    let indent = Indent::of_line(text, statement.range.start());
    let before = Span::new(statement.file, TextRange::empty(statement.range.start()));
    match rule {
        StepRule::NeedsVisit => {
            let snippet = Snippet::plain_text("visit \"")
                .stop(page(case))
                .text("\"")
                .text(indent.line());
            Some(case.snippet_action("Load a page first", before, snippet))
        }
        StepRule::BetweenVisits if has_visit_above(case, statement) => {
            let snippet = Snippet::plain_text("leave").text(indent.line());
            Some(case.snippet_action("Leave the page first", before, snippet))
        }
        // Moving the step up is a fix of the finding.
        StepRule::BelongsAbove | StepRule::BetweenVisits => None,
    }
}

/// Whether a page is loaded before a step.
fn has_visit_above(case: &Case<'_>, statement: Span) -> bool {
    let tests = case.declarations.of_kind(DeclarationKind::Test);
    let steps = tests.filter_map(|test| Some((test, &test.declaration().as_test()?.steps)));
    let mut places = steps.flat_map(|(test, steps)| {
        let visits = steps.iter();
        let visits = visits.filter(|step| matches!(step.value, Step::Visit { .. }));
        let span = test.span(test.declaration().range);
        visits
            .map(move |visit| (span, test.span(visit.range)))
            .collect::<Vec<_>>()
    });
    places.any(|(test, visit)| {
        test.file == statement.file
            && test.range.contains_range(statement.range)
            && visit.range.end() <= statement.range.start()
    })
}

/// A page of the first website of a channel.
fn page(case: &Case<'_>) -> String {
    let channels = case.declarations.of_kind(DeclarationKind::Channel);
    let mut websites = channels
        .filter_map(|it| it.declaration().as_channel()?.websites.given())
        .flatten();
    let page = websites.next().map(|website| website.value.example());
    page.unwrap_or_else(|| "https://www.example.com/".to_owned())
}

/// Writes a complete statement, such as the one that the help shows.
pub(super) fn complete(case: &Case<'_>) -> Option<Action> {
    let Some(Advice::Example { text }) = &case.finding.advice else {
        return None;
    };
    let statement = case.statement_at(case.finding.span)?;
    let snippet = example(text);
    let title = format!("Complete: `{text}`");
    Some(case.snippet_action(title, statement, snippet))
}

/// An example with everything after its keyword as placeholders.
fn example(text: &str) -> Snippet {
    let mut words = text.split_inclusive(' ');
    let keyword = words.next().unwrap_or("");
    words.fold(Snippet::plain_text(keyword), |snippet, word| {
        let is_fixed = word
            .trim_end()
            .bytes()
            .all(|it| it.is_ascii_lowercase() || it == b'_');
        let bare = word.trim_end();
        match is_fixed {
            true => snippet.text(word),
            false => snippet
                .stop(bare)
                .text(word.get(bare.len()..).unwrap_or("")),
        }
    })
}
