"""An independent client for the language server: it parses every message into the protocol's types.

`PROACTIVE` names the binary. The capabilities are those that real editors send.
"""

import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

SHOP = """\
# The brand of everything.
brand acme "Acme 👋"

channel web "Web" {
  brand acme
}

# Visitors who are about to buy.
segment cart when visitor.title contains "カート👋" and visitor.history is new
"""

HELLO = """\
message hello "Hello" {
  text "👋 カート: besoin d'aide ?"
  channel web
  reply agent {
    text "One moment"
  }
  when cart
  after 0m30s on page_view
  frequency once_per_visit
}

test "hello comes" {
  visit "https://example.com/cart" title "カート👋" for 1m
  expect hello after 30s
}
"""


def uri(path: pathlib.Path) -> str:
    return path.as_uri()


@pytest.fixture
def workspace(tmp_path: pathlib.Path) -> pathlib.Path:
    root = tmp_path.resolve()
    (root / "proactive.toml").write_text("")
    (root / "shop.proactive").write_text(SHOP)
    (root / "hello.proactive").write_text(HELLO)
    return root


def listen(client: LanguageClient) -> None:
    """Records the published diagnostics with their versions."""
    client.log_published = []

    def keep(params: types.PublishDiagnosticsParams) -> None:
        client.log_published.append(params)

    features = client.protocol.fm.features
    features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = keep
    for method in (
        types.CLIENT_REGISTER_CAPABILITY,
        types.WORKSPACE_CODE_LENS_REFRESH,
        types.WORKSPACE_DIAGNOSTIC_REFRESH,
        types.WORKSPACE_INLAY_HINT_REFRESH,
        types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
    ):
        features[method] = lambda *_: None


CONFIG = ClientServerConfig(server_command=[os.environ["PROACTIVE"], "lsp", "--stdio"])


@pytest_lsp.fixture(
    config=CONFIG, params=["visual_studio_code", "neovim", "emacs", "bare"]
)
async def client(request, lsp_client: LanguageClient, workspace: pathlib.Path):
    """A session with the capabilities of an editor; `bare` has none."""
    editor = request.param
    listen(lsp_client)
    capabilities = (
        types.ClientCapabilities() if editor == "bare" else client_capabilities(editor)
    )
    answer = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=capabilities,
            root_uri=uri(workspace),
            workspace_folders=[types.WorkspaceFolder(uri(workspace), "shop")],
        )
    )
    lsp_client.encoding = answer.capabilities.position_encoding
    yield lsp_client
    await lsp_client.shutdown_session()


@pytest_lsp.fixture(config=CONFIG, params=["utf-8", "utf-16", "utf-32"])
async def encoded(request, lsp_client: LanguageClient, workspace: pathlib.Path):
    """A session with one of the three position encodings."""
    listen(lsp_client)
    kind = types.PositionEncodingKind(request.param)
    general = types.GeneralClientCapabilities(position_encodings=[kind])
    answer = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(general=general),
            root_uri=uri(workspace),
        )
    )
    assert answer.capabilities.position_encoding == kind
    lsp_client.encoding = request.param
    yield lsp_client
    await lsp_client.shutdown_session()
