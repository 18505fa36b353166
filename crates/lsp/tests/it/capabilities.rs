//! What a client does not support is left out, or done in another way.

use serde_json::{Value, json};

use crate::support::{HELLO, MAIN, Memory, SHOP, Session, document, place, range, text_of};

/// A session in which the message is open, with a misspelled segment.
async fn session(capabilities: Value) -> (Session, Value) {
    let mut session = Session::start(Memory::new(SHOP)).await;
    let answered = session
        .initialize(&["/shop"], capabilities, Value::Null)
        .await;
    let promised = answered.expect("an answer")["capabilities"].clone();
    let text = text_of(SHOP, "shop/hello.proactive").replace("when cart", "when car");
    session.open(HELLO, &text).await;
    (session, promised)
}

async fn items(session: &mut Session, line: u32, character: u32) -> Vec<Value> {
    let found = session
        .get("textDocument/completion", place(HELLO, line, character))
        .await;
    found.as_array().expect("a list").clone()
}

async fn actions(session: &mut Session) -> Value {
    let params = json!({
        "textDocument": document(HELLO),
        "range": range((6, 8), (6, 8)),
        "context": { "diagnostics": [] },
    });
    session.get("textDocument/codeAction", params).await
}

#[tokio::test]
async fn snippets() {
    let can = json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
    let (mut session, _) = session(can).await;
    let found = items(&mut session, 14, 0).await;
    let snippet = found
        .iter()
        .find(|it| it["insertTextFormat"] == 2)
        .expect("a snippet");
    assert!(
        snippet["textEdit"]["newText"].to_string().contains("${1"),
        "{snippet}"
    );
    session.end().await;

    let (mut session, _) = self::session(json!({})).await;
    let found = items(&mut session, 14, 0).await;
    assert!(!found.is_empty());
    for item in found {
        assert_ne!(item["insertTextFormat"], 2, "{item}");
        let text = item["textEdit"]["newText"].as_str().expect("a text");
        assert!(!text.contains('$'), "{text}");
    }
    session.end().await;
}

#[tokio::test]
async fn markdown() {
    let can = json!({ "textDocument": {
        "hover": { "contentFormat": ["markdown", "plaintext"] },
        "completion": { "completionItem": {
            "documentationFormat": ["markdown"],
            "resolveSupport": { "properties": ["documentation"] },
        } },
    } });
    for (capabilities, kind) in [(can, "markdown"), (json!({}), "plaintext")] {
        let (mut session, _) = session(capabilities).await;
        let hover = session.get("textDocument/hover", place(MAIN, 6, 9)).await;
        assert_eq!(hover["contents"]["kind"], kind);
        let found = items(&mut session, 6, 7).await;
        let item = found
            .iter()
            .find(|it| it["label"] == "cart")
            .expect("the segment");
        // Without `resolveSupport`, everything is included at once.
        assert_eq!(item["documentation"].is_null(), kind == "markdown");
        let resolved = session.get("completionItem/resolve", item.clone()).await;
        assert_eq!(resolved["documentation"]["kind"], kind);
        session.end().await;
    }
}

/// The edits of renames and code actions, with or without document versions.
#[tokio::test]
async fn document_changes() {
    let can = json!({
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "textDocument": { "codeAction": { "codeActionLiteralSupport": {
            "codeActionKind": { "valueSet": ["quickfix"] },
        } } },
    });
    let mut without = can.clone();
    without["workspace"] = json!({});
    for (capabilities, versions) in [(can, true), (without, false)] {
        let (mut session, _) = session(capabilities).await;
        let mut rename = place(HELLO, 0, 9);
        rename["newName"] = json!("welcome");
        let renamed = session.get("textDocument/rename", rename).await;
        let acted = actions(&mut session).await[0]["edit"].clone();
        for edit in [renamed, acted] {
            assert_eq!(edit.get("documentChanges").is_some(), versions, "{edit}");
            assert_eq!(edit.get("changes").is_none(), versions, "{edit}");
            if versions {
                // No files are created, moved or deleted, whatever the client supports.
                for change in edit["documentChanges"].as_array().expect("a list") {
                    assert!(change.get("kind").is_none(), "{change}");
                    assert_eq!(change["textDocument"]["version"], 1);
                }
            }
        }
        session.end().await;
    }
}

