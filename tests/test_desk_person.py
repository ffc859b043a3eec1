"""One person at the desk: from the form to every case that may be theirs, and to one answer over all."""

from __future__ import annotations

import pytest

from tests.desk import checks_kept, signed_in
from tests.judge import text_of
from tests.pages import Visitor

FORM = "/en/staff/person"


@pytest.fixture
def staff(app):
    return signed_in(app)


def check(staff, **typed):
    return staff.get(FORM).press("Check", consent="1", **typed)


def hits(page):
    """The docket numbers shown, with a star where the box is ticked already."""
    ticked = {box.get("value") for box in page.all("input", name="case") if box.get("checked") is not None}
    shown = [box for box in page.root.iter("div") if box.get("data-certain")]
    return [box.get("data-docket") + "*" * (str(place) in ticked) for place, box in enumerate(shown)]


def verdict(page):
    return next(
        text_of(mark).split(" ", 1)[1] for mark in page.root.iter("span") if "mark" in mark.get("class", "")
    )


# what is typed: the verdict, the cases shown
PEOPLE = [
    ({"name": "Rosalind Okafor", "born": "1970"}, "Listed", ["0702CR090101*"]),
    ({"name": "Rosalind Okafor"}, "Possibly listed", ["0702CR090101"]),
    ({"name": "Somebody Else", "former": "Rosalind Okafor", "born": "1970"}, "Listed", ["0702CR090101*"]),
    ({"name": "Rosalind Else", "former": "Okafor", "born": "1970"}, "Listed", ["0702CR090101*"]),
    ({"name": "Rosalind Else aka Rosalind Okafor", "born": "DOB 1970"}, "Listed", ["0702CR090101*"]),
    # numbers of two people, without a name: neither is taken for who is here
    ({"dockets": "0702CR090101, 0901CR090103"}, "Possibly listed", ["0702CR090101", "0901CR090103"]),
    ({"dockets": "1. 0702CR090101\n2. 0901CR090103"}, "Possibly listed", ["0702CR090101", "0901CR090103"]),
    ({"dockets": "Docket: 0702 CR 090101 (BMC Roxbury) ct 1,2"}, "Listed", ["0702CR090101*"]),
    ({"name": "Nadia Holloway", "born": "1972"}, "Possibly listed", 2),
    ({"name": "Nobody Atall", "born": "1970"}, "No match found", []),
    ({"name": "Nobody Atall", "born": "spring"}, "Could not be read", []),
    ({"dockets": "SJC-12157"}, "Could not be read", []),
]


@pytest.mark.parametrize(("typed", "expected", "cases"), PEOPLE, ids=str)
def test_what_is_found(staff, typed, expected, cases):
    page = check(staff, **typed)
    assert verdict(page) == expected
    assert (len(hits(page)) if isinstance(cases, int) else hits(page)) == cases


def test_what_differs_is_said_without_a_second_fact(staff):
    page = check(staff, name="Rosalynd Okafor")
    assert "You wrote Rosalynd; the list says Rosalind." in page.text
    assert "Rosalind Okafor" in page.text


def test_no_match_never_says_not_affected(staff):
    page = check(staff, name="Nobody Atall", born="1970")
    assert "That does not mean that the person is not affected." in page.text
    assert "filed on April 18, 2017" in page.text


def test_what_could_not_be_read_is_named_with_why(staff):
    page = check(staff, name="Rosalind Okafor", born="1970", dockets="PCF 123456")
    assert verdict(page) == "Listed"
    assert "PCF 123456: This looks like a CORI or probation number." in page.text


def test_this_is_the_person_builds_one_answer_over_all_their_cases(staff):
    page = check(staff, name="Wilmer Acosta", born="1969").press("This is the person")
    assert page.path.endswith("/rows/1/answer")
    assert [docket for docket, *_ in page.cases] == sorted(docket for docket, *_ in page.cases)
    assert len(page.cases) == 2
    assert "2 cases on the lists" in page.text
    charges = sum(len(statuses) for _, _, statuses in page.cases)
    counted = [text_of(item).split(" ")[-2] for item in page.all("section", class_="summary")[0].iter("li")]
    assert sum(map(int, counted)) == charges


