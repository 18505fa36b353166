//! The JSON form of a reason why a message is shown or not.

use proactive_simulator::{Cause, Reason};
use schemars::JsonSchema;
use serde::Serialize;

/// Why a message is shown or not.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Reason")]
pub(crate) struct ReasonJson<'r> {
    #[serde(flatten)]
    cause: &'r Cause,
    /// The same as a clause, for people.
    words: &'r str,
}

impl<'r> ReasonJson<'r> {
    pub(crate) fn all(reasons: &'r [Reason]) -> Vec<Self> {
        let reasons = reasons.iter();
        reasons
            .map(|Reason { cause, words, .. }| Self { cause, words })
            .collect()
    }
}
