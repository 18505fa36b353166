//! Reads a text as a browser reads the address of a page (URL Standard, by the `url` crate).
//!
//! A part of an address is read if its beginning says where it belongs: a scheme, `//`, or what looks
//! like a host. It is read as though it went on, up to where it is cut. What looks like a host could
//! also be a piece of a path or query, so that is recognized by its form only. So is a query, by its
//! `?`. User names and passwords before a host are not considered.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use proactive_diagnostics::Impossible;
use url::Url;

use super::correction::{Correction, Doubt, Extent, Review, TextKind};
use crate::lower::confusable::looks_like_ascii;
use crate::suggest::suggest;

/// What is percent-encoded in every part of an address (URL Standard, percent-encode sets).
const ANYWHERE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>');

/// What is percent-encoded in the query of an `http` or `https` address.
const QUERY: &AsciiSet = &ANYWHERE.add(b'\'');

/// Endings of hosts that are longer than two letters.
const LONG_ENDINGS: [&str; 22] = [
    "app", "biz", "boutique", "cloud", "com", "dev", "edu", "eu", "example", "gov", "info",
    "invalid", "local", "name", "net", "online", "org", "shop", "site", "store", "test", "travel",
];

/// Endings of two letters that files have more often than hosts, or that longer ones begin with.
const FILE_ENDINGS: [&str; 13] = [
    "cc", "cs", "do", "gz", "ht", "js", "md", "ph", "pl", "py", "rb", "sh", "ts",
];

/// The schemes of pages.
const SCHEMES: [&str; 2] = ["https", "http"];

/// The most punctuation that is read as a mistyped `://`.
const MAX_SIGNS: usize = 6;

/// Finds what is wrong with an address or a part of one.
pub(super) fn review(extent: Extent, text: &str) -> Option<Review> {
    if let Some(corrected) = mistyped_scheme(extent, text) {
        let doubt = match extent {
            Extent::Whole => Doubt::OtherAddress,
            Extent::Part => Doubt::Impossible(Impossible::Scheme),
        };
        return Some(Review::text(doubt, extent, corrected, false));
    }
    match (Beginning::of(text), extent) {
        (Some(beginning @ Beginning::Scheme), _) => read(beginning, extent, text),
        (Some(Beginning::Slashes | Beginning::Host), Extent::Whole) => {
            let corrected = with_scheme(text);
            let corrections = vec![
                Correction::One(Extent::Whole, corrected),
                Correction::One(Extent::Part, text.to_owned()),
            ];
            Some(Review::new(Doubt::PartOfAddress, corrections, false))
        }
        (Some(beginning), Extent::Part) => read(beginning, extent, text),
        (None, Extent::Whole) => {
            // Pages of another scheme have no widget, but the address is whole.
            if let Ok(url) = Url::parse(text)
                && url.has_host()
                && text.contains("://")
            {
                let shown = String::from(url);
                return (shown != text)
                    .then(|| Review::text(Doubt::OtherAddress, extent, shown, true));
            }
            let mut corrections = vec![Correction::One(Extent::Part, text.to_owned())];
            if looks_like_title(text) {
                let title = Correction::Other(TextKind::Title, extent, text.to_owned());
                corrections.insert(0, title);
            }
            Some(Review::new(Doubt::PartOfAddress, corrections, false))
        }
        (None, Extent::Part) => encoded(extent, text),
    }
}

/// How a text shows that it is the beginning of an address, or of one without its scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beginning {
    /// `https://`
    Scheme,
    /// `//acme.example`
    Slashes,
    /// `acme.example`
    Host,
}

impl Beginning {
    fn of(text: &str) -> Option<Self> {
        if begins_with_scheme(text) {
            Some(Self::Scheme)
        } else if text.strip_prefix("//").is_some_and(begins_like_host) {
            Some(Self::Slashes)
        } else if begins_like_host(text) {
            Some(Self::Host)
        } else {
            None
        }
    }

