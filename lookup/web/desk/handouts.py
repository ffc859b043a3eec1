"""A sheet of paper for each person of a clinic, one file for all, in the words of the public pages.

Above the fold stands what somebody may see who sees it lie there: the name, the results, whom to call.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from flask_babel import ngettext

from lookup.advice import Advice
from lookup.cases import MIXED, Case, Source
from lookup.incidents import Contact
from lookup.markup import plain
from lookup.web import shown
from lookup.web.desk import sheets
from lookup.web.desk.blocks import Panel, Paragraph, Result, Results, Run, paragraph
from lookup.web.desk.cover import CoverRow, reserve
from lookup.web.desk.pdf import FOLD, Block, Cell, Paper
from lookup.web.desk.sheets import FINE, _, say
from lookup.web.paper import spoken
from lookup.web.site import site
from lookup.web.views import CaseView, Meaning, meanings, view

_ALONE, _BESIDE = 12.0, 11.0
"""The size of what has to be read: in one language, and in two side by side."""
_CASES, _CHARGES = 6, 12
"""So many stand together at most, so that a page has room for them."""
_CLEARED = "cleared"
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Handout:
    """What one person is given. `number` is the row of the list; one or two `languages` stand side by side.

    Without any case it says that nothing was found, and what was searched.
    """

    number: int
    name: str
    cases: tuple[Case, ...]
    languages: tuple[str, ...]


def pdf(people: Sequence[Handout], made: date, cover: Sequence[CoverRow] = ()) -> bytes:
    """The sheets of these people, each on pages of its own; before them the staff's list, if any."""
    paper = Paper("Case Check", people[0].languages[0], made)
    pages = {person.number: 0 for person in people}
    if cover:
        reserve(paper, cover, made, pages)
    for person in people:
        pages[person.number] = _add(paper, person)
    return bytes(paper.output())


def _add(paper: Paper, person: Handout) -> int:
    """The sheet of one person, on new pages. Returns the number of the first."""
    tags = person.languages
    size = _ALONE if len(tags) == 1 else _BESIDE
    views = [view(case, True, case.person.name.full) for case in person.cases]
    [head] = sheets.in_each(tags, sheets.head)
    [more] = sheets.in_each(tags, lambda: [[paragraph(_("%(name)s, continued", name=person.name), FINE)]])
    paper.begin(head, more)
    first = paper.page_no()
    paper.start_section(person.name)
    paper.row([[paragraph(person.name, 20, before=4, bold=True)]])
    for row in sheets.in_each(tags, lambda: _panels(views, person.name, size)):
        paper.row(row)
    call, origin = sheets.in_each(tags, lambda: [_call(views, size), _origin(views)])
    [address, *_others] = [sheets.rights_address() for _tag in spoken(tags)]
    paper.row(call, code=address)
    paper.row(origin)
    paper.below(FOLD)
    said = _case_rows if views else _nothing_rows
    for row in sheets.in_each(tags, lambda: list(said(views, size))):
        paper.row(row)
    return first


def _panels(views: Sequence[CaseView], name: str, size: float) -> list[list[Block]]:
    """Each result with its cases, without what they are about."""
    if not views:
        nothing = site().content.answers["nothing"]
        return [[Panel(nothing.tone, say(nothing.label), size + 4, (paragraph(say(nothing.answer), size),))]]
    return [
        [Panel(tone, word, size + 4, tuple(block for case in cases for block in case))]
        for (tone, word), all_cases in _by_result(views, name, size).items()
        for cases in _some(all_cases, _CASES)
    ]


def _by_result(
    views: Sequence[CaseView], name: str, size: float
) -> dict[tuple[str, str], list[tuple[Block, Block]]]:
    """The cases, by tone and word of their result. One with very many charges comes in parts."""
    found: dict[tuple[str, str], list[tuple[Block, Block]]] = {}
    for each in views:
        together = found.setdefault((each.tone, say(each.status.label)), [])
        facts = Paragraph(tuple(_facts(each, name)), size, before=2)
        if each.tone == MIXED:
            together.append((facts, paragraph(say(each.status.answer), size)))
        else:
            together += [(facts, Results(part, size, before=2)) for part in _some(_results(each), _CHARGES)]
    return found


def _some(things: Sequence[_Thing], most: int) -> Iterator[tuple[_Thing, ...]]:
    """The things, so many at a time, that a page holds them."""
    for start in range(0, len(things), most):
        yield tuple(things[start : start + most])


def _facts(view: CaseView, name: str) -> Iterator[Run]:
    """Which case it is."""
    yield Run(f"{_('Case')} ")
    yield Run(view.case.docket, bold=True)
    facts = [(_("Court"), view.case.court), (_("Older way to write the number"), view.old_style)]
    if _folded(view.name) != _folded(name):
        facts.append((_("Name on the list"), view.name))
    for label, value in facts:
        if value:
            yield Run(f" · {label}: {value}")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _results(view: CaseView) -> list[Result]:
    """Each charge; where they differ, the offense tells which is which."""
    return [
        Result(
            _("Charge %(number)s", number=charge.number),
            charge.offense if view.tone == MIXED else "",
            status.tone,
            say(status.label),
            tuple(_before(view, *earlier) for earlier in reversed(charge.earlier)),
        )
        for charge, status in view.charges
    ]


