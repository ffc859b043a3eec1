"""Real browsers on a real server: gunicorn as it is deployed, and Chromium as a phone."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

from tests.judge import say

ROOT = Path(__file__).parent.parent
HEIGHT = 740
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 20


@contextmanager
def serving(instance: Path, *options: str, scheme: str = "http") -> Iterator[str]:
    """The site on a free port of this machine, for as long as the block lasts; its address.

    `options` are gunicorn's own; with those of a certificate the scheme is https.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"FLASK_INSTANCE": str(instance), "PORT": str(port), "WEB_CONCURRENCY": "2"}
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    command = [gunicorn, "-c", "python:lookup.web.serving", *options, "app:app"]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings}) as server:
        try:
            _wait_until_ready(f"{scheme}://127.0.0.1:{port}", server)
            yield f"{scheme}://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(_PATIENCE)


def _wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    any_certificate = ssl._create_unverified_context()  # noqa: S323 (the test has just made it)
    while time.monotonic() < until and server.poll() is None:
        try:
            ready = f"{address}/readyz"
            urllib.request.urlopen(ready, timeout=1, context=any_certificate).close()  # noqa: S310 (our own)
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("gunicorn did not start; its words are above")


def executable() -> str:
    """Where Chromium is: CHROMIUM, or the first one on the PATH."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    assert found, "there is no Chromium: run scripts/test, or set CHROMIUM to the path of one"
    return found


def launch(playwright: Playwright) -> Browser:
    """Chromium, as tests start it."""
    return playwright.chromium.launch(executable_path=executable(), args=SWITCHES)


class Phone:
    """Somebody's phone. `asked` are the addresses it fetched, `complaints` what the browser objected to."""

    def __init__(
        self, browser: Browser, site: str, language: str, scripts: bool = False, width: int = 360
    ) -> None:
        self.context: BrowserContext = browser.new_context(
            base_url=site,
            locale=language,
            ignore_https_errors=site.startswith("https:"),
            java_script_enabled=scripts,
            viewport={"width": width, "height": HEIGHT},
        )
        self.context.set_default_timeout(10_000)
        self.language = language
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", self._note)

    def _note(self, message: ConsoleMessage) -> None:
        # Chromium also mentions every page whose status is an error, as some are meant to be.
        if message.type in ("error", "warning") and "responded with a status of" not in message.text:
            self.complaints.append(message.text)

    def say(self, text: str) -> str:
        """A text of the interface in the phone's language."""
        return say(text, self.language)

    def open(self, path: str = "/") -> None:
        """Open an address of the site."""
        self.page.goto(f"/{self.language}{path}")

    def press(self, text: str) -> None:
        """Press the button with these (English) words."""
        self.page.get_by_role("button", name=self.say(text), exact=True).click()
        self.page.wait_for_load_state()

    def follow(self, text: str) -> None:
        """Follow the link with these (English) words."""
        self.page.get_by_role("link", name=self.say(text), exact=True).first.click()
        self.page.wait_for_load_state()

    def switch(self) -> None:
        """Change the language with the link or button at the top."""
        self.language = "es" if self.language == "en" else "en"
        self.page.locator(f".tool[lang={self.language}]").click()
        self.page.wait_for_load_state()

    def search(self, **typed: str) -> None:
        """From the first page: type under the fields' labels, and press the button."""
        self.open()
        for field, text in typed.items():
            box = self.page.get_by_label(self.say(LABELS[field]), exact=True)
            box.select_option(text) if field == "court" else box.fill(text)
        self.press("Search")

    def answer(self, choice: str) -> None:
        """Give the same answer to every question of the self-check, to the end."""
        self.open("/self-check")
        while (box := self.page.locator(f"#choice-{choice}")).count():
            box.check()
            self.press("Go on")

    @property
    def h1(self) -> str:
        """The page's heading."""
        return self.page.locator("h1").inner_text()

    @property
    def dockets(self) -> list[str]:
        """The docket numbers of the cases shown."""
        articles = self.page.locator("article").all()
        return [article.get_attribute("data-docket") or "" for article in articles]


LABELS = {
    "docket": "Docket number",
    "name": "Full name",
    "born": "Year of birth",
    "court": "Court",
    "year": "Year of the case",
}
