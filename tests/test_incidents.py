"""Incident files: what is shipped is whole and fit to be read; what is broken is explained, all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from lookup import content, dockets, incidents
from lookup.incidents import Incident
from lookup.texts import DATA, TONES, ContentError, Text

ELSEWHERE = Path(__file__).parent / "data" / "incidents"
LANGUAGES = ("en", "es")
CONTENT = content.load(LANGUAGES)
SHIPPED = CONTENT.incidents


def load_all(folder: Path, languages: Sequence[str] = LANGUAGES) -> dict[str, Incident]:
    """The incidents of a folder, which may name the topics and questions that are shipped."""
    return incidents.load_all(CONTENT.topics, CONTENT.questions, languages, folder)


ALL = [*SHIPPED.values(), *load_all(ELSEWHERE).values()]
LISTED_STATUSES = ("dismissed", "kept", "not_entitled", "under_review", "individual")

NEVER_SAID = (
    r"(not|n.t) affected|no (está|fue|estuvo|están) afectad|don't worry|no se preocupe|guarantee|garantiz"
)


def texts(part: object, place: str = "") -> Iterator[tuple[str, Text]]:
    """Every text inside an incident, with where it stands."""
    if isinstance(part, Text):
        yield place, part
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name), f"{place}.{field.name}")
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from texts(value, f"{place}.{key}")
    elif isinstance(part, tuple):
        for number, value in enumerate(part, start=1):
            yield from texts(value, f"{place}.{number}")


def said(incident: Incident, language: str) -> list[tuple[str, str]]:
    return [(place, text.get(language)) for place, text in texts(incident)]


@pytest.fixture(params=ALL, ids=lambda incident: incident.id)
def incident(request: pytest.FixtureRequest) -> Incident:
    found: Incident = request.param
    return found


@pytest.mark.parametrize("name", ["dookhan", "farak"])
def test_shipped_incidents_have_every_status_of_the_lists(name: str) -> None:
    assert SHIPPED[name].status_ids == LISTED_STATUSES


def test_a_new_incident_needs_a_data_file_alone() -> None:
    orange = load_all(ELSEWHERE)["orange"]
    assert orange.status_ids == ("letter_to_lawyer", "review_unfinished", "worth_pursuing")
    assert dockets.parse("ocf 2012 90001", formats=orange.docket_formats).standard == "OCF-2012-090001"
    assert orange.courts == {"OCF": "Orange County Example Court"}


def test_every_text_is_in_both_languages_and_not_the_same(incident: Incident) -> None:
    assert [place for place, text in texts(incident) if text.get("en") == text.get("es")] == []
    assert [place for place, text in texts(incident) if not (text.get("en") and text.get("es"))] == []


def test_every_status_tells_what_to_do(incident: Incident) -> None:
    for status in incident.statuses.values():
        assert status.tone in TONES
        assert incident.status(status.id).next


@pytest.mark.parametrize("language", ["en", "es"])
def test_sentences_are_short(incident: Incident, language: str) -> None:
    sentences = [
        (place, part) for place, text in said(incident, language) for part in re.split(r"[.!?]\s", text)
    ]
    assert [(place, part) for place, part in sentences if len(part.split()) > 25] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_answers_are_one_short_sentence(incident: Incident, language: str) -> None:
    for status in incident.statuses.values():
        answer = status.answer.get(language)
        assert len(answer.split()) <= 20
        assert re.fullmatch(r"[^.!?]+\.", answer)


@pytest.mark.parametrize("language", ["en", "es"])
def test_nobody_is_told_what_a_list_cannot_know(incident: Incident, language: str) -> None:
    assert [text for _, text in said(incident, language) if re.search(NEVER_SAID, text, re.IGNORECASE)] == []


def test_spanish_says_usted(incident: Incident) -> None:
    familiar = r"\b(tú|tu|tus|tienes|puedes|llama|pide|debes)\b"
    assert [text for _, text in said(incident, "es") if re.search(familiar, text, re.IGNORECASE)] == []


def test_no_number_counts_as_checked_before_somebody_called_it(incident: Incident) -> None:
    assert [contact.id for contact in incident.contacts if contact.checked] == []


def test_a_number_that_several_incidents_share_is_described_alike() -> None:
    # Pages show each number once, also to people of the other incident.
    described: dict[str, set[str]] = {}
    for incident in SHIPPED.values():
        for contact in incident.contacts:
            described.setdefault(contact.phone, set()).add(f"{contact.name} {contact.hours} {contact.help}")
    assert [phone for phone, words in described.items() if len(words) > 1] == []


@pytest.mark.parametrize(
    ("status", "district", "found"),
    [
        ("kept", "Suffolk", 1),
        ("kept", "suffolk", 1),
        ("kept", "Bristol", 0),
        ("dismissed", "Suffolk", 0),
        ("under_review", "Suffolk", 0),
    ],
)
def test_notes(status: str, district: str, found: int) -> None:
    assert len(SHIPPED["dookhan"].notes_for(status, district)) == found


def test_a_note_without_a_district_is_for_all(tmp_path: Path) -> None:
    note = '[[notes]]\nstatus = "letter_to_lawyer"\ntext = { en = "Call.", es = "Llame." }\n'
    (tmp_path / "orange.toml").write_text(ORANGE + note)
    notes = load_all(tmp_path)["orange"].notes_for("letter_to_lawyer", "Any")
    assert [note.text.get("es") for note in notes] == ["Llame."]


ORANGE = (ELSEWHERE / "orange.toml").read_text("utf-8")

# What is changed in a good file, and what the reader of the message must find in it.
BROKEN = {
    "missing language": (
        'es = "Revisión sin terminar"\n',
        "",
        ["statuses review_unfinished > label", 'es = "..."'],
    ),
    "blank text": (
        'es = "Revisión sin terminar"',
        'es = " "',
        ["statuses review_unfinished > label", '"es"'],
    ),
    "other mark-up": (
        'es = "Revisión sin terminar"',
        'es = "<b>Revisión</b>"',
        ["statuses review_unfinished > label", 'in "es" holds mark-up', '<i lang="en">'],
    ),
    "text without languages": ("[[gaps]]", 'lab = "A lab"\n[[gaps]]', ["scope", '"lab"']),
    "unknown tone": ('tone = "open"', 'tone = "gone"', ['tone = "gone"', "cleared, stands, open"]),
    "unknown order": ('tone = "open"', 'tone = "open"\norder = "big"', ['order = "big"', "[[orders]]"]),
    "misspelt key": ('checked = ""', 'cheked = ""', ["contacts public-defender", '"cheked"', "spelling"]),
    "missing word": ('analyst = "Marco Palacio"', "", ["analyst", 'write analyst = "..."']),
    "word not in quotes": ('checked = ""', "checked = 2017", ["checked", "not in quotes"]),
    "date that is none": ('checked = ""', 'checked = "2017-13-01"', ["checked", "2017-04-19"]),
    "id with capitals": (
        'id = "worth_pursuing"',
        'id = "Worth Pursuing"',
        ["Worth Pursuing", "small letters"],
    ),
    "the word for mixed cases": ('id = "worth_pursuing"', 'id = "mixed"', ['"mixed"', "another id"]),
    "same id twice": ('id = "worth_pursuing"', 'id = "letter_to_lawyer"', ["two statuses", "its own"]),
    "not the file's name": ('id = "orange"', 'id = "lemon"', ["lemon", "lemon.toml"]),
    "telephone number": ("407-555-0100", "call us", ["phone", "digits"]),
    "address that runs code": ('checked = ""', 'url = "javascript:alert(1)"', ["url", "https://"]),
    "one bracket": ("[[gaps]]", "[gaps]", ["gaps", "[[gaps]]"]),
    "nothing to do": ("[[statuses.next]]", "[[notes.next]]", ["there are no next", "[[next]]"]),
    "note on no status": (
        "[[docket]]",
        '[[notes]]\nstatus = "x"\ntext = { en = "A", es = "B" }\n[[docket]]',
        ['"x"'],
    ),
    "pattern that is none": (
        r"(?P<number>\d{1,6})",
        r"(?P<number>\d{1,6}",
        ["docket 1", "regular expression"],
    ),
    "standard without its group": ("{year}-{number", "{jahr}-{number", ["docket 1", "standard", "{year}"]),
    "example that does not match": (
        'example = "OCF-',
        'example = "XYZ-',
        ["XYZ-2012-090001", "read as itself"],
    ),
    "example not in standard form": ("2012-090001", "2012-90001", ["OCF-2012-90001", "OCF-2012-090001"]),
    "not TOML": ("[name]", "[name", ["not TOML", "line 9"]),
}


@pytest.mark.parametrize(("good", "bad", "words"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_explained(good: str, bad: str, words: list[str], tmp_path: Path) -> None:
    assert good in ORANGE
    (tmp_path / "orange.toml").write_text(ORANGE.replace(good, bad, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_all(tmp_path)
    for word in ["orange.toml", *words]:
        assert word in str(caught.value)


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "orange.toml").write_text(ORANGE.replace('tone = "open"', 'tone = "?"'), "utf-8")
    (tmp_path / "broken.toml").write_bytes(b'id = "\xff"')
    with pytest.raises(ContentError) as caught:
        load_all(tmp_path)
    lines = str(caught.value).splitlines()
    assert [line.split(":")[0].split(" > ")[0] for line in lines] == ["broken.toml", *["orange.toml"] * 3]
    assert "UTF-8" in lines[0]


def test_a_language_of_the_site_that_no_text_has() -> None:
    with pytest.raises(ContentError, match='dookhan.toml > name: there is no text in "pt"'):
        load_all(DATA / "incidents", ("en", "es", "pt"))


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="at least one .toml file"):
        load_all(tmp_path)
