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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lookup import courts, docket_words

LONGEST = 200
"""So much text may be pasted around a number."""

_OLDEST_YEAR = 1990
_NO_CASE_BEFORE = 1970
_LONGEST_NUMBER = 60


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
        "police": "this looks like a police, arrest or incident number, not a docket number",
        "citation": "this looks like the number of a citation, not a docket number",
        "record": "this looks like a CORI or probation number, not a docket number",
        "custody": "this looks like a prison or booking number, not a docket number",
        "other_number": "this may be a police, arrest, prison or CORI number; docket numbers have CR in them",
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
    if len(text) > _LONGEST_NUMBER:
        raise DocketError("unreadable")
    for known in formats:
        docket = known.read(text)
        if docket:
            return docket
    clean = docket_words.clean(text)
    if not clean:
        raise DocketError("empty")
    _refuse_other_numbers(clean)
    return _old_superior(clean) or _with_court(clean) or _without_court(clean, court)


def alone(text: str, formats: Sequence[DocketFormat] = ()) -> str:
    """The docket number in a text that somebody pasted, without the words around it.

    "Commonwealth v. Garcia 0752CR001234" becomes "0752CR001234"; a text that is not like that stays as it
    is, for `parse`. Not for lists: there, what stands beside a number is to be read too. Raises DocketError
    where another number stands there.
    """
    # A text as long as the field may have been cut off, with the end of its number.
    if len(text) >= LONGEST or any(known.read(text) for known in formats):
        return text
    clean = docket_words.clean(text)
    numbers = [match[0] for match in _WHOLE.finditer(clean)]
    before, *after = around = _WHOLE.split(clean)[::2]
    # Digits next to the number may be its own.
    adjoining = re.search(r"\d-?$", before) or any(re.match(r"-?\d", words) for words in after)
    if not numbers or not any(around) or adjoining:
        return text
    if not _one_case(numbers) or any(_MORE.search(words) for words in around):
        raise DocketError("two_numbers")
    return numbers[0]


def near(standard: str) -> tuple[str, ...]:
    """The numbers that differ from this one by one wrong digit or two neighbouring digits swapped.

    To be offered as "did you mean" only together with a name: `disclosure` decides. Years and courts
    are ones that exist, and a number stays in its own form: Superior Court numbers are shorter. In other
    places' numbers any digit may be wrong.
    """
    ours = _STANDARD.fullmatch(standard)
    if ours is None:
        return tuple(_one_digit_away(standard))
    years = {f"{year % 100:02}" for year in range(_NO_CASE_BEFORE, _this_year() + 1)}
    codes = {code for code in courts.courts() if _width(code) == _width(ours[2])} | {ours[2]}
    return tuple(
        number for number in _one_digit_away(standard) if number[:2] in years and number[2:4] in codes
    )


def old_style(standard: str) -> str:
    """The old spelling of a Superior Court number ("SUCR2007-09012"), or "" for other courts."""
    match = re.fullmatch(r"(\d\d)(\d\d)CR(\d{5})", standard)
    if match is None:
        return ""
    court = courts.courts().get(match[2])
    return f"{court.prefix}CR{_full_year(match[1])}-{match[3]}" if court and court.prefix else ""


# A digit, or a letter that is typed or scanned in its place.
_D = "[0-9OILS]"
_TO_DIGITS = str.maketrans("OILS", "0115")
# After the number: co-defendant or part ("-001", "A"), judge's initials; "ct 1" is a count.
_TAIL = r"(?P<tail>(?:-?[A-Z](?![A-Z]))?(?:-[0-9]{1,3}){0,2}(?:-?(?!CTS?-)[A-Z]{1,3}(?![A-Z]))?)"
_WHOLE = re.compile(
    rf"(?<![A-Z0-9])(?:(?:(?:19|2[0O])?{_D}{{2}}-?{_D}{{2}}-?CR-?{_D}{{1,6}}"
    rf"|[A-Z]{{2}}-?CR-?{_D}{{2,4}}-?{_D}{{1,6}}){_TAIL})(?![A-Z0-9])"
)
_STANDARD = re.compile(r"([0-9]{2})([0-9]{2})CR([0-9]{5,6})")
# A number of another kind, or a second one cut short ("and 002"); not a date or a count.
_MORE = re.compile(r"\d{5}|(?:;|&|\bAND|\bY)-?\d")
_JUVENILE = frozenset({"JV", "DL", "YO"})
_OTHER_KINDS = "CV|JV|DL|YO|RO|AC|BP|MH|HC|PM|SC|SU"


def _refuse_other_numbers(clean: str) -> None:
    whole = len(_WHOLE.findall(clean))
    if whole > 1 or re.search(r";|&|-AND-|-Y-", clean):
        raise DocketError("two_numbers")
    other = "" if whole else docket_words.known(clean)
    if other:
        raise DocketError(other)


