//! A client of a server in the same process.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use proactive_lsp::{Ending, FileSystem, serve_on};
use serde_json::{Value, json};
use tokio::io::{
    AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, DuplexStream,
};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};
use tokio::task::JoinHandle;

/// How long anything may take before the test fails.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The URI of a document as a JSON object.
pub(crate) fn document(uri: &str) -> Value {
    json!({ "uri": uri })
}

/// A position in a document, as most requests take it.
pub(crate) fn place(uri: &str, line: u32, character: u32) -> Value {
    let position = json!({ "line": line, "character": character });
    json!({ "textDocument": document(uri), "position": position })
}

/// A range between two positions, each a line and a column.
pub(crate) fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let position = |(line, character)| json!({ "line": line, "character": character });
    json!({ "start": position(start), "end": position(end) })
}

/// The URI of a file.
pub(crate) fn uri(path: &str) -> String {
    format!("file://{}", Path::new(path).display())
}

/// The log is global to the process and goes to the most recent client.
static LOG: RwLock<()> = RwLock::const_new(());

/// Whether a session has the log to itself.
enum Log {
    Shared {
        _guard: RwLockReadGuard<'static, ()>,
    },
    Alone {
        _guard: RwLockWriteGuard<'static, ()>,
    },
}

pub(crate) struct Session {
    _log: Log,
    input: DuplexStream,
    messages: UnboundedReceiver<Value>,
    server: JoinHandle<Ending>,
    last: i64,
    /// The answer to `workspace/configuration`.
    pub(crate) settings: Value,
    /// The methods of server requests that are refused.
    pub(crate) refused: Vec<&'static str>,
    /// The responses received, by request ID.
    answers: BTreeMap<i64, Value>,
    /// The latest diagnostics of each document, with the version they are for.
    pub(crate) published: BTreeMap<String, (Option<i64>, Vec<Value>)>,
    /// All other messages from the server, in order.
    pub(crate) received: Vec<Value>,
}

impl Session {
    /// Starts a server that has received nothing yet.
    pub(crate) async fn start(disk: Arc<dyn FileSystem>) -> Self {
        let _guard = LOG.read().await;
        Self::start_with(disk, Log::Shared { _guard })
    }

    /// Starts a server whose log is read or configured: no other server runs in the meantime.
    pub(crate) async fn start_alone(disk: Arc<dyn FileSystem>) -> Self {
        let _guard = LOG.write().await;
        Self::start_with(disk, Log::Alone { _guard })
    }

    /// The same in the folder `/shop`, for a client with the minimal capabilities.
    pub(crate) async fn in_shop_alone(disk: Arc<dyn FileSystem>) -> Self {
        let mut session = Self::start_alone(disk).await;
        let answered = session.initialize(&["/shop"], json!({}), Value::Null);
        answered.await.expect("an answer");
        session
    }

    fn start_with(disk: Arc<dyn FileSystem>, log: Log) -> Self {
        let (input, from_client) = tokio::io::duplex(1 << 16);
        let (to_client, output) = tokio::io::duplex(1 << 16);
        let server = tokio::spawn(serve_on(from_client, to_client, disk, None));
        let (send, messages) = unbounded_channel();
        tokio::spawn(read(output, send));
        Self {
            _log: log,
            input,
            messages,
            server,
            last: 0,
            settings: Value::Null,
            refused: Vec::new(),
            answers: BTreeMap::new(),
            published: BTreeMap::new(),
            received: Vec::new(),
        }
    }

    /// Starts and initializes a server in folders, for a client with these capabilities.
    pub(crate) async fn begin(
        disk: Arc<dyn FileSystem>,
        folders: &[&str],
        capabilities: Value,
    ) -> Self {
        let mut session = Self::start(disk).await;
        let answered = session.initialize(folders, capabilities, Value::Null).await;
        answered.expect("an answer");
        session
    }

    pub(crate) async fn initialize(
        &mut self,
        folders: &[&str],
        capabilities: Value,
        options: Value,
    ) -> Result<Value, Value> {
        let folders = folders.iter();
        let folders: Vec<_> = folders
            .map(|folder| json!({ "uri": uri(folder), "name": folder }))
            .collect();
        let params = json!({
            "processId": null,
            "rootUri": null,
            "workspaceFolders": folders,
            "capabilities": capabilities,
            "initializationOptions": options,
        });
        let answered = self.request("initialize", params).await;
        self.notify("initialized", json!({})).await;
        answered
    }

    /// Sends a message body.
    pub(crate) async fn write(&mut self, body: &[u8]) {
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        let sent = async {
            self.input.write_all(header.as_bytes()).await?;
            self.input.write_all(body).await
        };
        let sent = tokio::time::timeout(TIMEOUT, sent).await;
        sent.expect("the server reads").expect("it goes out");
    }

    pub(crate) async fn notify(&mut self, method: &str, params: Value) {
        let message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        self.write(message.to_string().as_bytes()).await;
    }

