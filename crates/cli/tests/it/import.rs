//! `proactive import`.

use crate::corpus;
use crate::support::{Folder, RIGHT};

/// A folder with the compiled configuration of a workspace.
fn compiled(text: &str) -> Folder {
    let folder = Folder::with("source/main.proactive", text);
    let ran = folder.run(&["build", "source", "-o", "config.json"]);
    assert_eq!(ran.exit, 0, "{}", ran.out);
    folder
}

#[test]
fn source_on_stdout() {
    let folder = compiled(RIGHT);
    let ran = folder.run(&["import", "config.json"]);
    assert_eq!((ran.exit, ran.err.as_str()), (0, ""));
    insta::assert_snapshot!(ran.out);
    let again = folder.pipe(&["build", "-"], ran.out.as_bytes());
    assert_eq!(again.out, folder.read("config.json"));
    let piped = folder.pipe(&["import", "-"], folder.read("config.json").as_bytes());
    assert_eq!(piped.out, ran.out);
}

#[test]
fn examples_round_trip_byte_for_byte() {
    let examples = std::fs::read_dir(corpus::project().join("examples")).unwrap();
    let mut count = 0;
    for example in examples {
        let json = example.unwrap().path().join("proactive.json");
        let Ok(document) = std::fs::read_to_string(&json) else {
            continue;
        };
        count += 1;
        let folder = Folder::with("config.json", &document);
        let ran = folder.run(&["import", "config.json", "-o", "shop"]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        assert!(!ran.err.contains("not in the form"), "{}", ran.err);
        let built = folder.run(&["build", "shop", "-o", "again.json"]);
        assert_eq!(built.exit, 0, "{}", built.out);
        assert_eq!(folder.read("again.json"), document);
        // It is already formatted.
        let formatted = folder.run(&["fmt", "--check", "shop"]);
        assert_eq!(formatted.exit, 0, "{}", formatted.out);
        // The single file builds to the same, with the setting from the notice.
        folder.write("single/proactive.toml", folder.read("shop/proactive.toml"));
        let ran = folder.run(&["import", "config.json", "-o", "single/all.proactive"]);
        assert_eq!(ran.exit, 0, "{}", ran.err);
        let insensitive = document.contains("\"case_sensitive\": false");
        assert_eq!(ran.err.contains("[matching]"), insensitive, "{}", ran.err);
        let built = folder.run(&["build", "single", "-o", "-"]);
        assert_eq!(built.out, document);
    }
    assert!(count > 2, "{count} examples");
}

#[test]
fn notice_for_a_configuration_in_another_form() {
    let folder = compiled(RIGHT);
    let json = folder.read("config.json");
    // The same configuration in another form, with a byte order mark.
    folder.write("flat.json", format!("\u{FEFF}{}", json.replace('\n', "")));
    let ran = folder.run(&["import", "flat.json"]);
    assert_eq!(ran.exit, 0);
    assert!(ran.err.contains("not in the form"), "{}", ran.err);
    assert_eq!(ran.out, folder.run(&["import", "config.json"]).out);
    let quiet = folder.run(&["import", "flat.json", "--quiet"]);
    assert_eq!((quiet.exit, quiet.err.as_str()), (0, ""));
}

#[test]
fn folder_gets_a_file_per_message() {
    let folder = compiled(&RIGHT.replace("message hello {", "message hello \"Hello\" {"));
    let ran = folder.run(&["import", "config.json", "-o", "out/"]);
    assert_eq!(ran.exit, 0);
    assert_eq!(ran.err, "1 message written to `out`, in 3 files\n");
    assert!(
        folder
            .read("out/00-account.proactive")
            .contains("channel web")
    );
    assert!(
        folder
            .read("out/01-hello.proactive")
            .starts_with("message hello \"Hello\" {\n")
    );
    assert_eq!(
        folder.read("out/proactive.toml"),
        "[matching]\ncase = \"sensitive\"\n"
    );
    // A second import would mix the files.
    let again = folder.run(&["import", "config.json", "-o", "out"]);
    assert_eq!((again.exit, again.out.as_str()), (2, ""));
    assert!(
        again.err.contains("`out` already has a workspace"),
        "{}",
        again.err
    );
    // A folder with other files is allowed.
    folder.write("here/README.md", "Hello");
    assert_eq!(folder.run(&["import", "config.json", "-o", "here"]).exit, 0);
    assert_eq!(folder.run(&["check", "here", "--deny", "warnings"]).exit, 0);
}

#[test]
fn invalid_configurations_are_errors_with_their_place() {
    let folder = compiled(RIGHT);
    let json = folder.read("config.json");
    let mut said = Vec::new();
    let mut refused = |name: &str, document: &[u8]| {
        folder.write(name, document);
        let ran = folder.run(&["import", name, "-o", "out.proactive"]);
        assert_eq!((ran.exit, ran.out.as_str()), (2, ""), "{name}");
        assert!(!folder.path().join("out.proactive").exists());
        said.push(ran.err);
    };
    refused("empty.json", b"");
    refused("cut.json", &json.as_bytes()[..200]);
    refused("list.json", b"[]");
    refused("binary.json", b"\xFF\xFE{\0}\0");
    refused("two.json", json.repeat(2).as_bytes());
    refused(
        "frequency.json",
        json.replace("once_per_visit", "sometimes").as_bytes(),
    );
    refused(
        "name.json",
        json.replace("\"channel\": \"web\"", "\"channel\": \"wbe\"")
            .as_bytes(),
    );
    let ran = folder.run(&["import", "missing.json"]);
    assert_eq!(ran.exit, 2);
    said.push(ran.err);
    insta::assert_snapshot!(said.concat());
}
