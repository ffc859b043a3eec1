"""Passwords: which may be chosen, and their Argon2id hashes."""

from __future__ import annotations

import base64
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from lookup.reasons import N_

SHORTEST, LONGEST = 15, 200
"""Characters of a password, as Unicode writes them shortest (NFKC)."""

TOO_SHORT = N_("This password is too short. Use 15 characters or more. A few words in a row work well.")
TOO_LONG = N_("This password is too long. Use 200 characters or fewer.")
COMMON = N_("Many people use this password, so it is easy to guess. Think of another one.")
ABOUT_YOU = N_(
    "This password is little more than your e-mail address or the name of this site. Think of another one."
)
SIMPLE = N_(
    "This password repeats itself, or runs along the keyboard, so it is easy to guess. Think of another one."
)

_COMMON = Path(__file__).parent.parent / "data" / "common_passwords.txt"
_SITE = ("Case Check", "Revise su caso")
_LEAST_OF_ONES_OWN = 8
"""Characters of a password that must be left without the e-mail address and the name of the site."""
_FEWEST_KINDS = 5
_MOST_RUNS = 3
"""A password in so many pieces, each a row of neighbours, is none."""
_ROWS = (
    "12345678901", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop",
    "yxcvbnm", "azertyuiop", "qsdfghjklm", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
)  # fmt: skip
_NEIGHBOURS = {pair for row in _ROWS for way in (row, row[::-1]) for pair in pairwise(way)}

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_turns = BoundedSemaphore(2)
"""A hash takes 64 MiB: so a process makes two at a time."""
_PATIENCE = 3.0
"""Seconds to wait for a turn: who floods the sign-in page must not hold the threads that answer others."""


class Busy(Exception):
    """Too many passwords are being looked at."""


def problem(password: str, email: str) -> str:
    """Why an account may not have this password, an English text to translate; "" where it may."""
    text = normal(password)
    if len(text) < SHORTEST:
        return TOO_SHORT
    if len(text) > LONGEST:
        return TOO_LONG
    forms = _forms(text)
    if forms & _common():
        return COMMON
    if any(_is_simple(form) for form in forms):
        return SIMPLE
    return ABOUT_YOU if len(_own_part(text, email)) < _LEAST_OF_ONES_OWN else ""


def hashed(password: str) -> str:
    """The Argon2id hash of a password, with its salt and parameters. Raises Busy."""
    with _turn():
        return _hasher.hash(normal(password))


def fits(hash: str, password: str) -> bool:
    """Whether a password is the one of this hash. Raises Busy."""
    try:
        with _turn():
            return _hasher.verify(hash, normal(password))
    except (VerificationError, InvalidHashError):
        return False


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=_PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _turns.release()


def is_outdated(hash: str) -> bool:
    """Whether a hash was made with less effort than one is today."""
    return _hasher.check_needs_rehash(hash)


def of_nobody() -> str:
    """A hash that no password fits and that takes as long to try as any other."""
    salt, end = (base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (16, 32))
    effort = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    return f"$argon2id$v=19${effort}${salt}${end}"


def normal(password: str) -> str:
    """A password as it is counted and hashed: however a keyboard writes a letter, it is the same."""
    return unicodedata.normalize("NFKC", password)


def _forms(text: str) -> set[str]:
    """A password in small letters; also without its spaces and punctuation, if these are the smaller part."""
    whole = text.casefold()
    bare = _bare(whole)
    return {whole, bare} if 2 * len(bare) > len(whole) else {whole}


def _bare(text: str) -> str:
    """A text without spaces and punctuation, in small letters."""
    return "".join(char for char in text.casefold() if unicodedata.category(char)[0] not in "ZP")


def _is_simple(text: str) -> bool:
    """One short piece again and again, a few kinds of characters, or runs along keyboard or alphabet."""
    repeats = any(text[size:] == text[:-size] for size in range(1, len(text) // 2 + 2))
    runs = 1 + sum(one != other and (one, other) not in _NEIGHBOURS for one, other in pairwise(text))
    return repeats or len(set(text)) < _FEWEST_KINDS or runs <= _MOST_RUNS


def _own_part(text: str, email: str) -> str:
    """What is left of a password without the e-mail address, its parts, and the names of the site."""
    left = _bare(text)
    name, _, host = email.partition("@")
    for word in sorted(map(_bare, (email, name, host, *_SITE)), key=len, reverse=True):
        left = left.replace(word, "") if len(word) > 2 else left
    return left


@cache
def _common() -> frozenset[str]:
    lines = _COMMON.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
