"""Why a case was shown, in words: each reason an English sentence that the web layer translates."""

from __future__ import annotations

from dataclasses import dataclass


def N_(message: str) -> str:
    """Mark a sentence for the translation catalogues without translating it here."""
    return message


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence. `message` is its English pattern, `values` what is put in; `differs` needs a check."""

    message: str
    values: tuple[tuple[str, str], ...] = ()
    differs: bool = False

    def __str__(self) -> str:
        return self.message % dict(self.values)


def same(message: str, **values: str) -> Reason:
    """A reason that speaks for the match."""
    return Reason(message, tuple(values.items()))


def differs(message: str, **values: str) -> Reason:
    """A reason to look twice."""
    return Reason(message, tuple(values.items()), differs=True)


DOCKET_SAME = N_("The docket number is the same.")
DOCKET_ZEROS = N_(
    "The number you wrote may be missing a digit. We put a zero there, but another digit may be right."
)
DOCKET_NEAR = N_("You wrote another docket number. The list has %(listed)s, which is almost the same.")
DOCKET_OTHER = N_("You wrote another docket number.")
NAME_SAME = N_("The name is the same.")
NAME_OTHER = N_("The name you wrote is not exactly the name on the list for this number.")
NAME_ALIAS = N_("The list has this name as another name of the person.")
NAME_DIFFERS = N_("You wrote %(typed)s; the list says %(listed)s.")
NAME_MORE = N_("The list also says %(listed)s.")
NAME_EXTRA = N_("You also wrote %(typed)s, which the list does not have.")
SURNAMES_SWAPPED = N_("The last names are in another order. The list says %(listed)s.")
SUFFIX_MORE = N_("The list adds %(listed)s to the name.")
SUFFIX_EXTRA = N_("You wrote %(typed)s; the list does not say it.")
BORN_SAME = N_("The date of birth is the same.")
BORN_YEAR_SAME = N_("The year of birth is the same.")
BORN_DAY_DIFFERS = N_("The year of birth is the same, but not the day.")
BORN_SWAPPED = N_("The year of birth is the same. The day and the month are the other way round.")
BORN_YEAR_OFF = N_("The day of birth is the same, but the year is one off.")
BORN_OTHER = N_("The date of birth you wrote is not the one on the list.")
BORN_UNKNOWN = N_("The list has no date of birth.")
OF_BIRTH = (
    BORN_SAME,
    BORN_YEAR_SAME,
    BORN_DAY_DIFFERS,
    BORN_SWAPPED,
    BORN_YEAR_OFF,
    BORN_OTHER,
    BORN_UNKNOWN,
)
COURT_YEAR_SAME = N_("The court and the year are the same.")
