"""Where checks run: pre-commit, GitHub Actions, GitLab, Azure Pipelines."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "ci.md").read_text("utf-8")

FLIP = "25% off for my friends, only till midnight, tap to order!!"
CLEAR = "Dinner was lovely, Mom! Next one's at ours."


def run(*command: str | Path, folder: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def git(folder: Path, *arguments: str) -> None:
    done = run("git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr


def snippet(heading: str) -> str:
    match = re.search(rf"^## {heading}$.*?```yaml\n(.*?)```", DOCUMENT, re.DOTALL | re.MULTILINE)
    assert match
    return match[1]


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a git remote of what this checkout would release: its files, committed or not."""
    folder = tmp_path_factory.mktemp("remote")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder=ROOT).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "release")
    git(folder, "tag", "v0.1.0")
    return folder


def test_the_hooks_work_in_the_real_pre_commit(remote: Path, tmp_path: Path) -> None:
    """It builds the hook's environment, which takes a minute: the slowest test there is."""
    config = yaml.safe_load(snippet("pre-commit"))
    config["repos"][0]["repo"] = str(remote)
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    for name, text in (("posts/a.md", CLEAR), ("drafts/b.md", FLIP), ("queue/a.csv", f'Text\n"{FLIP}"\n')):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{text}\n", "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    variables = {"PRE_COMMIT_HOME": str(tmp_path / ".cache"), "FLIPGUARD_CACHE_FOLDER": str(tmp_path / ".cache")}
    pre_commit = (sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never")
    first = run(*pre_commit, folder=tmp_path, **variables)
    assert re.search(r"^flipguard\.+Passed$", first.stdout, re.MULTILINE), first.stdout + first.stderr
    assert re.search(r"^flipguard \(queues\)\.+Failed$", first.stdout, re.MULTILINE), first.stdout
    assert "queue/a.csv:2:" in first.stdout
    (tmp_path / "posts" / "c.md").write_text(f"{FLIP}\n", "utf-8")
    git(tmp_path, "add", ".")
    second = run(*pre_commit, "flipguard", folder=tmp_path, **variables)
    assert "posts/c.md:1:1: flip sale" in second.stdout
    assert "drafts/b.md" not in second.stdout


def test_the_action_runs_as_the_runner_would_run_it(remote: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((remote / "action.yml").read_text("utf-8"))
    (tmp_path / "temp").mkdir()
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a, b.md").write_text(f"{FLIP}\n", "utf-8")
    (tmp_path / "c.md").write_text(f"{CLEAR}\n", "utf-8")
    variables = {
        "GITHUB_ACTION_PATH": str(remote),
        "GITHUB_OUTPUT": str(tmp_path / "temp" / "output"),
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "FLIPGUARD_CACHE_FOLDER": str(tmp_path / "temp" / "cache"),
    }
    install, check = action["runs"]["steps"]
    done = step(install, action, {}, tmp_path, variables)
    assert done.returncode == 0, done.stdout + done.stderr
    inputs = {"files": "posts/a, b.md\nc.md\n$(touch hacked)\n", "sarif": "log.sarif"}
    done = step(check, action, inputs, tmp_path, variables)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "::error title=flipguard%3A sale,file=posts/a%2C b.md,line=1" in done.stdout
    assert (tmp_path / "log.sarif").exists()
    assert not (tmp_path / "hacked").exists()
    assert (tmp_path / "temp" / "output").read_text() == "exit-code=2\n"
    assert step(check, action, {"files": "c.md"}, tmp_path, variables).returncode == 0
    assert step(check, action, {"files": "posts", "fail-on": "never"}, tmp_path, variables).returncode == 0


def step(
    one: Mapping[str, Any],
    action: Mapping[str, Any],
    inputs: Mapping[str, str],
    folder: Path,
    variables: Mapping[str, str],
) -> "subprocess.CompletedProcess[str]":
    """Run a step with its inputs filled in, with the very command line of the runner."""
    values = {name: inputs.get(name, fields.get("default", "")) for name, fields in action["inputs"].items()}

    def fill(value: str) -> str:
        return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: str(values[match[1]]), value)

    script = folder / "temp" / "step.sh"
    script.write_text(fill(one["run"]), "utf-8")
    environment = {name: fill(value) for name, value in one.get("env", {}).items()}
    return run(
        "bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script, folder=folder, **variables, **environment
    )


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("vendor.github-actions", (ROOT / "action.yml").read_text("utf-8")),
        ("vendor.github-workflows", snippet("GitHub Actions")),
        ("vendor.gitlab-ci", snippet("GitLab")),
        ("vendor.azure-pipelines", snippet("Azure Pipelines")),
    ],
)
def test_every_file_for_a_ci_server_is_as_its_schema_asks(schema: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "file.yml").write_text(text, "utf-8")
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, "file.yml", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hooks_manifest_is_one(tmp_path: Path) -> None:
    done = run(
        sys.executable, "-m", "pre_commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml", folder=tmp_path
    )
    assert done.returncode == 0, done.stdout
