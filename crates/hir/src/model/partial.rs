//! What is whole of a workspace, whatever is wrong elsewhere.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use proactive_catalog::MessageStatus;
use proactive_diagnostics::{FileId, Span, TextSize};

use super::condition::Condition;
use super::resolve::resolve;
use super::{ChannelId, Hours, Schedule, ScheduleId, SegmentId, Trigger};
use crate::draft::{self, Draft};
use crate::item::SourceFile;

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
    pub segments: Vec<Option<PartialSegment<'w>>>,
    /// The segments that are on no cycle, each after those that it uses. Not all are whole.
    pub segment_order: Vec<SegmentId>,
    /// The messages without an error whose condition can be told.
    pub messages: Vec<PartialMessage<'w>>,
}

impl<'w> PartialModel<'w> {
    /// A schedule, if it is whole.
    #[must_use]
    pub fn schedule(&self, id: ScheduleId) -> Option<&Schedule> {
        self.schedules.get(id.index())?.as_ref()
    }

    /// A segment, if it is whole.
    #[must_use]
    pub fn segment(&self, id: SegmentId) -> Option<&PartialSegment<'w>> {
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

/// A segment in which nothing is wrong.
#[derive(Debug, Clone)]
pub struct PartialSegment<'w> {
    /// The name in the language.
    pub id: &'w str,
    /// Where its name stands.
    pub span: Span,
    /// Who belongs to it.
    pub condition: PartialCondition<'w>,
}

/// A message without an error, as far as who gets it when is concerned.
#[derive(Debug, Clone)]
pub struct PartialMessage<'w> {
    /// The name in the language.
    pub id: &'w str,
    /// Where its name stands.
    pub span: Span,
    /// Whether it is shown.
    pub status: MessageStatus,
    /// The channel it is published on, if that can be told.
    pub channel: Option<ChannelId>,
    /// Who gets it; none: everybody (`when always`).
    pub condition: Option<PartialCondition<'w>>,
    /// When conditions are checked.
    pub trigger: Trigger,
    /// At which hours, if that can be told.
    pub hours: Option<Hours>,
}

/// A condition in which nothing is wrong. It is written out when it is asked for: whoever has seen
/// its [`Origin`] before knows without what it says.
#[derive(Debug, Clone)]
pub struct PartialCondition<'w> {
    origin: &'w Arc<Draft>,
    draft: &'w draft::Condition,
    place: (FileId, TextSize),
    uses: Vec<SegmentId>,
    written: OnceLock<Option<Condition>>,
}

impl<'w> PartialCondition<'w> {
    pub(crate) fn new(
        origin: &'w Arc<Draft>,
        draft: &'w draft::Condition,
        place: (FileId, TextSize),
        uses: Vec<SegmentId>,
    ) -> Self {
        Self {
            origin,
            draft,
            place,
            uses,
            written: OnceLock::new(),
        }
    }

    /// The condition, with places in its file; none never in fact, as nothing in it is wrong.
    #[must_use]
    pub fn written(&self) -> Option<&Condition> {
        let uses = || self.uses.iter().copied();
        let written = self
            .written
            .get_or_init(|| resolve(self.draft, self.place, &mut uses()));
        written.as_ref()
    }

    /// The segments that it names, in the order of the text.
    #[must_use]
    pub fn uses(&self) -> &[SegmentId] {
        &self.uses
    }

    /// What it was read from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin(Arc::clone(self.origin))
    }
}

/// The declaration that a condition was read from, kept for as long as the text of that stays what
/// it is, and equal to itself alone. Conditions of one origin say the same, as far as the segments
/// that they name do; where they stand in their files may have changed.
#[derive(Debug, Clone)]
pub struct Origin(Arc<Draft>);

impl Origin {
    /// Whether a condition was read from it.
    #[must_use]
    pub fn is_of(&self, condition: &PartialCondition<'_>) -> bool {
        Arc::ptr_eq(&self.0, condition.origin)
    }
}

impl PartialEq for Origin {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Origin {}

impl Hash for Origin {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}
