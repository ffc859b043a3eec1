"""A small evaluation of the search, compared with what was accepted last; and that its parts are right."""

from __future__ import annotations

import importlib
import re
import sys
from itertools import islice
from pathlib import Path
from random import Random as Seeded
from types import SimpleNamespace

import pytest
from rapidfuzz.distance import OSA

from lookup import dockets
from lookup.cases import Case, Person, Source
from lookup.names import fold, parse_listed
from lookup.search import Match

SCRIPTS = Path(__file__).parent.parent / "scripts"
sys.path.insert(0, str(SCRIPTS))
damage, numbers, frozen, measures, people, queries = (
    importlib.import_module(f"trial_{name}")
    for name in ("damage", "dockets", "frozen", "measures", "people", "queries")
)
sys.path.remove(str(SCRIPTS))

# A District Court or BMC number has six digits after CR, a Superior Court number (72 to 85) has five.
IMPOSSIBLE = re.compile(r"\d\d(?:(?:7[2-9]|8[0-5])CR09\d{3}|(?!7[2-9]|8[0-5])\d\dCR09\d{4})")

# What part of the right people is among the first five by name alone, and the first with their birth year.
FLOORS = {
    ("plain", "strong"): (0.99, 0.99),
    ("mixed", "strong"): (0.97, 0.97),
    ("mixed", "medium"): (0.95, 0.95),
    ("typing", "medium"): (0.98, 0.98),
    ("both", "weak"): (0.93, 0.93),
    ("joined", "medium"): (0.98, 0.98),
    ("nickname", "medium"): (0.95, 0.95),
    ("pairs", "strong"): (0.97, 0.97),
    ("pairs", "medium"): (0.92, 0.92),
    ("pairs", "weak"): (0.83, 0.83),
}
# Of strangers with a birth year, so many may be shown somebody, and so many told that they are found.
CEILINGS = {"stranger, full name": (0.05, 0.0), "stranger, short name": (0.05, 0.01)}


@pytest.fixture(scope="module")
def now():
    """How the search answers the small evaluation's queries."""
    return frozen.run()


def test_no_query_was_lost_or_gained_unseen(now):
    changes = frozen.changes(frozen.frozen(), now)
    print("\n".join(changes))
    assert not changes, "if that is right, accept it: .venv/bin/python scripts/evaluate_search --freeze"


@pytest.mark.parametrize("group", FLOORS, ids=", ".join)
def test_the_right_person_is_found(now, group):
    lines = [line for key, line in now.items() if key[:2] == group]
    by_name = sum(0 < line.by_name <= 5 for line in lines) / len(lines)
    dated = [line for key, line in now.items() if key[:2] == group and key[3]]
    by_birth = sum(line.by_birth == 1 for line in dated) / len(dated)
    assert by_name >= FLOORS[group][0]
    assert by_birth >= FLOORS[group][1]


@pytest.mark.parametrize("family", CEILINGS)
def test_strangers_are_told_little(now, family):
    answers = [line.answer for key, line in now.items() if key[0] == family]
    shown, found = CEILINGS[family]
    assert sum(answer != "none" for answer in answers) <= shown * len(answers)
    assert answers.count("found") <= found * len(answers)


def test_nobody_is_told_to_be_another_person(now):
    assert [key for key, line in now.items() if key[0] == "pairs: strangers" and line.answer == "found"] == []


def random(seed):
    """The same chances each time."""
    return Seeded(seed)  # noqa: S311


KEY = ("plain", "strong", "jose garcia", "1970", "GARCIA, JOSE")
STRANGER = ("stranger, full name", "stranger", "ana paz", "1970", "PAZ, ANA")


