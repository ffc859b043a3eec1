"""What stops the start, each in one line that says what to do, and what only warns."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import polib
import pytest

from lookup import content
from lookup.settings import Settings, SettingsError
from lookup.texts import DATA
from lookup.web import StartError, create_app
from tests.conftest import ROOT


@pytest.fixture
def instance(published: Path, tmp_path: Path) -> Path:
    """A copy of the published instance to damage."""
    return Path(shutil.copytree(published, tmp_path / "instance"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project with its own copy of the translations."""
    folder = tmp_path / "project"
    folder.mkdir()
    for part in ("app.py", "lookup", "templates", "static"):
        (folder / part).symlink_to(ROOT / part)
    shutil.copytree(ROOT / "translations", folder / "translations")
    return folder


def start(folder: Path = ROOT, **settings: str) -> tuple[int, str]:
    """Load the app as a server does; its exit status and what it says."""
    done = subprocess.run(
        [sys.executable, "-c", "import app"],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **settings},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


def release_of(instance: Path) -> Path:
    return instance / "releases" / (instance / "releases" / "CURRENT").read_text().strip()


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.chmod(0o600)
    path.write_bytes(change(path.read_bytes()))


def assert_stops(told: tuple[int, str], *words: str) -> None:
    """One clear line for whoever started it, and nothing else."""
    status, line = told
    assert status == 3
    assert line.startswith("Case Check cannot start: ")
    assert line.count("\n") == 1, line
    assert [word for word in words if word not in line] == []


def refusal() -> str:
    """Why the site does not start, without the time that a process of its own takes."""
    with pytest.raises(StartError) as told:
        create_app()
    assert "\n" not in str(told.value)
    return str(told.value)


CALL = (
    "case check: warning: call these numbers, and write the day into `checked` in lookup/data/incidents:"
    " cpcs (1-888-999-2881), gbls (617-371-1234), refunds (413-586-4800);"
    " nobody did in the last 180 days, and pages say so\n"
)


def test_a_whole_release_starts_and_says_only_that_nobody_has_called_the_numbers(instance) -> None:
    assert start(FLASK_INSTANCE=str(instance)) == (0, CALL)


@pytest.mark.parametrize(("days", "told"), [(0, ""), (180, ""), (181, CALL)])
def test_a_number_is_called_again_after_half_a_year(
    instance, tmp_path, monkeypatch, capfd, days, told
) -> None:
    checked = f'checked = "{date.today() - timedelta(days=days)}"'
    for part in ("topics", "questions", "answers"):
        shutil.copytree(DATA / part, tmp_path / part)
    (tmp_path / "incidents").mkdir()
    for path in (DATA / "incidents").glob("*.toml"):
        text = path.read_text("utf-8").replace('checked = ""', checked)
        (tmp_path / "incidents" / path.name).write_text(text, "utf-8")
    monkeypatch.setattr(content, "load", partial(content.load, folder=tmp_path))
    create_app({"INSTANCE": str(instance)})
    assert capfd.readouterr().err == told


def test_real_lists_without_an_operator_start_with_a_warning(instance) -> None:
    rewrite(
        release_of(instance) / "manifest.json",
        lambda data: json.dumps({**json.loads(data), "demo": False}).encode(),
    )
    assert start(FLASK_INSTANCE=str(instance)) == (
        0,
        f"case check: warning: FLASK_OPERATOR is not set, so no page says who runs this\n{CALL}",
    )
    assert start(FLASK_INSTANCE=str(instance), FLASK_OPERATOR="The Clinic") == (0, CALL)


