"""Every text uses the words of translations/glossary.toml: one for each thing, and no false friend."""

from __future__ import annotations

import re
import tomllib

import pytest

from lookup import markup, passages, translations
from lookup.passages import Passage
from lookup.texts import SOURCE

GLOSSARY = tomllib.loads((translations.FOLDER / "glossary.toml").read_text("utf-8"))
LANGUAGES = translations.available()[1:]
PASSAGES = passages.all_of_them()


def has(words: str, text: str) -> bool:
    """Whether a text holds words that the glossary describes."""
    return bool(re.search(rf"\b(?:{words})\b", markup.plain(text), re.IGNORECASE))


def source_of(passage: Passage, text: str) -> str:
    """The English, without what papers say and both quote."""
    source = passage.words[SOURCE]
    for quoted in markup.ENGLISH.findall(text):
        source = re.sub(f"“{re.escape(quoted)}”", "", source, flags=re.IGNORECASE)
    return source


def without(term: dict[str, str], language: str, written: list[Passage]) -> list[tuple[str, str]]:
    """The texts that lack a language's word for a term that their English has."""
    texts = [(passage, passage.words.get(language, "")) for passage in written]
    return [
        (passage.place, text)
        for passage, text in texts
        if has(term["en"], source_of(passage, text)) and not has(term[language], text)
    ]


def holding(never: dict[str, str], written: list[Passage]) -> list[tuple[str, str]]:
    """The texts that hold what they never may."""
    texts = [(passage, passage.words.get(never["language"], "")) for passage in written]
    return [
        (passage.place, text)
        for passage, text in texts
        if has(never["words"], markup.ENGLISH.sub("", text))
        and not has(never.get("unless", "(?!)"), passage.words[SOURCE])
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("term", GLOSSARY["terms"], ids=lambda term: term["en"])
def test_each_thing_has_one_word(term, language) -> None:
    found = without(term, language, PASSAGES)
    assert found == [], f"say {term[language]!r}, or sharpen the English in translations/glossary.toml"


@pytest.mark.parametrize("never", GLOSSARY["never"], ids=lambda never: never["words"])
def test_no_false_friend_is_there(never) -> None:
    assert holding(never, PASSAGES) == [], f"say {never['instead']!r}: {never['because']}"


def test_every_language_has_a_word_for_each_term() -> None:
    assert [term["en"] for term in GLOSSARY["terms"] if not {SOURCE, *LANGUAGES} <= set(term)] == []
    assert {never["language"] for never in GLOSSARY["never"]} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("source", "text", "faults"),
    [
        ("Find the docket number.", "Busque el número de expediente.", 0),
        ("Find the docket number.", 'Busque el número (<i lang="en">docket number</i>).', 1),
        ("Look for “vacated”.", 'Busque “<i lang="en">vacated</i>”.', 0),
        ("The charge was vacated.", 'El cargo fue “<i lang="en">vacated</i>”.', 1),
        ("Your charges were vacated.", "Sus condenas se anularon.", 1),
        ("A conviction was vacated.", "Una condena se anuló.", 0),
        ("You are on probation.", "Está en libertad a prueba.", 0),
        ("You are on probation.", "Está en libertad condicional.", 2),
        ("You are on parole.", "Está en libertad condicional.", 0),
        ("Choose another.", "Escoja otra corte.", 1),
        ("Ask there.", 'Pregunte por su <i lang="en">record</i>.', 0),
    ],
)
def test_what_the_rules_find(source, text, faults) -> None:
    written = [Passage("here", {SOURCE: source, "es": text})]
    found = [without(term, "es", written) for term in GLOSSARY["terms"]]
    found += [holding(never, written) for never in GLOSSARY["never"]]
    assert sum(map(len, found)) == faults
