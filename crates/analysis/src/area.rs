//! Sets of addresses that begin alike: the pages that the channel of a message is on.

use std::ops::Range;

use proactive_catalog::case_folding::fold;
use proactive_hir::model::{AFTER_HOST, NOT_IN_HOST, Website};

use crate::atom::Atom;

/// All addresses that have a fixed text at their start, perhaps after any subdomain.
///
/// A website whose path ends with `/` covers one area. Any other covers four: its own address, and
/// what continues it after a `/`, a `?` or a `#`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Area {
    /// What the addresses begin with.
    start: FixedText,
    /// What follows the subdomain that comes after `start`; `None` where there is no subdomain.
    after_subdomain: Option<FixedText>,
    /// Whether anything can follow.
    is_open: bool,
}

/// A text that all addresses of an area contain.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct FixedText {
    /// As browsers show it.
    shown: Box<str>,
    /// As it is compared with values.
    compared: Box<str>,
}

impl FixedText {
    fn new(shown: String, case_sensitive: bool) -> Self {
        let compared = match case_sensitive {
            true => shown.clone(),
            false => fold(&shown).into_owned(),
        };
        Self {
            shown: shown.into(),
            compared: compared.into(),
        }
    }
}

/// A placeholder for any subdomain. No area contains it, because browsers write hosts in ASCII.
const ANY_SUBDOMAIN: &str = "é";

/// The parts of an address in an area that are not fixed, as ranges of bytes.
struct FreeParts {
    /// Empty where there is no subdomain.
    subdomain: Range<usize>,
    tail: Range<usize>,
}

impl Area {
    /// The areas that a website covers.
    pub(crate) fn of_website(website: &Website, case_sensitive: bool) -> Vec<Self> {
        let (start, authority, path) = (website.start(), website.authority(), website.path());
        let area = |end: &str, is_open| {
            let fixed = |text| FixedText::new(text, case_sensitive);
            let (start, after_subdomain) = match website.has_subdomains() {
                false => (format!("{start}{authority}{path}{end}"), None),
                true => (start.to_owned(), Some(format!("{authority}{path}{end}"))),
            };
            Self {
                start: fixed(start),
                after_subdomain: after_subdomain.map(fixed),
                is_open,
            }
        };
        if path.ends_with('/') {
            return vec![area("", true)];
        }
        let continued = AFTER_HOST.map(|end| area(end.encode_utf8(&mut [0; 4]), true));
        continued.into_iter().chain([area("", false)]).collect()
    }

    /// Whether an address is in the area, both as they are compared.
    pub(crate) fn has(&self, address: &str) -> bool {
        self.parts_of(address, |fixed| &fixed.compared).is_some()
    }

    /// Whether an address that a browser shows is in the area.
    pub(crate) fn covers(&self, address: &str) -> bool {
        self.parts_of(address, |fixed| &fixed.shown).is_some()
    }

    fn parts_of<'a>(
        &'a self,
        address: &str,
        text: impl Fn(&'a FixedText) -> &'a str,
    ) -> Option<FreeParts> {
        let start = text(&self.start);
        let rest = address.strip_prefix(start)?;
        let subdomain = match &self.after_subdomain {
            None => start.len()..start.len(),
            Some(after) => {
                let after = text(after);
                let (host, _) = split_host(after);
                let (found, _) = split_host(rest);
                let subdomain = found.strip_suffix(host).filter(|it| !it.is_empty())?;
                let beyond = rest.get(subdomain.len()..)?;
                beyond.strip_prefix(after)?;
                start.len()..start.len() + subdomain.len()
            }
        };
        let after = self.after_subdomain.as_ref().map_or("", text);
        let tail = subdomain.end + after.len()..address.len();
        (self.is_open || tail.is_empty()).then_some(FreeParts { subdomain, tail })
    }

    /// The address with the fixed parts as browsers show them. It must be in the area when compared.
    pub(crate) fn restored(&self, address: &str) -> Option<String> {
        // Folding maps one character to one.
        let folded = fold(address);
        let parts = self
            .parts_of(address, |fixed| &fixed.compared)
            .or_else(|| self.parts_of(&folded, |fixed| &fixed.compared))?;
        let characters = |range: Range<usize>| -> Option<String> {
            let source = match self.has(address) {
                true => address,
                false => &folded,
            };
            let before = source.get(..range.start)?.chars().count();
            let count = source.get(range)?.chars().count();
            Some(address.chars().skip(before).take(count).collect())
        };
        let after = self.after_subdomain.as_ref().map_or("", |it| &it.shown);
        Some(format!(
            "{}{}{after}{}",
            self.start.shown,
            characters(parts.subdomain)?,
            characters(parts.tail)?
        ))
    }

    /// An address of the area, with a subdomain if it has one, and what may follow.
    pub(crate) fn address(&self, subdomain: &str, tail: &str) -> String {
        let (subdomain, after) = match &self.after_subdomain {
            None => ("", ""),
            Some(after) => (subdomain, &*after.shown),
        };
        let tail = if self.is_open { tail } else { "" };
        format!("{}{subdomain}{after}{tail}", self.start.shown)
    }

