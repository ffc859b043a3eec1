"""The commands: what they say to an operator, and that a bad list changes nothing."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from fpdf import FPDF

from lookup import publishing
from lookup.release import Releases
from tests.operating import HEADER, JANE, LIST, ROOT, Filed, contents, environment, publish, run, write_lists

COMMANDS = [
    ["lists"],
    ["lists", "check"],
    ["lists", "publish"],
    ["releases"],
    ["releases", "rollback"],
    ["records"],
    ["records", "withhold"],
    ["records", "restore"],
]


def workbook(*rows: tuple[str, ...], sheet: str = "Letter") -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def picture_pdf() -> bytes:
    """A scan: a page with a drawing, and no text."""
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(20, 20, 100, 60)
    return bytes(pdf.output())


SHEET = workbook(tuple(HEADER.split(",")), (JANE, "DOE, JANE", "1967-04-11", "1", "POSS", "dismissed"))

BAD: dict[str, tuple[Filed, list[str]]] = {
    "an empty list": (Filed(""), ["suffolk.csv", "the file is empty", "export the list again"]),
    "only a header": (Filed(HEADER + "\n"), ["suffolk.csv", "no row below the header"]),
    "no docket column": (
        Filed('Name,DOB,Status\n"DOE, JANE",4/11/1967,dismissed\n'),
        ["suffolk.csv", "no column was recognised as the docket number", "lists.columns"],
    ),
    "a workbook locked with a password": (
        Filed(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "suffolk.xlsx"),
        ["suffolk.xlsx", "locked with a password", "save it as xlsx without a password"],
    ),
    "a picture named .csv": (
        Filed(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "suffolk.csv"),
        ["suffolk.csv", "a picture (PNG), whatever its name says", "export the list"],
    ),
    "a scanned PDF": (Filed(picture_pdf(), "norfolk.pdf"), ["norfolk.pdf", "no text"]),
    "half a workbook": (
        Filed(SHEET[: len(SHEET) // 2], "suffolk.xlsx"),
        ["suffolk.xlsx", "damaged or incomplete", "copy it again"],
    ),
    "a sheet that is not there": (
        Filed(SHEET, "suffolk.xlsx", more={"sheet": "Third letter"}),
        ["suffolk.xlsx", 'there is no sheet "Third letter"', '"Letter"'],
    ),
    "an incident that is not there": (
        Filed(incident="dookham"),
        ["lists.toml", 'no incident "dookham"', 'did you mean "dookhan"?'],
    ),
    "a file outside the manifest's folder": (
        Filed(file="../suffolk.csv"),
        ["../suffolk.csv", "outside the manifest's folder", "copy it beside the manifest"],
    ),
    "a status that is not there": (
        Filed(more={"status": "dismised"}),
        ["lists.toml", 'did you mean "dismissed"?'],
    ),
}


@pytest.fixture
def instance(tmp_path):
    """An instance where Jane Doe's case is published."""
    publish(tmp_path / "instance", Filed())
    return tmp_path / "instance"


@pytest.mark.parametrize(("bad", "words"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("command", ["check", "publish"])
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "beside a good list"])
def test_a_bad_list_changes_nothing(instance, tmp_path, bad, words, command, alone):
    before = contents(instance)
    beside = [] if alone else [Filed(LIST.replace("09000", "09100"), "good.csv")]
    done = run(instance, "lists", command, write_lists(tmp_path / "bad", *beside, bad))
    assert done.exit_code == 1
    assert [word for word in words if word not in done.output] == []
    assert contents(instance) == before


MANIFESTS: dict[str, tuple[bytes | None, list[str]]] = {
    "in Latin-1": ('title = "Lista de Núñez"\n'.encode("latin-1"), ["not text in UTF-8", "save it as UTF-8"]),
    "not TOML": (b"title = Invented\n", ["not TOML", "line 1"]),
    "empty": (b"", ["there are no lists", "[[lists]]"]),
    "not there": (None, ["cannot be opened", "check its path"]),
}


@pytest.mark.parametrize("command", ["check", "publish"])
@pytest.mark.parametrize(("content", "words"), MANIFESTS.values(), ids=MANIFESTS)
def test_a_bad_manifest_changes_nothing(instance, tmp_path, content, words, command):
    before = contents(instance)
    manifest = tmp_path / "bad.toml"
    if content is not None:
        manifest.write_bytes(content)
    done = run(instance, "lists", command, manifest)
    assert done.exit_code == 1
    assert [word for word in ["bad.toml", *words] if word not in done.output] == []
    assert contents(instance) == before


def test_a_folder_is_no_manifest(instance, tmp_path):
    done = run(instance, "lists", "publish", tmp_path)
    assert (done.exit_code, "cannot be opened (Is a directory)" in done.output) == (1, True)


