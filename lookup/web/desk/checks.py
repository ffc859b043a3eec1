"""The pages of a check: how far it is, who is listed, what a person settles, and each one's answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lookup.cases import MIXED
from lookup.incidents import IncidentStatus
from lookup.reasons import N_
from lookup.staff import columns
from lookup.staff.checking import VERDICTS
from lookup.staff.rows import COLUMNS, FORM, INTERRUPTED, RUNNING, Check, Row
from lookup.web import headers
from lookup.web.desk import home, words
from lookup.web.rights import topics_of
from lookup.web.site import site
from lookup.web.views import CaseView, meanings, view

blueprint = Blueprint("checks", __name__)

_ON_A_PAGE = 50
_TICK = N_("Tick the cases that are this person’s. Or say that none is.")
_SHOWN_ROWS = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the rows of a check, with their cases: those of one verdict (or all, ""), so many pages."""

    rows: Sequence[tuple[Row, Sequence[CaseView]]]
    verdict: str
    page: int
    pages: int


@blueprint.get("/<language>/staff/checks/<check>")
def check(language: str, check: str) -> ResponseReturnValue:
    """A check: its columns while they are not settled, how far it is while it runs, then who is listed."""
    found = home.find(check)
    if found is None:
        return home.gone(language)
    if not found.whole_list:
        if found.state == FORM:
            return redirect(url_for("person.change", language=language, check=check))
        return _to("checks.row", language, check, 1)
    # Somebody may have just pressed the button of its columns.
    if found.state == COLUMNS and not site().checks.progress(home.holder(), check).alive:
        return render_template(
            "staff/columns.html", check=found, id=check, labels=columns.LABELS, shown=found.rows[:_SHOWN_ROWS]
        )
    if found.state in (COLUMNS, RUNNING):
        return _running(language, check)
    if found.state == INTERRUPTED:
        return render_template("staff/interrupted.html")
    totals = Counter(row.verdict for row in found.rows)
    counted = [(verdict, totals[verdict]) for verdict in VERDICTS]
    return render_template(
        "staff/check.html", check=found, id=check, part=_part(found), totals=counted, results=_results(found)
    )


def _running(language: str, identity: str) -> ResponseReturnValue:
    progress = site().checks.progress(home.holder(), identity)
    if progress.alive:
        headers.allow_script()
        return render_template("staff/running.html", progress=progress, id=identity)
    found = home.find(identity)
    if found and found.state != RUNNING:
        # It ended between two looks.
        return redirect(url_for("checks.check", language=language, check=identity))
    with site().checks.changing(home.holder(), identity) as mine:
        mine[:] = [Check(whole_list=True, state=INTERRUPTED)]
    return render_template("staff/interrupted.html")


@blueprint.get("/<language>/staff/checks/<check>/progress")
def progress(language: str, check: str) -> ResponseReturnValue:
    """How far a check is, for the script of its page."""
    found = site().checks.progress(home.holder(), check)
    return jsonify(done=found.done, total=found.total, ended=not found.alive)


