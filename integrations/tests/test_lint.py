"""What linters and schemas of others say. `ACTIONLINT` names the linter of workflows."""

import importlib.resources
import json
import os
import pathlib
import re
import tomllib

import pytest
import yaml
from conftest import PROACTIVE, TOOLS, VERSION
from jobs import ROOT, Ran, run, template

DOCS = sorted((ROOT / "docs").rglob("*.md"))


def schema(name: str) -> pathlib.Path:
    package = importlib.resources.files("check_jsonschema.builtin_schemas")
    return package / "vendor" / f"{name}.json"


def validate(name: str, file: pathlib.Path) -> Ran:
    command = ["check-jsonschema", "--schemafile", schema(name)]
    if name == "gitlab-ci":
        command += ["--data-transform", "gitlab-ci"]
    return run([*command, file], file.parent, TOOLS)


def actionlint(file: pathlib.Path) -> Ran:
    return run([os.environ["ACTIONLINT"], file.name], file.parent, TOOLS)


def shellcheck(script: str, shell: str, tmp_path: pathlib.Path) -> Ran:
    file = tmp_path / "script"
    file.write_text(script)
    return run(["shellcheck", f"--shell={shell}", file], tmp_path, TOOLS)


@pytest.fixture
def started(tmp_path, env) -> pathlib.Path:
    """A repository with the checks of `init`, of a workspace in a folder with a difficult name."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").touch()
    for service in ("github", "gitlab"):
        command = [PROACTIVE, "init", "shops/a: \"b\" 'c' # d", "--ci", service]
        ran = run(command, tmp_path, env)
        assert ran.code == 0, ran
    return tmp_path


def examples(first_line: str) -> list:
    """The blocks of the documentation that begin with this line."""
    found = []
    for page in DOCS:
        blocks = re.findall(r"^```yaml\n(.*?)^```$", page.read_text(), re.S | re.M)
        found += [block for block in blocks if block.startswith(first_line)]
    assert found, f"no example begins with {first_line}"
    return found


def test_scripts_are_clean():
    scripts = sorted((ROOT / "integrations").glob("*.sh"))
    assert len(scripts) == 4
    ran = run(["shellcheck", "--shell=sh", *scripts], ROOT, TOOLS)
    assert ran.code == 0, ran
    for script in scripts:
        for shell in (["sh", "-n"], ["bash", "-n"]):
            assert run([*shell, script], ROOT, TOOLS).code == 0


def test_commands_of_the_action_are_clean(tmp_path):
    steps = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    commands = [step["run"] for step in steps if "run" in step]
    assert len(commands) == 5
    for command in commands:
        ran = shellcheck(command, "bash", tmp_path)
        assert ran.code == 0, ran


def test_commands_of_the_template_are_clean(tmp_path):
    jobs = template({})
    base = jobs.pop(".proactive")
    assert len(jobs) == 2
    for job in jobs.values():
        script = "\n".join([*base["before_script"], *job["script"]])
        # Words of these variables are separate on purpose.
        ran = shellcheck(f"# shellcheck disable=SC2086\n{script}", "sh", tmp_path)
        assert ran.code == 0, ran


def test_the_action_is_valid():
    ran = validate("github-actions", ROOT / "action.yml")
    assert ran.code == 0, ran


def test_the_action_is_secure(tmp_path):
    command = ["zizmor", "--offline", "--no-progress", "--persona", "pedantic"]
    ran = run([*command, "action.yml"], ROOT, TOOLS)
    assert ran.code == 0, ran
    text = (ROOT / "action.yml").read_text()
    damaged = text.replace('-- "$PROACTIVE_PATH"', '-- "${{ inputs.path }}"')
    (tmp_path / "action.yml").write_text(damaged)
    ran = run([*command, "action.yml"], tmp_path, TOOLS)
    assert "error[template-injection]" in ran.out, ran


def test_the_template_is_valid(tmp_path):
    file = tmp_path / "jobs.yml"
    file.write_text(yaml.safe_dump(template({"name": "shop", "deny-warnings": False})))
    ran = validate("gitlab-ci", file)
    assert ran.code == 0, ran
    file.write_text((ROOT / "templates/proactive.yml").read_text().split("\n---\n")[0])
    ran = validate("gitlab-ci", file)
    assert ran.code == 0, ran


def test_workflows_are_valid(started):
    folder = started / ".github/workflows"
    for number, text in enumerate(examples("# .github/workflows/")):
        (folder / f"example{number}.yml").write_text(text)
    for file in folder.iterdir():
        for ran in (actionlint(file), validate("github-workflows", file)):
            assert ran.code == 0, f"{file.read_text()}\n{ran}"


def test_workflows_use_inputs_that_exist(started):
    inputs = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    texts = [(started / ".github/workflows/proactive.yml").read_text()]
    texts += examples("# .github/workflows/")
    used = 0
    for text in texts:
        for job in yaml.safe_load(text)["jobs"].values():
            for step in job["steps"]:
                if step.get("uses", "").startswith("./"):
                    used += 1
                    assert step.get("with", {}).keys() <= inputs.keys()
    assert used >= len(texts)


def test_pipelines_are_valid(started, tmp_path):
    inputs = yaml.safe_load((ROOT / "templates/proactive.yml").read_text().split("\n---\n")[0])
    texts = [(started / ".gitlab-ci.yml").read_text(), *examples("# .gitlab-ci.yml")]
    for number, text in enumerate(texts):
        file = tmp_path / f"pipeline{number}.yml"
        file.write_text(text)
        ran = validate("gitlab-ci", file)
        assert ran.code == 0, f"{text}\n{ran}"
        for include in yaml.safe_load(text)["include"]:
            assert include.get("inputs", {}).keys() <= inputs["spec"]["inputs"].keys()


def test_the_folder_of_a_workspace_survives(started):
    folder = "shops/a: \"b\" 'c' # d"
    workflow = yaml.safe_load((started / ".github/workflows/proactive.yml").read_text())
    assert workflow["jobs"]["messages"]["steps"][-1]["with"]["path"] == folder
    pipeline = yaml.safe_load((started / ".gitlab-ci.yml").read_text())
    assert pipeline["include"][0]["inputs"]["path"] == folder


def test_hooks_are_valid(tmp_path):
    command = ["pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"]
    assert run(command, ROOT, TOOLS).code == 0
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    for text in examples("# .pre-commit-config.yaml"):
        file = tmp_path / ".pre-commit-config.yaml"
        file.write_text(text)
        ran = run(["pre-commit", "validate-config", file], ROOT, TOOLS)
        assert ran.code == 0, ran
        [repository] = yaml.safe_load(text)["repos"]
        assert {hook["id"] for hook in repository["hooks"]} <= hooks


def test_linters_notice_mistakes(started, tmp_path):
    workflow = started / ".github/workflows/proactive.yml"
    workflow.write_text(workflow.read_text().replace("runs-on: ubuntu-latest", "runs-on: []"))
    assert validate("github-workflows", workflow).code == 1
    text = workflow.read_text() + "      - run: echo ${{ github.head_ref }}\n"
    workflow.write_text(text)
    ran = actionlint(workflow)
    assert ran.code == 1, ran
    assert "potentially untrusted" in ran.out
    jobs = tmp_path / "jobs.yml"
    jobs.write_text("job:\n  script: [a]\n  artefacts: 1\n")
    assert validate("gitlab-ci", jobs).code == 1
    assert shellcheck("rm -rf $1", "sh", tmp_path).code == 1


def test_the_version_is_that_of_the_project(env):
    package = tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]["package"]
    assert package["version"] == VERSION
    action = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
    header = yaml.safe_load((ROOT / "templates/proactive.yml").read_text().split("\n---\n")[0])
    for inputs in (action, header["spec"]["inputs"]):
        assert inputs["version"]["default"] == VERSION
        assert inputs["releases"]["default"] == f"{package['homepage']}/releases/download"
    hooks = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert hooks["version"] == VERSION
    assert hooks["dependencies"] == [f"proactive-lang=={VERSION}"]
    documented = json.dumps(examples("# .pre-commit-config.yaml"))
    assert re.findall(r"rev: v([\d.]+)", documented) == [VERSION]
    assert re.findall(r"--branch v([\d.]+)", json.dumps(examples("# .github/"))) != []
