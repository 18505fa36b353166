//! Pieces of phrases: numbers, words and signs.

use proactive_catalog::aliases::normalize;

/// A piece of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Digits, with their number. `digits` counts them, with leading zeros.
    Number { value: u64, digits: usize },
    /// Letters, in the normal form of [`normalize`].
    Word(String),
    /// Any other character but white space.
    Sign(char),
}

/// Cuts a phrase into pieces. White space only separates. Full-width characters count as the plain
/// ones, and every dash as `-`. `None` if a number is too large.
pub(super) fn pieces(phrase: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = phrase
        .chars()
        // Soft hyphens and other characters that are not seen.
        .filter(|character| !matches!(character, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}'))
        .map(plain)
        .peekable();
    while let Some(&next) = rest.peek() {
        if next.is_ascii_digit() {
            let (mut value, mut digits) = (0_u64, 0);
            while let Some(digit) = rest.peek().and_then(|digit| digit.to_digit(10)) {
                value = value.checked_mul(10)?.checked_add(digit.into())?;
                digits += 1;
                rest.next();
            }
            pieces.push(Piece::Number { value, digits });
        } else if next.is_alphabetic() {
            let mut word = String::new();
            while let Some(letter) = rest.next_if(|it| it.is_alphabetic() || is_accent(*it)) {
                word.push(letter);
            }
            pieces.push(Piece::Word(normalize(&word)));
        } else {
            if !next.is_whitespace() {
                pieces.push(Piece::Sign(next));
            }
            rest.next();
        }
    }
    Some(pieces)
}

fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

/// The plain form of a character.
fn plain(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '’' | '‘' | '′' | 'ʼ' | '´' => '\'',
        '″' | '”' | '“' => '"',
        '〜' => '~',
        other => other,
    }
}

/// The number of a word such as `thirty`, in some languages.
#[rustfmt::skip]
pub(super) fn number_of_word(word: &str) -> Option<u64> {
    let words: &[(u64, &[&str])] = &[
        (0, &["zero", "null", "cero", "nul"]),
        (1, &["one", "a", "an", "un", "une", "ein", "eine", "einer", "einen", "eins", "uno", "una", "een", "um", "uma"]),
        (2, &["two", "deux", "zwei", "dos", "due", "twee", "dois", "duas", "couple"]),
        (3, &["three", "trois", "drei", "tres", "tre", "drie"]),
        (4, &["four", "quatre", "vier", "cuatro", "quattro", "quatro"]),
        (5, &["five", "cinq", "funf", "fuenf", "cinco", "cinque", "vijf"]),
        (6, &["six", "sechs", "seis", "sei", "zes"]),
        (7, &["seven", "sept", "sieben", "siete", "sette", "zeven", "sete"]),
        (8, &["eight", "huit", "acht", "ocho", "otto", "oito"]),
        (9, &["nine", "neuf", "neun", "nueve", "nove", "negen"]),
        (10, &["ten", "dix", "zehn", "diez", "dieci", "tien", "dez"]),
        (12, &["twelve", "douze", "zwolf", "doce", "dodici", "twaalf", "doze"]),
        (15, &["fifteen", "quinze", "funfzehn", "quince", "quindici", "vijftien"]),
        (20, &["twenty", "vingt", "zwanzig", "veinte", "venti", "twintig", "vinte"]),
        (25, &["veinticinco", "venticinque"]),
        (30, &["thirty", "trente", "dreissig", "treinta", "trenta", "dertig", "trinta"]),
        (40, &["forty", "fourty", "quarante", "vierzig", "cuarenta", "quaranta", "veertig", "quarenta"]),
        (45, &["fortyfive", "quarantecinq", "funfundvierzig", "quarantacinque"]),
        (50, &["fifty", "cinquante", "funfzig", "cincuenta", "cinquanta", "vijftig", "cinquenta"]),
        (60, &["sixty", "soixante", "sechzig", "sesenta", "sessanta", "zestig", "sessenta"]),
        (90, &["ninety", "quatrevingtdix", "neunzig", "noventa", "novanta", "negentig"]),
    ];
    words
        .iter()
        .find(|(_, names)| names.contains(&word))
        .map(|(number, _)| *number)
}

