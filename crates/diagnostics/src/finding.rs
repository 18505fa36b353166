//! A finding: a problem, its place, what belongs to it, and how to mend it.

use text_size::TextSize;

use crate::{Code, FileId, Problem, Severity, Span};
use proactive_catalog::DeclarationKind;

/// Something that is wrong, or worth knowing, at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub problem: Problem,
    /// How bad it is: the code's own severity, or the level that the manifest gives it.
    pub severity: Severity,
    /// Just the wrong text. May be empty, where something is missing.
    pub span: Span,
    /// Other places that belong to it, in order of importance.
    pub labels: Vec<Label>,
    /// Mends, the best first. Each can be applied on its own.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// A finding with the severity of its code, without labels and fixes.
    #[must_use]
    pub fn new(problem: Problem, span: Span) -> Self {
        let severity = problem.code().default_severity();
        Self {
            problem,
            severity,
            span,
            labels: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// The same with one more label.
    #[must_use]
    pub fn label(mut self, span: Span, kind: LabelKind) -> Self {
        self.labels.push(Label { span, kind });
        self
    }

    /// The same with one more fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The same, its [local](FileId::LOCAL) spans in a slice that begins at `start` of `file`.
    #[must_use]
    pub fn rebased(mut self, file: FileId, start: TextSize) -> Self {
        self.span = self.span.rebased(file, start);
        for label in &mut self.labels {
            label.span = label.span.rebased(file, start);
        }
        for edit in self.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.span = edit.span.rebased(file, start);
        }
        self
    }

    /// The code of its problem.
    #[must_use]
    pub fn code(&self) -> Code {
        self.problem.code()
    }
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What it has to do with the finding.
    pub kind: LabelKind,
}

/// What a second place has to do with a finding; [`crate::messages::label`] says it in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelKind {
    /// The first definition of a name.
    FirstDefinition,
    /// The first time a statement is given.
    FirstGiven,
    /// The header of the block in which something is missing or misplaced.
    InThisBlock,
    /// The brace that closed a block too early.
    ClosedHere,
    /// Where the declaration that is spoken of stands.
    DeclaredHere {
        /// Its kind.
        kind: DeclarationKind,
        /// Its name.
        name: String,
    },
    /// The statement that connects a channel to its brand.
    ConnectedToBrand {
        /// The brand.
        brand: String,
    },
    /// The statement that lists the channels of a bot.
    PublishedOn {
        /// The channels.
        channels: Vec<String>,
    },
    /// The statement that makes a bot a draft.
    IsDraft,
    /// A step on the way through segments.
    UsesSegment {
        /// The segment used here.
        name: String,
    },
    /// The same value earlier in the list.
    FirstValue,
    /// The manifest's key that gives a limit or a level.
    SetHere,
    /// Another part that takes part in a contradiction.
    ContradictsThis,
    /// Another part without which there would be visitors that are left out.
    LeavesNobodyOut,
    /// Another part that makes a part idle.
    MakesIdle,
    /// The message that comes first.
    ComesFirst {
        /// Its name.
        name: String,
    },
    /// The message that is told apart by nothing.
    SameAudience {
        /// Its name.
        name: String,
    },
    /// The moment the simulated clock has reached.
    ClockIsAt {
        /// The moment, `2026-03-16 10:02:00 Europe/Paris`.
        moment: String,
    },
    /// What came of a step of a test.
    Happened {
        /// Moments, and what happened then.
        events: Vec<(String, String)>,
    },
    /// Why a message did not come up.
    KeptBack {
        /// The message.
        message: String,
        /// The reason, in a clause.
        reason: String,
    },
}

/// A mend: edits that make the problem go away when applied together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, for a menu.
    pub title: FixTitle,
    /// Whether the meaning is sure, so that a machine may apply it unasked.
    pub certain: bool,
    /// The edits, ordered, without overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix that a machine may apply unasked.
    #[must_use]
    pub fn certain(title: FixTitle, edits: Vec<Edit>) -> Self {
        Self {
            title,
            certain: true,
            edits,
        }
    }

    /// A fix that an author must choose.
    #[must_use]
    pub fn suggestion(title: FixTitle, edits: Vec<Edit>) -> Self {
        Self {
            title,
            certain: false,
            edits,
        }
    }

    /// A certain fix that replaces `span` by `text`.
    #[must_use]
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        let replacement = text.into();
        let title = FixTitle::Replace {
            with: replacement.clone(),
        };
        Self::certain(title, vec![Edit { span, replacement }])
    }

    /// A certain fix that puts `text` at `span`, which is empty.
    #[must_use]
    pub fn insert(span: Span, text: impl Into<String>) -> Self {
        let replacement = text.into();
        let title = FixTitle::Insert {
            text: replacement.trim().to_owned(),
        };
        Self::certain(title, vec![Edit { span, replacement }])
    }

    /// A certain fix that takes away `span`, which reads `text`.
    #[must_use]
    pub fn remove(span: Span, text: &str) -> Self {
        let title = FixTitle::Remove {
            text: text.trim().to_owned(),
        };
        let replacement = String::new();
        Self::certain(title, vec![Edit { span, replacement }])
    }

    /// A certain fix that replaces the word at `span` with the string `literal`.
    #[must_use]
    pub fn quote(span: Span, literal: impl Into<String>) -> Self {
        let replacement = literal.into();
        Self::certain(FixTitle::Quote, vec![Edit { span, replacement }])
    }

    /// The same, to be chosen by an author.
    #[must_use]
    pub fn suggest(span: Span, text: impl Into<String>) -> Self {
        Self {
            certain: false,
            ..Self::replace(span, text)
        }
    }
}

/// What a fix does; [`crate::messages::fix_title`] says it in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FixTitle {
    /// Replace the wrong text.
    Replace {
        /// By this.
        with: String,
    },
    /// Put something in.
    Insert {
        /// This.
        text: String,
    },
    /// Put quotes around a word.
    Quote,
    /// Put parentheses around the parts joined by `and`.
    AddParentheses,
    /// Take something away.
    Remove {
        /// This.
        text: String,
    },
}

/// A replacement of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes. Empty: an insertion.
    pub span: Span,
    /// What comes in its place.
    pub replacement: String,
}
