"""The documents are true: their commands run, their links lead somewhere, and nothing is left out of them.

Commands are run as a reader would, in a copy of the project, document by document, on the files that
the documents show (fences with a title).
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import socket
import subprocess
import textwrap
import time
import tomllib
import urllib.request
from pathlib import Path

import click
import pytest

from lookup import cli, courts, settings, staff_cli
from lookup.lists import manifest
from lookup.lists.headers import FIELDS, recognise
from lookup.staff.checking import VERDICTS
from tests import pseudo
from tests.desk import signed_in
from tests.pages import Visitor
from tests.test_desk_list import checked, verdicts

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in DOCUMENTS}
README, OPERATING, LISTS = TEXTS["README.md"], TEXTS["docs/operating.md"], TEXTS["docs/lists.md"]

RUN = ("scripts/", ".venv/bin/", "cp ", "flock ")
NOT_RUN = {
    "scripts/test": "would run this test in this test",
    "scripts/pin": "asks the package registry for versions",
    ".venv/bin/pip": "installs what is installed here",
    "apt-get ": "changes the machine",
    "useradd ": "changes the machine",
    "python3 -m venv ": "makes the .venv that is here",
    "cd ": "goes to a folder that is on a server",
    "sudo -u ": "becomes a user who is on a server",
    "set -a; ": "reads settings that are on a server",
    "git pull": "fetches another version",
    "systemctl ": "restarts what is on a server",
}
_FENCE = re.compile(r'^( *)```(\w+)(?: title="(.+?)")?\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)


def fences(text: str) -> list[tuple[str, str, str]]:
    """Language, title and content of each fence."""
    return [(kind, title, textwrap.dedent(content)) for _, kind, title, content in _FENCE.findall(text)]


def commands(text: str) -> list[str]:
    lines = [line for kind, title, all_of_it in fences(text) if kind == "sh" and not title
             for line in all_of_it.splitlines()]  # fmt: skip
    return [line for line in lines if not line.startswith(tuple(NOT_RUN))]


def rows(text: str, heading: str) -> list[list[str]]:
    """The rows of every table whose first header is this one."""
    tables = re.findall(rf"^ *\| {heading} \|.*\n *\|[-| ]+\n((?: *\|.*\n)+)", text, re.MULTILINE)
    return [
        [cell.strip() for cell in line.strip(" |").split(" | ")]
        for table in tables
        for line in table.splitlines()
    ]


def quoted(text: str) -> list[str]:
    return re.findall(r"`(.+?)`", text)


class Reader:
    """Somebody who follows a document, in a copy of the project with the packages installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        left_out = (".venv", ".git", "instance", ".*_cache", ".hypothesis", "__pycache__")
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*left_out))
        (folder / ".venv").mkdir()
        for path in (ROOT / ".venv").iterdir():
            if path.name != "installed":
                (folder / ".venv" / path.name).symlink_to(path)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        self.run(
            "source scripts/setup.sh; find_python; fingerprint requirements.txt >.venv/installed", "README.md"
        )
        self.write("README.md")

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "CHROMIUM") if name in os.environ}
        return kept | {"PORT": self.port, "FLASK_INSTANCE": str(self.folder / "instance")}

    def write(self, document: str) -> None:
        """Write the files that a document shows."""
        for _, title, content in fences(TEXTS[document]):
            if title and not title.startswith("/"):
                (self.folder / title).parent.mkdir(exist_ok=True)
                (self.folder / title).write_text(content, encoding="utf-8")

    def run(self, command: str, document: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{document}: {command}\n{done.stdout}{done.stderr}"
        return done.stdout

    def serve(self) -> subprocess.Popen[str]:
        """scripts/serve, as soon as the site answers."""
        served = subprocess.Popen(
            ["scripts/serve"], cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5).close()
                return served
            except OSError:
                assert served.poll() is None, "scripts/serve ended"
                time.sleep(0.1)
        served.terminate()
        raise AssertionError("scripts/serve does not answer")


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "project")


def test_every_command_in_a_document_is_run_or_named_here():
    lines = [line for text in TEXTS.values() for line in commands(text)]
    assert [line for line in lines if not line.startswith(RUN)] == []
    assert "scripts/serve" in commands(README)


