//! `# proactive: allow(…)`: the lints that a comment can silence.

use proactive_diagnostics::{Code, Kind};

use super::docs::DocsKey;
use super::item::{Form, ItemKind, NewItem};
use super::offers::{Offers, plain};
use super::place::Place;
use super::snippet::Snippet;

/// In a comment the word is that of a lint, or of the directive.
pub(super) fn narrow(place: &mut Place<'_>, start: usize) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let typed = place.typed_from(start);
    let behind = place.behind_cursor();
    let tail = behind.len() - behind.trim_start_matches(is_part).len();
    let head = typed.len() - typed.trim_end_matches(is_part).len();
    place.word = place.offset - head..place.offset + tail;
}

/// Offers the lints in the parentheses of `allow`, and `allow` itself.
pub(super) fn offer(offers: &mut Offers<'_>, start: usize) {
    let place = offers.place;
    let head = place.before().get(start..).unwrap_or("");
    let Some(head) = head
        .trim_start_matches('#')
        .trim_start()
        .strip_prefix("proactive:")
    else {
        return;
    };
    let lints = || Code::ALL.iter().filter(|code| code.kind() == Kind::Lint);
    let line = place.after().split(['\n', '\r']).next().unwrap_or("");
    let head = head.trim_start();
    if head.is_empty() {
        let item = NewItem::new("allow(…)", ItemKind::Keyword).filter("allow");
        let form = match line.trim_start().starts_with('(') {
            true => plain("allow"),
            false => Form::whole(
                Snippet::plain_text("allow(")
                    .choice(lints().map(|code| code.as_str()))
                    .text(")"),
            ),
        };
        return offers.add_untried([(item, form)]);
    }
    let Some(list) = head.strip_prefix("allow").map(str::trim_start) else {
        return;
    };
    let Some(list) = list.strip_prefix('(').filter(|list| !list.contains(')')) else {
        return;
    };
    // Behind a code only a comma or `)` may stand.
    let Some(before) = list
        .trim_end()
        .strip_suffix(',')
        .or(list.trim().is_empty().then_some(""))
    else {
        return;
    };
    let behind = line.split(')').next().unwrap_or("");
    let given = |code: &Code| {
        before
            .split(',')
            .chain(behind.split(','))
            .any(|word| word.trim() == code.as_str())
    };
    let codes = lints().filter(|code| !given(code));
    offers.add_untried(codes.map(|&code| {
        let item = NewItem::new(code.as_str(), ItemKind::Lint).docs(DocsKey::Lint(code));
        (item, plain(code.as_str()))
    }));
}
