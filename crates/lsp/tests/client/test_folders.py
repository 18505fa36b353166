"""Several workspace folders with their own manifests, and settings requested from the client."""

import asyncio

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import LanguageClient

from conftest import CONFIG, HELLO, SHOP, listen, uri
from test_session import opened
from test_workspaces import codes

UNUSED = "segment alone when visitor.history is new\n"


@pytest_lsp.fixture(config=CONFIG)
async def server(lsp_client: LanguageClient, tmp_path):
    """A session in two folders, for a client that supports `workspace/configuration`."""
    root = tmp_path.resolve()
    for name, level in (("one", "allow"), ("two", "error"), ("three", "warn")):
        (root / name).mkdir()
        manifest = f'[lints]\nunused-declaration = "{level}"\n'
        (root / name / "proactive.toml").write_text(manifest)
        (root / name / "alone.proactive").write_text(UNUSED)
    (root / "one" / "shop.proactive").write_text(SHOP)
    (root / "one" / "hello.proactive").write_text(HELLO)
    listen(lsp_client)
    lsp_client.set_configuration({"proactive": {"inlayHints": {"enabled": False}}})
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(
                workspace=types.WorkspaceClientCapabilities(
                    configuration=True, workspace_folders=True
                ),
                window=types.WindowClientCapabilities(work_done_progress=True),
            ),
            workspace_folders=[
                types.WorkspaceFolder(uri(root / name), name) for name in ("one", "two")
            ],
        )
    )
    lsp_client.root = root
    yield lsp_client
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_each_folder_has_its_own_settings(server):
    one, two, three = (server.root / name / "alone.proactive" for name in ("one", "two", "three"))
    found = await codes(server, two, ["unused-declaration"])
    assert found[0].severity == types.DiagnosticSeverity.Error
    opened(server, one, UNUSED)
    await codes(server, one, [])
    place = types.TextDocumentIdentifier(uri(one)), types.Position(0, 9)
    edit = await server.text_document_rename_async(types.RenameParams(*place, "lonely"))
    assert set(edit.changes) == {uri(one)}
    event = types.WorkspaceFoldersChangeEvent(
        added=[types.WorkspaceFolder(uri(server.root / "three"), "three")],
        removed=[types.WorkspaceFolder(uri(server.root / "two"), "two")],
    )
    server.workspace_did_change_workspace_folders(
        types.DidChangeWorkspaceFoldersParams(event)
    )
    await codes(server, two, [])
    found = await codes(server, three, ["unused-declaration"])
    assert found[0].severity == types.DiagnosticSeverity.Warning
    symbols = await server.workspace_symbol_async(types.WorkspaceSymbolParams("alone"))
    assert {it.location.uri for it in symbols} == {uri(one), uri(three)}


@pytest.mark.asyncio
async def test_settings_are_requested(server):
    hello = server.root / "one" / "hello.proactive"
    document = opened(server, hello, HELLO)
    whole = types.Range(types.Position(0, 0), types.Position(30, 0))

    async def hints(wanted):
        for _ in range(400):
            found = await server.text_document_inlay_hint_async(
                types.InlayHintParams(document, whole)
            )
            if bool(found) == wanted:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"hints: {found}")

    await hints(False)
    server.set_configuration({"proactive": {"inlayHints": {"enabled": True}}})
    server.workspace_did_change_configuration(types.DidChangeConfigurationParams({}))
    await hints(True)