def test_commands_of_the_readme_run_while_the_site_is_served(reader):
    site = reader.serve()
    try:
        for command in commands(README):
            if command != "scripts/serve":
                reader.run(command, "README.md")
    finally:
        site.terminate()
    said = site.communicate(timeout=30)[0].splitlines()
    assert said[0] == f"==> The site will answer on http://127.0.0.1:{reader.port}. Ctrl+C stops it"


@pytest.mark.parametrize(
    "document", [name for name in TEXTS if commands(TEXTS[name]) and name != "README.md"]
)
def test_commands_run_where_something_was_published_before(document, reader):
    reader.run(".venv/bin/flask lists publish my-lists/lists.toml", "README.md")
    reader.write(document)
    for command in commands(TEXTS[document]):
        reader.run(command, document)


def test_a_language_is_added_by_files_alone(reader):
    [init] = [line for line in commands(TEXTS["docs/languages.md"]) if "pybabel init" in line]
    reader.run(".venv/bin/flask lists publish my-lists/lists.toml", "README.md")
    reader.run(init, "docs/languages.md")
    folder = reader.folder / "translations" / "pt" / "LC_MESSAGES"
    pseudo.fill(folder / "messages.po", lambda text: f"pt {text}")
    pseudo.add_lines(reader.folder / "lookup" / "data", "pt", lambda text: f"pt {text}")
    reader.run("scripts/translate", "docs/languages.md")
    assert "not translated" not in reader.run(".venv/bin/flask translations status", "docs/languages.md")
    page = "from app import app; print(app.test_client().get('/pt/').text)"
    assert '<html lang="pt">' in reader.run(f'.venv/bin/python -c "{page}"', "docs/languages.md")


def slug(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("document", TEXTS)
def test_links_lead_somewhere(document):
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", TEXTS[document]):
        name, _, part = target.partition("#")
        path = (ROOT / document).parent / name if name else ROOT / document
        assert path.exists(), f"{document}: {target}"
        headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE) if part else []
        assert not part or part in map(slug, headings), f"{document}: {target}"


def test_documents_that_the_code_points_to_exist():
    sources = [*ROOT.glob("lookup/**/*.py"), ROOT / "pyproject.toml"]
    named = {name for path in sources for name in re.findall(r"docs/\w+\.md", path.read_text("utf-8"))}
    assert named <= set(TEXTS)


def test_pictures_are_small_and_shown():
    pictures = list((ROOT / "docs" / "images").iterdir())
    assert [path.name for path in pictures if f"docs/images/{path.name})" not in README] == []
    assert [path.name for path in pictures if path.stat().st_size > 120_000] == []


PEOPLE = tomllib.loads((ROOT / "lookup" / "data" / "demo" / "people.toml").read_text("utf-8"))["people"]


@pytest.mark.parametrize("row", rows(README, "Who"), ids=lambda row: row[0])
def test_people_to_try_are_listed_and_found_as_the_readme_says(row, demo_app):
    who, to_type, to_see = row
    assert who in {person["name"] for person in PEOPLE}
    typed = dict(re.findall(r"(\w+) `(.+?)`", to_type))
    if "court" in typed:
        court = courts.find(typed["court"])
        assert court is not None
        typed["court"] = court.code
    page = Visitor(demo_app).search(**typed)
    said = re.findall(r"\*\*(.+?)\*\*", to_see)
    assert said
    assert [words for words in said if words not in page.text] == []


def test_the_list_to_try_at_the_desk_gives_what_the_readme_says(demo_app):
    clients = (ROOT / "lookup" / "data" / "demo" / "clients.csv").read_text("utf-8")
    page = checked(signed_in(demo_app), clients)
    told = r"(\d+) listed, (\d+) possibly listed, (\d+) without a match and (\d+) that could not be read"
    [said] = re.findall(told, README)
    assert [str(verdicts(page).count(verdict)) for verdict in VERDICTS] == list(said)


