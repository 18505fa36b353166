//! `proactive overlaps`: which messages compete for the same visitor.

use std::io::Read;
use std::path::Path;

use super::deliver::Delivery;
use super::ready::{Ready, ready};
use crate::Exit;
use crate::args::OverlapsArguments;
use crate::output::Output;
use crate::rivals::Rivals;
use crate::workspace::Request;

pub(crate) fn overlaps(
    arguments: &OverlapsArguments,
    folder: &Path,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Exit {
    match try_overlaps(arguments, folder, stdin, output) {
        Ok(exit) => exit,
        Err(reason) => {
            output.error(reason);
            Exit::Failure
        }
    }
}

/// The error is why the command cannot do what it was asked for.
fn try_overlaps(
    arguments: &OverlapsArguments,
    folder: &Path,
    stdin: &mut dyn Read,
    output: &mut Output<'_>,
) -> Result<Exit, String> {
    let delivery = Delivery::of_story(
        "overlaps",
        &arguments.format,
        arguments.json,
        folder,
        output,
    )?;
    let request = Request {
        folder,
        paths: arguments.path.as_slice(),
        input: &arguments.input,
        named_always: false,
    };
    let Some(Ready { report, model }) = ready(&request, stdin, output)? else {
        return Ok(Exit::Fine);
    };
    let Some(model) = model else {
        let exit = delivery.deliver(&[report], output);
        output.notice("the messages are not compared");
        return Ok(exit);
    };
    let rivals = Rivals::new(&model, &proactive_analysis::overlaps(&model));
    delivery.hand_out(output, |format, look, to| rivals.write(format, look, to));
    output.notice(rivals.summary());
    Ok(Exit::Fine)
}
