//! From documents back to text.

use proactive_catalog::{BotStatus, ChannelType, ConversationControl, Frequency, MessageStatus};
use proactive_config::import::ImportedFile;
use proactive_config::json::{
    Account, Answer, Ask, Bot, Brand, Channel, Closing, Comparison, Condition, Conditions,
    Configuration, Day, Field, History, Hours, Id, Language, Matching, Message, MinLenVec, Opening,
    Reply, Schedule, Tag, Test, Text, TimeOfDay, TimeZone, Trigger, Version, WebsiteUrl, Word,
};
use proactive_config::{Import, compile, import};
use proactive_hir::{Settings, SourceFile, Workspace};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::workspaces::{build, model, with_condition};
use crate::written::segments;

/// What files build to.
#[track_caller]
fn built(files: &[ImportedFile], case_sensitive: bool) -> Configuration {
    let settings = Settings {
        case_sensitive,
        ..Settings::default()
    };
    let files: Vec<(&str, &str)> = files.iter().map(|it| (&*it.path, &*it.text)).collect();
    assert!(files.is_sorted(), "{files:?}");
    compile(&model(settings, &files))
}

#[track_caller]
fn imported(configuration: &Configuration) -> Import {
    import(configuration).unwrap_or_else(|unfit| panic!("{unfit:#?}\n{}", configuration.to_json()))
}

/// Both forms of the import, which build to what is promised.
#[track_caller]
fn assert_round_trip(configuration: &Configuration) -> Import {
    let import = imported(configuration);
    let case_sensitive = configuration.matching.case_sensitive;
    let single = [ImportedFile {
        path: "all.proactive".to_owned(),
        text: import.text(),
    }];
    let expected = import.configuration.to_json();
    assert_eq!(built(&single, case_sensitive).to_json(), expected);
    assert_eq!(built(&import.files(), case_sensitive).to_json(), expected);
    // What was imported once is in its normal form.
    let again = imported(&import.configuration);
    assert_eq!(again.text(), import.text());
    assert_eq!(again.configuration, import.configuration);
    import
}

/// For what was compiled, that is the document itself.
#[track_caller]
fn assert_same(configuration: &Configuration) -> Import {
    let import = assert_round_trip(configuration);
    assert_eq!(import.configuration.to_json(), configuration.to_json());
    import
}

fn text(text: &str) -> Text {
    Text::try_from(Box::from(text)).unwrap()
}

fn id(name: &str) -> Id {
    Id::try_from(Box::from(name)).unwrap()
}

/// Texts that are hard to write down.
const TEXTS: [&str; 20] = [
    "a",
    "ab",
    "Hello",
    "say \"hi\"",
    "back\\slash \\n",
    "two\nlines",
    "\n\nfirst lines are empty",
    "the last is empty\n",
    "  both lines\n\tbegin with blanks",
    "a line of blanks\n   \nand \t\n trailing ",
    "three \"\"\" quotes\n\"\"\"\nmessage hello {\n}",
    "carriage\r\nreturn\rs",
    "tab\there",
    "👩\u{200D}🔬 crème brûlée — ¿qué?",
    "\u{FEFF}unseen\u{200B}\u{202E}",
    "a\u{200D}b",
    "null\u{0}bell\u{7}\u{85}\u{2028}",
    "# no comment",
    "}",
    " leading and trailing ",
];

fn texts() -> impl Strategy<Value = Text> {
    prop_oneof![
        4 => select(TEXTS.as_slice()).prop_map(text),
        1 => "[ -~\n\t\"\\\\]{1,20}".prop_filter_map("blank", |it| {
            Text::try_from(Box::from(it)).ok()
        }),
        1 => "\\PC{1,12}".prop_filter_map("blank", |it| Text::try_from(Box::from(it)).ok()),
    ]
}

