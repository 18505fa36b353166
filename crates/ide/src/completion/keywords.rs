//! Words of which the language has a fixed set, and the words that join others.

use proactive_catalog::{
    Ask, Block, BotStatus, ChannelType, ConversationControl, Event, History, LANGUAGES,
    MessageStatus, Word, WordSet,
};

use super::collector::{Collector, plain};
use super::docs_key::DocsKey;
use super::item::{Insertion, ItemBuilder, ItemKind};
use super::snippet::Snippet;
use super::{references, samples, statements, workspace_values};

/// Offers the words of a fixed set that may stand here.
pub(super) fn offer(collector: &mut Collector<'_>, set: WordSet) {
    match set {
        WordSet::ChannelType => all(collector, set, words_of::<ChannelType>()),
        WordSet::BotStatus => all(collector, set, words_of::<BotStatus>()),
        WordSet::MessageStatus => all(collector, set, words_of::<MessageStatus>()),
        WordSet::Event => all(collector, set, words_of::<Event>()),
        WordSet::Frequency => all(collector, set, samples::frequencies()),
        WordSet::ConversationControl => all(collector, set, words_of::<ConversationControl>()),
        WordSet::History => all(collector, set, unlisted(collector, words_of::<History>())),
        WordSet::Day => super::times::days(collector),
        WordSet::ScheduleKind => schedule_kinds(collector),
        WordSet::Ask => asked(collector),
        WordSet::ReplyKind => statements::reply_kinds(collector),
        WordSet::Language => languages(collector, set),
        WordSet::DeviceTag => {
            let tags = workspace_values::device_tags(collector.context);
            let others = tags.into_iter().filter(|tag| {
                let known = LANGUAGES.iter().any(|row| row.tag == tag);
                !known
            });
            let others: Vec<(ItemBuilder, Insertion)> = others
                .map(|tag| {
                    let item = ItemBuilder::new(tag.clone(), ItemKind::Language)
                        .docs(DocsKey::Word(set, tag.clone()));
                    (item, plain(&tag))
                })
                .collect();
            collector.add_all(others);
            languages(collector, set);
        }
    }
}

fn words_of<W: Word>() -> Vec<&'static str> {
    W::ALL.iter().map(|word| word.as_str()).collect()
}

/// Those of some words that the list around does not hold.
fn unlisted(collector: &Collector<'_>, words: Vec<&'static str>) -> Vec<&'static str> {
    let listed = collector.context.listed();
    let mut words = words;
    words.retain(|word| !listed.contains(word));
    words
}

fn all(collector: &mut Collector<'_>, set: WordSet, words: Vec<&'static str>) {
    collector.add_all(words.into_iter().map(|word| {
        let docs = DocsKey::Word(set, word.to_owned());
        let item = ItemBuilder::new(word, ItemKind::Constant).docs(docs);
        (item, plain(word))
    }));
}

fn languages(collector: &mut Collector<'_>, set: WordSet) {
    let tags = unlisted(collector, LANGUAGES.iter().map(|row| row.tag).collect());
    let rows = LANGUAGES.iter().filter(|row| tags.contains(&row.tag));
    collector.add_all(rows.map(|row| {
        let item = ItemBuilder::new(row.tag, ItemKind::Language)
            .description(Some(row.name))
            .docs(DocsKey::Word(set, row.tag.to_owned()));
        (item, plain(row.tag))
    }));
}

/// What the customer is asked for: each once, `nothing` only alone.
fn asked(collector: &mut Collector<'_>) {
    let listed = collector.context.listed();
    let mut words = words_of::<Ask>();
    words.retain(|word| !listed.contains(word));
    if listed.is_empty() {
        words.push("nothing");
    } else if listed.contains(&"nothing") {
        words.clear();
    }
    all(collector, WordSet::Ask, words);
}

/// The hours that a message may name: those of its channel only if that has some.
pub(super) fn schedule_kinds(collector: &mut Collector<'_>) {
    for (kind, form) in references::hours(collector) {
        let docs = DocsKey::Word(WordSet::ScheduleKind, kind.as_str().to_owned());
        let item = ItemBuilder::new(kind.as_str(), ItemKind::Constant).docs(docs);
        collector.add(item, [form]);
    }
}

/// Offers the event that goes with a statement.
pub(super) fn event(collector: &mut Collector<'_>, event: Event) {
    all(collector, WordSet::Event, vec![event.as_str()]);
}

/// Offers a word that joins the parts of a statement, with what must follow.
pub(super) fn joining(
    collector: &mut Collector<'_>,
    word: &'static str,
    statement: Option<(Block, &'static str)>,
) {
    let mut item = ItemBuilder::new(word, ItemKind::Keyword);
    if let Some((block, keyword)) = statement {
        item = item.docs(DocsKey::Statement(block, keyword));
    }
    let text = |text: &str| Snippet::plain_text(text);
    let long = match word {
        "to" => Insertion::continued(text("to"), "to 9999-12-31"),
        "title" => Insertion::whole(text("title \"").stop("Title").text("\"")),
        "for" | "after" => Insertion::whole(text(word).text(" ").stop("30s")),
        "on" => Insertion::whole(text("on page_view")),
        "when" => Insertion::continued(text("when"), "when visitor.history is new"),
        "answer" | "no" => Insertion::continued(text(word), &format!("{word} x")),
        word => Insertion::whole(text(word)),
    };
    collector.add(item, [long, plain(word)]);
}
