"""Unmistakable words are typed everywhere, in a real browser, on a real server; then looked for everywhere.

They may be in the answer that they ask for, and nowhere else: not in what the server says, keeps or sends
along, not in the browser's folder on the disk, not on any other page, and not on any page after leaving.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Response

from lookup.web.limits import A_DAY, GUESSING, MISSED
from tests.browsing import SWITCHES, executable
from tests.conftest import LISTS, publish_lists
from tests.watching import Watched, watched

NAME, BORN, DOCKET, NONSENSE = "Zebulon Quackenbush", "03/14/1931", "0752-CR-097531", "QXZ-9988-777"
UNLISTED = (NAME, "Quackenbush", BORN, "1931-03-14", "19310314", "14/03/1931", DOCKET, NONSENSE)
LISTED = ("Odette Marchand", "Marchand", "0901CR090103", "0901-CR-090103")


def forms(word: str) -> set[bytes]:
    """How a word may be written where it should not be: any case, without dashes, quoted, in base64."""
    bare = "".join(char for char in word if char.isalnum())
    texts = {write(text) for text in (word, bare) for write in (str, quote, quote_plus, _quote_all)}
    found = {text.casefold().encode(code) for text in texts for code in ("utf-8", "utf-16-le")}
    for text in {word, word.casefold(), bare, quote_plus(word)}:
        found |= {form.lower() for form in _in_base64(text.encode())}
    return found


def _quote_all(text: str) -> str:
    return quote(text, safe="")


def _in_base64(data: bytes) -> Iterator[bytes]:
    """What of base64 these bytes alone decide, in each of the three places where they may begin."""
    for shift, start in ((0, 0), (1, 2), (2, 3)):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(b"\0" * shift + data)[start : (shift + len(data)) * 8 // 6]


def spoken(words: Iterable[str], places: Iterable[tuple[str, bytes]]) -> list[str]:
    """Each place that holds one of the words."""
    wanted = {form: word for word in words for form in forms(word)}
    lowered = ((place, data.lower()) for place, data in places)
    return [
        f"{word!r} in {place}" for place, data in lowered for form, word in wanted.items() if form in data
    ]


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a folder; their names too."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path), str(path).encode() + path.read_bytes()


class Visit:
    """Somebody at a browser that keeps its folder; everything that it was sent is kept too."""

    def __init__(self, context: BrowserContext, site: Watched) -> None:
        self.page: Page = context.pages[0]
        self.context = context
        self.site = site
        self.answers: list[Response] = []
        context.on("response", lambda answer: self.answers.append(answer))

    def open(self, path: str) -> int:
        answer = self.page.goto(self.site.address + path)
        return answer.status if answer else 0

    def fill(self, **typed: str) -> None:
        for field, text in typed.items():
            self.page.locator(f"#{field}").fill(text)

    def press(self, button: str) -> int:
        """Press the first button that fits; the status of the page that it leads to."""
        with self.page.expect_navigation() as navigation:
            self.page.locator(button).first.click()
        return navigation.value.status if navigation.value else 0

    def search(self, **typed: str) -> int:
        self.open("/en/")
        self.fill(**typed)
        return self.press("main button.main")

    def sent(self) -> Iterator[tuple[str, bytes]]:
        """Addresses that were asked for, and the headers of every answer."""
        for answer in self.answers:
            yield "an address", answer.url.encode()
            yield f"the headers of {answer.url}", repr(answer.all_headers()).encode()

    def kept(self) -> Iterator[tuple[str, bytes]]:
        """Cookies, and what pages can store."""
        yield "a cookie", repr(self.context.cookies()).encode()
        for storage in ("localStorage", "sessionStorage"):
            yield storage, self.page.evaluate(f"JSON.stringify({storage})").encode()
        assert self.page.evaluate("indexedDB.databases().then(found => found.length)") == 0

    def pages(self, *paths: str) -> Iterator[tuple[str, bytes]]:
        """What is on these pages."""
        for path in paths:
            self.open(path)
            yield f"the page {path}", self.page.content().encode()


@contextmanager
def browser(playwright: Playwright, folder: Path, scripts: bool) -> Iterator[BrowserContext]:
    """Chromium as it is on somebody's computer, with its history and all, in a folder of its own."""
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=executable(),
        args=SWITCHES,
        java_script_enabled=scripts,
    )
    context.set_default_timeout(10_000)
    try:
        yield context
    finally:
        context.close()


_PATHS = ("/", "/help", "/about", "/privacy", "/rights", "/self-check", "/left", "/nothing")
OTHER_PAGES = [f"/{language}{path}" for language in ("en", "es") for path in _PATHS]


def searches(visit: Visit) -> None:
    assert visit.search(name=NAME, born=BORN) == 200
    assert visit.press(".tool[lang=es]") == 200
    assert visit.page.reload()
    assert visit.press("form.again button") == 200
    assert visit.page.locator("#name").input_value() == NAME
    assert visit.press(".tool[lang=en]") == 200
    visit.fill(docket=NONSENSE)
    assert visit.press("main button.main") == 422
    assert visit.press(".tool[lang=es]") == 422
    assert visit.page.locator("#docket").input_value() == NONSENSE
    assert visit.search(docket=DOCKET, name=NAME) == 200
    assert visit.search(name=LISTED[0], born="1979", docket=LISTED[2]) == 200
    assert visit.page.locator("article").count() == 1
    assert visit.press("a[href*='/with/']") == 200
    assert visit.page.go_back()
    assert visit.search(name=NAME) == 422


