"""What makes two spellings of a name the same, and how a list's spelling is read.

Names are bags of tokens without case, accents or marks; the order of the parts, hyphens,
apostrophes and the particles of Spanish, Portuguese, French and Irish names do not count.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lookup.cases import Name, Person

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)
_BETWEEN = re.compile(r"[^\w\u0300-\u036f'\u2018\u2019\u201b\u02bc\u00b4`\u2032\uff07]+|[\d_]+")
_APOSTROPHES = re.compile("['\u2018\u2019\u201b\u02bc\u00b4`\u2032\uff07]")

_ASCII_APOSTROPHES = str.maketrans("", "", "'`")
# What phones and web pages put inside words: soft hyphens, joiners, marks of direction.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

# Not "le", "van" or "san": those are whole surnames of too many people here.
PARTICLES = frozenset("de del la las los y e da das do dos di du des o mc mac st ste saint sainte".split())
_IN_FULL = {"st": "saint", "ste": "sainte"}
_PARTICLES_BEFORE_GIVEN_NAMES = PARTICLES - {"do", "da", "la", "du", "di", "del", "mac"}
SUFFIXES = {
    "jr": "Jr.",
    "junior": "Jr.",
    "hijo": "Jr.",
    "sr": "Sr.",
    "senior": "Sr.",
    "padre": "Sr.",
    "ii": "II",
    "2nd": "II",
    "iii": "III",
    "3rd": "III",
    "iv": "IV",
    "4th": "IV",
    "v": "V",
}
# "V" and the Spanish words are also initials and surnames: only a list's last word may be one.
_TYPED_SUFFIXES = frozenset(SUFFIXES) - {"v", "hijo", "padre"}
_ALSO_GIVEN_NAMES = frozenset({"junior", "senior"})
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "sra", "srta"})

ALIAS = re.compile(
    r"\b(?:a\s*[/.\\-]?\s*k\s*[/.\\-]?\s*a\b\.?|also\s+known\s+as|alias|f\s*/\s*k\s*/\s*a)[:\s]*", re.I
)
_BRACKETED_ALIAS = re.compile(r"[(\[]\s*((?:a\s*[/.]?\s*k\s*[/.]?\s*a|alias)\b[^)\]]*)[)\]]", re.I)
_NICKNAME = re.compile(r"[(\"“”«»]([^()\"“”«»]+)[)\"“”«»]")
_TRAILING = re.compile(r"[\s,;]+(?:et\.?\s*al\.?|and\s+others)\s*$", re.I)


def fold(text: str) -> str:
    """Key for comparing: no case, accents or apostrophes; ñ is n. Never shown to people."""
    if text.isascii():
        return text.translate(_ASCII_APOSTROPHES).lower()
    text = _UNSEEN.sub("", _APOSTROPHES.sub("", text))
    # Twice: letters of other alphabets' styles show their case only when they are taken apart.
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LETTERS)
    return "".join(char for char in text if not unicodedata.combining(char))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name that tells people apart: a word with the particles before it.

    `spellings` are its folded forms ("cruz" and "delacruz"), `written` how it was written.
    """

    spellings: frozenset[str]
    written: str


def words(text: str) -> list[str]:
    """The words of a name as written; hyphens part them, apostrophes and accents of their own do not."""
    return [
        word for word in _BETWEEN.split(unicodedata.normalize("NFC", _UNSEEN.sub("", text))) if fold(word)
    ]


def tokens(text: str) -> list[str]:
    """The folded words of a name, in order: "O'Brien-Peña, José" is ["obrien", "pena", "jose"]."""
    return [fold(word) for word in words(text)]


def split_parts(text: str) -> list[Part]:
    """The parts of a name in order: "María de la Cruz" is María, and de la Cruz (or "delacruz")."""
    # "Do John", but not "Da Rosa, John".
    alone = "," not in text and len(words(text)) == 2
    return _parts(text, _PARTICLES_BEFORE_GIVEN_NAMES if alone else PARTICLES)


