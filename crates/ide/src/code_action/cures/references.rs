//! What refers to declarations, and is not what they are.

use proactive_catalog::{Block, BotStatus, DeclarationKind, Word, statements};
use proactive_diagnostics::{Edit, LabelKind, Span, TextRange};
use proactive_hir::Declared;

use super::case::Case;
use crate::FilePosition;
use crate::code_action::action::Action;
use crate::code_action::message::free_name;
use crate::code_action::missing::insertion;
use crate::code_action::segments::whole;
use crate::completion::Snippet;

/// The maximum number of declarations in the menu.
const MAX_CHOICES: usize = 5;

/// Names one of several schedules.
pub(super) fn which_hours(case: &Case<'_>, schedules: &[String]) -> Vec<Action> {
    let names = schedules.iter().take(MAX_CHOICES);
    names
        .map(|name| case.write(case.finding.span, &format!("{} {name}", case.text())))
        .collect()
}

/// Gives a channel the hours of a schedule.
pub(super) fn hours_of(case: &Case<'_>, channel: &str) -> Vec<Action> {
    let channel = case.declarations.find(DeclarationKind::Channel, channel);
    let Some(channel) = channel.filter(|_| case.finding.fixes.is_empty()) else {
        return Vec::new();
    };
    let schedules = case.declarations.of_kind(DeclarationKind::Schedule);
    let names = schedules.filter_map(|it| it.name()).take(MAX_CHOICES);
    names
        .filter_map(|name| {
            let statement = format!("business_hours {name}");
            let title = format!("Write `{statement}` in `{}`", channel.name()?);
            append(
                case,
                title,
                channel,
                Block::Channel,
                Snippet::plain_text(statement),
            )
        })
        .collect()
}

/// Publishes a bot, or publishes it on a channel.
pub(super) fn publish_bot(
    case: &Case<'_>,
    bot: &str,
    channel: &str,
    is_draft: bool,
) -> Vec<Action> {
    let mut labels = case.finding.labels.iter();
    let action = if is_draft {
        let status = labels.find(|label| label.kind == LabelKind::IsDraft);
        status.map(|status| {
            let edit = Edit {
                span: status.span,
                replacement: BotStatus::Published.as_str().to_owned(),
            };
            case.titled(format!("Publish the bot `{bot}`"), vec![edit])
        })
    } else {
        let title = format!("Publish `{bot}` on `{channel}`");
        let listed = labels.find(|label| matches!(label.kind, LabelKind::PublishedOn { .. }));
        match listed {
            Some(listed) => {
                let span = Span::new(listed.span.file, TextRange::empty(listed.span.range.end()));
                let replacement = format!(", {channel}");
                Some(case.titled(title, vec![Edit { span, replacement }]))
            }
            None => {
                let bot = case.declarations.find(DeclarationKind::Bot, bot);
                let statement = Snippet::plain_text(format!("channels {channel}"));
                bot.and_then(|bot| append(case, title, bot, Block::Bot, statement))
            }
        }
    };
    action.into_iter().collect()
}

/// Writes the brand of the channel, or a channel of the brand.
pub(super) fn same_brand(case: &Case<'_>, connected: &str, given: &str) -> Vec<Action> {
    let span = case.finding.span;
    let message = case.declarations.of_kind(DeclarationKind::Message);
    let around = message.filter(|it| it.file() == span.file).find(|it| {
        it.span(it.declaration().range)
            .range
            .contains_range(span.range)
    });
    let brand = around.and_then(|it| {
        let brand = it.declaration().as_message()?.brand.given()?;
        let edit = Edit {
            span: it.span(brand.range),
            replacement: connected.to_owned(),
        };
        Some(case.titled(format!("Write `brand {connected}`"), vec![edit]))
    });
    let channels = case.declarations.of_kind(DeclarationKind::Channel);
    let of_brand = channels.filter(|it| {
        let channel = it.declaration().as_channel();
        let brand = channel.and_then(|it| it.brand.given());
        brand.is_some_and(|brand| *brand.value == *given)
    });
    let names = of_brand.filter_map(|it| it.name()).take(MAX_CHOICES);
    let channels = names.map(|name| {
        let edit = Edit {
            span,
            replacement: name.to_owned(),
        };
        case.titled(format!("Write `channel {name}`"), vec![edit])
    });
    brand.into_iter().chain(channels).collect()
}

/// Gives a declaration a name that is not a keyword, with the rename box on it.
pub(super) fn other_name(case: &Case<'_>, word: &str) -> Vec<Action> {
    let span = case.finding.span;
    let mut all = case.declarations.all();
    let around = all.find(|it| {
        it.file() == span.file
            && it
                .span(it.declaration().range)
                .range
                .contains_range(span.range)
    });
    let name = format!("my_{word}");
    let name = match around {
        Some(around) => free_name(case.declarations, around.kind(), &name),
        None => name,
    };
    debug_assert!(!statements::is_reserved(&name));
    let rename = Some(FilePosition {
        file: span.file,
        offset: span.range.start(),
    });
    let action = case.write(span, &name);
    vec![Action { rename, ..action }]
}

/// Deletes a declaration that nothing uses.
pub(super) fn delete(case: &Case<'_>) -> Option<Action> {
    let mut all = case.declarations.all();
    let declared = all.find(|it| it.span(it.declaration().place()) == case.finding.span)?;
    let edit = Edit {
        span: Span::new(case.finding.span.file, whole(case.snapshot, declared)),
        replacement: String::new(),
    };
    let keyword = declared.kind().keyword();
    Some(case.titled(
        format!("Delete {keyword} `{}`", declared.name()?),
        vec![edit],
    ))
}

/// Adds a statement to a block.
pub(super) fn append(
    case: &Case<'_>,
    title: String,
    declared: Declared<'_>,
    block: Block,
    statement: Snippet,
) -> Option<Action> {
    let place = declared.span(declared.declaration().place());
    let (span, snippet) = insertion(case.snapshot, place, block, &[statement])?;
    Some(case.snippet_action(title, span, snippet))
}
