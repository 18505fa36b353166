//! The process that has started the server: the server ends when that does.

use std::time::Duration;

use crate::Ended;

/// How often the process is looked for.
const PACE: Duration = Duration::from_secs(1);

/// Ends the server once the process with this number is gone. A client mostly closes the server's
/// input when it goes; one that is killed while another process holds the same pipe does not.
pub(crate) async fn end_with(process: u32, ended: Ended) {
    while is_there(process) {
        tokio::time::sleep(PACE).await;
    }
    tracing::warn!("the client's process {process} is gone");
    ended.notify_one();
}

#[cfg(unix)]
fn is_there(process: u32) -> bool {
    let process = i32::try_from(process).ok();
    // One that belongs to somebody else is there too. What is no process is not waited for.
    process
        .and_then(rustix::process::Pid::from_raw)
        .is_none_or(|process| {
            rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH)
        })
}

/// Elsewhere the input closes with the client.
#[cfg(not(unix))]
fn is_there(_: u32) -> bool {
    true
}
