"""When something is wrong: a calm page in the right language, and nothing typed in any message."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from lookup import disclosure
from lookup.release import Releases
from lookup.web import create_app
from lookup.web.site import CurrentRelease
from tests.judge import say
from tests.pages import Visitor

LANGUAGES = ("en", "es")


@pytest.mark.parametrize(
    ("path", "accepts", "language"),
    [
        ("/en/nothing", "es", "en"),
        ("/es/nothing", "en", "es"),
        ("/nothing", "es", "es"),
        ("/nothing", "pt", "en"),
        ("/fr/", "es", "es"),
        ("/fr/help", "en", "en"),
        ("/fr/results/x", "en", "en"),
        ("/EN/", "en", "en"),
        ("/static/nothing.css", "es", "es"),
        ("/static/../app.py", "en", "en"),
        ("/en/help/", "en", "en"),
        ("/%00", "en", "en"),
    ],
)
def test_an_address_that_does_not_exist(app, path, accepts, language) -> None:
    page = Visitor(app, accepts).get(path)
    assert (page.status, page.language) == (404, language)
    assert page.h1 == say("This page does not exist", language)


def test_a_good_results_address_in_an_unknown_language_is_no_page(visitor) -> None:
    results = visitor.search(docket="0702CR090101").path
    assert visitor.get(results.replace("/en/", "/fr/")).status == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/leave", {"OPTIONS", "POST"}),
        ("POST", "/help", {"GET", "HEAD", "OPTIONS"}),
        ("DELETE", "/", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("PUT", "/search", {"GET", "HEAD", "OPTIONS", "POST"}),
        ("POST", "/results/x", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_a_wrong_method_says_which_would_do(app, language, method, path, allowed) -> None:
    answer = app.test_client().open(f"/{language}{path}", method=method)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == allowed
    assert say("This page cannot be opened this way", language) in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/search", "/"])
def test_ten_megabytes_in_the_name_field(visitor, language, path) -> None:
    page = visitor.post(f"/{language}{path}", name="x" * 10_000_000, born="1970")
    assert (page.status, page.h1) == (413, say("That was too long", language))


MULTIPART = "multipart/form-data; boundary=edge"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (MULTIPART, b'--edge\r\nContent-Disposition: form-data; name="name"\r\n\r\nRosalind'),
        (MULTIPART, b"\x00\xff\xfe--edge--"),
        ("multipart/form-data", b"--edge--"),
        ("application/json", b'{"name": "Rosalind"}'),
        ("application/x-www-form-urlencoded", b"%%%=%ff&name=%00&&&=&born"),
        ("application/x-www-form-urlencoded; charset=utf-7", b"+AG4-ame=x"),
        ("text/plain", b"name=Rosalind"),
        ("", b""),
    ],
)
def test_a_broken_form_is_a_form_with_nothing_in_it(app, language, content_type, body) -> None:
    answer = app.test_client().post(
        f"/{language}/search", data=BytesIO(body), content_type=content_type, follow_redirects=True
    )
    assert answer.status_code in (400, 422)
    assert f'lang="{language}"' in answer.text


def test_a_form_with_a_thousand_fields(app) -> None:
    many = {f"field{number}": "x" for number in range(5000)}
    assert app.test_client().post("/en/search", data=many, follow_redirects=True).status_code in (413, 422)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_of_ours_shows_a_page_and_tells_the_log_nothing_typed(
    visitor, monkeypatch, capfd, language
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Rosalind Okafor")

    monkeypatch.setattr(disclosure, "decide", broken)
    page = visitor.search(language, name="Rosalind Okafor", born="1970")
    assert (page.status, page.h1) == (500, say("Something went wrong here", language))
    # The page itself, and the same in the other language, which the judge opens.
    told = capfd.readouterr().err.splitlines()
    assert told
    for line in told:
        assert line.startswith("case check: ValueError at ")
        assert "Okafor" not in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_release_the_form_is_there_and_a_search_says_to_come_back(
    published, tmp_path, language
) -> None:
    empty = create_app({"INSTANCE": str(published)})
    site = empty.extensions["case_check"]
    lost = CurrentRelease(Releases(tmp_path), site.incidents)
    empty.extensions["case_check"] = replace(site, current=lost)
    visitor = Visitor(empty)
    assert visitor.get(f"/{language}/").status == 200
    page = visitor.search(language, docket="0702CR090101")
    assert (page.status, page.h1) == (503, say("We cannot search right now", language))
    assert visitor.get(f"/{language}/about").status == 503


@pytest.mark.parametrize("path", ["/nothing", "/results/x", "/help"])
def test_the_language_is_switched_on_an_error_page_too(visitor, path) -> None:
    page = visitor.get(f"/en{path}")
    switched = page.switch()
    assert (switched.language, switched.switch().language) == ("es", "en")
    expected = {"/nothing": 200}.get(path, page.status)
    assert switched.status == expected
