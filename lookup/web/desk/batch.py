"""A whole list: pasted or uploaded, its columns found and corrected, then searched."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import cast

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lookup.reasons import N_
from lookup.staff import columns, journal, tables
from lookup.staff.checks import Deleted, Work
from lookup.staff.columns import Layout
from lookup.staff.rows import COLUMNS, RUNNING, Check, Row
from lookup.staff.tables import CannotRead
from lookup.web import languages
from lookup.web.desk import home, searching
from lookup.web.site import site

blueprint = Blueprint("batch", __name__)

_NO_CONSENT = N_("Tick the box to say that the people have agreed. If they have not, please do not look.")
_NOBODY = N_("Choose which column has names or docket numbers. We need one of them to search.")

_LARGEST = 20_000_000
"""Bytes that are taken, so that the page can say that a list is too large instead of breaking off."""


@blueprint.before_request
def allow_a_list() -> None:
    """A list is larger than any other form; it is only read where somebody is signed in."""
    request.max_content_length = request.max_form_memory_size = _LARGEST


@blueprint.get("/<language>/staff/list")
def form(language: str) -> str:
    """Where to paste or choose a list."""
    return render_template("staff/list.html", most=tables.MAX_PEOPLE)


@blueprint.post("/<language>/staff/list")
def read(language: str) -> ResponseReturnValue:
    """Read a list, and go to the page that shows what each column was taken for."""
    again = redirect(url_for("batch.form", language=language), 303)
    if "consent" not in request.form:
        flash(gettext(_NO_CONSENT))
        return again
    try:
        sheet = tables.read(_sent())
    except CannotRead as error:
        flash(error.told(gettext))
        return again
    header, fields = sheet.layout.header or (), sheet.layout.fields
    body = sheet.rows[1:] if header else sheet.rows
    rows = tuple(Row(number, cells=cells) for number, cells in enumerate(body, start=1))
    check = Check(True, COLUMNS, sheet.name, header, fields, rows)
    identity = site().checks.add(home.holder(), check)
    return redirect(url_for("checks.check", language=language, check=identity), 303)


def _sent() -> bytes:
    """The file, or the pasted text where no file was chosen. Raises CannotRead where there is neither."""
    file = request.files.get("list")
    data = file.read() if file else b""
    pasted = request.form.get("pasted", "").encode()
    if not (data or pasted.strip()):
        raise CannotRead("nothing")
    return data or pasted


@blueprint.post("/<language>/staff/checks/<check>/columns")
def start(language: str, check: str) -> ResponseReturnValue:
    """Search for everybody on the list, by the columns as they were corrected."""
    if home.find(check) is None:
        return home.gone(language)
    # Of somebody who presses twice, the second press finds the first one at work.
    with suppress(BlockingIOError, Deleted):
        _begin(check, site().checks.work(home.holder(), check))
    return redirect(url_for("checks.check", language=language, check=check), 303)


def _begin(identity: str, work: Work) -> None:
    """Search, if there is somebody to search for, and if nobody has before. Raises Deleted."""
    app = cast(Flask, current_app._get_current_object())  # type: ignore[attr-defined]
    begun = False
    try:
        settled = _to_search(home.find(identity))
        if settled and home.may_ask(journal.A_LIST, len(settled.rows)):
            searching.begin(app, work, replace(settled, state=RUNNING))
            begun = True
    finally:
        if not begun:
            work.close()


def _to_search(found: Check | None) -> Check | None:
    """A check that waits for its columns with them settled, unless there is nothing to search for."""
    if found is None or found.state != COLUMNS:
        return None
    settled = _settled(found)
    if any(row.asked.names or row.asked.dockets for row in settled.rows):
        return settled
    flash(gettext(_NOBODY))
    return None


def _settled(check: Check) -> Check:
    """The check with the columns that were chosen on the page, and the people that they give."""
    rows = check.rows
    header = check.header
    if "first_row" in request.form and not header:
        header, rows = rows[0].cells, rows[1:]
    elif "first_row" not in request.form and header:
        rows, header = (Row(0, cells=header), *rows), ()
    given = [request.form.get(f"column{place}", "") for place in range(len(check.fields))]
    fields = tuple(field if field in columns.FIELDS else "" for field in given)
    own = {tag: languages.own_name(tag) for tag in site().languages}
    people = columns.people([row.cells for row in rows], Layout(header or None, fields), own)
    numbered = enumerate(zip(rows, people, strict=True), start=1)
    found = tuple(replace(row, number=number, asked=asked) for number, (row, asked) in numbered)
    return replace(check, header=header, fields=fields, rows=found)