    /// What an address has before the text.
    fn prefix(self, text: &str) -> &'static str {
        // The scheme decides which port is left out.
        let is_plain_http = self != Self::Scheme && port(text).is_some_and(|port| port == "80");
        match (self, is_plain_http, text.starts_with('.')) {
            (Self::Scheme, ..) => "",
            (Self::Slashes, false, _) => "https:",
            (Self::Slashes, true, _) => "http:",
            (Self::Host, false, false) => "https://",
            (Self::Host, true, false) => "http://",
            (Self::Host, false, true) => "https://a",
            (Self::Host, true, true) => "http://a",
        }
    }
}

/// Whether the text begins with `http://` or `https://` and more.
pub(crate) fn begins_with_scheme(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        text.len() > scheme.len()
            && text
                .get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// Whether the text begins with labels and an ending that hosts have: `www.acme.example/cart`.
pub(crate) fn begins_like_host(text: &str) -> bool {
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or("");
    let labels = host.strip_prefix('.').unwrap_or(host);
    if labels == "localhost" {
        return true;
    }
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && label.chars().all(|it| it.is_alphanumeric() || it == '-')
    };
    let Some((first, rest)) = labels.split_once('.') else {
        return false;
    };
    if !labels.split('.').all(is_label) {
        return false;
    }
    // `www.acme` may go on.
    let is_www = first.eq_ignore_ascii_case("www");
    let ending = rest.rsplit('.').next().unwrap_or(rest).to_lowercase();
    let is_country = ending.len() == 2 && ending.bytes().all(|it| it.is_ascii_lowercase());
    is_www
        || is_country && !FILE_ENDINGS.contains(&ending.as_str())
        || LONG_ENDINGS.contains(&ending.as_str())
}

/// Whether the text consists of words, the first with a capital letter: `My orders`.
fn looks_like_title(text: &str) -> bool {
    text.contains(' ') && text.starts_with(char::is_uppercase) && !text.contains(['/', '=', '%'])
}

/// The text with a scheme.
fn with_scheme(text: &str) -> String {
    let host = text.trim_start_matches('/');
    let scheme = match host.starts_with("localhost") || port(host) == Some("80") {
        true => "http",
        false => "https",
    };
    format!("{scheme}://{host}")
}

/// Corrects what is meant as `https://` at the beginning: `htpps://`, `https:/`, `http//`, and a
/// scheme that is given twice.
fn mistyped_scheme(extent: Extent, text: &str) -> Option<String> {
    let letters = text.find(|it: char| !it.is_ascii_alphabetic())?;
    let (scheme, rest) = text.split_at_checked(letters)?;
    let signs = rest.find(|it: char| !":;/\\., ".contains(it))?;
    let (signs, rest) = rest.split_at_checked(signs)?;
    let lower = scheme.to_ascii_lowercase();
    let known = SCHEMES.into_iter().find(|known| *known == lower);
    let scheme = known.or_else(|| suggest(&lower, SCHEMES))?;
    if signs.len() > MAX_SIGNS || !signs.contains([':', ';', '/', '\\']) {
        return None;
    }
    if begins_with_scheme(rest) {
        return Some(rest.to_owned());
    }
    if let Some(corrected) = mistyped_scheme(extent, rest).filter(|_| !begins_like_host(rest)) {
        return Some(corrected);
    }
    // `ttps://` is a part of `https://`.
    let is_cut = extent == Extent::Part && SCHEMES.iter().any(|known| known.ends_with(&lower));
    let is_right = signs == "://" && (known.is_some() || is_cut);
    (!is_right && begins_like_host(rest)).then(|| format!("{scheme}://{rest}"))
}

