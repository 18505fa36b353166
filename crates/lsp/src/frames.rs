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
pub(crate) async fn sift(
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

fn is_message(body: &[u8]) -> bool {
    std::str::from_utf8(body).is_ok_and(|body| {
        serde_json::from_str::<Request>(body).is_ok()
            || serde_json::from_str::<Response>(body).is_ok()
    })
}
