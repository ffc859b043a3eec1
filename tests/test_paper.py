"""On paper: each case on one sheet, in type for tired eyes, and nothing on the outside that names drugs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
import segno
from pdfplumber.page import Page

from lookup import content
from lookup.advice import Advice
from lookup.cases import MIXED
from lookup.markup import plain
from tests.browsing import Phone, serving
from tests.conftest import publish_lists
from tests.judge import say, text_of

CONTENT = content.load(("en", "es"))
HOTLINE = CONTENT.incidents["dookhan"].contacts[0].phone
OUTSIDE = re.compile(r"drug|droga|dookhan|farak|hinton|amherst|\blabs?\b|laborator", re.IGNORECASE)
"""What somebody must not read who sees the sheet lie there."""
BODY, TWO_COLUMNS, FINE = 11.9, 9.9, 8.9
"""Points: what has to be read, the same in two languages, and what was said for completeness."""
CM = 72 / 2.54

FINE_PRINT = (
    "It was true on that day. It may have changed since.",
    "This copy does not yet say who runs it.",
    "We are not a court and not the prosecutors. This site is free. It is not legal advice.",
    "Every person and case here is invented.",
)

# incident: district, court of its docket numbers
PLACES = {"dookhan": ("Suffolk", "01"), "farak": ("Hampden", "23")}
CHARGES = 4
STATUSES = [
    (incident, status)
    for incident in PLACES
    for status in (*CONTENT.incidents[incident].statuses, MIXED)
]  # fmt: skip


def docket(incident: str, status: str) -> str:
    """The docket number of the case with this status on the lists of these tests."""
    place = STATUSES.index((incident, status))
    return f"07{PLACES[incident][1]}CR09{place:04}"


def write_lists(folder: Path) -> Path:
    """Lists with a case for each status, of four charges each. One man has a case at each lab."""
    text = 'title = "Paper"\ndemo = true\n'
    for incident, (district, _) in PLACES.items():
        text += (
            f'[[lists]]\nfile = "{incident}.csv"\nincident = "{incident}"\n'
            f'district = "{district}"\nfiled = 2017-04-18\n'
        )
        rows = ["Docket,First,Last,DOB,Count,Offense,Status"]
        for of, status in STATUSES:
            number = docket(of, status)
            alone = f"Gideon,Strand,19{number[-2:]}-03-30"
            who = "Anselm,Pryce,1948-03-30" if status == "dismissed" else alone
            for charge in range(1, CHARGES + 1):
                said = status if status != MIXED else ("dismissed" if charge % 2 else "kept")
                rows += [f"{number},{who},{charge},Sale of cocaine,{said}"] if of == incident else []
        (folder / f"{incident}.csv").write_text("\n".join(rows), "utf-8")
    manifest = folder / "lists.toml"
    manifest.write_text(text, "utf-8")
    return manifest


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site on these lists."""
    folder = tmp_path_factory.mktemp("paper")
    instance = publish_lists(folder / "instance", write_lists(folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLASK_RATELIMIT_ENABLED", "0")
        with serving(instance) as address:
            yield address


@pytest.fixture(scope="module", params=["en", "es"])
def phone(request, chromium, site):
    """Somebody's phone, from which is printed."""
    phone = Phone(chromium, site, request.param, scripts=True)
    yield phone
    phone.context.close()


def printed(phone: Phone) -> list[Page]:
    """The sheets that Chromium prints of the page that is open."""
    return pdfplumber.open(io.BytesIO(phone.page.pdf(prefer_css_page_size=True))).pages


def words(page: Page, smallest: float = 0) -> str:
    """What stands on a sheet in this size of type or larger, in the order of the page."""
    large = page.filter(lambda thing: thing.get("size", 99) >= smallest)
    return " ".join(word["text"] for word in large.extract_words(use_text_flow=True))


def squeezed(text: str) -> str:
    """A text without the spaces that the end of a line may add or take."""
    return "".join(plain(text).split())


def advice(said: Advice, language: str) -> list[str]:
    """What a sheet says about a status, where it is the only one."""
    texts = (said.label, said.answer, said.means, *said.next, said.costs, said.call)
    return [text.get(language) for text in texts]


def said_of(incident: str, status: str, language: str) -> list[str]:
    """What must be there to read on the sheet of a case."""
    known = CONTENT.incidents[incident].statuses
    if status != MIXED:
        return advice(known[status], language)
    means = CONTENT.answers[MIXED].means.get(language)
    mixed = [text for text in advice(CONTENT.answers[MIXED], language) if text != means]
    return mixed + [known[each].means.get(language) for each in ("dismissed", "kept")]


def no_outside(page: Page, body: float) -> None:
    assert not OUTSIDE.search(words(page, body + 0.2)), words(page, body + 0.2)


@pytest.mark.parametrize(("incident", "status"), STATUSES)
def test_a_case_is_one_sheet_that_says_it_all(phone, incident, status) -> None:
    phone.search(docket=docket(incident, status))
    [sheet] = printed(phone)
    body, everything = squeezed(words(sheet, BODY)), squeezed(words(sheet))
    language = phone.language
    for text in said_of(incident, status, language):
        assert squeezed(text) in body
    charges = [say("Charge %(number)s", language) % {"number": number + 1} for number in range(CHARGES)]
    for text in (docket(incident, status), HOTLINE, *charges):
        assert squeezed(text) in body
    for text in (
        CONTENT.incidents[incident].name.get(language),
        {"en": "April 18, 2017", "es": "18 de abril de 2017"}[language],
        *(say(text, language) for text in FINE_PRINT),
    ):
        assert squeezed(text) in everything
    assert min(char["size"] for char in sheet.chars if char["text"].isalnum()) >= FINE
    no_outside(sheet, 12)
    assert not OUTSIDE.search(phone.page.title())


@pytest.mark.parametrize(("incident", "status"), STATUSES)
def test_two_languages_side_by_side_take_two_sides_at_most(phone, incident, status) -> None:
    phone.search(docket=docket(incident, status))
    other = {"en": "es", "es": "en"}[phone.language]
    phone.page.locator(f"a[href$='/with/{other}']").click()
    phone.page.wait_for_url(f"**/with/{other}")
    sides = printed(phone)
    assert len(sides) <= 2
    assert len(words(sides[-1])) > 500, "the last side holds next to nothing"
    body = squeezed(" ".join(words(side, TWO_COLUMNS) for side in sides))
    for language in (phone.language, other):
        for text in said_of(incident, status, language):
            assert squeezed(text) in body
    for side in sides:
        no_outside(side, 11)


def test_each_case_has_a_sheet_of_its_own(phone) -> None:
    phone.search(name="Anselm Pryce", born="1948")
    for incident, sheet in zip(PLACES, printed(phone), strict=True):
        assert docket(incident, "dismissed") in words(sheet)
        assert "Anselm Pryce" in words(sheet)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ({"name": "Anselm Price", "docket": docket("dookhan", "dismissed")}, "Possibly this one"),
        ({"docket": "0702CR090999"}, "This is not the last word"),
        ({"name": "Nobody Atall", "born": "1970"}, "This is not the last word"),
    ],
    ids=str,
)
def test_what_is_not_certain_is_one_sheet_too(phone, typed, title) -> None:
    phone.search(**typed)
    [sheet] = printed(phone)
    known = {"This is not the last word": CONTENT.answers["nothing"].label.get(phone.language)}
    assert squeezed(known.get(title) or phone.say(title)) in squeezed(words(sheet, BODY))
    assert HOTLINE in words(sheet)
    no_outside(sheet, 12)


