//! The manifest, open in an editor.

use serde_json::{Value, json};

use crate::support::{HELLO, Memory, SHOP, Session, document, place, range, text_of};

const MANIFEST: &str = "file:///shop/proactive.toml";

/// A session in the shop whose manifest is open with this text.
async fn with_manifest(text: &str, capabilities: Value) -> Session {
    let mut session = Session::begin(Memory::new(SHOP), &["/shop"], capabilities).await;
    session.open(MANIFEST, text).await;
    session
}

async fn change(session: &mut Session, version: i64, text: &str) {
    let whole = json!([{ "text": text }]);
    session.change(MANIFEST, version, whole).await;
}

#[tokio::test]
async fn findings_follow_every_edit() {
    let mut session = with_manifest("", json!({})).await;
    session.codes(MANIFEST, &[]).await;
    change(&mut session, 2, "[lints]\nlong-txt = \"warn\"\n").await;
    let found = session.diagnostics(MANIFEST, 2).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["range"], range((1, 0), (1, 8)));
    assert_eq!(
        found[0]["message"],
        "unknown key `lints.long-txt`\nhelp: Did you mean `lints.long-text`?"
    );
    change(&mut session, 3, "[lints]\nlong-text = \"warn\"\n").await;
    assert_eq!(session.diagnostics(MANIFEST, 3).await, [Value::Null; 0]);
    // The file on disk counts again.
    change(&mut session, 4, "[lint").await;
    session.codes(MANIFEST, &["manifest-error"]).await;
    session.close(MANIFEST).await;
    session.codes(MANIFEST, &[]).await;
    session.end().await;
}

/// Settings and patterns take effect in source files as they are typed.
#[tokio::test]
async fn source_files_follow_every_edit() {
    let mut session = with_manifest("", json!({})).await;
    change(&mut session, 2, "[limits]\ntext = 5\n").await;
    session.codes(HELLO, &["long-text"; 2]).await;
    change(
        &mut session,
        3,
        "[limits]\ntext = 5\n[lints]\nlong-text = \"allow\"\n",
    )
    .await;
    session.codes(HELLO, &[]).await;
    change(&mut session, 4, "exclude = [\"shop.proactive\"]\n").await;
    session
        .until(|session| {
            let list = session.published.get(HELLO).map(|(_, list)| list.len());
            list.is_some_and(|count| count > 0)
        })
        .await;
    change(&mut session, 5, "").await;
    session.codes(HELLO, &[]).await;
    session.end().await;
}

/// The chat widget counts in source files.
#[tokio::test]
async fn a_widget_that_cannot_do_what_a_message_asks_for() {
    let can = json!({ "textDocument": { "codeAction": { "codeActionLiteralSupport": {
        "codeActionKind": { "valueSet": ["quickfix"] },
    } } } });
    let mut session = with_manifest("[web]\nadapter = \"crisp\"\n", can).await;
    let message = text_of(SHOP, "shop/hello.proactive");
    let tagged = message.replace("  channel web\n", "  channel web\n  tags cart\n");
    session.open(HELLO, &tagged).await;
    session.codes(HELLO, &[]).await;
    change(&mut session, 2, "[web]\nadapter = \"intercom\"\n").await;
    session.codes(HELLO, &["unsupported-by-target"]).await;
    let params = json!({
        "textDocument": document(HELLO),
        "range": range((3, 7), (3, 7)),
        "context": { "diagnostics": [] },
    });
    let actions = session.get("textDocument/codeAction", params).await;
    let suppress = actions.as_array().into_iter().flatten().any(|action| {
        action
            .to_string()
            .contains("# proactive: allow(unsupported-by-target)")
    });
    assert!(suppress, "{actions}");
    session.end().await;
}