    /// An address of the area that contains these texts, as they are compared, if there is one: no
    /// address with all of them contains less. The area has subdomains, and nothing can follow.
    /// `fresh` occurs in no text.
    pub(crate) fn tight_address(&self, parts: &[&str], fresh: char) -> Option<String> {
        let start = &*self.start.compared;
        let after = &*self.after_subdomain.as_ref()?.compared;
        let (mut first, mut last) = ("", "");
        let mut middle = String::from(fresh);
        for part in parts {
            if self.fixed_texts().any(|fixed| fixed.contains(part)) {
                continue;
            }
            if split_host(part).1.is_empty() {
                // It can be part of the subdomain.
                middle.push_str(part);
                middle.push(fresh);
                continue;
            }
            // It overlaps what is before the subdomain, what is after it, or both.
            let beyond = overlaps(start, part).find(|rest| split_host(rest).1.is_empty());
            let ahead = begins_before(part, after);
            let all = overlaps(start, part).find_map(|rest| begins_before(rest, after));
            if let Some(beyond) = beyond {
                first = if beyond.len() > first.len() {
                    beyond
                } else {
                    first
                };
            } else if let Some(ahead) = ahead {
                last = if ahead.len() > last.len() {
                    ahead
                } else {
                    last
                };
            } else {
                return Some(format!(
                    "{start}{}{after}",
                    all.filter(|it| !it.is_empty())?
                ));
            }
        }
        Some(format!("{start}{first}{middle}{last}{after}"))
    }

    /// Whether the area has subdomains.
    pub(crate) fn has_subdomains(&self) -> bool {
        self.after_subdomain.is_some()
    }

    /// Whether anything can follow the fixed text.
    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }

    /// The texts that all its addresses contain, as they are compared.
    pub(crate) fn fixed_texts(&self) -> impl Iterator<Item = &str> {
        let fixed = [Some(&self.start), self.after_subdomain.as_ref()];
        fixed.into_iter().flatten().map(|fixed| &*fixed.compared)
    }

    /// Whether all its addresses are in another area.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        (other.is_open || !self.is_open) && other.has(&self.sample())
    }

    /// The addresses that are in both areas, if there are any.
    pub(crate) fn intersection(&self, other: &Self) -> Option<Self> {
        if self.is_within(other) {
            return Some(self.clone());
        }
        if other.is_within(self) {
            return Some(other.clone());
        }
        // Neither is in the other, so one has the longer host and the other the longer path.
        let (scheme, host, path) = self.split()?;
        let (other_scheme, other_host, other_path) = other.split()?;
        if scheme != other_scheme {
            return None;
        }
        let (hosts, host) = match self.has_subdomains() && host.len() <= other_host.len() {
            true => (other, other_host),
            false => (self, host),
        };
        let (paths, path) = match path.len() < other_path.len() {
            true => (other, other_path),
            false => (self, path),
        };
        let all = [&self.start, &other.start].into_iter();
        let mut all = all
            .chain(&self.after_subdomain)
            .chain(&other.after_subdomain);
        let case_sensitive = all.all(|fixed| fixed.shown == fixed.compared);
        let fixed = |text: String| FixedText::new(text, case_sensitive);
        let both = Self {
            start: fixed(match hosts.has_subdomains() {
                true => scheme.to_owned(),
                false => format!("{scheme}{host}{path}"),
            }),
            after_subdomain: hosts
                .has_subdomains()
                .then(|| fixed(format!("{host}{path}"))),
            is_open: paths.is_open,
        };
        (both.is_within(self) && both.is_within(other)).then_some(both)
    }

    /// The scheme with what separates it from the host, the host, and the rest, as browsers show
    /// them.
    fn split(&self) -> Option<(&str, &str, &str)> {
        let start = &*self.start.shown;
        let at = start.find("//")? + 2;
        let (scheme, rest) = start.split_at_checked(at)?;
        let (host, path) = split_host(self.after_subdomain.as_ref().map_or(rest, |it| &it.shown));
        Some((scheme, host, path))
    }

    /// Whether an atom about the address is not as required for any address of the area: one of the
    /// contradictions that the crate documentation lists.
    pub(crate) fn excludes(&self, atom: &Atom, holds: bool) -> bool {
        let is_single = !self.is_open && self.after_subdomain.is_none();
        match (atom, holds) {
            (Atom::Is(_, text), true) => !self.has(text),
            (Atom::Is(_, text), false) => is_single && self.start.compared == *text,
            (Atom::Contains(_, part), true) => is_single && !self.start.compared.contains(&**part),
            (Atom::Contains(_, part), false) => {
                self.fixed_texts().any(|fixed| fixed.contains(&**part))
            }
            (Atom::Off(_, other), true) => self.is_within(other),
            (Atom::On(_, other), true) => *self != **other,
            (Atom::On(..) | Atom::Off(..), false) | (Atom::Language(..) | Atom::Word(..), _) => {
                false
            }
        }
    }

    /// An address of the area that is in another area only if all are.
    fn sample(&self) -> String {
        let (subdomain, after) = match &self.after_subdomain {
            None => ("", ""),
            Some(after) => (ANY_SUBDOMAIN, &*after.compared),
        };
        format!("{}{subdomain}{after}", self.start.compared)
    }
}

/// What of `part` remains after each of its starts that is an end of `start`.
fn overlaps<'p>(start: &str, part: &'p str) -> impl Iterator<Item = &'p str> {
    let ends = start.char_indices().filter_map(|(at, _)| start.get(at..));
    ends.filter_map(|end| part.strip_prefix(end))
}

/// The part of a host that `part` has before a start of `after`, if it has nothing else.
fn begins_before<'p>(part: &'p str, after: &str) -> Option<&'p str> {
    let (host, _) = split_host(part);
    let splits = host.char_indices().map(|(at, _)| at);
    let mut splits = splits.chain([host.len()]);
    let at = splits.find(|at| part.get(*at..).is_some_and(|rest| after.starts_with(rest)))?;
    host.get(..at)
}

/// The text before the first character that ends a host, and the rest.
fn split_host(text: &str) -> (&str, &str) {
    let ends =
        |character: char| AFTER_HOST.contains(&character) || NOT_IN_HOST.contains(&character);
    let at = text.find(ends).unwrap_or(text.len());
    text.split_at_checked(at).unwrap_or((text, ""))
}
