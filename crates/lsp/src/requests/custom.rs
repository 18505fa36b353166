//! The project's own requests, for an extension: the preview, a visitor, tests, the compiled JSON.
//! `docs/editor-protocol.md` describes them.

use proactive_catalog::{History, Word as _};
use proactive_ide::commands::{self, CommandError, TestChoice};
use proactive_ide::preview::{self, Named, PreviewHours, PreviewReply, PreviewTrigger};
use proactive_simulator::{CoverageReport, SimulationReport, TestReport, VisitInput};
use serde::{Deserialize, Serialize};
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::{Location, Position, Uri};

use crate::dispatch::RequestContext;

/// A document.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct TextDocument {
    pub(crate) uri: Uri,
}

/// What is asked of `proactive/preview`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PreviewParams {
    pub(crate) text_document: TextDocument,
    position: Position,
}

/// A message as the visitor sees it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Preview {
    message: Id,
    location: Option<Location>,
    text: Option<String>,
    reply: Option<Reply>,
    brand: Option<Id>,
    channel: Option<Id>,
    condition: Option<String>,
    trigger: Option<Trigger>,
    hours: Option<Hours>,
    frequency: Option<&'static str>,
    status: Option<&'static str>,
    tags: Vec<String>,
    summary: Vec<String>,
    visitor: Option<Example>,
}

/// A visitor who gets a message, as a form has one.
#[derive(Debug, Serialize)]
struct Example {
    url: String,
    title: String,
    language: String,
    history: &'static str,
    at: Option<String>,
}

impl From<preview::Example> for Example {
    fn from(visitor: preview::Example) -> Self {
        Self {
            url: visitor.url.into(),
            title: visitor.title.into(),
            language: visitor.language.into(),
            history: visitor.history.as_str(),
            at: visitor.at.map(Into::into),
        }
    }
}

/// A name of the language, and the one that people read.
#[derive(Debug, Serialize)]
pub(crate) struct Id {
    id: String,
    name: String,
}

