"""What scripts/audit_packages makes of pip-audit's words: never "sound" for what nobody checked."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "audit_packages"

SOUND = {"name": "flask", "version": "3.1.3", "vulns": []}
HOLED = {"name": "jinja2", "version": "3.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1"]}]}
BEYOND_HELP = {"name": "six", "version": "1.0", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]}
UNKNOWN = {"name": "click", "skip_reason": "Dependency not found on PyPI"}

SAID = {
    "all sound": ([SOUND], 0, "1 packages, no known holes"),
    "a hole": ([SOUND, HOLED], 1, "jinja2 3.0 has PYSEC-1, mended in 3.1"),
    "a hole that nobody mended": ([BEYOND_HELP], 1, "six 1.0 has PYSEC-2, mended in no version yet"),
    "one that is not known there": ([SOUND, UNKNOWN], 3, "NOT CHECKED for known holes: 1 of 2 packages"),
    "a hole, and one unknown": ([HOLED, UNKNOWN], 1, "NOT CHECKED for known holes: 1 of 2 packages"),
    "no service": ("socket.gaierror: name resolution", 3, "all packages (socket.gaierror: name resolution)"),
    "nothing at all": ("", 3, "NOT CHECKED for known holes: all packages (pip-audit said nothing)"),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "status", "words"), SAID.values(), ids=SAID)
def test_what_is_made_of_an_answer(tmp_path, monkeypatch, capsys, answer, status, words):
    """A stand-in for pip-audit lies beside the Python that runs the script."""
    known = isinstance(answer, list)
    (tmp_path / "answer").write_text(json.dumps({"dependencies": answer, "fixes": []}) if known else answer)
    (tmp_path / "pip-audit").write_text(f"#!/bin/sh\ncat {tmp_path}/answer {'' if known else '>&2'}\n")
    (tmp_path / "pip-audit").chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    assert (ended.value.code, words in capsys.readouterr().out) == (status, True)
