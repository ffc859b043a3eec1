"""What the sheets of the desk have in common, in the words of templates/parts.html and sheet.html."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from flask import url_for
from flask_babel import gettext

from lookup import markup
from lookup.advice import Advice
from lookup.incidents import Contact
from lookup.texts import Text
from lookup.web import languages, shown
from lookup.web.desk.blocks import Paragraph, Run, paragraph
from lookup.web.desk.pdf import Block, Cell, Row
from lookup.web.paper import spoken
from lookup.web.site import site
from lookup.web.views import Citation

FINE = 9.0
"""What is said for completeness. What has to be read is larger, as each sheet says."""


def _(message: str, **values: object) -> str:
    """A text of the interface in the language that is spoken, without the marks of English words."""
    return markup.plain(gettext(message, **values))


def say(text: Text) -> str:
    """A text of the content, in the same way."""
    return markup.plain(text.get(languages.current()))


def in_each(tags: Iterable[str], say_it: Callable[[], Sequence[Cell]]) -> list[Row]:
    """What is said in one language, in each: rows with a cell for each language."""
    said = [say_it() for _tag in spoken(tags)]
    return list(zip(*said, strict=True))


def head() -> list[Cell]:
    """The line at the top of each page: whose it is, and that it is practice."""
    runs = [Run(_("Case Check"), bold=True)]
    if shown.demo():
        runs += [Run(" · "), Run(_("Practice site."), bold=True)]
        runs += [Run(" "), Run(_("Every person and case here is invented."))]
    return [[Paragraph(tuple(runs), FINE)]]


def heading(text: str, size: float) -> Paragraph:
    """What stands above a paragraph, in the size of the text."""
    return paragraph(text, size, before=5, bold=True)


def steps(said: Advice, size: float) -> list[Cell]:
    """What to do now, a row for each step; the first one stays with the heading."""
    first, *others = [step(number, text, size) for number, text in enumerate(said.next, start=1)]
    return [[heading(_("What to do now"), size), first], *([other] for other in others)]


def step(number: int, text: Text, size: float) -> Paragraph:
    """A numbered step."""
    return Paragraph((Run(say(text)),), size, before=1, mark=f"{number}.", indent=size * 1.45)


def costs(said: Advice, size: float) -> list[Block]:
    """What it costs."""
    return [
        heading(_("What it costs, and how long it takes"), size),
        paragraph(say(said.costs), size),
    ]


def call(said: Advice, size: float) -> list[Block]:
    """Whom to call, and what to say."""
    return [heading(_("Whom to call, and what to say"), size), paragraph(say(said.call), size)]


def number(contact: Contact, size: float) -> Paragraph:
    """Who answers at which number."""
    return Paragraph((Run(f"{say(contact.name)}: "), Run(contact.phone, bold=True)), size, before=2)


def hotline(contact: Contact, size: float) -> list[Block]:
    """A number to see from afar, and when somebody answers; not what it is about."""
    return [
        paragraph(f"{_('Free lawyer:')} {contact.phone}", size * 1.5, before=3, bold=True),
        paragraph(say(contact.hours), size),
        paragraph(checked(contact), FINE),
    ]


def checked(contact: Contact) -> str:
    """When somebody called this number, or who published it."""
    if contact.checked:
        return _("Number checked on %(day)s.", day=shown.day(contact.checked))
    if contact.published:
        return _(
            "Number published in %(year)s by %(source)s, not checked since.",
            year=shown.day(contact.published),
            source=contact.source,
        )
    return _("Number published by %(source)s. We have not checked it.", source=contact.source)


def leads_to() -> Paragraph:
    """Where the QR code leads, in letters."""
    label = _("Your rights, in %(languages)s", languages=languages.named(site().languages))
    return Paragraph((Run(f"{label}: ", bold=True), Run(bare(rights_address()))), FINE, before=3)


def rights_address() -> str:
    """The public page about rights, for everybody: whoever scans it learns nothing about anybody."""
    return url_for("rights.index", language=languages.current(), _external=True)


def sources(citations: Iterable[Citation]) -> Paragraph:
    """Each list and order that a result comes from, once."""
    runs = [Run(_("Where this comes from:"))]
    once = {(each.status.id, replace(each.source, row=0)): each for each in citations}
    for citation in once.values():
        runs += [Run(f" {say(citation.status.label)}: ", bold=True), Run(_cited(citation))]
    runs.append(Run(" " + _("It was true on that day. It may have changed since.")))
    return Paragraph(tuple(runs), FINE, before=3)


def _cited(citation: Citation) -> str:
    source, order = citation.source, citation.status.order
    day = shown.day(source.filed)
    told = _("list of the %(district)s prosecutors, filed on %(day)s", district=source.district, day=day)
    told += f" ({source.sheet})." if source.sheet else "."
    if order:
        told += " " + _("Court order of %(day)s", day=shown.day(order.date))
        told += f" ({order.docket})." if order.docket else "."
    return told


def bare(address: str) -> str:
    """An address as people write it."""
    return address.removeprefix("https://").removeprefix("http://")


def imprint() -> Paragraph:
    """Who runs this, and who has not checked the texts yet."""
    settings = site().settings
    said = [
        _("Run by %(operator)s.", operator=settings.operator)
        if settings.operator
        else _("This copy does not yet say who runs it."),
        f"{settings.contact}." if settings.operator and settings.contact else "",
        _("We are not a court and not the prosecutors. This site is free. It is not legal advice."),
        markup.plain(shown.unchecked()),
    ]
    return paragraph(" ".join(filter(None, said)), FINE, before=3)
