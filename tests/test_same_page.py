"""Every combination of facts, through the pages: what opens, and that all else is one page, byte for byte.

Three sites answer the same searches: one lists somebody, one withholds them, one never heard of them.
Where a search may not open their case, all three answer the same bytes: status, headers in their order, and
page, but for the sealed address and the cookie, whose lengths are the same.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from werkzeug.test import Client

from lookup.disclosure import OPEN, SECOND_FACT
from lookup.web import create_app
from tests.operating import HEADER, Filed, publish, run

OTHERS = """0752CR090101,"ROE, RICHARD",1/2/1970,1,POSS CLASS A,kept
0752CR090102,"GARCIA, JOSE",3/3/1980,1,POSS CLASS A,dismissed
"""
DATED = '0702CR090417,"HALVORSEN, MARGUERITE",4/11/1967,1,POSS CLASS B,dismissed\n'
UNDATED = '0702CR090417,"HALVORSEN, MARGUERITE",,1,POSS CLASS B,dismissed\n'

DOCKETS = {"": "", "right": "0702CR090417", "near": "0702CR090411", "other": "0801CR090933"}
NAMES = {"": "", "same": "Marguerite Halvorsen", "similar": "Marguerite Halvorsan", "other": "Quintus Vexley"}
BORN = {"": "", "right": "1967", "wrong": "1981"}
PLACES = {"": ("", ""), "right": ("02", "2007"), "wrong": ("52", "2003")}
TYPED = list(product(DOCKETS, NAMES, BORN, PLACES))


def may_open(docket: str, name: str, born: str, place: str, mode: str, dated: bool) -> bool:
    """Promise 3, said once more in other words than lookup/disclosure.py says it."""
    if docket == "right":
        return True
    if name not in ("same", "similar") or (dated and born == "wrong"):
        return False
    by_birth, by_place = dated and born == "right", not dated and place == "right"
    return by_birth or by_place or mode == OPEN or (docket == "near" and name == "same")


class Sites:
    """The three sites, in one mode, with a list that has birth dates or has none."""

    def __init__(self, folder: Any, mode: str, dated: bool) -> None:
        person = DATED if dated else UNDATED
        self.apps = {}
        for name, rows in (
            ("listed", person + OTHERS),
            ("withheld", person + OTHERS),
            ("unheard of", OTHERS),
        ):
            instance = folder / name / "instance"
            publish(instance, Filed(f"{HEADER}\n{rows}"))
            if name == "withheld":
                run(instance, "records", "withhold", DOCKETS["right"], "--because", "order")
            settings = {"INSTANCE": str(instance), "DISCLOSURE": mode, "RATELIMIT_ENABLED": "0"}
            self.apps[name] = create_app(settings)

    def answers(self, app: str, typed: dict[str, str]) -> list[tuple[Any, ...]]:
        """What a new visitor gets, on the form, on the page of results and on paper."""
        client = Client(self.apps[app])
        posted = client.post("/en/search", data=typed)
        pages = [posted]
        if posted.status_code == 303:
            pages += [client.get(posted.location), client.get(f"{posted.location}/with/es")]
        sealed = (posted.location or "").rpartition("/")[2] or "-"
        return [_comparable(page, sealed) for page in pages]


def _comparable(page: Any, sealed: str) -> tuple[Any, ...]:
    """Status, headers and text, with what is random masked; its length stays."""

    def masked(text: str) -> str:
        text = re.sub("(?<=session=)[^;]+", lambda cookie: "C" * len(cookie[0]), text)
        return text.replace(sealed, "S" * len(sealed))

    return page.status, [(name, masked(value)) for name, value in page.headers], masked(page.text)


@pytest.fixture(
    scope="module",
    params=list(product((SECOND_FACT, OPEN), (True, False))),
    ids=lambda how: f"{how[0]}, {'birth dates' if how[1] else 'no birth dates'}",
)
def sites(request, tmp_path_factory):
    mode, dated = request.param
    return Sites(tmp_path_factory.mktemp("same page"), mode, dated), mode, dated


@pytest.mark.parametrize(("docket", "name", "born", "place"), TYPED, ids=lambda fact: fact or "-")
def test_what_opens_and_what_is_one_page(sites, docket, name, born, place):
    three, mode, dated = sites
    court, year = PLACES[place]
    typed = {"docket": DOCKETS[docket], "name": NAMES[name], "born": BORN[born], "court": court, "year": year}
    unheard_of = three.answers("unheard of", typed)
    assert three.answers("withheld", typed) == unheard_of
    listed = three.answers("listed", typed)
    if not may_open(docket, name, born, place, mode, dated):
        assert listed == unheard_of
        assert not any("0702CR090417" in text for _, _, text in listed) or docket == "right"
    elif len(listed) > 1 and (
        docket == "right" or (name == "same" and docket != "other" and place != "wrong")
    ):
        assert all('data-docket="0702CR090417"' in text for _, _, text in listed[1:])