/// The parts of a text that begins with a scheme, `//` or a host.
struct Parts<'t> {
    /// Up to the host.
    start: &'t str,
    host: &'t str,
    /// With its colon.
    port: Option<&'t str>,
    /// The path, query and fragment; `None` if the text ends before them.
    rest: Option<&'t str>,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let start = match text.find("//") {
            Some(at) if at == 0 || begins_with_scheme(text) => at + 2,
            Some(_) | None => 0,
        };
        let (start, behind) = text.split_at_checked(start)?;
        // A browser reads a backslash as a slash here.
        let end = behind.find(['/', '?', '#', '\\']);
        let (authority, rest) = behind.split_at_checked(end.unwrap_or(behind.len()))?;
        let user = authority.rfind('@').map_or(0, |at| at + 1);
        let (_, host_and_port) = authority.split_at_checked(user)?;
        let (start, _) = text.split_at_checked(start.len() + user)?;
        let colon = host_and_port
            .rfind(':')
            .filter(|_| !host_and_port.ends_with(']'));
        let (host, port) = host_and_port.split_at_checked(colon.unwrap_or(host_and_port.len()))?;
        Some(Self {
            start,
            host,
            port: colon.map(|_| port),
            rest: end.map(|_| rest),
        })
    }
}

/// The port, if the text goes on behind it.
fn port(text: &str) -> Option<&str> {
    let parts = Parts::of(text)?;
    parts.rest?;
    parts.port?.strip_prefix(':')
}

/// Compares a text with how a browser writes it.
fn read(beginning: Beginning, extent: Extent, text: &str) -> Option<Review> {
    let Some((shown, is_sure)) = shown(beginning, extent, text) else {
        // No browser accepts the host.
        return match extent {
            Extent::Whole => Some(Review::new(Doubt::PartOfAddress, Vec::new(), false)),
            Extent::Part => encoded(extent, text),
        };
    };
    if shown == text {
        return None;
    }
    let is_certain = is_sure
        && match beginning {
            Beginning::Scheme | Beginning::Slashes => true,
            Beginning::Host => text.starts_with("www."),
        }
        && !has_doubtful_letter(text);
    let doubt = if lower_host(text).as_deref() == Some(shown.as_str()) {
        Doubt::HostCase
    } else if loses_port(text, &shown) {
        let port = port(text).unwrap_or("").to_owned();
        Doubt::Impossible(Impossible::DefaultPort { port })
    } else if needs_encoding(text) {
        Doubt::Encoding {
            shown: shown.clone(),
        }
    } else {
        match extent {
            Extent::Whole => Doubt::OtherAddress,
            Extent::Part => Doubt::Impossible(Impossible::WrittenDifferently {
                shown: shown.clone(),
            }),
        }
    };
    Some(Review::text(doubt, extent, shown, is_certain))
}

/// The text as a browser writes it, and whether that is sure: a label that is cut may go on.
fn shown(beginning: Beginning, extent: Extent, text: &str) -> Option<(String, bool)> {
    let prefix = beginning.prefix(text);
    if extent == Extent::Whole {
        return Some((String::from(Url::parse(text).ok()?), true));
    }
    let parts = Parts::of(text)?;
    if parts.rest.is_none() {
        return cut_host(&parts);
    }
    // The last segment of a path may go on.
    const MORE: &str = "z";
    let read = String::from(Url::parse(&format!("{prefix}{text}{MORE}")).ok()?);
    let shown = read.strip_prefix(prefix)?.strip_suffix(MORE)?;
    Some((shown.to_owned(), true))
}

/// The beginning of an address that ends within its host or port.
fn cut_host(parts: &Parts<'_>) -> Option<(String, bool)> {
    let Parts {
        start, host, port, ..
    } = parts;
    if start.ends_with('@') || port.is_some() && host.is_empty() {
        return None;
    }
    let mut shown = start.to_ascii_lowercase();
    let mut is_sure = true;
    let labels = host.split('.').count();
    for (position, label) in host.split('.').enumerate() {
        if position > 0 {
            shown.push('.');
        }
        if label.is_ascii() {
            shown.push_str(&label.to_ascii_lowercase());
            continue;
        }
        // Each label is written in Punycode on its own.
        let url = Url::parse(&format!("https://{label}.example/")).ok()?;
        shown.push_str(url.host_str()?.strip_suffix(".example")?);
        is_sure &= position + 1 < labels || port.is_some();
    }
    shown.push_str(port.unwrap_or_default());
    Some((shown, is_sure))
}

