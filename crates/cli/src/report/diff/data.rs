//! The data of a diff report, as JSON shows it.

use proactive_analysis::{
    AddedOrRemoved, Cause, Change, Diff, ExternalIdOwner, FieldChange, Reordered, ReplyContent,
    SetChange, Visitor,
};
use proactive_catalog::Word;
use proactive_hir::model::{Hours, Message, MessageId, Model, Trigger};
use proactive_syntax::literal::{duration, quote};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::cause_reference::CauseReference;
use super::causes::{CauseJson, causes};
use super::spans::{SpanStyle, SpansJson};
use super::takeovers::{self, TakeoverJson};
use super::words::{extent, relation};
use crate::report::counted;
use crate::report::visitor::{MomentJson, VisitorJson};

/// The version of the JSON format. It changes when a field is removed or changes its meaning.
const VERSION: u32 = 2;

/// How many items of a kind are listed for people, unless all are asked for.
const MAX_LISTED: usize = 3;

/// How many names are listed in a row for people, unless all are asked for.
const MAX_NAMES: usize = 10;

/// The changes between two versions.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "What changes for visitors", rename = "Diff")]
pub(crate) struct DiffReport {
    /// The version of this format.
    pub(super) version: u32,
    /// The old version, as named on the command line.
    pub(super) old: String,
    /// The new version, as named on the command line.
    pub(super) new: String,
    /// Whether anything changes.
    pub(super) changes: bool,
    /// Changes that affect all messages.
    pub(super) settings: Vec<Edit>,
    /// The messages that only the new version has.
    pub(super) added: Vec<MessageSummary>,
    /// The messages that only the old version has.
    pub(super) removed: Vec<MessageSummary>,
    /// The messages with another ID that have the same `external_id`.
    pub(super) renamed: Vec<Renamed>,
    /// What several messages share and that explains some of their changes. They are in `changed`,
    /// too.
    pub(super) causes: Vec<CauseJson>,
    /// The messages that both versions have and that change.
    pub(super) changed: Vec<Changed>,
    /// The messages that are due at the same moment in another order.
    pub(super) reordered: Vec<ReorderedPair>,
    /// Who takes visitors from whom: by the message that is seen now, then by the one before.
    pub(super) takeovers: Vec<TakeoverJson>,
    /// Whether there are no other takeovers; false if finding out would take too much work, or if
    /// case counts in only one of the versions.
    pub(super) takeovers_complete: bool,
    /// Whether to list everything for people, too.
    #[serde(skip)]
    pub(super) all: bool,
}

/// A message that only one version has.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MessageSummary {
    /// Its ID.
    pub(super) message: String,
    /// Its display name, or its ID if it has none.
    pub(super) name: String,
    /// The ID of its channel.
    pub(super) channel: String,
    /// Its status.
    pub(super) status: &'static str,
    /// The text that it shows.
    pub(super) text: String,
    /// When it is due, in the notation of the language.
    pub(super) when: String,
    /// Its hours, in the notation of the language.
    pub(super) hours: String,
    /// Its frequency.
    pub(super) frequency: &'static str,
    /// A visitor who gets it; null if there is none or none was found.
    pub(super) visitor: Option<VisitorJson>,
}

/// A message that has another ID now.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Renamed {
    /// Its ID before.
    pub(super) old: String,
    /// Its ID now.
    pub(super) new: String,
}

/// A message that both versions have.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Changed {
    /// Its ID now.
    pub(super) message: String,
    /// Its display name now, or its ID if it has none.
    pub(super) name: String,
    /// The ID of its channel now.
    pub(super) channel: String,
    /// Its status now.
    pub(super) status: &'static str,
    /// How its audience changes.
    pub(super) audience: Audience,
    /// How its hours change.
    pub(super) hours: HoursChange,
    /// The other statements that change.
    pub(super) statements: Vec<Edit>,
}

/// Who gets a message.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Audience {
    /// `equal`, `wider`, `narrower`, `neither` or `unknown`.
    pub(super) change: &'static str,
    /// A visitor who belongs to it now and did not before; null if there is none or none was found.
    pub(super) newly_in: Option<VisitorJson>,
    /// A visitor who belonged to it and does not now; null if there is none or none was found.
    pub(super) newly_out: Option<VisitorJson>,
    /// What alone explains the change; empty if it is the message itself.
    pub(super) causes: Vec<CauseReference>,
}

