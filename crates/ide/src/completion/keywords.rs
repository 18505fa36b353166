//! Completion of keywords and of words from a set.

use proactive_catalog::aliases::language_names;
use proactive_catalog::{Argument, Event, Field, LANGUAGES, Role, StatementInfo, Word, WordSet};

use super::collector::{Collector, plain};
use super::docs_key::DocsKey;
use super::item::{Insertion, ItemBuilder, ItemKind};
use super::snippet::Snippet;
use super::{references, samples, statements, workspace_values};

/// Offers the words of a set.
pub(super) fn offer(collector: &mut Collector<'_>, set: WordSet) {
    match set {
        WordSet::ChannelType
        | WordSet::BotStatus
        | WordSet::MessageStatus
        | WordSet::Event
        | WordSet::ConversationControl => all(collector, set, set.words()),
        WordSet::Frequency => all(collector, set, samples::frequencies()),
        WordSet::History => all(collector, set, unlisted(collector, set.words())),
        WordSet::Day => super::times::days(collector),
        WordSet::ScheduleKind => schedule_kinds(collector),
        WordSet::Ask => asked(collector),
        WordSet::ReplyKind => statements::reply_kinds(collector),
        WordSet::Language => languages(collector, set),
        WordSet::DeviceTag => {
            let tags = workspace_values::device_tags(collector).into_iter();
            let others = tags.map(|tag| tag.text).filter(|tag| {
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

/// The words that the list around the cursor does not have yet.
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

/// Offers languages: those that conditions use first. In conditions they are found by their names,
/// too; a device can have any tag, and editors would match `en-IE` with `en-CA English (Canada)`.
fn languages(collector: &mut Collector<'_>, set: WordSet) {
    let tags = unlisted(collector, WordSet::Language.words());
    let used = workspace_values::values(collector, Field::DeviceLanguage);
    // What is typed in full stays first: `fr` before `fr-CA`, and `fi` before `fil`.
    let root = |tag: &str| LANGUAGES.iter().find(|row| tag.starts_with(row.tag));
    let place = |tag: &str| {
        let root = root(tag).map(|row| row.tag);
        let place = used
            .iter()
            .position(|used| root.is_some_and(|root| used.text.starts_with(root)));
        place.unwrap_or(usize::MAX)
    };
    let rows = LANGUAGES.iter().filter(|row| tags.contains(&row.tag));
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|row| place(row.tag));
    collector.add_all(rows.into_iter().map(|row| {
        // Without the country in parentheses, which editors would match with what closes a group.
        let name = row.name.split(" (").next().unwrap_or(row.name);
        let others = language_names(row.tag).iter().skip(1).take(2).copied();
        let others = others.filter(|_| !row.tag.contains('-'));
        let names: Vec<&str> = [row.tag, name].into_iter().chain(others).collect();
        let item = ItemBuilder::new(row.tag, ItemKind::Language)
            .description(Some(row.name))
            .filter(match set == WordSet::Language {
                true => names.join(" "),
                false => row.tag.to_owned(),
            })
            .docs(DocsKey::Word(set, row.tag.to_owned()));
        (item, plain(row.tag))
    }));
}

/// Offers what the customer can be asked for: each word once, and `nothing` only alone.
fn asked(collector: &mut Collector<'_>) {
    let listed = collector.context.listed();
    let mut words = unlisted(collector, WordSet::Ask.words());
    if listed.is_empty() {
        words.push("nothing");
    } else if listed.contains(&"nothing") {
        words.clear();
    }
    all(collector, WordSet::Ask, words);
}

/// Offers the hours of a message. Those of its channel are included only if the channel has any.
pub(super) fn schedule_kinds(collector: &mut Collector<'_>) {
    for (kind, form) in references::hours(collector) {
        let docs = DocsKey::Word(WordSet::ScheduleKind, kind.as_str().to_owned());
        let item = ItemBuilder::new(kind.as_str(), ItemKind::Constant).docs(docs);
        collector.add(item, [form]);
    }
}

/// Offers the event of a statement.
pub(super) fn event(collector: &mut Collector<'_>, event: Event) {
    all(collector, WordSet::Event, vec![event.as_str()]);
}

/// Offers the keyword of an argument, with a value if it needs one.
pub(super) fn argument(
    collector: &mut Collector<'_>,
    argument: &'static Argument,
    row: &'static StatementInfo,
) {
    let Some(keyword) = argument.keyword else {
        return;
    };
    let text = || Snippet::plain_text(keyword).text(" ");
    let with_value = match argument.role {
        Role::Date => continued(keyword, "9999-12-31"),
        Role::DeclaredId(_) | Role::Reference(_) => continued(keyword, "x"),
        Role::Text(role) => {
            let value = samples::of_role(collector, role, row.block);
            Insertion::whole(text().text("\"").stop(value).text("\""))
        }
        Role::Duration => Insertion::whole(text().stop("30s")),
        Role::Event(event) => Insertion::whole(text().text(event.as_str())),
        Role::Word(_)
        | Role::AgentReply
        | Role::Tag
        | Role::Time
        | Role::Days
        | Role::Interval
        | Role::Condition
        | Role::Nothing => plain(keyword),
    };
    let item = ItemBuilder::new(keyword, ItemKind::Keyword);
    let item = item.docs(DocsKey::Statement(row.block, row.keyword));
    collector.add(item, [with_value, plain(keyword)]);
}

/// Offers the `when` of a segment.
pub(super) fn when(collector: &mut Collector<'_>) {
    let item = ItemBuilder::new("when", ItemKind::Keyword);
    // No blank follows: the condition often begins on the next line.
    let mut with_condition = continued("when", "when visitor.history is new");
    with_condition.continues = false;
    collector.add(item, [with_condition, plain("when")]);
}

/// A keyword that a value must follow. `value` is an example.
fn continued(keyword: &str, value: &str) -> Insertion {
    Insertion::continued(Snippet::plain_text(keyword), &format!("{keyword} {value}"))
}
