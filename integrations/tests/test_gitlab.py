"""The template for GitLab, run against servers that answer like GitLab."""

import json

import pytest
from conftest import message
from jobs import job, run_job


class MergeRequest:
    """A merge request and the runs of its jobs."""

    def __init__(self, repository, gitlab, releases, env):
        self.repository = repository
        self.gitlab = gitlab
        self.releases = releases
        self.env = env | {
            "CI_API_V4_URL": f"{gitlab.address}/api/v4",
            "CI_MERGE_REQUEST_IID": "7",
            "CI_MERGE_REQUEST_PROJECT_ID": "5",
            "CI_MERGE_REQUEST_TITLE": "$(touch x)",
            "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "",
            "PROACTIVE_TOKEN": gitlab.token,
        }

    def check_out(self):
        base = self.repository.git("merge-base", "main", "topic")
        self.env["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = base
        self.repository.check_out("refs/heads/topic")

    def run(self, name: str, **inputs):
        inputs = {"path": "shop", "releases": f"{self.releases.address}/download"} | inputs
        definition = job(name, inputs)
        return run_job(definition, self.repository.checkout, self.env)

    def changes(self, **inputs):
        return self.run("proactive changes", **inputs)

    def artifact(self, name: str) -> str:
        return (self.repository.checkout / name).read_text()


@pytest.fixture
def merge_request(repository, gitlab, releases, env):
    repository.branch("topic")
    repository.write("shop/new.proactive", message("new", r"`code` @octocat\n/close"))
    repository.commit()
    it = MergeRequest(repository, gitlab, releases, env)
    it.check_out()
    return it


def test_the_checks_pass_with_reports(merge_request):
    ran = merge_request.run("proactive")
    assert ran.code == 0, ran
    assert json.loads(merge_request.artifact("proactive-quality.json")) == []
    assert 'name="cart comes"' in merge_request.artifact("proactive-tests.xml")


def test_findings_fail_and_every_check_runs(merge_request):
    repository = merge_request.repository
    unused = '  segment unused when visitor.url contains "/x"\n'
    repository.write("shop/unused.proactive", unused)
    repository.write("shop/failing.proactive", message("failing").replace("for 1m", "for 10s"))
    repository.commit()
    merge_request.check_out()
    ran = merge_request.run("proactive")
    assert ran.code == 1, ran
    assert "warning[unused-declaration]" in ran.out
    assert "<failure" in merge_request.artifact("proactive-tests.xml")
    assert "+segment unused" in ran.out
    quality = json.loads(merge_request.artifact("proactive-quality.json"))
    assert [it["location"]["path"] for it in quality] == ["shop/unused.proactive"]

    ran = merge_request.run("proactive", **{"deny-warnings": False, "test": False, "fmt": False})
    assert ran.code == 0, ran
    assert "warning[unused-declaration]" in ran.out


def test_the_note_is_written_once_and_updated(merge_request):
    gitlab, repository = merge_request.gitlab, merge_request.repository
    ran = merge_request.changes()
    assert ran.code == 0, ran
    [note] = gitlab.notes
    assert note["body"].startswith("<!-- proactive diff ")
    assert "1 message added." in note["body"]
    assert "1 message added." in merge_request.artifact("proactive-changes.md")

    ran = merge_request.changes()
    assert "the note is up to date" in ran.out
    assert not [it for it in gitlab.requests if it.startswith("PUT")]

    repository.write("shop/new.proactive", message("new", "Another text"))
    repository.commit()
    merge_request.check_out()
    assert "updated the note 1000" in merge_request.changes().out
    assert "Another text" in note["body"]

    (repository.remote / "shop/new.proactive").unlink()
    repository.commit()
    merge_request.check_out()
    merge_request.changes()
    assert "Nothing changes for visitors." in note["body"]
    assert gitlab.notes == [note]


def test_notes_of_others_are_left_alone(merge_request):
    gitlab = merge_request.gitlab
    merge_request.changes()
    text = gitlab.notes.pop()["body"]
    for number in range(150):
        gitlab.note(1, f"note {number}")
    gitlab.note(1, text)
    gitlab.note(42, f"> {text}")
    before = [dict(it) for it in gitlab.notes]
    merge_request.changes()
    merge_request.changes()
    assert gitlab.notes[:-1] == before
    assert gitlab.notes[-1]["body"] == text


def test_without_a_token_the_log_has_the_changes(merge_request):
    del merge_request.env["PROACTIVE_TOKEN"]
    ran = merge_request.changes()
    assert ran.code == 0, ran
    assert "1 message added." in ran.out
    assert "no note: the variable PROACTIVE_TOKEN is not set" in ran.out
    assert merge_request.gitlab.requests == []


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        ((401, b'{"message": "401 Unauthorized"}'), "401: 401 Unauthorized. Does PROACTIVE_TOKEN"),
        ((403, b'{"error": "insufficient_scope"}'), "403: insufficient_scope. Does PROACTIVE"),
        ((500, b"<html>"), "500: no reason"),
    ],
)
def test_failures_of_the_api_are_explained(merge_request, failure, words):
    merge_request.gitlab.failure = failure
    ran = merge_request.changes()
    assert ran.code == 1, ran
    assert f"can't write the note: GitLab answered {words}" in ran.out
    assert merge_request.gitlab.token not in ran.out


def test_the_merged_result_is_compared_with_the_target(merge_request):
    repository = merge_request.repository
    repository.git("checkout", "--quiet", "main")
    repository.write("shop/other.proactive", message("other"))
    target = repository.commit()
    repository.git("merge", "--quiet", "--no-edit", "topic")
    merge_request.env["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] = target
    repository.check_out("refs/heads/main")
    ran = merge_request.changes()
    assert ran.code == 0, ran
    [note] = merge_request.gitlab.notes
    assert "1 message added." in note["body"]


def test_hostile_names_stay_data(merge_request):
    repository = merge_request.repository
    folder = "a $(touch x) `touch x` $CI_API_V4_URL"
    repository.git("mv", "shop", folder)
    repository.commit()
    merge_request.check_out()
    for name in ("proactive", "proactive changes"):
        ran = merge_request.run(name, path=folder)
        assert ran.code == 0, ran
    assert not list(repository.checkout.rglob("x"))
    assert len(merge_request.gitlab.notes) == 1


def test_a_note_contains_no_quick_action(merge_request):
    merge_request.changes()
    [note] = merge_request.gitlab.notes
    assert "/close" in note["body"]
    assert not [line for line in note["body"].splitlines() if line.lstrip().startswith("/")]


def test_two_workspaces_have_jobs_of_their_own():
    names = {"name": "shop two", "path": "two"}
    assert job("shop two", names)["variables"]["PROACTIVE_PATH"]["value"] == "two"
    assert job("shop two changes", names)["stage"] == "test"
