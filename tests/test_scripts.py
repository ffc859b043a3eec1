"""The scripts a person starts with, run in a copy of their folder with a stand-in for every command."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = sorted(path for path in (ROOT / "scripts").iterdir() if path.is_file() and path.suffix != ".py")
BASH = [path for path in [*SCRIPTS, ROOT / ".ci" / "run"] if "bash" in path.read_text().partition("\n")[0]]
REQUIREMENTS = ["requirements.txt", "tests/requirements.txt"]

REAL_COMMANDS = "bash cat cp dirname env flock grep mkdir rm sha256sum tail touch".split()

# Answers as Python, and makes a .venv whose programs are stand-ins too. `broken` names what shall fail.
PYTHON = """#!/usr/bin/env bash
echo "python $*" >>"$CALLS"
case "$*" in
    *ensurepip*) [[ "$BROKEN" != *venv-module* ]] || { [[ -f "$CALLS.apt" ]] && exit; exit 1; } ;;
    *sys.exit*) echo "3.11 (stand-in)"; [[ "$BROKEN" != *old-python* ]] ;;
    *version_info*) echo python3.11-venv ;;
    *"-m venv"*)
        rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python
        for name in flask gunicorn ruff bandit mypy pytest; do
            cp "$(command -v program)" ".venv/bin/$name"
        done ;;
    *"-m pip"*)
        case "$BROKEN" in
            *network*) echo "NewConnectionError: Failed to establish a new connection"; exit 1 ;;
            *hashes*) echo "THESE PACKAGES DO NOT MATCH THE HASHES"; exit 1 ;;
        esac ;;
    *audit_packages) case "$BROKEN" in *hole*) exit 1 ;; *offline*) exit 3 ;; esac ;;
    *"playwright --version"*) [[ "$BROKEN" != *driver* || -f "$CALLS.apt" ]] ;;
    *playwright*) [[ "$BROKEN" != *playwright* ]] ;;
esac
"""
OTHERS = {
    "program": 'echo "${0##*/} $* on port $PORT" >>"$CALLS"; [[ "$BROKEN" != *"${0##*/}"* ]]',
    "id": "echo 1000",
    "sudo": '[[ "$BROKEN" != *sudo* ]] || exit 1; shift; "$@"',
    "apt-get": 'echo "apt-get $*" >>"$CALLS"; touch "$CALLS.apt"',
    "chromium": '[[ "$BROKEN" != *chromium* ]]',
    "redis-server": '[[ "$BROKEN" != *redis* || -f "$CALLS.apt" ]]',
}


class Machine:
    """A fresh machine: a copy of the scripts in a folder with spaces, and only stand-ins on PATH."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "a folder with spaces" / "project"
        shutil.copytree(ROOT / "scripts", self.project / "scripts")
        for name in REQUIREMENTS:
            (self.project / name).parent.mkdir(exist_ok=True)
            (self.project / name).write_text(f"# {name}\n")
        self.commands = folder / "commands"
        self.commands.mkdir()
        for name in REAL_COMMANDS:
            (self.commands / name).symlink_to(shutil.which(name) or name)
        for name, lines in OTHERS.items():
            self.put(name, f"#!/usr/bin/env bash\n{lines}\n")
        self.put("python3.11", PYTHON)
        self.calls = folder / "calls"

    def put(self, name: str, text: str) -> None:
        (self.commands / name).write_text(text)
        (self.commands / name).chmod(0o755)

    def run(self, script: str, broken: str = "", **environment: str) -> tuple[int, str, str]:
        """Exit status, everything printed, and the commands that were called."""
        self.calls.write_text("")
        settings = {"PATH": str(self.commands), "CALLS": str(self.calls), "BROKEN": broken} | environment
        command = [str(self.project / "scripts" / script)]
        done = subprocess.run(
            command, env=settings, cwd="/", capture_output=True, text=True, timeout=30, check=False
        )
        return done.returncode, done.stdout + done.stderr, self.calls.read_text()


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


