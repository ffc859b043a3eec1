"""Signatures under texts: what counts, what is refused, what pages and `flask translations` say of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from lookup import passages, reviews, texts, translations
from lookup.passages import Passage
from lookup.reviews import LAWYER, TRANSLATOR, ReviewError, Signature
from lookup.web import StartError, create_app
from tests.pages import Visitor

HEADER = "place,language,version,by,as,date"
ADA, BEA = f"Ada Roe, Esq., {LAWYER}", f"Bea Poe, {TRANSLATOR}"
KEPT = "dookhan.toml > statuses kept > answer"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Catalogues and texts of our own, with nothing signed."""
    for name, shipped in (("translations", translations.FOLDER), ("data", texts.DATA)):
        shutil.copytree(shipped, tmp_path / name)
    monkeypatch.setattr(translations, "FOLDER", tmp_path / "translations")
    monkeypatch.setattr(texts, "DATA", tmp_path / "data")
    (tmp_path / "translations" / "reviews.csv").write_text(f"{HEADER}\n")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Callable[..., Result]:
    """`flask translations`, in that folder."""
    app = create_app({"INSTANCE": str(folder / "instance")}, serving=False)
    return lambda *words: app.test_cli_runner().invoke(args=["translations", *words])


def change(folder: Path, old: str, new: str) -> None:
    """Change a text of the Dookhan incident."""
    path = folder / "data" / "incidents" / "dookhan.toml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def counting(language: str) -> dict[str, Signature]:
    return reviews.counting(language, passages.all_of_them(), reviews.load())


def words(language: str) -> str:
    """The text of KEPT as it stands in the file, up to its first comma or full stop."""
    [passage] = [passage for passage in passages.all_of_them() if passage.place == KEPT]
    return passage.words[language].split(",")[0].split(".")[0]


def test_nothing_that_is_shipped_counts_as_signed_before_somebody_did() -> None:
    assert reviews.load() == []
    assert reviews.missing() == {"en": (LAWYER,), "es": (LAWYER, TRANSLATOR)}


def test_a_signature_names_who_what_and_when(folder) -> None:
    assert reviews.sign("en", ADA, [KEPT]) == 1
    assert reviews.sign("es", BEA, ["dookhan.toml > statuses kept"]) > 5
    [english] = counting("en").values()
    assert (english.place, english.by, english.role) == (KEPT, "Ada Roe, Esq.", LAWYER)
    assert english.date == date.today().isoformat()
    assert counting("es")[KEPT].by == "Bea Poe"
    assert english.version != counting("es")[KEPT].version


@pytest.mark.parametrize(
    ("changed", "left"), [("en", {"en": False, "es": False}), ("es", {"en": True, "es": False})]
)
def test_a_signature_counts_only_for_the_words_that_were_signed(folder, changed, left) -> None:
    reviews.sign("en", ADA, [KEPT])
    reviews.sign("es", BEA, [KEPT])
    start = words(changed)
    change(folder, start, f"X {start}")
    assert {language: KEPT in counting(language) for language in ("en", "es")} == left


def test_other_line_breaks_are_the_same_words(folder) -> None:
    reviews.sign("en", ADA)
    change(folder, words("en"), words("en").replace(" ", "  "))
    assert KEPT in counting("en")


def test_a_text_that_is_signed_again_has_the_new_signature_alone(folder) -> None:
    reviews.sign("en", ADA)
    everything = len(reviews.load())
    assert reviews.sign("en", f"Cy Loe, {LAWYER}", [KEPT]) == 1
    assert len(reviews.load()) == everything == len(passages.all_of_them())
    assert counting("en")[KEPT].by == "Cy Loe"


def test_who_has_not_signed_everything_is_missing(folder) -> None:
    reviews.sign("en", ADA, ["interface: "])
    assert reviews.missing() == {"en": (LAWYER,), "es": (LAWYER, TRANSLATOR)}
    reviews.sign("es", BEA)
    assert reviews.missing() == {"en": (LAWYER,), "es": (LAWYER,)}
    reviews.sign("en", ADA)
    assert reviews.missing() == {"en": (), "es": ()}


# who signed: what the pages then say
NOTHING = ""
FOOTERS = {
    "nobody": (
        (),
        "A lawyer has not checked these texts yet.",
        "Ningún abogado ni traductor judicial ha revisado todavía estos textos.",
    ),
    "a lawyer": (("en",), NOTHING, "Ningún traductor judicial ha revisado todavía esta traducción."),
    "a translator": (
        ("es",),
        "A lawyer has not checked these texts yet.",
        "Ningún abogado ha revisado todavía estos textos.",
    ),
    "both": (("en", "es"), NOTHING, NOTHING),
}


