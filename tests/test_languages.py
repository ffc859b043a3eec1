"""Both languages are whole: every text is translated, switching keeps everything, and no page mixes them."""

from __future__ import annotations

import filecmp
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from lookup import incidents
from lookup.web import languages
from lookup.web.languages import LanguageError
from tests.conftest import ROOT
from tests.judge import TRANSLATIONS, say, text_of
from tests.test_incidents import FALSE_FRIENDS, texts

SPANISH = polib.pofile(str(TRANSLATIONS / "es" / "LC_MESSAGES" / "messages.po"))
TYPED = {"docket": "2007-770", "name": "Rosalind Okafor", "born": "1970", "court": "", "year": "2007"}


def test_the_language_is_switched_on_the_form_with_the_words_in_it(visitor) -> None:
    form = visitor.get("/en/").press("Español", **TYPED)
    assert (form.path, form.language, form.status, form.fields) == ("/es/", "es", 200, TYPED)
    again = form.press("English", name="Milton Farnsworth")
    assert (again.path, again.fields) == ("/en/", {**TYPED, "name": "Milton Farnsworth"})
    assert again.problems == {}


def test_the_language_is_switched_on_a_form_with_mistakes_and_they_stay(visitor) -> None:
    wrong = visitor.search("en", **TYPED)
    switched = wrong.press("Español")
    assert (switched.status, switched.language, switched.fields) == (422, "es", TYPED)
    assert (set(wrong.problems), set(switched.problems)) == ({"docket"}, {"docket"})
    assert wrong.problems != switched.problems


@pytest.mark.parametrize(
    "typed",
    [
        {"docket": "0901CR090103"},
        {"docket": "0902CR090108"},
        {"docket": "0702CR090101", "name": "Milton Farnsworth"},
        {"name": "Nadia Holloway", "born": "1972"},
        {"name": "Rosalynd Okafor", "born": "1970-05-03"},
        {"name": "Nobody Atall", "born": "1970"},
    ],
    ids=str,
)
def test_the_language_is_switched_on_results_without_another_search(visitor, typed) -> None:
    english = visitor.search("en", **typed)
    spanish = english.switch()
    assert spanish.path == english.path.replace("/en/", "/es/")
    assert (spanish.cases, spanish.outcome) == (english.cases, english.outcome)
    assert spanish.switch().response.text == english.response.text


@pytest.mark.parametrize("path", ["/help", "/about", "/privacy", "/results/x"])
def test_the_language_is_switched_on_every_other_page(visitor, path) -> None:
    english = visitor.get(f"/en{path}")
    spanish = english.switch()
    assert (spanish.path, spanish.status) == (f"/es{path}", english.status)
    assert spanish.switch().path == f"/en{path}"


@pytest.mark.parametrize("incident", incidents.load_all().values(), ids=lambda incident: incident.id)
@pytest.mark.parametrize("language", ["en", "es"])
def test_no_incident_text_is_in_the_other_language(visitor, language, incident) -> None:
    other = "es" if language == "en" else "en"
    dockets = {"dookhan": ("0901CR090103", "0684CR09110"), "farak": ("0923CR090202", "0823CR090203")}
    pages = [visitor.get(f"/{language}/{path}") for path in ("", "help", "about", "privacy")]
    pages += [visitor.search(language, docket=docket) for docket in (*dockets[incident.id], "0701CR090999")]
    shown = " ".join(page.text for page in pages)
    told = {language: 0, other: 0}
    for _, text in texts(incident):
        for each in told:
            told[each] += text.get(each) in shown
    assert told[language] > 20
    assert told[other] == 0


