//! Reads the input message by message, and keeps malformed messages from the server.
//!
//! The transport of `tower-lsp-server` stops, and the server with it, at the first message that it
//! cannot read. So this module reads the messages first and passes on the well-formed ones. Instead
//! of any other it passes on a request for [`MALFORMED`], which is answered with an error, as
//! JSON-RPC requires.

use tokio::io::{
    AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWriteExt as _, BufReader,
};
use tower_lsp_server::jsonrpc::{Request, Response};

/// The method that replaces a malformed message.
pub(crate) const MALFORMED: &str = "proactive/malformed";

/// The largest message that is accepted, in bytes. A larger length in a header is surely wrong.
const MAX_MESSAGE_BYTES: u64 = 1 << 30;

/// Passes on messages until the input ends.
pub(crate) async fn filter_frames(
    input: impl AsyncRead + Unpin,
    output: &mut (impl tokio::io::AsyncWrite + Unpin),
) -> std::io::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    while let Some(length) = header(&mut input).await? {
        let mut body = Vec::new();
        let read = (&mut input).take(length).read_to_end(&mut body).await?;
        if (read as u64) < length {
            return Ok(());
        }
        if !is_message(&body)
            && let Some(replaced) = without_halves(&body)
        {
            tracing::warn!("the client sent a lone surrogate");
            body = replaced;
        }
        if !is_message(&body) {
            tracing::error!("the client sent {length} bytes that are not a message");
            body = format!(r#"{{"jsonrpc":"2.0","id":null,"method":"{MALFORMED}"}}"#).into_bytes();
        }
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        output.write_all(header.as_bytes()).await?;
        output.write_all(&body).await?;
    }
    Ok(())
}

/// Reads the headers of a message and returns its length in bytes, or none at the end of the input.
/// Lines that belong to no message are skipped.
async fn header(
    input: &mut (impl tokio::io::AsyncBufRead + Unpin),
) -> std::io::Result<Option<u64>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        // A header has a few dozen bytes; a longer line is not a header.
        if (&mut *input)
            .take(1 << 12)
            .read_until(b'\n', &mut line)
            .await?
            == 0
        {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim();
        if text.is_empty() && length.is_some() {
            return Ok(length);
        }
        if let Some((name, value)) = text.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value
                .trim()
                .parse()
                .ok()
                .filter(|length| *length <= MAX_MESSAGE_BYTES);
        }
    }
}

/// Replaces lone surrogates in a message with U+FFFD; none if there are none.
///
/// JSON can escape a single UTF-16 surrogate, and editors with UTF-16 texts send one when someone
/// edits inside an emoji. A Rust string cannot hold it. The replacement has the same length in all
/// three position encodings.
fn without_halves(body: &[u8]) -> Option<Vec<u8>> {
    let mut replaced = Vec::with_capacity(body.len());
    let mut rest = body;
    let mut found = false;
    while let Some((first, after)) = rest.split_first() {
        let length = match (unit(rest), unit(rest.get(6..).unwrap_or_default())) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                found = true;
                replaced.extend_from_slice(b"\\ufffd");
                rest = rest.get(6..).unwrap_or_default();
                continue;
            }
            // A backslash and the character it escapes: not the start of a surrogate.
            (None, _) if *first == b'\\' && !after.is_empty() => 2,
            (Some(_) | None, _) => 1,
        };
        let (kept, others) = rest.split_at(length);
        replaced.extend_from_slice(kept);
        rest = others;
    }
    found.then_some(replaced)
}

/// The UTF-16 code unit of the `\uHHHH` escape at the start of these bytes.
fn unit(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    let digits = std::str::from_utf8(digits).ok()?;
    u16::from_str_radix(digits, 16).ok()
}

fn is_message(body: &[u8]) -> bool {
    std::str::from_utf8(body).is_ok_and(|body| {
        serde_json::from_str::<Request>(body).is_ok()
            || serde_json::from_str::<Response>(body).is_ok()
    })
}
