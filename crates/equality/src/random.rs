//! Random configurations, and visits whose pages often meet their conditions.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "only tests use it, and the values are constants"
)]

use proactive_catalog::{FIELDS, Field, FieldMap, FieldType, History};
use proactive_config::Configuration;
use proactive_config::json::{
    Account, Ask, Brand, Channel, ChannelType, Closing, Comparison, Condition, Conditions,
    ConversationControl, Day, Frequency, Hours, Id, Language, Matching, Message, MessageStatus,
    MinLenVec, Opening, Reply, Schedule, Test, Text, TimeOfDay, Trigger, Version, WebsiteUrl, Word,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A visitor, and what they do.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The published configuration.
    pub configuration: Configuration,
    /// The history of the first visit.
    pub history: History,
    /// The language of the device.
    pub language: String,
    /// When it begins, in seconds since 1970-01-01 00:00 UTC.
    pub start: i64,
    /// What the visitor does.
    pub steps: Vec<Step>,
}

fn id(name: &str) -> Id {
    Id::try_from(Box::from(name)).unwrap()
}

fn text(text: &str) -> Text {
    Text::try_from(Box::from(text)).unwrap()
}

/// An action of a visitor.
#[derive(Debug, Clone)]
pub enum Step {
    /// Loads a page with these texts.
    Visit(FieldMap<String>),
    /// Stays for a number of seconds.
    Wait(u32),
    /// Ends the visit, and lets a number of seconds pass.
    Pause(i64),
    /// Opens the message that is shown.
    Open,
    /// Closes the message that is shown or open.
    Dismiss,
    /// Answers the message that is shown or open.
    Reply,
    /// Ends the conversation.
    EndConversation,
    /// Ends the visit.
    Leave,
    /// Ends the visit and clears the data of the browser.
    ClearData,
}

/// The address and the title of a page.
pub(crate) fn address_and_title(texts: &FieldMap<String>) -> (&str, &str) {
    (&texts[Field::VisitorUrl], &texts[Field::VisitorTitle])
}

/// Pieces that texts are made of, so that values often match.
#[rustfmt::skip]
const PIECES: [&str; 18] = [
    "a", "A", "b", "ab", "/", "é", "É", "σ", "ς", "\u{212A}", "ſ", "İ", "𐐀", "𐐨",
    // These mean something in regular expressions.
    ".", "\\", "(+", "[^",
];

/// Characters that are escaped in an explanation, or only in some places.
#[rustfmt::skip]
const HIDDEN: [&str; 14] = [
    "\"", "\n", "\t", "\u{7f}", "\u{ad}", "\u{200d}", "\u{202e}", "\u{2028}", "\u{fffa}", "\u{fe0f}",
    "👋\u{fe0f}\u{fe0f}", "👩\u{200d}🚀", "🏴\u{e0067}\u{e0062}\u{e007f}\u{e0067}", "1\u{fe0f}\u{20e3}",
];

fn page_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        15 => select(PIECES.as_slice()),
        1 => select(HIDDEN.as_slice()),
    ];
    vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

fn value() -> impl Strategy<Value = Text> {
    let pieces = vec(
        select([PIECES.as_slice(), &["k", "s", "ß", "i"]].concat()),
        1..3,
    );
    pieces.prop_map(|pieces| text(&pieces.concat()))
}

fn comparison() -> impl Strategy<Value = Comparison> {
    let texts = FIELDS.iter().filter(|row| row.ty == FieldType::Text);
    let field = select(texts.map(|row| row.field).collect::<Vec<_>>());
    let values = || vec(value(), 1..4).prop_map(|values| MinLenVec::try_from(values).unwrap());
    let of_text = prop_oneof![
        value().prop_map(Test::TextIs),
        value().prop_map(Test::TextIsNot),
        values().prop_map(Test::Contains),
        values().prop_map(Test::DoesNotContain),
    ];
    let languages = select(vec!["fr", "fr-CA", "nl", "zh-TW"]);
    prop_oneof![
        6 => (field, of_text).prop_map(|(field, test)| Comparison::new(field, test)),
        1 => select(History::ALL)
            .prop_map(|it| Comparison::new(Field::VisitorHistory, Test::HistoryIs(it))),
        1 => (languages, any::<bool>()).prop_map(|(tag, is)| {
            let language = Language::find(tag).unwrap();
            let test = if is { Test::LanguageIs(language) } else { Test::LanguageIsNot(language) };
            Comparison::new(Field::DeviceLanguage, test)
        }),
    ]
    .prop_map(|comparison| comparison.unwrap())
}

