"""The list before the sheets of a clinic, for the staff: who is on which page, and whose name needs a pen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date

from lookup.staff.checking import VERDICTS
from lookup.web import languages
from lookup.web.desk import pdf, sheets, words
from lookup.web.desk.blocks import Columns, Rule, paragraph
from lookup.web.desk.pdf import Block, Paper
from lookup.web.desk.sheets import _

_SIZE = 10.0
_SHARES = (0.07, 0.32, 0.19, 0.15, 0.07, 0.20)
"""How the width is shared: row, name, verdict, language, page, what to do by hand."""


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One person of the list. `verdict` is one of lookup.staff.checking.VERDICTS."""

    number: int
    name: str
    verdict: str
    languages: tuple[str, ...]


def reserve(paper: Paper, rows: Sequence[CoverRow], made: date, pages: Mapping[int, int]) -> None:
    """Keep the first pages for the list.

    `pages` says on which page the sheet of a number is, for all who have one. It may be 0 until the document
    is put out.
    """
    trial = Paper("", languages.current(), made)
    _draw(trial, rows, made, pages)
    paper.reserve(trial.pages_count, lambda: _draw(paper, rows, made, pages))


def _draw(paper: Paper, rows: Sequence[CoverRow], made: date, pages: Mapping[int, int]) -> None:
    head = sheets.head()
    labels = (_("Row"), _("Name"), _("Answer"), _("Language"), _("Page"), "")
    columns: tuple[Block, ...] = (Columns(labels, _SHARES, _SIZE - 1, bold=True), Rule(1))
    warning: Block = paragraph(_("For staff only. Do not hand this list out."), 16, before=4, bold=True)
    paper.begin(head, more=[[warning, *columns]])
    paper.row([[warning, paragraph(_("Made on %(day)s.", day=format_date(made, "long")), _SIZE, before=2)]])
    paper.row([[paragraph(_totals(rows), _SIZE, before=2), Rule()]])
    paper.row([columns])
    for row in rows:
        paper.row([[_person(row, pages.get(row.number)), Rule(1)]])


def _person(row: CoverRow, page: int | None) -> Columns:
    if page is None:
        told = (str(row.number), row.name, words.verdict(row.verdict), "", "–", "")
    else:
        by_hand = _("Write name by hand") if pdf.missing(row.name) else ""
        spoken = languages.named(row.languages)
        told = (str(row.number), row.name, words.verdict(row.verdict), spoken, str(page), by_hand)
    return Columns(told, _SHARES, _SIZE)


def _totals(rows: Sequence[CoverRow]) -> str:
    """How many there are of each verdict: "Listed: 12 · No match found: 3"."""
    counts = {verdict: sum(row.verdict == verdict for row in rows) for verdict in VERDICTS}
    return " · ".join(f"{words.verdict(verdict)}: {count}" for verdict, count in counts.items() if count)
