"""What others call us by: pre-commit's hooks, the GitHub action, the GitLab job of the READMEs."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema  # type: ignore[import-untyped]

from tests.conftest import ROOT, put, written
from tests.test_readme import README, blocks

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step}
GOOD, BAD = "resume: Parler.", "titer: Café citoyen"


@pytest.fixture
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A search path where `loosfiches` is the one under test."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / "loosfiches"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m loosfiches "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def shell(line: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line as a runner's bash does."""
    own = {name: value for name, value in os.environ.items() if name not in {"GITHUB_ACTIONS", "GITLAB_CI"}}
    bash = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", line]
    return subprocess.run(bash, cwd=folder, env=own | environment, capture_output=True, text=True, check=False)


def valid(value: Any, schema: str) -> None:
    """Raise unless `value` fits the schema that SchemaStore publishes."""
    jsonschema.Draft7Validator(get_builtin_schema(schema)).validate(json.loads(json.dumps(value, default=str)))


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_passes_good_sheets_and_stops_at_bad_ones(hook: str, tmp_path: Path, path: str) -> None:
    good, bad = written(tmp_path / "good", GOOD).root, written(tmp_path / "bad", BAD).root
    assert shell(HOOKS[hook]["entry"], good, PATH=path).returncode == 0
    failed = shell(HOOKS[hook]["entry"], bad, PATH=path)
    assert failed.returncode == 1
    assert "A-07-cafe-citoyen.yaml:" in failed.stdout
    assert "LF112" in failed.stdout


def test_the_fixing_hook_mends_what_is_sure(tmp_path: Path, path: str) -> None:
    """pre-commit itself stops the commit when a file changed."""
    project = written(tmp_path, "duree: 1h30")
    assert shell(HOOKS["loosfiches-fix"]["entry"], project.root, PATH=path).returncode == 0
    sheet = project.fiches / "dispositifs/A-07-cafe-citoyen.yaml"
    assert "duree: 1 h 30" in sheet.read_text(encoding="utf-8")


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_called_for_sheets_and_names_the_classeur_too(hook: str) -> None:
    files = re.compile(HOOKS[hook]["files"])
    assert files.search("fiches/dispositifs/A-01-fifty-fifty.yaml")
    assert files.search("fiches/classeur.yaml")
    assert not files.search("docs/fiches/a.yaml")
    assert HOOKS[hook]["language"] == "python"


def hooked(folder: Path, hook: Mapping[str, Any], path: str) -> None:
    """Have git in a repository at `folder` call a hook: through pre-commit where there is one, else as it would."""
    assert shell("git init -q && git config user.email a@b.c && git config user.name a", folder).returncode == 0
    own = {**hook, "language": "system"}
    config = {"repos": [{"repo": "local", "hooks": [own]}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    assert shell("git add --all && git commit -qm 1", folder).returncode == 0
    if shutil.which("pre-commit", path=path):
        assert shell("pre-commit install", folder, PATH=path).returncode == 0
        return
    # What pre-commit does with these two settings: `files` no longer counts, and no name is given.
    assert (hook["always_run"], hook["pass_filenames"]) == (True, False)
    script = folder / ".git/hooks/pre-commit"
    script.write_text(f"#!/bin/sh\nexec {hook['entry']}\n", encoding="utf-8")
    script.chmod(0o755)


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("git rm -q fiches/dispositifs/A-08-marche.yaml", "LF301"),
        ("git mv fiches/images/marche.svg fiches/images/rue.svg", "LF310"),
        ("git mv fiches/dispositifs/A-08-marche.yaml A-08-marche.yaml", "LF301"),
        ("git rm -q fiches/classeur.yaml", "classeur"),
    ],
)
def test_a_commit_that_takes_something_away_is_checked(
    hook: str, change: str, code: str, tmp_path: Path, path: str
) -> None:
    linked = "liens:\n  voir_aussi:\n    - A-08"
    shown = (
        "illustrations:\n  - fichier: images/marche.svg\n    description: Des gens marchent.\n    legende: La marche."
    )
    sheets = f"# fiches/dispositifs/A-07-cafe.yaml\ncode: A-07\n{linked}\n{shown}\n"
    project = written(tmp_path, f"{sheets}# fiches/dispositifs/A-08-marche.yaml\ncode: A-08\n")
    put(tmp_path, "fiches/images/marche.svg", next((ROOT / "fiches/images").glob("*.svg")).read_bytes())
    hooked(project.root, HOOKS[hook], path)
    refused = shell(f"{change} && git commit -qm 2", project.root, PATH=path)
    assert refused.returncode == 1
    assert code in refused.stdout + refused.stderr


