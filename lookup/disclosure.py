"""What a query may open: one table of rules, read by every page and interface.

A name alone opens nothing. A docket number opens the case it names, without printing the person's
name; a name opens a case only together with a second fact. "Wrong second fact", "withheld" and
"no such person" are the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lookup import names, reasons
from lookup.cases import Case
from lookup.reasons import Reason
from lookup.search import BORN, COURT_YEAR, DOCKET, NEAR_DOCKET, SAME, SIMILAR, UNTYPED, Match

SECOND_FACT, OPEN = "second_fact", "open"
MODES = (SECOND_FACT, OPEN)

FOUND, POSSIBLE, NONE = "found", "possible", "none"
"""An answer: somebody's cases for sure, cases that may be theirs, or nothing that may be shown."""

_LIKELY, _ONE_OF_THEM = 0.7, 0.1
"""A name that is only near opens cases of which one is so likely meant, and each at least so likely."""
_SURE = 0.9
"""Of a common name and one year of birth there may be several people: "found" takes more than that."""
_WORTH_A_LOOK = 0.01
"""At the staff desk, with the person before it, a name that is only near is shown from here on."""


@dataclass(frozen=True, slots=True)
class Rule:
    """These facts together open a case, in these modes, where `applies` is true of the case.

    `names` are the agreements of the typed name with the listed one that count where it opens by name.
    """

    facts: frozenset[str]
    modes: tuple[str, ...]
    by_name: bool
    names: tuple[str, ...] = (SAME, SIMILAR)
    applies: Callable[[Case], bool] = lambda case: True


RULES = (
    Rule(frozenset({DOCKET}), MODES, by_name=False),
    Rule(frozenset({BORN}), MODES, by_name=True),
    # "Did you mean": one wrong digit is forgiven to whoever knows the name, and to nobody else.
    Rule(frozenset({NEAR_DOCKET}), MODES, by_name=True, names=(SAME,)),
    # Court and year stand in only where the list gives no birth date to ask for.
    Rule(frozenset({COURT_YEAR}), MODES, by_name=True, applies=lambda case: not case.person.born),
    Rule(frozenset(), (OPEN,), by_name=True),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that may be shown. `certain`: the same name and fact; otherwise it is only possible.

    `by_name` is false where the docket number alone opened it: then nobody's name may be printed,
    and no reason may spell one.
    """

    match: Match
    certain: bool
    by_name: bool

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why this case is shown, as far as it may be told."""
        if self.by_name:
            return self.match.reasons
        told = [reason for reason in self.match.reasons if "listed" not in dict(reason.values)]
        if self.match.name == SIMILAR:
            # The same as for a name that is nothing like it: guesses must not get warmer. And who does not
            # have the name is not told of a birth date.
            told = [
                reason for reason in told if not reason.differs and reason.message not in reasons.OF_BIRTH
            ]
            told.append(reasons.differs(reasons.NAME_OTHER))
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search may show, and what may be said of it (`found`, `possible` or `none`).

    `people` counts those whom the certain cases belong to: two on one docket number, namesakes.
    """

    outcome: str
    opened: tuple[Opened, ...] = ()
    people: int = 0


def decide(matches: Iterable[Match], mode: str = SECOND_FACT) -> Answer:
    """What these matches open. Withheld cases must not be among them."""
    opened = [found for match in matches if (found := _open(match, mode))]
    near = [found.match for found in opened if _by_near_name(found)]
    if sum(_score_of_each_person(near)) < _LIKELY:
        opened = [found for found in opened if found.match not in near]
    shown = sorted(opened, key=lambda found: not found.certain)
    if not shown:
        return Answer(NONE)
    certain = [found.match for found in shown if found.certain]
    people = list(_score_of_each_person(certain))
    if len(people) == 1 and people[0] >= _SURE:
        return Answer(FOUND, tuple(shown), 1)
    # Two people fit equally well, or nobody exactly, or too many have such a name: nobody may be told
    # that a case is theirs.
    return Answer(POSSIBLE, tuple(replace(found, certain=False) for found in shown), len(people))


def at_the_desk(matches: Sequence[Match]) -> Answer:
    """What staff see, who have the person before them: also what a name alone leads to, and what it says.

    Nothing is more certain by that: "found" takes the same two facts as for everybody.
    """
    decided = decide(matches)
    certain = [opened.match for opened in decided.opened if opened.certain]
    shown = [
        Opened(match, match in certain, by_name=True)
        for match in matches
        if match in certain or _worth_a_look(match)
    ]
    if not shown:
        return Answer(NONE)
    outcome = FOUND if decided.outcome == FOUND else POSSIBLE
    return Answer(outcome, tuple(sorted(shown, key=lambda found: not found.certain)), decided.people)


def _worth_a_look(match: Match) -> bool:
    if not match.confirmed.isdisjoint({DOCKET, NEAR_DOCKET}):
        return True
    if match.name == SAME and BORN not in match.contradicted:
        return True
    return match.name in (SAME, SIMILAR) and match.score >= _WORTH_A_LOOK


def _open(match: Match, mode: str) -> Opened | None:
    opening = [rule for rule in RULES if _opens(rule, match, mode)]
    if not opening:
        return None
    by_name = any(rule.by_name for rule in opening)
    named = match.name == SAME or (match.name == UNTYPED and not by_name)
    return Opened(match, named and not match.contradicted and not match.doubtful, by_name)


def _opens(rule: Rule, match: Match, mode: str) -> bool:
    if mode not in rule.modes or not rule.facts <= match.confirmed or not rule.applies(match.case):
        return False
    return not rule.by_name or (match.name in rule.names and _name_opens(match))


def _name_opens(match: Match) -> bool:
    """Whether the typed name is near enough, and no fact about the person speaks against it."""
    if BORN in match.contradicted:
        return False
    return match.name == SAME or match.score >= _ONE_OF_THEM


def _by_near_name(opened: Opened) -> bool:
    return opened.match.name == SIMILAR and opened.by_name and DOCKET not in opened.match.confirmed


def _score_of_each_person(matches: Iterable[Match]) -> Iterator[float]:
    """The best score of each of the different people whom these cases belong to."""
    found: list[Case] = []
    for match in sorted(matches, key=lambda match: -match.score):
        if not any(names.same_person(match.case.person, other.person) for other in found):
            found.append(match.case)
            yield match.score
