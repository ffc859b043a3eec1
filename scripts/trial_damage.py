"""What people do to a name when they write it: each a small pure function from words to words.

The tables are the evaluation's own, written apart from lookup/nicknames.py and lookup.names, which
they are to try.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from trial_names import plain


@dataclass(frozen=True, slots=True)
class Draft:
    """A name that is about to be typed, in words: what is given, and the surnames with their particles."""

    language: str
    given: tuple[str, ...]
    middle: str
    surnames: tuple[str, ...]
    suffix: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All of it in order, without the suffix."""
        return (*self.given, *filter(None, [self.middle]), *self.surnames)


_SOUNDS = {
    "es": (
        "b>v v>b z>s s>z c(?=[ei])>s s(?=[ei])>c ll>y y(?=[aeou])>ll ^h> (?<=.)h(?=[aeiou])> "
        "^(?=[aeiou])>h g(?=[ei])>j j(?=[ei])>g ^j>h qu>k c(?=[aou])>k ñ>n ñ>ny ñ>nn rr>r "
        "r(?=[aeiou])>rr x>j j>x m(?=[bp])>n n(?=[bp])>m ez$>es es$>ez cion$>sion gu(?=[ei])>g hu>w "
        "ju>wu ^s>es ^es(?=[ptck])>s ía$>eea ia$>ea i>ee e$>ay o$>oh ll>l l>ll n$>m y$>i i$>y ph>f f>ph "
        "u>oo que>ke"
    ),
    "pt": "ão>ao ão>am ão>an ç>s ç>ss lh>ll lh>li nh>n nh>ni z>s s$>z ss>s x>sh ch>sh ei>e ou>o qu>k "
    "c(?=[aou])>k es$>ez e$>i g(?=[ei])>j j>g m$>n ê>e ô>o ff>f s(?=[aeiou])>z",
    "fr": "ph>f eau>o ou>u ou>oo ois>oi ch>sh j>g g(?=[ei])>j c(?=[aou])>k qu>k s$> t$> x$> ien>yen é>ay "
    "ç>s ll>l nn>n tt>t y>i i>y th>t in$>en ai>e an>en en>an e$> c(?=[ei])>s",
    "vi": "ng>n ^ng>n uy>wi ph>f f>ph th>t kh>k ch>c x>s s>x ^d>y y>i i>y ie>e nh$>n h(?=[aeiou])> ea>ia "
    "ou>u ee>i ho> u>o",
    "en": "ph>f f>ph ck>k k>ck c(?=[aou])>k k>c ie>ei ei>ie ey$>y y$>ey y$>ie ie$>y ll>l l(?=[aeiou])>ll "
    "nn>n n$>nn tt>t ss>s rr>r gh>g mc>mac ^mac>mc ea>ee ee>ea ai>ay ay>ai er$>ar en$>on on$>en an$>en "
    "e$> s$>se s$>z y>i sh>ch ch>sh th>t x>cks ou>ow kn>n wr>r w>wh",
}
_RULES = {
    language: [
        (re.compile(pattern), put) for pattern, _, put in (rule.partition(">") for rule in rules.split())
    ]
    for language, rules in _SOUNDS.items()
}


def misheard(rng: Random, word: str, language: str) -> str:
    """One sound of the word in another spelling, by the ear of its own language; the same where none fits."""
    low = word.lower()
    found = [(match, put) for pattern, put in _RULES[language] for match in pattern.finditer(low)]
    changed = [low[: match.start()] + put + low[match.end() :] for match, put in found]
    changed = [text for text in changed if len(text) > 1 and plain(text) != plain(low)]
    return rng.choice(changed) if changed else word


