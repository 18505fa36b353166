//! Generates workspaces of any size, for benchmarks and for tests of large inputs.
//!
//! The same numbers always give the same bytes. The workspaces resemble what people write: brands,
//! channels, bots, schedules, segments, texts in several languages, conditions of many shapes. They
//! have no finding: everything declared is used, and no message has a condition that another one
//! implies.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::FixtureFile;
use crate::fixture::write_below;

/// A generated workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// The content of `proactive.toml`, which sets the limit of messages.
    pub manifest: String,
    /// The `.proactive` files, sorted by path.
    pub files: Vec<FixtureFile>,
}

impl Generated {
    /// The total size of all `.proactive` files, in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.iter().map(|file| file.text.len()).sum()
    }

    /// Whether all files are empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Writes the workspace, including the manifest, into the folder `root`.
    ///
    /// # Errors
    ///
    /// If a file cannot be written.
    pub fn write_to(&self, root: &Path) -> io::Result<()> {
        write_below(root, "proactive.toml", self.manifest.as_bytes())?;
        for file in &self.files {
            write_below(root, &file.path, file.text.as_bytes())?;
        }
        Ok(())
    }
}

/// Generates a workspace of `messages` messages in `files` files (at least one), with about 450
/// bytes per message. If there are several files, the first has everything except the messages.
#[must_use]
pub fn workspace(messages: usize, files: usize) -> Generated {
    let mut texts = Vec::new();
    let account = account(messages);
    let parts = files.saturating_sub(1).max(1);
    for part in 0..parts {
        let mut text = if files < 2 {
            account.clone()
        } else {
            String::new()
        };
        let _ = writeln!(
            text,
            "# part {part}: what we want to say, to whom, and when"
        );
        for number in part * messages / parts..(part + 1) * messages / parts {
            if number.is_multiple_of(SEGMENT_EVERY) {
                text.push('\n');
                text.push_str(&segment(number / SEGMENT_EVERY));
            }
            text.push('\n');
            text.push_str(&message(number));
        }
        texts.push((format!("messages-{part:04}.proactive"), text));
    }
    if files >= 2 {
        texts.insert(0, ("account.proactive".to_owned(), account));
    }
    Generated {
        manifest: format!(
            "name = \"Generated\"\n\n[limits]\nmessages = {}\n",
            messages.max(1)
        ),
        files: texts
            .into_iter()
            .map(|(path, text)| FixtureFile::new(path, text))
            .collect(),
    }
}

/// The number of messages that share a segment.
const SEGMENT_EVERY: usize = 10;

struct Site {
    id: &'static str,
    name: &'static str,
    brand: usize,
    schedules: &'static [usize],
    bot: usize,
}

const BRANDS: [Named; 3] = [
    ("outdoor", "Wildbach Outdoor"),
    ("atelier", "Atelier Lumière"),
    ("garden", "Hortus & Co"),
];

const SITES: [Site; 6] = [
    Site {
        id: "outdoor_web",
        name: "wildbach.example",
        brand: 0,
        schedules: &[0],
        bot: 0,
    },
    Site {
        id: "outdoor_help",
        name: "Help pages",
        brand: 0,
        schedules: &[0, 1],
        bot: 0,
    },
    Site {
        id: "atelier_fr",
        name: "atelier.example/fr",
        brand: 1,
        schedules: &[1],
        bot: 1,
    },
    Site {
        id: "atelier_en",
        name: "atelier.example/en",
        brand: 1,
        schedules: &[2],
        bot: 1,
    },
    Site {
        id: "garden_web",
        name: "hortus.example",
        brand: 2,
        schedules: &[3],
        bot: 2,
    },
    Site {
        id: "garden_app",
        name: "Garden planner",
        brand: 2,
        schedules: &[3, 2],
        bot: 2,
    },
];

