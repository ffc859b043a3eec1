"""The web site: `create_app` puts it together."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from typing import Any

from flask import Flask, url_for
from flask_babel import Babel

from lookup import cli, incidents
from lookup.incidents import IncidentError
from lookup.release import ReleaseError, Releases
from lookup.settings import PROJECT, Settings, SettingsError
from lookup.web import errors, headers, health, languages, pages, results, shown
from lookup.web.languages import LanguageError
from lookup.web.sealed import Sealer
from lookup.web.sessions import BrowserSessions
from lookup.web.site import CurrentRelease, Site
from lookup.withheld import Withheld, WithheldError

_LARGEST_REQUEST = 64 * 1024


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
        SESSION_COOKIE_SAMESITE="Lax",
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    try:
        site = _site(app)
        app.secret_key = site.settings.secret_key
        if serving:
            languages.check()
            _warn(site)
    except (SettingsError, IncidentError, LanguageError, ReleaseError, WithheldError) as error:
        raise StartError(str(error)) from error
    Babel(app, locale_selector=languages.current, default_translation_directories=str(languages.FOLDER))
    app.extensions["case_check"] = site
    app.session_interface = BrowserSessions()
    for blueprint in (pages.blueprint, results.blueprint, health.blueprint):
        app.register_blueprint(blueprint)
    for part in (errors, headers, shown, cli):
        part.register(app)
    _fingerprint_static_files(app)
    return app


def _site(app: Flask) -> Site:
    settings = Settings.load(app.config)
    known_languages = languages.available()
    known = incidents.load_all(languages=known_languages)
    current = CurrentRelease(Releases(settings.instance), known)
    sealer = Sealer(settings.secret_key, settings.instance / "ended")
    return Site(settings, known, current, Withheld(settings.instance), sealer, known_languages)


def _warn(site: Site) -> None:
    """Open the release, so that a missing one stops the start; say what an operator should know."""
    site.withheld.read()
    info = site.current.info
    if not site.settings.operator and not info.demo:
        print(
            "case check: warning: FLASK_OPERATOR is not set, so no page says who runs this", file=sys.stderr
        )


def _fingerprint_static_files(app: Flask) -> None:
    """Static files are kept by browsers for a year: their address changes when they do."""
    marks: dict[str, str] = {}

    def static(name: str) -> str:
        if name not in marks:
            content = (PROJECT / "static" / name).read_bytes()
            marks[name] = hashlib.sha256(content).hexdigest()[:12]
        return url_for("static", filename=name, v=marks[name])

    app.jinja_env.globals["static"] = static
