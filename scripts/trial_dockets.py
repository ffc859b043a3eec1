"""Docket numbers in every form people write them, and wrong ones, for scripts/evaluate_search."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from demo_dockets import COURTS


@dataclass(frozen=True, slots=True)
class Numbered:
    """A typed docket number, with the court where the number lacks it, and which number it is."""

    form: str
    typed: str
    court: str
    standard: str


@cache
def _prefixes() -> dict[str, str]:
    with COURTS.open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table)
        return {row["code"]: row["old_superior_prefix"] for row in rows if row["old_superior_prefix"]}


def forms(standard: str) -> list[Numbered]:
    """Every form in which papers, people, scans and spreadsheets give this number."""
    year, court, digits = standard[:2], standard[2:4], standard[6:]
    short = digits.lstrip("0")
    found = {
        "standard": standard,
        "lower case": standard.lower(),
        "spaces": f"{year}{court} CR {digits}",
        "dashes": f"{year}{court}-CR-{digits}",
        "en dashes": f"{year}{court}\u2013CR\u2013{digits}",
        "dots": f"{year}{court}.CR.{digits}",
        "slashes": f"{year}{court}/CR/{digits}",
        "underscores": f"{year}{court}_CR_{digits}",
        "all apart": f"{year}-{court} cr {digits}",
        "zeros lost": f"{year}{court}CR{short}",
        "zeros lost, dashes": f"{year}{court}-CR-{short}",
        "letter O for zero": f"{year}{court}CR{digits.replace('0', 'O')}",
        "letter l for one": f"{year}{court}CR{digits.replace('1', 'l')}",
        "letter S for five": f"{year}{court}CR{digits.replace('5', 'S')}",
        "label": f"Docket No. {standard}",
        "suffix A": f"{standard}A",
        "suffix -001": f"{standard}-001",
    }
    every = [Numbered(form, typed, "", standard) for form, typed in found.items()]
    if court in _prefixes():
        every += [Numbered(form, typed, "", standard) for form, typed in _old_forms(year, court, digits)]
        every.append(Numbered("year and number", f"20{year}-{digits}", court, standard))
    every.append(Numbered("no court", f"{year}-CR-{digits}", court, standard))
    return every


def _old_forms(year: str, court: str, digits: str) -> Iterator[tuple[str, str]]:
    """The Superior Court's old style."""
    prefix = _prefixes()[court]
    yield "old style", f"{prefix}20{year}-{digits}"
    yield "old style, spaces", f"{prefix.lower()} 20{year} {digits}"
    # Suffolk's old numbers begin at 10000, so a lost zero there is doubtful.
    if not prefix.startswith("SU"):
        yield "old style, zeros lost", f"{prefix}20{year}-{digits.lstrip('0')}"


def wrong_digit(rng: Random, standard: str) -> str:
    """One digit of the sequence another one."""
    at = rng.randrange(6, len(standard))
    return f"{standard[:at]}{rng.choice([d for d in '0123456789' if d != standard[at]])}{standard[at + 1 :]}"


def swapped_digits(rng: Random, standard: str) -> str:
    """Two neighbours in the sequence that changed places (where all are alike, one digit is another one)."""
    places = [at for at in range(6, len(standard) - 1) if standard[at] != standard[at + 1]]
    if not places:
        return wrong_digit(rng, standard)
    at = rng.choice(places)
    return f"{standard[:at]}{standard[at + 1]}{standard[at]}{standard[at + 2 :]}"


def near(rng: Random, listed: Sequence[str], many: int) -> Iterator[tuple[str, str, str]]:
    """So many mistakes that are nobody's number: what kind, what is typed, and what was meant."""
    taken = set(listed)
    while many:
        standard = rng.choice(listed)
        kind, change = rng.choice([("one wrong digit", wrong_digit), ("two digits swapped", swapped_digits)])
        typed = change(rng, standard)
        if typed not in taken:
            yield kind, typed, standard
            many -= 1


def absent(rng: Random, listed: Sequence[str], many: int) -> Iterator[str]:
    """So many numbers of the same courts and years that are on no list."""
    taken = set(listed)
    while many:
        start, end = rng.choice(listed)[:6], rng.choice(listed)
        typed = f"{start}{rng.randrange(10 ** (len(end) - 6)):0{len(end) - 6}}"
        superior = start[2:4] in _prefixes()
        if typed not in taken and superior == (len(typed) == 11):
            yield typed
            many -= 1
