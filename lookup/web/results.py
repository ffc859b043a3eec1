"""Results: the sealed query is opened, searched, and shown as what may be said about it."""

from __future__ import annotations

import time

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lookup import disclosure
from lookup.advice import Advice
from lookup.cases import MIXED
from lookup.disclosure import FOUND, NONE, Answer, Opened
from lookup.reasons import N_
from lookup.release import ReleaseInfo
from lookup.search import DOCKET, Query
from lookup.web import errors, limits
from lookup.web.forms import SEARCH, SearchForm
from lookup.web.rights import topics_of
from lookup.web.site import site
from lookup.web.views import CaseView, meanings, view

blueprint = Blueprint("results", __name__)

_MOST_CASES = 60
_STEP = 0.25
"""Seconds: a page that says "nothing found" leaves after a whole number of these.

Many times what the longest search takes, so that on a slow or busy machine too it is one of them.
"""


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
    meant = meanings(views)
    said: list[Advice] = [meaning.status for meaning in meant]
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
        meanings=meant,
        sheets=[(one, meanings([one])) for one in views],
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
    return view(case, opened.certain, case.person.name.full if opened.by_name else "", opened.reasons)
