//! A client that does what no client should do.

use serde_json::{Value, json};

use crate::support::{HELLO, MAIN, Memory, SHOP, Session, document, place, range, text_of};

const LOG: &str = "window/logMessage";

/// A session that reads the log.
async fn session() -> Session {
    Session::in_shop_alone(Memory::new(SHOP)).await
}

/// The name in the only diagnostic of a version, and its range.
async fn unknown(session: &mut Session, uri: &str, version: i64) -> (String, Value) {
    let found = session.diagnostics(uri, version).await;
    let found = found.iter().find(|it| it["code"] == "unresolved-name");
    let found = found.expect("a name that nothing declares");
    let message = found["message"].as_str().expect("a message");
    let name = message.split('`').nth(1).expect("a name").to_owned();
    (name, found["range"].clone())
}

#[tokio::test]
async fn edits_past_the_end_and_reversed_ranges() {
    let mut session = session().await;
    session.open(MAIN, "segment a when nob").await;
    let far = range((4_000_000_000, 7), (4_294_967_295, 4_294_967_295));
    session
        .change(MAIN, 2, json!([{ "range": far, "text": "ody" }]))
        .await;
    assert_eq!(unknown(&mut session, MAIN, 2).await.0, "nobody");
    // A position past the end of a line is its end; a reversed range is empty.
    let behind = range((0, 400), (0, 500));
    let backwards = range((0, 21), (0, 0));
    session
        .change(
            MAIN,
            3,
            json!([
                { "range": behind, "text": "_else\n" },
                { "range": backwards, "text": "_at_all" },
            ]),
        )
        .await;
    let (name, place) = unknown(&mut session, MAIN, 3).await;
    assert_eq!(name, "nobody_at_all_else");
    assert_eq!(place, range((0, 15), (0, 33)));
    for (method, mut params) in [
        ("textDocument/hover", place_far()),
        ("textDocument/completion", place_far()),
        ("textDocument/definition", place_far()),
        (
            "textDocument/codeAction",
            json!({ "context": { "diagnostics": [] } }),
        ),
        ("textDocument/inlayHint", json!({})),
        ("textDocument/semanticTokens/range", json!({})),
        (
            "textDocument/selectionRange",
            json!({ "positions": [{ "line": 9, "character": 9 }] }),
        ),
    ] {
        params["textDocument"] = document(MAIN);
        params["range"] = range((9, 9), (4_294_967_295, 0));
        let answered = session.request(method, params).await;
        assert!(answered.is_ok(), "{method}: {answered:?}");
    }
    session.end().await;
}

fn place_far() -> Value {
    place(MAIN, 4_294_967_295, 4_294_967_295)
}

#[tokio::test]
async fn edits_of_documents_that_are_not_open() {
    let mut session = session().await;
    session
        .change(
            HELLO,
            2,
            json!([{ "range": range((0, 0), (9, 0)), "text": "" }]),
        )
        .await;
    session
        .expect_message(
            LOG,
            "edit of file:///shop/hello.proactive, which is not open",
        )
        .await;
    // The file on disk still counts.
    let found = session.get("textDocument/hover", place(HELLO, 6, 8)).await;
    assert!(found["contents"].to_string().contains("/cart"), "{found}");
    session.end().await;
}

#[tokio::test]
async fn opened_twice_and_closed_twice() {
    let mut session = session().await;
    session.open(MAIN, "segment a when nobody\n").await;
    session.open(MAIN, "segment a when somebody\n").await;
    session.expect_message(LOG, "is already open").await;
    let is_new = |it: &Session| {
        let list = it.published.get(MAIN).map(|(_, list)| list.iter());
        list.is_some_and(|mut list| list.any(|it| it["message"].to_string().contains("`somebody`")))
    };
    session.until(is_new).await;
    session.close(MAIN).await;
    session.close(MAIN).await;
    session.close("file:///shop/never.proactive").await;
    session.codes(MAIN, &[]).await;
    // After closing, the text on disk counts again.
    let found = session.get("textDocument/hover", place(MAIN, 6, 9)).await;
    assert!(found["contents"].to_string().contains("/cart"), "{found}");
    session
        .change(MAIN, 3, json!([{ "text": "segment x when nobody\n" }]))
        .await;
    session.expect_message(LOG, "which is not open").await;
    session.end().await;
}