_NICKNAMES = {
    "es": "josé:pepe,cheo,chepe,joseph,joe francisco:paco,pancho,frank jesús:chuy,chucho guadalupe:lupe "
    "ignacio:nacho roberto:beto,robert,bobby alberto:beto,albert gilberto:beto heriberto:beto "
    "antonio:toño,tony,anthony guillermo:memo,william,willie eduardo:lalo,eddie,edward "
    "enrique:quique,kike,henry ramón:moncho santiago:chago rafael:rafi,rafa,ralph fernando:nando "
    "ernesto:neto gregorio:goyo,gregory manuel:manny,manolo miguel:mike,michael juan:john,juanito "
    "carlos:charlie,charles luis:louis,luisito pedro:peter pablo:paul jorge:george javier:javi,xavier "
    "maría:mary,mari rosa:rosie,rose carmen:carmencita dolores:lola mercedes:meche "
    "isabel:chabela,elizabeth concepción:concha rosario:charo teresa:tere,theresa "
    "margarita:margie,margaret ana:anna,anita elena:helen esteban:stephen,steven ángel:angelito "
    "daniel:danny david:dave samuel:sammy alejandro:alex,alexander alexander:alex domingo:mingo "
    "julio:julius felipe:philip ricardo:ricky,richard andrés:andy,andrew tomás:tommy,thomas "
    "milagros:millie,mili yolanda:yoli josefina:fina,josie patricia:patty sandra:sandy josué:joshua "
    "vicente:vincent raúl:ralph juana:jane gabriel:gabe nicolás:nick,nicholas leonardo:leo arturo:arthur "
    "benjamín:benny,benji consuelo:chelo",
    "pt": "joão:john,joãozinho josé:zé,joseph,joe francisco:chico,frank manuel:manny,manoel "
    "antónio:tony,toninho antonio:tony carlos:carlinhos,charlie paulo:paul maria:mary pedro:peter "
    "luís:louis jorge:george fernando:nando eduardo:eddie,edu roberto:beto,robert daniel:danny "
    "joaquim:quim guilherme:william ricardo:richard,ricky marcos:mark emanuel:manny teresa:tete,theresa "
    "isabel:bela filomena:mena",
    "fr": "jean:john pierre:peter joseph:joe,jojo michel:michael,mike emmanuel:manno,manny "
    "jacques:jack,jacob patrick:pat frantz:frank samuel:sam philippe:philip marc:mark gérard:gerry "
    "robert:bob marie:mary ronald:ron reginald:reggie dominique:nikki stanley:stan josué:joshua "
    "rose:rosie ruth:ruthie",
    "vi": "",
    "en": "william:bill,will,billy robert:bob,rob,bobby richard:rick,dick,rich james:jim,jimmy "
    "john:jack,johnny michael:mike,mikey joseph:joe,joey thomas:tom,tommy charles:charlie,chuck "
    "christopher:chris daniel:dan,danny matthew:matt anthony:tony steven:steve stephen:steve "
    "edward:ed,eddie,ted kenneth:ken,kenny ronald:ron timothy:tim patrick:pat,paddy kathleen:kathy "
    "elizabeth:liz,beth,betty margaret:peggy,maggie patricia:patty,pat,tricia jennifer:jen,jenny "
    "susan:sue,susie katherine:kathy,kate deborah:debbie,deb barbara:barb rebecca:becky victoria:vicky "
    "francis:frank lawrence:larry gerald:jerry andrew:andy,drew gregory:greg benjamin:ben samuel:sam "
    "nicholas:nick alexander:alex jeffrey:jeff donald:don,donnie david:dave eugene:gene theresa:terry "
    "cynthia:cindy sandra:sandy pamela:pam jacqueline:jackie christine:chris,tina dorothy:dot,dottie "
    "virginia:ginny raymond:ray peter:pete frederick:fred albert:al leonard:lenny philip:phil "
    "jonathan:jon douglas:doug zachary:zach joshua:josh nathaniel:nate vincent:vinny josephine:josie "
    "kimberly:kim amanda:mandy melissa:missy stephanie:steph angela:angie",
}
_CALLED = {
    language: {
        plain(name): nicknames.split(",")
        for name, _, nicknames in (entry.partition(":") for entry in table.split())
    }
    for language, table in _NICKNAMES.items()
}


def nicknamed(rng: Random, draft: Draft) -> Draft:
    """The first name as friends or English papers have it; the same where no such form is known."""
    known = _CALLED[draft.language].get(plain(draft.given[0]))
    return replace(draft, given=(rng.choice(known), *draft.given[1:])) if known else draft


