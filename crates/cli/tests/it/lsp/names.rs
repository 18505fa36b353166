//! One file under two names: through a link, or under two URIs.

use std::os::unix::fs::symlink;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::folder;

const SHOP: &str = r#"#- /proactive.toml
#- /shop.proactive
brand acme

channel web {
  brand acme
}
#- /hello.proactive
message hello {
  text "Hello"
  reply agent "One moment"
  when cart
  on page_load
  frequency once_per_visit
}
#- /segments.proactive
segment cart when visitor.url contains "/cart"
"#;

const HELLO: &str = "message hello {\n  text \"Hello\"\n  reply agent \"One moment\"\n  when cart\n  \
                     on page_load\n  frequency once_per_visit\n}\n";

fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().filter_map(|it| it["code"].as_str()).collect()
}

fn close(client: &mut Client, uri: &str) {
    let document = json!({ "textDocument": { "uri": uri } });
    client.notify("textDocument/didClose", document);
}

/// Replaces the whole text.
fn replace(client: &mut Client, uri: &str, version: i64, text: &str) {
    client.change(uri, version, &[json!({ "text": text })]);
}

#[test]
fn link_in_a_workspace_stands_for_its_file() {
    for manifest in [true, false] {
        let (_folder, root) = folder(SHOP);
        if !manifest {
            std::fs::remove_file(root.join("proactive.toml")).unwrap();
        }
        symlink("hello.proactive", root.join("link.proactive")).unwrap();
        let mut client = Client::in_folder(&root, &json!({}));
        let link = uri(&root.join("link.proactive"));
        client.open(&link, HELLO);
        assert_eq!(codes(&client.diagnostics(&link, 1)), Vec::<&str>::new());
        // Its text counts, under the name that the client uses.
        replace(
            &mut client,
            &link,
            2,
            &HELLO.replace("when cart", "when basket"),
        );
        assert_eq!(codes(&client.diagnostics(&link, 2)), ["unresolved-name"]);
        let place = json!({ "line": 0, "character": 9 });
        let params = json!({ "textDocument": { "uri": link }, "position": place });
        let found = client.request("textDocument/definition", params).unwrap();
        assert_eq!(found["uri"], link, "{found:#}");
        assert_eq!(client.end().code(), Some(0));
    }
}

#[test]
fn link_to_another_workspace_is_a_file_of_its_own() {
    let (_folder, root) = folder("#- /one/proactive.toml\n#- /two/proactive.toml\n");
    std::fs::write(root.join("two/a.proactive"), "segment s when t\n").unwrap();
    symlink("../two/a.proactive", root.join("one/link.proactive")).unwrap();
    let mut client = Client::in_folder(&root.join("one"), &json!({}));
    let link = uri(&root.join("one/link.proactive"));
    client.open(&link, "segment s when t\n");
    assert_eq!(codes(&client.diagnostics(&link, 1)), ["unresolved-name"]);
    assert_eq!(client.end().code(), Some(0));
}

#[test]
fn each_open_document_has_its_own_findings() {
    for manifest in [true, false] {
        let (outer, root) = folder("#- /ws/keep.txt\n");
        let root = root.join("ws");
        proactive_testing::Fixture::parse(SHOP)
            .write_to(&root)
            .unwrap();
        if !manifest {
            std::fs::remove_file(root.join("proactive.toml")).unwrap();
        }
        let linked = outer.path().canonicalize().unwrap().join("linked");
        symlink(&root, &linked).unwrap();
        let mut client = Client::in_folder(&root, &json!({}));
        let real = uri(&root.join("hello.proactive"));
        let other = uri(&linked.join("hello.proactive"));

        client.open(&real, &HELLO.replace("cart", "basket"));
        assert_eq!(codes(&client.diagnostics(&real, 1)), ["unresolved-name"]);
        client.open(&other, HELLO);
        assert_eq!(codes(&client.diagnostics(&other, 1)), Vec::<&str>::new());
        replace(
            &mut client,
            &other,
            2,
            &HELLO.replace("once_per_visit", "once"),
        );
        assert_eq!(codes(&client.diagnostics(&other, 2)), ["unknown-value"]);
        replace(&mut client, &real, 2, &HELLO.replace("cart", "basket2"));
        assert_eq!(codes(&client.diagnostics(&real, 2)), ["unresolved-name"]);

        // Both see an edit of another file.
        let segments = uri(&root.join("segments.proactive"));
        client.open(
            &segments,
            "segment basket2 when visitor.url contains \"/cart\"\n",
        );
        client.until(|client| {
            codes(&client.published[&real].1).is_empty()
                && codes(&client.published[&other].1).contains(&"unresolved-name")
        });
        replace(
            &mut client,
            &segments,
            2,
            "segment cart when visitor.url contains \"/cart\"\n",
        );
        client.until(|client| {
            codes(&client.published[&real].1) == ["unresolved-name"]
                && codes(&client.published[&other].1) == ["unknown-value"]
        });

        // Each answer is about the text and the name that was asked for.
        let place = json!({ "line": 0, "character": 9 });
        let params = json!({ "textDocument": { "uri": other }, "position": place });
        let found = client.request("textDocument/definition", params).unwrap();
        assert_eq!(found["uri"], other, "{found:#}");

        // When the first is closed, the text of the other counts.
        close(&mut client, &real);
        client.until(|client| client.published[&real].1.is_empty());
        client.until(|client| codes(&client.published[&other].1) == ["unknown-value"]);
        close(&mut client, &other);
        client.until(|client| client.published[&other].1.is_empty());
        assert_eq!(client.end().code(), Some(0));
    }
}
