//! The `proactive` command.

use std::io::Write as _;
use std::process::ExitCode;

use proactive_cli::{Env, Exit, complete, run};

/// A check makes hundreds of thousands of small allocations on several threads; this allocator saves
/// a fifth of its time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Ends the process where a shell asks for completions.
    complete();
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
