//! `proactive serve`, with the real binary and a client on the loopback interface.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::support::{Folder, RIGHT, binary, wrong};

/// How long an answer may take on a busy machine. Only a failing test waits this long.
const LONGEST: Duration = Duration::from_secs(60);

/// A running server.
struct Serving {
    child: Child,
    /// Host and port.
    host: String,
    stdout: Option<BufReader<ChildStdout>>,
    stderr: BufReader<ChildStderr>,
}

impl Serving {
    fn new(folder: &Folder, arguments: &[&str]) -> Self {
        let mut command: Command = binary(&folder.path());
        command.args(["serve", "--port", "0"]).args(arguments);
        command.stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let mut address = String::new();
        stdout.read_line(&mut address).unwrap();
        let host = address.trim_end().strip_prefix("http://");
        let host = host.and_then(|it| it.strip_suffix('/')).unwrap();
        assert!(host.starts_with("127.0.0.1:"), "{host}");
        Self {
            host: host.to_owned(),
            child,
            stdout: Some(stdout),
            stderr,
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(LONGEST)).unwrap();
        stream
    }

    /// Sends a request as it is, and returns everything that comes back until the server closes the
    /// connection.
    fn send(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Answer::new(&String::from_utf8(bytes).unwrap())
    }

    /// Sends a request for a path, and says what the method and the host are.
    fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        self.send(&format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ))
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &self.host)
    }

    fn site(&self) -> Value {
        self.get("/site.json").json()
    }

    /// The next line of standard error that contains a text.
    fn line_with(&mut self, text: &str) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.stderr.read_line(&mut line).unwrap(), 0, "no {text}");
            if line.contains(text) {
                return line;
            }
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer of the server.
#[derive(Debug)]
struct Answer {
    status: u16,
    /// In lowercase.
    headers: Vec<(String, String)>,
    body: String,
}

impl Answer {
    fn new(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines.map(|line| {
            let (name, value) = line.split_once(": ").unwrap();
            (name.to_lowercase(), value.to_owned())
        });
        Self {
            status: status.unwrap_or_default().parse().unwrap(),
            headers: headers.collect(),
            body: body.to_owned(),
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(header, _)| header == name);
        found.map(|(_, value)| value.as_str())
    }

    fn json(&self) -> Value {
        assert_eq!(self.status, 200, "{self:?}");
        let media_type = self.header("content-type");
        assert_eq!(media_type, Some("application/json; charset=utf-8"));
        serde_json::from_str(&self.body).unwrap()
    }
}

fn shop() -> Folder {
    Folder::with("proactive.toml", "name = \"Shop\"\n").file("main.proactive", RIGHT)
}

#[test]
fn serves_a_page_and_the_workspace() {
    let folder = shop();
    let serving = Serving::new(&folder, &[]);
    for (path, media_type, part) in [
        (
            "/",
            "text/html",
            "<script type=\"module\" src=\"/page.js\">",
        ),
        ("/page.css", "text/css", "color-scheme: light dark"),
        ("/page.js", "text/javascript", "proactive-greeting"),
        ("/icon.svg", "image/svg+xml", "<svg"),
    ] {
        let answer = serving.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let expected = format!("{media_type}; charset=utf-8");
        assert_eq!(answer.header("content-type"), Some(&*expected), "{path}");
        assert!(answer.body.contains(part), "{path}");
    }
    let site = serving.site();
    assert_eq!(site["name"], "Shop");
    assert_eq!(site["problems"]["isError"], false);
    let channel = &site["channels"][0];
    assert_eq!(channel["id"], "web");
    assert_eq!(channel["brand"], "Acme");
    assert_eq!(channel["bundle"]["messages"][0]["text"], "Can I help you?");
    assert_eq!(channel["names"]["hello"], "hello");
}

#[test]
fn its_bundles_are_those_of_a_build() {
    let folder = shop().file("proactive.toml", "[web]\nvisit_gap_minutes = 5\n");
    let serving = Serving::new(&folder, &[]);
    folder.run(&["build", "--target", "web", "-o", "out"]);
    let manifest: Value = serde_json::from_str(&folder.read("out/manifest.json")).unwrap();
    let file = manifest["channels"]["web"]["file"].as_str().unwrap();
    let built: Value = serde_json::from_str(&folder.read(&format!("out/{file}"))).unwrap();
    assert_eq!(serving.site()["channels"][0]["bundle"], built);
}

#[test]
fn drafts_and_paused_messages_are_only_named() {
    let draft = RIGHT.replace(
        "message hello {",
        "message hello \"Hello\" {\n  status draft",
    );
    let folder = Folder::with("main.proactive", draft);
    let serving = Serving::new(&folder, &[]);
    let channel = &serving.site()["channels"][0];
    assert_eq!(channel["bundle"]["messages"], serde_json::json!([]));
    let expected = serde_json::json!([{ "message": "hello", "name": "Hello", "status": "draft" }]);
    assert_eq!(channel["unpublished"], expected);
}

