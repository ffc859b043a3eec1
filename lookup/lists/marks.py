"""The fixed words in a list's cells: statuses, and the marks of juvenile and sealed cases."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from lookup.names import fold

JUVENILE, SEALED = "juvenile", "sealed"

_YES = {
    JUVENILE: frozenset(
        "juv juvenile j y yes yo x 1 true t delinquent delinquency si s menor youthfuloffender".split()
    ),
    SEALED: frozenset("y yes x 1 true t sealed s expunged impounded si sellado sellada e".split()),
}
_NO = {
    JUVENILE: frozenset("n no adult a 0 false f adulto adulta mayor".split()),
    SEALED: frozenset("n no 0 false f notsealed unsealed open public".split()),
}
_MENTIONED = {
    SEALED: re.compile(
        r"(?<!\bno )(?<!\bnot )(?<!\bnever )(?<!\bnon-)"
        r"\b(?:sealed|sealing|redacted|expung\w*|impound(?:ed|ment)|sellad[oa])\b",
        re.IGNORECASE,
    ),
    # Contributing to the delinquency of a child is an adult's offense.
    JUVENILE: re.compile(
        r"(?<!\bno )(?<!\bnot )(?<!\bnon-)\b(?:juv(?:enile)?s?|delinq\w*(?! of)|youthful)(?!\w)",
        re.IGNORECASE,
    ),
}
# As an abbreviation only where it can be no surname: "Yo" is one.
_YOUTHFUL = re.compile(r"\by\.?o\.?(?!\w)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_MOST_HEADING_WORDS = 6
_DENIAL = r" (?:no|(?:not|non|never|except|excluding|without|sin)(?: \w+){0,2})"
# Such a title says what a list leaves out, or that all of it is closed to the public, as these lists are.
_NO_SECTION = re.compile(
    r"\b(?:adults?|adult[oa]s|impound\w*|no|not|non|without|exclud\w*|except\w*|omit\w*|removed|left out)\b",
    re.IGNORECASE,
)


def marked(kind: str, text: str) -> bool | None:
    """Whether a cell of the juvenile or sealed column marks its case; None where its word is unknown."""
    word = _key(text)
    if not word or word in _NO[kind]:
        return False
    return True if word in _YES[kind] else None


def said(text: str) -> str:
    """JUVENILE or SEALED where a status or disposition says so in passing ("GUILTY - SEALED"), else ""."""
    return mentioned(text) or (JUVENILE if _YOUTHFUL.search(text) else "")


def mentioned(text: str) -> str:
    """JUVENILE or SEALED where one of their whole words stands anywhere in a cell, else ""."""
    return next((kind for kind, words in _MENTIONED.items() if words.search(text)), "")


def heading(text: str) -> str:
    """JUVENILE or SEALED where a title says so of the rows below it ("SEALED CASES"), else ""."""
    if len(text.split()) > _MOST_HEADING_WORDS or _NO_SECTION.search(text):
        return ""
    return mentioned(text)


def is_section(text: str) -> bool:
    """Whether a text that stands alone in a row is a title about juveniles, adults or sealed cases."""
    return "," not in text and bool(mentioned(text) or re.search(r"\badult[oa]?s?\b", text, re.IGNORECASE))


def remark(text: str) -> str:
    """What stands in brackets in a cell: "SMITH, J. (JUV)"."""
    return " ".join(_BRACKETS.findall(text))


def without(text: str) -> str:
    """A cell without the words that mark it: "0752CR090028 (SEALED)" is "0752CR090028 ()"."""
    for words in _MENTIONED.values():
        text = words.sub(" ", text)
    return text.strip(" -*,;")


def status(text: str, words: Mapping[str, str], known: Collection[str]) -> str:
    """The status that a cell means, by the manifest's words or as a status id; "" where neither fits."""
    key = _key(text)
    if not key:
        return ""
    for word, meant in words.items():
        if _key(word) == key:
            return meant
    return next((each for each in known if _key(each) == key), "")


def heading_status(text: str, words: Mapping[str, str]) -> str | None:
    """The status that a section's heading sets for the rows below it.

    None where it says nothing of statuses, "" where it names several or denies one ("CASES NOT DISMISSED").
    """
    heading = f" {_spaced(text)} "
    found = {_spaced(word): meant for word, meant in words.items() if f" {_spaced(word)} " in heading}
    longest = {
        word: meant
        for word, meant in found.items()
        if not any(word != other and f" {word} " in f" {other} " for other in found)
    }
    if not longest:
        return None
    statuses = set(longest.values())
    denied = any(re.search(rf"{_DENIAL} {word} ", heading) for word in longest)
    return statuses.pop() if len(statuses) == 1 and not denied else ""


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))
