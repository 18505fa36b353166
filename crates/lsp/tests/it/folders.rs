//! Several workspace folders, each with its own manifest.

use serde_json::{Value, json};

use crate::support::{Memory, Session, place, uri};

const FOLDERS: &str = r#"#- /one/proactive.toml
[lints]
unused-declaration = "allow"
#- /one/a.proactive
segment cart when nobody
segment cart_too when cart
#- /two/proactive.toml
[lints]
unused-declaration = "error"
#- /two/b.proactive
segment cart when visitor.url contains "/cart"
segment cart_two when cart
#- /three/c.proactive
segment cart when visitor.url contains "/cart"
"#;

const ONE: &str = "file:///one/a.proactive";
const TWO: &str = "file:///two/b.proactive";
const THREE: &str = "file:///three/c.proactive";

/// Adds and removes folders.
async fn rearrange(session: &mut Session, added: &[&str], removed: &[&str]) {
    let folders = |folders: &[&str]| -> Vec<Value> {
        let folder = |path: &&str| json!({ "uri": uri(path), "name": path });
        folders.iter().map(folder).collect()
    };
    let event = json!({ "added": folders(added), "removed": folders(removed) });
    session
        .notify(
            "workspace/didChangeWorkspaceFolders",
            json!({ "event": event }),
        )
        .await;
}

async fn symbols(session: &mut Session) -> Vec<(String, String)> {
    let found = session
        .get("workspace/symbol", json!({ "query": "cart" }))
        .await;
    let word = |value: &Value| value.as_str().expect("a word").to_owned();
    let mut found: Vec<_> = found
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (word(&it["location"]["uri"]), word(&it["name"])))
        .collect();
    found.sort();
    found
}

fn named(found: &[(&str, &str)]) -> Vec<(String, String)> {
    let both = found
        .iter()
        .map(|(uri, name)| ((*uri).to_owned(), (*name).to_owned()));
    both.collect()
}

#[tokio::test]
async fn each_has_its_own_settings_and_names() {
    let mut session = Session::begin(Memory::new(FOLDERS), &["/one", "/two"], json!({})).await;
    session.codes(ONE, &["unresolved-name"]).await;
    session.codes(TWO, &["unused-declaration"; 2]).await;
    assert_eq!(session.published[TWO].1[0]["severity"], 1);
    assert_eq!(
        symbols(&mut session).await,
        named(&[
            (ONE, "cart"),
            (ONE, "cart_too"),
            (TWO, "cart"),
            (TWO, "cart_two")
        ])
    );
    let mut rename = place(TWO, 0, 9);
    rename["newName"] = json!("basket");
    let edit = session.get("textDocument/rename", rename).await;
    let files: Vec<_> = edit["changes"].as_object().expect("files").keys().collect();
    assert_eq!(files, [TWO]);
    let mut references = place(ONE, 0, 9);
    references["context"] = json!({ "includeDeclaration": true });
    let found = session.get("textDocument/references", references).await;
    let found = found.as_array().expect("a list");
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|it| it["uri"] == ONE), "{found:#?}");
    session.end().await;
}

#[tokio::test]
async fn folders_are_added_and_removed() {
    let mut session = Session::begin(Memory::new(FOLDERS), &["/one", "/two"], json!({})).await;
    session.codes(ONE, &["unresolved-name"]).await;
    session.codes(TWO, &["unused-declaration"; 2]).await;
    rearrange(&mut session, &["/three", "/three"], &["/two"]).await;
    session.codes(TWO, &[]).await;
    session.codes(THREE, &["unused-declaration"]).await;
    // Without a manifest, the lint is a warning.
    assert_eq!(session.published[THREE].1[0]["severity"], 2);
    assert_eq!(
        symbols(&mut session).await,
        named(&[(ONE, "cart"), (ONE, "cart_too"), (THREE, "cart")])
    );
    rearrange(&mut session, &["/two"], &["/three", "/nowhere"]).await;
    session.codes(THREE, &[]).await;
    session.codes(TWO, &["unused-declaration"; 2]).await;
    // An open document is checked with its workspace as long as it is open.
    session.open(TWO, "segment cart when nobody\n").await;
    session.codes(TWO, &["unresolved-name"]).await;
    rearrange(&mut session, &[], &["/one", "/two"]).await;
    session.codes(ONE, &[]).await;
    let typed = json!([{ "text": "segment cart when nobody_else\n" }]);
    session.change(TWO, 2, typed).await;
    let found = session.diagnostics(TWO, 2).await;
    assert_eq!(found[0]["code"], "unresolved-name", "{found:#?}");
    session.close(TWO).await;
    session.end().await;
}

/// A client that pulls diagnostics must be asked to pull again.
#[tokio::test]
async fn a_client_that_pulls_is_asked_to_refresh() {
    let capabilities = json!({
        "textDocument": { "diagnostic": {} },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    });
    let mut session = Session::begin(Memory::new(FOLDERS), &["/one", "/two"], capabilities).await;
    let ask = |previous: &Value| json!({ "previousResultIds": previous });
    let reports = session.get("workspace/diagnostic", ask(&json!([]))).await;
    let reports = reports["items"].as_array().expect("a list").clone();
    let of_two = reports
        .iter()
        .find(|it| it["uri"] == TWO)
        .expect("a report");
    assert_eq!(of_two["items"][0]["code"], "unused-declaration");
    // Everything about both has been received before one is removed.
    session
        .until(|it| it.received_by("workspace/diagnostic/refresh").len() >= 2)
        .await;
    let before = session.received_by("workspace/diagnostic/refresh").len();
    rearrange(&mut session, &[], &["/two"]).await;
    session
        .until(|it| it.received_by("workspace/diagnostic/refresh").len() > before)
        .await;
    let previous = json!([{ "uri": TWO, "value": of_two["resultId"] }]);
    let reports = session.get("workspace/diagnostic", ask(&previous)).await;
    let reports = reports["items"].as_array().expect("a list");
    let of_two = reports
        .iter()
        .find(|it| it["uri"] == TWO)
        .expect("a report");
    assert_eq!(of_two["items"], json!([]));
    session.end().await;
}
