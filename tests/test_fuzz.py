"""Whatever is sent, every route answers calmly: no 500, no markup that was typed, all headers.

The requests go straight into the WSGI app, as no browser and no server would send them; what is sent to
gunicorn is in tests/test_raw_http.py. Routes are those of the app: a new one is tried without a change here.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from werkzeug.test import run_wsgi_app

from lookup.web import create_app, limits
from tests import judge

EXAMPLES, REQUESTS = 600, 20
"""So many visits of so many requests each."""
LEAST = 12_000

FAULT = re.compile(r"^case check: \w+ at |Traceback", re.MULTILINE)
"""What is written down where the program has a fault."""

MARK = "zq9"
"""No page says this by itself: an element or attribute of this name was typed."""
MARKUP = (
    f"<{MARK}>", f'"><{MARK} {MARK}="1">', f"' {MARK}='1", f'" {MARK}="1', f"</title><{MARK}>",
    f"<!--><{MARK}>", f"]]><{MARK}>", f"{{{{{MARK}}}}}", f"%({MARK})s", f"\\u003c{MARK}>", f"＜{MARK}＞",
    f"&lt;{MARK}&gt;", f"&#60;{MARK}>", f"%3C{MARK}%3E", f"<{MARK}\x00>", f"<{MARK}/onload=x>",
    f"<i lang=\"en\">{MARK}</i>", f"[[{MARK}]]", f"\r\n{MARK}: 1", f"\r\n\r\n<{MARK}>",
)  # fmt: skip
LISTED = (
    "Rosalind Okafor",
    "Okafor, Rosalynd",
    "1970",
    "0702CR090101",
    "SUCR2006-09110",
    "27",
    "2008",
    "5/2/1970",
)
SEARCHES = (
    {"name": "Rosalind Okafor", "born": "1970"},
    {"docket": "0702CR090101"},
    {"name": "Rosalind Okafor", "born": "1971"},
    {"name": f"<{MARK}>", "docket": "0702CR090101"},
    {"name": f"<{MARK}>", "born": f"<{MARK}>"},
)
ODD = (
    "", " ", "\x00", "\ud800", "\udcff", "\ufeff", "\u202e", "ﷺ", "İ", "ß", "\u0345", "🧨" * 9, "a" * 151,
    "٣" * 4, "½", "1e9", "-1", "9" * 400, "0" * 4_000, "A" * 70_000, "%00", "%", "../" * 9, "' or 1=1--",
    "${7*7}", "\u2028", "{0}",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(MARKUP),
    st.sampled_from(LISTED),
    st.sampled_from(ODD),
    st.lists(st.sampled_from(MARKUP + LISTED + ODD[:12]), min_size=2, max_size=3).map(" ".join),
    st.text(max_size=30),
)
FIELDS = ("name", "born", "docket", "court", "year", "choice", "stay", "sealed", MARK, "")
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "get", "X")
HEADERS = (
    "COOKIE", "ACCEPT_LANGUAGE", "HOST", "REFERER", "USER_AGENT", "ORIGIN", "RANGE", "IF_NONE_MATCH",
    "EXPECT", "IF_MODIFIED_SINCE", "X_FORWARDED_FOR", "X_FORWARDED_PROTO", "X_FORWARDED_HOST",
    "X_HTTP_METHOD_OVERRIDE", "ACCEPT", "AUTHORIZATION", "CONTENT_ENCODING", "TRANSFER_ENCODING",
    "IF_RANGE", "FORWARDED",
)  # fmt: skip
TYPES = (
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7",
    "application/json", "multipart/form-data; boundary=edge", "multipart/form-data",
    f"multipart/form-data; boundary={'b' * 300}", "text/plain; charset=utf-16", "", ";;;",
    "multipart/mixed; boundary=edge", "a/b; charset=\udcff",
)  # fmt: skip


class Elements(HTMLParser):
    """The names of all elements and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}


@pytest.fixture(scope="module")
def target(published):
    return create_app({"INSTANCE": str(published), "RATELIMIT_ENABLED": "0"})


@pytest.fixture(scope="module")
def known(target):
    return visitor_of(target)


def visitor_of(target: Any) -> tuple[str, list[str]]:
    """What attackers have, too: a session of their own, and sealed addresses of their own searches."""
    answer = asked(target, "POST", "/en/search", urlencode(SEARCHES[0]).encode(), TYPES[0], {})
    mine = {"HTTP_COOKIE": answer["Set-Cookie"].partition(";")[0]}
    found = [answer, asked(target, "POST", "/en/self-check", b"choice=yes", TYPES[0], mine)]
    for typed in SEARCHES[1:]:
        found.append(asked(target, "POST", "/en/search", urlencode(typed).encode(), TYPES[0], mine))
    return mine["HTTP_COOKIE"], [one.get("Location", "").rsplit("/", 1)[-1] for one in found]


def asked(
    app: Any, method: str, path: str, body: bytes, kind: str, headers: dict[str, str]
) -> dict[str, str]:
    """Send one request; what came back as its headers, with "status" and "body" among them."""
    before, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        # How WSGI hands on what bytes there were.
        "PATH_INFO": before.encode("utf-8", "surrogatepass").decode("latin-1"),
        "QUERY_STRING": quote(query, safe="=&%;", errors="replace"),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": None,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **headers,
    }
    content, status, found = run_wsgi_app(app, environ, buffered=True)
    said = b"".join(content).decode("utf-8")
    return {**dict(found.items()), "status": status[:3], "body": said}


