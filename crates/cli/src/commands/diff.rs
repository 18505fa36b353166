//! `proactive diff`: shows what changes for visitors between two versions.

use std::path::{Path, PathBuf};
use std::slice;

use proactive_analysis::compare;
use proactive_hir::model::Model;

use super::emit::Emitter;
use super::load::{CheckedWorkspace, check, load_one, refuse_inputs};
use crate::args::{DiffArguments, Format, InputArguments};
use crate::compiled::{self, STDIN};
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::Output;
use crate::report::Report;
use crate::report::diff::DiffReport;
use crate::workspace::{self, Extent, Request};

/// The prefix of a Git revision.
const GIT: &str = "git:";

pub(crate) fn diff(
    arguments: &DiffArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    match try_diff(arguments, folder, stdin, output) {
        Ok(exit) => exit,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// One of the two versions to compare.
enum Side<'a> {
    /// A compiled configuration.
    Compiled(&'a Path),
    /// A workspace on disk.
    Workspace(&'a Path),
    /// A workspace at a Git revision.
    Revision(&'a str),
}

impl<'a> Side<'a> {
    fn new(folder: &Path, given: &'a Path, input: &InputArguments) -> Self {
        let text = given.to_str();
        if let Some(revision) = text.and_then(|text| text.strip_prefix(GIT)) {
            return Self::Revision(revision);
        }
        let is_json = given
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let is_document = is_json && !folder.join(given).is_dir()
            || given.as_os_str() == STDIN && input.stdin_filename.is_none();
        if is_document {
            Self::Compiled(given)
        } else {
            Self::Workspace(given)
        }
    }
}

/// A version that was loaded.
struct Loaded {
    /// `None` if there is an error, which the report contains.
    model: Option<Model>,
    /// `None` for a compiled configuration.
    report: Option<Report>,
    /// Why it has no files; `None` if it has some.
    nothing: Option<String>,
}

/// The error is a sentence that says why the command failed.
fn try_diff(
    arguments: &DiffArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let emitter = Emitter::without_findings(
        "diff",
        &[Format::Markdown],
        &arguments.format,
        arguments.json,
        folder,
        output,
    )?;
    let old = arguments.old.clone();
    let new = arguments.new.clone();
    let given = [
        &old.unwrap_or_else(|| PathBuf::from(format!("{GIT}HEAD"))),
        &new.unwrap_or_else(|| PathBuf::from(".")),
    ];
    let on_stdin = given.iter().filter(|path| path.as_os_str() == STDIN);
    if on_stdin.count() > 1 {
        return Err("only one of the two versions can be standard input".into());
    }
    let sides = given.map(|path| Side::new(folder, path, &arguments.input));
    let elsewhere = sides.iter().find_map(|side| match side {
        Side::Workspace(path) if path.as_os_str() != STDIN => Some(path.to_path_buf()),
        Side::Workspace(_) | Side::Compiled(_) | Side::Revision(_) => None,
    });
    let surroundings = Surroundings {
        folder,
        input: &arguments.input,
        elsewhere: elsewhere.as_ref(),
        emitter: &emitter,
    };
    output.progress().begin("checking");
    let mut loaded = Vec::new();
    for side in &sides {
        loaded.push(surroundings.load(side, stdin)?);
    }
    if !arguments.input.allow_empty
        && let [Some(old), Some(new)] = [0, 1].map(|at| loaded.get(at)?.nothing.as_deref())
    {
        return Err(if old == new {
            old.to_owned()
        } else {
            format!("{old}, and {new}")
        });
    }
    // One version can be from before the first message, or from after the last one.
    for nothing in loaded.iter().filter_map(|it| it.nothing.as_deref()) {
        output.notice(nothing);
    }
    let models: Vec<&Model> = loaded.iter().filter_map(|it| it.model.as_ref()).collect();
    let [old, new] = models.as_slice() else {
        let wrong = loaded.into_iter().filter(|it| it.model.is_none());
        let reports: Vec<Report> = wrong.filter_map(|it| it.report).collect();
        let exit = emitter.emit_findings(&reports, output);
        output.notice("nothing was compared");
        return Ok(exit);
    };
    output.progress().begin("comparing");
    let changes = compare(old, new);
    let labels = given.map(|path| path.to_string_lossy().into_owned());
    let difference = DiffReport::new(labels, old, new, &changes, arguments.all);
    emitter.emit(output, |format, style, to| {
        difference.write(format, style, to)
    });
    Ok(if arguments.exit_code && !changes.is_empty() {
        Exit::Findings
    } else {
        Exit::Fine
    })
}

/// The context in which a version is loaded.
struct Surroundings<'a> {
    folder: &'a Path,
    input: &'a InputArguments,
    /// The workspace of the other version, whose revision is loaded.
    elsewhere: Option<&'a PathBuf>,
    emitter: &'a Emitter,
}

impl Surroundings<'_> {
    fn load(&self, side: &Side<'_>, stdin: &mut Stdin<'_>) -> Result<Loaded, String> {
        let without_stdin = InputArguments {
            config: self.input.config.clone(),
            allow_empty: self.input.allow_empty,
            stdin_filename: None,
        };
        let request = |paths, input| Request {
            folder: self.folder,
            paths,
            input,
            extent: Extent::Workspace,
        };
        let loaded = match side {
            Side::Compiled(path) => {
                let compiled = compiled::read(self.folder, path, stdin)?;
                let input = compiled::input(self.folder, path, stdin);
                self.emitter.refuse_inputs(input.into_iter())?;
                return Ok(Loaded {
                    model: Some(compiled.import.model),
                    report: None,
                    nothing: None,
                });
            }
            Side::Workspace(path) => {
                let paths = [path.to_path_buf()];
                let is_stdin = path.as_os_str() == STDIN;
                let input = if is_stdin { self.input } else { &without_stdin };
                let request = request(&paths, input);
                let loaded = load_one(&request, stdin)?;
                refuse_inputs(slice::from_ref(&loaded), &request, stdin, self.emitter)?;
                loaded
            }
            Side::Revision(revision) => {
                let paths = self.elsewhere.map_or(&[][..], slice::from_ref);
                let loaded = workspace::load_revision(&request(paths, &without_stdin), revision)
                    .map_err(|reason| format!("`{GIT}{revision}`: {reason}"))?;
                self.emitter.refuse_inputs(loaded.inputs())?;
                loaded
            }
        };
        let nothing = loaded.nothing_found(self.folder);
        let CheckedWorkspace { report, model } = check(loaded);
        Ok(Loaded {
            model,
            report: Some(report),
            nothing,
        })
    }
}
