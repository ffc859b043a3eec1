"""What tests share: a small published release, the app on it, and visitors whose browser judges pages."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Playwright, sync_playwright

pytest.register_assert_rewrite("tests.pages", "tests.judge")

from lookup.staff import passwords  # noqa: E402
from lookup.web import create_app  # noqa: E402 (after the line that makes their asserts explain themselves)
from lookup.web.counters import SQLiteStorage  # noqa: E402
from tests.browsing import launch, serving  # noqa: E402
from tests.guessing import LIST  # noqa: E402
from tests.operating import Filed, publish  # noqa: E402
from tests.pages import JudgingClient, Visitor  # noqa: E402

ROOT = Path(__file__).parent.parent
LISTS = Path(__file__).parent / "data" / "lists" / "lists.toml"
DEMO = ROOT / "lookup" / "data" / "demo"
HASHER = passwords._hasher
"""That of the site, which takes its time."""
_SHARED: list[Path] = []


def publish_lists(instance: Path, manifest: Path) -> Path:
    """Publish a manifest's lists into an instance folder, as an operator does."""
    app = create_app({"INSTANCE": str(instance)}, serving=False)
    done = app.test_cli_runner().invoke(args=["lists", "publish", str(manifest)])
    assert done.exit_code == 0, done.output
    return instance


@pytest.fixture(scope="session", autouse=True)
def _only_judged_clients() -> Iterator[None]:
    """No test fetches a page that nobody judges, and no setting of this machine reaches a test."""
    unjudged = FlaskClient.open

    def refuse(client: FlaskClient, *args: object, **kwargs: object) -> object:
        assert isinstance(client, JudgingClient), "pages may only be fetched by the client that judges them"
        return unjudged(client, *args, **kwargs)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "test_client_class", JudgingClient)
        patch.setattr(FlaskClient, "open", refuse)
        # How long a page is held back is told on a real server only: tests/test_same_time.py.
        patch.setattr("lookup.web.results._STEP", 0.001)
        # What a hash costs is told in tests/test_passwords.py only.
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        for name in [name for name in os.environ if name.startswith("FLASK_")]:
            patch.delenv(name)
        yield


@pytest.fixture(autouse=True)
def _new_day() -> None:
    """No test uses up what another one may search for in a day on the instances that they share."""
    for instance in _SHARED:
        if (instance / "counters.db").exists():
            SQLiteStorage(f"sqlite://{instance}/counters.db").reset()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with a release of tests/data/lists."""
    _SHARED.append(publish_lists(tmp_path_factory.mktemp("instance"), LISTS))
    return _SHARED[-1]


@pytest.fixture(scope="session")
def app(published: Path) -> Flask:
    """The site, answering from the small release."""
    return create_app({"INSTANCE": str(published)})


@pytest.fixture(scope="session")
def demo_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The site, answering from the demo lists that the project ships."""
    _SHARED.append(publish_lists(tmp_path_factory.mktemp("demo"), DEMO / "lists.toml"))
    return create_app({"INSTANCE": str(_SHARED[-1])})


@pytest.fixture(scope="session")
def _guessed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guessed") / "instance"
    publish(folder, Filed(LIST), demo=False)
    return folder


@pytest.fixture
def rationed(_guessed: Path) -> Path:
    """A list that may not be read through by guessing (tests/guessing.py), on a day that has just begun."""
    SQLiteStorage(f"sqlite://{_guessed}/counters.db").reset()
    return _guessed


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody who comes to the site for the first time."""
    return Visitor(app)


@pytest.fixture
def new_visitor(app: Flask) -> Callable[[], Visitor]:
    """Makes more visitors, each with a browser of their own."""
    return lambda: Visitor(app)


@pytest.fixture(scope="session")
def server(published: Path) -> Iterator[str]:
    """The address of the site on gunicorn, answering from the small release."""
    with serving(published) as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers: there can be one at a time."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """A browser; each test opens its own phone in it."""
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Puts the clock so many seconds ahead of the time at which the test began."""
    start = time.time()
    return lambda seconds: monkeypatch.setattr(time, "time", lambda: start + seconds)