def test_texts_and_translations_are_what_extraction_gives_now(tmp_path) -> None:
    for part in ("lookup", "templates", "translations"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "app.py", tmp_path)
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "translate", tmp_path / "scripts")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    subprocess.run([tmp_path / "scripts" / "translate"], check=True, capture_output=True)
    kept = [str(path.relative_to(TRANSLATIONS)) for path in TRANSLATIONS.rglob("messages.*")]
    _, stale, unreadable = filecmp.cmpfiles(TRANSLATIONS, tmp_path / "translations", kept, shallow=False)
    assert (stale, unreadable) == ([], []), "run scripts/translate, and translate what is new"


@pytest.mark.parametrize("entry", SPANISH, ids=lambda entry: entry.msgid[:40])
def test_every_translation_is_whole(entry) -> None:
    told = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    assert all(told)
    assert not entry.fuzzy
    for text in told:
        assert sorted(re.findall(r"%\(\w+\)s", text)) == sorted(re.findall(r"%\(\w+\)s", entry.msgid))
        assert not re.search(FALSE_FRIENDS, text, re.IGNORECASE)
        assert text != entry.msgid or entry.msgid in SAME_WORD


SAME_WORD = {"Error:"}
"""Texts that are the same word in both languages."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogues to spoil."""
    return Path(shutil.copytree(TRANSLATIONS, tmp_path / "translations"))


def test_the_shipped_catalogues_are_whole(folder) -> None:
    assert languages.available(folder) == ("en", "es")
    languages.check(folder)


def spoil(folder: Path, text: str) -> None:
    path = folder / "es" / "LC_MESSAGES" / "messages.po"
    catalogue = polib.pofile(str(path))
    entry = next(entry for entry in catalogue if entry.msgid == text)
    entry.msgstr = ""
    entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


@pytest.mark.parametrize("text", ["Search", "%(num)s line could not be read."])
def test_one_missing_text_is_named(folder, text) -> None:
    spoil(folder, text)
    with pytest.raises(LanguageError) as told:
        languages.check(folder)
    assert str(told.value) == (
        f"1 texts have no translation into 'es', the first is {text!r};"
        " complete translations/es/LC_MESSAGES/messages.po and run scripts/translate"
    )


def test_a_language_without_a_catalogue_is_named(folder) -> None:
    (folder / "pt").mkdir()
    with pytest.raises(
        LanguageError, match=r"no translation into 'pt'.*translations/pt/LC_MESSAGES/messages\.po"
    ):
        languages.check(folder)


@pytest.mark.parametrize("content", [b"", b"not a catalogue", "half"])
def test_a_damaged_catalogue_is_named(folder, content) -> None:
    path = folder / "es" / "LC_MESSAGES" / "messages.mo"
    path.write_bytes(path.read_bytes()[:3000] if content == "half" else content)
    with pytest.raises(LanguageError, match=r"es/LC_MESSAGES/messages\.mo is damaged; run scripts/translate"):
        languages.check(folder)


def test_a_catalogue_that_is_gone_lacks_every_text(folder) -> None:
    (folder / "es" / "LC_MESSAGES" / "messages.mo").unlink()
    with pytest.raises(LanguageError, match=rf"^{len(SPANISH)} texts have no translation into 'es'"):
        languages.check(folder)


def test_the_list_of_texts_must_be_there(folder) -> None:
    (folder / "messages.pot").unlink()
    with pytest.raises(LanguageError, match=r"messages\.pot cannot be read .*; run scripts/translate"):
        languages.check(folder)


@pytest.mark.parametrize(("language", "name"), [("en", "English"), ("es", "Español"), ("pt", "Português")])
def test_a_language_is_called_by_its_own_name(visitor, language, name) -> None:
    assert languages.own_name(language) == name


def test_the_switch_is_in_the_language_that_it_leads_to(visitor) -> None:
    for here, there, name in (("en", "es", "Español"), ("es", "en", "English")):
        [switch] = visitor.get(f"/{here}/help").all("a", class_="tool")
        assert (text_of(switch), switch.get("lang"), switch.get("hreflang")) == (name, there, there)
    assert say("Case Check", "es") == "Revise su caso"
