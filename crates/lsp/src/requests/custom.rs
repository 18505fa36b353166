//! The project's own requests, for an extension: the preview, a visitor, tests, the compiled JSON.
//! `docs/editor-protocol.md` describes them.

use std::borrow::Cow;

use proactive_catalog::{Ask, Event, Frequency, History, MessageStatus, Word};
use proactive_ide::commands::{self, CommandError, TestChoice};
use proactive_ide::preview::{self, Named, PreviewHours, PreviewReply, PreviewTrigger};
use proactive_simulator::{CoverageReport, SimulationReport, TestReport, VisitInput};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize, Serializer};
use tower_lsp_server::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp_server::ls_types::{Location, Position, Uri};

use super::answer_schemas::Place;
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
///
/// What is missing or wrong in the source is `null`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Preview {
    message: Id,
    /// Where the message is declared.
    #[schemars(with = "Option<Place>")]
    location: Option<Location>,
    text: Option<String>,
    reply: Option<Reply>,
    brand: Option<Id>,
    channel: Option<Id>,
    /// The condition in the notation of the language.
    condition: Option<String>,
    trigger: Option<Trigger>,
    hours: Option<Hours>,
    frequency: Option<Keyword<Frequency>>,
    status: Option<Keyword<MessageStatus>>,
    tags: Vec<String>,
    /// The rule in a few plain sentences, with code in backticks.
    summary: Vec<String>,
    /// A visitor who gets the message, if one is known.
    visitor: Option<ExampleVisitor>,
}

/// A visitor who gets a message, in the notation of `proactive/simulate`.
#[derive(Debug, Serialize, JsonSchema)]
struct ExampleVisitor {
    url: String,
    title: String,
    /// A BCP 47 tag.
    language: String,
    history: Keyword<History>,
    /// When the page loads, such as `2026-03-16 10:00 Europe/Paris`; null if the moment does not
    /// matter.
    at: Option<String>,
}

/// A word of the language, written as in the source.
#[derive(Debug, Clone, Copy)]
struct Keyword<W>(W);

impl<W: Word> Serialize for Keyword<W> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

impl<W: Word> JsonSchema for Keyword<W> {
    fn schema_name() -> Cow<'static, str> {
        "Keyword".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<&str> = W::ALL.iter().map(|word| word.as_str()).collect();
        json_schema!({ "enum": words })
    }
}

impl From<preview::Example> for ExampleVisitor {
    fn from(visitor: preview::Example) -> Self {
        Self {
            url: visitor.url.into(),
            title: visitor.title.into(),
            language: visitor.language.into(),
            history: Keyword(visitor.history),
            at: visitor.at.map(Into::into),
        }
    }
}

/// A declaration.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Named")]
pub(crate) struct Id {
    id: String,
    /// Its title, or its ID if it has no title.
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

/// What comes when the visitor answers.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", tag = "kind")]
enum Reply {
    Agent {
        text: Option<String>,
        ask: Vec<Keyword<Ask>>,
    },
    Bot {
        bot: Id,
        answer: Option<Id>,
    },
}

/// When the message is due.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Trigger {
    event: Keyword<Event>,
    after_seconds: u32,
}

/// At which hours the message appears.
#[derive(Debug, Serialize, JsonSchema)]
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
                ask: ask.into_iter().map(Keyword).collect(),
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
                event: Keyword(Event::PageLoad),
                after_seconds: 0,
            },
            PreviewTrigger::PageView(after_seconds) => Trigger {
                event: Keyword(Event::PageView),
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
        frequency: found.frequency.map(Keyword),
        status: found.status.map(Keyword),
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
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Test {
    name: String,
    #[schemars(with = "Place")]
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
#[derive(Debug, Serialize, JsonSchema)]
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
