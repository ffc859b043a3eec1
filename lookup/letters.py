"""The words of letters: data, in `data/letters/`, one TOML file each; `kept.toml` explains every part.

id incident statuses         `id` is the file's name; whose charges, and which of them, a letter is about
[title] [greeting] [sender] [opening] [cases] [reference]     texts; {name} and {reference} are put in
[[parts]]     sources [parts.heading]? [parts.text]? [[parts.steps]]?      as in topics
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lookup import topics
from lookup.incidents import Incident
from lookup.texts import DATA, Table, Text, load_folder
from lookup.topics import Part

FOLDER = DATA / "letters"
_STANDS = "stands"


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a letter says. `statuses` are those whose charges stand in it; all leave the charge in place."""

    id: str
    incident: str
    statuses: tuple[str, ...]
    title: Text
    greeting: Text
    sender: Text
    opening: Text
    cases: Text
    parts: tuple[Part, ...]
    reference: Text


def load_all(
    incidents: Mapping[str, Incident], languages: Sequence[str], folder: Path = FOLDER
) -> dict[str, LetterText]:
    """Read every letter, by id. Raises ContentError with all mistakes of all files."""
    return load_folder(folder, languages, lambda table: _letter(table, incidents))


def _letter(table: Table, incidents: Mapping[str, Incident]) -> LetterText:
    parts = tuple(topics.read_part(part) for part in table.tables("parts"))
    letter = LetterText(**table.plain(LetterText), parts=parts)
    for text, hole in ((letter.greeting, "{name}"), (letter.reference, "{reference}")):
        for language, words in text.words.items():
            if hole not in words:
                table.mistake(
                    f'the text in "{language}" lacks {hole}; write it where that is put in: {words}'
                )
    table.known("incident", [letter.incident], incidents)
    if incident := incidents.get(letter.incident):
        standing = [status.id for status in incident.statuses.values() if status.tone == _STANDS]
        table.known("statuses", letter.statuses, standing)
        used = {name for part in parts for name in part.sources}
        table.known("a part", sorted(used), [source.id for source in incident.sources])
    return letter
