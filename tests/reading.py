"""How easy a page is to read: its own sentences, and the usual measures of them.

What is not the site's own sentence is left out, and only what this module's tables name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from textstat.textstat import textstatistics

LONGEST = 25
"""Words in a sentence."""

# Elements that are left out, as an attribute and its value, or a tag and "", and why.
LEFT_OUT = {
    ("class", "sources"): "titles and addresses of court papers: to look up, not to read",
    ("class", "cited"): "the same, in a list of court orders",
    ("translate", "no"): "names, numbers and addresses, and what somebody typed",
    ("aria-hidden", "true"): "signs beside a word",
    ("select", ""): "names of courts",
}
# A part in another language than the page is left out too: English words and names on a Spanish page,
# and the other column of a sheet in two languages.

# Names, each of which is one word to a reader, and why they cannot be shorter.
NAMES = {
    "Massachusetts Supreme Judicial Court": "what the court is called",
    "Supreme Judicial Court": "what the court is called",
    "Tribunal Supremo de Justicia de Massachusetts": "what the court calls itself in Spanish",
    "Greater Boston Legal Services": "an office to call",
    "Committee for Public Counsel Services": "an office to call",
    "Foster v. Commonwealth": "a case that people are told about",
}

_BLOCKS = set(
    "article aside dd div dl dt fieldset form h1 h2 h3 h4 label legend li main nav ol p section ul".split()
)


def sentences(root: Element) -> list[str]:
    """What a page says in its main part. A heading, a list item or a label is a sentence of its own."""
    language = root.get("lang", "")
    main = next(root.iter("main"))
    blocks = " ".join(_text(main, language)).split("\n")
    named = [_named(" ".join(block.split())) for block in blocks]
    return [part for block in named for part in re.split(r"(?<=[.?!])\s+", block) if re.search(r"\w", part)]


def grade(said: list[str]) -> float:
    """The Flesch-Kincaid grade of English sentences: years at school."""
    return float(_measure("en_US").flesch_kincaid_grade(_joined(said)))


def ease(said: list[str]) -> float:
    """The Fernández-Huerta score of Spanish sentences: 0 very hard, 100 very easy."""
    return float(_measure("es").fernandez_huerta(_joined(said)))


def too_long(said: list[str]) -> list[str]:
    """The sentences with too many words."""
    return [sentence for sentence in said if len(sentence.split()) > LONGEST]


def _text(element: Element, language: str) -> Iterator[str]:
    """The text, with a line break around each block."""
    if element.get("lang", language) != language or _left_out(element):
        return
    edge = "\n" if element.tag in _BLOCKS else ""
    yield edge + (element.text or "")
    for child in element:
        yield from _text(child, language)
        yield child.tail or ""
    yield edge


def _left_out(element: Element) -> bool:
    return any(
        value in element.get(key, "").split() if value else element.tag == key for key, value in LEFT_OUT
    )


def _named(text: str) -> str:
    for name in NAMES:
        text = text.replace(name, "Name")
    return text


def _joined(said: list[str]) -> str:
    return " ".join(sentence if sentence[-1] in ".?!" else f"{sentence}." for sentence in said)


def _measure(language: str) -> textstatistics:
    measure = textstatistics()
    measure.set_lang(language)
    return measure
