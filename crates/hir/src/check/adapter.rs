//! What messages ask of the chat widget that the manifest names. `unsupported-by-target`

use proactive_catalog::Ask;
use proactive_catalog::adapters::{Adapter, Prefill};
use proactive_diagnostics::{
    Finding, Fix, LabelKind, Problem, Span, TextRange, UnsupportedRequest,
};

use super::declaration::{Check, label};
use crate::draft::{Message, Reply, Spanned};

impl Check<'_, '_> {
    /// Reports each statement of a message that asks for something the widget of the manifest
    /// cannot do.
    pub(super) fn unsupported_by_target(&mut self, message: &Message) {
        let Some(target) = self.settings.adapter else {
            return;
        };
        let can = target.0.capabilities();
        if let Some(tags) = message.tags.given()
            && !can.tags
        {
            self.unsupported(target, place(tags), UnsupportedRequest::Tags);
        }
        match message.reply.given() {
            Some(Reply::Bot { answer, .. }) => {
                if let Some(answer) = answer.given()
                    && !can.bot_answer
                {
                    let name = answer.value.to_string();
                    let request = UnsupportedRequest::BotAnswer { answer: name };
                    self.unsupported(target, Some(answer.range), request);
                }
            }
            Some(Reply::Agent { ask, .. }) => {
                if let Some(ask) = ask.given()
                    && can.prefill == Prefill::NameWithEmail
                    && ask.iter().all(|asked| asked.value == Ask::Name)
                {
                    let finding =
                        self.unsupported(target, place(ask), UnsupportedRequest::NameAlone);
                    if let Some(finding) = finding {
                        finding
                            .fixes
                            .push(Fix::suggest(finding.span, "name, email"));
                    }
                }
            }
            None => {}
        }
    }

    /// Reports a request. `range` is `None` if nothing is asked for.
    fn unsupported(
        &mut self,
        (adapter, set_at): (Adapter, Span),
        range: Option<TextRange>,
        request: UnsupportedRequest,
    ) -> Option<&mut Finding> {
        let problem = Problem::UnsupportedByTarget { adapter, request };
        let finding = self.lint(range?, problem);
        finding.labels.push(label(set_at, LabelKind::SetHere));
        Some(finding)
    }
}

/// From the first to the last of the values; `None` if there are none.
fn place<T>(values: &[Spanned<T>]) -> Option<TextRange> {
    let (first, last) = (values.first()?, values.last()?);
    Some(first.range.cover(last.range))
}
