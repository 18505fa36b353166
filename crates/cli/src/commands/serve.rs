//! `proactive serve`: a page on this machine on which people try the messages of a workspace.
//!
//! The page is a demonstration shop with the runtime that websites use, and the workspace as bundles
//! for it. A thread answers browsers (`http`); this one loads the workspace again after each change of
//! its files (`site`).

mod http;
mod site;

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::ops::ControlFlow;
use std::path::Path;

use self::http::Server;
use self::site::Site;
use super::watch::on_each_change;
use crate::args::{InputArguments, ServeArguments};
use crate::exit::Exit;
use crate::output::{Output, OutputStream};
use crate::paths::io_reason;
use crate::workspace::{Extent, Request};

/// `now` is in seconds since 1970-01-01 00:00 UTC.
pub(crate) fn serve(
    arguments: &ServeArguments,
    folder: &Path,
    now: i64,
    output: &mut Output<'_>,
) -> Exit {
    let Err(reason) = try_serve(arguments, folder, now, output);
    output.error(reason);
    Exit::Failure
}

/// Serves until the process ends. The error is a sentence that says why it cannot.
fn try_serve(
    arguments: &ServeArguments,
    folder: &Path,
    now: i64,
    output: &mut Output<'_>,
) -> Result<Infallible, String> {
    let input = InputArguments {
        config: arguments.config.clone(),
        ..InputArguments::default()
    };
    let request = Request {
        folder,
        paths: arguments.path.as_slice(),
        input: &input,
        extent: Extent::Workspace,
    };
    if request.reads_stdin() {
        return Err("`serve` needs files; standard input can be read only once".into());
    }
    if let Some(path) = &arguments.path
        && !folder.join(path).exists()
    {
        return Err(format!("there is no file or folder `{}`", path.display()));
    }
    let listener = listen(arguments.port)?;
    let site = Site::load(&request, now)?;
    output.notice(site.summary());
    let server = Server::start(listener, site)
        .map_err(|error| format!("cannot start the server: {}", io_reason(&error)))?;
    // A sink accepts everything.
    let _ = writeln!(output.writer(OutputStream::Stdout), "{}", server.address());
    output.notice("open this address in a browser; press Ctrl-C to stop");
    on_each_change(&request, || {
        let site = server.site().load_again(&request);
        let summary = site.summary().to_owned();
        if server.show(site) {
            output.notice(summary);
        }
        // A reader who needed only the address may be gone, which is no reason to stop.
        output.flush();
        ControlFlow::Continue(())
    })
}

/// Listens on a port of this machine that no other machine can reach; 0 is any port that is free.
fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "port {port} is in use, perhaps by another `proactive serve`: choose another one with \
             `--port`, where 0 is any port that is free"
        ),
        _ => format!("cannot listen on port {port}: {}", io_reason(&error)),
    })
}
