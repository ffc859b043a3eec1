"""Which files code writes. It runs in a process of its own: who listens to Python can never stop."""

from __future__ import annotations

import os
import subprocess
import sys

_LISTEN = f"""
import sys
def listen(event, given):
    if event == "open" and isinstance(given[2], int) and given[2] & {os.O_WRONLY | os.O_RDWR}:
        sys.stdout.write(repr(given[0]) + "\\n")
sys.addaudithook(listen)
"""


def written(imports: str, code: str, data: bytes = b"") -> list[str]:
    """The files that `code` opens to write. It can read `data` from its input."""
    command = [sys.executable, "-c", f"{imports}\n{_LISTEN}\n{code}"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode().splitlines()
