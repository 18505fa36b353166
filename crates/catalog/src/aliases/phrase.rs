//! The form in which phrases are compared.

/// The form of a phrase in which aliases are compared: in lower case, without accents, and without
/// white space, `_`, hyphens and apostrophes.
///
/// `Once per visit`, `once-per-visit` and `oncePerVisit` have the same form, and so have `enthält`
/// and `enthalt`, `isn’t` and `isnt`.
#[must_use]
pub fn normalize(phrase: &str) -> String {
    normalized(phrase).collect()
}

/// Whether two phrases have the same normal form.
pub(super) fn is_same(phrase: &str, key: &str) -> bool {
    // Most keys begin with another letter, and a lookup compares hundreds.
    let first = |text: &str| text.bytes().next().filter(u8::is_ascii_alphanumeric);
    if let (Some(one), Some(other)) = (first(phrase), first(key))
        && !one.eq_ignore_ascii_case(&other)
    {
        return false;
    }
    normalized(phrase).eq(normalized(key))
}

/// Whether a phrase has this normal form.
pub(super) fn has_form(phrase: &str, form: &str) -> bool {
    normalized(phrase).eq(form.chars())
}

/// Whether a phrase is in a list.
pub(super) fn is_in(phrase: &str, keys: &[&str]) -> bool {
    keys.iter().any(|key| is_same(phrase, key))
}

fn normalized(phrase: &str) -> impl Iterator<Item = char> {
    phrase
        .chars()
        .map(half_width)
        .filter(|&character| !is_ignored(character))
        .flat_map(char::to_lowercase)
        .flat_map(Letters::of)
}

/// An ASCII character for its full-width form, which Japanese and Chinese keyboards give.
fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        other => other,
    }
}

fn is_ignored(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '_' | '-' | '\u{2010}'..='\u{2015}' | '\'' | '‘' | '’' | 'ʼ' | '´'
        )
        // Combining accents, also those of `char::to_lowercase`.
        || matches!(character, '\u{300}'..='\u{36F}')
}

/// A letter without its accent: `e` for `é`, `ss` for `ß`.
struct Letters {
    first: Option<char>,
    second: Option<char>,
}

impl Letters {
    fn of(letter: char) -> Self {
        let (first, second) = match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => ('a', None),
            'ç' | 'ć' | 'č' => ('c', None),
            'ď' | 'đ' => ('d', None),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => ('e', None),
            'ğ' => ('g', None),
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => ('i', None),
            'ł' => ('l', None),
            'ñ' | 'ń' | 'ň' => ('n', None),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => ('o', None),
            'ř' => ('r', None),
            'ś' | 'š' | 'ş' | 'ș' => ('s', None),
            'ţ' | 'ț' | 'ť' => ('t', None),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => ('u', None),
            'ý' | 'ÿ' => ('y', None),
            'ź' | 'ż' | 'ž' => ('z', None),
            'ß' => ('s', Some('s')),
            'æ' => ('a', Some('e')),
            'œ' => ('o', Some('e')),
            // `to_lowercase` of `İ` ends with a combining dot.
            '\u{307}' => {
                return Self {
                    first: None,
                    second: None,
                };
            }
            other => (other, None),
        };
        Self {
            first: Some(first),
            second,
        }
    }
}

impl Iterator for Letters {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        self.first.take().or_else(|| self.second.take())
    }
}
