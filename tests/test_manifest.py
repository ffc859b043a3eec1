"""Manifests: what a good one says, and every mistake of a bad one at once."""

from datetime import date
from pathlib import Path

import pytest

from lookup import content
from lookup.lists.manifest import ManifestError, load

INCIDENTS = content.load().incidents
GOOD = """
title = "Two lists"
demo = true

[[lists]]
file = "suffolk.csv"
incident = "dookhan"
district = "Suffolk"
filed = 2017-04-18
status = "dismissed"
charge_separator = " | "
[lists.columns]
"Party" = "name"
[lists.statuses]
"List Three" = "kept"

[[lists]]
file = "bristol.xlsx"
sheet = "Third letter"
incident = "dookhan"
district = "Bristol"
filed = 2017-04-18
"""
ENTRY = """
[[lists]]
file = "suffolk.csv"
incident = "dookhan"
district = "Suffolk"
filed = 2017-04-18
"""
TOP = 'title = "T"\ndemo = true\n'


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(ManifestError) as caught:
        load(write(folder, text), INCIDENTS)
    return str(caught.value).splitlines()


def write(folder: Path, text: str) -> Path:
    for name in ("suffolk.csv", "bristol.xlsx"):
        (folder / name).touch()
    path = folder / "lists.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_good_manifest(tmp_path: Path) -> None:
    manifest = load(write(tmp_path, GOOD), INCIDENTS)
    assert (manifest.title, manifest.demo) == ("Two lists", True)
    first, second = manifest.lists
    assert (first.file, first.name, first.sheet) == (tmp_path / "suffolk.csv", "suffolk.csv", "")
    assert (first.incident, first.district, first.filed) == ("dookhan", "Suffolk", date(2017, 4, 18))
    assert (first.status, first.charge_separator) == ("dismissed", " | ")
    assert (first.columns, first.statuses) == ({"Party": "name"}, {"List Three": "kept"})
    assert (second.sheet, second.status, second.columns) == ("Third letter", "", {})


MISTAKES = {
    "unknown incident": (
        TOP + ENTRY.replace("dookhan", "dookan"),
        'list 1: suffolk.csv: there is no incident "dookan"; did you mean "dookhan"?',
    ),
    "unknown incident, unlike any": (TOP + ENTRY.replace("dookhan", "x"), "use one of: dookhan, farak"),
    "unknown key": (TOP + ENTRY + 'distrct = "x"\n', '"distrct" is not known here; did you mean "district"?'),
    "unknown key at the top": ("tite = 1\n" + TOP + ENTRY, '"tite" is not known here; did you mean "title"?'),
    "unknown field": (
        TOP + ENTRY + '[lists.columns]\n"Party" = "nam"\n',
        '[lists.columns] "Party" = "nam" is no field; did you mean "name"?',
    ),
    "unknown status": (
        TOP + ENTRY + '[lists.statuses]\n"List Two" = "dismised"\n',
        '[lists.statuses] "List Two" = "dismised" is no status of dookhan; did you mean "dismissed"?',
    ),
    "unknown status of all": (TOP + ENTRY + 'status = "x"\n', 'status = "x" is no status of dookhan'),
    "no such file": (
        TOP + ENTRY.replace("suffolk", "sufolk"),
        'there is no such file; did you mean "suffolk.csv"?',
    ),
    "absolute path": (TOP + ENTRY.replace("suffolk.csv", "/etc/passwd"), "outside the manifest's folder"),
    "path that climbs": (TOP + ENTRY.replace("suffolk.csv", "../x.csv"), "outside the manifest's folder"),
    "path that comes back": (
        TOP + ENTRY.replace("suffolk.csv", "x/../suffolk.csv"),
        "outside the manifest's folder",
    ),
    "a folder": (TOP + ENTRY.replace("suffolk.csv", "."), "there is no such file"),
    "filed is no date": (TOP + ENTRY.replace("2017-04-18", '"April"'), "filed cannot be read; write a date"),
    "filed with a time": (TOP + ENTRY.replace("18", "18T10:00:00"), "filed cannot be read; write a date"),
    "filed in the future": (TOP + ENTRY.replace("2017", "2217"), "filed = 2217-04-18 is in the future"),
    "no lists": (TOP, "there are no lists; write a part that begins with [[lists]]"),
    "lists is no table": (TOP + 'lists = "x"\n', "lists cannot be read"),
    "no file": (
        TOP + ENTRY.replace('file = "suffolk.csv"', ""),
        'list 1: file is missing; write file = "..."',
    ),
    "no district": (TOP + ENTRY.replace('"Suffolk"', '""'), "district is missing"),
    "no demo": ('title = "T"\n' + ENTRY, "demo is missing; write demo = true or false"),
    "demo is a word": ('title = "T"\ndemo = "yes"\n' + ENTRY, "demo cannot be read; write true or false"),
    "columns of numbers": (TOP + ENTRY + "[lists.columns]\nParty = 1\n", "[lists.columns] cannot be read"),
    "listed twice": (TOP + ENTRY + ENTRY, "suffolk.csv is listed twice; take one of them out"),
    "not TOML": (TOP + "[[lists]\n", "this is not TOML"),
    "not TOML, with its line": (TOP + "x = \n", "line 3"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes(mistake: str, tmp_path: Path) -> None:
    text, expected = MISTAKES[mistake]
    found = mistakes(tmp_path, text)
    assert any(expected in line for line in found), found
    assert all(line.startswith("lists.toml: ") for line in found)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = 'titel = "T"\n' + ENTRY.replace("dookhan", "x").replace("2017", "2217") + 'status = "x"\n'
    assert len(mistakes(tmp_path, text)) == 5


def test_a_link_that_leads_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.touch()
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.csv").symlink_to(outside)
    found = mistakes(inside, TOP + ENTRY.replace("suffolk.csv", "link.csv"))
    assert "outside the manifest's folder" in found[0]


def test_two_sheets_of_one_workbook_are_two_lists(tmp_path: Path) -> None:
    sheet = ENTRY.replace("suffolk.csv", "bristol.xlsx")
    text = f'{TOP}{sheet}sheet = "A"\n{sheet}sheet = "B"\n'
    assert [spec.sheet for spec in load(write(tmp_path, text), INCIDENTS).lists] == ["A", "B"]


def test_no_manifest_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be opened"):
        load(tmp_path / "lists.toml", INCIDENTS)
    (tmp_path / "lists.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ManifestError, match="save it as UTF-8"):
        load(tmp_path / "lists.toml", INCIDENTS)