@pytest.fixture
def port():
    """A port on which nothing answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


@pytest.mark.parametrize("path", BASH, ids=lambda path: path.name)
def test_bash_can_read_every_script(path):
    subprocess.run(["bash", "-n", str(path)], check=True)


def test_python_scripts_are_linted():
    python = {f"scripts/{path.name}" for path in SCRIPTS if "python" in path.read_text().partition("\n")[0]}
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert set(settings["tool"]["ruff"]["extend-include"]) == python


def test_scripts_that_the_readme_names_can_be_run():
    named = set(re.findall(r"scripts/\w+\b(?!\.)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {"scripts/serve", "scripts/test"} <= named
    assert [name for name in named if not os.access(ROOT / name, os.X_OK)] == []


def test_ci_runs_what_a_person_runs():
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        'exec "$(dirname -- "${BASH_SOURCE[0]}")/../scripts/test"'
    ]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_name_no_registry_and_pin_every_package(name):
    text = (ROOT / name).read_text()
    assert re.findall(r"^--.*|https?://.*", text, re.MULTILINE) == []
    packages = re.split(r"\n(?=\w)", text)
    assert [package for package in packages if "==" in package and "--hash=sha256:" not in package] == []


def test_first_serve_sets_up_publishes_the_demo_lists_and_serves(machine, port):
    status, said, called = machine.run("serve", PORT=port)
    assert status == 0
    assert f"http://127.0.0.1:{port}" in said
    steps = [
        "-m venv",
        "--require-hashes --requirement requirements.txt",
        "flask lists publish",
        "gunicorn --config python:lookup.web.serving app:app",
    ]
    assert [called.find(step) for step in steps] == sorted(called.find(step) for step in steps)
    assert all(step in called for step in steps)
    assert f"app:app on port {port}" in called


def test_second_serve_builds_nothing_and_leaves_published_lists_alone(machine, port):
    machine.run("serve", PORT=port)
    release = machine.project / "instance" / "releases" / "CURRENT"
    release.parent.mkdir(parents=True)
    release.write_text("1")
    called = machine.run("serve", PORT=port)[2]
    assert "-m venv" not in called
    assert "-m pip" not in called
    assert "lists publish" not in called
    assert "gunicorn" in called


def test_who_holds_no_list_gets_no_demo_lists(machine, port):
    status, _, called = machine.run("serve", PORT=port, FLASK_WITHOUT_LISTS="1")
    assert (status, "lists publish" in called, "gunicorn" in called) == (0, False, True)


def test_an_interrupted_set_up_is_built_anew(machine, port):
    assert machine.run("serve", broken="network", PORT=port)[0] == 1
    called = machine.run("serve", PORT=port)[2]
    assert "-m venv --clear" in called
    assert "-m venv" not in machine.run("serve", PORT=port)[2]


def test_other_pins_and_a_moved_folder_are_built_anew(machine, port):
    machine.run("serve", PORT=port)
    (machine.project / "requirements.txt").write_text("# others\n")
    assert "-m venv" in machine.run("serve", PORT=port)[2]
    machine.project = machine.project.rename(machine.project.with_name("moved"))
    assert "-m venv" in machine.run("serve", PORT=port)[2]


def test_test_runs_every_check_in_order(machine):
    status, _, called = machine.run("test")
    assert status == 0
    steps = ["ruff check", "bandit", "python scripts/audit_packages", "ruff format", "mypy", "pytest"]
    assert re.findall(rf"^({'|'.join(steps)})", called, re.MULTILINE) == steps
    assert "--requirement tests/requirements.txt" in called


def test_packages_that_nobody_could_check_are_said_last(machine):
    status, said, called = machine.run("test", broken="offline")
    assert status == 0
    assert "pytest" in called
    assert "the packages were NOT CHECKED for known holes" in said.splitlines()[-1]


def test_missing_venv_module_is_installed_where_that_needs_no_password(machine, port):
    status, _, called = machine.run("serve", broken="venv-module", PORT=port)
    assert status == 0
    assert "python3.11-venv" in called.partition("-m venv")[0]


def test_a_taken_port_is_said(machine):
    with socket.create_server(("127.0.0.1", 0)) as server:
        status, said, _ = machine.run("serve", PORT=str(server.getsockname()[1]))
    assert status == 1
    assert "choose another port: PORT=8001 scripts/serve" in said


FAILURES = [
    # script, what is broken, the two things said: what is wrong, and what to do
    ("serve", "old-python", "no Python 3.11 or newer", "apt-get install python3 python3-venv"),
    (
        "serve",
        "venv-module sudo",
        "cannot make virtual environments",
        "run: sudo apt-get install python3.11-venv",
    ),
    ("serve", "network", "pip cannot reach the package registry", "check the network"),
    ("serve", "hashes", "not the one that requirements.txt pins", "do not install it by hand"),
    ("serve", "flask", "demo lists could not be published", "run this again"),
    ("test", "driver sudo", "does not start", "run: sudo apt-get install libatomic1"),
    ("test", "chromium sudo playwright", "tests need Chromium", "run: sudo apt-get install chromium"),
    ("test", "redis sudo", "tests of the limits need redis-server", "run: sudo apt-get install redis-server"),
    ("test", "ruff", '"lint" found something', ".venv/bin/ruff check --fix"),
    ("test", "bandit", '"lint" found something', "mend each line named"),
    ("test", "hole", '"packages" found a package with a known hole', "scripts/pin --upgrade"),
    ("test", "mypy", '"types" found something', "mend each line named"),
    ("test", "pytest", '"tests" found something', ".venv/bin/pytest tests/"),
]


@pytest.mark.parametrize(("script", "broken", "wrong", "todo"), FAILURES)
def test_a_failed_step_says_what_is_wrong_and_what_to_do(machine, port, script, broken, wrong, todo):
    status, said, _ = machine.run(script, broken=broken, PORT=port)
    assert status == 1
    assert f"scripts/{script} stopped: " in said
    assert wrong in said
    assert "What to do: " in said
    assert todo in said


@pytest.mark.parametrize("port", ["80a", "0", "70000", "8000 "])
def test_what_is_no_port_is_said(machine, port):
    status, said, _ = machine.run("serve", PORT=port)
    assert status == 1
    assert f'PORT is "{port}", which is not a port' in said


def test_what_playwright_lacks_is_installed(machine):
    status, said, called = machine.run("test", broken="driver")
    assert status == 0
    assert "installing libatomic1" in said
    assert "apt-get install" in called


def test_a_missing_redis_is_installed(machine):
    status, said, called = machine.run("test", broken="redis")
    assert status == 0
    assert "installing redis-server" in said
    assert "apt-get install -qq --no-install-recommends" in called


def test_a_chromium_that_does_not_start_is_said(machine):
    status, said, _ = machine.run("test", CHROMIUM="/nowhere/chromium")
    assert status == 1
    assert "CHROMIUM is set to /nowhere/chromium, which does not start" in said
