//! Where output goes, in which formats, and the exit code that findings lead to.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::args::{Deny, FindingArguments, Format, FormatChoice};
use crate::atomic_write::atomic_write;
use crate::exit::Exit;
use crate::output::{Output, OutputStream, TerminalStyle};
use crate::paths::io_reason;
use crate::render;
use crate::report::{Counts, Report};

/// Writes output in the requested formats, each to its stream or file.
#[derive(Debug)]
pub(super) struct Emitter {
    /// The format for `stream`, if any goes there.
    standard: Option<Format>,
    stream: OutputStream,
    /// The files to write, relative to `folder`.
    files: Vec<(Format, PathBuf)>,
    folder: PathBuf,
    deny: Option<Deny>,
}

impl Emitter {
    /// Reads the flags of a command; what goes to no file goes to `stream`.
    pub(super) fn new(
        arguments: &FindingArguments,
        stream: OutputStream,
        folder: &Path,
        output: &Output<'_>,
    ) -> Result<Self, String> {
        let mut formats = arguments.format.iter();
        if formats.any(|choice| choice.format == Format::Markdown) {
            return Err("the format `markdown` is only available for `diff`".into());
        }
        Self::with_any_format(arguments, stream, folder, output)
    }

    /// Reads the flags of `diff`, which reports findings only when there is an error.
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
                "`diff` has no format `{}`; use pretty, plain, json or markdown",
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
                            "`{other}` and `{}` cannot both go to the same stream; write one of \
                             them to a file, as in `--format {other}=findings.{other}`",
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

    /// Reads the flags of a command that reports findings only when there is an error, and supports
    /// only some formats.
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
                "`{command}` has no format `{}`; use pretty, plain or json",
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

    /// Whether standard output is for a program, so that nothing else may be printed there.
    pub(super) fn takes_standard_output(&self) -> bool {
        self.stream == OutputStream::Stdout && self.standard.is_some_and(Format::is_for_machines)
    }

    /// Whether findings stop the command.
    pub(super) fn forbids(&self, counts: &Counts) -> bool {
        counts.errors > 0 || self.deny == Some(Deny::Warnings) && counts.warnings > 0
    }

    /// Writes something in all requested formats.
    pub(super) fn emit(
        &self,
        output: &mut Output<'_>,
        draw: impl Fn(Format, TerminalStyle, &mut dyn Write) -> io::Result<()>,
    ) {
        if let Some(format) = self.standard {
            let style = output.style(self.stream);
            // The stream accepts everything and reports failed writes at the end.
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

    /// Whether standard output is for people.
    pub(super) fn is_read_by_people(&self) -> bool {
        self.stream == OutputStream::Stdout
            && self
                .standard
                .is_some_and(|format| !format.is_for_machines())
    }

    /// Writes the findings and their summary, and returns the exit code that they lead to.
    pub(super) fn emit_findings(&self, reports: &[Report], output: &mut Output<'_>) -> Exit {
        let counts = Counts::new(reports);
        self.emit(output, |format, style, to| {
            render::write(format, reports, &counts, style, to)
        });
        let denied = counts.errors == 0 && self.forbids(&counts);
        let remark = if denied { " (warnings are denied)" } else { "" };
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
