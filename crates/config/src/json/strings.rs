//! Strings that follow a rule. Each rule exists twice, as code and as a pattern of the schema; a
//! test checks that the two agree.

use std::fmt;
use std::ops::Deref;

use proactive_catalog::DECLARATIONS;
use proactive_catalog::limits::MAX_TAG_CHARACTERS;
use proactive_catalog::statements::{RESERVED, STATEMENTS, is_reserved};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::json;

/// Why a string breaks its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidString(&'static str);

impl fmt::Display for InvalidString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for InvalidString {}

/// The ID of a declaration or of an answer in the language.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "Box<str>")]
#[schemars(extend(
    "pattern" = "^[A-Za-z_][A-Za-z0-9_-]*$",
    "not" = json!({ "enum": reserved() }),
))]
pub struct Id(Box<str>);

/// A string with at least one character that is not white space.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "Box<str>")]
#[schemars(extend("pattern" = NOT_BLANK))]
pub struct Text(Box<str>);

/// A tag, without white space, commas, quotes and control characters.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "Box<str>")]
#[schemars(extend(
    "minLength" = 1,
    "maxLength" = MAX_TAG_CHARACTERS,
    "pattern" = TAG,
))]
pub struct Tag(Box<str>);

/// The IANA name of a time zone.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "Box<str>")]
#[schemars(
    extend("pattern" = "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$"),
    example = &"Europe/Paris",
)]
pub struct TimeZone(Box<str>);

/// The URL of a website: `http` or `https`, a host whose first part may be `*`, and a path.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "Box<str>")]
#[schemars(
    extend("pattern" = r##"^https?://[!"$-.0->A-~]+/[!"$->@-~]*$"##),
    example = &"https://acme.example/",
)]
pub struct WebsiteUrl(Box<str>);

// White space is listed, as `\s` does not mean the same in all regex engines.
const NOT_BLANK: &str = r"[^\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]";
const TAG: &str = concat!(
    r#"^[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"#,
    r#",'"]*$"#,
);

/// The keywords of the language, in alphabetical order.
fn reserved() -> Vec<&'static str> {
    let keywords = STATEMENTS.iter().map(|row| row.keyword);
    let mut words: Vec<_> = RESERVED
        .into_iter()
        .chain(DECLARATIONS.iter().map(|row| row.keyword))
        .chain(keywords)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn check_id(id: &str) -> Result<(), InvalidString> {
    let mut characters = id.chars();
    let begins = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    if !begins || !characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')) {
        return Err(InvalidString(
            "not a name: a name starts with a letter or `_`, followed by letters, digits, `_` and `-`",
        ));
    }
    if is_reserved(id) {
        return Err(InvalidString("a keyword, expected a name"));
    }
    Ok(())
}

fn check_text(text: &str) -> Result<(), InvalidString> {
    if text.chars().all(char::is_whitespace) {
        return Err(InvalidString("a string of white space only"));
    }
    Ok(())
}

fn check_tag(tag: &str) -> Result<(), InvalidString> {
    if !(1..=MAX_TAG_CHARACTERS).contains(&tag.chars().count()) {
        return Err(InvalidString("a tag has 1 to 255 characters"));
    }
    if tag
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || matches!(c, ',' | '"' | '\''))
    {
        return Err(InvalidString(
            "a tag cannot contain white space, commas, quotes or control characters",
        ));
    }
    Ok(())
}

fn check_time_zone(zone: &str) -> Result<(), InvalidString> {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-'))
    };
    if !zone.split('/').all(is_part) {
        return Err(InvalidString(
            "not the name of a time zone, such as `Europe/Paris`",
        ));
    }
    Ok(())
}

fn check_website_url(url: &str) -> Result<(), InvalidString> {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|start| url.strip_prefix(start));
    let parts = rest.and_then(|rest| rest.split_once('/'));
    let is_visible = |part: &str| part.chars().all(|c| c.is_ascii_graphic());
    let is_right = parts.is_some_and(|(host, path)| {
        !host.is_empty()
            && is_visible(host)
            && is_visible(path)
            && !host.contains(['?', '#', '@'])
            && !path.contains(['?', '#'])
    });
    if !is_right {
        return Err(InvalidString(
            "not the URL of a website, such as `https://acme.example/`",
        ));
    }
    Ok(())
}

/// Words that cannot be the ID of a message, as they have a meaning after `expect`.
const NO_MESSAGE: [&str; 2] = ["no", "nothing"];

/// Reads the ID of a message.
pub(super) fn message_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
    let id = Id::deserialize(deserializer)?;
    if NO_MESSAGE.contains(&&*id) {
        return Err(serde::de::Error::custom(
            "a message cannot be named `no` or `nothing`",
        ));
    }
    Ok(id)
}

/// The extra rule of the schema for the ID of a message.
pub(super) fn not_a_message() -> serde_json::Value {
    json!({ "enum": NO_MESSAGE })
}

macro_rules! strings {
    ($($name:ident: $check:ident;)*) => {$(
        impl $name {
            /// Wraps a string of a checked workspace, which follows the rule.
            pub(crate) fn checked(string: &str) -> Self {
                Self(string.into())
            }
        }

        impl TryFrom<Box<str>> for $name {
            type Error = InvalidString;

            fn try_from(string: Box<str>) -> Result<Self, InvalidString> {
                $check(&string).map(|()| Self(string))
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self)
            }
        }
    )*};
}

strings! {
    Id: check_id;
    Text: check_text;
    Tag: check_tag;
    TimeZone: check_time_zone;
    WebsiteUrl: check_website_url;
}
