"""What the tests share.

`PROACTIVE` names the binary, `GITHUB_SCHEMA` GitHub's GraphQL schema, `ACTIONLINT` the linter of
workflows.
"""

import json
import os
import pathlib
import platform
import shutil
import sys
import tomllib

import graphql
import pytest
from jobs import Action, Ran, run
from servers import GitHub, GitLab, Releases

ROOT = pathlib.Path(__file__).parents[2]
VERSION = tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]["package"]["version"]
PROACTIVE = pathlib.Path(os.environ["PROACTIVE"])
PROGRAM = f'#!/bin/sh\nexec "{PROACTIVE}" "$@"\n'
PLATFORM = f"{platform.machine()}-unknown-linux-gnu"

# With the programs of the requirements.
TOOLS = os.environ | {"PATH": f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"}

COMMENT = "Comment with what changes for visitors"

ACCOUNT = """\
brand acme "Acme"

channel web "acme.example" {
  brand acme
}
"""

MESSAGE = """\
message {name} "{title}" {{
  text "{text}"
  reply agent "A colleague is with you in a minute."
  channel web
  when visitor.url contains "/{name}"
  after 30s on page_view
  frequency once_per_visit
}}

test "{name} comes" {{
  visit "https://acme.example/{name}" for 1m
  expect {name} after 30s
}}
"""


def message(name: str, text: str = "Hello!", title: str = "Help") -> str:
    return MESSAGE.format(name=name, text=text, title=title)


@pytest.fixture
def env(tmp_path: pathlib.Path) -> dict:
    """An environment without anything from around, such as a real token or a real proxy."""
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\nname = Test\nemail = test@acme.example\n")
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C", "TMPDIR": str(tmp_path)}


class Repository:
    """A repository with a workspace in `shop`, its remote, and the checkout of a job."""

    def __init__(self, folder: pathlib.Path, env: dict):
        self.env = env
        self.remote = folder / "remote"
        self.checkout = folder / "checkout"
        self.remote.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "uploadpack.allowAnySHA1InWant", "true")
        self.write("shop/proactive.toml", 'name = "Acme"\n')
        self.write("shop/account.proactive", ACCOUNT)
        self.write("shop/cart.proactive", message("cart"))
        self.commit()

    def git(self, *arguments, folder: pathlib.Path | None = None) -> str:
        ran = run(["git", *arguments], folder or self.remote, self.env)
        assert ran.code == 0, ran
        return ran.out.strip()

    def write(self, path: str, text: str):
        file = self.remote / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=change")
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str):
        self.git("checkout", "--quiet", "-B", name, "main")

    def check_out(self, revision: str, depth: int | None = 1):
        """A clone with only the last commits, as jobs have it."""
        if self.checkout.exists():
            shutil.rmtree(self.checkout)
        self.git("init", "--quiet", self.checkout)
        self.git("remote", "add", "origin", self.remote.as_uri(), folder=self.checkout)
        depth = [f"--depth={depth}"] if depth else []
        self.git("fetch", "--quiet", *depth, "origin", revision, folder=self.checkout)
        self.git("checkout", "--quiet", "FETCH_HEAD", folder=self.checkout)


@pytest.fixture
def repository(tmp_path: pathlib.Path, env: dict) -> Repository:
    return Repository(tmp_path, env)


@pytest.fixture(scope="session")
def releases():
    # In place of the binary, which is large with its debugging information.
    with Releases(VERSION, PLATFORM, PROGRAM.encode()).running() as server:
        yield server


@pytest.fixture(scope="session")
def schema() -> graphql.GraphQLSchema:
    text = pathlib.Path(os.environ["GITHUB_SCHEMA"]).read_text()
    # GitHub deprecates fields before their interfaces do, which the library calls invalid.
    return graphql.build_schema(text, assume_valid=True, assume_valid_sdl=True)


@pytest.fixture
def github(schema):
    with GitHub(schema).running() as server:
        yield server


@pytest.fixture
def gitlab():
    with GitLab().running() as server:
        yield server


class PullRequest:
    """A pull request and its runs of the Action."""

    def __init__(self, temp, repository, github, releases, env):
        self.temp = temp
        self.repository = repository
        self.github = github
        self.releases = releases
        self.env = env | {"GITHUB_GRAPHQL_URL": f"{github.address}/graphql"}
        self.branch = "topic"
        self.fork = False
        self.actor = "octocat"

    def event(self) -> dict:
        git = self.repository.git
        number = {"number": 7, "title": "$(touch x) `touch x` ${{ github.token }}"}
        base = {"sha": git("rev-parse", "main"), "repo": {"full_name": "acme/shop"}}
        owner = "someone" if self.fork else "acme"
        head = {"sha": git("rev-parse", self.branch), "ref": self.branch}
        head |= {"repo": {"full_name": f"{owner}/shop"}}
        return {"pull_request": number | {"base": base, "head": head}}

    def check_out(self, depth: int | None = 1):
        """The merge of the pull request into its base, as GitHub makes it."""
        self.repository.git("checkout", "--quiet", "--detach", "main")
        self.repository.git("merge", "--quiet", "--no-ff", "--no-edit", self.branch)
        self.repository.git("update-ref", "refs/pull/7/merge", "HEAD")
        self.repository.check_out("refs/pull/7/merge", depth)

    def run(self, token: str | None = None, **inputs) -> dict:
        """The steps of the Action."""
        temp = self.temp / f"run{len(list(self.temp.glob('run*')))}"
        temp.mkdir()
        event = temp / "event.json"
        event.write_text(json.dumps(self.event()))
        env = self.env | {
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REPOSITORY": "acme/shop",
            "GITHUB_ACTOR": self.actor,
            "GITHUB_HEAD_REF": self.branch,
        }
        action = Action(temp, self.repository.checkout, env)
        self.action = action
        inputs = {"path": "shop", "releases": f"{self.releases.address}/download"} | inputs
        inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
        return action.run(inputs, self.github.token if token is None else token)

    def comment(self, **given) -> Ran:
        """The step that comments, without those that only take time before it."""
        return self.run(test="false", fmt="false", **given)[COMMENT]

    def summary(self) -> str:
        return self.action.summary.read_text()


@pytest.fixture
def pull_request(tmp_path, repository, github, releases, env) -> PullRequest:
    return PullRequest(tmp_path, repository, github, releases, env)
