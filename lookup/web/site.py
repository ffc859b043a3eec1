"""What the pages of one process share: settings, incidents, and the release that answers now."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import cast

from flask import current_app, g, has_request_context

from lookup.content import Content
from lookup.incidents import Incident, docket_formats
from lookup.release import Release, ReleaseError, ReleaseInfo, Releases
from lookup.search import Searcher
from lookup.settings import Settings
from lookup.staff.checks import Checks
from lookup.web import logs
from lookup.web.limits import Limits
from lookup.web.sealed import Sealer
from lookup.withheld import Withheld

_SECONDS_BETWEEN_TRIES = 10


class CurrentRelease:
    """The release that answers. Each request asks; a newly published one is opened and switched to.

    A release that cannot be opened changes nothing: the old one goes on answering.
    """

    def __init__(self, releases: Releases, incidents: Mapping[str, Incident]) -> None:
        self._releases = releases
        self._incidents = incidents
        self._opening = Lock()
        self._searcher: Searcher | None = None
        self._refused = ""
        self._try_again = 0.0

    def searcher(self) -> Searcher:
        """The searcher of the current release, the same for a whole request. Raises ReleaseError."""
        if not has_request_context():
            return self._latest()
        if "searcher" not in g:
            g.searcher = self._latest()
        return cast(Searcher, g.searcher)

    @property
    def info(self) -> ReleaseInfo:
        """The facts of the current release."""
        return self.searcher().release.info

    def _latest(self) -> Searcher:
        # Whoever comes while another request opens a new release is answered from the old one.
        if not self._opening.acquire(blocking=self._searcher is None):
            return cast(Searcher, self._searcher)
        try:
            return self._open()
        finally:
            self._opening.release()

    def _open(self) -> Searcher:
        now, wanted = self._searcher, ""
        try:
            wanted = self._releases.current_id()
            if now and (wanted == now.release.info.id or self._was_refused(wanted)):
                return now
            if not wanted:
                raise ReleaseError("nothing was published yet; run: flask lists publish MANIFEST")
            release = Release(self._releases.path(wanted))
            _check_known(release.info, self._incidents)
            self._searcher = Searcher(release, docket_formats(self._incidents))
            return self._searcher
        except ReleaseError as error:
            if now is None:
                raise
            logs.notice(f"{error}; release {now.release.info.id} goes on answering")
            self._refused, self._try_again = wanted, time.monotonic() + _SECONDS_BETWEEN_TRIES
            return now

    def _was_refused(self, wanted: str) -> bool:
        return wanted == self._refused and time.monotonic() < self._try_again


def _check_known(info: ReleaseInfo, incidents: Mapping[str, Incident]) -> None:
    """Raise ReleaseError where a release speaks of what this process has no words for."""
    for facts in info.lists:
        incident = incidents.get(facts["incident"])
        known = incident.status_ids if incident else ()
        unknown = [status for status in facts["statuses"] if status not in known]
        if incident is None or unknown:
            what = f"the status {unknown[0]!r} of the incident" if incident else "the incident"
            raise ReleaseError(
                f"release {info.id} uses {what} {facts['incident']!r}, which no incident file explains;"
                " add the file, then start again, or publish other lists"
            )


@dataclass(frozen=True, slots=True)
class Site:
    """Everything a page needs that is not in its request."""

    settings: Settings
    content: Content
    current: CurrentRelease
    withheld: Withheld
    sealer: Sealer
    limits: Limits
    checks: Checks
    languages: tuple[str, ...]
    unsigned: Mapping[str, tuple[str, ...]]
    """Who has not yet checked every text of a language (`reviews.missing`)."""

    @property
    def incidents(self) -> Mapping[str, Incident]:
        """Every incident that the site has words for, by id."""
        return self.content.incidents

    def release(self) -> ReleaseInfo | None:
        """The facts of the current release; None for a site without lists. Raises ReleaseError."""
        return None if self.settings.without_lists else self.current.info

    def on_lists(self) -> list[Incident]:
        """The incidents that the lists are about, or all where there are no lists."""
        try:
            release = self.release()
        except ReleaseError:
            release = None
        named = {facts["incident"] for facts in release.lists} if release else set(self.incidents)
        return [incident for name, incident in self.incidents.items() if name in named]


def site() -> Site:
    """The site of the running app."""
    return cast(Site, current_app.extensions["case_check"])
