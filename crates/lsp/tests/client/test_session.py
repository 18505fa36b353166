"""What a session looks like to a client that validates every message."""

import asyncio

import pytest
from lsprotocol import types

from conftest import HELLO, SHOP, uri


def opened(client, path, text):
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(uri(path), "proactive", 1, text)
        )
    )
    return types.TextDocumentIdentifier(uri(path))


def changed(client, path, version, *changes):
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, uri(path)), list(changes)
        )
    )


async def published(client, path, version):
    """The diagnostics of a version, pushed or pulled."""
    can = client.capabilities.text_document
    if can and can.diagnostic:
        report = await client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri(path)))
        )
        return list(report.items)
    for _ in range(500):
        for params in reversed(client.log_published):
            if params.uri == uri(path) and params.version == version:
                return list(params.diagnostics)
        await asyncio.sleep(0.02)
    raise AssertionError(f"no diagnostics of version {version}")


def at(text, needle, offset=0, encoding="utf-16"):
    """The position of a string in a text."""
    index = text.index(needle) + offset
    line = text.count("\n", 0, index)
    column = text[text.rfind("\n", 0, index) + 1 : index]
    units = {
        "utf-8": len(column.encode()),
        "utf-16": len(column.encode("utf-16-le")) // 2,
        "utf-32": len(column),
    }
    return types.Position(line, units[encoding])


@pytest.mark.asyncio
async def test_every_feature_answers(client, workspace):
    hello, shop = workspace / "hello.proactive", workspace / "shop.proactive"
    document = opened(client, hello, HELLO)
    opened(client, shop, SHOP)
    assert await published(client, hello, 1) == []
    cart = at(HELLO, "when cart", 6, client.encoding)
    whole = types.Range(types.Position(0, 0), types.Position(30, 0))
    place = {"text_document": document, "position": cart}

    hover = await client.text_document_hover_async(types.HoverParams(**place))
    assert "about to buy" in hover.contents.value
    assert await client.text_document_definition_async(types.DefinitionParams(**place))
    references = await client.text_document_references_async(
        types.ReferenceParams(context=types.ReferenceContext(True), **place)
    )
    assert {it.uri for it in references} == {uri(hello), uri(shop)}
    assert await client.text_document_document_highlight_async(
        types.DocumentHighlightParams(**place)
    )
    await client.text_document_prepare_rename_async(types.PrepareRenameParams(**place))
    edit = await client.text_document_rename_async(
        types.RenameParams(new_name="basket", **place)
    )
    edits = edit.document_changes or list(edit.changes.values())
    assert len(edits) == 2
    items = await client.text_document_prepare_call_hierarchy_async(
        types.CallHierarchyPrepareParams(**place)
    )
    calls = await client.call_hierarchy_incoming_calls_async(
        types.CallHierarchyIncomingCallsParams(items[0])
    )
    assert [call.from_.name for call in calls] == ["hello"]
    assert (
        await client.call_hierarchy_outgoing_calls_async(
            types.CallHierarchyOutgoingCallsParams(calls[0].from_)
        )
    )[0].to.name == "cart"
    symbols = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(document)
    )
    assert symbols[0].name == "hello"
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("cart"))
    assert found[0].location.uri == uri(shop)
    assert await client.text_document_folding_range_async(
        types.FoldingRangeParams(document)
    )
    selection = await client.text_document_selection_range_async(
        types.SelectionRangeParams(document, [cart])
    )
    assert selection[0].parent
    links = await client.text_document_document_link_async(
        types.DocumentLinkParams(document)
    )
    assert len(links) == 1
    tokens = await client.text_document_semantic_tokens_full_async(
        types.SemanticTokensParams(document)
    )
    assert len(tokens.data) % 5 == 0 and tokens.data
    delta = await client.text_document_semantic_tokens_full_delta_async(
        types.SemanticTokensDeltaParams(document, tokens.result_id)
    )
    assert not delta.edits
    await client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(document, whole)
    )
    hints = await client.text_document_inlay_hint_async(
        types.InlayHintParams(document, whole)
    )
    assert hints
    completions = await client.text_document_completion_async(
        types.CompletionParams(**place)
    )
    items = getattr(completions, "items", completions)
    assert "cart" in {item.label for item in items}
    item = next(item for item in items if item.label == "cart")
    resolved = await client.completion_item_resolve_async(item)
    assert resolved.documentation
    after = types.TextDocumentPositionParams(
        document, at(HELLO, "after 0m30s", 6, client.encoding)
    )
    help = await client.text_document_signature_help_async(
        types.SignatureHelpParams(after.text_document, after.position)
    )
    assert help.signatures[0].label.startswith("after")
    await client.text_document_code_action_async(
        types.CodeActionParams(document, whole, types.CodeActionContext([]))
    )
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
    assert any(lens.command.title == "1 test" for lens in lenses)
    options = types.FormattingOptions(2, True)
    await client.text_document_formatting_async(
        types.DocumentFormattingParams(document, options)
    )
    await client.text_document_range_formatting_async(
        types.DocumentRangeFormattingParams(document, whole, options)
    )
    await client.text_document_on_type_formatting_async(
        types.DocumentOnTypeFormattingParams(document, cart, "\n", options)
    )
    await client.text_document_linked_editing_range_async(
        types.LinkedEditingRangeParams(**place)
    )


