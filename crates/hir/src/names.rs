//! The names of a workspace: one namespace for each kind of declaration.

use std::sync::Arc;

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::{FileId, Finding, LabelKind, Problem, Span, TextRange, TextSize};

// Never iterated, so hash order has no effect.
use rustc_hash::FxHashMap;

use crate::draft::{Declaration, Draft, Name};
use crate::item::LoweredFile;
use crate::model::{ChannelId, ScheduleId, SegmentId};

/// A declaration in its file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'w> {
    pub(crate) file: FileId,
    /// The start of its slice in the file.
    pub(crate) start: TextSize,
    pub(crate) draft: &'w Arc<Draft>,
    pub(crate) declaration: &'w Declaration,
    /// Its position among the declarations of its kind.
    pub(crate) rank: u32,
}

impl<'w> Entry<'w> {
    /// Converts a range of its slice to a place in its file.
    pub(crate) fn span(&self, range: TextRange) -> Span {
        Span::new(self.file, range + self.start)
    }

    /// Returns its name, if it has one.
    pub(crate) fn name(&self) -> Option<&'w str> {
        Some(&self.declaration.name.as_ref()?.value)
    }
}

/// All declarations, and which of them a name refers to.
#[derive(Debug)]
pub(crate) struct Names<'w> {
    /// In source order.
    pub(crate) entries: Vec<Entry<'w>>,
    /// For each kind, the indices of its declarations in `entries`, in source order.
    lists: [Vec<usize>; DeclarationKind::ALL.len()],
    /// For each kind, the index of the first declaration of a name.
    tables: [FxHashMap<&'w str, usize>; DeclarationKind::ALL.len()],
    /// Names after words that are not keywords of declarations, sorted.
    mistyped: Vec<&'w str>,
    /// A file could not be read.
    unread: bool,
    /// Text outside declarations may refer to anything.
    hidden_outside: bool,
}

impl<'w> Names<'w> {
    /// Collects the declarations of all files. Also returns findings about duplicate names, each with
    /// the index of its entry.
    pub(crate) fn collect(
        files: &'w [Arc<LoweredFile>],
        unread: bool,
    ) -> (Self, Vec<(usize, Finding)>) {
        let mut names = Self {
            entries: Vec::new(),
            lists: Default::default(),
            tables: Default::default(),
            mistyped: Vec::new(),
            unread,
            hidden_outside: false,
        };
        let mut findings = Vec::new();
        for (index, file) in files.iter().enumerate() {
            let file_id = FileId(u32::try_from(index).unwrap_or(u32::MAX));
            for item in &file.items {
                names.hidden_outside |= item.draft.may_reference_unseen_outside;
                names
                    .mistyped
                    .extend(item.draft.mistyped.iter().map(|name| &**name));
                if let Some(declaration) = &item.draft.declaration {
                    let entry = Entry {
                        file: file_id,
                        start: item.start,
                        draft: &item.draft,
                        declaration,
                        rank: names.next_rank(declaration.kind()),
                    };
                    findings.extend(names.add(entry));
                }
            }
        }
        names.mistyped.sort_unstable();
        (names, findings)
    }

