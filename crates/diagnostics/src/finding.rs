//! A finding: a problem, its place, related places and fixes.

use text_size::TextSize;

use crate::{Code, FileId, Problem, Severity, Span};
use proactive_catalog::aliases::Wish;
use proactive_catalog::{DeclarationKind, ReferenceKind};

/// A problem at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub problem: Problem,
    /// The default severity of the code, or the level that the manifest sets.
    pub severity: Severity,
    /// Exactly the wrong text; empty where something is missing.
    pub span: Span,
    /// Related places, the most important first.
    pub labels: Vec<Label>,
    /// Alternative fixes, the best first.
    pub fixes: Vec<Fix>,
    /// What to do, where that is known better than the problem alone tells.
    pub advice: Option<Advice>,
}

/// What to do about a finding. [`crate::messages::help`] has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// Write something else; it is what the author means, or probably means.
    Write {
        /// The statement as it should be, or the part of it that changes.
        text: String,
    },
    /// Choose between things that are equally near to what is written.
    Either {
        /// What to write instead: two or more.
        choices: Vec<String>,
    },
    /// Say of which year a date is.
    Year,
    /// Write two intervals for hours that go past midnight.
    Overnight {
        /// The interval up to midnight: `22:00-24:00`.
        evening: String,
        /// The interval of the next day: `00:00-06:00`.
        morning: String,
    },
    /// There is no such thing; do something else.
    Wish(Wish),
    /// Name one declaration only.
    OnlyOne {
        /// What is named.
        of: ReferenceKind,
    },
    /// Name another declaration: this one is of another kind.
    OtherKind {
        /// The name.
        name: String,
        /// What it is.
        is: DeclarationKind,
        /// What is wanted.
        wanted: ReferenceKind,
        /// A declaration that is of the kind.
        such_as: Option<String>,
    },
    /// Write a complete statement, such as this one.
    Example {
        /// The statement.
        text: String,
    },
    /// Name one of these declarations.
    Declared {
        /// Their names; at least one.
        names: Vec<String>,
        /// The name that is not declared.
        not: String,
    },
    /// Declare hours as a schedule, and refer to it.
    ScheduleOfHours {
        /// The name of a schedule.
        name: String,
    },
    /// Leave a day of the week out of the open hours.
    ClosedWeekday,
}

impl Finding {
    /// A finding with the default severity, without labels and fixes.
    #[must_use]
    pub fn new(problem: Problem, span: Span) -> Self {
        let severity = problem.code().default_severity();
        Self {
            problem,
            severity,
            span,
            labels: Vec::new(),
            fixes: Vec::new(),
            advice: None,
        }
    }

    /// Adds a label.
    #[must_use]
    pub fn label(mut self, span: Span, kind: LabelKind) -> Self {
        self.labels.push(Label { span, kind });
        self
    }

    /// Adds a fix.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// Moves its [local](FileId::LOCAL) spans, which count from a slice, to the slice's `start` in
    /// `file`.
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

/// A place related to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// How it is related.
    pub kind: LabelKind,
}

/// How a second place is related to a finding. [`crate::messages::label`] has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelKind {
    /// The first definition of a name.
    FirstDefinition,
    /// The first occurrence of a statement.
    FirstGiven,
    /// The header of the block where something is missing or misplaced.
    InThisBlock,
    /// The brace that closes a block too early.
    ClosedHere,
    /// The declaration that the message names.
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
    /// A reference in a cycle of segments.
    UsesSegment {
        /// The segment that is referenced here.
        name: String,
    },
    /// The first occurrence of a value in a list.
    FirstValue,
    /// The key in the manifest that sets a limit or a level.
    SetHere,
    /// Another part of a contradiction.
    ContradictsThis,
    /// Another part without which the condition would not match everyone.
    LeavesNobodyOut,
    /// Another part that makes a part redundant.
    MakesIdle,
    /// The websites of a channel, without which a claim would not be true.
    OnlyOnWebsites {
        /// The name of the channel.
        channel: String,
    },
    /// The message that is shown first.
    ComesFirst {
        /// Its name.
        name: String,
    },
    /// The message with the same audience.
    SameAudience {
        /// Its name.
        name: String,
    },
    /// A statement with the hours that decide.
    OpenHere,
    /// A statement with the closed dates that decide.
    ClosedDates,
    /// A statement that follows the hours of a schedule.
    FollowsHours {
        /// The message.
        message: String,
    },
    /// A statement whose hours or dates include others.
    IncludesThis,
    /// The time on the simulated clock.
    ClockIsAt {
        /// The moment, `2026-03-16 10:02:00 Europe/Paris`.
        moment: String,
    },
    /// What happened at a step of a test.
    Happened {
        /// Times, and what happened then, in a clause.
        events: Vec<(String, String)>,
    },
    /// Why a message was shown.
    LetIn {
        /// The message.
        message: String,
        /// The reasons, in clauses.
        reasons: Vec<String>,
    },
    /// Why a message was not shown.
    KeptBack {
        /// The message.
        message: String,
        /// The reasons, in clauses.
        reasons: Vec<String>,
    },
}