def test_check_reports_and_changes_nothing(tmp_path):
    instance = tmp_path / "instance"
    rows = LIST + 'no number,"POE, ANN",1/2/1970,1,POSS,dismissed\n'
    done = run(instance, "lists", "check", write_lists(tmp_path / "lists", Filed(rows)))
    assert done.exit_code == 0
    assert "suffolk.csv: dookhan, Suffolk, filed 2017-04-18" in done.output
    assert "3 rows, 2 cases, charges: 1 dismissed, 1 kept" in done.output
    assert "suffolk.csv:-:4:" in done.output
    assert "1 lists, 2 cases, 1 problems. Nothing was changed." in done.output
    assert set(contents(instance)) == {"secret.key"}


def test_publish_says_each_step_and_reports_rows_that_are_left_out(tmp_path):
    rows = LIST + 'no number,"POE, ANN",1/2/1970,1,POSS,dismissed\n'
    instance = tmp_path / "instance"
    done = run(instance, "lists", "publish", write_lists(tmp_path / "lists", Filed(rows)))
    assert done.exit_code == 0
    steps = [
        "Reading lists",
        "suffolk.csv:-:4:",
        "recording",
        "merging",
        "building the release of 2 cases",
        "verifying",
        "switching",
    ]
    found = [done.output.find(step) for step in steps]
    assert -1 not in found
    assert found == sorted(found)
    assert f"Release {Releases(instance).current_id()} answers now: 2 cases, 2 charges." in done.output


def test_releases_are_shown_and_rolled_back(tmp_path):
    instance = tmp_path / "instance"
    empty = run(instance, "releases")
    assert (empty.exit_code, "No release yet" in empty.output) == (0, True)
    first, second, third = (publish(instance, Filed()) for _ in range(3))

    def current():
        lines = run(instance, "releases").output.splitlines()
        assert [line[2:].split("  ")[0] for line in lines] == [first, second, third]
        return [line[2:].split("  ")[0] for line in lines if line.startswith("* ")]

    assert current() == [third]
    assert run(instance, "releases", "rollback").exit_code == 0
    assert current() == [second]
    assert run(instance, "releases", "rollback", third).exit_code == 0
    assert current() == [third]
    assert run(instance, "releases", "rollback", first).exit_code == 0
    nothing_before = run(instance, "releases", "rollback")
    assert (nothing_before.exit_code, "no earlier release" in nothing_before.output) == (1, True)
    assert current() == [first]


@pytest.mark.parametrize("release", ["20170101T000000.000000Z", "..", "/etc", "CURRENT", "\N{SNOWMAN}"])
def test_rollback_to_what_is_no_release_is_refused(instance, release):
    before = contents(instance)
    done = run(instance, "releases", "rollback", release)
    assert (done.exit_code, "'flask releases' shows those there are" in done.output) == (1, True)
    assert contents(instance) == before


def test_rollback_waits_for_no_publish(instance):
    publish(instance, Filed())
    with publishing.alone(instance):
        done = run(instance, "releases", "rollback")
    assert (done.exit_code, "another publish or rollback is running" in done.output) == (1, True)


def test_releases_tells_of_a_current_one_that_is_gone(instance):
    (instance / "releases" / "CURRENT").write_text("20170101T000000.000000Z\n")
    done = run(instance, "releases")
    assert done.exit_code == 1
    assert "release 20170101T000000.000000Z, which should answer, is missing or damaged" in done.output


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help(tmp_path, command):
    done = run(tmp_path, *command, "--help")
    assert (done.exit_code, done.output.startswith("Usage: ")) == (0, True)


WRONG: dict[str, tuple[list[str], str]] = {
    "no manifest": (["lists", "publish"], "Missing argument 'MANIFEST'"),
    "no reason": (["records", "withhold", JANE], "Missing option '--because'"),
    "no docket number": (["records", "withhold", "hello", "--because", "order"], "not a docket number"),
    "unknown command": (["lists", "import"], "No such command 'import'"),
}


@pytest.mark.parametrize(("command", "words"), WRONG.values(), ids=WRONG)
def test_wrong_commands_are_told(tmp_path, command, words):
    done = run(tmp_path, *command)
    assert (done.exit_code != 0, words in done.output) == (True, True)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"FLASK_DISCLOSURE": "closed"}, "FLASK_DISCLOSURE is 'closed'"),
        ({"FLASK_INSTANCE": str(ROOT / "app.py")}, "cannot be a folder"),
    ],
    ids=["disclosure", "instance"],
)
def test_a_setting_that_cannot_be_used_stops_every_command_in_one_line(tmp_path, settings, words):
    done = subprocess.run(
        [sys.executable, "-m", "flask", "releases"],
        cwd=ROOT,
        env=environment(tmp_path, **settings),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert (words in done.stderr, len(done.stderr.strip().splitlines())) == (True, 1)


def test_readers_of_the_output_may_leave(instance):
    """`flask releases | head -0` is no error of ours: no words about owners and modes."""
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m flask releases | true; sleep 0.1"],
        cwd=ROOT,
        env=environment(instance),
        capture_output=True,
        text=True,
    )
    assert "cannot be used" not in done.stderr


def test_paths_with_odd_letters(tmp_path):
    instance = tmp_path / "año #1 ?x=1%20 & more" / "instance"
    publish(Path(instance), Filed())
    assert run(instance, "releases").output.startswith("* ")
