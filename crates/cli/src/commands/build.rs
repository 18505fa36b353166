//! `proactive build`: checks and compiles a workspace.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::slice;

use similar::TextDiff;

use super::emit::Emitter;
use crate::args::BuildArguments;
use crate::atomic_write::atomic_write;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::paths;
use crate::paths::io_reason;
use crate::report::{Counts, Report, counted};
use crate::workspace::{self, Request};

/// The path that stands for standard output.
const STDOUT: &str = "-";

pub(crate) fn build(
    arguments: &BuildArguments,
    folder: &Path,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Exit {
    match try_build(arguments, folder, stdin, output) {
        Ok(exit) => exit,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// The error is a sentence that says why the command failed.
fn try_build(
    arguments: &BuildArguments,
    folder: &Path,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let request = Request {
        folder,
        paths: arguments.path.as_slice(),
        input: &arguments.input,
        named_always: false,
    };
    request.validate()?;
    // One path belongs to one workspace.
    let Some(loaded) = workspace::load(&request, stdin).pop() else {
        return Ok(Exit::Fine);
    };
    let file = match &arguments.output {
        Some(path) if path.as_os_str() == STDOUT => None,
        Some(path) => Some(folder.join(path)),
        None => loaded.output.clone(),
    };
    if arguments.check && file.is_none() {
        return Err(
            "there is no file to compare with; name it with `-o FILE`, or with `output` in \
                    the `[build]` table of `proactive.toml`"
                .into(),
        );
    }
    let way = match file {
        Some(_) => OutputStream::Stdout,
        None => OutputStream::Stderr,
    };
    let emitter = Emitter::new(&arguments.findings, way, folder, output)?;

    loaded.notice_what_is_empty(request.folder, output);
    let mut findings = loaded.findings;
    let workspace = workspace::build_workspace(loaded.settings, loaded.files, &findings);
    let checked = workspace.check_with(proactive_analysis::lints);
    findings.extend_from_slice(checked.findings());
    let report = Report::new(loaded.name, loaded.sources, findings);
    let reports = slice::from_ref(&report);
    let forbidden = emitter.forbids(&Counts::new(reports));
    let found = emitter.emit_findings(reports, output);
    let model = checked.model().filter(|_| !forbidden);
    let Some(model) = model else {
        output.notice("nothing was built");
        return Ok(found);
    };

    let json = proactive_config::compile(&model).to_json();
    let messages = counted(model.messages.len(), "message");
    let built = match file {
        None => {
            let _ = output
                .writer(OutputStream::Stdout)
                .write_all(json.as_bytes());
            Exit::Fine
        }
        Some(file) if arguments.check => compare(&file, &json, folder, &emitter, output)?,
        Some(file) => {
            let shown = shown(folder, &file);
            atomic_write(&file, json.as_bytes())
                .map_err(|error| format!("cannot write `{shown}`: {}", io_reason(&error)))?;
            output.notice(format_args!("{messages} written to `{shown}`"));
            Exit::Fine
        }
    };
    Ok(found.max(built))
}

/// Compares the file on disk with the compiled configuration.
fn compare(
    file: &PathBuf,
    json: &str,
    folder: &Path,
    emitter: &Emitter,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let shown = shown(folder, file);
    let (old, name) = match fs::read(file) {
        Ok(bytes) => (bytes, shown.as_str()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (Vec::new(), "/dev/null"),
        Err(error) => return Err(format!("cannot read `{shown}`: {}", io_reason(&error))),
    };
    if old == json.as_bytes() {
        output.notice(format_args!("`{shown}` is up to date"));
        return Ok(Exit::Fine);
    }
    let way = if emitter.takes_standard_output() {
        OutputStream::Stderr
    } else {
        OutputStream::Stdout
    };
    let old = String::from_utf8_lossy(&old);
    let diff = TextDiff::from_lines(old.as_ref(), json);
    let unified = diff.unified_diff().header(name, &shown).to_string();
    let _ = output.writer(way).write_all(unified.as_bytes());
    output.notice(format_args!("`{shown}` is out of date"));
    Ok(Exit::Findings)
}

fn shown(folder: &Path, file: &Path) -> String {
    paths::relative(folder, &paths::resolve(folder, file))
}
