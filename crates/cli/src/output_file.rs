//! The files that a command writes: where they really are, and that none of them is a file that it
//! reads.
//!
//! Paths can name the same file in many ways: with `..`, through links, as two hard links, or in
//! another case where the file system ignores it. So files that exist are compared by their identity.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use same_file::Handle;

use crate::atomic_write::{atomic_write, create_folder_of};
use crate::env::Stdin;
use crate::output::{Output, OutputStream, TerminalStyle};
use crate::paths::{self, io_reason};
use crate::workspace::{ENDING, GITIGNORE};

/// The number of links in a row after which a path is taken as it is, as on Linux.
const MAX_LINKS: usize = 40;

/// A file to write.
#[derive(Debug)]
pub(crate) struct OutputFile {
    /// The path for messages.
    shown: String,
    /// The option that names it, in code: `-o site.json`.
    option: String,
    place: Place,
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    /// A stream of this process, such as `/dev/stdout`.
    Stream(OutputStream),
    /// A pipe or a device, which is written to and never replaced.
    Device(PathBuf),
    /// A plain file, whether or not it exists.
    File(PathBuf),
}

/// A file that a command reads.
#[derive(Debug, Clone)]
pub(crate) struct InputFile<'i> {
    /// Its path for messages; `None` for the file that standard input comes from.
    pub(crate) shown: Option<&'i str>,
    pub(crate) role: InputRole,
    pub(crate) at: InputPlace<'i>,
}

impl<'i> InputFile<'i> {
    /// The file that standard input comes from, if it is a plain file.
    pub(crate) fn of_stdin(stdin: &'i Stdin<'_>, role: InputRole) -> Option<Self> {
        let handle = stdin.file.as_ref()?;
        Some(Self {
            shown: None,
            role,
            at: InputPlace::Open(handle),
        })
    }
}

/// Where an input is.
#[derive(Debug, Clone)]
pub(crate) enum InputPlace<'i> {
    /// At an absolute path, with its size in bytes where that is known.
    Path(PathBuf, Option<usize>),
    /// Behind standard input.
    Open(&'i Handle),
}

/// What a command reads a file as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InputRole {
    /// A source file of a workspace.
    Source,
    /// The manifest of a workspace.
    Manifest,
    /// A file with rules about which files Git ignores.
    Gitignore,
    /// A compiled configuration.
    Configuration,
}

impl InputRole {
    /// The role of a file with this name in the workspace around it.
    fn of_name(path: &Path) -> Option<Self> {
        let name = path.file_name()?.as_encoded_bytes();
        if name == proactive_manifest::FILE_NAME.as_bytes() {
            Some(Self::Manifest)
        } else if name == GITIGNORE.as_bytes() {
            Some(Self::Gitignore)
        } else {
            name.ends_with(ENDING.as_bytes()).then_some(Self::Source)
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Source => "a source file",
            Self::Manifest => "the manifest of a workspace",
            Self::Gitignore => "a file with settings of Git",
            Self::Configuration => "the configuration that is read",
        }
    }
}

impl OutputFile {
    /// The file that an option of the command line names.
    pub(crate) fn new(folder: &Path, given: &Path, option: &str) -> Self {
        let shown = given.display().to_string();
        Self {
            option: format!("{option}{shown}"),
            shown,
            place: Place::of(&folder.join(given)),
        }
    }

    /// Standard output.
    pub(crate) fn stdout() -> Self {
        let shown = "standard output".to_owned();
        Self {
            option: shown.clone(),
            shown,
            place: Place::Stream(OutputStream::Stdout),
        }
    }

    /// The file that the manifest names in `[build] output`, which is shown from `folder`.
    pub(crate) fn of_manifest(folder: &Path, given: &Path, root: &Path) -> Self {
        let path = root.join(given);
        let shown = if given.is_absolute() {
            given.display().to_string()
        } else {
            paths::relative(folder, &paths::resolve(folder, &path))
        };
        Self {
            shown,
            option: format!("output = \"{}\"", given.display()),
            place: Place::of(&path),
        }
    }

