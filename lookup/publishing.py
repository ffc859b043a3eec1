"""From a manifest to the release that answers: read every list, record it, build, verify, switch.

All or nothing: a list that cannot be read, a full disk or a crash at any instant leaves the old
release answering.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from lookup import files, lists, withheld
from lookup.cases import Entry, Person
from lookup.incidents import Incident
from lookup.lists import Reading, barring
from lookup.lists.manifest import Manifest
from lookup.merging import merge
from lookup.registry import Registry
from lookup.release import ReleaseError, ReleaseInfo, Releases

Progress = Callable[[str], None]


class PublishError(Exception):
    """Why nothing was published; the old release goes on answering."""


def read(
    manifest: Manifest, incidents: Mapping[str, Incident], progress: Progress = lambda step: None
) -> list[Reading]:
    """Read every list of a manifest. Cases that one list marks juvenile or sealed leave all of them."""
    readings = []
    for spec in manifest.lists:
        progress(f"{spec.name} {spec.sheet}".strip())
        readings.append(lists.read_bounded(spec, incidents[spec.incident]))
    barred: dict[str, list[Person]] = {}
    for reading in readings:
        for docket, person in reading.barred:
            barred.setdefault(docket, []).append(person)
    return [replace(reading, entries=_allowed(reading.entries, barred)) for reading in readings]


def _allowed(entries: Sequence[Entry], barred: Mapping[str, list[Person]]) -> tuple[Entry, ...]:
    return tuple(
        entry
        for entry in entries
        if not any(barring.concerns(person, entry.person) for person in barred.get(entry.docket, ()))
    )


def publish(
    instance: Path, manifest: Manifest, readings: Sequence[Reading], progress: Progress = lambda step: None
) -> ReleaseInfo:
    """Record what was read, and let a new release of it answer. Raises PublishError."""
    unreadable = [reading.spec.name for reading in readings if reading.unreadable]
    if unreadable:
        raise PublishError(
            f"cannot be read: {', '.join(unreadable)}; nothing was published."
            " Mend what is said of it above, and publish again."
        )
    if not any(reading.entries for reading in readings):
        raise PublishError("the lists hold no case; nothing was published.")
    try:
        with alone(instance), Registry(instance) as registry:
            return _publish(instance, registry, manifest, readings, progress)
    except ReleaseError as error:
        raise PublishError(f"nothing was published: {error}") from error
    except (OSError, sqlite3.Error) as error:
        raise PublishError(f"nothing was published: {files.trouble(error)}") from error


def _publish(
    instance: Path,
    registry: Registry,
    manifest: Manifest,
    readings: Sequence[Reading],
    progress: Progress,
) -> ReleaseInfo:
    releases = Releases(instance)
    progress("recording the lists")
    publication = registry.publish(manifest.title, manifest.demo, readings)
    progress("merging the cases")
    cases = merge(registry.filings(publication))
    facts = [
        _facts(row, reading)
        for row, reading in zip(registry.publication(publication)["lists"], readings, strict=True)
    ]
    info = releases.build(cases, manifest.title, manifest.demo, facts, progress)
    progress("switching to it")
    registry.released(publication, info.id)
    # A registry that came from a back-up may know of records that the web processes do not.
    with registry.changing():
        withheld.write(instance, registry.withheld())
    releases.switch(info.id)
    return info


def roll_back(instance: Path, release: str = "") -> str:
    """Switch back to a release, or to the one before the current one. Raises PublishError or ReleaseError."""
    releases = Releases(instance)
    with alone(instance):
        release = release or releases.before_current()
        releases.switch(release)
    return release


def change_withheld(instance: Path, change: Callable[[Registry], Any]) -> Any:
    """Change the withheld records in the registry, and in the answering processes with their next request."""
    with Registry(instance) as registry, registry.changing():
        answer = change(registry)
        # Written before the change is final: a crash between the two hides a record rather than shows it.
        withheld.write(instance, registry.withheld())
    return answer


def _facts(row: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """What pages say of a list: where it is from, how much it held, how many rows could not be read."""
    shown = {key: row[key] for key in ("incident", "district", "filed", "file", "sheet", "rows")}
    return {
        **shown,
        "cases": case_count(reading),
        "unread": sum(reading.unread.values()),
        "statuses": sorted(charges_by_status(reading)),
    }


def case_count(reading: Reading) -> int:
    """How many people on docket numbers a list holds."""
    return len({(entry.docket, entry.person) for entry in reading.entries})


def charges_by_status(reading: Reading) -> dict[str, int]:
    """How many charges of a list have which status, the most frequent first."""
    return dict(Counter(entry.status for entry in reading.entries).most_common())


@contextmanager
def alone(instance: Path) -> Iterator[None]:
    """Hold the publishing lock of this instance; the system frees it even after a crash."""
    with (instance / "publish.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishError(
                "another publish or rollback is running; wait for it to end, then try again."
                " Nothing was changed."
            ) from None
        yield
