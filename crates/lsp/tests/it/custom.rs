//! The project's own requests, as described in `docs/reference/editor-protocol.md`.

use serde_json::{Value, json};

use crate::support::{HELLO, MAIN, Memory, SHOP, Session, document, place, range};

async fn session() -> Session {
    Session::begin(Memory::new(SHOP), &["/shop"], json!({})).await
}

/// The parameters of a request about the message's file.
fn about(others: Value) -> Value {
    let mut params = json!({ "textDocument": document(HELLO) });
    for (name, value) in others.as_object().expect("fields") {
        params[name] = value.clone();
    }
    params
}

fn at(file: &str, start: (u32, u32), end: (u32, u32)) -> Value {
    json!({ "uri": file, "range": range(start, end) })
}

#[tokio::test]
async fn preview() {
    let mut session = session().await;
    let found = session.get("proactive/preview", place(HELLO, 3, 5)).await;
    let message = at(HELLO, (0, 8), (0, 13));
    assert_eq!(found["message"], json!({ "id": "hello", "name": "Hello" }));
    assert_eq!(found["location"], message);
    assert_eq!(found["text"], "Need help?");
    assert_eq!(
        found["reply"],
        json!({ "kind": "agent", "text": "One moment", "ask": ["name", "email"] })
    );
    assert_eq!(found["brand"], json!({ "id": "acme", "name": "Acme" }));
    assert_eq!(found["channel"], json!({ "id": "web", "name": "Web" }));
    assert_eq!(found["condition"], "cart and visitor.history is new");
    assert_eq!(
        found["trigger"],
        json!({ "event": "page_view", "afterSeconds": 30 })
    );
    assert_eq!(found["hours"]["kind"], "anytime");
    assert_eq!(found["frequency"], "once_per_visit");
    assert_eq!(found["status"], "published");
    assert_eq!(found["tags"], json!([]));
    let summary = found["summary"].as_array().expect("sentences");
    assert!(
        summary[0].as_str().expect("a sentence").contains("`cart`"),
        "{summary:#?}"
    );
    // A visitor who gets the message: simulating that visitor shows it.
    let visitor = found["visitor"].clone();
    assert!(
        visitor["url"]
            .as_str()
            .expect("an address")
            .contains("/cart"),
        "{visitor}"
    );
    assert_eq!(visitor["history"], "new");
    let mut visit = visitor.as_object().expect("fields").clone();
    visit.retain(|_, value| !value.is_null());
    visit.insert("stay".to_owned(), json!("1m"));
    let story = session
        .get("proactive/simulate", about(Value::Object(visit)))
        .await;
    assert_eq!(story["shown"][0]["message"], "hello");
    // While the message is being written, unknown parts are `null`.
    session
        .open(HELLO, "message hello \"Hello\" {\n  when cart and\n}\n")
        .await;
    let found = session.get("proactive/preview", place(HELLO, 1, 5)).await;
    assert_eq!(found["message"]["id"], "hello");
    for unknown in ["text", "reply", "visitor"] {
        assert_eq!(found[unknown], Value::Null, "{unknown}");
    }
    // The rest is simulated without it.
    let visit = about(json!({ "url": "https://example.com/cart", "live": "hello" }));
    let story = session.get("proactive/simulate", visit).await;
    assert_eq!(story["shown"], json!([]));
    assert_eq!(story["leftOut"][0]["name"], "hello");
    assert_eq!(
        story["leftOut"][0]["location"]["range"]["start"]["character"],
        8
    );
    let nowhere = session.get("proactive/preview", place(MAIN, 0, 0)).await;
    assert_eq!(nowhere, Value::Null);
    let unknown = session
        .get(
            "proactive/preview",
            place("file:///shop/no.proactive", 0, 0),
        )
        .await;
    assert_eq!(unknown, Value::Null);
    session.end().await;
}

