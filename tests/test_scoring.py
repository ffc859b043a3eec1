"""How well a listed name fits a typed one: which parts meet, and which of two names fits better."""

import pytest

from lookup.search.scoring import evidence, pair_parts
from tests.listing import people, searcher_of, typed_name

LISTED = [
    "GARCIA LOPEZ, JOSE LUIS",
    "GARCIA, JOSE",
    "GARCIA, MARIA",
    "GARCIA MARTINEZ, JOSE",
    "LOPEZ, LUIS",
    "SMITH SR., JOHN",
    "SMITH JR., JOHN",
    "SMITH, JOHN",
    "SMITH, JOHN Q.",
    "DE LA CRUZ, ÁNGEL",
    "CHURCH, JERRY AARON",
    "ROE, A. A/K/A ANN",
    "GARCIA GARCIA, ANA",
    "José Luis Ortiz Vega",
    *(f"RUIZ, {name}" for name in ("ANA", "EVA", "LEA", "MIA", "INA")),
    "RUIZ RARE, IDA",
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    return searcher_of(tmp_path_factory.mktemp("scoring"), people(*LISTED))


def coded(searcher, listed):
    return searcher.release.people.names(LISTED.index(listed))[0]


# typed, listed: places of typed and listed parts that meet, typed parts that are left, listed ones
PAIRINGS = [
    ("Jose Luis Garcia Lopez", "GARCIA LOPEZ, JOSE LUIS", {(0, 0), (1, 1), (2, 2), (3, 3)}, (), ()),
    ("Garcia Lopez, Jose Luis", "GARCIA LOPEZ, JOSE LUIS", {(0, 2), (1, 3), (2, 0), (3, 1)}, (), ()),
    ("Jose Garcia", "GARCIA LOPEZ, JOSE LUIS", {(0, 0), (1, 2)}, (), (1, 3)),
    ("Hose Garsia", "GARCIA LOPEZ, JOSE LUIS", {(0, 0), (1, 2)}, (), (1, 3)),
    ("Pepe Garcia", "GARCIA, JOSE", {(0, 0), (1, 1)}, (), ()),
    ("Jose Ana Garcia", "GARCIA, JOSE", {(0, 0), (2, 1)}, (1,), ()),
    ("Pedro Ramirez", "GARCIA, JOSE", set(), (0, 1), (0, 1)),
    ("Angel Delacruz", "DE LA CRUZ, ÁNGEL", {(0, 0), (1, 1)}, (), ()),
    ("Jerry A. Church", "CHURCH, JERRY AARON", {(0, 0), (1, 1), (2, 2)}, (), ()),
    # one listed part meets one typed part
    ("Ana Garcia", "GARCIA GARCIA, ANA", {(0, 0), (1, 1)}, (), (2,)),
    ("Garcia Garcia", "GARCIA, JOSE", {(0, 1)}, (1,), (0,)),
    # the likest meet, not the first
    ("Garsia Garcia", "GARCIA, JOSE", {(1, 1)}, (0,), (0,)),
]


@pytest.mark.parametrize(("typed", "listed", "met", "extra", "missing"), PAIRINGS)
def test_parts_that_meet(searcher, typed, listed, met, extra, missing):
    found = pair_parts(typed_name(searcher, typed), coded(searcher, listed))
    assert {(at, to) for at, to, _ in found.pairs} == met
    assert (found.extra, found.missing) == (extra, missing)
    assert all(0 < like <= 1 for *_, like in found.pairs)


# a name typed for a listed one is better evidence than the same or another typed for another
BETTER = [
    (("Jose Garcia", "GARCIA, JOSE"), ("Jose Garcia", "GARCIA LOPEZ, JOSE LUIS")),
    (("Jose Garcia", "GARCIA LOPEZ, JOSE LUIS"), ("Jose Lopez", "GARCIA LOPEZ, JOSE LUIS")),
    (("Jose Garcia", "GARCIA MARTINEZ, JOSE"), ("Jose Garcia Lopez", "GARCIA MARTINEZ, JOSE")),
    (("Jose Garcia", "GARCIA, JOSE"), ("Jose Garsia", "GARCIA, JOSE")),
    (("Jose Garsia", "GARCIA, JOSE"), ("Jsoe Garsia", "GARCIA, JOSE")),
    (("Jose Garcia", "GARCIA, JOSE"), ("Pepe Garcia", "GARCIA, JOSE")),
    (("Pepe Garcia", "GARCIA, JOSE"), ("Maria Garcia", "GARCIA, JOSE")),
    (("Jose Garcia", "GARCIA, JOSE"), ("Garcia Jose", "GARCIA, JOSE")),
    (("Jose Luis Garcia", "GARCIA LOPEZ, JOSE LUIS"), ("Jose Luis Garcia", "GARCIA, JOSE")),
    # a second given name is left out more often than the first
    (("Jose Garcia", "GARCIA LOPEZ, JOSE LUIS"), ("Luis Garcia", "GARCIA LOPEZ, JOSE LUIS")),
    # father and son
    (("John Smith Jr.", "SMITH JR., JOHN"), ("John Smith Jr.", "SMITH, JOHN")),
    (("John Smith Jr.", "SMITH, JOHN"), ("John Smith Jr.", "SMITH SR., JOHN")),
    (("John Smith", "SMITH, JOHN"), ("John Smith", "SMITH JR., JOHN")),
    (("John Smith", "SMITH JR., JOHN"), ("John Smith Sr.", "SMITH JR., JOHN")),
    (("John Smith", "SMITH, JOHN"), ("John Smith", "SMITH, JOHN Q.")),
    (("John Q Smith", "SMITH, JOHN Q."), ("John Q Smith", "SMITH, JOHN")),
    (("Jerry Aaron Church", "CHURCH, JERRY AARON"), ("Jerry A. Church", "CHURCH, JERRY AARON")),
    (("Jerry A. Church", "CHURCH, JERRY AARON"), ("Jerry X. Church", "CHURCH, JERRY AARON")),
    # without a comma too, a first surname is left out less often than a second
    (("Jose Ortiz", "José Luis Ortiz Vega"), ("Jose Vega", "José Luis Ortiz Vega")),
    # one part too many is a guess the worse, the rarer it is
    (("Ana Ruiz Garcia", "RUIZ, ANA"), ("Ana Ruiz Rare", "RUIZ, ANA")),
    (("Ana Ruiz Garcia", "RUIZ, ANA"), ("Ana Ruiz Garcia Lopez", "RUIZ, ANA")),
]


def evidence_of(searcher, typed, listed):
    name, other = typed_name(searcher, typed), coded(searcher, listed)
    return evidence(name, other, pair_parts(name, other))


@pytest.mark.parametrize(("better", "worse"), BETTER)
def test_which_fits_better(searcher, better, worse):
    assert 1 >= evidence_of(searcher, *better) > evidence_of(searcher, *worse)


@pytest.mark.parametrize("listed", [name for name in LISTED if "A/K/A" not in name])
def test_a_name_as_it_is_listed_fits_whole(searcher, listed):
    last, comma, first = listed.partition(", ")
    typed = f"{first} {last}" if comma else listed
    assert evidence_of(searcher, typed, listed) == 1
