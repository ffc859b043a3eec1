"""The index: exact keys in, row numbers out; for several threads and processes at once."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from lookup.cases import Case, Charge, Name, Person, Source
from lookup.index import Index, build, name_tokens, pair_keys, typo_keys

SOURCE = Source("essex.csv", "", "Essex", "2017-04-18", 2)
SURNAMES = ["Doe", "Roe", "García López", "O’Neill", "Núñez", "de la Cruz", "Smith-Jones"]


def listed(number, surname):
    person = Person(Name("Ana María", "", surname), (), "1967")
    return Case("dookhan", f"0752CR09{number:04}", "", person, (Charge(1, "kept", SOURCE),), SOURCE)


CASES = [listed(number, SURNAMES[number % len(SURNAMES)]) for number in range(350)]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    assert list(build(folder, CASES)) == CASES
    return Index(folder)


def rows(surname):
    return [row for row, case in enumerate(CASES, 1) if case.person.name.last == surname]


NAMES = [
    (Name("Jane", "Q.", "Doe"), {"jane", "doe"}),
    (Name("José Luis", "", "García López"), {"jose", "luis", "garcia", "lopez"}),
    (Name("Ana", "", "de la Cruz"), {"ana", "cruz", "delacruz"}),
    (Name("X", "", ""), {"x"}),
]


@pytest.mark.parametrize(("name", "tokens"), NAMES, ids=lambda value: getattr(value, "full", ""))
def test_tokens_of_a_name(name, tokens):
    assert tokens <= name_tokens(name)
    assert all(len(token) > 1 for token in name_tokens(name)) or name_tokens(name) == {"x"}


def test_people_are_under_pairs_of_tokens_and_under_initial_and_surname():
    assert pair_keys(Person(Name("Jane", "", "Doe"))) == {"doe|jane", "doe|j"}
    assert pair_keys(Person(Name("", "", "Doe"))) == {"doe|doe"}


def test_an_alias_is_a_name_of_its_own():
    keys = pair_keys(Person(Name("Jane", "", "Doe"), (Name("Mary", "", "Roe"),)))
    assert {"doe|jane", "mary|roe"} <= keys
    assert "jane|roe" not in keys


@pytest.mark.parametrize(
    ("word", "keys"),
    [("doe", {"doe", "oe", "de", "do"}), ("li", {"li"}), ("anna", {"anna", "nna", "ana", "ann"})],
)
def test_typo_keys(word, keys):
    assert typo_keys(word) == keys


def test_look_ups(index):
    assert index.docket("0752CR090007") == [8]
    assert index.docket("0752CR099999") == []
    assert index.people("garcia", "lopez") == index.people("lopez", "garcia") == rows("García López")
    assert index.people("ana", "nunez") == rows("Núñez")
    assert index.people("ana", "nobody") == []
    assert "doe" in index.words_like("doe")
    assert "nobody" not in index.words_like("nobody")
    assert "garcia" in index.words_like("garsia")
    assert index.words_like("\N{SNOWMAN}") == []


def answers(index):
    """What every look-up gives, in an order that keeps two of them from being the same for long."""
    return [
        (index.people("ana", surname), index.docket(f"0752CR09{number:04}"), index.words_like(surname))
        for number, surname in enumerate(["doe", "roe", "oneill", "nunez", "lopez", "jones"] * 10)
    ]


def test_threads_may_look_up_at_once(index):
    expected = answers(index)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert all(found == expected for found in threads.map(lambda _: answers(index), range(8)))
    finally:
        sys.setswitchinterval(interval)


def test_processes_may_share_what_was_opened_before_the_fork(index):
    expected = answers(index)
    children = []
    for _ in range(3):
        child = os.fork()
        if not child:
            try:
                os._exit(0 if all(answers(index) == expected for _ in range(5)) else 1)
            except BaseException:
                os._exit(2)
        children.append(child)
    assert answers(index) == expected
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]


def test_an_empty_index_finds_nobody(tmp_path):
    assert list(build(tmp_path, [])) == []
    empty = Index(tmp_path)
    assert (empty.docket("0752CR090001"), empty.words_like("doe")) == ([], [])


def test_nothing_is_written_outside_its_folder(tmp_path, monkeypatch):
    """Names in the system's temporary folder would outlive a killed publish."""
    elsewhere = tmp_path / "tmp"
    elsewhere.mkdir(mode=0o500)
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    monkeypatch.setattr("tempfile.tempdir", None)
    seen = set()
    (tmp_path / "index").mkdir()
    for _ in build(tmp_path / "index", CASES):
        seen |= set(os.listdir(elsewhere))
    assert seen == set(os.listdir(elsewhere)) == set()