#[tokio::test]
async fn versions_that_go_backwards() {
    let mut session = session().await;
    session.open(MAIN, "segment a when nobody\n").await;
    for version in [7, 3, 3, -1] {
        let typed = json!([{ "range": range((0, 21), (0, 21)), "text": "x" }]);
        session.change(MAIN, version, typed).await;
    }
    session
        .expect_message(
            LOG,
            "version 3 of file:///shop/shop.proactive arrived after version 7",
        )
        .await;
    // Edits are applied in the order in which they arrive.
    assert_eq!(unknown(&mut session, MAIN, -1).await.0, "nobodyxxxx");
    session.end().await;
}

#[tokio::test]
async fn requests_at_the_wrong_time() {
    let mut session = Session::start(Memory::new(SHOP)).await;
    assert_eq!(
        session.error("textDocument/hover", place(MAIN, 6, 9)).await,
        -32002
    );
    assert_eq!(session.error("shutdown", Value::Null).await, -32002);
    assert_eq!(session.error("proactive/status", Value::Null).await, -32002);
    // Before `initialize`, notifications are ignored, malformed or not.
    session.open(MAIN, "segment a when nobody\n").await;
    session.notify("textDocument/didOpen", json!({})).await;
    session
        .initialize(&["/shop"], json!({}), Value::Null)
        .await
        .expect("an answer");
    let status = session.get("proactive/status", Value::Null).await;
    assert_eq!(status["openDocuments"], 0);
    let again = session.initialize(&["/shop"], json!({}), Value::Null).await;
    assert_eq!(again.expect_err("it is initialized")["code"], -32600);
    session.get("shutdown", Value::Null).await;
    assert_eq!(
        session.error("textDocument/hover", place(MAIN, 6, 9)).await,
        -32600
    );
    assert_eq!(session.error("shutdown", Value::Null).await, -32600);
    session.open(MAIN, "segment a when nobody\n").await;
    let session = session.exit().await;
    assert!(session.received_by("window/showMessage").is_empty());
    assert!(session.published.get(MAIN).is_none_or(|it| it.1.is_empty()));
}

#[tokio::test]
async fn an_endless_line() {
    let mut session = session().await;
    let mut text = "segment a when visitor.url contains any of [".to_owned();
    for number in 0..20_000 {
        text.push_str(&format!("\"/カート👋/{number}\", "));
    }
    text.push_str("\"/end\"] and nobody\n");
    session.open(MAIN, &text).await;
    let (name, place) = unknown(&mut session, MAIN, 1).await;
    assert_eq!(name, "nobody");
    let before = text
        .split("nobody")
        .next()
        .expect("a text")
        .encode_utf16()
        .count();
    assert_eq!(place["start"], json!({ "line": 0, "character": before }));
    let column = u32::try_from(before).expect("a column");
    let at_end = range((0, column), (0, column + 6));
    session
        .change(MAIN, 2, json!([{ "range": at_end, "text": "somebody" }]))
        .await;
    let (name, place) = unknown(&mut session, MAIN, 2).await;
    assert_eq!(
        (name.as_str(), &place["start"]["character"]),
        ("somebody", &json!(before))
    );
    session.end().await;
}

/// The two UTF-16 code units of an emoji are one character, which cannot be split.
#[tokio::test]
async fn edits_inside_a_character() {
    let mut session = session().await;
    session.open(MAIN, "# 👋\nsegment a when nobody\n").await;
    let in_emoji = range((0, 3), (0, 3));
    session
        .change(MAIN, 2, json!([{ "range": in_emoji, "text": "é" }]))
        .await;
    assert_eq!(
        unknown(&mut session, MAIN, 2).await.1,
        range((1, 15), (1, 21))
    );
    let hover = session
        .request("textDocument/hover", place(MAIN, 0, 4))
        .await;
    assert!(hover.is_ok(), "{hover:?}");
    session.end().await;
}

