//! What people write for a thing of the language.

use std::collections::BTreeMap;

use proactive_catalog::aliases::{
    self, CALENDARS, Connective, Quantifier, Scope, Wish, WishPlace, normalize,
};
use proactive_catalog::{
    Block, Day, DeclarationKind, Event, Field, Frequency, LANGUAGES, Operator, STATEMENTS, Word,
    WordSet,
};

/// Words that negate, in the languages of the tables.
const NEGATIVE_WORDS: &[&str] = &[
    "not",
    "never",
    "without",
    "lacks",
    "omits",
    "unlike",
    "other than",
    "different",
    "differs",
    "unequal",
    "neither",
    "none",
    "no",
    "anything but",
    "ne",
    "pas",
    "autre",
    "aucun",
    "aucune",
    "sans",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "ungleich",
    "anders",
    "ohne",
    "schließt aus",
    "distinto",
    "sin",
    "diverso",
    "diversa",
    "senza",
    "niet",
    "geen",
    "ongelijk",
    "zonder",
    "não",
    "sem",
    "neq",
    "nin",
    "diffère",
    "différent",
    "différente",
    "diferente",
];

/// Parts of words and symbols that negate.
const NEGATIVE_PARTS: &[&str] = &[
    "n't",
    "n'est pas",
    "!",
    "<>",
    "≠",
    "=/=",
    "/=",
    "exclu",
    "esclud",
    "excluye",
];

/// Keywords of others that can mean two statements of a test.
const AMBIGUOUS: &[&str] = &[
    "ouvre", "ouvrir", "öffne", "öffnen", "openen", "opens", "abrir", "abre", "apri", "attend",
    "attends", "close", "cerrar", "ferme", "fermer",
];

#[test]
fn no_phrase_is_twice_in_a_table() {
    let mut seen: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut twice = Vec::new();
    for entry in aliases::entries() {
        let key = (entry.table.clone(), normalize(entry.phrase));
        let before = seen.insert(key, entry.meaning.clone());
        let is_known = AMBIGUOUS.contains(&entry.phrase);
        if let Some(before) = before.filter(|before| !is_known || *before == entry.meaning) {
            twice.push(format!(
                "{}: {}: {before}, {}",
                entry.table, entry.phrase, entry.meaning
            ));
        }
    }
    assert!(twice.is_empty(), "{twice:#?}");
}