@pytest.mark.parametrize("choose", ["first", "last"])
def test_the_self_check_ends_on_one_sheet_with_the_answers(phone, choose) -> None:
    phone.open("/self-check")
    while (choices := phone.page.locator("input[name=choice]")).count():
        getattr(choices, choose).check()
        phone.page.locator("button.main").click()
        phone.page.wait_for_load_state()
    [sheet] = printed(phone)
    asked = phone.page.locator(".given dt").all_inner_texts()
    assert asked
    for text in (*asked, phone.page.locator("h1").inner_text(), HOTLINE):
        assert squeezed(text) in squeezed(words(sheet))
    no_outside(sheet, 12)


@pytest.mark.parametrize(
    ("path", "sides"),
    [(f"answers/{incident}/{status}", 1) for incident, status in STATUSES if status != MIXED]
    + [(f"answers/{answer}", 1) for answer in (MIXED, "nothing")]
    + [(f"rights/{topic}", 2) for topic in CONTENT.topics],
)
def test_other_pages_print_without_what_a_finger_presses(phone, path, sides) -> None:
    phone.open(f"/{path}")
    found = printed(phone)
    assert len(found) <= sides
    assert HOTLINE in words(found[-1])
    for sheet in found:
        no_outside(sheet, 12)
    phone.page.emulate_media(media="print")
    assert phone.page.locator("button:visible, nav:visible, .tool:visible, .skip:visible").count() == 0
    phone.page.emulate_media(media="null")


