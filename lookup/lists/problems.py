"""What is wrong with a list, in words for the person who can put it right.

Problems go to terminals and logs: they may quote docket numbers, headers and status words, but
never a name, a birth date or a Social Security number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = (
    r"\b(?:s\.?s\.?n\.?|ss\s?#|soc(?:ial|\.)?\s*sec(?:urity|\.)?|seguro social)(?:\s*(?:number|no\.?|#))?\W*"
)
_BETWEEN = r"[-._\s\u2010-\u2015]"
_SOCIAL_SECURITY = re.compile(
    rf"(?:{_LABEL})?(?<!\d)\d{{3}}{_BETWEEN}\d{{2}}{_BETWEEN}\d{{4}}(?!\d)"
    # With the first digits hidden the last four are still half of it.
    rf"|(?:{_LABEL})?(?<!\w)[x*#]{{3}}{_BETWEEN}?[x*#]{{2}}{_BETWEEN}?\d{{4}}\b"
    rf"|{_LABEL}(?:[\dx*#]{_BETWEEN}?){{3,8}}\d\b|\bss\W*\d{{9}}\b",
    re.IGNORECASE,
)
_NINE_DIGITS = re.compile(r"(?<![\d-])\d{3}\s?\d{3}\s?\d{3}(?![\d-])")
_EMPTY_BRACKETS = re.compile(r"\s*(?:\(\s*\)|\[\s*\])")
_LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a list that could not be read. `row` is None where it concerns the list as a whole.

    `sheet` is a workbook's sheet, "page 3" of a PDF, or "-" where a file has no such parts.
    """

    file: str
    sheet: str
    row: int | None
    what: str
    todo: str

    def __str__(self) -> str:
        row = "-" if self.row is None else self.row
        return f"{self.file}:{self.sheet}:{row}: {self.what}; {self.todo}"


class Unreadable(Exception):
    """A file or sheet that is no list at all. Carries what is wrong and what to do, as a Problem does."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what}; {todo}")
        self.what = what
        self.todo = todo


def without_social_security(text: str) -> str:
    """The text of a cell, with anything that looks like a Social Security number taken out."""
    if not any(char.isdigit() for char in text):
        return text
    without, found = _SOCIAL_SECURITY.subn("", text)
    return _EMPTY_BRACKETS.sub("", without).strip() if found else text


def without_nine_digits(text: str) -> str:
    """The text of any cell but a docket number's, without nine digits that have no dash between them."""
    return " ".join(_NINE_DIGITS.sub("", text).split(" ")).strip() if _NINE_DIGITS.search(text) else text


def quoted_docket(text: str) -> str:
    """How a problem speaks of a docket cell: quoted only where no name or date could be in it."""
    text = " ".join(text.split())
    words = re.sub(r"(?i)\b(docket|case|number|no|nos)\b", "", text)
    numberlike = sum(char.isdigit() for char in text) >= 3 and not re.search(r"[^\W\d_]{5}", words)
    datelike = re.search(r"(?<!\d)\d{1,4}[-/.\s]\d{1,2}[-/.\s]\d{1,4}(?!\d)", text)
    if not numberlike or datelike or _NINE_DIGITS.search(text) or len(text) > _LONGEST_QUOTE:
        return "the text in the docket column"
    return f'the docket number "{text}"'


def quoted_word(text: str, column: str) -> str:
    """How a problem speaks of a cell that should hold a fixed word ("dismissed", "JUV")."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST_QUOTE or re.search(r"[,\d]", text):
        return f"the text in the {column} column"
    return f'the word "{text}" in the {column} column'


def raise_where_memory_ended(error: BaseException) -> None:
    """Raise MemoryError where that is what lies behind an error: packages dress it up as their own."""
    behind: BaseException | None = error
    while behind:
        if isinstance(behind, MemoryError):
            raise behind
        behind = behind.__cause__ or behind.__context__
