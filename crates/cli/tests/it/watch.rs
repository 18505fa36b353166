//! `--watch`, with the real binary, real files and what editors and systems do to them.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::support::{Folder, RIGHT, binary, wrong};

/// How long a run may take on a busy machine. Only a failing test waits this long.
const LONGEST: Duration = Duration::from_secs(60);

/// What the command says after each run.
const WAITING: &str = "waiting for changes; press Ctrl-C to stop";

/// A command that watches.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn new(folder: &Folder, arguments: &[&str]) -> Self {
        let mut command: Command = binary(&folder.path());
        command.args(arguments).arg("--watch").stdin(Stdio::null());
        let (reader, writer) = std::io::pipe().unwrap();
        command.stdout(writer.try_clone().unwrap()).stderr(writer);
        let child = command.spawn().unwrap();
        // Otherwise this process would keep the pipe open.
        drop(command);
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(reader).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// The output of the next run.
    fn run(&self) -> String {
        let mut run = String::new();
        loop {
            let line = self.lines.recv_timeout(LONGEST);
            let line = line.unwrap_or_else(|_| panic!("no other run, after:\n{run}"));
            if line == WAITING {
                return run;
            }
            run += &line;
            run.push('\n');
        }
    }

    /// The output of the first run from here that contains a text.
    fn run_with(&self, text: &str) -> String {
        loop {
            let run = self.run();
            if run.contains(text) {
                return run;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn shop() -> Folder {
    Folder::with("proactive.toml", "").file("main.proactive", RIGHT)
}

const FINE: &str = "no problems found";
const WRONG: &str = "unresolved-name";

#[test]
fn checks_again_after_each_way_to_save() {
    let folder = shop();
    let watching = Watching::new(&folder, &["check", "--format", "short"]);
    assert!(watching.run().contains(FINE));
    // In place, as VS Code does.
    folder.write("main.proactive", wrong());
    watching.run_with(WRONG);
    // Another file takes its place, as in Vim and JetBrains.
    folder.write(".main.proactive.tmp", RIGHT);
    let path = |name: &str| folder.path().join(name);
    std::fs::rename(path(".main.proactive.tmp"), path("main.proactive")).unwrap();
    watching.run_with(FINE);
    // A file comes, in a folder that was not there, and goes.
    folder.write("new/deep/other.proactive", "brand acme\n");
    watching.run_with("duplicate-name");
    std::fs::remove_dir_all(path("new")).unwrap();
    watching.run_with(FINE);
    // The manifest counts too.
    folder.write("proactive.toml", "naem = 1\n");
    watching.run_with("manifest-error");
}

#[test]
fn many_changes_at_once_end_in_the_last_state() {
    let folder = shop();
    let watching = Watching::new(&folder, &["check", "--format", "short"]);
    watching.run();
    for round in 0..200 {
        folder.write(
            "main.proactive",
            if round % 2 == 0 {
                wrong()
            } else {
                RIGHT.into()
            },
        );
        folder.write(&format!("more/f{round}.proactive"), "# nothing\n");
    }
    watching.run_with("201 files checked, no problems found");
}

#[test]
fn a_folder_that_disappears_can_come_back() {
    let folder =
        Folder::with("shops/acme/proactive.toml", "").file("shops/acme/main.proactive", RIGHT);
    let watching = Watching::new(&folder, &["check", "shops/acme", "--format", "short"]);
    watching.run_with(FINE);
    let path = |name: &str| folder.path().join(name);
    std::fs::rename(path("shops"), path("away")).unwrap();
    watching.run_with("shops/acme");
    std::fs::rename(path("away"), path("shops")).unwrap();
    watching.run_with(FINE);
}

#[test]
fn build_and_test_run_again_and_do_not_watch_what_they_write() {
    let folder = shop();
    let build = Watching::new(&folder, &["build", "-o", "out.json"]);
    build.run();
    let first = folder.read("out.json");
    folder.write("main.proactive", RIGHT.replace("hello", "greeting"));
    build.run();
    assert_ne!(folder.read("out.json"), first);

    let test = Watching::new(&folder, &["test"]);
    assert!(test.run().contains("no tests found"));
    let visit = "visit \"https://acme.example/cart\" for 1m";
    folder.write(
        "test.proactive",
        format!("test \"cart\" {{\n  {visit}\n  expect greeting\n}}\n"),
    );
    test.run_with("1 test passed");
    // The build did not run because of what it wrote: its next run is about the test.
    folder.write("main.proactive", wrong());
    build.run_with("nothing was built");
}

#[test]
fn standard_input_cannot_be_watched() {
    let ran = Folder::new().pipe(&["check", "--watch", "-"], RIGHT.as_bytes());
    assert_eq!((ran.exit, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("`--watch` needs files"), "{}", ran.err);
    assert_eq!(shop().run(&["fix", "--watch"]).exit, 2);
}