#[test]
fn phrases_are_in_lower_case() {
    let wrong: Vec<_> = aliases::entries()
        .into_iter()
        .filter(|entry| {
            entry.phrase != entry.phrase.to_lowercase() || entry.phrase != entry.phrase.trim()
        })
        .map(|entry| entry.phrase)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_phrase_is_a_right_word_of_its_set() {
    let mut wrong = Vec::new();
    for entry in aliases::entries() {
        let words: Vec<&str> = if let Some(set) = entry.table.strip_prefix("words of ") {
            WordSet::ALL
                .iter()
                .copied()
                .filter(|it| format!("{it:?}") == set)
                .flat_map(WordSet::words)
                .collect()
        } else if let Some(block) = entry.table.strip_prefix("keywords of ") {
            STATEMENTS
                .iter()
                .filter(|row| format!("{:?}", row.block) == block)
                .map(|row| row.keyword)
                .collect()
        } else {
            match entry.table.as_str() {
                "declarations" => DeclarationKind::ALL.map(DeclarationKind::keyword).to_vec(),
                "languages" => LANGUAGES.iter().map(|row| row.tag).collect(),
                _ => Vec::new(),
            }
        };
        if words
            .iter()
            .any(|word| normalize(word) == normalize(entry.phrase))
        {
            wrong.push(format!("{}: {}", entry.table, entry.phrase));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_wish_is_no_alias_of_the_same_place() {
    let mut wrong = Vec::new();
    for entry in aliases::entries() {
        let Some(place) = entry.table.strip_prefix("wishes at ") else {
            continue;
        };
        let alias = match place {
            "Declaration" => aliases::declaration(entry.phrase).map(|it| format!("{it:?}")),
            "Field" => aliases::field(entry.phrase).map(|it| format!("{it:?}")),
            place => Block::ALL
                .into_iter()
                .filter(|block| place == format!("Statement({block:?})"))
                .find_map(|block| aliases::keyword(block, entry.phrase))
                .map(|it| format!("{it:?}"))
                .or_else(|| {
                    WordSet::ALL
                        .iter()
                        .copied()
                        .filter(|set| place == format!("Word({set:?})"))
                        .map(|set| aliases::word(set, entry.phrase).value)
                        .find(|words| !words.is_empty())
                        .map(|words| words.join(", "))
                }),
        };
        if let Some(alias) = alias {
            wrong.push(format!("{place}: {}: {alias}", entry.phrase));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_phrase_is_found_with_its_meaning() {
    for entry in aliases::entries() {
        let phrase = entry.phrase;
        let upper = phrase.to_uppercase();
        let found = match entry.table.as_str() {
            "operators" => aliases::operator(&upper).map(|it| it.operator.words().to_owned()),
            "connectives" => aliases::connective(&upper).map(|it| format!("{:?}", it.value)),
            "declarations" => aliases::declaration(&upper).map(|it| it.value.keyword().to_owned()),
            "days" => aliases::days_of_phrase(&upper).map(|it| it.value.to_owned()),
            _ => continue,
        };
        assert_eq!(found.as_deref(), Some(entry.meaning.as_str()), "{phrase}");
    }
}

#[test]
fn values_exist_in_the_tables_of_the_language() {
    for set in WordSet::ALL.iter().copied() {
        for entry in aliases::entries() {
            if entry.table != format!("words of {set:?}") {
                continue;
            }
            let found = aliases::word(set, entry.phrase).value;
            assert!(!found.is_empty(), "{}", entry.phrase);
            for word in found {
                let exists =
                    set.words().contains(&word) || (set == WordSet::Ask && word == "nothing");
                assert!(exists, "{set:?}: {word}");
            }
        }
    }
    for entry in aliases::entries() {
        if entry.table == "languages" {
            let found = aliases::language(entry.phrase);
            assert!(!found.is_empty(), "{}", entry.phrase);
            for alias in found {
                let exists = LANGUAGES.iter().any(|row| row.tag == alias.tag);
                assert!(exists, "{}", alias.tag);
            }
        }
    }
}

#[test]
fn a_negation_is_never_lost() {
    let negative =
        |operator: Operator| matches!(operator, Operator::IsNot | Operator::DoesNotContain);
    for entry in aliases::entries() {
        if entry.table != "operators" {
            continue;
        }
        let phrase = entry.phrase;
        let words = format!(" {phrase} ");
        let says_not = NEGATIVE_WORDS
            .iter()
            .any(|word| words.contains(&format!(" {word} ")))
            || NEGATIVE_PARTS.iter().any(|part| phrase.contains(part));
        let found = aliases::operator(phrase).expect(phrase);
        assert_eq!(says_not, negative(found.operator), "{phrase}: {found:?}");
        // And the negation of a positive operator, in each way.
        if says_not {
            continue;
        }
        for negated in [
            format!("not {phrase}"),
            format!("is not {phrase}"),
            format!("isn't {phrase}"),
            format!("does not {phrase}"),
            format!("doesn’t {phrase}"),
            format!("!{phrase}"),
            format!("ne {phrase} pas"),
            format!("n'{phrase} pas"),
            format!("{phrase} nicht"),
            format!("no {phrase}"),
            format!("none of {phrase}"),
            format!("{phrase} none of"),
            format!("not {phrase} any of"),
        ] {
            if let Some(found) = aliases::operator(&negated) {
                assert!(negative(found.operator), "{negated}: {found:?}");
            }
        }
    }
}

#[test]
fn operators_of_others() {
    let found = |phrase: &str| {
        aliases::operator(phrase).map(|it| (it.operator, it.quantifier, it.is_exact))
    };
    use Operator::{Contains, DoesNotContain, Is, IsNot};
    use Quantifier::{AllOf, AnyOf, One};
    for (phrase, meaning) in [
        ("==", (Is, One, true)),
        ("Equal to", (Is, One, true)),
        ("is different from", (IsNot, One, true)),
        ("n’est pas", (IsNot, One, true)),
        ("ist nicht", (IsNot, One, true)),
        ("non è", (IsNot, One, true)),
        ("starts with", (Contains, One, false)),
        ("startsWith", (Contains, One, false)),
        ("doesn't start with", (DoesNotContain, One, false)),
        ("beginnt nicht mit", (DoesNotContain, One, false)),
        ("ne commence pas par", (DoesNotContain, One, false)),
        ("ne contient pas", (DoesNotContain, One, true)),
        ("does not contains", (DoesNotContain, One, true)),
        ("is not contains", (DoesNotContain, One, true)),
        ("enthält nicht", (DoesNotContain, One, true)),
        ("!~", (DoesNotContain, One, false)),
        ("not like", (DoesNotContain, One, false)),
        ("excludes", (DoesNotContain, One, true)),
        ("in", (Is, AnyOf, true)),
        ("is one of", (Is, AnyOf, true)),
        ("not in", (IsNot, AnyOf, true)),
        ("is none of", (IsNot, AnyOf, true)),
        ("is neither", (IsNot, AnyOf, true)),
        ("n'est ni", (IsNot, AnyOf, true)),
        ("ist weder", (IsNot, AnyOf, true)),
        ("has_none", (DoesNotContain, AnyOf, true)),
        ("nin", (IsNot, AnyOf, true)),
        ("containsAny", (Contains, AnyOf, true)),
        ("ne contient pas l'un de", (DoesNotContain, AnyOf, true)),
        ("must not contain", (DoesNotContain, One, true)),
        ("are not", (IsNot, One, true)),
        ("contains at least one of", (Contains, AnyOf, true)),
        ("contient au moins un de", (Contains, AnyOf, true)),
        ("contains none of", (DoesNotContain, AnyOf, true)),
        ("ne contient aucun de", (DoesNotContain, AnyOf, true)),
        ("doesn't contain any of", (DoesNotContain, AnyOf, true)),
        ("contains all of", (Contains, AllOf, true)),
        ("starts with any of", (Contains, AnyOf, false)),
    ] {
        assert_eq!(found(phrase), Some(meaning), "{phrase}");
    }
    for nothing in [
        "",
        ">",
        "<=",
        "~=",
        "is greater than",
        "does not contain all of",
        "not not contains",
        "isnt not",
    ] {
        assert_eq!(found(nothing), None, "{nothing}");
    }
}

#[test]
fn connectives_of_others() {
    let found = |phrase: &str| aliases::connective(phrase).map(|it| (it.value, it.is_exact));
    for (phrase, meaning) in [
        ("AND", (Connective::And, true)),
        ("und", (Connective::And, true)),
        (",", (Connective::And, false)),
        ("||", (Connective::Or, true)),
        ("of", (Connective::Or, false)),
        ("no", (Connective::Not, false)),
        ("sauf si", (Connective::AndNot, true)),
        ("none of", (Connective::NoneOf, true)),
        ("l’un de", (Connective::AnyOf, true)),
        ("all of", (Connective::AllOf, true)),
    ] {
        assert_eq!(found(phrase), Some(meaning), "{phrase}");
    }
    assert_eq!(found("xor"), None);
}

#[test]
fn fields_of_others() {
    let found = |phrase: &str| aliases::field(phrase).map(|it| (it.field.info().path, it.value));
    for path in [
        "visitor.language",
        "device.lang",
        "browser.language",
        "user.language",
        "locale",
        "navigator.language",
        "language",
        "langue",
        "visitor.locale",
        "device.Language",
    ] {
        assert_eq!(found(path), Some(("device.language", None)), "{path}");
    }
    for path in [
        "page.url",
        "url",
        "visitor.path",
        "visitor.page",
        "page",
        "location.href",
        "window.location",
        "window.location.href",
        "current_url",
        "currentUrl",
        "visitor.current_url",
        "device.url",
        "pathname",
        "visiteur.url",
        "visitor.address",
        "visitor.page_url",
        "visitor.page.url",
        "document.URL",
    ] {
        assert_eq!(found(path), Some(("visitor.url", None)), "{path}");
    }
    for path in [
        "page.title",
        "title",
        "document.title",
        "visitor.page_title",
        "titre",
    ] {
        assert_eq!(found(path), Some(("visitor.title", None)), "{path}");
    }
    for path in ["visitor.type", "history", "visit.history", "visitor.status"] {
        assert_eq!(found(path), Some(("visitor.history", None)), "{path}");
    }
    assert_eq!(
        found("visitor.is_new"),
        Some(("visitor.history", Some("new")))
    );
    assert_eq!(
        found("visitor.returning"),
        Some(("visitor.history", Some("returning")))
    );
    for none in [
        "visitor.country",
        "visitor.email",
        "device.type",
        "visitor.cart_total",
        "visitor.referrer",
        "device.os",
        "visitor.name",
        "cart.total",
        "visitor.location",
        "page.language",
        "document.lang",
        "device.status",
        "time_on_page",
        "visitor.time_on_page",
        "browser.name",
    ] {
        assert_eq!(found(none), None, "{none}");
    }
}

#[test]
fn the_fields_themselves_are_found() {
    for row in proactive_catalog::FIELDS {
        let found = aliases::field(row.path).expect(row.path);
        assert_eq!(
            (found.field, found.value, found.is_exact),
            (row.field, None, true)
        );
    }
}

#[test]
fn keywords_of_others() {
    let found = |block: Block, phrase: &str| {
        aliases::keyword(block, phrase).map(|it| (it.statement.info().keyword, it.word))
    };
    for (block, phrase, keyword) in [
        (Block::Message, "body", "text"),
        (Block::Message, "Nachricht", "text"),
        (Block::Message, "audience", "when"),
        (Block::Message, "delay", "after"),
        (Block::Message, "après", "after"),
        (Block::Message, "trigger", "on"),
        (Block::Message, "tag", "tags"),
        (Block::Message, "horaires", "schedule"),
        (Block::Message, "how often", "frequency"),
        (Block::Message, "answer", "reply"),
        (Block::Message, "canal", "channel"),
        (Block::Channel, "schedule", "business_hours"),
        (Block::Schedule, "tz", "timezone"),
        (Block::Schedule, "ouvert", "open"),
        (Block::Schedule, "ferme", "closed"),
        (Block::Schedule, "externalId", "external_id"),
        (Block::Test, "goto", "visit"),
        (Block::Test, "should see", "expect"),
        (Block::Test, "attend", "expect"),
        (Block::Test, "sleep", "wait"),
        (Block::Test, "close", "dismiss"),
        (Block::Test, "click", "open"),
        (Block::Test, "language", "device"),
        (Block::Test, "date", "time"),
    ] {
        assert_eq!(found(block, phrase), Some((keyword, None)), "{phrase}");
    }
    assert_eq!(
        found(Block::Message, "enabled"),
        Some(("status", Some("published")))
    );
    assert_eq!(
        found(Block::Message, "disabled"),
        Some(("status", Some("paused")))
    );
    assert_eq!(
        found(Block::Test, "returning"),
        Some(("visitor", Some("returning")))
    );
    assert_eq!(found(Block::Message, "button"), None);
    let open = aliases::keywords(Block::Test, "ouvrir");
    let keywords: Vec<_> = open.iter().map(|it| it.statement.info().keyword).collect();
    assert_eq!(keywords, ["open", "visit"]);
    assert!(open.iter().all(|it| !it.is_exact));
}

#[test]
fn words_of_others() {
    let found = |set: WordSet, phrase: &str| aliases::word(set, phrase).value;
    for (set, phrase, words) in [
        (
            WordSet::Frequency,
            "once",
            vec!["once_per_customer", "once_per_visit"],
        ),
        (
            WordSet::Frequency,
            "once_per_session",
            vec!["once_per_visit"],
        ),
        (
            WordSet::Frequency,
            "Une fois par visite",
            vec!["once_per_visit"],
        ),
        (WordSet::Frequency, "always", vec!["every_time"]),
        (WordSet::Frequency, "daily", vec![]),
        (WordSet::MessageStatus, "live", vec!["published"]),
        (WordSet::MessageStatus, "off", vec!["paused"]),
        (WordSet::MessageStatus, "false", vec!["paused"]),
        (WordSet::History, "first_time", vec!["new"]),
        (WordSet::History, "ancien", vec!["returning"]),
        (WordSet::ScheduleKind, "24/7", vec!["anytime"]),
        (
            WordSet::ScheduleKind,
            "office hours",
            vec!["business_hours"],
        ),
        (
            WordSet::ScheduleKind,
            "hors horaires",
            vec!["outside_business_hours"],
        ),
        (WordSet::Event, "onload", vec!["page_load"]),
        (WordSet::Event, "pageview", vec!["page_view"]),
        (WordSet::Event, "exit_intent", vec![]),
        (WordSet::Ask, "none", vec!["nothing"]),
        (WordSet::Ask, "phone", vec![]),
        (WordSet::ReplyKind, "human", vec!["agent"]),
        (WordSet::ReplyKind, "chatbot", vec!["bot"]),
        (WordSet::Day, "lun", vec!["mon"]),
        (WordSet::Day, "ma", vec!["tue", "mon"]),
        (WordSet::Language, "zh", vec!["zh-CN", "zh-TW"]),
    ] {
        assert_eq!(found(set, phrase), words, "{phrase}");
    }
    assert_eq!(
        Event::ALL.len() + Frequency::ALL.len(),
        5,
        "new words may have aliases"
    );
}

#[test]
fn languages_of_others() {
    let found = |phrase: &str| -> Vec<(&str, Scope)> {
        aliases::language(phrase)
            .iter()
            .map(|it| (it.tag, it.scope))
            .collect()
    };
    for (phrase, tag, scope) in [
        ("French", "fr", Scope::Same),
        ("français", "fr", Scope::Same),
        ("Deutsch", "de", Scope::Same),
        ("FR", "fr", Scope::Same),
        ("fra", "fr", Scope::Same),
        ("fr-FR", "fr", Scope::Wider),
        ("fr_BE", "fr", Scope::Wider),
        ("fr_FR.UTF-8", "fr", Scope::Wider),
        ("fr-*", "fr", Scope::Same),
        ("French (Canada)", "fr-CA", Scope::Same),
        ("Canadian French", "fr-CA", Scope::Same),
        ("French - France", "fr", Scope::Wider),
        ("English (United States)", "en-US", Scope::Same),
        ("Brazilian Portuguese", "pt-BR", Scope::Same),
        ("pt_BR", "pt-BR", Scope::Same),
        ("pt-PT", "pt", Scope::Wider),
        ("en_GB", "en-GB", Scope::Same),
        ("en-UK", "en-GB", Scope::Same),
        ("es-MX", "es", Scope::Wider),
        ("Simplified Chinese", "zh-CN", Scope::Same),
        ("Chinese (Simplified)", "zh-CN", Scope::Same),
        ("zh-Hant", "zh-TW", Scope::Apart),
        ("zh-HK", "zh-TW", Scope::Apart),
        ("cn", "zh-CN", Scope::Same),
        ("jp", "ja", Scope::Same),
        ("ja-JP", "ja", Scope::Wider),
        ("kr", "ko", Scope::Apart),
        ("se", "sv", Scope::Apart),
        ("iw", "he", Scope::Same),
        ("tl", "fil", Scope::Same),
        ("in", "id", Scope::Apart),
        ("br", "pt-BR", Scope::Apart),
        ("nb-NO", "no", Scope::Apart),
        ("nn", "no", Scope::Apart),
        ("us", "en-US", Scope::Same),
        ("uk", "uk", Scope::Same),
        ("日本語", "ja", Scope::Same),
        ("European Portuguese", "pt", Scope::Wider),
        ("Germany", "de", Scope::Wider),
    ] {
        assert_eq!(found(phrase), [(tag, scope)], "{phrase}");
    }
    let chinese = [("zh-CN", Scope::Narrower), ("zh-TW", Scope::Narrower)];
    for phrase in ["zh", "中文", "Mandarin", "zho"] {
        assert_eq!(found(phrase), chinese, "{phrase}");
    }
    for none in [
        "lt", "hr", "lt-LT", "Croatian", "ca", "be", "ch", "yi", "ji", "xx", "mobile", "fr-", "12",
        "",
    ] {
        assert_eq!(found(none), [], "{none}");
    }
    for row in LANGUAGES {
        assert_eq!(found(row.tag), [(row.tag, Scope::Same)]);
        assert!(
            found(row.name).contains(&(row.tag, Scope::Same)),
            "{}",
            row.name
        );
    }
}

#[test]
fn names_of_days_and_months() {
    for calendar in CALENDARS {
        for (names, day) in calendar.days.iter().zip(Day::ALL) {
            for name in *names {
                assert_eq!(calendar.day(name), Some(*day), "{name}");
                // Abbreviations of two or three letters differ between languages; whole names do not.
                if name.chars().count() > 3 {
                    assert_eq!(aliases::days_of_week(name), [*day], "{name}");
                }
            }
        }
        for (names, month) in calendar.months.iter().zip(1..) {
            for name in *names {
                assert_eq!(aliases::months(name), [month], "{name}");
            }
        }
    }
    let ambiguous: Vec<&str> = {
        let mut names: Vec<&str> = CALENDARS
            .iter()
            .flat_map(|calendar| calendar.days.iter().copied().flatten().copied())
            .filter(|name| aliases::days_of_week(name).len() > 1)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    assert_eq!(ambiguous, ["di", "do", "ma"]);
}

#[test]
fn wishes_of_others() {
    let statement = WishPlace::Statement(Block::Message);
    for (place, phrase, wish) in [
        (statement, "priority", Wish::Priority),
        (statement, "button", Wish::RichContent),
        (statement, "title", Wish::Title),
        (statement, "sound", Wish::Appearance),
        (statement, "expires", Wish::Dates),
        (statement, "max_per_day", Wish::Limit),
        (statement, "ab_test", Wish::Experiment),
        (statement, "exclude", Wish::Exclusion),
        (
            statement,
            "language",
            Wish::Condition(Field::DeviceLanguage),
        ),
        (WishPlace::Field, "visitor.country", Wish::Location),
        (WishPlace::Field, "device.type", Wish::DeviceKind),
        (WishPlace::Field, "cart.total", Wish::Cart),
        (WishPlace::Field, "visitor.time_on_page", Wish::TimeOnPage),
        (WishPlace::Field, "visitor.email", Wish::Identity),
        (WishPlace::Declaration, "import", Wish::Imports),
        (WishPlace::Word(WordSet::Event), "exit_intent", Wish::Event),
        (WishPlace::Word(WordSet::Frequency), "daily", Wish::Limit),
        (WishPlace::Word(WordSet::Ask), "phone", Wish::AskForMore),
    ] {
        assert_eq!(aliases::wish(place, phrase), Some(wish), "{phrase}");
    }
    assert_eq!(aliases::wish(statement, "text"), None);
}

/// All phrases with their meanings, for people who review the tables.
#[test]
fn all_phrases() {
    let mut page = String::new();
    let mut table = String::new();
    let mut meaning = String::new();
    for entry in aliases::entries() {
        if entry.table != table {
            page.push_str(&format!("\n\n# {}", entry.table));
            table.clone_from(&entry.table);
            meaning.clear();
        }
        if entry.meaning != meaning {
            page.push_str(&format!("\n\n{}:\n  ", entry.meaning));
            meaning.clone_from(&entry.meaning);
        } else {
            page.push_str(" | ");
        }
        page.push_str(entry.phrase);
    }
    insta::assert_snapshot!(page.trim());
}
