"""The site as gunicorn serves it: switching under load, and what is opened before the fork and after."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from lookup import content
from lookup.publishing import roll_back
from lookup.release import Release, ReleaseError, Releases
from lookup.staff.checks import Checks
from lookup.web import serving as serving_settings
from lookup.web import site as web_site
from lookup.web.site import CurrentRelease
from tests.operating import HEADER, JANE, LIST, ROOT, Filed, Site, environment, publish, serving

SECONDS_TO_SWITCH = 2
NAME = "Jane Doe"
"""With the name as well: a docket number alone opens few cases a day."""
OLD, NEW = Filed(), Filed(LIST.replace("dismissed", "kept"), filed=date(2018, 4, 30), district="Essex")


@pytest.fixture
def instance(tmp_path):
    publish(tmp_path / "instance", OLD)
    return tmp_path / "instance"


def signs(text: str) -> tuple[str, ...]:
    """What on a page of results tells which release it is from."""
    status = re.search(r'<article[^>]*data-status="(\w+)"', text)
    assert status, text
    days = sorted(set(re.findall("April 18, 2017|April 30, 2018", text)))
    return status[1], *days, "demo" if 'class="demo' in text else "real"


class Visitors(threading.Thread):
    """Somebody who searches all the time, and writes down what was answered and when it was asked."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site
        self.answers: list[tuple[float, tuple[str, ...]]] = []
        self.failed: list[str] = []
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            asked = time.monotonic()
            try:
                status, text = self.site.search(docket=JANE, name=NAME)
                assert status == 200, text
                self.answers.append((asked, signs(text)))
            except Exception as error:
                self.failed.append(repr(error))


def test_switching_under_load(instance):
    """No request fails, no page is of two releases, and two seconds later all are of the new one."""
    old = Releases(instance).current_id()
    new = publish(instance, NEW, demo=False)
    roll_back(instance, old)
    steps = [
        lambda: roll_back(instance, new),
        lambda: roll_back(instance, old),
        lambda: publish(instance, NEW, demo=False),
        lambda: publish(instance, OLD),
        lambda: roll_back(instance, new),
        lambda: roll_back(instance, old),
    ]
    with serving(instance) as site:
        visitors = [Visitors(site) for _ in range(4)]
        for visitor in visitors:
            visitor.start()
        for step in steps:
            time.sleep(0.5)
            last = step()
        switched = time.monotonic()
        time.sleep(SECONDS_TO_SWITCH + 0.5)
        for visitor in visitors:
            visitor.ended.set()
        for visitor in visitors:
            visitor.join()
        assert {site.release() for _ in range(20)} == {last}
    assert [failure for visitor in visitors for failure in visitor.failed] == []
    answers = [answer for visitor in visitors for answer in visitor.answers]
    assert len(answers) > 50
    of_old, of_new = ("dismissed", "April 18, 2017", "demo"), ("kept", "April 30, 2018", "real")
    assert {seen for _, seen in answers} == {of_old, of_new}
    assert {seen for asked, seen in answers if asked > switched + SECONDS_TO_SWITCH} == {of_old}


def open_paths(process: int | str) -> list[str]:
    found = []
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        try:
            found.append(os.readlink(descriptor))
        except OSError:
            continue
    return found


def test_what_is_opened_before_the_fork_and_after(instance):
    with serving(instance) as site:
        processes = [site.server.pid, *site.processes()]
        # The index: once, mapped into all of them. The database: by no process before it is asked.
        assert len(processes) == 3
        assert all(".trm" in Path(f"/proc/{process}/maps").read_text() for process in processes)
        assert not [path for process in processes for path in open_paths(process) if "cases.db" in path]
        for _ in range(20):
            site.search(docket=JANE, name=NAME)
        assert not [path for path in open_paths(site.server.pid) if "cases.db" in path]
        assert any("cases.db" in path for worker in site.processes() for path in open_paths(worker))


