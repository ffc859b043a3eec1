"""The questions of the self-check on paper, to tick, for people who have no papers; without any result."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import url_for

from lookup.self_check import Question
from lookup.web import languages, shown
from lookup.web.desk import sheets
from lookup.web.desk.blocks import Choice, Paragraph, Run, paragraph
from lookup.web.desk.pdf import Cell, Paper
from lookup.web.desk.sheets import FINE, _, say
from lookup.web.paper import spoken
from lookup.web.site import site

_SIZE, _HINT = 9.5, 8.5


def pdf(tags: Sequence[str]) -> bytes:
    """The sheet, with these languages side by side."""
    paper = Paper("Case Check", tags[0], datetime.now(UTC).date())
    paper.begin(*sheets.in_each(tags, sheets.head))
    [title, call] = sheets.in_each(tags, lambda: [_title(), _call()])
    [address, *_others] = [_address() for _tag in spoken(tags)]
    paper.row(title)
    paper.row(call, code=address)
    for number, question in enumerate(_asked(), start=1):
        paper.together(sheets.in_each(tags, lambda: _question(number, question)))  # noqa: B023 (called at once)
    return bytes(paper.output())


def _asked() -> list[Question]:
    """What the self-check may ask, in the order in which its rules name it."""
    names = {name: None for incident in site().on_lists() for rule in incident.rules for name in rule.when}
    return [site().content.questions[name] for name in names]


def _title() -> Cell:
    return [
        paragraph(_("Questions about a case"), 15, before=3, bold=True),
        paragraph(_("Tick one answer for each question. “I do not know” is fine."), _SIZE, before=2),
        paragraph(_("Please do not write a name on this sheet."), _SIZE),
    ]


def _call() -> Cell:
    """How staff use the sheet, and whom to call."""
    label = _(
        "For staff: give these answers on this page. It shows how likely it is that a case is part of this."
    )
    numbers = [
        block for each in shown.hotlines(site().on_lists()) for block in sheets.hotline(each, _SIZE - 1)
    ]
    where = Paragraph((Run(f"{label} "), Run(sheets.bare(_address()), bold=True)), FINE, before=3)
    return [*numbers, where]


def _address() -> str:
    return url_for("questions.start", language=languages.current(), _external=True)


def _question(number: int, question: Question) -> list[Cell]:
    """The question with its hint, then each answer."""
    asked = Paragraph(
        (Run(say(question.question), bold=True),), _SIZE + 0.5, before=5, mark=f"{number}.", indent=18
    )
    labels = [*(say(choice.label) for choice in question.choices), _("I do not know")]
    hint = Paragraph((Run(say(question.hint)),), _HINT, indent=18)
    return [[asked, hint], *([Choice(label, _SIZE, indent=18)] for label in labels)]
