//! Strings: values that are used elsewhere, time zones, addresses, tags, escape sequences.

use proactive_catalog::{Field, TextRole, statements};
use proactive_engine::words::quoted as literal;
use proactive_hir::lower::given::time_zones;

use super::item::{Form, ItemKind, NewItem};
use super::offers::{Offers, plain};
use super::place::Sort;
use super::samples::GREETING;
use super::snippet::Snippet;
use super::used;

/// Offers a string, with what may stand in it at first.
pub(super) fn quoted(offers: &mut Offers<'_>, default: &str) {
    if in_string(offers) {
        return;
    }
    let item = NewItem::new("\"…\"", ItemKind::Text).filter("\"");
    let insert = Snippet::plain_text("\"").stop(default).text("\"");
    offers.add(item, [Form::whole(insert)]);
}

/// Offers a string over several lines.
fn block(offers: &mut Offers<'_>) {
    if in_string(offers) {
        return;
    }
    let item = NewItem::new("\"\"\"…\"\"\"", ItemKind::Text).filter("\"\"\"");
    let insert = Snippet::plain_text("\"\"\"\n  ")
        .stop(GREETING)
        .text("\n  \"\"\"");
    offers.add(item, [Form::whole(insert)]);
}

/// Offers what a string of a statement may say.
pub(super) fn role(offers: &mut Offers<'_>, role: TextRole) {
    match role {
        TextRole::Timezone => {
            let used = used::time_zones(offers.place);
            let others = time_zones().iter().filter(|zone| !used.contains(zone));
            let zones: Vec<String> = used.iter().chain(others).cloned().collect();
            strings(offers, zones, ItemKind::TimeZone);
        }
        TextRole::Url => {
            let used = used::addresses(offers.place);
            strings(offers, used, ItemKind::Text);
            quoted(offers, "https://example.com/");
        }
        TextRole::Title => {
            let used = used::values(offers.place, Field::VisitorTitle);
            strings(offers, used, ItemKind::Text);
            quoted(offers, "Title");
        }
        TextRole::Message => {
            quoted(offers, GREETING);
            block(offers);
        }
        TextRole::ExternalId => quoted(offers, "id"),
        TextRole::DisplayName => quoted(offers, "Name"),
        TextRole::TestName => quoted(offers, "What should happen"),
    }
}

/// Offers values of a text field: what it is compared with elsewhere, and a string.
pub(super) fn values(offers: &mut Offers<'_>, field: Field) {
    let listed = offers.place.listed();
    let mut used = used::values(offers.place, field);
    used.retain(|value| !listed.contains(&&*literal(value)));
    strings(offers, used, ItemKind::Text);
    quoted(
        offers,
        match field {
            Field::VisitorTitle => "Title",
            Field::VisitorUrl | Field::VisitorHistory | Field::DeviceLanguage => "/",
        },
    );
}

/// Offers tags that other messages have.
pub(super) fn tags(offers: &mut Offers<'_>) {
    let listed = offers.place.listed();
    let in_string = in_string(offers);
    let tags = used::tags(offers.place);
    let tags = tags.into_iter().filter(|tag| {
        let quoted = literal(tag);
        !listed.iter().any(|known| known == tag || *known == quoted)
    });
    let items: Vec<(NewItem, Form)> = tags
        .map(|tag| {
            let written = match in_string {
                true => escaped(&tag),
                false if is_name(&tag) => tag,
                false => literal(&tag),
            };
            let form = plain(&written);
            (NewItem::new(written, ItemKind::Tag), form)
        })
        .collect();
    for (item, form) in items {
        offers.add(item, [form]);
    }
}

/// Whether a tag needs no quotes.
fn is_name(tag: &str) -> bool {
    let begins = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let rest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    begins && tag.chars().all(rest) && !statements::is_reserved(tag)
}

fn in_string(offers: &Offers<'_>) -> bool {
    matches!(offers.place.sort, Sort::Text { .. })
}

/// Offers strings: with their quotes, or within the string around the cursor.
fn strings(offers: &mut Offers<'_>, texts: Vec<String>, kind: ItemKind) {
    let in_string = in_string(offers);
    offers.add_all(texts.into_iter().map(|text| {
        let written = match in_string {
            true => escaped(&text),
            false => literal(&text),
        };
        let form = plain(&written);
        (NewItem::new(written, kind), form)
    }));
}

/// A text as it stands between quotes.
fn escaped(text: &str) -> String {
    let literal = literal(text);
    let inside = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inside.unwrap_or(&literal).to_owned()
}

/// Offers the escape sequences of strings.
pub(super) fn escapes(offers: &mut Offers<'_>) {
    let sequences = [
        ("\\n", "a new line"),
        ("\\\"", "a quote"),
        ("\\\\", "a backslash"),
        ("\\t", "a tab"),
    ];
    let plain_ones = sequences.map(|(sequence, meaning)| {
        let item = NewItem::new(sequence, ItemKind::Escape).description(Some(meaning));
        (item, plain(sequence))
    });
    offers.add_untried(plain_ones);
    let item = NewItem::new("\\u{…}", ItemKind::Escape)
        .filter("\\u{")
        .description(Some("a character by its number"));
    let insert = Snippet::plain_text("\\u{").stop("1F44B").text("}");
    offers.add_untried([(item, Form::whole(insert))]);
}
