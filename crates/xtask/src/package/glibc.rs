//! The version of the GNU C library that a binary needs.

use std::process::Command;

use crate::tools::READELF;
use crate::{Failure, project};

/// The oldest version that `pip` has a platform tag for.
const OLDEST: (u32, u32) = (2, 17);

/// The oldest version of the C library that has every function that `program` uses.
///
/// # Errors
///
/// When `readelf` is not installed or can't read the program.
pub fn needed(program: &[u8]) -> Result<(u32, u32), Failure> {
    let file = tempfile::NamedTempFile::new()
        .and_then(|file| std::fs::write(file.path(), program).map(|()| file))
        .map_err(|error| format!("no temporary file: {error}"))?;
    let mut command = Command::new(READELF.find()?);
    command
        .args(["--wide", "--version-info"])
        .arg(file.path())
        .env("LC_ALL", "C");
    let output = project::output(&mut command)?;
    if !output.status.success() {
        return Err("readelf can't read the binary".to_owned());
    }
    Ok(newest(&String::from_utf8_lossy(&output.stdout)))
}

/// The newest version in a list of required ones, as `Name: GLIBC_2.34  Flags: none  Version: 9`.
fn newest(list: &str) -> (u32, u32) {
    list.split_whitespace()
        .filter_map(|word| word.strip_prefix("GLIBC_"))
        .filter_map(|version| {
            let mut numbers = version.split('.').map(str::parse);
            Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
        })
        .fold(OLDEST, Ord::max)
}
