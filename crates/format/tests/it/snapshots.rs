//! Snapshots of the layout: a text before and after.

use std::fmt::Write as _;

use proactive_format::{WIDTH, condition, format};

/// Compares a snapshot with the one on disk.
macro_rules! picture {
    ($picture:expr) => {
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!($picture);
        })
    };
}

/// Renders texts before and after. Lines that exceed the width are marked.
fn draw(texts: &[&str]) -> String {
    let mut picture = String::new();
    for text in texts {
        let after = match format(text) {
            Ok(after) => after,
            Err(broken) => {
                let codes: Vec<_> = broken.findings.iter().map(|it| it.code()).collect();
                format!("left alone: {codes:?}\n")
            }
        };
        let visible = |text: &str| text.replace('\r', "␍").replace('\u{feff}', "␂");
        writeln!(picture, "{:=<1$}", "", WIDTH).unwrap();
        writeln!(picture, "{}", visible(text)).unwrap();
        writeln!(picture, "{:-<1$}", "", WIDTH).unwrap();
        writeln!(picture, "{}", visible(&after)).unwrap();
        if let Ok(again) = format(&after) {
            assert_eq!(again, after, "not stable");
        }
    }
    picture
}

#[test]
fn statements() {
    picture!(draw(&[
        "account \"Acme\" {conversation_control release}",
        "brand acme\n\n\"Acme\"\n{\nexternal_id\n\"1\"\n}",
        "channel web \"Web\"{brand acme type web_widget business_hours a,b , c external_id \"x\"}",
        "bot aria{channels a,b status draft answer x answer y \"Why?\"}",
        "schedule s{timezone \"Europe/Paris\"open mon-fri 09:00-12:30,13:30-18:00 open sat,sun \
         10:00-12:00\nclosed 2026-12-25 closed 2026-12-24 to 2026-12-26 \"Noël\"}",
        "message m \"M\"{brand acme channel web text \"Hi\" reply agent{text \"One moment\" ask \
         name,email}when always after 30s on page_view tags a,\"b c\" schedule anytime frequency \
         once_per_visit status paused}",
        "message m{text \"Hi\" reply agent \"One moment\" when a on page_load\nschedule \
         business_hours\nfrequency every_time}",
        "message m{text \"Hi\" reply bot aria answer x when a on page_load schedule business_hours \
         s frequency every_time}",
        "test \"t\"{visitor new device fr-FR time 2026-03-16 10:00 \"Europe/Paris\" channel web \
         visit \"https://a.example/\" title \"T\" for 45s expect m after 30s dismiss expect no m \
         expect nothing open reply end_conversation leave clear_data wait 1m05s}",
        "brand a brand b{} brand c { }",
        "message m{reply human   \"a\"  {  text \"b\" }\nwhen  a}",
    ]));
}

#[test]
fn conditions() {
    picture!(draw(&[
        "segment s when visitor.url   is\n\"a\"",
        "segment s when not(a or b)and  not not c",
        "segment belgian_cart when visitor.url contains any of [\"/panier\",\"/checkout\"]and\
         (device.language is fr or device.language is nl)",
        "segment s when\n  visitor.history is new\n  and a",
        "message m { when visitor.url contains \"/a-rather-long-address\" or visitor.title contains \
         \"A rather long title\" or x }",
        "message m { when visitor.url contains \"/a-rather-long-address\" and visitor.title contains \
         \"A rather long title\" or x and y or visitor.url contains \"/a-rather-long-address-of-a\" \
         and visitor.title contains \"A rather long title of a page of ours, and more\" }",
        "message m { when visitor.history is new and (visitor.url contains \"/a-rather-long-address\" \
         or visitor.title contains \"A rather long title\" or device.language is fr) and not \
         (visitor.url contains \"/a-rather-long-address\" and (visitor.title contains \"A rather long \
         title\" or (device.language is fr and visitor.title is \"Another rather long title\"))) }",
        "message m { when (visitor.url contains \"/a-rather-long-address\" or visitor.title contains \
         \"A rather long title\" or device.language is fr) }",
        "message m { when not (visitor.url contains \"/a-rather-long-address\" or visitor.title \
         contains \"A rather long title\" or device.language is fr) }",
        "segment s when visitor.url is \"https://acme.example/an/address/that/is/longer/than/any/line/\
         may/be/and/has/no/place/to/break\"",
    ]));
}

#[test]
fn lists() {
    picture!(draw(&[
        "segment s when visitor.url contains any of [\"a\",\n\"b\",\n]",
        "segment s when visitor.url contains any of [\"/a-rather-long-address\", \
         \"/another-rather-long-address\", \"/one-more\"]",
        "segment s when visitor.url contains any of [\"/a-rather-long-address\", \
         \"/another-rather-long-address\", \"/one-more\"] and device.language is any of [fr, nl,]",
        "segment s when visitor.url contains any of [\"/a-rather-long-address\",\n\n\n# more\n\
         \"/another-rather-long-address\",\n\n \"/one-more\"]",
        "message m { tags a_rather_long_tag, another_rather_long_tag, one_more_rather_long_tag, \
         \"a last one that is long\" }",
        "bot b { channels a_rather_long_channel, another_rather_long_channel, \
         one_more_rather_long_channel, last }",
        "channel c { business_hours a_rather_long_schedule, another_rather_long_schedule, \
         one_more_rather_long_sch }",
        "schedule s { open mon, tue 00:00-01:00, 02:00-03:00, 04:00-05:00, 06:00-07:00, 08:00-09:00, \
         10:00-11:00, 12:00-13:00 }",
    ]));
}

