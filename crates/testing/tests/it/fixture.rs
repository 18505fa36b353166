//! Several files in one text.

use proactive_testing::fixture::{MAIN, decode_bytes};
use proactive_testing::{Cursor, Fixture};

#[test]
fn a_text_without_a_header_is_one_file() {
    let text = "\u{feff}# hello\n\nbrand a\n  #- /indented.proactive\n";
    let fixture = Fixture::parse(text);
    assert_eq!(fixture.files.len(), 1);
    assert_eq!(
        fixture.file(MAIN).map(|file| file.text.as_str()),
        Some(text)
    );
    assert_eq!(Fixture::parse("").files.len(), 1);
}

#[test]
fn headers_divide_and_nothing_is_lost() {
    let fixture =
        Fixture::parse("#- /proactive.toml\nname = \"a\"\n#- /b/c.proactive\nbrand a\n\n# end");
    let parts: Vec<(&str, &str)> = fixture
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.text.as_str()))
        .collect();
    assert_eq!(
        parts,
        [
            ("proactive.toml", "name = \"a\"\n"),
            ("b/c.proactive", "brand a\n\n# end")
        ]
    );
}

#[test]
fn comments_above_the_first_header_are_a_note() {
    let fixture = Fixture::parse("# A note.\n\n#- /a.proactive\nbrand a\n");
    assert_eq!(fixture.files.len(), 1);
    assert_eq!(fixture.files[0].text, "brand a\n");

    let fixture = Fixture::parse("brand a\n#- /b.proactive\nbrand b\n");
    assert_eq!(fixture.files.len(), 2);
    assert_eq!(fixture.files[0].path, MAIN);
    assert_eq!(fixture.files[0].text, "brand a\n");
}

#[test]
fn bytes_are_read_only_where_asked_for() {
    let text = "\\xEF\\xff\\\\x41\\q\\x4\\\n!";
    assert_eq!(Fixture::parse(text).files[0].bytes(), text.as_bytes());
    assert_eq!(
        Fixture::parse_bytes(text).files[0].bytes().as_ref(),
        b"\xEF\xFF\\x41\\q\\x4!"
    );
    assert_eq!(decode_bytes("a\\xC3\\xA9é"), "aéé".as_bytes());
    assert_eq!(decode_bytes("\\x+1"), b"\\x+1");
}

#[test]
fn a_cursor_is_taken_out() {
    let (fixture, cursor) =
        Fixture::with_cursor("#- /a\nx\n#- /b\né when visitor.$0\n").expect("one cursor");
    assert_eq!(
        cursor,
        Cursor {
            file: 1,
            offset: 16
        }
    );
    assert_eq!(fixture.files[1].text, "é when visitor.\n");
    assert_eq!(Fixture::with_cursor("none"), None);
    assert_eq!(Fixture::with_cursor("$0 two $0"), None);
    assert_eq!(Fixture::with_cursor("#- /a\n$0\n#- /b\n$0\n"), None);
}

#[test]
fn files_are_written_below_the_root_only() {
    let root = std::env::temp_dir().join(format!("proactive-fixture-{}", std::process::id()));
    let fixture = Fixture::parse("#- /deep/down/a.proactive\nbrand a\n");
    fixture.write_to(&root).expect("written");
    let read = std::fs::read_to_string(root.join("deep/down/a.proactive")).expect("read");
    assert_eq!(read, "brand a\n");
    assert!(Fixture::parse("#- /../out\nx").write_to(&root).is_err());
    assert!(Fixture::parse("#- //etc/out\nx").write_to(&root).is_err());
    std::fs::remove_dir_all(&root).expect("removed");
}
