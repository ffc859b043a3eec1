"""One reader for docket numbers, on import and on query, and one standard form to answer in.

The formats are those of the Massachusetts trial courts (mass.gov, "Get to know the case number
format"; filings in SJC-12157 and SJC-12479; the MACourts data set of the Suffolk LIT Lab):

    0752CR090028      District Court or BMC: year, court code, CR, six digits
    0784CR09012       Superior Court: year, court code, CR, five digits
    SUCR2007-09012    the same Superior Court case in its old style

Other places bring their own format with their incident's data (`DocketFormat`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lookup import courts

_OLDEST_YEAR = 1990
_NO_CASE_BEFORE = 1970
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Docket:
    """A docket number that was understood.

    `standard` is what the courts' own site accepts. `year` has four digits (0 where the format
    does not say), `court` is the court's code. `juvenile` numbers are never searched for.
    `doubtful` says that zeros were put back where that is not certain.
    """

    standard: str
    year: int = 0
    court: str = ""
    old_style: str = ""
    juvenile: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class DocketFormat:
    """How docket numbers look elsewhere: a pattern with named groups, and how to print them.

    Groups named `court` and `year` say what the words mean: a court's code, a year of four digits.
    """

    pattern: str
    standard: str
    example: str

    def read(self, text: str) -> Docket | None:
        """The number in this place's standard form, or None where the text is not one."""
        match = re.fullmatch(self.pattern, text.strip(), re.IGNORECASE)
        if match is None:
            return None
        parts = {key: (part or "").upper() for key, part in match.groupdict().items()}
        year = parts.get("year", "")
        return Docket(
            self.standard.format(**parts), int(year) if year.isdecimal() else 0, parts.get("court", "")
        )


class DocketError(ValueError):
    """A text that is not one complete docket number. `code` says why; the text is for people."""

    MESSAGES = {
        "empty": "there is no docket number",
        "unreadable": "this is not a docket number; one looks like 0752CR001234 or SUCR2007-10123",
        "needs_court": "this number does not say which court it is from; add the court",
        "two_numbers": "there is more than one number here; use one at a time",
        "appeal": "this is the number of an appeal or of the case for everybody, not of one person's case",
        "lab": "this looks like a lab sample number, not a docket number",
        "not_criminal": "this is a number of another kind of case; criminal cases have CR in the middle",
        "unknown_prefix": "these first letters are not those of a Superior Court, such as SU or HD",
    }

    def __init__(self, code: str) -> None:
        super().__init__(self.MESSAGES[code])
        self.code = code


def parse(text: str, court: str = "", formats: Sequence[DocketFormat] = ()) -> Docket:
    """Read one docket number in any style people and clerks use.

    `court` is a court code ("52") that completes a number which lacks its own. Raises DocketError.
    """
    if len(text) > _LONGEST:
        raise DocketError("unreadable")
    for known in formats:
        docket = known.read(text)
        if docket:
            return docket
    clean = _clean(text)
    if not clean:
        raise DocketError("empty")
    _refuse_other_numbers(clean)
    return _old_superior(clean) or _with_court(clean) or _without_court(clean, court)


def old_style(standard: str) -> str:
    """The old spelling of a Superior Court number ("SUCR2007-09012"), or "" for other courts."""
    match = re.fullmatch(r"(\d\d)(\d\d)CR(\d{5})", standard)
    if match is None:
        return ""
    court = courts.courts().get(match[2])
    return f"{court.prefix}CR{_full_year(match[1])}-{match[3]}" if court and court.prefix else ""


# What people put around the number: "Docket No. ", "Case #", a label's colon.
_LABEL = re.compile(
    r"^(?:(?:CRIMINAL|DOCKET|DKT|CASE|CASO|EXPEDIENTE|NUMBER|NUMERO|NUM|DEL?|NOS?|N)\b[.:\s-]*|[#:\s-])+"
)
_SEPARATORS = re.compile(r"[\s\u00a0./\\_,\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]+")
# A digit, or a letter that is typed or scanned in its place.
_D = "[0-9OILS]"
_TO_DIGITS = str.maketrans("OILS", "0115")
# After the number: co-defendant or part ("-001", "A"), judge's initials.
_TAIL = r"(?P<tail>-?[A-Z]{1,3}|-\d{1,3}(?:-\d{1,3})?)?"
_JUVENILE = frozenset({"JV", "DL", "YO"})
_OTHER_KINDS = "CV|JV|DL|YO|RO|AC|BP|MH|HC|PM|SC|SU"


