//! The first reading of a large workspace shows how far it is, to a client that can show it.

use serde_json::{Value, json};

use crate::support::{Memory, SHOP, Session};

const CREATE: &str = "window/workDoneProgress/create";
const PROGRESS: &str = "$/progress";

fn can() -> Value {
    json!({ "window": { "workDoneProgress": true } })
}

fn kinds(session: &Session) -> Vec<&str> {
    let all = session.told_by(PROGRESS).into_iter();
    all.map(|it| it["params"]["value"]["kind"].as_str().expect("a kind"))
        .collect()
}

#[tokio::test]
async fn it_begins_goes_on_and_ends() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1234);
    let mut session = Session::begin(disk.clone(), &["/shop"], can()).await;
    session.until(|it| kinds(it).len() >= 3).await;
    disk.open_gate();
    session.until(|it| kinds(it).last() == Some(&"end")).await;
    let token = session.told_by(CREATE)[0]["params"]["token"].clone();
    let all = session.told_by(PROGRESS);
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
    let told = session.end().await;
    assert_eq!(kinds(&told).last(), Some(&"end"));
}

/// Each has a name of its own, as a client may still hold the one before.
#[tokio::test]
async fn the_next_one_is_another() {
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
    session.until(|it| it.told_by(CREATE).len() == 2).await;
    disk.open_gate();
    let tokens: Vec<_> = session
        .told_by(CREATE)
        .iter()
        .map(|it| it["params"]["token"].clone())
        .collect();
    assert_ne!(tokens[0], tokens[1]);
    session.end().await;
}

#[tokio::test]
async fn it_ends_when_the_reading_ends_badly() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1);
    disk.set_trap_in_reading("/shop");
    let mut session = Session::begin(disk.clone(), &["/shop"], can()).await;
    session.until(|it| kinds(it).contains(&"begin")).await;
    disk.open_gate();
    session.until(|it| kinds(it).last() == Some(&"end")).await;
    session.end().await;
}

/// Waits for longer than the server does before it shows progress.
async fn wait() {
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
}

#[tokio::test]
async fn a_client_that_cannot_hears_nothing() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1);
    let session = Session::begin(disk.clone(), &["/shop"], json!({})).await;
    wait().await;
    disk.open_gate();
    let session = session.end().await;
    assert!(session.told_by(CREATE).is_empty());
    assert!(session.told_by(PROGRESS).is_empty());
}

#[tokio::test]
async fn a_client_that_refuses_hears_no_more() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1);
    let mut session = Session::start(disk.clone()).await;
    session.refused.push(CREATE);
    session
        .initialize(&["/shop"], can(), Value::Null)
        .await
        .expect("an answer");
    session.until(|it| !it.told_by(CREATE).is_empty()).await;
    wait().await;
    disk.open_gate();
    assert!(session.end().await.told_by(PROGRESS).is_empty());
}
