//! What several messages share and that changes, as JSON shows it and in words.

use proactive_analysis::{Diff, SetRelation, SharedChange, SharedKind};
use proactive_hir::model::{MessageId, Model, ScheduleId, Website};
use schemars::JsonSchema;
use serde::Serialize;

use super::data::Audience;
use super::spans::{SpanStyle, SpansJson, in_words};
use super::words::{extent, person, relation, title};
use crate::report::visitor::{MomentJson, VisitorJson};

/// Something that several messages share and that changes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Cause")]
pub(super) struct CauseJson {
    #[serde(flatten)]
    pub(super) kind: CauseKind,
    /// The messages that change by it.
    pub(super) messages: Vec<ConcernedMessage>,
    /// What changes, in words.
    pub(super) words: String,
}

/// What changes.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schemars(rename = "CauseKind")]
pub(super) enum CauseKind {
    /// The condition of a segment.
    Segment {
        /// The ID of the segment.
        segment: String,
        /// Its name, or its ID if it has none.
        name: String,
        /// Who belongs to it.
        audience: Audience,
    },
    /// The websites of a channel.
    Websites {
        /// The ID of the channel.
        channel: String,
        /// Its name, or its ID if it has none.
        name: String,
        /// The websites before; empty for every page.
        old: Vec<String>,
        /// The websites now; empty for every page.
        new: Vec<String>,
        /// Who is on one of its pages.
        audience: Audience,
    },
    /// The hours of a schedule.
    Schedule {
        /// The ID of the schedule.
        schedule: String,
        /// Its name, or its ID if it has none.
        name: String,
        /// The IANA name of its time zone before.
        old_timezone: String,
        /// The IANA name of its time zone now.
        new_timezone: String,
        /// How its hours change: `wider`, `narrower`, `neither` or `unknown`.
        change: &'static str,
        /// A moment at which it is newly open.
        newly_in: Option<MomentJson>,
        /// A moment at which it is no longer open.
        newly_out: Option<MomentJson>,
        /// The same as spans of time; null if the two time zones have different clocks.
        spans: Option<SpansJson>,
    },
    /// The schedules of a channel, for messages outside of their hours.
    BusinessHours {
        /// The ID of the channel.
        channel: String,
        /// Its name, or its ID if it has none.
        name: String,
        /// The IDs of the schedules before.
        old: Vec<String>,
        /// The IDs of the schedules now.
        new: Vec<String>,
        /// How the hours outside of all of them change: `wider`, `narrower`, `neither` or `unknown`.
        change: &'static str,
        /// A moment that is newly outside of them.
        newly_in: Option<MomentJson>,
        /// A moment that is no longer outside of them.
        newly_out: Option<MomentJson>,
        /// The same as spans of time; null if the schedules follow different clocks.
        spans: Option<SpansJson>,
    },
}

/// A message that changes by something that it shares with others.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ConcernedMessage {
    /// Its ID in the new version.
    pub(super) message: String,
    /// How its audience or its hours change: `wider`, `narrower`, `neither` or `unknown`.
    pub(super) change: &'static str,
}

/// All of them, in the order of the report.
pub(super) fn causes(old: &Model, new: &Model, changes: &Diff) -> Vec<CauseJson> {
    let shared = changes.shared.iter();
    shared
        .map(|it| CauseJson::new(old, new, changes, it))
        .collect()
}

impl CauseJson {
    fn new(old: &Model, new: &Model, changes: &Diff, it: &SharedChange) -> Self {
        let kind = CauseKind::new(old, new, &it.kind);
        let is_about_hours = match it.kind {
            SharedKind::Segment { .. } | SharedKind::Websites { .. } => false,
            SharedKind::Schedule { .. } | SharedKind::BusinessHours { .. } => true,
        };
        let change = |message: MessageId| {
            let mut all = changes.changed.iter();
            let found = all.find(|change| change.new == message);
            found.map_or(SetRelation::Unknown, |change| match is_about_hours {
                true => change.hours.relation,
                false => change.audience.relation,
            })
        };
        let messages = it.messages.iter().map(|message| ConcernedMessage {
            message: new[*message].id.to_string(),
            change: relation(change(*message)),
        });
        let style = SpanStyle {
            dash: "-",
            max_dates: usize::MAX,
        };
        let details = kind.details(style, person).into_iter();
        let details = details.map(|(what, detail)| match detail {
            Detail::Words(words) => format!("{what}: {words}"),
            Detail::Change(old, new) => format!("{what}: {old} -> {new}"),
        });
        let words = [kind.heading(title)].into_iter().chain(details);
        let words = words.collect::<Vec<String>>().join("; ");
        Self {
            kind,
            messages: messages.collect(),
            words,
        }
    }

    /// The messages by how they change, in words: ``wider for `a` and `b`, narrower for `c` ``.
    /// At most `most` names are given, each as `code` writes it.
    pub(super) fn concerned(&self, most: usize, code: impl Fn(&str) -> String) -> String {
        let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
        for it in &self.messages {
            let name = code(&it.message);
            match groups.iter_mut().find(|group| group.0 == it.change) {
                Some(group) => group.1.push(name),
                None => groups.push((it.change, vec![name])),
            }
        }
        let groups = groups.into_iter().map(|(change, mut names)| {
            let more = names.len().saturating_sub(most);
            names.truncate(most);
            if more > 0 {
                names.push(format!("{more} more"));
            }
            let how = match change {
                "unknown" => "perhaps another one",
                _ => extent(change).unwrap_or("unchanged"),
            };
            format!("{how} for {}", names.join(", "))
        });
        groups.collect::<Vec<String>>().join("; ")
    }

