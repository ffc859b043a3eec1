"""One person: the form, and what was found, as a check of one row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from lookup.reasons import N_
from lookup.staff import cells, journal
from lookup.staff.asking import Asked
from lookup.staff.rows import FORM, Check, Row
from lookup.web.desk import home, searching
from lookup.web.forms import clean
from lookup.web.site import site

blueprint = Blueprint("person", __name__)

_LONGEST = {"name": 150, "former": 600, "born": 40, "dockets": 1000}
_NOTHING = N_("Write a name, or a docket number.")
_NO_CONSENT = N_("Tick the box to say that the person has agreed. If not, please do not look.")


@dataclass(frozen=True, slots=True)
class PersonForm:
    """What staff typed about one person: `former` and `dockets` have one on each line, or after a comma."""

    name: str = ""
    former: str = ""
    born: str = ""
    dockets: str = ""

    @classmethod
    def read(cls, values: Mapping[str, str]) -> PersonForm:
        """The form as it was sent, cut where no name or number is so long."""
        return cls(**{name: values.get(name, "")[:longest] for name, longest in _LONGEST.items()})

    @classmethod
    def of(cls, asked: Asked) -> PersonForm:
        """The form that asked for this person."""
        former = "\n".join(asked.names[1:])
        return cls(asked.name, former, asked.born, "\n".join(asked.dockets))

    def asked(self) -> Asked:
        """Whom to search for."""
        name = clean(self.name)
        own = cells.own_names(name)
        former = [
            each
            for line in _lines(self.former)
            for each in cells.former_names(line, "".join(own[:1]), part="")
        ]
        numbers = [number for line in _lines(self.dockets) for number in cells.docket_numbers(line)]
        return Asked(
            names=tuple(dict.fromkeys([*own, *former])),
            born=cells.birth_date(clean(self.born)),
            dockets=tuple(dict.fromkeys(numbers)),
        )


def _lines(text: str) -> list[str]:
    return list(filter(None, map(clean, text.splitlines())))


@blueprint.get("/<language>/staff/person")
def form(language: str) -> str:
    """The empty form."""
    return render_template("staff/person.html", form=PersonForm())


@blueprint.get("/<language>/staff/person/<check>")
def change(language: str, check: str) -> ResponseReturnValue:
    """The form with what was asked before."""
    found = home.find(check)
    row = found.row(1) if found and not found.whole_list else None
    if row is None:
        return home.gone(language)
    return render_template("staff/person.html", form=PersonForm.of(row.asked))


@blueprint.post("/<language>/staff/person")
def ask(language: str) -> ResponseReturnValue:
    """Search, and go to what was found; or back to the form, with what to mend."""
    asked = PersonForm.read(request.form).asked()
    problems = _problems(asked, "consent" in request.form)
    if problems or not home.may_ask(journal.ONE_PERSON, 1):
        for problem in problems:
            flash(gettext(problem))
        found = Check(whole_list=False, state=FORM, rows=(Row(1, asked),))
    else:
        found = searching.check_one(asked)
    identity = site().checks.add(home.holder(), found)
    return redirect(url_for("checks.check", language=language, check=identity), 303)


def _problems(asked: Asked, agreed: bool) -> list[str]:
    found = [] if asked.names or asked.dockets else [_NOTHING]
    return found if agreed else [*found, _NO_CONSENT]