def _before(view: CaseView, status: str, source: Source) -> str:
    label = say(view.incident.status(status).label)
    return _("Before, on %(day)s: %(status)s", day=shown.day(source.filed), status=label)


def _call(views: Sequence[CaseView], size: float) -> list[Block]:
    """Beside the QR code: whom to call, and where it leads."""
    hotlines = _hotlines(views)
    numbers = [block for contact in hotlines for block in sheets.hotline(contact, size - 1)]
    # Sealing and refunds come later where charges were left in place.
    later = not views or any(each.tone in ("stands", MIXED) for each in views)
    others = [] if later else shown.contacts_beside(hotlines, [each.incident for each in views])
    return [*numbers, *(sheets.number(contact, FINE) for contact in others), sheets.leads_to()]


def _origin(views: Sequence[CaseView]) -> list[Block]:
    """Where this comes from, and who says it."""
    citations = [citation for each in views for citation in each.citations]
    return [*([sheets.sources(citations)] if views else []), sheets.imprint()]


def _hotlines(views: Sequence[CaseView]) -> list[Contact]:
    """The free lawyer's number for each incident of these cases, each number once."""
    return shown.hotlines([each.incident for each in views] or site().on_lists())


def _case_rows(views: Sequence[CaseView], size: float) -> Iterator[Cell]:
    """Below the fold: which charge is which, what each result means, and what to do."""
    for each in views:
        if each.tone == MIXED:
            title = sheets.heading(f"{_('Case')} {each.case.docket}", size)
            for part in _some(_results(each), _CHARGES):
                yield [title, Results(part, size, before=2)]
    if unread := sum(each.case.unread for each in views):
        yield [paragraph(_unread(unread), size, before=3)]
    meant = meanings(views)
    cleared = {meaning.status.tone == _CLEARED for meaning in meant}
    for meaning in meant:
        yield _meaning(meaning, meant, size)
        if len(cleared) == 1:
            yield from _advice(meaning.status, size)
    # Some charges are gone and some are not: then one advice for the whole, as on the public sheet.
    if len(cleared) > 1:
        yield from _advice(site().content.answers[MIXED], size)
    names = ". ".join(dict.fromkeys(say(meaning.incident.name) for meaning in meant))
    yield [paragraph(f"{_('About')}: {names}.", FINE, before=4)]


def _meaning(meaning: Meaning, among: Sequence[Meaning], size: float) -> Cell:
    status = meaning.status
    if len(among) == 1:
        said = [status.answer, status.means, *(note.text for note in meaning.notes)]
        return [sheets.heading(_("What this means"), size), paragraph(" ".join(map(say, said)), size)]
    title = say(status.label)
    if len({each.incident.id for each in among}) > 1:
        title += f" · {say(meaning.incident.lab)}"
    return [sheets.heading(title, size), paragraph(say(status.means), size)]


def _unread(number: int) -> str:
    return plain(
        ngettext(
            "%(num)s more line of the lists names this number, but could not be read."
            " Ask about it when you call.",
            "%(num)s more lines of the lists name this number, but could not be read."
            " Ask about them when you call.",
            number,
        )
    )


def _advice(said: Advice, size: float) -> Iterator[Cell]:
    yield from sheets.steps(said, size)
    yield sheets.costs(said, size)
    yield sheets.call(said, size)


def _nothing_rows(_views: Sequence[CaseView], size: float) -> Iterator[Cell]:
    """Below the fold, where nothing was found: what that means, and what was searched."""
    nothing = site().content.answers["nothing"]
    yield [sheets.heading(_("What this means"), size), paragraph(say(nothing.means), size)]
    yield from _advice(nothing, size)
    release = site().release()
    for place, incident in enumerate(site().on_lists()):
        lists = [facts for facts in release.lists if facts["incident"] == incident.id] if release else []
        told = [*map(_list, lists), *(say(gap) for gap in incident.gaps)]
        runs = (Run(f"{say(incident.name)}. ", bold=True), Run(" ".join(told)))
        title = [sheets.heading(_("What we searched"), size)] if place == 0 else []
        yield [*title, Paragraph(runs, FINE, before=2)]


def _list(facts: Mapping[str, Any]) -> str:
    """A list that was searched: "Suffolk (Second letter), filed on April 18, 2017."."""
    where = f"{facts['district']} ({facts['sheet']})" if facts["sheet"] else facts["district"]
    return f"{where}, {_('filed on %(day)s', day=shown.day(facts['filed']))}."
