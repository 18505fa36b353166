//! `cargo xtask picture`: a picture of two findings in a terminal, for the README.

use std::process::Command;

use anstyle::{AnsiColor, RgbColor, Style};
use anstyle_svg::{Palette, Term};
use proactive_diagnostics::Code;

use crate::Failure;
use crate::project::{self, Profile};

const PICTURE: &str = "docs/finding.svg";

/// The findings of `examples/broken` in the picture: the first of each of these codes.
const SHOWN: [Code; 2] = [Code::OperatorMismatch, Code::ChannelBrandMismatch];

const FOREGROUND: RgbColor = RgbColor(0xd9, 0xde, 0xe8);
const BACKGROUND: RgbColor = RgbColor(0x1b, 0x1f, 0x27);

/// Colours that are easy to read on [`BACKGROUND`]: black to white, then their bright variants.
const PALETTE: Palette = Palette([
    RgbColor(0x5c, 0x63, 0x70),
    RgbColor(0xf2, 0x77, 0x7a),
    RgbColor(0x99, 0xcc, 0x99),
    RgbColor(0xff, 0xcc, 0x66),
    RgbColor(0x6c, 0xb6, 0xff),
    RgbColor(0xd3, 0x9a, 0xf5),
    RgbColor(0x66, 0xcc, 0xcc),
    FOREGROUND,
    RgbColor(0x8b, 0x94, 0xa3),
    RgbColor(0xff, 0x8f, 0x8f),
    RgbColor(0xb5, 0xe8, 0xb0),
    RgbColor(0xff, 0xdd, 0x8a),
    RgbColor(0x8c, 0xc8, 0xff),
    RgbColor(0xe3, 0xb8, 0xff),
    RgbColor(0x8a, 0xe6, 0xe6),
    RgbColor(0xff, 0xff, 0xff),
]);

/// Runs the command on the broken example and draws two of its findings.
///
/// # Errors
///
/// When the command does not run, or the example no longer has these findings.
pub fn write() -> Result<String, Failure> {
    let binary = project::build_proactive(Profile::Dev)?;
    let mut command = Command::new(binary);
    command
        .current_dir(project::root().join("examples/broken"))
        .args(["check", "--color", "always", "--format", "pretty"])
        .env_remove("NO_COLOR");
    let output = project::output(&mut command)?;
    let picture = draw(&String::from_utf8_lossy(&output.stdout), &SHOWN)?;
    project::write(&project::root().join(PICTURE), &picture)?;
    Ok(format!("{PICTURE} written\n"))
}

/// Draws the first finding of each of `codes` in the coloured output `text`.
///
/// # Errors
///
/// When the output has no finding of a code.
pub fn draw(text: &str, codes: &[Code]) -> Result<String, Failure> {
    let findings = findings(text);
    let prompt = AnsiColor::BrightBlack.on_default();
    let bold = Style::new().bold();
    let mut shown = format!("{prompt}$ {prompt:#}{bold}proactive check{bold:#}\n");
    for code in codes {
        let (_, finding) = findings
            .iter()
            .find(|(found, _)| found == code)
            .ok_or_else(|| format!("the broken example has no finding {code}"))?;
        shown.push('\n');
        shown.push_str(finding);
    }
    let term = Term::new()
        .palette(PALETTE)
        .fg_color(FOREGROUND.into())
        .bg_color(BACKGROUND.into());
    Ok(term.render_svg(&shown))
}

/// The findings in coloured output, each from the line with its code to the last line with text.
fn findings(text: &str) -> Vec<(Code, String)> {
    let mut found: Vec<(Code, String)> = Vec::new();
    // Empty lines are added only when more text of the same finding follows.
    let mut empty_lines = 0;
    for line in text.lines() {
        let plain = anstream::adapter::strip_str(line).to_string();
        if let Some(code) = code_of(&plain) {
            found.push((code, format!("{line}\n")));
            empty_lines = 0;
        } else if plain.trim().is_empty() {
            empty_lines += 1;
        } else if let Some((_, finding)) = found.last_mut() {
            finding.extend(std::iter::repeat_n('\n', empty_lines));
            empty_lines = 0;
            finding.push_str(line);
            finding.push('\n');
        }
    }
    found
}

/// The code that a line begins with.
fn code_of(line: &str) -> Option<Code> {
    line.split_whitespace().next()?.parse().ok()
}