fn conditions() -> impl Strategy<Value = Conditions> {
    let leaf = comparison().prop_map(Condition::Comparison);
    let part = leaf.prop_recursive(3, 12, 3, |part| {
        (vec(part, 2..4), any::<bool>()).prop_map(|(parts, all)| group(parts, all))
    });
    prop_oneof![
        3 => Just(Conditions::Always),
        3 => comparison().prop_map(Conditions::One),
        6 => (vec(part, 2..4), any::<bool>()).prop_map(|(parts, all)| {
            let parts = MinLenVec::try_from(parts).unwrap();
            if all { Conditions::All(parts) } else { Conditions::Any(parts) }
        }),
    ]
}

fn group(parts: Vec<Condition>, all: bool) -> Condition {
    let parts = MinLenVec::try_from(parts).unwrap();
    if all {
        Condition::All(parts)
    } else {
        Condition::Any(parts)
    }
}

/// Time zones with half hours, with summer time in either half of the year, and without.
const ZONES: [&str; 6] = [
    "UTC",
    "Europe/Paris",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
];

/// Moments around clock changes, closed dates and the turn of the year.
pub(crate) const STARTS: [i64; 6] = [
    1_774_746_000, // 2026-03-29 01:00 UTC: summer time in Europe
    1_792_890_000, // 2026-10-25 01:00 UTC: winter time in Europe
    1_775_314_800, // 2026-04-04 15:00 UTC: winter time on Lord Howe Island
    1_767_607_200, // a Monday morning
    1_798_675_200, // 2026-12-31 00:00 UTC
    1_793_512_800, // 2026-11-01 06:00 UTC: winter time in New York
];

fn schedule(name: &'static str) -> impl Strategy<Value = Schedule> {
    let days = prop_oneof![(0_usize..7).prop_map(|day| day..day + 1), Just(0..7)];
    let opening = (days, 0_u16..48, 1_u16..20).prop_map(|(days, from, long)| {
        let time = |halves: u16| TimeOfDay::new(halves / 2, halves % 2 * 30).unwrap();
        let on = |day: usize, from: u16, to: u16| Opening {
            day: Day::ALL[day % 7],
            from: time(from),
            to: time(to),
        };
        let of_day = |day| match (from + long).checked_sub(48) {
            None | Some(0) => vec![on(day, from, from + long)],
            // An interval past midnight is written as two.
            Some(after) => vec![on(day, from, 48), on(day + 1, 0, after)],
        };
        days.flat_map(of_day).collect::<Vec<_>>()
    });
    let closing = (select(STARTS.as_slice()), -1_i64..2, 0_i64..2).prop_map(|(at, from, days)| {
        let day = |days: i64| {
            let at = jiff::Timestamp::from_second(at + days * 86_400).unwrap();
            at.to_zoned_datetime(jiff::tz::TimeZone::UTC).date()
        };
        Closing {
            from: day(from),
            to: day(from + days),
            name: None,
        }
    });
    (
        select(ZONES.as_slice()),
        vec(opening, 0..5),
        vec(closing, 0..3),
    )
        .prop_map(move |(zone, open, closed)| Schedule {
            id: id(name),
            name: text(name),
            timezone: proactive_config::json::TimeZone::try_from(Box::from(zone)).unwrap(),
            open: open.concat(),
            closed,
            external_id: None,
        })
}

