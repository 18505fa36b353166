//! Comparisons, driven by the catalog's table of fields: a new field of an existing type needs no
//! change here.

use std::borrow::Cow;

use proactive_catalog::{FIELDS, Field, FieldInfo, FieldType, History, LANGUAGES, Language};
use proactive_catalog::{Operator, Word};
use proactive_syntax::literal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::min_len_vec::MinLenVec;
use super::strings::Text;
use super::vocabulary::OneOf;

/// A comparison of a field, with a test that fits the type of the field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Comparison {
    field: Field,
    test: Test,
}

/// What a comparison requires of the value of its field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// The text is equal to this one.
    TextIs(Text),
    /// The text is not equal to this one.
    TextIsNot(Text),
    /// The text contains at least one of these.
    Contains(MinLenVec<1, Text>),
    /// The text contains none of these.
    DoesNotContain(MinLenVec<1, Text>),
    /// The history is this one. The platform has no opposite: that is the other history.
    HistoryIs(History),
    /// The language tag is this one, or starts with it and `-`.
    LanguageIs(&'static Language),
    /// The opposite of [`LanguageIs`](Self::LanguageIs).
    LanguageIsNot(&'static Language),
}

impl Test {
    /// The test whether a field of type `ty` is `value` or, if `is` is `false`, is not. `None` if
    /// such a field never has that value.
    #[must_use]
    pub fn equality(ty: FieldType, is: bool, value: Text) -> Option<Self> {
        Some(match (ty, is) {
            (FieldType::Text, true) => Self::TextIs(value),
            (FieldType::Text, false) => Self::TextIsNot(value),
            (FieldType::History, true) => Self::HistoryIs(History::find(&value)?),
            (FieldType::History, false) => Self::HistoryIs(match History::find(&value)? {
                History::New => History::Returning,
                History::Returning => History::New,
            }),
            (FieldType::Language, true) => Self::LanguageIs(Language::find(&value)?),
            (FieldType::Language, false) => Self::LanguageIsNot(Language::find(&value)?),
        })
    }

    /// The type of the fields that it fits.
    #[must_use]
    pub fn field_type(&self) -> FieldType {
        match self {
            Self::TextIs(_) | Self::TextIsNot(_) | Self::Contains(_) | Self::DoesNotContain(_) => {
                FieldType::Text
            }
            Self::HistoryIs(_) => FieldType::History,
            Self::LanguageIs(_) | Self::LanguageIsNot(_) => FieldType::Language,
        }
    }

    /// The operator of the language.
    #[must_use]
    pub fn operator(&self) -> Operator {
        match self {
            Self::TextIs(_) | Self::HistoryIs(_) | Self::LanguageIs(_) => Operator::Is,
            Self::TextIsNot(_) | Self::LanguageIsNot(_) => Operator::IsNot,
            Self::Contains(_) => Operator::Contains,
            Self::DoesNotContain(_) => Operator::DoesNotContain,
        }
    }
}

impl Comparison {
    /// Creates a comparison, if `test` fits `field`.
    #[must_use]
    pub fn new(field: Field, test: Test) -> Option<Self> {
        let row = field.info();
        (row.ty == test.field_type() && operators(row).any(|known| known == test.operator()))
            .then_some(Self { field, test })
    }

    /// The field that is compared.
    #[must_use]
    pub fn field(&self) -> Field {
        self.field
    }

    /// What is required of its value.
    #[must_use]
    pub fn test(&self) -> &Test {
        &self.test
    }

    /// Its values as literals.
    #[must_use]
    pub fn literals(&self) -> Vec<String> {
        match &self.test {
            Test::TextIs(text) | Test::TextIsNot(text) => vec![literal::quote(text)],
            Test::Contains(texts) | Test::DoesNotContain(texts) => {
                texts.iter().map(|text| literal::quote(text)).collect()
            }
            Test::HistoryIs(history) => vec![history.as_str().to_owned()],
            Test::LanguageIs(language) | Test::LanguageIsNot(language) => {
                vec![language.tag.to_owned()]
            }
        }
    }

    /// The comparison in the notation of the language, on one line.
    #[must_use]
    pub fn notation(&self) -> String {
        let operator = self.test.operator().words();
        literal::comparison(self.field.info().path, operator, &self.literals())
    }
}

/// The operators that the document has for a field.
fn operators(row: &FieldInfo) -> impl Iterator<Item = Operator> {
    row.operators
        .iter()
        .copied()
        .filter(|operator| row.ty != FieldType::History || *operator == Operator::Is)
}

/// The name of an operator in the document.
fn written(operator: Operator) -> &'static str {
    match operator {
        Operator::Is => "is",
        Operator::IsNot => "is_not",
        Operator::Contains => "contains",
        Operator::DoesNotContain => "does_not_contain",
    }
}