fn comparison() -> impl Strategy<Value = Comparison> {
    let field = select(vec![Field::VisitorUrl, Field::VisitorTitle]);
    let few = select(vec!["a", "b", "/panier", "say \"hi\"\n"]).prop_map(text);
    let value = prop_oneof![3 => few, 1 => texts()];
    let list = vec(value.clone(), 1..5).prop_map(|list| MinLenVec::try_from(list).unwrap());
    let test = prop_oneof![
        value.clone().prop_map(Test::TextIs),
        value.prop_map(Test::TextIsNot),
        list.clone().prop_map(Test::Contains),
        list.prop_map(Test::DoesNotContain),
    ];
    prop_oneof![
        4 => (field, test).prop_map(|(field, test)| Comparison::new(field, test)),
        1 => select(History::ALL)
            .prop_map(|it| Comparison::new(Field::VisitorHistory, Test::HistoryIs(it))),
        2 => (select(vec!["fr", "fr-CA", "nl", "zh-TW"]), any::<bool>()).prop_map(|(tag, is)| {
            let language = Language::find(tag).unwrap();
            let test = if is { Test::LanguageIs(language) } else { Test::LanguageIsNot(language) };
            Comparison::new(Field::DeviceLanguage, test)
        }),
    ]
    .prop_map(Option::unwrap)
}

/// Conditions in any form that a document may have.
fn conditions() -> impl Strategy<Value = Conditions> {
    let group = |part: BoxedStrategy<Condition>| {
        // Equal parts are likely where some are taken from the same few.
        let repeated = vec(part.clone(), 1..3).prop_flat_map(|few| vec(select(few), 2..4));
        prop_oneof![2 => vec(part, 2..5), 1 => repeated]
            .prop_map(|parts| MinLenVec::try_from(parts).unwrap())
    };
    let leaf = comparison().prop_map(Condition::Comparison);
    let part = leaf.prop_recursive(4, 24, 4, move |part| {
        (group(part.boxed()), any::<bool>()).prop_map(|(parts, all)| {
            if all {
                Condition::All(parts)
            } else {
                Condition::Any(parts)
            }
        })
    });
    prop_oneof![
        1 => Just(Conditions::Always),
        2 => comparison().prop_map(Conditions::One),
        3 => group(part.clone().boxed()).prop_map(Conditions::All),
        3 => group(part.boxed()).prop_map(Conditions::Any),
    ]
}

fn schedule(name: &'static str) -> impl Strategy<Value = Schedule> {
    let time = |minutes: u16| TimeOfDay::new(minutes / 60, minutes % 60).unwrap();
    let interval = prop_oneof![
        2 => select(vec![(540_u16, 750_u16), (810, 1080)]),
        1 => (0_u16..1440, 1_u16..600).prop_map(|(from, long)| (from, (from + long).min(1440))),
    ];
    let statement = (
        prop_oneof![
            subsequence(Day::ALL.to_vec(), 1..=7).boxed(),
            vec(select(Day::ALL), 1..9).boxed(),
        ],
        vec(interval, 1..4),
    );
    let open = vec(statement, 0..4).prop_map(move |statements| {
        let mut openings = Vec::new();
        for (days, intervals) in statements {
            for day in days {
                openings.extend(intervals.iter().map(|(from, to)| Opening {
                    day,
                    from: time(*from),
                    to: time(*to),
                }));
            }
        }
        openings
    });
    let closing = (
        0_i16..9999,
        1_i8..13,
        1_i8..29,
        0_i64..3,
        option::of(texts()),
    )
        .prop_map(|(year, month, day, days, name)| {
            let from = jiff::civil::date(year, month, day);
            let to = from.saturating_add(jiff::Span::new().days(days));
            Closing { from, to, name }
        });
    let zone = select(vec!["UTC", "Europe/Paris", "europe/paris", "Etc/GMT+5"]);
    (texts(), zone, open, vec(closing, 0..3), option::of(texts())).prop_map(
        move |(display, zone, open, closed, external_id)| Schedule {
            id: id(name),
            name: display,
            timezone: TimeZone::try_from(Box::from(zone)).unwrap(),
            open,
            closed,
            external_id,
        },
    )
}