def listed_parts(text: str) -> list[Part]:
    """The parts of one column of a list, where "Da" of "Da Rosa" is never somebody's first name."""
    return _parts(text, PARTICLES)


def _parts(text: str, particles: frozenset[str]) -> list[Part]:
    found: list[Part] = []
    for piece in text.split(","):
        before: list[str] = []
        written = words(piece)
        for at, word in enumerate(written):
            if _is_particle(word, at, piece, particles):
                before.append(word)
                continue
            ahead = list(map(fold, before))
            in_full = [_IN_FULL.get(particle, particle) for particle in ahead]
            forms = {
                "".join([*grown[start:], fold(word)])
                for grown in (ahead, in_full)
                for start in range(len(before) + 1)
            }
            found.append(Part(frozenset(forms), " ".join([*before, word])))
            before = []
        # "Do" and "Dos Santos" end in what is a name here: nothing follows that it could belong to.
        found += [Part(frozenset({fold(word)}), word) for word in before]
    return found


def _is_particle(word: str, at: int, piece: str, particles: frozenset[str]) -> bool:
    """Whether a word belongs to the one after it, and is no initial ("E.")."""
    key = fold(word)
    if key not in particles:
        return False
    return len(key) > 1 or not (f"{word}." in piece or (at == 0 and key != "o"))


def split_suffix(text: str) -> tuple[str, str]:
    """A typed name without "Mr.", "Jr.", "Sr." or a number, and the suffix in standard form or ""."""
    words = text.split()
    if len(words) > 2 and fold(words[0]).strip(".") in _TITLES:
        words = words[1:]
        text = " ".join(words)
    for index, word in enumerate(words):
        key = fold(word).strip(".,")
        if index > 0 and key in _TYPED_SUFFIXES - (_ALSO_GIVEN_NAMES if len(words) < 3 else set()):
            return " ".join(words[:index] + words[index + 1 :]), SUFFIXES[key]
    return text, ""


def from_parts(first: str, middle: str, last: str, suffix: str) -> Name:
    """The name from separate columns; a suffix that stands in one of them is put in its place."""
    found = SUFFIXES.get(fold(suffix).strip(". "), suffix.strip())
    cells = []
    for cell in (first, middle, last):
        rest, inside = _take_suffix(_tidy(cell))
        found = found or inside
        cells.append(_cased(rest))
    return Name(cells[0], cells[1], cells[2], found)


def parse_listed(text: str) -> tuple[Name, tuple[Name, ...]]:
    """One cell of a list: "LAST JR., FIRST M. A/K/A FIRST LAST" or "First Last"; name and aliases."""
    text = _BRACKETED_ALIAS.sub(r" \1", _TRAILING.sub("", text))
    pieces = [piece for piece in ALIAS.split(text) if _tidy(piece)]
    if not pieces:
        return Name(""), ()
    nicknames = _NICKNAME.findall(pieces[0])
    name = _one(_NICKNAME.sub(" ", pieces[0]))
    aliases = [_alias(alias, name) for piece in pieces[1:] for alias in _several(piece.replace("\n", " "))]
    aliases += [Name(_cased(nickname), "", name.last) for nickname in nicknames if tokens(nickname)]
    return name, tuple(alias for alias in aliases if tokens(alias.full))


def parse_alias(text: str) -> tuple[Name, ...]:
    """An alias cell, which may hold several names, separated by ";", "/" or "a/k/a"."""
    found = [_one(alias) for piece in ALIAS.split(text) for alias in _several(piece)]
    return tuple(name for name in found if tokens(name.full))


def same_person(a: Person, b: Person) -> bool:
    """Whether two rows on one docket number mean the same person.

    Birth dates must not contradict, suffixes neither; every word of one name must be in the
    other, where an initial stands for a word that begins with it.
    """
    if a.born and b.born and a.born[: len(b.born)] != b.born[: len(a.born)]:
        return False
    if a.name.suffix and b.name.suffix and a.name.suffix != b.name.suffix:
        return False
    mine, theirs = _bag(a.name), _bag(b.name)
    return _within(mine, theirs) or _within(theirs, mine)


