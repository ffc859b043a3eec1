"""The parts that pages on paper are made of: paragraphs, panels with a sign, charges with their results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from lookup.web.desk.pdf import Block, Laid, Paper, line_height, printable, stack, width_of

_SIGNS = {"stands": "!", "open": "?", "mixed": "±"}
"""The sign beside a word, by tone, as in templates/parts.html; "cleared" is a tick, which is drawn."""
_PAD, _GAP, _SIGN = 6.0, 8.0, 1.05


class Run(NamedTuple):
    """Words in one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words in one size, below some room. `mark` ("1.") hangs before them, in a column `indent` wide."""

    runs: tuple[Run, ...]
    size: float
    before: float = 0.0
    mark: str = ""
    indent: float = 0.0

    def lay(self, width: float) -> Laid:
        """The words, broken into lines."""
        lines = list(_lines(self.runs, self.size, width - self.indent))
        step = line_height(self.size)

        def draw(paper: Paper, x: float, top: float, height: float) -> None:
            top += self.before
            if self.mark:
                paper.write_at(x, top, self.mark, self.size, bold=True)
            for number, line in enumerate(lines):
                _write(paper, x + self.indent, top + number * step, line, self.size)

        return Laid(self.before + step * len(lines), draw)


def paragraph(text: str, size: float, before: float = 0.0, bold: bool = False) -> Paragraph:
    """A paragraph in one weight."""
    return Paragraph((Run(text, bold),), size, before)


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer with a box to tick, so far to the right."""

    text: str
    size: float
    indent: float

    def lay(self, width: float) -> Laid:
        """The answer beside its box."""
        beside = self.size * 1.5
        words = paragraph(self.text, self.size).lay(width - self.indent - beside)

        def draw(paper: Paper, x: float, top: float, height: float) -> None:
            paper.frame(x + self.indent, top + 2 + self.size * 0.15, self.size * 0.9, self.size * 0.9, 0.8)
            words.draw(paper, x + self.indent + beside, top + 2, words.height)

        return Laid(words.height + 2, draw)


@dataclass(frozen=True, slots=True)
class Panel:
    """An answer in a frame: a sign and a word, then what belongs to it."""

    tone: str
    word: str
    size: float
    inside: tuple[Block, ...]

    def lay(self, width: float) -> Laid:
        """The frame, as high as its row."""
        sign = self.size * 1.35
        left = sign + 2 * _PAD
        cell = (paragraph(self.word, self.size, bold=True), *self.inside)
        laid = stack([block.lay(width - left - _PAD) for block in cell])

        def draw(paper: Paper, x: float, top: float, height: float) -> None:
            paper.frame(x, top + _PAD, width, height - _PAD, 1.5)
            _sign(paper, self.tone, x + _PAD, top + _PAD + 4, sign)
            laid.draw(paper, x + left, top + _PAD + 3, laid.height)

        return Laid(laid.height + _PAD + 8, draw)


