"""How well a listed name fits a typed one, part by part in any order.

`pair_parts` gives each typed part its best counterpart, `evidence` says how likely somebody of that
name types this: a missing middle name or second surname costs little, a contradicting part much.
The figures are shares of how people write names, in round numbers, tuned on scripts/evaluate_search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lookup.index.people import CodedName
from lookup.index.places import Place
from lookup.search.spellings import Meanings

_LEFT_OUT = {
    Place.GIVEN: 0.02,
    Place.MIDDLE: 0.6,
    Place.EITHER: 0.4,
    Place.SURNAME: 0.1,
    Place.SECOND_SURNAME: 0.3,
}
_ADDED = (1.0, 0.05, 5e-4)
"""So many people type no part, one, or more that the list lacks; which ones is then anybody's guess."""
_OTHER_ORDER = 0.4
_SURNAMES_SWAPPED = 0.05
_OTHER_PARTICLE = 0.4
_OTHER_SUFFIX = 0.03
_SUFFIX_LEFT_OUT = 0.5
_SUFFIX_ADDED = 0.3


@dataclass(frozen=True, slots=True)
class TypedName:
    """A typed name in one reading: what each part may mean, and a suffix in standard form or ""."""

    parts: Sequence[Meanings]
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which typed part (by position) met which listed part, and how alike they are."""

    pairs: tuple[tuple[int, int, float], ...]
    extra: tuple[int, ...]
    missing: tuple[int, ...]


def pair_parts(typed: TypedName, listed: CodedName) -> Pairing:
    """Give each typed part its best counterpart, the likest first."""
    extra, missing = list(range(len(typed.parts))), list(range(len(listed.words)))
    known = [
        (like, -at, -to)
        for at, part in enumerate(typed.parts)
        for to, word in enumerate(listed.words)
        if word in part and (like := part[word])
    ]
    pairs = _take(known, extra, missing)
    if extra and missing:
        # What the keys did not reach is compared only where it may make a pair.
        left = [
            (like, -at, -to) for at in extra for to in missing if (like := typed.parts[at][listed.words[to]])
        ]
        pairs += _take(left, extra, missing)
    pairs.sort()
    return Pairing(tuple(pairs), tuple(extra), tuple(missing))


def _take(
    found: list[tuple[float, int, int]], extra: list[int], missing: list[int]
) -> list[tuple[int, int, float]]:
    if len(found) > 1:
        found.sort(reverse=True)
    pairs = []
    for like, at, to in found:
        if -at in extra and -to in missing:
            extra.remove(-at)
            missing.remove(-to)
            pairs.append((-at, -to, like))
    return pairs


def evidence(typed: TypedName, listed: CodedName, pairing: Pairing) -> float:
    """How likely somebody of this name types it so; 1 for the name as it is listed."""
    found = _suffixes(typed.suffix, listed.suffix) * _ADDED[min(len(pairing.extra), len(_ADDED) - 1)]
    for at, to, like in pairing.pairs:
        found *= like
        if typed.parts[at].loosely(listed.words[to]):
            found *= _OTHER_PARTICLE
    for at in pairing.extra:
        found *= typed.parts[at].share
    for to in pairing.missing:
        found *= _LEFT_OUT[listed.places[to]]
    found *= 1.0 if _in_order(listed, pairing) else _OTHER_ORDER
    return found * _SURNAMES_SWAPPED if surnames_swapped(listed, pairing) else found


def _in_order(listed: CodedName, pairing: Pairing) -> bool:
    """Whether given names were typed before surnames, as most people do."""
    places = [listed.places[to] for _, to, _ in pairing.pairs]
    first, last = (places[0], places[-1]) if places else (Place.GIVEN, Place.SURNAME)
    return not (first.surname and last.given)


def surnames_swapped(listed: CodedName, pairing: Pairing) -> bool:
    """Whether both surnames were typed, the second one first: García López is not López García."""
    order = [listed.places[to] for _, to, _ in pairing.pairs]
    if Place.SURNAME not in order or Place.SECOND_SURNAME not in order:
        return False
    return order.index(Place.SECOND_SURNAME) < order.index(Place.SURNAME)


def _suffixes(typed: str, listed: str) -> float:
    if typed == listed:
        return 1.0
    if typed and listed:
        return _OTHER_SUFFIX
    return _SUFFIX_LEFT_OUT if listed else _SUFFIX_ADDED
