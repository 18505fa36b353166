//! The site that examples are taken from: the one that the workspace mentions most.

use std::collections::BTreeMap;

use proactive_catalog::Operator;
use proactive_catalog::case_folding::fold;
use proactive_hir::model::{Condition, ConditionKind};

use crate::atom::Atom;
use crate::formula::Formulas;
use crate::text_field::ValueKind;

/// The site of example URLs that need no particular site.
pub(crate) const ANY_SITE: &str = "https://www.example.com";

/// A URL, or part of one, that names its site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UrlMention {
    site: Box<str>,
    is: bool,
    /// The value, normalized for comparison.
    value: Box<str>,
}

impl UrlMention {
    fn of(is: bool, value: &str, compared: impl FnOnce() -> Box<str>) -> Option<Self> {
        let site = match value.split_once("://") {
            Some((scheme @ ("http" | "https"), rest)) => {
                let host = rest.split(['/', '?', '#']).next().unwrap_or("");
                let ends = rest.len() > host.len() || is;
                let whole = ends && host.contains('.') && is_host(host);
                whole.then(|| format!("{scheme}://{host}"))
            }
            Some(_) => None,
            None if is_host(value) && !value.starts_with('.') => {
                let host = value.split('/').next().unwrap_or("");
                Some(format!("https://{host}"))
            }
            None => None,
        }?;
        Some(Self {
            site: site.into(),
            is,
            value: compared(),
        })
    }
}

/// The URLs in a condition that name their site, without those of its segments.
pub(crate) fn mentions(condition: &Condition, case_sensitive: bool) -> Vec<UrlMention> {
    let mut mentions = Vec::new();
    let mut waiting = vec![condition];
    while let Some(condition) = waiting.pop() {
        match &condition.kind {
            ConditionKind::And(parts) | ConditionKind::Or(parts) => waiting.extend(parts),
            ConditionKind::Not(inner) => waiting.push(inner),
            ConditionKind::Segment(_) => {}
            ConditionKind::Comparison(comparison) => {
                match ValueKind::of(comparison.field) {
                    ValueKind::Text(field) if field.is_address() => {}
                    ValueKind::Text(_) | ValueKind::Word | ValueKind::Language => continue,
                }
                let is = matches!(comparison.operator, Operator::Is | Operator::IsNot);
                mentions.extend(comparison.values.iter().filter_map(|value| {
                    UrlMention::of(is, &value.text, || match case_sensitive {
                        true => value.text.clone(),
                        false => fold(&value.text).into(),
                    })
                }));
            }
        }
    }
    mentions
}

/// The site that most URLs in the formulas name.
pub(crate) fn site_of_formulas(formulas: &Formulas) -> String {
    let mut sites = SiteCounts::default();
    for (atom, formula) in formulas.atoms() {
        if let Atom::Is(field, value) | Atom::Contains(field, value) = atom
            && field.is_address()
        {
            let is = matches!(atom, Atom::Is(..));
            let mention = UrlMention::of(is, formulas.spelling(formula.node()), || value.clone());
            sites.add(mention.as_slice());
        }
    }
    sites.most_named().to_owned()
}

/// For each site, the URLs that name it and how often each occurs.
#[derive(Debug, Default)]
pub(crate) struct SiteCounts(BTreeMap<Box<str>, Addresses>);

type Addresses = BTreeMap<(bool, Box<str>), usize>;

impl SiteCounts {
    pub(crate) fn add(&mut self, mentions: &[UrlMention]) {
        for UrlMention { site, is, value } in mentions.iter().cloned() {
            let addresses = self.0.entry(site).or_default();
            *addresses.entry((is, value)).or_default() += 1;
        }
    }

    /// Undoes [`Self::add`].
    pub(crate) fn remove(&mut self, mentions: &[UrlMention]) {
        for UrlMention { site, is, value } in mentions.iter().cloned() {
            let Some(addresses) = self.0.get_mut(&site) else {
                continue;
            };
            let address = (is, value);
            match addresses.get_mut(&address) {
                Some(count) if *count > 1 => *count -= 1,
                Some(_) | None => {
                    addresses.remove(&address);
                }
            }
            if addresses.is_empty() {
                self.0.remove(&site);
            }
        }
    }

    /// The site that most distinct URLs name; if there are several, the first in alphabetical
    /// order.
    pub(crate) fn most_named(&self) -> &str {
        let most = self.0.values().map(Addresses::len).max();
        let mut sites = self.0.iter();
        let first = sites.find(|(_, addresses)| Some(addresses.len()) == most);
        first.map_or(ANY_SITE, |(site, _)| site)
    }
}

/// Whether it looks like the end of a host, possibly with a path: `acme.fr/panier`, `.fr/`.
pub(crate) fn is_host(part: &str) -> bool {
    let host = part.split('/').next().unwrap_or("");
    let labels = host.strip_prefix('.').unwrap_or(host);
    let last = labels.rsplit('.').next().unwrap_or("");
    let named = labels != last || host.starts_with('.');
    let plain = |character: char| character.is_ascii_alphanumeric() || ".-".contains(character);
    named
        && host.chars().all(plain)
        && last.len() >= 2
        && last.chars().all(|character| character.is_ascii_lowercase())
        && !["html", "htm", "php", "pdf", "aspx", "jsp"].contains(&last)
}
