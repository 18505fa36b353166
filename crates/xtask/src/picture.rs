//! `cargo xtask picture`: what a finding looks like, for the README.

use std::path::Path;
use std::process::Command;

use proactive_diagnostics::Code;

use crate::ansi::{self, Run, Style};
use crate::project::{self, Profile};
use crate::{Failure, svg};

const PICTURE: &str = "docs/finding.svg";

/// The findings of `examples/broken` that are shown: the first of each of these codes.
const SHOWN: [Code; 2] = [Code::OperatorMismatch, Code::ChannelBrandMismatch];

/// Runs the command on the broken example and draws some of what it says.
///
/// # Errors
///
/// When the command does not run, or says nothing of what is to be shown.
pub fn write() -> Result<String, Failure> {
    let binary = project::build_proactive(Profile::Dev)?;
    let mut command = Command::new(binary);
    command
        .current_dir(project::root().join("examples/broken"))
        .args(["check", "--color", "always", "--format", "pretty"])
        .env_remove("NO_COLOR");
    let output = project::output(&mut command)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let drawn = draw(&text, &SHOWN)?;
    project::write(&project::root().join(Path::new(PICTURE)), &drawn)?;
    Ok(format!("{PICTURE} written\n"))
}

/// The picture of the first finding of each of `codes` in the coloured output `text`.
///
/// # Errors
///
/// When there is none of a code.
pub fn draw(text: &str, codes: &[Code]) -> Result<String, Failure> {
    let blocks = blocks(ansi::lines(text));
    let mut shown = vec![prompt("proactive check")];
    for code in codes {
        let block = blocks
            .iter()
            .find(|block| block.code == *code)
            .ok_or_else(|| format!("the broken example draws no {code}"))?;
        shown.push(Vec::new());
        shown.extend(block.lines.iter().cloned());
    }
    Ok(svg::card("proactive check", &shown))
}

struct Block {
    code: Code,
    lines: Vec<Vec<Run>>,
}

/// The findings, each from the line that names its code to its last line that is not blank.
fn blocks(lines: Vec<Vec<Run>>) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for line in lines {
        if let Some(code) = code_of(&ansi::plain(&line)) {
            found.push(Block {
                code,
                lines: vec![line],
            });
        } else if let Some(block) = found.last_mut() {
            block.lines.push(line);
        }
    }
    for block in &mut found {
        while block
            .lines
            .pop_if(|line| ansi::plain(line).trim().is_empty())
            .is_some()
        {}
    }
    found
}

/// The code that a line begins with.
fn code_of(line: &str) -> Option<Code> {
    let word = line.split_whitespace().next()?;
    word.parse().ok()
}

fn prompt(words: &str) -> Vec<Run> {
    let style = Style {
        dim: true,
        ..Style::default()
    };
    vec![
        Run {
            text: "$ ".to_owned(),
            style,
        },
        Run {
            text: words.to_owned(),
            style: Style {
                bold: true,
                ..Style::default()
            },
        },
    ]
}