@pytest.mark.parametrize(
    ("key", "before", "after", "told"),
    [
        (KEY, (1, 1, "found"), (1, 1, "found"), ""),
        (KEY, (1, 1, "found"), (0, 1, "found"), "lost"),
        (KEY, (1, 1, "found"), (1, 1, "shown"), "lost"),
        (KEY, (4, 1, "shown"), (2, 1, "shown"), "gained"),
        (KEY, (2, 1, "shown"), (1, 2, "shown"), "moved"),
        (STRANGER, (0, 0, "none"), (0, 0, "shown"), "lost"),
        (STRANGER, (0, 0, "found"), (0, 0, "none"), "gained"),
        (KEY, None, (1, 1, "found"), "gained"),
        (KEY, (1, 1, "found"), None, "lost"),
    ],
)
def test_changes_are_told_as_lost_gained_or_moved(key, before, after, told):
    was, line = ({key: frozen.Line(*line)} if line else {} for line in (before, after))
    assert "".join(change.partition(":")[0] for change in frozen.changes(was, line)) == told


def test_people_are_the_same_for_the_same_seed_and_like_those_of_massachusetts():
    invented = list(islice(people.invent(3), 4000))
    assert invented == list(islice(people.invent(3), 4000))
    assert invented != list(islice(people.invent(4), 4000))

    def part(of):
        return sum(map(bool, map(of, invented))) / len(invented)

    assert part(lambda one: one.language == "es") == pytest.approx(0.33, abs=0.03)
    assert part(lambda one: one.language == "es" and len(one.surnames) == 2) == pytest.approx(0.29, abs=0.03)
    assert part(lambda one: len(one.listed_born) == 10) == pytest.approx(0.90, abs=0.02)
    assert part(lambda one: not one.listed_born) == pytest.approx(0.05, abs=0.015)
    assert part(lambda one: one.cases > 1) == pytest.approx(0.15, abs=0.02)
    assert part(lambda one: one.person.aliases) == pytest.approx(0.04, abs=0.015)
    assert part(lambda one: not one.person.name.ordered) == pytest.approx(0.15, abs=0.02)
    assert len({surname for one in invented for surname in one.surnames}) > 1500


def test_every_case_has_a_number_that_cannot_exist():
    listed = people.put_on_list(islice(people.invent(3), 4000))
    assert len(listed.owners) == len(listed.cases) > 4500
    assert [number for number in listed.owners if not IMPOSSIBLE.fullmatch(number)] == []
    assert [number for number in listed.owners if dockets.parse(number).standard != number] == []


def test_one_typing_error_is_one():
    rng = random(5)
    words = ["garcia", "Ng", "O'Brien", "PEÑA", "li"] * 60
    changed = [damage.mistyped(rng, word) for word in words]
    distances = [OSA.distance(fold(a), fold(b)) for a, b in zip(words, changed, strict=True)]
    assert set(distances) == {1}
    lengths = {len(b) - len(a) for a, b in zip(words, changed, strict=True)}
    assert lengths == {-1, 0, 1}


@pytest.mark.parametrize(
    ("word", "language", "heard"),
    [
        ("Vázquez", "es", {"bázquez", "vásquez", "vázques", "vázkez"}),
        ("Núñez", "es", {"núnyez", "núñes"}),
        ("Philippe", "fr", {"filippe", "philipp"}),
        ("Sousa", "pt", {"souza"}),
        ("Stephen", "en", {"stefen"}),
    ],
)
def test_misheard_words_sound_like_the_right_ones(word, language, heard):
    every = {damage.misheard(random(at), word, language) for at in range(300)}
    assert heard <= every
    assert fold(word) not in map(fold, every)


def draft(given="José Luis", middle="", surnames=("García", "López"), language="es"):
    return damage.Draft(language, tuple(given.split()), middle, surnames)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (damage.joined, draft(surnames=("De la Cruz",)), {"José Luis Delacruz"}),
        (damage.joined, draft(), {"José Luis GarcíaLópez"}),
        (damage.joined, draft("Sean", surnames=("O'Brien",), language="en"), {"Sean O Brien"}),
        (damage.joined, draft("Sean", surnames=("McCarthy",), language="en"), {"Sean Mc Carthy"}),
        (damage.joined, draft(surnames=("Paz",)), {"JoséLuis Paz"}),
        (damage.initial, draft(), {"José L García López"}),
        (damage.initial, draft("Ana", "María"), {"Ana M García López"}),
        (damage.nicknamed, draft("Ignacio"), {"nacho García López"}),
        (damage.nicknamed, draft("Zoraida"), {"Zoraida García López"}),
        (
            damage.shorter,
            draft("Ana", "M"),
            {"Ana M García López", "Ana M García", "Ana García López", "Ana García"},
        ),
    ],
)
def test_damage_does_what_it_says(change, before, after):
    assert {" ".join(change(random(at), before).words) for at in range(50)} == after


