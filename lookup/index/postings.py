"""How the index lays its posting lists down on disk: a codec of Whoosh's, as plain as one can be.

A key has its list of document numbers right beside it in one of Whoosh's hash tables, four bytes a
number. Whoosh's own codec adds weights, lengths and blocks that nothing here asks for: more than twice
the size, and several times the time to read a list (docs/decisions.md).
"""

from __future__ import annotations

import sys
from array import array
from mmap import ACCESS_READ, mmap
from struct import Struct
from typing import Any
from zlib import crc32

from whoosh.codec.base import FieldWriter, TermsReader
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filetables import HashReader, HashWriter

_CRC32 = 1
_SLOT = Struct("!Iq")
_LENGTHS = Struct("!ii")
"""How Whoosh's tables look: a key's code and place, and there the lengths of key and list."""


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec for documents, ours for the keys they are found by."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """What writes the keys of a new segment."""
        return _Writer(segment.create_file(storage, self.TERMS_EXT))

    def terms_reader(self, storage: Any, segment: Any) -> Postings:
        """What reads the keys of a segment."""
        name = segment.make_filename(self.TERMS_EXT)
        return Postings(storage.open_file(name), storage.file_length(name))


class _Writer(FieldWriter):  # type: ignore[misc]
    def __init__(self, file: Any) -> None:
        self._table = HashWriter(file, hashtype=_CRC32)
        self._field = self._key = b""
        self._rows: array[int] = array("I")
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        self._field = _field(fieldname)

    def start_term(self, text: bytes) -> None:
        self._key = self._field + text
        self._rows = array("I")

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        self._rows.append(docnum)

    def finish_term(self) -> None:
        self._table.add(self._key, _little_endian(self._rows).tobytes())

    def close(self) -> None:
        self._table.close()
        self.is_closed = True


class Postings(TermsReader):  # type: ignore[misc]
    """Reads posting lists. Safe to share between threads and forks: every read says where it reads."""

    def __init__(self, file: Any, length: int) -> None:
        self._table = HashReader(file, length)
        self._bytes = mmap(file.fileno(), length, access=ACCESS_READ)

    def documents(self, field: str, key: str) -> array[int]:
        """The numbers of the documents that have this key, ascending; empty where none has."""
        return self._read(_field(field) + key.encode())

    def close(self) -> None:
        """Give the file back."""
        self._bytes.close()
        self._table.close()

    def _read(self, key: bytes) -> array[int]:
        """What Whoosh's own reader of these tables finds, at a third of the time: a search reads hundreds."""
        rows = array("I")
        code = crc32(key)
        start, slots = self._table.tables[code & 255]
        for step in range(slots):
            slot = start + ((code >> 8) + step) % slots * _SLOT.size
            slot_code, at = _SLOT.unpack_from(self._bytes, slot)
            if not at:
                break
            if slot_code == code:
                key_length, length = _LENGTHS.unpack_from(self._bytes, at)
                begin = at + _LENGTHS.size
                data = begin + key_length
                if self._bytes[begin:data] == key:
                    rows.frombytes(self._bytes[data : data + length])
                    break
        return _little_endian(rows)


def _field(name: str) -> bytes:
    return name.encode() + b":"


def _little_endian(rows: array[int]) -> array[int]:
    if sys.byteorder == "big":
        rows.byteswap()
    return rows
