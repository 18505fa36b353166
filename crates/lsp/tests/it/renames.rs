//! Files and folders that move on disk, as clients report it.

use serde_json::{Value, json};

use crate::support::{Memory, Session, document, place};

const FILES: &str = r#"#- /shop/proactive.toml
#- /shop/old/a.proactive
segment cart when visitor.url contains "/cart"
#- /shop/b.proactive
segment late when cart
"#;

const OLD: &str = "file:///shop/old/a.proactive";
const NEW: &str = "file:///shop/new/a.proactive";
const B: &str = "file:///shop/b.proactive";

fn watching() -> Value {
    json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } })
}

async fn watched(session: &mut Session, events: &[(&str, u8)]) {
    let event = |(uri, kind): &(&str, u8)| json!({ "uri": uri, "type": kind });
    let changes: Vec<_> = events.iter().map(event).collect();
    session
        .notify(
            "workspace/didChangeWatchedFiles",
            json!({ "changes": changes }),
        )
        .await;
}

/// Returns where the segment used in the other file is declared.
async fn declared(session: &mut Session) -> Value {
    let found = session
        .get("textDocument/definition", place(B, 0, 19))
        .await;
    found["uri"].clone()
}

#[tokio::test]
async fn a_watched_file() {
    let disk = Memory::new(FILES);
    let mut session = Session::begin(disk.clone(), &["/shop"], watching()).await;
    assert_eq!(declared(&mut session).await, OLD);
    disk.rename("/shop/old/a.proactive", "/shop/new/a.proactive");
    watched(&mut session, &[(OLD, 3), (NEW, 1)]).await;
    assert_eq!(declared(&mut session).await, NEW);
    session.codes(B, &["unused-declaration"]).await;
    session.end().await;
}

/// Editors close the old document and open the new one, with unsaved text, in any order relative to
/// the file events.
#[tokio::test]
async fn an_open_file() {
    let disk = Memory::new(FILES);
    let mut session = Session::begin(disk.clone(), &["/shop"], watching()).await;
    let text = "segment cart when nobody\n";
    session.open(OLD, text).await;
    session.codes(OLD, &["unresolved-name"]).await;
    disk.rename("/shop/old/a.proactive", "/shop/new/a.proactive");
    session.close(OLD).await;
    session.open(NEW, text).await;
    watched(&mut session, &[(OLD, 3), (NEW, 1)]).await;
    session.codes(OLD, &[]).await;
    session.codes(NEW, &["unresolved-name"]).await;
    assert_eq!(declared(&mut session).await, NEW);
    session.end().await;
}

/// File events do not cover a folder that moves; the editor that moves it reports it.
#[tokio::test]
async fn a_folder_moved_by_the_editor() {
    let disk = Memory::new(FILES);
    let mut session = Session::start(disk.clone()).await;
    let answered = session
        .initialize(&["/shop"], watching(), Value::Null)
        .await;
    let operations = &answered.expect("an answer")["capabilities"]["workspace"]["fileOperations"];
    for operation in ["didCreate", "didRename", "didDelete"] {
        let filters = operations[operation]["filters"]
            .as_array()
            .expect("filters");
        let of_folders = filters
            .iter()
            .filter(|it| it["pattern"]["matches"] == "folder");
        assert_eq!(of_folders.count(), 1, "{operations:#}");
    }
    assert_eq!(declared(&mut session).await, OLD);
    disk.rename("/shop/old", "/shop/new");
    let files = json!([{ "oldUri": "file:///shop/old", "newUri": "file:///shop/new" }]);
    session
        .notify("workspace/didRenameFiles", json!({ "files": files }))
        .await;
    assert_eq!(declared(&mut session).await, NEW);
    disk.rename("/shop/new", "/elsewhere");
    let files = json!([{ "uri": "file:///shop/new" }]);
    session
        .notify("workspace/didDeleteFiles", json!({ "files": files }))
        .await;
    assert_eq!(declared(&mut session).await, Value::Null);
    session.codes(B, &["unresolved-name"]).await;
    disk.rename("/elsewhere", "/shop/old");
    let files = json!([{ "uri": "file:///shop/old" }]);
    session
        .notify("workspace/didCreateFiles", json!({ "files": files }))
        .await;
    assert_eq!(declared(&mut session).await, OLD);
    session.end().await;
}

/// A new manifest splits a workspace in two, and a deleted one merges them.
#[tokio::test]
async fn a_manifest_is_created_and_deleted() {
    let disk = Memory::new(FILES);
    let mut session = Session::begin(disk.clone(), &["/shop"], watching()).await;
    session.open(B, "segment late when cart\n").await;
    session.codes(B, &["unused-declaration"]).await;
    disk.write("/shop/old/proactive.toml", "");
    watched(&mut session, &[("file:///shop/old/proactive.toml", 1)]).await;
    session.codes(B, &["unresolved-name"]).await;
    disk.rename("/shop/old/proactive.toml", "/elsewhere/proactive.toml");
    watched(&mut session, &[("file:///shop/old/proactive.toml", 3)]).await;
    session.codes(B, &["unused-declaration"]).await;
    let gone = json!({ "textDocument": document("file:///shop/old/proactive.toml") });
    assert_eq!(
        session.get("textDocument/foldingRange", gone).await,
        Value::Null
    );
    session.end().await;
}