def test_a_possible_case_becomes_the_persons_by_being_ticked(staff):
    page = check(staff, name="Nadia Holloway", born="1972")
    answer = page.press("This is the person", case=["1"])
    assert [docket for docket, *_ in answer.cases] == [hits(page)[1]]
    again = staff.get(answer.path.removesuffix("/answer"))
    assert (verdict(again), "settled by you" in again.text) == ("Listed", True)


def test_of_several_cases_none_is_settled_without_a_tick(staff):
    page = check(staff, name="Nadia Holloway", born="1972").press("This is the person", case=[])
    assert "Tick the cases that are this person’s." in page.text
    assert verdict(page) == "Possibly listed"


def test_of_one_case_alone_there_is_nothing_to_tick(staff):
    page = check(staff, name="Rosalynd Okafor", born="1970").press("This is the person", case=[])
    assert [docket for docket, *_ in page.cases] == ["0702CR090101"]


def test_none_of_these_is_remembered(staff):
    page = check(staff, name="Nadia Holloway", born="1972").press("None of these is the person")
    assert (verdict(page), "settled by you" in page.text) == ("No match found", True)


# what is missing: what the page says
MISSING = [
    ({"name": "Rosalind Okafor"}, "Tick the box to say that the person has agreed."),
    ({"consent": "1"}, "Write a name, or a docket number."),
    ({"consent": "1", "born": "1970"}, "Write a name, or a docket number."),
]


@pytest.mark.parametrize(("typed", "told"), MISSING, ids=str)
def test_what_is_missing_is_said_and_nothing_is_searched(staff, typed, told):
    page = staff.get(FORM).press("Check", **typed)
    assert told in page.text
    assert page.path.startswith(FORM + "/")
    assert not page.root.findall(".//div[@data-certain]")


def test_what_was_typed_is_still_there_to_be_changed(staff):
    typed = {
        "name": "Rosalind Okafor",
        "former": "Rose Okafor\nR. Okafor",
        "born": "1970",
        "dockets": "0702CR090101",
    }
    missing = staff.get(FORM).press("Check", **typed)
    assert {name: missing.fields[name] for name in typed} == typed
    found = missing.press("Check", consent="1")
    change = next(link.get("href") for link in found.root.iter("a") if text_of(link) == "Change what I wrote")
    assert {name: staff.get(change).fields[name] for name in typed} == typed


def test_the_language_can_be_changed_on_every_page(staff):
    page = check(staff, name="Wilmer Acosta", born="1969")
    assert hits(page.switch()) == hits(page)
    answer = page.press("This is the person")
    assert answer.switch().cases == answer.cases


def test_what_was_found_can_be_deleted_at_once(staff, published):
    page = check(staff, name="Rosalind Okafor", born="1970")
    before = checks_kept(published)
    gone = page.press("Delete this check now")
    assert checks_kept(published) == before - 1
    assert (gone.path, "What was in it is deleted." in gone.text) == ("/en/staff/", True)
    assert "What was in it is deleted." in staff.get(page.path).text


def test_nobody_else_can_open_it(staff, app):
    path = check(staff, name="Rosalind Okafor", born="1970").path
    assert Visitor(app).get(path).path == "/en/staff/sign-in"
    other = signed_in(app, "ben@example.org").get(path)
    assert "This check has been closed." in other.text
    assert "Okafor" not in other.text


@pytest.mark.parametrize("place", ["-1", "-9", "2", "99", "one"])
def test_a_case_that_is_not_there_is_no_choice(staff, place):
    """Not from the page: whoever changes what it sends settles nothing."""
    page = check(staff, name="Nadia Holloway", born="1972")
    token = page.fields["csrf_token"]
    again = staff.post(page.path, csrf_token=token, case=place)
    assert "Tick the cases that are this person’s." in again.text
    assert verdict(again) == "Possibly listed"
