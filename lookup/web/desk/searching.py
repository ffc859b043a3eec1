"""Searching for whom staff ask about: one person at once, a list while its page shows how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace

from flask import Flask

from lookup.incidents import docket_formats
from lookup.release import ReleaseError
from lookup.search import Match, Query, Searcher
from lookup.staff import checking
from lookup.staff.asking import Asked
from lookup.staff.checking import Finding
from lookup.staff.checks import Deleted, Work
from lookup.staff.rows import DONE, RUNNING, Check, Row
from lookup.web import logs
from lookup.web.site import Site, site

BREATH = 0.0005
"""Seconds between two people of a list, in which other requests of this process are answered."""


def check_one(asked: Asked) -> Check:
    """One person, searched for at once. Raises ReleaseError, WithheldError."""
    searcher = site().current.searcher()
    row = Row(1, asked, finding=find_one(asked, searcher, site()))
    return Check(whole_list=False, rows=(row,))


def find_one(asked: Asked, searcher: Searcher, here: Site) -> Finding:
    """One person in this release, without what is withheld."""

    def find(query: Query) -> Sequence[Match]:
        return searcher.find(query, limit=checking.MOST_HITS, without=here.withheld.covers)

    return checking.check(asked, find, docket_formats(here.incidents))


def begin(app: Flask, work: Work, check: Check) -> None:
    """Search for a whole list in a thread of its own, which closes `work`; its columns must be settled."""
    work.finish(replace(check, state=RUNNING))
    work.tell(0, len(check.rows))
    threading.Thread(target=_run, args=(app, work, check), daemon=True).start()


def _run(app: Flask, work: Work, check: Check) -> None:
    """Whoever looks at the check learns from the lock that it ended; without a result it has failed."""
    try:
        with app.app_context():
            work.finish(_searched(check, work))
    except Deleted:
        return
    except ReleaseError as error:
        logs.notice(str(error))
    except Exception as error:
        logs.fault(error, "a list at the staff desk")
    finally:
        work.close()


def _searched(check: Check, work: Work) -> Check:
    here, found = site(), []
    searcher = here.current.searcher()
    for row in check.rows:
        found.append(replace(row, finding=find_one(row.asked, searcher, here)))
        work.tell(row.number, len(check.rows))
        time.sleep(BREATH)
    return replace(check, state=DONE, rows=tuple(found))
