"""The Massachusetts trial courts: their codes in docket numbers, their names, their old prefixes.

The table is `data/courts.csv`; each row names its source and how sure it is.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "courts.csv"


@dataclass(frozen=True, slots=True)
class Court:
    """One court. `prefix` is what old Superior Court numbers begin with ("SU"), or ""."""

    code: str
    name: str
    department: str
    prefix: str = ""

    @property
    def superior(self) -> bool:
        """Superior Court numbers have five digits after CR, all others six."""
        return self.department == "SUPERIOR"


@cache
def courts() -> dict[str, Court]:
    """Every court that has a two-digit code in docket numbers, by that code."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row["code"]: Court(
            row["code"],
            row["court_name"],
            row["department"],
            row["old_superior_prefix"].removesuffix("CR"),
        )
        for row in rows
        if row["code"].isdigit()
    }


@cache
def by_prefix() -> dict[str, Court]:
    """The Superior Courts by the county letters of their old docket numbers ("SU")."""
    return {court.prefix: court for court in courts().values() if court.prefix}


def find(text: str) -> Court | None:
    """The court that a code ("52") or a name ("Lowell District Court", "BMC Roxbury") means.

    None where no court, or more than one, fits: a wrong court would open a wrong case.
    """
    text = text.strip()
    if text in courts():
        return courts()[text]
    words = _words(text)
    if not words:
        return None
    fitting = [court for court in courts().values() if words <= _words(court.name)]
    exact = [court for court in fitting if words == _words(court.name)]
    chosen = exact or fitting
    if not chosen and "district" in words:
        # Roxbury, Dorchester and others were District Courts until 2003; the codes are the same.
        return find(" ".join(words - {"district"} | _MUNICIPAL))
    return chosen[0] if len(chosen) == 1 else None


_SAME_WORD = {
    "bmc": "boston municipal",
    "boston municipal ct": "boston municipal",
    "ct": "",
    "crt": "",
    "dc": "district",
    "dist": "district",
    "sup": "superior",
    "supr": "superior",
    "div": "",
    "marlboro": "marlborough",
    "westboro": "westborough",
}
_MUNICIPAL = frozenset({"boston", "municipal"})
_EMPTY_WORDS = frozenset({"court", "division", "county", "of", "the", "at", "department", "trial"})


def _words(name: str) -> frozenset[str]:
    folded = unicodedata.normalize("NFKD", name).casefold()
    raw = re.findall(r"[a-z]+", folded)
    words = " ".join(_SAME_WORD.get(word, word) for word in raw).split()
    return frozenset(words) - _EMPTY_WORDS
