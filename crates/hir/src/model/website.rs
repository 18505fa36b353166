//! The websites of a channel, and which pages they cover.

use std::fmt;

use proactive_diagnostics::{UrlProblem, WebsiteProblem};
use url::Url;

/// A website that embeds the widget of a channel: `https://acme.example/help`.
///
/// It is an `http` or `https` URL without query and fragment, serialized as the URL Standard
/// requires. A host that starts with `*.` matches every subdomain, but not the domain itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Website {
    /// The scheme and what separates it from the host.
    start: &'static str,
    /// Whether any subdomain comes before `authority`, which then starts with a dot.
    subdomains: bool,
    /// The host, and the port unless it is the default of the scheme: `acme.example:8080`.
    authority: Box<str>,
    /// The path, from its `/`.
    path: Box<str>,
}

impl Website {
    /// Parses an address as an author writes it.
    ///
    /// # Errors
    ///
    /// If it is not an absolute `http` or `https` URL, or has parts that a website does not have.
    pub fn parse(text: &str) -> Result<Self, UrlProblem> {
        let start = start_of(text).ok_or_else(|| UrlProblem::NotHttp {
            meant: with_scheme(text),
        })?;
        let url = Url::parse(text).map_err(|error| UrlProblem::Malformed {
            reason: error.to_string(),
        })?;
        if let Some(problem) = problem_of(&url) {
            let meant = without(url);
            return Err(UrlProblem::Website { problem, meant });
        }
        let host = url.host_str().unwrap_or_default();
        let domain = host.strip_prefix('*');
        let port = url.port().map(|port| format!(":{port}"));
        Ok(Self {
            start,
            subdomains: domain.is_some(),
            authority: format!("{}{}", domain.unwrap_or(host), port.unwrap_or_default()).into(),
            path: url.path().into(),
        })
    }

    /// Returns whether the page at this address is one of the website: it has the same scheme, host
    /// and port, and its path is that of the website or continues it after a `/`.
    ///
    /// The address is compared as it is, so it must be one that a browser shows. An address with a
    /// user name is on no website, since browsers do not show one.
    #[must_use]
    pub fn covers(&self, page: &str) -> bool {
        let Some(rest) = page.strip_prefix(self.start) else {
            return false;
        };
        let at_host = match self.subdomains {
            false => rest.strip_prefix(&*self.authority),
            true => {
                let end = rest.find(AFTER_HOST).unwrap_or(rest.len());
                let host = rest
                    .get(..end)
                    .and_then(|it| it.strip_suffix(&*self.authority));
                let is_subdomain = |it: &str| !it.is_empty() && !it.contains(NOT_IN_HOST);
                host.filter(|it| is_subdomain(it))
                    .and_then(|_| rest.get(end..))
            }
        };
        let path = at_host.and_then(|path| path.strip_prefix(&*self.path));
        path.is_some_and(|tail| {
            self.path.ends_with('/') || tail.is_empty() || tail.starts_with(AFTER_HOST)
        })
    }

    /// Returns the scheme and what separates it from the host: `https://`.
    #[must_use]
    pub fn start(&self) -> &'static str {
        self.start
    }

    /// Returns whether the host matches the subdomains of a domain.
    #[must_use]
    pub fn has_subdomains(&self) -> bool {
        self.subdomains
    }

    /// Returns the host and the port: `acme.example:8080`. With subdomains, it starts with a dot.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Returns the path, from its `/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns whether a host, with its port, is the website's or one of its subdomains.
    #[must_use]
    pub fn has_host(&self, authority: &str) -> bool {
        match self.subdomains {
            false => *authority == *self.authority,
            true => {
                let before = authority.strip_suffix(&*self.authority);
                before.is_some_and(|it| !it.is_empty() && !it.contains(NOT_IN_HOST))
            }
        }
    }

    /// Returns the address of a page on the website, in which `www` stands for any subdomain.
    #[must_use]
    pub fn example(&self) -> String {
        let host = if self.subdomains { "www" } else { "" };
        format!("{}{host}{}{}", self.start, self.authority, self.path)
    }
}

impl fmt::Display for Website {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = if self.subdomains { "*" } else { "" };
        write!(f, "{}{host}{}{}", self.start, self.authority, self.path)
    }
}

/// The characters that end a host with its port, and those that continue a path.
pub const AFTER_HOST: [char; 3] = ['/', '?', '#'];

/// The characters that a subdomain cannot contain, besides those that end it.
pub const NOT_IN_HOST: [char; 2] = ['@', ':'];

/// The start of an absolute `http` or `https` URL, as the URL Standard writes it.
fn start_of(text: &str) -> Option<&'static str> {
    let starts = |start: &str| {
        let head = text.get(..start.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    ["https://", "http://"]
        .into_iter()
        .find(|start| starts(start))
}

/// The address with a scheme, if that makes it a website: `www.acme.example`. Few servers on the
/// author's own machine speak HTTPS.
fn with_scheme(text: &str) -> Option<String> {
    let scheme = text.split_once(':');
    let rest = match scheme {
        Some((scheme, rest))
            if scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http") =>
        {
            rest
        }
        Some(_) | None => text,
    };
    let rest = rest.trim().trim_start_matches('/');
    let is_local = rest.split([':', '/']).next() == Some("localhost");
    let start = if is_local { "http://" } else { "https://" };
    let address = format!("{start}{rest}");
    let url = Url::parse(&address).ok()?;
    let is_host = is_local || url.host_str()?.contains('.');
    (is_host && problem_of(&url).is_none()).then_some(address)
}

/// What a website does not have.
fn problem_of(url: &Url) -> Option<WebsiteProblem> {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("*.").unwrap_or(host);
    if url.path().contains('*') || host.contains('*') {
        Some(WebsiteProblem::Star)
    } else if !url.username().is_empty() || url.password().is_some() {
        Some(WebsiteProblem::User)
    } else if url.query().is_some() {
        Some(WebsiteProblem::Query)
    } else if url.fragment().is_some() {
        Some(WebsiteProblem::Fragment)
    } else {
        None
    }
}

/// The address without what a website does not have.
fn without(mut url: Url) -> Option<String> {
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    let path = url.path().trim_end_matches('*').to_owned();
    url.set_path(&path);
    problem_of(&url).is_none().then(|| url.into())
}