#[tokio::test]
async fn simulate() {
    let mut session = session().await;
    let visit = json!({
        "url": "https://example.com/cart", "history": "new", "stay": "1m",
        "at": "2026-03-16 10:00 Europe/Paris", "channel": "web",
    });
    let story = session
        .get("proactive/simulate", about(visit.clone()))
        .await;
    let message = at(HELLO, (0, 8), (0, 13));
    assert_eq!(story["loaded"], "Mon 2026-03-16 10:00:00 Europe/Paris");
    assert_eq!(
        story["shown"],
        json!([{
            "message": "hello", "name": "Hello", "text": "Need help?", "location": message,
            "channel": "web",
            "afterSeconds": 30, "at": "Mon 2026-03-16 10:00:30 Europe/Paris",
            "reasons": story["shown"][0]["reasons"],
        }])
    );
    assert_eq!(story["notShown"], json!([]));
    let reasons = story["shown"][0]["reasons"].as_array().expect("a list");
    assert!(
        reasons.iter().any(|reason| {
            reason["words"] == "`visitor.history is new` is true: it is \"new\""
                && reason["locations"] == json!([at(HELLO, (6, 16), (6, 38))])
        }),
        "{reasons:#?}"
    );
    let mut early = visit.clone();
    early["stay"] = json!("20s");
    let story = session.get("proactive/simulate", about(early)).await;
    assert_eq!(story["shown"], json!([]));
    assert_eq!(story["notShown"][0]["onlyTooEarly"], true);
    let mut known = visit.clone();
    known["history"] = json!("returning");
    let story = session.get("proactive/simulate", about(known)).await;
    let kept = &story["notShown"][0];
    assert_eq!(kept["onlyTooEarly"], false);
    assert_eq!(kept["nearness"], "oneComparison");
    assert_eq!(
        kept["reasons"][0]["words"],
        "`visitor.history is new` is false: it is \"returning\""
    );
    assert_eq!(
        kept["reasons"][0]["locations"],
        json!([at(HELLO, (6, 16), (6, 38))])
    );
    // Invalid fields of the form are named.
    for (field, wrong) in [
        ("url", "nowhere"),
        ("at", "tomorrow"),
        ("stay", "long"),
        ("language", "Klingon, perhaps"),
        ("channel", "television"),
    ] {
        let mut visit = visit.clone();
        visit[field] = json!(wrong);
        let refused = session.request("proactive/simulate", about(visit)).await;
        let refused = refused.expect_err(field);
        assert_eq!(refused["code"], -32803, "{refused}");
        assert_eq!(refused["data"], json!({ "field": field }));
        assert_ne!(refused["message"], "");
    }
    session.end().await;
}

#[tokio::test]
async fn tests_and_their_runs() {
    let mut session = session().await;
    let test = at(HELLO, (11, 5), (11, 18));
    let tests = session.get("proactive/tests", about(json!({}))).await;
    assert_eq!(tests, json!([{ "name": "hello comes", "location": test }]));
    let runs = session.get("proactive/runTests", about(json!({}))).await;
    assert_eq!(runs[0]["name"], "hello comes");
    assert_eq!(runs[0]["passed"], true);
    assert_eq!(runs[0]["failure"], Value::Null);
    assert_eq!(runs[0]["location"], test);
    let comes = &runs[0]["timeline"][1];
    assert_eq!(comes["at"], "10:00:30");
    assert_eq!(comes["words"], "`hello` is shown after 30s");
    // Tests of other documents are run together with all, or by name.
    let of_main = json!({ "textDocument": document(MAIN) });
    let runs = session.get("proactive/runTests", of_main.clone()).await;
    assert_eq!(runs, json!([]));
    let mut all = of_main.clone();
    all["wholeWorkspace"] = json!(true);
    let runs = session.get("proactive/runTests", all.clone()).await;
    assert_eq!(runs.as_array().expect("a list").len(), 1);
    all["names"] = json!(["no such test"]);
    assert_eq!(session.error("proactive/runTests", all).await, -32803);
    // A failing test says why and where.
    let typed = json!([{ "range": range((13, 21), (13, 24)), "text": "40s" }]);
    session
        .open(
            HELLO,
            &crate::support::text_of(SHOP, "shop/hello.proactive"),
        )
        .await;
    session.change(HELLO, 2, typed).await;
    let runs = session.get("proactive/runTests", about(json!({}))).await;
    assert_eq!(runs[0]["passed"], false);
    let failure = &runs[0]["failure"];
    assert_eq!(failure["location"]["uri"], HELLO);
    assert!(
        failure["words"].as_str().expect("words").contains("30"),
        "{failure}"
    );
    // While there are errors, tests are listed but cannot be run.
    session
        .change(
            HELLO,
            3,
            json!([{ "text": "test \"a\" {\n  visit nowhere\n}\n" }]),
        )
        .await;
    let tests = session.get("proactive/tests", about(json!({}))).await;
    assert_eq!(tests[0]["name"], "a");
    let error = session
        .request("proactive/runTests", about(json!({})))
        .await;
    assert_eq!(error.expect_err("there are errors")["code"], -32803);
    session.end().await;
}

#[tokio::test]
async fn tests_are_written() {
    let mut session = session().await;
    let uri = HELLO;
    let write =
        json!({ "command": "proactive.writeTest", "arguments": [{ "uri": uri, "name": "hello" }] });
    session.get("workspace/executeCommand", write).await;
    let visit = json!({ "uri": uri, "url": "https://example.com/", "stay": "1m" });
    let keep = json!({ "command": "proactive.keepVisit", "arguments": [visit] });
    session.get("workspace/executeCommand", keep).await;
    let nobody = json!({ "command": "proactive.writeTest", "arguments": [{ "uri": uri, "name": "nobody" }] });
    assert_eq!(
        session.error("workspace/executeCommand", nobody).await,
        -32803
    );
    let applied: Vec<String> = session
        .received_by("workspace/applyEdit")
        .iter()
        .map(|it| it["params"]["edit"].to_string())
        .collect();
    assert_eq!(applied.len(), 2, "{applied:?}");
    assert!(applied[0].contains("expect hello"), "{}", applied[0]);
    assert!(applied[1].contains("Nothing is shown"), "{}", applied[1]);
    session.end().await;
}

