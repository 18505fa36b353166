//! The configuration of editors that are not run here starts the server that there is.
//!
//! What runs here is tested by `cargo xtask editors`.

use xtask::house;

fn read(path: &str) -> String {
    house::read(&house::root().join("editors").join(path)).expect("a file of an editor")
}

/// JSON, in which lines may be comments.
fn json(path: &str) -> serde_json::Value {
    let text = read(path);
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    serde_json::from_str(&lines.join("\n")).expect(path)
}

fn holds(path: &str, lines: &str) {
    assert!(read(path).contains(lines), "{path} without {lines}");
}

#[test]
fn kate_starts_the_server_for_the_colours_it_has() {
    let server = &json("kate/lspclient.json")["servers"]["proactive"];
    assert_eq!(server["command"], serde_json::json!(["proactive", "lsp"]));
    assert_eq!(
        server["rootIndicationFileNames"],
        serde_json::json!(["proactive.toml"])
    );
    assert_eq!(server["highlightingModeRegex"], "^Proactive$");
    holds("kate/proactive.xml", "<language name=\"Proactive\"");
}

#[test]
fn sublime_text_starts_the_server_for_the_colours_it_has() {
    let client = &json("sublime/LSP.sublime-settings")["clients"]["proactive"];
    assert_eq!(client["command"], serde_json::json!(["proactive", "lsp"]));
    assert_eq!(client["enabled"], true);
    assert_eq!(client["selector"], "source.proactive");
    holds(
        "sublime/Proactive.sublime-syntax",
        "\nscope: source.proactive\n",
    );
}

#[test]
fn helix_starts_the_server_for_the_language_it_knows() {
    let file = "helix/languages.toml";
    holds(
        file,
        "[language-server.proactive]\ncommand = \"proactive\"\nargs = [\"lsp\"]\n",
    );
    holds(file, "[[language]]\nname = \"proactive\"\n");
    holds(file, "\nfile-types = [\"proactive\"]\n");
    holds(file, "\nlanguage-servers = [\"proactive\"]\n");
}
