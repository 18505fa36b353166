//! A panic only stops the handler in which it happens.

use serde_json::json;

use crate::support::{HELLO, MAIN, Memory, SHOP, Session, place, range, text_of};

const LOG: &str = "window/logMessage";

#[tokio::test]
async fn in_requests_and_in_the_checking_task() {
    let disk = Memory::new(SHOP);
    disk.set_trap_in_reading("/shop");
    let mut session = Session::in_shop_alone(disk.clone()).await;
    session.expect_message(LOG, "`checking` failed").await;
    let words = session.expect_message(LOG, "a trap at /shop").await;
    assert!(words.contains("a bug in the server"), "{words}");
    let at_cart = place(HELLO, 6, 8);
    let error = session.error("textDocument/hover", at_cart.clone()).await;
    assert_eq!(error, -32603);
    session.expect_message(LOG, "`hover` failed").await;
    let query = json!({ "query": "cart" });
    let error = session.error("workspace/symbol", query.clone()).await;
    assert_eq!(error, -32603);
    let error = session.error("proactive/status", json!(null)).await;
    assert_eq!(error, -32603);
    // The server still runs, and continues where it can.
    disk.clear_traps();
    let found = session.get("workspace/symbol", query).await;
    assert_eq!(found[0]["name"], "cart");
    session
        .open(HELLO, &text_of(SHOP, "shop/hello.proactive"))
        .await;
    assert!(session.diagnostics(HELLO, 1).await.is_empty());
    let hover = session.get("textDocument/hover", at_cart).await;
    assert!(hover["contents"].to_string().contains("/cart"), "{hover}");
    let typed = json!([{ "range": range((6, 7), (6, 11)), "text": "nobody" }]);
    session.change(HELLO, 2, typed).await;
    let found = session.diagnostics(HELLO, 2).await;
    assert_eq!(found[0]["code"], "unresolved-name");
    session.end().await;
}

#[tokio::test]
async fn in_a_handler_before_it_waits() {
    let disk = Memory::new(SHOP);
    let mut session = Session::in_shop_alone(disk.clone()).await;
    disk.set_trap("/shop/hello.proactive");
    let at_cart = place(HELLO, 6, 8);
    let error = session.error("textDocument/hover", at_cart.clone()).await;
    assert_eq!(error, -32603);
    session
        .expect_message(LOG, "`textDocument/hover` failed")
        .await;
    disk.clear_traps();
    let hover = session.get("textDocument/hover", at_cart).await;
    assert!(hover["contents"].to_string().contains("/cart"), "{hover}");
    session.end().await;
}

/// An edit that was not applied is missing from the text, so nothing may be reported about it.
#[tokio::test]
async fn in_an_edit() {
    let disk = Memory::new(SHOP);
    let mut session = Session::in_shop_alone(disk.clone()).await;
    session
        .open(MAIN, &text_of(SHOP, "shop/shop.proactive"))
        .await;
    session.diagnostics(MAIN, 1).await;
    disk.set_trap("/shop/shop.proactive");
    let at_start = range((0, 0), (0, 0));
    session
        .change(MAIN, 2, json!([{ "range": at_start, "text": "\n\n" }]))
        .await;
    session
        .expect_message(LOG, "`textDocument/didChange` failed")
        .await;
    session
        .expect_message(
            "window/showMessage",
            "lost track of the text of `shop.proactive`",
        )
        .await;
    disk.clear_traps();
    let error = session.error("textDocument/hover", place(MAIN, 6, 9)).await;
    assert_eq!(error, -32801);
    // Edits of an unknown text are ignored; a whole text is not.
    session
        .change(
            MAIN,
            3,
            json!([{ "range": at_start, "text": "segment x when nobody\n" }]),
        )
        .await;
    let whole =
        json!([{ "text": "segment x when somebody\n" }, { "range": at_start, "text": "\n" }]);
    session.change(MAIN, 4, whole).await;
    let found = session.diagnostics(MAIN, 4).await;
    assert!(
        found[0]["message"].to_string().contains("`somebody`"),
        "{found:#?}"
    );
    assert_eq!(found[0]["range"]["start"]["line"], 1);
    session.end().await;
}