/// Editors with UTF-16 texts send lone surrogates when an emoji is edited.
#[tokio::test]
async fn lone_surrogates() {
    let mut session = session().await;
    session.open(MAIN, "segment a when nobody # \n").await;
    let message = |version: i64, column: u32, text: &str| {
        let edit = json!([{ "range": range((0, column), (0, column)), "text": "TEXT" }]);
        let document = json!({ "uri": MAIN, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": edit });
        let method = "textDocument/didChange";
        let message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        message.to_string().replace("TEXT", text)
    };
    // Lone surrogates, pairs, and what only looks like one; upper and lower case.
    let written = r"\ud83d \uD83D\uDC4B \udc4b\uD83D \\ud83d \uD83Dx";
    session.write(message(2, 24, written).as_bytes()).await;
    session.diagnostics(MAIN, 2).await;
    // Each lone surrogate counts as one unit, as for the client: 1 + 1 + 2 + 1 + 2 + 1 + 6 + 1 + 2.
    let behind = range((0, 24 + 17), (0, 24 + 17));
    session
        .change(
            MAIN,
            3,
            json!([{ "range": behind, "text": "\nsegment b when somebody # " }]),
        )
        .await;
    let found = session.diagnostics(MAIN, 3).await;
    let names: Vec<_> = found
        .iter()
        .filter(|it| it["code"] == "unresolved-name")
        .collect();
    assert_eq!(names.len(), 2, "{found:#?}");
    assert_eq!(names[1]["range"], range((1, 15), (1, 23)));
    assert!(session.received_by("window/showMessage").is_empty());
    let whole = json!({ "textDocument": document(MAIN) });
    let fold = session.request("textDocument/foldingRange", whole).await;
    assert!(fold.is_ok(), "{fold:?}");
    session.end().await;
}

#[tokio::test]
async fn unusual_uris() {
    let disk = Memory::new(SHOP);
    disk.write("/shop/prix & été.proactive", "segment price when nobody\n");
    let mut session = Session::begin(disk, &["/shop"], json!({})).await;
    let encoded = "file:///shop/prix%20%26%20%C3%A9t%C3%A9.proactive";
    session.codes(encoded, &["unresolved-name"]).await;
    // The client's spelling is used once it is known.
    let written = "FILE:///shop/prix%20&%20%c3%a9t%c3%a9.proactive";
    session.open(written, "segment price when somebody\n").await;
    let (name, _) = unknown(&mut session, written, 1).await;
    assert_eq!(name, "somebody");
    session.codes(encoded, &[]).await;
    // With another spelling, it is still the same file.
    let hover = session
        .get("textDocument/hover", place(encoded, 0, 9))
        .await;
    assert!(!hover.is_null());
    let typed = json!([{ "range": range((0, 23), (0, 27)), "text": "time" }]);
    session.change(encoded, 2, typed).await;
    assert_eq!(unknown(&mut session, written, 2).await.0, "sometime");
    session.close(encoded).await;
    session.codes(encoded, &["unresolved-name"]).await;
    // Documents that are not files have a project each, under their own URI.
    for address in [
        "untitled:Untitled-1",
        "untitled:/shop/new.proactive",
        "vscode-vfs://github/a/b.proactive",
    ] {
        session
            .open(
                address,
                "segment sofa when nobody\nsegment late when sofa\n",
            )
            .await;
        assert_eq!(unknown(&mut session, address, 1).await.0, "nobody");
        let found = session
            .get("textDocument/definition", place(address, 1, 19))
            .await;
        assert_eq!(found["uri"], *address);
        session.close(address).await;
        session.codes(address, &[]).await;
    }
    session.end().await;
}

/// A response to a request that the server never sent, and a malformed response.
#[tokio::test]
async fn responses_without_a_request() {
    let mut session = session().await;
    for answer in [
        json!({ "jsonrpc": "2.0", "id": 77, "result": null }),
        json!({ "jsonrpc": "2.0", "id": "x", "error": { "code": 1, "message": "no" } }),
        json!({ "jsonrpc": "2.0", "id": null, "result": {} }),
    ] {
        session.write(answer.to_string().as_bytes()).await;
    }
    session
        .open(HELLO, &text_of(SHOP, "shop/hello.proactive"))
        .await;
    assert!(session.diagnostics(HELLO, 1).await.is_empty());
    session.end().await;
}
