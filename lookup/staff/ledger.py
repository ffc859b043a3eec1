"""The ledger of letters: for which case one was printed when, and whether it came back or was answered.

It keeps no name and no docket number: a case is a keyed hash, a letter a code that stands at its foot.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlite_utils

from lookup import files
from lookup.cases import Case
from lookup.staff.store import StaffStore, migrations
from lookup.withheld import record_hash

_KEY = "ledger.key"
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011", " -\t\u2010\u2011\u2012\u2013\u2014")
"""What people write for a code: letters that are not in it for the digits they look like, and any dash."""
_LENGTH = 8
_NOTES = {
    "returned": "update letters set returned = ? where reference = ? and printed = ?",
    "answered": "update letters set answered = ? where reference = ? and printed = ?",
}


class UnknownReference(LookupError):
    """A code that no letter has."""


@dataclass(frozen=True, slots=True)
class Line:
    """One case in one letter. Dates are ISO dates; `returned` and `answered` are "" where it is not so."""

    reference: str
    case_key: str
    printed: str
    returned: str
    answered: str


@migrations()
def letters(db: sqlite_utils.Database) -> None:
    """Letters: a line for each case of each printing."""
    db.table("letters").create(
        {"id": int, "reference": str, "case_key": str, "printed": str, "returned": str, "answered": str},
        pk="id",
        not_null={"reference", "case_key", "printed", "returned", "answered"},
    )
    db.table("letters").create_index(["reference"])


def key_of(instance: Path) -> bytes:
    """The key of the hashes, made on first use and kept in the instance folder. Raises OSError."""
    return files.own_secret(instance / _KEY).encode()


def reference_of(key: bytes, cases: Sequence[Case]) -> str:
    """The code of a letter about these cases: the same for the same person and cases each time."""
    made = hmac.digest(key, "|".join(sorted(_case_keys(key, cases))).encode(), hashlib.sha256)
    number = int.from_bytes(made[:5])  # 40 bits: eight letters of five
    code = "".join(_LETTERS[number >> 5 * place & 31] for place in range(_LENGTH))
    return f"{code[:4]}-{code[4:]}"


def printed(store: StaffStore, key: bytes, letters: Iterable[Sequence[Case]], day: date) -> None:
    """Note that these letters, each with its cases, were printed on this day; all or none."""
    lines = [
        {
            "reference": reference_of(key, cases),
            "case_key": case_key,
            "printed": day.isoformat(),
            "returned": "",
            "answered": "",
        }
        for cases in letters
        for case_key in _case_keys(key, cases)
    ]
    with store.changing():
        store.db.table("letters").insert_all(lines)


def returned(store: StaffStore, reference: str, day: date) -> None:
    """Note that the letter last printed with this code came back. Raises UnknownReference."""
    _note(store, "returned", reference, day)


def answered(store: StaffStore, reference: str, day: date) -> None:
    """Note that somebody got in touch about the letter with this code. Raises UnknownReference."""
    _note(store, "answered", reference, day)


def lines(store: StaffStore) -> Iterator[Line]:
    """The whole ledger, in the order of printing."""
    for row in store.db.table("letters").rows_where(order_by="id"):
        yield Line(*(row[name] for name in Line.__slots__))


def _note(store: StaffStore, what: str, reference: str, day: date) -> None:
    code = reference.upper().translate(_READ_AS)
    code = f"{code[:4]}-{code[4:]}"
    with store.changing():
        last = store.db.execute("select max(printed) from letters where reference = ?", [code]).fetchone()[0]
        if last is None:
            raise UnknownReference(code)
        store.db.execute(_NOTES[what], [day.isoformat(), code, last])


def _case_keys(key: bytes, cases: Sequence[Case]) -> list[str]:
    return [record_hash(key, case.docket, case.person.name) for case in cases]