@pytest.mark.parametrize(("signed", "english", "spanish"), FOOTERS.values(), ids=FOOTERS)
def test_each_page_says_who_has_not_checked_it(folder, published, signed, english, spanish) -> None:
    for language in signed:
        reviews.sign(language, ADA if language == "en" else BEA)
    visitor = Visitor(create_app({"INSTANCE": str(published)}))
    told = {"en": english, "es": spanish}
    every = {sentence for _, *sentences in FOOTERS.values() for sentence in sentences if sentence}
    for language, expected in told.items():
        text = visitor.get(f"/{language}/help").text
        assert [sentence for sentence in every if sentence in text] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("language", "by", "places", "says"),
    [
        ("pt", BEA, (), "there is no language 'pt'; use one of: en, es"),
        ("es", ADA, (), 'write --by "NAME, certified court translator"'),
        ("en", BEA, (), 'write --by "NAME, lawyer"'),
        ("en", "Ada Roe", (), 'write --by "NAME, lawyer"'),
        ("en", ", lawyer", (), 'write --by "NAME, lawyer"'),
        ("en", ADA, ("dokhan.toml",), "no text's place begins with 'dokhan.toml'"),
    ],
)
def test_a_signature_that_cannot_be_given(run, language, by, places, says) -> None:
    done = run("sign", language, "--by", by, *places)
    assert (done.exit_code, len(done.output.splitlines())) == (1, 1)
    assert says in done.output
    assert reviews.load() == []


def test_a_text_that_is_not_translated_is_not_signed(folder, run) -> None:
    change(folder, f'es = "{words("es")}', f'pt = "{words("es")}')
    done = run("sign", "es", "--by", BEA)
    assert done.exit_code == 1
    assert f"not translated into 'es', the first is '{KEPT}'" in done.output
    assert reviews.load() == []
    assert run("sign", "es", "--by", BEA, "interface: ").exit_code == 0


def test_status_of_what_is_shipped(run) -> None:
    done = run("status")
    everything = len(passages.all_of_them())
    assert done.exit_code == 0
    assert f"reviewed by a lawyer 0 of {everything}" in done.output
    assert f"reviewed by a certified court translator 0 of {everything}" in done.output
    assert "not translated" not in done.output


def test_status_names_who_signed(run) -> None:
    assert run("sign", "en", "--by", ADA, KEPT).output.startswith("Signed: 1 texts.")
    assert f"    1 by Ada Roe, Esq., {LAWYER}" in run("status").output.splitlines()


def test_status_of_a_language_that_is_half_done(folder, run) -> None:
    (folder / "translations" / "pt").mkdir()
    change(folder, f'es = "{words("es")}', f'pt = "Mantido"\nes = "{words("es")}')
    done = run("status")
    interface = sum(passage.of_interface for passage in passages.all_of_them())
    contents = len(passages.all_of_them()) - interface
    assert done.exit_code == 0
    _, portuguese = done.output.split("pt: ")
    assert portuguese.startswith(f"translated interface 0 of {interface}, content 1 of {contents};")
    assert portuguese.count("not translated: ") == 5
    assert f"and {interface + contents - 1 - 5} more" in portuguese


DAMAGED = {
    "no header": ("", "the first line must be place,language,"),
    "another header": ("place;language\n", "the first line must be place,language,"),
    "too few values": (f"{HEADER}\nx,en,1\n", "line 2: there must be 6 values"),
    "an empty value": (f"{HEADER}\nx,en,1,,lawyer,2027-01-01\n", "line 2: there must be 6 values"),
    "another role": (
        f"{HEADER}\nx,es,1,Ada,lawyer,2027-01-01\n",
        "line 2: texts in 'es' are signed by a certified court translator, not by a 'lawyer'",
    ),
    "a day that is none": (f"{HEADER}\nx,en,1,Ada,lawyer,1/2/27\n", "line 2: '1/2/27' is no date"),
    "an open quote": (f'{HEADER}\n"x,en,1,Ada,lawyer,2027-01-01\n', "cannot be read"),
    "not text": (b"\xff\xfe\x00", "cannot be read"),
}


@pytest.mark.parametrize(("content", "says"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_gives_one_clear_line(folder, run, content, says) -> None:
    data = content.encode() if isinstance(content, str) else content
    (folder / "translations" / "reviews.csv").write_bytes(data)
    for words in (["status"], ["sign", "en", "--by", ADA]):
        done = run(*words)
        assert (done.exit_code, len(done.output.splitlines())) == (1, 1)
        assert "reviews.csv" in done.output
        assert says in done.output
    with pytest.raises(ReviewError):
        reviews.load()


def test_a_file_that_is_gone(folder, run, published) -> None:
    (folder / "translations" / "reviews.csv").unlink()
    assert "reviews.csv cannot be read" in run("status").output
    with pytest.raises(StartError, match=r"reviews\.csv cannot be read"):
        create_app({"INSTANCE": str(published)})


def test_a_signature_of_a_text_that_is_gone_counts_for_nothing(folder) -> None:
    written = [Passage("here", {"en": "Yes."})]
    gone = Signature("there", "en", "0", "Ada", LAWYER, "2027-01-01")
    assert reviews.counting("en", written, [gone]) == {}


def test_a_file_that_a_table_program_saved_is_read(folder) -> None:
    line = "here,en,1,Ada,lawyer,2027-01-01"
    (folder / "translations" / "reviews.csv").write_bytes(f"\ufeff{HEADER}\r\n{line}\r\n\r\n".encode())
    assert reviews.load() == [Signature("here", "en", "1", "Ada", LAWYER, "2027-01-01")]
