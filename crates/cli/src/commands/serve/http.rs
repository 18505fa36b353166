//! The server of the page: a few fixed routes, for browsers on this machine only.
//!
//! Any website can make a browser send requests here, and can give its own name this machine's address
//! (DNS rebinding). So a request must name this server as its host, no answer can be read or embedded by
//! another site, and no request changes anything. Nothing is read from disk: the files of the page are
//! part of the command.

use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{StatusCode, uri::Authority};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream::{self, Stream};
use tokio::sync::watch;

use super::site::{Example, Site};

/// Headers of every answer.
const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// A server that answers on a thread of its own until the process ends.
pub(super) struct Server {
    address: SocketAddr,
    sites: watch::Sender<Arc<Site>>,
}

#[derive(Clone)]
struct Served {
    sites: watch::Receiver<Arc<Site>>,
    /// The hosts that requests may name.
    hosts: Arc<[String]>,
}

impl Server {
    /// Starts to answer.
    ///
    /// # Errors
    ///
    /// When the system refuses what a server needs.
    pub(super) fn start(listener: TcpListener, site: Site) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (sender, sites) = watch::channel(Arc::new(site));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let listener = {
            let _context = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let hosts = hosts(address.port());
        let router = router(Served { sites, hosts });
        std::thread::Builder::new()
            .name("serve".to_owned())
            .spawn(move || runtime.block_on(async { axum::serve(listener, router).await }))?;
        Ok(Self {
            address,
            sites: sender,
        })
    }

    /// The address of the page.
    pub(super) fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// What the page shows.
    pub(super) fn site(&self) -> Arc<Site> {
        self.sites.borrow().clone()
    }

    /// Shows something else. Returns whether it differs from what was shown before.
    pub(super) fn show(&self, site: Site) -> bool {
        self.sites.send_if_modified(|shown| {
            let differs = shown.json() != site.json();
            *shown = Arc::new(site);
            differs
        })
    }
}

/// The names of this server, with which a browser on this machine can reach it.
fn hosts(port: u16) -> Arc<[String]> {
    let names = ["localhost", "127.0.0.1", "[::1]"];
    let with_port = names.map(|name| format!("{name}:{port}"));
    match port {
        // The default port is left out.
        80 => names
            .map(str::to_owned)
            .into_iter()
            .chain(with_port)
            .collect(),
        _ => with_port.into(),
    }
}

fn router(served: Served) -> Router {
    Router::new()
        .route("/", file("text/html", include_str!("page/index.html")))
        .route("/page.css", file("text/css", include_str!("page/page.css")))
        .route(
            "/page.js",
            file("text/javascript", include_str!("page/page.js")),
        )
        .route(
            "/icon.svg",
            file("image/svg+xml", include_str!("page/icon.svg")),
        )
        .route("/site.json", get(site))
        .route("/example/channel/{id}", get(example_of_channel))
        .route("/example/message/{id}", get(example_of_message))
        .route("/changes", get(changes))
        .fallback(missing)
        .layer(middleware::from_fn_with_state(served.clone(), guard))
        .with_state(served)
}

/// A file of the page.
fn file(media_type: &'static str, content: &'static str) -> axum::routing::MethodRouter<Served> {
    get(move || async move { typed(media_type, content) })
}

fn typed(media_type: &str, content: impl IntoResponse) -> Response {
    let mut response = content.into_response();
    if let Ok(value) = HeaderValue::try_from(format!("{media_type}; charset=utf-8")) {
        response.headers_mut().insert(header::CONTENT_TYPE, value);
    }
    response
}

async fn site(State(served): State<Served>) -> Response {
    let site = served.sites.borrow().clone();
    typed("application/json", site.json().to_owned())
}

async fn example_of_channel(State(served): State<Served>, Path(id): Path<String>) -> Response {
    let site = served.sites.borrow().clone();
    example(move || site.example_of_channel(&id)).await
}

async fn example_of_message(State(served): State<Served>, Path(id): Path<String>) -> Response {
    let site = served.sites.borrow().clone();
    example(move || site.example_of_message(&id)).await
}

/// Looks for an example where it holds up no other request.
async fn example(find: impl FnOnce() -> Option<Example> + Send + 'static) -> Response {
    let found = tokio::task::spawn_blocking(find).await.ok().flatten();
    match found.and_then(|found| serde_json::to_string(&found).ok()) {
        Some(json) => typed("application/json", json),
        None => missing().await,
    }
}

/// Reports that there may be something else to show: at first, since the page may have missed a change,
/// and after each change. Server-sent events (HTML Standard, 9.2).
async fn changes(
    State(served): State<Served>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut sites = served.sites;
    sites.mark_changed();
    let events = stream::unfold(sites, |mut sites| async {
        sites.changed().await.ok()?;
        sites.mark_unchanged();
        Some((Ok(Event::default().data("changed")), sites))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn missing() -> Response {
    (StatusCode::NOT_FOUND, "there is no such page\n").into_response()
}

/// Refuses requests for other hosts, and adds the headers.
async fn guard(State(served): State<Served>, request: Request, next: Next) -> Response {
    let mut response = match is_for(&served.hosts, &request) {
        true => next.run(request).await,
        false => {
            let named = served.hosts.join(" or ");
            let reason = format!("this server answers only to {named}\n");
            (StatusCode::MISDIRECTED_REQUEST, reason).into_response()
        }
    };
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Whether a request names one of these hosts, once, and no other. A request line with a whole address
/// has a host of its own (RFC 9112, 3.2.2).
fn is_for(hosts: &[String], request: &Request) -> bool {
    let is_known = |host: &str| hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
    let mut named = request.headers().get_all(header::HOST).iter();
    let host = named.next().and_then(|host| host.to_str().ok());
    let target = request.uri().authority().map(Authority::as_str);
    named.next().is_none() && host.is_some_and(is_known) && target.is_none_or(is_known)
}
