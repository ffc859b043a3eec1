"""How many people an account may ask about in a day, at the desk and by its tokens together."""

from __future__ import annotations

from lookup.staff import journal
from lookup.staff.store import StaffStore

PEOPLE_A_DAY = 10_000
"""Two full lists, until midnight UTC. The journal shows who asks."""


def take(store: StaffStore, email: str, event: str, people: int) -> bool:
    """Note in the journal that an account asks about so many people; False where that is too many today."""
    with store.changing():
        if journal.rows_today(store, email) + people > PEOPLE_A_DAY:
            return False
        journal.note(store, email, event, people)
        return True
