//! `textDocument/semanticTokens`: full, delta and range
//!
//! A delta is a single edit between the common prefix and the common suffix.

use std::ops::Range;
use std::sync::Arc;
use std::sync::PoisonError;

use proactive_diagnostics::{TextRange, TextSize};
use proactive_ide::semantic_tokens::{Modifiers, TokenKind, semantic_tokens};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensDeltaParams, SemanticTokensEdit, SemanticTokensFullDeltaResult,
    SemanticTokensLegend, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult,
};

use crate::dispatch::RequestContext;
use crate::shared::Sent;

/// The meaning of the numbers in tokens.
pub(crate) fn legend() -> SemanticTokensLegend {
    let kinds = TokenKind::ALL.iter();
    let modifiers = Modifiers::NAMES.iter();
    SemanticTokensLegend {
        token_types: kinds
            .map(|kind| SemanticTokenType::new(kind.as_str()))
            .collect(),
        token_modifiers: modifiers
            .map(|name| SemanticTokenModifier::new(name))
            .collect(),
    }
}

pub(crate) fn full(
    context: &RequestContext,
    _: SemanticTokensParams,
) -> Result<Option<SemanticTokensResult>> {
    let sent = send(context, encoded(context, None));
    Ok(Some(SemanticTokensResult::Tokens(SemanticTokens {
        result_id: Some(sent.id),
        data: sent.tokens.to_vec(),
    })))
}

pub(crate) fn delta(
    context: &RequestContext,
    params: SemanticTokensDeltaParams,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let before = before(context).filter(|before| before.id == params.previous_result_id);
    let sent = send(context, encoded(context, None));
    let result_id = Some(sent.id);
    let Some(before) = before else {
        return Ok(Some(SemanticTokensFullDeltaResult::Tokens(
            SemanticTokens {
                result_id,
                data: sent.tokens.to_vec(),
            },
        )));
    };
    let edits = edit(&before.tokens, &sent.tokens).into_iter().collect();
    let delta = SemanticTokensDelta { result_id, edits };
    Ok(Some(SemanticTokensFullDeltaResult::TokensDelta(delta)))
}

pub(crate) fn range(
    context: &RequestContext,
    params: SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let within = context.text_range(params.range);
    let data = encoded(context, Some(within));
    let result_id = None;
    let tokens = SemanticTokens { result_id, data };
    Ok(Some(SemanticTokensRangeResult::Tokens(tokens)))
}

fn before(context: &RequestContext) -> Option<Sent> {
    let uri = context.uri(context.file)?;
    let sent = context.shared.tokens.lock();
    let sent = sent.unwrap_or_else(PoisonError::into_inner);
    sent.get(&uri).cloned()
}

/// Stores the tokens that are sent.
fn send(context: &RequestContext, tokens: Vec<SemanticToken>) -> Sent {
    let sent = Sent {
        id: context.shared.next_id(),
        tokens: Arc::new(tokens),
    };
    if let Some(uri) = context.uri(context.file) {
        let all = context.shared.tokens.lock();
        let mut all = all.unwrap_or_else(PoisonError::into_inner);
        all.insert(uri, sent.clone());
    }
    sent
}

/// The edit between two lists, unless they are equal. Each token consists of five numbers.
fn edit(before: &[SemanticToken], after: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let same = |(left, right): &(&SemanticToken, &SemanticToken)| left == right;
    let start = before.iter().zip(after).take_while(same).count();
    let most = before.len().min(after.len()) - start;
    let ends = before.iter().rev().zip(after.iter().rev());
    let end = ends.take(most).take_while(same).count();
    let gone = before.len() - start - end;
    let new = after.get(start..after.len() - end).unwrap_or_default();
    let numbers = |tokens: usize| u32::try_from(tokens * 5).unwrap_or(u32::MAX);
    (gone > 0 || !new.is_empty()).then(|| SemanticTokensEdit {
        start: numbers(start),
        delete_count: numbers(gone),
        data: Some(new.to_vec()).filter(|new| !new.is_empty()),
    })
}

/// Encodes the tokens, each relative to the one before. A multi-line token is split, because few
/// clients support those.
fn encoded(context: &RequestContext, within: Option<TextRange>) -> Vec<SemanticToken> {
    let text = context.snapshot().text(context.file);
    let lines = context.view.lines(context.file);
    let mut encoded = Vec::new();
    let (mut line, mut column) = (0, 0);
    for token in semantic_tokens(context.snapshot(), context.file, within) {
        for piece in pieces(text, token.range) {
            let range = lines.range(text, piece);
            let (start, end) = (range.start, range.end);
            if start.line != end.line || end.character <= start.character {
                continue;
            }
            if start.line != line {
                column = 0;
            }
            encoded.push(SemanticToken {
                delta_line: start.line - line,
                delta_start: start.character - column,
                length: end.character - start.character,
                token_type: token.kind.number(),
                token_modifiers_bitset: token.modifiers.bits(),
            });
            (line, column) = (start.line, start.character);
        }
    }
    encoded
}

/// Splits a range at line endings.
fn pieces(text: &str, range: TextRange) -> Vec<TextRange> {
    let whole = text.get(Range::<usize>::from(range)).unwrap_or("");
    let mut start = range.start();
    let mut pieces = Vec::new();
    for line in whole.split_inclusive(['\n', '\r']) {
        let length = TextSize::of(line.trim_end_matches(['\n', '\r']));
        if length > TextSize::new(0) {
            pieces.push(TextRange::at(start, length));
        }
        start += TextSize::of(line);
    }
    pieces
}

/// Drops the stored tokens of a document.
pub(crate) fn forget(shared: &crate::shared::Shared, uri: &tower_lsp_server::ls_types::Uri) {
    let all = shared.tokens.lock();
    all.unwrap_or_else(PoisonError::into_inner).remove(uri);
}