#[tokio::test]
async fn coverage() {
    let mut session = session().await;
    let seen = session.get("proactive/coverage", about(json!({}))).await;
    let message = at(HELLO, (0, 8), (0, 13));
    assert_eq!(
        seen,
        json!({
            "messages": [{
                "message": "hello",
                "location": message,
                "shown": true,
                "heldBack": false,
            }],
            "comparisons": [
                {
                    "condition": "visitor.url contains \"/cart\"",
                    "location": at(MAIN, (6, 18), (6, 46)),
                    "messages": ["hello"],
                    "seenTrue": true,
                    "seenFalse": false,
                },
                {
                    "condition": "visitor.history is new",
                    "location": at(HELLO, (6, 16), (6, 38)),
                    "messages": ["hello"],
                    "seenTrue": true,
                    "seenFalse": false,
                },
            ],
        })
    );
    session.open(HELLO, "message\n").await;
    assert_eq!(
        session.error("proactive/coverage", about(json!({}))).await,
        -32803
    );
    session.end().await;
}

#[tokio::test]
async fn compiled() {
    let mut session = session().await;
    let all = session.get("proactive/compiled", about(json!({}))).await;
    let all: Value = serde_json::from_str(all["json"].as_str().expect("a text")).expect("JSON");
    assert!(all.to_string().contains("Need help?"), "{all}");
    let one = session
        .get("proactive/compiled", about(json!({ "message": "hello" })))
        .await;
    let one: Value = serde_json::from_str(one["json"].as_str().expect("a text")).expect("JSON");
    assert_eq!(one["id"], "hello", "{one}");
    let unknown = about(json!({ "message": "nobody" }));
    assert_eq!(session.error("proactive/compiled", unknown).await, -32803);
    session.end().await;
}

#[tokio::test]
async fn status() {
    let mut session = session().await;
    session.open(HELLO, "segment a when nobody\n").await;
    let status = session.get("proactive/status", Value::Null).await;
    assert_eq!(status["openDocuments"], 1);
    assert_eq!(status["version"], env!("CARGO_PKG_VERSION"));
    let project = &status["projects"][0];
    assert_eq!(project["root"], "/shop");
    assert_eq!(project["files"], 2);
    assert_eq!(project["errors"], 1);
    session.end().await;
}

#[tokio::test]
async fn messages() {
    let mut session = session().await;
    let found = session.get("proactive/messages", Value::Null).await;
    let project = &found[0];
    assert_eq!(
        (&project["name"], &project["root"]),
        (&Value::Null, &json!("/shop"))
    );
    let brand = &project["brands"][0];
    assert_eq!(brand["brand"], json!({ "id": "acme", "name": "Acme" }));
    assert_eq!(brand["location"], at(MAIN, (0, 6), (0, 10)));
    let channel = &brand["channels"][0];
    assert_eq!(channel["channel"], json!({ "id": "web", "name": "Web" }));
    assert_eq!(channel["location"], at(MAIN, (2, 8), (2, 11)));
    assert_eq!(channel["websites"], json!([]));
    let message = &channel["messages"][0];
    assert_eq!(
        message["message"],
        json!({ "id": "hello", "name": "Hello" })
    );
    assert_eq!(message["location"], at(HELLO, (0, 8), (0, 13)));
    assert_eq!(message["declaration"], at(HELLO, (0, 0), (9, 1)));
    assert_eq!(
        message["trigger"],
        json!({ "event": "page_view", "afterSeconds": 30 })
    );
    assert_eq!(message["status"], "published");
    assert!(
        message["summary"].to_string().contains("`cart`"),
        "{message}"
    );

    // An edit counts at once. A file that no workspace has is a project of its own, without theirs.
    let draft = "message soon { channel web after 10s on page_view status draft }\n";
    session.open(HELLO, draft).await;
    session.open("file:///else/alone.proactive", draft).await;
    let found = session.get("proactive/messages", Value::Null).await;
    let roots = found.as_array().expect("projects").iter();
    let roots: Vec<&Value> = roots.map(|project| &project["root"]).collect();
    assert_eq!(roots, ["/shop", "/else/alone.proactive"]);
    let message = &found[0]["brands"][0]["channels"][0]["messages"][0];
    assert_eq!(message["message"]["id"], "soon");
    assert_eq!(message["status"], "draft");
    let alone = &found[1]["brands"][0];
    assert_eq!(alone["brand"], Value::Null);
    assert_eq!(alone["channels"][0]["messages"][0]["message"]["id"], "soon");
    session.end().await;
}