    /// The path for messages.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    /// The name of the file, without its folders.
    pub(crate) fn name(&self) -> String {
        let name = Path::new(&self.shown).file_name();
        name.map_or_else(|| self.shown.clone(), |name| name.to_string_lossy().into())
    }

    /// The stream of this process that it is; `None` for a file.
    pub(crate) fn stream(&self) -> Option<OutputStream> {
        match &self.place {
            Place::Stream(stream) => Some(*stream),
            Place::Device(_) | Place::File(_) => None,
        }
    }

    /// How text in it is drawn.
    pub(crate) fn style(&self, output: &Output<'_>) -> TerminalStyle {
        let stream = self.stream();
        stream.map_or(TerminalStyle::FILE, |stream| output.style(stream))
    }

    /// Writes the whole content. A plain file is replaced atomically, in a folder that is created if
    /// it is missing.
    ///
    /// # Errors
    ///
    /// A sentence for the author.
    pub(crate) fn write(&self, content: &[u8], output: &mut Output<'_>) -> Result<(), String> {
        if self.shown.ends_with(['/', std::path::MAIN_SEPARATOR]) {
            return Err(format!("cannot write `{}`: it is a folder", self.shown));
        }
        let written = match &self.place {
            // The stream accepts everything and reports failed writes at the end.
            Place::Stream(stream) => output.writer(*stream).write_all(content),
            Place::Device(path) => write_to_device(path, content),
            Place::File(path) => create_folder_of(path).and_then(|()| atomic_write(path, content)),
        };
        written.map_err(|error| format!("cannot write `{}`: {}", self.shown, io_reason(&error)))
    }

    /// Reads what is in it.
    pub(crate) fn read(&self) -> io::Result<Vec<u8>> {
        match &self.place {
            Place::Stream(_) => Ok(Vec::new()),
            Place::Device(path) | Place::File(path) => fs::read(path),
        }
    }

    /// Fails if it is one of the inputs, or is named like one.
    ///
    /// # Errors
    ///
    /// A sentence for the author.
    pub(crate) fn refuse_inputs<'i>(
        &self,
        inputs: impl IntoIterator<Item = InputFile<'i>>,
    ) -> Result<(), String> {
        let Place::File(path) = &self.place else {
            return Ok(());
        };
        // Also one that does not exist or belongs to another workspace.
        if let Some(role) = InputRole::of_name(path) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            return Err(self.refusal(&format!("`{name}`"), role));
        }
        self.refuse_same(inputs)
    }

    /// Like [`Self::refuse_inputs`], for an output that is a new source file.
    pub(crate) fn refuse_inputs_but_new_source<'i>(
        &self,
        inputs: impl IntoIterator<Item = InputFile<'i>>,
    ) -> Result<(), String> {
        match &self.place {
            Place::File(path)
                if InputRole::of_name(path) == Some(InputRole::Source) && !path.exists() =>
            {
                Ok(())
            }
            Place::File(_) | Place::Device(_) | Place::Stream(_) => self.refuse_inputs(inputs),
        }
    }

    /// Fails if it is one of the inputs.
    fn refuse_same<'i>(
        &self,
        inputs: impl IntoIterator<Item = InputFile<'i>>,
    ) -> Result<(), String> {
        let Place::File(path) = &self.place else {
            return Ok(());
        };
        let Some(file) = OpenFile::new(path) else {
            return Ok(());
        };
        match inputs.into_iter().find(|input| file.is(&input.at)) {
            Some(input) => Err(match input.shown {
                Some(shown) => self.refusal(&format!("`{shown}`"), input.role),
                None => self.refusal("standard input", input.role),
            }),
            None => Ok(()),
        }
    }

    fn refusal(&self, target: &str, role: InputRole) -> String {
        let exists = matches!(&self.place, Place::File(path) if path.exists());
        format!(
            "`{}` would {} {target}, {}; write to another file",
            self.option,
            if exists { "overwrite" } else { "create" },
            role.words()
        )
    }

    fn is_same(&self, other: &Self) -> bool {
        match (&self.place, &other.place) {
            (Place::File(left), Place::File(right)) => {
                left == right
                    || OpenFile::new(left)
                        .is_some_and(|left| left.is(&InputPlace::Path(right.clone(), None)))
            }
            (Place::Stream(left), Place::Stream(right)) => left == right,
            // Pipes and devices can take several outputs, one after the other.
            (Place::Device(_) | Place::Stream(_) | Place::File(_), _) => false,
        }
    }
}

