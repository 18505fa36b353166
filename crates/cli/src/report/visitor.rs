//! The JSON form of an example visitor.

use proactive_analysis::{Visitor, WitnessMoment};
use proactive_catalog::{Field, Word as _};
use schemars::JsonSchema;
use serde::Serialize;

/// An example visitor.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Visitor")]
pub(crate) struct VisitorJson {
    /// The address of the page.
    pub(crate) url: String,
    /// The title of the page.
    pub(crate) title: String,
    /// The language of the device, as a BCP 47 tag.
    pub(crate) language: String,
    /// `new` or `returning`.
    pub(crate) history: &'static str,
    /// When the page loads; null if the moment does not matter.
    pub(crate) moment: Option<MomentJson>,
}

/// A moment in a time zone.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Moment")]
pub(crate) struct MomentJson {
    /// Seconds since 1970-01-01 00:00 UTC.
    pub(crate) unix_seconds: i64,
    /// The IANA name of the time zone.
    pub(crate) zone: String,
    /// The same in local time, with the time zone.
    pub(crate) local: String,
}

impl From<&Visitor> for VisitorJson {
    fn from(visitor: &Visitor) -> Self {
        Self {
            url: visitor.values[Field::VisitorUrl].to_string(),
            title: visitor.values[Field::VisitorTitle].to_string(),
            language: visitor.values[Field::DeviceLanguage].to_string(),
            history: visitor.history().as_str(),
            moment: visitor.moment.as_ref().map(MomentJson::from),
        }
    }
}

impl From<&WitnessMoment> for MomentJson {
    fn from(moment: &WitnessMoment) -> Self {
        Self {
            unix_seconds: moment.unix_seconds,
            zone: moment.zone.to_string(),
            local: moment.words.to_string(),
        }
    }
}
