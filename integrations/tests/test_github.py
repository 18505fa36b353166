"""The Action, run against servers that answer like GitHub."""

import pytest
from conftest import COMMENT, message

CHECK, TEST = "Check the messages", "Run the tests"
FORMAT = "Check the formatting"


@pytest.fixture
def changed(pull_request):
    """A pull request that adds a message whose text tries to be something else."""
    repository = pull_request.repository
    repository.branch("topic")
    text = "`code` @octocat %0A::error::boom <!-- --> | **bold**"
    repository.write("shop/new.proactive", message("new", text, "@octocat"))
    repository.commit()
    pull_request.check_out()
    return pull_request


def test_everything_passes_and_is_commented(changed):
    changed.github.comment("octocat", "Nice")
    ran = changed.run()
    assert {name: it.code for name, it in ran.items()} == {
        "Install proactive": 0,
        CHECK: 0,
        TEST: 0,
        FORMAT: 0,
        COMMENT: 0,
    }, "\n".join(map(str, ran.values()))
    [_, comment] = changed.github.comments
    lines = comment["body"].splitlines()
    assert lines[0].startswith("<!-- proactive diff ")
    assert lines[1] == "## Proactive messages"
    # What an author wrote is code, so it is no mention, no HTML and no table cell.
    assert r"``"r'"`code` @octocat %0A::error::boom <!-- --> \| **bold**"' in comment["body"]
    assert '`"@octocat"`' in comment["body"]
    assert "::error::boom" not in ran[COMMENT].out
    assert "1 message added." not in changed.summary()


def test_a_second_run_updates_the_same_comment(changed):
    changed.comment()
    [comment] = changed.github.comments
    before = comment["body"]
    ran = changed.comment()
    assert "the comment is up to date" in ran.out
    assert len(changed.github.requests) == 3, "an unchanged text is not sent"

    changed.repository.git("checkout", "--quiet", "topic")
    changed.repository.write("shop/new.proactive", message("new", "Another text"))
    changed.repository.commit()
    changed.check_out()
    ran = changed.comment()
    assert "updated the comment" in ran.out
    assert changed.github.comments == [comment]
    assert "Another text" in comment["body"] != before


def test_nothing_changes_any_more(changed):
    changed.comment()
    changed.repository.git("checkout", "--quiet", "topic")
    (changed.repository.remote / "shop/new.proactive").unlink()
    changed.repository.commit()
    changed.check_out()
    changed.comment()
    [comment] = changed.github.comments
    assert "Nothing changes for visitors." in comment["body"]


def test_without_a_change_there_is_no_comment(pull_request):
    pull_request.repository.branch("topic")
    pull_request.repository.commit()
    pull_request.check_out()
    ran = pull_request.comment()
    assert "no comment written: the result is 'unchanged'" in ran.out
    assert pull_request.github.comments == []


def test_comments_of_others_are_left_alone(changed):
    changed.comment()
    [ours] = changed.github.comments
    changed.github.comments.clear()
    foreign = changed.github.comment("octocat", ours["body"])
    quoting = changed.github.comment("github-actions[bot]", f"> {ours['body']}")
    other_workspace = changed.github.comment(
        "github-actions[bot]", "<!-- proactive diff 1 -->\n## Proactive messages\n"
    )
    before = [dict(it) for it in (foreign, quoting, other_workspace)]
    changed.comment()
    assert [foreign, quoting, other_workspace] == before
    assert len(changed.github.comments) == 4


def test_the_comment_is_found_among_many(changed):
    for number in range(230):
        changed.github.comment("octocat", f"comment {number}")
    changed.comment()
    changed.comment()
    assert len(changed.github.comments) == 231


@pytest.mark.parametrize("actor", ["octocat", "dependabot[bot]"])
def test_runs_from_outside_use_the_summary(changed, actor):
    changed.fork = actor == "octocat"
    changed.actor = actor
    changed.github.can_write = False
    ran = changed.comment()
    assert ran.code == 0, ran
    assert "::notice title=proactive::" in ran.out
    assert "\n## Proactive messages\n\n1 message added." in changed.summary()
    assert changed.github.comments == []


def test_without_a_token_the_summary_is_used(changed):
    ran = changed.comment(token="")
    assert ran.code == 0, ran
    assert "1 message added." in changed.summary()
    assert changed.github.requests == []


def test_a_missing_permission_is_explained(changed):
    changed.github.can_write = False
    ran = changed.comment()
    assert ran.code == 1
    assert (
        "::error title=proactive::Can't write the comment: GitHub answered: Resource not "
        "accessible by integration. Does the job have the permission 'pull-requests: write'?"
    ) in ran.out
    assert "1 message added." in changed.summary()


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        ((502, b"<html>"), "GitHub answered 502: no reason"),
        ((401, b'{"message": "Bad credentials"}'), "GitHub answered 401: Bad credentials"),
        ((200, b"<html>"), "GitHub answered with something that isn't JSON"),
        ((200, b'{"errors": [{"message": "50%\\nbroken"}]}'), "GitHub answered: 50%25 broken"),
    ],
)
def test_failures_of_the_api_are_explained(changed, failure, words):
    changed.github.failure = failure
    ran = changed.comment()
    assert ran.code == 1, ran
    assert f"::error title=proactive::Can't write the comment: {words}" in ran.out
    assert changed.github.token not in ran.out
    assert "1 message added." in changed.summary()


