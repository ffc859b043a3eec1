"""Whether somebody whom staff ask about is on a list: a verdict, and every case that may be theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from lookup import disclosure, dockets, names, reasons
from lookup.cases import Case
from lookup.disclosure import FOUND, Answer, Opened
from lookup.dockets import DocketError, DocketFormat
from lookup.reasons import Reason
from lookup.search import DOCKET, NEAR_DOCKET, Match, Query, birth_readings
from lookup.staff.asking import Asked

LISTED, POSSIBLY, NOT_FOUND, UNREADABLE = "listed", "possibly", "not_found", "unreadable"
VERDICTS = (LISTED, POSSIBLY, NOT_FOUND, UNREADABLE)
"""Of one person asked about. `unreadable`: no case was found, and something could not be read."""

NOTHING, ONE_WORD, TOO_MANY = "nothing", "one_word", "too_many"
"""Why something was not read: there is nothing to look for; a name of one word finds nobody; see below."""

MOST_NAMES, MOST_DOCKETS = 8, 20
"""Of one person. What is beyond is reported as not read, never left out in silence."""
MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that may be this person's. `certain`: the same name and a second fact, and nobody else's."""

    case: Case
    score: float
    reasons: tuple[Reason, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read: the field (`name`, `born`, `docket`, `row`), its text, and a code for why."""

    field: str
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about one person: the verdict, the cases (certain ones first), what was not read."""

    verdict: str
    hits: tuple[Hit, ...] = ()
    unread: tuple[Unread, ...] = ()


def check(
    asked: Asked, find: Callable[[Query], Sequence[Match]], formats: Sequence[DocketFormat] = ()
) -> Finding:
    """Search with every name and every docket number. `find` must leave out what is withheld."""
    numbers, unread = _readable_dockets(asked, formats)
    unread += _unread_names(asked, bool(numbers))
    born = asked.born if birth_readings(asked.born) else ""
    if asked.born and not born:
        unread.append(Unread("born", asked.born, "unreadable"))
    typed = [name for name in asked.names[:MOST_NAMES] if names.tokens(name)]
    answers = list(_answers(_with_last_names(typed), born, numbers, find))
    hits = _merged(answers) if typed else _without_a_name(_merged(answers), born)
    if any(answer.outcome == FOUND for answer in answers) and any(hit.certain for hit in hits):
        return Finding(LISTED, hits, tuple(unread))
    if not (typed or numbers) and not unread:
        unread.append(Unread("row", "", NOTHING))
    verdict = POSSIBLY if hits else UNREADABLE if unread else NOT_FOUND
    return Finding(verdict, hits, tuple(unread))


def _with_last_names(typed: Sequence[str]) -> list[str]:
    """The names; also a former one after today's first name: "García López" may be two last names."""
    first = names.parse_listed(typed[0])[0].first if typed else ""
    own = {*names.tokens(first)}
    former = [name for name in typed[1:] if own and own.isdisjoint(names.tokens(name)) and "," not in name]
    return [*typed, *(f"{first} {name}" for name in former)]


def _answers(
    typed: Sequence[str], born: str, numbers: Sequence[str], find: Callable[[Query], Sequence[Match]]
) -> Iterator[Answer]:
    """By each name alone, since a person has more cases than those typed; then by each docket number."""
    for name in typed:
        yield disclosure.at_the_desk(find(Query(name, born)))
    for number in numbers:
        for name in typed or ("",):
            found = find(Query(name, born, number))
            yield disclosure.at_the_desk([match for match in found if _by_number(match)])


def _by_number(match: Match) -> bool:
    return not match.confirmed.isdisjoint({DOCKET, NEAR_DOCKET})


def _merged(answers: Sequence[Answer]) -> tuple[Hit, ...]:
    """Each case once, as the search that fits it best has found it."""
    best: dict[tuple[object, ...], Opened] = {}
    for opened in (opened for answer in answers for opened in answer.opened):
        case = opened.match.case
        key = (case.incident, case.docket, case.person)
        if key not in best or _rank(opened) > _rank(best[key]):
            best[key] = opened
    ordered = sorted(best.values(), key=_rank, reverse=True)[:MOST_HITS]
    return tuple(Hit(one.match.case, one.match.score, one.match.reasons, one.certain) for one in ordered)


def _without_a_name(hits: Sequence[Hit], born: str) -> tuple[Hit, ...]:
    """By docket numbers alone: a slip leads to a stranger, whom another birth date or name gives away."""
    people = [hit.case.person for hit in hits if hit.certain]
    one = all(names.same_person(people[0], other) for other in people[1:])
    told = reasons.differs(reasons.BORN_OTHER)
    return tuple(
        replace(hit, certain=hit.certain and one)
        if _may_be_born(hit.case.person.born, born)
        else replace(hit, certain=False, reasons=(*hit.reasons, told))
        for hit in hits
    )


def _may_be_born(listed: str, typed: str) -> bool:
    """Whether a listed birth date (or year) may be the typed one: also where one of them is missing."""
    return not typed or any(
        listed.startswith(reading) or reading.startswith(listed) for reading in birth_readings(typed)
    )


def _rank(opened: Opened) -> tuple[bool, float]:
    return opened.certain, opened.match.score


def _readable_dockets(asked: Asked, formats: Sequence[DocketFormat]) -> tuple[list[str], list[Unread]]:
    readable, unread = [], []
    for text in asked.dockets[:MOST_DOCKETS]:
        try:
            number = dockets.alone(text, formats)
            dockets.parse(number, formats=formats)
            readable.append(number)
        except DocketError as error:
            unread.append(Unread("docket", text, error.code))
    unread += [Unread("docket", text, TOO_MANY) for text in asked.dockets[MOST_DOCKETS:]]
    return readable, unread


def _unread_names(asked: Asked, numbered: bool) -> list[Unread]:
    unread = [Unread("name", text, TOO_MANY) for text in asked.names[MOST_NAMES:]]
    for text in asked.names[:MOST_NAMES]:
        if not names.tokens(text):
            unread.append(Unread("name", text, "unreadable"))
        elif len(names.split_parts(text)) == 1 and not numbered:
            unread.append(Unread("name", text, ONE_WORD))
    return unread