#[tokio::test]
async fn code_action_literals() {
    // The command sends the edit back.
    let (mut session, _) = session(json!({ "workspace": { "applyEdit": true } })).await;
    let found = actions(&mut session).await;
    assert_eq!(found[0]["command"], "proactive.apply");
    let params = json!({ "command": "proactive.apply", "arguments": found[0]["arguments"] });
    assert_eq!(
        session
            .get("workspace/executeCommand", params.clone())
            .await,
        true
    );
    let applied = session.received_by("workspace/applyEdit");
    assert_eq!(
        applied[0]["params"]["edit"]["changes"][HELLO][0]["newText"],
        "cart"
    );
    // But not if the text has changed since.
    session
        .change(
            HELLO,
            2,
            json!([{ "range": range((0, 0), (0, 0)), "text": "\n" }]),
        )
        .await;
    assert_eq!(
        session.error("workspace/executeCommand", params).await,
        -32801
    );
    session.end().await;
    // A client that supports neither gets none.
    let (mut session, _) = self::session(json!({})).await;
    assert_eq!(actions(&mut session).await, json!([]));
    session.end().await;
}

#[tokio::test]
async fn pull_diagnostics() {
    let (mut session, promised) = session(json!({})).await;
    assert!(promised.get("diagnosticProvider").is_none());
    assert_eq!(
        session.diagnostics(HELLO, 1).await[0]["code"],
        "unresolved-name"
    );
    // A client that pulls anyway gets an answer.
    let params = json!({ "textDocument": document(HELLO) });
    let report = session.get("textDocument/diagnostic", params.clone()).await;
    assert_eq!(report["items"][0]["code"], "unresolved-name");
    session.end().await;

    let can = json!({ "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": {} } });
    let (mut session, promised) = self::session(can).await;
    assert_eq!(promised["diagnosticProvider"]["workspaceDiagnostics"], true);
    let report = session.get("textDocument/diagnostic", params).await;
    assert_eq!(report["items"][0]["code"], "unresolved-name");
    let session = session.end().await;
    assert!(session.published.is_empty(), "{:#?}", session.published);
    // It does not support refresh requests.
    assert!(session.received.is_empty(), "{:#?}", session.received);
}

#[tokio::test]
async fn dynamic_registration() {
    let can = json!({ "workspace": {
        "didChangeWatchedFiles": { "dynamicRegistration": true },
        "didChangeConfiguration": { "dynamicRegistration": true },
    } });
    let (mut session, _) = session(can).await;
    session
        .until(|it| !it.received_by("client/registerCapability").is_empty())
        .await;
    let asked = &session.received_by("client/registerCapability")[0]["params"]["registrations"];
    let methods: Vec<_> = asked
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| &it["method"])
        .collect();
    assert_eq!(
        methods,
        [
            "workspace/didChangeWatchedFiles",
            "workspace/didChangeConfiguration"
        ]
    );
    session.end().await;

    let disk = Memory::new(SHOP);
    let mut session = Session::begin(disk.clone(), &["/shop"], json!({})).await;
    session.open(HELLO, "segment a when fresh\n").await;
    session.codes(HELLO, &["unresolved-name"]).await;
    // Without file events, files are checked when a document is opened or saved.
    disk.write("/shop/new.proactive", "segment fresh when cart\n");
    let saved = json!({ "textDocument": document(HELLO) });
    session.notify("textDocument/didSave", saved).await;
    session.codes(HELLO, &["unused-declaration"]).await;
    disk.write("/shop/new.proactive", "segment gone when cart\n");
    session
        .open(MAIN, &text_of(SHOP, "shop/shop.proactive"))
        .await;
    session.codes(HELLO, &["unresolved-name"]).await;
    let session = session.end().await;
    assert!(session.received_by("client/registerCapability").is_empty());
}

/// A client without capabilities receives no requests.
#[tokio::test]
async fn a_minimal_client_gets_answers_and_no_requests() {
    let (mut session, promised) = session(json!({})).await;
    assert_eq!(promised["positionEncoding"], "utf-16");
    assert_eq!(promised["renameProvider"], true);
    assert_eq!(promised["codeActionProvider"], true);
    let found = session
        .get(
            "textDocument/documentSymbol",
            json!({ "textDocument": document(HELLO) }),
        )
        .await;
    assert_eq!(found[0]["location"]["uri"], HELLO);
    let found = session
        .get("textDocument/definition", place(HELLO, 2, 11))
        .await;
    assert_eq!(found["uri"], MAIN);
    session.diagnostics(HELLO, 1).await;
    let session = session.end().await;
    let asked: Vec<_> = session
        .received
        .iter()
        .filter(|it| it.get("id").is_some())
        .collect();
    assert!(asked.is_empty(), "{asked:#?}");
}
