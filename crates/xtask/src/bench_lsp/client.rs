//! A minimal language client that measures time.

#![allow(
    clippy::indexing_slicing,
    reason = "indexing JSON by a missing key gives null"
)]

use std::io::{BufRead, BufReader, Read as _, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Failure;

pub(super) struct Client {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    last: i64,
    version: i64,
    uri: String,
    /// When the last byte of the last message was read. Parsing it afterwards does not count.
    arrived: Instant,
}

impl Client {
    pub(super) fn start(command: &[String], root: &Path) -> Result<Self, Failure> {
        let (program, arguments) = command.split_first().ok_or("no command")?;
        let mut process = Command::new(program)
            .args(arguments)
            .current_dir(root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{program} can't be started: {error}"))?;
        let input = process.stdin.take().ok_or("no input")?;
        let output = process.stdout.take().ok_or("no output")?;
        let mut client = Self {
            process,
            input,
            output: BufReader::new(output),
            last: 0,
            version: 1,
            uri: String::new(),
            arrived: Instant::now(),
        };
        let root = format!("file://{}", root.display());
        client.ask(
            "initialize",
            json!({
                "processId": std::process::id(),
                "rootUri": root,
                "workspaceFolders": [{ "uri": root, "name": "bench" }],
                "capabilities": {
                    "general": { "positionEncodings": ["utf-16"] },
                    "textDocument": {
                        "publishDiagnostics": { "versionSupport": true },
                        // Like editors, it resolves the documentation of an item on demand.
                        "completion": { "completionItem": {
                            "snippetSupport": true,
                            "resolveSupport": { "properties": ["documentation", "detail"] },
                        } },
                    },
                },
            }),
        )?;
        client.notify("initialized", json!({}))?;
        Ok(client)
    }

    pub(super) fn open(&mut self, file: &Path, language: &str, text: &str) -> Result<(), Failure> {
        self.uri = format!("file://{}", file.display());
        let document = json!({
            "uri": self.uri, "languageId": language, "version": 1, "text": text,
        });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }))?;
        self.diagnostics()
    }

    /// Inserts a letter, or deletes it, and waits for the diagnostics.
    pub(super) fn edit(
        &mut self,
        (line, column): (usize, usize),
        insert: bool,
    ) -> Result<Duration, Failure> {
        self.version += 1;
        let start = json!({ "line": line, "character": column });
        let (end, text) = match insert {
            true => (start.clone(), "x"),
            false => (json!({ "line": line, "character": column + 1 }), ""),
        };
        let params = json!({
            "textDocument": { "uri": self.uri, "version": self.version },
            "contentChanges": [{ "range": { "start": start, "end": end }, "text": text }],
        });
        let start = Instant::now();
        self.notify("textDocument/didChange", params)?;
        self.diagnostics()?;
        Ok(self.arrived - start)
    }

    pub(super) fn complete(&mut self, (line, column): (usize, usize)) -> Result<Duration, Failure> {
        let params = json!({
            "textDocument": { "uri": self.uri },
            "position": { "line": line, "character": column },
        });
        let start = Instant::now();
        self.ask("textDocument/completion", params)?;
        Ok(self.arrived - start)
    }

    pub(super) fn shut_down(mut self) {
        // The measurement is complete, so errors no longer matter.
        let _ = self.ask("shutdown", Value::Null);
        let _ = self.notify("exit", Value::Null);
        let _ = self.process.wait();
    }

    fn diagnostics(&mut self) -> Result<(), Failure> {
        loop {
            let message = self.next()?;
            let params = &message["params"];
            let ours = message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == self.uri.as_str();
            // Some servers leave out the version.
            let version = params["version"].as_i64();
            if ours && version.is_none_or(|version| version == self.version) {
                return Ok(());
            }
        }
    }

    fn ask(&mut self, method: &str, params: Value) -> Result<(), Failure> {
        self.last += 1;
        let id = self.last;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message)?;
        loop {
            let message = self.next()?;
            if message["id"] == id && message.get("method").is_none() {
                return Ok(());
            }
        }
    }

    fn notify(&mut self, method: &str, params: Value) -> Result<(), Failure> {
        let mut message = json!({ "jsonrpc": "2.0", "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message)
    }

    fn send(&mut self, message: &Value) -> Result<(), Failure> {
        let body = message.to_string();
        let gone = |error: std::io::Error| format!("the server does not accept input: {error}");
        let framed = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.input.write_all(framed.as_bytes()).map_err(gone)?;
        self.input.flush().map_err(gone)
    }

    /// The next message that is not a request from the server; requests are answered with `null`.
    fn next(&mut self) -> Result<Value, Failure> {
        loop {
            let message = self.read()?;
            match (message.get("method"), message.get("id")) {
                (Some(_), Some(id)) => {
                    let answer = json!({ "jsonrpc": "2.0", "id": id, "result": null });
                    self.send(&answer)?;
                }
                _ => return Ok(message),
            }
        }
    }

    fn read(&mut self) -> Result<Value, Failure> {
        let gone = |error: std::io::Error| format!("the server does not answer: {error}");
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line).map_err(gone)? == 0 {
                return Err("the server has exited".to_owned());
            }
            match line.trim_end() {
                "" => break,
                line => {
                    if let Some(number) = line.strip_prefix("Content-Length: ") {
                        length = number.parse().unwrap_or(0);
                    }
                }
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).map_err(gone)?;
        self.arrived = Instant::now();
        serde_json::from_slice(&body)
            .map_err(|error| format!("the server sent invalid JSON: {error}"))
    }
}
