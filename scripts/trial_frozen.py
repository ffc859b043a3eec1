"""The small evaluation that every change of the search is compared with: tests/test_evaluation.py."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import trial_queries
from trial_measures import Answered, ask
from trial_people import invent, put_on_list
from trial_queries import FAMILIES

from lookup.release import Releases
from lookup.search import Searcher

FROZEN = Path(__file__).parent.parent / "tests" / "data" / "evaluation" / "frozen.tsv"
_PEOPLE, _QUERIES, _SEED = 3_000, 150, 7
_HEADS = ("family", "grade", "typed", "born", "listed", "by_name", "by_birth", "answer")


@dataclass(frozen=True, slots=True)
class Line:
    """The right person's place by name alone and with the birth year (0 is lost), and what was answered."""

    by_name: int
    by_birth: int
    answer: str


Key = tuple[str, str, str, str, str]
"""Family, grade, what was typed as the name and as the birth year, and the listed name."""


def run() -> dict[Key, Line]:
    """Build the small list, ask, and say how each query was answered."""
    everybody = invent(_SEED)
    people = list(islice(everybody, _PEOPLE))
    pairs, queries = trial_queries.hand_written(first=len(people))
    listed = put_on_list([*people, *pairs])
    for family in FAMILIES:
        queries += trial_queries.of_family(family, people, _QUERIES, _SEED)
    queries += trial_queries.birth_dates(people, _QUERIES, _SEED)
    queries += trial_queries.strangers(everybody, people, _QUERIES)
    with tempfile.TemporaryDirectory() as folder:
        releases = Releases(Path(folder))
        searcher = Searcher.open(releases.path(releases.build(listed.cases, "Trial", True, lists=[]).id))
        lines = {}
        for query in queries:
            born = query.born if query.family.startswith(("born", "pairs")) else query.born[:4]
            with_birth = ask(searcher, listed.owners, query, born)
            alone = ask(searcher, listed.owners, query, "")
            key = (query.family, query.grade, query.typed, born, query.listed)
            lines[key] = Line(alone.rank, with_birth.rank, _answer(with_birth))
    return lines


def _answer(answered: Answered) -> str:
    return "found" if answered.found else "shown" if answered.shown else "none"


def freeze() -> int:
    """Let what the search answers now be what it shall answer; how many queries that are."""
    lines = run()
    FROZEN.parent.mkdir(parents=True, exist_ok=True)
    with FROZEN.open("w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, delimiter="\t", lineterminator="\n")
        writer.writerow(_HEADS)
        writer.writerows(
            (*key, line.by_name, line.by_birth, line.answer) for key, line in sorted(lines.items())
        )
    return len(lines)


def frozen() -> dict[Key, Line]:
    """What was accepted last; nothing where nothing was accepted yet."""
    if not FROZEN.exists():
        return {}
    with FROZEN.open(encoding="utf-8", newline="") as table:
        rows = list(csv.reader(table, delimiter="\t"))[1:]
    return {
        (a, b, c, d, e): Line(int(name), int(birth), answer) for a, b, c, d, e, name, birth, answer in rows
    }


def changes(before: Mapping[Key, Line], now: Mapping[Key, Line]) -> list[str]:
    """Each query that is answered otherwise than before, in words: the lost ones first."""
    told = []
    for key in before.keys() | now.keys():
        was, line = before.get(key), now.get(key)
        if was != line:
            told.append((_worth(key, line) - _worth(key, was), key, f"{_told(was)} -> {_told(line)}"))
    return [
        f"{'lost' if worth < 0 else 'gained' if worth > 0 else 'moved'}: {' | '.join(key)}: {change}"
        for worth, key, change in sorted(told)
    ]


def _told(line: Line | None) -> str:
    return f"{line.by_name}, {line.by_birth}, {line.answer}" if line else "not asked"


_ANSWERS = ("none", "shown", "found")


def _worth(key: Key, line: Line | None) -> float:
    """Better answers are worth more; for strangers, the less is said to them."""
    if line is None:
        return 0.0
    answer = _ANSWERS.index(line.answer)
    if key[1] == trial_queries.STRANGER:
        return -float(answer)
    return answer + sum(1 / rank for rank in (line.by_name, line.by_birth) if rank)
