//! Addresses on hosts that no channel is on. `url-off-website`

use proactive_catalog::{Field, Operator};
use proactive_diagnostics::{Fix, Problem};
use proactive_syntax::literal;

use super::declaration::Check;
use crate::draft::{Comparison, Condition, ConditionKind, Name, Step, Test};
use crate::lower::{begins_like_host, begins_with_scheme};
use crate::model::{AFTER_HOST, Website};
use crate::names::Entry;
use crate::suggest::suggest;

/// Where an address must be.
#[derive(Clone, Copy)]
pub(super) struct Where<'c> {
    /// The channel; `None` for any channel.
    pub(super) channel: Option<&'c str>,
    /// The websites of the channel, or of all channels. Empty if nothing is known.
    pub(super) websites: &'c [Website],
    /// Whether `is` is compared with the websites by a proof.
    pub(super) is_proved: bool,
}

/// The host that a text names, with its port.
struct NamedHost<'t> {
    text: &'t str,
    /// Whether it is not the end of a longer host.
    has_start: bool,
    /// Whether it is not the beginning of a longer host.
    has_end: bool,
}

impl<'c> Where<'c> {
    /// On one of the websites of all channels.
    pub(super) fn any_of(websites: &'c [Website]) -> Self {
        Self {
            channel: None,
            websites,
            is_proved: false,
        }
    }
}

impl Check<'_, '_> {
    /// Checks addresses that must be on the websites of a channel, if it has any.
    pub(super) fn off_websites_of(
        &mut self,
        channel: &Entry<'_>,
        check: impl FnOnce(&mut Self, Where<'_>),
    ) {
        let declared = channel.declaration.as_channel();
        let Some(given) = declared.and_then(|channel| channel.websites.given()) else {
            return;
        };
        let websites: Vec<Website> = given.iter().map(|website| website.value.clone()).collect();
        let place = Where {
            channel: channel.name(),
            websites: &websites,
            is_proved: true,
        };
        check(self, place);
    }

    /// Reports the pages of a test that are on another host.
    pub(super) fn visits_off_websites(&mut self, test: &Test, place: Where<'_>) {
        if place.websites.is_empty() {
            return;
        }
        for step in &test.steps {
            if let Step::Visit { url, .. } = &step.value {
                self.address_off_websites(url, true, place);
            }
        }
    }

    /// Reports the values of a condition that name another host. The recursion is as deep as the
    /// condition, which is limited.
    pub(super) fn values_off_websites(&mut self, condition: &Condition, place: Where<'_>) {
        if place.websites.is_empty() {
            return;
        }
        match &condition.kind {
            ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                for part in parts {
                    self.values_off_websites(part, place);
                }
            }
            ConditionKind::Not(inner) => self.values_off_websites(inner, place),
            ConditionKind::Comparison(comparison) => {
                self.comparison_off_websites(comparison, place)
            }
            ConditionKind::Segment(_) | ConditionKind::Broken => {}
        }
    }

    fn comparison_off_websites(&mut self, comparison: &Comparison, place: Where<'_>) {
        let is_whole = match comparison.operator {
            Operator::Is | Operator::IsNot => true,
            Operator::Contains | Operator::DoesNotContain => false,
        };
        if comparison.field != Field::VisitorUrl || is_whole && place.is_proved {
            return;
        }
        for value in &comparison.values {
            self.address_off_websites(value, is_whole, place);
        }
    }

    /// Reports an address, or a part of one, that names another host.
    pub(super) fn address_off_websites(
        &mut self,
        address: &Name,
        is_whole: bool,
        place: Where<'_>,
    ) {
        let Some(host) = NamedHost::of(&address.value, is_whole) else {
            return;
        };
        // A text has one finding.
        let lints = &self.entry.draft.lints;
        let is_reported = lints.iter().any(|lint| lint.span.range == address.range);
        if is_reported || place.websites.iter().any(|website| host.may_be_on(website)) {
            return;
        }
        let (meant, is_certain) = host.meant(place.websites);
        let meant = meant.map(|meant| address.value.replacen(host.text, meant, 1));
        let fix = meant.as_ref().map(|meant| {
            let (span, text) = (self.entry.span(address.range), literal::quote(meant));
            match is_certain {
                true => Fix::replace(span, text),
                false => Fix::suggest(span, text),
            }
        });
        let websites = place.websites.iter().map(ToString::to_string);
        let problem = Problem::UrlOffWebsite {
            found: address.value.to_string(),
            host: host.text.to_owned(),
            channel: place.channel.map(str::to_owned),
            websites: websites.collect(),
            meant,
        };
        self.lint(address.range, problem).fixes.extend(fix);
    }
}

impl<'t> NamedHost<'t> {
    fn of(text: &'t str, is_whole: bool) -> Option<Self> {
        let is_absolute = begins_with_scheme(text) || text.starts_with("//");
        let rest = match is_absolute {
            true => text.split_once("//").map_or(text, |(_, rest)| rest),
            false if !is_whole && begins_like_host(text) => text,
            false => return None,
        };
        let end = rest.find(AFTER_HOST);
        let host = rest.get(..end.unwrap_or(rest.len()))?;
        let is_plain = |byte: u8| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b':')
        };
        (!host.is_empty() && host.bytes().all(is_plain)).then_some(Self {
            text: host,
            has_start: is_absolute,
            has_end: is_whole || end.is_some(),
        })
    }

    /// Whether some page of the website has the host.
    fn may_be_on(&self, website: &Website) -> bool {
        let (host, authority) = (self.text, website.authority());
        match (self.has_start, self.has_end) {
            (true, true) => website.has_host(host),
            // A subdomain can begin with anything.
            (true, false) => website.has_subdomains() || authority.starts_with(host),
            (false, _) => {
                authority.contains(host) || website.has_subdomains() && host.ends_with(authority)
            }
        }
    }

    /// The host that was probably meant, and whether that is certain: with or without `www.`.
    fn meant<'w>(&self, websites: &'w [Website]) -> (Option<&'w str>, bool) {
        let exact = websites.iter().filter(|website| !website.has_subdomains());
        let mut hosts: Vec<&str> = exact.map(Website::authority).collect();
        hosts.dedup();
        let is_twin = |host: &&&str| {
            host.strip_prefix("www.") == Some(self.text)
                || self.text.strip_prefix("www.") == Some(host)
        };
        match hosts.iter().find(is_twin) {
            Some(twin) if self.has_start && self.has_end => (Some(twin), true),
            _ if !self.has_start || !self.has_end => (None, false),
            Some(_) | None => (
                hosts.into_iter().find(|host| is_typo(self.text, host)),
                false,
            ),
        }
    }
}

/// Whether a host is another one with a mistake in one of its labels.
fn is_typo(written: &str, host: &str) -> bool {
    let labels = (written.split('.'), host.split('.'));
    let differing: Vec<(&str, &str)> = labels.0.clone().zip(labels.1.clone()).collect();
    let differing: Vec<&(&str, &str)> = differing.iter().filter(|it| it.0 != it.1).collect();
    match differing.as_slice() {
        [(written, meant)] if labels.0.count() == labels.1.count() => {
            suggest(written, [*meant]).is_some()
        }
        _ => false,
    }
}