fn hours() -> impl Strategy<Value = Hours> {
    let names = || select(vec!["s0", "s1", "s2"]).prop_map(id);
    prop_oneof![
        1 => Just(Hours::Anytime {}),
        1 => names().prop_map(|name| Hours::BusinessHours { schedules: [name] }),
        1 => vec(names(), 1..3).prop_map(|names| Hours::OutsideBusinessHours {
            schedules: MinLenVec::try_from(names).unwrap(),
        }),
    ]
}

fn message() -> impl Strategy<Value = Message> {
    let trigger = prop_oneof![
        Just(Trigger::PageLoad {}),
        select(vec![0, 0, 1, 2, 3, 5, 60])
            .prop_map(|after_seconds| Trigger::PageView { after_seconds }),
    ];
    let status = prop_oneof![5 => Just(MessageStatus::Published), 1 => select(MessageStatus::ALL)];
    let channel = select(vec!["c0", "c0", "c1"]);
    (
        status,
        channel,
        conditions(),
        trigger,
        hours(),
        select(Frequency::ALL),
    )
        .prop_map(
            |(status, channel, conditions, trigger, schedule, frequency)| Message {
                id: id("replaced"),
                name: text("name"),
                status,
                brand: id("b"),
                channel: id(channel),
                text: text("text"),
                reply: Reply::Agent {
                    text: text("text"),
                    ask: vec![Ask::Name],
                },
                conditions,
                trigger,
                tags: Vec::new(),
                schedule,
                frequency,
            },
        )
}

/// Configurations of two channels and up to nine messages.
pub fn configuration() -> impl Strategy<Value = Configuration> {
    let account = option::of(prop_oneof![
        9 => Just(ConversationControl::Release),
        1 => Just(ConversationControl::Keep),
    ]);
    let schedules = (schedule("s0"), schedule("s1"), schedule("s2"));
    let websites = (websites(), websites());
    (
        any::<bool>(),
        account,
        schedules,
        vec(message(), 1..10),
        websites,
    )
        .prop_map(
            |(case_sensitive, control, (s0, s1, s2), mut messages, (w0, w1))| {
                for (index, message) in messages.iter_mut().enumerate() {
                    message.id = id(&format!("m{index}"));
                }
                let channel = |name, websites| Channel {
                    websites,
                    id: id(name),
                    name: text(name),
                    channel_type: ChannelType::WebWidget,
                    brand: id("b"),
                    business_hours: Vec::new(),
                    external_id: None,
                };
                Configuration {
                    version: Version,
                    matching: Matching { case_sensitive },
                    account: control.map(|conversation_control| Account {
                        name: None,
                        conversation_control,
                    }),
                    brands: vec![Brand {
                        id: id("b"),
                        name: text("b"),
                        external_id: None,
                    }],
                    channels: vec![channel("c0", w0), channel("c1", w1)],
                    bots: Vec::new(),
                    schedules: vec![s0, s1, s2],
                    messages,
                }
            },
        )
}

/// Websites that are close to each other, and pages on some of them.
const WEBSITES: [&str; 7] = [
    "https://a.example/",
    "https://a.example/help",
    "https://a.example/help/",
    "https://*.a.example/",
    "https://*.a.example/help",
    "https://*.b.a.example:8080/",
    "http://a.example/",
];
const PAGES: [&str; 17] = [
    "https://a.example/",
    "https://a.example",
    "https://a.example/help",
    "https://a.example/help/",
    "https://a.example/help/ab",
    "https://a.example/helpful",
    "https://a.example/help?a=b/help/",
    "https://a.example/?/help",
    "https://a.example/#/help",
    "http://a.example/help",
    "https://.a.example/",
    "https://www.a.example/help#é",
    "https://a.b.a.example/",
    "https://b.b.a.example:8080/",
    "https://b.a.example:8080/",
    "https://b@b.b.a.example:8080/",
    "https://ba.example/help?.a.example/",
];

