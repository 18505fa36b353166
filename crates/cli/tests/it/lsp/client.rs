//! A client of the language server over real pipes: just enough of the protocol to write and read
//! messages, and to keep the published diagnostics.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// The time limit of every step of a test.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

pub(super) struct Client {
    pub(super) process: Child,
    pub(super) input: Option<ChildStdin>,
    messages: Receiver<Value>,
    last: i64,
    /// The latest diagnostics of each document, with its version.
    pub(super) published: BTreeMap<String, (Option<i64>, Vec<Value>)>,
    /// The notifications and requests of the server, except diagnostics.
    pub(super) others: Vec<Value>,
}

impl Client {
    pub(super) fn start() -> Self {
        Self::start_with(&["lsp", "--stdio", "--log", "off"])
    }

    pub(super) fn start_with(arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_proactive"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the server");
        let input = process.stdin.take();
        let mut output = BufReader::new(process.stdout.take().expect("its output"));
        let (send, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        Self {
            process,
            input,
            messages,
            last: 0,
            published: BTreeMap::new(),
            others: Vec::new(),
        }
    }

    /// Starts a server in `root` with these client capabilities.
    pub(super) fn in_folder(root: &Path, capabilities: &Value) -> Self {
        let mut client = Self::start();
        client.initialize(root, capabilities);
        client
    }

    pub(super) fn initialize(&mut self, root: &Path, capabilities: &Value) -> Value {
        let answer = self.request(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": uri(root),
                "capabilities": capabilities,
            }),
        );
        self.notify("initialized", json!({}));
        answer.expect("an answer to initialize")
    }

    pub(super) fn write(&mut self, body: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        write!(input, "Content-Length: {}\r\n\r\n", body.len()).expect("a header goes out");
        input.write_all(body).expect("a message goes out");
        input.flush().expect("it is on its way");
    }

    pub(super) fn notify(&mut self, method: &str, params: Value) {
        let message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        self.write(message.to_string().as_bytes());
    }

    /// Sends a request without waiting for the answer.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last += 1;
        let id = self.last;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.write(message.to_string().as_bytes());
        id
    }

    /// Waits for the result or the error of a request.
    pub(super) fn answer_to(&mut self, id: i64) -> Result<Value, Value> {
        loop {
            let message = self.next();
            if message["id"] == id && message.get("method").is_none() {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
            self.keep(message);
        }
    }

    pub(super) fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.ask(method, params);
        self.answer_to(id)
    }

    fn next(&mut self) -> Value {
        self.messages
            .recv_timeout(PATIENCE)
            .expect("another message of the server")
    }

    fn keep(&mut self, message: Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let uri = params["uri"].as_str().expect("an address").to_owned();
            let list = params["diagnostics"].as_array().expect("a list").clone();
            self.published
                .insert(uri, (params["version"].as_i64(), list));
            return;
        }
        if let Some(id) = message.get("id") {
            let result = match message["method"].as_str() {
                Some("workspace/configuration") => json!([null]),
                _ => Value::Null,
            };
            let answer = json!({ "jsonrpc": "2.0", "id": id, "result": result });
            self.write(answer.to_string().as_bytes());
        }
        self.others.push(message);
    }

    /// Reads messages until the published diagnostics satisfy a condition.
    pub(super) fn until(&mut self, what: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !what(self) {
            assert!(start.elapsed() < PATIENCE, "{:#?}", self.published);
            let message = self.next();
            self.keep(message);
        }
    }

    /// Waits for the diagnostics of a version of a document.
    pub(super) fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        self.until(|client| {
            client
                .published
                .get(uri)
                .is_some_and(|(of, _)| *of == Some(version))
        });
        self.published[uri].1.clone()
    }

    pub(super) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({
            "uri": uri, "languageId": "proactive", "version": 1, "text": text,
        });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub(super) fn change(&mut self, uri: &str, version: i64, changes: &[Value]) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    /// Shuts the server down as the protocol requires.
    pub(super) fn end(mut self) -> ExitStatus {
        self.request("shutdown", Value::Null)
            .expect("it shuts down");
        self.notify("exit", Value::Null);
        self.wait()
    }

    /// Waits for the process to end.
    pub(super) fn wait(mut self) -> ExitStatus {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait().expect("a process") {
                return status;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.process.kill();
        panic!("the server does not end");
    }
}

/// Reads a message; `None` at the end of the stream.
fn read(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        if let Some(number) = line.strip_prefix("Content-Length: ") {
            length = number.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

/// The URI of a file.
pub(super) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