const SCHEDULES: [(&str, &str, &str, &str); 4] = [
    (
        "counter_vienna",
        "Counter",
        "Europe/Vienna",
        "open mon-fri 08:30-12:00, 13:00-17:30\n  open sat 09:00-13:00\n  closed 2026-12-24 to 2026-12-26 \"Weihnachten\"",
    ),
    (
        "equipe_paris",
        "Équipe",
        "Europe/Paris",
        "open mon-thu 09:00-12:30, 13:30-18:00\n  open fri 09:00-16:00\n  closed 2026-07-14 \"Fête nationale\"",
    ),
    (
        "night_desk",
        "Night desk",
        "America/Toronto",
        "open mon-sun 22:00-24:00, 00:00-06:00",
    ),
    (
        "greenhouse",
        "Greenhouse",
        "Europe/Amsterdam",
        "open tue, thu, sat 10:00-18:00\n  closed 2026-04-27 \"Koningsdag\"\n  closed 2027-04-27 \"Koningsdag\"",
    ),
];

/// An ID and a display name.
type Named = (&'static str, &'static str);

const BOTS: [(Named, [Named; 4]); 3] = [
    (
        ("gipfel", "Gipfel"),
        [
            ("order", "Where is my order?"),
            ("sizes", "Which size is right?"),
            ("returns", "Returns and refunds"),
            ("repair", "Repairs"),
        ],
    ),
    (
        ("lucie", "Lucie"),
        [
            ("livraison", "Suivre ma livraison"),
            ("tailles", "Guide des tailles"),
            ("retours", "Retours"),
            ("cadeaux", "Emballage cadeau"),
        ],
    ),
    (
        ("flora", "Flora"),
        [
            ("planting", "When to plant"),
            ("watering", "How much water?"),
            ("pests", "What eats my roses?"),
            ("delivery", "Delivery of living plants"),
        ],
    ),
];

const TOPICS: [Named; 8] = [
    ("tents", "Tents and shelters"),
    ("panier", "Le panier"),
    ("checkout", "Checkout"),
    ("lampes", "Lampes et lumières"),
    ("tarifs", "Tarifs et devis"),
    ("orders", "My orders"),
    ("seeds", "Seeds and bulbs"),
    ("returns", "Returns and refunds"),
];

const TEXTS: [&str; 8] = [
    "👋 Do you need a hand with choosing? We have tried all of them.",
    "Livraison offerte dès 40 € — besoin d'aide ?",
    "You have been reading for a while. Shall we sum it up?",
    "Une question sur ce modèle ? Nous répondons en deux minutes.",
    "Noch unsicher bei der Größe? Wir messen gern mit Ihnen nach.",
    "🌱 This one likes shade. Ask us what else does.",
    "Is something wrong with your parcel? We will look for it.",
    "Your code can be used right here. Shall we show you where?",
];

const REPLIES: [&str; 5] = [
    "I am putting you through to somebody who knows.",
    "Je vous mets en relation avec un conseiller.",
    "Ein Mensch übernimmt gleich.",
    "One moment, please: a colleague will be with you.",
    "Merci ! Nous vous répondons aujourd'hui.",
];

const LANGUAGES: [&str; 8] = ["fr", "nl", "de", "en-GB", "en", "it", "pt-BR", "es-419"];

/// Spreads numbers evenly: the finaliser of splitmix64.
fn mix(seed: usize, salt: u64) -> usize {
    let mut z = (seed as u64)
        .wrapping_add(salt.wrapping_mul(0x9E37_79B9_7F4A_7C15))
        .wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    usize::try_from((z ^ (z >> 31)) >> 33).unwrap_or(0)
}

/// Chooses an entry of `list` by `seed`.
#[allow(
    clippy::indexing_slicing,
    reason = "the remainder is smaller than the length"
)]
fn pick<T, const N: usize>(list: &'static [T; N], seed: usize) -> &'static T {
    const { assert!(N > 0, "a list to pick from") };
    &list[seed % N]
}

fn site_of(number: usize) -> &'static Site {
    pick(&SITES, mix(number, 1))
}

fn bot_of(number: usize) -> Option<usize> {
    (number % 4 == 1).then(|| site_of(number).bot)
}

