//! What people write for a language of the catalog: names, codes, countries.

use super::phrase::{has_form, is_in, is_same, normalize};
use crate::Language;
use Scope::{Apart, Narrower, Same, Wider};

/// A language of the catalog that a phrase can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LanguageAlias {
    /// The tag of the catalog.
    pub tag: &'static str,
    /// On which devices it holds, compared to what the phrase says.
    pub scope: Scope,
}

/// On which devices a condition with a tag of the catalog holds, compared to a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// On the same.
    Same,
    /// On more: `fr` for `fr-FR` also holds on `fr-CA`.
    Wider,
    /// On some of them: `zh-CN` and `zh-TW` for `zh`.
    Narrower,
    /// Not on those whose tag is the phrase: `no` for `nb-NO`, `zh-TW` for `zh-Hant`, `ko` for `kr`.
    Apart,
}

/// Tags and codes, in lower case with `-`, that mean another tag than the general rules say.
#[rustfmt::skip]
const TAGS: &[(&str, &[(&str, Scope)])] = &[
    // Chinese has no tag of its own here.
    ("zh", &[("zh-CN", Narrower), ("zh-TW", Narrower)]),
    ("zho", &[("zh-CN", Narrower), ("zh-TW", Narrower)]),
    ("chi", &[("zh-CN", Narrower), ("zh-TW", Narrower)]),
    ("cmn", &[("zh-CN", Narrower), ("zh-TW", Narrower)]),
    ("zh-zh", &[("zh-CN", Narrower), ("zh-TW", Narrower)]),
    ("zh-hans", &[("zh-CN", Apart)]), ("zh-hans-cn", &[("zh-CN", Apart)]), ("zh-sg", &[("zh-CN", Apart)]), ("zh-hans-sg", &[("zh-CN", Apart)]),
    ("cmn-hans", &[("zh-CN", Apart)]), ("zh-chs", &[("zh-CN", Apart)]), ("zh-my", &[("zh-CN", Apart)]), ("zhs", &[("zh-CN", Same)]),
    ("zh-hant", &[("zh-TW", Apart)]), ("zh-hant-tw", &[("zh-TW", Apart)]), ("zh-hk", &[("zh-TW", Apart)]), ("zh-hant-hk", &[("zh-TW", Apart)]), ("zh-mo", &[("zh-TW", Apart)]),
    ("zh-hant-mo", &[("zh-TW", Apart)]), ("cmn-hant", &[("zh-TW", Apart)]), ("zh-cht", &[("zh-TW", Apart)]), ("zht", &[("zh-TW", Same)]),
    ("cn", &[("zh-CN", Same)]), ("tw", &[("zh-TW", Apart)]), ("hk", &[("zh-TW", Apart)]), ("cn-cn", &[("zh-CN", Same)]), ("tw-tw", &[("zh-TW", Same)]), ("chs", &[("zh-CN", Same)]), ("cht", &[("zh-TW", Same)]),
    // Norwegian devices say `nb` or `nn`.
    ("nb", &[("no", Apart)]), ("nn", &[("no", Apart)]), ("nob", &[("no", Apart)]), ("nno", &[("no", Apart)]), ("nb-no", &[("no", Apart)]), ("nn-no", &[("no", Apart)]), ("nor", &[("no", Same)]),
    // Countries that are written for a language. Those that are codes of other languages leave doubt.
    ("jp", &[("ja", Same)]), ("kr", &[("ko", Apart)]), ("se", &[("sv", Apart)]), ("dk", &[("da", Same)]), ("cz", &[("cs", Same)]), ("gr", &[("el", Same)]), ("ua", &[("uk", Same)]), ("il", &[("he", Same)]),
    ("vn", &[("vi", Same)]), ("ph", &[("fil", Same)]), ("br", &[("pt-BR", Apart)]), ("us", &[("en-US", Same)]), ("usa", &[("en-US", Same)]), ("gb", &[("en-GB", Same)]), ("gbr", &[("en-GB", Same)]),
    ("at", &[("de", Wider)]), ("au", &[("en", Wider)]), ("nz", &[("en", Wider)]), ("mx", &[("es", Wider)]), ("eg", &[("ar", Wider)]), ("latam", &[("es-419", Same)]), ("nor-no", &[("no", Wider)]),
    ("swe", &[("sv", Same)]), ("dnk", &[("da", Same)]), ("cze", &[("cs", Same)]), ("gre", &[("el", Same)]), ("jpn", &[("ja", Same)]), ("chn", &[("zh-CN", Same)]), ("twn", &[("zh-TW", Same)]), ("bra", &[("pt-BR", Same)]),
    ("sp", &[("es", Same)]), ("jap", &[("ja", Same)]),
    // Codes that were replaced.
    ("iw", &[("he", Same)]), ("in", &[("id", Apart)]), ("tl", &[("fil", Same)]), ("tgl", &[("fil", Same)]), ("mo", &[("ro", Same)]), ("mol", &[("ro", Same)]),
    // Regions that are often written wrongly.
    ("en-uk", &[("en-GB", Same)]), ("en-en", &[("en", Same)]), ("es-la", &[("es-419", Same)]), ("es-latam", &[("es-419", Same)]), ("es-lat", &[("es-419", Same)]), ("es-xl", &[("es-419", Same)]), ("es-sp", &[("es-ES", Same)]),
    ("en-usa", &[("en-US", Same)]), ("br-pt", &[("pt-BR", Same)]), ("br-br", &[("pt-BR", Same)]), ("us-en", &[("en-US", Same)]), ("gb-en", &[("en-GB", Same)]), ("uk-en", &[("en-GB", Same)]), ("ca-fr", &[("fr-CA", Same)]), ("ca-en", &[("en-CA", Same)]),
    ("en-gbr", &[("en-GB", Same)]),
];

