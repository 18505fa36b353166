//! `proactive import`: converts a compiled configuration to source.

use std::fs;
use std::path::{Path, PathBuf};

use proactive_config::Import;

use crate::args::ImportArguments;
use crate::atomic_write::make_folder;
use crate::compiled::{self, Compiled, STDIN};
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::output_file::OutputFile;
use crate::paths;
use crate::paths::io_reason;
use crate::report::counted;

pub(crate) fn import(
    arguments: &ImportArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Exit {
    match try_import(arguments, folder, stdin, output) {
        Ok(()) => Exit::Fine,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// Where the source goes.
enum Target {
    Stdout,
    File(OutputFile),
    Folder(PathBuf),
}

impl Target {
    /// A path is a folder if it is one on disk, ends with `/`, or has no file extension.
    fn new(folder: &Path, given: Option<&Path>) -> Self {
        let Some(given) = given.filter(|given| given.as_os_str() != STDIN) else {
            return Self::Stdout;
        };
        let path = folder.join(given);
        let ends_with_slash = given.as_os_str().as_encoded_bytes().ends_with(b"/");
        let is_file = path.exists() && !path.is_dir();
        if !is_file && (path.is_dir() || ends_with_slash || given.extension().is_none()) {
            return Self::Folder(paths::resolve(folder, given));
        }
        let file = OutputFile::new(folder, given, "-o ");
        if file.stream() == Some(OutputStream::Stdout) {
            Self::Stdout
        } else {
            Self::File(file)
        }
    }
}

/// The error is a sentence that says why the command failed.
fn try_import(
    arguments: &ImportArguments,
    folder: &Path,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<(), String> {
    let Compiled {
        shown,
        document,
        import,
    } = compiled::read(folder, &arguments.configuration, stdin)?;
    let target = Target::new(folder, arguments.output.as_deref());
    let messages = counted(import.configuration.messages.len(), "message");
    match &target {
        Target::Stdout => {
            let _ = output
                .writer(OutputStream::Stdout)
                .write_all(import.text().as_bytes());
        }
        Target::File(file) => {
            let input = compiled::input(folder, &arguments.configuration, stdin);
            file.refuse_inputs_but_new_source(input)?;
            file.write(import.text().as_bytes(), output)?;
            output.notice(format_args!("{messages} written to `{}`", file.shown()));
        }
        Target::Folder(target) => {
            let name = paths::relative(folder, target);
            let files = write_folder(target, &name, &import)?;
            output.notice(format_args!(
                "{messages} written to `{name}`, in {}",
                counted(files, "file")
            ));
        }
    }
    if import.configuration.to_json() != *document {
        output.notice(format_args!(
            "{shown} is not in the form that `build` writes; the source builds to that form"
        ));
    }
    let is_told_elsewhere = matches!(target, Target::Stdout | Target::File(_));
    if is_told_elsewhere && !import.configuration.matching.case_sensitive {
        output.notice(format_args!(
            "{shown} ignores case; `{}` says so with `case = \"insensitive\"` in the `[matching]` \
             table",
            proactive_manifest::FILE_NAME
        ));
    }
    Ok(())
}

/// Writes a workspace into a folder that has none, and returns the number of files.
fn write_folder(target: &Path, name: &str, import: &Import) -> Result<usize, String> {
    if let Some(other) = in_the_way(target) {
        return Err(format!(
            "`{name}` already has a workspace, with `{other}`; choose a folder without one, so that \
             the two are not mixed"
        ));
    }
    let mut files = vec![(proactive_manifest::FILE_NAME.to_owned(), import.manifest())];
    let texts = import.files().into_iter();
    files.extend(texts.map(|file| (file.path, file.text)));
    make_folder(target, &files)
        .map_err(|error| format!("cannot write to `{name}`: {}", io_reason(&error)))?;
    Ok(files.len())
}

/// A file in the folder that belongs to a workspace.
fn in_the_way(folder: &Path) -> Option<String> {
    let entries = fs::read_dir(folder).ok()?;
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into()));
    let mut found: Vec<String> = names
        .filter(|name: &String| {
            name == proactive_manifest::FILE_NAME || name.ends_with(".proactive")
        })
        .collect();
    found.sort();
    found.into_iter().next()
}