/// The declarations that the first `messages` messages use, and no others.
fn account(messages: usize) -> String {
    let mut sites = BTreeSet::new();
    let mut bots = BTreeSet::new();
    for number in 0..messages {
        sites.insert(mix(number, 1) % SITES.len());
        bots.extend(bot_of(number));
    }
    let used = |index: &usize| SITES.get(*index);
    let brands: BTreeSet<usize> = sites.iter().filter_map(used).map(|it| it.brand).collect();
    let schedules: BTreeSet<usize> = sites
        .iter()
        .filter_map(used)
        .flat_map(|it| it.schedules.iter().copied())
        .collect();

    let mut text = String::from(
        "# What the account has.\naccount \"Generated\" {\n  conversation_control release\n}\n",
    );
    for brand in brands {
        let (id, name) = pick(&BRANDS, brand);
        let _ = write!(
            text,
            "\nbrand {id} \"{name}\" {{ external_id \"{}\" }}\n",
            360_001 + brand
        );
    }
    for schedule in schedules {
        let (id, name, zone, hours) = pick(&SCHEDULES, schedule);
        let _ = write!(
            text,
            "\nschedule {id} \"{name}\" {{\n  timezone \"{zone}\"\n  {hours}\n}}\n"
        );
    }
    for site in sites.iter().filter_map(used) {
        let hours: Vec<&str> = site
            .schedules
            .iter()
            .map(|schedule| pick(&SCHEDULES, *schedule).0)
            .collect();
        let _ = write!(
            text,
            "\nchannel {} \"{}\" {{\n  brand {}\n  business_hours {}\n}}\n",
            site.id,
            site.name,
            pick(&BRANDS, site.brand).0,
            hours.join(", ")
        );
    }
    for bot in bots {
        let ((id, name), answers) = pick(&BOTS, bot);
        let channels: Vec<&str> = sites
            .iter()
            .filter_map(used)
            .filter(|site| site.bot == bot)
            .map(|site| site.id)
            .collect();
        let _ = write!(
            text,
            "\nbot {id} \"{name}\" {{\n  channels {}\n",
            channels.join(", ")
        );
        for (answer, name) in answers {
            let _ = writeln!(text, "  answer {answer} \"{name}\"");
        }
        text.push_str("}\n");
    }
    text
}

fn segment(number: usize) -> String {
    let (topic, title) = pick(&TOPICS, mix(number, 2));
    let mut text = format!("# Those who look at shelf {number} of {topic}.\n");
    let _ = match number % 3 {
        0 => writeln!(
            text,
            "segment shelf_{number:05} when\n  visitor.url contains any of [\"/{topic}/shelf-{number:05}\", \"/neu/shelf-{number:05}\"]"
        ),
        1 => writeln!(
            text,
            "segment shelf_{number:05} when\n  (visitor.url contains \"/{topic}/shelf-{number:05}\" or visitor.title is \"{title} {number:05}\")\n  and visitor.url does not contain \"/print-{number:05}\""
        ),
        _ => writeln!(
            text,
            "segment shelf_{number:05} when not (visitor.url does not contain \"/{topic}/shelf-{number:05}\" or visitor.title contains \"Sold out {number:05}\")"
        ),
    };
    text
}

