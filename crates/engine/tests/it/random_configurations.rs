//! Random configurations, visitors and steps: the engine and the oracle agree.

use proactive_catalog::{FIELDS, FieldMap, FieldType};
use proactive_config::Configuration;
use proactive_config::json::{
    Account, Ask, Brand, Channel, ChannelType, Closing, Comparison, Condition, Conditions,
    ConversationControl, Day, Field, Frequency, History, Hours, Id, Language, Matching, Message,
    MessageStatus, MinLenVec, Opening, Reply, Schedule, Test, Text, TimeOfDay, Trigger, Version,
    WebsiteUrl, Word,
};
use proactive_engine::{
    MessageId, Obstacle, PageTrace, Program, Refusal, Simulation, Visitor, prepare,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::oracle::{NotOne, Oracle};

fn id(name: &str) -> Id {
    Id::try_from(Box::from(name)).unwrap()
}

fn text(text: &str) -> Text {
    Text::try_from(Box::from(text)).unwrap()
}

/// An action of a visitor.
#[derive(Debug, Clone)]
enum Step {
    Visit(FieldMap<String>),
    Wait(u32),
    Pause(i64),
    Open,
    Dismiss,
    Reply,
    EndConversation,
    Leave,
    ClearData,
}

/// Pieces that texts are made of, so that values often match.
const PIECES: [&str; 12] = [
    "a", "A", "b", "ab", "/", "é", "É", "σ", "ς", "\u{212A}", "ſ", "İ",
];

fn page_text() -> impl Strategy<Value = String> {
    vec(select(PIECES.as_slice()), 0..5).prop_map(|pieces| pieces.concat())
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
        1 => Just(Conditions::Always),
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
const STARTS: [i64; 6] = [
    1_774_746_000, // 2026-03-29 01:00 UTC: summer time in Europe
    1_792_890_000, // 2026-10-25 01:00 UTC: winter time in Europe
    1_775_314_800, // 2026-04-04 15:00 UTC: winter time on Lord Howe Island
    1_767_607_200, // a Monday morning
    1_798_675_200, // 2026-12-31 00:00 UTC
    1_793_512_800, // 2026-11-01 06:00 UTC: winter time in New York
];

fn schedule(name: &'static str) -> impl Strategy<Value = Schedule> {
    let opening = (select(Day::ALL), 0_u16..96, 1_u16..40).prop_map(|(day, from, long)| {
        let time = |quarters: u16| TimeOfDay::new(quarters / 4, quarters % 4 * 15).unwrap();
        Opening {
            day,
            from: time(from),
            to: time((from + long).min(96)),
        }
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
        vec(opening, 0..12),
        vec(closing, 0..3),
    )
        .prop_map(move |(zone, open, closed)| Schedule {
            id: id(name),
            name: text(name),
            timezone: proactive_config::json::TimeZone::try_from(Box::from(zone)).unwrap(),
            open,
            closed,
            external_id: None,
        })
}

fn hours() -> impl Strategy<Value = Hours> {
    let names = || select(vec!["s0", "s1", "s2"]).prop_map(id);
    prop_oneof![
        3 => Just(Hours::Anytime {}),
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

fn configuration() -> impl Strategy<Value = Configuration> {
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

/// Websites near to each other, and pages on some of them.
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
    prop_oneof![1 => Just(Vec::new()), 2 => vec(website, 1..3)]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
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
        4 => prop_oneof![0_u32..4, Just(59), Just(3_600)].prop_map(Step::Wait),
        2 => prop_oneof![0_i64..10, Just(1_800), Just(3_599), Just(43_200)].prop_map(Step::Pause),
        2 => Just(Step::Open),
        2 => Just(Step::Dismiss),
        2 => Just(Step::Reply),
        2 => Just(Step::EndConversation),
        2 => Just(Step::Leave),
        1 => Just(Step::ClearData),
    ];
    vec(step, 1..24)
}

/// The result of an action in a common form: a name, or how many channels have what it needs.
fn said<T>(outcome: Result<T, Refusal>, name: impl FnOnce(T) -> String) -> Result<String, NotOne> {
    outcome.map(name).map_err(|refusal| match refusal {
        Refusal::Nothing | Refusal::OffPage(_) => NotOne(0),
        Refusal::Several(channels) => NotOne(channels.len()),
    })
}

/// Runs a step in a simulation and returns its result.
fn act(simulation: &mut Simulation<'_>, program: &Program, step: &Step) -> Result<String, NotOne> {
    let message = |it: MessageId| program[it].id.to_string();
    match step {
        Step::Visit(texts) => simulation.visit_page(&FieldMap::from_fn(|field| &*texts[field])),
        Step::Wait(seconds) => simulation.wait(*seconds),
        Step::Pause(seconds) => {
            simulation.leave();
            simulation.wait_until(simulation.now() + seconds);
        }
        Step::Open => return said(simulation.open(), message),
        Step::Dismiss => return said(simulation.dismiss(), message),
        Step::Reply => return said(simulation.reply(), message),
        Step::EndConversation => {
            return said(simulation.end_conversation(), |it| {
                program[it].id.to_string()
            });
        }
        Step::Leave => simulation.leave(),
        Step::ClearData => simulation.clear_data(),
    }
    Ok(String::new())
}

fn ask(oracle: &mut Oracle<'_>, step: &Step) -> Result<String, NotOne> {
    match step {
        Step::Visit(texts) => oracle.visit(texts),
        Step::Wait(seconds) => oracle.wait(*seconds),
        Step::Pause(seconds) => {
            oracle.leave();
            oracle.time(oracle.now() + seconds);
        }
        Step::Open => return oracle.open().map(str::to_owned),
        Step::Dismiss => return oracle.dismiss().map(str::to_owned),
        Step::Reply => return oracle.reply().map(str::to_owned),
        Step::EndConversation => return oracle.end_conversation().map(str::to_owned),
        Step::Leave => oracle.leave(),
        Step::ClearData => oracle.clear_data(),
    }
    Ok(String::new())
}

fn names(program: &Program, simulation: &Simulation<'_>) -> Vec<(String, i64)> {
    let shown = simulation.shown().iter();
    shown
        .map(|it| (program[it.message].id.to_string(), i64::from(it.after)))
        .collect()
}

/// The values that texts are compared with by `is`.
fn exact_values(configuration: &Configuration) -> Vec<String> {
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

/// The reasons fit what happened and what the oracle says about the conditions.
fn agrees(
    program: &Program,
    oracle: &Oracle<'_>,
    simulation: &Simulation<'_>,
    page: &PageTrace<'_>,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(page.messages.len(), program.messages().len());
    let history = History::find(page.value(Field::VisitorHistory)).unwrap();
    for trace in &page.messages {
        let message = &program[trace.message];
        let was_shown = simulation
            .shown()
            .iter()
            .any(|it| it.message == trace.message);
        prop_assert_eq!(trace.was_shown(), was_shown);
        let holds = oracle.fulfils(&message.conditions, history);
        prop_assert_eq!(trace.conditions, holds);
        let channel = program.channel(&message.channel).unwrap();
        let is_on_page = program.is_on(channel, page.value(Field::VisitorUrl));
        prop_assert_eq!(trace.obstacles.contains(&Obstacle::OffPage), !is_on_page);
        prop_assert_eq!(trace.obstacles.contains(&Obstacle::Conditions), !holds);
        for leaf in &trace.leaves {
            let alone = Conditions::One(leaf.comparison.clone());
            prop_assert_eq!(leaf.holds, oracle.fulfils(&alone, history));
        }
        // Inverting a comparison inverts the whole condition exactly if it is said to decide.
        for (turned, leaf) in trace.leaves.iter().enumerate() {
            let mut given: Vec<bool> = trace.leaves.iter().map(|leaf| leaf.holds).collect();
            given[turned] = !given[turned];
            let whole = whole(&message.conditions, &mut given.into_iter());
            prop_assert_eq!(leaf.decides, whole != holds);
        }
        // The reasons alone make the condition what it is, whatever the others are.
        let mut given = trace.leaves.iter().map(|leaf| match leaf.is_reason {
            true => leaf.holds,
            false => !holds,
        });
        prop_assert_eq!(whole(&message.conditions, &mut given), holds);
    }
    Ok(())
}

/// The value of a condition whose comparisons have the values `leaves`, in source order.
fn whole(conditions: &Conditions, leaves: &mut dyn Iterator<Item = bool>) -> bool {
    fn part(condition: &Condition, leaves: &mut dyn Iterator<Item = bool>) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().fold(true, |all, it| part(it, leaves) & all),
            Condition::Any(parts) => parts.iter().fold(false, |any, it| part(it, leaves) | any),
            Condition::Comparison(_) => leaves.next().unwrap(),
        }
    }
    match conditions {
        Conditions::Always => true,
        Conditions::One(_) => leaves.next().unwrap(),
        Conditions::All(parts) => parts.iter().fold(true, |all, it| part(it, leaves) & all),
        Conditions::Any(parts) => parts.iter().fold(false, |any, it| part(it, leaves) | any),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn evaluator_and_oracle_agree(
        configuration in configuration(),
        history in select(History::ALL),
        language in select(vec!["fr", "FR-ca", "fr-CA-x", "frx", "nl-BE", "zh-tw", "en"]),
        start in (select(STARTS.as_slice()), -7_200_i64..7_200),
        only in option::of(select(vec!["c0", "c1"])),
        exact in vec((any::<Index>(), any::<bool>()), 24),
        steps in steps(),
    ) {
        let program = prepare(&configuration).unwrap();
        let start = start.0 + start.1;
        let visitor = Visitor {
            history,
            language,
            start,
            channel: only.and_then(|only| program.channel(only)),
        };
        let mut simulation = Simulation::new(&program, &visitor);
        let mut recording = Simulation::recording(&program, &visitor);
        let mut oracle = Oracle::new(&configuration, history, language, start, only);
        // Random texts seldom equal a value of the configuration.
        let values: Vec<String> = exact_values(&configuration);
        for (step, (index, replace)) in steps.iter().zip(&exact) {
            let step = match step {
                Step::Visit(texts) if *replace && !values.is_empty() => {
                    let mut texts = texts.clone();
                    texts[Field::VisitorUrl].clone_from(index.get(&values));
                    Step::Visit(texts)
                }
                step => step.clone(),
            };
            let expected = ask(&mut oracle, &step);
            prop_assert_eq!(&act(&mut simulation, &program, &step), &expected);
            prop_assert_eq!(&act(&mut recording, &program, &step), &expected);
            prop_assert_eq!(simulation.now(), oracle.now());
            let shown: Vec<(String, i64)> = oracle
                .shown
                .iter()
                .map(|(name, after)| ((*name).to_owned(), *after))
                .collect();
            prop_assert_eq!(names(&program, &simulation), shown);
            prop_assert_eq!(simulation.shown(), recording.shown());
            if let Some(trace) = recording.trace() {
                agrees(&program, &oracle, &recording, &trace)?;
            }
        }
    }
}