def _old_superior(clean: str) -> Docket | None:
    match = re.fullmatch(
        rf"([A-Z]{{2}})-?CR-?((?:19|2[0O]){_D}{{2}}|{_D}{{2}})(-?)({_D}{{1,6}}){_TAIL}", clean
    )
    if match is None:
        return None
    year, number = _digits(match[2]), match[4]
    court = courts.by_prefix().get(match[1])
    if court is None:
        raise DocketError("unknown_prefix")
    # HDCR2010123 may be 2010 and 123, or 20 and 10123.
    joined = len(year) == 4 and not match[3] and len(number) <= 3
    return _docket(year, court.code, number, match["tail"], doubtful=joined)


def _with_court(clean: str) -> Docket | None:
    """Numbers that say their court: 0752CR001234, 05-01-CR-142, 0752-1234, 0752001234, 2007-52-CR-1234."""
    match = re.fullmatch(
        rf"((?:19|2[0O])(?={_D}{{2}}-?{_D}{{2}}-?CR))?({_D}{{2}})-?({_D}{{2}})-?"
        rf"(?:(CR|{_OTHER_KINDS})-?|(?=-)-|(?={_D}{{5,6}}$))({_D}{{1,6}}){_TAIL}",
        clean,
    )
    if match is None:
        return None
    century, year, code = (_digits(match[group] or "") for group in (1, 2, 3))
    kind, number = match[4] or "CR", match[5]
    split = re.match(rf"{_D}{{2}}-{_D}{{2}}-", clean) is not None
    if not century and not split and _OLDEST_YEAR <= int(year + code) <= _this_year():
        return None
    if kind in _JUVENILE:
        return Docket(f"{year}{code}{kind}{_digits(number)}", _full_year(year), code, juvenile=True)
    if kind != "CR":
        raise DocketError("not_criminal")
    # Joined to the court without a letter: only as many digits as this court's numbers have.
    joined = clean[match.start(5) - 1] != "-" and len(number) != _width(code)
    if match[4] is None and (code not in courts.courts() or joined):
        return None
    return _docket(century + year, code, number, match["tail"])


def _without_court(clean: str, court: str) -> Docket:
    """Numbers with a year only: 2007-770, 05-CR-142. Two courts can have the same one: ask."""
    match = re.fullmatch(
        rf"(?:CR-?)?({_D}{{4}}|{_D}{{2}})-?(?:(CR|{_OTHER_KINDS})-?|-)({_D}{{1,6}}){_TAIL}", clean
    )
    if match is None:
        raise DocketError("other_number" if docket_words.may_be_other(clean) else "unreadable")
    if match[2] in _JUVENILE:
        return Docket(clean.replace("-", ""), juvenile=True)
    if match[2] not in {None, "CR"}:
        raise DocketError("not_criminal")
    year = _digits(match[1])
    if len(year) == 4 and not _OLDEST_YEAR <= int(year) <= _this_year():
        raise DocketError("unreadable")
    if court not in courts.courts():
        raise DocketError("needs_court")
    return _docket(year, court, match[3], match["tail"])


def _docket(year: str, code: str, typed: str, tail: str, doubtful: bool = False) -> Docket:
    """The docket of these parts; `year` has two digits or four, `typed` may have letters for digits."""
    number, width, full_year = _digits(typed), _width(code), _full_year(year[-2:])
    after = tail.strip("-")
    # "0752-CR-0900-28": the last digits may be the number's own.
    more = re.match(r"[0-9]*", after)
    if more and more[0] and len(number + more[0]) <= width:
        raise DocketError("unreadable")
    # "0752CR1234S": a judge's initial or a five. Old Suffolk numbers seem to begin at 10000, so one with
    # fewer digits may have lost its last ones, and not zeros.
    doubtful |= len(number) < width and (code == "84" or typed[-1].isalpha())
    number = number.lstrip("0") if len(number) > width else number
    if len(number) > width or full_year < _NO_CASE_BEFORE or int(year) not in {full_year, full_year % 100}:
        raise DocketError("unreadable")
    standard = f"{year[-2:]}{code}CR{number.zfill(width)}"
    juvenile = not {*_JUVENILE, "JUV"}.isdisjoint(after.split("-"))
    return Docket(standard, full_year, code, old_style(standard), juvenile, doubtful)


def _width(code: str) -> int:
    """How many digits a court's numbers have after CR."""
    court = courts.courts().get(code)
    return 5 if court and court.superior else 6


def _one_case(numbers: list[str]) -> bool:
    """Whether these are all the same number, in one style or several."""
    try:
        return len({parse(number).standard for number in numbers}) == 1
    except DocketError:
        return len(numbers) == 1


def _one_digit_away(standard: str) -> Iterator[str]:
    for place, digit in enumerate(standard):
        if not digit.isdecimal():
            continue
        head, tail = standard[:place], standard[place + 1 :]
        yield from (head + other + tail for other in "0123456789" if other != digit)
        if tail[:1].isdecimal() and tail[0] != digit:
            yield head + tail[0] + digit + tail[1:]


def _digits(text: str) -> str:
    return text.translate(_TO_DIGITS)


def _full_year(year: str) -> int:
    return 2000 + int(year) if 2000 + int(year) <= _this_year() else 1900 + int(year)


def _this_year() -> int:
    return datetime.now(UTC).year