def test_a_part_of_the_files_that_git_checked_out_is_told_as_such(tmp_path: Path, path: str) -> None:
    linked = "# fiches/dispositifs/A-07-cafe.yaml\ncode: A-07\nliens:\n  voir_aussi:\n    - R-01\n"
    project = written(tmp_path, f"{linked}# fiches/recits/R-01-banc.yaml\ntitre: Le banc\n")
    git = "git init -q && git config user.email a@b.c && git config user.name a && git add --all && git commit -qm 1"
    assert shell(git, project.root).returncode == 0
    assert shell("git sparse-checkout set fiches/dispositifs", project.root).returncode == 0
    told = shell("loosfiches validate", project.root, PATH=path)
    assert "LF301" in told.stdout
    assert "sparse-checkout disable" in told.stderr
    (project.fiches / "dispositifs/A-07-cafe.yaml").unlink()
    assert "sparse-checkout" not in shell("loosfiches validate", project.root, PATH=path).stderr


def test_the_action_is_one() -> None:
    valid(ACTION, "vendor.github-actions")


def test_no_input_of_the_action_is_pasted_into_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
    for name in re.findall(r"inputs\.(\w+)", (ROOT / "action.yml").read_text(encoding="utf-8")):
        assert name in ACTION["inputs"]


def step(
    name: str, folder: Path, program: str, strange: str = "false", **inputs: str
) -> subprocess.CompletedProcess[str]:
    """Run one step of the action as GitHub would, in a repository at `folder`, `program` being what was installed."""
    given = {key: str(value["default"]) for key, value in ACTION["inputs"].items()} | inputs
    installed = folder / "runner/loosfiches/bin/loosfiches"
    installed.parent.mkdir(parents=True, exist_ok=True)
    installed.write_text(f'#!/bin/sh\n{program} "$@"\n', encoding="utf-8")
    installed.chmod(0o755)
    environment = {
        name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: given[match[1]], value)
        for name, value in STEPS[name].get("env", {}).items()
    } | {"STRANGE": strange}
    usual = {"GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": str(ROOT), "RUNNER_TEMP": str(folder / "runner")}
    return shell(STEPS[name]["run"], folder, **usual, **environment)


OURS = f'exec "{sys.executable}" -m loosfiches'


def test_the_action_annotates_what_is_wrong_and_fails(tmp_path: Path) -> None:
    written(tmp_path / "a town's", BAD)
    result = step("validate", tmp_path, OURS, path="a town's")
    assert result.returncode == 1
    assert "::error file=a town's/fiches/dispositifs/A-07-cafe-citoyen.yaml,line=" in result.stdout


def test_the_action_is_strict_when_asked(tmp_path: Path) -> None:
    written(tmp_path, "objectifs:\n  - Donner la parole.\n  -")
    assert step("validate", tmp_path, OURS).returncode == 0
    assert step("validate", tmp_path, OURS, strict="true").returncode == 1


def test_the_action_runs_nothing_that_an_input_says(tmp_path: Path) -> None:
    assert step("validate", tmp_path, OURS, path='"; touch stolen; "', strict="$(touch stolen)").returncode == 2
    assert not (tmp_path / "stolen").exists()


