//! Conditions: groups of comparisons and of other groups.
//!
//! The trees are shallow, so derived code may recurse: a compiled condition nests at most
//! [`MAX_GROUP_NESTING`](proactive_catalog::limits::MAX_GROUP_NESTING) groups, and the JSON parser
//! limits the depth of other documents.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::comparison::{Comparison, WrittenComparison};
use super::min_len_vec::MinLenVec;
use super::object::Object;
use super::optional::given;
use super::strings::Text;

/// Who gets a message. In the document, this is always a group.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "Object<WrittenGroup>")]
pub enum Conditions {
    /// Everyone: `{ "all": [] }`, the only empty group.
    Always,
    /// Visitors who match this comparison: an `all` with one child. A nested group is never the only
    /// child.
    One(Comparison),
    /// Visitors who match all of these.
    All(MinLenVec<2, Condition>),
    /// Visitors who match at least one of these.
    Any(MinLenVec<2, Condition>),
}

/// A part of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", try_from = "Object<Written>")]
pub enum Condition {
    /// All of these are true.
    All(MinLenVec<2, Self>),
    /// At least one of these is true.
    Any(MinLenVec<2, Self>),
    /// A comparison of a field.
    #[serde(untagged)]
    Comparison(Comparison),
}

impl Serialize for Conditions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut group = serializer.serialize_struct("Conditions", 1)?;
        match self {
            Self::Always => group.serialize_field("all", &[(); 0])?,
            Self::One(comparison) => group.serialize_field("all", &[comparison])?,
            Self::All(children) => group.serialize_field("all", children)?,
            Self::Any(children) => group.serialize_field("any", children)?,
        }
        group.end()
    }
}

/// The top-level group, as read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenGroup {
    #[serde(default, deserialize_with = "given")]
    all: Option<Vec<Condition>>,
    #[serde(default, deserialize_with = "given")]
    any: Option<Vec<Condition>>,
}

impl TryFrom<Object<WrittenGroup>> for Conditions {
    type Error = &'static str;

    fn try_from(Object(group): Object<WrittenGroup>) -> Result<Self, Self::Error> {
        let (is_all, children) = match (group.all, group.any) {
            (Some(children), None) => (true, children),
            (None, Some(children)) => (false, children),
            (Some(_), Some(_)) | (None, None) => return Err("expected either `all` or `any`"),
        };
        match MinLenVec::try_from(children) {
            Ok(children) if is_all => Ok(Self::All(children)),
            Ok(children) => Ok(Self::Any(children)),
            Err(few) => match few.0.into_iter().next() {
                None if is_all => Ok(Self::Always),
                None => Err("an empty `any`: only `all` may be empty"),
                Some(Condition::Comparison(only)) => Ok(Self::One(only)),
                Some(Condition::All(_) | Condition::Any(_)) => {
                    Err("a group with a group as its only child")
                }
            },
        }
    }
}

/// A part of a condition, as read: its keys decide what it is. This is done by hand, as the error
/// of an untagged enum would not say what is wrong.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default, deserialize_with = "given")]
    all: Option<MinLenVec<2, Condition>>,
    #[serde(default, deserialize_with = "given")]
    any: Option<MinLenVec<2, Condition>>,
    #[serde(default, deserialize_with = "given")]
    object: Option<Box<str>>,
    #[serde(default, deserialize_with = "given")]
    field: Option<Box<str>>,
    #[serde(default, deserialize_with = "given")]
    operator: Option<Box<str>>,
    #[serde(default, deserialize_with = "given")]
    value: Option<Text>,
    #[serde(default, deserialize_with = "given")]
    values: Option<MinLenVec<1, Text>>,
}

impl TryFrom<Object<Written>> for Condition {
    type Error = String;

    fn try_from(Object(written): Object<Written>) -> Result<Self, String> {
        let is_comparison = written.object.is_some()
            || written.field.is_some()
            || written.operator.is_some()
            || written.value.is_some()
            || written.values.is_some();
        match (written.all, written.any) {
            (Some(children), None) if !is_comparison => Ok(Self::All(children)),
            (None, Some(children)) if !is_comparison => Ok(Self::Any(children)),
            (None, None) => Comparison::try_from(WrittenComparison {
                object: written.object,
                field: written.field,
                operator: written.operator,
                value: written.value,
                values: written.values,
            })
            .map(Self::Comparison),
            _ => Err("expected `all`, `any` or a comparison".into()),
        }
    }
}

impl JsonSchema for Conditions {
    fn schema_name() -> Cow<'static, str> {
        "Conditions".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        // An only child is a comparison, never a group.
        let children = |fewest: usize, generator: &mut SchemaGenerator| {
            json_schema!({
                "type": "array",
                "items": generator.subschema_for::<Condition>(),
                "minItems": fewest,
                "if": { "maxItems": 1 },
                "then": { "items": generator.subschema_for::<Comparison>() },
            })
        };
        json_schema!({
            "description": "Who gets a message. An `all` without children, which is the only \
                            empty group, means everyone.",
            "oneOf": [
                group("all", "Visitors who match all of these.", children(0, generator)),
                group("any", "Visitors who match at least one of these.", children(1, generator)),
            ],
        })
    }
}

impl JsonSchema for Condition {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let children = MinLenVec::<2, Self>::json_schema(generator);
        json_schema!({
            "description": "A part of a condition: a comparison or a nested group.",
            "oneOf": [
                group("all", "All of these are true.", children.clone()),
                group("any", "At least one of these is true.", children),
                generator.subschema_for::<Comparison>(),
            ],
        })
    }
}

fn group(key: &str, description: &str, children: Schema) -> Schema {
    json_schema!({
        "type": "object",
        "description": description,
        "properties": { key: children },
        "required": [key],
        "additionalProperties": false,
    })
}
