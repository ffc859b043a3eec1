"""What is sent and answered, as JSON schemas: made from what the code itself goes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lookup.dockets import DocketError
from lookup.incidents import Incident
from lookup.staff.checking import (
    LISTED,
    MOST_HITS,
    NOT_FOUND,
    NOTHING,
    ONE_WORD,
    POSSIBLY,
    UNREADABLE,
    VERDICTS,
)
from lookup.staff.tokens import CASES
from lookup.web.api.problems import TOLD
from lookup.web.api.reading import LONGEST, MOST, MOST_PEOPLE

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_TEXTS: Schema = {"type": "array", "items": TEXT}
_DAY: Schema = {**TEXT, "format": "date"}
_MOMENT: Schema = {**TEXT, "format": "date-time"}

_VERDICTS = {
    LISTED: "a docket number that is on a list, or the same name with a second fact; and nobody else fits",
    POSSIBLY: "cases that may be this person's. Somebody must compare them with the person",
    NOT_FOUND: "no match on the `lists` that were searched. It does not mean that the person is not"
    " affected: lists have `gaps`, and names and numbers are misspelled",
    UNREADABLE: "nothing was found, and something could not be read: see `unread`. Mend it, and ask again",
}
_CODES = {
    **DocketError.MESSAGES,
    NOTHING: "there is no name and no docket number",
    ONE_WORD: "a name of one word finds nobody",
    UNREADABLE: "this is no name, no date of birth or no docket number",
}
_MEMBERS = {
    "reference": "What the asking system calls the person. It comes back as it is.",
    "names": "The name of today and former ones, as somebody wrote them.",
    "born": "The date or the year of birth, as somebody wrote it.",
    "dockets": "Docket numbers, as somebody wrote them.",
}


def asked() -> dict[str, Schema]:
    """Schemas of what is sent, by name."""
    texts = {name: _told({**TEXT, "maxLength": most}, _MEMBERS[name]) for name, most in LONGEST.items()}
    several = {
        name: _told(
            {"type": "array", "items": {**TEXT, "maxLength": LONGEST[name]}, "maxItems": most}, _MEMBERS[name]
        )
        for name, most in MOST.items()
    }
    person = {
        **_object({**texts, **several}, required=()),
        "anyOf": [
            {"required": [name], "properties": {name: {"type": "array", "minItems": 1}}} for name in several
        ],
    }
    people = {"type": "array", "items": ref("Person"), "minItems": 1, "maxItems": MOST_PEOPLE}
    return {
        "Check": _object({"people": people}),
        "Person": _told(person, "What cannot be read in it is no error: the answer says so in `unread`."),
    }


def answered(incidents: Sequence[Incident]) -> dict[str, Schema]:
    """Schemas of what is answered, by name. `incidents` are those that the site has words for."""
    incident = {"enum": [one.id for one in incidents]}
    statuses = sorted({status for one in incidents for status in one.status_ids})
    demo = _told(_FLAG, "Whether the people on the lists are invented.")
    release = _object({"id": TEXT, "made": _MOMENT, "title": TEXT, "demo": demo})
    searched = {"incident": incident, "district": TEXT, "filed": _DAY, "gaps": _TEXTS}
    return {
        "Answer": _object({"release": release, "lists": _several("List"), "results": _several("Result")}),
        "List": _told(_object(searched), "A list that was searched, and what is known to be missing."),
        "Result": _result(),
        "Unread": _unread(),
        "Case": _case(incident),
        "Charge": _charge(statuses),
    }


def problems() -> dict[str, Schema]:
    """Schemas of problems, by name."""
    problem = {"type": TEXT, "title": TEXT, "status": {"enum": list(TOLD)}, "detail": TEXT}
    mistake = _object({"pointer": _told(TEXT, "Where: a JSON Pointer."), "detail": TEXT})
    several = {"type": "array", "items": mistake, "minItems": 1}
    return {"Problem": _object(problem), "Mistakes": _object({**problem, "errors": several})}


def ref(name: str) -> Schema:
    """Stand for the schema of this name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _result() -> Schema:
    cases = {**_several("Case"), "maxItems": MOST_HITS}
    members = {
        "reference": _told({**TEXT, "maxLength": LONGEST["reference"]}, 'As it was sent, or "".'),
        "verdict": _told({"enum": list(VERDICTS)}, _listed(_VERDICTS)),
        "unread": _told(_several("Unread"), "What was not searched for."),
        "cases": _told(
            cases, f"Only for tokens of the scope `{CASES}`: what may be theirs, the surest first."
        ),
    }
    return _object(members, required=("reference", "verdict", "unread"))


def _unread() -> Schema:
    members = {
        "field": _told({"enum": ["name", "born", "docket", "row"]}, "`row`: the person as a whole."),
        "code": _told({"enum": list(_CODES)}, _listed(_CODES)),
        "text": _told(TEXT, "What could not be read."),
    }
    return _object(members)


def _case(incident: Schema) -> Schema:
    members = {
        "incident": incident,
        "docket": _told(TEXT, "In the form that the courts accept."),
        "court": TEXT,
        "name": _told(TEXT, "The name on the list."),
        "certain": _told(_FLAG, "Whether it is this case that makes the person listed."),
        "score": _told({"type": "number", "minimum": 0, "maximum": 1}, "How likely the person is meant."),
        "reasons": _told(_TEXTS, "Why this case is shown, and what differs."),
        "charges": _told(_several("Charge"), "Each has a status of its own."),
    }
    return _object(members)


def _charge(statuses: Sequence[str]) -> Schema:
    members: dict[str, Schema] = {
        "number": {"type": "integer"},
        "status": {"enum": list(statuses)},
        "label": _told(TEXT, "The status in words."),
        "as_of": _told(_DAY, "When the list was filed: the status was true on that day."),
        "source": _told(TEXT, "Which list says so."),
    }
    return _object(members)


def _object(members: Mapping[str, Schema], required: Iterable[str] | None = None) -> Schema:
    """An object with these members and no others; all are required where nothing else is said."""
    needed = list(members if required is None else required)
    closed = {"type": "object", "properties": dict(members), "additionalProperties": False}
    return {**closed, "required": needed} if needed else closed


def _several(name: str) -> Schema:
    return {"type": "array", "items": ref(name)}


def _told(schema: Schema, words: str) -> Schema:
    return {**schema, "description": words}


def _listed(meanings: Mapping[str, str]) -> str:
    return "; ".join(f"`{word}`: {meaning}" for word, meaning in meanings.items())
