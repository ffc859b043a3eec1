"""What may be sent to the JSON interface, and what is said of a body that is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lookup.staff import journal
from lookup.staff.store import StaffStore
from lookup.web.api.reading import LARGEST, MOST_PEOPLE
from tests.api import System, problem
from tests.desk import instance_of

NOBODY = {"names": ["Nobody Atall"], "born": "1970"}
MARK = "Quackenbush"


@pytest.fixture
def system(app):
    return System(app)


# what is sent: the verdict, what was not read
READ: list[tuple[dict[str, Any], str, list[tuple[str, str, str]]]] = [
    (NOBODY, "not_found", []),
    ({"names": ["Nobody Atall"]}, "not_found", []),
    ({"dockets": ["0702CR090999"]}, "not_found", []),
    ({"names": [], "dockets": ["0702CR090999"]}, "not_found", []),
    ({"names": ["Rosalind   Okafor\u200b"], "born": " 1970\n"}, "listed", []),
    ({"names": ["", "Rosalind Okafor"], "born": "1970"}, "listed", []),
    ({"names": ["R" * 150], "dockets": ["0702CR090101"]}, "possibly", []),
    # what cannot be read is no mistake
    ({**NOBODY, "born": "spring"}, "unreadable", [("born", "unreadable", "spring")]),
    ({**NOBODY, "born": "1970-02-31"}, "unreadable", [("born", "unreadable", "1970-02-31")]),
    ({"names": ["Okafor"]}, "unreadable", [("name", "one_word", "Okafor")]),
    ({"names": ["\ud800 1"]}, "unreadable", [("name", "unreadable", "1")]),
    ({"names": [" "]}, "unreadable", [("row", "nothing", "")]),
    ({"dockets": ["SJC-12157"]}, "unreadable", [("docket", "appeal", "SJC-12157")]),
    (
        {"names": ["Rosalind Okafor"], "born": "1970", "dockets": ["0702CR090101 and 0607CR090102"]},
        "listed",
        [("docket", "two_numbers", "0702CR090101 and 0607CR090102")],
    ),
]


@pytest.mark.parametrize(("person", "verdict", "unread"), READ, ids=str)
def test_what_can_be_asked(system, person, verdict, unread):
    (found,) = system.results(person)
    assert found["verdict"] == verdict
    assert [(one["field"], one["code"], one["text"]) for one in found["unread"]] == unread


@pytest.mark.parametrize("reference", ["", "intake 7", "ñ" * 100, '<b>"', "😀", "\ud800\u0000"])
def test_a_reference_comes_back_as_it_is(system, reference):
    (found,) = system.results({**NOBODY, "reference": reference})
    assert found["reference"] == reference


def test_who_has_no_reference_is_known_by_their_place(system):
    found = system.results({**NOBODY, "reference": "a"}, NOBODY, {**NOBODY, "reference": "a"})
    assert [one["reference"] for one in found] == ["a", "", "a"]


# what is sent: where it is wrong
WRONG: list[tuple[Any, list[str]]] = [
    ([], [""]),
    (MARK, [""]),
    (None, [""]),
    (7, [""]),
    ({}, [""]),
    ({"people": [NOBODY], MARK: 1}, [""]),
    ({"people": None}, ["/people"]),
    ({"people": {}}, ["/people"]),
    ({"people": []}, ["/people"]),
    ({"people": [NOBODY] * (MOST_PEOPLE + 1)}, ["/people"]),
    ({"people": [NOBODY, None, MARK]}, ["/people/1", "/people/2"]),
    (
        {"people": [{}, {"names": []}, {"born": "1970"}, {"names": [], "dockets": []}]},
        [f"/people/{n}" for n in range(4)],
    ),
    ({"people": [{**NOBODY, MARK: MARK}]}, ["/people/0"]),
    ({"people": [{"names": MARK}, {"dockets": {}}]}, ["/people/0/names", "/people/1/dockets", "/people/1"]),
    ({"people": [{"names": [MARK, 1, None, [MARK]]}]}, [f"/people/0/names/{n}" for n in (1, 2, 3)]),
    ({"people": [{"names": ["N" * 151]}]}, ["/people/0/names/0"]),
    ({"people": [{"dockets": ["0" * 201]}]}, ["/people/0/dockets/0"]),
    ({"people": [{"names": [MARK] * 9}]}, ["/people/0/names"]),
    ({"people": [{"dockets": [MARK] * 21}]}, ["/people/0/dockets"]),
    ({"people": [{**NOBODY, "reference": "r" * 101}]}, ["/people/0/reference"]),
    ({"people": [{**NOBODY, "reference": 7, "born": 1970}]}, ["/people/0/reference", "/people/0/born"]),
    ({"people": [{**NOBODY, "born": None}]}, ["/people/0/born"]),
    ({"people": [{**NOBODY, "born": "1" * 41}]}, ["/people/0/born"]),
]


@pytest.mark.parametrize(("sent", "pointers"), WRONG, ids=lambda value: str(value)[:60])
def test_each_mistake_is_named_with_its_place_and_nothing_is_repeated(system, sent, pointers):
    answer = system.send(json.dumps(sent).encode())
    assert answer.status_code == 422
    errors = problem(answer)["errors"]
    assert [one["pointer"] for one in errors] == pointers
    assert all(one["detail"].startswith(("This must be ", "There must be ")) for one in errors)
    assert MARK not in answer.text


def test_where_one_person_is_wrong_nobody_is_searched_for(system, monkeypatch):
    monkeypatch.setattr("lookup.web.desk.searching.find_one", lambda *_: 1 / 0)
    assert system.ask(NOBODY, {}).status_code == 422
    with StaffStore(instance_of(system.client.application)) as store:
        before = sum(line.event == journal.BY_API for line in journal.lines(store))
        assert system.ask(NOBODY, {}).status_code == 422
        assert sum(line.event == journal.BY_API for line in journal.lines(store)) == before


GOOD = json.dumps({"people": [NOBODY]}).encode()


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (GOOD, "application/json", 200),
        (GOOD, "Application/JSON; charset=utf-8", 200),
        (GOOD + b" " * (LARGEST - len(GOOD)), "application/json", 200),
        (GOOD, "", 415),
        (GOOD, "text/plain", 415),
        (GOOD, "application/x-www-form-urlencoded", 415),
        (GOOD, "multipart/form-data; boundary=edge", 415),
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"people=Quackenbush", "application/json", 400),
        (GOOD + b"x", "application/json", 400),
        (b"\xff\xfe\x00", "application/json", 400),
        (GOOD.decode().encode("utf-16"), "application/json", 400),
        (b"[" * 400_000, "application/json", 400),
        (b"9" * 10_000, "application/json", 400),
        (GOOD + b" " * (LARGEST + 1 - len(GOOD)), "application/json", 413),
        (b"[" * 3_000_000, "application/json", 413),
    ],
    ids=lambda value: str(value)[:40],
)
@pytest.mark.parametrize("chunked", [False, True])
def test_what_is_no_such_body(system, body, content_type, status, chunked):
    answer = system.send(body, content_type, **({"Transfer-Encoding": "chunked"} if chunked else {}))
    assert answer.status_code == status
    assert status == 200 or problem(answer)
    assert MARK not in answer.text
