"""A visitor's browser for tests: every page it fetches is judged (tests/judge.py), and buttons are pressed.

`app.test_client()` gives a JudgingClient in every test (conftest.py). Most tests rather use a Visitor,
who can only type into fields and press buttons that are on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from lookup.release import ReleaseError
from lookup.web.site import Site
from tests import judge
from tests.judge import say, text_of

Typed = str | list[str] | tuple[bytes, str]
"""What somebody puts into a field: a text, the boxes that are ticked, or a file (its bytes and name)."""

_LONG = 500
"""Longer words do not get anywhere; looking for them in every address would take long."""

_NEVER = (404, 405, 500)
"""What no link of the site may answer."""

_PERSONAL = ("name", "docket", "former", "dockets")
"""Fields of what may stand in no address."""

_ADDRESSES = ip_network("10.0.0.0/8").hosts()

_SOUND: WeakKeyDictionary[Flask, set[str]] = WeakKeyDictionary()
"""Addresses of each app that were opened once and are there."""


class JudgingClient(FlaskClient):
    """Flask's test client, which refuses to hand out an answer with a fault."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Everybody comes from elsewhere: the limits of one address are not those of a whole test.
        self.environ_base["REMOTE_ADDR"] = str(next(_ADDRESSES))
        self.typed: set[str] = set()
        self._sound = _SOUND.setdefault(self.application, set())

    def open(self, *args: Any, follow_redirects: bool = False, **kwargs: Any) -> TestResponse:
        """Fetch and judge; redirects are followed by fetching, so each of them is judged too."""
        data = kwargs.get("data")
        if isinstance(data, dict):
            given = (data.get(name, "") for name in _PERSONAL)
            words = (word for each in given for word in ([each] if isinstance(each, str) else each))
            self.typed |= {word for word in words if len(word) < _LONG}
        response = super().open(*args, **kwargs)
        faults = self._faults(response)
        assert not faults, f"{response.request.method} {response.request.path}: " + "; ".join(faults)
        if follow_redirects and response.location:
            return self.open(response.location, follow_redirects=True, headers=kwargs.get("headers"))
        return response

    def _faults(self, response: TestResponse) -> list[str]:
        path = response.request.path
        forever = path.startswith("/static/") and "v" in response.request.args
        scripted = bool(judge.SCRIPTED.fullmatch(path)) and "<script" in response.text
        faults = judge.headers(dict(response.headers), scripted, forever and response.status_code == 200)
        found = [response.location or ""]
        whole_page = response.mimetype == "text/html" and response.text and not response.location
        if whole_page:
            root, mistakes = judge.parse(response.text)
            faults += mistakes + judge.page(root, path, self._site.languages, self._demo())
            faults += [fault for element in root.iter() for fault in self._dead(element, response)]
            found += judge.addresses(root)
        # A language that is switched to on a page of its own gets the words in a form, never in a link.
        told = [word for address in found for word in judge.gives_away(address, self.typed)]
        return faults + [f"{word!r} stands in an address" for word in told]

    @property
    def _site(self) -> Site:
        site: Site = self.application.extensions["case_check"]
        return site

    def _demo(self) -> bool:
        try:
            return self._site.current.info.demo
        except ReleaseError:
            return False

    def _dead(self, element: Element, response: TestResponse) -> list[str]:
        """Links and forms of this element that lead nowhere within the site."""
        dead = []
        for name in ("href", "src", "action", "formaction"):
            address = element.get(name, "")
            inside = address and not address.startswith("#") and not urlsplit(address).scheme
            method = (element.get("method") or "post").upper()
            if inside and not self._answers(name, address, method, response):
                dead.append(f"{name} leads nowhere: {address}")
        return dead

    def _answers(self, name: str, address: str, method: str, response: TestResponse) -> bool:
        if name in ("action", "formaction"):
            routes = self.application.url_map.bind("localhost")
            try:
                return bool(routes.match(urlsplit(address).path, method))
            except HTTPException:
                return False
        if address in self._sound:
            return True
        status = super().open(address).status_code
        if status == 200 and "/results/" not in address:
            self._sound.add(address)
        return status not in _NEVER or status == response.status_code