#[test]
fn says_who_gets_a_message() {
    let folder = shop();
    let serving = Serving::new(&folder, &[]);
    let example = serving.get("/example/message/hello").json();
    let visit = &example["visit"];
    assert!(visit["url"].as_str().unwrap().contains("/cart"), "{visit}");
    assert_eq!(visit["history"], "new");
    assert!(visit["at"].is_i64() && visit["zone"].is_string(), "{visit}");
    assert_eq!(serving.get("/example/channel/web").json(), example);
    for unknown in [
        "message/nothing",
        "channel/nothing",
        "message/",
        "message/%FF",
    ] {
        let answer = serving.get(&format!("/example/{unknown}"));
        assert!([400, 404].contains(&answer.status), "{unknown}: {answer:?}");
    }
}

#[test]
fn an_example_for_each_channel_without_messages() {
    let source =
        "brand acme\n\nchannel web {\n  brand acme\n  website \"https://*.acme.example\"\n}\n";
    let folder = Folder::with("main.proactive", source);
    let serving = Serving::new(&folder, &[]);
    let example = serving.get("/example/channel/web").json();
    let url = example["visit"]["url"].as_str().unwrap();
    assert!(
        url.starts_with("https://") && url.contains(".acme.example"),
        "{url}"
    );
}

#[test]
fn every_answer_has_a_strict_policy() {
    let folder = shop();
    let serving = Serving::new(&folder, &[]);
    let mut answers = vec![
        serving.get("/"),
        serving.get("/site.json"),
        serving.get("/missing"),
        serving.ask("POST", "/", &serving.host),
        serving.ask("GET", "/", "evil.example"),
    ];
    answers.push(serving.ask("HEAD", "/", &serving.host));
    for answer in answers {
        let policy = answer.header("content-security-policy").unwrap();
        for rule in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.split("; ").any(|it| it == rule), "{rule}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{answer:?}");
        }
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
}

#[test]
fn answers_only_to_its_own_names() {
    let folder = shop();
    let serving = Serving::new(&folder, &[]);
    let port = serving.host.split_once(':').unwrap().1;
    for name in ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"] {
        assert_eq!(
            serving.ask("GET", "/", &format!("{name}:{port}")).status,
            200,
            "{name}"
        );
    }
    let others = [
        "evil.example",
        &format!("evil.example:{port}"),
        &format!("localhost.evil.example:{port}"),
        &format!("localhost:{port}.evil.example"),
        &format!("user@localhost:{port}"),
        "localhost",
        "127.0.0.1:1",
        &format!("0.0.0.0:{port}"),
        "",
    ];
    for host in others {
        let answer = serving.ask("GET", "/site.json", host);
        assert!([400, 421].contains(&answer.status), "{host}: {answer:?}");
        assert!(!answer.body.contains("Can I help you?"), "{host}");
    }
    let request = |head: &str| serving.send(&format!("{head}Connection: close\r\n\r\n"));
    // None at all, two, and one in the request line, which takes precedence (RFC 9112, 3.2.2).
    let host = &serving.host;
    for (head, status) in [
        ("GET / HTTP/1.1\r\n".to_owned(), 421),
        (
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n"),
            421,
        ),
        (
            format!("GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\n"),
            421,
        ),
        (
            format!("GET http://{host}/ HTTP/1.1\r\nHost: {host}\r\n"),
            200,
        ),
    ] {
        assert_eq!(request(&head).status, status, "{head}");
    }
}

#[test]
fn serves_nothing_but_its_routes() {
    let folder = shop();
    let serving = Serving::new(&folder, &[]);
    let absolute = folder.path().join("main.proactive").display().to_string();
    for path in [
        "/main.proactive",
        "/proactive.toml",
        "/../main.proactive",
        "/page.js/../../main.proactive",
        "/..%2Fmain.proactive",
        "/%2e%2e/main.proactive",
        "//etc/passwd",
        "/etc/passwd",
        "/\\etc\\passwd",
        "/page.js/",
        "/PAGE.JS",
        "/index.html",
        "/example/message/..%2F..%2Fmain.proactive",
        &absolute,
    ] {
        let answer = serving.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {answer:?}");
        assert!(!answer.body.contains("brand acme"), "{path}");
    }
    for method in [
        "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "MADE-UP",
    ] {
        let answer = serving.ask(method, "/site.json", &serving.host);
        assert_eq!(answer.status, 405, "{method}");
    }
    let head = serving.ask("HEAD", "/site.json", &serving.host);
    assert_eq!((head.status, &*head.body), (200, ""));
    // What is no HTTP does not end it, and neither do connections that say nothing.
    let _idle: Vec<TcpStream> = (0..50).map(|_| serving.connect()).collect();
    serving
        .connect()
        .write_all(b"\x16\x03\x01\x00\r\n\r\n")
        .unwrap();
    assert_eq!(serving.get(&format!("/{}", "a".repeat(9000))).status, 404);
    assert_eq!(serving.get("/").status, 200);
}

