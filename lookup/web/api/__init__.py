"""For other systems: the check of the staff desk as JSON, and its description.

Each request brings a token. No cookie is read or set, no page is shown, and nothing of what was sent is kept.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from flask import Blueprint, Response, jsonify

from lookup.search import Searcher
from lookup.staff.checking import Finding
from lookup.staff.tokens import CASES
from lookup.web import languages
from lookup.web.api import access, answers, description, problems, reading
from lookup.web.api.problems import Problem
from lookup.web.api.reading import Person
from lookup.web.desk import searching
from lookup.web.site import site

blueprint = Blueprint("api", __name__)
blueprint.register_error_handler(Problem, problems.answer)

_LONGEST = 8.0
"""Seconds for the search: a connection that takes longer than ten is closed (lookup/web/workers.py)."""
_TOOK_TOO_LONG = "The search took too long. Ask about fewer people in one call, or try again later."


@blueprint.post("/api/v1/check")
def check() -> Response:
    """Whether each of these people is on a list."""
    token = access.signed_in()
    people = reading.people(reading.body())
    searcher = site().current.searcher()
    access.allow(token, len(people))
    findings = _search(people, searcher)
    release = searcher.release.info
    response = jsonify(answers.answer(people, findings, release, with_cases=token.scope == CASES))
    response.content_language.add(languages.current())
    return response


@blueprint.get("/api/v1/openapi.json")
def openapi() -> Response:
    """What can be asked, and what is answered: OpenAPI 3.1."""
    return jsonify(description.document(site().incidents.values()))


def _search(people: Iterable[Person], searcher: Searcher) -> list[Finding]:
    """Search for one after the other. Raises Problem, WithheldError."""
    until = time.monotonic() + _LONGEST
    found = []
    for person in people:
        if time.monotonic() > until:
            raise Problem(503, _TOOK_TOO_LONG)
        found.append(searching.find_one(person.asked, searcher, site()))
        time.sleep(searching.BREATH)
    return found
