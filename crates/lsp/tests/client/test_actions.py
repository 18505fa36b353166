"""Code actions on a message, applied as a client applies them."""

import pytest
from lsprotocol import types

from conftest import HELLO, uri
from test_session import at, changed, opened, published


def applied(edit: types.WorkspaceEdit, texts: dict[str, str], encoding: str):
    """The texts after an edit of whole files, by URI. A file that it creates must be new."""
    texts = dict(texts)
    changes = list((edit.changes or {}).items())
    for change in edit.document_changes or []:
        if isinstance(change, types.CreateFile):
            assert change.uri not in texts
            texts[change.uri] = ""
            continue
        changes.append((change.text_document.uri, change.edits))
    width = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding]
    unit = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    for document, edits in changes:
        lines = texts[document].splitlines(keepends=True) + [""]
        # From the end, so that the other positions stay valid.
        for one in sorted(
            edits, key=lambda it: (it.range.start.line, it.range.start.character), reverse=True
        ):

            def split(place):
                line = lines[place.line].encode(width)
                cut = place.character * unit
                return line[:cut].decode(width), line[cut:].decode(width)

            before, _ = split(one.range.start)
            _, after = split(one.range.end)
            lines[one.range.start.line : one.range.end.line + 1] = (
                before + one.new_text + after
            ).splitlines(keepends=True) or [""]
        texts[document] = "".join(lines)
    return texts


@pytest.mark.asyncio
async def test_actions_on_a_message(client, workspace):
    can = client.capabilities.text_document
    if not (can and can.code_action and can.code_action.code_action_literal_support):
        pytest.skip("the client takes no code actions as edits")
    hello = workspace / "hello.proactive"
    document = opened(client, hello, HELLO)
    assert await published(client, hello, 1) == []
    encoding = client.encoding or "utf-16"
    place = at(HELLO, "message hello", 8, encoding)
    found = await client.text_document_code_action_async(
        types.CodeActionParams(
            document,
            types.Range(place, place),
            types.CodeActionContext([], only=[types.CodeActionKind.Refactor]),
        )
    )
    actions = {action.title: action for action in found}
    resources = client.capabilities.workspace.workspace_edit
    operations = (resources and resources.resource_operations) or []
    creates = types.ResourceOperationKind.Create in operations
    creates = creates and bool(resources.document_changes)
    title = "Move `hello` to the new file"
    moves = [it for it in actions if it.startswith(title)]
    # There is already a file of this name.
    assert moves == []
    expected = {
        "Pause `hello`": "status paused",
        "Duplicate `hello` as a draft…": "message hello_2",
    }
    for title, written in expected.items():
        assert title in actions, list(actions)
        texts = applied(actions[title].edit, {uri(hello): HELLO}, encoding)
        assert written in texts[uri(hello)]
        assert texts[uri(hello)].count("test ") == 1
    # Another message of the file can have a file of its own.
    more = HELLO + (
        'message late { channel web text "x" reply agent "y" when cart '
        "after 5m on page_view frequency once_per_visit }\n"
    )
    changed(client, hello, 2, types.TextDocumentContentChangeWholeDocument(more))
    errors = types.DiagnosticSeverity.Error
    assert all(it.severity != errors for it in await published(client, hello, 2))
    place = at(more, "message late", 8, encoding)
    found = await client.text_document_code_action_async(
        types.CodeActionParams(
            document,
            types.Range(place, place),
            types.CodeActionContext([], only=[types.CodeActionKind("refactor.move")]),
        )
    )
    moves = [it for it in found if it.title.startswith("Move `late` to the new file")]
    assert len(moves) == (1 if creates else 0)
    for action in moves:
        texts = applied(action.edit, {uri(hello): more}, encoding)
        assert texts[uri(hello)] == HELLO
        assert texts[uri(workspace / "late.proactive")] == more[len(HELLO) :]


@pytest.mark.asyncio
async def test_quick_fixes_in_order(client, workspace):
    can = client.capabilities.text_document
    if not (can and can.code_action and can.code_action.code_action_literal_support):
        pytest.skip("the client takes no code actions as edits")
    hello = workspace / "hello.proactive"
    wrong = HELLO.replace("frequency once_per_visit", "frequency every_time")
    document = opened(client, hello, wrong)
    [finding] = await published(client, hello, 1)
    found = await client.text_document_code_action_async(
        types.CodeActionParams(
            document,
            finding.range,
            types.CodeActionContext([finding], only=[types.CodeActionKind.QuickFix]),
        )
    )
    assert [action.title for action in found] == [
        "Replace with `once_per_visit`",
        "Replace with `once_per_customer`",
        "Suppress `every-time-frequency` with a comment",
    ]
    assert not any(action.is_preferred for action in found)
    encoding = client.encoding or "utf-16"
    assert applied(found[0].edit, {uri(hello): wrong}, encoding) == {uri(hello): HELLO}
