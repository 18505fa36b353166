//! The resources that a process uses, from its start to its exit.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::Failure;

/// The resources that one process used.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Usage {
    /// Elapsed time.
    pub(super) wall: Duration,
    /// Processor time of all its threads, in user and system mode.
    pub(super) cpu: Duration,
    /// Peak memory, in bytes.
    pub(super) memory: u64,
}

/// Runs `program` once and discards its output.
pub(super) fn one(program: &Path, arguments: &[PathBuf]) -> Result<Usage, Failure> {
    let failed = |error| format!("{} can't be run: {error}", program.display());
    let start = Instant::now();
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let used = child.wait4().map_err(failed)?;
    let wall = start.elapsed();
    if !used.status.success() {
        return Err(format!(
            "{} failed ({}) with the arguments {}",
            program.display(),
            used.status,
            arguments
                .iter()
                .map(|argument| argument.to_string_lossy())
                .collect::<Vec<_>>()
                .join(" ")
        ));
    }
    Ok(Usage {
        wall,
        cpu: used.rusage.utime + used.rusage.stime,
        memory: used.rusage.maxrss,
    })
}

/// The least memory that this method can measure: that of a process that does nothing.
pub(super) fn floor(runs: usize) -> Result<u64, Failure> {
    let mut usages = Vec::new();
    for _ in 0..runs {
        usages.push(one(Path::new("true"), &[])?);
    }
    Ok(median(&mut usages).map_or(0, |usage| usage.memory))
}

/// The median of each figure by itself; `None` if there are no runs.
pub(super) fn median(usages: &mut [Usage]) -> Option<Usage> {
    let middle = usages.len() / 2;
    let mut figure = |key: fn(&Usage) -> u128| {
        usages.sort_by_key(key);
        usages.get(middle).copied()
    };
    Some(Usage {
        wall: figure(|usage| usage.wall.as_nanos())?.wall,
        cpu: figure(|usage| usage.cpu.as_nanos())?.cpu,
        memory: figure(|usage| u128::from(usage.memory))?.memory,
    })
}
