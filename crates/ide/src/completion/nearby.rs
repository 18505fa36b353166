//! What is near the cursor: the channels that the declaration around it is about, and its file.
//!
//! Authors use again what the messages of the same channel and the same file use, so that is offered
//! first.

use std::collections::{BTreeMap, BTreeSet};

use proactive_catalog::DeclarationKind;
use proactive_diagnostics::FileId;
use proactive_hir::Declarations;
use proactive_hir::draft::{Body, Condition, Declaration, Expectation, Step, Test};

use super::context::CompletionContext;

/// The names of channels.
type Channels<'p> = BTreeSet<&'p str>;

/// What is near the cursor.
pub(super) struct Nearby<'p> {
    file: FileId,
    /// The channels of the declaration around the cursor; empty if unknown.
    channels: Channels<'p>,
    /// Whether that declaration is a segment. Many workspaces keep all segments in one file, so the
    /// file says nothing about a segment whose channels are known.
    in_segment: bool,
    /// The channels of the messages that use each segment.
    of_segments: BTreeMap<&'p str, Channels<'p>>,
}

impl<'p> Nearby<'p> {
    pub(super) fn new(context: &'p CompletionContext<'_>, declarations: &Declarations<'p>) -> Self {
        let of_segments = channels_of_segments(declarations);
        let own = context.body();
        let in_segment = matches!(own, Some(Body::Segment(_)));
        let channels = match own {
            Some(Body::Segment(_)) => context
                .own_name()
                .and_then(|name| of_segments.get(name).cloned()),
            Some(body) => Some(channels_of(declarations, body)),
            None => None,
        };
        Self {
            file: context.file,
            channels: channels.unwrap_or_default(),
            in_segment,
            of_segments,
        }
    }

    /// Whether a declaration is about a channel of the cursor.
    pub(super) fn shares_channel(
        &self,
        declarations: &Declarations<'p>,
        declaration: &'p Declaration,
    ) -> bool {
        let shared = |channels: &Channels<'_>| {
            let mut all = channels.iter();
            all.any(|channel| self.channels.contains(channel))
        };
        match &declaration.body {
            Body::Segment(_) => {
                let name = declaration.name.as_ref();
                let channels = name.and_then(|name| self.of_segments.get(&*name.value));
                channels.is_some_and(shared)
            }
            body => shared(&channels_of(declarations, body)),
        }
    }

    /// Whether a declaration of a file is near: it is about the same channel, or in the same file.
    pub(super) fn includes(
        &self,
        declarations: &Declarations<'p>,
        file: FileId,
        declaration: &'p Declaration,
    ) -> bool {
        let by_file = self.channels.is_empty() || !self.in_segment;
        by_file && file == self.file || self.shares_channel(declarations, declaration)
    }
}

/// The channels that a message or a test is about.
fn channels_of<'p>(declarations: &Declarations<'p>, body: &'p Body) -> Channels<'p> {
    match body {
        Body::Message(message) => {
            let channel = declarations.channel_of(message);
            channel.and_then(|it| it.name()).into_iter().collect()
        }
        Body::Test(test) => match test.channel.given() {
            Some(channel) => [&*channel.value].into(),
            None => expected(test)
                .filter_map(|name| declarations.find(DeclarationKind::Message, name))
                .filter_map(|it| {
                    declarations
                        .channel_of(it.declaration().as_message()?)?
                        .name()
                })
                .collect(),
        },
        Body::Channel(_)
        | Body::Account(_)
        | Body::Brand(_)
        | Body::Bot(_)
        | Body::Schedule(_)
        | Body::Segment(_) => Channels::new(),
    }
}

/// The messages that a test names.
pub(super) fn expected(test: &Test) -> impl Iterator<Item = &str> {
    test.steps.iter().filter_map(|step| match &step.value {
        Step::Expect(Expectation::Message(name, _) | Expectation::NoMessage(name)) => {
            Some(&*name.value)
        }
        Step::Expect(Expectation::Nothing)
        | Step::Visit { .. }
        | Step::Wait(_)
        | Step::Time(_)
        | Step::Open
        | Step::Dismiss
        | Step::Reply
        | Step::EndConversation
        | Step::Leave
        | Step::ClearData
        | Step::Broken => None,
    })
}

/// The channels of the messages that use each segment, directly or through other segments.
fn channels_of_segments<'p>(declarations: &Declarations<'p>) -> BTreeMap<&'p str, Channels<'p>> {
    let mut found: BTreeMap<&'p str, Channels<'p>> = BTreeMap::new();
    for message in declarations.of_kind(DeclarationKind::Message) {
        let declaration = message.declaration();
        let channel = declaration
            .as_message()
            .and_then(|message| declarations.channel_of(message)?.name());
        let (Some(channel), Some(condition)) = (channel, declaration.condition()) else {
            continue;
        };
        let mut open: Vec<&'p Condition> = vec![condition];
        while let Some(condition) = open.pop() {
            for used in condition.segments() {
                if found.entry(&used.value).or_default().insert(channel) {
                    let segment = declarations.find(DeclarationKind::Segment, &used.value);
                    open.extend(segment.and_then(|it| it.declaration().condition()));
                }
            }
        }
    }
    found
}
