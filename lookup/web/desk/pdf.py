"""Paper as PDF, made in memory: the font, what is drawn with it, and rows that stay level from page to page.

Lengths are points, 72 an inch; the paper is US letter. There are no words here.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

import segno
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import Duplex
from fpdf.prefs import ViewerPreferences

from lookup.texts import DATA

_FONTS = {False: DATA / "fonts" / "NotoSans-Regular.ttf", True: DATA / "fonts" / "NotoSans-Bold.ttf"}
BOX = "\ufffd"
"""What stands for a letter that the font does not have."""

WIDTH, HEIGHT = 612.0, 792.0
FOLD = HEIGHT / 3
"""Folded to a third, a sheet shows what is above this."""
LEFT, TOP, BOTTOM = 38.0, 24.0, 772.0
_BETWEEN = 22.0
_LEADING = 1.15
_BASELINE = 0.93
"""Where letters stand in their line, of the size of the type."""


class Laid(NamedTuple):
    """Something that knows how high it is in its column, and draws itself: paper, x, top, height."""

    height: float
    draw: Callable[[Paper, float, float, float], None]


class Block(Protocol):
    """A part of a page; it never changes, and equal ones look alike."""

    def lay(self, width: float) -> Laid:
        """How it is in a column of this width."""


Cell = Sequence[Block]
Row = Sequence[Cell]
"""What stands side by side: a cell for each language, or one for all."""


def missing(text: str) -> set[str]:
    """The letters of a text that the font does not have."""
    return {letter for letter in unicodedata.normalize("NFC", text) if letter not in _advances(False)}


def printable(text: str) -> str:
    """A text as it is printed: each letter that the font does not have is a box, so that none vanishes."""
    known = _advances(False)
    return "".join(letter if letter in known else BOX for letter in unicodedata.normalize("NFC", text))


def width_of(text: str, size: float, bold: bool = False) -> float:
    """How wide a printable text is."""
    advances = _advances(bold)
    return sum(advances[letter] for letter in text) * size


def line_height(size: float) -> float:
    """From one line of this size to the next."""
    return size * _LEADING


@cache
def _advances(bold: bool) -> Mapping[str, float]:
    """How wide each letter of the font is, of the size of the type."""
    with TTFont(_FONTS[bold], lazy=True) as font:
        units, widths = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): widths[name][0] / units for code, name in font.getBestCmap().items()}


class Paper(FPDF):
    """A document, filled from top to bottom. `language` is the tag of what most of it is written in."""

    def __init__(self, title: str, language: str, made: date) -> None:
        super().__init__(unit="pt", format="letter")
        self.set_auto_page_break(False)
        self.set_title(title)
        self.set_lang(language)
        # Printed on both sides, one person's answer would be on the back of another's.
        self.viewer_preferences = ViewerPreferences(duplex=Duplex.SIMPLEX)
        self.set_creation_date(datetime.combine(made, time(), UTC))
        for bold, file in _FONTS.items():
            self.add_font("Noto", "B" if bold else "", file)
        self.top = TOP
        self._open = False  # whether a page is there on which nothing stands
        self._laid: dict[tuple[Block, float], Laid] = {}
        self._head: Row = ()
        self._foot: Row = ()
        self._more: Row = ()

    def begin(self, head: Row, more: Row = (), foot: Row = ()) -> None:
        """A new page. `head` and `foot` stand on it and on those that follow, `more` on the latter only."""
        self._head, self._more, self._foot = head, more, foot
        self._turn(head)

    def reserve(self, pages: int, draw: Callable[[], None]) -> None:
        """Keep the next pages free for what `draw` puts there, which is asked last."""

        def render(_paper: FPDF, _outline: object) -> None:
            self._open = True
            draw()

        self.add_page()
        self.insert_toc_placeholder(render, pages)
        self._open = True

    def row(self, row: Row, code: str = "") -> None:
        """Cells side by side, whole on one page; `code` is an address, for a QR code on their left."""
        beside = _CODE + _BETWEEN / 2 if code else 0.0
        laid = self._lay(row, WIDTH - 2 * LEFT - beside)
        height = max([each.height for each in laid] + [_CODE + _AROUND if code else 0.0])
        if self.top + height > self._bottom():
            self._turn(self._head, self._more)
        if code:
            self.image(io.BytesIO(_qr_code(code)), LEFT, self.top + _AROUND, _CODE, _CODE)
        self._draw(laid, LEFT + beside, self.top, height)
        self.top += height

    def together(self, rows: Sequence[Row]) -> None:
        """Rows that stand on one page."""
        laid = [self._lay(row, WIDTH - 2 * LEFT) for row in rows]
        height = sum(max(each.height for each in row) for row in laid)
        if self.top + height > self._bottom():
            self._turn(self._head, self._more)
        for row in rows:
            self.row(row)

    def below(self, height: float) -> None:
        """Go on below this height of the page."""
        self.top = max(self.top, height)

    def write_at(self, x: float, top: float, text: str, size: float, bold: bool = False) -> None:
        """One line of printable text."""
        self.set_font("Noto", "B" if bold else "", size)
        self.text(x, top + size * _BASELINE, text)

    def frame(self, x: float, top: float, width: float, height: float, line: float) -> None:
        """A box, drawn with a line so thick."""
        self.set_line_width(line)
        self.rect(x, top, width, height)

    def rule(self, x: float, top: float, width: float) -> None:
        """A thin line across."""
        self.set_line_width(0.5)
        self.line(x, top, x + width, top)

    def ring(self, x: float, top: float, across: float) -> None:
        """A circle, for a sign to stand in."""
        self.set_line_width(across / 14)
        self.circle(x + across / 2, top + across / 2, across / 2)

    def tick(self, x: float, top: float, across: float) -> None:
        """A tick, which the font does not have, in a square of this size."""
        self.set_line_width(across / 9)
        points = ((0.27, 0.53), (0.44, 0.70), (0.74, 0.33))
        self.polyline([(x + right * across, top + down * across) for right, down in points])

    def _turn(self, *rows: Row) -> None:
        if not self._open:
            self.add_page()
        self._open = False
        self.top = TOP
        for row in rows:
            self.row(row)
        foot = self._lay(self._foot, WIDTH - 2 * LEFT)
        self._draw(foot, LEFT, self._bottom(), 0.0)

    def _bottom(self) -> float:
        foot = self._lay(self._foot, WIDTH - 2 * LEFT)
        return BOTTOM - max([each.height for each in foot], default=0.0)

    def _lay(self, row: Row, width: float) -> list[Laid]:
        """The cells of a row, which share the width. What was laid once is not laid again."""
        each = (width - _BETWEEN * (len(row) - 1)) / max(len(row), 1)
        for block in (block for cell in row for block in cell):
            if (block, each) not in self._laid:
                self._laid[block, each] = block.lay(each)
        return [stack([self._laid[block, each] for block in cell]) for cell in row]

    def _draw(self, laid: Sequence[Laid], x: float, top: float, height: float) -> None:
        step = (WIDTH - LEFT - x + _BETWEEN) / max(len(laid), 1)
        for place, each in enumerate(laid):
            each.draw(self, x + place * step, top, height)


_CODE, _AROUND = 72.0, 5.0
"""How wide a QR code is: an inch; and the room above it."""


def stack(blocks: Sequence[Laid]) -> Laid:
    """Blocks one below the other. A block that stands alone may fill the height of its row."""

    def draw(paper: Paper, x: float, top: float, height: float) -> None:
        for each in blocks:
            each.draw(paper, x, top, height if len(blocks) == 1 else each.height)
            top += each.height

    return Laid(sum(each.height for each in blocks), draw)


@lru_cache(maxsize=64)
def _qr_code(address: str) -> bytes:
    image = io.BytesIO()
    segno.make_qr(address, error="m").save(image, kind="png", scale=4, border=0)
    return image.getvalue()
