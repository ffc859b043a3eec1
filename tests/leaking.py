"""The site with a hole, for the test of tests/test_same_time.py: whoever is listed takes 2 ms longer."""

from __future__ import annotations

import time
from typing import Any
from unittest import mock

from flask import g

from app import app
from lookup.cases import Case
from lookup.search import Searcher
from lookup.web import results
from lookup.withheld import Withheld

__all__ = ["app"]

LEAK = 0.002
"""Seconds."""

_find, _wait, _covers = Searcher.find, results._wait_for_the_next_step, Withheld.covers


def _find_and_tell(searcher: Searcher, *args: Any, **kwargs: Any) -> Any:
    g.listed = False
    found = _find(searcher, *args, **kwargs)
    g.listed = g.listed or bool(found)
    return found


def _cover_and_tell(withheld: Withheld, case: Case) -> bool:
    covered = _covers(withheld, case)
    g.listed = g.listed or covered
    return covered


def _wait_longer(began: float) -> None:
    _wait(began)
    time.sleep(LEAK if g.listed else 0)


mock.patch.object(Searcher, "find", _find_and_tell).start()
mock.patch.object(Withheld, "covers", _cover_and_tell).start()
mock.patch.object(results, "_wait_for_the_next_step", _wait_longer).start()
