//! The arguments of `proactive serve`.

use std::path::PathBuf;

use clap::Args;

/// The port that the page is on unless another one is asked for.
const DEFAULT_PORT: u16 = 4747;

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// A folder or file of the workspace [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    /// The port to listen on, on this machine only; 0 is any port that is free
    #[arg(long, value_name = "PORT", default_value_t = DEFAULT_PORT)]
    pub(crate) port: u16,

    /// Use FILE as the manifest of the workspace
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}
