"""What the JSON interface answers: a verdict for each, cases to who may see them, never more than that."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lookup.staff.tokens import CASES, VERDICTS
from lookup.web import create_app
from lookup.web.api import examples
from tests.api import System
from tests.operating import HEADER, Filed, publish, run

DOCUMENT = Path(__file__).parent.parent / "docs" / "api.md"

# whom somebody asks about: the verdict, the cases (a star: certain)
PEOPLE: list[tuple[dict[str, Any], str, list[str]]] = [
    ({"names": ["Rosalind Okafor"], "born": "1970"}, "listed", ["0702CR090101*"]),
    ({"names": ["Okafor, Rosalind"], "born": "5/2/1970"}, "listed", ["0702CR090101*"]),
    ({"names": ["Nobody Atall", "Rosalind Okafor"], "born": "1970"}, "listed", ["0702CR090101*"]),
    ({"dockets": ["Docket 0702-CR-90101"]}, "listed", ["0702CR090101*"]),
    ({"dockets": ["0702CR090101", "0901CR090103"]}, "possibly", ["0702CR090101", "0901CR090103"]),
    ({"names": ["Wilmer Acosta"], "born": "1969"}, "listed", ["0408CR090111*", "0923CR090201*"]),
    ({"names": ["Rosalind Okafor"]}, "possibly", ["0702CR090101"]),
    ({"names": ["Rosalynd Okafor"], "born": "1970"}, "possibly", ["0702CR090101"]),
    ({"names": ["Nadia Holloway"], "born": "1972"}, "possibly", ["0702CR090106", "0807CR090107"]),
    ({"names": ["Nobody Atall"], "born": "1970"}, "not_found", []),
    ({"names": ["Nobody Atall"], "born": "spring"}, "unreadable", []),
]


def shown(result):
    return sorted(case["docket"] + "*" * case["certain"] for case in result["cases"])


@pytest.mark.parametrize(("person", "verdict", "cases"), PEOPLE, ids=str)
def test_a_verdict_and_the_cases_that_may_be_theirs(app, person, verdict, cases):
    (found,) = System(app).results(person)
    assert (found["verdict"], shown(found)) == (verdict, cases)


def test_a_token_for_verdicts_is_answered_the_same_without_any_case(app):
    people = [person for person, _, _ in PEOPLE]
    whole, bare = (System(app, scope).told(*people) for scope in (CASES, VERDICTS))
    for result in whole["results"]:
        del result["cases"]
    assert bare == whole


FENCES = dict(re.findall(r'```json title="(.+?)"\n(.*?)```', DOCUMENT.read_text("utf-8"), re.DOTALL))
EXAMPLES = [
    (VERDICTS, examples.ASKED, examples.VERDICTS),
    (CASES, examples.ASKED, examples.CASES),
    (CASES, json.loads(FENCES["people.json"]), json.loads(FENCES["answer.json"])),
]


@pytest.mark.parametrize(("scope", "asked", "example"), EXAMPLES, ids=["verdicts", "cases", "docs/api.md"])
def test_examples_are_what_the_demo_lists_answer(demo_app, scope, asked, example):
    answer = System(demo_app, scope).told(*asked["people"])
    assert answer["results"] == example["results"]
    assert answer["release"].keys() == example["release"].keys()
    assert {**answer["release"], "id": "", "made": ""} == {**example["release"], "id": "", "made": ""}
    ((shown,), gaps) = (example["lists"], example["lists"][0]["gaps"])
    (listed,) = [one for one in answer["lists"] if {**one, "gaps": gaps} == shown]
    assert set(gaps) <= set(listed["gaps"])


def test_each_charge_has_its_own_status_with_its_day_and_source(app):
    (found,) = System(app).results({"dockets": ["0901CR090103"]})
    told = "list of the Suffolk prosecutors, filed on April 18, 2017"
    common = {"as_of": "2017-04-18", "source": told}
    assert found["cases"][0]["charges"] == [
        {"number": 1, "status": "dismissed", "label": "Dismissed", **common},
        {"number": 2, "status": "kept", "label": "Kept by prosecutors", **common},
    ]


def test_what_differs_is_told(app):
    (found,) = System(app).results({"names": ["Rosalynd Okafor"], "born": "1970"})
    (case,) = found["cases"]
    assert case["reasons"] == [
        "You wrote Rosalynd; the list says Rosalind.",
        "The year of birth is the same.",
    ]
    assert (case["name"], case["court"]) == ("Rosalind Okafor", "Boston Municipal Court, Roxbury Division")
    assert 0 < case["score"] <= 1


@pytest.mark.parametrize(
    ("asked", "language", "label", "source"),
    [
        ("", "en", "Dismissed", "list of the Suffolk prosecutors, filed on April 18, 2017"),
        ("pt", "en", "Dismissed", "list of the Suffolk prosecutors, filed on April 18, 2017"),
        ("es", "es", "Desestimado", "lista de la fiscalía de Suffolk, presentada el 18 de abril de 2017"),
        (
            "es-PR,es;q=0.9,en;q=0.8",
            "es",
            "Desestimado",
            "lista de la fiscalía de Suffolk, presentada el 18 de abril de 2017",
        ),
    ],
)
def test_sentences_are_in_the_language_that_is_asked_for(app, asked, language, label, source):
    answer = System(app).ask({"names": ["Rosalynd Okafor"], "born": "1970"}, language=asked)
    assert answer.headers.getlist("Content-Language") == [language]
    told = json.loads(answer.text)
    (case,) = told["results"][0]["cases"]
    charge = case["charges"][0]
    assert (charge["label"], charge["source"]) == (label, source)
    (english,) = System(app).results({"names": ["Rosalynd Okafor"], "born": "1970"})
    assert (case["reasons"] == english["cases"][0]["reasons"]) is (language == "en")
    assert (told["lists"][0]["gaps"][0].startswith("In 2017 the court")) is (language == "en")


def test_which_lists_were_searched_and_what_they_leave_out(app):
    answer = System(app, VERDICTS).told({"names": ["Nobody Atall"]})
    searched = [(one["incident"], one["district"], one["filed"]) for one in answer["lists"]]
    assert searched == [
        ("dookhan", "Suffolk", "2017-04-18"),
        ("farak", "Hampden", "2018-04-30"),
        ("farak", "Berkshire", "2018-04-30"),
    ]
    assert all(one["gaps"] for one in answer["lists"])
    assert answer["release"]["demo"] is True


ROW = '0752CR090001,"DOE, JANE",4/11/1967,1,POSS CLASS Q,dismissed,94C s. 34,GUILTY,3/9/2007\n'
SECRETS = ["1967", "04-11", "4/11", "CLASS Q", "94C", "GUILTY", "2007"]


def test_no_birth_date_offense_or_statute_is_ever_told(tmp_path):
    header = HEADER + ",Statute,Disposition,Disposition Date\n"
    publish(tmp_path / "instance", Filed(header + ROW))
    system = System(create_app({"INSTANCE": str(tmp_path / "instance")}))
    people: list[dict[str, Any]] = [
        {"names": ["Jane Doe"]},
        {"names": ["Jane Doe"], "born": "1966-04-11"},
        {"dockets": ["0752CR090001"]},
    ]
    answer = system.ask(*people)
    results = json.loads(answer.text)["results"]
    assert [found["verdict"] for found in results] == ["possibly", "possibly", "listed"]
    assert all(found["cases"] for found in results)
    assert [secret for secret in SECRETS if secret in answer.text] == []


def test_what_is_withheld_is_as_if_it_had_never_been_listed(tmp_path):
    instance = tmp_path / "instance"
    publish(instance, Filed())
    system = System(create_app({"INSTANCE": str(instance)}))
    people: list[dict[str, Any]] = [{"names": ["Jane Doe"], "born": "1967"}, {"dockets": ["0752CR090001"]}]
    unlisted: list[dict[str, Any]] = [
        {"names": ["Nobody Atall"], "born": "1967"},
        {"dockets": ["0752CR090009"]},
    ]
    assert [found["verdict"] for found in system.results(*people)] == ["listed", "listed"]
    run(instance, "records", "withhold", "0752CR090001", "--because", "order of the court")
    assert system.results(*people) == system.results(*unlisted)
