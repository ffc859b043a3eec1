"""Whether a typed name is the listed one, near it or another, and what differs, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lookup import reasons
from lookup.cases import Name
from lookup.index.people import CodedName
from lookup.index.places import Place, placed_parts
from lookup.names import Part
from lookup.reasons import Reason
from lookup.search import likeness
from lookup.search.scoring import Pairing, TypedName, surnames_swapped
from lookup.search.spellings import TypedPart

SAME, SIMILAR, OTHER, UNTYPED = "same", "similar", "other", ""
"""How the typed name agrees with the listed one."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a typed name agrees with a listed one, and what people are told about it."""

    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Met:
    """A typed part and the listed one that it met."""

    typed: TypedPart
    listed: Part
    place: Place
    like: float

    @property
    def exact(self) -> bool:
        return self.like == likeness.SAME

    @property
    def initial(self) -> bool:
        """Whether one is only the first letter of the other."""
        return not self.exact and 1 in (
            len(self.typed.word.spellings[0]),
            len(min(self.listed.spellings, key=len)),
        )


def agreement(typed: TypedName, listed: Name, coded: CodedName, pairing: Pairing) -> Agreement:
    """Compare a typed name with a listed one (also as numbers), part by part as they were paired.

    Same: equal words in any order but that of two surnames; a second given name or one surname of two
    may be missing.
    Similar: a given name and a surname that are at least alike. Anything less is another name.
    """
    parts = [part for part, _ in placed_parts(listed)]
    met = [_Met(typed.parts[at].part, parts[to], coded.places[to], like) for at, to, like in pairing.pairs]
    extra = " ".join(typed.parts[at].part.written for at in pairing.extra)
    missing = " ".join(parts[to].written for to in pairing.missing)
    # A surname's initial is no surname.
    if not _both_sides((one for one in met if one.place.given or not one.initial), coded.places):
        return Agreement(OTHER, (reasons.differs(reasons.NAME_OTHER),))
    same = (
        all(one.exact or one.initial for one in met)
        and _both_sides((one for one in met if one.exact), coded.places, for_sure=True)
        and not (extra and missing)
        and not any(coded.places[to] is Place.GIVEN for to in pairing.missing)
        and len(pairing.extra) < 2
        and not _suffixes_contradict(typed.suffix, coded.suffix)
        and not surnames_swapped(coded, pairing)
    )
    found = _reasons(met, extra, missing, same) + _suffix_reasons(typed.suffix, coded.suffix)
    if surnames_swapped(coded, pairing):
        found.append(reasons.differs(reasons.SURNAMES_SWAPPED, listed=listed.full))
    if same and not any(reason.differs for reason in found):
        found = [reasons.same(reasons.NAME_SAME), *found]
    return Agreement(SAME if same else SIMILAR, tuple(found))


def _both_sides(met: Iterable[_Met], listed: Sequence[Place], for_sure: bool = False) -> bool:
    """Whether these hold a given name and a surname, as far as the list has both."""
    places = [one.place for one in met]
    given = any(place.given for place in places) or not any(place.given for place in listed)
    if for_sure:
        surname = any(place.surname for place in places) or not any(place.surname for place in listed)
    else:
        surname = any(not place.given for place in places) or all(place.given for place in listed)
    return bool(places) and given and surname


def _suffixes_contradict(typed: str, listed: str) -> bool:
    return bool(typed and listed and typed != listed)


def _reasons(met: Sequence[_Met], extra: str, missing: str, same: bool) -> list[Reason]:
    found = [
        reasons.differs(reasons.NAME_DIFFERS, typed=one.typed.written, listed=one.listed.written)
        for one in met
        if not one.exact and not (same and one.initial)
    ]
    if extra and missing:
        found.append(reasons.differs(reasons.NAME_DIFFERS, typed=extra, listed=missing))
    elif missing:
        found.append(reasons.same(reasons.NAME_MORE, listed=missing))
    elif extra:
        found.append(reasons.differs(reasons.NAME_EXTRA, typed=extra))
    return found


def _suffix_reasons(typed: str, listed: str) -> list[Reason]:
    typed, listed = typed.rstrip("."), listed.rstrip(".")
    if typed == listed:
        return []
    if typed and listed:
        return [reasons.differs(reasons.NAME_DIFFERS, typed=typed, listed=listed)]
    if listed:
        return [reasons.same(reasons.SUFFIX_MORE, listed=listed)]
    return [reasons.differs(reasons.SUFFIX_EXTRA, typed=typed)]