/// The words that lead from the first of two to the last, in normal form: `9 to 5`.
#[rustfmt::skip]
const TO: &[&str] = &[
    "to", "a", "au", "aux", "bis", "until", "till", "til", "thru", "through", "upto", "jusqua", "jusquau", "jusqu", "hasta", "al", "tot", "ate", "alle", "fino", "ao", "as", "zum", "tm",
];

/// The words that lead from the first of two to the last after a word such as `between`, in normal
/// form. Elsewhere they join two things that have nothing between them.
const AND: &[&str] = &["and", "et", "und", "y", "e", "en"];
const BETWEEN: &[&str] = &["between", "entre", "zwischen", "tra", "fra", "tussen"];

/// The words before the first of two, in normal form: `from 9 to 5`.
#[rustfmt::skip]
const FROM: &[&str] = &[
    "from", "de", "du", "des", "von", "vom", "between", "entre", "zwischen", "desde", "dal", "dalle", "das", "dalla", "van", "le", "les", "the", "on", "am", "ab", "tra", "fra", "tussen", "el", "los", "il", "da", "every", "each", "vanaf", "om", "den", "um",
];

/// Splits a phrase at the word or sign between the first of two and the last, at every possible
/// place. A word before the first is left out.
pub(super) fn spans(phrase: &str) -> Vec<(String, String)> {
    let phrase = phrase.trim();
    let first = phrase.split_whitespace().next().unwrap_or_default();
    let is_between = BETWEEN.contains(&normalize(first).as_str());
    let phrase = without_first(phrase, FROM);
    let mut spans = Vec::new();
    // Signs.
    for sign in [
        "...", "..", "->", "→", "=>", "-", "–", "—", "−", "‐", "‑", "‒", "~", "〜", "～", "…", ">",
        "/",
    ] {
        for (at, _) in phrase.match_indices(sign) {
            let start = phrase.get(..at).unwrap_or_default();
            let end = phrase.get(at + sign.len()..).unwrap_or_default();
            push(&mut spans, start, end);
        }
    }
    // Words.
    let words: Vec<&str> = phrase.split_whitespace().collect();
    for at in 1..words.len() {
        let Some((start, rest)) = words.split_at_checked(at) else {
            continue;
        };
        let (Some(first), Some(second)) = (rest.first(), rest.get(1)) else {
            continue;
        };
        let last = rest.get(1..).unwrap_or_default();
        let joined = normalize(first);
        let word = joined.trim_end_matches('.');
        if TO.contains(&word) || *first == "t/m" || (is_between && AND.contains(&word)) {
            push(&mut spans, &start.join(" "), &last.join(" "));
            // `jusqu'à 17h`, `a las 17`, `fino alle 17`
            if is_article(second) {
                push(
                    &mut spans,
                    &start.join(" "),
                    &rest.get(2..).unwrap_or_default().join(" "),
                );
            }
        }
    }
    spans
}

fn is_article(word: &str) -> bool {
    matches!(
        normalize(word).as_str(),
        "a" | "las"
            | "la"
            | "le"
            | "alle"
            | "al"
            | "zum"
            | "the"
            | "au"
            | "os"
            | "as"
            | "met"
            | "el"
            | "il"
    )
}

fn push(spans: &mut Vec<(String, String)>, start: &str, end: &str) {
    let (start, end) = (start.trim(), end.trim());
    if !start.is_empty() && !end.is_empty() {
        spans.push((start.to_owned(), end.to_owned()));
    }
}

/// The phrase without the words of `list` at its start.
pub(super) fn without_first<'a>(phrase: &'a str, list: &[&str]) -> &'a str {
    let mut phrase = phrase.trim();
    while let Some((first, rest)) = phrase.split_once(char::is_whitespace) {
        if !list.contains(&normalize(first).as_str()) {
            break;
        }
        phrase = rest.trim_start();
    }
    phrase
}

/// The phrase without an article or preposition at its start: `le 25 décembre`, `on Monday`.
pub(super) fn without_article(phrase: &str) -> &str {
    without_first(phrase, FROM)
}

/// A time without the word before it: `at 10:00`.
pub(super) fn without_at(time: &str) -> &str {
    let time = time.trim();
    match time.split_once(char::is_whitespace) {
        Some((first, rest))
            if matches!(
                normalize(first).as_str(),
                "at" | "a" | "um" | "alle" | "om" | "as" | "gegen" | "vers" | "@" | "las"
            ) =>
        {
            rest.trim()
        }
        Some(_) | None => time,
    }
}
