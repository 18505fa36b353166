//! `proactive/simulate`: the messages that a visitor sees on a page, and why not the others.

use proactive_catalog::History;
use proactive_ide::commands;
use proactive_simulator::{SimulationReport, VisitInput};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::Location;

use super::{TextDocument, refused};
use crate::dispatch::RequestContext;

/// The parameters of `proactive/simulate`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SimulateParams {
    pub(crate) text_document: TextDocument,
    pub(crate) url: String,
    /// The ID of a message that is simulated as if it were published.
    #[serde(default)]
    pub(crate) live: Option<String>,
    #[serde(flatten)]
    pub(crate) visitor: Visitor,
}

impl SimulateParams {
    /// The visit that they describe.
    pub(crate) fn input(&self) -> VisitInput<'_> {
        let visitor = &self.visitor;
        VisitInput {
            url: &self.url,
            title: visitor.title.as_deref(),
            language: visitor.language.as_deref(),
            history: visitor.history.map(|history| match history {
                Known::New => History::New,
                Known::Returning => History::Returning,
            }),
            at: visitor.at.as_deref(),
            stay: visitor.stay.as_deref(),
            channel: visitor.channel.as_deref(),
        }
    }
}

/// What a visitor gets on a page.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlayedVisit<L> {
    #[serde(flatten)]
    pub(crate) report: SimulationReport<L>,
    /// The declarations that are left out because they have errors, or need others that have; in
    /// source order.
    left_out: Vec<LeftOut<L>>,
}

/// A declaration that is left out because of errors.
#[derive(Debug, Serialize, JsonSchema)]
struct LeftOut<L> {
    /// Its ID; null if it has none.
    name: Option<String>,
    location: L,
}

/// What a client may say about the visitor; the rest has the defaults of tests.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Visitor {
    title: Option<String>,
    language: Option<String>,
    history: Option<Known>,
    at: Option<String>,
    stay: Option<String>,
    channel: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Known {
    New,
    Returning,
}

/// The messages that are shown, as a sentence.
pub(crate) fn simulation_summary(report: &SimulationReport<Location>) -> String {
    let shown = report.shown.iter();
    let shown: Vec<_> = shown
        .map(|it| format!("{} after {} s", it.message, it.after_seconds))
        .collect();
    match shown.is_empty() {
        true => "This visitor sees no message.".to_owned(),
        false => format!("This visitor sees: {}.", shown.join(", ")),
    }
}

pub(crate) fn simulate(
    context: &RequestContext,
    params: SimulateParams,
) -> Result<Option<PlayedVisit<Location>>> {
    let input = params.input();
    let snapshot = context.snapshot();
    let live = params.live.as_deref();
    let report = commands::simulate(snapshot, &input, live).map_err(|it| refused(&it))?;
    let left_out = commands::left_out(snapshot).iter().filter_map(|it| {
        Some(LeftOut {
            name: it.name.as_deref().map(str::to_owned),
            location: context.location(it.span)?,
        })
    });
    let report = report.map_locations(|span| context.location(span));
    Ok(report.map(|report| PlayedVisit {
        report,
        left_out: left_out.collect(),
    }))
}
