//! Completion of strings: values used elsewhere, time zones, URLs, tags, escape sequences.

use proactive_catalog::time_zones::LegacyZone;
use proactive_catalog::{DeclarationKind, Field, Operator, TextRole, statements};
use proactive_hir::draft::Body;
use proactive_hir::lower::parse_value::time_zones;
use proactive_hir::model::{AFTER_HOST, Website};
use proactive_syntax::literal;

use super::collector::{Collector, plain};
use super::context::ContextKind;
use super::item::{Insertion, ItemBuilder, ItemKind};
use super::samples::{self, GREETING, WHOLE_ADDRESS};
use super::snippet::Snippet;
use super::workspace_values::{self, UsedValue};

/// Offers a quoted string with a placeholder.
pub(super) fn quoted(collector: &mut Collector<'_>, default: &str) {
    if in_string(collector) {
        return;
    }
    let item = ItemBuilder::form("\"…\"", ItemKind::Text);
    let insert = Snippet::plain_text("\"").stop(default).text("\"");
    collector.add(item, [Insertion::whole(insert)]);
}

/// Offers a string of several lines.
fn block(collector: &mut Collector<'_>) {
    if in_string(collector) {
        return;
    }
    let item = ItemBuilder::form("\"\"\"…\"\"\"", ItemKind::Text);
    let insert = Snippet::plain_text("\"\"\"\n  ")
        .stop(GREETING)
        .text("\n  \"\"\"");
    collector.add(item, [Insertion::whole(insert)]);
}

/// Offers values for a string of a statement.
pub(super) fn role(collector: &mut Collector<'_>, role: TextRole) {
    match role {
        TextRole::Timezone => {
            let used = workspace_values::time_zones(collector).into_iter();
            let used: Vec<String> = used.map(|used| used.text).collect();
            let others = time_zones()
                .iter()
                .filter(|zone| !used.contains(zone) && LegacyZone::find(zone).is_none());
            let zones: Vec<String> = used.iter().chain(others).cloned().collect();
            let zones = zones.into_iter().map(|zone| (zone, None));
            strings(collector, zones.collect(), ItemKind::TimeZone);
        }
        TextRole::Url => {
            let used = workspace_values::addresses(collector);
            let websites = unused(websites(collector), &used);
            let all = websites.into_iter().chain(used.into_iter().map(counted));
            let mut all: Vec<_> = all.collect();
            on_websites_first(collector, &mut all);
            strings(collector, all, ItemKind::Text);
            quoted(collector, WHOLE_ADDRESS);
        }
        TextRole::Website => {
            let listed = collector.context.listed();
            let mut used = workspace_values::visited_websites(collector);
            used.retain(|website| !listed.contains(&&*literal::quote(&website.text)));
            let used = used.into_iter().map(|used| (used.text, None));
            strings(collector, used.collect(), ItemKind::Text);
            quoted(collector, "https://www.example.com");
        }
        TextRole::Title => {
            let used = workspace_values::values(collector, Field::VisitorTitle);
            strings(
                collector,
                used.into_iter().map(counted).collect(),
                ItemKind::Text,
            );
            quoted(collector, Field::VisitorTitle.info().sample);
        }
        TextRole::Message => {
            quoted(collector, GREETING);
            block(collector);
        }
        TextRole::ExternalId => quoted(collector, "id"),
        TextRole::DisplayName => quoted(collector, "Name"),
        TextRole::TestName => quoted(collector, "What should happen"),
    }
}

/// Offers values of a text field: those used elsewhere, and a quoted string. An address is compared
/// with whole addresses, and first with those of the channel's websites.
pub(super) fn values(collector: &mut Collector<'_>, field: Field, operator: Operator) {
    let listed = collector.context.listed();
    let is_new = |text: &String| !listed.contains(&&*literal::quote(text));
    let mut used = workspace_values::values(collector, field);
    let whole = samples::is_whole_address(field, operator);
    if whole {
        used.retain(|value| is_absolute(&value.text));
    }
    let websites = match field {
        Field::VisitorUrl => unused(websites(collector), &used),
        Field::VisitorTitle | Field::VisitorHistory | Field::DeviceLanguage => Vec::new(),
    };
    let (near, far): (Vec<_>, Vec<_>) = used.into_iter().partition(|value| value.near > 0);
    let (near, far) = (near.into_iter().map(counted), far.into_iter().map(counted));
    let mut all: Vec<(String, Option<String>)> = match whole {
        // An address of another channel is on none of the websites.
        true => near.chain(websites).chain(far).collect(),
        // Every address of a website contains the website.
        false => near.chain(far).chain(websites).collect(),
    };
    all.retain(|(text, _)| is_new(text));
    if field == Field::VisitorUrl {
        on_websites_first(collector, &mut all);
    }
    strings(collector, all, ItemKind::Text);
    let sample = samples::compared(collector, field, operator);
    quoted(collector, &sample);
}

/// Whether an address has a scheme.
fn is_absolute(address: &str) -> bool {
    address.contains("://")
}

/// A value, and how often it is used.
fn counted(used: UsedValue) -> (String, Option<String>) {
    let uses = used.uses();
    (used.text, Some(uses))
}

