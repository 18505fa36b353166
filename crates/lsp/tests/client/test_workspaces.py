"""Which files belong together, and what happens on disk."""

import asyncio

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import LanguageClient

from conftest import CONFIG, HELLO, SHOP, listen, uri
from test_session import changed, opened


@pytest_lsp.fixture(config=CONFIG)
async def server(lsp_client: LanguageClient, tmp_path):
    """A session in a folder with two workspaces and an excluded file."""
    root = tmp_path.resolve()
    (root / "inner").mkdir()
    (root / "proactive.toml").write_text('exclude = ["drafts/**"]\n')
    (root / "shop.proactive").write_text(SHOP)
    (root / "hello.proactive").write_text(HELLO)
    (root / "inner" / "proactive.toml").write_text("nonsense = 1\n")
    (root / "inner" / "a.proactive").write_text('brand acme "Acme"\n')
    (root / "drafts").mkdir()
    (root / "drafts" / "draft.proactive").write_text("segment d when cart and nobody\n")
    listen(lsp_client)
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(
                workspace=types.WorkspaceClientCapabilities(
                    did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                        dynamic_registration=True
                    )
                )
            ),
            root_uri=uri(root),
        )
    )
    lsp_client.root = root
    yield lsp_client
    await lsp_client.shutdown_session()


async def codes(client, path, wanted):
    """Waits until the published codes of a file are these."""
    for _ in range(400):
        of_file = [it for it in client.log_published if it.uri == uri(path)]
        found = sorted(it.code for it in of_file[-1].diagnostics) if of_file else None
        if found == wanted:
            return of_file[-1].diagnostics
        await asyncio.sleep(0.02)
    log = [(it.uri, it.version, [d.code for d in it.diagnostics]) for it in client.log_published]
    raise AssertionError(f"{path}: {found}, {log}")


def touched(client, path, kind):
    client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams([types.FileEvent(uri(path), kind)])
    )


@pytest.mark.asyncio
async def test_workspaces_in_workspaces(server):
    inner = server.root / "inner"
    await codes(server, inner / "a.proactive", ["unused-declaration"])
    await codes(server, inner / "proactive.toml", ["manifest-error"])


@pytest.mark.asyncio
async def test_an_excluded_file(server):
    draft = server.root / "drafts" / "draft.proactive"
    opened(server, draft, draft.read_text())
    # It can use the workspace's declarations, but not the other way round.
    found = await codes(server, draft, ["unresolved-name"])
    assert "`nobody`" in found[0].message
    server.text_document_did_close(
        types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri(draft)))
    )
    await codes(server, draft, [])


@pytest.mark.asyncio
async def test_files_are_created_changed_and_deleted(server):
    new = server.root / "new.proactive"
    new.write_text("segment news when nobody\n")
    touched(server, new, types.FileChangeType.Created)
    await codes(server, new, ["unresolved-name"])
    new.write_text("segment news when cart\n")
    touched(server, new, types.FileChangeType.Changed)
    await codes(server, new, ["unused-declaration"])
    new.unlink()
    touched(server, new, types.FileChangeType.Deleted)
    await codes(server, new, [])
    new.write_bytes(b"segment news \xff\n")
    touched(server, new, types.FileChangeType.Created)
    await codes(server, new, ["file-error"])
    # The editor's text is readable.
    opened(server, new, "segment news when nobody\n")
    await codes(server, new, ["unresolved-name"])


@pytest.mark.asyncio
async def test_unsaved_changes_are_dropped_on_close(server):
    hello = server.root / "hello.proactive"
    document = opened(server, hello, HELLO)
    await codes(server, hello, [])
    changed(
        server,
        hello,
        2,
        types.TextDocumentContentChangeWholeDocument(HELLO.replace("when cart", "when car")),
    )
    await codes(server, hello, ["unresolved-name"])
    server.text_document_did_close(types.DidCloseTextDocumentParams(document))
    await codes(server, hello, [])


@pytest.mark.asyncio
async def test_an_unsaved_manifest_applies(server):
    shop, manifest = server.root / "shop.proactive", server.root / "proactive.toml"
    opened(server, shop, SHOP + "\nsegment unused when cart\n")
    await codes(server, shop, ["unused-declaration"])
    opened(server, manifest, 'exclude = ["drafts/**"]\n[lints]\nunused-declaration = "allow"\n')
    await codes(server, shop, [])
    changed(
        server,
        manifest,
        2,
        types.TextDocumentContentChangeWholeDocument(
            'exclude = ["drafts/**"]\nnonsense = 1\n'
        ),
    )
    await codes(server, manifest, ["manifest-error"])
    await codes(server, shop, ["unused-declaration"])


@pytest.mark.asyncio
async def test_an_untitled_document(server):
    address = "untitled:Untitled-1"
    server.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(address, "proactive", 1, "segment a when nobody\n")
        )
    )
    for _ in range(400):
        found = [it for it in server.log_published if it.uri == address]
        if found:
            break
        await asyncio.sleep(0.02)
    assert found[-1].diagnostics[0].code == "unresolved-name"
