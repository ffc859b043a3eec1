"""The table of docs/security.md: each item once, each held by a test that exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split("|")]
    for line in (ROOT / "docs" / "security.md").read_text("utf-8").splitlines()
    if re.match(r"\| \d", line)
]
ADOPTED = (
    "1.2.10 2.4.1 3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.3 3.4.4 3.4.5 3.4.6 5.2.1 5.2.2 5.2.3 6.2.1"
    " 6.2.4 6.3.3 7.3.1 7.3.2 7.4.1 13.4.1 13.4.2 14.2.1 14.2.3 14.2.6 14.3.1 14.3.2 14.3.3 15.3.4"
    " 16.2.5 16.4.1 16.5.1 16.5.2 16.5.3 16.5.4"
).split()


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_item_names_a_test_that_exists(row) -> None:
    item, level, done, held = row
    assert re.fullmatch(r"\d+\.\d+\.\d+", item)
    assert level in "123"
    assert done
    path, _, name = held.strip("`").partition("::")
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_items_are_in_order_and_none_that_was_adopted_is_missing() -> None:
    items = [row[0] for row in ROWS]
    assert items == sorted(set(items), key=lambda item: [int(part) for part in item.split(".")])
    assert set(ADOPTED) - set(items) == set()
