//! The tables of what people write for a thing of the language.

use std::collections::BTreeMap;

use proactive_catalog::aliases::{self, normalize};
use proactive_catalog::{Block, DeclarationKind, LANGUAGES, Operator, STATEMENTS, WordSet};

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
