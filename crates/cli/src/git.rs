//! Files of a Git revision, read with the `git` command.

use std::ffi::OsStr;
use std::io::{self, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use crate::paths::io_reason;

/// A Git repository.
pub(crate) struct Repository {
    /// Its top-level folder.
    pub(crate) top: PathBuf,
}

/// A file of a revision.
#[derive(Debug, Clone)]
pub(crate) struct Blob {
    /// Its path from the top, written with `/`.
    pub(crate) path: String,
    /// The object name of its content.
    id: String,
    /// Its size in bytes.
    pub(crate) size: u64,
}

impl Repository {
    /// Finds the repository of a folder. The error is a sentence.
    pub(crate) fn of(folder: &Path) -> Result<Self, String> {
        let output = run(folder, &["rev-parse", "--show-toplevel"])?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let folder = folder.display();
            return Err(if said.contains("not a git repository") {
                format!("`{folder}` is not in a Git repository")
            } else {
                format!(
                    "git cannot read the repository of `{folder}`: {}",
                    last(&said)
                )
            });
        }
        let top = String::from_utf8_lossy(&output.stdout);
        let top = Path::new(top.trim_end_matches(['\n', '\r']));
        Ok(Self {
            top: top.canonicalize().unwrap_or_else(|_| top.to_owned()),
        })
    }

    /// The regular files of a revision, by their paths.
    pub(crate) fn files(&self, revision: &str) -> Result<Vec<Blob>, String> {
        let Some(tree) = self.object(&format!("{revision}^{{tree}}"))? else {
            return Err(self.unknown(revision));
        };
        let list = ["ls-tree", "-r", "-z", "-l", "--full-tree", &tree];
        let listed = run(&self.top, &list)?;
        if !listed.status.success() {
            let said = String::from_utf8_lossy(&listed.stderr);
            return Err(format!("git cannot list `{revision}`: {}", last(&said)));
        }
        let entries = listed.stdout.split(|byte| *byte == 0);
        let mut files: Vec<Blob> = entries.filter_map(blob).collect();
        files.sort_by(|left, right| left.path.cmp(&right.path));
        Ok(files)
    }

    /// The last commit that two revisions have in common. The error is a sentence.
    pub(crate) fn merge_base(&self, one: &str, other: &str) -> Result<String, String> {
        let commit = |revision: &str| {
            let commit = self.object(&format!("{revision}^{{commit}}"))?;
            commit.ok_or_else(|| self.unknown(revision))
        };
        let found = run(&self.top, &["merge-base", &commit(one)?, &commit(other)?])?;
        let base = String::from_utf8_lossy(&found.stdout);
        match base.trim() {
            "" => Err(format!(
                "`{one}` and `{other}` have no commit in common{}",
                self.advice_if_shallow()
            )),
            base => Ok(base.to_owned()),
        }
    }

    /// The name of the object that a revision means, if there is one.
    fn object(&self, revision: &str) -> Result<Option<String>, String> {
        let verify = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            revision,
        ];
        let found = run(&self.top, &verify)?;
        let name = String::from_utf8_lossy(&found.stdout).trim().to_owned();
        Ok(found.status.success().then_some(name))
    }

    /// Why a revision cannot be found, and what to do.
    fn unknown(&self, revision: &str) -> String {
        let remote = format!("refs/remotes/origin/{revision}");
        let advice = match self.object(&remote) {
            Ok(Some(_)) => format!(". Did you mean `origin/{revision}`?"),
            Ok(None) | Err(_) => self.advice_if_shallow().to_owned(),
        };
        format!(
            "there is no revision `{revision}` in the Git repository `{}`{advice}",
            self.top.display()
        )
    }

    /// What to do where a clone lacks most of the history.
    fn advice_if_shallow(&self) -> &'static str {
        match run(&self.top, &["rev-parse", "--is-shallow-repository"]) {
            Ok(said) if said.stdout.starts_with(b"true") => {
                ". The clone is shallow: it lacks older commits and other branches. Get them with \
                 `git fetch --unshallow`, or in CI with `fetch-depth: 0` (GitHub Actions) or \
                 `GIT_DEPTH: 0` (GitLab)"
            }
            Ok(_) | Err(_) => "",
        }
    }

    /// The contents of files, in their order.
    pub(crate) fn contents(&self, files: &[&Blob]) -> Result<Vec<Vec<u8>>, String> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let asked: String = files.iter().map(|file| format!("{}\n", file.id)).collect();
        let asked: Arc<str> = asked.into();
        let mut child = command(&self.top)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| cannot_start(&error))?;
        let writing = child.stdin.take().map(|mut stdin| {
            // Requests and answers can block each other, so a thread writes the requests.
            std::thread::spawn(move || stdin.write_all(asked.as_bytes()))
        });
        let mut answers = Vec::with_capacity(files.len());
        let mut trouble = None;
        if let Some(stdout) = child.stdout.take() {
            let mut stdout = BufReader::new(stdout);
            for file in files {
                match answer(&mut stdout) {
                    Ok(content) => answers.push(content),
                    Err(error) => {
                        trouble = Some(format!(
                            "git cannot read `{}`: {}",
                            file.path,
                            io_reason(&error)
                        ));
                        break;
                    }
                }
            }
        }
        let _ = writing.map(std::thread::JoinHandle::join);
        let _ = child.wait();
        match trouble {
            Some(trouble) => Err(trouble),
            None => Ok(answers),
        }
    }
}

