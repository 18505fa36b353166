//! The small words around values: those before an argument, and those that say nothing.

/// What people write before an argument in place of its keyword.
#[rustfmt::skip]
const ARGUMENT_KEYWORDS: &[(&str, &[&str])] = &[
    ("no", &["not", "never", "without", "pas", "non", "kein", "keine", "nicht", "hide", "hidden", "absent", "!", "don't", "dont", "doesn't", "isn't", "shouldn't", "cannot", "can't", "nor",
        "neither", "refute", "unexpected", "assert not", "assert_not", "expect_not", "should_not", "shouldnot", "false", "zero", "0", "n't",]),
    ("after", &["at", "in", "within", "and", "+", "delay", "après", "apres", "nach", "@"]),
    ("for", &["and stay", "and stays", "and for", "and wait", "during", "after", "stay", "stays", "pendant", "wait", "lasting", "für"]),
    ("answer", &["with", "says", "gives", "using", "avec", "mit"]),
    ("on", &["at", "upon", "of", "sur", "bei", "after", "and on"]),
    ("to", &["until", "through", "till", "au", "bis", "-", "–", "à"]),
    ("title", &["titled", "titre", "with", "titel", "named", "with title", "and title"]),
    ("agent", &["human", "person", "team", "conseiller"]),
    ("bot", &["chatbot", "with"]),
    ("nothing", &["none", "rien", "nichts", "nobody", "no message", "no messages", "nothing else", "nothing more", "null", "nil", "0 messages", "zero messages", "nothing happens", "nothing shown", "no one", "empty"]),
];

/// Words that mean nothing where all arguments of a statement are there. None is negative.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "the", "a", "an", "le", "la", "les", "un", "une", "der", "die", "das", "el", "is", "to",
    "be", "of", "on", "message", "channel", "brand", "schedule", "bot", "that", "then", "please", "shown", "it", "des",
    "du", "de", "from", "during", "show", "display", "appears", "send", "use", "set", "only", "visitors", "hours", "seconds",
    "do", "does", "should", "will", "named", "called", "appear", "appearing", "visible", "displayed", "displays", "present", "seen",
    "come", "comes", "up", "more", "any", "with", "true", "page", "and",
];

/// What people write between the name of a segment and its condition.
const CONDITION_INTRODUCTIONS: &[&str] = &[
    "=", ":", ":=", "=>", "->", "if", "is", "as", "where", "means", "matches", "quand", "si",
    "wenn",
];

/// What people write between the ID of a declaration and its display name.
const NAME_INTRODUCTIONS: &[&str] = &["named", "called", "titled", "as", "is", "with", "name"];

/// What ends a block in other notations.
const BLOCK_ENDS: &[&str] = &["end", "end;", "fin", "done", ");", "};", "</message>"];

fn is_in(word: &str, words: &[&str]) -> bool {
    words.contains(&word.to_lowercase().as_str())
}

/// Whether a word or two can come before an argument in place of its keyword.
#[must_use]
pub fn is_argument_keyword(keyword: &str, phrase: &str) -> bool {
    let row = ARGUMENT_KEYWORDS.iter().find(|row| row.0 == keyword);
    row.is_some_and(|(_, phrases)| is_in(phrase, phrases))
}

/// Whether a word means nothing where all arguments of a statement are there.
#[must_use]
pub fn is_filler(word: &str) -> bool {
    is_in(word, FILLERS)
}

/// Whether a word or a sign comes before the condition of a segment in other notations.
#[must_use]
pub fn introduces_condition(word: &str) -> bool {
    is_in(word, CONDITION_INTRODUCTIONS)
}

/// Whether a word comes before the display name of a declaration, and is none itself.
#[must_use]
pub fn introduces_name(word: &str) -> bool {
    is_in(word, NAME_INTRODUCTIONS)
}

/// Whether a line ends a block in other notations.
#[must_use]
pub fn ends_block(line: &str) -> bool {
    is_in(line, BLOCK_ENDS)
}

/// What a word says that is true or false.
#[must_use]
pub fn truth(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "true" | "yes" | "on" | "1" | "oui" | "ja" | "vrai" => Some(true),
        "false" | "no" | "off" | "0" | "non" | "nein" | "faux" => Some(false),
        _ => None,
    }
}
