//! A model test: after thousands of random edits, the server has the expected text and has published
//! the findings of `proactive check --format json`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::folder;

const SHOP: &str = r#"#- /proactive.toml
[lints]
every-time-frequency = "error"
nonsense = "warn"

#- /shop.proactive
brand acme "Acme 👋"
brand globex "グロベックス"

channel web "Web" {
  brand acme
}

segment cart when visitor.url contains "/カート" or visitor.url contains "/cart"
#- /messages/hello.proactive
message hello "Hello" {
  text "Hello 👋, besoin d'aide ?"
  channel web
  reply agent {
    text "One moment"
  }
  when cart and visitor.history is new
  after 0m30s on page_view
  frequency every_time
}
#- /messages/bye.proactive
segment nobody when visitor.url contains "/a" and not visitor.url contains "/a"

test "hello comes" {
  visit "https://example.com/cart"
}
"#;

const FILES: [&str; 3] = [
    "shop.proactive",
    "messages/hello.proactive",
    "messages/bye.proactive",
];

/// Texts to type.
const PIECES: [&str; 22] = [
    "",
    "",
    "",
    "\n",
    "\r\n",
    "\r",
    "{",
    "}",
    "\"",
    "👋",
    "é",
    "カ",
    "acme",
    "cart",
    " ",
    "and ",
    "segment x when cart\n",
    "# note\n",
    "message",
    "\"\"\"",
    "[",
    "when nobody\n",
];

/// Random numbers that are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).expect("a small number")
    }
}

/// The position of a byte, counted the slow way.
fn position(text: &str, offset: usize, encoding: &str) -> Value {
    let before = &text[..offset];
    let bytes = before.as_bytes();
    let mut line = 0;
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let next = text.as_bytes().get(at + 1);
        if *byte == b'\n' || *byte == b'\r' && next != Some(&b'\n') {
            line += 1;
            start = at + 1;
        }
    }
    let column = &before[start..];
    let character = match encoding {
        "utf-8" => column.len(),
        "utf-16" => column.encode_utf16().count(),
        _ => column.chars().count(),
    };
    json!({ "line": line, "character": character })
}

fn edit(text: &mut String, random: &mut Random, encoding: &str) -> Value {
    let boundary = |text: &str, random: &mut Random| {
        let mut at = random.below(text.len() + 1);
        // The protocol has no position between `\r` and `\n`.
        while !text.is_char_boundary(at)
            || at > 0 && text.as_bytes()[at - 1] == b'\r' && text.as_bytes().get(at) == Some(&b'\n')
        {
            at -= 1;
        }
        at
    };
    let new = PIECES[random.below(PIECES.len())];
    if random.below(200) == 0 {
        *text = new.to_owned();
        return json!({ "text": new });
    }
    let start = boundary(text, random);
    let mut end = (start + random.below(12)).min(text.len());
    while !text.is_char_boundary(end)
        || end > 0 && text.as_bytes()[end - 1] == b'\r' && text.as_bytes().get(end) == Some(&b'\n')
    {
        end += 1;
    }
    let range = json!({
        "start": position(text, start, encoding),
        "end": position(text, end, encoding),
    });
    text.replace_range(start..end, new);
    json!({ "range": range, "text": new })
}

/// The findings of the command, in the form of the protocol.
fn checked(root: &Path, encoding: &str, texts: &BTreeMap<&str, String>) -> Vec<(String, Value)> {
    let output = Command::new(env!("CARGO_BIN_EXE_proactive"))
        .args(["check", "--format", "json", "."])
        .current_dir(root)
        .output()
        .expect("the command");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    let findings = report["findings"].as_array().expect("findings");
    let mut found: Vec<_> = findings
        .iter()
        .map(|finding| {
            let file = finding["span"]["file"].as_str().expect("a file");
            let text = texts.get(file);
            let disk = text
                .cloned()
                .unwrap_or_else(|| std::fs::read_to_string(root.join(file)).expect("the manifest"));
            let place = |which: &str| {
                let offset = finding["span"][which]["offset"]
                    .as_u64()
                    .expect("an offset");
                position(&disk, usize::try_from(offset).expect("a place"), encoding)
            };
            let severity = match finding["severity"].as_str() {
                Some("error") => 1,
                Some("warning") => 2,
                _ => 3,
            };
            let mut message = finding["message"].as_str().expect("a message").to_owned();
            if let Some(help) = finding["help"].as_str() {
                message = format!("{message}\nhelp: {help}");
            }
            let diagnostic = json!({
                "range": { "start": place("start"), "end": place("end") },
                "severity": severity,
                "code": finding["code"],
                "message": message,
            });
            (uri(&root.join(file)), diagnostic)
        })
        .collect();
    found.sort_by_key(|(uri, diagnostic)| (uri.clone(), diagnostic.to_string()));
    found
}

