//! Where output goes, in which formats, and the exit code that findings lead to.

use std::io::{self, Write};
use std::path::Path;

use proactive_diagnostics::Severity;

use crate::args::{Deny, FindingArguments, Format, FormatChoice};
use crate::baseline;
use crate::exit::Exit;
use crate::output::{Output, OutputStream, TerminalStyle};
use crate::output_file::{self, InputFile, OutputFile};
use crate::render::{self, Findings};
use crate::report::codes::code_counts;
use crate::report::{Counts, Report, counted};

/// Writes output in the requested formats, each to its stream or file.
#[derive(Debug)]
pub(super) struct Emitter {
    /// The format for `stream`, if any goes there.
    standard: Option<Format>,
    stream: OutputStream,
    /// The files to write.
    files: Vec<(Format, OutputFile)>,
    deny: Option<Deny>,
    max_warnings: Option<usize>,
    /// Whether only the counts of codes are shown, not the findings.
    statistics: bool,
}

impl Emitter {
    /// Reads the flags of a command; what goes to no file goes to `stream`.
    pub(super) fn new(
        arguments: &FindingArguments,
        stream: OutputStream,
        folder: &Path,
        output: &Output<'_>,
    ) -> Result<Self, String> {
        for FormatChoice { format, .. } in &arguments.format {
            let only = match format {
                Format::Pretty
                | Format::Plain
                | Format::Short
                | Format::Json
                | Format::Sarif
                | Format::Github
                | Format::Gitlab
                | Format::Junit => continue,
                Format::Markdown => "diff",
                Format::Csv => "list",
            };
            return Err(format!(
                "the format `{format}` is only available for `{only}`"
            ));
        }
        Self::with_any_format(arguments, stream, folder, output)
    }