_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    key: {
        other
        for down, beside in enumerate(_ROWS)
        for along, other in enumerate(beside)
        if abs(row - down) <= 1 and abs(place - along) <= 1 and other != key
    }
    for row, keys in enumerate(_ROWS)
    for place, key in enumerate(keys)
}
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def mistyped(rng: Random, word: str) -> str:
    """Exactly one error of the fingers: a letter more, less, another one, or two that changed places."""
    while True:
        at = rng.randrange(len(word))
        before, letter, after = word[:at], word[at], word[at + 1 :]
        beside = sorted(_BESIDE.get(plain(letter).lower(), _ALPHABET))
        other = rng.choice(beside if rng.random() < 0.7 else _ALPHABET)
        other = other.upper() if word.isupper() else other
        changed = rng.choice(
            [
                before + letter + rng.choice([letter, other]) + after,
                before + after,
                before + other + after,
                before + after[:1] + letter + after[1:],
            ]
        )
        if _letters(changed) not in ("", _letters(word)):
            return changed


def _letters(word: str) -> str:
    return re.sub("[^A-Z]", "", plain(word))


def mistype_one(rng: Random, words: Sequence[str]) -> tuple[str, ...]:
    """One typing error somewhere; every letter of every word is as likely, initials aside."""
    long = [at for at, word in enumerate(words) if len(word) > 1]
    at = rng.choices(long, [len(words[place]) for place in long])[0]
    return (*words[:at], mistyped(rng, words[at]), *words[at + 1 :])


def joined(rng: Random, draft: Draft) -> Draft:
    """Two words as one, or a particle's: Delacruz, Garcialopez, Joseluis; "O Brien" the other way round."""
    ways = [
        replace(draft, surnames=(*draft.surnames[:at], _as_one(name), *draft.surnames[at + 1 :]))
        for at, name in enumerate(draft.surnames)
        if _as_one(name) != name
    ]
    if len(draft.surnames) > 1:
        ways.append(replace(draft, surnames=("".join(draft.surnames).replace(" ", ""),)))
    if len(draft.given) > 1 and not ways:
        ways.append(replace(draft, given=("".join(draft.given),)))
    return rng.choice(ways) if ways else draft


def _as_one(surname: str) -> str:
    """De la Cruz is Delacruz, Jean-Louis Jeanlouis; Mc and O' come apart."""
    apart = re.sub(r"^(Mc|Mac|O'|D')(?=[A-Z])", lambda start: start[0].rstrip("'") + " ", surname)
    return apart if apart != surname else re.sub("[ -]", "", surname).capitalize()


def initial(rng: Random, draft: Draft) -> Draft:
    """A middle or second given name as its initial."""
    if len(draft.given) > 1:
        return replace(draft, given=(draft.given[0], draft.given[1][0]))
    return replace(draft, middle=draft.middle[:1])


def shorter(rng: Random, draft: Draft) -> Draft:
    """Without the second surname, the middle name or the second given name; sometimes all of them."""
    surnames = draft.surnames[:1] if rng.random() < 0.6 else draft.surnames
    middle = draft.middle if rng.random() < 0.3 else ""
    given = draft.given if rng.random() < 0.6 else draft.given[:1]
    return replace(draft, given=given, middle=middle, surnames=surnames)


_PARTICLES = re.compile(r"^(?:de |del |la |las |los |da |do |dos |das )+(?=\w)", re.I)


def without_particles(draft: Draft) -> Draft:
    """De la Cruz as Cruz."""
    return replace(draft, surnames=tuple(_PARTICLES.sub("", name) for name in draft.surnames))


def written(rng: Random, draft: Draft, reordered: bool = True) -> str:
    """The words in one line as people type them: case, accents, apostrophes, hyphens, order and suffix."""
    given = " ".join(filter(None, [*draft.given, draft.middle]))
    surnames = " ".join(draft.surnames)
    order = rng.random() if reordered else 0.0
    text = f"{given} {surnames}"
    if order > 0.75:
        text = f"{surnames}, {given}" if order > 0.9 else f"{surnames} {given}"
    if reordered and draft.suffix and rng.random() < 0.5:
        text += f" {draft.suffix}"
    text = text.replace("'", rng.choice(["\u2019", "\u2019", "'", ""]))
    text = text.replace("-", rng.choice("- "))
    if rng.random() < 0.7:
        text = "".join(plain(char) if char.isupper() else plain(char).lower() for char in text)
    return rng.choices([text.lower(), text, text.upper()], [55, 30, 15])[0]
