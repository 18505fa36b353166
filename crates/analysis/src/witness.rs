//! Builds a visitor from an assignment of atoms.
//!
//! Texts are first composed the way an author would expect them: a whole URL on the site that the
//! workspace mentions most, with the required parts as its path and query. Each attempt is checked.
//! If none fits, the text is built as in the proof of the crate documentation: the required parts,
//! joined by a character that occurs in no value.

use std::borrow::Cow;

use proactive_catalog::case_folding::{fold, fold_char};
use proactive_catalog::characters::is_visible;
use proactive_catalog::{Field, FieldMap, LANGUAGES};

use proactive_hir::model::{AFTER_HOST, NOT_IN_HOST};

use crate::area::Area;
use crate::atom::Atom;
use crate::example_site::{ANY_SITE, is_host};
use crate::formula::{Formulas, Node};
use crate::solver::Assignment;
use crate::text_field::ValueKind;
use crate::visitor::Visitor;

/// Paths for URLs without required parts.
const PATHS: [&str; 8] = [
    "/",
    "/products",
    "/about",
    "/help",
    "/news",
    "/contact",
    "/blog",
    "/team",
];

/// Subdomains for websites that have any.
const SUBDOMAINS: [&str; 4] = ["www", "shop", "help", "blog"];

/// Suffixes for a URL that is excluded as it is.
const TAILS: [&str; 6] = ["", "/", "/1", "?page=2", "#top", "-2"];

/// Texts without required parts.
const TITLES: [&str; 5] = ["Welcome", "Home", "Products", "About us", "Our team"];

/// Languages outside the catalog, for visitors who speak none of it.
const OTHER_LANGUAGES: [&str; 4] = ["eo", "is", "ga", "mt"];

/// Builds visitors.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WitnessBuilder<'f> {
    pub(crate) formulas: &'f Formulas,
    pub(crate) case_sensitive: bool,
    /// The site that example URLs are on: `https://acme.fr`.
    pub(crate) site: &'f str,
}

/// What is required of a field.
#[derive(Default)]
struct FieldConstraints<'a> {
    /// It is this text, as the author wrote it.
    is: Option<&'a str>,
    /// It contains these texts, as the author wrote them.
    contains: Vec<&'a str>,
    /// It is an address in this area.
    on: Option<&'a Area>,
    /// All requirements: the atom, its value as the author wrote it, and whether it must be true.
    atoms: Vec<(&'a Atom, &'a str, bool)>,
}

impl<'f> WitnessBuilder<'f> {
    /// The visitor of an assignment; `None` if every character occurs in some value, so that no
    /// separator is left.
    pub(crate) fn visitor(&self, assignment: &Assignment) -> Option<Visitor> {
        let mut demands = FieldMap::<FieldConstraints<'_>>::default();
        for (node, holds) in assignment {
            let Node::Atom(atom) = self.formulas.node(*node) else {
                continue;
            };
            let spelling = self.formulas.spelling(*node);
            let of = &mut demands[atom.field()];
            of.atoms.push((atom, spelling, *holds));
            match atom {
                Atom::Is(..) if *holds => of.is = Some(spelling),
                Atom::Contains(..) if *holds => of.contains.push(spelling),
                Atom::On(_, area) if *holds => of.on = Some(area),
                // The area that is chosen says everything.
                Atom::On(..) => {
                    of.atoms.pop();
                }
                Atom::Off(..) if !*holds => {
                    of.atoms.pop();
                }
                Atom::Is(..)
                | Atom::Contains(..)
                | Atom::Language(..)
                | Atom::Word(..)
                | Atom::Off(..) => {}
            }
        }
        let mut values = FieldMap::<Box<str>>::default();
        for (field, value) in values.iter_mut() {
            *value = self.value(field, &demands[field])?;
        }
        Some(Visitor {
            values,
            moment: None,
        })
    }

    fn value(&self, field: Field, demands: &FieldConstraints<'_>) -> Option<Box<str>> {
        match ValueKind::of(field) {
            ValueKind::Text(text) => {
                if let Some(area) = demands.on {
                    return self.address_in(area, demands).map(Into::into);
                }
                let natural = match text.is_address() {
                    true => self.address(demands),
                    false => self.title(demands),
                };
                Some(natural.or_else(|| self.any_text(demands))?.into())
            }
            ValueKind::Word => word(field, &demands.atoms).map(Into::into),
            ValueKind::Language => language(&demands.atoms).map(Into::into),
        }
    }

