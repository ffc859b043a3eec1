"""Topics: what people ask next (records, money, immigration ...), each a page of its own.

Data, not code: each is one TOML file in `data/topics/`. The parts; `?` marks what may be absent:

    id jurisdiction place as_of              `id` is the file's name; `place` orders the list of topics;
                                             `as_of` is the date of the newest paper that the page rests on
    contacts                                 ids of incidents' contacts to show
    [title] [answer]                         texts
    [[parts]]     sources [parts.heading]? [parts.text]? [[parts.steps]]?
    [[sources]]   id text url?               each is used by a part
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lookup.texts import DATA, Reference, Table, Text, load_folder

FOLDER = DATA / "topics"


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a topic. `sources` are ids of the topic's references; none where no law is told."""

    sources: tuple[str, ...]
    heading: Text | None
    text: Text | None
    steps: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One page about what people can do, whatever the incident."""

    id: str
    jurisdiction: str
    place: int
    as_of: str
    contacts: tuple[str, ...]
    title: Text
    answer: Text
    parts: tuple[Part, ...]
    sources: tuple[Reference, ...]


def load_all(languages: Sequence[str], folder: Path = FOLDER) -> dict[str, Topic]:
    """Read every topic, by id, in their order. Raises ContentError with all mistakes of all files."""
    found = load_folder(folder, languages, _topic)
    return {topic.id: topic for topic in sorted(found.values(), key=lambda topic: topic.place)}


def of(topics: Mapping[str, Topic], ids: Iterable[str]) -> list[Topic]:
    """The topics of these ids, each once, in the order given."""
    return [topics[name] for name in dict.fromkeys(ids)]


def _topic(table: Table) -> Topic:
    parts = tuple(read_part(part) for part in table.tables("parts"))
    topic = Topic(**table.plain(Topic), parts=parts)
    used = {name for part in parts for name in part.sources}
    table.known("a part", sorted(used), [source.id for source in topic.sources])
    for source in topic.sources:
        if source.id not in used:
            table.mistake(f'no part uses the source "{source.id}"; name it in a part, or take it out')
    return topic


def read_part(table: Table) -> Part:
    """A section of a topic, or of a letter. Mistakes are noted in the table."""
    part = table.read(Part)
    if not (part.text or part.steps):
        table.mistake("there is neither [parts.text] nor [[parts.steps]] here; write one of them")
    return part
