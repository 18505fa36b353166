//! `textDocument/codeLens`
//!
//! Each lens is a server command, so that it works in every client that shows lenses. A client with
//! commands of its own (`commands` in the settings) gets those instead.

use proactive_diagnostics::Span;
use proactive_ide::code_lens::{LensCommand, code_lenses};
use serde_json::{Value, json};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{CodeLens, CodeLensParams, Command, Location};

use super::execute_command::{RUN_TEST, SHOW_LOCATIONS, SIMULATE, WRITE_TEST};
use crate::dispatch::RequestContext;

pub(crate) fn answer(context: &RequestContext, _: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
    if !context.state.options.code_lenses {
        return Ok(Some(Vec::new()));
    }
    let Some(uri) = context.uri(context.file) else {
        return Ok(None);
    };
    let places = |places: &[Span]| -> Vec<Location> {
        let places = places.iter();
        places.filter_map(|span| context.location(*span)).collect()
    };
    let found = code_lenses(context.snapshot(), context.file).into_iter();
    let lenses = found.map(|lens| {
        let range = context.view.range(lens.span);
        let located = |spans: &[Span]| {
            let locations = places(spans);
            (
                SHOW_LOCATIONS,
                vec![json!(uri), json!(range.start), json!(locations)],
            )
        };
        let named = |name: &str| -> Vec<Value> { vec![json!({ "uri": uri, "name": name })] };
        let (command, arguments) = match &lens.command {
            LensCommand::ShowTests { places, .. } | LensCommand::ShowUses { places, .. } => {
                located(places)
            }
            LensCommand::WriteTest { message } => (WRITE_TEST, named(message)),
            LensCommand::Simulate { message } => {
                (SIMULATE, vec![json!({ "uri": uri, "message": message })])
            }
            LensCommand::RunTest { test } => (RUN_TEST, named(test)),
        };
        CodeLens {
            range,
            command: Some(Command {
                title: lens.command.title(),
                command: command.to_owned(),
                arguments: Some(arguments),
            }),
            data: None,
        }
    });
    Ok(Some(lenses.collect()))
}
