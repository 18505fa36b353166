//! Conditions: groups of comparisons and of further groups.
//!
//! These trees are shallow, so what is derived for them may recurse: a compiled condition has at
//! most [`MAX_GROUP_NESTING`](proactive_catalog::limits::MAX_GROUP_NESTING) groups in one
//! another, and a document that is read at most what the JSON parser lets through.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use super::comparison::{Comparison, WrittenComparison};
use super::min_len_vec::MinLenVec;
use super::object::Object;
use super::optional::given;
use super::strings::Text;

/// Who gets a message. In the document it is always a group.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "Object<WrittenGroup>")]
pub enum Conditions {
    /// Everybody: `{ "all": [] }`, the only empty group.
    Always,
    /// Those for whom this holds: an `all` with one child. A nested group never stands alone.
    One(Comparison),
    /// Those for whom all of these hold.
    All(MinLenVec<2, Condition>),
    /// Those for whom one or more of these hold.
    Any(MinLenVec<2, Condition>),
}

/// A part of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", try_from = "Object<Written>")]
pub enum Condition {
    /// All of these hold.
    All(MinLenVec<2, Self>),
    /// One or more of these hold.
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

/// A group at the top as it is read.
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
            (Some(_), Some(_)) | (None, None) => return Err("expected one of `all` and `any`"),
        };
        match MinLenVec::try_from(children) {
            Ok(children) if is_all => Ok(Self::All(children)),
            Ok(children) => Ok(Self::Any(children)),
            Err(few) => match few.0.into_iter().next() {
                None if is_all => Ok(Self::Always),
                None => Err("an empty `any`: only `all` may be empty"),
                Some(Condition::Comparison(only)) => Ok(Self::One(only)),
                Some(Condition::All(_) | Condition::Any(_)) => {
                    Err("a group that stands alone in a group")
                }
            },
        }
    }
}

/// A part of a condition as it is read: which of its keys are there decides what it is. That is
/// done by hand, as the error of an untagged enumeration would not say what is wrong.
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
            _ => Err("expected one of `all`, `any` and a comparison".into()),
        }
    }
}

impl JsonSchema for Conditions {
    fn schema_name() -> Cow<'static, str> {
        "Conditions".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        // One child alone is a comparison: a nested group never stands alone.
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
            "description": "Who gets a message. An `all` without children, the only empty \
                            group, is everybody.",
            "oneOf": [
                group("all", "Those for whom all of these hold.", children(0, generator)),
                group("any", "Those for whom one or more of these hold.", children(1, generator)),
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
                group("all", "All of these hold.", children.clone()),
                group("any", "One or more of these hold.", children),
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
