"""Another system that asks the site, for tests, with a token of an account of the staff."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from lookup.staff import accounts, tokens
from lookup.staff.store import StaffStore
from lookup.staff.tokens import CASES
from tests.desk import EMAIL, instance_of, staff_member

CHECK, OPENAPI = "/api/v1/check", "/api/v1/openapi.json"


def token(app: Flask, scope: str = CASES, email: str = EMAIL) -> str:
    """A token of somebody of the staff."""
    staff_member(app, email)
    with StaffStore(instance_of(app)) as store:
        return tokens.make(store, accounts.get(store, email), "case management", scope)


class System:
    """Another system, at an address of its own, with a token."""

    def __init__(self, app: Flask, scope: str = CASES, email: str = EMAIL) -> None:
        self.client = app.test_client()
        self.token = token(app, scope, email)

    def ask(self, *people: Mapping[str, Any], language: str = "en") -> TestResponse:
        """Ask about people."""
        return self.send(json.dumps({"people": people}).encode(), **{"Accept-Language": language})

    def send(self, body: bytes, content_type: str = "application/json", **headers: str) -> TestResponse:
        """Send a body, whatever it is."""
        sent = {"Authorization": f"Bearer {self.token}", **headers}
        if headers.get("Transfer-Encoding") == "chunked":
            # As a server hands on what does not say how long it is.
            terminated = {"wsgi.input_terminated": True}
            return self.client.post(
                CHECK,
                input_stream=BytesIO(body),
                content_type=content_type,
                headers=sent,
                environ_overrides=terminated,
            )
        return self.client.post(CHECK, data=body, content_type=content_type, headers=sent)

    def told(self, *people: Mapping[str, Any], language: str = "en") -> dict[str, Any]:
        """The answer about people, with whom nothing may be wrong."""
        answer = self.ask(*people, language=language)
        assert answer.status_code == 200, answer.text
        return dict(json.loads(answer.text))

    def results(self, *people: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What was found about people, with whom nothing may be wrong."""
        return list(self.told(*people)["results"])


def problem(answer: TestResponse) -> dict[str, Any]:
    """The problem that an answer is, which must be one as RFC 9457 has them."""
    assert answer.content_type == "application/problem+json", answer.text
    said = dict(json.loads(answer.text))
    assert said["status"] == answer.status_code
    assert said.keys() - {"errors"} == {"type", "title", "status", "detail"}
    return said
