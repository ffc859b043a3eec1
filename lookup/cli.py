"""The commands: flask lists | releases | records | translations."""

from __future__ import annotations

import errno
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from lookup import content, dockets, files, incidents, names, passages, publishing, reviews, withheld
from lookup import translations as languages
from lookup.cases import Case, Person
from lookup.dockets import DocketError
from lookup.lists import Reading
from lookup.lists.manifest import Manifest, ManifestError
from lookup.lists.manifest import load as load_manifest
from lookup.passages import Passage
from lookup.publishing import PublishError
from lookup.release import Release, ReleaseError, Releases
from lookup.reviews import ReviewError
from lookup.settings import Settings
from lookup.staff.accounts import AccountError
from lookup.texts import ContentError
from lookup.translations import LanguageError
from lookup.withheld import WithheldError

_MISTAKES = (
    AccountError, ContentError, LanguageError, ManifestError, PublishError, ReleaseError, ReviewError,
    WithheldError,
)  # fmt: skip


class Group(AppGroup):
    """Commands whose errors are one clear line each, and exit status 1."""

    database = "registry.db"

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except _MISTAKES as error:
            raise click.ClickException(str(error)) from error
        except (OSError, sqlite3.Error) as error:
            if getattr(error, "errno", None) == errno.EPIPE:
                raise
            raise click.ClickException(files.trouble(error, self.database)) from error


lists = Group("lists", help="Check and publish prosecutors' lists.")
records = Group("records", help="Withhold a record (sealed, expunged, removed on request), or restore it.")
translations = Group("translations", help="See what is translated and reviewed, and sign what was reviewed.")

_MANIFEST = click.argument("manifest", type=click.Path(path_type=Path))


def register(app: Flask) -> None:
    """Add the commands to an app."""
    for group in (lists, releases, records, translations):
        app.cli.add_command(group)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["case_check"].settings
    return settings


@click.group("releases", cls=Group, invoke_without_command=True)
@click.pass_context
@with_appcontext
def releases(context: click.Context) -> None:
    """Show all releases (the current one is marked), or go back to one."""
    if context.invoked_subcommand is None:
        _list()


@lists.command("check")
@_MANIFEST
def check(manifest: Path) -> None:
    """Read every list of MANIFEST and report; change nothing."""
    _, readings = _read(manifest)
    for reading in readings:
        _report(reading)
    problems = sum(len(reading.problems) for reading in readings)
    unreadable = [reading.spec.name for reading in readings if reading.unreadable]
    cases = sum(map(publishing.case_count, readings))
    click.echo(f"{len(readings)} lists, {cases} cases, {problems} problems. Nothing was changed.")
    if unreadable:
        raise click.ClickException(f"cannot be read: {', '.join(unreadable)}")


@lists.command("publish")
@_MANIFEST
def publish(manifest: Path) -> None:
    """Publish the lists of MANIFEST: record them, build and verify a release, switch to it.

    The release then holds exactly these lists. Rows that cannot be read are reported and left out,
    and the pages say so; a list that cannot be read as a whole stops everything.
    """
    loaded, readings = _read(manifest)
    for reading in readings:
        for problem in reading.problems:
            click.echo(str(problem), err=True)
    info = publishing.publish(_settings().instance, loaded, readings, _step)
    click.echo(f"Release {info.id} answers now: {info.cases} cases, {info.charges} charges.")


@releases.command("rollback")
@click.argument("release", metavar="[ID]", default="")
def rollback(release: str) -> None:
    """Switch back to release ID, or to the one before the current one."""
    click.echo(f"Release {publishing.roll_back(_settings().instance, release)} answers now.")


def _list() -> None:
    found = Releases(_settings().instance)
    current, whole = found.current_id(), found.all()
    if not whole and not current:
        click.echo("No release yet: flask lists publish MANIFEST makes one.")
    for info in whole:
        mark = "*" if info.id == current else " "
        demo = " (demo)" if info.demo else ""
        click.echo(f"{mark} {info.id}  {info.cases} cases  {info.charges} charges  {info.title}{demo}")
    if current not in {"", *(info.id for info in whole)}:
        raise ReleaseError(
            f"release {current}, which should answer, is missing or damaged; go back to one that is listed"
            " with 'flask releases rollback ID', or publish the lists again"
        )


_DOCKET = click.argument("docket")
_NAME = click.option("--name", default="", help="Only this person on the docket number.")


@records.command("withhold")
@_DOCKET
@_NAME
@click.option("--because", required=True, help="Why: it is kept with the date. Name nobody in it.")
def withhold(docket: str, name: str, because: str) -> None:
    """Let DOCKET answer as if it had never been listed, now and after every later publish."""
    number = _number(docket)
    hashes = _record_hashes(number, name)
    if name and _listed(number) and not _people(number, name):
        raise click.ClickException(
            f"nobody on docket number {number} is listed under this name, and nothing was changed; write the"
            " name as the list does, or leave --name out to withhold the docket number with everybody on it"
        )
    publishing.change_withheld(_settings().instance, lambda registry: registry.withhold(hashes, because))
    if _listed(number):
        click.echo(f"Withheld: docket number {number} answers so from the next request on.")
    else:
        click.echo(f"Withheld, although no list names docket number {number} now: check that it is right.")


