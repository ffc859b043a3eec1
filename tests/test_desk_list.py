"""A whole list at the desk: read, its columns corrected, searched, settled one by one, downloaded, gone."""

from __future__ import annotations

import csv
import io
import threading
import time

import openpyxl
import pytest

from lookup.staff import allowance, journal
from lookup.staff.checks import Work
from lookup.staff.store import StaffStore
from lookup.staff.tables import MAX_BYTES, MAX_PEOPLE
from lookup.web.desk import batch, searching
from lookup.withheld import Withheld
from tests.desk import EMAIL, checks_kept, signed_in
from tests.judge import text_of
from tests.operating import on_disk

LIST = """Client,DOB,Docket,Language,Client no.
Rosalind Okafor,1970-05-02,,English,17
Rosalynd Okafor,1970,,Spanish,18
Wilmer Acosta,1969,,,19
Nadia Holloway,1972,,,20
,,0901CR090103,,21
Nobody Atall,1970,,,22
Nobody Atall,spring,,,23
"=SUM(A1)",,,,24
"""
VERDICTS = ["listed", "possibly", "listed", "possibly", "listed", "not_found", "unreadable", "not_found"]
FIELDS = ["name", "born", "docket", "language", ""]


@pytest.fixture
def staff(app):
    return signed_in(app)


def columns(staff, text=LIST, name="list.csv"):
    page = staff.get("/en/staff/list")
    return page.press("Go on", consent="1", list=(text.encode(), name))


def finished(page):
    """The page of a check when it has ended."""
    until = time.monotonic() + 20
    while page.h1 == "Checking the list":
        assert time.monotonic() < until
        time.sleep(0.02)
        page = page.visitor.get(page.path)
    return page


def checked(staff, text=LIST, **corrected):
    page = columns(staff, text)
    button = next(text_of(each) for each in page.root.iter("button") if text_of(each).startswith("Check "))
    return finished(page.press(button, **corrected))


def verdicts(page):
    return [row.get("data-verdict") for row in page.root.iter("tr") if row.get("data-row")]


def follow(page, words):
    return page.visitor.get(next(link.get("href") for link in page.root.iter("a") if text_of(link) == words))


def test_the_columns_are_found(staff):
    page = columns(staff)
    assert [page.fields[f"column{place}"] for place in range(5)] == FIELDS
    assert "Check 8 people" in page.text


def test_a_pasted_list_is_read_as_well(staff):
    page = staff.get("/en/staff/list").press(
        "Go on", consent="1", pasted="Rosalind Okafor\t1970\nNadia Holloway\t1972"
    )
    assert [page.fields[f"column{place}"] for place in range(2)] == ["name", "born"]
    assert verdicts(finished(page.press("Check 2 people"))) == ["listed", "possibly"]


def test_each_row_has_a_verdict(staff):
    page = checked(staff)
    assert verdicts(page) == VERDICTS
    counts = [text_of(item).split()[-1] for item in page.all("ul", class_="counts")[0].iter("li")]
    assert counts == ["3", "2", "2", "1"]


def test_columns_can_be_corrected(staff):
    page = checked(staff, "A,B\n1970,Rosalind Okafor\n", column0="born", column1="name", first_row="1")
    assert verdicts(page) == ["listed"]


def test_a_first_row_that_was_taken_for_a_header_can_be_a_person(staff):
    page = columns(staff, "Name,Born\nRosalind Okafor,1970\n")
    assert verdicts(finished(page.press("Check 1 person", first_row=[]))) == ["unreadable", "listed"]


def test_a_list_without_anything_to_search_for_is_not_searched(staff):
    page = columns(staff).press("Check 8 people", column0="", column2="")
    assert page.h1 == "The columns of your list"
    assert "Choose which column has names or docket numbers" in page.text


# what is sent: what the page says
UNREADABLE = [
    ({}, "Choose a file, or paste the list."),
    ({"list": (b"%PDF-1.7", "list.pdf")}, "This is a PDF."),
    ({"list": (b"\x89PNG\r\n", "list.csv")}, "This is a picture."),
    ({"list": (b"PK\x03\x04", "list.xlsx")}, "This file cannot be read."),
    ({"list": (b"x" * (MAX_BYTES + 1), "list.csv")}, "This file is too large."),
    ({"pasted": "Rosalind Okafor\n" * (MAX_PEOPLE + 1)}, "This list has 5,001 rows. The limit is 5,000."),
]