def _bag(name: Name) -> list[str]:
    return [min(part.spellings, key=len) for part in split_parts(f"{name.first} {name.middle} {name.last}")]


def _within(some: list[str], others: list[str]) -> bool:
    """Each of `some` is met by another one of `others`; at least two words are met whole."""
    left, whole = list(others), 0
    for word in sorted(some, key=len, reverse=True):
        met = next((other for other in left if other == word), None)
        whole += met is not None
        met = met or next((o for o in left if o[0] == word[0] and 1 in (len(o), len(word))), None)
        if met is None:
            return False
        left.remove(met)
    return whole >= min(2, len(some))


def _alias(text: str, name: Name) -> Name:
    """An alias of one word is another first name: "A/K/A PEPE" of García is Pepe García."""
    alias = _one(text)
    return alias if alias.first else Name(alias.last, "", name.last)


def _several(text: str) -> list[str]:
    """The names in one alias cell. Lines are names of their own only where each has more than one word."""
    lines = [line for line in text.split("\n") if _tidy(line)]
    pieces = lines if all(len(words(line)) > 1 for line in lines) else [" ".join(lines)]
    return [part for piece in pieces for part in re.split(r"[;/|]", piece) if _tidy(part)]


def _one(text: str) -> Name:
    text = _tidy(text)
    if "," not in text:
        return _unordered(text)
    last, _, rest = text.partition(",")
    # "LAST, JR., FIRST": a suffix may stand between.
    pieces = sorted(rest.split(","), key=lambda piece: fold(piece).strip(" .") in _TYPED_SUFFIXES)
    rest, suffix = _take_suffix(" ".join(pieces))
    if not tokens(rest):
        # "First M. Last, Jr."
        name = _unordered(last)
        return Name(name.first, name.middle, name.last, suffix or name.suffix, ordered=False)
    last, inside = _take_suffix(last)
    first, middle = _given(rest.split())
    return Name(_cased(first), _cased(middle), _cased(last), suffix or inside)


def _given(words: list[str]) -> tuple[str, str]:
    """First and middle: a trailing initial is the middle name, other words belong to the first."""
    if len(words) > 1 and len(words[-1].strip(".")) == 1:
        return " ".join(words[:-1]), words[-1]
    return " ".join(words), ""


def _unordered(text: str) -> Name:
    text, suffix = _take_suffix(text)
    words = text.split()
    if len(words) < 2:
        return Name("", "", _cased(text), suffix, ordered=False)
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in PARTICLES:
        start -= 1
    first, middle, last = words[0], words[1:start], words[start:]
    return Name(_cased(first), _cased(" ".join(middle)), _cased(" ".join(last)), suffix, ordered=False)


def _take_suffix(text: str) -> tuple[str, str]:
    words = text.split()
    if len(words) > 1 or (words and fold(words[0]).strip(".") in _TYPED_SUFFIXES - _ALSO_GIVEN_NAMES):
        key = fold(words[-1]).strip(".,")
        if key in SUFFIXES and not (key == "v" and words[-1].endswith(".")):
            return " ".join(words[:-1]).rstrip(", "), SUFFIXES[key]
    return text.strip(), ""


def _tidy(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split()).strip(" ,;")


_SMALL = frozenset("de del la las los y e da das do dos du".split())


def _cased(text: str) -> str:
    """Names written in capitals, as people write them: "GARCÍA LÓPEZ" is "García López"."""
    if not text.isupper():
        return text
    words = [
        word.lower() if fold(word) in _SMALL and at else _capital(word)
        for at, word in enumerate(text.split())
    ]
    return " ".join(words)


def _capital(word: str) -> str:
    word = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
    return re.sub(r"\bMc([a-z])", lambda part: "Mc" + part[1].upper(), word)