    /// Reads the flags of a command that reports findings only when there is an error. Besides
    /// pretty, plain and json it may have formats of its own.
    pub(super) fn without_findings(
        command: &str,
        own: &[Format],
        format: &[FormatChoice],
        json: bool,
        folder: &Path,
        output: &Output<'_>,
    ) -> Result<Self, String> {
        let formats = [&[Format::Pretty, Format::Plain, Format::Json], own].concat();
        if let Some(choice) = format.iter().find(|it| !formats.contains(&it.format)) {
            let names: Vec<&str> = formats.iter().map(|format| format.as_str()).collect();
            return Err(match names.split_last() {
                Some((last, others)) => format!(
                    "`{command}` has no format `{}`; use {} or {last}",
                    choice.format,
                    others.join(", ")
                ),
                None => format!("`{command}` has no formats"),
            });
        }
        let arguments = FindingArguments {
            format: format.to_vec(),
            json,
            deny: None,
            max_warnings: None,
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
            let file = choice.file.as_ref().map(|file| {
                let option = format!("--format {}=", choice.format);
                OutputFile::new(folder, file, &option)
            });
            match file {
                Some(file) if file.stream() != Some(stream) => files.push((choice.format, file)),
                Some(_) | None => match standard {
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
        output_file::refuse_repeated(files.iter().map(|(_, file)| file))?;
        Ok(Self {
            standard,
            stream,
            files,
            deny: arguments.deny,
            max_warnings: arguments.max_warnings,
            statistics: false,
        })
    }

    /// Shows only how often each code was found.
    ///
    /// # Errors
    ///
    /// A sentence for the author when a format has no form for that.
    pub(super) fn with_statistics(self) -> Result<Self, String> {
        if let Some(format) = self.formats().find(|format| !format.has_statistics()) {
            return Err(format!("`--statistics` has no format `{format}`"));
        }
        Ok(Self {
            statistics: true,
            ..self
        })
    }

    /// The formats that it writes.
    fn formats(&self) -> impl Iterator<Item = Format> {
        let files = self.files.iter().map(|(format, _)| *format);
        self.standard.into_iter().chain(files)
    }

    /// Whether one of the formats is for people.
    pub(super) fn has_format_for_people(&self) -> bool {
        self.formats().any(|format| !format.is_for_machines())
    }

    /// Fails if a file to write is one of the inputs, before anything is written.
    ///
    /// # Errors
    ///
    /// A sentence for the author.
    pub(super) fn refuse_inputs<'i>(
        &self,
        inputs: impl Iterator<Item = InputFile<'i>> + Clone,
    ) -> Result<(), String> {
        let mut files = self.files.iter();
        files.try_for_each(|(_, file)| file.refuse_inputs(inputs.clone()))
    }

    /// Fails if one more output is a file that it writes.
    ///
    /// # Errors
    ///
    /// A sentence for the author.
    pub(super) fn refuse_repeated(&self, other: &OutputFile) -> Result<(), String> {
        let files = self.files.iter().map(|(_, file)| file);
        output_file::refuse_repeated([other].into_iter().chain(files))
    }

    /// Whether standard output is for a program, so that nothing else may be printed there.
    pub(super) fn takes_standard_output(&self) -> bool {
        self.stream == OutputStream::Stdout && self.standard.is_some_and(Format::is_for_machines)
    }

    /// The least severity of a finding that stops the command.
    fn fails_from(&self) -> Severity {
        match self.deny {
            Some(Deny::Warnings) => Severity::Warning,
            None => Severity::Error,
        }
    }

    /// Whether findings stop the command.
    pub(super) fn forbids(&self, counts: &Counts) -> bool {
        counts.worst() >= Some(self.fails_from()) || self.exceeds(counts)
    }

    /// Whether there are more warnings than allowed.
    fn exceeds(&self, counts: &Counts) -> bool {
        self.max_warnings.is_some_and(|max| counts.warnings > max)
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
            // Writing to memory does not fail.
            let _ = draw(*format, file.style(output), &mut text);
            if let Err(reason) = file.write(&text, output) {
                output.error(reason);
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
        self.write_findings(reports, output);
        self.summarize(reports, output)
    }

    /// Writes the findings.
    pub(super) fn write_findings(&self, reports: &[Report], output: &mut Output<'_>) {
        let counts = Counts::new(reports);
        let findings = Findings {
            reports,
            counts: &counts,
            fails_from: self.fails_from(),
        };
        self.emit(output, |format, style, to| match self.statistics {
            true => render::write_statistics(format, &findings, style, to),
            false => render::write(format, &findings, style, to),
        });
        if self.formats().any(|format| format == Format::Github) {
            output.add_to_step_summary(|to| render::write_step_summary(&findings, to));
        }
    }

    /// Writes the summary of the findings, and returns the exit code that they lead to.
    pub(super) fn summarize(&self, reports: &[Report], output: &mut Output<'_>) -> Exit {
        let counts = Counts::new(reports);
        let denied = counts.errors == 0 && self.forbids(&counts);
        let remark = match self.max_warnings {
            Some(max) if self.exceeds(&counts) => format!(" (at most {max} allowed)"),
            Some(_) | None if denied => " (warnings are denied)".to_owned(),
            Some(_) | None => String::new(),
        };
        if counts.has_more_than_tests() && !counts.is_empty() {
            let codes = match self.statistics && self.standard.is_some() {
                // They have just been shown.
                true => Vec::new(),
                false => code_counts(reports),
            };
            output.summary(|color| counts.summary(&remark, &codes, color));
        }
        if let Some(tests) = &counts.tests {
            output.summary(|color| tests.summary(color));
        }
        if counts.hidden.known > 0 {
            let known = counted(counts.hidden.known, "known finding");
            output.notice(format_args!(
                "{known} not shown: see `{}`",
                baseline::FILE_NAME
            ));
        }
        if counts.hidden.gone > 0 {
            let gone = counted(counts.hidden.gone, "known finding");
            output.notice(format_args!(
                "{gone} gone or changed; update with `proactive check --write-baseline`"
            ));
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
