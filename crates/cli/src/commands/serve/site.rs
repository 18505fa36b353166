//! What the page of `serve` shows: the workspace as it was when it last had no errors, and what was
//! found when it was last loaded.

use std::collections::BTreeMap;
use std::sync::Arc;

use proactive_catalog::{History, MessageStatus, Word as _};
use proactive_config::web::{Bundle, Hash, bundle};
use proactive_hir::model::Model;
use proactive_simulator::{Recipient, Simulator, Visit, VisitDefaults, VisitInput};
use serde::Serialize;

use crate::args::Format;
use crate::commands::load::{check, load_one};
use crate::env::Stdin;
use crate::output::TerminalStyle;
use crate::render::draw;
use crate::report::Counts;
use crate::workspace::Request;

/// How many messages are tried to find the page on which a demonstration begins.
const MAX_FIRST_MESSAGES: usize = 8;

/// The page on which a demonstration begins if nothing says which.
const ANY_PAGE: &str = "https://www.example.com/";

/// What the page shows.
#[derive(Debug)]
pub(super) struct Site {
    /// The workspace when it last had no errors; `None` if it had some since the start.
    shop: Option<Arc<Shop>>,
    problems: Problems,
    /// The current time in seconds since 1970-01-01 00:00 UTC, when the command started.
    now: i64,
    /// What the page reads: a [`SiteJson`].
    json: String,
}

/// A workspace without errors.
#[derive(Debug)]
struct Shop {
    name: Option<String>,
    model: Model,
    /// The minutes after which a visit is over.
    gap: u16,
}

/// What was found when the workspace was last loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Problems {
    /// Whether the page shows an earlier state because of them.
    is_error: bool,
    /// A sentence or a count: `1 error in 2 files`.
    summary: String,
    /// The findings, as on a terminal without colors; empty if there are none.
    findings: String,
}

/// The JSON that the page reads. Its TypeScript types are in `runtime/serve/site.ts`.
#[derive(Serialize)]
struct SiteJson<'s> {
    name: Option<&'s str>,
    problems: &'s Problems,
    channels: Vec<ChannelJson<'s>>,
}

#[derive(Serialize)]
struct ChannelJson<'s> {
    id: &'s str,
    name: &'s str,
    brand: &'s str,
    bundle: Bundle,
    /// The display names of its published messages, by ID.
    names: BTreeMap<&'s str, &'s str>,
    /// Its other messages, which the bundle does not have.
    unpublished: Vec<UnpublishedJson<'s>>,
}

#[derive(Serialize)]
struct UnpublishedJson<'s> {
    message: &'s str,
    name: &'s str,
    status: &'static str,
}

/// An answer to the question who gets a message.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Example {
    /// A visit on which it is shown, if one was found.
    visit: Option<VisitJson>,
    /// If not, the IDs of messages that are shown instead.
    taken_by: Vec<Box<str>>,
}

/// A visitor who loads a page.
#[derive(Debug, Serialize)]
struct VisitJson {
    url: Box<str>,
    title: Box<str>,
    language: Box<str>,
    history: &'static str,
    /// When the page loads, in seconds since 1970-01-01 00:00 UTC.
    at: i64,
    /// The time zone of that moment (IANA).
    zone: Box<str>,
}

impl Site {
    /// Loads a workspace. `now` is the current time in seconds since 1970-01-01 00:00 UTC.
    ///
    /// # Errors
    ///
    /// A sentence for the author when there is no workspace or nothing in it. What is wrong in its
    /// files is no error here, because the page shows it.
    pub(super) fn load(request: &Request<'_>, now: i64) -> Result<Self, String> {
        let (shop, problems) = load(request)?;
        Ok(Self::new(shop.map(Arc::new), problems, now))
    }

    /// Loads the workspace again. If it has errors, the page keeps what it has.
    pub(super) fn load_again(&self, request: &Request<'_>) -> Self {
        let (shop, problems) = load(request).unwrap_or_else(|reason| {
            let problems = Problems {
                is_error: true,
                summary: reason,
                findings: String::new(),
            };
            (None, problems)
        });
        let shop = shop.map(Arc::new).or_else(|| self.shop.clone());
        Self::new(shop, problems, self.now)
    }

    fn new(shop: Option<Arc<Shop>>, problems: Problems, now: i64) -> Self {
        let site = SiteJson {
            name: shop.as_ref().and_then(|shop| shop.name.as_deref()),
            problems: &problems,
            channels: shop
                .as_ref()
                .map(|shop| shop.channels())
                .unwrap_or_default(),
        };
        Self {
            // It has no value that cannot be written.
            json: serde_json::to_string(&site).unwrap_or_default(),
            shop,
            problems,
            now,
        }
    }

    /// What was found when it was last loaded, in a line.
    pub(super) fn summary(&self) -> &str {
        &self.problems.summary
    }

    /// What the page reads.
    pub(super) fn json(&self) -> &str {
        &self.json
    }