    /// A text as it is compared.
    fn compared<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.case_sensitive {
            true => Cow::Borrowed(text),
            false => fold(text),
        }
    }

    fn fits(&self, demands: &FieldConstraints<'_>, text: &str) -> bool {
        let text = &*self.compared(text);
        let mut atoms = demands.atoms.iter();
        atoms.all(|(atom, _, holds)| atom.holds_of(text) == *holds)
    }

    /// An address in an area: one that looks like one, or else as in the proof of the crate
    /// documentation.
    fn address_in(&self, area: &Area, demands: &FieldConstraints<'_>) -> Option<String> {
        let fits = |url: &String| area.covers(url) && self.fits(demands, url);
        if let Some(is) = demands.is {
            return area.restored(is).filter(fits);
        }
        let parts = longest(&demands.contains);
        let subdomains: &[&str] = match area.has_subdomains() {
            true => &SUBDOMAINS,
            false => &[""],
        };
        for subdomain in subdomains {
            let site = area.address(subdomain, "");
            let attempts: Vec<String> = match (site.strip_suffix('/'), parts.as_slice()) {
                (None, []) => vec![site],
                (None, _) => vec![site.clone(), format!("{site}{}", parts.join("&"))],
                (Some(site), []) => PATHS.iter().map(|path| format!("{site}{path}")).collect(),
                (Some(site), _) => vec![format!("{site}/"), compose(site, &parts)],
            };
            for tail in TAILS {
                let mut urls = attempts.iter().map(|attempt| format!("{attempt}{tail}"));
                if let Some(url) = urls.find(fits) {
                    return Some(url);
                }
            }
        }
        let fresh = self.fresh(demands, "abcdefghijklmnopqrstuvwxyz0123456789-_")?;
        if area.has_subdomains() && !area.is_open() {
            let parts: Vec<_> = parts.iter().map(|part| self.compared(part)).collect();
            let parts: Vec<&str> = parts.iter().map(|part| &**part).collect();
            let address = area.tight_address(&parts, fresh)?;
            return area.restored(&address).filter(fits);
        }
        let mut tail = String::from(fresh);
        for part in parts {
            tail.push_str(part);
            tail.push(fresh);
        }
        Some(area.address(fresh.encode_utf8(&mut [0; 4]), &tail)).filter(fits)
    }

    /// A URL that looks like one.
    fn address(&self, demands: &FieldConstraints<'_>) -> Option<String> {
        let fits = |url: &String| self.fits(demands, url);
        if let Some(is) = demands.is {
            return Some(is.to_owned()).filter(fits);
        }
        let parts = longest(&demands.contains);
        for site in [
            self.site,
            ANY_SITE,
            "https://example.org",
            "http://example.net",
        ] {
            let attempts: Vec<String> = match parts.as_slice() {
                [] => PATHS.iter().map(|path| format!("{site}{path}")).collect(),
                _ => vec![compose(site, &parts)],
            };
            for tail in TAILS {
                let mut urls = attempts.iter().map(|attempt| format!("{attempt}{tail}"));
                if let Some(url) = urls.find(fits) {
                    return Some(url);
                }
            }
        }
        None
    }

    fn title(&self, demands: &FieldConstraints<'_>) -> Option<String> {
        let fits = |title: &String| self.fits(demands, title);
        if let Some(is) = demands.is {
            return Some(is.to_owned()).filter(fits);
        }
        if demands.atoms.is_empty() {
            return Some(String::new());
        }
        let parts = longest(&demands.contains);
        if parts.is_empty() {
            let titles = TITLES.iter().map(|title| (*title).to_owned());
            return titles.chain([String::new()]).find(fits);
        }
        let joined = [" – ", " | ", " "].into_iter();
        let joined = joined.map(|between| parts.join(between));
        let longer = joined.clone().map(|title| format!("{title} – Welcome"));
        joined.chain(longer).find(fits)
    }

    /// The required parts, each followed by a character that occurs in no value. No value can span
    /// such a joint, and no excluded text ends in it.
    fn any_text(&self, demands: &FieldConstraints<'_>) -> Option<String> {
        if let Some(is) = demands.is {
            return Some(is.to_owned());
        }
        let between = self.fresh(demands, "-_.~/+,;:!*")?;
        let mut text = String::new();
        // No area begins with this character.
        if demands
            .atoms
            .iter()
            .any(|(atom, ..)| matches!(atom, Atom::Off(..)))
        {
            text.push(between);
        }
        for part in longest(&demands.contains) {
            text.push_str(part);
            text.push(between);
        }
        if text.is_empty() {
            text.push(between);
        }
        debug_assert!(self.fits(demands, &text), "{text}");
        Some(text)
    }

    /// A character that occurs in no value, one of `handy` if possible.
    fn fresh(&self, demands: &FieldConstraints<'_>, handy: &str) -> Option<char> {
        let mut used: Vec<char> = Vec::new();
        for (atom, _, _) in &demands.atoms {
            if let Atom::Is(_, value) | Atom::Contains(_, value) = atom {
                used.extend(value.chars());
            }
        }
        used.sort_unstable();
        used.dedup();
        let is_independent = |character: &char| {
            let compared = match self.case_sensitive {
                true => *character,
                false => fold_char(*character),
            };
            used.binary_search(&compared).is_err()
        };
        let is_plain = |character: &char| {
            is_visible(*character)
                && !AFTER_HOST.contains(character)
                && !NOT_IN_HOST.contains(character)
        };
        let all = ('!'..=char::MAX).filter(is_plain);
        handy.chars().chain(all).find(is_independent)
    }
}

