"""How likely somebody listed under one word types another: 1 the same word, 0 another name.

The figures are shares of how people write names, in round numbers, tuned on scripts/evaluate_search.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from lookup.index import Word

SAME = 1.0
INITIAL = 0.1
NICKNAME = 0.06
NICKNAME_BY_EAR = 0.02
VARIANT = 0.05
_SOUND = 0.3
_ERROR = 0.08
_ERROR_IN_SHORT = 0.02
_ERROR_IN_SOUND = 0.02
_ECHO = 0.015
_HALF = 0.004
_TWO_ERRORS = 0.004

_SHORT = 3
"""Of words up to so many letters, one letter is much of the name."""
_LONG = 6
"""Only in words from so many letters on, two errors leave a name that can be told."""


def distantly(typed: str, listed: str) -> bool:
    """Whether two words are at least worth comparing: at most two errors, or one is half of the other."""
    return OSA.distance(typed, listed, score_cutoff=2) <= 2 or _is_half(typed, listed)


def likeness(typed: Word, listed: Word) -> float:
    """How likely somebody who is listed under one word types the other."""
    echo = max((len(echo) for echo in listed.echoes if echo in typed.echoes), default=0)
    if len(typed.spellings) == len(listed.spellings) == 1:
        return _alike(typed.spellings[0], typed.sound, listed.spellings[0], listed.sound, echo)
    return max(
        _alike(one, sound, other, other_sound, echo)
        for one, sound in zip(typed.spellings, typed.sounds, strict=True)
        for other, other_sound in zip(listed.spellings, listed.sounds, strict=True)
    )


def _alike(a: str, sound_a: str, b: str, sound_b: str, echo: int) -> float:
    if a == b:
        return SAME
    shortest, longest = sorted((len(a), len(b)))
    if shortest == 1:
        return INITIAL if a[0] == b[0] else 0.0
    if sound_a == sound_b:
        return _SOUND
    far = longest * 2 // 3 if echo > 2 else 2
    errors = OSA.distance(a, b, score_cutoff=far)
    if errors == 1:
        return _ERROR if longest > _SHORT else _ERROR_IN_SHORT
    if longest > _SHORT and OSA.distance(sound_a, sound_b, score_cutoff=1) == 1:
        return _ERROR_IN_SOUND
    if echo and errors <= far:
        return _ECHO
    if shortest >= _SHORT and _is_half(a, b):
        return _HALF
    return _TWO_ERRORS if errors == 2 and longest >= _LONG else 0.0


def _is_half(a: str, b: str) -> bool:
    """Whether one is the beginning or the end of the other, as in most short forms: Wil, Berto, Tin."""
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return long.startswith(short) or long.endswith(short)
