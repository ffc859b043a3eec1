"""How well a listed name fits a typed one, and the reasons people are given."""

import pytest

from lookup import disclosure, names, scoring, search
from lookup.scoring import fit_name

GARCIA = "GARCIA LOPEZ, JOSE LUIS"
UNORDERED = "José Luis García López"

# typed, listed, the same?, lowest and highest score
FITS = [
    ("josé luis garcía lópez", GARCIA, True, 1, 1),
    ("García López, José Luis", GARCIA, True, 1, 1),
    ("jose garcia", GARCIA, True, 0.9, 1),
    ("Jose Lopez", GARCIA, True, 0.9, 1),
    ("Jose Luis Garcia-Lopez", GARCIA, True, 1, 1),
    ("luis garcia", GARCIA, True, 0.9, 1),
    ("Jose L. Garcia", GARCIA, True, 0.85, 1),
    ("jose garcia", UNORDERED, True, 0.9, 1),
    ("Jerry Aaron Church", "CHURCH, JERRY A.", True, 0.85, 1),
    ("Jerry Church", "CHURCH, JERRY A.", True, 0.9, 1),
    ("O'brien sean", "O\u2019BRIEN, SEÁN", True, 1, 1),
    ("Delacruz Angel", "DE LA CRUZ, ÁNGEL", True, 1, 1),
    ("Angel Cruz", "DE LA CRUZ, ÁNGEL", True, 1, 1),
    # near, so never "found"
    ("J. Garcia", GARCIA, False, 0.55, 0.95),
    ("jose garsia", GARCIA, False, 0.8, 0.95),
    ("jsoe garcia", GARCIA, False, 0.7, 0.95),
    ("John Smith Jr", "SMITH SR., JOHN", False, 0.3, 0.6),
    # a contradiction, or half of a name
    ("Jose Garcia Martinez", GARCIA, False, 0, 0.54),
    ("Maria Garcia", GARCIA, False, 0, 0.3),
    ("jose luis", GARCIA, False, 0, 0.3),
    ("jose luis", UNORDERED, False, 0, 0.5),
    ("Jose G", GARCIA, False, 0, 0.3),
    ("J G", GARCIA, False, 0, 0.3),
    ("Garcia Lopez", GARCIA, False, 0, 0.54),
    ("Pedro Ramirez", GARCIA, False, 0, 0.1),
]

REASONS = {
    ("Jose Garsia", GARCIA): ["You wrote Garsia; the list says Garcia.", "The list also says Luis Lopez."],
    ("Jose Martinez", "GARCIA, JOSE"): ["You wrote Martinez; the list says Garcia."],
    ("Jose Luis Garcia", "GARCIA, JOSE"): ["You also wrote Luis, which the list does not have."],
    ("John Smith", "SMITH JR., JOHN"): ["The name is the same.", "The list adds Jr to the name."],
    ("John Smith Jr", "SMITH SR., JOHN"): ["You wrote Jr; the list says Sr."],
    ("Ángel de la Cruz", "DE LA CRUZ, ÁNGEL"): ["The name is the same."],
}


@pytest.mark.parametrize(("typed", "listed", "same", "lowest", "highest"), FITS)
def test_fit(typed, listed, same, lowest, highest):
    fit = fit_name(typed, names.parse_listed(listed)[0])
    assert fit.same is same
    assert lowest <= fit.score <= highest


@pytest.mark.parametrize(("pair", "expected"), REASONS.items())
def test_reasons_say_what_differs(pair, expected):
    typed, listed = pair
    assert [str(reason) for reason in fit_name(typed, names.parse_listed(listed)[0]).reasons] == expected


def test_nothing_remembers_what_was_typed():
    """A cache of comparisons would keep visitors' names in memory, and grow for ever."""
    for module in (scoring, names, search, disclosure):
        assert not [name for name, what in vars(module).items() if hasattr(what, "cache_info")]