/// One answer of `git cat-file --batch`: a line with the size, the content, a newline.
fn answer(from: &mut impl io::BufRead) -> io::Result<Vec<u8>> {
    let mut line = String::new();
    from.read_line(&mut line)?;
    let size = line.trim_end().rsplit(' ').next().unwrap_or("");
    let size: u64 = size
        .parse()
        .map_err(|_| io::Error::other("the repository does not have its content"))?;
    let mut content = Vec::new();
    from.take(size).read_to_end(&mut content)?;
    let mut newline = [0];
    from.read_exact(&mut newline)?;
    Ok(content)
}

/// An entry of `git ls-tree`, if it is a regular file: `100644 blob ID    SIZE<tab>PATH`.
fn blob(entry: &[u8]) -> Option<Blob> {
    let entry = String::from_utf8_lossy(entry);
    let (facts, path) = entry.split_once('\t')?;
    let mut facts = facts.split_ascii_whitespace();
    let (mode, _, id, size) = (facts.next()?, facts.next()?, facts.next()?, facts.next()?);
    // Skips links and submodules.
    ["100644", "100755", "100664"]
        .contains(&mode)
        .then_some(())?;
    Some(Blob {
        path: path.to_owned(),
        id: id.to_owned(),
        size: size.parse().ok()?,
    })
}

/// Variables that name another repository or other objects than those of the current folder, change
/// what is read of them, or add to the output. Git sets some of them for its hooks. Variables that
/// configure git stay: they can be necessary for access, such as `safe.directory`.
const IGNORED_VARIABLES: [&str; 31] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_ATTR_SOURCE",
    "GIT_CEILING_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DEFAULT_HASH",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PAGER",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REDIRECT_STDERR",
    "GIT_REDIRECT_STDOUT",
    "GIT_REF_PARANOIA",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_TRACE",
    "GIT_TRACE2",
    "GIT_TRACE_PACK_ACCESS",
    "GIT_TRACE_SETUP",
    "GIT_WORK_TREE",
];

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command
        .arg("--no-pager")
        .current_dir(folder)
        // English messages, in which "not a git repository" is recognized.
        .env("LC_ALL", "C");
    for variable in IGNORED_VARIABLES {
        command.env_remove(variable);
    }
    command
}

fn run(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<Output, String> {
    command(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| cannot_start(&error))
}

fn cannot_start(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::NotFound {
        "`git` was not found; it is needed to read `git:` revisions".to_owned()
    } else {
        format!("cannot start `git`: {}", io_reason(error))
    }
}

/// The last line of an error message from git.
fn last(said: &str) -> &str {
    said.lines()
        .rev()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("no reason given")
}