fn message(number: usize) -> String {
    let (topic, title) = *pick(&TOPICS, mix(number, 3));
    let site = site_of(number);
    let mut text = String::new();
    if number % 5 == 2 {
        let _ = writeln!(text, "# Asked for by the people of {title}.");
    }
    let _ = writeln!(text, "message {topic}_{number:05} \"{title} {number}\" {{");
    if number.is_multiple_of(3) {
        let _ = writeln!(text, "  brand {}", pick(&BRANDS, site.brand).0);
    }
    let _ = writeln!(text, "  channel {}", site.id);
    let words = pick(&TEXTS, mix(number, 4));
    let _ = if number % 9 == 4 {
        writeln!(
            text,
            "  text \"\"\"\n    {words}\n\n    (This is offer {number}.)\n    \"\"\""
        )
    } else {
        writeln!(text, "  text \"{words}\"")
    };
    reply(&mut text, number);
    condition(&mut text, number, topic, title);
    let _ = match number % 7 {
        0 => writeln!(text, "  on page_load"),
        1 | 2 => writeln!(text, "  after 30s on page_view"),
        3 => writeln!(text, "  after 1m05s on page_view"),
        _ => writeln!(text, "  after 0m{:02}s on page_view", 5 + number % 50),
    };
    if number.is_multiple_of(2) {
        let _ = writeln!(text, "  tags {topic}, \"offer/{number}\", autumn_2026");
    }
    let _ = match number % 6 {
        0 => writeln!(
            text,
            "  schedule business_hours {}",
            site.schedules
                .first()
                .map_or("", |schedule| pick(&SCHEDULES, *schedule).0)
        ),
        1 => writeln!(text, "  schedule outside_business_hours"),
        2 => writeln!(text, "  schedule anytime"),
        _ => Ok(()),
    };
    let _ = writeln!(
        text,
        "  frequency {}",
        pick(&["once_per_visit", "once_per_customer"], mix(number, 5))
    );
    match number % 40 {
        11 => text.push_str("  status paused\n"),
        23 => text.push_str("  status draft\n"),
        _ => {}
    }
    text.push_str("}\n");
    text
}

fn reply(text: &mut String, number: usize) {
    if let Some(bot) = bot_of(number) {
        let ((id, _), answers) = pick(&BOTS, bot);
        let (answer, _) = pick(answers, mix(number, 6));
        let _ = writeln!(text, "  reply bot {id} answer {answer}");
        return;
    }
    let words = pick(&REPLIES, mix(number, 7));
    let _ = match number % 4 {
        0 => writeln!(text, "  reply agent \"{words}\""),
        2 => writeln!(
            text,
            "  reply agent {{\n    text \"{words}\"\n    ask name, email\n  }}"
        ),
        _ => writeln!(
            text,
            "  reply agent {{\n    text \"{words}\"\n    ask {}\n  }}",
            pick(&["nothing", "email", "name"], mix(number, 8))
        ),
    };
}

/// A condition that no condition of another message implies: it requires a text with the number.
fn condition(text: &mut String, number: usize, topic: &str, title: &str) {
    let shelf = number / SEGMENT_EVERY;
    let page = format!("/{topic}/item-{number:06}/");
    let language = pick(&LANGUAGES, mix(number, 9));
    let _ = match number % SEGMENT_EVERY {
        0 => writeln!(
            text,
            "  when shelf_{shelf:05} and visitor.url contains \"{page}\" and visitor.history is new"
        ),
        1 => writeln!(text, "  when visitor.url contains \"{page}\""),
        2 => writeln!(
            text,
            "  when visitor.url contains any of [\"{page}\", \"/{topic}/sale-{number:06}/\"]\n    and device.language is {language}"
        ),
        3 => writeln!(
            text,
            "  when visitor.title is \"{title} {number:06}\" or visitor.url contains \"{page}\""
        ),
        4 => writeln!(
            text,
            "  when visitor.history is returning\n    and (visitor.url contains \"{page}\" or visitor.title contains \"{title} {number:06}\")\n    and device.language is not {language}"
        ),
        5 => writeln!(
            text,
            "  when visitor.url is \"https://www.example.com{page}\" and device.language is not {language}"
        ),
        6 => writeln!(
            text,
            "  when (device.language is any of [de, it, fr-CA] or visitor.history is new)\n    and visitor.url contains \"{page}\""
        ),
        7 => writeln!(
            text,
            "  when not (visitor.url does not contain \"{page}\" or visitor.title is \"Error {number:06}\")\n    and visitor.history is not new"
        ),
        8 => writeln!(
            text,
            "  when shelf_{shelf:05}\n    and visitor.url contains any of [\"{page}\", \"/{topic}/gift-{number:06}/\", \"/{topic}/set-{number:06}/\"]\n    and visitor.url does not contain \"/archive-{number:06}/\""
        ),
        _ => writeln!(
            text,
            "  when visitor.url contains \"{page}\"\n    and visitor.title does not contain any of [\"Sold out {number:06}\", \"Ausverkauft {number:06}\"]\n    and (device.language is {language} or device.language is uk)"
        ),
    };
}