/// Codes of three letters (ISO 639-2 and 639-3), both the bibliographic and the terminological.
#[rustfmt::skip]
const CODES: &[(&str, &str)] = &[
    ("ara", "ar"), ("arb", "ar"), ("bul", "bg"), ("ces", "cs"), ("dan", "da"), ("deu", "de"), ("ger", "de"), ("ell", "el"), ("eng", "en"), ("spa", "es"), ("fin", "fi"), ("fra", "fr"), ("fre", "fr"), ("heb", "he"), ("hin", "hi"),
    ("hun", "hu"), ("ind", "id"), ("ita", "it"), ("kor", "ko"), ("msa", "ms"), ("may", "ms"), ("zsm", "ms"), ("nld", "nl"), ("dut", "nl"), ("pol", "pl"), ("por", "pt"), ("ron", "ro"), ("rum", "ro"), ("rus", "ru"), ("slk", "sk"),
    ("tha", "th"), ("tur", "tr"), ("ukr", "uk"), ("vie", "vi"), ("esp", "es"),
];

/// The names of languages: their own, and those in other languages.
#[rustfmt::skip]
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "العربية", "arabe", "arabisch", "arabo"]),
    ("bg", &["bulgarian", "български", "bulgare", "bulgarisch", "búlgaro", "bulgaars"]),
    ("cs", &["czech", "čeština", "česky", "tchèque", "tschechisch", "checo", "ceco", "tsjechisch", "tcheco"]),
    ("da", &["danish", "dansk", "danois", "dänisch", "danés", "danese", "deens", "dinamarquês"]),
    ("de", &["german", "deutsch", "allemand", "alemán", "tedesco", "duits", "alemão", "deutsche"]),
    ("el", &["greek", "ελληνικά", "grec", "griechisch", "griego", "greco", "grieks", "grego"]),
    ("en", &["english", "anglais", "englisch", "inglés", "inglese", "engels", "international english"]),
    ("es", &["spanish", "español", "espagnol", "spanisch", "spagnolo", "spaans", "espanhol", "castilian", "castellano", "castillan"]),
    ("fi", &["finnish", "suomi", "finnois", "finnisch", "finlandés", "finlandese", "fins",]),
    ("fil", &["filipino", "tagalog", "pilipino", "philippin"]),
    ("fr", &["french", "français", "française", "französisch", "francés", "francese", "frans", "franz"]),
    ("he", &["hebrew", "עברית", "hébreu", "hebräisch", "hebreo", "ebraico", "hebreeuws", "hebraico"]),
    ("hi", &["hindi", "हिन्दी"]),
    ("hu", &["hungarian", "magyar", "hongrois", "ungarisch", "húngaro", "ungherese", "hongaars"]),
    ("id", &["indonesian", "bahasa indonesia", "indonésien", "indonesisch", "indonesio", "indonesiano"]),
    ("it", &["italian", "italiano", "italien", "italienisch", "italiaans"]),
    ("ja", &["japanese", "日本語", "japonais", "japanisch", "japonés", "giapponese", "japans", "nihongo"]),
    ("ko", &["korean", "한국어", "coréen", "koreanisch", "coreano", "koreaans"]),
    ("ms", &["malay", "bahasa melayu", "malais", "malaiisch", "malayo", "malese", "maleis", "malaio", "malaysian"]),
    ("nl", &["dutch", "nederlands", "néerlandais", "hollandais", "niederländisch", "holländisch", "neerlandés", "holandés", "olandese", "flemish", "flamand", "vlaams"]),
    ("no", &["norwegian", "norsk", "norvégien", "norwegisch", "noruego", "norvegese", "noors", "norueguês"]),
    ("pl", &["polish", "polski", "polonais", "polnisch", "polaco", "polacco", "pools", "polonês"]),
    ("pt", &["portuguese", "português", "portugais", "portugiesisch", "portoghese", "portugees"]),
    ("ro", &["romanian", "română", "roumain", "rumänisch", "rumano", "rumeno", "roemeens", "romeno", "moldovan"]),
    ("ru", &["russian", "русский", "russe", "russisch", "ruso", "russo"]),
    ("sk", &["slovak", "slovenčina", "slovensky", "slovaque", "slowakisch", "eslovaco", "slovacco", "slowaaks"]),
    ("sv", &["swedish", "svenska", "suédois", "schwedisch", "sueco", "svedese", "zweeds"]),
    ("th", &["thai", "ไทย", "ภาษาไทย", "thailändisch", "tailandés", "thailandese",]),
    ("tr", &["turkish", "türkçe", "turc", "türkisch", "turco", "turks"]),
    ("uk", &["ukrainian", "українська", "ukrainien", "ukrainisch", "ucraniano", "ucraino", "oekraïens"]),
    ("vi", &["vietnamese", "tiếng việt", "vietnamien", "vietnamesisch", "vietnamita", "vietnamees"]),
    ("zh", &["chinese", "中文", "汉语", "漢語", "mandarin", "mandarin chinese", "chinois", "chinesisch", "chino", "cinese", "chinees", "chinês", "putonghua", "普通话", "國語", "mandarin chinois"]),
    ("zh-CN", &["simplified chinese", "chinese simplified", "简体中文", "簡體中文", "chinois simplifié", "chino simplificado", "vereinfachtes chinesisch", "cinese semplificato", "mainland chinese", "中文简体", "简体"]),
    ("zh-TW", &["traditional chinese", "chinese traditional", "繁體中文", "繁体中文", "chinois traditionnel", "chino tradicional", "traditionelles chinesisch", "cinese tradizionale", "taiwanese mandarin", "中文繁體", "繁體"]),
    ("pt-BR", &["brazilian", "brasileiro", "brésilien", "brasilianisch", "brasileño", "brasiliano", "brazilian portuguese", "português brasileiro", "português do brasil", "portugais du brésil"]),
    ("en-US", &["american", "american english", "us english", "américain", "anglais américain", "amerikanisch", "u.s. english"]),
    ("en-GB", &["british", "british english", "uk english", "britannique", "anglais britannique", "britisch", "britisches englisch", "queen's english", "u.k. english"]),
    ("fr-CA", &["québécois", "quebec french", "français québécois", "français du québec", "canadien français", "french canadian"]),
    ("en-CA", &["canadian english", "english canadian", "anglais canadien"]),
    ("es-419", &["latin american spanish", "latin spanish", "latam spanish", "spanish latam", "español latinoamericano", "espagnol latino-américain", "español de américa latina"]),
    ("es-ES", &["european spanish", "peninsular spanish", "español de españa", "espagnol d'espagne", "castilian spanish"]),
];