def test_the_qr_code_leads_to_the_public_page(phone, site) -> None:
    phone.search(docket=docket("dookhan", "kept"))
    [sheet] = printed(phone)
    address = f"{site}/{phone.language}/rights"
    assert squeezed(address.removeprefix("http://")) in squeezed(words(sheet))
    code = segno.make_qr(address, error="m")
    modules, width = scanned(phone.page.pdf(prefer_css_page_size=True), len(code.matrix))
    assert modules == [[bool(module) for module in row] for row in code.matrix]
    assert width >= 2.5 * CM


def scanned(pdf: bytes, modules: int) -> tuple[list[list[bool]], float]:
    """The modules of the QR code in the top right corner of a sheet, and its width in points."""
    scale = 6
    image = pypdfium2.PdfDocument(pdf)[0].render(scale=scale).to_pil().convert("L")
    corner = image.crop((int(image.width * 0.78), 0, image.width, int(3.75 * CM * scale)))
    box = corner.point(lambda light: 255 if light < 128 else 0).getbbox()
    assert box
    step = (box[2] - box[0]) / modules
    middles = [round((place + 0.5) * step) for place in range(modules)]
    dark = [[corner.getpixel((box[0] + x, box[1] + y)) < 128 for x in middles] for y in middles]
    return dark, (box[2] - box[0]) / scale


def test_the_sheet_in_two_languages_says_in_which_each_word_is(visitor) -> None:
    page = visitor.search("en", docket="0901CR090103")
    [link] = [link for link in page.all("a") if link.get("href", "").endswith("/with/es")]
    assert text_of(link) == "Paper sheet in English and Spanish"
    sheet = visitor.get(link.get("href", ""))
    assert sheet.cases == page.cases
    columns = [cell.get("lang") for row in sheet.all("div", class_="row ") for cell in row.findall("div")]
    assert columns == ["en", "es"] * (len(columns) // 2)
    assert columns
    assert sheet.switch().path == page.path.replace("/en/", "/es/") + "/with/en"
    assert visitor.get(page.path).h1 == page.h1


@pytest.mark.parametrize(("other", "code"), [("es", 200), ("en", 404), ("xx", 404)])
def test_side_by_side_are_two_languages_of_the_site(visitor, other, code) -> None:
    results = visitor.search("en", docket="0702CR090101").path
    assert visitor.get(f"{results}/with/{other}").status == code


def test_nobody_else_can_open_the_sheet(visitor, new_visitor) -> None:
    sheet = visitor.search("en", docket="0702CR090101").path + "/with/es"
    assert visitor.get(sheet).response.headers["X-Robots-Tag"] == "noindex, noarchive"
    assert new_visitor().get(sheet).status == 410
    visitor.get(sheet).leave()
    assert visitor.get(sheet).status == 410
