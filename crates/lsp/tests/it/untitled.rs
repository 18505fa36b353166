//! Documents that are not on disk yet.

use serde_json::{Value, json};

use crate::support::{HELLO, MAIN, Memory, SHOP, Session, document, place, text_of};

const UNTITLED: &str = "untitled:Untitled-1";

/// A valid message, if the shop's declarations are there.
const BASKET: &str = r#"message basket "Basket" {
  text "Need help with your basket?"
  channel web
  reply agent {
    text "One moment"
  }
  when cart and visitor.history is returning
  after 0m40s on page_view
  frequency once_per_visit
}
"#;

async fn session(fixture: &str, folders: &[&str]) -> Session {
    Session::begin(Memory::new(fixture), folders, json!({})).await
}

#[tokio::test]
async fn names_of_the_only_workspace_are_known() {
    let mut session = session(SHOP, &["/shop"]).await;
    session.open(UNTITLED, BASKET).await;
    assert_eq!(session.diagnostics(UNTITLED, 1).await, [Value::Null; 0]);
    let found = session
        .get("textDocument/definition", place(UNTITLED, 6, 8))
        .await;
    assert_eq!(found["uri"], MAIN);
    let found = session
        .get("textDocument/completion", place(UNTITLED, 2, 10))
        .await;
    assert!(found.to_string().contains("\"web\""), "{found}");
    // Edits of the workspace and its manifest reach it.
    session.open(MAIN, "brand acme \"Acme\"\n").await;
    session
        .codes(UNTITLED, &["unresolved-name", "unresolved-name"])
        .await;
    session
        .open(MAIN, &text_of(SHOP, "shop/shop.proactive"))
        .await;
    session.codes(UNTITLED, &[]).await;
    let limited = "[limits]\ntext = 5\n";
    session.open("file:///shop/proactive.toml", limited).await;
    session.codes(UNTITLED, &["long-text"; 2]).await;
    session.end().await;
}

/// The workspace does not know an untitled document: not its names, and not that it declares a name
/// again.
#[tokio::test]
async fn the_workspace_is_not_disturbed() {
    let mut session = session(SHOP, &["/shop"]).await;
    let hello = text_of(SHOP, "shop/hello.proactive");
    session.open(HELLO, &hello).await;
    assert_eq!(session.diagnostics(HELLO, 1).await, [Value::Null; 0]);
    // A copy, and a segment that the workspace lacks.
    let copy = format!("segment late when visitor.url contains \"/late\"\n\n{hello}");
    session.open(UNTITLED, &copy).await;
    let found = session.diagnostics(UNTITLED, 1).await;
    let codes: Vec<_> = found.iter().map(|it| it["code"].clone()).collect();
    assert!(codes.contains(&json!("duplicate-name")), "{codes:?}");
    let changed = hello.replace("when cart", "when late");
    session.change(HELLO, 2, json!([{ "text": changed }])).await;
    let found = session.diagnostics(HELLO, 2).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["code"], "unresolved-name");
    // Its declarations are counted once.
    let status = session.get("proactive/status", Value::Null).await;
    let projects = status["projects"].as_array().expect("projects").iter();
    let counts: Vec<_> = projects
        .map(|it| (it["files"].clone(), it["messages"].clone()))
        .collect();
    assert_eq!(counts, [(json!(2), json!(1)), (json!(1), json!(1))]);
    session.close(UNTITLED).await;
    session.codes(UNTITLED, &[]).await;
    session.end().await;
}

/// With two workspaces, nobody knows which one is meant.
#[tokio::test]
async fn alone_beside_several_workspaces() {
    let two = format!("{SHOP}#- /other/proactive.toml\n#- /other/a.proactive\nbrand b\n");
    let mut session = session(&two, &["/shop"]).await;
    session.open(UNTITLED, BASKET).await;
    assert_eq!(session.diagnostics(UNTITLED, 1).await, [Value::Null; 0]);
    let event =
        |added: Value, removed: Value| json!({ "event": { "added": added, "removed": removed } });
    let other = json!([{ "uri": "file:///other", "name": "other" }]);
    let method = "workspace/didChangeWorkspaceFolders";
    session
        .notify(method, event(other.clone(), json!([])))
        .await;
    session.codes(UNTITLED, &["unresolved-name"; 2]).await;
    session.notify(method, event(json!([]), other)).await;
    session.codes(UNTITLED, &[]).await;
    let hover = session
        .get("textDocument/hover", place(UNTITLED, 6, 8))
        .await;
    assert!(!hover.is_null());
    session.end().await;
}

/// Only untitled documents are part of a workspace.
#[tokio::test]
async fn other_schemes_are_alone() {
    let mut session = session(SHOP, &["/shop"]).await;
    let virtual_file = "vscode-vfs://github/a/b.proactive";
    session.open(virtual_file, BASKET).await;
    session.codes(virtual_file, &["unresolved-name"; 2]).await;
    let params = json!({ "textDocument": document(virtual_file) });
    let symbols = session.get("textDocument/documentSymbol", params).await;
    assert!(!symbols.is_null());
    session.end().await;
}
