//! Random visits of the examples, whose pages, languages and times come from their conditions.

use std::path::Path;

use proactive_catalog::{Field, FieldMap, History, Word as _};
use proactive_config::Configuration;
use proactive_config::json::{Condition, Conditions, Test, Website};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::random::{self, MAX_STEPS, Step, Visit};

/// A configuration, and the values that its conditions ask for.
#[derive(Debug, Clone)]
struct Pool {
    configuration: Configuration,
    /// Addresses on its websites, and parts of addresses.
    addresses: Vec<String>,
    titles: Vec<String>,
    languages: Vec<String>,
}

/// The compiled examples.
///
/// # Errors
///
/// When they can't be read.
pub(crate) fn examples() -> Result<Vec<Configuration>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let unread = |error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(unread)? {
        let path = entry.map_err(unread)?.path().join("proactive.json");
        if path.exists() {
            paths.push(path);
        }
    }
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).map_err(unread)?;
        Configuration::from_json(&text).map_err(|error| format!("{}: {error}", path.display()))
    };
    paths.iter().map(read).collect()
}

/// A visitor of one of the configurations.
pub(crate) fn visit(configurations: Vec<Configuration>) -> impl Strategy<Value = Visit> {
    let pools: Vec<Pool> = configurations.into_iter().map(Pool::new).collect();
    select(pools).prop_flat_map(|pool| {
        let language = select(pool.languages.clone());
        let start = (random::start(), 0_i64..14).prop_map(|(start, days)| start + days * 43_200);
        let steps = vec(step(&pool), 1..MAX_STEPS);
        (select(History::ALL), language, start, steps).prop_map(
            move |(history, language, start, steps)| Visit {
                configuration: pool.configuration.clone(),
                history,
                language,
                start,
                steps,
            },
        )
    })
}

fn step(pool: &Pool) -> impl Strategy<Value = Step> + use<> {
    let delays = pool.configuration.messages.iter();
    let delays = delays.filter_map(|message| match message.trigger {
        proactive_config::json::Trigger::PageView { after_seconds } => Some(after_seconds),
        proactive_config::json::Trigger::PageLoad {} => None,
    });
    let delays: Vec<u32> = delays.chain([0, 1, 600]).collect();
    let page = (
        select(pool.addresses.clone()),
        select(pool.addresses.clone()),
        select(pool.titles.clone()),
        any::<bool>(),
    );
    prop_oneof![
        6 => page.prop_map(|(address, more, title, is_longer)| {
            let url = if is_longer { address + &more } else { address };
            Step::Visit(FieldMap::from_fn(|field| match field {
                Field::VisitorUrl => url.clone(),
                Field::VisitorTitle => title.clone(),
                Field::VisitorHistory | Field::DeviceLanguage => String::new(),
            }))
        }),
        5 => select(delays).prop_map(Step::Wait),
        1 => (0_i64..100_000).prop_map(Step::Pause),
        1 => Just(Step::Open),
        2 => Just(Step::Dismiss),
        1 => Just(Step::Reply),
        1 => Just(Step::EndConversation),
        1 => Just(Step::Leave),
        1 => Just(Step::ClearData),
    ]
}

impl Pool {
    fn new(configuration: Configuration) -> Self {
        let mut pool = Self {
            addresses: vec!["https://elsewhere.example/".to_owned()],
            titles: vec![String::new(), "Another title".to_owned()],
            languages: ["en", "fr-BE", "nl", "de-AT"].map(str::to_owned).to_vec(),
            configuration: configuration.clone(),
        };
        let websites = configuration.channels.iter().flat_map(|it| &it.websites);
        for website in websites.filter_map(|url| Website::parse(url).ok()) {
            pool.addresses.push(website.example());
        }
        for message in &configuration.messages {
            match &message.conditions {
                Conditions::Always => {}
                Conditions::One(only) => pool.add(only.field(), only.test()),
                Conditions::All(parts) | Conditions::Any(parts) => {
                    parts.iter().for_each(|part| pool.add_part(part));
                }
            }
        }
        pool
    }

    fn add_part(&mut self, part: &Condition) {
        match part {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.add_part(part));
            }
            Condition::Comparison(only) => self.add(only.field(), only.test()),
        }
    }

    fn add(&mut self, field: Field, test: &Test) {
        let texts: Vec<String> = match test {
            Test::TextIs(text) | Test::TextIsNot(text) => vec![text.to_string()],
            Test::Contains(texts) | Test::DoesNotContain(texts) => {
                texts.iter().map(ToString::to_string).collect()
            }
            Test::LanguageIs(language) | Test::LanguageIsNot(language) => {
                vec![language.tag.to_owned()]
            }
            Test::HistoryIs(_) => return,
        };
        match field {
            Field::VisitorUrl => self.addresses.extend(texts),
            Field::VisitorTitle => self.titles.extend(texts),
            Field::DeviceLanguage => self.languages.extend(texts),
            Field::VisitorHistory => {}
        }
    }
}
