"""The web site: `create_app` puts it together."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import Flask, g, url_for
from flask_babel import Babel

from lookup import cli, content, reviews, staff_cli, translations
from lookup.incidents import docket_formats
from lookup.release import ReleaseError, Releases
from lookup.reviews import ReviewError
from lookup.settings import PROJECT, Settings, SettingsError, check_environment
from lookup.staff.checks import Checks
from lookup.texts import SOURCE, ContentError
from lookup.translations import LanguageError
from lookup.web import (
    api,
    clients,
    desk,
    errors,
    headers,
    health,
    languages,
    logs,
    pages,
    paper,
    questions,
    results,
    rights,
    shown,
)
from lookup.web.limits import Limits
from lookup.web.requests import InMemoryRequest
from lookup.web.sealed import LIFETIME, Sealer
from lookup.web.sessions import BrowserSessions
from lookup.web.site import CurrentRelease, Site
from lookup.withheld import Withheld, WithheldError

_LARGEST_REQUEST = 64 * 1024
_DAYS_BETWEEN_CHECKS = 180
_MISTAKES = (SettingsError, ContentError, LanguageError, ReviewError, ReleaseError, WithheldError)


class StartError(Exception):
    """Why the site does not start: one line that says what is wrong and what to do."""


def create_app(config: Mapping[str, Any] | None = None, serving: bool = True) -> Flask:
    """The site as a WSGI app, set by `FLASK_*` variables and `config`. Raises StartError.

    `serving` is false for commands, which must also work before anything was published.
    """
    app = Flask("lookup", root_path=str(PROJECT))
    app.config.from_prefixed_env()
    app.config.from_mapping(config or {})
    app.config.update(
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=_LARGEST_REQUEST,
        SESSION_COOKIE_SAMESITE="Strict",
        PERMANENT_SESSION_LIFETIME=timedelta(seconds=LIFETIME),
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.request_class = InMemoryRequest
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    try:
        check_environment(os.environ)
        site = _site(app, serving)
        app.secret_key = site.settings.secret_key
        clients.register(app, site.settings.proxies)
        if serving:
            translations.check()
            site.limits.check()
            _warn(site)
    except _MISTAKES as error:
        raise StartError(str(error)) from error
    Babel(app, locale_selector=languages.asked, default_translation_directories=str(translations.FOLDER))
    app.extensions["case_check"] = site
    app.session_interface = BrowserSessions()
    for part in (pages, results, rights, questions, health):
        app.register_blueprint(part.blueprint)
    if not site.settings.without_lists:
        app.register_blueprint(api.blueprint)
    for part in (errors, headers, logs, shown, paper, desk, cli, staff_cli):
        part.register(app)
    _fingerprint_static_files(app)
    # Else a request's leftovers, which go away only now and then, would hold releases that no longer answer.
    app.teardown_appcontext(lambda _: g.pop("searcher", None))
    return app


def _site(app: Flask, serving: bool) -> Site:
    settings = Settings.load(app.config)
    # A command must also work while somebody translates into a new language.
    known_languages = translations.available() if serving else (SOURCE,)
    texts = content.load(known_languages)
    current = CurrentRelease(Releases(settings.instance), texts.incidents)
    sealer = Sealer(settings.secret_key, settings.instance / "ended")
    limits = Limits(app, settings, docket_formats(texts.incidents))
    unsigned = reviews.missing() if serving else {}
    checks = Checks(settings.instance, settings.secret_key)
    return Site(
        settings,
        texts,
        current,
        Withheld(settings.instance),
        sealer,
        limits,
        checks,
        known_languages,
        unsigned,
    )


def _warn(site: Site) -> None:
    """Open the release, so that a missing one stops the start; say what an operator should know."""
    site.withheld.read()
    info = site.release()
    if not site.settings.operator and not (info and info.demo):
        logs.notice("warning: FLASK_OPERATOR is not set, so no page says who runs this")
    stale = [contact for contact in content.contacts(site.on_lists()) if _is_stale(contact.checked)]
    if stale:
        whom = ", ".join(f"{contact.id} ({contact.phone})" for contact in stale)
        logs.notice(
            f"warning: call these numbers, and write the day into `checked` in lookup/data/incidents: {whom};"
            f" nobody did in the last {_DAYS_BETWEEN_CHECKS} days, and pages say so"
        )


def _is_stale(checked: str) -> bool:
    return not checked or (date.today() - date.fromisoformat(checked)).days > _DAYS_BETWEEN_CHECKS


def _fingerprint_static_files(app: Flask) -> None:
    """Static files are kept by browsers for a year: their address changes when they do."""
    marks: dict[str, str] = {}

    def static(name: str) -> str:
        if name not in marks:
            content = (PROJECT / "static" / name).read_bytes()
            marks[name] = hashlib.sha256(content).hexdigest()[:12]
        return url_for("static", filename=name, v=marks[name])

    app.jinja_env.globals["static"] = static
