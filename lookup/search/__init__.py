"""Finding the case, however its name or number is written. Knows nothing of what may be shown to whom."""

from lookup.search.agreement import OTHER, SAME, SIMILAR, UNTYPED
from lookup.search.facts import BORN, COURT_YEAR, DOCKET, NEAR_DOCKET, Query, birth_readings
from lookup.search.searcher import Match, Searcher

__all__ = [
    "BORN",
    "COURT_YEAR",
    "DOCKET",
    "NEAR_DOCKET",
    "OTHER",
    "SAME",
    "SIMILAR",
    "UNTYPED",
    "Match",
    "Query",
    "Searcher",
    "birth_readings",
]
