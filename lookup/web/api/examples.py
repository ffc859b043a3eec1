"""What the description shows: invented people, and what the demo lists answer about them."""

from __future__ import annotations

from typing import Any

from lookup.staff.checking import LISTED, NOT_FOUND

ASKED = {
    "people": [
        {"reference": "intake 7", "names": ["Denise Hargrove"], "born": "1971-06-02"},
        {"reference": "intake 8", "dockets": ["0607CR90233", "no number"]},
        {"reference": "intake 9", "names": ["Agnes Pemberley"], "born": "1961"},
    ]
}
_HARGROVE = {
    "incident": "dookhan",
    "docket": "0702CR090417",
    "court": "Boston Municipal Court, Roxbury Division",
    "name": "Denise Hargrove",
    "certain": True,
    "score": 1.0,
    "reasons": ["The name is the same.", "The date of birth is the same."],
    "charges": [
        {
            "number": 1,
            "status": "dismissed",
            "label": "Dismissed",
            "as_of": "2017-04-18",
            "source": "list of the Suffolk prosecutors, filed on April 18, 2017",
        }
    ],
}
_MULQUEEN = {
    "incident": "dookhan",
    "docket": "0607CR090233",
    "court": "Boston Municipal Court, Dorchester Division",
    "name": "Terrence J. Mulqueen",
    "certain": True,
    "score": 1.0,
    "reasons": ["The docket number is the same."],
    "charges": [
        {
            "number": 1,
            "status": "kept",
            "label": "Kept by prosecutors",
            "as_of": "2017-04-18",
            "source": "list of the Suffolk prosecutors, filed on April 18, 2017",
        }
    ],
}
_RESULTS: list[dict[str, Any]] = [
    {"reference": "intake 7", "verdict": LISTED, "unread": []},
    {
        "reference": "intake 8",
        "verdict": LISTED,
        "unread": [{"field": "docket", "code": "empty", "text": "no number"}],
    },
    {"reference": "intake 9", "verdict": NOT_FOUND, "unread": []},
]
VERDICTS: dict[str, Any] = {
    "release": {
        "id": "20260504T120000.000000Z",
        "made": "2026-05-04T12:00:00+00:00",
        "title": "Invented lists, to try the site with",
        "demo": True,
    },
    "lists": [
        {
            "incident": "dookhan",
            "district": "Suffolk",
            "filed": "2017-04-18",
            "gaps": ["The public defenders (CPCS) said that the lists were not complete."],
        }
    ],
    "results": _RESULTS,
}
CASES = {
    **VERDICTS,
    "results": [
        {**result, "cases": cases}
        for result, cases in zip(_RESULTS, ([_HARGROVE], [_MULQUEEN], []), strict=True)
    ],
}
"""The same people, asked about with a token that may see cases."""