/// The text with its scheme and host in lower case.
fn lower_host(text: &str) -> Option<String> {
    let Parts { start, host, .. } = Parts::of(text)?;
    let rest = text.get(start.len() + host.len()..)?;
    // User names keep their case.
    let scheme = start.find("//").unwrap_or(0);
    let (scheme, user) = start.split_at_checked(scheme)?;
    let (scheme, host) = (scheme.to_ascii_lowercase(), host.to_ascii_lowercase());
    Some(format!("{scheme}{user}{host}{rest}"))
}

/// Whether the text differs from what browsers show by its port, at least.
fn loses_port(text: &str, shown: &str) -> bool {
    port(text).is_some() && port(shown).is_none()
}

fn needs_encoding(text: &str) -> bool {
    text.contains(|it: char| !it.is_ascii() || matches!(it, ' ' | '"' | '<' | '>' | '\'' | '`'))
}

/// The text with what browsers percent-encode wherever it is.
fn encoded(extent: Extent, text: &str) -> Option<Review> {
    let (before, _, _) = split(text);
    if text.starts_with('\\') {
        let slashes = before.replace('\\', "/") + text.get(before.len()..).unwrap_or("");
        let doubt = Doubt::Impossible(Impossible::Backslash);
        return Some(Review::text(doubt, extent, slashes, false));
    }
    let shown = percent_encoded(text);
    if shown == text {
        return None;
    }
    let mut corrections = Vec::new();
    // Programs for writing put these signs in place of those on the keyboard.
    let typed = text.replace(['–', '—', '‑'], "-").replace(['’', '‘'], "'");
    if typed != text {
        corrections.push(Correction::One(extent, percent_encoded(&typed)));
    }
    // A space next to a sign was probably typed by accident.
    let closed = without_stray_spaces(text);
    if closed != text {
        corrections.push(Correction::One(extent, percent_encoded(&closed)));
    }
    corrections.push(Correction::One(extent, shown.clone()));
    // A form writes a space in a query as `+`, everything else as `%20`.
    let has_space_in_query = split(text).1.contains(' ');
    if has_space_in_query {
        let (before, query, fragment) = split(text);
        let form = format!("{before}{}{fragment}", query.replace(' ', "+"));
        corrections.push(Correction::One(extent, percent_encoded(&form)));
    }
    if looks_like_title(text) {
        corrections.push(Correction::Other(TextKind::Title, extent, text.to_owned()));
    }
    let is_certain = corrections.len() == 1 && !has_doubtful_letter(text);
    Some(Review::new(
        Doubt::Encoding { shown },
        corrections,
        is_certain,
    ))
}

fn percent_encoded(text: &str) -> String {
    let (before, query, fragment) = split(text);
    let mut shown = utf8_percent_encode(before, ANYWHERE).to_string();
    shown.extend(utf8_percent_encode(query, QUERY));
    shown.extend(utf8_percent_encode(fragment, ANYWHERE));
    shown
}

/// The text without spaces that are next to a sign of addresses.
fn without_stray_spaces(text: &str) -> String {
    let is_sign = |it: char| "/?#&=.:".contains(it);
    let mut closed = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let follows = closed.ends_with(is_sign);
        let precedes = characters.peek().copied().is_some_and(is_sign);
        if character != ' ' || !follows && !precedes {
            closed.push(character);
        }
    }
    closed
}

/// What is before the query, the query with its `?`, and the fragment with its `#`.
fn split(text: &str) -> (&str, &str, &str) {
    let fragment = text.find('#').unwrap_or(text.len());
    let (before, fragment) = text.split_at_checked(fragment).unwrap_or((text, ""));
    let query = before.find('?').unwrap_or(before.len());
    let (before, query) = before.split_at_checked(query).unwrap_or((before, ""));
    (before, query, fragment)
}

/// Whether it is doubtful that a character outside ASCII is meant: signs that programs put in place
/// of others, such as `’` and `–`, and words of letters that all look like ASCII letters.
fn has_doubtful_letter(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let is_sign = |it: char| {
        matches!(
            it,
            '\u{2010}'..='\u{206F}' | '´' | '«' | '»' | '×' | '¦' | '·'
        )
    };
    text.contains(is_sign)
        || text
            .split(|it: char| !it.is_alphabetic())
            .any(looks_like_ascii)
}
