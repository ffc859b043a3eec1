"""What is wrong with a request of another system: application/problem+json (RFC 9457), in English.

A problem says where something is wrong (a JSON Pointer), in words of its own. It repeats nothing that was
sent.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask import Response, request

MEDIA_TYPE = "application/problem+json"

TOLD = {
    400: ("Bad Request", "The body could not be read as JSON in UTF-8."),
    401: ("Unauthorized", "Send a token that is good: `Authorization: Bearer TOKEN`."),
    404: ("Not Found", "There is nothing at this address. See /api/v1/openapi.json."),
    405: ("Method Not Allowed", "This address answers other methods only: see the header `Allow`."),
    413: ("Content Too Large", "The body is larger than 1 MB. Ask about fewer people in one call."),
    415: ("Unsupported Media Type", "Send the body as `Content-Type: application/json`."),
    422: ("Unprocessable Content", "Nobody was searched for: mend what `errors` names, and send all again."),
    429: ("Too Many Requests", "Too much was asked. Wait for the seconds in the header `Retry-After`."),
    500: ("Internal Server Error", "This is a mistake of this site. Nothing that was sent was kept."),
    503: ("Service Unavailable", "The lists cannot be searched right now. Try again in a few minutes."),
}
"""The title of each status, and what it means where nothing more is known."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong at one place of the body, and where (a JSON Pointer)."""

    pointer: str
    detail: str


class Problem(Exception):
    """Why a request is not answered. `wait`: seconds until it may be sent again."""

    def __init__(
        self, status: int, detail: str = "", wait: int = 0, mistakes: Sequence[Mistake] = ()
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.wait = wait
        self.mistakes = mistakes


def wanted() -> bool:
    """Whether whoever asks now is a program, for which a page would be no answer."""
    return request.path.split("/")[1:2] == ["api"]


def answer(problem: Problem) -> Response:
    """What is sent for a problem."""
    title, meaning = TOLD.get(problem.status, TOLD[400 if problem.status < 500 else 500])
    said = {
        "type": "about:blank",
        "title": title,
        "status": problem.status,
        "detail": problem.detail or meaning,
        **({"errors": [asdict(mistake) for mistake in problem.mistakes]} if problem.mistakes else {}),
    }
    response = Response(json.dumps(said), problem.status, mimetype=MEDIA_TYPE)
    response.content_language.add("en")
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if problem.wait:
        response.headers["Retry-After"] = str(problem.wait)
    return response
