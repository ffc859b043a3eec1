"""The self-check on paper: its own questions and answers, to tick, on one sheet of paper, without results."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from lookup import content
from lookup.markup import plain
from lookup.web.desk import selfcheck_sheet
from tests.papers import asked_for, pages, squeezed

CONTENT = content.load(("en", "es"))
ANSWERS = [choice.label for question in CONTENT.questions.values() for choice in question.choices]


@pytest.fixture(scope="module")
def pdf(demo_app) -> bytes:
    with asked_for(demo_app):
        return selfcheck_sheet.pdf(("en", "es"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_and_answer_of_the_self_check_is_on_it(pdf, language) -> None:
    text = "".join(pages(pdf))
    for question in CONTENT.questions.values():
        for words in (question.question, question.hint, *(choice.label for choice in question.choices)):
            assert squeezed(plain(words.get(language))) in text


def test_each_answer_has_a_box_to_tick_in_each_language(pdf) -> None:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        boxes = [box for page in document.pages for box in page.rects]
    assert len(boxes) == 2 * (len(ANSWERS) + len(CONTENT.questions))  # "I do not know" is an answer to each


def test_it_is_one_sheet_of_paper(pdf) -> None:
    assert len(pages(pdf)) == 2


def test_the_first_question_is_the_one_that_the_site_asks_first(pdf) -> None:
    assert squeezed("1. What do your papers or letters say?") in pages(pdf)[0]


def test_a_question_and_its_answers_stand_on_one_page(pdf) -> None:
    sides = pages(pdf)
    for question in CONTENT.questions.values():
        words = [squeezed(plain(text.get("en"))) for text in (question.question, question.choices[-1].label)]
        assert any(all(each in side for each in words) for side in sides)


def test_no_result_is_on_it(pdf) -> None:
    text = "".join(pages(pdf))
    for answer in CONTENT.answers.values():
        assert squeezed(answer.label.get("en")) not in text


def test_it_says_whom_to_call_and_where_staff_enter_the_answers(pdf) -> None:
    first, *others = pages(pdf)
    assert CONTENT.incidents["dookhan"].contacts[0].phone in first
    assert "localhost/en/self-check" in first
    assert "localhost/es/self-check" in first
    for side in (first, *others):
        assert squeezed("Every person and case here is invented.") in side
