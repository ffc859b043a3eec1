"""When something is wrong: a calm page in the visitor's language, never a traceback."""

from __future__ import annotations

from flask import Flask, Response, current_app, make_response, render_template, request
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_limiter import RateLimitExceeded
from gunicorn.http.errors import NoMoreData, ParseException
from limits.errors import StorageError
from werkzeug.exceptions import HTTPException, InternalServerError

from lookup.reasons import N_
from lookup.release import ReleaseError
from lookup.staff.passwords import Busy
from lookup.web import logs
from lookup.web.api import problems
from lookup.web.api.problems import Problem
from lookup.web.forms import SearchForm
from lookup.web.limits import AsksMore, seconds_left
from lookup.withheld import WithheldError

_PAGES = {
    400: (N_("We could not read that"), N_("Something went wrong with the form. Go back and try again.")),
    404: (
        N_("This page does not exist"),
        N_("The address may have a typing error. Start again from the first page."),
    ),
    405: (N_("This page cannot be opened this way"), N_("Start again from the first page.")),
    410: (
        N_("This page has been closed"),
        N_("To protect you, such pages close within 30 minutes, and when you leave. You can start again."),
    ),
    413: (N_("That was too long"), N_("Write only a name, a year of birth or a docket number.")),
    500: (
        N_("Something went wrong here"),
        N_(
            "This is our mistake, not yours. We did not keep what you wrote."
            " Try again, or call the number below."
        ),
    ),
    503: (
        N_("We cannot search right now"),
        N_("Try again in a few minutes, or call the number below. They answer questions about these cases."),
    ),
}


_LAST_RESORT = (
    "Something went wrong here. Try again in a few minutes.\n"
    "Algo salió mal aquí. Intente de nuevo en unos minutos.\n"
)
"""Where even the page that says so cannot be made."""


def register(app: Flask) -> None:
    """Answer every error of an app with a page."""
    app.register_error_handler(AsksMore, _asks_more)
    app.register_error_handler(RateLimitExceeded, _too_many)
    app.register_error_handler(StorageError, _cannot_count)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Busy, lambda _: page(503))
    app.register_error_handler(ReleaseError, _cannot_search)
    app.register_error_handler(WithheldError, _cannot_search)
    # What gunicorn says of a body in broken chunks: only whoever reads the form learns it.
    for broken in (ParseException, NoMoreData):
        app.register_error_handler(broken, lambda _: page(400))
    app.register_error_handler(Exception, _unexpected)


def page(code: int) -> ResponseReturnValue:
    """The page for an HTTP status code, in the visitor's language; for a program, the problem."""
    if problems.wanted():
        return problems.answer(Problem(code))
    title, text = _PAGES.get(code, _PAGES[400 if code < 500 else 500])
    if request_ctx.url_adapter is None:
        # Under a Host that can be none Flask writes no addresses, and a page has some.
        request_ctx.url_adapter = current_app.url_map.bind("localhost")
    return make_response(render_template("error.html", title=gettext(title), text=gettext(text)), code)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if 300 <= code < 400:
        return error
    response = make_response(page(code))
    # What the standard asks for beside the page: which methods would do, for one.
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def _asks_more(error: AsksMore) -> ResponseReturnValue:
    return _limited(SearchForm.of(error.query) if error.query else None)


def _too_many(_: RateLimitExceeded) -> ResponseReturnValue:
    return _limited(None)


def _limited(form: SearchForm | None) -> ResponseReturnValue:
    """What a limit answers: one more fact is asked for, or (without a form) to come back another day."""
    response = make_response(render_template("limited.html", form=form), 429)
    response.headers["Retry-After"] = str(seconds_left())
    return response


def _cannot_count(error: StorageError) -> ResponseReturnValue:
    logs.notice(f"searches cannot be counted, so none is answered ({error.storage_error})")
    return page(503)


def _cannot_search(error: Exception) -> ResponseReturnValue:
    logs.notice(str(error))
    return page(503)


def _unexpected(error: Exception) -> ResponseReturnValue:
    logs.fault(error, request.endpoint or "")
    try:
        return page(InternalServerError.code)
    except Exception as again:
        logs.fault(again, "the error page")
        return Response(_LAST_RESORT, InternalServerError.code, mimetype="text/plain")
