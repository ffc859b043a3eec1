"""The description of the JSON interface is true: whatever it allows, and more, is answered as it says."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from lookup.release import ReleaseError
from lookup.staff import allowance
from lookup.staff.tokens import SCOPES
from lookup.web import create_app
from tests.api import CHECK, OPENAPI, token

load_all_checks()
EXAMPLES = 60
CONFORMANCE = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


class Described:
    """The site as its description has it, asked by who believes that."""

    def __init__(self, app, scope):
        self.schema = schemathesis.openapi.from_wsgi(OPENAPI, app)
        self.check = self.schema[CHECK]["POST"]
        self.answered = Counter[int]()
        self._signed_in = {"Authorization": f"Bearer {token(app, scope)}"}

    def ask(self, case, **which: Any):
        """Ask, and see that the answer is one that is described: by these checks, or by all there are."""
        answer = case.call_and_validate(headers=self._signed_in, **which)
        self.answered[answer.status_code] += 1
        return answer

    def case(self, *people: Any):
        """A question about these people."""
        return self.check.Case(body={"people": list(people)}, media_type="application/json")


@pytest.fixture(params=SCOPES)
def described(request, published, monkeypatch):
    monkeypatch.setattr(allowance, "PEOPLE_A_DAY", 10_000_000)
    return Described(create_app({"INSTANCE": str(published), "RATELIMIT_ENABLED": "0"}), request.param)


@pytest.mark.parametrize(
    ("mode", "statuses"),
    [(GenerationMode.POSITIVE, {200}), (GenerationMode.NEGATIVE, {400, 401, 422})],
    ids=str,
)
def test_whatever_is_sent_the_answer_is_described(described, mode, statuses):
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(described.check.as_strategy(mode))
    def ask(case):
        described.ask(case)

    ask()
    assert statuses <= set(described.answered)
    assert max(described.answered) < 500


def test_so_it_is_at_the_edges_of_what_may_be_sent(described):
    schema = described.schema
    modes = list(GenerationMode)
    for case in schema.iter_coverage_cases(
        described.check, generation_modes=modes, generation_config=schema.config.generation
    ):
        described.ask(case)
    assert {200, 405, 415, 422} <= set(described.answered)
    assert max(described.answered) < 500


def test_so_it_is_where_somebody_is_found(described):
    people = [
        {"names": ["Rosalynd Okafor"], "born": "1970", "dockets": ["0901CR090103", "SJC-12157"]},
        {"reference": "x", "names": ["Okafor"], "born": "spring", "dockets": ["junk", "0827CR090301"]},
        {"dockets": ["0684CR09110", "0923CR090202", "0823CR090203"]},
    ]
    answer = described.ask(described.case(*people)).json()
    assert {one["verdict"] for one in answer["results"]} <= {"listed", "possibly"}


def _fail(*_: object) -> None:
    raise ReleaseError("there is none")


@pytest.mark.parametrize(
    ("what", "instead", "status"),
    [
        ("lookup.web.api.reading.LARGEST", 5, 413),
        ("lookup.staff.allowance.PEOPLE_A_DAY", 0, 429),
        ("lookup.web.desk.searching.find_one", lambda *_: 1 / 0, 500),
        ("lookup.web.desk.searching.find_one", _fail, 503),
        ("lookup.web.api._LONGEST", -1.0, 503),
    ],
)
def test_so_it_is_where_something_is_wrong(described, monkeypatch, what, instead, status):
    monkeypatch.setattr(what, instead)
    case = described.case({"names": ["Nobody Atall"]})
    assert described.ask(case, checks=CONFORMANCE).status_code == status