def _clean(text: str) -> str:
    """Upper case, one dash for each run of separators, labels and brackets taken off."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(char for char in text if char.isprintable() or char.isspace()).upper()
    text = text.replace("N°", " ").replace("NÚM", "NUM")
    text = re.sub(r"[()\[\]\"'“”‘’]", " ", text).strip()
    text = _LABEL.sub("", text)
    return _SEPARATORS.sub("-", text).strip("-#:;")


def _refuse_other_numbers(clean: str) -> None:
    if re.search(r"CR.*\d.*\b\d{2,4}-?\d{0,2}-?CR", clean) or re.search(r";|&|-AND-|-Y-", clean):
        raise DocketError("two_numbers")
    if re.fullmatch(
        r"(?:SJC-?\d{3,6}|SJ-?\d{4}-?\d{3,5}|FAR-?\d{3,6}|DAR-?\d{3,6}|\d{4}-[PJ]-?\d{1,5})", clean
    ):
        raise DocketError("appeal")
    if re.fullmatch(r"[A-Z]\d\d-\d{4,6}", clean):
        raise DocketError("lab")


def _old_superior(clean: str) -> Docket | None:
    match = re.fullmatch(rf"([A-Z]{{2}})-?CR-?((?:19|2[0O]){_D}{{2}}|{_D}{{2}})-?({_D}{{1,5}}){_TAIL}", clean)
    if match is None:
        return None
    prefix, year, number = match[1], _digits(match[2]), _digits(match[3])
    court = courts.by_prefix().get(prefix)
    if court is None:
        raise DocketError("unknown_prefix")
    return _docket(year[-2:], court.code, number, match["tail"])


def _with_court(clean: str) -> Docket | None:
    """Numbers that say their court: 0752CR001234, 05-01-CR-142, 0752-1234, 0752001234."""
    match = re.fullmatch(
        rf"({_D}{{2}})-?({_D}{{2}})-?(?:(CR|{_OTHER_KINDS})-?|(?=-)-|(?={_D}{{6}}$))({_D}{{1,6}}){_TAIL}",
        clean,
    )
    if match is None:
        return None
    year, code, kind, number = _digits(match[1]), _digits(match[2]), match[3] or "CR", _digits(match[4])
    joined_year = int(year + code)
    split = re.match(rf"{_D}{{2}}-{_D}{{2}}-", clean) is not None
    if not split and _OLDEST_YEAR <= joined_year <= _this_year():
        return None
    if kind in _JUVENILE:
        return Docket(f"{year}{code}{kind}{number}", _full_year(year), code, juvenile=True)
    if kind != "CR":
        raise DocketError("not_criminal")
    if match[3] is None and code not in courts.courts():
        return None
    return _docket(year, code, number, match["tail"])


def _without_court(clean: str, court: str) -> Docket:
    """Numbers with a year only: 2007-770, 05-CR-142. Two courts can have the same one: ask."""
    match = re.fullmatch(rf"({_D}{{4}}|{_D}{{2}})-?(?:(CR|{_OTHER_KINDS})-?|-)({_D}{{1,6}}){_TAIL}", clean)
    if match is None:
        raise DocketError("unreadable")
    if match[2] in _JUVENILE:
        return Docket(clean.replace("-", ""), juvenile=True)
    if match[2] not in {None, "CR"}:
        raise DocketError("not_criminal")
    year = _digits(match[1])
    if len(year) == 4 and not _OLDEST_YEAR <= int(year) <= _this_year():
        raise DocketError("unreadable")
    if court not in courts.courts():
        raise DocketError("needs_court")
    return _docket(year[-2:], court, _digits(match[3]), match["tail"])


def _docket(year: str, code: str, number: str, tail: str | None) -> Docket:
    court = courts.courts().get(code)
    superior = court is not None and court.superior
    width = 5 if superior else 6
    after = (tail or "").strip("-")
    # "0752-CR-0900-28": the last digits may be the number's own.
    if after.isdecimal() and len(number + after) <= width:
        raise DocketError("unreadable")
    if len(number) > width:
        number = number.lstrip("0").zfill(width)
    if len(number) > width or _full_year(year) < _NO_CASE_BEFORE:
        raise DocketError("unreadable")
    standard = f"{year}{code}CR{number.zfill(width)}"
    # Old Suffolk numbers seem to begin at 10000, so a fourth digit less may be a lost one, not a zero.
    doubtful = code == "84" and len(number) == 4
    juvenile = after in {*_JUVENILE, "JUV"}
    return Docket(standard, _full_year(year), code, old_style(standard), juvenile, doubtful)


def _digits(text: str) -> str:
    return text.translate(_TO_DIGITS)


def _full_year(year: str) -> int:
    return 2000 + int(year) if 2000 + int(year) <= _this_year() else 1900 + int(year)


def _this_year() -> int:
    return datetime.now(UTC).year
