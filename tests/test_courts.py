"""Courts by code, by name, and by the letters of their old docket numbers."""

import pytest

from lookup import courts

FOUND = {
    "52": "52",
    "Cambridge District Court": "52",
    "cambridge district": "52",
    "Boston Municipal Court, Roxbury Division": "02",
    "BMC Roxbury": "02",
    "Suffolk County Superior Court": "84",
    "Suffolk Superior": "84",
    "Hampden Superior Court": "79",
    "Marlboro District Court": "21",
    "Boston Juvenile Court": "71",
    # as papers from before 2003 call them
    "Dorchester District Court": "07",
    "Roxbury District Court": "02",
    "West Roxbury Dist. Ct.": "06",
    # more than one court, or none: a wrong one would open a wrong case
    "Boston District Court": None,
    "Springfield and Roxbury District Court": None,
    "Roxbury": None,
    "Plymouth": None,
    "District Court": None,
    "Springfield Supreme Court": None,
    "": None,
    "99": None,
}


@pytest.mark.parametrize(("text", "code"), FOUND.items())
def test_find(text, code):
    found = courts.find(text)
    assert (found.code if found else None) == code


def test_every_superior_court_has_its_old_letters():
    superior = [court for court in courts.courts().values() if court.superior]
    assert len(superior) == 14
    assert {court.prefix for court in superior} == set(courts.by_prefix())


def test_codes_are_the_two_digits_of_docket_numbers():
    assert all(len(code) == 2 and code.isdigit() for code in courts.courts())
