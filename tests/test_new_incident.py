"""A third incident is data alone: its file and its list. It is then found in both languages."""

from __future__ import annotations

import shutil
from functools import partial

import pytest
from flask import Flask

from lookup import content
from lookup.texts import DATA
from lookup.web import create_app
from tests.conftest import ROOT, publish_lists
from tests.judge import say
from tests.pages import Visitor

MANIFEST = """
title = "Orange County"
demo = true
[[lists]]
file = "orange.csv"
incident = "orange"
district = "Orange County"
filed = 2017-02-06
[lists.columns]
"Print review" = "status"
[lists.statuses]
"letter" = "letter_to_lawyer"
"not finished" = "review_unfinished"
"closer look" = "worth_pursuing"
"""
LIST = """Case,Name,Born,Charge,Print review
OCF-2012-090001,"DELACROIX, MARGUERITE",1974-02-11,Burglary,letter
OCF-2012-090001,"DELACROIX, MARGUERITE",1974-02-11,Theft,closer look
ocf 2015 90002,"WINTHROP, CALEB",1980-07-30,Burglary,not finished
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The site with one more file in the folder of incidents, answering from a list of that incident."""
    folder = tmp_path_factory.mktemp("data")
    for part in ("incidents", "topics", "questions", "answers"):
        shutil.copytree(DATA / part, folder / part)
    shutil.copy(ROOT / "tests" / "data" / "incidents" / "orange.toml", folder / "incidents")
    lists = tmp_path_factory.mktemp("lists")
    (lists / "lists.toml").write_text(MANIFEST, encoding="utf-8")
    (lists / "orange.csv").write_text(LIST, encoding="utf-8")
    instance = tmp_path_factory.mktemp("instance")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "load", partial(content.load, folder=folder))
        publish_lists(instance, lists / "lists.toml")
        return create_app({"INSTANCE": str(instance)})


MIXED = ("OCF-2012-090001", "mixed", ("letter_to_lawyer", "worth_pursuing"))
UNFINISHED = ("OCF-2015-090002", "review_unfinished", ("review_unfinished",))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("typed", "case"),
    [
        ({"docket": "OCF-2012-090001"}, MIXED),
        ({"docket": "ocf 2012 90001"}, MIXED),
        ({"docket": "OCF2015090002"}, UNFINISHED),
        ({"name": "Marguerite Delacroix", "born": "1974"}, MIXED),
        ({"name": "Winthrop, Caleb", "born": "7/30/1980"}, UNFINISHED),
    ],
    ids=str,
)
def test_a_case_elsewhere_is_found_with_its_own_words(elsewhere, language, typed, case) -> None:
    page = Visitor(elsewhere).search(language, **typed)
    assert page.cases == [case]
    told = elsewhere.extensions["case_check"].incidents["orange"]
    for status in case[2]:
        assert told.status(status).label.get(language) in page.text
        assert told.status(status).means.get(language) in page.text
    assert told.name.get(language) in page.text
    assert "407-555-0100" in page.text
    assert "Dookhan" not in page.text


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_number_elsewhere_that_is_not_listed(elsewhere, language) -> None:
    page = Visitor(elsewhere).search(language, docket="ocf 2012 90009")
    assert page.outcome == "none"
    assert "OCF-2012-090009" in page.text


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_massachusetts_number_is_still_understood_there(elsewhere, language) -> None:
    assert Visitor(elsewhere).search(language, docket="0702CR090101").outcome == "none"


def test_the_sources_page_tells_of_the_incidents_on_the_lists(elsewhere) -> None:
    for language, where in (("en", "Orange County"), ("es", "condado de Orange")):
        page = Visitor(elsewhere).get(f"/{language}/about")
        assert where in page.text
        assert say("What the lists leave out", language) in page.text
