"""The Whoosh index of a release: exact keys in, row numbers out."""

from lookup.index.building import Builder
from lookup.index.reading import Index
from lookup.index.words import Word

__all__ = ["Builder", "Index", "Word"]