#[test]
fn comments() {
    picture!(draw(&[
        "# top\n\n\n\n# of a\nbrand a{}# behind\n# of b\nbrand b # name\n\"B\"# title\n{# inside\n\n\n\
         # above\nexternal_id # keyword\n# own line\n\"1\"# value\n\n\n# last\n\n}\n# end",
        "brand a { # nothing\n}",
        "brand a {\n# nothing\n}",
        "message m { text \"a\" # of text\nwhen a # of a\nand # of and\nb\n# above or\nor(# open\nc or d\
         # of d\n# last\n)# close\n}",
        "segment s # name\nwhen # when\na",
        "segment s when # when\na and b",
        "segment s when visitor.url # field\ncontains # operator\nany # any\nof# of\n[# open\n\"a\"# a\n\
         ,# comma\n# above b\n\"b\"\n# before comma\n,# trailing comma\n# last\n]# close\nand b",
        "message m{tags # list\na # a\n, # comma\nb, c # c\nstatus # status\ndraft}",
        "message m{tags a # a\n, b # b\n, status # status\n}",
        "message m{tags a\n# above\n, status, b\n# above b\n}",
        "message m{when (url contains # url\n\"a\") and b\n# above\nand x starts with # x\n\"c\"}",
        "message m{reply # reply\nagent # agent\n{ # open\ntext # text\n\"a\"# string\n# end\n}# close\n}",
        "schedule s{open mon # mon\n, tue # tue\n09:00-10:00 # first\n, 10:00-11:00 # second\n}",
        "# only a comment",
        "#trailing blanks \t \nbrand a",
        "# proactive: allow(long-text): it is\nmessage m {\n# proactive: allow(long-text)\ntext \"a\"}",
    ]));
}

#[test]
fn declarations() {
    picture!(draw(&[
        "",
        " \n\t\n",
        "\n\n\nbrand a\n\n\n\n\nbrand b\nbrand c\nsegment s when a\nsegment t when b",
        "brand a\nchannel c{brand a}\nbrand d",
        "channel c{brand a}# behind\n# of d\n# more of d\nchannel d{brand a}\n# of c\n\n# of e\nbrand e",
        "brand a\nsegment s when visitor.url contains \"/a-rather-long-address\" and visitor.title \
         contains \"A rather long title\" \nbrand b",
        "message m {\n\n\n\n  text \"a\"\n\n\n\n  when a\n\n  on page_load\n\n\n}\n\n\n\n",
    ]));
}

#[test]
fn line_endings() {
    picture!(draw(&[
        "message m {\r\n\r\n\r\n  text \"a\" # b\r\n  when a or\r\n # c\r\nb\r\n}\r\n",
        "brand a {\r\n}\nbrand b\n\n\nbrand c",
        "brand a {\r\n}\r\nbrand b\n",
        "\u{feff}\n\nbrand a",
        "\u{feff}# a",
        "\u{feff}",
        "message m {\n  text \"\"\"\r\n    a\r\n    \"\"\"\r\n}",
    ]));
}

#[test]
fn texts_of_several_lines() {
    picture!(draw(&[
        "message m{text \"\"\"\n    Looking for your parcel?\n\n      I can tell.   \n\t\"\"\" when a}",
        "test \"t\"{visit \"\"\"\nhttps://a.example/\n\"\"\"   for\n1s expect nothing}",
        "message m{when visitor.title is any of [\"\"\"\n  a\n  \"\"\",\"b\"] or visitor.title is \"\"\"\n\
         c\n\"\"\" }",
    ]));
}

#[test]
fn widths() {
    // 100 columns, and 101.
    let ascii = |letters: usize| {
        let name = "x".repeat(letters);
        format!("segment s when visitor.title contains \"{name}\" and visitor.history is returning")
    };
    let wide = |letters: usize| {
        let name = "界".repeat(letters);
        format!(
            "segment s when visitor.title contains \"👋{name}\" and visitor.history is returning"
        )
    };
    picture!(draw(&[
        &ascii(27),
        &ascii(28),
        &wide(12),
        &wide(13),
        &format!("{} # what is behind does not count", ascii(27)),
    ]));
}

#[test]
fn left_alone() {
    picture!(draw(&[
        "brand  a {",
        "message m { txt  \"a\" }",
        "message m { timezone  \"a\" }",
        "brand  a }",
        "mesage  m { }",
        "message m { text  \"a }",
        "message m { text  \"\\q\" }",
        "segment s when a  and",
        "segment s when a b",
        "segment s when visitor.url contains  [\"a\"]",
        "segment s when visitor.url is any of  []",
        "message m { tags  a b }",
        "brand  a \r brand b",
    ]));
}

#[test]
fn conditions_alone() {
    let long =
        "visitor.url contains \"/a-rather-long-address\" and(visitor.history is new or x)and y";
    let list = "visitor.url contains any of [\"/a-rather-long-address\", \"/another-long-address\", \"/a\"]";
    let mut picture = String::new();
    for text in [
        "a  and\nb",
        long,
        list,
        "a # why\nand b",
        "# above\na",
        "a # behind",
        "a and",
        "",
        "a } message m {",
        "a message m",
        "always",
    ] {
        writeln!(picture, "{text}\n  when {:?}", condition(text)).unwrap();
    }
    picture!(picture.replace("\\n", "\n").replace("\\\"", "\""));
}
