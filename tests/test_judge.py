"""The judge itself: a page without a fault has none, and each thing spoilt on it is named."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests import judge
from tests.pages import JudgingClient

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Help – Case Check</title>
<link rel="stylesheet" href="/static/site.css"></head><body>
<p class="demo">Every person and case here is invented.</p>
<h1 id="top">Help</h1><a href="#top">Start again</a>
<form method="post" action="/en/search"><label for="name">Full name</label>
<input id="name" name="name" aria-describedby="top"><button>Search</button></form>
<a href="https://example.org/" rel="noreferrer">the courts</a>
</body></html>"""


def faults(html: str, path: str = "/en/help") -> list[str]:
    root, mistakes = judge.parse(html)
    return mistakes + judge.page(root, path, ("en", "es"), demo=True)


def test_a_sound_page_has_no_fault() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("sound", "spoilt", "fault"),
    [
        ("<!doctype html>", "", "HTML: expected-doctype"),
        ("</form>", "</form></div>", "HTML: end-tag-too-early"),
        ("<h1", "<h1>Twice</h1><h1", "not one h1"),
        ('lang="en"', 'lang="es"', "lang is 'es' at /en/help"),
        ('lang="en"', "", "lang is ''"),
        ("Help – Case Check", "", "title"),
        ("Help – Case Check", "Ayuda – Case Check", "title"),
        (">Start again<", ">Empezar de nuevo<", "in 'es' on a page in 'en': 'Empezar de nuevo'"),
        ('id="name"', 'id="top"', "id twice or empty: 'top'"),
        ('for="name"', 'for="nome"', "for points to nothing: nome"),
        ('for="name"', 'for="top"', "no label: name"),
        ('aria-describedby="top"', 'aria-describedby="top hint"', "aria-describedby points to nothing: hint"),
        ('href="#top"', 'href="#main"', "a link to nothing: #main"),
        ("<button>Search", "<button>", "a button without words"),
        ("</form>", "</form><ul><li> </li></ul>", "a li without words"),
        ("<button>", '<button onclick="x()">', "inline: <button onclick>"),
        ("<button>", '<button style="color: red">', "inline: <button style>"),
        ("</body>", "<script></script></body>", "inline: <script >"),
        ("/static/site.css", "//fonts.example/a.css", "from elsewhere: //fonts.example/a.css"),
        ("<button>", '<img alt="" src="https://counter.example/x.gif"><button>', "from elsewhere: https"),
        (' rel="noreferrer"', "", "tells where it was clicked: https://example.org/"),
        ("Every person and case here is invented.", "", "the page does not say so"),
    ],
)
def test_each_fault_is_named(sound, spoilt, fault) -> None:
    assert sound in GOOD
    assert any(each.startswith(fault) or fault in each for each in faults(GOOD.replace(sound, spoilt, 1)))


@pytest.mark.parametrize(
    ("address", "given_away"),
    [
        ("/en/results/gAAAAABn", []),
        ("/en/results/?name=Rosalind+Okafor", ["Rosalind Okafor"]),
        ("/en/results/rosalind%20okafor", ["Rosalind Okafor"]),
        ("/en/results/RosalindOkafor", ["Rosalind Okafor"]),
        ("/en/results/Um9zYWxpbmQgT2thZm9y", ["Rosalind Okafor"]),
        ("/en/results/0702-CR-090101", ["0702CR090101"]),
    ],
)
def test_typed_words_are_seen_in_an_address_however_they_are_hidden(address, given_away) -> None:
    assert judge.gives_away(address, ["Rosalind Okafor", "0702CR090101"]) == given_away


def test_headers_are_asked_of_every_answer() -> None:
    whole = {**judge.HEADERS, "Cache-Control": "no-store"}
    assert judge.headers(whole, scripted=False, forever=False) == []
    assert judge.headers(whole, scripted=True, forever=False) != []
    for name in whole:
        spoilt = {key: value for key, value in whole.items() if key != name}
        assert [fault for fault in judge.headers(spoilt, scripted=False, forever=False) if name in fault]


def test_no_test_gets_a_client_that_does_not_judge(app) -> None:
    assert isinstance(app.test_client(), JudgingClient)
    with pytest.raises(AssertionError, match="the client that judges"):
        FlaskClient(app, use_cookies=True).get("/en/")


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (GOOD.replace('action="/en/search"', 'action="/en/help"'), "action leads nowhere: /en/help"),
        (GOOD.replace('href="#top"', 'href="/en/nothing"'), "href leads nowhere: /en/nothing"),
    ],
)
def test_links_and_forms_must_lead_somewhere(app, monkeypatch, html, fault) -> None:
    monkeypatch.setitem(app.view_functions, "pages.help", lambda language: html)
    with pytest.raises(AssertionError, match=fault):
        app.test_client().get("/en/help")
