//! The part of a workspace that is free of errors, for lints that look beyond one declaration.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use proactive_catalog::MessageStatus;
use proactive_diagnostics::{FileId, Span, TextSize};

use super::condition::Condition;
use super::resolve::resolve;
use super::{ChannelId, Hours, Schedule, ScheduleId, SegmentId, Trigger, Website};
use crate::draft::{self, Draft};
use crate::item::SourceFile;

/// The declarations whose meaning is known, even if others have errors. Lints that need to see more
/// than one declaration work on this. All lists are in source order.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PartialModel<'w> {
    /// Whether conditions on URLs and titles are case-sensitive.
    pub case_sensitive: bool,
    /// The files of the workspace.
    pub files: &'w [SourceFile],
    /// The channels.
    pub channels: Vec<PartialChannel<'w>>,
    /// The schedules. `None` if there is an error in it.
    pub schedules: Vec<Option<Schedule>>,
    /// The segments. `None` if there is an error in it or in a segment that it uses.
    pub segments: Vec<Option<PartialSegment<'w>>>,
    /// All segments that are not on a cycle, in dependency order: each comes after those it uses.
    /// Some may be `None` in `segments`.
    pub segment_order: Vec<SegmentId>,
    /// The messages without errors whose condition is known.
    pub messages: Vec<PartialMessage<'w>>,
}

impl<'w> PartialModel<'w> {
    /// Returns a schedule, if it has no errors.
    #[must_use]
    pub fn schedule(&self, id: ScheduleId) -> Option<&Schedule> {
        self.schedules.get(id.index())?.as_ref()
    }

    /// Returns a segment, if it and those that it uses have no errors.
    #[must_use]
    pub fn segment(&self, id: SegmentId) -> Option<&PartialSegment<'w>> {
        self.segments.get(id.index())?.as_ref()
    }

    /// Returns a channel.
    #[must_use]
    pub fn channel(&self, id: ChannelId) -> Option<&PartialChannel<'w>> {
        self.channels.get(id.index())
    }

    /// Returns the websites of a channel. Empty if it is on every page, as far as anyone knows.
    #[must_use]
    pub fn websites(&self, channel: Option<ChannelId>) -> &[Website] {
        let channel = channel.and_then(|id| self.channel(id));
        channel.map_or(&[], |channel| &channel.websites)
    }

    /// Returns the text at a place. Empty if there is no such place.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        let FileId(file) = span.file;
        let file = usize::try_from(file).ok();
        let file = file.and_then(|file| self.files.get(file));
        file.and_then(|file| file.text.get(std::ops::Range::<usize>::from(span.range)))
            .unwrap_or("")
    }
}

/// A channel, reduced to the pages that it is on.
#[derive(Debug, Clone)]
pub struct PartialChannel<'w> {
    /// The ID in the source. Empty if there is none.
    pub id: &'w str,
    /// Its websites. Empty if none are given, or if there is an error in them.
    pub websites: Vec<Website>,
    /// The place of its websites, if it has any.
    pub websites_span: Option<Span>,
}

/// A segment without errors.
#[derive(Debug, Clone)]
pub struct PartialSegment<'w> {
    /// The ID in the source.
    pub id: &'w str,
    /// The place of its name.
    pub span: Span,
    /// The condition that its visitors meet.
    pub condition: PartialCondition<'w>,
}

/// A message without errors, reduced to what decides who gets it and when.
#[derive(Debug, Clone)]
pub struct PartialMessage<'w> {
    /// The ID in the source.
    pub id: &'w str,
    /// The place of its name.
    pub span: Span,
    /// Whether it is published, paused or a draft.
    pub status: MessageStatus,
    /// The channel it is published on, if known.
    pub channel: Option<ChannelId>,
    /// The condition of visitors who get it. `None` means everyone (`when always`).
    pub condition: Option<PartialCondition<'w>>,
    /// When its condition is checked.
    pub trigger: Trigger,
    /// The hours during which it is shown, if known.
    pub hours: Option<Hours>,
    /// The place of the kind of its hours, if it states them: `business_hours`.
    pub hours_span: Option<Span>,
}

/// A condition without errors.
///
/// The condition itself is built on demand, because a caller that has seen its [`Origin`] before
/// already knows it.
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

    /// Returns the condition, with places in its file. In practice never `None`, because the condition
    /// has no errors.
    #[must_use]
    pub fn written(&self) -> Option<&Condition> {
        let uses = || self.uses.iter().copied();
        let written = self
            .written
            .get_or_init(|| resolve(self.draft, self.place, &mut uses()));
        written.as_ref()
    }

    /// Returns the segments that it names, in source order.
    #[must_use]
    pub fn uses(&self) -> &[SegmentId] {
        &self.uses
    }

    /// Returns the declaration that it was built from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        Origin(Arc::clone(self.origin))
    }
}

/// The declaration that a condition was built from.
///
/// It stays the same across edits that do not touch the text of the declaration, and equals only
/// itself. Conditions with the same origin have the same content, provided that the segments they
/// name do; only their places in files may differ.
#[derive(Debug, Clone)]
pub struct Origin(Arc<Draft>);

impl Origin {
    /// Returns whether a condition was built from this declaration.
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
