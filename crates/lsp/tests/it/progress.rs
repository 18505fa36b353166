//! The first load of a large workspace reports progress, to a client that supports it.

use serde_json::{Value, json};

use crate::support::{Memory, SHOP, Session};

const CREATE: &str = "window/workDoneProgress/create";
const PROGRESS: &str = "$/progress";

fn can() -> Value {
    json!({ "window": { "workDoneProgress": true } })
}

fn kinds(session: &Session) -> Vec<&str> {
    let all = session.received_by(PROGRESS).into_iter();
    all.map(|it| it["params"]["value"]["kind"].as_str().expect("a kind"))
        .collect()
}

#[tokio::test]
async fn progress_begins_reports_and_ends() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1234);
    let mut session = Session::begin(disk.clone(), &["/shop"], can()).await;
    session.until(|it| kinds(it).len() >= 3).await;
    disk.open_gate();
    session.until(|it| kinds(it).last() == Some(&"end")).await;
    let token = session.received_by(CREATE)[0]["params"]["token"].clone();
    let all = session.received_by(PROGRESS);
    assert!(
        all.iter().all(|it| it["params"]["token"] == token),
        "{all:#?}"
    );
    let (first, rest) = kinds(&session)
        .split_first()
        .map(|(a, b)| (*a, b.to_vec()))
        .unwrap();
    assert_eq!(first, "begin");
    assert_eq!(all[0]["params"]["value"]["title"], "ProjectLoad messages");
    assert_eq!(all[0]["params"]["value"]["message"], "/shop");
    let (last, between) = rest.split_last().expect("an end");
    assert_eq!(*last, "end");
    assert!(between.iter().all(|kind| *kind == "report"), "{between:?}");
    assert_eq!(all[1]["params"]["value"]["message"], "1234 files");
    let messages = session.end().await;
    assert_eq!(kinds(&messages).last(), Some(&"end"));
}

/// Each has its own token, because the client may still hold the one before.
#[tokio::test]
async fn each_load_has_its_own_token() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1);
    let mut session = Session::begin(disk.clone(), &["/shop"], can()).await;
    session.until(|it| kinds(it).contains(&"begin")).await;
    disk.open_gate();
    session.until(|it| kinds(it).contains(&"end")).await;
    disk.close_gate(1);
    session
        .notify("workspace/didDeleteFiles", json!({ "files": [] }))
        .await;
    session.until(|it| it.received_by(CREATE).len() == 2).await;
    disk.open_gate();
    let tokens: Vec<_> = session
        .received_by(CREATE)
        .iter()
        .map(|it| it["params"]["token"].clone())
        .collect();
    assert_ne!(tokens[0], tokens[1]);
    session.end().await;
}

#[tokio::test]
async fn progress_ends_when_loading_fails() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1);
    disk.set_trap_in_reading("/shop");
    let mut session = Session::begin(disk.clone(), &["/shop"], can()).await;
    session.until(|it| kinds(it).contains(&"begin")).await;
    disk.open_gate();
    session.until(|it| kinds(it).last() == Some(&"end")).await;
    session.end().await;
}

/// Waits longer than the server waits before it shows progress.
async fn wait() {
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
}

#[tokio::test]
async fn a_client_without_progress_receives_none() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1);
    let session = Session::begin(disk.clone(), &["/shop"], json!({})).await;
    wait().await;
    disk.open_gate();
    let session = session.end().await;
    assert!(session.received_by(CREATE).is_empty());
    assert!(session.received_by(PROGRESS).is_empty());
}

#[tokio::test]
async fn a_client_that_refuses_progress_receives_none() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1);
    let mut session = Session::start(disk.clone()).await;
    session.refused.push(CREATE);
    session
        .initialize(&["/shop"], can(), Value::Null)
        .await
        .expect("an answer");
    session.until(|it| !it.received_by(CREATE).is_empty()).await;
    wait().await;
    disk.open_gate();
    assert!(session.end().await.received_by(PROGRESS).is_empty());
}