    fn add(&mut self, entry: Entry<'w>) -> Option<(usize, Finding)> {
        let declaration = entry.declaration;
        let kind = declaration.kind();
        let position = self.entries.len();
        self.entries.push(entry);
        self.list_mut(kind).push(position);
        let name: &'w str = match kind {
            DeclarationKind::Account => "",
            DeclarationKind::Test => &declaration.title.as_ref()?.value,
            DeclarationKind::Brand
            | DeclarationKind::Channel
            | DeclarationKind::Bot
            | DeclarationKind::Schedule
            | DeclarationKind::Segment
            | DeclarationKind::Message => &declaration.name.as_ref()?.value,
        };
        let table = self.tables.get_mut(kind as usize)?;
        match table.get(name).copied() {
            None => {
                table.insert(name, position);
                None
            }
            Some(first) => {
                let problem = Problem::DuplicateName {
                    kind: Some(kind),
                    name: name.to_owned(),
                };
                let finding = Finding::new(problem, entry.span(declaration.place()));
                let first = self.entries.get(first)?;
                let place = first.span(first.declaration.place());
                Some((position, finding.label(place, LabelKind::FirstDefinition)))
            }
        }
    }

    fn next_rank(&self, kind: DeclarationKind) -> u32 {
        u32::try_from(self.of_kind(kind).len()).unwrap_or(u32::MAX)
    }

    #[allow(clippy::indexing_slicing, reason = "every kind has a list")]
    fn list_mut(&mut self, kind: DeclarationKind) -> &mut Vec<usize> {
        &mut self.lists[kind as usize]
    }

    /// Returns the index of the declaration of the item that begins at an offset of a file.
    pub(crate) fn at(&self, file: FileId, start: TextSize) -> Option<usize> {
        self.entries
            .binary_search_by_key(&(file, start), |entry| (entry.file, entry.start))
            .ok()
    }

    /// Returns the indices of the declarations of a kind, in source order.
    #[allow(clippy::indexing_slicing, reason = "every kind has a list")]
    pub(crate) fn of_kind(&self, kind: DeclarationKind) -> &[usize] {
        &self.lists[kind as usize]
    }

    /// Returns the declarations of a kind, in source order.
    pub(crate) fn entries_of(&self, kind: DeclarationKind) -> impl Iterator<Item = &Entry<'w>> {
        self.of_kind(kind)
            .iter()
            .filter_map(|&position| self.entries.get(position))
    }

    /// Returns the index of the declaration that a name refers to: the first of that name.
    #[allow(clippy::indexing_slicing, reason = "every kind has a table")]
    pub(crate) fn find(&self, kind: DeclarationKind, name: &str) -> Option<usize> {
        self.tables[kind as usize].get(name).copied()
    }

    /// Returns the rank of the declaration that a name refers to.
    pub(crate) fn rank_of(&self, kind: DeclarationKind, name: &Name) -> Option<u32> {
        let position = self.find(kind, &name.value)?;
        Some(self.entries.get(position)?.rank)
    }

    /// Returns the segment that a name refers to.
    pub(crate) fn segment_id(&self, name: &Name) -> Option<SegmentId> {
        self.rank_of(DeclarationKind::Segment, name).map(SegmentId)
    }

    /// Returns the declaration of a kind with the given rank.
    fn ranked(&self, kind: DeclarationKind, rank: usize) -> Option<&Entry<'w>> {
        self.entries.get(*self.of_kind(kind).get(rank)?)
    }

    /// Returns the declaration of a channel.
    pub(crate) fn channel(&self, id: ChannelId) -> Option<&Entry<'w>> {
        self.ranked(DeclarationKind::Channel, id.index())
    }

    /// Returns the declaration of a schedule.
    pub(crate) fn schedule(&self, id: ScheduleId) -> Option<&Entry<'w>> {
        self.ranked(DeclarationKind::Schedule, id.index())
    }

    /// Returns the declaration of a segment.
    pub(crate) fn segment(&self, id: SegmentId) -> Option<&Entry<'w>> {
        self.ranked(DeclarationKind::Segment, id.index())
    }

    /// Returns whether a declaration that cannot be seen may have this name, because its keyword is
    /// mistyped or its file could not be read.
    pub(crate) fn may_be_declared(&self, name: &str) -> bool {
        self.unread || self.mistyped.binary_search(&name).is_ok()
    }

    /// Returns whether a file could not be read.
    pub(crate) fn unread(&self) -> bool {
        self.unread
    }

    /// Returns the names after words that are not keywords of declarations, sorted.
    pub(crate) fn mistyped(&self) -> &[&'w str] {
        &self.mistyped
    }

    /// Returns whether there may be declarations that cannot be seen, so that the number of declarations
    /// of a kind is unknown.
    pub(crate) fn may_be_more(&self) -> bool {
        self.unread || !self.mistyped.is_empty()
    }

    /// Returns whether text outside declarations may refer to a declaration that seems unused.
    pub(crate) fn hidden_outside(&self) -> bool {
        self.hidden_outside
    }
}
