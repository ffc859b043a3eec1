"""The JSON interface as a whole: the search of the desk, nothing kept, problems that say what is wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from http.client import HTTPConnection
from typing import Any

import pytest

from lookup.cases import Case
from lookup.release import Release, Releases
from lookup.staff import journal
from lookup.staff.store import StaffStore
from lookup.web import api, create_app
from lookup.web.api.problems import TOLD
from lookup.web.site import CurrentRelease
from lookup.withheld import Withheld, WithheldError
from tests.api import CHECK, OPENAPI, System, problem
from tests.conftest import LISTS, publish_lists
from tests.desk import instance_of, signed_in
from tests.judge import text_of
from tests.test_canary import BORN, DOCKET, NAME, NONSENSE, UNLISTED, files, spoken
from tests.watching import watched

NOBODY = {"names": ["Nobody Atall"], "born": "1970"}


def at_the_desk(staff, person):
    """The cases and how sure they are, as the page of one person shows them."""
    former = "\n".join(person.get("names", [])[1:])
    typed = {"name": person.get("names", [""])[0], "former": former, "born": person.get("born", "")}
    dockets = "\n".join(person.get("dockets", []))
    page = staff.get("/en/staff/person").press("Check", consent="1", dockets=dockets, **typed)
    hits = [box for box in page.root.iter("div") if box.get("data-certain")]
    return [
        (box.get("data-docket"), box.get("data-certain") == "yes", text_of(next(box.iter("b"))))
        for box in hits
    ]


@pytest.mark.parametrize(
    "person",
    [
        {"names": ["Rosalind Okafor"], "born": "1970"},
        {"names": ["  rosalynd okafor "]},
        {"names": ["Somebody Else", "Rosalind Okafor"], "born": "5/2/70"},
        {"names": ["Nadia Holloway"], "born": "1972"},
        {"names": ["Wilmer Acosta"], "born": "1969", "dockets": ["0901CR090103"]},
        {"dockets": ["0702CR90101", "junk", "0902CR090108"]},
        NOBODY,
    ],
    ids=str,
)
def test_it_finds_what_the_desk_finds(app, person):
    (found,) = System(app).results(person)
    told = [(case["docket"], case["certain"], case["name"]) for case in found["cases"]]
    assert told == at_the_desk(signed_in(app), person)


def asked(case: Case) -> dict[str, object]:
    return {"reference": case.docket, "names": [case.person.name.full], "born": case.person.born}


def test_five_hundred_people_in_one_call(demo_app):
    releases = Releases(instance_of(demo_app))
    release = Release(releases.path(releases.current_id()))
    cases = list(release.cases(range(0, release.info.cases, release.info.cases // 500)))[:500]
    found = System(demo_app).results(*map(asked, cases))
    assert len(found) == 500
    lost = [one["reference"] for one in found if one["reference"] not in {c["docket"] for c in one["cases"]}]
    assert lost == []


def test_the_journal_has_a_line_a_call_with_how_many_people(app):
    system = System(app, email="line@example.org")
    for people in (1, 3):
        system.results(*[NOBODY] * people)
    system.send(b"x")
    with StaffStore(instance_of(app)) as store:
        lines = [line for line in journal.lines(store) if line.email == "line@example.org"]
    assert [line.rows for line in lines if line.event == journal.BY_API] == [1, 3]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
def test_a_check_is_posted_and_nothing_else(app, method):
    answer = app.test_client().open(CHECK, method=method)
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}
    assert answer.status_code == 405
    assert method == "HEAD" or problem(answer)


NOTHING = (
    "/api/", "/api/v1", "/api/v1/", "/api/v1/check/", "/api/v1/check/1", "/api/v1/people", "/api/v1/cases",
    "/api/v1/lists", "/api/v2/check", "/api/%00",
)  # fmt: skip
PAGES = [
    ("GET", "/api/help"),
    ("GET", "/api/staff/person"),
    ("POST", "/api/search"),
    ("POST", "/api/staff/sign-in"),
]


@pytest.mark.parametrize(
    ("method", "path"), [*PAGES, *((m, path) for path in NOTHING for m in ("GET", "POST"))]
)
def test_there_is_nothing_else_under_api(app, method, path):
    assert problem(app.test_client().open(path, method=method))["status"] == 404


def test_the_description_is_for_everybody(app):
    answer = app.test_client().get(OPENAPI)
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    assert set(json.loads(answer.text)["paths"]) == {CHECK, OPENAPI}


@pytest.mark.parametrize(("path", "method"), [(CHECK, "POST"), (CHECK, "GET"), (OPENAPI, "GET")])
def test_a_site_without_lists_has_no_such_interface(tmp_path, path, method):
    app = create_app({"INSTANCE": str(tmp_path), "WITHOUT_LISTS": "1"})
    assert problem(app.test_client().open(path, method=method))["status"] == 404


def test_without_a_release_nobody_is_answered_and_nothing_is_counted(published, tmp_path):
    app = create_app({"INSTANCE": str(published)})
    system = System(app, email="early@example.org")
    site = app.extensions["case_check"]
    app.extensions["case_check"] = replace(site, current=CurrentRelease(Releases(tmp_path), site.incidents))
    assert problem(system.ask(NOBODY))["status"] == 503
    with StaffStore(published) as store:
        assert journal.rows_today(store, "early@example.org") == 0


def test_where_nobody_can_tell_what_is_withheld_nobody_is_answered(app, monkeypatch):
    def damaged(*_: object) -> bool:
        raise WithheldError("withheld.json is damaged")

    system = System(app)
    monkeypatch.setattr(Withheld, "covers", damaged)
    assert problem(system.ask({"names": ["Rosalind Okafor"]}))["status"] == 503


def test_a_search_that_takes_too_long_is_ended(app, monkeypatch):
    system = System(app)
    monkeypatch.setattr(api, "_LONGEST", -1.0)
    said = problem(system.ask(NOBODY))
    assert (said["status"], "fewer people" in said["detail"]) == (503, True)


def test_an_error_of_ours_says_so_and_tells_the_log_nothing_that_was_sent(app, monkeypatch, capfd):
    def broken(*_: object) -> None:
        raise ValueError("Nobody Atall")

    system = System(app)
    monkeypatch.setattr("lookup.web.desk.searching.find_one", broken)
    assert problem(system.ask(NOBODY))["detail"] == TOLD[500][1]
    told = capfd.readouterr().err
    assert "case check: ValueError at " in told
    assert "Atall" not in told


BODIES: list[dict[str, Any]] = [
    {"people": [{"reference": NONSENSE, "names": [NAME], "born": BORN, "dockets": [DOCKET, NONSENSE]}]},
    {"people": [{"reference": NONSENSE, "names": [NAME]}, {}]},
    {NAME: NONSENSE},
]


def test_what_is_sent_is_nowhere_but_in_its_answer(tmp_path):
    instance = publish_lists(tmp_path / "instance", LISTS)
    system = System(create_app({"INSTANCE": str(instance)}))
    bodies = [*(json.dumps(body).encode() for body in BODIES), NAME.encode(), b"x" * 1_000_001]
    statuses = []
    with watched(instance, tmp_path / "server", "--access-logfile", "-", "--log-level", "debug") as site:
        for body in bodies:
            connection = HTTPConnection("127.0.0.1", site.port, timeout=20)
            headers = {"Content-Type": "application/json", "Authorization": f"Bearer {system.token}"}
            connection.request("POST", CHECK, body, headers)
            answer = connection.getresponse()
            statuses.append(answer.status)
            told = [("the problem", answer.read())]
            assert answer.status == 200 or spoken(UNLISTED, told) == []
            connection.close()
        found = spoken([*UNLISTED, system.token], site.places())
    said = [("what the server said", site.said.read_bytes())]
    assert statuses == [200, 422, 422, 400, 413]
    found += spoken([*UNLISTED, system.token], [*files(instance), *files(site.temporary), *said])
    assert found == []
    assert "POST /api/v1/check 413 " in site.words()
