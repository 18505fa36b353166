//! The `proactive` command.

use std::io::Write as _;
use std::process::ExitCode;

use proactive_cli::{Env, Exit, run};

fn main() -> ExitCode {
    match Env::of_process() {
        Ok(env) => run(std::env::args_os(), env).into(),
        Err(error) => {
            let _ = writeln!(
                std::io::stderr(),
                "error: there is no current folder: {error}"
            );
            Exit::Failure.into()
        }
    }
}