@pytest.mark.parametrize(("sent", "told"), UNREADABLE, ids=[row[1] for row in UNREADABLE])
def test_what_cannot_be_read_is_said(staff, sent, told):
    page = staff.get("/en/staff/list").press("Go on", consent="1", **sent)
    assert (page.path, told in page.text) == ("/en/staff/list", True), page.text


def test_nothing_is_read_without_consent(staff):
    form = staff.get("/en/staff/list")
    # A browser asks for it before it sends a file, which it does not choose a second time.
    assert [box.get("required") is not None for box in form.all("input", name="consent")] == [True]
    page = form.press("Go on", list=(LIST.encode(), "list.csv"))
    assert (page.path, "that the people have agreed." in page.text) == ("/en/staff/list", True)


def test_possible_ones_are_settled_one_by_one(staff):
    first = follow(checked(staff), "Look at them one by one")
    assert first.path.endswith("/rows/2")
    second = first.press("This is the person", case=["0"])
    assert second.path.endswith("/rows/4")
    done = second.press("None of these is the person")
    assert verdicts(done) == ["listed", "listed", "listed", "not_found", *VERDICTS[4:]]
    assert "Look at them one by one" not in done.text


def test_who_is_left_for_later_comes_again(staff):
    first = follow(checked(staff), "Look at them one by one")
    second = follow(first, "Leave for later")
    assert second.path != first.path
    assert follow(second, "Leave for later").path == first.path


def test_of_all_that_are_left_it_can_be_said_that_none_is_listed(staff):
    first = follow(checked(staff), "Look at them one by one")
    assert "2 people are still to be looked at" in first.text
    page = first.press("For all of them: none is the person")
    assert [verdict for verdict in verdicts(page) if verdict == "possibly"] == []
    again = staff.get(first.path).press("This is the person", case=["0"])
    assert verdicts(again).count("listed") == VERDICTS.count("listed") + 1


def test_what_else_the_list_says_of_somebody_is_shown(staff):
    assert "Client no.: 18" in follow(checked(staff), "Look at them one by one").text


def test_the_rows_of_one_verdict_can_be_shown_alone(staff):
    page = checked(staff)
    alone = staff.get(f"{page.path}?show=unreadable")
    assert verdicts(alone) == ["unreadable"]
    assert verdicts(staff.get(f"{page.path}?show=nonsense&page=99")) == VERDICTS


def test_a_long_list_has_pages(staff):
    page = checked(staff, "Name\n" + "Nobody Atall\n" * 120)
    assert len(verdicts(page)) == 50
    assert len(verdicts(follow(follow(page, "Next"), "Next"))) == 20


def table(data, kind):
    if kind == "csv":
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [
        ["" if cell is None else str(cell) for cell in row]
        for row in book.worksheets[0].iter_rows(values_only=True)
    ]


def test_the_download_has_the_cases_that_may_be_theirs_until_somebody_has_looked(staff):
    page = checked(staff)
    follow(page, "Look at them one by one").press("None of these is the person")
    rows = table(staff.get(page.path).send("Download as CSV").data, "csv")
    assert rows[2][5:8] == ["No match found", "", ""]
    assert rows[4][5:7] == ["Possibly listed", "0702CR090106; 0807CR090107"]


@pytest.mark.parametrize(
    ("button", "kind"), [("Download as CSV", "csv"), ("Download for Excel (XLSX)", "xlsx")]
)
def test_the_download_has_each_row_with_its_answer_and_ends_the_check(staff, published, button, kind):
    page = checked(staff)
    before = checks_kept(published)
    answer = page.send(button)
    header, *rows = table(answer.data, kind)
    assert header == [
        "Client",
        "DOB",
        "Docket",
        "Language",
        "Client no.",
        "Answer",
        "Cases",
        "Charges",
        "Why, and what differs",
    ]
    assert [row[4] for row in rows] == [str(number) for number in range(17, 25)]
    assert rows[0][5:8] == ["Listed", "0702CR090101", "0702CR090101 Charge 1: Dismissed"]
    assert "You wrote Rosalynd; the list says Rosalind." in rows[1][8]
    assert [row[0] for row in rows if "SUM" in row[0]] == ["'=SUM(A1)"]
    assert "spring" in rows[6][8]
    assert checks_kept(published) == before - 1
    assert "This check has been closed." in staff.get(page.path).text


def test_signing_out_deletes_the_list(staff, published):
    page = checked(staff)
    before = checks_kept(published)
    page.press("Sign out")
    assert checks_kept(published) == before - 1


