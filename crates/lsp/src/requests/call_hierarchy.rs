//! `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `…/outgoingCalls`
//!
//! An item is identified by the position of its name.

use proactive_catalog::ReferenceKind;
use proactive_ide::call_hierarchy::{Call, HierarchyItem, incoming, outgoing, prepare};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, Range,
    SymbolKind,
};

use crate::dispatch::RequestContext;

pub(crate) fn answer(
    context: &RequestContext,
    params: CallHierarchyPrepareParams,
) -> Result<Option<Vec<CallHierarchyItem>>> {
    let position = context.position(params.text_document_position_params.position);
    let caller = prepare(context.snapshot(), position);
    let item = caller.and_then(|caller| item(context, &caller));
    Ok(item.map(|item| vec![item]))
}

pub(crate) fn callers(
    context: &RequestContext,
    params: CallHierarchyIncomingCallsParams,
) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
    let Some(caller) = again(context, &params.item) else {
        return Ok(None);
    };
    let calls = incoming(context.snapshot(), &caller.symbol).into_iter();
    let calls = calls.filter_map(|call| {
        Some(CallHierarchyIncomingCall {
            from_ranges: ranges(context, &call, &call.other),
            from: item(context, &call.other)?,
        })
    });
    Ok(Some(calls.collect()))
}

pub(crate) fn called(
    context: &RequestContext,
    params: CallHierarchyOutgoingCallsParams,
) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
    let Some(caller) = again(context, &params.item) else {
        return Ok(None);
    };
    let calls = outgoing(context.snapshot(), &caller.symbol).into_iter();
    let calls = calls.filter_map(|call| {
        Some(CallHierarchyOutgoingCall {
            from_ranges: ranges(context, &call, &caller),
            to: item(context, &call.other)?,
        })
    });
    Ok(Some(calls.collect()))
}

fn again(context: &RequestContext, item: &CallHierarchyItem) -> Option<HierarchyItem> {
    let position = context.position(item.selection_range.start);
    prepare(context.snapshot(), position)
}

/// The ranges of a call are in the caller's file.
fn ranges(context: &RequestContext, call: &Call, from: &HierarchyItem) -> Vec<Range> {
    let file = from.target.whole.file;
    let span = |range: &_| proactive_diagnostics::Span::new(file, *range);
    let ranges = call.ranges.iter();
    ranges
        .map(|range| context.view.range(span(range)))
        .collect()
}

fn item(context: &RequestContext, caller: &HierarchyItem) -> Option<CallHierarchyItem> {
    Some(CallHierarchyItem {
        name: caller.symbol.name.to_string(),
        kind: match caller.symbol.kind {
            ReferenceKind::Segment => SymbolKind::FUNCTION,
            _ => SymbolKind::EVENT,
        },
        tags: None,
        detail: caller.title.as_ref().map(ToString::to_string),
        uri: context.uri(caller.target.whole.file)?,
        range: context.view.range(caller.target.whole),
        selection_range: context.view.range(caller.target.name),
        data: None,
    })
}