const WEBSITES: [&str; 4] = [
    "https://acme.example/",
    "https://ACME.example:443/",
    "https://*.acme.example/help",
    "http://localhost:3000/",
];

const CHANNELS: [&str; 2] = ["web", "help-2"];
const SCHEDULES: [&str; 2] = ["s0", "s1"];

fn bot() -> impl Strategy<Value = Bot> {
    (
        texts(),
        vec(select(&CHANNELS[..]).prop_map(id), 0..4),
        texts(),
        option::of(texts()),
    )
        .prop_map(|(name, mut channels, answer, external_id)| {
            // Messages of every channel may use it.
            channels.extend(CHANNELS.map(id));
            Bot {
                id: id("aria"),
                name,
                status: BotStatus::Published,
                channels,
                answers: vec![
                    Answer {
                        id: id("a1"),
                        name: answer,
                    },
                    Answer {
                        id: id("a2"),
                        name: text("a2"),
                    },
                ],
                external_id,
            }
        })
}

fn message() -> impl Strategy<Value = Message> {
    let trigger = prop_oneof![
        Just(Trigger::PageLoad {}),
        (0_u32..=86_400).prop_map(|after_seconds| Trigger::PageView { after_seconds }),
        select(vec![0, 59, 60, 61, 3600])
            .prop_map(|after_seconds| Trigger::PageView { after_seconds }),
    ];
    let agent =
        (texts(), vec(select(Ask::ALL), 0..4)).prop_map(|(text, ask)| Reply::Agent { text, ask });
    let bot = select(vec!["a1", "a2"]).prop_map(|answer| Reply::Bot {
        bot: id("aria"),
        answer: id(answer),
    });
    let tag = prop_oneof![select(vec![
        "cart",
        "status",
        "and",
        "é",
        "offer/1",
        "1st",
        "-",
        "a\u{200D}b",
        "\\"
    ]),]
    .prop_map(|it| Tag::try_from(Box::from(it)).unwrap());
    let hours = prop_oneof![
        2 => Just(None),
        1 => select(&SCHEDULES[..]).prop_map(|name| Some(Some(name))),
        1 => Just(Some(None)),
    ];
    (
        (texts(), texts()),
        select(MessageStatus::ALL),
        select(&CHANNELS[..]),
        prop_oneof![2 => agent, 1 => bot],
        conditions(),
        trigger,
        vec(tag, 0..5),
        hours,
        select(Frequency::ALL),
    )
        .prop_map(
            |(
                (name, text),
                status,
                channel,
                reply,
                conditions,
                trigger,
                tags,
                hours,
                frequency,
            )| {
                let outside = || MinLenVec::try_from(vec![id("s1"), id("s0"), id("s1")]).unwrap();
                Message {
                    id: id("replaced"),
                    name,
                    status,
                    brand: id("b"),
                    channel: id(channel),
                    text,
                    reply,
                    conditions,
                    trigger,
                    tags,
                    schedule: match hours {
                        None => Hours::Anytime {},
                        Some(Some(name)) => Hours::BusinessHours {
                            schedules: [id(name)],
                        },
                        Some(None) => Hours::OutsideBusinessHours {
                            schedules: outside(),
                        },
                    },
                    frequency,
                }
            },
        )
}