/// At which hours a message is shown.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct HoursChange {
    /// `equal`, `wider`, `narrower`, `neither` or `unknown`.
    pub(super) change: &'static str,
    /// The hours before, in the notation of the language.
    pub(super) old: String,
    /// The hours now, in the notation of the language.
    pub(super) new: String,
    /// A moment at which it is shown now and was not before; null if there is none.
    pub(super) newly_in: Option<MomentJson>,
    /// A moment at which it was shown and is not now; null if there is none.
    pub(super) newly_out: Option<MomentJson>,
    /// The change as spans of time; null if there is none, or if not all hours follow one clock.
    pub(super) spans: Option<SpansJson>,
    /// What alone explains the change; empty if it is the message itself.
    pub(super) causes: Vec<CauseReference>,
}

/// A value that changes.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Edit {
    /// The statement or the setting.
    pub(super) what: &'static str,
    /// The value before.
    pub(super) old: Value,
    /// The value now.
    pub(super) new: Value,
    /// Both values in words.
    #[serde(skip)]
    pub(super) words: (String, String),
}

/// Two messages that swap their order.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ReorderedPair {
    /// The ID of their channel.
    pub(super) channel: String,
    /// The message that comes first now.
    pub(super) winner: String,
    /// The message that came first before.
    pub(super) loser: String,
    /// A visitor who matches both; null if it is unknown whether there is one. See `takeovers` for
    /// those who get one instead of the other.
    pub(super) visitor: Option<VisitorJson>,
}

impl DiffReport {
    pub(crate) fn new(
        [before, now]: [String; 2],
        old: &Model,
        new: &Model,
        changes: &Diff,
        all: bool,
    ) -> Self {
        let case = |sensitive| match sensitive {
            true => "sensitive",
            false => "insensitive",
        };
        let case = changes
            .case_sensitive
            .map(|(old, new)| Edit::word("matching case", case(old), case(new)));
        let control = changes
            .conversation_control
            .map(|(old, new)| Edit::word("conversation_control", old.as_str(), new.as_str()));
        let whole = |model: &Model, list: &[AddedOrRemoved]| {
            list.iter()
                .map(|it| MessageSummary::new(model, it))
                .collect()
        };
        let renamed = changes.renamed.iter().map(|(before, now)| Renamed {
            old: old[*before].id.to_string(),
            new: new[*now].id.to_string(),
        });
        let changed = changes.changed.iter();
        let reordered = changes.reordered.iter();
        let (takeovers, takeovers_complete) = takeovers::confirmed(old, new, changes);
        Self {
            version: VERSION,
            old: before,
            new: now,
            changes: !changes.is_empty(),
            settings: case.into_iter().chain(control).collect(),
            added: whole(new, &changes.added),
            removed: whole(old, &changes.removed),
            renamed: renamed.collect(),
            causes: causes(old, new, changes),
            changed: changed.map(|it| Changed::new(old, new, it)).collect(),
            reordered: reordered.map(|it| ReorderedPair::new(new, it)).collect(),
            takeovers,
            takeovers_complete,
            all,
        }
    }

    /// How spans of time are written for people.
    pub(super) fn span_style(&self, dash: &'static str) -> SpanStyle {
        let max_dates = if self.all { usize::MAX } else { MAX_LISTED };
        SpanStyle { dash, max_dates }
    }

    /// The most names in a row for people.
    pub(super) fn max_names(&self) -> usize {
        if self.all { usize::MAX } else { MAX_NAMES }
    }

    /// The takeovers to list for people: those on pages that both messages ask for, or all.
    pub(super) fn takeovers_to_list(&self) -> impl Iterator<Item = &TakeoverJson> {
        let all = self.takeovers.iter();
        all.filter(|it| self.all || !it.made_up_page)
    }