def test_old_releases_are_given_back(instance):
    ids = [Releases(instance).current_id(), publish(instance, NEW)]
    # Each thread opens the databases for itself; what is counted here is releases.
    with serving(instance, workers=1, GUNICORN_CMD_ARGS="--threads 1") as site:

        def held():
            (worker,) = site.processes()
            memory = int(Path(f"/proc/{worker}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            return memory, len(open_paths(worker))

        for turn in range(40):
            roll_back(instance, ids[turn % 2])
            assert JANE in site.search(docket=JANE, name=NAME)[1]
            if turn == 9:
                memory, files = held()
        more_memory, more_files = held()
    assert more_files <= files + 2
    assert more_memory - memory < 4_000_000


def start_up(instance: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import app"],
        cwd=ROOT,
        env=environment(instance),
        capture_output=True,
        text=True,
        timeout=30,
    )


def current(instance: Path) -> Path:
    releases = Releases(instance)
    return releases.path(releases.current_id())


def name_in_current(text: str):
    return lambda instance: (instance / "releases" / "CURRENT").write_text(text)


STARTS = {
    "nothing published": (lambda instance: shutil.rmtree(instance / "releases"), "nothing was published yet"),
    "CURRENT names what is gone": (lambda instance: shutil.rmtree(current(instance)), "missing or only half"),
    "CURRENT names nothing": (name_in_current(""), "nothing was published yet"),
    "CURRENT is no text": (name_in_current("\xff"), "CURRENT, which names the release"),
    "a file is gone": (lambda instance: (current(instance) / "cases.db").unlink(), "is damaged (cases.db"),
    "a file is cut": (
        lambda instance: os.truncate(next(current(instance).glob("index/*.trm")), 100),
        "is damaged (index/",
    ),
}


@pytest.mark.parametrize(("damage", "words"), STARTS.values(), ids=STARTS)
def test_a_start_that_is_refused_says_why_in_one_line(instance, damage, words):
    damage(instance)
    started = start_up(instance)
    assert started.returncode == 3
    (line,) = started.stderr.splitlines()
    assert line.startswith("Case Check cannot start: ")
    assert words in line
    assert "publish" in line


def test_running_processes_go_on_when_current_names_what_is_gone(instance):
    with serving(instance, workers=1) as site:
        answered = site.release()
        for text in ("20170101T000000.000000Z", "", "\xff"):
            name_in_current(text)(instance)
            assert (site.finds(JANE), site.release()) == (True, answered)
        (instance / "releases" / "CURRENT").unlink()
        assert (site.finds(JANE), site.release()) == (True, answered)
        assert publish(instance, NEW) == site.release()
        site.server.terminate()
        said = site.server.communicate(timeout=20)[1]
    assert "release 20170101T000000.000000Z is missing or only half written; " in said
    assert f"release {answered} goes on answering" in said
    assert "Traceback" not in said


def test_two_people_on_one_docket_number_and_what_was_true_before(instance):
    older = f'{HEADER}\n{JANE},"DOE, JANE",1967,1,POSS,under_review\n{JANE},"ROE, RICHARD",1970,1,POSS,kept\n'
    newer = f'{HEADER}\n{JANE},"DOE, JANE",1967,1,POSS,dismissed\n'
    publish(instance, Filed(older), Filed(newer, "second.csv", date(2018, 4, 30)))
    with serving(instance, workers=1) as site:
        _, both = site.search(docket=JANE)
        assert sorted(re.findall(r'<article[^>]*data-status="(\w+)"', both)) == ["dismissed", "kept"]
        assert not re.search("Jane|Richard|Roe", both)
        _, hers = site.search(name="Jane Doe", born="1967")
    assert re.findall(r'<article[^>]*data-status="(\w+)"', hers) == ["dismissed"]
    assert "April 30, 2018" in hers
    assert re.search(r'class="earlier">[^<]*April 18, 2017', hers)


def opener(instance: Path) -> CurrentRelease:
    return CurrentRelease(Releases(instance), content.load().incidents)


def test_whoever_comes_while_a_release_is_opened_is_answered_from_the_old_one(instance, monkeypatch):
    now = opener(instance)
    old = now.info.id
    new = publish(instance, NEW)
    opening, go_on = threading.Event(), threading.Event()

    def slowly(folder: Path) -> Release:
        opening.set()
        go_on.wait(10)
        return Release(folder)

    monkeypatch.setattr(web_site, "Release", slowly)
    first = threading.Thread(target=now.searcher)
    first.start()
    opening.wait(10)
    assert now.info.id == old
    go_on.set()
    first.join()
    assert now.info.id == new


def test_a_release_that_was_refused_is_tried_again_later(instance, monkeypatch, capsys):
    now = opener(instance)
    old = now.info.id
    new = publish(instance, NEW)
    tries = []

    def full(folder: Path) -> Release:
        tries.append(folder)
        raise ReleaseError("too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(web_site, "Release", full)
        assert [now.info.id for _ in range(3)] == [old] * 3
    assert len(tries) == 1
    assert "too many open files; release " in capsys.readouterr().err
    monkeypatch.setattr(web_site, "_SECONDS_BETWEEN_TRIES", 0)
    now._try_again = 0.0
    assert now.info.id == new


def test_checks_of_the_desk_are_swept_also_where_nobody_comes(monkeypatch, tmp_path):
    """Each process does it by itself, after a while, again and again, and whatever the disk says."""
    swept = threading.Semaphore(0)

    class Disk(Checks):
        def sweep(self):
            swept.release()
            raise OSError("the disk")

    checks = Disk(tmp_path, "secret")
    site = SimpleNamespace(extensions={"case_check": SimpleNamespace(checks=checks)})
    monkeypatch.setattr(serving_settings, "_SECONDS_BETWEEN_SWEEPS", 0.01)
    serving_settings.post_fork(SimpleNamespace(app=SimpleNamespace(wsgi=lambda: site)), None)
    assert swept.acquire(timeout=10)
    assert swept.acquire(timeout=10)
    monkeypatch.setattr(serving_settings, "_SECONDS_BETWEEN_SWEEPS", threading.TIMEOUT_MAX)
