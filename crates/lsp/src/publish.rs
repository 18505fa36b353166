//! What the server sends after an edit without a request: diagnostics, or the request to pull them.
//!
//! Each project has a task. It takes the newest revision, has it analysed on another thread, and
//! publishes what has changed, unless there is a newer revision by then: in that case it starts
//! over. So stale diagnostics are never sent, and no edit waits for the analysis of an earlier one.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, oneshot};
use tower_lsp_server::ls_types::{ProgressToken, Uri};

use crate::diagnostics::{Converter, Report};
use crate::project::{ProjectId, ProjectLoad, ProjectRevision};
use crate::shared::{Shared, report_panic};

/// How long loading takes before progress is shown.
const PROGRESS_DELAY: Duration = Duration::from_millis(300);

/// How often progress is reported.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(100);

/// The last report of a file that a client received or could have pulled.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Published {
    id: String,
    version: Option<i32>,
}

/// Publishes the diagnostics of a project for as long as it exists.
pub(crate) async fn publish_project(shared: Arc<Shared>, key: ProjectId, waker: Arc<Notify>) {
    let mut published: BTreeMap<Uri, Published> = BTreeMap::new();
    let mut done = None;
    loop {
        let state = shared.state();
        let Some(revision) = state.projects.get(&key).cloned() else {
            refresh(&shared, !published.is_empty(), false);
            clear(&shared, &key, std::mem::take(&mut published)).await;
            if shared.forget(&key) {
                return;
            }
            continue;
        };
        if done == Some(revision.number) {
            waker.notified().await;
            continue;
        }
        // Dropped when loading ends, also by a failure.
        let (goes_on, over) = oneshot::channel::<()>();
        if let Some(reading) = revision.reading() {
            tokio::spawn(show_progress(
                Arc::clone(&shared),
                key.clone(),
                Arc::clone(reading),
                over,
            ));
        }
        let again = done.is_some() && revision.reading().is_some();
        let started = std::time::Instant::now();
        let number = revision.number;
        let found = find(&shared, &key, revision).await;
        drop(goes_on);
        tracing::debug!("diagnostics of {key:?} after {:?}", started.elapsed());
        done = Some(number);
        if let Some(reports) = found {
            let others = publish(&shared, &key, number, reports, &mut published).await;
            refresh(&shared, others, again || others);
        }
    }
}

/// Analyses a revision. None if that failed or the revision is no longer current.
async fn find(
    shared: &Arc<Shared>,
    key: &ProjectId,
    revision: Arc<ProjectRevision>,
) -> Option<Vec<Report>> {
    let work = {
        let (shared, key) = (Arc::clone(shared), key.clone());
        move || {
            // The open documents are looked up after the revision was taken, so they may be newer;
            // then the revision is stale and its results are not sent.
            let state = shared.state();
            let started = std::time::Instant::now();
            let view = revision.view(&*state.disk);
            if !view.beside.nested.is_empty() {
                let nested = &view.beside.nested;
                let missing = |root| !state.projects.contains_key(&ProjectId::Folder(root));
                if nested.iter().cloned().any(missing) {
                    shared.update(|state| state.add(nested));
                }
            }
            if !shared.is_current(&key, revision.number) {
                return None;
            }
            let understood = started.elapsed();
            let count = view.snapshot.findings().len();
            tracing::debug!(
                "{key:?}: understood after {understood:?}, {count} findings after {:?}",
                started.elapsed()
            );
            let converter = Converter {
                state: &state,
                can: shared.can(),
                key: &key,
                view: &view,
            };
            Some(converter.all())
        }
    };
    match tokio::task::spawn_blocking(work).await {
        Ok(reports) => reports,
        Err(error) => {
            if let Ok(cause) = error.try_into_panic() {
                report_panic("checking", &crate::ordered_service::panic_message(&*cause));
            }
            None
        }
    }
}