impl From<Named> for Id {
    fn from(named: Named) -> Self {
        Self {
            id: named.id.into(),
            name: named.name.into(),
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
enum Reply {
    Agent {
        text: Option<String>,
        ask: Vec<&'static str>,
    },
    Bot {
        bot: Id,
        answer: Option<Id>,
    },
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Trigger {
    event: &'static str,
    after_seconds: u32,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
enum Hours {
    Anytime,
    Inside { schedules: Vec<Id> },
    Outside { schedules: Vec<Id> },
}

pub(crate) fn preview(context: &RequestContext, params: PreviewParams) -> Result<Option<Preview>> {
    let position = context.position(params.position);
    let Some(found) = preview::preview(context.snapshot(), position) else {
        return Ok(None);
    };
    let visitor = preview::example(context.snapshot(), &found.message.id);
    Ok(Some(Preview {
        message: found.message.into(),
        location: context.location(found.span),
        text: found.text.map(Into::into),
        reply: found.reply.map(|reply| match reply {
            PreviewReply::Agent { text, ask } => Reply::Agent {
                text: text.map(Into::into),
                ask: ask.into_iter().map(|ask| ask.as_str()).collect(),
            },
            PreviewReply::Bot { bot, answer } => Reply::Bot {
                bot: bot.into(),
                answer: answer.map(Into::into),
            },
        }),
        brand: found.brand.map(Into::into),
        channel: found.channel.map(Into::into),
        condition: found.condition,
        trigger: found.trigger.map(|trigger| match trigger {
            PreviewTrigger::PageLoad => Trigger {
                event: "page_load",
                after_seconds: 0,
            },
            PreviewTrigger::PageView(after_seconds) => Trigger {
                event: "page_view",
                after_seconds,
            },
        }),
        hours: found.hours.map(|hours| match hours {
            PreviewHours::Anytime => Hours::Anytime,
            PreviewHours::Inside(schedule) => Hours::Inside {
                schedules: vec![schedule.into()],
            },
            PreviewHours::Outside(schedules) => Hours::Outside {
                schedules: schedules.into_iter().map(Into::into).collect(),
            },
        }),
        frequency: found.frequency.map(|frequency| frequency.as_str()),
        status: found.status.map(|status| status.as_str()),
        tags: found.tags.into_iter().map(Into::into).collect(),
        summary: found.summary,
        visitor: visitor.map(Into::into),
    }))
}

/// What is asked of `proactive/simulate`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SimulateParams {
    pub(crate) text_document: TextDocument,
    pub(crate) url: String,
    #[serde(flatten)]
    pub(crate) visitor: Visitor,
}

/// What may be said of a visitor.
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

/// Which messages appear, in a sentence.
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
) -> Result<Option<SimulationReport<Location>>> {
    let visitor = &params.visitor;
    let input = VisitInput {
        url: &params.url,
        title: visitor.title.as_deref(),
        language: visitor.language.as_deref(),
        history: visitor.history.map(|history| match history {
            Known::New => History::New,
            Known::Returning => History::Returning,
        }),
        at: visitor.at.as_deref(),
        stay: visitor.stay.as_deref(),
        channel: visitor.channel.as_deref(),
    };
    let report = commands::simulate(context.snapshot(), &input).map_err(|it| refused(&it))?;
    Ok(report.map_locations(|span| context.location(span)))
}

/// What is asked of `proactive/tests`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TestsParams {
    pub(crate) text_document: TextDocument,
}

/// A test.
#[derive(Debug, Serialize)]
pub(crate) struct Test {
    name: String,
    location: Location,
}

/// The tests of the workspace, whether or not it has errors.
pub(crate) fn tests(context: &RequestContext, _: TestsParams) -> Result<Option<Vec<Test>>> {
    let declarations = context.snapshot().workspace().declarations();
    let all = declarations.all();
    let tests = all.filter_map(|declared| {
        let declaration = declared.declaration();
        let is_test = declared.kind() == proactive_catalog::DeclarationKind::Test;
        let title = declaration.title.as_ref().filter(|_| is_test)?;
        Some(Test {
            name: title.value.to_string(),
            location: context.location(declared.span(declaration.place()))?,
        })
    });
    Ok(Some(tests.collect()))
}

/// What is asked of `proactive/runTests`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RunTestsParams {
    pub(crate) text_document: TextDocument,
    /// Only the tests of these names.
    #[serde(default)]
    pub(crate) names: Option<Vec<String>>,
    /// Those of the workspace, not only those of the document.
    #[serde(default)]
    pub(crate) whole_workspace: bool,
}

/// How a test went, in a sentence.
pub(crate) fn test_summary(report: &TestReport<Location>) -> String {
    match report.failure() {
        None => format!("The test \"{}\" has passed.", report.name),
        Some(failure) => format!(
            "The test \"{}\" has failed: {}.",
            report.name, failure.words
        ),
    }
}

pub(crate) fn run_tests(
    context: &RequestContext,
    params: RunTestsParams,
) -> Result<Option<Vec<TestReport<Location>>>> {
    let run = |choice| commands::run_tests(context.snapshot(), choice).map_err(|it| refused(&it));
    let reports = match (&params.names, params.whole_workspace) {
        (None, true) => run(TestChoice::All)?,
        (None, false) => run(TestChoice::File(context.file))?,
        (Some(names), _) => {
            let mut reports = Vec::new();
            for name in names {
                context.check_cancelled()?;
                reports.extend(run(TestChoice::Named(name))?);
            }
            reports
        }
    };
    let reports = reports.into_iter();
    Ok(reports
        .map(|report| report.map_locations(|span| context.location(span)))
        .collect())
}

/// What is asked of `proactive/coverage`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CoverageParams {
    pub(crate) text_document: TextDocument,
}

pub(crate) fn coverage(
    context: &RequestContext,
    _: CoverageParams,
) -> Result<Option<CoverageReport<Location>>> {
    let report = commands::coverage(context.snapshot()).map_err(|it| refused(&it))?;
    Ok(report.map_locations(|span| context.location(span)))
}

/// What is asked of `proactive/compiled`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CompiledParams {
    pub(crate) text_document: TextDocument,
    /// Only this message.
    #[serde(default)]
    pub(crate) message: Option<String>,
}

/// The compiled JSON, as a text.
#[derive(Debug, Serialize)]
pub(crate) struct Compiled {
    json: String,
}

pub(crate) fn compiled(
    context: &RequestContext,
    params: CompiledParams,
) -> Result<Option<Compiled>> {
    let message = params.message.as_deref();
    let json = commands::compiled::compiled(context.snapshot(), message);
    let json = json.map_err(|it| refused(&it))?;
    Ok(Some(Compiled { json }))
}

/// The protocol's `RequestFailed`; `data` names the invalid field, for a form to point at.
fn refused(error: &CommandError) -> Error {
    let field = match error {
        CommandError::InvalidVisit(invalid) => Some(invalid.field.as_str()),
        CommandError::Simulator(proactive_simulator::Error::UnknownChannel(_)) => Some("channel"),
        CommandError::Simulator(
            proactive_simulator::Error::Prepare(_) | proactive_simulator::Error::UnknownName(_),
        )
        | CommandError::HasErrors
        | CommandError::NoSuchMessage(_)
        | CommandError::NoSuchTest(_) => None,
    };
    Error {
        code: ErrorCode::ServerError(-32803),
        message: error.to_string().into(),
        data: field.map(|field| serde_json::json!({ "field": field })),
    }
}
