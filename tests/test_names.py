"""What makes two spellings of a name the same, and how lists write names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookup import names
from lookup.cases import Name, Person
from lookup.index.places import Place, placed_parts

FOLDED = {
    "GARCÍA": "garcia",
    "Muñoz": "munoz",
    "O'Brien": "obrien",
    "O\u2019Brien": "obrien",
    "O\u2018Brien": "obrien",
    "O`Brien": "obrien",
    "Dương": "duong",
    "Đặng": "dang",
    "São João": "sao joao",
    "STRAßE": "strasse",
    "François": "francois",
    "Jose\u0301": "jose",
}

TOKENS = {
    "García-López, José Luis": ["garcia", "lopez", "jose", "luis"],
    "O\u2019Brien-Peña  Seán": ["obrien", "pena", "sean"],
    "Smith 3 John_Q": ["smith", "john", "q"],
    # letters with marks of their own, as some phones and computers write them
    "Pen\u0303a Nu\u0301n\u0303ez": ["pena", "nunez"],
    "D\u0301enise": ["denise"],
    "J. R. Ortiz": ["j", "r", "ortiz"],
    "  ": [],
    "\U0001f600": [],
    "محمد علي": ["محمد", "علي"],
}

PARTS = {
    "María de la Cruz": [{"maria"}, {"cruz", "lacruz", "delacruz"}],
    "Juan Ortiz y Peña": [{"juan"}, {"ortiz"}, {"pena", "ypena"}],
    "O Brien Sean": [{"brien", "obrien"}, {"sean"}],
    "Mc Donald Pat": [{"donald", "mcdonald"}, {"pat"}],
    "De Jesus": [{"jesus", "dejesus"}],
    "St. Pierre, Jean": [{"pierre", "saintpierre", "stpierre"}, {"jean"}],
    "Ste. Marie, Anne": [{"marie", "saintemarie", "stemarie"}, {"anne"}],
    "Dos Santos": [{"santos", "dossantos"}],
    "Da Rosa, Joao": [{"rosa", "darosa"}, {"joao"}],
    "Van Dyke Ann": [{"van"}, {"dyke"}, {"ann"}],
    # surnames that look like particles, and initials that do
    "Do, John": [{"do"}, {"john"}],
    "John Do": [{"john"}, {"do"}],
    "Do John": [{"do"}, {"john"}],
    "Lê, John": [{"le"}, {"john"}],
    "E. Roy": [{"e"}, {"roy"}],
    "O. Chan": [{"o"}, {"chan"}],
    "Ana de": [{"ana"}, {"de"}],
}

LISTED = {
    "GARCIA LOPEZ, JOSE LUIS": (Name("Jose Luis", "", "Garcia Lopez"), []),
    "KING, DONALD A.": (Name("Donald", "A.", "King"), []),
    "FLORES JR., RICARDO": (Name("Ricardo", "", "Flores", "Jr."), []),
    "Sherman Jr., James": (Name("James", "", "Sherman", "Jr."), []),
    "SMITH, JOHN, JR.": (Name("John", "", "Smith", "Jr."), []),
    "Smith, John III": (Name("John", "", "Smith", "III"), []),
    "MCDONALD, PAT V.": (Name("Pat", "V.", "McDonald"), []),
    "O\u2019BRIEN, SEÁN P. ET AL": (Name("Seán", "P.", "O\u2019Brien"), []),
    "DE LOS SANTOS, ÁNGEL": (Name("Ángel", "", "De los Santos"), []),
    "John Q. Smith, Jr.": (Name("John", "Q.", "Smith", "Jr.", ordered=False), []),
    "José Luis García López": (Name("José", "Luis García", "López", ordered=False), []),
    "Darío De La Cruz": (Name("Darío", "", "De La Cruz", ordered=False), []),
    "PHILIPPE, AIMÉE A/K/A ERIKA PHILIPPE": (
        Name("Aimée", "", "Philippe"),
        [Name("Erika", "", "Philippe", ordered=False)],
    ),
    "Concepción, Oswaldo aka Armando Concepción": (
        Name("Oswaldo", "", "Concepción"),
        [Name("Armando", "", "Concepción", ordered=False)],
    ),
    "GARCIA, JOSE A/K/A PEPE": (Name("Jose", "", "Garcia"), [Name("Pepe", "", "Garcia")]),
    "SILVA, João (a/k/a John Silva)": (
        Name("João", "", "Silva"),
        [Name("John", "", "Silva", ordered=False)],
    ),
    # wrapped over two lines
    "GÓMEZ, ANA A/K/A GLADYS\nSERRANO": (
        Name("Ana", "", "Gómez"),
        [Name("Gladys", "", "Serrano", ordered=False)],
    ),
    'GARCIA, JOSE "PEPE"': (Name("Jose", "", "Garcia"), [Name("Pepe", "", "Garcia")]),
    "": (Name(""), []),
}

SAME_PERSON = [
    (("Church, Jerry A.", "1956-05-02"), ("Jerry Aaron Church", "1956-05-02"), True),
    (("García López, José", "1970"), ("Garcia, Jose", "1970-03-04"), True),
    (("Andres Tejada, Alexandra P.", ""), ("Alexandra Andres Tejada", "1989-02-21"), True),
    (("Smith, John", "1950-01-01"), ("Smith, John", "1975-01-01"), False),
    (("Smith Sr., John", ""), ("Smith Jr., John", ""), False),
    (("Smith, John", ""), ("Smith, Mary", ""), False),
    (("Smith, J.", ""), ("Jones, J.", ""), False),
]

GIVEN, MIDDLE, EITHER, SURNAME, SECOND = Place

# a cell of a list, each part of the name with its place
PLACES = {
    "GARCIA LOPEZ, JOSE LUIS": [("Jose", GIVEN), ("Luis", MIDDLE), ("Garcia", SURNAME), ("Lopez", SECOND)],
    "KING, DONALD A.": [("Donald", GIVEN), ("A", MIDDLE), ("King", SURNAME)],
    "DE LA CRUZ, ÁNGEL": [("Ángel", GIVEN), ("De la Cruz", SURNAME)],
    "SMITH JR., JOHN": [("John", GIVEN), ("Smith", SURNAME)],
    # without a comma: the middle one of three may be either
    "Jane Doe": [("Jane", GIVEN), ("Doe", SURNAME)],
    "Jane Q. Doe": [("Jane", GIVEN), ("Q", EITHER), ("Doe", SURNAME)],
    "José García López": [("José", GIVEN), ("García", EITHER), ("López", SURNAME)],
    "José Luis García López": [("José", GIVEN), ("Luis", MIDDLE), ("García", SURNAME), ("López", SECOND)],
    "María de la Cruz Soto": [("María", GIVEN), ("de la Cruz", EITHER), ("Soto", SURNAME)],
    "John Do": [("John", GIVEN), ("Do", SURNAME)],
    "Cher": [("Cher", SURNAME)],
    "": [],
}


@pytest.mark.parametrize(("text", "folded"), FOLDED.items())
def test_fold(text, folded):
    assert names.fold(text) == folded


@pytest.mark.parametrize(("text", "tokens"), TOKENS.items())
def test_tokens(text, tokens):
    assert names.tokens(text) == tokens


@pytest.mark.parametrize(("text", "parts"), PARTS.items())
def test_parts_take_their_particles_with_them(text, parts):
    assert [set(part.spellings) for part in names.split_parts(text)] == parts


@pytest.mark.parametrize(("cell", "expected"), LISTED.items())
def test_a_cell_of_a_list_is_a_name_and_its_aliases(cell, expected):
    name, aliases = names.parse_listed(cell)
    assert (name, list(aliases)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Pepe Garcia\nJose Lopez", ["Pepe Garcia", "Jose Lopez"]),
        ("Gladys\nSerrano", ["Gladys Serrano"]),
        ("Gladys", ["Gladys"]),
        ("a/k/a Pepe Garcia", ["Pepe Garcia"]),
        ("", []),
    ],
)
def test_an_alias_cell(cell, expected):
    assert [name.full for name in names.parse_alias(cell)] == expected


def test_an_alias_cell_may_hold_several_names():
    found = names.parse_alias("Pepe Garcia; LOPEZ, JOSE / Jose Lopes")
    assert [name.full for name in found] == ["Pepe Garcia", "Jose Lopez", "Jose Lopes"]


@pytest.mark.parametrize(("one", "other", "same"), SAME_PERSON)
def test_same_person(one, other, same):
    def person(name, born):
        return Person(names.parse_listed(name)[0], (), born)

    assert names.same_person(person(*one), person(*other)) is same
    assert names.same_person(person(*other), person(*one)) is same


@pytest.mark.parametrize(("cell", "expected"), PLACES.items())
def test_the_places_of_parts(cell, expected):
    name, _ = names.parse_listed(cell)
    assert [(part.written, place) for part, place in placed_parts(name)] == expected


@pytest.mark.parametrize(
    ("place", "given", "surname"),
    [
        (GIVEN, True, False),
        (MIDDLE, True, False),
        (EITHER, False, False),
        (SURNAME, False, True),
        (SECOND, False, True),
    ],
)
def test_what_a_place_says_for_sure(place, given, surname):
    assert (place.given, place.surname) == (given, surname)


@pytest.mark.parametrize(
    ("typed", "bare", "suffix"),
    [
        ("John Smith Jr", "John Smith", "Jr."),
        ("John Smith, sr.", "John Smith,", "Sr."),
        ("John III Smith", "John Smith", "III"),
        ("Junior Smith", "Junior Smith", ""),
    ],
)
def test_suffixes_that_people_type(typed, bare, suffix):
    assert names.split_suffix(typed) == (bare, suffix)


def test_names_from_columns():
    assert names.from_parts("ANA", "M", "DE LEÓN", "jr") == Name("Ana", "M", "De León", "Jr.")
    assert names.from_parts("JOHN", "", "SMITH SR.", "") == Name("John", "", "Smith", "Sr.")


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    name, aliases = names.parse_listed(text)
    assert all(names.tokens(alias.full) for alias in aliases)
    assert all(part.spellings for part in names.split_parts(name.full))
    assert names.fold(names.fold(text)) == names.fold(text)
