"""Passwords: long ones, that nobody guesses, and what is kept of them."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters

from lookup.staff import passwords
from lookup.staff.passwords import ABOUT_YOU, COMMON, SIMPLE, TOO_LONG, TOO_SHORT
from tests.conftest import HASHER
from tests.judge import catalogue

EMAIL = "ana.moreno@harborlegal.example.org"
GOOD = "seven herons on the quay"


@pytest.fixture(autouse=True)
def _as_served(monkeypatch) -> None:
    """With the effort of the site, which other tests are spared."""
    monkeypatch.setattr(passwords, "_hasher", HASHER)


PASSWORDS = [
    # what somebody chooses, what is wrong with it
    (GOOD, ""),
    ("herons, 14 char", ""),
    ("herons, 14 cha", TOO_SHORT),
    ("", TOO_SHORT),
    ("  herons  quay  ", ""),
    ("siete garzas año ñandú", ""),
    ("семь цапель на причале", ""),
    ("🦩" * 3 + "🐟" * 2 + "🌊⚓🪝🛶🐢🦀🐚🌴🌞🌙", ""),
    ("heron " * 33 + "he", SIMPLE),
    ("".join(chr(0x4E00 + place) for place in range(200)), ""),
    ("".join(chr(0x4E00 + place) for place in range(201)), TOO_LONG),
    # One sign that a keyboard may write as three letters counts as three.
    ("ﬃ" * 3 + "heron!", ""),
    ("ﬃ" * 3 + "heron", TOO_SHORT),
    ("momsanaladventure", COMMON),
    ("MomsAnAlAdventure", COMMON),
    ("1qaz2wsx3edc4rfv", COMMON),
    ("1qaz 2wsx 3edc 4rfv", COMMON),
    ("PolniyPizdec0211", COMMON),
    ("passwordpassword", COMMON),
    ("heronsheronsherons", SIMPLE),
    ("herons herons herons", SIMPLE),
    ("heronquayheronqua", SIMPLE),
    ("ooooooooooooooo", SIMPLE),
    ("o o o o o o o o o o o", SIMPLE),
    ("abcabcabcabcabc", SIMPLE),
    ("abbabaabbbabaab", SIMPLE),
    ("123456789012345", COMMON),
    ("678901234567890", SIMPLE),
    ("543210987654321", SIMPLE),
    ("abcdefghijklmno", SIMPLE),
    ("fghijklmnopqrst", SIMPLE),
    ("qwertyuiop[]asdf", SIMPLE),
    ("wertyuiop123456", SIMPLE),
    ("poiuytrewqasdfghjkl", SIMPLE),
    ("aaaaabbbbbcccccddddd", SIMPLE),
    (EMAIL, ABOUT_YOU),
    ("Ana.Moreno@HarborLegal.Example.org 2026", ABOUT_YOU),
    ("ana.moreno.2026.ana.moreno", ABOUT_YOU),
    ("ana moreno and seven herons", ""),
    ("Case Check 2026!", ABOUT_YOU),
    ("revise su caso, revise", ABOUT_YOU),
    ("casecheck casecheck 1", ABOUT_YOU),
    ("case check with seven herons", ""),
]


@pytest.mark.parametrize(("password", "problem"), PASSWORDS, ids=lambda value: value[:40] or "empty")
def test_which_passwords_may_be_chosen(password, problem) -> None:
    assert passwords.problem(password, EMAIL) == problem


def test_the_names_of_the_site_are_those_that_pages_show() -> None:
    assert set(passwords._SITE) == {catalogue(language)["Case Check"] for language in ("en", "es")}


def test_the_common_list_is_small_and_holds_only_what_could_be_chosen() -> None:
    listed = passwords._common()
    assert len(listed) > 9000
    assert passwords._COMMON.stat().st_size < 200_000
    wrong = [
        word for word in listed if len(word) < passwords.SHORTEST or word != passwords.normal(word).casefold()
    ]
    assert wrong == []
    # Addresses of people are nothing to ship.
    assert [word for word in listed if "@" in word] == []


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        (GOOD, True),
        (GOOD + " ", False),
        (GOOD.title(), False),
        ("", False),
        ("x" * 100_000, False),
    ],
)
def test_a_hash_fits_its_password_only(typed, fits) -> None:
    assert passwords.fits(passwords.hashed(GOOD), typed) == fits


def test_a_letter_may_be_written_in_either_way() -> None:
    assert passwords.fits(passwords.hashed("siete garzas y un ñandú"), "siete garzas y un n\u0303andu\u0301")


def test_every_letter_of_a_long_password_counts() -> None:
    long = "heron quay " * 18
    assert not passwords.fits(passwords.hashed(long[:200]), long[:199] + "!")


def test_hashes_are_argon2id_with_the_effort_of_rfc_9106_and_a_salt_each() -> None:
    one, other = passwords.hashed(GOOD), passwords.hashed(GOOD)
    assert one != other
    assert one.startswith("$argon2id$")
    effort = extract_parameters(one)
    assert (effort.memory_cost, effort.time_cost, effort.parallelism, effort.salt_len) == (65536, 3, 4, 16)


def test_nobodys_hash_takes_the_same_effort_and_fits_nothing() -> None:
    assert extract_parameters(passwords.of_nobody()) == extract_parameters(passwords.hashed(GOOD))
    assert not any(passwords.fits(passwords.of_nobody(), word) for word in ("", GOOD, passwords.of_nobody()))


@pytest.mark.parametrize("hash", ["", "heron", "$argon2id$v=19$m=1", "$2b$12$abcdefghijklmnopqrstuv"])
def test_what_is_no_hash_fits_nothing(hash) -> None:
    assert not passwords.fits(hash, GOOD)


def test_a_hash_of_less_effort_is_outdated_and_fits_all_the_same() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    assert passwords.fits(weak, GOOD)
    assert passwords.is_outdated(weak)
    assert not passwords.is_outdated(passwords.hashed(GOOD))


def test_who_finds_too_many_before_them_is_not_kept_waiting_for_ever(monkeypatch) -> None:
    monkeypatch.setattr(passwords, "_PATIENCE", 0.01)
    with passwords._turns, passwords._turns, pytest.raises(passwords.Busy):
        passwords.hashed("seven herons on the quay")
    assert passwords.hashed("seven herons on the quay")
