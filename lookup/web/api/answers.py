"""What another system is answered: verdicts, and to a token of the scope `cases` also the cases.

Never a birth date, an offense or a statute. Sentences are in the language that was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from flask_babel import gettext

from lookup.cases import Charge, Source
from lookup.release import ReleaseInfo
from lookup.staff.checking import Finding, Hit
from lookup.web.api.reading import Person
from lookup.web.desk import words
from lookup.web.shown import day
from lookup.web.site import site


def answer(
    people: Iterable[Person], findings: Iterable[Finding], release: ReleaseInfo, with_cases: bool
) -> dict[str, Any]:
    """The whole answer, as JSON holds it: which release, which lists were searched, what was found."""
    return {
        "release": {name: getattr(release, name) for name in ("id", "made", "title", "demo")},
        "lists": [_searched(facts) for facts in release.lists],
        "results": [
            _result(person, finding, with_cases) for person, finding in zip(people, findings, strict=True)
        ],
    }


def _searched(facts: dict[str, Any]) -> dict[str, Any]:
    gaps = site().incidents[facts["incident"]].gaps
    shown = {name: facts[name] for name in ("incident", "district", "filed")}
    return {**shown, "gaps": [words.text(gap) for gap in gaps]}


def _result(person: Person, finding: Finding, with_cases: bool) -> dict[str, Any]:
    found = {
        "reference": person.reference,
        "verdict": finding.verdict,
        "unread": [asdict(unread) for unread in finding.unread],
    }
    return {**found, "cases": [_case(hit) for hit in finding.hits]} if with_cases else found


def _case(hit: Hit) -> dict[str, Any]:
    case = hit.case
    return {
        "incident": case.incident,
        "docket": case.docket,
        "court": case.court,
        "name": case.person.name.full,
        "certain": hit.certain,
        "score": round(hit.score, 3),
        "reasons": [words.told(reason) for reason in hit.reasons],
        "charges": [_charge(case.incident, charge) for charge in case.charges],
    }


def _charge(incident: str, charge: Charge) -> dict[str, Any]:
    return {
        "number": charge.number,
        "status": charge.status,
        "label": words.text(site().incidents[incident].status(charge.status).label),
        "as_of": charge.source.filed,
        "source": _source(charge.source),
    }


def _source(source: Source) -> str:
    """Where a status comes from, in the words of the pages."""
    told = gettext(
        "list of the %(district)s prosecutors, filed on %(day)s",
        district=source.district,
        day=day(source.filed),
    )
    return f"{told} ({source.sheet})" if source.sheet else str(told)
