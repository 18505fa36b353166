//! The Node.js process that runs the core.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use crate::protocol::{Answer, Case};

/// A process that answers cases.
#[derive(Debug)]
pub struct Peer {
    process: Child,
    input: ChildStdin,
    answers: Receiver<String>,
}

impl Peer {
    /// Starts the process.
    ///
    /// # Errors
    ///
    /// When there is no Node.js.
    pub fn start(script: &Path) -> Result<Self, String> {
        let mut process = Command::new("node")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("node can't be started: {error}"))?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("node has no standard input and output".to_owned());
        };
        let (to, answers) = channel();
        // Reading continues while cases are written, or both sides would wait for each other.
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if to.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self {
            process,
            input,
            answers,
        })
    }

    /// The answers to cases, in their order.
    ///
    /// # Errors
    ///
    /// When the process ends, or a line is not an answer.
    pub fn ask<'c>(
        &mut self,
        cases: impl IntoIterator<Item = &'c Case>,
    ) -> Result<Vec<Answer>, String> {
        let mut lines = Vec::new();
        let mut count = 0;
        for case in cases {
            serde_json::to_writer(&mut lines, case).map_err(|error| error.to_string())?;
            lines.push(b'\n');
            count += 1;
        }
        let written = self
            .input
            .write_all(&lines)
            .and_then(|()| self.input.flush());
        written.map_err(|error| format!("the runtime's process takes no cases: {error}"))?;
        let mut answers = Vec::with_capacity(count);
        for _ in 0..count {
            let line = self.answers.recv();
            let line = line.map_err(|_| "the runtime's process has ended".to_owned())?;
            let answer = serde_json::from_str(&line);
            answers.push(answer.map_err(|error| format!("not an answer, {error}: {line}"))?);
        }
        Ok(answers)
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
