"""What the pages of one process share: settings, incidents, and the release that answers now."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import cast

from flask import current_app

from lookup.incidents import Incident, docket_formats
from lookup.release import Release, ReleaseError, ReleaseInfo, Releases
from lookup.search import Searcher
from lookup.settings import Settings
from lookup.web.sealed import Sealer
from lookup.withheld import Withheld


class CurrentRelease:
    """The release that answers. Each request asks; a newly published one is opened and switched to.

    A release that cannot be opened changes nothing: the old one goes on answering.
    """

    def __init__(self, releases: Releases, incidents: Mapping[str, Incident]) -> None:
        self._releases = releases
        self._formats = docket_formats(incidents)
        self._opening = Lock()
        self._searcher: Searcher | None = None
        self._refused = ""

    def searcher(self) -> Searcher:
        """The searcher of the current release. Raises ReleaseError where none was ever published."""
        wanted = self._releases.current_id()
        now = self._searcher
        if now and wanted in (now.release.info.id, self._refused):
            return now
        with self._opening:
            return self._open(wanted)

    @property
    def info(self) -> ReleaseInfo:
        """The facts of the current release."""
        return self.searcher().release.info

    def _open(self, wanted: str) -> Searcher:
        now = self._searcher
        if now and wanted in (now.release.info.id, self._refused):
            return now
        try:
            if not wanted:
                raise ReleaseError("nothing was published yet; run: flask lists publish MANIFEST")
            opened = Searcher(Release(self._releases.path(wanted)), self._formats)
        except ReleaseError as error:
            if now is None:
                raise
            print(f"case check: {error}; release {now.release.info.id} goes on answering", file=sys.stderr)
            self._refused = wanted
            return now
        self._searcher = opened
        return opened


@dataclass(frozen=True, slots=True)
class Site:
    """Everything a page needs that is not in its request."""

    settings: Settings
    incidents: Mapping[str, Incident]
    current: CurrentRelease
    withheld: Withheld
    sealer: Sealer
    languages: tuple[str, ...]


def site() -> Site:
    """The site of the running app."""
    return cast(Site, current_app.extensions["case_check"])
