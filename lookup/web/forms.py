"""The search form: what was typed, what is wrong with it, and the query it makes."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext

from lookup import courts, dockets, incidents, names
from lookup.disclosure import OPEN
from lookup.dockets import DocketError, DocketFormat
from lookup.reasons import N_
from lookup.search import Query, birth_readings
from lookup.web.site import site

SEARCH = "search"
"""What a sealed query of this form is called."""

_LONGEST = 150
_KEPT = {"docket": 200, "name": _LONGEST + 1, "born": 40, "court": _LONGEST + 1, "year": 10}
"""Letters that are read of each field, so that the whole form, sealed, fits into an address."""

DOCKET_PROBLEMS = {
    "empty": N_("We could not find a number here. A docket number looks like 0752CR001234."),
    "unreadable": N_(
        "This does not look like a docket number. One looks like 0752CR001234 or SUCR2007-10123."
        " You can also leave it empty and use a name and a year of birth."
    ),
    "needs_court": N_(
        "This number does not say which court it is from. Choose the court below, then search again."
    ),
    "two_numbers": N_("There is more than one number here. Search for one at a time."),
    "appeal": N_(
        "This is the number of an appeal, or of the big case about everybody. One person's case has a"
        " number like 0752CR001234."
    ),
    "lab": N_("This looks like a lab sample number. A docket number looks like 0752CR001234."),
    "police": N_(
        "This looks like a police, arrest or incident number. The court gives a case its own number, like"
        " 0752CR001234. It is on your court papers."
    ),
    "citation": N_(
        "This looks like the number of a ticket or citation. The court gives a case its own number, like"
        " 0752CR001234. It is on your court papers."
    ),
    "record": N_(
        "This looks like a CORI or probation number. The court gives a case its own number, like"
        " 0752CR001234. It is on your court papers."
    ),
    "custody": N_(
        "This looks like a prison, jail or booking number. The court gives a case its own number, like"
        " 0752CR001234. It is on your court papers."
    ),
    "other_number": N_(
        "This may be a police, arrest, prison or CORI number. A docket number looks like 0752CR001234 or"
        " SUCR2007-10123. You can also leave it empty and use a name and a year of birth."
    ),
    "not_criminal": N_(
        "This is the number of another kind of case. A criminal case has CR in it, like 0752CR001234."
    ),
    "unknown_prefix": N_(
        "We do not know the first letters of this number. Superior Court numbers begin like SUCR or HDCR."
    ),
}
_NOTHING_TYPED = N_("Write a docket number. Or write a name and a year of birth.")
_NAME_MISSING = N_("Write the name too. Or write a docket number.")
_NAME_ALONE = N_(
    "Add the year of birth, or a docket number. A name alone is not enough, so that nobody else"
    " can look you up."
)
_NAME_UNREADABLE = N_("We could not find a name here. Write it with letters, like Maria Lopez.")
_NAME_TOO_LONG = N_("This name is too long. Write only the first and last names.")
_BORN_UNREADABLE = N_("We could not read this. Write the year with four numbers, like 1975.")
_COURT_UNKNOWN = N_("We do not know this court. Choose it from the list, or leave it empty.")
_YEAR_UNREADABLE = N_("We could not read this year. Write it with four numbers, like 2008.")


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What somebody typed, cleaned of what no name or number holds, and a problem for each bad field."""

    name: str = ""
    born: str = ""
    docket: str = ""
    court: str = ""
    year: str = ""

    @classmethod
    def read(cls, values: Mapping[str, str]) -> SearchForm:
        """The form as it was sent. Control characters are left out, spaces made single, excess cut."""
        return cls(**{name: clean(values.get(name, ""))[:longest] for name, longest in _KEPT.items()})

    @classmethod
    def of(cls, query: Query) -> SearchForm:
        """The form that made this query."""
        return cls(query.name, str(query.born), query.docket, query.court, str(query.year))

    def query(self) -> Query:
        """What to search for."""
        return Query(self.name, self.born, self._docket_alone(), self.court, self.year)

    def problems(self) -> dict[str, str]:
        """What is wrong, by field, in the visitor's language; empty where the search can be made."""
        found = {
            "docket": self._docket_problem(),
            "name": self._name_problem(),
            "born": _BORN_UNREADABLE if self.born and not birth_readings(self.born) else "",
            "court": _COURT_UNKNOWN if self.court and not self._court_known() else "",
            "year": _YEAR_UNREADABLE if self.year and not _is_year(self.year) else "",
        }
        if not any(found.values()):
            found |= self._missing()
        return {field: gettext(problem) for field, problem in found.items() if problem}

    def standard_docket(self) -> str:
        """The docket number in the form that courts accept, or "". Raises DocketError."""
        if not self.docket:
            return ""
        court = courts.find(self.court)
        return dockets.parse(self._docket_alone(), court.code if court else "", _formats()).standard

    def _docket_alone(self) -> str:
        return dockets.alone(self.docket, _formats())

    def _docket_problem(self) -> str:
        try:
            self.standard_docket()
        except DocketError as error:
            return DOCKET_PROBLEMS[error.code]
        return ""

    def _court_known(self) -> bool:
        # What is sealed must fit into an address, and a court's words may be said any number of times.
        if len(self.court) > _LONGEST:
            return False
        elsewhere = (incident.courts for incident in site().incidents.values())
        return bool(courts.find(self.court)) or any(self.court in codes for codes in elsewhere)

    def _name_problem(self) -> str:
        if len(self.name) > _LONGEST:
            return _NAME_TOO_LONG
        return _NAME_UNREADABLE if self.name and not names.tokens(self.name) else ""

    def _missing(self) -> dict[str, str]:
        if self.docket:
            return {}
        if not self.name:
            return {"name": _NAME_MISSING} if self.born else {"docket": _NOTHING_TYPED}
        if self.born or (self.court and self.year) or site().settings.disclosure == OPEN:
            return {}
        return {"born": _NAME_ALONE}


def _formats() -> list[DocketFormat]:
    return incidents.docket_formats(site().incidents)


def clean(text: str) -> str:
    """A text without what no name or number holds: no control characters, single spaces."""
    seen = (char for char in text if unicodedata.category(char) != "Cf")
    return " ".join("".join(char if char.isprintable() else " " for char in seen).split())


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) == 4