/// Reads server-sent events until one has data, and returns it.
fn next_event(events: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        assert_ne!(events.read_line(&mut line).unwrap(), 0, "the events ended");
        if let Some(data) = line.trim_end().strip_prefix("data:") {
            return data.trim().to_owned();
        }
    }
}

#[test]
fn follows_the_files_and_keeps_the_last_good_state() {
    let folder = shop();
    let mut serving = Serving::new(&folder, &[]);
    let mut stream = serving.connect();
    let request = format!("GET /changes HTTP/1.1\r\nHost: {}\r\n\r\n", serving.host);
    stream.write_all(request.as_bytes()).unwrap();
    let mut events = BufReader::new(stream);
    assert_eq!(next_event(&mut events), "changed");
    let text = |site: &Value| site["channels"][0]["bundle"]["messages"][0]["text"].clone();
    let before = serving.site();

    folder.write("main.proactive", RIGHT.replace("Can I help you?", "Hello!"));
    assert_eq!(next_event(&mut events), "changed");
    let changed = serving.site();
    assert_eq!(text(&changed), "Hello!");

    folder.write("main.proactive", wrong());
    assert_eq!(next_event(&mut events), "changed");
    let broken = serving.site();
    assert_eq!(broken["channels"], changed["channels"]);
    let problems = &broken["problems"];
    assert_eq!(
        (&problems["isError"], &problems["summary"]),
        (&true.into(), &"1 error in 1 file".into())
    );
    let findings = problems["findings"].as_str().unwrap();
    assert!(
        findings.contains("unresolved-name") && findings.contains("main.proactive:"),
        "{findings}"
    );
    serving.line_with("1 error in 1 file");

    // The whole workspace goes away and comes back.
    let path = folder.path().join("main.proactive");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(next_event(&mut events), "changed");
    let gone = serving.site();
    assert_eq!(gone["channels"], changed["channels"]);
    assert!(
        gone["problems"]["summary"]
            .as_str()
            .unwrap()
            .starts_with("no `.proactive` files")
    );

    folder.write("main.proactive", RIGHT);
    assert_eq!(next_event(&mut events), "changed");
    assert_eq!(serving.site(), before);
}

#[test]
fn starts_with_errors_and_shows_them() {
    let folder = Folder::with("main.proactive", wrong());
    let serving = Serving::new(&folder, &[]);
    let site = serving.site();
    assert_eq!(site["channels"], serde_json::json!([]));
    assert_eq!(site["problems"]["isError"], true);
    assert_eq!(serving.get("/example/message/hello").status, 404);
}

#[test]
fn warnings_are_listed_except_known_ones() {
    let folder = Folder::with("main.proactive", crate::support::doubtful());
    let summary = |folder: &Folder| Serving::new(folder, &[]).site()["problems"].clone();
    assert_eq!(summary(&folder)["summary"], "1 warning in 1 file");
    assert_eq!(summary(&folder)["isError"], false);
    let known = folder.file("proactive.toml", "");
    known.run(&["check", "--write-baseline"]);
    assert_eq!(summary(&known)["findings"], "");
}

#[test]
fn a_port_in_use_is_explained() {
    let folder = shop();
    let serving = Serving::new(&folder, &[]);
    let port = serving.host.split_once(':').unwrap().1;
    let second = folder.binary(&["serve", "--port", port]);
    assert_eq!((second.exit, &*second.out), (2, ""));
    let expected = format!(
        "error: port {port} is in use, perhaps by another `proactive serve`: choose another one with \
         `--port`, where 0 is any port that is free\n"
    );
    assert_eq!(second.err, expected);
}

#[test]
fn what_cannot_be_served_is_an_error() {
    let serve = |folder: &Folder, arguments: &[&str]| {
        let ran = folder.binary(&[&["serve", "--port", "0"], arguments].concat());
        assert_eq!((ran.exit, &*ran.out), (2, ""), "{ran:?}");
        ran.err
    };
    assert!(serve(&Folder::new(), &[]).contains("no `.proactive` files found"));
    assert!(serve(&shop(), &["-"]).contains("`serve` needs files"));
    assert!(serve(&shop(), &["nowhere"]).contains("nowhere"));
    let too_large = shop().binary(&["serve", "--port", "65536"]);
    assert_eq!(too_large.exit, 2);
    assert!(too_large.err.contains("65536 is not in 0..=65535"));
    let several = Folder::with("a/proactive.toml", "").file("a/main.proactive", RIGHT);
    assert!(serve(&several, &[]).contains("there is one in `a`"));
}

#[test]
fn goes_on_without_a_reader_of_the_address() {
    let folder = shop();
    let mut serving = Serving::new(&folder, &[]);
    drop(serving.stdout.take());
    folder.write("main.proactive", RIGHT.replace("Can I help you?", "Hello!"));
    serving.line_with("checked");
    assert_eq!(serving.get("/").status, 200);
}