def _part(check: Check) -> Part:
    verdict = request.args.get("show", "")
    verdict = verdict if verdict in VERDICTS else ""
    rows = [row for row in check.rows if verdict in ("", row.verdict)]
    pages = max(1, -(-len(rows) // _ON_A_PAGE))
    page = min(max(request.args.get("page", 1, int), 1), pages)
    shown = rows[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]
    return Part([(row, [view(case, True) for case in row.cases]) for row in shown], verdict, page, pages)


def _results(check: Check) -> Counter[str]:
    """How many people have a case of each tone, of those whose cases are settled."""
    found: Counter[str] = Counter()
    for row in check.rows:
        found.update({view(case, certain=True).tone for case in row.cases})
    return found


@blueprint.get("/<language>/staff/checks/<check>/rows/<int:number>")
def row(language: str, check: str, number: int) -> ResponseReturnValue:
    """One person: every case that may be theirs, with why, and the choice which of them are."""
    found = home.find(check)
    row = found.row(number) if found else None
    if found is None or row is None or not row.finding:
        return home.gone(language)
    hits = [(view(hit.case, hit.certain, reasons=hit.reasons), _of_a_hundred(hit.score)) for hit in row.hits]
    return render_template(
        "staff/row.html",
        check=found,
        id=check,
        row=row,
        hits=hits,
        waiting=len(found.waiting),
        release=site().release(),
    )


def _of_a_hundred(score: float) -> int:
    """A score in whole numbers: never 0, and never 100, as if it were certain."""
    return min(99, max(1, round(score * 100)))


@blueprint.post("/<language>/staff/checks/<check>/rows/<int:number>")
def settle(language: str, check: str, number: int) -> ResponseReturnValue:
    """Say which cases are this person's, or that none is; then to the answer, or to the next one."""
    with site().checks.changing(home.holder(), check) as found:
        row = found[0].row(number) if found else None
        if row is None or not row.finding:
            return home.gone(language)
        chosen = _chosen(row)
        if not chosen and "none" not in request.form:
            flash(gettext(_TICK))
            return _to("checks.row", language, check, number)
        found[0] = found[0].with_row(row.settled(chosen))
        after = found[0].next_open(row)
    if not found[0].whole_list:
        return _to("checks.answer" if chosen else "checks.row", language, check, number)
    if after:
        return _to("checks.row", language, check, after.number)
    return redirect(url_for("checks.check", language=language, check=check), 303)


@blueprint.post("/<language>/staff/checks/<check>/none-of-the-rest")
def none_of_the_rest(language: str, check: str) -> ResponseReturnValue:
    """Say of everybody who still waits that no case is theirs; each row can be opened again."""
    with site().checks.changing(home.holder(), check) as found:
        if not found:
            return home.gone(language)
        for row in found[0].waiting:
            found[0] = found[0].with_row(row.settled(()))
    return redirect(url_for("checks.check", language=language, check=check), 303)


def _chosen(row: Row) -> tuple[int, ...]:
    if "none" in request.form:
        return ()
    # Of one case alone there is nothing to choose.
    if len(row.hits) == 1:
        return (0,)
    return tuple(place for place in request.form.getlist("case", int) if 0 <= place < len(row.hits))


def _to(endpoint: str, language: str, check: str, number: int) -> ResponseReturnValue:
    return redirect(url_for(endpoint, language=language, check=check, number=number), 303)


@blueprint.get("/<language>/staff/checks/<check>/rows/<int:number>/answer")
def answer(language: str, check: str, number: int) -> ResponseReturnValue:
    """One answer over all cases of a person, per charge."""
    found = home.find(check)
    row = found.row(number) if found else None
    if found is None or row is None:
        return home.gone(language)
    if not row.cases:
        return _to("checks.row", language, check, number)
    views = [view(case, True, case.person.name.full) for case in row.cases]
    meant = meanings(views)
    return render_template(
        "staff/answer.html",
        check=found,
        id=check,
        row=row,
        views=views,
        meanings=meant,
        summary=_summary(views),
        mixed=site().content.answers[MIXED],
        topics=topics_of(topic for meaning in meant for topic in meaning.status.topics),
    )


def _summary(views: Sequence[CaseView]) -> list[tuple[IncidentStatus, int]]:
    """How many charges have each status, over all cases, whichever lab they are about."""
    each = [(words.text(status.label), status) for one in views for _, status in one.charges]
    counted = Counter(label for label, _ in each)
    return [(status, counted[label]) for label, status in dict(each).items()]


@blueprint.post("/<language>/staff/checks/<check>/close")
def close(language: str, check: str) -> ResponseReturnValue:
    """Delete a check at once."""
    site().checks.delete(home.holder(), check)
    return home.gone(language)


blueprint.add_app_template_filter(words.verdict)
blueprint.add_app_template_filter(words.why_unread)
