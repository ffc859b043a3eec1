"""The session cookie: for this site and this browser, for 30 minutes at most, and of no use after leaving."""

from __future__ import annotations

import base64
import json
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from playwright.sync_api import Page as Tab

from tests.browsing import Phone, serving
from tests.desk import signed_in
from tests.judge import say
from tests.pages import Page, Visitor

DOCKET = "0702CR090101"
NAMES = {"http": "session", "https": "__Host-session"}
ELSEWHERE = "http://elsewhere.test/"


@pytest.fixture(params=NAMES)
def scheme(request) -> str:
    return str(request.param)


def begin(app, scheme: str) -> str:
    """The Set-Cookie header that a first search brings."""
    (cookie,) = app.test_client().post(
        "/en/search", data={"docket": DOCKET}, base_url=f"{scheme}://localhost"
    ).headers.getlist("Set-Cookie")  # fmt: skip
    return str(cookie)


def test_the_cookie_is_bound_to_this_site_and_this_browser(app, scheme) -> None:
    name_and_value, *bounds = begin(app, scheme).split("; ")
    assert name_and_value.partition("=")[0] == NAMES[scheme]
    # No Domain, no Expires, no Max-Age: it ends with the browser.
    secure = {"Secure"} if scheme == "https" else set()
    assert set(bounds) == {"HttpOnly", "Path=/", "SameSite=Strict"} | secure
    assert len(begin(app, scheme)) < 200


def test_the_cookie_holds_a_random_number_and_nothing_else(app) -> None:
    payload = begin(app, "https").split("; ")[0].partition("=")[2].lstrip(".").split(".")[0]
    data = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    held = json.loads(zlib.decompress(data) if not data.startswith(b"{") else data)
    assert {key: len(value) for key, value in held.items()} == {"_visit": 24}
    assert begin(app, "https") != begin(app, "https")


def test_a_cookie_of_an_open_network_is_not_taken_over_tls(app) -> None:
    """Whoever can set a cookie on the way (without TLS) cannot choose a visitor's session."""
    planted = begin(app, "http").split("; ")[0].partition("=")[2]
    client = app.test_client()
    client.set_cookie("session", planted, domain="localhost")
    answer = client.post("/en/search", data={"docket": DOCKET}, base_url="https://localhost")
    assert "__Host-session=" in answer.headers["Set-Cookie"]
    assert planted not in answer.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/en/help", "/en/about", "/en/privacy", "/en/left", "/nothing"]
)
def test_looking_around_sets_no_cookie(visitor, path) -> None:
    assert "Set-Cookie" not in visitor.get(path).response.headers


def is_closed(page: Page) -> bool:
    return page.status == 410 and page.h1 == say("This page has been closed", page.language)


@pytest.mark.parametrize(
    ("began", "used", "closed"),
    [(29, [], False), (31, [], True), (29, [10, 20], False), (31, [10, 20, 29], True)],
    ids=["within", "after", "within, used", "after, used"],
)
def test_a_session_lasts_thirty_minutes_however_much_it_is_used(
    visitor: Visitor, monkeypatch, began, used, closed
) -> None:
    """Also what was searched for in its last minute closes with it."""
    start = time.time()
    last = visitor.search(docket=DOCKET)
    for minutes in used:
        monkeypatch.setattr(time, "time", lambda minutes=minutes: start + minutes * 60)
        last = visitor.search(docket=DOCKET)
        assert last.cases
    monkeypatch.setattr(time, "time", lambda: start + began * 60)
    assert is_closed(visitor.get(last.path)) == closed
    # Whoever searches then begins anew, in the same browser.
    anew = visitor.search(docket=DOCKET)
    assert anew.cases
    assert is_closed(visitor.get(last.path)) == closed


@pytest.mark.parametrize("path", ["/en/staff/sign-in", "/en/staff/join/none", "/en/staff/"])
@pytest.mark.parametrize("staff", [False, True], ids=["signed out", "signed in"])
def test_pages_of_the_desk_keep_no_results_open(app, staff, path) -> None:
    """They sign the cookie anew; a results page would otherwise live for as long as somebody goes there."""
    visitor = signed_in(app) if staff else Visitor(app)
    results = visitor.search(docket=DOCKET)
    assert results.cases
    assert not is_closed(visitor.get(results.path))
    visitor.get(path)
    assert is_closed(visitor.get(results.path))


def test_every_page_offers_to_leave_by_a_form(visitor) -> None:
    results = visitor.search(docket=DOCKET)
    paper = visitor.get(f"{results.path}/with/es")
    for page in (visitor.get("/en/"), results, paper, visitor.get("/en/self-check"), visitor.get("/nothing")):
        assert [form.get("method") for form in page.all("form", action="/en/leave")] == ["post"]
    assert visitor.get("/en/leave").status == 405


def pages_of(visitor: Visitor) -> list[Page]:
    """One of each kind of page that holds what was typed or chosen."""
    results = visitor.search(docket=DOCKET)
    return [
        results,
        visitor.get(f"{results.path}/with/es"),
        visitor.search(docket="nonsense"),
        results.change(),
        visitor.post("/en/self-check", choice="unknown"),
    ]


