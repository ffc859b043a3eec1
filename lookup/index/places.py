"""Where in a listed name a part stands: given name or surname, as far as the list tells."""

from __future__ import annotations

from enum import IntEnum

from lookup import names
from lookup.cases import Name
from lookup.names import Part


class Place(IntEnum):
    """Where in a listed name a part stands. `EITHER`: a second given name or a first surname."""

    GIVEN = 0
    MIDDLE = 1
    EITHER = 2
    SURNAME = 3
    SECOND_SURNAME = 4

    @property
    def given(self) -> bool:
        """Whether this is a given name for sure."""
        return self < Place.EITHER

    @property
    def surname(self) -> bool:
        """Whether this is a surname for sure."""
        return self > Place.EITHER


def placed_parts(name: Name) -> list[tuple[Part, Place]]:
    """The parts of a listed name, each with its place.

    Of "José Luis García López", written without a comma, the first two are given names; of three
    words the middle one may be a second given name or a first surname.
    """
    first, middle, last = map(names.listed_parts, (name.first, name.middle, name.last))
    inner = [Place.MIDDLE] * len(middle)
    if not name.ordered and middle:
        inner = [Place.EITHER] if len(middle) == 1 else [Place.MIDDLE, *[Place.SURNAME] * (len(middle) - 1)]
    outer = [Place.SECOND_SURNAME if Place.SURNAME in inner else Place.SURNAME]
    outer += [Place.SECOND_SURNAME] * (len(last) - 1)
    given = [Place.GIVEN] + [Place.MIDDLE] * (len(first) - 1)
    return [
        *zip(first, given, strict=False),
        *zip(middle, inner, strict=True),
        *zip(last, outer, strict=False),
    ]
