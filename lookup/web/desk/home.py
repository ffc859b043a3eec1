"""The first page of the desk, and what its pages share: the checks of who is signed in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lookup.reasons import N_
from lookup.staff import allowance, journal
from lookup.staff.checks import Holder
from lookup.staff.rows import Check
from lookup.staff.store import StaffStore
from lookup.web.desk import signing
from lookup.web.site import site

blueprint = Blueprint("desk", __name__)

_USED_UP = N_("This account has checked as many people as it may today. Try again tomorrow.")
_GONE = N_("This check has been closed. What was in it is deleted.")


@blueprint.get("/<language>/staff/")
def home(language: str) -> str:
    """What one can do at the desk."""
    return render_template("staff/home.html")


def holder() -> Holder:
    """The staff session of this request, as whose checks are kept."""
    signed_in = signing.current()
    return Holder(signed_in.session_token, signed_in.session_hash)


def find(check: str) -> Check | None:
    """A check of who is signed in; None where it was deleted. Raises WithheldError.

    One with a case that was withheld since is deleted: whoever asks again is told what is so now.
    """
    found = site().checks.find(holder(), check)
    hits = (hit for row in found.rows for hit in row.hits) if found else ()
    if any(site().withheld.covers(hit.case) for hit in hits):
        site().checks.delete(holder(), check)
        return None
    return found


def gone(language: str) -> ResponseReturnValue:
    """To the desk's first page, which says that the check is no longer there."""
    flash(gettext(_GONE), "done")
    return redirect(url_for("desk.home", language=language), 303)


def note(event: str, people: int) -> None:
    """Write into the journal what was done, and for how many people."""
    with StaffStore(site().settings.instance) as store:
        journal.note(store, signing.current().email, event, people)


def may_ask(event: str, people: int) -> bool:
    """Whether there is room for so many people today; then it is noted, and otherwise the visitor is told."""
    with StaffStore(site().settings.instance) as store:
        if allowance.take(store, signing.current().email, event, people):
            return True
    flash(gettext(_USED_UP))
    return False
