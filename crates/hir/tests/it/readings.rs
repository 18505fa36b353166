//! What the readers of phrases understand, as pages that a person can review.

use std::fmt::Write as _;

use proactive_catalog::{LANGUAGES, WordSet};

/// The readers are not public, so the test has its own copy.
#[path = "../../src/repair"]
mod repair {
    pub(super) mod read;
}

use repair::read::{self, Reading};

fn page(phrases: &[&str], read: impl Fn(&str) -> Vec<Reading>) -> String {
    let mut page = String::new();
    for phrase in phrases {
        let readings: Vec<String> = read(phrase)
            .iter()
            .map(|reading| match reading.certain {
                true => reading.text.clone(),
                false => format!("{}?", reading.text),
            })
            .collect();
        let shown = if readings.is_empty() {
            "-".into()
        } else {
            readings.join("  ")
        };
        let _ = writeln!(page, "{phrase:<40} {shown}");
    }
    page
}

#[test]
fn durations() {
    #[rustfmt::skip]
    let shown = page(
        &[
            "30s", "2m", "0m30s", "1m05s", "90s", "1m90s", "0s", "1440m", "1441m", "86400s", "86401s", "24h",
            "25h", "1d", "30 seconds", "30 sec", "30sec", "30 secs.", "1m 30s", "1 min 30", "1min30", "1m30",
            "90 s", "1:30", "0:30", "1:30 min", "0:01:30", "30000ms", "1500ms", "1000 ms", "PT1M30S", "PT30S",
            "pt1h", "1h", "1h30", "1h30m", "1,5 min", "1.5 min", "0.5m", "1,5m", "0,25 min", "1.234m",
            "half a minute", "thirty seconds", "forty-five seconds", "une minute", "trente secondes",
            "30 secondes", "dreißig Sekunden", "eine Minute", "un minuto", "una hora", "2'", "1'30\"", "30\"",
            "30″", "1 minute and 30 seconds", "1 minute, 30 seconds", "1 minute et 30 secondes", "30", "0",
            "m30", "s30", "３０s", "30S", "1M", "+30s", "-30s", "30x", "x", "", "30-60s", "~30s", "> 30",
            "immediately", "tout de suite", "sofort", "a few seconds", "30s on page_view", "1m 1m", "1s 1m",
            "1 an", "00:30", "10:00", "une heure", "demi-heure", "an hour and a half", "30 s 30",
            "99999999999999999999s", "1.5", "1, 30", "un", "30 secondi", "30 segundos", "30 seconden",
            "30 Sek.", "5 Min.", "5mn", "1 minute 30", "0.5", "30-second", "1,30m", "1.30 min", "0.25 min",
            "0.75 min", "1 mn 30 s", "2 min.", "0h01m30s", "1.5h", "90''", "1½ min", "2 1/2 min",
            "1 min et 30 sec", "1 Stunde", "1440 minutes", "1 week", "5 to 10 minutes", "30_000 ms", "thirty",
        ],
        read::duration,
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn times_of_day() {
    #[rustfmt::skip]
    let shown = page(
        &[
            "09:00", "9:00", "9h", "9h00", "9h30", "9 h 30", "09h00m", "9", "9am", "9 a.m.", "5pm", "5:30 PM",
            "12am", "12pm", "12:30am", "0900", "900", "1730", "9.00", "9.30 Uhr", "9 Uhr", "9 Uhr 30", "9u30",
            "17 uur", "17:00:00", "17:00:30", "noon", "midi", "minuit", "24:00", "24:01", "25:00", "9:60",
            "9:5", "17pm", "13am", "9 o'clock", "9 in the morning", "9 heures du matin", "5 de la tarde",
            "６:００", "", "nine", "9h5", "à 9h", "at 9am", "17.30", "9.30am", "9:00 Uhr", "9h30m", "17h30min",
            "0:00", "9:00:00", "5 p.m.", "midnight",
        ],
        read::time_of_day,
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn intervals() {
    #[rustfmt::skip]
    let shown = page(
        &[
            "09:00-17:30", "00:00-24:00", "9-17", "9:00-17:00", "9h-17h30", "9am-5pm", "9 am - 5 pm",
            "9 a.m. to 5 p.m.", "09:00 - 17:30", "09:00–17:30", "09:00—17:30", "from 9 to 5", "9-5", "1-5",
            "8-12", "9-11", "9h00 à 17h00", "de 9h à 17h30", "0900-1730", "9.00-17.00", "22:00-06:00", "22-6",
            "9:00-5:30", "9-5pm", "1-5pm", "9-11pm", "9am-5", "9am-11", "09:00 to 17:30", "09:00 until 17:30",
            "von 9 bis 17 Uhr", "9 Uhr bis 17 Uhr", "de 9 a 17", "dalle 9 alle 17", "van 9 tot 17",
            "das 9 às 17", "between 9 and 17", "9:00..17:00", "9:00 -> 17:00", "9:00~17:00", "09:00-00:00",
            "09:00-midnight", "minuit-6h", "12am-6am", "6pm-12am", "noon-5pm", "18:00-09:00", "09:00-09:00",
            "09:00-25:00", "all day", "24h", "toute la journée", "09:00", "mon-fri", "", "9-17-20", "9h17h",
            "jusqu'à 17h", "9h jusqu'à 17h", "9:00/17:00", "09:00-23:59", "9 and 17", "9am til 5pm",
            "09:00-17:30h", "9:00h-17:30h", "09.00 – 17.30 Uhr", "9:00 AM - 5:00 PM", "9 - 17h", "00-24",
            "8:30-17", "9:00 bis 17:00", "10h-18h30",
        ],
        read::interval,
    );
    insta::assert_snapshot!(shown);
    #[rustfmt::skip]
    let shown = page(
        &[
            "09:00-12:30, 13:30-18:00", "09:00-12:30 13:30-18:00", "9-12 and 14-18", "9h-12h30 et 13h30-18h",
            "9h à 12h et 14h à 18h", "9-12/14-18", "09:00-12:30;13:30-18:00", "9:00 - 12:00, 2pm - 6pm",
            "9-12 & 14-18", "09:00-12:30, x", "9-12, 2-6",
        ],
        read::intervals,
    );
    insta::assert_snapshot!(shown);
    let overnight = |phrase: &str| {
        read::overnight(phrase)
            .map(|it: read::Overnight| format!("{} + {}", it.evening, it.morning))
    };
    assert_eq!(
        overnight("22:00-06:00").as_deref(),
        Some("22:00-24:00 + 00:00-06:00")
    );
    assert_eq!(
        overnight("22h à 6h").as_deref(),
        Some("22:00-24:00 + 00:00-06:00")
    );
    assert_eq!(
        overnight("10pm-6am").as_deref(),
        Some("22:00-24:00 + 00:00-06:00")
    );
    assert_eq!(overnight("09:00-17:00"), None);
    assert_eq!(overnight("22:00-24:00"), None);
    assert_eq!(overnight("9-5"), None);
}

#[test]
fn dates() {
    #[rustfmt::skip]
    let shown = page(
        &[
            "2026-12-25", "2026-12-5", "2026-1-05", "2026/12/25", "2026.12.25", "20261225", "25122026",
            "2026-12-25T00:00:00Z", "2026-12-25 00:00", "2026-25-12", "2026-02-30", "2026-13-45", "25/12/2026",
            "12/25/2026", "25.12.2026", "25-12-2026", "01/05/2026", "05/05/2026", "1.5.2026", "25/12/26",
            "25-12-26", "26-12-25", "25 décembre 2026", "25 decembre 2026", "1er mai 2026",
            "le 25 décembre 2026", "Dec 25, 2026", "December 25th, 2026", "25th of December 2026",
            "Dec. 25 2026", "25-Dec-2026", "25. Dezember 2026", "25 de diciembre de 2026", "25 dicembre 2026",
            "25 december 2026", "Friday, December 25, 2026", "vendredi 25 décembre 2026", "mardi 3 mars 2026",
            "mar 3 mars 2026", "2026 Dec 25", "２０２６-１２-２５", "2026年12月25日", "25 12 2026", "12-25", "25/12",
            "25 décembre", "Dec 25", "Christmas", "2026", "2026-12", "décembre 2026", "", "2026-12-25-26",
            "mon", "30/02/2026", "2026–12–25", "'2026-12-25'", "12/25/26", "25/Dec/2026", "2026-Dec-25",
            "1st January 2027", "2026.12.25.", "2026-W52", "25 déc. 2026", "31.12.2026",
        ],
        read::date,
    );
    insta::assert_snapshot!(shown);
    for phrase in [
        "12-25",
        "25/12",
        "25.12.",
        "25 décembre",
        "Dec 25",
        "le 1er mai",
        "Friday, December 25",
    ] {
        assert!(read::is_date_without_year(phrase), "{phrase}");
    }
    for phrase in [
        "2026-12-25",
        "13-32",
        "12",
        "décembre",
        "30/02",
        "Christmas",
        "1,5",
        "9-17 h",
    ] {
        assert!(!read::is_date_without_year(phrase), "{phrase}");
    }
    #[rustfmt::skip]
    let shown = page(
        &[
            "2026-12-24 to 2026-12-26", "2026-12-24 au 2026-12-26", "du 24/12/2026 au 26/12/2026",
            "2026-12-24 - 2026-12-26", "2026-12-24-2026-12-26", "2026-12-24..2026-12-26",
            "2026-12-24/2026-12-26", "from 2026-12-24 until 2026-12-26", "vom 24.12.2026 bis 26.12.2026",
            "du 24 au 26 décembre 2026", "24-26 décembre 2026", "24 décembre au 2 janvier 2027",
            "2026-12-26 to 2026-12-24", "2026-12-24 bis 2026-12-24", "2026-12-24", "2026-12-24 to",
            "01/05/2026 to 02/05/2026", "Dec 24 - Dec 26, 2026", "2026-12-24 and 2026-12-26",
            "2026-12-24 et 2026-12-26", "2026-12-24, 2026-12-26", "between 2026-12-24 and 2026-12-26",
            "24/12/2026 / 26/12/2026", "24.-26.12.2026", "24/12/2026-26/12/2026",
            "2026-12-24 through 2026-12-26",
        ],
        read::closing,
    );
    insta::assert_snapshot!(shown);
    #[rustfmt::skip]
    let shown = page(
        &[
            "2026-03-16 10:00", "2026-03-16T10:00", "2026-03-16T10:00:00Z", "2026-03-16 10:00:00",
            "2026-03-16T10:00+01:00", "16/03/2026 10h", "16/03/2026 à 10h", "2026-03-16 at 10am",
            "le 16 mars 2026 à 10h30", "Monday, March 16, 2026 10:00", "10:00 2026-03-16", "2026-03-16, 10:00",
            "2026-03-16", "10:00", "2026-03-16 10", "05/04/2026 10:00", "2026-03-16 24:00",
        ],
        read::moment,
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn days() {
    #[rustfmt::skip]
    let shown = page(
        &[
            "mon", "mon-fri", "sat, sun", "sat-mon", "Mon", "MON-FRI", "Monday", "lundi", "montag", "lun-ven",
            "lun–ven", "monday to friday", "Monday - Friday", "du lundi au vendredi", "lundi à vendredi",
            "de lunes a viernes", "Montag bis Freitag", "lunedì-venerdì", "maandag t/m vrijdag", "ma-vr",
            "ma-ve", "ma", "di-do", "mo-fr", "lu-ve", "mon–fri", "weekdays", "weekend", "week-end",
            "le week-end", "every day", "daily", "tous les jours", "7j/7", "Mon,Tue", "Mon, Tue", "mon/tue",
            "mon & tue", "mon and tue", "mon tue wed", "lundi et mardi", "lundi, mardi et jeudi",
            "monday-thursday and saturday", "mon-thu, sat", "on Mondays", "every monday", "lun.-ven.",
            "Mo. - Fr.", "M-F", "L-V", "between monday and friday", "segunda a sexta",
            "segunda-feira a sexta-feira", "sábado y domingo", "werktags", "jours ouvrés", "businessdays",
            "mon-", "monn", "x", "", "mon-fri-sun", "except sunday", "09:00", "sun-thu", "sam dim", "mon/fri",
            "sat/sun", "lundi au vendredi", "lunes y viernes", "jours ouvrables", "6j/7", "MTWTF", "Mo bis Fr",
            "Mon–Thu & Sat", "weekdays and saturday", "5 days a week", "mon-wed-fri",
        ],
        read::days,
    );
    insta::assert_snapshot!(shown);
    #[rustfmt::skip]
    let shown = page(
        &[
            "mon-fri 09:00-17:30", "24/7", "7j/7 24h/24", "always", "09:00-17:30 mon-fri", "lun-ven 9h-17h",
            "du lundi au vendredi de 9h à 17h30", "Monday to Friday 9am-5pm", "Monday to Friday, 9am to 5pm",
            "Mon-Fri: 9:00-17:00", "weekdays 9-17", "weekends 10-16", "every day 9-17", "9-5 on weekdays",
            "mon-fri 9am - 5pm", "mon-fri 09:00-12:30, 13:30-18:00", "sat, sun 10:00-16:00",
            "montags bis freitags von 9 bis 17 Uhr", "mon-fri 22:00-06:00", "mon-fri", "09:00-17:30",
            "mon-fri all day", "mon-sun 00:00-24:00", "de lunes a viernes de 9 a 18",
            "mon-fri 9-17, sat 10-16", "mon–fri 09:00–17:30", "mon - fri 09:00 - 17:30",
            "mon-fri from 9 to 17",
        ],
        read::opening,
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn languages_and_words() {
    #[rustfmt::skip]
    let shown = page(
        &[
            "fr", "FR", "French", "Deutsch", "fr_CA", "fr-FR", "zh", "zh-Hant", "nb-NO", "iw", "cn", "lt",
            "French (Canada)", "Chinese (Simplified)", "es-MX", "en-UK", "\"fr\"", "fr-CA-x",
            "french canadian", "Germany", "Brazil", "USA", "European Portuguese", "Swiss German", "Canada",
            "Belgium", "Cantonese", "kr", "se", "in", "us", "español (méxico)", "English (UK)",
            "français de Belgique", "Latin American Spanish", "",
        ],
        read::language,
    );
    insta::assert_snapshot!(shown);
    #[rustfmt::skip]
    let shown = page(
        &[
            "once", "once per visit", "oncePerVisit", "once_per_session", "always", "daily", "EVERY_TIME",
        ],
        |phrase| read::word(WordSet::Frequency, phrase),
    );
    insta::assert_snapshot!(shown);
    for row in LANGUAGES {
        assert_eq!(read::language(row.tag), [certain(row.tag)]);
    }
}

fn certain(text: &str) -> Reading {
    Reading {
        text: text.to_owned(),
        certain: true,
    }
}

/// What is right already has itself as its one reading.
#[test]
fn right_forms_are_their_own_reading() {
    for minutes in (0..=1440_u32).step_by(7) {
        for seconds in [0, 1, 30, 59] {
            let text = match (minutes, seconds) {
                (minutes, 0) => format!("{minutes}m"),
                (minutes, seconds) => format!("{minutes}m{seconds:02}s"),
            };
            if minutes * 60 + seconds <= 86_400 {
                assert_eq!(read::duration(&text), [certain(&text)]);
            }
        }
    }
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    for from in days {
        assert_eq!(read::days(from), [certain(from)]);
        for to in days {
            let range = format!("{from}-{to}");
            assert_eq!(read::days(&range), [certain(&range)]);
        }
    }
    for from in (0..1440).step_by(45) {
        let time = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        assert_eq!(read::time_of_day(&time(from)), [certain(&time(from))]);
        for to in (from + 1..=1440).step_by(37) {
            let interval = format!("{}-{}", time(from), time(to));
            assert_eq!(read::interval(&interval), [certain(&interval)]);
        }
    }
    for month in 1..=12 {
        for day in 1..=28 {
            let date = format!("2026-{month:02}-{day:02}");
            assert_eq!(read::date(&date), [certain(&date)]);
        }
    }
}

/// Days with hours of their own, several in one line.
#[test]
fn openings() {
    #[rustfmt::skip]
    let phrases = [
        "mon-fri 9-18, sat 10-12", "mon 09:00-12:00; tue 14:00-18:00", "mon-fri 9-18 and sat 10-12",
        "lundi 9h-12h, mardi 14h-18h", "mon-fri 9-18", "mon, tue 9-18", "mon-fri, sat", "", "9-18, 10-12",
    ];
    let shown = page(&phrases, |phrase| {
        read::openings(phrase).unwrap_or_default()
    });
    insta::assert_snapshot!(shown);
}

/// The days around a date that does not exist.
#[test]
fn neighbors() {
    let phrases = [
        "2026-02-30",
        "2026-04-31",
        "2026-12-32",
        "9999-12-40",
        "2026-13-01",
        "2026-02",
        "",
    ];
    insta::assert_snapshot!(page(&phrases, read::neighbors));
}
