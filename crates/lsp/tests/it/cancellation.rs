//! Requests that were cancelled, or whose text changed in the meantime.

use serde_json::json;

use crate::support::{HELLO, Memory, SHOP, Session, document, place, range, text_of};

const CANCELLED: i64 = -32800;
const MODIFIED: i64 = -32801;

async fn cancel(session: &mut Session, id: i64) {
    session.notify("$/cancelRequest", json!({ "id": id })).await;
}

/// Returns the error code of a request.
async fn code(session: &mut Session, id: i64) -> i64 {
    let error = session.answer_to(id).await.expect_err("an error");
    error["code"].as_i64().expect("a code")
}

#[tokio::test]
async fn long_requests() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1);
    let mut session = Session::begin(disk.clone(), &["/shop"], json!({})).await;
    let asked = [
        session.ask("textDocument/hover", place(HELLO, 6, 8)).await,
        session
            .ask("workspace/symbol", json!({ "query": "" }))
            .await,
        session.ask("proactive/status", json!(null)).await,
        session
            .ask("workspace/diagnostic", json!({ "previousResultIds": [] }))
            .await,
    ];
    // They are answered although the work that they wait for is still running.
    for id in asked {
        cancel(&mut session, id).await;
        assert_eq!(code(&mut session, id).await, CANCELLED);
    }
    let kept = session.ask("textDocument/hover", place(HELLO, 6, 8)).await;
    disk.open_gate();
    let hover = session.answer_to(kept).await.expect("an answer");
    assert!(hover["contents"].to_string().contains("/cart"), "{hover}");
    session.end().await;
}

/// The maximum number of concurrent requests, with their cancellations after them all.
#[tokio::test]
async fn more_than_the_maximum_at_a_time() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1);
    let mut session = Session::begin(disk.clone(), &["/shop"], json!({})).await;
    let mut asked = Vec::new();
    for _ in 0..300 {
        asked.push(session.ask("textDocument/hover", place(HELLO, 6, 8)).await);
    }
    for id in &asked {
        cancel(&mut session, *id).await;
    }
    for id in asked {
        assert_eq!(code(&mut session, id).await, CANCELLED);
    }
    disk.open_gate();
    session.end().await;
}

#[tokio::test]
async fn finished_and_unknown_requests_cannot_be_cancelled() {
    let mut session = Session::begin(Memory::new(SHOP), &["/shop"], json!({})).await;
    let id = session.ask("textDocument/hover", place(HELLO, 6, 8)).await;
    session.answer_to(id).await.expect("an answer");
    for id in [json!(id), json!(id + 1), json!(-7), json!("seven")] {
        session.notify("$/cancelRequest", json!({ "id": id })).await;
    }
    // A cancellation that arrived before the request with that ID has no effect.
    let answered = session
        .request("textDocument/hover", place(HELLO, 6, 8))
        .await;
    assert!(answered.is_ok(), "{answered:?}");
    session.end().await;
}

#[tokio::test]
async fn a_text_that_changed_in_the_meantime() {
    let disk = Memory::new(SHOP);
    disk.close_gate(1);
    let mut session = Session::begin(disk.clone(), &["/shop"], json!({})).await;
    session
        .open(HELLO, &text_of(SHOP, "shop/hello.proactive"))
        .await;
    let whole = json!({ "textDocument": document(HELLO) });
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let format = json!({ "textDocument": document(HELLO), "options": options });
    let mut rename = place(HELLO, 6, 8);
    rename["newName"] = json!("basket");
    let mut modified = Vec::new();
    for (method, params) in [
        ("textDocument/foldingRange", whole.clone()),
        ("textDocument/documentSymbol", whole.clone()),
        ("textDocument/semanticTokens/full", whole.clone()),
        ("textDocument/diagnostic", whole.clone()),
        ("textDocument/formatting", format),
        ("textDocument/rename", rename),
        ("proactive/tests", whole),
    ] {
        modified.push((method, session.ask(method, params).await));
    }
    let answered = [
        session.ask("textDocument/hover", place(HELLO, 6, 8)).await,
        session
            .ask("textDocument/completion", place(HELLO, 6, 8))
            .await,
        session
            .ask("textDocument/definition", place(HELLO, 6, 8))
            .await,
    ];
    let typed = json!([{ "range": range((0, 0), (0, 0)), "text": "# note\n" }]);
    session.change(HELLO, 2, typed).await;
    // A request that is answered immediately proves that the edit was applied.
    assert_eq!(session.error("no/such/method", json!({})).await, -32601);
    disk.open_gate();
    for (method, id) in modified {
        assert_eq!(code(&mut session, id).await, MODIFIED, "{method}");
    }
    for id in answered {
        // The answer is for the text at the time of the request: the segment, not the line above.
        let answer = session.answer_to(id).await.expect("an answer");
        assert!(!answer.is_null());
    }
    assert!(session.diagnostics(HELLO, 2).await.is_empty());
    session.end().await;
}
