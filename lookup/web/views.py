"""A case as screen and paper show it: its charges, what they mean, where each status comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lookup import dockets
from lookup.advice import Advice
from lookup.cases import MIXED, Case, Charge, Source
from lookup.incidents import Incident, IncidentStatus, Note
from lookup.reasons import Reason
from lookup.web.site import site


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a status comes from: the list with its filing date, and the court's order if there is one."""

    status: IncidentStatus
    source: Source


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as the page shows it. `name` is empty where no name may be printed."""

    case: Case
    incident: Incident
    certain: bool
    name: str
    old_style: str
    tone: str
    status: Advice
    reasons: tuple[Reason, ...]
    charges: tuple[tuple[Charge, IncidentStatus], ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one status of one incident means, once for all cases that have it."""

    incident: Incident
    status: IncidentStatus
    notes: tuple[Note, ...]


def view(case: Case, certain: bool, name: str = "", reasons: tuple[Reason, ...] = ()) -> CaseView:
    """A case as pages and paper show it; `reasons` say why, where it is not certain."""
    incident = site().incidents[case.incident]
    charges = tuple((charge, incident.status(charge.status)) for charge in case.charges)
    statuses = [status for _, status in charges]
    mixed = case.status == MIXED
    return CaseView(
        case=case,
        incident=incident,
        certain=certain,
        name=name,
        old_style=dockets.old_style(case.docket),
        tone=MIXED if mixed else statuses[0].tone,
        status=site().content.answers[MIXED] if mixed else statuses[0],
        reasons=reasons,
        charges=charges,
        citations=_citations(charges),
    )


def _citations(charges: Iterable[tuple[Charge, IncidentStatus]]) -> tuple[Citation, ...]:
    """Each list that a status of this case comes from, once."""
    found: dict[tuple[str, str, str], Citation] = {}
    for charge, status in charges:
        key = (status.id, charge.source.file, charge.source.sheet)
        found.setdefault(key, Citation(status, charge.source))
    return tuple(found.values())


def meanings(views: Sequence[CaseView]) -> list[Meaning]:
    """What the statuses on the page mean, each once, with the notes for the districts on the page."""
    found: dict[tuple[str, str], Meaning] = {}
    for view in views:
        for charge, status in view.charges:
            key = (view.incident.id, status.id)
            known = found.get(key, Meaning(view.incident, status, ()))
            notes = view.incident.notes_for(status.id, charge.source.district)
            more = tuple(note for note in notes if note not in known.notes)
            found[key] = replace(known, notes=known.notes + more)
    return list(found.values())