impl Serialize for Comparison {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.field.info();
        let mut keys = serializer.serialize_struct("Comparison", 4)?;
        keys.serialize_field("object", row.object)?;
        keys.serialize_field("field", row.name)?;
        keys.serialize_field("operator", written(self.test.operator()))?;
        match &self.test {
            Test::TextIs(text) | Test::TextIsNot(text) => keys.serialize_field("value", text)?,
            Test::Contains(texts) | Test::DoesNotContain(texts) => {
                keys.serialize_field("values", texts)?;
            }
            Test::HistoryIs(history) => keys.serialize_field("value", history.as_str())?,
            Test::LanguageIs(language) | Test::LanguageIsNot(language) => {
                keys.serialize_field("value", language.tag)?;
            }
        }
        keys.end()
    }
}

/// The keys of a comparison, as read.
pub(super) struct WrittenComparison {
    pub(super) object: Option<Box<str>>,
    pub(super) field: Option<Box<str>>,
    pub(super) operator: Option<Box<str>>,
    pub(super) value: Option<Text>,
    pub(super) values: Option<MinLenVec<1, Text>>,
}

impl TryFrom<WrittenComparison> for Comparison {
    type Error = String;

    fn try_from(keys: WrittenComparison) -> Result<Self, String> {
        let object = keys.object.ok_or("missing `object`")?;
        let name = keys.field.ok_or("missing `field`")?;
        let field = Field::find(&object, &name)
            .ok_or_else(|| format!("unknown field `{object}.{name}`"))?;
        let word = keys.operator.ok_or("missing `operator`")?;
        let row = field.info();
        let operator = operators(row)
            .find(|known| written(*known) == &*word)
            .ok_or_else(|| format!("`{}` has no operator `{word}`", row.path))?;

        let list = |value: Option<Text>, values: Option<MinLenVec<1, Text>>| match (value, values) {
            (None, Some(values)) => Ok(values),
            (Some(_), _) | (None, None) => Err(format!("`{word}` takes `values`")),
        };
        let test = match operator {
            Operator::Is | Operator::IsNot => {
                let (Some(value), None) = (keys.value, keys.values) else {
                    return Err(format!("`{word}` takes `value`"));
                };
                let unknown = format!("`{}` is never `{value}`", row.path);
                Test::equality(row.ty, operator == Operator::Is, value).ok_or(unknown)?
            }
            Operator::Contains => Test::Contains(list(keys.value, keys.values)?),
            Operator::DoesNotContain => Test::DoesNotContain(list(keys.value, keys.values)?),
        };
        Self::new(field, test).ok_or_else(|| format!("`{word}` cannot be used with `{}`", row.path))
    }
}

impl JsonSchema for Comparison {
    fn schema_name() -> Cow<'static, str> {
        "Comparison".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let values = MinLenVec::<1, Text>::json_schema(generator);
        let mut shapes = Vec::new();
        for row in FIELDS {
            let value = match row.ty {
                FieldType::Text => generator.subschema_for::<Text>(),
                FieldType::History => OneOf::<History>::json_schema(generator),
                FieldType::Language => languages(),
            };
            shapes.extend(shape(row, EQUALITY, "value", &value));
            shapes.extend(shape(row, CONTAINMENT, "values", &values));
        }
        json_schema!({
            "description": "A comparison of a field of the visitor or the device.",
            "oneOf": shapes,
        })
    }
}

/// The operators that take one value.
const EQUALITY: [Operator; 2] = [Operator::Is, Operator::IsNot];

/// The operators that take a list of values.
const CONTAINMENT: [Operator; 2] = [Operator::Contains, Operator::DoesNotContain];

/// The comparisons of a field with those of `operators` that it has, whose value has the key
/// `key`.
fn shape(row: &FieldInfo, among: [Operator; 2], key: &str, value: &Schema) -> Option<Value> {
    let operators: Vec<&str> = operators(row)
        .filter(|operator| among.contains(operator))
        .map(written)
        .collect();
    (!operators.is_empty()).then(|| {
        json!({
            "type": "object",
            "description": row.documentation,
            "properties": {
                "object": { "type": "string", "const": row.object },
                "field": { "type": "string", "const": row.name },
                "operator": { "type": "string", "enum": operators },
                key: value,
            },
            "required": ["object", "field", "operator", key],
            "additionalProperties": false,
        })
    })
}

fn languages() -> Schema {
    let tags: Vec<&str> = LANGUAGES.iter().map(|language| language.tag).collect();
    json_schema!({ "type": "string", "enum": tags })
}
