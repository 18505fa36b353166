//! Parts of a diff report in words, for terminals and logs.

use proactive_analysis::SetRelation;
use proactive_syntax::literal::{bare, quote};

use crate::report::visitor::VisitorJson;

/// How a set changes, as JSON has it.
pub(super) fn relation(relation: SetRelation) -> &'static str {
    match relation {
        SetRelation::Equal => "equal",
        SetRelation::Wider => "wider",
        SetRelation::Narrower => "narrower",
        SetRelation::Other => "neither",
        SetRelation::Unknown => "unknown",
    }
}

/// How a set changes, in words; `None` if it does not change.
pub(super) fn extent(change: &str) -> Option<&'static str> {
    match change {
        "equal" => None,
        "wider" => Some("wider"),
        "narrower" => Some("narrower"),
        "neither" => Some("partly wider, partly narrower"),
        _ => Some("it is unknown whether it is wider or narrower"),
    }
}

/// A message with its title: `` `cart` "Cart" ``.
pub(super) fn title(id: &str, name: &str) -> String {
    if id == name {
        format!("`{id}`")
    } else {
        format!("`{id}` {}", quote(name))
    }
}

/// A visitor in words.
pub(super) fn person(it: &VisitorJson) -> String {
    let mut said = format!("a {} visitor on {}", it.history, bare(&it.url));
    if !it.title.is_empty() {
        said.push_str(&format!(", title {}", quote(&it.title)));
    }
    said.push_str(&format!(", language {}", it.language));
    if let Some(moment) = &it.moment {
        said.push_str(&format!(", at {}", moment.local));
    }
    said
}

/// A name, marked as one.
pub(super) fn code(name: &str) -> String {
    format!("`{name}`")
}
