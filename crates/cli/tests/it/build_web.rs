//! `proactive build --target web`: bundles for pages, and the folder that they are in.

use std::fs;

use proactive_config::web::Manifest;
use serde_json::Value;

use crate::support::Folder;

const SHOP: &str = r#"
account "Acme Holding" { }
brand acme "Acme Outdoor" { external_id "360001" }
channel web "acme.example widget" {
  brand acme
  website "https://acme.example"
  business_hours support
  external_id "widget-7"
}
channel help "Help centre" { brand acme }
schedule support "Support" {
  timezone "Europe/Paris"
  open mon-fri 09:00-18:00
  closed 2026-12-25 to 2026-12-26 "Secret retreat"
}
bot aria "Aria" {
  channels help
  answer order_status "Where is my order?"
}

message welcome "Internal name" {
  channel web
  text "Besoin d'aide ?"
  reply agent { text "Un instant."  ask email }
  when (visitor.url contains "/cart" or visitor.title is "Cart")
    and device.language is fr and visitor.history is returning
  after 30s on page_view
  tags cart
  schedule business_hours
  frequency once_per_visit
}

message first {
  channel web
  text "First"
  reply agent "One moment."
  when visitor.history is new
  on page_load
  frequency once_per_customer
}

message plan {
  channel web
  text "A draft that nobody must see"
  reply agent "One moment."
  when visitor.url contains "/secret"
  on page_load
  frequency once_per_visit
  status draft
}

message orders {
  channel help
  text "Looking for your order?"
  reply bot aria answer order_status
  when visitor.url contains "/orders"
  on page_load
  tags help_only
  frequency once_per_visit
}
"#;

fn shop() -> Folder {
    Folder::with("proactive.toml", "name = 'Shop'\n").file("a.proactive", SHOP)
}

fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path().join("web")).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn bundle(folder: &Folder, channel: &str) -> (String, String) {
    let manifest = Manifest::from_json(&folder.read("web/manifest.json")).unwrap();
    let (_, name) = manifest.files().find(|(id, _)| ***id == *channel).unwrap();
    (name.to_owned(), folder.read(&format!("web/{name}")))
}

const BUILD: [&str; 4] = ["build", "--target", "web", "-o"];

fn build(folder: &Folder, more: &[&str]) -> crate::support::Ran {
    folder.run(&[&BUILD, ["web"].as_slice(), more].concat())
}

#[test]
fn a_bundle_has_what_its_page_needs_and_no_more() {
    let folder = shop();
    let ran = build(&folder, &[]);
    assert_eq!((ran.exit, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(
        ran.err.contains("2 bundles written to `web`"),
        "{}",
        ran.err
    );
    let (_, web) = bundle(&folder, "web");
    insta::assert_snapshot!(web);
    let (_, help) = bundle(&folder, "help");
    for hidden in [
        "Acme",
        "360001",
        "widget",
        "Internal",
        "retreat",
        "draft",
        "secret",
        "Where is",
        "help_only",
    ] {
        assert!(!web.contains(hidden), "{hidden}: {web}");
    }
    assert!(!help.contains("cart"), "{help}");
    for (name, document) in [("web", &web), ("web", &help)] {
        let schema = folder.run(&["schema", name]).out;
        let schema: Value = serde_json::from_str(&schema).unwrap();
        let document: Value = serde_json::from_str(document).unwrap();
        jsonschema::draft202012::new(&schema)
            .unwrap()
            .validate(&document)
            .unwrap();
    }
    let schema: Value = serde_json::from_str(&folder.run(&["schema", "web-manifest"]).out).unwrap();
    let manifest: Value = serde_json::from_str(&folder.read("web/manifest.json")).unwrap();
    jsonschema::draft202012::new(&schema)
        .unwrap()
        .validate(&manifest)
        .unwrap();
}

#[test]
fn only_what_the_old_manifest_names_is_removed() {
    let folder = shop()
        .file("web/other.json", "mine")
        .file("web/web.0123456789abcdef.json", "");
    assert_eq!(build(&folder, &[]).exit, 0);
    let first = names(&folder);
    let (old, content) = bundle(&folder, "web");
    assert_eq!(build(&folder, &[]).exit, 0);
    assert_eq!(names(&folder), first);
    assert_eq!(bundle(&folder, "web"), (old.clone(), content));

    folder.write("a.proactive", SHOP.replace("\"First\"", "\"Hello\""));
    let check = build(&folder, &["--check"]);
    assert_eq!(check.exit, 1);
    assert!(
        check.err.contains("is missing or was changed"),
        "{}",
        check.err
    );
    assert_eq!(names(&folder), first);
    assert_eq!(build(&folder, &[]).exit, 0);
    let (new, _) = bundle(&folder, "web");
    assert_ne!(old, new);
    let second = names(&folder);
    assert!(
        !second.contains(&old) && second.contains(&new),
        "{second:?}"
    );
    assert!(second.contains(&"other.json".to_owned()));
    assert!(second.contains(&"web.0123456789abcdef.json".to_owned()));
    assert_eq!(build(&folder, &["--check"]).exit, 0);
    fs::remove_file(folder.path().join("web").join(&new)).unwrap();
    assert_eq!(build(&folder, &["--check"]).exit, 1);
}

#[test]
fn one_channel_leaves_the_others() {
    let folder = shop();
    assert_eq!(build(&folder, &[]).exit, 0);
    let help = bundle(&folder, "help");
    folder.write("a.proactive", SHOP.replace("\"First\"", "\"Hello\""));
    assert_eq!(build(&folder, &["--channel", "web"]).exit, 0);
    assert_eq!(bundle(&folder, "help"), help);
    assert!(bundle(&folder, "web").1.contains("Hello"));
    let ran = build(&folder, &["--channel", "wbe"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("did you mean `web`?"), "{}", ran.err);
}

#[test]
fn a_manifest_of_others_is_left_alone() {
    for foreign in [
        "{\"name\": \"An app\"}",
        r#"{"version":1,"channels":{"web":{"file":"../a.proactive","source":"0123456789abcdef"}}}"#,
    ] {
        let folder = shop().file("web/manifest.json", foreign);
        let ran = build(&folder, &[]);
        assert_eq!(ran.exit, 2);
        assert!(ran.err.contains("choose another folder"), "{}", ran.err);
        assert_eq!(names(&folder), ["manifest.json"]);
        assert_eq!(folder.read("a.proactive"), SHOP);
    }
}

#[test]
fn the_folder_is_named_and_findings_stop_it() {
    let folder = shop();
    let ran = folder.run(&["build", "--target", "web"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.err.contains("-o public/proactive"), "{}", ran.err);
    folder.write("a.proactive", "message {");
    assert_eq!(build(&folder, &[]).exit, 1);
    assert!(!folder.path().join("web").exists());
}

#[test]
fn the_manifest_sets_when_a_visit_is_over() {
    let folder =
        Folder::with("proactive.toml", "[web]\nvisit_gap_minutes = 45\n").file("a.proactive", SHOP);
    assert_eq!(build(&folder, &[]).exit, 0);
    assert!(bundle(&folder, "web").1.contains("\"gap\":45"));
}
