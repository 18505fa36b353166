//! Malformed messages are reported, and the server does not pretend to know what is missing after
//! them.

use serde_json::{Value, json};

use crate::support::{HELLO, MAIN, Memory, SHOP, Session, document, place, range, text_of};

const SHOW: &str = "window/showMessage";

async fn session() -> Session {
    let mut session = Session::in_shop_alone(Memory::new(SHOP)).await;
    session
        .open(MAIN, &text_of(SHOP, "shop/shop.proactive"))
        .await;
    session
        .open(HELLO, &text_of(SHOP, "shop/hello.proactive"))
        .await;
    session.diagnostics(HELLO, 1).await;
    session
}

#[tokio::test]
async fn a_malformed_edit_makes_its_document_unknown() {
    let mut session = session().await;
    // An undeclared name is reported, until the text is unknown.
    let typed = json!([{ "range": range((6, 42), (6, 46)), "text": "/cart\" and \"" }]);
    session.change(MAIN, 2, typed).await;
    assert!(!session.diagnostics(MAIN, 2).await.is_empty());
    let broken = json!([{ "range": { "start": { "line": "none" } }, "text": "x" }]);
    session.change(MAIN, 3, broken).await;
    let words = session
        .expect_message("window/logMessage", "ignored malformed")
        .await;
    assert!(words.contains("`textDocument/didChange`"), "{words}");
    assert!(words.contains("contentChanges"), "{words}");
    session
        .expect_message(SHOW, "lost track of the text of `shop.proactive`. Close")
        .await;
    session.codes(MAIN, &[]).await;
    // Nothing is answered about it and nothing is proposed for it, not even by requests about other
    // files.
    let hover = place(MAIN, 0, 7);
    assert_eq!(
        session.error("textDocument/hover", hover.clone()).await,
        -32801
    );
    let mut rename = place(HELLO, 6, 8);
    rename["newName"] = json!("basket");
    assert_eq!(
        session.error("textDocument/rename", rename.clone()).await,
        -32801
    );
    // It is reported once. Further partial edits do not help; reopening the document does.
    session
        .change(
            MAIN,
            4,
            json!([{ "range": range((0, 0), (0, 5)), "text": "brand" }]),
        )
        .await;
    let broken = json!([{ "range": null, "text": 7 }]);
    session.change(MAIN, 5, broken).await;
    session.close(MAIN).await;
    session
        .open(MAIN, &text_of(SHOP, "shop/shop.proactive"))
        .await;
    assert!(session.diagnostics(MAIN, 1).await.is_empty());
    assert_ne!(session.get("textDocument/hover", hover).await, Value::Null);
    let edit = session.get("textDocument/rename", rename).await;
    assert_eq!(edit["changes"].as_object().expect("files").len(), 2);
    assert_eq!(session.received_by(SHOW).len(), 1);
    session.end().await;
}

#[tokio::test]
async fn a_malformed_open() {
    let mut session = session().await;
    session.close(MAIN).await;
    let opened = json!({ "uri": MAIN, "languageId": "proactive", "version": 1 });
    session
        .notify("textDocument/didOpen", json!({ "textDocument": opened }))
        .await;
    let words = session
        .expect_message("window/logMessage", "ignored malformed")
        .await;
    assert!(words.contains("missing field `text`"), "{words}");
    session
        .expect_message(SHOW, "lost track of the text of `shop.proactive`")
        .await;
    assert_eq!(
        session.error("textDocument/hover", place(MAIN, 0, 7)).await,
        -32801
    );
    session.end().await;
}

#[tokio::test]
async fn other_malformed_notifications() {
    let mut session = session().await;
    let wrong = [
        ("textDocument/didChange", json!([1, 2])),
        (
            "textDocument/didClose",
            json!({ "textDocument": { "uri": "file:///a b" } }),
        ),
        ("textDocument/didSave", json!({})),
        ("workspace/didChangeConfiguration", json!("loud")),
        (
            "workspace/didChangeWatchedFiles",
            json!({ "changes": [{ "uri": MAIN }] }),
        ),
        (
            "workspace/didChangeWorkspaceFolders",
            json!({ "event": {} }),
        ),
        ("workspace/didRenameFiles", json!({ "files": {} })),
    ];
    for (method, params) in wrong {
        session.notify(method, params).await;
        let words = session.expect_message(SHOW, &format!("`{method}`")).await;
        assert!(words.contains("which was ignored: "), "{words}");
    }
    let shown = session.received_by(SHOW).len();
    // What the protocol allows to ignore is ignored, with a line in the log.
    session.notify("$/cancelRequest", json!({ "id": [] })).await;
    session
        .notify("$/setTrace", json!({ "value": "loudly" }))
        .await;
    session.notify("$/whatever", json!({ "value": 1 })).await;
    session
        .expect_message("window/logMessage", "ignored malformed `$/setTrace`")
        .await;
    session.write(b"{ not JSON").await;
    session.expect_message(SHOW, "a malformed message").await;
    assert_eq!(session.received_by(SHOW).len(), shown + 1);
    let answer = session.get("textDocument/hover", place(MAIN, 0, 7)).await;
    assert_ne!(answer, Value::Null);
    session.end().await;
}

/// The file on disk has findings at places that the author does not see.
#[tokio::test]
async fn findings_of_the_file_on_disk_are_not_reported() {
    let disk = Memory::new(SHOP);
    disk.write("/shop/shop.proactive", "segment a when nobody\n");
    let mut session = Session::begin(disk, &["/shop"], json!({})).await;
    session.open(MAIN, "# nothing yet\n").await;
    assert!(session.diagnostics(MAIN, 1).await.is_empty());
    session.change(MAIN, 2, json!([{ "text": 7 }])).await;
    let all = json!({ "previousResultIds": [] });
    let reports = session.get("workspace/diagnostic", all).await;
    let reports = reports["items"].as_array().expect("a list");
    let of_main = reports.iter().filter(|it| it["uri"] == MAIN);
    assert!(of_main.clone().count() > 0, "{reports:#?}");
    for report in of_main {
        assert_eq!(report["items"], json!([]));
    }
    session.end().await;
}

/// A malformed request is answered with an error that says what is wrong.
#[tokio::test]
async fn malformed_requests_are_answered() {
    let mut session = session().await;
    for (method, params) in [
        (
            "textDocument/hover",
            json!({ "textDocument": document(MAIN) }),
        ),
        ("textDocument/rename", json!({ "textDocument": 7 })),
        ("proactive/preview", json!({ "position": {} })),
        ("textDocument/hover", Value::Null),
    ] {
        assert_eq!(session.error(method, params).await, -32602, "{method}");
    }
    // Notifications with an ID and requests without one are neither.
    assert_eq!(
        session.error("textDocument/didSave", json!({})).await,
        -32600
    );
    session
        .notify("textDocument/hover", place(MAIN, 0, 7))
        .await;
    assert_eq!(session.error("no/such/method", json!({})).await, -32601);
    assert!(session.received_by(SHOW).is_empty());
    session.end().await;
}
