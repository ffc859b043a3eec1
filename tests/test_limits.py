"""How much may be learned by trying: the limits, and what is counted."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest

from lookup.search import Query
from lookup.web import create_app, limits
from lookup.web.counters import DAY
from lookup.web.limits import (
    A_DAY,
    CLIENT,
    DATES,
    EASY,
    EVERYBODY,
    GUESSING,
    MISSED,
    NAME,
    NEAR,
    PERSON,
    PLACE,
)  # fmt: skip
from tests.guessing import (
    EASILY,
    EXACTLY,
    HERE,
    LIST,
    NEARLY,
    NOWHERE,
    THERE,
    ask,
    at,
    docket,
    full,
    outcome,
    use_up,
)  # fmt: skip
from tests.operating import HEADER, Filed, publish


@pytest.fixture
def app(rationed):
    """The site, on a list that may not be read through."""
    return create_app({"INSTANCE": str(rationed)})


@pytest.mark.parametrize("typed", EASILY)
def test_one_fact_opens_some_cases_a_day_and_then_one_more_is_asked_for(app, typed):
    for number in range(A_DAY[CLIENT][EASY]):
        assert ask(app, **typed(number)) == "found"
    assert ask(app, **typed(30)) == "limited"
    assert ask(app, THERE, **typed(30)) == "found"


@pytest.mark.parametrize("wrong", NOWHERE)
def test_who_is_refused_cannot_tell_what_is_listed(app, wrong):
    use_up(app, EASY)
    listed, not_listed = (at(app).search(**typed) for typed in (EASILY[0](30), NOWHERE[0](30)))
    assert outcome(listed) == outcome(not_listed) == "limited"
    assert re.sub('0752CR09\\d+|/results/[^"]+', "", listed.response.text) == re.sub(
        '0752CR09\\d+|/results/[^"]+', "", not_listed.response.text
    )
    assert ask(app, **wrong(1)) == "limited"


@pytest.mark.parametrize("typed", EXACTLY)
@pytest.mark.parametrize("used_up", [[EASY], [NEAR], [EASY, NEAR]], ids=str)
def test_both_facts_are_always_enough(app, used_up, typed):
    for kind in used_up:
        use_up(app, kind)
    for number in range(30, 50):
        assert ask(app, **typed(number)) in ("found", "possible")


@pytest.mark.parametrize("typed", NEARLY)
def test_two_facts_of_which_one_is_wrong_open_some_cases_a_day_and_then_look_like_nothing(app, typed):
    for number in range(A_DAY[CLIENT][NEAR]):
        assert ask(app, **typed(number)) == "possible"
    near, nobody = at(app).search(**typed(30)), at(app).search(name="Nobody Atall", born="1967-04-11")
    assert outcome(near) == outcome(nobody) == "none"
    told = "So we now show only what fits exactly."
    assert told in near.text
    assert told in nobody.text
    assert told not in at(app, THERE).search(name="Nobody Atall", born="1967-04-11").text


def test_a_garbage_name_does_not_make_a_number_two_facts(app):
    """Or a scraper would only have to type any name with each number."""
    use_up(app, EASY)
    opened = [ask(app, docket=docket(number), name="Jose Smith") for number in range(10, 40)]
    assert opened.count("possible") == A_DAY[CLIENT][NEAR]


@pytest.mark.parametrize(("cases", "shown"), [(100, (5, 15)), (24_000, (5, 15)), (60_000, (12, 37))])
def test_an_address_is_shown_less_than_a_thousandth_of_a_large_list(app, cases, shown):
    info = replace(app.extensions["case_check"].current.info, cases=cases)
    found = limits._limits(CLIENT, info)
    assert (found[EASY], found[NEAR]) == shown
    assert sum(shown) < max(cases, limits.CASES) / 1000


def test_of_people_who_are_invented_everything_may_be_read(tmp_path, monkeypatch):
    publish(tmp_path / "instance", Filed(LIST))
    app = create_app({"INSTANCE": str(tmp_path / "instance")})
    for number in range(4 * A_DAY[CLIENT][EASY]):
        assert ask(app, **EASILY[number % 2](number)) == "found"
    # An operator who tries it out still sees what guessing leads to.
    years = [ask(app, name=full(1), born=str(year)) for year in range(1940, 1960)]
    assert years == ["none"] * A_DAY[GUESSING][MISSED] + ["limited"] * (20 - A_DAY[GUESSING][MISSED])


@pytest.mark.parametrize(
    "spellings",
    [
        ["Pilar Bakero"],
        # Another order, accents, junk and a misspelling gain nothing.
        ["Pilar Bakero", "BAKERO, PÍLAR", "Bakero Pilar X", "Pilar Vaquero", "Dr. Pilar Tadeo Bakero"],
    ],
)
def test_who_tries_one_year_of_birth_after_the_other_is_asked_for_more(app, spellings):
    assert full(1) == spellings[0]
    typed = [
        {"name": spellings[at % len(spellings)], "born": str(year)}
        for at, year in enumerate(range(1930, 1960))
    ]
    tries = [ask(app, **one) for one in typed]
    assert tries == ["none"] * A_DAY[GUESSING][MISSED] + ["limited"] * (30 - A_DAY[GUESSING][MISSED])
    assert ask(app, name=full(1), born="1967") == "limited"
    # The whole date of birth opens it, and other names are not touched.
    assert ask(app, name=full(1), born="1967-04-11") == "found"
    assert ask(app, name=full(2), born="1967") == "found"


def test_many_who_try_years_of_birth_of_one_name_together_are_asked_for_more(app):
    tries = [
        ask(app, f"192.0.2.{number % 50}", name=full(1), born=str(1910 + number))
        for number in range(A_DAY[PERSON][MISSED] + 10)
    ]
    assert tries == ["none"] * A_DAY[PERSON][MISSED] + ["limited"] * 10
    assert ask(app, "192.0.2.200", name=full(1), born="1967-04-11") == "found"
    assert ask(app, "192.0.2.200", docket=docket(1)) == "found"


def test_whole_dates_of_birth_are_not_tried_in_turn(app):
    days = [f"1950-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 7)]
    for day in days[: A_DAY[GUESSING][DATES]]:
        assert ask(app, name=full(1), born=day) == "none"
    page = at(app).search(name=full(1), born="1967-04-11")
    assert (page.status, page.h1) == (429, "Please come back later")
    assert ask(app, name=full(1), docket=docket(1)) == "found"
    assert ask(app, THERE, name=full(1), born="1967-04-11") == "found"


def test_many_that_found_nothing_are_asked_for_one_more_fact(app, monkeypatch):
    monkeypatch.setitem(A_DAY, CLIENT, {**A_DAY[CLIENT], MISSED: 3})
    assert [ask(app, **typed(1)) for typed in NOWHERE] == ["none"] * 3
    assert ask(app, **EASILY[0](1)) == "limited"
    assert ask(app, **EXACTLY[0](1)) == "found"


def test_what_finds_nothing_counts_alike_whatever_the_reason(app, monkeypatch):
    """Or the limit would tell a wrong second fact from a person who is on no list."""
    counted = []
    monkeypatch.setattr(
        limits.Limits, "_add", lambda self, kind, keys, amount: counted.append((kind, len(keys), amount))
    )
    for name, born in ((full(1), "1950"), ("Nobody Atall", "1950")):
        ask(app, name=name, born=born)
    assert counted[: len(counted) // 2] == counted[len(counted) // 2 :]
    assert (MISSED, 6, 1) in counted


@pytest.mark.parametrize(
    ("kind", "typed", "refused", "not_refused"),
    [
        # However a number is written it is of the same court and year.
        (PLACE, {"docket": "0752CR098001"}, {"docket": "07-52 cr 98002"}, {"docket": "0852CR098001"}),
        (
            PLACE,
            {"docket": "2007-98001", "court": "52"},
            {"docket": "0752CR098002"},
            {"docket": "0701CR098001"},
        ),
        # Whatever stands around a name, however it is spelled, and in any order.
        (NAME, {"name": "Luz Velasquez"}, {"name": "Ana Belasques"}, {"name": "Rosa Obermann"}),
        (NAME, {"name": "Luz Velasquez"}, {"name": "Velásquez Quimby, Ana María"}, {"name": "Rosa Obermann"}),
        (EVERYBODY, {"docket": "0752CR098001"}, {"name": "Rosa Obermann"}, None),
    ],
)
def test_limits_that_all_clients_share(app, monkeypatch, kind, typed, refused, not_refused):
    monkeypatch.setitem(A_DAY, kind, {**A_DAY[kind], MISSED: 2})
    born = {"born": "1950"}
    for address in (HERE, THERE):
        assert ask(app, address, **{**typed, **(born if "name" in typed else {})}) == "none"
    assert ask(app, "192.0.2.3", **{**refused, **(born if "name" in refused else {})}) == "limited"
    if not_refused:
        assert ask(app, "192.0.2.3", **{**not_refused, **(born if "name" in not_refused else {})}) == "none"


def test_who_is_refused_takes_nothing_from_what_all_share(app, monkeypatch):
    monkeypatch.setitem(A_DAY, EVERYBODY, {**A_DAY[EVERYBODY], EASY: A_DAY[CLIENT][EASY] + 1})
    use_up(app, EASY)
    assert [ask(app, **EASILY[0](30)) for _ in range(10)] == ["limited"] * 10
    assert ask(app, THERE, **EASILY[0](30)) == "found"


def test_several_cases_on_one_page_count_as_several(tmp_path, monkeypatch):
    rows = [f'0752CR09{at:04},"DOE, JANE",4/11/1967,1,POSS CLASS B,dismissed' for at in range(4)]
    publish(tmp_path / "instance", Filed("\n".join([HEADER, *rows])), demo=False)
    app = create_app({"INSTANCE": str(tmp_path / "instance")})
    monkeypatch.setitem(A_DAY, CLIENT, {**A_DAY[CLIENT], EASY: 4})
    assert ask(app, name="Jane Doe", born="1967") == "found"
    assert ask(app, docket="0752CR090001") == "limited"


def test_a_page_is_counted_once_however_often_it_is_opened(app):
    visitor = at(app)
    page = visitor.search(**EASILY[0](1))
    for _ in range(2 * A_DAY[CLIENT][EASY]):
        assert outcome(visitor.get(page.path)) == "found"
    assert outcome(page.switch()) == "found"
    assert visitor.get(f"{page.path}/with/es").status == 200
    for number in range(2, 1 + A_DAY[CLIENT][EASY]):
        assert ask(app, **EASILY[0](number)) == "found"
    assert ask(app, **EASILY[0](30)) == "limited"
    # What was answered stays answered.
    assert outcome(visitor.get(page.path)) == "found"


def test_what_showed_only_what_fits_exactly_does_so_when_it_is_reloaded(app):
    use_up(app, NEAR)
    visitor = at(app)
    page = visitor.search(**NEARLY[0](30))
    assert [outcome(visitor.get(page.path)) for _ in "ab"] == ["none", "none"]


def test_the_next_day_everything_is_given_anew(app, monkeypatch):
    use_up(app, EASY)
    assert ask(app, **EASILY[0](30)) == "limited"
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + DAY - now() % DAY + 1)
    assert ask(app, **EASILY[0](30)) == "found"


@pytest.mark.parametrize(
    "config",
    [
        {"RATELIMIT_ENABLED": "0"},
        # Where an order makes the lists public there is nothing to keep from anybody.
        {"DISCLOSURE": "open"},
    ],
)
def test_where_nothing_is_counted(rationed, config):
    app = create_app({"INSTANCE": str(rationed), **config})
    assert {ask(app, **EASILY[0](number)) for number in range(30)} == {"found"}


def test_many_at_once_are_let_through_no_more_than_one_by_one(app):
    """Whether there is room is settled before the search: of a hundred at once no more may slip through."""
    waiting = [at(app) for _ in range(40)]
    sealed = [
        visitor.client.post("/en/search", data=EASILY[0](number)).location or ""
        for number, visitor in enumerate(waiting)
    ]
    with app.test_request_context(environ_base={"REMOTE_ADDR": HERE}):
        admitted, info = 0, app.extensions["case_check"].current.info
        for number, address in enumerate(sealed):
            try:
                app.extensions["case_check"].limits.admit(Query(docket=docket(number)), address, info)
                admitted += 1
            except limits.AsksMore:
                continue
    assert admitted == A_DAY[CLIENT][EASY]
