"""What leaves the desk: sheets to hand out, letters, their ledger, and the download that ends a check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from flask import Blueprint, Response, flash, redirect, render_template, request, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lookup import names
from lookup.reasons import N_
from lookup.staff import downloads, journal, ledger
from lookup.staff.checking import NOT_FOUND, VERDICTS
from lookup.staff.ledger import UnknownReference
from lookup.staff.rows import DONE, Check, Row
from lookup.staff.store import StaffStore
from lookup.web.desk import handouts, home, letters, selfcheck_sheet, words
from lookup.web.desk.cover import CoverRow
from lookup.web.desk.handouts import Handout
from lookup.web.desk.letters import Letter, LetterError
from lookup.web.site import site
from lookup.web.views import view

blueprint = Blueprint("papers", __name__)

_BOTH, _EVERYBODY = "both", "everybody"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": _XLSX}
_CHUNK = 64 * 1024
_NOBODY = N_("There is no sheet to make. Nobody here has an answer yet.")
_NO_LETTERS = N_("Nobody on this list has a case that was kept.")


@blueprint.get("/<language>/staff/self-check.pdf")
def self_check(language: str) -> ResponseReturnValue:
    """The questions on paper, for people without any."""
    return _pdf(selfcheck_sheet.pdf(site().languages), "questions.pdf")


@blueprint.get("/<language>/staff/checks/<check>/rows/<int:number>/sheet.pdf")
def handout(language: str, check: str, number: int) -> ResponseReturnValue:
    """The sheet of one person, also of one who was not found."""
    found = home.find(check)
    row = found.row(number) if found else None
    if row is None:
        return home.gone(language)
    if not _has_a_sheet(row):
        flash(gettext(_NOBODY))
        return redirect(url_for("checks.row", language=language, check=check, number=number), 303)
    home.note(journal.HANDOUTS, 1)
    return _pdf(handouts.pdf([_handout(row)], _today()), "sheet.pdf")


@blueprint.get("/<language>/staff/checks/<check>/sheets.pdf")
def sheets(language: str, check: str) -> ResponseReturnValue:
    """One file for everybody on a list, or a part of it, after a cover that lists them for the staff."""
    found = home.find(check)
    if found is None or found.state != DONE:
        return home.gone(language)
    part = _part(found, request.args.get("part", 1, int))
    everybody = request.args.get("who") == _EVERYBODY
    rows = [row for row in part if _has_a_sheet(row) and (row.cases or everybody)]
    if not rows:
        return _back(language, check, _NOBODY)
    listed = [CoverRow(row.number, row.name, row.verdict, _spoken(row)) for row in part]
    made = handouts.pdf([_handout(row) for row in rows], _today(), cover=listed)
    home.note(journal.HANDOUTS, len(rows))
    return _pdf(made, "sheets.pdf")


def _part(check: Check, number: int) -> tuple[Row, ...]:
    """A part of a list; the first one where there is none of this number."""
    parts = check.parts
    return parts[number - 1] if 0 < number <= len(parts) else parts[0]


def _has_a_sheet(row: Row) -> bool:
    """Whether the answer is settled: a sheet must not say "nothing found" of what nobody has looked at."""
    return bool(row.cases) or row.verdict == NOT_FOUND


def _handout(row: Row) -> Handout:
    return Handout(row.number, _called(row.name), row.cases, _spoken(row))


def _called(name: str) -> str:
    """A name as one says it to somebody: lists often have "MULQUEEN, TERRENCE"."""
    return names.parse_listed(name)[0].full or name


def _spoken(row: Row) -> tuple[str, ...]:
    """The languages of a person's sheet: the one on the list, or else those that were chosen on the page."""
    if row.asked.language:
        return (row.asked.language,)
    chosen = request.args.get("spoken", _BOTH)
    return (chosen,) if chosen in site().languages else site().languages


