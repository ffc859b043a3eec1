"""The one mark-up that texts may hold: English words inside another language, <i lang="en">docket</i>.

A screen reader then says them in English, and a translator of the browser leaves them alone.
"""

from __future__ import annotations

import re

ENGLISH = re.compile(r'<i lang="en">([^<>]*)</i>')


def plain(text: str) -> str:
    """The text without its marks."""
    return ENGLISH.sub(r"\1", text)


def foreign(text: str) -> bool:
    """Whether there is other mark-up in a text, or a mark that is not closed."""
    return "<" in plain(text) or ">" in plain(text)
