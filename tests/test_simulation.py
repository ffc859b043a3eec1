"""scripts/simulate_scraping: a small day on a real server, and who it counts as learned and turned away."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from lookup.web.limits import A_DAY, CASES, CLIENT, EASY, NEAR

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "scripts"
sys.path.insert(0, str(SCRIPTS))
people, crowd, site = (
    importlib.import_module(name) for name in ("trial_people", "scraping_crowd", "scraping_site")
)
sys.path.remove(str(SCRIPTS))

Answer = site.Answer


def test_a_small_day_is_lived_through_and_printed():
    options = ["--people", "300", "--requests", "5", "--crowd", "0.01"]
    own = {name: value for name, value in os.environ.items() if not name.startswith("FLASK_")}
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / "simulate_scraping"), *options],
        cwd=ROOT, env=own, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(re.findall("^Scrapers: .*addresses: 1; 5 searches$", done.stdout, re.MULTILINE)) == 2
    assert len(re.findall("^Scrapers: .*addresses: 50; 250 searches$", done.stdout, re.MULTILINE)) == 2
    assert len(re.findall(r"^  learned: \d+ cases; \d+ at one address", done.stdout, re.MULTILINE)) == 4
    assert len(re.findall(r"honest visitors: 16; .*turned away: 0 \(none: yes\)", done.stdout)) == 4


class Pretended:
    """A site that says what it is told to say, and remembers what was typed."""

    def __init__(self, *says):
        self.says = list(says)
        self.typed: list[dict[str, str]] = []

    def __call__(self, address, **typed):
        self.typed.append(typed)
        return self.says.pop(0) if len(self.says) > 1 else self.says[0]


def shown(*dockets):
    return Answer(site.FOUND, frozenset(dockets))


NOTHING, ONLY_EXACT, MORE, LATER = map(Answer, (site.NOTHING, site.ONLY_EXACT, site.MORE, site.LATER))
MINE = "0752CR090001"
RANDOM = Random(1)  # noqa: S311 (the same people in every run)


@pytest.mark.parametrize(
    ("docket", "says", "asked_for_more", "turned_away"),
    [
        (MINE, [shown(MINE)], False, False),
        (MINE, [NOTHING, shown(MINE)], False, False),
        (MINE, [MORE, shown(MINE)], True, False),
        (MINE, [MORE, ONLY_EXACT], True, True),
        (MINE, [shown("0752CR090002"), MORE, LATER], True, True),
        # Not the limits' doing.
        (MINE, [NOTHING], False, False),
        # Who is on no list is told so.
        ("", [NOTHING], False, False),
        ("", [MORE, ONLY_EXACT], True, False),
        ("", [MORE], True, True),
        ("", [LATER], False, True),
    ],
)
def test_who_counts_as_turned_away(docket, says, asked_for_more, turned_away):
    person = next(people.invent(1))
    visitor = crowd.Honest("home", "192.0.2.1", person, docket, MINE, True, 1.0, RANDOM)
    visitor.look(Pretended(*says))
    assert (visitor.asked_for_more, visitor.turned_away) == (asked_for_more, turned_away)


def test_a_scraper_dresses_its_guesses_up_when_it_is_refused_and_gives_up_in_the_end():
    pretended = Pretended(shown("a"), MORE, shown("a", "b"), ONLY_EXACT)
    (scraper,) = crowd.by_number(["192.0.2.1"], 1000)
    for _ in range(3):
        scraper.work(pretended, 100)
    assert scraper.learned == {"a", "b"}
    assert [len(typed) for typed in pretended.typed[:4]] == [1, 1, 2, 2]
    assert pretended.typed[1]["docket"] == pretended.typed[2]["docket"]
    assert len(pretended.typed) < 30


def test_scrapers_try_what_is_likely_and_nothing_twice():
    listed = crowd.put_on_list(islice(people.invent(1), 2000), RANDOM)
    numbers = [typed["docket"] for scraper in crowd.by_number("ab", 1) for typed in islice(scraper.easy, 500)]
    guesses = [tuple(typed.values()) for scraper in crowd.by_name("ab", 1) for typed in scraper.easy]
    assert len(set(numbers)) == len(numbers) == 1000
    assert len(set(guesses)) == len(guesses) > 10_000
    assert len(listed) == 2000
    assert sum(number in listed for number in numbers) > 3


def test_what_a_page_says():
    pages = {
        (200, '<section data-outcome="none">'): NOTHING,
        (200, '<section data-outcome="none"> ... So we now show only what fits exactly.'): ONLY_EXACT,
        (429, '<section data-outcome="limited">'): MORE,
        (429, "<h1>Please come back later</h1>"): LATER,
        (200, '<article class="case" data-docket="0752CR090001">'): shown(MINE),
    }
    assert {page: site._read(*page) for page in pages} == pages
    with pytest.raises(RuntimeError):
        site._read(500, "")


def test_the_aim_holds_by_the_table():
    """A thousandth of 24,000 cases, with room for what somebody guesses exactly."""
    assert A_DAY[CLIENT][EASY] + A_DAY[CLIENT][NEAR] <= CASES / 1000 - 3
