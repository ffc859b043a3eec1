"""The pages that need no search: the form, help, who runs this, privacy, sources, and leaving.

What is typed is sent to an address that shows nothing, and seals it into the address of a page that does. A
page that showed what was sent to it would stay in the browser with it: browsers write that down, and send it
again to whoever presses *back* and *reload*, also after "Clear and leave".
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lookup import courts
from lookup.reasons import N_
from lookup.web import errors, languages
from lookup.web.desk import signing
from lookup.web.forms import SEARCH, SearchForm
from lookup.web.site import site

blueprint = Blueprint("pages", __name__)

_FORM = "form"

_DEPARTMENTS = (
    ("BMC", N_("Boston Municipal Court")),
    ("DISTRICT", N_("District Courts")),
    ("SUPERIOR", N_("Superior Courts")),
)


@blueprint.app_url_value_preprocessor
def _known_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """A first part of the address that is no language of the site is no page."""
    if values and values.get("language") not in (None, *site().languages):
        abort(404)


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """To the first page, in the language that the browser asks for."""
    response = make_response(redirect(url_for("pages.home", language=languages.current())))
    response.headers["Vary"] = "Accept-Language"
    return response


@blueprint.get("/<language>/")
def home(language: str) -> str:
    """The search form; where there are no lists to search, the other ways."""
    return render_template("without.html") if site().settings.without_lists else search_form(SearchForm())


@blueprint.post("/<language>/")
def home_with_words(language: str) -> ResponseReturnValue:
    """To the form with what was typed: how the language is switched, and a search changed."""
    form = SearchForm.read(request.form)
    if form == SearchForm():
        return redirect(url_for("pages.home", language=language), 303)
    return _to_form(language, form)


@blueprint.get("/<language>/form/<sealed>")
def form(language: str, sealed: str) -> ResponseReturnValue:
    """The search form with what was typed, and, where it was tried, with what to mend."""
    words = site().sealer.open(_FORM, sealed)
    if words is None:
        return errors.page(410)
    tried = words.pop("tried")
    form = SearchForm(**words)
    problems = form.problems() if tried else {}
    return make_response(search_form(form, problems), 422 if problems else 200)


def _to_form(language: str, form: SearchForm, tried: bool = False) -> ResponseReturnValue:
    sealed = site().sealer.seal(_FORM, {**asdict(form), "tried": tried})
    return redirect(url_for("pages.form", language=language, sealed=sealed), 303)


@blueprint.post("/<language>/search")
def search(language: str) -> ResponseReturnValue:
    """Seal what was typed into the address of its results; or of the form, with what to mend."""
    if site().settings.without_lists:
        abort(404)
    form = SearchForm.read(request.form)
    if form.problems():
        return _to_form(language, form, tried=True)
    sealed = site().sealer.seal(SEARCH, asdict(form.query()))
    return redirect(url_for("results.results", language=language, sealed=sealed), 303)


@blueprint.get("/<language>/search")
def search_again(language: str) -> ResponseReturnValue:
    """A reloaded or bookmarked search has nothing to search for: to the form."""
    return redirect(url_for("pages.home", language=language))


@blueprint.get("/<language>/help")
def help(language: str) -> str:
    """How to find a docket number, whom to call, how to help somebody else."""
    return render_template("help.html")


@blueprint.get("/<language>/about")
def about(language: str) -> str:
    """Who runs this, what happened at the labs, what was searched, and the sources."""
    return render_template("about.html", release=site().release())


@blueprint.get("/<language>/privacy")
def privacy(language: str) -> str:
    """What is kept (nothing), and what the browser keeps."""
    return render_template("privacy.html")


@blueprint.post("/<language>/leave")
def leave(language: str) -> ResponseReturnValue:
    """Clear and leave: end the session at once, and go to a page that tells nothing."""
    signing.leave()
    response = make_response(redirect(url_for("pages.left", language=language), 303))
    # A foreign page can send this form, though without the cookie: it shall not clear what somebody works on.
    if request.headers.get("Sec-Fetch-Site") != "cross-site":
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@blueprint.get("/<language>/left")
def left(language: str) -> str:
    """The page after leaving: it does not say which site this was."""
    return render_template("left.html")


def search_form(form: SearchForm, problems: dict[str, str] | None = None) -> str:
    """The search form with what was typed, and what is wrong with it."""
    return render_template(
        "home.html", form=form, problems=problems or {}, court_groups=_court_groups(), posted=bool(problems)
    )


def _court_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The courts to choose from, by code and name; juvenile courts' records are closed to the public."""
    known = sorted(courts.courts().values(), key=lambda court: court.name)
    groups = [
        (str(gettext(label)), [(court.code, court.name) for court in known if court.department == department])
        for department, label in _DEPARTMENTS
    ]
    elsewhere = (incident for incident in site().incidents.values() if incident.courts)
    return groups + [(incident.jurisdiction, list(incident.courts.items())) for incident in elsewhere]
