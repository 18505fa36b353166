//! `proactive check`: finds what is wrong, and writes nothing.

use std::io::Read;
use std::path::Path;

use super::deliver::Delivery;
use crate::Exit;
use crate::args::CheckArguments;
use crate::output::{Output, Way};
use crate::report::Report;
use crate::workspace::{self, Loaded, Request};

pub(crate) fn check(
    arguments: &CheckArguments,
    folder: &Path,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Exit {
    let delivery = match Delivery::new(&arguments.findings, Way::Stdout, folder, output) {
        Ok(delivery) => delivery,
        Err(reason) => {
            output.error(reason);
            return Exit::Failure;
        }
    };
    let request = Request {
        folder,
        paths: &arguments.paths,
        input: &arguments.input,
        named_always: true,
    };
    if let Err(reason) = request.validate() {
        output.error(reason);
        return Exit::Failure;
    }
    let reports: Vec<_> = workspace::load(&request, stdin)
        .into_iter()
        .map(|loaded| {
            loaded.notice_what_is_empty(request.folder, output);
            find(loaded).only_named()
        })
        .collect();
    delivery.deliver(&reports, output)
}

/// Understands the workspace and finds what is wrong with it.
fn find(loaded: Loaded) -> Report {
    let mut findings = loaded.findings;
    let workspace = workspace::understood(loaded.settings, loaded.files, &findings);
    findings.extend_from_slice(workspace.check_with(proactive_analysis::lints).findings());
    Report::new(loaded.name, loaded.sources, findings)
}
