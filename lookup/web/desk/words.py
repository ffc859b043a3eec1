"""The words of the desk's pages and downloads for verdicts, and for what could not be read."""

from __future__ import annotations

from flask_babel import gettext

from lookup import markup
from lookup.reasons import N_, Reason
from lookup.staff.checking import LISTED, NOT_FOUND, ONE_WORD, POSSIBLY, TOO_MANY, UNREADABLE, Unread
from lookup.texts import Text
from lookup.web import languages
from lookup.web.forms import DOCKET_PROBLEMS

VERDICTS = {
    LISTED: N_("Listed"),
    POSSIBLY: N_("Possibly listed"),
    NOT_FOUND: N_("No match found"),
    UNREADABLE: N_("Could not be read"),
}

_UNREAD = {
    ("row", ""): N_("There is no name and no docket number here."),
    ("name", ONE_WORD): N_("One word is not enough. Write the first and the last name."),
    ("name", TOO_MANY): N_("There are too many names for one person. This one was not searched."),
    ("name", ""): N_("No name could be read here."),
    ("born", ""): N_("This date of birth could not be read. Write the year with four numbers, like 1975."),
    ("docket", TOO_MANY): N_("There are too many numbers for one person. This one was not searched."),
    ("docket", "needs_court"): N_(
        "This number leaves out the court. Look for a longer one on the papers, like 0752CR001234."
    ),
}


def verdict(code: str) -> str:
    """A verdict in words, in the language of the page."""
    return str(gettext(VERDICTS[code]))


def why_unread(unread: Unread) -> str:
    """Why something could not be read, in the language of the page."""
    for key in ((unread.field, unread.code), (unread.field, "")):
        if key in _UNREAD:
            return str(gettext(_UNREAD[key]))
    return str(gettext(DOCKET_PROBLEMS[unread.code]))


def plain_unread(unread: Unread) -> str:
    """The same for a cell of a table, without marks."""
    return markup.plain(why_unread(unread))


def told(reason: Reason) -> str:
    """A reason in the language of the page, for a cell of a table."""
    return markup.plain(str(gettext(reason.message))) % dict(reason.values)


def text(content: Text) -> str:
    """A text of the content in the language of the page, for a cell of a table."""
    return markup.plain(content.get(languages.current()))