fn websites() -> impl Strategy<Value = Vec<WebsiteUrl>> {
    let website = select(WEBSITES.as_slice());
    let website = website.prop_map(|url| WebsiteUrl::try_from(Box::from(url)).unwrap());
    prop_oneof![1 => Just(Vec::new()), 1 => vec(website, 1..3)]
}

/// The number of steps is less than this.
pub const MAX_STEPS: usize = 24;

/// What a visitor does.
pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (vec(page_text(), FIELDS.len()), option::weighted(0.8, select(PAGES.as_slice())))
            .prop_map(|(texts, page)| {
                let mut texts = texts.into_iter();
                let mut texts = FieldMap::from_fn(|_| texts.next().unwrap());
                if let Some(page) = page {
                    texts[Field::VisitorUrl].insert_str(0, page);
                }
                Step::Visit(texts)
            }),
        4 => prop_oneof![0_u32..4, select(vec![59, 60, 1_800, 3_600])].prop_map(Step::Wait),
        2 => prop_oneof![0_i64..10, select(vec![1_800, 3_599, 3_600, 43_200])].prop_map(Step::Pause),
        2 => Just(Step::Open),
        2 => Just(Step::Dismiss),
        2 => Just(Step::Reply),
        2 => Just(Step::EndConversation),
        2 => Just(Step::Leave),
        1 => Just(Step::ClearData),
    ];
    vec(step, 1..MAX_STEPS)
}

/// The values that texts are compared with by `is`.
pub fn exact_values(configuration: &Configuration) -> Vec<String> {
    fn part(condition: &Condition, values: &mut Vec<String>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|it| part(it, values));
            }
            Condition::Comparison(comparison) => leaf(comparison, values),
        }
    }
    fn leaf(comparison: &Comparison, values: &mut Vec<String>) {
        if let Test::TextIs(value) | Test::TextIsNot(value) = comparison.test() {
            values.push(value.to_string());
        }
    }
    let mut values = Vec::new();
    for message in &configuration.messages {
        match &message.conditions {
            Conditions::Always => {}
            Conditions::One(only) => leaf(only, &mut values),
            Conditions::All(parts) | Conditions::Any(parts) => {
                parts.iter().for_each(|it| part(it, &mut values));
            }
        }
    }
    values
}

/// The languages of devices.
pub const LANGUAGES: [&str; 7] = ["fr", "FR-ca", "fr-CA-x", "frx", "nl-BE", "zh-tw", "en"];

/// The same steps, in which pages have an address that a condition asks for, if `exact` says so.
/// Random texts seldom equal one.
pub fn with_exact_values(
    configuration: &Configuration,
    mut steps: Vec<Step>,
    exact: &[(Index, bool)],
) -> Vec<Step> {
    let values = exact_values(configuration);
    for (step, (index, replace)) in steps.iter_mut().zip(exact) {
        if let Step::Visit(texts) = step
            && *replace
            && !values.is_empty()
        {
            texts[Field::VisitorUrl].clone_from(index.get(&values));
        }
    }
    steps
}

/// When a visit begins: mostly at a half hour, where opening hours begin and end, or about then.
pub fn start() -> impl Strategy<Value = i64> {
    let near = (select(STARTS.as_slice()), -7_200_i64..7_200).prop_map(|(at, more)| at + more);
    let half = (select(STARTS.as_slice()), -48_i64..48, -2_i64..2)
        .prop_map(|(at, halves, seconds)| at + halves * 1_800 + seconds);
    prop_oneof![1 => near, 3 => half]
}

/// A visitor of a random configuration.
pub fn visit() -> impl Strategy<Value = Visit> {
    (
        configuration(),
        select(History::ALL),
        select(LANGUAGES.as_slice()),
        start(),
        vec((any::<Index>(), any::<bool>()), MAX_STEPS),
        steps(),
    )
        .prop_map(
            |(configuration, history, language, start, exact, steps)| Visit {
                steps: with_exact_values(&configuration, steps, &exact),
                configuration,
                history,
                language: language.to_owned(),
                start,
            },
        )
}
