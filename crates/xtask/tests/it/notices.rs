//! The package includes the licenses of third-party code.

use std::fs;

use xtask::editors::notices::{Part, crates, draw, node_package};

#[test]
fn every_crate_of_the_server_has_a_license() {
    let parts = crates("proactive").expect("licenses");
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    for linked in ["tower-lsp-server", "batsat", "jiff", "icu_segmenter_data"] {
        assert!(names.contains(&linked), "{linked} is linked");
    }
    // Our own crates, build and test dependencies, and macros are not in the server.
    for other in [
        "proactive-hir",
        "cc",
        "insta",
        "pest",
        "serde_derive",
        "xtask",
    ] {
        assert!(!names.contains(&other), "{other} is not linked");
    }
    for part in &parts {
        assert!(!part.license.is_empty(), "{}", part.name);
        let text = part.texts.concat().to_lowercase();
        let phrases = ["permission", "licensed under", "free and unencumbered"];
        assert!(phrases.iter().any(|it| text.contains(it)), "{}", part.name);
    }
    // Its license is only in its source files, each with other copyright holders.
    let batsat = parts.iter().find(|part| part.name == "batsat");
    let texts = batsat.expect("batsat").texts.concat();
    assert!(texts.contains("Niklas Sorensson"), "{texts}");
    // It includes a C library.
    let allocator = parts.iter().find(|part| part.name == "libmimalloc-sys");
    let texts = allocator.expect("the allocator").texts.concat();
    assert!(texts.contains("Microsoft"), "{texts}");
}

#[test]
fn a_package_without_a_license_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = folder.path().join("package.json");
    fs::write(
        &manifest,
        r#"{"name": "@a/b", "version": "1.2.3", "license": "ISC"}"#,
    )
    .expect("written");
    let error = node_package(folder.path()).expect_err("no license");
    assert!(error.ends_with("no license file"), "{error}");

    fs::write(folder.path().join("License.txt"), "Do as you like.").expect("written");
    assert_eq!(
        node_package(folder.path()),
        Ok(Part {
            name: "@a/b".to_owned(),
            version: "1.2.3".to_owned(),
            license: "ISC".to_owned(),
            texts: vec!["Do as you like.".to_owned()],
        })
    );

    fs::write(&manifest, r#"{"name": "b", "version": "1"}"#).expect("written");
    let error = node_package(folder.path()).expect_err("no license field");
    assert!(error.ends_with("no license in package.json"), "{error}");
}

#[test]
fn each_text_appears_once_with_all_its_components() {
    let part = |name: &str, texts: &[&str]| Part {
        name: name.to_owned(),
        version: "1.0.0".to_owned(),
        license: "MIT".to_owned(),
        texts: texts.iter().map(|it| (*it).to_owned()).collect(),
    };
    let drawn = draw(&[
        part("second", &["Of  both,\nhere.\n", "Its own."]),
        part("first", &["Of both, here."]),
    ]);
    let rule = "-".repeat(80);
    assert_eq!(
        drawn,
        format!(
            "This program contains third-party code under the following licenses.\n\n  \
             first 1.0.0 (MIT)\n  second 1.0.0 (MIT)\n\n\
             {rule}\nsecond 1.0.0\n{rule}\n\nIts own.\n\n\
             {rule}\nfirst 1.0.0\nsecond 1.0.0\n{rule}\n\nOf both, here.\n"
        )
    );
}