def test_no_form_gives_the_browser_anything_to_offer_the_next_person(visitor) -> None:
    """Fields typed into, and what Firefox would fill in again after "back": answers, hidden fields."""
    seen = 0
    for page in [*pages_of(visitor), visitor.get("/en/"), visitor.get("/en/self-check")]:
        forms = [form for form in page.all("form") if list(form.iter("input"))]
        assert [form.get("autocomplete") for form in forms] == ["off"] * len(forms)
        seen += len(forms)
        assert page.all("input", autocomplete="on") == page.all("datalist") == []
        assert all(field.get("spellcheck") == "false" for field in page.all("input", inputmode="text"))
    assert seen >= 6


def test_leaving_closes_every_page_also_for_who_kept_addresses_and_cookie(visitor, new_visitor) -> None:
    pages = pages_of(visitor)
    kept = visitor.client.get_cookie("session").value
    pages[0].leave()
    assert visitor.client.get_cookie("session") is None
    thief = new_visitor()
    thief.client.set_cookie("session", kept)
    for page in pages:
        assert is_closed(visitor.get(page.path))
        assert is_closed(thief.get(page.path))
    # Nor does a new search with the stolen cookie bring them back.
    assert thief.search(docket=DOCKET).cases
    assert [page.path for page in pages if not is_closed(thief.get(page.path))] == []


def test_what_is_sent_is_never_shown_by_the_same_answer(app) -> None:
    """Browsers keep what they sent beside a page that shows it, and send it again on "back" and "reload"."""
    client = app.test_client()
    for path, sent in {
        "/en/": {"name": "Zebulon Quackenbush"},
        "/en/search": {"docket": "nonsense"},
        "/es/search": {"docket": DOCKET},
        "/en/self-check": {"choice": "unknown"},
        "/es/self-check": {"choice": "unknown", "stay": "1"},
        "/en/leave": {},
    }.items():
        answer = client.post(path, data=sent)
        assert answer.status_code == 303, path
        assert len(answer.location) < 4000


def test_the_longest_form_fits_into_an_address(visitor) -> None:
    longest = {
        "docket": "\U0001f600" * 999,
        "name": "\U0001f600" * 999,
        "court": "ñ" * 999,
        "born": "é" * 999,
    }
    sent = visitor.client.post("/en/search", data={**longest, "year": "9" * 999})
    assert len(sent.location) < 4000
    assert visitor.client.get(sent.location).status_code == 422


@pytest.fixture(params=["http", "https"])
def phone(request, published, chromium, tmp_path) -> Iterator[Phone]:
    """A browser with scripts, on the site as it is served, also over TLS."""
    options = certificate(tmp_path) if request.param == "https" else ()
    with serving(published, *options, scheme=request.param) as address:
        phone = Phone(chromium, address, "en", scripts=True)
        yield phone
        phone.context.close()
        assert phone.complaints == []


def test_a_browser_keeps_the_cookie_to_itself_until_it_leaves(phone) -> None:
    phone.search(docket=DOCKET)
    assert phone.dockets == [DOCKET]
    (cookie,) = phone.context.cookies()
    secure = phone.page.url.startswith("https:")
    assert (cookie["name"], cookie["secure"]) == (NAMES["https" if secure else "http"], secure)
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Strict", -1)
    assert phone.page.evaluate("document.cookie") == ""
    phone.press("Clear and leave")
    assert phone.context.cookies() == []


def follow(page: Tab, address: str) -> None:
    """Come to an address by a link on somebody else's site."""
    link = f"<a href='{address}'>x</a>"
    page.route(ELSEWHERE, lambda route: route.fulfill(body=link, content_type="text/html"))
    page.goto(ELSEWHERE)
    with page.expect_navigation():
        page.locator("a").click()


def test_a_link_from_elsewhere_opens_no_results_even_in_the_same_browser(phone) -> None:
    phone.search(docket=DOCKET)
    results = phone.page.url
    other = phone.context.new_page()
    follow(other, results)
    assert (other.url, other.locator("h1").inner_text()) == (results, phone.say("This page has been closed"))
    # Who comes from elsewhere to the form can search all the same, and the first page stays open.
    follow(other, results.partition("results/")[0])
    other.locator("#docket").fill(DOCKET)
    with other.expect_navigation():
        other.keyboard.press("Enter")
    assert other.locator("article").count() == 1
    phone.page.reload()
    assert phone.dockets == [DOCKET]


def test_after_leaving_the_back_button_shows_nothing_of_any_page(phone) -> None:
    phone.search(docket=DOCKET, name="Nobody Atall")
    phone.page.locator("a[href*='/with/']").first.click()
    assert DOCKET in phone.page.content()
    phone.search(docket="nonsense 4711", name="Nobody Atall")
    phone.open("/self-check")
    while phone.page.locator("#choice-unknown").count():
        phone.page.locator("#choice-unknown").check()
        phone.press("Go on")
    assert phone.page.locator("[data-result]").first.is_visible()
    seen = phone.page.evaluate("history.length")
    phone.press("Clear and leave")
    closed = 0
    for _ in range(seen - 1):
        phone.page.go_back()
        content = phone.page.content()
        assert [word for word in (DOCKET, "Atall", "4711", "data-result") if word in content] == []
        closed += phone.h1 == phone.say("This page has been closed")
    assert closed > 5


def certificate(folder: Path) -> tuple[str, ...]:
    """Options for gunicorn to speak TLS, with a certificate that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "certificate").write_bytes(made.public_bytes(Encoding.PEM))
    return "--keyfile", str(folder / "key"), "--certfile", str(folder / "certificate")