def test_every_kind_of_example_is_among_the_people_to_try():
    tried = {row[0] for row in rows(README, "Who")}
    statuses = {tuple(sorted(set(person["statuses"]))) for person in PEOPLE if person["name"] in tried}
    assert statuses == {tuple(sorted(set(person["statuses"]))) for person in PEOPLE}


def test_every_setting_is_documented_and_every_documented_one_is_read():
    serving = (ROOT / "lookup" / "web" / "serving.py").read_text("utf-8")
    code = (ROOT / "lookup" / "settings.py").read_text("utf-8")
    read = {f"FLASK_{name}" for name in settings.KNOWN}
    read |= set(re.findall(r'environ\.get\("([A-Z_]+)', serving))
    assert [name for name in settings.KNOWN if code.count(f'"{name}"') < 2] == []
    documented = {row[0].strip("`") for row in rows(OPERATING, "Variable")}
    assert documented == read
    assert {name for row in rows(README, "Variable") for name in quoted(row[0])} <= documented


def test_every_command_and_option_is_documented_and_every_documented_command_exists():
    groups = {"lists": cli.lists, "releases": cli.releases, "records": cli.records}
    groups |= {"translations": cli.translations, "staff": staff_cli.staff}
    told = OPERATING + TEXTS["docs/languages.md"] + TEXTS["docs/staff.md"]
    known = {f"flask {name} {sub}": command for name, group in groups.items()
             for sub, command in group.commands.items()}  # fmt: skip
    options = {option for command in known.values() for parameter in command.params
               for option in parameter.opts if isinstance(parameter, click.Option)}  # fmt: skip
    assert [name for name in [*known, *options] if name not in told] == []
    named = {name for text in TEXTS.values() for name in re.findall(r"flask [a-z]+ [a-z]+", text)}
    assert {name for name in named if name.split()[1] in groups} == set(known)
    assert {name.split()[1] for name in named} == set(groups)


def test_messages_are_quoted_as_the_program_says_them():
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "lookup").rglob("*.py")]
    words = [node.value for tree in trees for node in ast.walk(tree)
             if isinstance(node, ast.Constant) and isinstance(node.value, str)]  # fmt: skip
    said = [
        message for text in (OPERATING, LISTS) for row in rows(text, "It says") for message in quoted(row[0])
    ]
    assert len(said) > 40
    assert [message for message in said if not any(message in text for text in words)] == []


def test_every_key_of_a_manifest_is_documented():
    keys = [re.sub(r"[\[\]`]|lists\.", "", row[0]) for row in rows(LISTS, "Key")]
    assert set(keys) == {"title", "demo", "lists", *manifest._KEYS}


def test_every_field_is_documented_and_its_headers_are_recognised():
    found = [(quoted(row[0]), quoted(row[1])) for row in rows(LISTS, "Field")]
    assert [field for fields, _ in found for field in fields] == FIELDS
    wrong = [header for fields, headers in found for header in headers if recognise(header)[0] not in fields]
    assert wrong == []


def test_every_part_of_an_incident_is_documented():
    files = [*ROOT.glob("lookup/data/incidents/*.toml"), *ROOT.glob("tests/data/incidents/*.toml")]
    parts = {key for path in files for key in tomllib.loads(path.read_text("utf-8"))}
    documented = {
        name.strip("[]") for row in rows(TEXTS["docs/incidents.md"], "Part") for name in quoted(row[0])
    }
    assert documented == parts


def test_every_module_has_its_line_in_the_readme():
    named = {name for row in rows(README, "Where") for name in quoted(row[0])}
    assert [
        name for name in named if not (ROOT / name).exists() and not (ROOT / "lookup" / name).exists()
    ] == []
    modules = {path.name for path in (ROOT / "lookup").glob("*.py") if path.name != "__init__.py"}
    assert modules - {Path(name).name for name in named} == set()


def test_only_the_index_knows_whoosh():
    importing = re.compile(r"^\s*(?:from|import) whoosh\b", re.MULTILINE)
    knowing = {path for path in (ROOT / "lookup").rglob("*.py") if importing.search(path.read_text("utf-8"))}
    assert {path.parent for path in knowing} == {ROOT / "lookup" / "index"}