def test_an_api_that_does_not_answer_is_explained(changed):
    changed.env["GITHUB_GRAPHQL_URL"] = "http://127.0.0.1:9/graphql"
    ran = changed.comment()
    assert "Can't write the comment: GitHub can't be reached" in ran.out


def test_hostile_names_stay_data(pull_request):
    repository = pull_request.repository
    pull_request.branch = "$(touch${IFS}x)`touch${IFS}x`;touch${IFS}x"
    repository.branch(pull_request.branch)
    repository.git("mv", "shop", "a $(touch x) `touch x` '\" --> ::error::x")
    repository.commit()
    pull_request.check_out()
    ran = pull_request.run(path="a $(touch x) `touch x` '\" --> ::error::x")
    assert all(it.code == 0 for it in ran.values()), "\n".join(map(str, ran.values()))
    assert not list(repository.checkout.rglob("x"))
    [comment] = pull_request.github.comments
    assert comment["body"].count("-->") == 1 + comment["body"].count('" -->')


def test_findings_fail_and_every_step_runs(pull_request):
    repository = pull_request.repository
    repository.branch("topic")
    repository.write("shop/new.proactive", "  " + message("new").replace("/new", "/elsewhere"))
    repository.write("shop/wrong.proactive", 'message wrong "Wrong" {\n  channel wbe\n}\n')
    repository.commit()
    pull_request.check_out()
    ran = pull_request.run()
    assert {name: it.code for name, it in ran.items()} == {
        "Install proactive": 0,
        CHECK: 1,
        TEST: 1,
        FORMAT: 1,
        COMMENT: 0,
    }, "\n".join(map(str, ran.values()))
    assert "::error title=" in ran[CHECK].out
    assert "file=shop/wrong.proactive,line=2" in ran[CHECK].out
    # A new comment would only repeat that there are errors, but an old one must not stay as it is.
    assert pull_request.github.comments == []


def test_an_old_comment_does_not_outlive_an_error(changed):
    changed.comment()
    changed.repository.git("checkout", "--quiet", "topic")
    changed.repository.write("shop/wrong.proactive", "bogus\n")
    changed.repository.commit()
    changed.check_out()
    changed.comment()
    [comment] = changed.github.comments
    assert "What changes for visitors is unknown" in comment["body"]


def test_warnings_fail_unless_they_may_stay(pull_request):
    repository = pull_request.repository
    repository.branch("topic")
    repository.write("shop/unused.proactive", 'segment unused when visitor.url contains "/x"\n')
    repository.commit()
    pull_request.check_out()
    assert pull_request.run()[CHECK].code == 1
    ran = pull_request.run(deny_warnings="false", sarif="findings.sarif")
    assert ran[CHECK].code == 0, ran[CHECK]
    assert "::warning title=unused-declaration" in ran[CHECK].out
    assert '"unused-declaration"' in (repository.checkout / "findings.sarif").read_text()


def test_parts_can_be_left_out(changed):
    ran = changed.run(test="false", fmt="false", comment="false")
    assert list(ran) == ["Install proactive", CHECK]


def test_the_head_of_a_branch_is_compared_where_it_left_the_base(changed):
    repository = changed.repository
    repository.git("checkout", "--quiet", "main")
    repository.write("shop/other.proactive", message("other"))
    repository.commit()
    repository.check_out("refs/heads/topic")
    ran = changed.comment()
    assert ran.code == 0, ran
    [comment] = changed.github.comments
    assert "1 message added." in comment["body"]
    assert "other" not in comment["body"]


def test_the_merge_is_compared_with_its_base(changed):
    repository = changed.repository
    # Meanwhile the base has moved on, and GitHub has not made a new merge yet.
    repository.git("checkout", "--quiet", "main")
    repository.write("shop/other.proactive", message("other"))
    repository.commit()
    ran = changed.comment()
    assert ran.code == 0, ran
    [comment] = changed.github.comments
    assert "1 message added." in comment["body"]


def test_a_base_that_cannot_be_fetched_is_explained(changed):
    changed.repository.git(
        "remote", "set-url", "origin", "/nowhere", folder=changed.repository.checkout
    )
    ran = changed.comment()
    assert ran.code == 1
    assert "is not in this clone and can't be fetched" in ran.out


def test_other_events_have_no_comment(changed):
    changed.env["GITHUB_EVENT_NAME"] = "push"
    ran = changed.comment()
    assert ran.code == 0


def test_a_long_text_is_cut_between_messages(pull_request):
    repository = pull_request.repository
    repository.branch("topic")
    text = "é " * 600
    messages = "\n".join(message(f"new{number}", text) for number in range(50))
    repository.write("shop/new.proactive", messages)
    repository.commit()
    pull_request.check_out()
    ran = pull_request.comment()
    assert ran.code == 0, ran
    [comment] = pull_request.github.comments
    body = comment["body"]
    assert 60_000 < len(body.encode()) <= 65_536
    *_, row, empty, note = body.rstrip("\n").splitlines()
    assert row.startswith("| `new") and row.endswith(" |")
    assert (empty, note[:24]) == ("", "The rest is too long for")
    # The summary has everything.
    assert all(f"`new{number}`" in pull_request.summary() for number in range(50))
    assert "the comment is up to date" in pull_request.comment().out


def test_the_clone_of_the_action_is_not_part_of_the_workspace(changed):
    broken = changed.repository.checkout / ".proactive/examples/broken"
    broken.mkdir(parents=True)
    (broken / "broken.proactive").write_text("bogus\n")
    ran = changed.run(path=".", comment="false")
    assert all(it.code == 0 for it in ran.values()), "\n".join(map(str, ran.values()))
