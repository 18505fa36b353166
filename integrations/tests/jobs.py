"""Runs what `action.yml` and the template of GitLab define, as a runner does."""

import dataclasses
import os
import pathlib
import re
import subprocess

import yaml

ROOT = pathlib.Path(__file__).parents[2]


@dataclasses.dataclass
class Ran:
    """A command that has run."""

    code: int
    out: str

    def __str__(self) -> str:
        return f"exit code {self.code}\n{self.out}"


def run(command: list, folder: pathlib.Path, env: dict) -> Ran:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return Ran(done.returncode, done.stdout.decode())


# --- GitHub

TOKENS = re.compile(r"\s*(?:(&&|\|\||==|!=|!|\(|\))|'([^']*)'|([a-z_][\w.-]*(?:\(\))?))", re.I)


def evaluate(expression: str, values: dict):
    """The value of an expression in `${{ }}`, as far as the Action uses them."""
    words, at = [], 0
    while at < len(expression.rstrip()):
        token = TOKENS.match(expression, at)
        assert token, f"unknown expression: {expression[at:]}"
        sign, text, name = token.groups()
        if sign:
            words.append({"&&": " and ", "||": " or ", "!": " not "}.get(sign, sign))
        elif text is not None:
            words.append(repr(text))
        else:
            words.append(repr(values[name]))
        at = token.end()
    return eval("".join(words).strip())


def fill(text: str, values: dict) -> str:
    return re.sub(r"\$\{\{(.*?)\}\}", lambda it: str(evaluate(it[1], values)), text)


class Action:
    """The composite Action, run step by step."""

    def __init__(self, temp: pathlib.Path, checkout: pathlib.Path, env: dict):
        self.definition = yaml.safe_load((ROOT / "action.yml").read_text())
        self.temp = temp
        self.checkout = checkout
        self.env = env
        self.summary = temp / "summary.md"
        self.summary.touch()

    def run(self, inputs: dict, token: str = "") -> dict:
        """The steps that ran, with what they printed."""
        values = {"github.token": token, "cancelled()": False, "success()": True}
        values |= {"runner.temp": str(self.temp), "runner.os": "Linux", "runner.arch": "X64"}
        unknown = inputs.keys() - self.definition["inputs"].keys()
        assert not unknown, f"unknown inputs: {unknown}"
        for name, definition in self.definition["inputs"].items():
            given = inputs.get(name, definition["default"])
            values[f"inputs.{name}"] = fill(str(given), values)
        path = self.temp / "path"
        path.touch()
        ran = {}
        for step in self.definition["runs"]["steps"]:
            condition = step.get("if", "${{ success() }}")
            wanted = evaluate(condition.removeprefix("${{").removesuffix("}}"), values)
            if "uses" in step or not wanted:
                continue
            assert step["shell"] == "bash"
            assert "${{" not in step["run"], "a command contains an expression"
            folders = [*reversed(path.read_text().splitlines()), self.env["PATH"]]
            env = self.env | {name: fill(value, values) for name, value in step.get("env", {}).items()}
            env |= {
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_PATH": str(path),
                "GITHUB_STEP_SUMMARY": str(self.summary),
                "RUNNER_TEMP": str(self.temp),
                "PATH": os.pathsep.join(folders),
            }
            script = self.temp / "step.sh"
            script.write_text(step["run"])
            shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", script]
            result = run(shell, self.checkout, env)
            ran[step["name"]] = result
            if result.code != 0:
                values["success()"] = False
            if "id" in step:
                outcome = "success" if result.code == 0 else "failure"
                values[f"steps.{step['id']}.outcome"] = outcome
        return ran


# --- GitLab


def template(inputs: dict) -> dict:
    """The jobs of the template with these inputs."""
    text = (ROOT / "templates/proactive.yml").read_text()
    head, body = text.split("\n---\n")
    defined = yaml.safe_load(head)["spec"]["inputs"]
    unknown = inputs.keys() - defined.keys()
    assert not unknown, f"unknown inputs: {unknown}"

    def value(found: re.Match) -> str:
        name = found[1]
        given = inputs.get(name, defined[name]["default"])
        return str(given).lower() if isinstance(given, bool) else str(given)

    return yaml.safe_load(re.sub(r"\$\[\[ inputs\.([a-z-]+) \]\]", value, body))


def merged(below: dict, above: dict) -> dict:
    """What `extends` makes of two jobs."""
    result = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = merged(result[key], value) if both else value
    return result


def job(name: str, inputs: dict) -> dict:
    """A job of the template, with what it extends."""
    jobs = template(inputs)
    return merged(jobs[jobs[name]["extends"]], jobs[name])


def run_job(definition: dict, checkout: pathlib.Path, env: dict) -> Ran:
    """Runs the commands of a job of GitLab in one shell, as its runner does."""
    env = env | {"CI_PROJECT_DIR": str(checkout)}
    for name, value in definition["variables"].items():
        if isinstance(value, dict):
            env[name] = value["value"]
        else:
            env[name] = re.sub(r"\$(\w+)", lambda it: env.get(it[1], ""), value)
    commands = [*definition["before_script"], *definition["script"]]
    return run(["bash", "-eo", "pipefail", "-c", "\n".join(commands)], checkout, env)
