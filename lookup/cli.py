"""The commands: flask lists | releases | records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from lookup import dockets, incidents, names, publishing, withheld
from lookup.dockets import DocketError
from lookup.lists import Reading
from lookup.lists.manifest import Manifest, ManifestError
from lookup.lists.manifest import load as load_manifest
from lookup.publishing import PublishError
from lookup.registry import Registry
from lookup.release import Release, ReleaseError, Releases
from lookup.settings import Settings

lists = AppGroup("lists", help="Check and publish prosecutors' lists.")
records = AppGroup("records", help="Withhold a record (sealed, expunged, removed on request), or restore it.")

_MANIFEST = click.argument("manifest", type=click.Path(path_type=Path))


def register(app: Flask) -> None:
    """Add the commands to an app."""
    for group in (lists, releases, records):
        app.cli.add_command(group)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["case_check"].settings
    return settings


@click.group("releases", cls=AppGroup, invoke_without_command=True)
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
    try:
        info = publishing.publish(_settings().instance, loaded, readings, _step)
    except PublishError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Release {info.id} answers now: {info.cases} cases, {info.charges} charges.")


@releases.command("rollback")
@click.argument("release", metavar="[ID]", default="")
def rollback(release: str) -> None:
    """Switch back to release ID, or to the one before the current one."""
    found = Releases(_settings().instance)
    try:
        release = release or found.before_current()
        found.switch(release)
    except ReleaseError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Release {release} answers now.")


def _list() -> None:
    found = Releases(_settings().instance)
    current = found.current_id()
    if not found.all():
        click.echo("No release yet: flask lists publish MANIFEST makes one.")
    for info in found.all():
        mark = "*" if info.id == current else " "
        demo = " (demo)" if info.demo else ""
        click.echo(f"{mark} {info.id}  {info.cases} cases  {info.charges} charges  {info.title}{demo}")


_DOCKET = click.argument("docket")
_NAME = click.option("--name", default="", help="Only this person on the docket number.")


@records.command("withhold")
@_DOCKET
@_NAME
@click.option("--because", required=True, help="Why: it is kept with the date. Name nobody in it.")
def withhold(docket: str, name: str, because: str) -> None:
    """Let DOCKET answer as if it had never been listed, now and after every later publish."""
    hashes = _record_hashes(docket, name)
    _change_records(lambda registry: registry.withhold(hashes, because))
    click.echo("Withheld. The site answers so from its next request on.")


@records.command("restore")
@_DOCKET
@_NAME
def restore(docket: str, name: str) -> None:
    """Let a withheld record be found again. Name it as it was named when it was withheld."""
    hashes = _record_hashes(docket, name)
    restored = _change_records(lambda registry: registry.restore(hashes))
    if not restored:
        raise click.ClickException("no such record is withheld; nothing was changed")
    click.echo("Restored.")


def _record_hashes(docket: str, name: str) -> list[str]:
    """What stands for the record: the docket number, or each spelling of the person's names on it."""
    try:
        standard = dockets.parse(docket, formats=incidents.docket_formats(_incidents())).standard
    except DocketError as error:
        raise click.ClickException(f"{docket!r}: {error}") from error
    key = withheld.key_of(_settings().instance)
    if not name:
        return [withheld.record_hash(key, standard)]
    wanted, _ = names.parse_listed(name)
    spellings = [wanted]
    for person in _people_on(standard):
        if names.same_person(type(person)(wanted), person):
            spellings.extend(person.names)
    return sorted({withheld.record_hash(key, standard, spelling) for spelling in spellings})


def _people_on(standard: str) -> list[Any]:
    found = Releases(_settings().instance)
    if not found.current_id():
        return []
    try:
        release = Release(found.path(found.current_id()))
    except ReleaseError as error:
        raise click.ClickException(str(error)) from error
    return [case.person for case in release.cases(release.index.docket(standard))]


def _change_records(change: Callable[[Registry], Any]) -> Any:
    instance = _settings().instance
    with Registry(instance) as registry:
        answer = change(registry)
        withheld.write(instance, registry.withheld())
    return answer


def _read(path: Path) -> tuple[Manifest, list[Reading]]:
    known = _incidents()
    try:
        manifest = load_manifest(path, known)
    except ManifestError as error:
        raise click.ClickException(str(error)) from error
    with click.progressbar(length=len(manifest.lists), label="Reading lists", item_show_func=str) as bar:
        readings = publishing.read(manifest, known, lambda step: bar.update(1, step))
    return manifest, readings


def _incidents() -> dict[str, incidents.Incident]:
    try:
        return incidents.load_all()
    except incidents.IncidentError as error:
        raise click.ClickException(str(error)) from error


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