@blueprint.post("/<language>/staff/checks/<check>/letters.pdf")
def letters_of(language: str, check: str) -> ResponseReturnValue:
    """Letters to whoever of a part has a case that was left in place; each is noted in the ledger."""
    found = home.find(check)
    if found is None or found.state != DONE:
        return home.gone(language)
    part = _part(found, request.form.get("part", 1, int))
    rows = [row for row in part if letters.kept(row.cases)]
    if not rows:
        return _back(language, check, _NO_LETTERS)
    key = ledger.key_of(site().settings.instance)
    written = [_letter(key, row) for row in rows]
    try:
        printed = letters.pdf(written, _today())
    except LetterError as error:
        return _back(language, check, str(error))
    with StaffStore(site().settings.instance) as store:
        ledger.printed(store, key, [letter.cases for letter in written], _today())
    home.note(journal.LETTERS, len(rows))
    return _pdf(printed, "letters.pdf")


def _letter(key: bytes, row: Row) -> Letter:
    cases = letters.kept(row.cases)
    return Letter(_called(row.name), row.asked.address, cases, ledger.reference_of(key, cases))


@blueprint.get("/<language>/staff/letters")
def ledger_page(language: str) -> str:
    """Where letters that came back, and answers, are noted."""
    return render_template("staff/ledger.html")


@blueprint.post("/<language>/staff/letters")
def note_letter(language: str) -> ResponseReturnValue:
    """Note that a letter came back, or was answered, today."""
    again = redirect(url_for("papers.ledger_page", language=language), 303)
    change = ledger.returned if request.form.get("what") == "returned" else ledger.answered
    try:
        with StaffStore(site().settings.instance) as store:
            change(store, request.form.get("reference", ""), _today())
    except UnknownReference:
        flash(gettext(N_("No letter has this code. Look at the foot of the letter for one like K7Q2-M4XD.")))
        return again
    flash(gettext(N_("It is noted.")), "done")
    return again


@blueprint.post("/<language>/staff/checks/<check>/results.<any(csv, xlsx):kind>")
def download(language: str, check: str, kind: str) -> ResponseReturnValue:
    """The list with an answer in each row. When the last of it was sent, the check is deleted."""
    found, whose = home.find(check), home.holder()
    if found is None or found.state != DONE:
        return home.gone(language)
    header, rows = _header(found), [_result(row) for row in found.rows]
    if kind == "csv":
        data = downloads.csv_bytes(header, rows)
    else:
        totals = [(words.verdict(code), sum(row.verdict == code for row in found.rows)) for code in VERDICTS]
        data = downloads.xlsx_bytes(header, rows, totals, (gettext(N_("Results")), gettext(N_("Totals"))))
    home.note(journal.DOWNLOADED, len(rows))

    def sent() -> Iterator[bytes]:
        for start in range(0, len(data), _CHUNK):
            yield data[start : start + _CHUNK]
        # Not before: over a weak signal a download that breaks off can be begun again.
        site().checks.delete(whose, check)

    return _attached(Response(stream_with_context(sent()), mimetype=_KINDS[kind]), f"results.{kind}")


def _header(check: Check) -> list[str]:
    width = max((len(row.cells) for row in check.rows), default=0)
    own = check.header or [str(gettext("Column %(number)s", number=place + 1)) for place in range(width)]
    ours = (N_("Answer"), N_("Cases"), N_("Charges"), N_("Why, and what differs"))
    return [*own, *map(gettext, ours)]


def _result(row: Row) -> list[str]:
    """The row as it stood in the list, with this person's cases; while that is open, with all that may be."""
    hits = row.hits if row.is_open else [row.hits[place] for place in row.places]
    charges = [
        f"{one.case.docket} {gettext('Charge %(number)s', number=charge.number)}: {words.text(status.label)}"
        for one in (view(hit.case, hit.certain) for hit in hits)
        for charge, status in one.charges
    ]
    why = [f"{hit.case.docket}: {words.told(reason)}" for hit in hits for reason in hit.reasons]
    unread = [f"{one.text}: {words.plain_unread(one)}" for one in row.finding.unread] if row.finding else []
    return [
        *row.cells,
        words.verdict(row.verdict),
        "; ".join(hit.case.docket for hit in hits),
        "; ".join(charges),
        "; ".join([*why, *unread]),
    ]


def _back(language: str, check: str, problem: str) -> ResponseReturnValue:
    flash(gettext(problem))
    return redirect(url_for("checks.check", language=language, check=check), 303)


def _pdf(data: bytes, name: str) -> ResponseReturnValue:
    return _attached(Response(data, mimetype="application/pdf"), name)


def _attached(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _today() -> date:
    return datetime.now(UTC).date()
