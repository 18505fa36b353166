//! What a user can set, at the start and while the server runs.

use serde_json::{Value, json};

use crate::support::{HELLO, MAIN, Memory, SHOP, Session, document, range};

const ASKED: &str = "workspace/configuration";
const REFRESH: &str = "workspace/inlayHint/refresh";

/// How many inlay hints there are in the message.
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
async fn a_client_that_can_is_asked() {
    let mut session = Session::start_alone(Memory::new(SHOP)).await;
    session.settings = json!({ "inlayHints": { "enabled": false } });
    let capabilities = json!({
        "workspace": { "configuration": true, "inlayHint": { "refreshSupport": true } },
    });
    session
        .initialize(&["/shop"], capabilities, Value::Null)
        .await
        .expect("an answer");
    session.until(|it| !it.told_by(REFRESH).is_empty()).await;
    let asked = session.told_by(ASKED)[0];
    assert_eq!(
        asked["params"],
        json!({ "items": [{ "section": "proactive" }] })
    );
    assert_eq!(hints(&mut session).await, 0);
    // What the notification brings does not count, as it may be for another place.
    session.settings = json!({ "inlayHints": { "enabled": true } });
    let before = session.told_by(REFRESH).len();
    let params = json!({ "settings": { "proactive": { "codeLenses": { "enabled": false } } } });
    session
        .notify("workspace/didChangeConfiguration", params)
        .await;
    session.until(|it| it.told_by(REFRESH).len() > before).await;
    assert_eq!(session.told_by(ASKED).len(), 2);
    assert_ne!(hints(&mut session).await, 0);
    assert_ne!(lenses(&mut session).await, 0);
    session.end().await;
}

#[tokio::test]
async fn a_client_that_cannot_is_not_asked() {
    let mut session = session(json!({}), json!({ "inlayHints": { "enabled": false } })).await;
    assert_eq!(hints(&mut session).await, 0);
    assert_ne!(lenses(&mut session).await, 0);
    let params = json!({ "settings": { "proactive": { "codeLenses": { "enabled": false } } } });
    session
        .notify("workspace/didChangeConfiguration", params)
        .await;
    assert_ne!(hints(&mut session).await, 0);
    assert_eq!(lenses(&mut session).await, 0);
    // Settings of others say nothing about ours.
    let params = json!({ "settings": { "editor": { "tabSize": 4 } } });
    session
        .notify("workspace/didChangeConfiguration", params)
        .await;
    assert_eq!(lenses(&mut session).await, 0);
    assert!(session.end().await.told_by(ASKED).is_empty());
}

/// A client that knows no settings answers `null`, or with an error.
#[tokio::test]
async fn what_came_with_initialize_counts_until_there_is_more() {
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
        session.until(|it| !it.told_by(ASKED).is_empty()).await;
        // The answer has been taken in when the server has answered what was sent behind it.
        for _ in 0..3 {
            assert_eq!(hints(&mut session).await, 0);
        }
        session.end().await;
    }
}

#[tokio::test]
async fn what_cannot_be_meant_is_told_and_all_else_counts() {
    let options = json!({
        "log": "loud",
        "pages": 7,
        "inlayHints": { "enabled": "no" },
        "codeLenses": { "enabled": false },
        "commands": ["a", 1],
        "colour": "blue",
    });
    let mut session = session(json!({}), options).await;
    let words = session.hears("window/showMessage", "settings").await;
    assert_eq!(
        words,
        "In the settings of proactive, `log` must be one of `off`, `error`, `warn`, `info`, \
         `debug`, `trace`, and is `\"loud\"`; `pages` must be an address in quotes, and is `7`; \
         `inlayHints.enabled` must be `true` or `false`, and is `\"no\"`; `commands` must be a \
         list of names, and is `[\"a\",1]`."
    );
    assert_ne!(hints(&mut session).await, 0);
    assert_eq!(lenses(&mut session).await, 0);
    for (settings, wanted) in [
        (
            json!("loud"),
            "there must be an object, and there is `\"loud\"`",
        ),
        (
            json!({ "codeLenses": "no" }),
            "`codeLenses.enabled` must be `true` or `false`, and is `\"no\"`",
        ),
    ] {
        let params = json!({ "settings": { "proactive": settings } });
        session
            .notify("workspace/didChangeConfiguration", params)
            .await;
        session.hears("window/showMessage", wanted).await;
        assert_ne!(lenses(&mut session).await, 0);
    }
    // Nothing is wrong with what is left out, or empty in the way of one language or another.
    let shown = session.told_by("window/showMessage").len();
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
    assert_eq!(session.told_by("window/showMessage").len(), shown);
}

#[tokio::test]
async fn where_the_documentation_is() {
    let capabilities = json!({
        "textDocument": { "publishDiagnostics": { "codeDescriptionSupport": true } },
    });
    let mut session = session(capabilities, Value::Null).await;
    session.open(MAIN, "segment a when nobody\n").await;
    let found = session.diagnostics(MAIN, 1).await;
    assert_eq!(found[0].get("codeDescription"), None);
    // It is told again without an edit.
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
async fn how_much_is_logged() {
    let mut session = session(json!({}), json!({ "log": "debug" })).await;
    session.open(MAIN, "segment a when nobody\n").await;
    session.hears("window/logMessage", "diagnostics of").await;
    let params = json!({ "settings": { "proactive": { "log": "off" } } });
    session
        .notify("workspace/didChangeConfiguration", params)
        .await;
    // An edit of what is not open would be logged as an error.
    session
        .change("file:///shop/no.proactive", 2, json!([{ "text": "" }]))
        .await;
    let session = session.end().await;
    let said = session.told_by("window/logMessage");
    assert!(
        said.iter()
            .all(|it| !it.to_string().contains("no.proactive")),
        "{said:#?}"
    );
}
