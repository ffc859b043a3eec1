"""Everything that pages say beside the interface: incidents, topics, questions, answers, letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lookup import advice, incidents, letters, self_check, topics
from lookup.advice import General
from lookup.incidents import Contact, Incident
from lookup.letters import LetterText
from lookup.self_check import Question
from lookup.texts import DATA, SOURCE, ContentError
from lookup.topics import Topic


@dataclass(frozen=True, slots=True)
class Content:
    """The texts of a site, each kind by id."""

    incidents: Mapping[str, Incident]
    topics: Mapping[str, Topic]
    questions: Mapping[str, Question]
    answers: Mapping[str, General]
    letters: Mapping[str, LetterText]


def load(languages: Sequence[str] = (SOURCE,), folder: Path = DATA) -> Content:
    """Read the texts, each in these languages. Raises ContentError with what must be corrected."""
    known_topics = topics.load_all(languages, folder / "topics")
    questions = self_check.load_questions(languages, folder / "questions")
    found = incidents.load_all(known_topics, questions, languages, folder / "incidents")
    _check_contacts(known_topics, found)
    answers = advice.load_all(known_topics, languages, folder / "answers")
    written = letters.load_all(found, languages, folder / "letters")
    return Content(found, known_topics, questions, answers, written)


def contacts(of: Iterable[Incident]) -> list[Contact]:
    """Everybody to call about these incidents, each number once."""
    return list({contact.phone: contact for incident in of for contact in incident.contacts}.values())


def _check_contacts(known_topics: Mapping[str, Topic], known: Mapping[str, Incident]) -> None:
    """Whom a topic names must be a contact of an incident: numbers stand in one place only."""
    ids = {contact.id for contact in contacts(known.values())}
    for topic in known_topics.values():
        for name in topic.contacts:
            if name not in ids:
                raise ContentError(
                    f'{topic.id}.toml: contacts names "{name}", which is no contact of any incident; '
                    f"use one of: {', '.join(sorted(ids))}"
                )
