//! The settings of a user, at startup and while the server runs.

use serde_json::{Value, json};

use crate::support::{HELLO, MAIN, Memory, SHOP, Session, document, range};

const ASKED: &str = "workspace/configuration";
const REFRESH: &str = "workspace/inlayHint/refresh";

/// The number of inlay hints in the message.
async fn hints(session: &mut Session) -> usize {
    let params = json!({ "textDocument": document(HELLO), "range": range((0, 0), (30, 0)) });
    let found = session.get("textDocument/inlayHint", params).await;
    found.as_array().expect("a list").len()
}

async fn lenses(session: &mut Session) -> usize {
    let params = json!({ "textDocument": document(HELLO) });
    let found = session.get("textDocument/codeLens", params).await;
    found.as_array().expect("a list").len()
}

/// A session with these `initializationOptions`.
async fn session(capabilities: Value, options: Value) -> Session {
    let mut session = Session::start_alone(Memory::new(SHOP)).await;
    let begun = session.initialize(&["/shop"], capabilities, options).await;
    begun.expect("an answer");
    session
}

#[tokio::test]
async fn settings_are_requested_from_a_client_that_has_them() {
    let mut session = Session::start_alone(Memory::new(SHOP)).await;
    session.settings = json!({ "inlayHints": { "enabled": false } });
    let capabilities = json!({
        "workspace": { "configuration": true, "inlayHint": { "refreshSupport": true } },
    });
    session
        .initialize(&["/shop"], capabilities, Value::Null)
        .await
        .expect("an answer");
    session
        .until(|it| !it.received_by(REFRESH).is_empty())
        .await;
    let asked = session.received_by(ASKED)[0];
    assert_eq!(
        asked["params"],
        json!({ "items": [{ "section": "proactive" }] })
    );
    assert_eq!(hints(&mut session).await, 0);
    // The content of the notification is ignored, because it may be for another scope.
    session.settings = json!({ "inlayHints": { "enabled": true } });
    let before = session.received_by(REFRESH).len();
    let params = json!({ "settings": { "proactive": { "codeLenses": { "enabled": false } } } });
    session
        .notify("workspace/didChangeConfiguration", params)
        .await;
    session
        .until(|it| it.received_by(REFRESH).len() > before)
        .await;
    assert_eq!(session.received_by(ASKED).len(), 2);
    assert_ne!(hints(&mut session).await, 0);
    assert_ne!(lenses(&mut session).await, 0);
    session.end().await;
}

#[tokio::test]
async fn settings_are_not_requested_from_other_clients() {
    let mut session = session(json!({}), json!({ "inlayHints": { "enabled": false } })).await;
    assert_eq!(hints(&mut session).await, 0);
    assert_ne!(lenses(&mut session).await, 0);
    let params = json!({ "settings": { "proactive": { "codeLenses": { "enabled": false } } } });
    session
        .notify("workspace/didChangeConfiguration", params)
        .await;
    assert_ne!(hints(&mut session).await, 0);
    assert_eq!(lenses(&mut session).await, 0);
    // Settings of other extensions are ignored.
    let params = json!({ "settings": { "editor": { "tabSize": 4 } } });
    session
        .notify("workspace/didChangeConfiguration", params)
        .await;
    assert_eq!(lenses(&mut session).await, 0);
    assert!(session.end().await.received_by(ASKED).is_empty());
}

/// A client without settings answers `null`, or with an error.
#[tokio::test]
async fn initialization_options_apply_until_there_are_settings() {
    for refuse in [false, true] {
        let mut session = Session::start_alone(Memory::new(SHOP)).await;
        session.settings = Value::Null;
        session.refused.extend(refuse.then_some(ASKED));
        let options = json!({ "inlayHints": { "enabled": false } });
        session
            .initialize(
                &["/shop"],
                json!({ "workspace": { "configuration": true } }),
                options,
            )
            .await
            .expect("an answer");
        session.until(|it| !it.received_by(ASKED).is_empty()).await;
        // The settings have been applied once a later request is answered.
        for _ in 0..3 {
            assert_eq!(hints(&mut session).await, 0);
        }
        session.end().await;
    }
}

