"""The cells of one row as what they mean: docket numbers, a person, a court, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lookup import courts, dates, dockets, names
from lookup.cases import Name, Person
from lookup.dockets import Docket, DocketError
from lookup.incidents import Incident
from lookup.lists.columns import Columns
from lookup.lists.manifest import ListSpec
from lookup.lists.problems import quoted_docket
from lookup.lists.tables import Table

YOUNGEST = 14
"""Nobody on a list was born less than so many years before it was filed."""

LOST_LETTER = "\ufffd"
"""What stands where a file's text has lost a letter. Names do better without it."""

_SEVERAL = re.compile(r"[;,&\n/|]|\band\b|\by\b", re.IGNORECASE)
_VERSUS = re.compile(
    r"^\s*comm?(?:onwealth|\.)?\s*(?:of massachusetts)?\s*(?:v\.?|vs\.?|versus|against)\s+", re.IGNORECASE
)


_PEOPLE = re.compile(r"[;&]|\band\b(?! others)|\s/\s", re.IGNORECASE)


_MOST_NAME_PIECES = 3
"""Between commas: "DOE, JANE, Q."."""


class RowError(Exception):
    """A row that cannot be read: what is wrong, what to do, and the docket numbers that it surely names."""

    def __init__(self, what: str, todo: str, dockets: Sequence[Docket] = ()) -> None:
        super().__init__(f"{what}; {todo}")
        self.what = what
        self.todo = todo
        self.dockets = dockets


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a cell takes beside its text: the list's date, its way of writing dates, its incident."""

    filed: date
    incident: Incident
    born_day_first: bool
    disposed_day_first: bool

    @classmethod
    def of(cls, table: Table, layout: Columns, spec: ListSpec, incident: Incident) -> Context:
        """The context of one table, whose columns show whether dates are written day first."""

        def column(name: str) -> Iterator[str]:
            places = [place for place, known in layout.fields.items() if known == name]
            return (
                row.cells[place]
                for row in table.rows[layout.body :]
                for place in places
                if place < len(row.cells)
            )

        return cls(spec.filed, incident, dates.day_first(column("born")), dates.day_first(column("disposed")))

    def is_docket(self, text: str) -> bool:
        """Whether a text is a docket number, or would be one if it said its court."""
        try:
            dockets.parse(text, formats=self.incident.docket_formats)
        except DocketError as error:
            return error.code in ("needs_court", "two_numbers")
        return True

    def dockets(self, filled: Mapping[str, str]) -> list[Docket]:
        """The docket numbers of a row, of which one cell may hold several. Raises RowError."""
        text = filled.get("docket", "")
        court_text = filled.get("court", "")
        court = courts.find(court_text)
        if not text:
            raise RowError("there is no docket number here", "write it in this row")
        several = self._several([part for part in _SEVERAL.split(text) if part.strip()], court)
        if several:
            return several
        try:
            # "0752CR090001, 002" would pass for one number with a co-defendant's suffix.
            if re.search(r"[;,&]|CR\W*\d{4,6}\s*/\s*\d", text.strip(" ;,&"), re.IGNORECASE):
                raise DocketError("two_numbers")
            return [self._docket(text, court)]
        except DocketError as error:
            raise self._explained(text, error, bool(court_text) and court is None) from error

    def person(self, filled: Mapping[str, str]) -> Person:
        """The person of a row; the name is empty where there is none, `born` where it cannot be read."""
        filled = {field: text.replace(LOST_LETTER, "") for field, text in filled.items()}
        aliases: tuple[Name, ...] = ()
        if filled.get("name"):
            name, aliases = names.parse_listed(_VERSUS.sub("", filled["name"]))
            extra = names.from_parts("", filled.get("middle", ""), "", filled.get("suffix", ""))
            name = replace(name, middle=name.middle or extra.middle, suffix=name.suffix or extra.suffix)
        else:
            name = names.from_parts(*(filled.get(part, "") for part in ("first", "middle", "last", "suffix")))
        aliases += names.parse_alias(filled.get("alias", ""))
        return Person(name, tuple(dict.fromkeys(aliases)), self._born(filled.get("born", "")))

    def several_people(self, filled: Mapping[str, str]) -> bool:
        """Whether the name cell holds more people than one, aliases aside: no row can say whose it is."""
        text = names.ALIAS.split(filled.get("name", ""))[0]
        pieces = [piece for piece in text.split(",") if piece.strip(" .").casefold() not in names.SUFFIXES]
        return bool(_PEOPLE.search(text)) or len(pieces) > _MOST_NAME_PIECES

    def disposed(self, text: str) -> str:
        """The day of a disposition as an ISO date, or "" where it cannot be read."""
        try:
            return dates.parse(text, latest=self.filed, day_first=self.disposed_day_first)
        except ValueError:
            return ""

    def court(self, docket: Docket, filled: Mapping[str, str]) -> str:
        """The court's name: by the docket number's code, else as the list writes it."""
        if docket.court in self.incident.courts:
            return self.incident.courts[docket.court]
        known = courts.courts().get(docket.court)
        return known.name if known else " ".join(filled.get("court", "").split())

    def _born(self, text: str) -> str:
        latest = date(self.filed.year - YOUNGEST, 12, 31)
        try:
            return dates.parse_born(text, latest=latest, day_first=self.born_day_first)
        except ValueError:
            return ""

    def _docket(self, text: str, court: courts.Court | None) -> Docket:
        return dockets.parse(text, court=court.code if court else "", formats=self.incident.docket_formats)

    def _several(self, parts: Sequence[str], court: courts.Court | None) -> list[Docket]:
        """Each part's docket number, or none unless every part is one."""
        if len(parts) < 2:
            return []
        try:
            found = {docket.standard: docket for docket in (self._docket(part, court) for part in parts)}
        except DocketError:
            return []
        return list(found.values())

    def _explained(self, text: str, error: DocketError, unknown_court: bool) -> RowError:
        quoted = quoted_docket(text)
        if error.code != "needs_court":
            return RowError(f"{quoted} cannot be read: {error}", "correct it in the list")
        also = ", and the text in the court column is no court that is known" if unknown_court else ""
        return RowError(
            f"{quoted} lacks its court{also}", "write the whole number, as in 0752CR001234, or the court"
        )
