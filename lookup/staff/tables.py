"""A client list that staff paste or upload (csv, tsv or xlsx), as rows of text.

It is read in a process of its own, which gets the list and nothing else: no settings, no open file, and so
many bytes and seconds. Forking a web process would take along its threads' locks and everybody's data.
Nothing is written down on the way.
"""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404 (one command, of ours)
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from lookup.reasons import N_
from lookup.staff.columns import Layout, Row

MAX_BYTES = 5_000_000
MAX_PEOPLE = 5_000
"""Rows below the header."""
MAX_COLUMNS = 60
MAX_LETTERS = 10_000_000
"""In all cells together: a few bytes of a workbook can say one long text again and again."""
MAX_SECONDS = 8
"""A connection that takes longer than ten is closed (lookup/web/workers.py)."""

PROBLEMS = {
    "nothing": N_("Choose a file, or paste the list."),
    "empty": N_("There is nothing in this list. Save the list again, or paste it."),
    "too_large": N_("This file is too large. Take out what you do not need, or split it into several files."),
    "too_many_people": N_(
        "This list has %(found)s rows. The limit is %(most)s. Split it into several lists."
    ),
    "too_many_columns": N_(
        "This list has %(found)s columns. The limit is %(most)s. Take out the columns that you do not need."
    ),
    "picture": N_("This is a picture. Save the list as CSV or Excel (xlsx), or paste it."),
    "pdf": N_("This is a PDF. Save the list as CSV or Excel (xlsx), or paste it."),
    "old_excel": N_(
        "This is an old Excel file (xls), or it has a password. Save it as xlsx, without a password."
    ),
    "other_kind": N_("This is another kind of file. Save the list as CSV or Excel (xlsx), or paste it."),
    "damaged": N_(
        "This file cannot be read. It may be damaged, or have more in it than one list. Save the list alone"
        " as a new CSV or Excel file (xlsx), or paste it."
    ),
    "too_slow": N_("Reading this file takes too long. Save the list alone as CSV, or paste it."),
}

_READER = ("-m", "lookup.staff.table_reader")
_ROOT = Path(__file__).parent.parent.parent
_turns = BoundedSemaphore(2)
"""Reading may take 1 GB: so a process of the site has two lists read at a time."""


class CannotRead(Exception):
    """A list that cannot be read. `code` is one of PROBLEMS, `values` are what its sentence puts in."""

    def __init__(self, code: str, **values: int) -> None:
        super().__init__(PROBLEMS[code] % values)
        self.code = code
        self.values = values

    def told(self, gettext: Callable[..., str]) -> str:
        """What is wrong and what to do, in the words of `gettext`."""
        return gettext(PROBLEMS[self.code], **{name: f"{value:,}" for name, value in self.values.items()})


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows that hold something, from the header on where there is one, each with the same many cells.

    `layout` is what the columns seem to be. `name` is the workbook's sheet that was read, or "" where the
    file has no sheets.
    """

    rows: tuple[Row, ...]
    layout: Layout
    name: str = ""


def read(data: bytes) -> Sheet:
    """The rows of a pasted text (in UTF-8) or of an uploaded file, at most 5 MB. Raises CannotRead.

    Of several sheets, the one with the most rows that looks like a list is read; a hidden one only where no
    other does. Social Security numbers are left out.
    """
    if len(data) > MAX_BYTES:
        raise CannotRead("too_large")
    with _turns:
        answer = _ask(data)
    if "code" in answer:
        raise CannotRead(answer["code"], **answer["values"])
    header, fields = answer["header"], tuple(answer["fields"])
    layout = Layout(None if header is None else tuple(header), fields)
    return Sheet(tuple(map(tuple, answer["rows"])), layout, answer["name"])


def _ask(data: bytes) -> Any:
    """What the other process says: the sheet, or what is wrong with it."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("FLASK_")}
    try:
        done = subprocess.run(  # noqa: S603  # nosec B603 (nothing in the command comes from anybody)
            [sys.executable, *_READER],
            input=data,
            # What goes wrong there may quote the list: it is not written into a log.
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=settings,
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise CannotRead("too_slow") from None
    if done.returncode:
        raise CannotRead("damaged")
    return json.loads(done.stdout)
