"""Stands in for papers.py while what that needs is being written. To be deleted with its import."""

from __future__ import annotations

from flask import Blueprint, abort

blueprint = Blueprint("papers", __name__)
_D = "/<language>/staff/"

for rule, name in {
    "self-check.pdf": "self_check", "checks/<check>/rows/<int:number>/sheet.pdf": "handout",
    "checks/<check>/sheets.pdf": "sheets", "checks/<check>/letters.pdf": "letters_of",
    "letters": "ledger_page", "letters-noted": "note_letter", "checks/<check>/results.<kind>": "download",
}.items():  # fmt: skip
    blueprint.add_url_rule(_D + rule, name, lambda **_: abort(410), methods=["GET", "POST"])
