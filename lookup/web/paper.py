"""What only paper needs: columns in several languages, and a QR code for whoever holds the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import segno
from flask import Flask
from flask_babel import force_locale

from lookup.web import languages


def register(app: Flask) -> None:
    """Give the templates of an app what paper needs."""
    app.jinja_env.globals.update(spoken=spoken, qr_code=qr_code, named=languages.named)


def spoken(tags: Iterable[str]) -> Iterator[str]:
    """Each language in turn; whatever a template says until it asks for the next one is said in it."""
    for tag in tags:
        with force_locale(tag):
            yield tag


@lru_cache(maxsize=64)
def qr_code(address: str) -> str:
    """An address as an SVG image for the page itself: the content policy allows no styles, no data: URLs."""
    return segno.make_qr(address, error="m").svg_inline(
        border=0, omitsize=True, svgclass=None, lineclass=None
    )