/// Regions in names such as `French (Canada)` and `Brazilian Portuguese`, by the code of the region.
#[rustfmt::skip]
const REGIONS: &[(&str, &[&str])] = &[
    ("ca", &["canada", "canadian", "canadien", "canadienne", "kanada", "kanadisch", "canadiense"]),
    ("us", &["us", "usa", "united states", "united states of america", "american", "america", "u.s.", "états-unis", "américain", "vereinigte staaten", "estados unidos", "stati uniti"]),
    ("gb", &["uk", "gb", "united kingdom", "great britain", "britain", "british", "england", "u.k.", "royaume-uni", "grande-bretagne", "britannique", "großbritannien", "vereinigtes königreich", "reino unido", "regno unito"]),
    ("br", &["brazil", "brasil", "brésil", "brazilian", "brasilien", "brasile", "brasileiro", "brésilien"]),
    ("419", &["latin america", "latam", "latin american", "américa latina", "amérique latine", "lateinamerika", "latinoamérica", "latin", "419", "south america"]),
    ("es", &["spain", "españa", "espagne", "spanien", "spagna", "castilian", "spanje"]),
    // Europe.
    ("150", &["european", "europe", "europa", "européen"]),
    ("fr", &["france", "frankreich", "francia"]),
    ("de", &["germany", "deutschland", "allemagne", "alemania", "germania"]),
    ("at", &["austria", "austrian", "österreich", "autriche"]),
    ("ch", &["switzerland", "swiss", "schweiz", "suisse", "svizzera"]),
    ("be", &["belgium", "belgian", "belgique", "belge", "belgië", "belgien", "bélgica", "belgio"]),
    ("lu", &["luxembourg", "luxemburg"]),
    ("nl", &["netherlands", "nederland", "pays-bas", "niederlande", "holland"]),
    ("pt", &["portugal"]),
    ("mx", &["mexico", "mexican", "mexique"]),
    ("ar", &["argentina", "argentine"]),
    ("co", &["colombia"]), ("cl", &["chile"]), ("pe", &["peru",]),
    ("au", &["australia", "australian", "australie"]), ("nz", &["new zealand"]), ("ie", &["ireland", "irish", "irlande"]), ("in", &["india", "indian", "inde"]), ("za", &["south africa"]), ("sg", &["singapore", "singapour"]),
    ("cn", &["china", "mainland china", "prc", "chine", "mainland", "simplified", "simplifié", "simplificado", "vereinfacht", "中国"]),
    ("tw", &["taiwan", "traditional", "traditionnel", "tradicional", "traditionell", "台灣"]),
    ("hk", &["hong kong",]), ("mo", &["macau", "macao"]),
    ("it", &["italy", "italia", "italie", "italien"]), ("pl", &["poland", "pologne"]), ("ru", &["russia", "russie"]), ("jp", &["japan", "japon"]), ("kr", &["korea", "south korea", "corée"]),
    ("sa", &["saudi arabia"]), ("eg", &["egypt", "egyptian"]), ("ae", &["united arab emirates", "uae"]), ("se", &["sweden"]), ("dk", &["denmark"]), ("fi", &["finland"]), ("no", &["norway"]),
];

