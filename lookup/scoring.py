"""How well a listed person fits what was typed: a score from 0 to 1, and the reasons for it.

Names are compared as parts in any order. A missing middle name, second surname or particle costs
little; a part that contradicts costs much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from lookup import names, reasons
from lookup.cases import Name
from lookup.names import Part
from lookup.reasons import Reason

_MISSING = 0.98
_EXTRA = 0.95
_CONTRADICTION = 0.5
_NO_GIVEN_NAME = 0.35
_NO_SURNAME = 0.25
_OTHER_SUFFIX = 0.5


@dataclass(frozen=True, slots=True)
class NameFit:
    """How a typed name fits a listed one. `same` allows another order, accents, and parts left out."""

    score: float
    same: bool
    reasons: tuple[Reason, ...]


def fit_name(typed: str, listed: Name) -> NameFit:
    """Compare a typed name with one listed name."""
    bare, suffix = names.split_suffix(typed)
    theirs = _roles(listed)
    pairs, extra, missing = _assign(names.split_parts(bare), [part for part, _ in theirs])
    roles = dict(theirs)
    score = 1.0
    for mine, other in pairs:
        score *= likeness(mine, other)
    contradictions = min(len(extra), len(missing))
    score *= _CONTRADICTION**contradictions
    score *= _EXTRA ** (len(extra) - contradictions) * _MISSING ** (len(missing) - contradictions)
    # A surname's initial is no surname.
    named = [other for mine, other in pairs if mine.spellings & other.spellings or not _initial(mine, other)]
    given, _ = _sides([other for _, other in pairs], roles, frozenset())
    _, surname = _sides(named, roles, frozenset({"surname", "either"}))
    score *= (1 if given else _NO_GIVEN_NAME) * (1 if surname else _NO_SURNAME)
    suffix_contradicts = bool(suffix and listed.suffix and suffix != listed.suffix)
    score *= _OTHER_SUFFIX if suffix_contradicts else 1
    exact = [other for mine, other in pairs if mine.spellings & other.spellings]
    same = all(_sides(exact, roles, frozenset({"surname"}))) and all(
        mine.spellings & other.spellings or _initial(mine, other) for mine, other in pairs
    )
    same = same and not contradictions and len(extra) < 2 and not suffix_contradicts
    found = _name_reasons(pairs, extra, missing, same) + _suffix_reasons(suffix, listed.suffix)
    if same and not any(reason.differs for reason in found):
        found = [reasons.same(reasons.NAME_SAME), *found]
    return NameFit(score, same, tuple(found))


def _roles(name: Name) -> list[tuple[Part, str]]:
    """The parts of a listed name, each "given", "surname", or "either" where the list does not tell.

    Of "José Luis García López", written without a comma, the first two are given names; of three
    words the middle one may be a second given name or a first surname.
    """
    first, middle, last = map(names.split_parts, (name.first, name.middle, name.last))
    inner = ["given"] * len(middle)
    if not name.ordered:
        inner = ["either"] if len(middle) == 1 else ["given", *["surname"] * (len(middle) - 1)]
    return [
        *((part, "given") for part in first),
        *zip(middle, inner, strict=False),
        *((part, "surname") for part in last),
    ]


def _sides(parts: Sequence[Part], roles: dict[Part, str], surname_as: frozenset[str]) -> tuple[bool, bool]:
    """Whether these parts hold a given name and a surname; a list may have only one of the two."""
    listed = set(roles.values())
    met = {roles[part] for part in parts}
    given = "given" in met or "given" not in listed
    surname = bool(met & surname_as) or "surname" not in listed
    return given and bool(met), surname and bool(met)


def _assign(
    typed: Sequence[Part], listed: Sequence[Part]
) -> tuple[list[tuple[Part, Part]], list[Part], list[Part]]:
    """Pair each typed part with its best counterpart; what is left over on either side follows."""
    scored = [
        (likeness(mine, other), -at, -to) for at, mine in enumerate(typed) for to, other in enumerate(listed)
    ]
    extra, missing, pairs = dict(enumerate(typed)), dict(enumerate(listed)), []
    for score, at, to in sorted(scored, reverse=True):
        if score > 0 and -at in extra and -to in missing:
            pairs.append((-at, extra.pop(-at), missing.pop(-to)))
    pairs.sort(key=lambda row: row[0])
    return [(mine, other) for _, mine, other in pairs], list(extra.values()), list(missing.values())


def likeness(a: Part, b: Part) -> float:
    """How alike two parts are: 1 the same, 0.9 an initial, less for typing errors, 0 another word."""
    if a.spellings & b.spellings:
        return 1.0
    return max(_alike(one, other) for one in a.spellings for other in b.spellings)


def _alike(a: str, b: str) -> float:
    if 1 in (len(a), len(b)):
        return 0.9 if a[0] == b[0] else 0.0
    longest = max(len(a), len(b))
    errors = OSA.distance(a, b, score_cutoff=2)
    if errors == 1:
        return 0.9 if longest > 4 else 0.8
    if longest > 3 and names.sound(a) == names.sound(b):
        return 0.88
    return 0.75 if errors == 2 and longest > 6 else 0.0


def _initial(a: Part, b: Part) -> bool:
    return 1 in (len(a.written.strip(".")), len(b.written.strip(".")))


def _name_reasons(
    pairs: Sequence[tuple[Part, Part]], extra: Sequence[Part], missing: Sequence[Part], same: bool
) -> list[Reason]:
    found = [
        reasons.differs(reasons.NAME_DIFFERS, typed=mine.written, listed=other.written)
        for mine, other in pairs
        if not mine.spellings & other.spellings and not (same and _initial(mine, other))
    ]
    more = " ".join(part.written for part in missing)
    wrote = " ".join(part.written for part in extra)
    if more and wrote:
        found.append(reasons.differs(reasons.NAME_DIFFERS, typed=wrote, listed=more))
    elif more:
        found.append(reasons.same(reasons.NAME_MORE, listed=more))
    elif wrote:
        found.append(reasons.differs(reasons.NAME_EXTRA, typed=wrote))
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