def test_particles_fall_away():
    assert damage.without_particles(draft(surnames=("De la Cruz", "Del Valle"))).surnames == ("Cruz", "Valle")


def test_strangers_share_no_whole_name_and_year_with_the_list():
    everybody = people.invent(3)
    listed = list(islice(everybody, 2000))
    assert len(list(queries.strangers(everybody, listed, 200))) == 200
    short = [one for one in listed if not one.middle and len(one.given) == len(one.surnames) == 1]
    assert len(short) > 300
    assert list(queries.strangers(short, listed, 200)) == []


@pytest.mark.parametrize("standard", ["0752CR090028", "0877CR09015", "1184CR09512"])
def test_every_form_of_a_docket_number_is_that_number(standard):
    forms = numbers.forms(standard)
    assert len({form.form for form in forms}) == len(forms) > 17
    assert [form for form in forms if dockets.parse(form.typed, form.court).standard != standard] == []


def test_wrong_docket_numbers_are_nobodys():
    listed = list(islice(people.dockets(), 300))
    near = list(numbers.near(random(1), listed, 300))
    assert {OSA.distance(typed, meant) for _, typed, meant in near} == {1}
    assert {kind for kind, _, _ in near} == {"one wrong digit", "two digits swapped"}
    absent = set(numbers.absent(random(1), listed, 300))
    assert not set(listed) & (absent | {typed for _, typed, _ in near})
    assert [typed for typed in absent if dockets.parse(typed).standard != typed] == []


def case(docket, listed, born):
    source = Source("trial.csv", "", "Suffolk", "2017-04-18")
    name, aliases = parse_listed(listed)
    return Case("dookhan", docket, "", Person(name, aliases, born), (), source)


LISTED = [
    case("0752CR090001", "GARCIA LOPEZ, JOSE L.", "1970-01-02"),
    case("0752CR090002", "GARCIA LOPEZ, JOSE L.", "1970-01-02"),
    case("0752CR090003", "GARCIA, JOSE", "1980"),
    case("0752CR090004", "Jose Garcia Mora", ""),
]
OWNERS = {"0752CR090001": 0, "0752CR090002": 0, "0752CR090003": 1, "0752CR090004": 2}


@pytest.mark.parametrize(
    ("meant", "born", "person", "rank", "equal"),
    [
        ("José García", "", 0, 1, 1),
        ("José García", "", 1, 2, 1),
        ("José García", "", 2, 3, 1),
        ("José García", "1980", 1, 2, 2),
        ("José García Mora", "", 2, 3, 3),
        ("José García Mora", "1980", 2, 3, 3),
        ("José Luis García", "", 2, 3, 1),
        ("José Pérez", "", 9, 0, 0),
    ],
)
def test_ranks_count_people_and_equal_ones_as_right(meant, born, person, rank, equal):
    searcher = SimpleNamespace(find=lambda query, limit: [Match(case, 0.9, ()) for case in LISTED])
    query = queries.Labelled("plain", "strong", meant, born, meant, person, "")
    answered = measures.ask(searcher, OWNERS, query, born)
    assert (answered.rank, answered.equal) == (rank, equal)
    assert answered.first == "Jose L. Garcia Lopez"
    assert [right for _, right in answered.scores] == [at == person for at in range(3)]


def test_calibration_compares_scores_with_what_is_right():
    answers = [SimpleNamespace(scores=((1.0, True), (0.55, False))), SimpleNamespace(scores=((0.95, False),))]
    rows, error = measures.calibration(answers)
    assert rows[9] == (2, 0.975, 0.5)
    assert rows[5] == (1, 0.55, 0.0)
    assert error == pytest.approx((2 * 0.475 + 0.55) / 3)
