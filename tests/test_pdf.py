"""Pages on paper: every letter of every name, lines that fit, rows that stay level and whole."""

from __future__ import annotations

import io
from itertools import pairwise

import pdfplumber
import pytest
from pypdf import PdfReader

from lookup.web.desk import pdf
from lookup.web.desk.blocks import Panel, Paragraph, Result, Results, Run, paragraph
from lookup.web.desk.pdf import BOTTOM, BOX, LEFT, WIDTH, Paper
from tests.papers import MADE, pages, squeezed

NAMES = [
    "Nguyễn Thị Phạm",
    "Žižek",
    "Seán Ó'Brien",
    "Ñandú",
    "Çelik",
    "Đặng",
    "Łukasz",
    "Дмитрий",
    "Ελένη",
    "Ta\u0331x\u030ca",  # with marks that no single letter has
]
LONG = " ".join(["Keep these papers together."] * 40)


def paper_with(*rows: pdf.Row) -> bytes:
    paper = Paper("Case Check", "en", MADE)
    paper.begin([[paragraph("head", 9)]], more=[[paragraph("more", 9)]], foot=[[paragraph("foot", 9)]])
    for row in rows:
        paper.row(row)
    return bytes(paper.output())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bold", [False, True])
def test_every_letter_of_a_name_is_printed(name, bold) -> None:
    assert pdf.missing(name) == set()
    [page] = pages(paper_with([[paragraph(name, 20, bold=bold)]]))
    assert squeezed(name) in page


def test_a_name_written_with_marks_is_printed_as_one_with_letters() -> None:
    assert pdf.printable("Nun\u0303ez") == "Nuñez"


@pytest.mark.parametrize(
    ("name", "missing", "printed"),
    [
        ("李 Wei", {"李"}, f"{BOX} Wei"),
        ("عمر", {"ع", "م", "ر"}, BOX * 3),
        ("a\tb", {"\t"}, f"a{BOX}b"),
        ("Ana", set(), "Ana"),
    ],
)
def test_a_letter_that_the_font_lacks_is_a_box_and_is_told(name, missing, printed) -> None:
    assert pdf.missing(name) == missing
    assert pdf.printable(name) == printed
    assert pdf.missing(BOX) == set()


def test_the_bold_font_has_the_same_letters() -> None:
    assert pdf._advances(True).keys() == pdf._advances(False).keys()


def test_lines_end_before_the_margin() -> None:
    words = Paragraph((Run(LONG), Run("bold" * 60, bold=True), Run(" and on", bold=False)), 12)
    with pdfplumber.open(io.BytesIO(paper_with([[words], [words]]))) as document:
        letters = document.pages[0].chars
    right = [letter["x1"] for letter in letters]
    assert max(right) <= WIDTH - LEFT + 1
    left_column = [letter for letter in letters if letter["x0"] < WIDTH / 2]
    assert max(letter["x1"] for letter in left_column) < WIDTH / 2
    assert squeezed(LONG) + "bold" * 60 in squeezed("".join(letter["text"] for letter in left_column))


def test_rows_stay_level() -> None:
    rows = [[[paragraph(LONG[:place], 11)], [paragraph(f"mark{place}", 11)]] for place in (90, 400, 200)]
    rows.append([[paragraph("end", 11)], [paragraph("markend", 11)]])
    with pdfplumber.open(io.BytesIO(paper_with(*rows))) as document:
        words = document.pages[0].extract_words()
    left = sorted(
        {round(word["top"]) for word in words if word["text"] in ("Keep", "end") and word["x0"] < 40}
    )
    right = [round(word["top"]) for word in words if word["text"].startswith("mark")]
    assert right == sorted(right)
    assert set(right) <= set(left)


def test_a_row_that_does_not_fit_begins_a_page_with_head_and_foot() -> None:
    found = pages(paper_with(*[[[paragraph(LONG, 12)]]] * 8))
    assert len(found) > 1
    for page in found:
        assert page.startswith("head")
        assert "foot" in page
        assert page.count(squeezed(LONG)) == page.count("Keep") / 40  # no row is cut
    assert ["more" in page for page in found] == [False] + [True] * (len(found) - 1)


def test_nothing_stands_below_the_bottom() -> None:
    with pdfplumber.open(io.BytesIO(paper_with(*[[[paragraph(LONG, 12)]]] * 8))) as document:
        assert max(letter["bottom"] for page in document.pages for letter in page.chars) <= BOTTOM + 4


def test_rows_that_belong_together_stand_on_one_page() -> None:
    paper = Paper("Case Check", "en", MADE)
    paper.begin([[paragraph("head", 9)]])
    for number in range(8):
        paper.together([[[paragraph(f"{number}a {LONG[:700]}", 12)]], [[paragraph(f"{number}b", 12)]]])
    for page in pages(bytes(paper.output())):
        for number in range(8):
            assert (f"{number}aKeep" in page) == (f"{number}b" in page)


@pytest.mark.parametrize("tone", ["cleared", "stands", "open", "mixed"])
def test_a_sign_stands_beside_the_word(tone) -> None:
    panel = Panel(tone, "Word", 16, (paragraph("inside", 12),))
    with pdfplumber.open(io.BytesIO(paper_with([[panel]]))) as document:
        page = document.pages[0]
        text = page.extract_text()
        assert len(page.rects) == 1
        assert len(page.curves) >= (2 if tone == "cleared" else 1)  # the ring, and the tick
    assert "Word" in text
    assert ("!" in text, "?" in text, "±" in text) == (tone == "stands", tone == "open", tone == "mixed")


@pytest.mark.parametrize(
    ("offense", "columns", "lines"),
    [
        ("", 1, 1),
        ("POSS CLASS B", 1, 1),
        ("POSS CLASS B " * 12, 1, 3),
        ("", 2, 1),
        ("POSS CLASS B " * 2, 2, 2),
    ],
)
def test_a_result_stands_beside_its_charge_or_below_it(offense, columns, lines) -> None:
    results = Results((Result("Charge 1", offense.strip(), "stands", "Kept by prosecutors"),), 11)
    with pdfplumber.open(io.BytesIO(paper_with([[results]] * columns))) as document:
        words = [word for word in document.pages[0].extract_words() if word["x0"] < WIDTH / 2 - 20]
    tops = sorted({round(word["top"]) for word in words if word["text"] not in ("head", "foot", "!")})
    assert len([1 for above, below in pairwise([0, *tops]) if below - above > 5]) == lines


def test_a_document_says_its_language_and_day_and_a_neutral_title() -> None:
    reader = PdfReader(io.BytesIO(paper_with([[paragraph("x", 12)]])))
    assert reader.metadata is not None
    assert reader.metadata.title == "Case Check"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == MADE
    assert str(reader.root_object["/Lang"]) == "en"
