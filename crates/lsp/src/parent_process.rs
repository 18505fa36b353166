//! Watches the process that started the server: the server stops when that process ends.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

/// Notified when the server should end although no client asked it to.
pub(crate) type Ended = Arc<Notify>;

/// How often the process is checked.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Stops the server once the process with this ID has ended. A client usually closes the server's
/// input when it exits, but not if it is killed while another process holds the same pipe.
pub(crate) async fn end_with(process: u32, ended: Ended) {
    while is_there(process) {
        tokio::time::sleep(POLL_INTERVAL).await;
    }
    tracing::warn!("the client's process {process} is gone");
    ended.notify_one();
}

#[cfg(unix)]
fn is_there(process: u32) -> bool {
    let process = i32::try_from(process).ok();
    // A process of another user counts as running. An invalid ID is not watched.
    process
        .and_then(rustix::process::Pid::from_raw)
        .is_none_or(|process| {
            rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH)
        })
}

/// Elsewhere, the input closes with the client.
#[cfg(not(unix))]
fn is_there(_: u32) -> bool {
    true
}