/// Levels for some files apply there, and a path that no file has is reported, also as files change.
#[tokio::test]
async fn overrides() {
    let limit = "[limits]\ntext = 5\n[[overrides]]\nlints.long-text = \"allow\"\n";
    let mut session = with_manifest("[limits]\ntext = 5\n", json!({})).await;
    session.codes(HELLO, &["long-text"; 2]).await;
    change(&mut session, 2, &format!("{limit}paths = [\"**\"]\n")).await;
    session.codes(HELLO, &[]).await;
    session.codes(MANIFEST, &[]).await;
    change(&mut session, 3, &format!("{limit}paths = [\"hello\"]\n")).await;
    session.codes(MANIFEST, &["unmatched-path"]).await;
    session.codes(HELLO, &["long-text"; 2]).await;
    session.end().await;
}

#[tokio::test]
async fn pulled_diagnostics() {
    let can = json!({ "textDocument": { "diagnostic": {} } });
    let mut session = with_manifest("nmae = \"Shop\"\n", can).await;
    let params = json!({ "textDocument": document(MANIFEST) });
    let report = session.get("textDocument/diagnostic", params).await;
    assert_eq!(report["kind"], "full");
    assert_eq!(report["items"][0]["code"], "manifest-error");
    session.end().await;
}

#[tokio::test]
async fn completion_and_hover() {
    let can = json!({ "textDocument": { "completion": { "completionItem": {
        "snippetSupport": true, "resolveSupport": { "properties": ["documentation"] },
    } } } });
    let mut session = with_manifest("[lints]\nlong-text = \"\"\n", can).await;
    let found = session
        .get("textDocument/completion", place(MANIFEST, 1, 13))
        .await;
    let labels = found.as_array().expect("a list").iter();
    let labels: Vec<_> = labels.map(|item| &item["label"]).collect();
    assert_eq!(labels, ["allow", "info", "warn", "error"]);
    assert_eq!(found[0]["textEdit"]["range"], range((1, 13), (1, 13)));
    let resolved = session
        .get("completionItem/resolve", found[0].clone())
        .await;
    let said = resolved["documentation"]["value"].as_str();
    assert_eq!(said, Some("`\"allow\"`: Findings are not reported."));
    let hover = session
        .get("textDocument/hover", place(MANIFEST, 1, 2))
        .await;
    assert_eq!(hover["range"], range((1, 0), (1, 9)));
    session.end().await;
}

#[tokio::test]
async fn quick_fixes() {
    let can = json!({ "textDocument": { "codeAction": {
        "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
        "isPreferredSupport": true,
    } } });
    let mut session = with_manifest("[lints]\nlong-text = warn\n", can).await;
    let params = json!({
        "textDocument": document(MANIFEST),
        "range": range((1, 14), (1, 14)),
        "context": { "diagnostics": [] },
    });
    let found = session.get("textDocument/codeAction", params).await;
    assert_eq!(found[0]["isPreferred"], true);
    assert_eq!(found[0]["diagnostics"][0]["code"], "manifest-error");
    let edit = &found[0]["edit"]["changes"][MANIFEST][0];
    assert_eq!(edit["newText"], "\"warn\"");
    assert_eq!(edit["range"], range((1, 12), (1, 16)));
    session.end().await;
}

/// Features of the language have nothing to say about a manifest.
#[tokio::test]
async fn other_requests_are_answered_with_nothing() {
    let mut session = with_manifest("name = \"Shop\"\n", json!({})).await;
    let whole = json!({ "textDocument": document(MANIFEST) });
    let mut formatting = whole.clone();
    formatting["options"] = json!({ "tabSize": 2, "insertSpaces": true });
    for (method, params) in [
        ("textDocument/formatting", formatting),
        ("textDocument/documentSymbol", whole.clone()),
        ("textDocument/codeLens", whole.clone()),
        ("textDocument/semanticTokens/full", whole),
        ("textDocument/definition", place(MANIFEST, 0, 1)),
    ] {
        assert_eq!(session.get(method, params).await, Value::Null, "{method}");
    }
    session.end().await;
}
