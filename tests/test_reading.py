"""Every page is easy to read, in both languages: for tired people who do not read much."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest

from tests import reading
from tests.every_page import every_page
from tests.judge import parse

HARDEST_GRADE = 6
LEAST_EASE = 75


@pytest.fixture(scope="module", params=["en", "es"])
def pages(request: pytest.FixtureRequest, published) -> dict[str, Element]:
    """Every page in one language."""
    return dict(every_page(published, request.param))


def test_no_page_is_hard_to_read(pages) -> None:
    said = {name: reading.sentences(root) for name, root in pages.items()}
    english = next(iter(pages.values())).get("lang") == "en"
    hard = {
        name: measured
        for name, each in said.items()
        if (measured := reading.grade(each) if english else reading.ease(each))
        and (measured > HARDEST_GRADE if english else measured < LEAST_EASE)
    }
    assert hard == {}


def test_no_sentence_is_long(pages) -> None:
    long = {sentence for root in pages.values() for sentence in reading.too_long(reading.sentences(root))}
    assert long == set()


PAGE = """<!doctype html><html lang="es"><head><title>T</title></head><body><p>Fuera.</p><main>
<h1>Su caso</h1><p>Busque el <i lang="en">docket</i>. Llame a Committee for Public Counsel Services hoy.</p>
<ul><li>Uno</li><li>Dos <b>tres</b></li></ul><p>Escribió: <b translate="no">Ada Roe</b></p>
<section class="sources"><p>Commonwealth v. Roe</p></section><select><option>Lynn</option></select>
<span aria-hidden="true">x</span></main></body></html>"""


def test_what_counts_as_a_sentence() -> None:
    said = ["Su caso", "Busque el .", "Llame a Name hoy.", "Uno", "Dos tres", "Escribió:"]
    assert reading.sentences(parse(PAGE)[0]) == said


@pytest.mark.parametrize(
    ("measure", "easy", "hard"),
    [
        (reading.grade, ["You can call now."], ["Subsequent adjudication necessitates representation."]),
        (reading.ease, ["Puede llamar ya."], ["La adjudicación subsiguiente requiere representación."]),
    ],
)
def test_what_is_hard(measure, easy, hard) -> None:
    better, worse = (easy, hard) if measure is reading.ease else (hard, easy)
    assert measure(better) > measure(worse)


def test_a_long_sentence_is_named() -> None:
    assert reading.too_long(["x " * 25, "y " * 26]) == ["y " * 26]
