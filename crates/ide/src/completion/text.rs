//! Completion of strings: values used elsewhere, time zones, URLs, tags, escape sequences.

use proactive_catalog::time_zones::LegacyZone;
use proactive_catalog::{DeclarationKind, Field, TextRole, statements};
use proactive_hir::draft::Body;
use proactive_hir::lower::parse_value::time_zones;
use proactive_syntax::literal;

use super::collector::{Collector, plain};
use super::context::ContextKind;
use super::item::{Insertion, ItemBuilder, ItemKind};
use super::samples::GREETING;
use super::snippet::Snippet;
use super::workspace_values;

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
            let used = workspace_values::time_zones(collector.context);
            let others = time_zones()
                .iter()
                .filter(|zone| !used.contains(zone) && LegacyZone::find(zone).is_none());
            let zones: Vec<String> = used.iter().chain(others).cloned().collect();
            strings(collector, zones, ItemKind::TimeZone);
        }
        TextRole::Url => {
            let used = with_websites(collector, workspace_values::addresses(collector.context));
            strings(collector, used, ItemKind::Text);
            quoted(collector, "https://example.com/");
        }
        TextRole::Website => {
            let listed = collector.context.listed();
            let mut used = workspace_values::visited_websites(collector.context);
            used.retain(|website| !listed.contains(&&*literal::quote(website)));
            strings(collector, used, ItemKind::Text);
            quoted(collector, "https://www.example.com");
        }
        TextRole::Title => {
            let used = workspace_values::values(collector.context, Field::VisitorTitle);
            strings(collector, used, ItemKind::Text);
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

/// Offers values of a text field: those used elsewhere, and a quoted string.
pub(super) fn values(collector: &mut Collector<'_>, field: Field) {
    let listed = collector.context.listed();
    let mut used = workspace_values::values(collector.context, field);
    if field == Field::VisitorUrl {
        used = with_websites(collector, used);
    }
    used.retain(|value| !listed.contains(&&*literal::quote(value)));
    strings(collector, used, ItemKind::Text);
    quoted(collector, field.info().sample);
}

/// The websites of the channel that the declaration around the cursor is about, or else of all
/// channels. `www` stands for any subdomain.
fn websites(collector: &Collector<'_>) -> Vec<String> {
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
    let mut websites: Vec<String> = Vec::new();
    for channel in channels {
        let channel = channel.declaration().as_channel();
        let given = channel.and_then(|channel| channel.websites.given());
        for website in given.into_iter().flatten() {
            let example = website.value.example();
            if !websites.contains(&example) {
                websites.push(example);
            }
        }
    }
    websites
}

/// The websites of the channels, then the values that are not among them.
fn with_websites(collector: &Collector<'_>, values: Vec<String>) -> Vec<String> {
    let mut all = websites(collector);
    let others = values.into_iter().filter(|value| !all.contains(value));
    let others: Vec<String> = others.collect();
    all.extend(others);
    all
}

/// Offers the tags of other messages. Any word can be a new tag, so only tags that begin with what was
/// typed are offered: editors would match `plants` with `planting-days`.
pub(super) fn tags(collector: &mut Collector<'_>) {
    let listed = collector.context.listed();
    let in_string = in_string(collector);
    let tags = workspace_values::tags(collector.context);
    let typed = match in_string {
        true => "",
        false => collector.context.typed_from(collector.context.word.start),
    };
    let typed = typed.to_lowercase();
    let tags = tags.into_iter().filter(|tag| {
        if !tag.to_lowercase().starts_with(&typed) {
            return false;
        }
        let quoted = literal::quote(tag);
        !listed.iter().any(|known| known == tag || *known == quoted)
    });
    let items: Vec<(ItemBuilder, Insertion)> = tags
        .map(|tag| {
            let written = match in_string {
                true => escaped(&tag),
                false if statements::is_name(&tag) && !statements::is_reserved(&tag) => tag.clone(),
                false => literal::quote(&tag),
            };
            let form = plain(&written);
            let item = ItemBuilder::new(written, ItemKind::Tag).filter(escaped(&tag));
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

/// Offers strings, with quotes unless the cursor is in a string.
fn strings(collector: &mut Collector<'_>, texts: Vec<String>, kind: ItemKind) {
    let in_string = in_string(collector);
    collector.add_all(texts.into_iter().map(|text| {
        let written = match in_string {
            true => escaped(&text),
            false => literal::quote(&text),
        };
        let form = plain(&written);
        (ItemBuilder::new(written, kind).filter(escaped(&text)), form)
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
