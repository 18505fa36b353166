"""The hooks, run by pre-commit in commits. Only wheels on this machine are installed.

`PACKAGES` is a folder with the wheel of the command, `WHEELS` one with what builds the package of the
hooks.
"""

import os
import pathlib
import shutil
import subprocess

import pytest
from conftest import ACCOUNT, TOOLS, VERSION, message
from jobs import ROOT, run

CONFIG = """\
repos:
  - repo: {repository}
    rev: v{version}
    hooks:
      - id: proactive-fmt
      - id: proactive-check
      - id: proactive-test
"""


@pytest.fixture(scope="module")
def hooks(tmp_path_factory) -> pathlib.Path:
    """A repository with all files of the project, as users name it."""
    folder = tmp_path_factory.mktemp("hooks")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.check_output(listed, cwd=ROOT).decode().split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    git = ["git", "-c", "user.name=Test", "-c", "user.email=test@acme.example"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"], ["tag", f"v{VERSION}"]):
        subprocess.check_call([*git, *command], cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> pathlib.Path:
    """Where pre-commit keeps the environments of hooks."""
    return tmp_path_factory.mktemp("installed")


class Commits:
    """A repository in which pre-commit is installed."""

    def __init__(self, folder: pathlib.Path, env: dict):
        self.folder = folder
        self.env = env

    def write(self, path: str, text: str):
        (self.folder / path).parent.mkdir(exist_ok=True)
        (self.folder / path).write_text(text)

    def run(self, *words):
        return run(words, self.folder, self.env)

    def commit(self):
        self.run("git", "add", "--all")
        return self.run("git", "commit", "--message=change")


@pytest.fixture
def commits(tmp_path, env, hooks, installed) -> Commits:
    env = env | {
        "PATH": TOOLS["PATH"],
        "PRE_COMMIT_HOME": str(installed),
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": f"{os.environ['PACKAGES']} {os.environ['WHEELS']}",
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
    }
    it = Commits(tmp_path / "shop", env)
    it.write(".pre-commit-config.yaml", CONFIG.format(repository=hooks.as_uri(), version=VERSION))
    it.write("messages/proactive.toml", 'name = "Acme"\n')
    it.write("messages/account.proactive", ACCOUNT)
    it.write("messages/cart.proactive", message("cart"))
    assert it.run("git", "init", "--quiet").code == 0
    assert it.run("pre-commit", "install").code == 0
    return it


def test_a_commit_is_formatted_checked_and_tested(commits):
    ran = commits.commit()
    assert ran.code == 0, ran
    lines = [line.replace(".", "") for line in ran.out.splitlines() if "proactive " in line]
    assert lines == ["proactive fmtPassed", "proactive checkPassed", "proactive testPassed"]

    # A file that is not formatted is, and can be committed then.
    commits.write("messages/new.proactive", "  " + message("new"))
    ran = commits.commit()
    assert ran.code == 1, ran
    assert "files were modified by this hook" in ran.out
    assert (commits.folder / "messages/new.proactive").read_text() == message("new")
    assert commits.commit().code == 0

    # Hooks see only what they are about.
    commits.write("notes.txt", "notes\n")
    ran = commits.commit()
    assert ran.code == 0, ran
    assert ran.out.count("(no files to check)Skipped") == 3


def test_an_error_is_refused(commits):
    commits.write("messages/new.proactive", message("new").replace("channel web", "channel wbe"))
    ran = commits.commit()
    assert ran.code == 1, ran
    assert "error[unresolved-name]" in ran.out
    assert "messages/new.proactive:4" in ran.out


def test_a_failing_test_is_refused(commits):
    commits.write("messages/new.proactive", message("new").replace("for 1m", "for 10s"))
    ran = commits.commit()
    assert ran.code == 1, ran
    assert "error[test-failed]" in ran.out


def test_a_changed_manifest_is_checked(commits):
    assert commits.commit().code == 0
    commits.write("messages/proactive.toml", 'naem = "Acme"\n')
    ran = commits.commit()
    assert ran.code == 1, ran
    assert "error[manifest-error]" in ran.out
