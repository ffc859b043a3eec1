"""Docket numbers that cannot exist, at the courts there are, in the spellings lists have."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

COURTS = Path(__file__).parent.parent / "lookup" / "data" / "courts.csv"


@dataclass(frozen=True, slots=True)
class Court:
    """One court; `prefix` is what old Superior Court numbers begin with ("ESCR"), or ""."""

    code: str
    name: str
    county: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Number:
    """A docket number that no court ever gave: its sequence begins with 09, far above any real one."""

    year: int
    court: Court
    sequence: int

    @property
    def start(self) -> str:
        """Two digits of the year and two of the court: "0752"."""
        return f"{self.year % 100:02}{self.court.code}"

    @property
    def full(self) -> str:
        """The sequence with all its zeros: five digits in a Superior Court, six elsewhere."""
        return f"{self.sequence:0{5 if self.court.prefix else 6}}"

    @property
    def standard(self) -> str:
        """The form that the courts' own site accepts: "0752CR090028"."""
        return f"{self.start}CR{self.full}"


def courts_of(district: str) -> list[Court]:
    """The adult courts of one prosecutor's district."""
    with COURTS.open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["da_district"] == district]
    return [
        Court(row["code"], row["court_name"], row["county"], row["old_superior_prefix"])
        for row in rows
        if row["department"] != "JUVENILE"
    ]


def full(number: Number) -> str:
    """As the courts print it: "0752CR090028"."""
    return number.standard


def lost_zero(number: Number) -> str:
    """As a spreadsheet leaves it: "0752CR90028"."""
    return f"{number.start}CR{number.sequence}"


def spaced(number: Number) -> str:
    """Apart, with its zeros: "0752 CR 090028"."""
    return f"{number.start} CR {number.full}"


def spaced_lost_zero(number: Number) -> str:
    """Apart, without them: "0752 CR 90028"."""
    return f"{number.start} CR {number.sequence}"


def dashed(number: Number) -> str:
    """With dashes: "0752-CR-090028"."""
    return f"{number.start}-CR-{number.full}"


def apart(number: Number) -> str:
    """Year and court apart as well: "07-52-CR-90028"."""
    return f"{number.start[:2]}-{number.court.code}-CR-{number.sequence}"


def old(number: Number) -> str:
    """Superior Court numbers in their old style, "ESCR2007-09012"; others in full."""
    prefix = number.court.prefix
    return f"{prefix}{number.year}-{number.full}" if prefix else full(number)


def old_lost_zero(number: Number) -> str:
    """The old style without the zero: "ESCR2007-9012"."""
    prefix = number.court.prefix
    return f"{prefix}{number.year}-{number.sequence}" if prefix else lost_zero(number)
