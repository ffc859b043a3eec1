"""Whom staff ask about, as they wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """One person whom staff ask about; every field may be missing.

    `names` are the name of today and former ones, `dockets` docket numbers, each as somebody wrote it.
    `language` is a language of the site, for paper, or "". `address` has the lines of a letter's address.
    """

    names: tuple[str, ...] = ()
    born: str = ""
    dockets: tuple[str, ...] = ()
    language: str = ""
    address: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of today, or "" where only docket numbers are known."""
        return self.names[0] if self.names else ""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Asked:
        """What `dataclasses.asdict` wrote."""
        several = {name: tuple(data[name]) for name in ("names", "dockets", "address")}
        return cls(**{**data, **several})