/// A correction: edits that, applied together, resolve the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, for a menu.
    pub title: FixTitle,
    /// Whether a tool may apply it without asking.
    pub applicability: Applicability,
    /// The edits, in order, without overlap.
    pub edits: Vec<Edit>,
}

/// How sure it is that a fix is what the author means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// Means what the author meant beyond reasonable doubt, and leaves no finding at that place: a
    /// tool may apply it without asking.
    MachineApplicable,
    /// May not be what the author meant: the author chooses.
    MaybeIncorrect,
}

impl Fix {
    /// A machine-applicable fix.
    #[must_use]
    pub fn certain(title: FixTitle, edits: Vec<Edit>) -> Self {
        Self {
            title,
            applicability: Applicability::MachineApplicable,
            edits,
        }
    }

    /// A fix that an author must choose.
    #[must_use]
    pub fn suggestion(title: FixTitle, edits: Vec<Edit>) -> Self {
        Self {
            title,
            applicability: Applicability::MaybeIncorrect,
            edits,
        }
    }

    /// Whether a tool may apply it without asking.
    #[must_use]
    pub fn is_machine_applicable(&self) -> bool {
        self.applicability == Applicability::MachineApplicable
    }

    /// A machine-applicable fix that replaces `span` with `text`.
    #[must_use]
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        let replacement = text.into();
        let title = FixTitle::Replace {
            with: replacement.clone(),
        };
        Self::certain(title, vec![Edit { span, replacement }])
    }

    /// A machine-applicable fix that inserts `text` at `span`, which is empty.
    #[must_use]
    pub fn insert(span: Span, text: impl Into<String>) -> Self {
        let replacement = text.into();
        let title = FixTitle::Insert {
            text: replacement.trim().to_owned(),
        };
        Self::certain(title, vec![Edit { span, replacement }])
    }

    /// A machine-applicable fix that removes `span`, whose source text is `text`.
    #[must_use]
    pub fn remove(span: Span, text: &str) -> Self {
        let title = FixTitle::Remove {
            text: text.trim().to_owned(),
        };
        let replacement = String::new();
        Self::certain(title, vec![Edit { span, replacement }])
    }

    /// A machine-applicable fix that replaces the word at `span` with the string `literal`.
    #[must_use]
    pub fn quote(span: Span, literal: impl Into<String>) -> Self {
        let replacement = literal.into();
        Self::certain(FixTitle::Quote, vec![Edit { span, replacement }])
    }

    /// The fix of [`replace`](Self::replace), for the author to choose.
    #[must_use]
    pub fn suggest(span: Span, text: impl Into<String>) -> Self {
        Self {
            applicability: Applicability::MaybeIncorrect,
            ..Self::replace(span, text)
        }
    }
}

/// What a fix does. [`crate::messages::fix_title`] has the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FixTitle {
    /// Writes a statement, or a part of it, as the language has it, in place of what is there.
    Write {
        /// The new text.
        text: String,
    },
    /// Replaces the wrong text.
    Replace {
        /// The new text.
        with: String,
    },
    /// Inserts something.
    Insert {
        /// The text.
        text: String,
    },
    /// Replaces unusual spaces by ordinary ones, and removes invisible characters.
    WriteSpaces,
    /// Puts double quotes around a word.
    Quote,
    /// Puts parentheses around the parts joined by `and`.
    AddParentheses,
    /// Moves a statement to the top of its block.
    MoveUp {
        /// The statement.
        text: String,
    },
    /// Removes something.
    Remove {
        /// The text.
        text: String,
    },
    /// Keeps one of two statements and removes the other.
    Keep {
        /// The statement that stays.
        text: String,
    },
}

/// A replacement of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The text that is replaced; empty for an insertion.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}
