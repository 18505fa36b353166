//! What single phrases mean.

use proactive_catalog::aliases::{self, CALENDARS, Connective, Quantifier, Scope, Wish, WishPlace};
use proactive_catalog::{Block, Day, Event, Field, Frequency, LANGUAGES, Operator, Word, WordSet};

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
