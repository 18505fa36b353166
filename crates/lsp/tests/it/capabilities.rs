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

/// What only the author knows are tab stops, for a client that has them in edits (LSP 3.18).
#[tokio::test]
async fn snippets_in_edits() {
    let can = json!({
        "workspace": { "workspaceEdit": { "documentChanges": true, "snippetEditSupport": true } },
        "textDocument": { "codeAction": { "codeActionLiteralSupport": {
            "codeActionKind": { "valueSet": ["quickfix"] },
        } } },
    });
    let mut without = can.clone();
    without["workspace"]["workspaceEdit"]["snippetEditSupport"] = json!(false);
    for (capabilities, has_snippets) in [(can, true), (without, false)] {
        let mut session = Session::start(Memory::new(SHOP)).await;
        let answered = session.initialize(&["/shop"], capabilities, Value::Null);
        answered.await.expect("an answer");
        session
            .open(HELLO, "message new {\r\n  tags x\r\n}\r\n")
            .await;
        let params = json!({
            "textDocument": document(HELLO),
            "range": range((0, 8), (0, 8)),
            "context": { "diagnostics": [] },
        });
        let found = session.get("textDocument/codeAction", params).await;
        let actions = found.as_array().expect("a list").iter();
        let title = "Add the missing statements, as a draft";
        let mut actions = actions.filter(|it| it["title"] == title);
        let action = actions.next().expect("the action");
        assert!(action.get("isPreferred").is_none(), "{action}");
        let edit = &action["edit"]["documentChanges"][0]["edits"][0];
        assert!(edit.get("annotationId").is_none(), "{edit}");
        match has_snippets {
            true => {
                // Lines of a snippet are not indented again: it starts at the start of a line.
                assert_eq!(edit["range"], range((1, 0), (2, 0)));
                assert_eq!(edit["snippet"]["kind"], "snippet");
                assert!(edit.get("newText").is_none(), "{edit}");
                let text = edit["snippet"]["value"].as_str().expect("a text");
                assert!(
                    text.starts_with("  tags x\r\n  text \"${1:…}\"\r\n"),
                    "{text}"
                );
                assert!(text.contains("${2:…}"), "{text}");
                assert!(text.contains("|once_per_visit,"), "{text}");
            }
            false => {
                assert!(edit.get("snippet").is_none(), "{edit}");
                let text = edit["newText"].as_str().expect("a text");
                assert!(text.starts_with("\r\n  text \"…\"\r\n"), "{text}");
            }
        }
        session.end().await;
    }
}

/// A message is moved to a new file only if the client can create files.
#[tokio::test]
async fn new_files() {
    let can = json!({
        "workspace": { "workspaceEdit": {
            "documentChanges": true,
            "resourceOperations": ["create"],
        } },
        "textDocument": { "codeAction": { "codeActionLiteralSupport": {
            "codeActionKind": { "valueSet": ["refactor"] },
        } } },
    });
    let mut without = can.clone();
    without["workspace"]["workspaceEdit"]["resourceOperations"] = json!([]);
    for (capabilities, can_create) in [(can, true), (without, false)] {
        let mut session = Session::start(Memory::new(SHOP)).await;
        let answered = session.initialize(&["/shop"], capabilities, Value::Null);
        answered.await.expect("an answer");
        let text = text_of(SHOP, "shop/hello.proactive") + "\n" + OTHER;
        session.open(HELLO, &text).await;
        let line = u32::try_from(text.lines().count()).expect("few lines") - 1;
        let params = json!({
            "textDocument": document(HELLO),
            "range": range((line, 8), (line, 8)),
            "context": { "diagnostics": [], "only": ["refactor.move"] },
        });
        let found = session.get("textDocument/codeAction", params).await;
        let actions = found.as_array().expect("a list").iter();
        let mut created = actions.filter(|it| it.to_string().contains("new file"));
        let created = created.next();
        assert_eq!(created.is_some(), can_create, "{found}");
        if let Some(action) = created {
            let changes = &action["edit"]["documentChanges"];
            let new = HELLO.replace("hello.proactive", "other.proactive");
            assert_eq!(changes[0], json!({ "kind": "create", "uri": new }));
            assert_eq!(changes[1]["textDocument"]["uri"], new);
            assert_eq!(changes[1]["edits"][0]["newText"], OTHER);
            assert_eq!(changes[2]["textDocument"]["uri"], HELLO);
            assert_eq!(changes[2]["textDocument"]["version"], 1);
        }
        session.end().await;
    }
}

/// A message on one line.
const OTHER: &str = "message other { text \"x\" reply agent \"y\" when always on page_load frequency once_per_visit }\n";

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
