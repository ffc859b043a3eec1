"""The charges of one row: one, or several in one cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_PARALLEL = ("statute", "disposition", "disposed", "status")
_LABEL = r"(?:counts?|cts?|charges?|cargos?|nos?)\b\.?|#"
_NUMBERS = re.compile(
    rf"(?:{_LABEL})?\s*\d{{1,4}}(?:\s*(?:[,;|&/\n]|and|y|-|to)\s*(?:{_LABEL})?\s*\d{{1,4}})*", re.IGNORECASE
)
_MOST_COUNTS = 200


@dataclass(frozen=True, slots=True)
class RowCharge:
    """One charge as the cells of its row give it; `count` is None where they do not say it."""

    count: int | None
    offense: str
    statute: str
    disposition: str
    disposed: str
    status: str


def split(cells: Mapping[str, str], separator: str) -> list[RowCharge]:
    """The charges of a row, whose offense cell holds several where the manifest has a separator.

    The cells beside it are split with it where they have as many parts; else they hold for all.
    Several counts with one offense ("1, 2") are as many charges.
    """
    offenses = _parts(cells.get("offense", ""), separator) or [""]
    numbers = counts(cells.get("count", ""))
    if len(offenses) == 1 and len(numbers) > 1:
        offenses *= len(numbers)
    size = len(offenses)
    # One number beside several charges cannot be the count of each.
    each = numbers if len(numbers) == size else [None] * size
    columns = {}
    for field in _PARALLEL:
        text = cells.get(field, "")
        parts = _parts(text, separator) if size > 1 else []
        columns[field] = parts if len(parts) == size else [" ".join(text.split())] * size
    return [
        RowCharge(each[at], offenses[at], **{field: columns[field][at] for field in _PARALLEL})
        for at in range(size)
    ]


def counts(text: str) -> list[int | None]:
    """The counts that a cell names: "2", "Ct. 2", "1, 2 & 4", "1-3". Empty where it names none."""
    if not _NUMBERS.fullmatch(text.strip()):
        return []
    found: list[int | None] = []
    for first, last in re.findall(r"(\d+)(?:\s*(?:-|to)\s*(\d+))?", text):
        found += range(int(first), min(int(last or first), int(first) + _MOST_COUNTS) + 1)
    return found


def _parts(text: str, separator: str) -> list[str]:
    if not separator:
        parts = [text]
    elif separator.strip():
        # " | " is found with any white space around it, but "-" inside a word is not " - ".
        before, after = (r"\s+" if edge.isspace() else r"\s*" for edge in (separator[0], separator[-1]))
        parts = re.split(before + re.escape(separator.strip()) + after, text)
    else:
        parts = text.split(separator)
    return [" ".join(part.split()) for part in parts if part.strip()]
