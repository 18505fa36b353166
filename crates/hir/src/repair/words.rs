//! What words mean in their place: the aliases of the catalogue, the readers of phrases, and the
//! names of the workspace.

use proactive_catalog::aliases::{self, Connective, Quantifier};
use proactive_catalog::{
    Block, DeclarationKind, Event, Field, FieldType, History, Language, Operator, ReferenceKind,
    Role, StatementInfo, Word as _, WordSet, statements,
};

use super::read;
pub(super) use super::read::Reading;
use crate::names::{Entry, Names};
use crate::suggest::suggest;

/// An operator, and how it takes several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Comparing {
    pub(super) operator: Operator,
    pub(super) quantifier: Quantifier,
    pub(super) certain: bool,
}

/// The operator that a phrase means.
pub(super) fn operator(phrase: &str) -> Option<Comparing> {
    let alias = aliases::operator(phrase)?;
    Some(Comparing {
        operator: alias.operator,
        quantifier: alias.quantifier,
        certain: alias.is_exact,
    })
}

/// The connective that a phrase means, and whether it means just that.
pub(super) fn connective(phrase: &str) -> Option<(Connective, bool)> {
    aliases::connective(phrase).map(|meaning| (meaning.value, meaning.is_exact))
}

/// The field that a phrase means.
pub(super) fn field(phrase: &str) -> Option<aliases::FieldAlias> {
    aliases::field(phrase)
}

/// The operator that a field has for one that it may not have.
pub(super) fn for_field(operator: Operator, field: Field) -> Operator {
    if field.info().operators.contains(&operator) {
        return operator;
    }
    match operator {
        Operator::Is | Operator::Contains => Operator::Is,
        Operator::IsNot | Operator::DoesNotContain => Operator::IsNot,
    }
}

/// A value of a field that is no text.
pub(super) fn field_value(ty: FieldType, phrase: &str) -> Option<Reading> {
    match ty {
        FieldType::Text => None,
        FieldType::History if History::find(phrase).is_some() => Some(Reading::certain(phrase)),
        FieldType::History => word(WordSet::History, phrase),
        FieldType::Language if Language::find(phrase).is_some() => Some(Reading::certain(phrase)),
        FieldType::Language => first(read::language(phrase)),
    }
}

/// The reading, if there is one that is likelier than all others.
fn first(readings: Vec<Reading>) -> Option<Reading> {
    readings.into_iter().next()
}

/// A statement that a phrase names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub(super) row: &'static StatementInfo,
    /// The word of the statement that the phrase says, too: `disabled` says `status paused`.
    pub(super) word: Option<&'static str>,
    pub(super) certain: bool,
}

/// The statements of a block that a phrase names, the likeliest first.
pub(super) fn keyword(block: Block, phrase: &str) -> Vec<Named> {
    let phrase = &*phrase.replace('.', " ");
    let keywords = || statements::of_block(block).map(|row| row.keyword);
    let named = |keyword: &str, certain: bool| {
        let row = statements::find(block, keyword)?;
        Some(Named {
            row,
            word: None,
            certain,
        })
    };
    let wanted = aliases::normalize(phrase);
    if let Some(word) = keywords().find(|word| aliases::normalize(word) == wanted) {
        return named(word, true).into_iter().collect();
    }
    let aliases = aliases::keywords(block, phrase);
    if !aliases.is_empty() {
        let named = aliases.into_iter().map(|alias| Named {
            row: alias.statement.info(),
            word: alias.word,
            certain: alias.is_exact,
        });
        return named.collect();
    }
    let near = misspelt(phrase, keywords()).and_then(|keyword| named(keyword, false));
    near.into_iter().collect()
}

/// The statement of a block that a word of other languages and screens names.
pub(super) fn keyword_alias(block: Block, word: &str) -> Option<aliases::StatementAlias> {
    aliases::keyword(block, word)
}

/// The word that a switch says: `enabled` and `true` say `published`, `enabled` and `false` the
/// opposite.
pub(super) fn affirmed(
    row: &StatementInfo,
    word: &'static str,
    said: &str,
) -> Option<&'static str> {
    match aliases::truth(said) {
        None if said.is_empty() => Some(word),
        Some(true) => Some(word),
        Some(false) => {
            let opposite = match word {
                "published" => "paused",
                "paused" | "draft" => "published",
                "new" => "returning",
                "returning" => "new",
                "release" => "keep",
                "keep" => "release",
                _ => return None,
            };
            let has = row.arguments().any(|argument| {
                matches!(argument.role, Role::Word(set) if set.words().contains(&opposite))
            });
            has.then_some(opposite)
        }
        None => None,
    }
}

/// The word of a set that a phrase means.
pub(super) fn word(set: WordSet, phrase: &str) -> Option<Reading> {
    if set == WordSet::DeviceTag {
        return device(phrase);
    }
    // `once/visit`
    let spelt_out = phrase.replace('/', " per ");
    let phrase = if set == WordSet::Frequency {
        &*spelt_out
    } else {
        phrase
    };
    let readings = read::word(set, phrase);
    match readings.len() {
        0 => misspelt(phrase, set.words()).map(Reading::possible),
        // Two words that are equally near: the author chooses.
        1 => first(readings),
        _ => None,
    }
}

/// The word that a single one is probably misspelt for. Of a phrase, a part would be lost.
fn misspelt<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let is_single = !word.contains(char::is_whitespace);
    is_single.then(|| suggest(word, candidates)).flatten()
}

/// An event, where only this one is possible. The word of the other one is not it.
pub(super) fn event(event: Event, phrase: &str) -> Option<Reading> {
    if let Some(meant) = word(WordSet::Event, phrase).filter(|it| it.text == event.as_str()) {
        return Some(meant);
    }
    let is_word = WordSet::Event.words().contains(&phrase);
    let is_event = !is_word && !read::word(WordSet::Event, phrase).is_empty();
    is_event.then(|| Reading::possible(event.as_str()))
}

