"""Letters to people whose case was kept: a page in each language, English first, for a #10 window envelope.

Through its window shows what stands from 147 to 261 points down the page, however the letter lies in it;
always visible is from 180 to 228. There the address stands, and nothing else until the fold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date

from lookup.cases import MIXED, Case
from lookup.incidents import Contact, Incident
from lookup.letters import LetterText
from lookup.markup import plain
from lookup.reasons import N_
from lookup.topics import Part
from lookup.web import shown
from lookup.web.desk import sheets
from lookup.web.desk.blocks import Paragraph, Result, Results, Rule, Run, paragraph
from lookup.web.desk.pdf import FOLD, Block, Cell, Paper, line_height
from lookup.web.desk.sheets import FINE, _, say
from lookup.web.paper import spoken
from lookup.web.site import site
from lookup.web.views import CaseView, view

_SIZE, _SMALLEST = 10.5, 8.0
_WINDOW, _WINDOW_HEIGHT, _WINDOW_INDENT = 180.0, 48.0, 30.0
_SENDER = 38.0
_KEPT = "kept"
_NOBODY = N_(
    "A letter must say who sends it. Ask those who run this site to set FLASK_OPERATOR and FLASK_CONTACT."
)


class LetterError(Exception):
    """Why no letter can be made, as a text of the interface that is still to be translated."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `address` are the lines below the name; `reference` is the code of the ledger."""

    name: str
    address: tuple[str, ...]
    cases: tuple[Case, ...]
    reference: str


def kept(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases that a letter is for: a charge of theirs was left in place."""
    return tuple(case for case in cases if _charges(view(case, True), _text()))


def pdf(letters: Sequence[Letter], made: date) -> bytes:
    """Each letter, in each language of the site. Raises LetterError where nobody says who sends it."""
    if not (site().settings.operator and site().settings.contact or shown.demo()):
        raise LetterError(_NOBODY)
    paper = Paper("Case Check", site().languages[0], made)
    for letter in letters:
        for place, _tag in enumerate(spoken(site().languages)):
            _page(paper, letter, made)
            if place == 0:
                paper.start_section(letter.name)
    return bytes(paper.output())


def _page(paper: Paper, letter: Letter, made: date) -> None:
    """One letter in the language that is spoken."""
    text = _text()
    incident = site().incidents[text.incident]
    paper.begin(sheets.head(), foot=[_foot(letter, text, incident.contacts[0])])
    paper.below(_SENDER)
    paper.row([_sender(made)])
    paper.below(_WINDOW)
    paper.row([_address(letter)])
    paper.below(FOLD + 2)
    for cell in _said(letter, text, incident):
        paper.row([cell])


def _sender(made: date) -> Cell:
    settings = site().settings
    lines = [line for line in (settings.operator, settings.contact) if line]
    who = lines or [_("This copy does not yet say who runs it.")]
    day = paragraph(format_date(made, "long"), _SIZE, before=6)
    return [*(paragraph(line, _SIZE, bold=place == 0) for place, line in enumerate(who)), day]


def _address(letter: Letter) -> Cell:
    lines = [letter.name, *letter.address]
    # A long address is set smaller, so that the window shows all of it.
    size = max(_SMALLEST, min(_SIZE, _WINDOW_HEIGHT / len(lines) / line_height(1)))
    return [Paragraph((Run(line),), size, indent=_WINDOW_INDENT) for line in lines]


def _said(letter: Letter, text: LetterText, incident: Incident) -> Iterator[Cell]:
    greeting = say(text.greeting).replace("{name}", letter.name)
    yield [paragraph(say(text.title), 15, bold=True), paragraph(greeting, _SIZE, before=5)]
    yield [paragraph(say(text.sender), _SIZE, before=4)]
    yield [paragraph(say(text.opening), _SIZE, before=4)]
    views = [view(case, True) for case in kept(letter.cases)]
    for place, each in enumerate(views):
        yield [*([sheets.heading(say(text.cases), _SIZE)] if place == 0 else []), *_case(each, text)]
    yield [_origin(views, text, incident)]
    for part in text.parts:
        yield from _part(part)


def _case(view: CaseView, text: LetterText) -> list[Block]:
    facts = [Run(f"{_('Case')} "), Run(view.case.docket, bold=True)]
    if view.case.court:
        facts.append(Run(f" · {_('Court')}: {view.case.court}"))
    return [Paragraph(tuple(facts), _SIZE, before=1), Results(tuple(_charges(view, text)), _SIZE, before=1)]


def _charges(view: CaseView, text: LetterText) -> list[Result]:
    """The charges that the letter is about; where others ended in another way, with the offense."""
    return [
        Result(
            _("Charge %(number)s", number=charge.number),
            charge.offense if view.tone == MIXED else "",
            status.tone,
            say(status.label),
        )
        for charge, status in view.charges
        if view.incident.id == text.incident and status.id in text.statuses
    ]


def _origin(views: Sequence[CaseView], text: LetterText, incident: Incident) -> Paragraph:
    """Which lists say so, and what is to be added for their districts."""
    cited = [each for view in views for each in view.citations if each.status.id in text.statuses]
    notes = dict.fromkeys(
        say(note.text) for each in cited for note in incident.notes_for(each.status.id, each.source.district)
    )
    told = sheets.sources(cited)
    return Paragraph((*told.runs, *(Run(f" {note}") for note in notes)), FINE, before=3)


def _part(part: Part) -> Iterator[Cell]:
    """A section; its first paragraph or step stays with the heading."""
    heading = [sheets.heading(say(part.heading), _SIZE)] if part.heading else []
    said = [paragraph(say(part.text), _SIZE, before=0 if heading else 5)] if part.text else []
    said += [sheets.step(number, step, _SIZE) for number, step in enumerate(part.steps, start=1)]
    yield [*heading, said[0]]
    yield from ([each] for each in said[1:])


def _foot(letter: Letter, text: LetterText, contact: Contact) -> Cell:
    """Whom to call, on each page, and which letter this is."""
    reference = say(text.reference).replace("{reference}", letter.reference)
    told = [say(contact.hours), sheets.checked(contact), reference, plain(shown.unchecked())]
    phone = paragraph(f"{_('Free lawyer:')} {contact.phone}", 15, bold=True)
    return [Rule(2), phone, paragraph(" ".join(filter(None, told)), FINE, before=1)]


def _text() -> LetterText:
    return site().content.letters[_KEPT]