def test_clear_and_leave_deletes_the_list(staff, published):
    page = checked(staff)
    before = checks_kept(published)
    page.leave()
    assert checks_kept(published) == before - 1


def test_nothing_of_a_list_can_be_read_on_the_disk_at_any_time(staff, published, monkeypatch):
    """While its columns are settled, while it is searched, when it is done, and after the download."""
    begun, go_on = threading.Event(), threading.Event()
    find = searching.find_one

    def slowly(*given):
        begun.set()
        go_on.wait(20)
        return find(*given)

    monkeypatch.setattr(searching, "find_one", slowly)

    def readable():
        everything = on_disk(published)
        return [word for word in ("Atall", "Rosalynd", "Client no.") if word.encode() in everything]

    page = columns(staff)
    assert readable() == []
    running = page.press("Check 8 people")
    assert begun.wait(20)
    assert (running.h1, readable()) == ("Checking the list", [])
    go_on.set()
    done = finished(running)
    assert readable() == []
    done.send("Download as CSV")
    assert readable() == []


def test_how_far_it_is_is_shown(staff, monkeypatch):
    go_on = threading.Event()
    find = searching.find_one
    monkeypatch.setattr(searching, "find_one", lambda *given: go_on.wait(20) and find(*given))
    running = columns(staff).press("Check 8 people")
    bar = running.all("progress")[0]
    assert (running.h1, bar.get("value"), bar.get("max")) == ("Checking the list", "0", "8")
    assert staff.fetch(f"{running.path}/progress").json == {"done": 0, "total": 8, "ended": False}
    go_on.set()
    assert finished(running).h1 == "Your list"
    assert staff.fetch(f"{running.path}/progress").json["ended"]


def test_a_check_that_was_interrupted_says_so_and_is_gone(staff, published, monkeypatch):
    monkeypatch.setattr(searching, "_searched", lambda *_: 1 / 0)
    page = finished(columns(staff).press("Check 8 people"))
    assert page.h1 == staff.get(page.path).h1 == "The check was interrupted"
    before = checks_kept(published)
    page.press("Sign out")
    assert checks_kept(published) == before - 1


def test_pressing_twice_checks_once(staff, published, monkeypatch):
    """The second time while the first press is still at work on the columns."""
    page, settled = columns(staff), batch._settled
    before, again = asked(published), []
    second = threading.Thread(target=lambda: again.append(page.press("Check 8 people")))

    def pressed_meanwhile(check):
        second.start()
        second.join(20)
        return settled(check)

    monkeypatch.setattr(batch, "_settled", pressed_meanwhile)
    first = page.press("Check 8 people")
    assert again[0].h1 == "Checking the list"
    assert verdicts(finished(first)) == VERDICTS
    assert asked(published) == before + 8


def asked(instance):
    with StaffStore(instance) as store:
        return journal.rows_today(store, EMAIL)


def test_signing_out_stops_the_search(staff, monkeypatch):
    """What was sent is not kept in memory, either."""
    find, run, searched = searching.find_one, searching._run, []
    begun, signed_out, stopped = threading.Event(), threading.Event(), threading.Event()

    def slowly(*given):
        begun.set()
        signed_out.wait(20)
        searched.append(given)
        return find(*given)

    def running(*given):
        run(*given)
        stopped.set()

    monkeypatch.setattr(Work, "_SECONDS_BETWEEN", 0)
    monkeypatch.setattr(searching, "find_one", slowly)
    monkeypatch.setattr(searching, "_run", running)
    page = columns(staff).press("Check 8 people")
    assert begun.wait(20)
    page.press("Sign out")
    signed_out.set()
    assert stopped.wait(20)
    assert len(searched) == 1


def test_what_was_withheld_since_closes_the_check(staff, monkeypatch):
    page = checked(staff)
    monkeypatch.setattr(Withheld, "covers", lambda _, case: case.docket == "0702CR090101")
    for path in ("", "/rows/1", "/rows/1/answer", "/sheets.pdf", "/rows/1/sheet.pdf"):
        assert "This check has been closed." in staff.get(page.path + path).text
    assert verdicts(checked(staff)) == ["not_found", "not_found", *VERDICTS[2:]]


def test_no_account_may_ask_without_end(staff, monkeypatch):
    monkeypatch.setattr(allowance, "PEOPLE_A_DAY", 0)
    page = columns(staff).press("Check 8 people")
    assert page.h1 == "The columns of your list"
    assert "This account has checked as many people as it may today." in page.text
