"""What a blank or ditto cell means: it repeats the row above, but never across two people."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lookup.names import fold

NAME = ("name", "last", "first")
_PERSON = (*NAME, "middle", "suffix", "alias", "born")
_CASE = ("docket", "court", "status", "disposition", "disposed", "juvenile", "sealed")

_DITTO = re.compile(
    r"[-\u2010-\u2015\s]*(?:[\"\u201c\u201d\u201e\u201f\u2033\u3003]|''|\u2018\u2018|\u2019\u2019|\u2032\u2032|,,)"
    r"[-\u2010-\u2015\s]*|(?:ditto|do\.?|idem|id\.|[ií]dem|igual|same(?: as above)?)",
    re.IGNORECASE,
)
# "Do" is a Vietnamese surname; only the abbreviation with a full stop is a ditto where names stand.
_SURNAME = re.compile("do", re.IGNORECASE)
_DASH = re.compile(r"[-\u2010-\u2015.\s_]+")
# Words, and what a spreadsheet shows for a formula that fails.
_NOTHING = re.compile(
    r"n\.?/?a\.?|none|null|nil|unknown|ning[uú]n[oa]?|#(?:n/a|ref!|name\?|value!|div/0!|null!|num!)",
    re.IGNORECASE,
)


def fill(cells: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """A row's cells by field, completed from the completed row above it.

    No name and no docket number: the case above goes on. No name: the same person's next case. No
    docket number: another person in the same case. Count, offense and statute are never repeated,
    nor is anything in the place of "N/A", which is an answer. A dash may be either, and so never gives
    one person another's docket number.
    """
    ditto = {field for field, text in cells.items() if _is_ditto(field, text)}
    filled = {
        field: above.get(field, "") if field in ditto else _without_nothing(field, text)
        for field, text in cells.items()
    }
    own = {field for field, text in filled.items() if text and field not in ditto}
    open_fields = {field for field, text in cells.items() if not text or field in ditto}
    dashes = {*NAME} if own & set(NAME) else {*NAME, "docket"}
    open_fields |= {field for field in dashes if _DASH.fullmatch(cells.get(field, ""))}
    if "first" in own and not filled.get("last"):
        filled["last"] = above.get("last", "")
    for field in _repeated(own, filled, above):
        if field in open_fields:
            filled[field] = filled.get(field) or above.get(field, "")
    return filled


def contradicts(cells: Mapping[str, str], above: Mapping[str, str]) -> bool:
    """Whether a row without a name cannot be the person above, having another birth date."""
    born = cells.get("born", "")
    nameless = not any(cells.get(field) for field in NAME)
    return nameless and bool(born) and not _is_ditto("born", born) and born != above.get("born", born)


def _repeated(own: set[str], filled: Mapping[str, str], above: Mapping[str, str]) -> tuple[str, ...]:
    named, docketed = bool(own & set(NAME)), "docket" in own
    if not named:
        return _PERSON if docketed else _PERSON + _CASE
    same = _same_name(filled, above) and filled.get("born", "") in ("", above.get("born", ""))
    if not docketed:
        return _PERSON + _CASE if same else ("docket", "court")
    return _PERSON if same and filled["docket"] == above.get("docket") else ()


def _same_name(filled: Mapping[str, str], above: Mapping[str, str]) -> bool:
    return all(fold(filled.get(field, "")) == fold(above.get(field, "")) for field in NAME)


def _is_ditto(field: str, text: str) -> bool:
    return bool(_DITTO.fullmatch(text)) and not (field in NAME and _SURNAME.fullmatch(text))


def _without_nothing(field: str, text: str) -> str:
    # A status that is not there is no reason to take the one of the whole list.
    nothing = _DASH.fullmatch(text) or (field != "status" and _NOTHING.fullmatch(text))
    return "" if nothing else text