/// The first word of a field for which the atoms are as required.
fn word(field: Field, atoms: &[(&Atom, &str, bool)]) -> Option<&'static str> {
    let mut words = field.words().into_iter();
    words.find(|word| {
        let mut atoms = atoms.iter();
        atoms.all(|(atom, _, holds)| atom.holds_of(word) == *holds)
    })
}

/// A language for which the atoms are as required.
fn language<'a>(atoms: &[(&Atom, &'a str, bool)]) -> Option<&'a str> {
    let spoken = atoms.iter().filter(|(_, _, holds)| *holds);
    if let Some((_, spelling, _)) = spoken.max_by_key(|(_, spelling, _)| spelling.len()) {
        return Some(spelling);
    }
    let usual = ["en", "fr", "de", "es"].into_iter();
    let known = LANGUAGES.iter().map(|language| language.tag);
    let mut all = usual.chain(known).chain(OTHER_LANGUAGES);
    let is_independent = |language: &&str| {
        let language = language.to_ascii_lowercase();
        !atoms.iter().any(|(atom, _, _)| atom.holds_of(&language))
    };
    // A private-use tag, if all others are excluded.
    all.find(is_independent)
        .or(Some("x-other"))
        .filter(is_independent)
}

/// Drops parts that occur in another part.
fn longest<'a>(parts: &[&'a str]) -> Vec<&'a str> {
    let mut kept: Vec<&str> = Vec::new();
    for part in parts {
        if kept.iter().any(|other| other.contains(part)) {
            continue;
        }
        kept.retain(|other| !part.contains(other));
        kept.push(part);
    }
    kept
}

/// Composes a URL, putting each part where it belongs.
fn compose(site: &str, parts: &[&str]) -> String {
    let mut start = String::new();
    let (mut path, mut query, mut fragment) = (String::new(), String::new(), String::new());
    for part in parts {
        if part.starts_with("https://") || part.starts_with("http://") {
            start = (*part).to_owned();
        } else if part.starts_with("://") {
            start = format!("https{part}");
        } else if part.starts_with("//") {
            start = format!("https:{part}");
        } else if is_host(part) && start.is_empty() {
            let before = if part.starts_with('.') {
                "www.example"
            } else {
                ""
            };
            start = format!("https://{before}{part}");
        } else if part.starts_with('#') {
            fragment.push_str(part);
        } else if let Some(rest) = part.strip_prefix('?') {
            query = match query.strip_prefix('?') {
                Some(earlier) => format!("?{rest}&{earlier}"),
                None => format!("?{rest}"),
            };
        } else if part.starts_with('&') || part.contains('=') {
            let first = if part.starts_with('&') {
                "?page=1"
            } else {
                "?"
            };
            let between = match (query.is_empty(), part.starts_with('&')) {
                (true, _) => first,
                (false, true) => "",
                (false, false) => "&",
            };
            query.push_str(between);
            query.push_str(part);
        } else if part.starts_with('/') {
            path.push_str(part);
        } else {
            path.push('/');
            path.push_str(part);
        }
    }
    if start.is_empty() {
        site.clone_into(&mut start);
    }
    let after_scheme = start.split_once("://").map_or("", |(_, rest)| rest);
    if path.is_empty() && !after_scheme.contains('/') {
        path.push('/');
    } else if path.starts_with('/') && start.ends_with('/') {
        start.pop();
    }
    format!("{start}{path}{query}{fragment}")
}
