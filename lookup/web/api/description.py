"""What other systems can ask and are answered, as OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lookup.incidents import Incident
from lookup.staff.allowance import PEOPLE_A_DAY
from lookup.staff.tokens import CASES, VERDICTS
from lookup.web.api import examples, schemas
from lookup.web.api.access import CALLS, FAILURES
from lookup.web.api.problems import MEDIA_TYPE, TOLD
from lookup.web.api.reading import LARGEST, MOST_PEOPLE
from lookup.web.api.schemas import TEXT, ref

_JSON = "application/json"
_ABOUT = f"""\
Whether people are on the lists of cases that a forensic-lab scandal touched. For legal-aid staff, who ask
with the person's consent. Every error is a problem (RFC 9457) and repeats nothing that was sent.

The operator makes tokens, each for one account of the staff. With the scope `{VERDICTS}` a token is answered
verdicts only, with the scope `{CASES}` also the cases. At most {MOST_PEOPLE} people a call, {LARGEST:,} bytes
a body, {CALLS.amount} calls a minute with one token, {PEOPLE_A_DAY:,} people a day (UTC) for one account.
Of tokens that are no good, one address may try {FAILURES.amount} in {FAILURES.multiples} minutes.

Nothing of what was sent is kept: only when, whose token, and how many people.
"""
_LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "description": "The language of sentences: one that the site speaks, such as `es`, or else English.",
    "schema": TEXT,
}
_HEADERS = {
    200: ("Content-Language", TEXT),
    401: ("WWW-Authenticate", {"const": "Bearer"}),
    405: ("Allow", TEXT),
    429: ("Retry-After", {"type": "integer", "minimum": 1}),
}
"""What an answer of this status always has."""


def document(incidents: Iterable[Incident]) -> dict[str, Any]:
    """The whole description, as JSON holds it. `incidents` are those that the site has words for."""
    known = {**schemas.asked(), **schemas.answered(list(incidents)), **schemas.problems()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Case Check", "version": "1", "description": _ABOUT},
        "paths": {"/api/v1/check": {"post": _check()}, "/api/v1/openapi.json": {"get": _describe()}},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": known,
            "responses": {str(status): _problem(status) for status in TOLD},
        },
    }


def _check() -> dict[str, Any]:
    shown = {VERDICTS: examples.VERDICTS, CASES: examples.CASES}
    values = {scope: {"summary": f"Scope {scope}", "value": value} for scope, value in shown.items()}
    return {
        "operationId": "check",
        "summary": "Whether each of these people is on a list",
        "description": "All or nothing: where one person is sent wrongly, nobody is searched for.",
        "security": [{"token": []}],
        "parameters": [_LANGUAGE],
        "requestBody": {
            "required": True,
            "content": {_JSON: {"schema": ref("Check"), "example": examples.ASKED}},
        },
        "responses": {
            "200": {
                "description": "What was found, in the order in which the people were sent.",
                "headers": _headers(200),
                "content": {_JSON: {"schema": ref("Answer"), "examples": values}},
            },
            **_problems(*TOLD),
        },
    }


def _describe() -> dict[str, Any]:
    schema = {"type": "object", "required": ["openapi", "info", "paths", "components"]}
    return {
        "operationId": "describe",
        "summary": "This description",
        "security": [],
        "responses": {
            "200": {"description": "OpenAPI 3.1.", "content": {_JSON: {"schema": schema}}},
            **_problems(404, 405, 500),
        },
    }


def _problems(*statuses: int) -> dict[str, Any]:
    return {str(status): {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _problem(status: int) -> dict[str, Any]:
    schema = ref("Mistakes" if status == 422 else "Problem")
    return {
        "description": TOLD[status][1],
        "headers": _headers(status),
        "content": {MEDIA_TYPE: {"schema": schema}},
    }


def _headers(status: int) -> dict[str, Any]:
    if status not in _HEADERS:
        return {}
    name, schema = _HEADERS[status]
    return {name: {"required": True, "schema": schema}}
