"""What a typed name may mean among the listed words."""

import pytest

from lookup.names import split_parts
from lookup.search import spellings
from lookup.search.spellings import Meanings, TypedPart
from tests.listing import people, searcher_of

LISTED = [
    "GARCIA LOPEZ, JOSE LUIS",
    "GARCIA, PEDRO",
    "GARZA, JOSEFA",
    "DE LA CRUZ, ÁNGEL",
    "MARTINEZ, ANAMARIA",
    "SOTO, ROSA MARIA",
    "ROSAMARIA, JUAN",
    "FITZGERALD, ROBERT",
    "GARCIALOPEZ, EVA",
    "DA ROSA, JOAO",
    "VEGA, H.",
    "HOFFMAN, J.",
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    return searcher_of(tmp_path_factory.mktemp("spellings"), people(*LISTED))


@pytest.fixture(scope="module")
def index(searcher):
    return searcher.release.index


def meanings(index, typed):
    (part,) = split_parts(typed)
    return Meanings(TypedPart.of(part), index)


def meant(index, typed):
    """The listed words that a typed one may mean, the likeliest first."""
    found = {
        index.words[number].spellings[0]: like for number, like in meanings(index, typed).items() if like
    }
    return sorted(found, key=lambda word: -found[word])


@pytest.mark.parametrize(
    ("typed", "first", "others"),
    [
        ("Garcia", "garcia", set()),
        ("GARCÍA", "garcia", set()),
        ("garsia", "garcia", set()),
        ("gracia", "garcia", set()),
        ("Hose", "jose", set()),
        ("Delacruz", "cruz", set()),
        ("de la Cruz", "cruz", set()),
        ("Pepe", "jose", set()),
        ("Joseph", "jose", {"josefa"}),
        ("Bob", "robert", set()),
        ("Robbert", "robert", set()),
        ("Mary", "maria", set()),
    ],
)
def test_the_words_a_part_may_mean(index, typed, first, others):
    found = meant(index, typed)
    assert found[0] == first
    assert others <= set(found[1:])


@pytest.mark.parametrize("typed", ["Xylophone", "Nguyen", "\N{SNOWMAN}a"])
def test_a_part_that_means_no_listed_word(index, typed):
    assert meant(index, typed) == []


@pytest.mark.parametrize(
    ("typed", "listed", "likely"),
    [
        ("garcia", "garcia", True),
        # what no key reaches is compared when it is asked for
        ("h", "hoffman", True),
        ("hoffman", "h", True),
        ("h", "garcia", False),
        ("garcia", "soto", False),
    ],
)
def test_any_word_may_be_asked_for(index, typed, listed, likely):
    (number,) = index.exactly(listed)
    assert (meanings(index, typed)[number] > 0) is likely


def test_the_likeliest_sound_is_looked_up_first(index):
    found = meanings(index, "garsa").sounds()
    assert [like for like, _ in found] == sorted((like for like, _ in found), reverse=True)
    assert {"garsa", "garsia"} <= {sound for _, sound in found}
    # the initial, for those of whom nothing else is known
    assert found[-1][1] == "g"


def test_a_common_part_is_a_larger_share_of_people(index):
    shares = [meanings(index, typed).share for typed in ("Garcia", "Fitzgerald", "Nguyen")]
    assert shares == sorted(set(shares), reverse=True)
    assert shares[-1] > 0


# typed, a way to read it beside the one as it stands
READINGS = [
    ("Jose GarciaLopez", ["Jose", "garcia", "lopez"]),
    ("Pedro Lopezgarcia", ["Pedro", "lopez", "garcia"]),
    ("Robert Fitz Gerald", ["Robert", "fitzgerald"]),
    ("Ana Maria Martinez", ["anamaria", "Martinez"]),
    ("josegarcia", ["jose", "garcia"]),
    # another letter was hit instead of the space
    ("josebgarcia", ["jose", "garcia"]),
    # the space came too early or too late
    ("jos egarcia", ["jose", "garcia"]),
    ("joseg arcia", ["jose", "garcia"]),
    ("Jose Garcia Lopez", ["Jose", "garcialopez"]),
    ("Juan Rosa Maria", ["Juan", "rosamaria"]),
    ("Pedro Soto", None),
    ("Xylo Phone", None),
]


def readings(index, typed):
    return [[part.part.written for part in one] for one in spellings.readings(split_parts(typed), index)]


@pytest.mark.parametrize(("typed", "other"), READINGS, ids=lambda value: str(value))
def test_a_name_may_be_divided_otherwise(index, typed, other):
    first, *others = readings(index, typed)
    assert first == [part.written for part in split_parts(typed)]
    assert others == [] if other is None else other in others


def test_nothing_typed_has_no_meaning(index):
    assert readings(index, "") == [[]]
