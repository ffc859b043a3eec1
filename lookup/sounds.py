"""Keys for words that sound alike: in Spanish, in English, and in English ears that hear Spanish.

`sound` is narrow: it joins spellings of one name (Velazquez, Belasques; Garcia, Garzia). `echoes`
are wide: consonants only, as somebody hears and writes a name (Jose, Hosay; Guillermo, Giyermo).
Both take folded words (`names.fold`) and are never shown.
"""

from __future__ import annotations

import re

_Rules = list[tuple[re.Pattern[str], str]]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return [(re.compile(pattern), key) for pattern, key in pairs]


# x stands for the sound of ch and sh.
_SOUND = _rules(
    ("x", "ks"),
    ("t?ch|sch|sh", "x"),
    ("ph", "f"),
    # Huascar and Wascar, Gualberto and Walberto
    ("hu(?=[aeo])|gu(?=[ao])", "w"),
    ("ck|qu(?=[eiy])|q", "k"),
    ("c(?=[eiy])|z", "s"),
    ("c", "k"),
    ("g(?=[eiy])", "j"),
    ("gu(?=[eiy])", "g"),
    ("v", "b"),
    ("h", ""),
    ("y", "i"),
    ("n(?=[bp])", "m"),
    (r"(.)\1+", r"\1"),
    # Denise and Deniz
    ("(?<=...)e$", ""),
)

# Capitals are sounds that are settled: H the Spanish j, Y the sound that begins Yolanda, W that of Juan.
_ECHO = _rules(
    ("t?ch|sch|sh", "X"),
    ("ph", "f"),
    # The ñ of Quiñones as other people write it.
    ("gn|ny(?=[aeiou])|ni(?=[aou])", "n"),
    ("[jh]u(?=[aeio])|gu(?=[ao])|[gh]?w(?=[aeio])", "W"),
    ("ck|qu(?=[eiy])|q", "k"),
    ("c(?=[eiy])|[zx]", "s"),
    ("c", "k"),
    ("j|g(?=[eiy])", "H"),
    ("gu(?=[eiy])", "g"),
    ("v", "b"),
    ("^e(?=s[^aeiouhs])", ""),
    ("(?<=.)[aeiouyh]|(?<=.)ll(?=[aeiou])", ""),
    ("^[aeiouyh]", "A"),
    (r"(.)\1+", r"\1"),
)

# Beginnings that are read in several ways: h silent or as j; the j of Jolanda; Gillermo; the x of Ximena.
_BEGINNINGS = (
    (re.compile("^h(?!u[aeio]|w)"), ("", "j")),
    (re.compile("^j(?!u[aeio])"), ("j", "Y")),
    (re.compile("^g(?=[eiy])"), ("j", "Y", "gu")),
    (re.compile("^(?:y(?=[aeiou])|ll)"), ("Y",)),
    (re.compile("^x"), ("s", "j")),
)


def sound(word: str) -> str:
    """Key for words that sound alike: b/v, c/s/z, qu/k, g/j, y/i, silent h, doubled letters."""
    return _replace(word, _SOUND)


# Alehandro, Anhel; but also Doherty, and the Dougherty who is heard like him.
_INSIDE = re.compile("(?<=[aeiouylnr])g?h(?=[aeiouy])")


def echoes(word: str) -> set[str]:
    """Keys for words that are heard alike, whatever their vowels; a word may be heard in two ways."""
    word = word.replace("ght", "t")
    readings = {word, _INSIDE.sub("", word), _INSIDE.sub("j", word)}
    for pattern, beginnings in _BEGINNINGS:
        if pattern.match(word):
            readings = {pattern.sub(beginning, one) for one in readings for beginning in beginnings}
            break
    # One consonant is too little to be told by.
    return {echo for echo in (_replace(reading, _ECHO) for reading in readings) if len(echo) > 1}


def _replace(word: str, rules: _Rules) -> str:
    for pattern, key in rules:
        word = pattern.sub(key, word)
    return word