@st.composite
def mutated(draw: Any, text: str) -> str:
    """A sealed text or cookie, or what somebody made of it."""
    at = draw(st.integers(0, max(0, len(text) - 1)))
    ways = (
        *[text] * 15, text[:at], text[at:], text[:at] + "A" + text[at + 1 :], text + "=", text * 2,
        text.swapcase(), text[:at] + "\u00e9" + text[at:], f"{text}<{MARK}>",
        ".".join(reversed(text.split("."))),
    )  # fmt: skip
    return str(draw(st.sampled_from(ways)))


@st.composite
def requests(draw: Any, rules: list[Any], session: str, sealed: list[str]) -> tuple[Any, ...]:
    """One request: most of it as a browser would send it, some of it as none would."""
    rule = draw(st.sampled_from(rules))
    path = rule.rule
    for part in rule.arguments:
        likely = (
            ["en", "es"] if part in ("language", "other") else [draw(mutated(draw(st.sampled_from(sealed))))]
        )
        likely += (
            ["dookhan", "kept", "nothing", "site.css"] if part not in ("language", "other", "sealed") else []
        )
        text = draw(st.sampled_from(likely)) if draw(st.integers(0, 9)) else draw(TEXTS)
        path = path.replace(f"<path:{part}>", text).replace(f"<{part}>", text)
    path += f"?{draw(TEXTS)}" if not draw(st.integers(0, 5)) else ""
    fields = draw(st.lists(st.tuples(st.sampled_from(FIELDS), TEXTS), max_size=6))
    method = draw(st.sampled_from(sorted(rule.methods) if draw(st.integers(0, 4)) else METHODS))
    kind = TYPES[0] if draw(st.integers(0, 4)) else draw(st.sampled_from(TYPES))
    body = draw(bodies(fields, kind)) if method not in ("GET", "HEAD") else b""
    headers = {"HTTP_COOKIE": draw(mutated(session))} if draw(st.integers(0, 9)) else {}
    if not draw(st.integers(0, 3)):
        odd = draw(st.dictionaries(st.sampled_from(HEADERS), TEXTS, max_size=2))
        # A server lets no line break through, and hands bytes on as Latin-1.
        headers |= {f"HTTP_{name}": _latin(text) for name, text in odd.items()}
    return method, path, body, _latin(kind), headers


@st.composite
def bodies(draw: Any, fields: list[tuple[str, str]], kind: str) -> bytes:
    if kind.startswith("multipart"):
        parts = [
            f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
            for name, text in fields
        ]
        whole = "".join(parts) + ("--edge--\r\n" if draw(st.booleans()) else "")
        return whole.encode("utf-8", "surrogatepass")
    if not draw(st.integers(0, 9)):
        return bytes(draw(st.binary(max_size=200)))
    return urlencode(fields, encoding="utf-8", errors="surrogatepass").encode()


def _latin(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("latin-1").replace("\r", " ").replace("\n", " ")


def faults(method: str, path: str, answer: dict[str, str]) -> list[str]:
    status, body = int(answer["status"]), answer["body"]
    found = [f"status {status}"] if status >= 500 else []
    forever = path.startswith("/static/") and "v=" in path and status == 200
    found += judge.headers(answer, scripted=False, forever=forever)
    found += [f"header {name}" for name in answer if MARK in name.casefold()]
    if MARK in body and "html" in answer["Content-Type"]:
        elements = Elements()
        elements.feed(body)
        found += [f"typed: <{name}>" for name in elements.found if MARK in name]
    return found + (["a body that nobody asked for"] if method == "HEAD" and body else [])


def visit_often(app: Any, known: tuple[str, list[str]], examples: int, part: str = "") -> Counter[int]:
    """So many visits of the routes whose pattern has this part; how often each status was answered."""
    rules = [rule for rule in app.url_map.iter_rules() if part in rule.rule]
    statuses = Counter[int]()

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(requests(rules, *known), min_size=REQUESTS, max_size=REQUESTS))
    def visit(sent: list[tuple[Any, ...]]) -> None:
        for method, path, body, kind, headers in sent:
            answer = asked(app, method, path, body, kind, headers)
            assert faults(method, path, answer) == [], (method, path, body[:300], kind, headers)
            statuses[int(answer["status"])] += 1

    visit()
    return statuses


def test_whatever_is_sent_is_answered_calmly(target, known, capfd):
    statuses = visit_often(target, known, EXAMPLES)
    assert sum(statuses.values()) >= LEAST
    assert {200, 303, 404, 405, 410, 413} <= set(statuses), statuses
    assert not FAULT.search(capfd.readouterr().err)


def test_so_it_is_with_limits(rationed, tmp_path, capfd, monkeypatch):
    """Counters have keys made of what was typed, and their own page."""
    monkeypatch.setitem(limits.A_DAY, limits.CLIENT, dict.fromkeys(limits.A_DAY[limits.CLIENT], 1))
    limited = create_app({"INSTANCE": str(shutil.copytree(rationed, tmp_path / "instance"))})
    assert 429 in visit_often(limited, visitor_of(limited), 40, part="<sealed>")
    assert not FAULT.search(capfd.readouterr().err)
