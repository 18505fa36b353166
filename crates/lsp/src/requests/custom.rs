//! The project's own requests, for an extension: the preview, a visitor, tests, the compiled JSON.
//! `docs/editor-protocol.md` describes them.

use proactive_catalog::{History, Word as _};
use proactive_diagnostics::Span;
use proactive_ide::commands::simulate::{self as visits, VisitInput};
use proactive_ide::commands::tests::TestChoice;
use proactive_ide::commands::{Refused, VisitField};
use proactive_ide::preview::{self, Named, PreviewHours, PreviewReply, PreviewTrigger};
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

/// What came of a visit.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Story {
    loaded: String,
    shown: Vec<Came>,
    not_shown: Vec<Kept>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Came {
    message: String,
    name: String,
    location: Option<Location>,
    channel: String,
    after_seconds: u32,
    at: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    message: String,
    name: String,
    location: Option<Location>,
    channel: String,
    after_seconds: u32,
    only_too_early: bool,
    reasons: Vec<Reason>,
}

/// Why a message did not come up.
#[derive(Debug, Serialize)]
pub(crate) struct Reason {
    words: String,
    locations: Vec<Location>,
}

impl Story {
    /// What came up, in a sentence.
    pub(crate) fn summary(&self) -> String {
        let shown = self.shown.iter();
        let shown: Vec<_> = shown
            .map(|it| format!("{} after {} s", it.message, it.after_seconds))
            .collect();
        match shown.is_empty() {
            true => "This visitor sees no message.".to_owned(),
            false => format!("This visitor sees: {}.", shown.join(", ")),
        }
    }
}

fn reason(context: &RequestContext, reason: visits::Reason) -> Reason {
    Reason {
        words: reason.words,
        locations: located(context, reason.spans),
    }
}

fn located(context: &RequestContext, spans: Vec<Span>) -> Vec<Location> {
    let spans = spans.into_iter();
    spans.filter_map(|span| context.location(span)).collect()
}

pub(crate) fn simulate(context: &RequestContext, params: SimulateParams) -> Result<Option<Story>> {
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
    let story = visits::simulate(context.snapshot(), &input).map_err(|it| refused(&it))?;
    let shown = story.shown.into_iter().map(|came| Came {
        message: came.message.into(),
        name: came.name.into(),
        location: context.location(came.span),
        channel: came.channel.into(),
        after_seconds: came.after_seconds,
        at: came.at,
    });
    let not_shown = story.not_shown.into_iter().map(|kept| Kept {
        message: kept.message.into(),
        name: kept.name.into(),
        location: context.location(kept.span),
        channel: kept.channel.into(),
        after_seconds: kept.after_seconds,
        only_too_early: kept.only_too_early,
        reasons: kept
            .reasons
            .into_iter()
            .map(|it| reason(context, it))
            .collect(),
    });
    Ok(Some(Story {
        loaded: story.loaded,
        shown: shown.collect(),
        not_shown: not_shown.collect(),
    }))
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

/// How a test went.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TestRun {
    name: String,
    location: Option<Location>,
    pub(crate) passed: bool,
    failure: Option<Failure>,
    timeline: Vec<Happened>,
}

#[derive(Debug, Serialize)]
struct Failure {
    words: String,
    help: Option<String>,
    location: Option<Location>,
    reasons: Vec<Reason>,
}

#[derive(Debug, Serialize)]
struct Happened {
    at: String,
    words: String,
    location: Option<Location>,
}

impl TestRun {
    /// How it went, in a sentence.
    pub(crate) fn summary(&self) -> String {
        match &self.failure {
            None => format!("The test \"{}\" has passed.", self.name),
            Some(failure) => format!("The test \"{}\" has failed: {}.", self.name, failure.words),
        }
    }
}

pub(crate) fn run_tests(
    context: &RequestContext,
    params: RunTestsParams,
) -> Result<Option<Vec<TestRun>>> {
    let run = |choice| {
        proactive_ide::commands::tests::run_tests(context.snapshot(), choice)
            .map_err(|it| refused(&it))
    };
    let runs = match (&params.names, params.whole_workspace) {
        (None, true) => run(TestChoice::All)?,
        (None, false) => run(TestChoice::File(context.file))?,
        (Some(names), _) => {
            let mut runs = Vec::new();
            for name in names {
                context.check_cancelled()?;
                runs.extend(run(TestChoice::Named(name))?);
            }
            runs
        }
    };
    let runs = runs.into_iter().map(|run| TestRun {
        name: run.name.into(),
        location: context.location(run.span),
        passed: run.failure.is_none(),
        failure: run.failure.map(|failure| Failure {
            words: failure.words,
            help: failure.help,
            location: context.location(failure.finding.span),
            reasons: failure
                .reasons
                .into_iter()
                .map(|it| reason(context, it))
                .collect(),
        }),
        timeline: run
            .timeline
            .into_iter()
            .map(|happened| Happened {
                at: happened.moment,
                words: happened.words,
                location: context.location(happened.step),
            })
            .collect(),
    });
    Ok(Some(runs.collect()))
}

/// What is asked of `proactive/coverage`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CoverageParams {
    pub(crate) text_document: TextDocument,
}

/// What the tests of the workspace have seen.
#[derive(Debug, Serialize)]
pub(crate) struct Coverage {
    messages: Vec<CoveredMessage>,
}

#[derive(Debug, Serialize)]
struct CoveredMessage {
    message: String,
    location: Option<Location>,
    comparisons: Vec<Compared>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Compared {
    condition: String,
    locations: Vec<Location>,
    seen_true: bool,
    seen_false: bool,
}

pub(crate) fn coverage(context: &RequestContext, _: CoverageParams) -> Result<Option<Coverage>> {
    let seen = proactive_ide::commands::coverage::coverage(context.snapshot());
    let messages = seen.map_err(|it| refused(&it))?.messages.into_iter();
    let messages = messages.map(|covered| CoveredMessage {
        message: covered.message.into(),
        location: context.location(covered.span),
        comparisons: covered
            .leaves
            .into_iter()
            .map(|leaf| Compared {
                condition: leaf.condition,
                locations: located(context, leaf.spans),
                seen_true: leaf.seen_true,
                seen_false: leaf.seen_false,
            })
            .collect(),
    });
    Ok(Some(Coverage {
        messages: messages.collect(),
    }))
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
    let json = proactive_ide::commands::compiled::compiled(context.snapshot(), message);
    let json = json.map_err(|it| refused(&it))?;
    Ok(Some(Compiled { json }))
}

/// The protocol's `RequestFailed`; `data` names what is wrong, for a form to point at.
fn refused(refused: &Refused) -> Error {
    let field = match refused {
        Refused::Visit(VisitField::Url, _) => Some("url"),
        Refused::Visit(VisitField::Language, _) => Some("language"),
        Refused::Visit(VisitField::At, _) => Some("at"),
        Refused::Visit(VisitField::Stay, _) => Some("stay"),
        Refused::NoSuchChannel(_) => Some("channel"),
        Refused::HasErrors
        | Refused::NoSuchMessage(_)
        | Refused::NoSuchTest(_)
        | Refused::Unplayable(_) => None,
    };
    Error {
        code: ErrorCode::ServerError(-32803),
        message: refused.message().into(),
        data: field.map(|field| serde_json::json!({ "field": field })),
    }
}
