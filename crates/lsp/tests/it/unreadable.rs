//! What cannot be read is told of, and what is missing after it is not made up.

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
async fn an_edit_puts_its_document_out_of_step() {
    let mut session = session().await;
    // A name that nothing declares is found, until nobody knows where it stands.
    let typed = json!([{ "range": range((6, 42), (6, 46)), "text": "/cart\" and \"" }]);
    session.change(MAIN, 2, typed).await;
    assert!(!session.diagnostics(MAIN, 2).await.is_empty());
    let broken = json!([{ "range": { "start": { "line": "none" } }, "text": "x" }]);
    session.change(MAIN, 3, broken).await;
    let words = session.hears("window/logMessage", "cannot be read").await;
    assert!(words.contains("`textDocument/didChange`"), "{words}");
    assert!(words.contains("contentChanges"), "{words}");
    session
        .hears(
            SHOW,
            "`shop.proactive` got out of step with the editor. Close",
        )
        .await;
    session.codes(MAIN, &[]).await;
    // Nothing is said of it, and nothing proposed for it, by requests for other files either.
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
    // It is said once. Further edits of parts are of no use; when it is opened again, all is well.
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
    assert_eq!(session.told_by(SHOW).len(), 1);
    session.end().await;
}

#[tokio::test]
async fn a_document_that_is_opened() {
    let mut session = session().await;
    session.close(MAIN).await;
    let opened = json!({ "uri": MAIN, "languageId": "proactive", "version": 1 });
    session
        .notify("textDocument/didOpen", json!({ "textDocument": opened }))
        .await;
    let words = session.hears("window/logMessage", "cannot be read").await;
    assert!(words.contains("missing field `text`"), "{words}");
    session
        .hears(SHOW, "`shop.proactive` got out of step")
        .await;
    assert_eq!(
        session.error("textDocument/hover", place(MAIN, 0, 7)).await,
        -32801
    );
    session.end().await;
}

#[tokio::test]
async fn whatever_else() {
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
        let words = session.hears(SHOW, &format!("`{method}`")).await;
        assert!(words.contains("It was passed over: "), "{words}");
    }
    let shown = session.told_by(SHOW).len();
    // What the protocol lets be left out is left out, with a word in the log.
    session.notify("$/cancelRequest", json!({ "id": [] })).await;
    session
        .notify("$/setTrace", json!({ "value": "loudly" }))
        .await;
    session.notify("$/whatever", json!({ "value": 1 })).await;
    session
        .hears("window/logMessage", "`$/setTrace` cannot be read")
        .await;
    session.write(b"{ not JSON").await;
    session.hears(SHOW, "something that cannot be read").await;
    assert_eq!(session.told_by(SHOW).len(), shown + 1);
    let answer = session.get("textDocument/hover", place(MAIN, 0, 7)).await;
    assert_ne!(answer, Value::Null);
    session.end().await;
}

/// What is on disk has findings at places that the author does not see there.
#[tokio::test]
async fn nor_is_told_what_is_wrong_on_disk() {
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

/// A request can be answered: its error says what is wrong.
#[tokio::test]
async fn requests_are_answered() {
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
    // Notifications with an id, and requests without one, are neither.
    assert_eq!(
        session.error("textDocument/didSave", json!({})).await,
        -32600
    );
    session
        .notify("textDocument/hover", place(MAIN, 0, 7))
        .await;
    assert_eq!(session.error("no/such/method", json!({})).await, -32601);
    assert!(session.told_by(SHOW).is_empty());
    session.end().await;
}
