//! Where a workspace is read from.

use std::path::PathBuf;

use clap::Args;

/// Where a workspace is read from.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct InputArguments {
    /// Use FILE as the manifest of the workspace
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Do not fail where there are no `.proactive` files
    #[arg(long)]
    pub(crate) allow_empty: bool,

    /// The name of the file that is read from standard input, if the path is `-`
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,
}
