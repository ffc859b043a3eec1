"""Staff at a browser: what tests of the desk in a real browser share."""

from __future__ import annotations

from tests.browsing import Phone
from tests.desk import PASSWORD, Staff
from tests.desk_pages import LIST

MAIN = "main form button.main"
TOTALS = ".totals"
"""Is on the page of a list that was searched."""


def rows(number: int) -> str:
    """A list of so many people with typing errors, 1,000 of whom take about a second."""
    people = (f"Rosalynd Quackenbush{chr(97 + n % 26)},{1900 + n % 99}\n" for n in range(number))
    return "Client,Born\n" + "".join(people)


def sign_in(phone: Phone, staff: Staff) -> None:
    """Through the page."""
    phone.open("/staff/sign-in")
    send(phone, email=staff.email, password=PASSWORD, code=staff.fresh_code())
    assert phone.page.url.endswith("/staff/")


def send(phone: Phone, **typed: str) -> None:
    """Type into the fields with these ids, and press the form's main button."""
    for field, text in typed.items():
        phone.page.locator(f"#{field}").fill(text)
    phone.page.locator(MAIN).first.click()
    phone.page.wait_for_load_state()


def ask(phone: Phone, **typed: str) -> None:
    """Ask about one person."""
    phone.open("/staff/person")
    phone.page.locator("#consent").check()
    send(phone, **typed)


def send_list(phone: Phone, pasted: str = LIST) -> None:
    """Paste a list, and go to its columns."""
    phone.open("/staff/list")
    phone.page.locator("#consent").check()
    send(phone, pasted=pasted)


def send_file(phone: Phone, text: str) -> None:
    """Choose a file, as is quicker than pasting a long list, and let it be searched."""
    phone.open("/staff/list")
    phone.page.locator("#consent").check()
    phone.page.locator("#list").set_input_files({"name": "l.csv", "mimeType": "", "buffer": text.encode()})
    send(phone)
    send(phone)


def run_list(phone: Phone, pasted: str = LIST) -> None:
    """Paste a list, and wait for its result."""
    phone.page.unroute("**/progress")
    send_list(phone, pasted)
    send(phone)
    phone.page.locator(TOTALS).wait_for()