def self_check(visit: Visit) -> None:
    visit.open("/en/self-check")
    assert visit.press("main button.main") == 422
    for _ in range(20):
        if not visit.page.locator("#choice-unknown").count():
            break
        visit.page.locator("#choice-unknown").check()
        visit.press(".tool[lang]")
        assert visit.page.locator("#choice-unknown").is_checked()
        assert visit.press("main button.main") == 200
    assert visit.page.locator("[data-result]").count()


def errors(visit: Visit, instance: Path) -> None:
    """Each error, on pages that were asked for what was typed."""
    assert 429 in [visit.search(name=NAME, born="1950") for _ in range(A_DAY[GUESSING][MISSED] + 1)]
    asked = {"name": NAME, "born": BORN, "docket": LISTED[2]}
    visit.search(**asked)
    results = visit.page.url.removeprefix(visit.site.address)
    assert [visit.open(path) for path in ("/en/leave", "/en/nothing", "/en/results/x")] == [405, 404, 410]
    withheld = instance / "withheld.json"
    before = withheld.read_bytes() if withheld.exists() else None
    withheld.write_bytes(b"\xff")
    assert visit.open(results) == 503
    withheld.unlink()
    if before is not None:
        withheld.write_bytes(before)
    assert visit.open(results) == 200
    (cases,) = instance.glob("releases/*/cases.db")
    cases.chmod(0o600)
    whole = cases.read_bytes()
    with cases.open("r+b") as damaged:
        damaged.write(b"\xff" * len(whole))
    # Those that have read it already know it by heart.
    visit.site.kill_workers()
    assert visit.search(**asked) == 500
    cases.write_bytes(whole)


def leave(visit: Visit) -> Iterator[tuple[str, bytes]]:
    """Press "Clear and leave"; then everything that "back" leads to, as it is and reloaded."""
    visit.search(name=NAME, born=BORN)
    visit.search(docket=LISTED[2], name=LISTED[0])
    visit.press("header form button")
    assert visit.page.url.endswith("/left")
    assert visit.context.cookies() == []
    yield "the page after leaving", visit.page.content().encode()
    for _ in range(60):
        visit.page.go_back(wait_until="load")
        if visit.page.url == "about:blank":
            return
        yield f"back at {visit.page.url}", visit.page.content().encode()
        visit.page.reload()
        yield f"reloaded {visit.page.url}", visit.page.content().encode()


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_what_is_typed_is_nowhere_but_in_its_answer(playwright, tmp_path, scripts) -> None:
    instance = publish_lists(tmp_path / "instance", LISTS)
    folder = tmp_path / "browser"
    options = ("--access-logfile", "-", "--log-level", "debug")
    with watched(instance, tmp_path / "server", *options) as site:
        with browser(playwright, folder, scripts) as context:
            visit = Visit(context, site)
            searches(visit)
            self_check(visit)
            found = spoken(UNLISTED + LISTED, visit.pages(*OTHER_PAGES))
            errors(visit, instance)
            found += spoken(UNLISTED + LISTED, visit.kept())
            found += spoken(UNLISTED + LISTED, leave(visit))
            found += spoken(UNLISTED + LISTED, visit.kept())
            found += spoken(UNLISTED + LISTED, visit.sent())
            found += spoken(UNLISTED + LISTED, site.places())
            # A browser may take a few seconds until its last words are on the disk.
            visit.page.wait_for_timeout(3000)
        found += spoken(UNLISTED + LISTED, files(folder))
        found += spoken(UNLISTED + LISTED, files(site.temporary))
        found += spoken(UNLISTED, files(instance))
    found += spoken(UNLISTED + LISTED, [("what the server said", site.said.read_bytes())])
    assert found == []
    assert re.search(r"GET /<language>/results/<sealed> 500 ", site.words())


@pytest.mark.parametrize("word", [*UNLISTED, *LISTED])
def test_a_word_is_found_however_it_is_written(word) -> None:
    bare = "".join(char for char in word if char.isalnum())
    for written in (word, word.upper(), bare, quote(word), f"name={quote_plus(word)}&x=1"):
        assert spoken([word], [("", b"\xff" + written.encode() + b"\0")])
        assert spoken([word], [("", b"\xff" + written.lower().encode("utf-16-le"))])
    for before in ("", "x", "xy", "xyz"):
        hidden = base64.urlsafe_b64encode(f"{before}{word} and more".encode())
        assert spoken([word], [("", hidden)]), before
    assert not spoken([word], [("", b"Some other name, 1970, 0752CR001234")])


def test_the_browsers_folder_would_tell(playwright, tmp_path) -> None:
    """A page that shows what was sent to it, and words in an address: both are on the disk."""
    page = f"<form method=post action='/sent'><input name=name value='{NAME}'><button>x</button></form>"
    with browser(playwright, tmp_path, scripts=False) as context:
        context.route("**/*", lambda route: route.fulfill(body=page, content_type="text/html"))
        context.pages[0].goto("http://elsewhere.test/")
        with context.pages[0].expect_navigation():
            context.pages[0].locator("button").click()
        context.pages[0].goto(f"http://elsewhere.test/?docket={DOCKET}")
        context.pages[0].wait_for_timeout(3000)
    told = " ".join(spoken([NAME, DOCKET], files(tmp_path)))
    assert NAME in told
    assert DOCKET in told
