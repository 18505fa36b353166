//! `textDocument/completion` and `completionItem/resolve`

use proactive_catalog::{DeclarationKind, ReferenceKind};
use proactive_ide::completion::{
    Completions, DocsKey, Item, ItemKind, completions, completions_after_trigger,
};
use proactive_ide::hover::completion_docs;
use proactive_ide::{FilePosition, manifest};
use serde::{Deserialize, Serialize};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    Command, CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList,
    CompletionParams, CompletionResponse, CompletionTextEdit, Documentation, InsertReplaceEdit,
    InsertTextFormat, InsertTextMode, Range, TextEdit, Uri,
};

use super::markup::markup;
use crate::dispatch::RequestContext;

/// The client command that reopens the completion list.
const AGAIN: &str = "editor.action.triggerSuggest";

/// How many items, the likeliest ones, carry their documentation for a client that does not resolve
/// items.
const MAX_TOLD: usize = 20;

/// The data that comes back with an item to resolve.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Data {
    /// The document in which it was offered.
    pub(crate) uri: Uri,
    docs: String,
}

pub(crate) fn answer(
    context: &RequestContext,
    params: CompletionParams,
) -> Result<Option<CompletionResponse>> {
    let place = params.text_document_position;
    let position = context.position(place.position);
    let trigger = params.context.and_then(|context| context.trigger_character);
    let found = find(context, position, trigger.is_some());
    let replaced = context.range(found.replaced);
    // A client may send a position past the end of the line; the edit applies at the real one.
    let lines = context.view.lines(context.file);
    let cursor = lines.position(context.text(), position.offset);
    let inserted = Range::new(replaced.start, cursor);
    let uri = place.text_document.uri;
    let documented = match context.can().completion_resolve_documentation {
        true => 0,
        false => MAX_TOLD,
    };
    let items = found.items.into_iter().enumerate();
    let items = items.map(|(number, it)| {
        let docs = it.docs.clone().filter(|_| number < documented);
        CompletionItem {
            documentation: docs.and_then(|docs| documentation(context, &docs)),
            ..item(context, it, &uri, (inserted, replaced))
        }
    });
    let items = items.collect();
    Ok(Some(match found.is_incomplete {
        true => CompletionResponse::List(CompletionList {
            is_incomplete: true,
            items,
        }),
        false => CompletionResponse::Array(items),
    }))
}

fn find(context: &RequestContext, position: FilePosition, is_triggered: bool) -> Completions {
    let snapshot = context.snapshot();
    let (workspace, text, offset) = (snapshot.workspace(), context.text(), position.offset);
    match (context.is_manifest(), is_triggered) {
        (true, true) => manifest::completions_after_trigger(workspace, text, offset),
        (true, false) => manifest::completions(workspace, text, offset),
        (false, true) => completions_after_trigger(snapshot, position),
        (false, false) => completions(snapshot, position),
    }
}

fn item(
    context: &RequestContext,
    item: Item,
    uri: &Uri,
    (insert, replace): (Range, Range),
) -> CompletionItem {
    let can = context.can();
    let snippet = can.snippets && item.insert.has_stops();
    let new_text = match snippet {
        true => item.insert.lsp(),
        false => item.insert.plain(),
    };
    let of_lines = new_text.contains('\n');
    let again = item.continues && context.state.options.has_command(AGAIN);
    let data = item.docs.as_ref().map(|docs| Data {
        uri: uri.clone(),
        docs: docs.to_string(),
    });
    let detail = match (&item.detail, &item.description) {
        (Some(detail), Some(description)) => Some(format!("{} — {description}", detail.trim())),
        (Some(one), None) | (None, Some(one)) => Some(one.trim().to_owned()),
        (None, None) => None,
    };
    CompletionItem {
        label: item.label,
        kind: Some(kind(item.kind)),
        detail: detail.filter(|_| !can.completion_label_details),
        label_details: can
            .completion_label_details
            .then_some(CompletionItemLabelDetails {
                // The detail is drawn directly after the label.
                detail: item.detail.map(|detail| format!(" {detail}")),
                description: item.description,
            })
            .filter(|details| details.detail.is_some() || details.description.is_some()),
        preselect: item.preselect.then_some(true),
        sort_text: Some(item.sort),
        filter_text: Some(item.filter),
        insert_text_format: snippet.then_some(InsertTextFormat::SNIPPET),
        insert_text_mode: of_lines.then_some(InsertTextMode::ADJUST_INDENTATION),
        text_edit: Some(match can.completion_insert_replace {
            true => CompletionTextEdit::InsertAndReplace(InsertReplaceEdit {
                new_text,
                insert,
                replace,
            }),
            false => CompletionTextEdit::Edit(TextEdit {
                range: replace,
                new_text,
            }),
        }),
        command: again.then(|| Command {
            title: "Suggest".to_owned(),
            command: AGAIN.to_owned(),
            // As if the list opened by itself: a word that is typed in full closes it.
            arguments: Some(vec![serde_json::json!({ "auto": true })]),
        }),
        data: data.and_then(|data| serde_json::to_value(data).ok()),
        ..CompletionItem::default()
    }
}

/// Resolves the documentation of an item.
pub(crate) fn resolved(
    context: &RequestContext,
    mut item: CompletionItem,
) -> Result<Option<CompletionItem>> {
    let data = item.data.clone();
    let data = data.and_then(|data| serde_json::from_value::<Data>(data).ok());
    let docs = data.and_then(|data| data.docs.parse::<DocsKey>().ok());
    item.documentation = docs.and_then(|docs| documentation(context, &docs));
    Ok(Some(item))
}

fn documentation(context: &RequestContext, docs: &DocsKey) -> Option<Documentation> {
    let docs = completion_docs(context.snapshot(), docs)?;
    let markdown = context.can().completion_markdown;
    Some(Documentation::MarkupContent(markup(&docs, markdown)))
}

/// The most similar kind of the protocol, which determines the icon.
fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Declaration(
            DeclarationKind::Account
            | DeclarationKind::Brand
            | DeclarationKind::Channel
            | DeclarationKind::Bot
            | DeclarationKind::Schedule
            | DeclarationKind::Segment
            | DeclarationKind::Message
            | DeclarationKind::Test,
        )
        | ItemKind::Statement
        | ItemKind::Keyword => CompletionItemKind::KEYWORD,
        ItemKind::Field => CompletionItemKind::FIELD,
        ItemKind::Operator => CompletionItemKind::OPERATOR,
        ItemKind::Constant | ItemKind::Language | ItemKind::TimeZone | ItemKind::Tag => {
            CompletionItemKind::ENUM_MEMBER
        }
        ItemKind::Reference(ReferenceKind::Brand) => CompletionItemKind::MODULE,
        ItemKind::Reference(ReferenceKind::Channel) => CompletionItemKind::INTERFACE,
        ItemKind::Reference(ReferenceKind::Bot) => CompletionItemKind::CLASS,
        ItemKind::Reference(ReferenceKind::Answer) => CompletionItemKind::METHOD,
        ItemKind::Reference(ReferenceKind::Schedule) => CompletionItemKind::STRUCT,
        ItemKind::Reference(ReferenceKind::Segment) => CompletionItemKind::FUNCTION,
        ItemKind::Reference(_) => CompletionItemKind::VARIABLE,
        ItemKind::Text | ItemKind::Escape => CompletionItemKind::TEXT,
        ItemKind::Time => CompletionItemKind::UNIT,
        ItemKind::Lint => CompletionItemKind::CONSTANT,
        ItemKind::Setting => CompletionItemKind::PROPERTY,
        ItemKind::Table => CompletionItemKind::MODULE,
    }
}
