//! Words of which the language has a fixed set, and the words that join others.

use proactive_catalog::{
    Ask, Block, BotStatus, ChannelType, ConversationControl, Event, History, LANGUAGES,
    MessageStatus, Word, WordSet,
};

use super::docs::DocsKey;
use super::item::{Form, ItemKind, NewItem};
use super::offers::{Offers, plain};
use super::snippet::Snippet;
use super::{references, samples, statements, used};

/// Offers the words of a fixed set that may stand here.
pub(super) fn offer(offers: &mut Offers<'_>, set: WordSet) {
    match set {
        WordSet::ChannelType => all(offers, set, words_of::<ChannelType>()),
        WordSet::BotStatus => all(offers, set, words_of::<BotStatus>()),
        WordSet::MessageStatus => all(offers, set, words_of::<MessageStatus>()),
        WordSet::Event => all(offers, set, words_of::<Event>()),
        WordSet::Frequency => all(offers, set, samples::frequencies()),
        WordSet::ConversationControl => all(offers, set, words_of::<ConversationControl>()),
        WordSet::History => all(offers, set, unlisted(offers, words_of::<History>())),
        WordSet::Day => super::times::days(offers),
        WordSet::ScheduleKind => schedule_kinds(offers),
        WordSet::Ask => asked(offers),
        WordSet::ReplyKind => statements::reply_kinds(offers),
        WordSet::Language => languages(offers, set),
        WordSet::DeviceTag => {
            let tags = used::device_tags(offers.place);
            let others = tags.into_iter().filter(|tag| {
                let known = LANGUAGES.iter().any(|row| row.tag == tag);
                !known
            });
            let others: Vec<(NewItem, Form)> = others
                .map(|tag| {
                    let item = NewItem::new(tag.clone(), ItemKind::Language)
                        .docs(DocsKey::Word(set, tag.clone()));
                    (item, plain(&tag))
                })
                .collect();
            offers.add_all(others);
            languages(offers, set);
        }
    }
}

fn words_of<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|word| word.as_str()).collect()
}

/// Those of some words that the list around does not hold.
fn unlisted(offers: &Offers<'_>, words: Vec<&'static str>) -> Vec<&'static str> {
    let listed = offers.place.listed();
    let mut words = words;
    words.retain(|word| !listed.contains(word));
    words
}

fn all(offers: &mut Offers<'_>, set: WordSet, words: Vec<&'static str>) {
    offers.add_all(words.into_iter().map(|word| {
        let docs = DocsKey::Word(set, word.to_owned());
        let item = NewItem::new(word, ItemKind::Constant).docs(docs);
        (item, plain(word))
    }));
}

fn languages(offers: &mut Offers<'_>, set: WordSet) {
    let tags = unlisted(offers, LANGUAGES.iter().map(|row| row.tag).collect());
    let rows = LANGUAGES.iter().filter(|row| tags.contains(&row.tag));
    offers.add_all(rows.map(|row| {
        let item = NewItem::new(row.tag, ItemKind::Language)
            .description(Some(row.name))
            .docs(DocsKey::Word(set, row.tag.to_owned()));
        (item, plain(row.tag))
    }));
}

/// What the customer is asked for: each once, `nothing` only alone.
fn asked(offers: &mut Offers<'_>) {
    let listed = offers.place.listed();
    let mut words = words_of::<Ask>();
    words.retain(|word| !listed.contains(word));
    if listed.is_empty() {
        words.push("nothing");
    } else if listed.contains(&"nothing") {
        words.clear();
    }
    all(offers, WordSet::Ask, words);
}

/// The hours that a message may name: those of its channel only if that has some.
pub(super) fn schedule_kinds(offers: &mut Offers<'_>) {
    for (kind, form) in references::hours(offers) {
        let docs = DocsKey::Word(WordSet::ScheduleKind, kind.as_str().to_owned());
        let item = NewItem::new(kind.as_str(), ItemKind::Constant).docs(docs);
        offers.add(item, [form]);
    }
}

/// Offers the event that goes with a statement.
pub(super) fn event(offers: &mut Offers<'_>, event: Event) {
    all(offers, WordSet::Event, vec![event.as_str()]);
}

/// Offers a word that joins the parts of a statement, with what must follow.
pub(super) fn joining(
    offers: &mut Offers<'_>,
    word: &'static str,
    statement: Option<(Block, &'static str)>,
) {
    let mut item = NewItem::new(word, ItemKind::Keyword);
    if let Some((block, keyword)) = statement {
        item = item.docs(DocsKey::Statement(block, keyword));
    }
    let text = |text: &str| Snippet::plain_text(text);
    let long = match word {
        "to" => Form::continued(text("to"), "to 9999-12-31"),
        "title" => Form::whole(text("title \"").stop("Title").text("\"")),
        "for" | "after" => Form::whole(text(word).text(" ").stop("30s")),
        "on" => Form::whole(text("on page_view")),
        "when" => Form::continued(text("when"), "when visitor.history is new"),
        "answer" | "no" => Form::continued(text(word), &format!("{word} x")),
        word => Form::whole(text(word)),
    };
    offers.add(item, [long, plain(word)]);
}
