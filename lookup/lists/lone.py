"""Rows that are no cases: totals, page numbers, signatures, titles and the headings of groups."""

from __future__ import annotations

import re
from collections.abc import Iterable

# How such rows begin.
_FOOTERS = re.compile(
    r"(?:grand|sub|county|page|overall)?[\s-]*totals?\b|\w+ (?:county )?totals?\b|total de\b"
    r"|page \d|p[aá]gina \d|\d+ of \d+$|continued\b|end of\b|fin de\b"
    r"|(?:number|no\.?|n[uú]mero) of\b|(?:sum|count|records?|rows?|cases?)\s*[:=]"
    r"|\d[\d,]* (?:cases?|rows?|records?|defendants?|charges?|casos?)\b"
    r"|respectfully\b|/s/|s/\s|by:|signature\b|signed\b"
    r"|dated?:?\s|prepared by\b|printed\b|run date\b|report\b|note:|nota:",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_\s.\-*=]+")
_DOCKETLIKE = re.compile(r"\d{2}\W?CR\W?\d|[A-Z]{2}CR\W?\d", re.IGNORECASE)
_LAST_FIRST = re.compile(r"[^\W\d_][^,:;\d]{0,60},\s*[^\W\d_][^,:;\d]{0,60}(?:,[^,:;\d]{0,10})?")
_TITLE_WORDS = re.compile(
    r"\b(?:county|letters?|lists?|commonwealth|district|attorney|court|page|cases?|exhibit|attachment|confidential"
    r"|impounded|the|end|total|docket|office|filed|massachusetts|supreme|judicial|commission|defendants?)\b",
    re.IGNORECASE,
)


def is_rule(cells: Iterable[str]) -> bool:
    """Whether a row is a line drawn with dashes, dots or the like."""
    return all(_RULE.fullmatch(cell) for cell in cells)


def is_footer(text: str) -> bool:
    """Whether a row that begins so is a total, a page number, a signature or a note, not a case."""
    return bool(_FOOTERS.match(text.strip()))


def has_docket(text: str) -> bool:
    """Whether a docket number seems to stand somewhere in a text."""
    return bool(_DOCKETLIKE.search(text))


def is_listed_name(text: str) -> bool:
    """Whether a text that stands alone in a row is a person as lists write one: "DOE, JANE Q."."""
    return bool(_LAST_FIRST.fullmatch(text)) and len(text.split()) <= 8 and not _TITLE_WORDS.search(text)


def is_title(text: str) -> bool:
    """Whether a text that stands alone in a row is surely no person's name."""
    return bool(_TITLE_WORDS.search(text) or is_footer(text) or is_rule([text]) or re.search(r"\d", text))
