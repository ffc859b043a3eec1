"""The catalogues: every text of the interface is there in every language, or the site does not start."""

from __future__ import annotations

import filecmp
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from lookup import markup, translations
from lookup.translations import LanguageError
from tests.conftest import ROOT

SHIPPED = translations.FOLDER
SPANISH = polib.pofile(str(SHIPPED / "es" / "LC_MESSAGES" / "messages.po"))
SAME_WORD = {"Error:"}
"""Texts that are the same word in both languages."""
LINES = "%(num)s line could not be read."
OPERATOR = "Run by %(operator)s."


def test_texts_and_translations_are_what_extraction_gives_now(tmp_path) -> None:
    for part in ("lookup", "templates", "translations"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "app.py", tmp_path)
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "translate", tmp_path / "scripts")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    subprocess.run([tmp_path / "scripts" / "translate"], check=True, capture_output=True)
    kept = [str(path.relative_to(SHIPPED)) for path in SHIPPED.rglob("messages.*")]
    _, stale, unreadable = filecmp.cmpfiles(SHIPPED, tmp_path / "translations", kept, shallow=False)
    assert (stale, unreadable) == ([], []), "run scripts/translate, and translate what is new"


@pytest.mark.parametrize("entry", SPANISH, ids=lambda entry: entry.msgid[:40])
def test_every_translation_is_whole(entry) -> None:
    told = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    assert all(told)
    assert not entry.fuzzy
    for text in told:
        assert sorted(re.findall(r"%\(\w+\)s", text)) == sorted(re.findall(r"%\(\w+\)s", entry.msgid))
        assert text != entry.msgid or entry.msgid in SAME_WORD
    assert "<" not in entry.msgid


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the catalogues to spoil, which the site takes for its own."""
    copy = Path(shutil.copytree(SHIPPED, tmp_path / "translations"))
    monkeypatch.setattr(translations, "FOLDER", copy)
    return copy


def change(folder: Path, text: str, words: str, fuzzy: bool = False) -> None:
    """Translate a text otherwise, and compile as scripts/translate does."""
    path = folder / "es" / "LC_MESSAGES" / "messages.po"
    catalogue = polib.pofile(str(path))
    entry = next(entry for entry in catalogue if entry.msgid == text)
    entry.msgstr = "" if entry.msgid_plural else words
    entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, words)
    entry.flags += ["fuzzy"] if fuzzy else []
    catalogue.save()
    pybabel = [str(Path(sys.prefix) / "bin" / "pybabel"), "--quiet", "compile"]
    made = [f"--input-file={path}", f"--output-file={path.with_suffix('.mo')}"]
    # It complains about some of these itself, and writes what it got all the same.
    subprocess.run([*pybabel, *made], check=False, capture_output=True)


def test_the_shipped_catalogues_are_whole(folder) -> None:
    assert translations.available() == ("en", "es")
    translations.check()


@pytest.mark.parametrize("text", ["Search", LINES])
@pytest.mark.parametrize("fuzzy", [False, True])
def test_one_missing_or_doubtful_text_is_named(folder, text, fuzzy) -> None:
    change(folder, text, "Quizás %(num)s" if fuzzy else "", fuzzy)
    with pytest.raises(LanguageError) as told:
        translations.check()
    assert str(told.value) == (
        f"1 texts have no translation into 'es', the first is {text!r};"
        " complete translations/es/LC_MESSAGES/messages.po and run scripts/translate"
    )
    assert translations.untranslated("es") == [text]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OPERATOR, "A cargo de alguien."),
        (OPERATOR, "A cargo de %(operador)s."),
        (OPERATOR, "A cargo de %(operator)."),
        (OPERATOR, "A cargo de %(operator)s al 100%"),
        (OPERATOR, "A cargo de %(operator)d."),
        (LINES, "Una línea no se pudo leer."),
        ("Search", "Buscar %s"),
        ("Search", "<b>Buscar</b>"),
        ("Search", '<i lang="fr">Buscar</i>'),
        ("Search", '<i lang="en">Buscar'),
        ("Search", '<script src="//example.org/x.js"></script>'),
    ],
)
def test_a_text_that_would_break_the_page_is_named(folder, text, words) -> None:
    change(folder, text, words)
    with pytest.raises(
        LanguageError, match=rf"^the translation of {re.escape(repr(text))} into 'es' has other"
    ):
        translations.check()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (OPERATOR, "%(operator)s, y otra vez %(operator)s"),
        ("Search", 'El <i lang="en">docket</i>, o <i lang="en">x</i>'),
    ],
)
def test_a_text_may_move_what_is_put_in_and_hold_english_words(folder, text, words) -> None:
    change(folder, text, words)
    translations.check()


def test_a_language_without_a_catalogue_is_named(folder) -> None:
    (folder / "pt").mkdir()
    with pytest.raises(
        LanguageError, match=r"no translation into 'pt'.*translations/pt/LC_MESSAGES/messages\.po"
    ):
        translations.check()


@pytest.mark.parametrize("content", [b"", b"not a catalogue", "half"])
def test_a_damaged_catalogue_is_named(folder, content) -> None:
    path = folder / "es" / "LC_MESSAGES" / "messages.mo"
    path.write_bytes(path.read_bytes()[:3000] if content == "half" else content)
    with pytest.raises(LanguageError, match=r"es/LC_MESSAGES/messages\.mo is damaged; run scripts/translate"):
        translations.check()


def test_a_catalogue_that_is_gone_lacks_every_text(folder) -> None:
    (folder / "es" / "LC_MESSAGES" / "messages.mo").unlink()
    with pytest.raises(LanguageError, match=rf"^{len(SPANISH)} texts have no translation into 'es'"):
        translations.check()


def test_the_list_of_texts_must_be_there(folder) -> None:
    (folder / "messages.pot").unlink()
    with pytest.raises(LanguageError, match=r"messages\.pot cannot be read .*; run scripts/translate"):
        translations.check()


@pytest.mark.parametrize(
    ("text", "plain", "foreign"),
    [
        ("Charge 1", "Charge 1", False),
        ('la <i lang="en">docket</i> y <i lang="en">clerk</i>', "la docket y clerk", False),
        ('<i lang="es">papel</i>', '<i lang="es">papel</i>', True),
        ("<i>x</i>", "<i>x</i>", True),
        ('<i lang="en">x', '<i lang="en">x', True),
        ('<i lang="en"><b>x</b></i>', '<i lang="en"><b>x</b></i>', True),
        ("1 < 2", "1 < 2", True),
    ],
)
def test_marks(text, plain, foreign) -> None:
    assert (markup.plain(text), markup.foreign(text)) == (plain, foreign)
