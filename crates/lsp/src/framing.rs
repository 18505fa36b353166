//! What comes in, message by message: what is no message is kept from the server.
//!
//! The transport of `tower-lsp-server` ends at the first message that it cannot read, and the
//! server with it. So messages are read here first, and handed on if they are some. In the place
//! of others goes [`MALFORMED`], which is answered with an error, as JSON-RPC has it.

use tokio::io::{
    AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWriteExt as _, BufReader,
};
use tower_lsp_server::jsonrpc::{Request, Response};

/// The method of what goes in the place of something that is no message.
pub(crate) const MALFORMED: &str = "proactive/malformed";

/// The largest message. Whatever says that it is larger has not counted well.
const MOST: u64 = 1 << 30;

/// Hands on messages until the input ends.
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
            && let Some(mended) = without_halves(&body)
        {
            tracing::warn!("the client has sent half a character");
            body = mended;
        }
        if !is_message(&body) {
            tracing::error!("the client has sent {length} bytes that are no message");
            body = format!(r#"{{"jsonrpc":"2.0","id":null,"method":"{MALFORMED}"}}"#).into_bytes();
        }
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        output.write_all(header.as_bytes()).await?;
        output.write_all(&body).await?;
    }
    Ok(())
}

/// Reads the lines before a message; how long it is, or none at the end of the input. Lines that
/// belong to no message are passed over.
async fn header(
    input: &mut (impl tokio::io::AsyncBufRead + Unpin),
) -> std::io::Result<Option<u64>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        // A header has a few dozen bytes; what has more is none.
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
            length = value.trim().parse().ok().filter(|length| *length <= MOST);
        }
    }
}

/// The message with U+FFFD where it has half a character; none if it has no such.
///
/// JSON can write one of the two units of UTF-16 that make a character, and editors whose texts are
/// made of units send it when somebody edits within an emoji. No text here can hold it. What stands
/// in its place has as many units, in each of the three ways of counting columns.
fn without_halves(body: &[u8]) -> Option<Vec<u8>> {
    let mut mended = Vec::with_capacity(body.len());
    let mut rest = body;
    let mut found = false;
    while let Some((first, behind)) = rest.split_first() {
        let length = match (unit(rest), unit(rest.get(6..).unwrap_or_default())) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                found = true;
                mended.extend_from_slice(b"\\ufffd");
                rest = rest.get(6..).unwrap_or_default();
                continue;
            }
            // A backslash and what it stands before: not the beginning of a unit.
            (None, _) if *first == b'\\' && !behind.is_empty() => 2,
            (Some(_) | None, _) => 1,
        };
        let (kept, others) = rest.split_at(length);
        mended.extend_from_slice(kept);
        rest = others;
    }
    found.then_some(mended)
}

/// The unit of UTF-16 that a `\u` with four digits at the start of these bytes writes.
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