/// The language of a device.
fn device(phrase: &str) -> Option<Reading> {
    let tag = phrase.replace('_', "-");
    let is_tag = tag.len() <= 8
        && tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
        && tag.split('-').next().is_some_and(|it| it.len() <= 3);
    match is_tag {
        true => Some(Reading {
            certain: true,
            text: tag,
        }),
        false => first(read::language(phrase)),
    }
}

pub(super) fn duration(phrase: &str) -> Option<Reading> {
    first(read::duration(phrase))
}

pub(super) fn date(phrase: &str) -> Option<Reading> {
    let readings = read::date(phrase);
    // The first of May or the fifth of January: the author chooses.
    if readings.len() > 1 {
        None
    } else {
        first(readings)
    }
}

pub(super) fn time_of_day(phrase: &str) -> Option<Reading> {
    first(read::time_of_day(phrase))
}

pub(super) fn days(phrase: &str) -> Option<Reading> {
    first(read::days(phrase))
}

pub(super) fn interval(phrase: &str) -> Option<Reading> {
    first(read::interval(phrase))
}

/// The declaration whose name or display name a phrase is.
pub(super) fn reference(names: &Names<'_>, kind: ReferenceKind, phrase: &str) -> Option<Reading> {
    let wanted = aliases::normalize(phrase);
    let declared = kind
        .declaration()
        .map_or(&[][..], |kind| names.of_kind(kind));
    let title = |entry: &Entry<'_>| {
        entry
            .declaration
            .title
            .as_ref()
            .map(|it| it.value.to_string())
    };
    let named: Vec<(String, Option<String>)> = declared
        .iter()
        .filter_map(|&position| names.entries.get(position))
        .filter_map(|entry| Some((entry.name()?.to_owned(), title(entry))))
        .chain(answers(names, kind))
        .collect();
    let has_title = |title: &Option<String>| {
        title
            .as_ref()
            .is_some_and(|it| aliases::normalize(it) == wanted)
    };
    let mut titled = named.iter().filter(|(_, title)| has_title(title));
    if let (Some((name, _)), None) = (titled.next(), titled.next()) {
        return Some(Reading::certain(name.as_str()));
    }
    if let Some((name, _)) = named
        .iter()
        .find(|(name, _)| aliases::normalize(name) == wanted)
    {
        return Some(Reading::certain(name.as_str()));
    }
    // `help_cart` for `cart_help`, `in_the_cart` for `in_cart`.
    // Signs say more than words: `!cart_help`.
    let is_plain = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | ' ');
    let words = words_of(phrase);
    let mut same = named
        .iter()
        .filter(|(name, _)| phrase.chars().all(is_plain) && words_of(name) == words);
    if let (Some((name, _)), None) = (same.next(), same.next()) {
        return Some(Reading::possible(name.as_str()));
    }
    if let Some(name) = message_with_text(names, kind, phrase) {
        return Some(Reading::possible(name));
    }
    (kind == ReferenceKind::Channel)
        .then(|| channel_of_brand(names, phrase))
        .flatten()
}

/// The words of a name in normal form and in order, without those that say nothing.
fn words_of(name: &str) -> Vec<String> {
    let parts = name.split(|it: char| !it.is_alphanumeric());
    let words = parts.filter(|it| !it.is_empty() && !aliases::is_filler(it));
    let mut words: Vec<String> = words.map(aliases::normalize).collect();
    words.sort_unstable();
    words
}

/// The only message with a text.
fn message_with_text<'w>(names: &'w Names<'_>, kind: ReferenceKind, text: &str) -> Option<&'w str> {
    if kind != ReferenceKind::Message {
        return None;
    }
    let mut messages = names.entries_of(DeclarationKind::Message).filter(|entry| {
        let message = entry.declaration.as_message();
        let given = message.and_then(|message| message.text.given());
        given.is_some_and(|given| given.value.trim() == text.trim())
    });
    let only = messages.next().filter(|_| messages.next().is_none())?;
    only.name()
}

/// The only channel of a brand.
fn channel_of_brand(names: &Names<'_>, brand: &str) -> Option<Reading> {
    let mut channels = names.entries_of(DeclarationKind::Channel).filter(|entry| {
        let channel = entry.declaration.as_channel();
        let given = channel.and_then(|channel| channel.brand.given());
        given.is_some_and(|name| &*name.value == brand)
    });
    let only = channels.next().filter(|_| channels.next().is_none())?;
    Some(Reading::possible(only.name()?))
}

/// The answers of all bots, with their display names.
fn answers(names: &Names<'_>, kind: ReferenceKind) -> Vec<(String, Option<String>)> {
    let bots = match kind {
        ReferenceKind::Answer => names.of_kind(DeclarationKind::Bot),
        ReferenceKind::Brand
        | ReferenceKind::Channel
        | ReferenceKind::Bot
        | ReferenceKind::Schedule
        | ReferenceKind::Segment
        | ReferenceKind::Message => &[],
    };
    bots.iter()
        .filter_map(|&position| names.entries.get(position)?.declaration.as_bot())
        .flat_map(|bot| &bot.answers)
        .map(|(name, title)| {
            (
                name.value.to_string(),
                title.as_ref().map(ToString::to_string),
            )
        })
        .collect()
}

/// Whether a word can come before an argument in place of its keyword.
pub(super) fn is_argument_keyword(keyword: &str, word: &str) -> bool {
    let is_misspelt = keyword.len() > 3 && misspelt(word, [keyword]).is_some();
    is_misspelt || aliases::is_argument_keyword(keyword, word)
}
