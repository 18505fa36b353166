//! `textDocument/prepareCallHierarchy`, `callHierarchy/incomingCalls` and `…/outgoingCalls`
//!
//! An item is found again by the place of its name.

use proactive_catalog::ReferenceKind;
use proactive_ide::call_hierarchy::{Call, HierarchyItem, incoming, outgoing, prepare};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, Range,
    SymbolKind,
};

use crate::ask::Asked;

pub(crate) fn answer(
    asked: &Asked,
    params: CallHierarchyPrepareParams,
) -> Result<Option<Vec<CallHierarchyItem>>> {
    let position = asked.position(params.text_document_position_params.position);
    let caller = prepare(asked.snapshot(), position);
    let item = caller.and_then(|caller| item(asked, &caller));
    Ok(item.map(|item| vec![item]))
}

pub(crate) fn callers(
    asked: &Asked,
    params: CallHierarchyIncomingCallsParams,
) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
    let Some(caller) = again(asked, &params.item) else {
        return Ok(None);
    };
    let calls = incoming(asked.snapshot(), &caller.symbol).into_iter();
    let calls = calls.filter_map(|call| {
        Some(CallHierarchyIncomingCall {
            from_ranges: ranges(asked, &call, &call.other),
            from: item(asked, &call.other)?,
        })
    });
    Ok(Some(calls.collect()))
}

pub(crate) fn called(
    asked: &Asked,
    params: CallHierarchyOutgoingCallsParams,
) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
    let Some(caller) = again(asked, &params.item) else {
        return Ok(None);
    };
    let calls = outgoing(asked.snapshot(), &caller.symbol).into_iter();
    let calls = calls.filter_map(|call| {
        Some(CallHierarchyOutgoingCall {
            from_ranges: ranges(asked, &call, &caller),
            to: item(asked, &call.other)?,
        })
    });
    Ok(Some(calls.collect()))
}

fn again(asked: &Asked, item: &CallHierarchyItem) -> Option<HierarchyItem> {
    let position = asked.position(item.selection_range.start);
    prepare(asked.snapshot(), position)
}

/// The places of a call are in the file of whoever calls.
fn ranges(asked: &Asked, call: &Call, from: &HierarchyItem) -> Vec<Range> {
    let file = from.target.whole.file;
    let span = |range: &_| proactive_diagnostics::Span::new(file, *range);
    let ranges = call.ranges.iter();
    ranges.map(|range| asked.view.range(span(range))).collect()
}

fn item(asked: &Asked, caller: &HierarchyItem) -> Option<CallHierarchyItem> {
    Some(CallHierarchyItem {
        name: caller.symbol.name.to_string(),
        kind: match caller.symbol.kind {
            ReferenceKind::Segment => SymbolKind::FUNCTION,
            _ => SymbolKind::EVENT,
        },
        tags: None,
        detail: caller.title.as_ref().map(ToString::to_string),
        uri: asked.uri(caller.target.whole.file)?,
        range: asked.view.range(caller.target.whole),
        selection_range: asked.view.range(caller.target.name),
        data: None,
    })
}
