//! Words of the catalog in the document, spelled as in the catalog.

use std::borrow::Cow;
use std::marker::PhantomData;

use proactive_catalog::Word;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};
use serde_json::{Value, json};

/// Writes and reads one word.
pub(super) mod word {
    use super::*;

    pub(in crate::json) fn serialize<W: Word, S: Serializer>(
        word: &W,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(word.as_str())
    }

    pub(in crate::json) fn deserialize<'de, W: Word, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<W, D::Error> {
        let word = Cow::<str>::deserialize(deserializer)?;
        find(&word).map_err(D::Error::custom)
    }
}

/// Writes and reads a list of words.
pub(crate) mod words {
    use super::*;

    pub(crate) fn serialize<W: Word, S: Serializer>(
        words: &[W],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(words.iter().map(|word| word.as_str()))
    }

    pub(crate) fn deserialize<'de, W: Word, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<W>, D::Error> {
        let words = Vec::<Cow<'_, str>>::deserialize(deserializer)?;
        words
            .iter()
            .map(|word| find(word).map_err(D::Error::custom))
            .collect()
    }
}

/// The member of `W` that `word` stands for.
fn find<W: Word>(word: &str) -> Result<W, String> {
    W::find(word).ok_or_else(|| {
        let possible: Vec<&str> = W::ALL.iter().map(|member| member.as_str()).collect();
        format!("`{word}`, expected `{}`", possible.join("` or `"))
    })
}

/// The schema of a word of the set `W`.
pub(crate) struct OneOf<W>(PhantomData<W>);

impl<W: Word> JsonSchema for OneOf<W> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        std::any::type_name::<W>().into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let members: Vec<Value> = W::ALL
            .iter()
            .map(|member| {
                json!({
                    "type": "string",
                    "const": member.as_str(),
                    "description": member.documentation(),
                })
            })
            .collect();
        json_schema!({ "oneOf": members })
    }
}
