"""Every way people and clerks write a docket number, and what it means."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookup.dockets import DocketError, DocketFormat, parse

STANDARD = {
    # new style, as the court prints it
    "0752CR090028": "0752CR090028",
    "0784CR09012": "0784CR09012",
    # spaces, dashes of every kind, case, dots, slashes, labels
    "0752 cr 090028": "0752CR090028",
    "0752-CR-090028": "0752CR090028",
    "07-52-CR-090028": "0752CR090028",
    "07 52 CR 090028": "0752CR090028",
    "0752\u2013CR\u2013090028": "0752CR090028",
    "0752\u2212CR\u2011090028": "0752CR090028",
    "0752.cr.090028": "0752CR090028",
    "0752/CR/090028": "0752CR090028",
    "0752_CR_090028": "0752CR090028",
    "  0752CR090028  ": "0752CR090028",
    "Docket No. 0752CR090028": "0752CR090028",
    "docket number: 0752CR090028": "0752CR090028",
    "Dkt # 0752CR090028": "0752CR090028",
    "No. 0752CR090028": "0752CR090028",
    "Case #0752CR090028": "0752CR090028",
    "Expediente núm. 0752CR090028": "0752CR090028",
    "número de expediente: 0752CR090028": "0752CR090028",
    "Nº 0752CR090028": "0752CR090028",
    # a keyboard's full-width letters
    "０７５２ＣＲ０９００２８": "0752CR090028",
    "(0752CR090028)": "0752CR090028",
    # lost zeros
    "0938CR1515": "0938CR001515",
    "0752CR90028": "0752CR090028",
    "0501-CR-0142": "0501CR000142",
    "07-01 cr 28": "0701CR000028",
    "0779CR770": "0779CR00770",
    "0779CR000770": "0779CR00770",
    # O for 0, I and L for 1, S for 5
    "O752CRO9OO28": "0752CR090028",
    "07S2CR090028": "0752CR090028",
    "0701CR0900I2": "0701CR090012",
    "07L1CR090028": "0711CR090028",
    "HDCR2OO7-OO770": "0779CR00770",
    # old Superior style is the same case
    "HDCR2007-00770": "0779CR00770",
    "hdcr 2007-770": "0779CR00770",
    "HDCR2007-770": "0779CR00770",
    "HDCR07-00770": "0779CR00770",
    "HSCR2013-00061": "1380CR00061",
    "1380-CR-00061": "1380CR00061",
    "ESCR2009-1151": "0977CR01151",
    "ESCR 2009-1151": "0977CR01151",
    "ESCR200901151": "0977CR01151",
    "SUCR2007-10123": "0784CR10123",
    # two digits of the year without a dash: never "0710" and 123
    "SUCR0710123": "0784CR10123",
    "ESCR091151": "0977CR01151",
    "HDCR07770": "0779CR00770",
    "SUCR2012-09022": "1284CR09022",
    # no CR, but year and court are there
    "0752-090028": "0752CR090028",
    "0752 090028": "0752CR090028",
    "0752090028": "0752CR090028",
    "078409012": "0784CR09012",
    "07-8409012": "0784CR09012",
    # all digits of the year and the court
    "2007-52-CR-90028": "0752CR090028",
    "200752CR090028": "0752CR090028",
    # points and spaces within CR
    "0752 C.R. 090028": "0752CR090028",
    "0752 c r 090028.": "0752CR090028",
    # co-defendants, parts, judge's initials
    "No. 0752 CR 90028 A": "0752CR090028",
    "0784CR09012A-001": "0784CR09012",
    "0784CR9012-001-004": "0784CR09012",
    "0752CR090028-B-RGS": "0752CR090028",
    "SUCR2007-09012-002": "0784CR09012",
    "0784CR09012A": "0784CR09012",
    "0784CR09012-001": "0784CR09012",
    "0784CR09012-001-004": "0784CR09012",
    "0752CR090028 ABC": "0752CR090028",
    # courts that the table does not know are not refused
    "0719CR090028": "0719CR090028",
}

WITH_COURT = {
    ("2007-770", "79"): "0779CR00770",
    ("07-770", "79"): "0779CR00770",
    ("05-CR-142", "01"): "0501CR000142",
    ("2007CR000770", "52"): "0752CR000770",
    ("2010-1233", "77"): "1077CR01233",
    ("No. CR 2007-770", "79"): "0779CR00770",
    ("20 0735", "52"): "2052CR000735",
}

ERRORS = {
    "": "empty",
    "   ": "empty",
    "\x00\x00": "empty",
    "2007-770": "needs_court",
    "07-770": "needs_court",
    "05-CR-142": "needs_court",
    "2007CR000770": "needs_court",
    "20 0735": "needs_court",
    "SJC-12157": "appeal",
    "SJ-2014-0005": "appeal",
    "2017-P-1226": "appeal",
    "A07-12345": "lab",
    "1577CV00982": "not_criminal",
    "15-CV-00982": "not_criminal",
    "XXCR2007-00770": "unknown_prefix",
    "0752CR090028 and 0752CR090029": "two_numbers",
    "0752CR090028; 0752CR090029": "two_numbers",
    "SUCR2007-09123 HDCR2007-09123": "two_numbers",
    "0752CR090028 0784CR09012": "two_numbers",
    # what another number is called, in both languages, whatever its form
    "09-P-1234": "appeal",
    "SJC No. 12157": "appeal",
    "Appeals Court 2017-1226": "appeal",
    "Lab # 07-12345": "lab",
    "muestra 12345": "lab",
    "I070123456": "police",
    "OBTN TBOS200701234": "police",
    "arrest no. 07-1234": "police",
    "Incident 07-52-1234": "police",
    "Policía: 070123456": "police",
    "número de arresto 07-1234": "police",
    "informe policial 07 12345": "police",
    "Citation R1234567": "citation",
    "multa 1234567": "citation",
    "PCF 123456": "record",
    "CORI #1234567": "record",
    "probation 07-1234": "record",
    "Booking 12345": "custody",
    "inmate W12345": "custody",
    "recluso 12345": "custody",
    # one long number that is no court's
    "070123456": "other_number",
    "0799123456": "other_number",
    "123456": "other_number",
    "R1234567": "other_number",
    # no number at all
    "police": "unreadable",
    "hello": "unreadable",
    # a day would pass for year, court and number
    "04/18/2017": "unreadable",
    "4-18-07": "unreadable",
    "2007-10-11": "unreadable",
    # telephone, Social Security, federal
    "617-555-1234": "unreadable",
    "000-12-3456": "unreadable",
    "1:07-cr-10123": "unreadable",
    # years to come, and long past
    "SUCR2099-09123": "unreadable",
    "HDCR1907-00770": "unreadable",
    "2099-52-CR-090028": "unreadable",
    "07-5290028": "unreadable",
    "0752CR1234/5": "unreadable",
    # a word is no co-defendant
    "0752CR090028 SEALED": "unreadable",
    "12345": "unreadable",
    "0752CR1234567": "unreadable",
    "0752CR": "unreadable",
    # the last digits may be a co-defendant's, or the number's own
    "0752-CR-0900-28": "unreadable",
    "SUCR2007-101-23": "unreadable",
    # court and year changed places: nobody's case is of 1952
    "52-07-CR-090028": "unreadable",
    "0" * 5000: "unreadable",
    "\u202e0752": "unreadable",
}


@pytest.mark.parametrize(("text", "standard"), STANDARD.items())
def test_styles(text, standard):
    assert parse(text).standard == standard


@pytest.mark.parametrize(("text", "court", "standard"), [(*key, value) for key, value in WITH_COURT.items()])
def test_number_without_a_court_takes_the_court_that_was_chosen(text, court, standard):
    assert parse(text, court).standard == standard


@pytest.mark.parametrize(("text", "code"), ERRORS.items())
def test_what_is_not_a_docket_number_says_why(text, code):
    with pytest.raises(DocketError) as error:
        parse(text)
    assert error.value.code == code
    assert len(str(error.value)) > 10


def test_a_number_says_its_year_court_and_old_style():
    docket = parse("SUCR2007-10123")
    assert (docket.year, docket.court, docket.old_style) == (2007, "84", "SUCR2007-10123")
    assert parse("0752CR090028").old_style == ""


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        # Old Suffolk numbers begin at 10000: SUCR2007-1012 may have lost its last digit.
        ("SUCR2007-1012", True),
        ("0784CR101", True),
        ("SUCR2007-10123", False),
        ("HDCR2007-770", False),
        # a judge's initial, or a five
        ("0752CR9002S", True),
        ("0752CR09002S", False),
        ("0752CR9002-S", False),
        # 2010 and 123, or 20 and 10123
        ("HDCR2010123", True),
        ("HDCR2010-123", False),
        ("HDCR20100123", False),
    ],
)
def test_a_number_that_may_be_another_is_doubtful(text, doubtful):
    assert parse(text).doubtful is doubtful


@pytest.mark.parametrize(
    "text",
    [
        "0752JV090028",
        "07-52-JV-90028",
        "0752YO000012",
        "0752DL0901",
        "0752CR090028-YO",
        "0752CR090028 A (JUV)",
    ],
)
def test_juvenile_numbers_are_known_as_such(text):
    assert parse(text).juvenile


def test_another_place_brings_its_own_format():
    florida = DocketFormat(
        r"(?P<year>\d{4})-?(?P<kind>CF|MM)-?(?P<number>\d{6})", "{year}-{kind}-{number}", "2009-CF-012345"
    )
    docket = parse("2009cf012345", formats=[florida])
    assert (docket.standard, docket.year) == ("2009-CF-012345", 2009)
    assert parse("0752CR090028", formats=[florida]).standard == "0752CR090028"


PARTS = {
    "0752CR090028": ("07", "52", "CR", "090028"),
    "0784CR09012": ("SU", "CR", "2007", "09012"),
    "0779CR00770": ("07", "79", "CR", "770"),
}
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
DRESSES = {
    "as it is": lambda text: text,
    "lower case": str.lower,
    "full-width": lambda text: "".join(chr(ord(char) + 0xFEE0) if char.isalnum() else char for char in text),
    "letters for digits": lambda text: text[:4] + text[4:].replace("0", "O").replace("1", "l"),
    "labelled": "Docket No. {}.".format,
    "in Spanish": "número de expediente: {}".format,
    "in brackets": "({})".format,
    "with a co-defendant": "{}-001".format,
}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(("standard", "parts"), PARTS.items())
def test_every_separator_in_every_dress(standard, parts, dress):
    separators = [*DASHES, "", " ", "\u00a0", ".", "/", "_", " - ", ". ", "\u00b7"]
    typed = [separator.join(parts) for separator in separators]
    assert [parse(DRESSES[dress](text)).standard for text in typed] == [standard] * len(typed)


CODES = st.sampled_from(["01", "08", "11", "38", "52", "60", "72", "77", "79", "81", "84", "98"])
SEPARATORS = st.sampled_from(["", " ", "-", " - ", ".", "/", "\u2013", "\u00a0"])


@given(st.integers(3, 13), CODES, st.integers(1, 99999), SEPARATORS, SEPARATORS, st.booleans())
def test_any_dressing_of_a_number_is_the_same_number(year, code, number, before, after, lower):
    width = 5 if 72 <= int(code) <= 85 else 6
    text = f"{year:02}{code}{before}CR{after}{number:0{width}}"
    docket = parse(text.lower() if lower else text)
    assert docket.standard == f"{year:02}{code}CR{number:0{width}}"
    if docket.old_style:
        assert parse(docket.old_style).standard == docket.standard


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text):
    with contextlib.suppress(DocketError):
        assert parse(text).standard
