"""How much memory and time reading one list may take: its sender may mean ill, or has made a mistake.

Sizes that a file tells are checked where it is read (tables.py, workbooks.py, pdfs.py). This is for what only
reading shows: a page that goes on for ever, a few bytes that unpack to more than the memory holds.
"""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from lookup.lists.problems import Unreadable

MAX_SECONDS = 600
MAX_MEMORY = 2_000_000_000
"""Bytes more than the program has already."""

_TODO = "save the list alone in a new file, as csv where you can, or split it into several files"
_Found = TypeVar("_Found")


def bounded(work: Callable[..., _Found], *given: object) -> _Found:
    """What `work` answers, in a process of its own. Raises Unreadable where that takes too much.

    A process, because where memory ends, packages written in C do not fail but crash.
    """
    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_answer, args=(sender, work, given), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(MAX_SECONDS):
            raise Unreadable(f"reading it takes more than {MAX_SECONDS} seconds", _TODO)
        found: _Found = receiver.recv()
        return found
    except EOFError:
        what = f"reading it takes more than {MAX_MEMORY // 1_000_000_000} GB of memory"
        raise Unreadable(what, _TODO) from None
    finally:
        process.kill()
        process.join()
        receiver.close()


def limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has already, and no others."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _used() + more
    wanted = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def _answer(sender: Connection, work: Callable[..., Any], given: tuple[object, ...]) -> None:
    limit_memory(MAX_MEMORY)
    try:
        sender.send(work(*given))
    except (MemoryError, KeyboardInterrupt):
        # Whoever waits sees that nothing came.
        return


def _used() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return int(pages) * resource.getpagesize()