/// The language that most people in a country speak, if there is one.
#[rustfmt::skip]
const LANGUAGES_OF_REGIONS: &[(&str, &str)] = &[
    ("fr", "fr"), ("de", "de"), ("at", "de"), ("it", "it"), ("es", "es"), ("mx", "es"), ("ar", "es"), ("co", "es"), ("cl", "es"), ("pe", "es"), ("pt", "pt"), ("br", "pt-BR"), ("nl", "nl"), ("pl", "pl"), ("ru", "ru"), ("jp", "ja"), ("kr", "ko"), ("se", "sv"), ("dk", "da"),
    ("fi", "fi"), ("no", "no"), ("gb", "en-GB"), ("us", "en-US"), ("au", "en"), ("nz", "en"), ("cn", "zh-CN"), ("tw", "zh-TW"), ("sa", "ar"), ("eg", "ar"), ("419", "es-419"),
];

/// The languages of the catalog that a phrase can mean, the nearest first: a name, a code or a tag.
///
/// If there are several, they are equally near. The result is empty if the platform has no such
/// language: spelling alone never decides.
#[must_use]
pub fn language(phrase: &str) -> Vec<LanguageAlias> {
    let phrase = phrase.trim();
    let tags = of_tag(phrase);
    if tags.is_empty() {
        of_name(phrase)
    } else {
        tags
    }
}

