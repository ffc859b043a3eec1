"""Results: the sealed query is opened, searched, and shown as what may be said about it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lookup import disclosure, dockets
from lookup.advice import Advice
from lookup.cases import MIXED, Case, Charge, Source
from lookup.disclosure import FOUND, NONE, Answer, Opened
from lookup.incidents import Incident, IncidentStatus, Note
from lookup.reasons import N_, Reason
from lookup.release import ReleaseInfo
from lookup.search import DOCKET, Query
from lookup.web import errors, limits
from lookup.web.forms import SEARCH, SearchForm
from lookup.web.rights import topics_of
from lookup.web.site import site

blueprint = Blueprint("results", __name__)

_MOST_CASES = 60
_STEP = 0.25
"""Seconds: a page that says "nothing found" leaves after a whole number of these.

Many times what the longest search takes, so that on a slow or busy machine too it is one of them.
"""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a status comes from: the list with its filing date, and the court's order if there is one."""

    status: IncidentStatus
    source: Source


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as the page shows it. `name` is empty where no name may be printed."""

    case: Case
    incident: Incident
    certain: bool
    name: str
    old_style: str
    tone: str
    status: Advice
    reasons: tuple[Reason, ...]
    charges: tuple[tuple[Charge, IncidentStatus], ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one status of one incident means, once for all cases that have it."""

    incident: Incident
    status: IncidentStatus
    notes: tuple[Note, ...]


@blueprint.get("/<language>/results/<sealed>")
def results(language: str, sealed: str) -> ResponseReturnValue:
    """What a search found; or, where the address is too old or not this visitor's, a page that says so."""
    return _found("results.html", sealed)


@blueprint.get("/<language>/results/<sealed>/with/<other>")
def beside(language: str, sealed: str, other: str) -> ResponseReturnValue:
    """The same for paper, in two languages side by side."""
    if other == language or other not in site().languages:
        abort(404)
    return _found("beside.html", sealed)


def _found(template: str, sealed: str) -> ResponseReturnValue:
    began = time.monotonic()
    words = site().sealer.open(SEARCH, sealed)
    if words is None:
        return errors.page(410)
    query = Query(**words)
    # One release answers the whole request, also where a new one is switched to meanwhile.
    searcher = site().current.searcher()
    admitted = site().limits.admit(query, sealed, searcher.release.info)
    matches = searcher.find(query, limit=_MOST_CASES, without=site().withheld.covers)
    if admitted.exact:
        matches = [match for match in matches if limits.proven(match)]
    answer = disclosure.decide(matches, site().settings.disclosure)
    site().limits.settle(admitted, answer)
    page = _page(template, query, answer, searcher.release.info, admitted.exact)
    if answer.outcome == NONE:
        _wait_for_the_next_step(began)
    return page


def _wait_for_the_next_step(began: float) -> None:
    """Nothing found, wrong second fact and withheld take the same time, so that it tells nothing."""
    taken = time.monotonic() - began
    time.sleep(_STEP - taken % _STEP)


def _page(template: str, query: Query, answer: Answer, release: ReleaseInfo, exact: bool) -> str:
    views = [_view(opened) for opened in answer.opened]
    meanings = _meanings(views)
    said: list[Advice] = [meaning.status for meaning in meanings]
    nothing = site().content.answers["nothing"]
    form = SearchForm.of(query)
    return render_template(
        template,
        title=_title(query, answer),
        form=form,
        asked_docket=form.standard_docket(),
        answer=answer,
        exact=exact,
        views=views,
        meanings=meanings,
        sheets=[(view, _meanings([view])) for view in views],
        mixed=site().content.answers[MIXED],
        nothing=nothing,
        topics=topics_of(topic for each in said or [nothing] for topic in each.topics),
        release=release,
    )


def _title(query: Query, answer: Answer) -> str:
    by_docket = any(DOCKET in opened.match.confirmed for opened in answer.opened)
    if answer.outcome == NONE:
        title = N_("We did not find a match")
    elif answer.outcome == FOUND:
        title = N_("We found this name on a list") if query.name else N_("This docket number is on a list")
    elif answer.people > 1:
        title = (
            N_("More than one person is listed under this number")
            if by_docket
            else N_("More than one person has this name")
        )
    else:
        title = N_("This may be the case you are looking for")
    return str(gettext(title))


def _view(opened: Opened) -> CaseView:
    case = opened.match.case
    incident = site().incidents[case.incident]
    charges = tuple((charge, incident.status(charge.status)) for charge in case.charges)
    statuses = [status for _, status in charges]
    mixed = case.status == MIXED
    return CaseView(
        case=case,
        incident=incident,
        certain=opened.certain,
        name=case.person.name.full if opened.by_name else "",
        old_style=dockets.old_style(case.docket),
        tone=MIXED if mixed else statuses[0].tone,
        status=site().content.answers[MIXED] if mixed else statuses[0],
        reasons=opened.reasons,
        charges=charges,
        citations=_citations(charges),
    )


def _citations(charges: Iterable[tuple[Charge, IncidentStatus]]) -> tuple[Citation, ...]:
    """Each list that a status of this case comes from, once."""
    found: dict[tuple[str, str, str], Citation] = {}
    for charge, status in charges:
        key = (status.id, charge.source.file, charge.source.sheet)
        found.setdefault(key, Citation(status, charge.source))
    return tuple(found.values())


def _meanings(views: Sequence[CaseView]) -> list[Meaning]:
    """What the statuses on the page mean, each once, with the notes for the districts on the page."""
    found: dict[tuple[str, str], Meaning] = {}
    for view in views:
        for charge, status in view.charges:
            key = (view.incident.id, status.id)
            known = found.get(key, Meaning(view.incident, status, ()))
            notes = view.incident.notes_for(status.id, charge.source.district)
            more = tuple(note for note in notes if note not in known.notes)
            found[key] = replace(known, notes=known.notes + more)
    return list(found.values())
