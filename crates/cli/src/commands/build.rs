//! `proactive build`: checks and compiles a workspace.

mod web;

use std::io;
use std::path::Path;
use std::slice;

use proactive_hir::model::Model;

use super::emit::Emitter;
use super::load::{begin_progress, load_one, refuse_empty, refuse_inputs};
use super::watch::watched;
use crate::args::{BuildArguments, Target};
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::output_file::OutputFile;
use crate::paths::io_reason;
use crate::report::{Counts, Report, counted};
use crate::text_diff::unified_diff;
use crate::workspace::{self, Extent, Loaded, Request};

/// The path that stands for standard output.
const STDOUT: &str = "-";

pub(crate) fn build(
    arguments: &BuildArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    let request = Request {
        folder,
        paths: arguments.path.as_slice(),
        input: &arguments.input,
        extent: Extent::Workspace,
    };
    watched(arguments.watch, &request, output, |output| {
        try_build(arguments, &request, stdin, output)
    })
}

/// The error is a sentence that says why the command failed.
fn try_build(
    arguments: &BuildArguments,
    request: &Request<'_>,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    match arguments.target {
        None => {}
        Some(Target::Web) => return web::build(arguments, request, stdin, output),
    }
    let folder = request.folder;
    begin_progress(request, output);
    let loaded = load_one(request, stdin)?;
    let file = match (&arguments.output, &loaded.output) {
        (Some(path), _) if path.as_os_str() == STDOUT => None,
        (Some(path), _) => Some(OutputFile::new(folder, path, "-o ")),
        (None, Some(path)) => Some(OutputFile::of_manifest(folder, path, &loaded.root)),
        (None, None) => None,
    };
    let file = file.filter(|file| file.stream() != Some(OutputStream::Stdout));
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
    let mut emitter = Emitter::new(&arguments.findings, way, folder, output)?;
    if arguments.statistics {
        emitter = emitter.with_statistics()?;
    }
    refuse_inputs(slice::from_ref(&loaded), request, stdin, &emitter)?;
    match &file {
        Some(file) => {
            file.refuse_inputs(loaded.inputs().chain(request.stdin_file(stdin)))?;
            emitter.refuse_repeated(file)?;
        }
        None => emitter.refuse_repeated(&OutputFile::stdout())?,
    }
    refuse_empty(&loaded, request, output)?;
    let (found, model) = checked(loaded, &emitter, output)?;
    let Some(model) = model else {
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
        Some(file) if arguments.check => compare(&file, &json, &emitter, output)?,
        Some(file) => {
            file.write(json.as_bytes(), output)?;
            output.notice(format_args!("{messages} written to `{}`", file.shown()));
            Exit::Fine
        }
    };
    Ok(found.max(built))
}

/// Checks a loaded workspace and reports its findings. There is no model if they forbid to build.
fn checked(
    loaded: Loaded,
    emitter: &Emitter,
    output: &mut Output<'_>,
) -> Result<(Exit, Option<Model>), String> {
    let mut findings = loaded.findings;
    let workspace = workspace::build_workspace(loaded.settings, loaded.files, &findings);
    let checked = workspace.check_with(proactive_analysis::lints);
    findings.extend_from_slice(checked.findings());
    let mut report = Report::new(loaded.name, loaded.sources, findings);
    if let Some(baseline) = loaded.baseline? {
        baseline.hide_known(&mut report);
    }
    let reports = slice::from_ref(&report);
    let forbidden = emitter.forbids(&Counts::new(reports));
    let found = emitter.emit_findings(reports, output);
    let model = checked.model().filter(|_| !forbidden);
    let Some(model) = model else {
        output.notice("nothing was built");
        return Ok((found, None));
    };
    Ok((found, Some(model)))
}

/// Compares the file on disk with the compiled configuration.
fn compare(
    file: &OutputFile,
    json: &str,
    emitter: &Emitter,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let shown = file.shown();
    let (old, name) = match file.read() {
        Ok(bytes) => (bytes, shown),
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
    let color = output.style(way).color;
    let diff = unified_diff((name, &old), (shown, json), color);
    let _ = output.writer(way).write_all(diff.as_bytes());
    if old.replace("\r\n", "\n") == json {
        output.notice(format_args!(
            "`{shown}` is out of date: only the line endings differ. If Git converts them, write \
             `{} text eol=lf` in `.gitattributes`",
            file.name()
        ));
    } else {
        output.notice(format_args!(
            "`{shown}` is out of date; to update it, run without `--check`"
        ));
    }
    Ok(Exit::Findings)
}
