"""The words over columns, in English and Spanish, and which field each means."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

FIELDS = (
    "name last first middle suffix alias born docket court count offense statute disposition disposed "
    "status juvenile sealed"
).split()
"""What a column can be mapped to in a manifest."""

SOCIAL_SECURITY = "social security"
"""A column that is never read."""

KNOWN, LIKELY, UNKNOWN = 2, 1, 0
"""How sure it is what a header means: word by word, by its key words, not at all."""

# Headers as offices write them; case, accents, punctuation, plurals and remarks in brackets do not count.
_HEADERS = {
    "name": (
        "defendant name; defendant; name; party; party name; full name; name of defendant; accused; "
        "respondent; person; individual; individual defendant; defendant last first; name last first; def; "
        "deft; def name; deft name; nombre completo; nombre del acusado; acusado; nombre y apellidos; "
        "apellidos y nombre; nombre; imputado; demandado; persona"
    ),
    "last": (
        "last; surname; last name; family name; lname; last nm; name last; defendant last name; "
        "def last name; defendant last; defendant surname; apellido; apellidos; primer apellido"
    ),
    "first": (
        "first; given; given name; first name; fname; forename; first nm; name first; "
        "defendant first name; def first name; defendant first; christian name; primer nombre; "
        "nombre de pila; nombres"
    ),
    "middle": (
        "mi; middle; middle name; middle initial; mname; name middle; m name; second name; "
        "defendant middle name; defendant middle; segundo nombre; inicial"
    ),
    "suffix": "suffix; gen; generation; generational suffix; name suffix; sfx; jr sr; jr sr etc; sufijo",
    "alias": (
        "aka; alias; aliases; also known as; other names; aka name; alias name; known aliases; apodo; "
        "otros nombres; tambien conocido como; conocido como"
    ),
    "born": (
        "dob; d o b; birth date; birthdate; date of birth; birthday; yob; year of birth; birth year; born; "
        "defendant dob; def dob; date birth; fecha de nacimiento; ano de nacimiento; fecha nac; fec nac; "
        "nacimiento; nacido"
    ),
    "docket": (
        "docket; docket no; docket id; case no; case; case docket; docket case no; court docket no; "
        "case docket no; criminal docket no; dkt; dkt no; docketno; docketnumber; caseno; casenumber; "
        "court case no; criminal docket; trial court docket no; no of docket; case id; expediente; "
        "no de expediente; numero de caso; caso; no de caso; causa; no de docket"
    ),
    "court": (
        "court; court name; court division; court location; court of conviction; court code; trial court; "
        "division; venue; courthouse; tribunal; corte; juzgado; nombre del tribunal"
    ),
    "count": (
        "count; count no; charge no; offense no; ct no; cnt; seq; charge seq; count charge no; cargo no; "
        "no de cargo"
    ),
    "offense": (
        "offense; offence; charge; charge description; offense description; charge offense; description; "
        "charge desc; offense desc; crime; crime charged; charged offense; drug charge; offense charged; "
        "description of charge; charge name; offense name; cargo; delito; descripcion; "
        "descripcion del cargo"
    ),
    "statute": (
        "statute; chapter section; c s; ch sec; mgl; m g l; gl; g l; chapter; statute citation; citation; "
        "mgl citation; c 94c; ch 94c; c94c; offense code; charge code; chapter sec; ch s; gl c; mgl c; ley; "
        "estatuto; articulo"
    ),
    "disposition": (
        "disposition; finding; outcome; result; disp; plea disposition; adverse disposition; "
        "dispo; case disposition; original disposition; charge disposition; verdict; disposicion; "
        "resultado; fallo"
    ),
    "disposed": (
        "disp date; dispo dt; disposition date; date of disposition; disposed; date disposed; disp dt; "
        "dispo date; "
        "conviction date; date of conviction; date of finding; finding date; adjudication date; "
        "fecha de disposicion; fecha del fallo; fecha de condena"
    ),
    "status": (
        "status; list; position; commonwealth position; commonwealths position; commonwealth s position; "
        "action; da position; da action; letter; recommendation; relief; category; da decision; "
        "determination; case status; charge status; estado; estatus; posicion; lista; decision; accion"
    ),
    "juvenile": (
        "adult juvenile; juvenile; juv; adult juv; juvenile adult; juvenile flag; juv flag; a j; "
        "adult or juvenile; is juvenile; juvenile y n; youthful offender; yo; menor; menor de edad; "
        "adulto menor; juvenil"
    ),
    "sealed": (
        "sealed; seal; sealed y n; is sealed; sealed flag; expunged; impounded; sealed expunged; "
        "sealed date; date sealed; record sealed; sellado; sellada"
    ),
    SOCIAL_SECURITY: (
        "ssn; social security; social security no; soc sec; soc sec no; ss no; ss; s s n; seguro social; "
        "no de seguro social; ssn last 4; last 4 ssn"
    ),
}

# Where no header is known word by word: all words of one group are in it, and none of those excluded.
_OTHER_PEOPLE = (
    "attorney counsel lawyer judge officer chemist analyst agency city town street address file drug "
    "prosecutor ada lab county victim witness type father mother defense abogado juez"
)
_KEYWORDS = (
    (SOCIAL_SECURITY, ("ssn", "social security", "soc sec", "seguro social"), ""),
    ("born", ("dob", "birth", "birthdate", "yob", "nacimiento"), "place city state country age lugar"),
    ("sealed", ("sealed", "expunged", "impounded", "sellado"), ""),
    ("juvenile", ("juvenile", "juv"), "court docket case no name date"),
    ("alias", ("alias", "aka"), "no date"),
    ("disposed", ("disposition date", "disp date", "fecha disposicion"), ""),
    (
        "docket",
        ("docket", "case no", "dkt", "expediente"),
        "date entry fecha type text status count year page sheet related old prior previous other "
        "companion appeal sjc name offense charge event total",
    ),
    ("disposition", ("disposition", "finding", "outcome", "disposicion"), "date fecha code no judge"),
    (
        "status",
        ("status", "position"),
        "warrant custody probation marital immigration employment date defendant",
    ),
    ("statute", ("statute", "chapter section", "mgl"), "date"),
    (
        "offense",
        ("offense", "offence", "charge", "delito"),
        "date no code total type class level count original",
    ),
    ("last", ("last name", "defendant last", "surname", "apellido"), "date update " + _OTHER_PEOPLE),
    ("first", ("first name", "defendant first", "given name"), "date " + _OTHER_PEOPLE),
    ("middle", ("middle name", "middle initial"), _OTHER_PEOPLE),
    (
        "name",
        ("defendant", "name", "party", "nombre", "acusado"),
        "date court no id status age race sex " + _OTHER_PEOPLE,
    ),
    ("court", ("court", "tribunal"), "date room action order type status judge no cost fee docket entry"),
    ("count", ("count no",), "total date"),
)


# "Defendant DOB", "Def. MI": everything on these lists is the defendant's.
_WHOSE = re.compile(r"^(?:defendant|def|deft|acusado) (?=\w)")


@lru_cache(maxsize=4096)
def recognise(header: str) -> tuple[str, int]:
    """The field that a header means, and how sure that is; ("", UNKNOWN) where it means none."""
    words = canonical(header)
    bare = _WHOSE.sub("", words)
    if words in _KNOWN_HEADERS or bare in _KNOWN_HEADERS:
        return _KNOWN_HEADERS.get(words) or _KNOWN_HEADERS[bare], KNOWN
    present = set(words.split())
    # A sentence is no header.
    if len(present) > 8:
        return "", UNKNOWN
    for field, groups, excluded in _KEY_WORDS:
        if not present & excluded and any(group <= present for group in groups):
            return field, LIKELY
    return "", UNKNOWN


@lru_cache(maxsize=4096)
def canonical(header: str) -> str:
    """A header's words without case, accents, punctuation, plurals and remarks in brackets.

    "D.O.B. (YYYY-MM-DD)" is "dob", "Docket #" is "docket no", "Charge(s)" is "charge".
    """
    folded = unicodedata.normalize("NFKD", header.casefold())
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    folded = re.sub(r"(?<=\w)\(e?s\)|['\u2019`]", "", folded)
    bare = re.sub(r"[(\[][^)\]]*[)\]]", " ", folded)
    bare = bare if re.search(r"\w", bare) else folded
    bare = re.sub(r"\b(?:number|num|nbr|nmbr|numero|nro)\b|#", " no ", bare)
    words = re.sub(r"[\W_]+", " ", bare).strip()
    words = re.sub(r"\b(?:\w )+\w\b", lambda letters: letters[0].replace(" ", ""), words)
    return " ".join(
        word[:-1] if re.search(r"..[^s]s$", word) and len(word) > 3 else word for word in words.split()
    )


_KNOWN_HEADERS = {
    canonical(header): field for field, headers in _HEADERS.items() for header in headers.split(";")
}
_KEY_WORDS = tuple(
    (
        field,
        [frozenset(canonical(group).split()) for group in groups],
        frozenset(canonical(word) for word in excluded.split()),
    )
    for field, groups, excluded in _KEYWORDS
)