    /// How many takeovers are not listed because they are only on made-up pages, as a sentence
    /// without its full stop. `code` marks the flag that lists them.
    pub(super) fn made_up(&self, code: impl Fn(&str) -> String) -> Option<String> {
        let count = self.takeovers.len() - self.takeovers_to_list().count();
        let all = code("--all");
        match count {
            0 => None,
            1 => Some(format!(
                "1 pair of messages takes visitors from one another only on a page made up of what \
                 both ask for; see {all}"
            )),
            _ => Some(format!(
                "{count} pairs of messages take visitors from one another only on pages made up of \
                 what both ask for; see {all}"
            )),
        }
    }

    /// Said if not all takeovers are known.
    pub(super) fn incomplete(&self) -> Option<String> {
        let words = "Some visitors may see another message first without being listed here";
        (!self.takeovers_complete).then(|| words.to_owned())
    }

    /// The items to list for people, and the number of the others.
    pub(super) fn listed<'i, T>(&self, items: &'i [T]) -> (&'i [T], usize) {
        let most = if self.all { usize::MAX } else { MAX_LISTED };
        let (listed, rest) = items.split_at(items.len().min(most));
        (listed, rest.len())
    }

    /// `1 message added, 2 removed`
    pub(super) fn summary(&self) -> String {
        let counts = [
            (self.added.len(), "added"),
            (self.removed.len(), "removed"),
            (self.renamed.len(), "renamed"),
            (self.changed.len(), "changed"),
        ];
        let mut parts: Vec<String> = Vec::new();
        for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
            parts.push(if parts.is_empty() {
                format!("{} {what}", counted(count, "message"))
            } else {
                format!("{count} {what}")
            });
        }
        for (one, several) in [
            ("segment", "segments"),
            ("schedule", "schedules"),
            ("channel", "channels"),
        ] {
            let all = self.causes.iter().filter(|it| it.kind.of() == one);
            match all.count() {
                0 => {}
                1 => parts.push(format!("1 {one} changed")),
                count => parts.push(format!("{count} {several} changed")),
            }
        }
        if !self.reordered.is_empty() {
            parts.push(format!(
                "{} reordered",
                counted(self.reordered.len(), "pair")
            ));
        }
        if !self.settings.is_empty() {
            parts.push(format!(
                "{} for all messages",
                counted(self.settings.len(), "change")
            ));
        }
        parts.join(", ")
    }
}

impl MessageSummary {
    fn new(model: &Model, single: &AddedOrRemoved) -> Self {
        let message = &model[single.message];
        Self {
            message: message.id.to_string(),
            name: message.name.to_string(),
            channel: model[message.channel].id.to_string(),
            status: message.status.as_str(),
            text: message.text.to_string(),
            when: trigger(message.trigger),
            hours: hours(model, message),
            frequency: message.frequency.as_str(),
            visitor: single.visitor.as_ref().map(VisitorJson::from),
        }
    }
}

impl Changed {
    fn new(old: &Model, new: &Model, change: &Change) -> Self {
        let (before, now) = (&old[change.old], &new[change.new]);
        let references = |causes: &[Cause]| {
            let causes = causes.iter();
            causes.map(|it| CauseReference::new(new, *it)).collect()
        };
        Self {
            message: now.id.to_string(),
            name: now.name.to_string(),
            channel: new[now.channel].id.to_string(),
            status: now.status.as_str(),
            audience: Audience::new(&change.audience, references(&change.audience_causes)),
            hours: HoursChange {
                change: relation(change.hours.relation),
                old: hours(old, before),
                new: hours(new, now),
                newly_in: change.hours.newly_in.as_ref().map(MomentJson::from),
                newly_out: change.hours.newly_out.as_ref().map(MomentJson::from),
                spans: change.spans.as_ref().map(SpansJson::from),
                causes: references(&change.hours_causes),
            },
            statements: change.field_changes.iter().map(Edit::new).collect(),
        }
    }
}

impl Changed {
    /// Whether what it shares with others explains all of its changes.
    pub(super) fn is_explained(&self) -> bool {
        let (audience, hours) = (&self.audience, &self.hours);
        self.statements.is_empty()
            && (extent(audience.change).is_none() || !audience.causes.is_empty())
            && (extent(hours.change).is_none() || !hours.causes.is_empty())
    }
}