#[tokio::test]
async fn invalid_settings_are_reported_and_the_others_apply() {
    let options = json!({
        "log": "loud",
        "pages": 7,
        "inlayHints": { "enabled": "no" },
        "codeLenses": { "enabled": false },
        "commands": ["a", 1],
        "colour": "blue",
    });
    let mut session = session(json!({}), options).await;
    let words = session
        .expect_message("window/showMessage", "settings")
        .await;
    assert_eq!(
        words,
        "Invalid settings for proactive: `log` must be one of `off`, `error`, `warn`, `info`, \
         `debug`, `trace`, not `\"loud\"`; `pages` must be an address in quotes, not `7`; \
         `inlayHints.enabled` must be `true` or `false`, not `\"no\"`; `commands` must be a \
         list of names, not `[\"a\",1]`."
    );
    assert_ne!(hints(&mut session).await, 0);
    assert_eq!(lenses(&mut session).await, 0);
    for (settings, wanted) in [
        (json!("loud"), "expected an object, got `\"loud\"`"),
        (
            json!({ "codeLenses": "no" }),
            "`codeLenses.enabled` must be `true` or `false`, not `\"no\"`",
        ),
    ] {
        let params = json!({ "settings": { "proactive": settings } });
        session
            .notify("workspace/didChangeConfiguration", params)
            .await;
        session.expect_message("window/showMessage", wanted).await;
        assert_ne!(lenses(&mut session).await, 0);
    }
    // Missing settings, and the empty values of various languages, are valid.
    let shown = session.received_by("window/showMessage").len();
    for settings in [
        json!({}),
        json!([]),
        json!(null),
        json!({ "log": null, "inlayHints": null, "codeLenses": {}, "commands": [] }),
        json!({ "inlayHints": true }),
    ] {
        let params = json!({ "settings": { "proactive": settings } });
        session
            .notify("workspace/didChangeConfiguration", params)
            .await;
        assert_ne!(hints(&mut session).await, 0);
    }
    let session = session.end().await;
    assert_eq!(session.received_by("window/showMessage").len(), shown);
}

#[tokio::test]
async fn the_documentation_url() {
    let capabilities = json!({
        "textDocument": { "publishDiagnostics": { "codeDescriptionSupport": true } },
    });
    let mut session = session(capabilities, Value::Null).await;
    session.open(MAIN, "segment a when nobody\n").await;
    let found = session.diagnostics(MAIN, 1).await;
    assert_eq!(found[0].get("codeDescription"), None);
    // It is published again without an edit.
    let pages = json!({ "pages": "https://example.com/docs/" });
    let params = json!({ "settings": { "proactive": pages } });
    session
        .notify("workspace/didChangeConfiguration", params)
        .await;
    let wanted = "https://example.com/docs/diagnostics/unresolved-name.md";
    session
        .until(|it| it.published[MAIN].1[0]["codeDescription"]["href"] == wanted)
        .await;
    session.end().await;
}

#[tokio::test]
async fn the_log_level() {
    let mut session = session(json!({}), json!({ "log": "debug" })).await;
    session.open(MAIN, "segment a when nobody\n").await;
    session
        .expect_message("window/logMessage", "diagnostics of")
        .await;
    let params = json!({ "settings": { "proactive": { "log": "off" } } });
    session
        .notify("workspace/didChangeConfiguration", params)
        .await;
    // An edit of a document that is not open is logged as an error.
    session
        .change("file:///shop/no.proactive", 2, json!([{ "text": "" }]))
        .await;
    let session = session.end().await;
    let said = session.received_by("window/logMessage");
    assert!(
        said.iter()
            .all(|it| !it.to_string().contains("no.proactive")),
        "{said:#?}"
    );
}
