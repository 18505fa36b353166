//! What becomes of the findings: where they go, in which format, and how the run ends.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::args::{Deny, FindingArguments, Format, FormatChoice};
use crate::atomic_write::atomic_write;
use crate::exit::Exit;
use crate::output::{Output, OutputStream, TerminalStyle};
use crate::paths::io_reason;
use crate::render;
use crate::report::{Counts, Report};

/// Where findings go.
#[derive(Debug)]
pub(super) struct Emitter {
    /// The format for people or programs at the end of `way`, if there is one.
    standard: Option<Format>,
    stream: OutputStream,
    /// Files as they were named, from `folder`.
    files: Vec<(Format, PathBuf)>,
    folder: PathBuf,
    deny: Option<Deny>,
}

impl Emitter {
    /// What the flags ask for; `way` is where findings go that go into no file.
    pub(super) fn new(
        arguments: &FindingArguments,
        stream: OutputStream,
        folder: &Path,
        output: &Output<'_>,
    ) -> Result<Self, String> {
        let mut formats = arguments.format.iter();
        if formats.any(|choice| choice.format == Format::Markdown) {
            return Err("only `diff` has the format `markdown`".into());
        }
        Self::with_any_format(arguments, stream, folder, output)
    }

    /// What the flags ask for of `diff`, which tells findings only when there is an error.
    pub(super) fn for_diff(
        format: &[FormatChoice],
        json: bool,
        folder: &Path,
        output: &Output<'_>,
    ) -> Result<Self, String> {
        let possible = [
            Format::Pretty,
            Format::Plain,
            Format::Json,
            Format::Markdown,
        ];
        if let Some(choice) = format.iter().find(|it| !possible.contains(&it.format)) {
            return Err(format!(
                "`diff` has no format `{}`: possible are pretty, plain, json and markdown",
                choice.format
            ));
        }
        let arguments = FindingArguments {
            format: format.to_vec(),
            json,
            deny: None,
        };
        Self::with_any_format(&arguments, OutputStream::Stdout, folder, output)
    }

    fn with_any_format(
        arguments: &FindingArguments,
        stream: OutputStream,
        folder: &Path,
        output: &Output<'_>,
    ) -> Result<Self, String> {
        let mut standard = arguments.json.then_some(Format::Json);
        let mut files = Vec::new();
        for choice in &arguments.format {
            match &choice.file {
                Some(file) => files.push((choice.format, file.clone())),
                None => match standard {
                    Some(other) if other != choice.format => {
                        return Err(format!(
                            "`{other}` and `{}` cannot both go to the same place: give one of \
                             them a file, as in `--format {other}=findings.{other}`",
                            choice.format
                        ));
                    }
                    Some(_) | None => standard = Some(choice.format),
                },
            }
        }
        if standard.is_none() && files.is_empty() {
            standard = Some(if output.style(stream).terminal {
                Format::Pretty
            } else {
                Format::Plain
            });
        }
        Ok(Self {
            standard,
            stream,
            files,
            folder: folder.to_owned(),
            deny: arguments.deny,
        })
    }

    /// What the flags ask for of a command that tells no findings but when there is an error, and
    /// has only some formats.
    pub(super) fn without_findings(
        command: &str,
        format: &[FormatChoice],
        json: bool,
        folder: &Path,
        output: &Output<'_>,
    ) -> Result<Self, String> {
        let formats = [Format::Pretty, Format::Plain, Format::Json];
        if let Some(choice) = format.iter().find(|it| !formats.contains(&it.format)) {
            return Err(format!(
                "`{command}` has no format `{}`: possible are pretty, plain and json",
                choice.format
            ));
        }
        let arguments = FindingArguments {
            format: format.to_vec(),
            json,
            deny: None,
        };
        Self::new(&arguments, OutputStream::Stdout, folder, output)
    }

    /// Whether a program reads what goes to standard output, so that nothing else may go there.
    pub(super) fn takes_standard_output(&self) -> bool {
        self.stream == OutputStream::Stdout && self.standard.is_some_and(Format::is_for_machines)
    }

    /// Whether these findings forbid going on.
    pub(super) fn forbids(&self, counts: &Counts) -> bool {
        counts.errors > 0 || self.deny == Some(Deny::Warnings) && counts.warnings > 0
    }

    /// Draws something in all formats, each where it goes.
    pub(super) fn emit(
        &self,
        output: &mut Output<'_>,
        draw: impl Fn(Format, TerminalStyle, &mut dyn Write) -> io::Result<()>,
    ) {
        if let Some(format) = self.standard {
            let style = output.style(self.stream);
            // The way out takes everything; what cannot be written is known at the end.
            let _ = draw(format, style, output.writer(self.stream));
        }
        for (format, file) in &self.files {
            let mut text = Vec::new();
            let written = draw(*format, TerminalStyle::FILE, &mut text)
                .and_then(|()| atomic_write(&self.folder.join(file), &text));
            if let Err(error) = written {
                let reason = io_reason(&error);
                output.error(format_args!("cannot write `{}`: {reason}", file.display()));
            }
        }
    }

    /// Whether people read what goes to standard output.
    pub(super) fn is_read_by_people(&self) -> bool {
        self.stream == OutputStream::Stdout
            && self
                .standard
                .is_some_and(|format| !format.is_for_machines())
    }

    /// Tells the findings and sums them up. The answer is how the run ends, as far as they matter.
    pub(super) fn emit_findings(&self, reports: &[Report], output: &mut Output<'_>) -> Exit {
        let counts = Counts::new(reports);
        self.emit(output, |format, style, to| {
            render::write(format, reports, &counts, style, to)
        });
        let denied = counts.errors == 0 && self.forbids(&counts);
        let remark = if denied {
            ", and warnings are denied"
        } else {
            ""
        };
        if counts.has_more_than_tests() {
            output.notice(format_args!("{}{remark}", counts.summary()));
        }
        if let Some(tests) = &counts.tests {
            output.notice(tests.summary());
        }
        if counts.failure {
            Exit::Failure
        } else if self.forbids(&counts) {
            Exit::Findings
        } else {
            Exit::Fine
        }
    }
}