    /// Sends a request without waiting.
    pub(crate) async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last += 1;
        let id = self.last;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.write(message.to_string().as_bytes()).await;
        id
    }

    /// Waits for the response to a request: its result or error.
    pub(crate) async fn answer_to(&mut self, id: i64) -> Result<Value, Value> {
        while !self.answers.contains_key(&id) {
            let message = self.next().await.expect("an answer");
            self.keep(message).await;
        }
        let answer = &self.answers[&id];
        match answer.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(answer["result"].clone()),
        }
    }

    pub(crate) async fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.ask(method, params).await;
        self.answer_to(id).await
    }

    /// Sends a request and returns its result.
    pub(crate) async fn get(&mut self, method: &str, params: Value) -> Value {
        let answered = self.request(method, params).await;
        answered.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Sends a request and returns its error code.
    pub(crate) async fn error(&mut self, method: &str, params: Value) -> i64 {
        let error = self.request(method, params).await.expect_err(method);
        error["code"].as_i64().expect("a code")
    }

    async fn next(&mut self) -> Option<Value> {
        let next = tokio::time::timeout(TIMEOUT, self.messages.recv()).await;
        next.unwrap_or_else(|_| self.give_up())
    }

    fn give_up(&self) -> ! {
        let published = self.published.iter();
        let published: Vec<_> = published
            .map(|(uri, (version, list))| (uri, version, codes_of(list)))
            .collect();
        panic!(
            "expected message did not arrive: {published:#?} {:#?}",
            self.received
        )
    }

    async fn keep(&mut self, message: Value) {
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let uri = params["uri"].as_str().expect("an address").to_owned();
            let list = params["diagnostics"].as_array().expect("a list").clone();
            let version = params["version"].as_i64();
            self.published.insert(uri, (version, list));
            return;
        }
        let Some(method) = message["method"].as_str() else {
            // A malformed message is answered with an ID that no request has.
            if let Some(id) = message["id"].as_i64() {
                self.answers.insert(id, message);
            }
            return;
        };
        if let Some(id) = message.get("id") {
            let mut answer = json!({ "jsonrpc": "2.0", "id": id });
            match method {
                refused if self.refused.contains(&refused) => {
                    answer["error"] = json!({ "code": -32603, "message": "not today" });
                }
                "workspace/configuration" => answer["result"] = json!([self.settings]),
                "workspace/applyEdit" => answer["result"] = json!({ "applied": true }),
                _ => answer["result"] = Value::Null,
            }
            self.write(answer.to_string().as_bytes()).await;
        }
        self.received.push(message);
    }

    /// Reads messages until a condition holds.
    pub(crate) async fn until(&mut self, what: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !what(self) {
            if start.elapsed() > TIMEOUT {
                self.give_up();
            }
            let message = self.next().await.expect("the server is there");
            self.keep(message).await;
        }
    }

    /// Waits until the published codes of a document are these, in any order.
    pub(crate) async fn codes(&mut self, uri: &str, wanted: &[&str]) {
        self.until(|session| {
            let list = session.published.get(uri).map(|(_, list)| list);
            list.is_some_and(|list| {
                let mut codes = codes_of(list);
                codes.sort_unstable();
                codes == wanted
            })
        })
        .await;
    }

    /// Waits for the diagnostics of a document version.
    pub(crate) async fn diagnostics(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let is_there = |it: &Self| {
            it.published
                .get(uri)
                .is_some_and(|it| it.0 == Some(version))
        };
        self.until(is_there).await;
        self.published[uri].1.clone()
    }

    /// The messages of a method received so far.
    pub(crate) fn received_by(&self, method: &str) -> Vec<&Value> {
        let messages = self.received.iter();
        messages
            .filter(|message| message["method"] == method)
            .collect()
    }

    /// Waits for a message of a method that contains these words.
    pub(crate) async fn expect_message(&mut self, method: &str, words: &str) -> String {
        let said = |it: &Self| {
            let mut all = it.received_by(method).into_iter();
            let text = |it: &Value| it["params"]["message"].as_str().map(str::to_owned);
            all.find_map(|it| text(it).filter(|text| text.contains(words)))
        };
        self.until(|it| said(it).is_some()).await;
        said(self).expect("it was said")
    }

    pub(crate) async fn open(&mut self, uri: &str, text: &str) {
        let document = json!({
            "uri": uri, "languageId": "proactive", "version": 1, "text": text,
        });
        let params = json!({ "textDocument": document });
        self.notify("textDocument/didOpen", params).await;
    }

    pub(crate) async fn change(&mut self, uri: &str, version: i64, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params).await;
    }

    pub(crate) async fn close(&mut self, uri: &str) {
        let params = json!({ "textDocument": document(uri) });
        self.notify("textDocument/didClose", params).await;
    }

    /// Shuts the server down as the protocol requires, and reads what is left.
    pub(crate) async fn end(mut self) -> Self {
        self.get("shutdown", Value::Null).await;
        self.exit().await
    }

    /// Sends `exit`, and reads what is left.
    pub(crate) async fn exit(mut self) -> Self {
        let asked = json!({ "jsonrpc": "2.0", "method": "exit" });
        self.write(asked.to_string().as_bytes()).await;
        while let Some(message) = self.next().await {
            if message.get("method").is_some() {
                self.received.push(message);
            }
        }
        (&mut self.server).await.expect("it has ended");
        self
    }
}

pub(crate) fn codes_of(list: &[Value]) -> Vec<&str> {
    let codes = list.iter().map(|it| it["code"].as_str().expect("a code"));
    codes.collect()
}

/// Reads messages until the server has stopped.
async fn read(output: DuplexStream, send: UnboundedSender<Value>) {
    let mut output = BufReader::new(output);
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            match output.read_line(&mut line).await {
                Ok(0) | Err(_) => return,
                Ok(_) if line == "\r\n" => break,
                Ok(_) => {}
            }
            if let Some(number) = line.strip_prefix("Content-Length: ") {
                length = number.trim().parse().expect("a number");
            }
        }
        let mut body = vec![0; length];
        output.read_exact(&mut body).await.expect("a whole message");
        let message = serde_json::from_slice(&body).expect("JSON");
        if send.send(message).is_err() {
            return;
        }
    }
}
