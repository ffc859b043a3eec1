"""Every kind of page of the site, in one language: for tests of what must hold wherever somebody reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock
from xml.etree.ElementTree import Element

from flask import Flask
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import default_exceptions

from lookup.advice import NEEDED
from lookup.search import Query
from lookup.web import create_app
from lookup.web.limits import AsksMore
from tests.desk_pages import FILES, desk_pages
from tests.judge import parse, say
from tests.pages import Page, Visitor
from tests.test_pages import DOCKET_PROBLEMS
from tests.test_questions import by_what_is_said

ERRORS = (400, 404, 405, 410, 413, 500, 503)

# what is typed: its results in tests/data/lists
SEARCHES: dict[str, dict[str, str]] = {
    "dismissed": {"docket": "0702CR090101"},
    "kept": {"docket": "0607CR090102"},
    "not entitled": {"docket": "0684CR09110"},
    "under review": {"docket": "0923CR090202"},
    "individual": {"docket": "0823CR090203"},
    "mixed": {"docket": "0901CR090103"},
    "by name": {"name": "Rosalind Okafor", "born": "1970"},
    "two cases": {"name": "Wilmer Acosta", "born": "1969"},
    "another spelling": {"name": "Rosalynd Okafor", "born": "1970-05-03"},
    "no suffix": {"name": "Anselm Pryce", "born": "1948"},
    "half a surname": {"name": "Beatriz Alvarez", "born": "1983"},
    "another number": {"name": "Milton Farnsworth", "docket": "0702CR090101"},
    "a digit off": {"name": "Rosalind Okafor", "docket": "0702CR090102"},
    "a zero lost": {"docket": "0702CR90101"},
    "no birth date": {"name": "Roland Achterberg", "court": "27", "year": "2008"},
    "two people of a number": {"docket": "0902CR090108"},
    "two people of a name": {"name": "Nadia Holloway", "born": "1972"},
    "no such number": {"docket": "0702CR090999"},
    "no such name": {"name": "Nobody Atall", "born": "1970"},
}
MISTAKES: dict[str, dict[str, str]] = {
    "nothing": {},
    "name alone": {"name": "Rosalind Okafor"},
    "year alone": {"born": "1970"},
    "all wrong": {"docket": "x", "name": "1", "born": "y", "year": "z"},
    **{f"docket {code}": {"docket": typed} for code, (typed, _) in DOCKET_PROBLEMS.items()},
}


def every_page(instance: Path, language: str) -> Iterator[tuple[str, Element]]:
    """Each page of a site that answers from this instance, after its address and what was done there."""
    app = create_app({"INSTANCE": str(instance), "RATELIMIT_ENABLED": "0"})
    for part in (_alone, _rights, _searches, _self_check):
        yield from part(Visitor(app), language)
    yield from _errors(app, language)
    for number, page in enumerate(desk_pages(app, language)):
        yield f"{page.path} {number}", page.root
    named = {"OPERATOR": "Ada Roe", "CONTACT": "ada@example.org", "DISCLOSURE": "open"}
    yield from _alone(Visitor(create_app({"INSTANCE": str(instance), **named})), language, "named")
    without = {"INSTANCE": str(instance / "without"), "WITHOUT_LISTS": "1"}
    yield from _alone(Visitor(create_app(without)), language, "without lists")


def _alone(visitor: Visitor, language: str, site: str = "") -> Iterator[tuple[str, Element]]:
    """The pages that need nothing but their address."""
    for rule in visitor.client.application.url_map.iter_rules():
        if rule.arguments == {"language"} and "GET" in (rule.methods or ()) and rule.endpoint not in FILES:
            path = rule.rule.replace("<language>", language)
            yield f"{path} {site}", visitor.get(path).root


def _rights(visitor: Visitor, language: str) -> Iterator[tuple[str, Element]]:
    known = visitor.client.application.extensions["case_check"].content
    paths = [f"rights/{topic}" for topic in known.topics]
    paths += [f"answers/{answer}" for answer in NEEDED]
    paths += [f"answers/{one.id}/{status}" for one in known.incidents.values() for status in one.statuses]
    for path in paths:
        yield f"/{language}/{path}", visitor.get(f"/{language}/{path}").root


def _searches(visitor: Visitor, language: str) -> Iterator[tuple[str, Element]]:
    for name, typed in SEARCHES.items():
        page = visitor.search(language, **typed)
        yield f"{page.path} {name}", page.root
        links = (link.get("href", "") for link in page.root.iter("a"))
        beside = visitor.get(next(address for address in links if "/with/" in address))
        yield f"{beside.path} {name}", beside.root
    for name, typed in MISTAKES.items():
        page = visitor.search(language, **typed)
        yield f"{page.path} {name}", page.root


def _self_check(visitor: Visitor, language: str) -> Iterator[tuple[str, Element]]:
    start = visitor.get(f"/{language}/self-check")
    yield f"{start.path} no answer", start.press(say("Go on", language)).root
    after: dict[tuple[str, ...], Page] = {(): start}
    for path in by_what_is_said():
        given: tuple[str, ...] = ()
        for question, choice in path.items():
            page, given = after[given], (*given, choice)
            if given not in after:
                yield f"{page.path} {question}", page.root
                after[given] = page.press(say("Go on", language), choice=choice)
        yield f"{after[given].path} {' '.join(given)}", after[given].root


def _errors(app: Flask, language: str) -> Iterator[tuple[str, Element]]:
    refused = [default_exceptions[code]() for code in ERRORS]
    one_fact = (Query(docket="0702CR090101"), Query(name="Rosalind Okafor", born="1970"))
    for number, error in enumerate([*refused, *map(AsksMore, one_fact), RateLimitExceeded(Mock())]):
        with app.test_request_context(f"/{language}/nothing"):
            answer = app.make_response(app.handle_user_exception(error))
        yield f"/{language}/nothing {number}", parse(answer.get_data(as_text=True))[0]