@pytest.mark.asyncio
async def test_findings_of_other_files_follow(client, workspace):
    hello, shop = workspace / "hello.proactive", workspace / "shop.proactive"
    opened(client, hello, HELLO)
    opened(client, shop, SHOP)
    assert await published(client, hello, 1) == []
    changed(
        client,
        shop,
        2,
        types.TextDocumentContentChangeWholeDocument(SHOP.replace("cart", "basket")),
    )
    for _ in range(100):
        found = await published(client, hello, 1)
        if found:
            break
        await asyncio.sleep(0.02)
    assert found[0].code == "unresolved-name"
    can = client.capabilities.text_document
    if can and can.code_action:
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(uri(hello)),
                found[0].range,
                types.CodeActionContext(found),
            )
        )
        assert all(action.title for action in actions)


@pytest.mark.asyncio
async def test_columns(encoded, workspace):
    client, encoding = encoded, encoded.encoding
    shop = workspace / "shop.proactive"
    text = SHOP.replace("\n", "\r\n")
    document = opened(client, shop, text)
    await published(client, shop, 1)
    # After an emoji and Japanese text, in a file with CRLF.
    place = at(text, "visitor.history", 10, encoding)
    hover = await client.text_document_hover_async(types.HoverParams(document, place))
    assert hover.range.start == at(text, "visitor.history", 8, encoding) or (
        hover.range.start == at(text, "visitor.history", 0, encoding)
    )
    # A column past the end of its line is the end of the line; a line past the last is the end of the text.
    far = types.Position(place.line, 100_000)
    nowhere = types.Position(100_000, 0)
    changed(
        client,
        shop,
        2,
        types.TextDocumentContentChangePartial(types.Range(far, far), " and nobody"),
        types.TextDocumentContentChangePartial(
            types.Range(nowhere, nowhere), "segment late when somebody\r\n"
        ),
    )
    found = await published(client, shop, 2)
    unknown = next(it for it in found if "`nobody`" in it.message)
    line = text.splitlines()[place.line] + " and nobody"
    start = at(line, "nobody", 0, encoding)
    assert unknown.range.start == types.Position(place.line, start.character)
    late = next(it for it in found if "`somebody`" in it.message)
    assert late.range.start == types.Position(text.count("\n"), 18)


@pytest.mark.asyncio
async def test_own_requests(client, workspace):
    hello = workspace / "hello.proactive"
    opened(client, hello, HELLO)

    async def ask(method, **params):
        params = {"textDocument": {"uri": uri(hello)}, **params}
        return await client.protocol.send_request_async(method, params)

    preview = await ask("proactive/preview", position={"line": 1, "character": 4})
    assert preview.message.id == "hello"
    tests = await ask("proactive/tests")
    assert [test["name"] for test in tests] == ["hello comes"]
    runs = await ask("proactive/runTests")
    assert [run["passed"] for run in runs] == [True]
    story = await ask(
        "proactive/simulate", url="https://example.com/", title="カート👋", stay="1m"
    )
    assert [(came.message, came.name) for came in story.shown] == [("hello", "Hello")]
    compiled = await ask("proactive/compiled", message="hello")
    assert '"hello"' in compiled.json
    status = await client.protocol.send_request_async("proactive/status", None)
    assert status.projects[0].errors == 0
