"""Translating everything at once: the entries of a catalogue, and a line more to each text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polib

_ENGLISH = re.compile(r'(\{ )?\ben = (?:"""(.*?)"""|"((?:[^"\\\n]|\\.)*)")', re.DOTALL)


def fill(catalogue: Path, say: Callable[[str], str]) -> None:
    """Translate every entry of a messages.po."""
    made = polib.pofile(str(catalogue))
    for entry in made:
        if entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural or (0, 1), say(entry.msgid))
        else:
            entry.msgstr = say(entry.msgid)
    made.save()


def add_lines(data: Path, language: str, say: Callable[[str], str]) -> None:
    """Write a line for a language into every text of lookup/data, after the English one."""

    def one_more(found: re.Match[str]) -> str:
        inline, long, short = found.groups()
        words = say(short if long is None else long)
        return f'{found[0]}{", " if inline else chr(10)}{language} = """{words}"""'

    for path in data.glob("*/*.toml"):
        path.write_text(_ENGLISH.sub(one_more, path.read_text("utf-8")), "utf-8")
