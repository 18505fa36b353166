//! The figures as a table.

use std::fmt::Write as _;
use std::time::Duration;

use super::measure::Usage;

/// The figures of one tool at one size.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) messages: usize,
    pub(super) bytes: usize,
    pub(super) usage: Usage,
}

/// Formats the figures, the ratios between tools at each size, and the growth with size.
pub(super) fn format(rows: &[Row], runs: usize, missing: &[&str], floor: u64) -> String {
    let mut text = format!("\nWhole processes, medians of {runs} interleaved runs\n\n");
    text.push_str(
        "| messages | tool | MB read | wall ms | CPU ms | peak MiB | CPU ÷ proactive |\n",
    );
    text.push_str("| ---: | --- | ---: | ---: | ---: | ---: | ---: |\n");
    for row in rows {
        let ours = rows
            .iter()
            .find(|other| other.messages == row.messages)
            .unwrap_or(row);
        let _ = writeln!(
            text,
            "| {} | {} | {:.2} | {:.1} | {:.1} | {:.1} | {:.2} |",
            row.messages,
            row.name,
            megabytes(row.bytes),
            milliseconds(row.usage.wall),
            milliseconds(row.usage.cpu),
            mebibytes(row.usage.memory),
            ratio(row.usage.cpu, ours.usage.cpu),
        );
    }
    text.push('\n');
    for (index, big) in rows.iter().enumerate() {
        let small = rows
            .iter()
            .take(index)
            .find(|row| row.name == big.name && row.messages < big.messages);
        if let Some(small) = small {
            let _ = writeln!(
                text,
                "{}: {} × the messages take {:.1} × the wall time and {:.1} × the CPU time",
                big.name,
                big.messages / small.messages.max(1),
                ratio(big.usage.wall, small.usage.wall),
                ratio(big.usage.cpu, small.usage.cpu),
            );
        }
    }
    let _ = writeln!(
        text,
        "The least memory that can be measured is {:.1} MiB.",
        mebibytes(floor)
    );
    for name in missing {
        let _ = writeln!(text, "{name} is not installed and was left out.");
    }
    text
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn ratio(time: Duration, to: Duration) -> f64 {
    time.as_secs_f64() / to.as_secs_f64().max(1e-9)
}

#[allow(clippy::cast_precision_loss, reason = "rounded to two digits")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

#[allow(clippy::cast_precision_loss, reason = "rounded to one digit")]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
