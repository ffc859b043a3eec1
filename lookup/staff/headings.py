"""The words over the columns of client lists, in English and Spanish, and which field each means."""

from __future__ import annotations

import re

from lookup.lists.headers import KNOWN, LIKELY, UNKNOWN, canonical, recognise

# Headers that no prosecutor's list has; lookup/lists/headers.py knows the others.
_HEADERS = {
    "name": (
        "client; cliente; applicant; participant; attendee; legal name; full legal name; solicitante; "
        "nombre legal"
    ),
    "former": (
        "former; maiden; nee; former name; maiden name; other name; birth name; name at birth; prior name; "
        "preferred name; apellido de soltera; nombre de soltera; otro nombre; otro apellido; nombre anterior"
    ),
    "docket": "other docket; additional docket; otro docket",
    "language": "language; lang; preferred language; primary language; idioma; lengua; idioma preferido",
    "address": (
        "address; mailing address; home address; address line; street; street address; apt; apartment; "
        "unit; city; town; city town; state; zip; zip code; zipcode; postal code; city state zip; direccion; "
        "calle; ciudad; codigo postal"
    ),
}
_KNOWN_HEADERS = {
    canonical(header): field for field, headers in _HEADERS.items() for header in headers.split(";")
}
# Where no header is known word by word: one word of each group is in it.
_KEY_WORDS = (
    ("address", ({"address", "direccion"},)),
    ("language", ({"language", "idioma"},)),
    (
        "former",
        (
            {"former", "maiden", canonical("previous"), "prior", "soltera", "anterior"},
            {"name", "last", "surname", "nombre", "apellido"},
        ),
    ),
    # "Have you used any other names?"
    ("former", ({"other", "otro"}, {"name", "nombre"}, {"used", "known", "usado", "conocido"})),
)
_NOT_THE_CLIENT = frozenset(
    "attorney lawyer advocate worker caseworker staff paralegal abogado abogada intake referred referral "
    "emergency contact contacto spouse partner parent mother father child landlord employer agency "
    "organization manager guardian daughter sibling roommate volunteer notary doctor therapist co "
    "adverse opposing judge interpreter user file email mail ip web".split()
)
_WHOSE_OR_WHICH = re.compile(r"^(?:client|cliente|applicant|participant) (?=\w)|(?<=\w) \d{1,2}$")
"""Whose it is ("Client DOB"), and which of several ("Docket 2")."""
_SURE_DOCKET = frozenset({"docket", "dkt", "docketno", "docketnumber"})


def meaning(header: str) -> tuple[str, int]:
    """The field that a header means and how sure that is, as `lists.headers.recognise` has it.

    Also fields that a client list is not searched by, such as a court: they, too, tell that it is a header.
    """
    words = _WHOSE_OR_WHICH.sub("", canonical(header))
    if words in _KNOWN_HEADERS:
        return _KNOWN_HEADERS[words], KNOWN
    present = set(words.split())
    if present & _NOT_THE_CLIENT:
        return "", UNKNOWN
    for field, groups in _KEY_WORDS:
        if all(present & group for group in groups):
            return field, LIKELY
    field, sure = recognise(words)
    return ("former" if field == "alias" else field), sure


def may_be_own_number(header: str) -> bool:
    """Whether a docket number's header may as well mean the office's own number: "Case No."."""
    return _SURE_DOCKET.isdisjoint(canonical(header).split())


def is_town(header: str) -> bool:
    """Whether a column of an address goes on the last line: the town, the state, the zip code."""
    return not {"city", "town", "state", "zip", "zipcode", "postal", "ciudad"}.isdisjoint(_words(header))


def is_zip(header: str) -> bool:
    """Whether a column has zip codes, and nothing else."""
    words = _words(header)
    return not {"zip", "zipcode", "postal"}.isdisjoint(words) and "city" not in words


def part_of_name(header: str) -> str:
    """What a column of former names has: "last" names only, perhaps "first" names only, or "" for any."""
    if not {"maiden", "surname", "last", "apellido", "nee"}.isdisjoint(_words(header)):
        return "last"
    return "first" if recognise(header)[0] == "alias" else ""


def _words(header: str) -> list[str]:
    return canonical(header).split()