/// Publishes what has changed, and stops if the project has moved on. Returns whether the findings
/// of files have changed that were not edited themselves.
async fn publish(
    shared: &Arc<Shared>,
    key: &ProjectId,
    number: u64,
    reports: Vec<Report>,
    published: &mut BTreeMap<Uri, Published>,
) -> bool {
    let can = shared.can();
    let mut fresh: BTreeMap<Uri, Report> = reports
        .into_iter()
        .map(|report| (report.uri.clone(), report))
        .collect();
    for uri in published
        .keys()
        .filter(|uri| !fresh.contains_key(*uri))
        .cloned()
        .collect::<Vec<_>>()
    {
        let nothing = Report::nothing(uri.clone());
        fresh.insert(uri, nothing);
    }
    let mut other_files = false;
    for (uri, report) in fresh {
        let new = Published {
            id: report.id.clone(),
            version: report.version,
        };
        let before = published.get(&uri);
        if before == Some(&new) || before.is_none() && report.says_nothing() {
            continue;
        }
        if !shared.is_current(key, number) {
            return other_files;
        }
        let edited = before.is_none_or(|before| before.version != new.version);
        other_files |= !edited || new.version.is_none();
        let is_open = report.version.is_some();
        let asked_for = can.pull_diagnostics && (is_open || can.pull_workspace_diagnostics);
        if !asked_for {
            let client = &shared.client;
            client
                .publish_diagnostics(uri.clone(), report.diagnostics, report.version)
                .await;
        }
        published.insert(uri, new);
    }
    other_files
}

/// Asks the client to refresh diagnostics and whatever else depends on other files.
pub(crate) fn refresh(shared: &Arc<Shared>, diagnostics: bool, others: bool) {
    let can = shared.can();
    let client = shared.client.clone();
    let diagnostics = diagnostics && can.pull_diagnostics && can.refresh_diagnostics;
    let hints = others && can.refresh_inlay_hints;
    let lenses = others && can.refresh_code_lenses;
    let tokens = others && can.refresh_semantic_tokens;
    if !(diagnostics || hints || lenses || tokens) {
        return;
    }
    tokio::spawn(async move {
        // A client that declines shows nothing, so nothing is lost.
        if diagnostics {
            let _ = client.workspace_diagnostic_refresh().await;
        }
        if hints {
            let _ = client.inlay_hint_refresh().await;
        }
        if lenses {
            let _ = client.code_lens_refresh().await;
        }
        if tokens {
            let _ = client.semantic_tokens_refresh().await;
        }
    });
}

/// Clears the diagnostics of a project that no longer exists. Those of a document that is now in
/// another project are published by that.
async fn clear(shared: &Arc<Shared>, key: &ProjectId, published: BTreeMap<Uri, Published>) {
    let state = shared.state();
    let moved = |uri: &Uri| {
        let document = state.documents.get(uri);
        document.is_some_and(|it| it.key != *key && state.projects.contains_key(&it.key))
    };
    for uri in published.into_keys().filter(|uri| !moved(uri)) {
        let client = &shared.client;
        client.publish_diagnostics(uri, Vec::new(), None).await;
    }
}

/// Shows progress while a project is loading, until `over`, if it takes long and the client
/// supports it.
async fn show_progress(
    shared: Arc<Shared>,
    key: ProjectId,
    reading: Arc<ProjectLoad>,
    mut over: oneshot::Receiver<()>,
) {
    let is_over = tokio::time::timeout(PROGRESS_DELAY, &mut over)
        .await
        .is_ok();
    if is_over || reading.is_done() || !shared.can().work_done_progress {
        return;
    }
    let name = key.to_string();
    let token = ProgressToken::String(format!("proactive/read {name} {}", shared.next_id()));
    let created = shared.client.create_work_done_progress(token.clone());
    if created.await.is_err() {
        return;
    }
    let progress = shared.client.progress(token, "ProjectLoad messages");
    let ongoing = progress.with_message(name).begin().await;
    while !reading.is_done()
        && tokio::time::timeout(PROGRESS_INTERVAL, &mut over)
            .await
            .is_err()
    {
        ongoing.report(format!("{} files", reading.seen())).await;
    }
    ongoing.finish().await;
}