/// Fails if two of the outputs are the same file.
///
/// # Errors
///
/// A sentence for the author.
pub(crate) fn refuse_repeated<'o>(
    outputs: impl IntoIterator<Item = &'o OutputFile>,
) -> Result<(), String> {
    let mut others: Vec<&OutputFile> = Vec::new();
    for output in outputs {
        if let Some(other) = others.iter().find(|other| other.is_same(output)) {
            return Err(format!(
                "`{}` and `{}` write to the same place; give each of them a file of its own",
                other.option, output.option
            ));
        }
        others.push(output);
    }
    Ok(())
}

/// A plain file that exists.
struct OpenFile {
    handle: Handle,
    size: u64,
}

impl OpenFile {
    fn new(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some(Self {
            // Opening a pipe would wait for its writer, so it comes after the look at the kind.
            handle: Handle::from_path(path).ok()?,
            size: metadata.len(),
        })
    }

    fn is(&self, input: &InputPlace<'_>) -> bool {
        match input {
            InputPlace::Open(handle) => self.handle == **handle,
            // Most files have another size, which is quicker to compare.
            InputPlace::Path(_, Some(size)) if u64::try_from(*size) != Ok(self.size) => false,
            InputPlace::Path(path, _) => Self::new(path).is_some_and(|it| it.handle == self.handle),
        }
    }
}

impl Place {
    /// Follows the links of an absolute path.
    fn of(path: &Path) -> Self {
        let mut path = path.to_owned();
        for _ in 0..MAX_LINKS {
            if let Some(place) = Self::of_process(&path) {
                return place;
            }
            path = paths::resolve(Path::new(""), &path);
            if let Some(place) = Self::of_process(&path) {
                return place;
            }
            let Ok(target) = fs::read_link(&path) else {
                break;
            };
            path = path.parent().unwrap_or(&path).join(target);
        }
        match fs::metadata(&path) {
            Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => Self::Device(path),
            _ => Self::File(path),
        }
    }

    /// The place of a path that names an open file of a process, such as `/dev/stdout`.
    #[cfg(unix)]
    fn of_process(path: &Path) -> Option<Self> {
        let number = if let Ok(name) = path.strip_prefix("/dev") {
            match name.to_str()? {
                "stdout" => "1",
                "stderr" => "2",
                name => name.strip_prefix("fd/")?,
            }
        } else {
            let name = path.strip_prefix("/proc").ok()?.to_str()?;
            let (process, number) = name.split_once("/fd/")?;
            if process != "self" && process.parse() != Ok(std::process::id()) {
                return Some(Self::Device(path.to_owned()));
            }
            number
        };
        Some(match number {
            "1" => Self::Stream(OutputStream::Stdout),
            "2" => Self::Stream(OutputStream::Stderr),
            _ => Self::Device(path.to_owned()),
        })
    }

    #[cfg(not(unix))]
    fn of_process(_: &Path) -> Option<Self> {
        None
    }
}

/// Writes to a pipe or a device. A reader that stops early, such as `head`, is not an error.
fn write_to_device(path: &Path, content: &[u8]) -> io::Result<()> {
    // An open file of a process can be a plain file, whose content comes before this one.
    let mut device = OpenOptions::new().append(true).open(path)?;
    match device.write_all(content) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