fn configuration() -> impl Strategy<Value = Configuration> {
    let account = option::of((option::of(texts()), select(ConversationControl::ALL)));
    let messages = vec(message(), 0..6);
    let rest = (
        texts(),
        option::of(texts()),
        schedule("s0"),
        schedule("s1"),
        bot(),
        vec(select(&WEBSITES[..]), 0..3),
    );
    (any::<bool>(), account, rest, messages).prop_map(
        |(case_sensitive, account, (name, external_id, s0, s1, bot, websites), mut messages)| {
            for (index, message) in messages.iter_mut().enumerate() {
                message.id = id(&format!("m{index}"));
            }
            let channel = |it: &str| Channel {
                id: id(it),
                name: name.clone(),
                channel_type: ChannelType::WebWidget,
                brand: id("b"),
                websites: websites
                    .iter()
                    .map(|website| WebsiteUrl::try_from(Box::from(*website)).unwrap())
                    .collect(),
                business_hours: vec![id("s0"), id("s1"), id("s0")],
                external_id: external_id.clone(),
            };
            Configuration {
                version: Version,
                matching: Matching { case_sensitive },
                account: account.map(|(name, conversation_control)| Account {
                    name,
                    conversation_control,
                }),
                brands: vec![Brand {
                    id: id("b"),
                    name: name.clone(),
                    external_id: external_id.clone(),
                }],
                channels: CHANNELS.map(channel).to_vec(),
                bots: vec![bot],
                schedules: vec![s0, s1],
                messages,
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_valid_configuration_is_imported_to_its_normal_form(configuration in configuration()) {
        let import = assert_round_trip(&configuration);
        // Nothing is lost on the way but what is said twice, or in another spelling.
        prop_assert_eq!(import.configuration.messages.len(), configuration.messages.len());
        for (given, normal) in configuration.messages.iter().zip(&import.configuration.messages) {
            let given = Message { conditions: normal.conditions.clone(), ..given.clone() };
            let rest = Message {
                tags: given.tags.clone(),
                reply: given.reply.clone(),
                schedule: given.schedule.clone(),
                ..normal.clone()
            };
            prop_assert_eq!(&rest, &given);
            prop_assert!(normal.tags.iter().all(|tag| given.tags.contains(tag)));
            prop_assert!(given.tags.iter().all(|tag| normal.tags.contains(tag)));
        }
        for (given, normal) in configuration.schedules.iter().zip(&import.configuration.schedules) {
            prop_assert_eq!(&given.open, &normal.open);
            prop_assert_eq!(&given.closed, &normal.closed);
        }
    }

    #[test]
    fn what_was_compiled_comes_back(segments in segments()) {
        assert_same(&build(&segments.text()));
    }

    #[test]
    fn layout_stays_within_the_margin(configuration in configuration()) {
        let import = imported(&configuration);
        for line in import.text().lines() {
            // Only what cannot be broken may be longer: a string, a list without brackets.
            let whole = line.contains('"') || line.starts_with("  open ");
            prop_assert!(line.chars().count() <= 100 || whole, "{line}");
            prop_assert_eq!(line.trim_end(), line);
        }
    }
}

#[test]
fn generated_workspaces_come_back() {
    for (messages, files) in [(0, 1), (1, 1), (37, 1), (150, 4)] {
        let generated = proactive_testing::generate::workspace(messages, files);
        let files = generated.files.iter().map(|file| SourceFile {
            path: file.path.as_str().into(),
            text: file.text.as_str().into(),
        });
        let workspace = Workspace::new(Settings::default(), files.collect());
        let import = assert_same(&compile(&workspace.check().model().unwrap()));
        assert_eq!(
            import.files().len(),
            messages + usize::from(messages + 1 > 0)
        );
    }
}

#[test]
fn a_whole_workspace() {
    let configuration = Configuration::from_json(include_str!("example/configuration.json"));
    insta::assert_snapshot!(assert_same(&configuration.unwrap()).text());
}

#[test]
fn long_conditions_are_broken() {
    let condition = r#"
      (visitor.url is any of ["https://acme.example/a", "https://acme.example/b"] or device.language is any of [fr, nl])
      and visitor.title is not any of ["Checkout", "Panier"]
      and (visitor.history is new or visitor.url contains any of [
        "/a/long/way/to/go", "/another/long/way/to/go", "/a/third/long/way/to/go", "/and/one/more"
      ] or (visitor.title contains "Sale" and visitor.title does not contain any of ["Winter", "Summer", "Autumn"]))
    "#;
    insta::assert_snapshot!(assert_same(&build(&with_condition(condition))).text());
}

#[test]
fn files_are_numbered_and_their_names_cut() {
    let generated = proactive_testing::generate::workspace(3, 1);
    let mut configuration = build(&generated.files[0].text);
    configuration.messages[1].id = id(&"long".repeat(100));
    let files = imported(&configuration).files();
    let paths: Vec<&str> = files.iter().map(|file| &*file.path).collect();
    assert!(paths.is_sorted());
    assert_eq!(paths[0], "00-account.proactive");
    assert!(paths[1].starts_with("01-"));
    assert_eq!(paths[2], format!("02-{}.proactive", "long".repeat(20)));
    assert_eq!(built(&files, true), configuration);
}

#[test]
fn the_manifest_has_the_matching() {
    let mut configuration = build("");
    assert_eq!(
        imported(&configuration).manifest(),
        "[matching]\ncase = \"sensitive\"\n"
    );
    configuration.matching.case_sensitive = false;
    let import = imported(&configuration);
    assert_eq!(import.manifest(), "[matching]\ncase = \"insensitive\"\n");
    assert_eq!((import.text(), import.files()), (String::new(), Vec::new()));
}

#[test]
fn what_the_language_does_not_allow_is_refused() {
    let whole = Configuration::from_json(include_str!("example/configuration.json")).unwrap();
    let refused = |change: &dyn Fn(&mut Configuration)| {
        let mut configuration = whole.clone();
        change(&mut configuration);
        match import(&configuration) {
            Ok(import) => panic!("{}", import.text()),
            Err(unfit) => unfit.iter().map(ToString::to_string).collect::<Vec<_>>(),
        }
    };
    let mut said = Vec::new();
    said.extend(refused(&|it| it.messages[0].channel = id("elsewhere")));
    said.extend(refused(&|it| it.messages[0].brand = id("nobody")));
    said.extend(refused(&|it| {
        let mut other = it.brands[0].clone();
        other.id = id("other");
        it.brands.push(other);
        it.messages[0].brand = id("other");
    }));
    said.extend(refused(&|it| it.messages[1] = it.messages[0].clone()));
    said.extend(refused(&|it| it.bots[0].status = BotStatus::Draft));
    said.extend(refused(&|it| it.bots[0].channels.clear()));
    said.extend(refused(&|it| {
        let open = &mut it.schedules[0].open[0];
        (open.from, open.to) = (open.to, open.from);
    }));
    said.extend(refused(&|it| {
        it.schedules[0].timezone = TimeZone::try_from(Box::from("Europe/Atlantis")).unwrap();
    }));
    said.extend(refused(&|it| {
        let website = WebsiteUrl::try_from(Box::from("https://acme.*/")).unwrap();
        it.channels[0].websites = vec![website];
    }));
    said.extend(refused(&|it| {
        let mut other = it.schedules[0].clone();
        other.id = id("other");
        it.schedules.push(other);
        it.messages[0].schedule = Hours::OutsideBusinessHours {
            schedules: MinLenVec::try_from(vec![id("other")]).unwrap(),
        };
    }));
    said.extend(refused(&|it| {
        let comparison = |number: usize| {
            let values = MinLenVec::try_from(vec![text(&number.to_string())]).unwrap();
            let test = Test::Contains(values);
            Condition::Comparison(Comparison::new(Field::VisitorUrl, test).unwrap())
        };
        let parts: Vec<Condition> = (0..10_001).map(comparison).collect();
        it.messages[0].conditions = Conditions::All(MinLenVec::try_from(parts).unwrap());
    }));
    insta::assert_snapshot!(said.join("\n"));
}