@dataclass(frozen=True, slots=True)
class Result:
    """A charge and what became of it. `more` are lines about earlier results."""

    charge: str
    offense: str
    tone: str
    word: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """Charges with their results; short ones share a line."""

    results: tuple[Result, ...]
    size: float
    before: float = 0.0

    def lay(self, width: float) -> Laid:
        """The charges, in as many columns as there is room for."""
        widest = max(self._natural(each) for each in self.results)
        columns = max(1, min(3, int(width // (widest + 2 * _GAP))))
        step = width / columns
        rows = [self.results[place : place + columns] for place in range(0, len(self.results), columns)]
        laid = [[self._one(each, step - 2 * _GAP if columns > 1 else width) for each in row] for row in rows]

        def draw(paper: Paper, x: float, top: float, height: float) -> None:
            top += self.before
            for row in laid:
                for place, each in enumerate(row):
                    each.draw(paper, x + place * step, top, each.height)
                top += max(each.height for each in row)

        return Laid(self.before + sum(max(each.height for each in row) for row in laid), draw)

    def _natural(self, result: Result) -> float:
        """How wide it is on one line."""
        more = max((width_of(printable(line), self.size - 2) for line in result.more), default=0.0)
        return max(self._name_width(result) + _GAP + self._word_width(result), more)

    def _one(self, result: Result, width: float) -> Laid:
        left = paragraph(_name(result), self.size).lay(width)
        more = stack([paragraph(line, self.size - 2).lay(width) for line in result.more])
        sign = self.size * _SIGN
        word = Paragraph((Run(result.word, bold=True),), self.size, indent=sign + _GAP / 2).lay(width)
        fits = self._name_width(result) + _GAP + self._word_width(result) <= width
        right, down = (self._name_width(result) + _GAP, 0.0) if fits else (0.0, left.height)

        def draw(paper: Paper, x: float, top: float, height: float) -> None:
            left.draw(paper, x, top, left.height)
            _sign(paper, result.tone, x + right, top + down + self.size * 0.08, sign)
            word.draw(paper, x + right, top + down, word.height)
            more.draw(paper, x, top + down + word.height, more.height)

        return Laid(down + word.height + more.height + 2, draw)

    def _name_width(self, result: Result) -> float:
        return width_of(printable(_name(result)), self.size)

    def _word_width(self, result: Result) -> float:
        return self.size * _SIGN + _GAP / 2 + width_of(printable(result.word), self.size, bold=True)


def _name(result: Result) -> str:
    return f"{result.charge} {result.offense}".strip()


@dataclass(frozen=True, slots=True)
class Columns:
    """A line of a table: texts side by side, each in its share of the width."""

    texts: tuple[str, ...]
    shares: tuple[float, ...]
    size: float
    bold: bool = False

    def lay(self, width: float) -> Laid:
        """The texts, each broken in its column."""
        starts = [width * sum(self.shares[:place]) for place in range(len(self.shares))]
        laid = [
            paragraph(text, self.size, bold=self.bold).lay(width * share - 6)
            for text, share in zip(self.texts, self.shares, strict=True)
        ]

        def draw(paper: Paper, x: float, top: float, height: float) -> None:
            for start, each in zip(starts, laid, strict=True):
                each.draw(paper, x + start, top, each.height)

        return Laid(max(each.height for each in laid), draw)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across the column."""

    before: float = 4.0

    def lay(self, width: float) -> Laid:
        """The line, with room on both sides."""

        def draw(paper: Paper, x: float, top: float, height: float) -> None:
            paper.rule(x, top + self.before, width)

        return Laid(self.before + 3, draw)


def _sign(paper: Paper, tone: str, x: float, top: float, across: float) -> None:
    paper.ring(x, top, across)
    if tone == "cleared":
        paper.tick(x, top, across)
        return
    size = across * 0.68
    middle = x + across / 2 - width_of(_SIGNS[tone], size, bold=True) / 2
    paper.write_at(middle, top + across * 0.11, _SIGNS[tone], size, bold=True)


def _write(paper: Paper, x: float, top: float, line: Sequence[Run], size: float) -> None:
    for bold, runs in groupby(line, key=lambda run: run.bold):
        text = "".join(run.text for run in runs)
        paper.write_at(x, top, text, size, bold)
        x += width_of(text, size, bold)


def _lines(runs: Sequence[Run], size: float, width: float) -> Iterator[list[Run]]:
    """The words in lines that are no wider than this."""
    line: list[Run] = []
    used, space = 0.0, width_of(" ", size)
    for word in _words(runs, size, width):
        wide = _wide(word, size)
        if line and used + space + wide > width:
            yield line
            line, used = [], 0.0
        if line:
            line[-1] = Run(f"{line[-1].text} ", line[-1].bold)
            used += space
        line += word
        used += wide
    if line:
        yield line


def _words(runs: Sequence[Run], size: float, width: float) -> Iterator[list[Run]]:
    """Each word, of which a part may be bold. One that is wider than the line is cut."""
    word: list[Run] = []
    for run in (*runs, Run(" ")):
        for piece in re.findall(r"[ \n\t]+|[^ \n\t]+", run.text):
            if not piece.isspace() or "\u00a0" in piece:
                word.append(Run(printable(piece), run.bold))
            elif word:
                yield from _cut(word, size, width)
                word = []


def _cut(word: list[Run], size: float, width: float) -> Iterator[list[Run]]:
    if _wide(word, size) <= width:
        yield word
        return
    part: list[Run] = []
    for letter in (Run(letter, run.bold) for run in word for letter in run.text):
        if part and _wide([*part, letter], size) > width:
            yield part
            part = []
        part.append(letter)
    yield part


def _wide(word: Sequence[Run], size: float) -> float:
    return sum(width_of(run.text, size, run.bold) for run in word)