    /// A visit on which a message is shown. `None` if there is no such message.
    pub(super) fn example_of_message(&self, message: &str) -> Option<Example> {
        let shop = self.shop.as_ref()?;
        let simulator = Simulator::new(&shop.model).ok()?;
        let found = simulator.recipients(message)?;
        let visitor = found.visitors.first();
        Some(Example {
            visit: visitor.and_then(|visitor| self.visit(&simulator, &input(visitor))),
            taken_by: found.taken_by,
        })
    }

    /// The visit with which the demonstration of a channel begins: one on which a message is shown, if
    /// one is found soon. `None` if there is no such channel.
    pub(super) fn example_of_channel(&self, channel: &str) -> Option<Example> {
        let shop = self.shop.as_ref()?;
        let model = &shop.model;
        let channel = model.channels.iter().find(|it| *it.id == *channel)?;
        let simulator = Simulator::new(model).ok()?;
        let published = model.messages.iter().filter(|message| {
            message.status == MessageStatus::Published && model[message.channel].id == channel.id
        });
        let visit = published
            .take(MAX_FIRST_MESSAGES)
            .filter_map(|message| simulator.recipients(&message.id))
            .find_map(|found| self.visit(&simulator, &input(found.visitors.first()?)));
        let website = channel.websites.first();
        let page = website.map_or(ANY_PAGE.to_owned(), |website| website.example().to_string());
        let anyone = VisitInput {
            url: &page,
            ..VisitInput::default()
        };
        Some(Example {
            visit: visit.or_else(|| self.visit(&simulator, &anyone)),
            taken_by: Vec::new(),
        })
    }

    /// A visit as the page simulates it. Where any moment will do, it is one at which the channel is
    /// open.
    fn visit(&self, simulator: &Simulator<'_>, input: &VisitInput<'_>) -> Option<VisitJson> {
        let defaults = match input.at {
            Some(_) => VisitDefaults::default(),
            None => simulator.visit_defaults(input.url, None, self.now),
        };
        let visit = Visit::parse(input, &defaults).ok()?;
        Some(VisitJson {
            url: visit.url,
            title: visit.title,
            language: visit.language,
            history: match visit.history {
                History::New => "new",
                History::Returning => "returning",
            },
            at: visit.at.unix_seconds,
            zone: visit.at.zone,
        })
    }
}

fn input(visitor: &Recipient) -> VisitInput<'_> {
    VisitInput {
        url: &visitor.url,
        title: Some(&visitor.title),
        language: Some(&visitor.language),
        history: Some(visitor.history),
        at: visitor.at.as_deref(),
        ..VisitInput::default()
    }
}

impl Shop {
    fn channels(&self) -> Vec<ChannelJson<'_>> {
        let configuration = proactive_config::compile(&self.model);
        let source = Hash::of(&configuration.to_json());
        // The configuration has the channels of the model, in its own order.
        let channels = self.model.channels.iter();
        channels
            .filter_map(|channel| {
                let compiled = configuration
                    .channels
                    .iter()
                    .find(|it| *it.id == *channel.id)?;
                let messages = self.model.messages.iter();
                let (published, others): (Vec<_>, Vec<_>) = messages
                    .filter(|message| self.model[message.channel].id == channel.id)
                    .partition(|message| message.status == MessageStatus::Published);
                Some(ChannelJson {
                    id: &channel.id,
                    name: &channel.name,
                    brand: &self.model[channel.brand].name,
                    bundle: bundle(&configuration, compiled, source.clone(), self.gap),
                    names: published
                        .into_iter()
                        .map(|it| (&*it.id, &*it.name))
                        .collect(),
                    unpublished: others
                        .into_iter()
                        .map(|message| UnpublishedJson {
                            message: &message.id,
                            name: &message.name,
                            status: message.status.as_str(),
                        })
                        .collect(),
                })
            })
            .collect()
    }
}

/// Loads and checks the workspace of a request. There is no shop if it has errors.
///
/// # Errors
///
/// A sentence for the author when there is no workspace or nothing in it.
fn load(request: &Request<'_>) -> Result<(Option<Shop>, Problems), String> {
    let mut nothing = Stdin {
        reader: Box::new(std::io::empty()),
        file: None,
    };
    let mut loaded = load_one(request, &mut nothing)?;
    if let Some(reason) = loaded.nothing_found(request.folder) {
        return Err(reason);
    }
    let gap = loaded.visit_gap.0;
    let baseline = std::mem::replace(&mut loaded.baseline, Ok(None))?;
    let checked = check(loaded);
    let mut report = checked.report;
    if let Some(baseline) = baseline {
        baseline.hide_known(&mut report);
    }
    let counts = Counts::new(std::slice::from_ref(&report));
    let problems = Problems {
        is_error: checked.model.is_none(),
        summary: counts.summary("", &[], false),
        findings: draw(Format::Plain, &report, TerminalStyle::FILE),
    };
    let name = report.name;
    let shop = checked.model.map(|model| Shop { name, model, gap });
    Ok((shop, problems))
}
