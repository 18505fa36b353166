//! Completion in `# proactive: allow(…)`: the lints that a comment can suppress.

use proactive_diagnostics::Code;

use super::collector::{Collector, plain};
use super::context::CompletionContext;
use super::docs_key::DocsKey;
use super::item::{Insertion, ItemBuilder, ItemKind};
use super::snippet::Snippet;

/// Narrows the word to the name of a lint or of the directive.
pub(super) fn narrow(context: &mut CompletionContext<'_>, start: usize) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let typed = context.typed_from(start);
    let after = context.after_cursor();
    let tail = after.len() - after.trim_start_matches(is_part).len();
    let head = typed.len() - typed.trim_end_matches(is_part).len();
    context.word = context.offset - head..context.offset + tail;
}

/// Offers the lints in the parentheses of `allow`, and `allow` itself.
pub(super) fn offer(collector: &mut Collector<'_>, start: usize) {
    let context = collector.context;
    let head = context.before().get(start..).unwrap_or("");
    let Some(head) = head
        .trim_start_matches('#')
        .trim_start()
        .strip_prefix("proactive:")
    else {
        return;
    };
    let lints = || Code::ALL.iter().filter(|code| code.can_be_allowed());
    let line = context.after().split(['\n', '\r']).next().unwrap_or("");
    let head = head.trim_start();
    if head.is_empty() {
        let item = ItemBuilder::form("allow(…)", ItemKind::Keyword);
        let form = match line.trim_start().starts_with('(') {
            true => plain("allow"),
            false => Insertion::whole(
                Snippet::plain_text("allow(")
                    .stop(lints().next().map_or("", |code| code.as_str()))
                    .text(")"),
            ),
        };
        return collector.add_untried([(item, form)]);
    }
    let Some(list) = head.strip_prefix("allow").map(str::trim_start) else {
        return;
    };
    let Some(list) = list.strip_prefix('(').filter(|list| !list.contains(')')) else {
        return;
    };
    // Only a comma or `)` can follow a code.
    let Some(before) = list
        .trim_end()
        .strip_suffix(',')
        .or(list.trim().is_empty().then_some(""))
    else {
        return;
    };
    let after = line.split(')').next().unwrap_or("");
    let given = |code: &Code| {
        before
            .split(',')
            .chain(after.split(','))
            .any(|word| word.trim() == code.as_str())
    };
    let codes = lints().filter(|code| !given(code));
    collector.add_untried(codes.map(|&code| {
        let item = ItemBuilder::new(code.as_str(), ItemKind::Lint).docs(DocsKey::Lint(code));
        (item, plain(code.as_str()))
    }));
}
