"""Every answer of every route, whatever it says, tells the browser to keep nothing and load nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, abort
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from lookup.web import create_app, errors
from lookup.web.headers import CONTENT
from tests.judge import HEADERS

METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")
SCHEMES = ("http", "https")
A_YEAR = 365 * 24 * 3600
KNOWN = {"language": "en", "other": "es", "filename": "site.css", "number": "1", "kind": "csv"}
NOWHERE = ("/nothing", "/fr/", "/en/help/", "/static/nothing.css", "/static/../app.py", "//", "/%00")


def addresses(app: Flask) -> Iterator[str]:
    """An address of each route; what is not known here is a word that nothing is called."""
    with app.test_request_context():
        routes = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            yield routes.build(rule.endpoint, {name: KNOWN.get(name, "x") for name in rule.arguments})
    yield from NOWHERE


def endpoint(app: Flask, path: str, method: str) -> str:
    try:
        return str(app.url_map.bind("localhost").match(path, method)[0])
    except HTTPException:
        return ""


def faults(answer: TestResponse, scheme: str, indexed: bool = False) -> list[str]:
    """What is wrong with an answer's headers."""
    expected = HEADERS | {"Cache-Control": "no-store"}
    if scheme == "https":
        expected |= {"Strict-Transport-Security": f"max-age={A_YEAR}; includeSubDomains"}
    if not indexed:
        expected |= {"X-Robots-Tag": "noindex, noarchive"}
    # Each once: browsers take two for none, or for the laxer one.
    found = [
        f"{name}: {answer.headers.getlist(name)}"
        for name, value in expected.items()
        if answer.headers.getlist(name) != [value]
    ]
    unexpected = {"Strict-Transport-Security", "X-Robots-Tag", "Server"} - expected.keys()
    return found + [f"{name} is there" for name in unexpected & set(answer.headers.keys())]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("method", METHODS)
def test_every_route_answers_every_method_with_all_headers(app, method, scheme) -> None:
    client = app.test_client()
    wrong = {}
    for path in addresses(app):
        answer = client.open(path, method=method, base_url=f"{scheme}://localhost")
        indexed = endpoint(app, path, method) in CONTENT | {"static"} and answer.status_code < 400
        if found := faults(answer, scheme, indexed):
            wrong[path, answer.status_code] = found
    assert wrong == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("code", [*errors._PAGES, "an error of ours", "an error page that fails"])
def test_every_error_has_all_headers(published, monkeypatch, code, scheme) -> None:
    app = create_app({"INSTANCE": str(published)})

    def fails() -> str:
        return abort(code) if isinstance(code, int) else str(1 / 0)

    if code == "an error page that fails":
        monkeypatch.setattr(errors, "render_template", lambda *_, **__: 1 / 0)
    app.add_url_rule("/en/fails", view_func=fails)
    answer = app.test_client().get("/en/fails", base_url=f"{scheme}://localhost")
    assert answer.status_code == (code if isinstance(code, int) else 500)
    assert faults(answer, scheme) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_redirects_and_a_mistake_in_the_form_have_all_headers(app, scheme) -> None:
    client = app.test_client()
    asked = {
        ("/en/search", "0702CR090101"): 200,
        ("/en/search", "nonsense"): 422,
        ("/en/leave", ""): 200,
        ("/en/self-check", ""): 422,
    }
    for (path, docket), code in asked.items():
        sent = client.post(path, data={"docket": docket}, base_url=f"{scheme}://localhost")
        assert (sent.status_code, faults(sent, scheme)) == (303, []), path
        shown = client.get(sent.location, base_url=f"{scheme}://localhost")
        assert (shown.status_code, faults(shown, scheme)) == (code, []), path


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/static/site.css?v=1", f"public, max-age={A_YEAR}, immutable"),
        ("/static/site.css", "no-store"),
        ("/static/nothing.css?v=1", "no-store"),
        ("/en/?v=1", "no-store"),
    ],
)
def test_only_files_whose_address_changes_with_them_are_kept(app, path, kept) -> None:
    assert app.test_client().get(path).headers.getlist("Cache-Control") == [kept]


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("617-555-0100", "tel:+1-617-555-0100"),
        ("(617) 555 0100, weekdays", "tel:+1-617-555-0100"),
        ("Write to help@cases.example.org.", "mailto:help@cases.example.org"),
        ("https://cases.example.org/contact", "https://cases.example.org/contact"),
        ("help@cases.example.org or 617-555-0100", "mailto:help@cases.example.org"),
        ("ask at the desk", None),
        ("", None),
    ],
)
def test_whom_to_tell_of_a_weakness(published, contact, address) -> None:
    app = create_app({"INSTANCE": str(published), "CONTACT": contact})
    answer = app.test_client().get("/.well-known/security.txt")
    if address is None:
        assert answer.status_code == 404
        return
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert (fields["Contact"], fields["Preferred-Languages"]) == (address, "en, es")
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=80) < left < timedelta(days=365)
    assert answer.content_type == "text/plain; charset=utf-8"
