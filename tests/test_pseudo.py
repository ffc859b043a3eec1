"""A language made on the fly, of files alone, with a bracket around every text: what has none was forgotten.

Its texts also hold an English word with its mark, so that each place shows that it handles marks.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

import polib
import pytest

from lookup import content, texts, translations
from lookup.web import create_app
from tests import pseudo
from tests.desk_pages import FILES
from tests.every_page import every_page

LANGUAGE = "eo"
MARK = '<i lang="en">w</i>'
READ_OUT = ("aria-label", "title", "alt", "placeholder", "label")


@pytest.fixture(scope="module")
def instance(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An instance whose site has one language more, by files alone."""
    folder = tmp_path_factory.mktemp("pseudo")
    shutil.copytree(translations.FOLDER, folder / "translations")
    shutil.copytree(texts.DATA, folder / "data")
    made = folder / "translations" / LANGUAGE / "LC_MESSAGES" / "messages.po"
    made.parent.mkdir(parents=True)
    shutil.copy(folder / "translations" / "es" / "LC_MESSAGES" / "messages.po", made)
    pseudo.fill(made, lambda text: f"⟦{MARK} {text}⟧")
    polib.pofile(str(made)).save_as_mofile(str(made.with_suffix(".mo")))
    quoted = MARK.replace('"', r"\"")
    pseudo.add_lines(folder / "data", LANGUAGE, lambda text: f"⟦{quoted} {text}⟧")
    shutil.copytree(published, folder / "instance")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translations, "FOLDER", folder / "translations")
        patch.setattr(texts, "DATA", folder / "data")
        patch.setattr(content, "load", partial(content.load, folder=folder / "data"))
        yield folder / "instance"


@pytest.fixture(scope="module")
def pages(instance: Path) -> dict[str, Element]:
    return dict(every_page(instance, LANGUAGE))


def forgotten(root: Element) -> list[str]:
    """What somebody reads or hears on a page that is neither bracketed nor marked as no text of the site."""
    found: list[str] = []
    depth = 0
    for text, whole in _said(root, ours=True):
        outside = ""
        for char in text:
            depth += (char == "⟦") - (char == "⟧")
            outside += char if depth == 0 else ""
        found += [text] if re.search(r"[^\W\d_]", outside) else []
        assert depth == 0 or not whole, f"a text was cut off: {text}"
    return found


def _said(element: Element, ours: bool) -> Iterator[tuple[str, bool]]:
    """Each piece of text in a language's own parts, in order, and whether it is a whole (an attribute)."""
    named = element.get("translate") == "no" or element.tag == "time"
    ours = ours and element.get("lang", LANGUAGE) == LANGUAGE and not named
    if ours:
        yield from ((value, True) for name, value in element.items() if name in READ_OUT)
        yield element.text or "", False
    for child in element:
        yield from _said(child, ours)
        if ours:
            yield child.tail or "", False


def test_a_language_is_there_by_files_alone(instance) -> None:
    app = create_app({"INSTANCE": str(instance)})
    assert LANGUAGE in app.extensions["case_check"].languages


def test_every_text_of_every_page_is_translated(pages) -> None:
    found = {text: name for name, root in pages.items() for text in forgotten(root)}
    assert found == {}, 'put it into a text, or mark it with lang="en" (a word) or translate="no" (a name)'


def test_every_page_was_looked_at(instance, pages) -> None:
    app = create_app({"INSTANCE": str(instance)})
    routes = app.url_map.bind("localhost")
    seen = {routes.match(name.split()[0], "GET")[0] for name in pages if "/nothing" not in name}
    shown = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "language" in rule.arguments and "GET" in (rule.methods or ())
    }
    assert shown - seen == set(FILES)
