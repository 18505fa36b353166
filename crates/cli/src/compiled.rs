//! Reading compiled configurations.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use proactive_config::{Configuration, Import, import};

use crate::env::Stdin;
use crate::output_file::{InputFile, InputPlace, InputRole};
use crate::{paths, workspace};

/// The path that stands for standard input.
pub(crate) const STDIN: &str = "-";

/// The most problems of a configuration to list.
const MAX_TOLD: usize = 20;

/// A compiled configuration that was read.
pub(crate) struct Compiled {
    /// Its name in messages.
    pub(crate) shown: String,
    /// The document.
    pub(crate) document: Arc<str>,
    pub(crate) import: Import,
}

/// Reads the configuration at a path, where `-` is standard input. The error is a sentence.
pub(crate) fn read(folder: &Path, path: &Path, stdin: &mut dyn Read) -> Result<Compiled, String> {
    let (shown, document) = if path.as_os_str() == STDIN {
        let shown = "standard input".to_owned();
        let document = workspace::document(path, Some(stdin));
        (shown, document)
    } else {
        let path = paths::resolve(folder, path);
        let shown = format!("`{}`", paths::relative(folder, &path));
        let document = workspace::document(&path, None);
        (shown, document)
    };
    let document = document.map_err(|reason| format!("{shown}: {reason}"))?;
    parse(shown, document)
}

/// The file of the configuration at a path, where `-` is standard input; `None` if that is no file.
pub(crate) fn input<'i>(
    folder: &Path,
    path: &'i Path,
    stdin: &'i Stdin<'_>,
) -> Option<InputFile<'i>> {
    let role = InputRole::Configuration;
    if path.as_os_str() == STDIN {
        return InputFile::of_stdin(stdin, role);
    }
    Some(InputFile {
        shown: path.to_str(),
        role,
        at: InputPlace::Path(folder.join(path), None),
    })
}

/// Parses a document whose name in messages is `shown`.
pub(crate) fn parse(shown: String, document: Arc<str>) -> Result<Compiled, String> {
    let json = document.strip_prefix('\u{FEFF}').unwrap_or(&document);
    let configuration = Configuration::from_json(json)
        .map_err(|error| format!("{shown} is not a compiled configuration: {error}"))?;
    match import(&configuration) {
        Ok(import) => Ok(Compiled {
            shown,
            document,
            import,
        }),
        Err(unfit) => {
            let mut reason = format!("{shown} contains values that the language does not allow:");
            for unfit in unfit.iter().take(MAX_TOLD) {
                reason.push_str(&format!("\n  {unfit}"));
            }
            if unfit.len() > MAX_TOLD {
                reason.push_str(&format!("\n  and {} more", unfit.len() - MAX_TOLD));
            }
            Err(reason)
        }
    }
}
