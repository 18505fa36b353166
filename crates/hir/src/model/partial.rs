//! What is whole of a workspace, whatever is wrong elsewhere.

use proactive_catalog::MessageStatus;
use proactive_diagnostics::{FileId, Span};

use super::{ChannelId, Condition, Hours, Schedule, ScheduleId, Segment, SegmentId, Trigger};
use crate::SourceFile;

/// The declarations whose meaning can be told, though others may be wrong: what lints look at
/// that have to know more than one declaration. All lists are in source order.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PartialModel<'w> {
    /// Whether upper and lower case count in addresses and titles.
    pub case_sensitive: bool,
    /// The files of the workspace.
    pub files: &'w [SourceFile],
    /// The schedules; none where something in one is wrong.
    pub schedules: Vec<Option<Schedule>>,
    /// The segments; none where something in one, or in one that it uses, is wrong.
    pub segments: Vec<Option<Segment>>,
    /// The messages without an error whose condition can be told.
    pub messages: Vec<PartialMessage>,
}

impl PartialModel<'_> {
    /// A schedule, if it is whole.
    #[must_use]
    pub fn schedule(&self, id: ScheduleId) -> Option<&Schedule> {
        self.schedules.get(id.index())?.as_ref()
    }

    /// A segment, if it is whole.
    #[must_use]
    pub fn segment(&self, id: SegmentId) -> Option<&Segment> {
        self.segments.get(id.index())?.as_ref()
    }

    /// What stands at a place.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        let FileId(file) = span.file;
        let file = usize::try_from(file).ok();
        let file = file.and_then(|file| self.files.get(file));
        file.and_then(|file| file.text.get(std::ops::Range::<usize>::from(span.range)))
            .unwrap_or("")
    }
}

/// A message without an error, as far as who gets it when is concerned.
#[derive(Debug, Clone)]
pub struct PartialMessage {
    /// The name in the language.
    pub id: Box<str>,
    /// Where its name stands.
    pub span: Span,
    /// Whether it is shown.
    pub status: MessageStatus,
    /// The channel it is published on, if that can be told.
    pub channel: Option<ChannelId>,
    /// Who gets it; none: everybody (`when always`).
    pub condition: Option<Condition>,
    /// When conditions are checked.
    pub trigger: Trigger,
    /// At which hours, if that can be told.
    pub hours: Option<Hours>,
}
