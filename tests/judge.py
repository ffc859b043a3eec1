"""What must be true of every answer of the site: each rule gives a list of faults, empty where there is none.

Whole pages: valid HTML, one h1, the language of the address in every text, no id twice, a label for every
field, nothing inline and nothing from elsewhere. All answers: the headers that keep a visit private.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import unquote_plus, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import polib

from lookup import markup, passages, translations

NEUTRAL = "/left"
"""The page after leaving: it does not say which site it is from, so no demo notice either."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
}
_WITH_SCRIPT = HEADERS["Content-Security-Policy"] + "; script-src 'self'; connect-src 'self'"
SCRIPTED = re.compile(r"/\w+/staff/checks/[^/]+")
"""Where the one page is that has a script: it shows how far a list is."""

_POINTERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form")
_LOADED = {
    "link": "href",
    "img": "src",
    "script": "src",
    "iframe": "src",
    "audio": "src",
    "video": "src",
    "object": "data",
}
_WORDED = ("a", "button", "dd", "dt", "h1", "h2", "h3", "label", "li")
_ADDRESSES = ("href", "src", "action", "formaction")


@cache
def catalogue(language: str) -> dict[str, str]:
    """The interface in one language: English text to what the pages say when read, plurals included."""
    source = polib.pofile(str(translations.FOLDER / "messages.pot"))
    if language == "en":
        return {entry.msgid: entry.msgid for entry in source}
    told = polib.pofile(str(translations.FOLDER / language / "LC_MESSAGES" / "messages.po"))
    return {entry.msgid: markup.plain(entry.msgstr or entry.msgstr_plural[0]) for entry in told}


@cache
def _content(language: str) -> frozenset[str]:
    """What incidents, topics, questions and answers say in a language, when read."""
    said = (passage.words.get(language, "") for passage in passages.all_of_them())
    return frozenset(map(markup.plain, said))


def say(text: str, language: str) -> str:
    """An English text of the interface in a language; a KeyError where the interface has no such text."""
    return catalogue(language)[text]


def parse(html: str) -> tuple[Element, list[str]]:
    """The page as a tree, and what a strict HTML5 parser has to say about it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(html)
    return root, [f"HTML: {code} at line {place[0]}" for place, code, _ in parser.errors]


def text_of(element: Element) -> str:
    """What somebody reads in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def headers(found: dict[str, str], scripted: bool, forever: bool) -> list[str]:
    """Faults of an answer's headers; a page may be `scripted`, a file kept `forever`."""
    right = HEADERS | ({"Content-Security-Policy": _WITH_SCRIPT} if scripted else {})
    faults = [
        f"header {name}: {found.get(name)}" for name, value in right.items() if found.get(name) != value
    ]
    if ("immutable" if forever else "no-store") not in found.get("Cache-Control", ""):
        faults.append(f"Cache-Control: {found.get('Cache-Control')}")
    return faults


def page(root: Element, path: str, languages: Iterable[str], demo: bool) -> list[str]:
    """Faults of a page that was fetched from `path`."""
    language = root.get("lang", "")
    asked = path.split("/")[1]
    if language not in languages or (asked in languages and language != asked):
        return [f"lang is {language!r} at {path}"]
    faults = []
    if len(list(root.iter("h1"))) != 1:
        faults.append("not one h1")
    if demo and not path.endswith(NEUTRAL) and not _demo_notice(root, language):
        faults.append("the people are invented, and the page does not say so")
    return (
        faults + _title(root, language) + _other_language(root, language) + _structure(root) + _foreign(root)
    )


def addresses(root: Element) -> Iterator[str]:
    """Every address on a page that a browser could open."""
    for element in root.iter():
        for name in _ADDRESSES:
            if element.get(name) is not None:
                yield element.get(name, "")


def gives_away(address: str, typed: Iterable[str]) -> list[str]:
    """Which of the typed words stand in an address, plain, quoted, without its dashes or in base64."""
    decoded = unquote_plus(address).casefold()
    tail = re.sub(r"[^A-Za-z0-9_-]", "", urlsplit(address).path.rsplit("/", 1)[-1])
    hidden = base64.urlsafe_b64decode(tail[: len(tail) // 4 * 4])
    forms = (decoded, _bare(decoded), hidden.decode("utf-8", "ignore").casefold())
    return [word for word in typed if any(form and form in each for each in forms for form in _forms(word))]


def _forms(word: str) -> set[str]:
    # Shorter ones are met by chance in what is random.
    return {form for form in (word.casefold(), _bare(word.casefold())) if len(form) > 4}


def _bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _demo_notice(root: Element, language: str) -> bool:
    notices = [text_of(element) for element in root.iter("p") if element.get("class") == "demo"]
    return any(say("Every person and case here is invented.", language) in notice for notice in notices)


def _title(root: Element, language: str) -> list[str]:
    title = text_of(next(root.iter("title")))
    known = set(catalogue(language).values()) | _content(language)
    parts = title.removeprefix(say("Error:", language)).strip().split(" – ")
    return [f"title {title!r} is not in {language!r}" for part in parts if part not in known]


def _other_language(root: Element, language: str) -> list[str]:
    """Texts of the interface that stand on the page in another language than its own."""
    other = "es" if language == "en" else "en"
    mine = set(catalogue(language).values())
    theirs = {text for text in catalogue(other).values() if text not in mine and "%(" not in text}
    found = [text for text, lang in _texts(root, language) if text in theirs and lang == language]
    return [f"in {other!r} on a page in {language!r}: {text!r}" for text in found]


def _texts(element: Element, language: str) -> Iterator[tuple[str, str]]:
    own = element.get("lang", language)
    yield " ".join((element.text or "").split()), own
    yield element.get("aria-label", ""), own
    for child in element:
        yield from _texts(child, own)
        yield " ".join((child.tail or "").split()), own


def _structure(root: Element) -> list[str]:
    ids = [element.get("id", "") for element in root.iter() if element.get("id") is not None]
    faults = [f"id twice or empty: {name!r}" for name in set(ids) if ids.count(name) > 1 or not name]
    labelled = {label.get("for") for label in root.iter("label") if text_of(label)}
    for element in root.iter():
        for pointer in _POINTERS:
            lost = set(element.get(pointer, "").split()) - set(ids)
            faults += [f"{pointer} points to nothing: {name}" for name in lost]
        if element.tag in ("input", "select", "textarea") and element.get("type") != "hidden":
            faults += [] if element.get("id") in labelled else [f"no label: {element.get('name')}"]
        if element.tag in _WORDED and not text_of(element):
            faults.append(f"a {element.tag} without words")
        if element.get("href", "").startswith("#") and element.get("href", "")[1:] not in ids:
            faults.append(f"a link to nothing: {element.get('href')}")
    return faults


def _foreign(root: Element) -> list[str]:
    faults = []
    for element in root.iter():
        tag = str(element.tag)
        inline = [name for name in element.attrib if name == "style" or name.startswith("on")]
        written = tag == "style" or (tag == "script" and (text_of(element) or not element.get("src")))
        if written or inline:
            faults.append(f"inline: <{tag} {' '.join(inline)}>")
        loaded = "" if element.get("rel") == "alternate" else element.get(_LOADED.get(tag, ""), "")
        if loaded and (urlsplit(loaded).scheme or urlsplit(loaded).netloc):
            faults.append(f"from elsewhere: {loaded}")
        outside = tag == "a" and urlsplit(element.get("href", "")).scheme in ("http", "https")
        if outside and "noreferrer" not in element.get("rel", ""):
            faults.append(f"tells where it was clicked: {element.get('href')}")
    return faults
