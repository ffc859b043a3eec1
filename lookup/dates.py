"""Dates as clerks, spreadsheets and people write them, in English and Spanish, as ISO dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

OLDEST = 1880
"""Nobody on a list was born, and no case decided, before this year."""

# Excel counts days from here; its day 60 never existed, so the count is right from March 1900 on.
_EPOCH = date(1899, 12, 30)
# From 1920 on: a smaller number is rather a mistyped year.
_SERIALS = range(7306, 80_000)
_YEARS = range(OLDEST, 2101)

_ENGLISH = "january february march april may june july august september october november december"
_SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_MONTHS = [*enumerate(_ENGLISH.split(), 1), *enumerate(_SPANISH.split(), 1), (9, "setiembre")]
_FILLERS = frozenset(
    "de del of the el th st nd rd monday tuesday wednesday thursday friday saturday sunday"
    " lunes martes miercoles jueves viernes sabado domingo".split()
)

_TIME = re.compile(
    r"[t\s,]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?\s?m\.?)?\s*(?:z|[+-]\d{2}:?\d{2})?$"
)
_NUMERIC = re.compile(r"(\d{1,4})\s*[-/.\s\u2010-\u2015]\s*(\d{1,2})\s*[-/.\s\u2010-\u2015]\s*(\d{1,4})")


def parse(text: str, *, latest: date, day_first: bool = False) -> str:
    """One date as "1967-04-11".

    Reads 4/11/67, 1967-04-11, 11-Apr-67, "11 de abril de 1967", 19670411, a spreadsheet's day
    count (24573), each with or without a time. Where both orders are possible `day_first`
    decides. A two-digit year is the last such year that does not lie after `latest`.
    Raises ValueError for what is no date, cannot exist, or lies before 1880 or after `latest`.
    """
    clean = _clean(text)
    found = _digits_only(clean, latest) or _numeric(clean, latest, day_first) or _in_words(clean, latest)
    if found is None:
        raise ValueError("not a date")
    if found.year < OLDEST:
        raise ValueError(f"before {OLDEST}")
    if found > latest:
        raise ValueError(f"after {latest.isoformat()}")
    return found.isoformat()


def parse_born(text: str, *, latest: date, day_first: bool = False) -> str:
    """A birth date as "1967-04-11", or "1967" where only the year is given. Raises as `parse` does."""
    clean = _clean(text)
    if not (re.fullmatch(r"\d{4}", clean) and int(clean) in _YEARS):
        return parse(text, latest=latest, day_first=day_first)
    if int(clean) > latest.year:
        raise ValueError(f"after {latest.isoformat()}")
    return clean


def day_first(values: Iterable[str]) -> bool:
    """Whether a column writes the day first: some dates can only be read so, and none the other way."""
    seen = False
    for value in values:
        match = _NUMERIC.fullmatch(_clean(value))
        if match is None or len(match[1]) > 2:
            continue
        if int(match[2]) > 12:
            return False
        seen = seen or 12 < int(match[1]) <= 31
    return seen


def _clean(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    # Of many spaces in a row each would be tried as the one before a time.
    folded = " ".join(folded.split())
    folded = _TIME.sub("", folded).strip(" ,.'")
    return re.sub(r"^(\d+)\.0+$", r"\1", folded)


def _digits_only(clean: str, latest: date) -> date | None:
    """A day count, 19670411, 04111967, or 4111967 where a spreadsheet lost the zero."""
    if not clean.isdecimal():
        return None
    if int(clean) in _SERIALS and len(clean) < 6:
        return _EPOCH + timedelta(days=int(clean))
    if len(clean) == 8 and OLDEST <= int(clean[:4]) <= latest.year:
        return date(int(clean[:4]), int(clean[4:6]), int(clean[6:]))
    if len(clean) in (7, 8):
        clean = clean.zfill(8)
        return date(int(clean[4:]), int(clean[:2]), int(clean[2:4]))
    return None


def _numeric(clean: str, latest: date, day_first: bool) -> date | None:
    match = _NUMERIC.fullmatch(clean)
    if match is None:
        return None
    first, second, third = match.groups()
    if len(first) == 4 or (int(first) > 31 and len(third) <= 2):
        month, day = (second, third) if int(second) <= 12 else (third, second)
        return _date(first, int(month), int(day), latest)
    if int(first) > 12 or (day_first and int(second) <= 12):
        return _date(third, int(second), int(first), latest)
    return _date(third, int(first), int(second), latest)


def _in_words(clean: str, latest: date) -> date | None:
    words = [word for word in re.findall(r"[a-z]+|\d+", clean) if word not in _FILLERS]
    named = [word for word in words if word.isalpha()]
    numbers = [word for word in words if word.isdecimal()]
    month = _month(named[0]) if len(named) == 1 else None
    if month is None or len(numbers) != 2:
        return None
    first, second = numbers
    year, day = (first, second) if len(first) == 4 or int(first) > 31 else (second, first)
    return _date(year, month, int(day), latest)


def _month(word: str) -> int | None:
    return next((number for number, name in _MONTHS if len(word) >= 3 and name.startswith(word)), None)


def _date(year: str, month: int, day: int, latest: date) -> date:
    if len(year) == 4:
        return date(int(year), month, day)
    if len(year) != 2:
        raise ValueError("a year has two or four digits")
    found = date(latest.year // 100 * 100 + int(year), month, day)
    return found if found <= latest else found.replace(year=found.year - 100)