/// The published diagnostics, without the fields that the command does not have.
fn published(client: &Client) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for (uri, (_, list)) in &client.published {
        for diagnostic in list {
            let bare = json!({
                "range": diagnostic["range"],
                "severity": diagnostic["severity"],
                "code": diagnostic["code"],
                "message": diagnostic["message"],
            });
            found.push((uri.clone(), bare));
        }
    }
    found.sort_by_key(|(uri, diagnostic)| (uri.clone(), diagnostic.to_string()));
    found
}

fn requests(
    client: &mut Client,
    uri: &str,
    text: &str,
    random: &mut Random,
    encoding: &str,
) -> i64 {
    let mut offset = random.below(text.len() + 1);
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let document = json!({ "uri": uri });
    let place = json!({
        "textDocument": document,
        "position": position(text, offset, encoding),
    });
    match random.below(6) {
        0 => client.ask("textDocument/completion", place),
        1 => client.ask("textDocument/hover", place),
        2 => client.ask("textDocument/definition", place),
        3 => client.ask(
            "textDocument/foldingRange",
            json!({ "textDocument": document }),
        ),
        4 => client.ask(
            "textDocument/semanticTokens/full",
            json!({ "textDocument": document }),
        ),
        _ => client.ask(
            "textDocument/documentSymbol",
            json!({ "textDocument": document }),
        ),
    }
}

fn types_for_a_while(encoding: &str, seed: u64, rounds: usize) {
    let (_folder, root) = folder(SHOP);
    let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
    let mut client = Client::in_folder(&root, &capabilities);
    let mut random = Random(seed);
    let mut texts: BTreeMap<&str, String> = FILES
        .iter()
        .map(|file| {
            (
                *file,
                std::fs::read_to_string(root.join(file)).expect("a file"),
            )
        })
        .collect();
    let original = texts.clone();
    let mut versions: BTreeMap<&str, i64> = FILES.iter().map(|file| (*file, 1)).collect();
    for (file, text) in &texts {
        client.open(&uri(&root.join(file)), text);
    }
    for round in 0..rounds {
        for _ in 0..30 {
            let file = FILES[random.below(FILES.len())];
            let address = uri(&root.join(file));
            let text = texts.get_mut(file).expect("a text");
            let many = match random.below(10) {
                0 => 25,
                _ => 1,
            };
            let changes: Vec<_> = (0..many)
                .map(|_| edit(text, &mut random, encoding))
                .collect();
            let version = versions.get_mut(file).expect("a version");
            *version += 1;
            client.change(&address, *version, &changes);
            let text = text.clone();
            let asked = requests(&mut client, &address, &text, &mut random, encoding);
            if random.below(3) == 0 {
                client.notify("$/cancelRequest", json!({ "id": asked }));
            }
            if random.below(4) == 0 {
                // An answer, or an error because the text has changed.
                if let Err(error) = client.answer_to(asked) {
                    assert!(
                        [-32800, -32801].contains(&error["code"].as_i64().expect("a code")),
                        "{error}"
                    );
                }
            }
        }
        for (file, text) in &texts {
            std::fs::write(root.join(file), text).expect("it can be written");
        }
        for (file, version) in &versions {
            client.diagnostics(&uri(&root.join(file)), *version);
        }
        let wanted = checked(&root, encoding, &texts);
        let manifest = uri(&root.join("proactive.toml"));
        client.until(|client| {
            client.published.contains_key(&manifest) && published(client) == wanted
        });
        assert_eq!(published(&client), wanted, "{encoding}, round {round}");
        if round % 4 == 3 {
            // Replaces a text that has grown too large as a whole.
            for (file, text) in &original {
                let version = versions.get_mut(file).expect("a version");
                *version += 1;
                let changes = [json!({ "text": text })];
                client.change(&uri(&root.join(file)), *version, &changes);
            }
            texts.clone_from(&original);
        }
    }
    assert_eq!(client.end().code(), Some(0));
}

#[test]
fn typing_in_utf_8() {
    types_for_a_while("utf-8", 0x5eed_0001, 24);
}

#[test]
fn typing_in_utf_16() {
    types_for_a_while("utf-16", 0x5eed_0002, 24);
}

#[test]
fn typing_in_utf_32() {
    types_for_a_while("utf-32", 0x5eed_0003, 24);
}
