//! Random websites, and visits of pages that are on them, or nearly.
//!
//! One message is shown on every page of the channel, so a visit shows which addresses the regular
//! expressions of the bundle cover.

use proactive_catalog::{Field, FieldMap, History};
use proactive_config::json::{
    Conditions, Frequency, Hours, MessageStatus, Trigger, Website, WebsiteUrl,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::random::{self, STARTS, Step, Visit};

/// Parts of hosts.
const HOSTS: [&str; 6] = ["a", "b.a", "a-a", "xn--caf-dma", "127.0.0.1", "[::1]"];

/// Parts of paths. Many characters mean something in regular expressions.
#[rustfmt::skip]
const PATHS: [&str; 14] = [
    "/", "a", "help", ".", "+", "(", ")", "$", "|", "[a]", "\\d", "^", "*", "%C3%A9",
];

/// What is put into addresses.
#[rustfmt::skip]
const EDITS: [&str; 16] = [
    "", "a", "A", ".", "/", "//", "?", "#", "@", ":", ":8080", "b.", "www.", "é", "\n", "%",
];

/// The website of these parts, if there is one.
fn website() -> impl Strategy<Value = Website> {
    let start = select(vec!["https://", "https://", "http://", "https://*."]);
    let port = select(vec!["", "", ":8080"]);
    let path = vec(select(PATHS.as_slice()), 0..4);
    (start, select(HOSTS.as_slice()), port, path).prop_filter_map(
        "not a website",
        |(start, host, port, path)| {
            Website::parse(&format!("{start}{host}{port}/{}", path.concat())).ok()
        },
    )
}

/// An address on the website, with some edits.
fn address(website: &Website) -> impl Strategy<Value = String> + use<> {
    let page = website.example();
    let edit = (any::<Index>(), 0_usize..3, select(EDITS.as_slice()));
    vec(edit, 0..3).prop_map(move |edits| {
        let mut page: Vec<char> = page.chars().collect();
        for (index, removed, inserted) in edits {
            let at = index.index(page.len() + 1);
            let end = (at + removed).min(page.len());
            page.splice(at..end, inserted.chars());
        }
        page.into_iter().collect()
    })
}

/// A visitor of a channel with one or two websites.
pub(crate) fn visit() -> impl Strategy<Value = Visit> {
    let websites = vec(website(), 1..3);
    let pages = websites.prop_flat_map(|websites| {
        let pages = vec(
            select(websites.clone()).prop_flat_map(|it| address(&it)),
            1..10,
        );
        (Just(websites), pages)
    });
    (random::configuration(), pages).prop_map(|(mut configuration, (websites, pages))| {
        configuration.account = None;
        configuration.messages.truncate(1);
        configuration.channels.truncate(1);
        let urls = websites.iter().map(|it| Box::from(it.to_string()));
        let urls: Vec<WebsiteUrl> = urls
            .filter_map(|it| WebsiteUrl::try_from(it).ok())
            .collect();
        for channel in &mut configuration.channels {
            channel.websites.clone_from(&urls);
            for message in &mut configuration.messages {
                message.channel = channel.id.clone();
                message.status = MessageStatus::Published;
                message.conditions = Conditions::Always;
                message.trigger = Trigger::PageLoad {};
                message.schedule = Hours::Anytime {};
                message.frequency = Frequency::EveryTime;
            }
        }
        let steps = pages.into_iter().flat_map(|page| {
            let texts = FieldMap::from_fn(|field| match field {
                Field::VisitorUrl => page.clone(),
                Field::VisitorTitle | Field::VisitorHistory | Field::DeviceLanguage => {
                    String::new()
                }
            });
            [Step::Visit(texts), Step::Dismiss]
        });
        Visit {
            configuration,
            history: History::New,
            language: "en".to_owned(),
            start: STARTS.first().copied().unwrap_or_default(),
            steps: steps.collect(),
        }
    })
}