def test_no_release(tmp_path) -> None:
    assert_stops(start(FLASK_INSTANCE=str(tmp_path / "new")), "flask lists publish MANIFEST")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a folder that is gone": shutil.rmtree,
    "cases gone": lambda release: (release / "cases.db").unlink(),
    "cases cut off": lambda release: rewrite(release / "cases.db", lambda data: data[: len(data) // 2]),
    "one letter of the cases": lambda release: rewrite(release / "cases.db", lambda data: data[:-1] + b"!"),
    "index gone": lambda release: shutil.rmtree(release / "index"),
    "index cut off": lambda release: rewrite(
        next((release / "index").glob("*.trm")), lambda data: data[:100]
    ),
    "no manifest": lambda release: (release / "manifest.json").unlink(),
    "an empty manifest": lambda release: rewrite(release / "manifest.json", lambda data: b""),
    "half a manifest": lambda release: rewrite(
        release / "manifest.json", lambda data: data[: len(data) // 2]
    ),
    "a manifest of nothing": lambda release: rewrite(release / "manifest.json", lambda data: b"null"),
    "a manifest of something else": lambda release: rewrite(release / "manifest.json", lambda data: b"[1]"),
    "a manifest without its files": lambda release: rewrite(
        release / "manifest.json", lambda data: json.dumps({**json.loads(data), "files": None}).encode()
    ),
    "a manifest of tomorrow": lambda release: rewrite(
        release / "manifest.json", lambda data: json.dumps({**json.loads(data), "format": 99}).encode()
    ),
    "an incident that nobody knows": lambda release: rewrite(
        release / "manifest.json", lambda data: data.replace(b'"farak"', b'"faraway"')
    ),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_release(instance, monkeypatch, damage) -> None:
    damage(release_of(instance))
    monkeypatch.setenv("FLASK_INSTANCE", str(instance))
    assert "publish" in refusal()


def test_a_damaged_release_stops_a_server_with_one_line(instance) -> None:
    DAMAGE["cases cut off"](release_of(instance))
    assert_stops(start(FLASK_INSTANCE=str(instance)), "publish")


@pytest.mark.parametrize("content", [b"../../etc\n", b"\xff\xfe", b"20200101T000000Z-0000\n"])
def test_a_current_release_that_is_none(instance, monkeypatch, content) -> None:
    (instance / "releases" / "CURRENT").write_bytes(content)
    monkeypatch.setenv("FLASK_INSTANCE", str(instance))
    assert "publish" in refusal()


def test_a_missing_translation(project, instance) -> None:
    path = project / "translations" / "es" / "LC_MESSAGES" / "messages.po"
    catalogue = polib.pofile(str(path))
    next(entry for entry in catalogue if entry.msgid == "Search").msgstr = ""
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    assert_stops(start(project, FLASK_INSTANCE=str(instance)), "'es'", "'Search'", "scripts/translate")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DISCLOSURE", "everything", "must be one of: second_fact, open"),
        ("DISCLOSURE", "", "must be one of"),
        ("DISCLOSURE", "true", "must be one of"),
        ("SECRET_KEY", "short", "shorter than 16 characters"),
        ("SECRET_KEY", "", "shorter than 16 characters"),
        ("SECRET_KEY", "123", "shorter than 16 characters"),
        ("INSTANCE", "/proc/none", "cannot be a folder"),
        ("INSTANCE", "/dev/null", "cannot be a folder"),
        ("TRUSTED_PROXIES", "2", "must be 1 where a proxy of yours stands before the site"),
        ("TRUSTED_PROXIES", "yes", "must be 1 where a proxy of yours stands before the site"),
        ("RATELIMIT_ENABLED", "sometimes", "must be 1 for yes or 0 for no"),
        ("RATELIMIT_STORAGE_URI", "memory://", "must begin with one of: sqlite:///, redis://, rediss://"),
        ("RATELIMIT_STORAGE_URI", "redis.example.org", "must begin with one of"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_to_do(monkeypatch, name, value, words) -> None:
    monkeypatch.setenv(f"FLASK_{name}", value)
    told = refusal()
    assert (f"FLASK_{name}" in told, words in told) == (True, True)


def test_a_setting_that_cannot_be_used_stops_a_server_with_one_line() -> None:
    assert_stops(start(FLASK_DISCLOSURE="everything"), "FLASK_DISCLOSURE", "must be one of")


@pytest.mark.parametrize("counters", ["redis://:password@127.0.0.1:1", "sqlite:///proc/none/counters.db"])
def test_where_nothing_can_be_counted_the_site_does_not_start(instance, monkeypatch, counters) -> None:
    monkeypatch.setenv("FLASK_INSTANCE", str(instance))
    monkeypatch.setenv("FLASK_RATELIMIT_STORAGE_URI", counters)
    told = refusal()
    assert "the limits cannot count" in told
    assert "FLASK_RATELIMIT_STORAGE_URI" in told
    assert "password" not in told


def test_a_key_file_that_is_empty_after_a_crash(instance, monkeypatch) -> None:
    (instance / "secret.key").write_bytes(b"")
    monkeypatch.setenv("FLASK_INSTANCE", str(instance))
    assert "secret.key is cut off; delete it" in refusal()


def test_the_secret_key_is_made_once_for_this_user_only(tmp_path) -> None:
    first = Settings.load({"INSTANCE": str(tmp_path / "new")})
    again = Settings.load({"INSTANCE": str(tmp_path / "new")})
    assert first == again
    assert len(first.secret_key) == 64
    assert (tmp_path / "new" / "secret.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_settings_that_are_left_out_have_defaults(tmp_path) -> None:
    found = Settings.load({"INSTANCE": str(tmp_path), "SECRET_KEY": 12345678901234567890})
    assert (found.disclosure, found.secret_key) == ("second_fact", "12345678901234567890")
    assert (found.operator, found.contact) == ("", "")
    assert (found.limited, found.proxies, found.counters) == (True, 0, f"sqlite://{tmp_path}/counters.db")


def test_a_folder_that_may_not_be_written(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SettingsError, match="may not write; change its owner"):
        Settings.load({"INSTANCE": str(tmp_path)})


@pytest.mark.parametrize("config", [["--config", "python:lookup.web.serving"], ["--no-control-socket"]])
def test_gunicorn_stops_and_does_not_start_its_workers_again(config, tmp_path) -> None:
    gunicorn = Path(sys.executable).with_name("gunicorn")
    done = subprocess.run(
        [gunicorn, *config, "--log-level", "critical", "--bind", "127.0.0.1:0", "app:app"],
        cwd=ROOT,
        env={**os.environ, "FLASK_INSTANCE": str(tmp_path), "WEB_CONCURRENCY": "1"},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert_stops((done.returncode, done.stderr), "flask lists publish MANIFEST")


def test_commands_work_before_anything_was_published(tmp_path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flask", "releases"],
        cwd=ROOT,
        env={**os.environ, "FLASK_INSTANCE": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "No release yet" in done.stdout


DOORS = [
    "DEBUG", "TESTING", "ENV", "PROPAGATE_EXCEPTIONS", "TRAP_HTTP_EXCEPTIONS", "TRAP_BAD_REQUEST_ERRORS",
    "EXPLAIN_TEMPLATE_LOADING", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_DOMAIN", "USE_X_SENDFILE",
    "PERMANENT_SESSION_LIFETIME", "SECRET_KEY_FALLBACKS", "DISCLOSUR",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name in DOORS for value in "10" if (name, value) != ("DEBUG", "0")]
)
def test_what_is_no_setting_stops_the_start(instance, monkeypatch, name, value) -> None:
    """Some of them would show tracebacks or give away the cookie; one has a typing error."""
    monkeypatch.setenv("FLASK_INSTANCE", str(instance))
    monkeypatch.setenv(f"FLASK_{name}", value)
    assert f"FLASK_{name} is no setting of this site" in refusal()


@pytest.mark.parametrize("value", ["0", "false", ""])
def test_a_debugger_that_is_switched_off_is_no_mistake(instance, value) -> None:
    assert start(FLASK_INSTANCE=str(instance), FLASK_DEBUG=value) == (0, CALL)


def test_a_debugger_is_refused_in_a_process_of_its_own_and_for_commands(instance) -> None:
    assert_stops(start(FLASK_INSTANCE=str(instance), FLASK_DEBUG="1"), "FLASK_DEBUG is no setting")
    command = [sys.executable, "-m", "flask", "--debug", "releases"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode != 0
    assert "Traceback" not in done.stdout + done.stderr


def test_the_names_of_flasks_own_command_are_let_through(instance, monkeypatch) -> None:
    monkeypatch.setenv("FLASK_INSTANCE", str(instance))
    monkeypatch.setenv("FLASK_APP", "app.py")
    assert not create_app().debug