class Page:
    """A page that was judged sound, and what a visitor can do on it."""

    def __init__(self, visitor: Visitor, response: TestResponse) -> None:
        self.visitor = visitor
        self.response = response
        self.status = response.status_code
        self.path = response.request.path
        self.root, _ = judge.parse(response.text)
        self.language = self.root.get("lang", "")
        self.text = text_of(self._first("body"))
        self.h1 = text_of(self._first("h1"))

    def _first(self, tag: str) -> Element:
        return next(self.root.iter(tag))

    def all(self, tag: str, **attributes: str | None) -> list[Element]:
        """Elements of a kind with these attributes; `class_` is `class`."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.root.iter(tag)
            if all(element.get(name) == value for name, value in wanted.items())
        ]

    @property
    def cases(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Docket number, status, and the charges' statuses of each case shown."""
        return [
            (
                case.get("data-docket", ""),
                case.get("data-status", ""),
                tuple(row.get("data-status", "") for row in case.iter("li") if row.get("data-count")),
            )
            for case in self.all("article")
        ]

    @property
    def outcome(self) -> str:
        """found, possible or none, as a reader understands the page."""
        if self.all("section", data_outcome="none"):
            return "none"
        return "possible" if say("Possibly this one", self.language) in self.text else "found"

    @property
    def problems(self) -> dict[str, str]:
        """What the form says is wrong, by field."""
        return {
            (element.get("id") or "").removesuffix("-problem"): text_of(element)
            for element in self.all("p", class_="problem")
        }

    @property
    def fields(self) -> dict[str, str]:
        """What is in the form's fields, hidden ones included."""
        return {str(field.get("name")): _value(field) for field in self.root.iter() if field.tag in _FIELDS}

    def press(self, words: str, **typed: Typed) -> Page:
        """Type into the fields of the form that has this button, and press it."""
        return Page(self.visitor, self.send(words, **typed))

    def send(self, words: str, **typed: Typed) -> TestResponse:
        """The same, where the answer may be a file."""
        button = next(button for button in self.root.iter("button") if text_of(button) == words)
        form = next(
            form
            for form in self.root.iter("form")
            if button in list(form.iter("button")) or form.get("id") == button.get("form", "-")
        )
        values = _filled_in(form, typed)
        values |= {str(button.get("name")): button.get("value", "")} if button.get("name") else {}
        address = button.get("formaction") or form.get("action") or ""
        if form.get("method") == "get":
            return self.visitor.fetch(address, query_string=values)
        return self.visitor.fetch(address, method="POST", data=values)

    def switch(self) -> Page:
        """Change the language with the link or button at the top."""
        other = "es" if self.language == "en" else "en"
        link = next(
            element
            for element in self.root.iter()
            if element.get("class") == "tool" and element.get("lang") == other
        )
        return self.visitor.get(link.get("href", "")) if link.tag == "a" else self.press(text_of(link))

    def change(self) -> Page:
        """Press "Change the search"."""
        return self.press(say("Change the search", self.language))

    def leave(self) -> Page:
        """Press "Clear and leave"."""
        return self.press(say("Clear and leave", self.language))


_FIELDS = ("input", "select", "textarea")
_TO_CHOOSE = ("radio", "checkbox")


def _filled_in(form: Element, typed: Mapping[str, Typed]) -> dict[str, Any]:
    """What a browser sends of a form."""
    fields = [field for field in form.iter() if field.tag in _FIELDS]
    values: dict[str, Any] = {}
    for field in fields:
        if field.get("type") not in _TO_CHOOSE or field.get("checked") is not None:
            values.setdefault(str(field.get("name")), []).append(_value(field))
    for name, given in typed.items():
        mine = [field for field in fields if field.get("name") == name]
        assert mine, f"the form has no field {name!r}"
        if mine[0].get("type") in _TO_CHOOSE:
            offered = {field.get("value") for field in mine}
            assert offered.issuperset(_listed(given)), f"{name} offers only {offered}"
        elif isinstance(given, str):
            assert len(given) <= int(mine[0].get("maxlength", "9999999")), f"{name} takes no {given!r}"
        values[name] = (BytesIO(given[0]), given[1]) if isinstance(given, tuple) else given
    return {name: value for name, value in values.items() if not _no_file(name, value, fields)}


def _listed(given: Typed) -> list[str]:
    return [given] if isinstance(given, str) else [str(one) for one in given]


def _no_file(name: str, value: Any, fields: Iterable[Element]) -> bool:
    return value == [""] and any(f.get("name") == name and f.get("type") == "file" for f in fields)


def _value(field: Element) -> str:
    if field.tag == "textarea":
        return (field.text or "").removeprefix("\n")
    if field.tag == "input":
        return field.get("value", "")
    options = list(field.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None] or options[:1]
    return chosen[0].get("value", "") if chosen else ""


class Visitor:
    """Somebody with a browser of their own, set to a language."""

    def __init__(self, app: Flask, accepts: str = "en") -> None:
        client = app.test_client()
        assert isinstance(client, JudgingClient), "pages may only be fetched by the client that judges them"
        self.client = client
        self._headers = {"Accept-Language": accepts}

    def fetch(self, path: str, **how: Any) -> TestResponse:
        """The answer to a request, after where it leads; it may be a file."""
        return self.client.open(path, follow_redirects=True, headers=self._headers, **how)

    def get(self, path: str) -> Page:
        """Open an address."""
        return Page(self, self.fetch(path))

    def post(self, path: str, **words: str) -> Page:
        """Send words to an address, as a form would."""
        return Page(self, self.fetch(path, method="POST", data=words))

    def search(self, language: str = "en", **typed: str) -> Page:
        """From the first page: type, and press the button."""
        return self.get(f"/{language}/").press(say("Search", language), **typed)
