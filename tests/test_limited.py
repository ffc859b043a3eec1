"""What a limited visitor gets, what the counters hold, and what happens without them."""

from __future__ import annotations

import pytest

from lookup import names, sounds
from lookup.web import create_app, limits
from lookup.web.counters import DAY
from lookup.web.limits import EASY
from tests.guessing import EASILY, EXACTLY, NEARLY, NOWHERE, ask, at, docket, full, outcome, use_up
from tests.judge import say

LANGUAGES = ("en", "es")


@pytest.fixture
def app(rationed):
    """The site, on a list that may not be read through."""
    return create_app({"INSTANCE": str(rationed)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_limited_visitor(app, language):
    use_up(app, EASY)
    visitor = at(app)
    page = visitor.search(language, **EASILY[0](30))
    assert (page.status, page.h1) == (429, say("Please add one more fact", language))
    assert 0 < int(page.response.headers["Retry-After"]) <= DAY
    assert "1-888-999-2881" in page.text
    assert "noindex" in page.response.headers["X-Robots-Tag"]
    assert visitor.get(f"/{language}/rights").status == visitor.get(f"/{language}/self-check").status == 200
    assert page.switch().switch().h1 == page.h1
    # The form keeps what was typed: the name is added, and the case is there.
    found = page.change().press(say("Search", language), name=full(30), docket=docket(30))
    assert outcome(found) == "found"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_sends_searches_without_end(app, monkeypatch, rationed, language):
    monkeypatch.setattr(limits, "SEARCHES", 3)
    strict = create_app({"INSTANCE": str(rationed)})
    for _ in range(3):
        assert ask(strict, **EXACTLY[0](1)) == "found"
    page = at(strict).search(language, **EXACTLY[0](1))
    assert (page.status, page.h1) == (429, say("Please come back later", language))
    assert 0 < int(page.response.headers["Retry-After"]) <= DAY
    assert at(strict).get(f"/{language}/").status == 200


def test_nothing_that_was_typed_can_be_read_in_the_file(app, rationed):
    for number in range(4):
        for typed in (EASILY[number % 2], EXACTLY[0], NEARLY[0], NOWHERE[number % 3]):
            ask(app, "203.0.113.77", **typed(number))
    files = b"".join(path.read_bytes() for path in rationed.glob("counters.db*")).lower()
    assert len(files) > 1000
    words = [word for number in range(4) for word in full(number).split()]
    words += [sounds.sound(names.fold(word)) for word in words]
    words += ["0752cr09", "07 52", "52 2007", "1967-04-11", "203.0.113", "nobody", "/results/", "gaaaa"]
    assert [word for word in words if word.lower().encode() in files] == []
    assert b"203.0.113.77".hex().encode() not in files


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_can_be_counted_nothing_is_searched(rationed, capfd, language):
    app = create_app({"INSTANCE": str(rationed)})
    for path in rationed.glob("counters.db*"):
        path.unlink()
    (rationed / "counters.db").write_bytes(b"x" * 8192)
    try:
        capfd.readouterr()
        client = app.test_client()
        page = client.post(f"/{language}/search", data={"docket": docket(1)})
        told = capfd.readouterr().err.splitlines()
        assert page.status_code == 503
        assert say("We cannot search right now", language) in page.text
        assert told
        for line in told:
            assert "searches cannot be counted, so none is answered" in line
            assert "0752" not in line
    finally:
        for path in rationed.glob("counters.db*"):
            path.unlink()