/// The languages of a tag or a code.
fn of_tag(phrase: &str) -> Vec<LanguageAlias> {
    // `fr_FR.UTF-8` of a system, and `fr-*` of a language range.
    let tag = phrase.split(['.', '@']).next().unwrap_or(phrase);
    let tag = tag
        .strip_suffix("-*")
        .or_else(|| tag.strip_suffix("_*"))
        .or_else(|| tag.strip_suffix('*'))
        .unwrap_or(tag);
    let tag = tag.to_lowercase().replace(['_', ' ', '‑', '–'], "-");
    let is_tag = tag.split('-').all(|subtag| {
        (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    if !is_tag {
        return Vec::new();
    }
    if let Some(exact) = of_catalog(&tag) {
        return vec![LanguageAlias {
            tag: exact,
            scope: Same,
        }];
    }
    if let Some((_, found)) = TAGS.iter().find(|(key, _)| *key == tag) {
        return listed(found);
    }
    if let Some((_, found)) = CODES.iter().find(|(code, _)| *code == tag) {
        return of_catalog(found)
            .map(|tag| LanguageAlias { tag, scope: Same })
            .into_iter()
            .collect();
    }
    // A region or script that the catalog does not have: its language.
    match tag.split('-').collect::<Vec<_>>().as_slice() {
        [language, region] if is_region(region) => with_region(language, region),
        [language, script] if is_script(script) => without_region(language),
        [language, script, region] if is_script(script) && is_region(region) => {
            without_region(language)
        }
        [language, region, variant] if is_region(region) && variant.len() >= 5 => {
            let mut found = with_region(language, region);
            for alias in &mut found {
                alias.scope = alias.scope.max(Wider);
            }
            found
        }
        _ => Vec::new(),
    }
}

fn is_region(subtag: &str) -> bool {
    match subtag.len() {
        2 => subtag.bytes().all(|byte| byte.is_ascii_alphabetic()),
        3 => subtag.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

fn is_script(subtag: &str) -> bool {
    subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// A language with a region: the tag of both if the catalog has it, else the language.
fn with_region(language: &str, region: &str) -> Vec<LanguageAlias> {
    let both = |base: LanguageAlias| {
        let tag = of_catalog(&format!("{}-{region}", base.tag))?;
        Some(LanguageAlias { tag, ..base })
    };
    let found: Vec<LanguageAlias> = of_tag(language).into_iter().filter_map(both).collect();
    if found.is_empty() {
        without_region(language)
    } else {
        found
    }
}

/// A language for a tag with a region or a script. Chinese has none: it differs by them.
fn without_region(language: &str) -> Vec<LanguageAlias> {
    let mut found = of_tag(language);
    found.retain(|alias| !alias.tag.contains('-'));
    for alias in &mut found {
        alias.scope = alias.scope.max(Wider);
    }
    found
}

/// The languages of a name, with a region if there is one: `French`, `French (Canada)`.
fn of_name(phrase: &str) -> Vec<LanguageAlias> {
    let found = named(phrase);
    if !found.is_empty() {
        return found;
    }
    let words: Vec<&str> = phrase
        .split(|character: char| {
            character.is_whitespace()
                || matches!(character, '(' | ')' | ',' | '-' | '–' | '/' | '_')
        })
        .filter(|word| {
            !word.is_empty()
                && !is_in(
                    word,
                    &["of", "de", "du", "of the", "in", "from", "language"],
                )
        })
        .collect();
    (1..words.len())
        .filter_map(|at| words.split_at_checked(at))
        .find_map(|(start, end)| {
            let (start, end) = (start.join(" "), end.join(" "));
            of_both(&start, &end).or_else(|| of_both(&end, &start))
        })
        .or_else(|| of_country(phrase))
        .unwrap_or_default()
}

/// The names of a language of the catalog, in lower case: in English, its own, and those in other
/// languages. Those with a region may have none.
#[must_use]
pub fn language_names(tag: &str) -> &'static [&'static str] {
    let found = NAMES.iter().find(|(known, _)| *known == tag);
    found.map_or(&[], |(_, names)| names)
}

/// The language of a country whose name is written for it: `Germany`.
fn of_country(phrase: &str) -> Option<Vec<LanguageAlias>> {
    let (region, _) = REGIONS.iter().find(|(_, names)| is_in(phrase, names))?;
    let (_, tag) = LANGUAGES_OF_REGIONS
        .iter()
        .find(|(code, _)| code == region)?;
    let tag = of_catalog(tag)?;
    Some(vec![LanguageAlias { tag, scope: Wider }])
}

/// The languages of a name or a code and the name of a region.
fn of_both(name: &str, place: &str) -> Option<Vec<LanguageAlias>> {
    let (region, _) = REGIONS.iter().find(|(_, names)| is_in(place, names))?;
    let (tag, _) = NAMES
        .iter()
        .find(|(tag, names)| !tag.contains('-') && (is_in(name, names) || is_same(name, tag)))?;
    let found = of_tag(&format!("{tag}-{region}"));
    (!found.is_empty()).then_some(found)
}

fn named(phrase: &str) -> Vec<LanguageAlias> {
    let by_name = NAMES.iter().find(|(_, names)| is_in(phrase, names));
    if let Some((tag, _)) = by_name {
        return of_tag(tag);
    }
    // The catalog's own names: `French (Canada)`.
    let wanted = normalize(phrase);
    crate::LANGUAGES
        .iter()
        .filter(|row| has_form(row.name, &wanted))
        .map(|row| LanguageAlias {
            tag: row.tag,
            scope: Same,
        })
        .collect()
}

fn listed(found: &[(&'static str, Scope)]) -> Vec<LanguageAlias> {
    found
        .iter()
        .map(|&(tag, scope)| LanguageAlias { tag, scope })
        .collect()
}

/// The tag of the catalog that is the same, ignoring case.
fn of_catalog(tag: &str) -> Option<&'static str> {
    crate::LANGUAGES
        .iter()
        .map(|row: &Language| row.tag)
        .find(|known| known.eq_ignore_ascii_case(tag))
}

/// Every name and code of the tables, with the tags that it means.
pub(super) fn entries() -> impl Iterator<Item = (&'static str, String)> {
    let tags = TAGS.iter().map(|(key, found)| {
        let found: Vec<String> = found
            .iter()
            .map(|(tag, scope)| format!("{tag} ({scope:?})"))
            .collect();
        (*key, found.join(" or "))
    });
    let codes = CODES.iter().map(|(code, tag)| (*code, (*tag).to_owned()));
    let names = NAMES
        .iter()
        .flat_map(|(tag, names)| names.iter().map(move |name| (*name, (*tag).to_owned())));
    tags.chain(codes).chain(names)
}
