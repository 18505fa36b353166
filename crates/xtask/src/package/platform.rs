//! The platforms that packages are built for, and what each package format calls them.

use crate::{Failure, project};

/// A platform, with the names that the package formats have for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Platform {
    /// The target of Rust: part of the name of the archive.
    pub triple: &'static str,
    /// The operating system and its conventions.
    pub system: System,
    /// The processor as in `process.arch` of Node.js.
    pub node_processor: &'static str,
}

/// What an operating system requires of packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Linux with the GNU C library.
    Linux {
        /// The processor in platform tags of Python.
        wheel_processor: &'static str,
        /// The architecture of Debian.
        debian: &'static str,
    },
    /// macOS.
    MacOs {
        /// The platform tag of Python: the oldest system that Rust's binaries run on, and the
        /// processor.
        wheel: &'static str,
    },
    /// Windows.
    Windows {
        /// The platform tag of Python.
        wheel: &'static str,
    },
}

/// Every platform that packages are published for.
pub const PLATFORMS: [Platform; 5] = [
    Platform {
        triple: "x86_64-unknown-linux-gnu",
        system: System::Linux {
            wheel_processor: "x86_64",
            debian: "amd64",
        },
        node_processor: "x64",
    },
    Platform {
        triple: "aarch64-unknown-linux-gnu",
        system: System::Linux {
            wheel_processor: "aarch64",
            debian: "arm64",
        },
        node_processor: "arm64",
    },
    Platform {
        triple: "x86_64-apple-darwin",
        system: System::MacOs {
            wheel: "macosx_10_12_x86_64",
        },
        node_processor: "x64",
    },
    Platform {
        triple: "aarch64-apple-darwin",
        system: System::MacOs {
            wheel: "macosx_11_0_arm64",
        },
        node_processor: "arm64",
    },
    Platform {
        triple: "x86_64-pc-windows-msvc",
        system: System::Windows { wheel: "win_amd64" },
        node_processor: "x64",
    },
];

impl Platform {
    /// The platform of this machine.
    ///
    /// # Errors
    ///
    /// When no packages are published for it.
    pub fn current() -> Result<Platform, Failure> {
        let host = project::host()?;
        PLATFORMS
            .into_iter()
            .find(|platform| platform.triple == host)
            .ok_or_else(|| format!("there are no packages for {host}"))
    }

    /// The operating system as in `process.platform` of Node.js.
    #[must_use]
    pub fn node_system(self) -> &'static str {
        match self.system {
            System::Linux { .. } => "linux",
            System::MacOs { .. } => "darwin",
            System::Windows { .. } => "win32",
        }
    }

    /// The name of the binary.
    #[must_use]
    pub fn program(self) -> &'static str {
        match self.system {
            System::Linux { .. } | System::MacOs { .. } => "proactive",
            System::Windows { .. } => "proactive.exe",
        }
    }
}
