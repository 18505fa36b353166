//! `proactive build --target web`: the bundles of web pages and their manifest, in a folder.
//!
//! The name of a bundle changes with its content, and the manifest is replaced after the bundles are
//! written, so that it never names a file that is not there. Of the files that the old manifest
//! names, those that the new one does not are removed. No other file of the folder is touched.

use std::fs;
use std::io;
use std::path::Path;

use proactive_config::web::{self, FILE_NAME, Manifest, WebFile};

use super::{checked, compare};
use crate::args::BuildArguments;
use crate::commands::emit::Emitter;
use crate::commands::load::{known_channel, load_one, refuse_empty, refuse_inputs};
use crate::env::Stdin;
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::output_file::OutputFile;
use crate::paths::io_reason;
use crate::report::counted;
use crate::workspace::Request;

/// The error is a sentence that says why the command failed.
pub(super) fn build(
    arguments: &BuildArguments,
    request: &Request<'_>,
    stdin: &mut Stdin<'_>,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let folder = request.folder;
    let Some(target) = &arguments.output else {
        return Err(
            "name the folder for the bundles, as in `--target web -o public/proactive`".into(),
        );
    };
    let loaded = load_one(request, stdin)?;
    let mut emitter = Emitter::new(&arguments.findings, OutputStream::Stdout, folder, output)?;
    if arguments.statistics {
        emitter = emitter.with_statistics()?;
    }
    refuse_inputs(std::slice::from_ref(&loaded), request, stdin, &emitter)?;
    let named = |name: &str| OutputFile::new(folder, &target.join(name), "-o ");
    let manifest_file = named(FILE_NAME);
    manifest_file.refuse_inputs(loaded.inputs().chain(request.stdin_file(stdin)))?;
    emitter.refuse_repeated(&manifest_file)?;
    let old = old_manifest(&manifest_file)?;
    refuse_empty(&loaded, request, output)?;
    let gap = loaded.visit_gap.0;
    let (found, model) = checked(loaded, &emitter, output)?;
    let Some(model) = model else {
        return Ok(found);
    };
    if let Some(channel) = &arguments.channel {
        known_channel(&model, channel)?;
    }

    let configuration = proactive_config::compile(&model);
    let files = web::files(&configuration, arguments.channel.as_deref(), gap);
    // With `--channel`, the other channels stay as they are.
    let mut manifest = match arguments.channel {
        Some(_) => old.clone(),
        None => Manifest::default(),
    };
    manifest.insert(&files);
    let outputs: Vec<OutputFile> = files.iter().map(|file| named(&file.name)).collect();
    // Before anything is written.
    for output in &outputs {
        emitter.refuse_repeated(output)?;
    }
    let stale = outputs
        .iter()
        .zip(&files)
        .filter(|(output, file)| !is_written(output, file));
    if arguments.check {
        let mut exit = found;
        for (file, _) in stale {
            output.notice(format_args!("`{}` is missing or was changed", file.shown()));
            exit = exit.max(Exit::Findings);
        }
        let compared = compare(&manifest_file, &manifest.to_json(), &emitter, output)?;
        return Ok(exit.max(compared));
    }
    for (to, file) in stale {
        to.write(file.content.as_bytes(), output)?;
    }
    manifest_file.write(manifest.to_json().as_bytes(), output)?;
    remove_old(&folder.join(target), &old, &manifest)?;
    let bundles = counted(files.len(), "bundle");
    output.notice(format_args!("{bundles} written to `{}`", target.display()));
    Ok(found)
}

/// The manifest of the last build; an empty one if there is none.
///
/// # Errors
///
/// A sentence for the author if the file is not the manifest of a build.
fn old_manifest(file: &OutputFile) -> Result<Manifest, String> {
    let shown = file.shown();
    let bytes = match file.read() {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
        Err(error) => return Err(format!("cannot read `{shown}`: {}", io_reason(&error))),
    };
    Manifest::from_json(&String::from_utf8_lossy(&bytes)).ok_or_else(|| {
        format!(
            "`{shown}` is not a file that `build --target web` wrote; choose another folder, or \
             remove the file"
        )
    })
}

/// Whether the bundle is on disk as it is.
fn is_written(at: &OutputFile, file: &WebFile) -> bool {
    at.read()
        .is_ok_and(|bytes| bytes == file.content.as_bytes())
}

/// Removes the bundles that only the old manifest names.
fn remove_old(folder: &Path, old: &Manifest, new: &Manifest) -> Result<(), String> {
    for (_, name) in old.files() {
        if new.files().any(|(_, current)| current == name) {
            continue;
        }
        match fs::remove_file(folder.join(name)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(format!("cannot remove `{name}`: {}", io_reason(&error))),
        }
    }
    Ok(())
}
