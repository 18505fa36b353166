//! `textDocument/signatureHelp`

use proactive_ide::signature_help::{self, Parameter, signature_help};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    Documentation, ParameterInformation, ParameterLabel, SignatureHelp, SignatureHelpParams,
    SignatureInformation,
};

use crate::dispatch::RequestContext;

pub(crate) fn answer(
    context: &RequestContext,
    params: SignatureHelpParams,
) -> Result<Option<SignatureHelp>> {
    let position = context.position(params.text_document_position_params.position);
    let Some(help) = signature_help(context.snapshot(), position) else {
        return Ok(None);
    };
    let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let signatures = help.signatures.into_iter();
    Ok(Some(SignatureHelp {
        signatures: signatures.map(|it| information(context, it)).collect(),
        active_signature: Some(narrow(help.active)),
        // After the last parameter none is active, which the protocol expresses by an index out of
        // range.
        active_parameter: Some(help.active_parameter.map_or(u32::MAX >> 1, narrow)),
    }))
}

fn information(
    context: &RequestContext,
    signature: signature_help::Signature,
) -> SignatureInformation {
    let words = |text: &str| {
        let text = Some(text.to_owned()).filter(|text| !text.is_empty());
        text.map(Documentation::String)
    };
    let parameter = |parameter: &Parameter| ParameterInformation {
        label: label(context, &signature.label, parameter),
        documentation: words(parameter.documentation),
    };
    SignatureInformation {
        parameters: Some(signature.parameters.iter().map(parameter).collect()),
        documentation: words(signature.documentation),
        label: signature.label,
        active_parameter: None,
    }
}

/// The label of a parameter: its offsets, which count UTF-16 code units regardless of the
/// negotiated encoding, or its text.
fn label(context: &RequestContext, whole: &str, parameter: &Parameter) -> ParameterLabel {
    let text = whole.get(parameter.range.clone()).unwrap_or("");
    if !context.can().signature_label_offsets {
        return ParameterLabel::Simple(text.to_owned());
    }
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let start = units(whole.get(..parameter.range.start).unwrap_or(""));
    ParameterLabel::LabelOffsets([start, start + units(text)])
}
