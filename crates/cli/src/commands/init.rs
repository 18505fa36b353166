//! `proactive init`: a new workspace that builds and whose test passes, and its checks in CI.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use proactive_manifest as manifest;

use crate::args::{CiService, InitArguments};
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::paths::{self, io_reason};
use crate::workspace;

/// The files of a new workspace beside its manifest. The VS Code extension creates the same ones.
const FILES: [(&str, &str); 2] = [
    (
        "account.proactive",
        include_str!("../../starter/account.proactive"),
    ),
    (
        "messages.proactive",
        include_str!("../../starter/messages.proactive"),
    ),
];

const GITHUB: &str = include_str!("../../starter/github.yml");
const GITLAB: &str = include_str!("../../starter/gitlab.yml");

/// The address below which the files of version V are in the folder `vV`.
const RELEASES: &str = concat!(env!("CARGO_PKG_HOMEPAGE"), "/releases/download");

/// A file to create.
struct NewFile {
    path: PathBuf,
    text: String,
}

pub(crate) fn init(arguments: &InitArguments, folder: &Path, output: &mut Output<'_>) -> Exit {
    match try_init(arguments, folder, output) {
        Ok(()) => Exit::Fine,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// The error is a sentence that says why the command failed. Nothing is written then, unless the file
/// system fails half-way.
fn try_init(
    arguments: &InitArguments,
    folder: &Path,
    output: &mut Output<'_>,
) -> Result<(), String> {
    let given = arguments.folder.as_deref().unwrap_or(Path::new("."));
    let root = paths::resolve(folder, given);
    if root.is_file() {
        return Err(format!("`{}` is a file; name a folder", given.display()));
    }
    let around = workspace::root(&root);
    let is_workspace = around.as_ref() == Some(&root);
    let mut files = match (is_workspace, arguments.ci) {
        // Checks can be added to an existing workspace.
        (true, Some(_)) => Vec::new(),
        (true, None) => {
            return Err(format!(
                "there is a workspace already: `{}`; to add its checks in CI, use `--ci`",
                shown(folder, &root.join(manifest::FILE_NAME))
            ));
        }
        (false, _) => {
            if let Some(around) = around {
                return Err(format!(
                    "`{}` is in the workspace `{}`, and a workspace is not part of another one",
                    shown(folder, &root),
                    shown(folder, &around)
                ));
            }
            starter(&root)
        }
    };
    files.extend(arguments.ci.map(|service| checks(service, &root)));
    if let Some(taken) = files.iter().find(|file| file.path.exists()) {
        let taken = shown(folder, &taken.path);
        return Err(format!("`{taken}` exists already; nothing was written"));
    }
    for file in &files {
        create(file).map_err(|error| {
            let path = shown(folder, &file.path);
            format!("cannot write `{path}`: {}", io_reason(&error))
        })?;
        let path = shown(folder, &file.path);
        let _ = writeln!(output.writer(OutputStream::Stdout), "{path}");
    }
    let target = match given == Path::new(".") {
        true => String::new(),
        false => format!(" {}", given.display()),
    };
    output.report_summary(format_args!(
        "{}; try `proactive test{target}`",
        match is_workspace {
            true => "added the checks",
            false => "created a workspace",
        }
    ));
    Ok(())
}

fn shown(folder: &Path, path: &Path) -> String {
    paths::relative(folder, path)
}

/// The files of a new workspace in `root`.
fn starter(root: &Path) -> Vec<NewFile> {
    let name = root.file_name().map(|name| name.to_string_lossy());
    // A JSON string is a TOML string, except for this character.
    let name = name.unwrap_or("Messages".into()).replace('\u{7F}', "");
    let manifest = NewFile {
        path: root.join(manifest::FILE_NAME),
        text: format!("name = {}\n", serde_json::Value::from(name)),
    };
    let files = FILES.into_iter().map(|(name, text)| NewFile {
        path: root.join(name),
        text: text.to_owned(),
    });
    std::iter::once(manifest).chain(files).collect()
}

/// The definition of the checks of the workspace in `root`, at the top of its repository.
fn checks(service: CiService, root: &Path) -> NewFile {
    let mut folders = root.ancestors();
    let top = folders.find(|it| it.join(".git").exists()).unwrap_or(root);
    let (path, text) = match service {
        CiService::Github => (".github/workflows/proactive.yml", GITHUB),
        CiService::Gitlab => (".gitlab-ci.yml", GITLAB),
    };
    // A JSON string is a YAML string.
    let folder = serde_json::Value::from(paths::relative(top, root));
    NewFile {
        path: top.join(path),
        text: text
            .replace("{folder}", &folder.to_string())
            .replace("{repository}", concat!(env!("CARGO_PKG_HOMEPAGE"), ".git"))
            .replace("{releases}", RELEASES)
            .replace("{version}", env!("CARGO_PKG_VERSION")),
    }
}

/// Creates a file and the folders that it is in. Never overwrites a file.
fn create(file: &NewFile) -> std::io::Result<()> {
    if let Some(folder) = file.path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    let mut created = options.write(true).create_new(true).open(&file.path)?;
    created.write_all(file.text.as_bytes())
}