/// The texts that are not among the used values.
fn unused(texts: Vec<String>, used: &[UsedValue]) -> Vec<(String, Option<String>)> {
    let texts = texts.into_iter();
    let unused = texts.filter(|text| !used.iter().any(|used| used.text == *text));
    unused.map(|text| (text, None)).collect()
}

/// The websites of the channel that the declaration around the cursor is about, or else of all
/// channels. `www` stands for any subdomain.
pub(super) fn websites(collector: &Collector<'_>) -> Vec<String> {
    let mut websites: Vec<String> = Vec::new();
    for website in websites_here(collector) {
        let example = website.example();
        if !websites.contains(&example) {
            websites.push(example);
        }
    }
    websites
}

/// Puts addresses that are on none of the websites last: a lint reports them.
pub(super) fn on_websites_first(collector: &Collector<'_>, texts: &mut [(String, Option<String>)]) {
    let websites = websites_here(collector);
    if websites.is_empty() {
        return;
    }
    texts.sort_by_key(|(text, _)| {
        let host = text.split_once("://").map(|(_, rest)| rest);
        let host = host.and_then(|rest| rest.split(AFTER_HOST).next());
        host.is_some_and(|host| !websites.iter().any(|website| website.has_host(host)))
    });
}

fn websites_here<'p>(collector: &Collector<'p>) -> Vec<&'p Website> {
    let declarations = collector.declarations();
    let own = match collector.context.body() {
        Some(Body::Message(message)) => declarations.channel_of(message),
        Some(Body::Test(test)) => {
            let named = test.channel.given();
            named.and_then(|name| declarations.find(DeclarationKind::Channel, &name.value))
        }
        Some(
            Body::Account(_)
            | Body::Brand(_)
            | Body::Channel(_)
            | Body::Bot(_)
            | Body::Schedule(_)
            | Body::Segment(_),
        )
        | None => None,
    };
    let all = declarations.of_kind(DeclarationKind::Channel);
    let channels: Vec<_> = own.map_or_else(|| all.collect(), |own| vec![own]);
    let given = channels.into_iter().filter_map(|channel| {
        let channel = channel.declaration().as_channel()?;
        channel.websites.given()
    });
    given.flatten().map(|website| &website.value).collect()
}

/// Offers the tags of other messages. Any word can be a new tag, so only tags that begin with what was
/// typed are offered: editors would match `plants` with `planting-days`.
pub(super) fn tags(collector: &mut Collector<'_>) {
    let listed = collector.context.listed();
    let in_string = in_string(collector);
    let tags = workspace_values::tags(collector);
    let typed = match in_string {
        true => "",
        false => collector.context.typed_from(collector.context.word.start),
    };
    let typed = typed.to_lowercase();
    let tags = tags.into_iter().filter(|tag| {
        let tag = &tag.text;
        if !tag.to_lowercase().starts_with(&typed) {
            return false;
        }
        let quoted = literal::quote(tag);
        !listed.iter().any(|known| known == tag || *known == quoted)
    });
    let items: Vec<(ItemBuilder, Insertion)> = tags
        .map(|tag| {
            let uses = tag.uses();
            let tag = tag.text;
            let written = match in_string {
                true => escaped(&tag),
                false if statements::is_name(&tag) && !statements::is_reserved(&tag) => tag.clone(),
                false => literal::quote(&tag),
            };
            let form = plain(&written);
            let item = ItemBuilder::new(written, ItemKind::Tag)
                .filter(escaped(&tag))
                .description(Some(&uses));
            (item, form)
        })
        .collect();
    for (item, form) in items {
        collector.add(item, [form]);
    }
}

fn in_string(collector: &Collector<'_>) -> bool {
    matches!(collector.context.kind, ContextKind::Text { .. })
}

/// Offers strings, each with its description, in quotes unless the cursor is in a string.
fn strings(collector: &mut Collector<'_>, texts: Vec<(String, Option<String>)>, kind: ItemKind) {
    let in_string = in_string(collector);
    collector.add_all(texts.into_iter().map(|(text, description)| {
        let written = match in_string {
            true => escaped(&text),
            false => literal::quote(&text),
        };
        let form = plain(&written);
        let item = ItemBuilder::new(written, kind)
            .filter(escaped(&text))
            .description(description.as_deref());
        (item, form)
    }));
}

/// A text with escapes, as it is written between quotes.
fn escaped(text: &str) -> String {
    let literal = literal::quote(text);
    let inside = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inside.unwrap_or(&literal).to_owned()
}

/// Offers the escape sequences of strings.
pub(super) fn escapes(collector: &mut Collector<'_>) {
    let sequences = [
        ("\\n", "line break"),
        ("\\\"", "quotation mark"),
        ("\\\\", "backslash"),
        ("\\t", "tab"),
    ];
    let plain_ones = sequences.map(|(sequence, meaning)| {
        let item = ItemBuilder::new(sequence, ItemKind::Escape).description(Some(meaning));
        (item, plain(sequence))
    });
    collector.add_untried(plain_ones);
    let item = ItemBuilder::new("\\u{…}", ItemKind::Escape)
        .filter("\\u{")
        .description(Some("character by its code point"));
    let insert = Snippet::plain_text("\\u{").stop("1F44B").text("}");
    collector.add_untried([(item, Insertion::whole(insert))]);
}
