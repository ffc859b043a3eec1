"""The words and numbers that people write around docket numbers, or in their place.

A number that is no docket number is known by the word that stands beside it, or by its form where a
source shows the form:

    A07-12345      lab sample (the Meier report's Exhibit B)
    SJC-12157      appeals, single-justice and reported cases (filings of the Supreme Judicial Court)
    I070123456     Boston police incident (the city's open data: I, two digits of the year, seven more)

No source describes the form of arrest numbers (OBTN, 501 CMR 18.04), citations, Probation Central File
and prison numbers: only the word beside them tells them.
"""

from __future__ import annotations

import re
import unicodedata

# What people put around the number: "Docket No. ", "Case #", a label's colon. "NO CR 2007" may be Norfolk.
_LABEL = re.compile(
    r"^(?:(?:CRIMINAL|CRIM|DOCKET|DKT|CASE|CASO|INDICTMENT|EXPEDIENTE|NUMBER|NUMERO|NUM|DEL?|NOS?|N)\b"
    r"[.:\s-]*|[#:\s-])+"
)
_SEPARATORS = re.compile(r"[\s./\\_,\u00b7\u2022\u2043\u2044\u2212\u2215\u02d7-]+")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_BY_FORM = {
    "appeal": r"SJC-?\d{3,6}|SJ-?\d{4}-?\d{3,5}|[FD]AR-?\d{3,6}|(?:\d\d)?\d\d-?[PJ]-?\d{1,5}",
    "lab": r"[A-Z]\d\d-\d{4,6}",
    "police": r"I-?\d{9}",
    # A day: 04/18/2017 would pass for year, court and number.
    "unreadable": rf"{_DAY}-{_DAY}-(?:19|20)?\d\d|(?:19|20)\d\d-{_DAY}-{_DAY}",
}
_BY_WORD = {
    "lab": "LAB|LABORATORY|LABORATORIO|SAMPLE|MUESTRA",
    "record": "CORI|CARI|PCF|PROBATION",
    "custody": "BOOKING|INMATE|COMMITMENT|PRISON|JAIL|RECLUSO|RECLUSA|CARCEL|PRISION",
    "citation": "CITATION|TICKET|CITACION|BOLETA|MULTA",
    "police": "OBTN|ARREST|ARRESTO|BPD|POLICE|POLICIA|POLICIAL|INCIDENT|INCIDENTE|REPORT|REPORTE|INFORME",
    "appeal": "SJC|APPEALS?|APELACION",
}
_LONG = re.compile(r"(?:[A-Z]{1,3}-?\d{5,12}|\d{6,12})[A-Z]?")


def clean(text: str) -> str:
    """Upper case without accents, one dash for each run of separators, labels and brackets taken off."""
    text = "".join("-" if unicodedata.category(char) == "Pd" else char for char in text)
    text = unicodedata.normalize("NFKD", text.replace("\u00ba", " ").replace("\u00b0", " "))
    text = "".join(char for char in text if char.isprintable() or char.isspace()).upper()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"[()\[\]{}<>*\"'“”‘’`´]", " ", text).strip()
    text = _LABEL.sub("", text)
    text = _SEPARATORS.sub("-", text).strip("-#:;?!+=~")
    return re.sub(r"(?<![A-Z])C-R(?![A-Z])", "CR", text)


def known(number: str) -> str:
    """What a clean text is that is no docket number: "lab", "police" (codes of DocketError), or ""."""
    for code, form in _BY_FORM.items():
        if re.fullmatch(form, number):
            return code
    words = set(re.findall(r"[A-Z]+", number)) if re.search(r"\d", number) else set()
    return next((code for code, word in _BY_WORD.items() if any(re.fullmatch(word, w) for w in words)), "")


def may_be_other(number: str) -> bool:
    """Whether this is one long number: the police, the prisons and Probation give such ones."""
    return _LONG.fullmatch(number) is not None