def test_the_action_makes_the_site_that_it_attaches(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fiches", tmp_path / "fiches")
    assert step("site", tmp_path, OURS).returncode == 0
    attached = [each["with"]["path"] for each in ACTION["runs"]["steps"] if each.get("uses") and "site" in each["if"]]
    assert [Path(str(place).replace("${{ runner.temp }}", str(tmp_path / "runner"))) for place in attached] == [
        tmp_path / "runner" / "site"
    ]
    assert (tmp_path / "runner" / "site" / "index.html").is_file()


def test_the_action_prints_where_it_attaches_from(tmp_path: Path) -> None:
    """The press itself is tested elsewhere; here a stand-in writes the arguments."""
    result = step("binder", tmp_path, r'printf "%s\n"', path="un dossier")
    pdf = f"{tmp_path}/runner/classeur/classeur.pdf"
    assert result.stdout.splitlines() == ["binder", "-C", "un dossier", "-o", pdf]
    attached = [str(each["with"]["path"]) for each in ACTION["runs"]["steps"] if each.get("uses")]
    assert pdf in [place.replace("${{ runner.temp }}", f"{tmp_path}/runner") for place in attached]


def jobs(name: str) -> Mapping[str, Any]:
    """The CI files that a README shows, by the comment on their first line."""
    shown = [block for block in blocks(README[name], "yaml") if block.startswith("# .")]
    return {block.partition("\n")[0].removeprefix("# "): yaml.safe_load(block) for block in shown}


@pytest.mark.parametrize("name", README)
def test_the_ci_files_shown_are_what_the_services_read(name: str) -> None:
    shown = jobs(name)
    assert list(shown) == [".pre-commit-config.yaml", ".github/workflows/fiches.yml", ".gitlab-ci.yml"]
    workflow = {"on" if key is True else key: value for key, value in shown[".github/workflows/fiches.yml"].items()}
    valid(workflow, "vendor.github-workflows")
    valid(shown[".gitlab-ci.yml"], "vendor.gitlab-ci")
    used = [each["with"] for each in workflow["jobs"]["fiches"]["steps"] if "with" in each]
    assert used
    assert set(used[0]) <= set(ACTION["inputs"])
    assert {hook["id"] for repo in shown[".pre-commit-config.yaml"]["repos"] for hook in repo["hooks"]} <= set(HOOKS)


@pytest.mark.parametrize("name", README)
def test_the_gitlab_job_shown_reports_and_fails(name: str, tmp_path: Path, path: str) -> None:
    written(tmp_path, BAD)
    job = jobs(name)[".gitlab-ci.yml"]["fiches"]
    lines = [line for line in job["script"] if line.startswith("loosfiches")]
    result = shell("\n".join(lines), tmp_path, PATH=path, GITLAB_CI="true")
    assert result.returncode == 1
    assert "LF112" in result.stdout
    report = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert "LF112" in {each["check_name"] for each in report}


@pytest.mark.parametrize("name", ["binder", "site"])
@pytest.mark.parametrize("strange", ["true", "", "false"])
def test_the_action_uses_no_template_of_a_fork(tmp_path: Path, name: str, strange: str) -> None:
    result = step(name, tmp_path, "echo", strange)
    assert ("--no-project-templates" in result.stdout.split()) == (strange != "false")


def test_the_action_knows_a_fork_whatever_event_starts_it() -> None:
    for name in ("binder", "site"):
        told = STEPS[name]["env"]["STRANGE"]
        for head in ("pull_request.head.repo", "workflow_run.head_repository"):
            assert f"github.event.{head}.full_name != github.repository" in told
        assert "github.event.issue.pull_request != null" in told
    composing = [
        name for name, each in STEPS.items() if re.search(r"loosfiches\" (binder|render|serve)\b", each["run"])
    ]
    assert composing == ["binder", "site"]