    /// What of the messages changes.
    pub(super) fn aspect(&self) -> &'static str {
        match self.kind {
            CauseKind::Segment { .. } | CauseKind::Websites { .. } => "who gets the messages",
            CauseKind::Schedule { .. } | CauseKind::BusinessHours { .. } => "hours of the messages",
        }
    }
}

impl CauseKind {
    fn new(old: &Model, new: &Model, kind: &SharedKind) -> Self {
        match kind {
            SharedKind::Segment {
                new: id, audience, ..
            } => Self::Segment {
                segment: new[*id].id.to_string(),
                name: new[*id].name.to_string(),
                audience: Audience::new(audience, Vec::new()),
            },
            SharedKind::Websites {
                old: before,
                new: now,
                audience,
            } => {
                let websites = |list: &[Website]| list.iter().map(Website::to_string).collect();
                Self::Websites {
                    channel: new[*now].id.to_string(),
                    name: new[*now].name.to_string(),
                    old: websites(&old[*before].websites),
                    new: websites(&new[*now].websites),
                    audience: Audience::new(audience, Vec::new()),
                }
            }
            SharedKind::Schedule {
                old: before,
                new: now,
                hours,
                spans,
            } => Self::Schedule {
                schedule: new[*now].id.to_string(),
                name: new[*now].name.to_string(),
                old_timezone: old[*before].timezone.to_string(),
                new_timezone: new[*now].timezone.to_string(),
                change: relation(hours.relation),
                newly_in: hours.newly_in.as_ref().map(MomentJson::from),
                newly_out: hours.newly_out.as_ref().map(MomentJson::from),
                spans: spans.as_ref().map(SpansJson::from),
            },
            SharedKind::BusinessHours {
                old: before,
                new: now,
                hours,
                spans,
            } => {
                let names = |model: &Model, list: &[ScheduleId]| {
                    list.iter().map(|id| model[*id].id.to_string()).collect()
                };
                Self::BusinessHours {
                    channel: new[*now].id.to_string(),
                    name: new[*now].name.to_string(),
                    old: names(old, &old[*before].business_hours),
                    new: names(new, &new[*now].business_hours),
                    change: relation(hours.relation),
                    newly_in: hours.newly_in.as_ref().map(MomentJson::from),
                    newly_out: hours.newly_out.as_ref().map(MomentJson::from),
                    spans: spans.as_ref().map(SpansJson::from),
                }
            }
        }
    }

    /// What kind of declaration it is, or belongs to.
    pub(super) fn of(&self) -> &'static str {
        match self {
            Self::Segment { .. } => "segment",
            Self::Schedule { .. } => "schedule",
            Self::Websites { .. } | Self::BusinessHours { .. } => "channel",
        }
    }

    /// What it is, as a sentence without its full stop. `title` names something by its ID and name.
    pub(super) fn heading(&self, title: impl Fn(&str, &str) -> String) -> String {
        match self {
            Self::Segment { segment, name, .. } => {
                format!("segment {} changes", title(segment, name))
            }
            Self::Websites { channel, name, .. } => {
                format!("websites of {} change", title(channel, name))
            }
            Self::Schedule { schedule, name, .. } => {
                format!("schedule {} changes", title(schedule, name))
            }
            Self::BusinessHours { channel, name, .. } => {
                format!("business hours of {} change", title(channel, name))
            }
        }
    }

    /// How it changes: labels and values.
    pub(super) fn details(
        &self,
        style: SpanStyle,
        person: impl Fn(&VisitorJson) -> String,
    ) -> Vec<(&'static str, Detail)> {
        match self {
            Self::Segment { audience, .. } => {
                let who = extent(audience.change).map(|how| Detail::Words(how.to_owned()));
                let newly_in = audience
                    .newly_in
                    .as_ref()
                    .map(|it| Detail::Words(person(it)));
                let newly_out = audience
                    .newly_out
                    .as_ref()
                    .map(|it| Detail::Words(person(it)));
                labeled([
                    ("who belongs to it", who),
                    ("newly in", newly_in),
                    ("newly out", newly_out),
                ])
            }
            Self::Websites { old, new, .. } => {
                let change = Detail::Change(or_none(old, "every page"), or_none(new, "every page"));
                labeled([("website", Some(change))])
            }
            Self::BusinessHours {
                old,
                new,
                newly_in,
                newly_out,
                spans,
                ..
            } => {
                let change = Detail::Change(or_none(old, "none"), or_none(new, "none"));
                let [outside, within] = in_words(spans.as_ref(), [newly_in, newly_out], style);
                labeled([
                    ("schedules", Some(change)),
                    ("newly outside", outside.map(Detail::Words)),
                    ("no longer outside", within.map(Detail::Words)),
                ])
            }
            Self::Schedule {
                old_timezone,
                new_timezone,
                newly_in,
                newly_out,
                spans,
                ..
            } => {
                let zone = (old_timezone != new_timezone)
                    .then(|| Detail::Change(old_timezone.clone(), new_timezone.clone()));
                let [opens, closes] = in_words(spans.as_ref(), [newly_in, newly_out], style);
                labeled([
                    ("timezone", zone),
                    ("newly open", opens.map(Detail::Words)),
                    ("no longer open", closes.map(Detail::Words)),
                ])
            }
        }
    }
}

/// The value of a line about a change.
#[derive(Debug)]
pub(super) enum Detail {
    Words(String),
    /// A value before and now.
    Change(String, String),
}

fn labeled<const N: usize>(
    all: [(&'static str, Option<Detail>); N],
) -> Vec<(&'static str, Detail)> {
    let all = all.into_iter();
    all.filter_map(|(what, detail)| Some((what, detail?)))
        .collect()
}

fn or_none(list: &[String], none: &str) -> String {
    match list {
        [] => none.to_owned(),
        _ => list.join(", "),
    }
}