@records.command("restore")
@_DOCKET
@_NAME
def restore(docket: str, name: str) -> None:
    """Let a withheld record be found again. Name it as it was named when it was withheld."""
    hashes = _record_hashes(_number(docket), name)
    if not publishing.change_withheld(_settings().instance, lambda registry: registry.restore(hashes)):
        raise click.ClickException("no such record is withheld; nothing was changed")
    click.echo("Restored.")


_FEW = 5
"""How many untranslated texts are named."""


@translations.command("status")
def status() -> None:
    """How much of each language is translated, how much a person has reviewed, and who."""
    written, signatures = passages.all_of_them(), reviews.load()
    for language in languages.available():
        counting = reviews.counting(language, written, signatures)
        click.echo(f"{language}: translated {_share(language, written)};")
        click.echo(f"    reviewed by a {reviews.role(language)} {len(counting)} of {len(written)}")
        for by, texts in Counter((signed.by, signed.role) for signed in counting.values()).items():
            click.echo(f"    {texts} by {', '.join(by)}")
        holes = [passage.place for passage in written if language not in passage.words]
        for place in holes[:_FEW]:
            click.echo(f"    not translated: {place}")
        if more := len(holes[_FEW:]):
            click.echo(f"    and {more} more")


def _share(language: str, written: list[Passage]) -> str:
    """How many texts there are in a language, of how many: the interface, then the content."""
    shares = []
    for interface in (True, False):
        there = [language in passage.words for passage in written if passage.of_interface == interface]
        shares.append(f"{'interface' if interface else 'content'} {sum(there)} of {len(there)}")
    return ", ".join(shares)


@translations.command("sign")
@click.argument("language")
@click.option("--by", required=True, metavar='"NAME, ROLE"', help="Who reviewed the texts, and as what.")
@click.argument("places", metavar="[PLACE]...", nargs=-1)
def sign(language: str, by: str, places: tuple[str, ...]) -> None:
    """Write down who reviewed the texts in LANGUAGE, as they are today: all, or those whose PLACE begins so.

    A lawyer signs English, a certified court translator any other language. Places are named as
    `flask translations status` does: "interface: ", "dookhan.toml", "dookhan.toml > statuses kept".
    """
    click.echo(f"Signed: {reviews.sign(language, by, places)} texts. Commit translations/reviews.csv.")


def _number(docket: str) -> str:
    """A docket number in standard form."""
    try:
        return dockets.parse(docket, formats=incidents.docket_formats(content.load().incidents)).standard
    except DocketError as error:
        raise click.ClickException(f"{docket!r}: {error}") from error


def _record_hashes(number: str, name: str) -> list[str]:
    """What stands for the record: the docket number, or each spelling of the person's names on it."""
    key = withheld.key_of(_settings().instance)
    if not name:
        return [withheld.record_hash(key, number)]
    spellings = {names.parse_listed(name)[0], *(name for who in _people(number, name) for name in who.names)}
    return sorted({withheld.record_hash(key, number, spelling) for spelling in spellings})


def _people(number: str, name: str) -> list[Person]:
    """Who is listed on a docket number under this name, or has it as an alias."""
    wanted = Person(names.parse_listed(name)[0])
    people = [case.person for case in _listed(number)]
    return [
        person
        for person in people
        if any(names.same_person(wanted, Person(listed)) for listed in person.names)
    ]


def _listed(number: str) -> list[Case]:
    """The cases of the current release with this docket number."""
    found = Releases(_settings().instance)
    if not found.current_id():
        return []
    release = Release(found.path(found.current_id()))
    return list(release.cases(release.index.docket(number)))


def _read(path: Path) -> tuple[Manifest, list[Reading]]:
    known = content.load().incidents
    manifest = load_manifest(path, known)
    with click.progressbar(length=len(manifest.lists), label="Reading lists", item_show_func=str) as bar:
        readings = publishing.read(manifest, known, lambda step: bar.update(1, step))
    return manifest, readings


def _step(step: str) -> None:
    click.echo(f"... {step}")


def _report(reading: Reading) -> None:
    spec = reading.spec
    sheet = f" [{spec.sheet}]" if spec.sheet else ""
    statuses = ", ".join(f"{n} {status}" for status, n in publishing.charges_by_status(reading).items())
    click.echo(f"{spec.name}{sheet}: {spec.incident}, {spec.district}, filed {spec.filed}")
    click.echo(
        f"  {reading.rows} rows, {publishing.case_count(reading)} cases, charges: {statuses or 'none'}"
    )
    click.echo(f"  left out: {reading.juvenile} juvenile, {reading.sealed} sealed cases")
    if reading.ignored_columns:
        click.echo(f"  ignored columns: {', '.join(reading.ignored_columns)}")
    for problem in reading.problems:
        click.echo(f"  {problem}")