impl Audience {
    pub(super) fn new(shift: &SetChange<Visitor>, causes: Vec<CauseReference>) -> Self {
        Self {
            change: relation(shift.relation),
            newly_in: shift.newly_in.as_ref().map(VisitorJson::from),
            newly_out: shift.newly_out.as_ref().map(VisitorJson::from),
            causes,
        }
    }
}

impl ReorderedPair {
    fn new(model: &Model, it: &Reordered) -> Self {
        let id = |message: MessageId| model[message].id.to_string();
        Self {
            channel: model[model[it.winner].channel].id.to_string(),
            winner: id(it.winner),
            loser: id(it.loser),
            visitor: it.visitor.as_ref().map(VisitorJson::from),
        }
    }
}

impl Edit {
    fn word(what: &'static str, old: &str, new: &str) -> Self {
        Self {
            what,
            old: old.into(),
            new: new.into(),
            words: (old.to_owned(), new.to_owned()),
        }
    }

    fn text(what: &'static str, old: &str, new: &str) -> Self {
        Self {
            words: (quote(old), quote(new)),
            ..Self::word(what, old, new)
        }
    }

    fn new(aspect: &FieldChange) -> Self {
        match aspect {
            FieldChange::Name(old, new) => Self::text("name", old, new),
            FieldChange::Status(old, new) => Self::word("status", old.as_str(), new.as_str()),
            FieldChange::Brand(old, new) => Self::word("brand", old, new),
            FieldChange::Channel(old, new) => Self::word("channel", old, new),
            FieldChange::Moment(old, new) => Self::word("when", &trigger(*old), &trigger(*new)),
            FieldChange::Frequency(old, new) => Self::word("frequency", old.as_str(), new.as_str()),
            FieldChange::Text(old, new) => Self::text("text", old, new),
            FieldChange::Reply(old, new) => {
                let ((old, before), (new, now)) = (reply(old), reply(new));
                Self {
                    what: "reply",
                    old,
                    new,
                    words: (before, now),
                }
            }
            FieldChange::Tags(old, new) => {
                let words = |tags: &[Box<str>]| match tags {
                    [] => "none".to_owned(),
                    _ => tags.join(", "),
                };
                Self {
                    what: "tags",
                    old: json!(old),
                    new: json!(new),
                    words: (words(old), words(new)),
                }
            }
            FieldChange::ExternalId(of, old, new) => {
                let words = |id: &Option<Box<str>>| match id {
                    Some(id) => quote(id),
                    None => "none".to_owned(),
                };
                Self {
                    what: match of {
                        ExternalIdOwner::Brand(_) => "external_id of the brand",
                        ExternalIdOwner::Channel(_) => "external_id of the channel",
                        ExternalIdOwner::Bot(_) => "external_id of the bot",
                    },
                    old: json!(old),
                    new: json!(new),
                    words: (words(old), words(new)),
                }
            }
        }
    }
}

/// A reply as the compiled configuration has it, and in words.
fn reply(reply: &ReplyContent) -> (Value, String) {
    match reply {
        ReplyContent::Agent { text, ask } => {
            let ask: Vec<&str> = ask.iter().map(|it| it.as_str()).collect();
            let asked = match ask.as_slice() {
                [] => "nothing".to_owned(),
                _ => ask.join(", "),
            };
            (
                json!({ "type": "agent", "text": text, "ask": ask }),
                format!("agent {}, ask {asked}", quote(text)),
            )
        }
        ReplyContent::Bot { bot, answer } => (
            json!({ "type": "bot", "bot": bot, "answer": answer }),
            format!("bot {bot} answer {answer}"),
        ),
    }
}

fn trigger(trigger: Trigger) -> String {
    match trigger {
        Trigger::PageLoad => "on page_load".to_owned(),
        Trigger::PageView { after_seconds } => {
            format!("after {} on page_view", duration(after_seconds))
        }
    }
}

fn hours(model: &Model, message: &Message) -> String {
    match &message.hours {
        Hours::Anytime => "anytime".to_owned(),
        Hours::BusinessHours(schedule) => format!("business_hours {}", model[*schedule].id),
        Hours::OutsideBusinessHours(_) => "outside_business_hours".to_owned(),
    }
}
