//! Starting and ending a server, and what it withstands.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::folder;

const SHOP: &str = r#"#- /shop.proactive
brand acme "Acme"

channel web "Web" {
  brand acme
}
"#;

#[test]
fn shutdown_and_exit_end_with_0() {
    let (_folder, root) = folder(SHOP);
    let status = Client::in_folder(&root, &json!({})).end();
    assert_eq!(status.code(), Some(0));
}

#[test]
fn exit_without_shutdown_ends_with_1() {
    let (_folder, root) = folder(SHOP);
    let mut client = Client::in_folder(&root, &json!({}));
    client.notify("exit", Value::Null);
    assert_eq!(client.wait().code(), Some(1));
}

#[test]
fn server_ends_with_its_input() {
    let (_folder, root) = folder(SHOP);
    let mut client = Client::in_folder(&root, &json!({}));
    // With a pending request of the server that is never answered.
    client.input = None;
    assert_eq!(client.wait().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn server_ends_with_its_parent_process() {
    let mut parent = std::process::Command::new("sleep")
        .arg("1000")
        .spawn()
        .expect("a process");
    let mut client = Client::start();
    let params = json!({ "processId": parent.id(), "rootUri": null, "capabilities": {} });
    client.request("initialize", params).expect("an answer");
    client.notify("initialized", json!({}));
    parent.kill().expect("it can be ended");
    parent.wait().expect("it has ended");
    assert_eq!(client.wait().code(), Some(1));
}

#[test]
fn invalid_messages_are_answered_and_ignored() {
    let (_folder, root) = folder(SHOP);
    let mut client = Client::in_folder(&root, &json!({}));
    client.write(b"{\"jsonrpc\": \"2.0\", \"method\": ");
    client.write(b"\xff\xfe");
    client.write(b"[]");
    let error = client.request("textDocument/definition", json!({ "wrong": true }));
    assert_eq!(error.expect_err("an error")["code"], -32602);
    for method in ["no/such/method", "$/no/such", "$/cancelRequest"] {
        let error = client.request(method, json!({ "id": 1 }));
        assert_eq!(error.expect_err("an error")["code"], -32601, "{method}");
    }
    // Notifications of this kind may be ignored.
    client.notify("$/no/such", json!({}));
    let uri = uri(&root.join("shop.proactive"));
    client.open(&uri, "channel x \"X\" { brand nobody }\n");
    let found = client.diagnostics(&uri, 1);
    assert_eq!(found[0]["code"], "unresolved-name", "{found:#?}");
    assert_eq!(client.end().code(), Some(0));
}

#[test]
fn only_initialize_is_answered_first() {
    let mut client = Client::start();
    let error = client.request("textDocument/definition", json!({}));
    assert_eq!(error.expect_err("an error")["code"], -32002);
}

#[test]
fn file_of_5_megabytes() {
    let (_folder, root) = folder(SHOP);
    let mut client = Client::in_folder(&root, &json!({}));
    let mut text = std::fs::read_to_string(root.join("shop.proactive")).expect("a file");
    let mut number = 0;
    while text.len() < 5_000_000 {
        number += 1;
        for line in 0..100 {
            let _ = writeln!(text, "# {line}: 👋 what is to be known of these pages");
        }
        let _ = writeln!(
            text,
            "segment s{number} when visitor.url contains \"/{number}\""
        );
    }
    let uri = uri(&root.join("shop.proactive"));
    client.open(&uri, &text);
    client.diagnostics(&uri, 1);
    let last = text.lines().count() - 1;
    let place = json!({ "line": last, "character": 8 });
    let range = json!({ "start": place, "end": place });
    client.change(&uri, 2, &[json!({ "range": range, "text": "x" })]);
    let found = client.diagnostics(&uri, 2);
    let changed = format!("xs{number}");
    let names = |it: &Value| it["message"].as_str().unwrap_or("").contains(&changed);
    assert!(found.iter().any(names), "nothing of {changed}");
    assert_eq!(client.end().code(), Some(0));
}

#[test]
fn workspace_of_5000_files() {
    let (_folder, root) = folder(SHOP);
    for number in 0..5000 {
        let text = format!("segment s{number} when visitor.url contains \"/{number}\"\n");
        std::fs::write(root.join(format!("{number}.proactive")), text).expect("a file");
    }
    let capabilities = json!({ "window": { "workDoneProgress": true } });
    let mut client = Client::in_folder(&root, &capabilities);
    let first = uri(&root.join("0.proactive"));
    let text = "segment s0 when s4999 and s1\n";
    client.open(&first, text);
    let found = client.diagnostics(&first, 1);
    assert!(
        found.iter().all(|it| it["code"] == "unused-declaration"),
        "{found:#?}"
    );
    let place =
        json!({ "textDocument": { "uri": first }, "position": { "line": 0, "character": 17 } });
    let found = client.request("textDocument/definition", place);
    let target = uri(&root.join("4999.proactive"));
    assert_eq!(found.expect("an answer")["uri"], target.as_str());
    // The file that is now used has nothing unused any more, although it was not edited.
    client.until(|client| {
        !client.published.contains_key(&target) || client.published[&target].1.is_empty()
    });
    assert_eq!(client.end().code(), Some(0));
}

#[test]
fn killed_server_can_be_restarted() {
    let (_folder, root) = folder(SHOP);
    let mut client = Client::in_folder(&root, &json!({}));
    let file = uri(&root.join("shop.proactive"));
    client.open(&file, "brand acme \"Acme\"\n");
    client.diagnostics(&file, 1);
    client.process.kill().expect("it can be ended");
    client.wait();
    let mut client = Client::in_folder(&root, &json!({}));
    client.open(&file, "brand acme \"Acme\"\n");
    let found = client.diagnostics(&file, 1);
    assert_eq!(found[0]["code"], "unused-declaration", "{found:#?}");
    assert_eq!(client.end().code(), Some(0));
}
