"""Settings from `FLASK_*` variables, checked before anything starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lookup import files
from lookup.disclosure import MODES, SECOND_FACT

PROJECT = Path(__file__).parent.parent
_SHORTEST_KEY = 16
_COUNTERS = ("sqlite:///", "redis://", "rediss://")

KNOWN = (
    "INSTANCE", "OPERATOR", "CONTACT", "DISCLOSURE", "SECRET_KEY", "WITHOUT_LISTS",
    "RATELIMIT_ENABLED", "RATELIMIT_STORAGE_URI", "TRUSTED_PROXIES",
)  # fmt: skip
"""What an operator may set, each as FLASK_ and this name."""

_OF_THE_COMMAND = ("APP", "RUN_FROM_CLI", "SKIP_DOTENV")
"""Variables of the `flask` command itself."""


class SettingsError(Exception):
    """A setting that cannot be used: one line that says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides. `operator` and `contact` say on every page who runs the site.

    `without_lists` is for an operator who holds no list: the site explains rights and asks questions only.
    `limited`: searches are counted, in the storage that the address `counters` names. `proxies`: how many
    stand before the site, and are believed who it is that asks.
    """

    instance: Path
    disclosure: str
    secret_key: str
    operator: str
    contact: str
    without_lists: bool
    limited: bool
    counters: str
    proxies: int

    @classmethod
    def load(cls, config: Mapping[str, Any]) -> Settings:
        """Check a Flask configuration. Makes the instance folder and its secret key where missing."""
        disclosure = str(config.get("DISCLOSURE", SECOND_FACT))
        if disclosure not in MODES:
            raise SettingsError(
                f"FLASK_DISCLOSURE is {disclosure!r}; it must be one of: {', '.join(MODES)} (or be left out)"
            )
        instance = _instance(config.get("INSTANCE"))
        return cls(
            instance,
            disclosure,
            _secret_key(config.get("SECRET_KEY"), instance),
            str(config.get("OPERATOR", "")),
            str(config.get("CONTACT", "")),
            _yes_or_no(config, "WITHOUT_LISTS"),
            _yes_or_no(config, "RATELIMIT_ENABLED", default="1"),
            _counters(config.get("RATELIMIT_STORAGE_URI"), instance),
            _proxies(config.get("TRUSTED_PROXIES", 0)),
        )


def check_environment(variables: Mapping[str, str]) -> None:
    """Refuse what is no setting of this site. Raises SettingsError.

    Flask takes any FLASK_ variable for a setting of its own: one of them shows tracebacks, others open the
    cookie to scripts. And a setting with a typing error would silently not be set.
    """
    for variable, value in variables.items():
        name = variable.removeprefix("FLASK_")
        if name == "DEBUG" and value.casefold() in {"", "0", "false"}:
            continue  # says what is so anyway
        if name not in (variable, *KNOWN, *_OF_THE_COMMAND):
            raise SettingsError(f"{variable} is no setting of this site; correct its name, or leave it out")


def _yes_or_no(config: Mapping[str, Any], name: str, default: str = "0") -> bool:
    value = str(config.get(name, "")).casefold() or default
    if value not in {"0", "1", "false", "true"}:
        raise SettingsError(
            f"FLASK_{name} is {config[name]!r}; it must be 1 for yes or 0 for no, or be left out"
        )
    return value in {"1", "true"}


def _counters(value: object, instance: Path) -> str:
    if not value:
        return f"sqlite://{instance / 'counters.db'}"
    if not str(value).startswith(_COUNTERS):
        # The address may hold a password: it is not repeated.
        raise SettingsError(
            f"FLASK_RATELIMIT_STORAGE_URI must begin with one of: {', '.join(_COUNTERS)} (or be left out)"
        )
    return str(value)


def _proxies(value: object) -> int:
    if str(value) not in {"0", "1"}:
        raise SettingsError(
            f"FLASK_TRUSTED_PROXIES is {value!r}; it must be 1 where a proxy of yours stands before the site,"
            " or 0, or be left out"
        )
    return int(str(value))


def _instance(value: object) -> Path:
    folder = Path(str(value)).absolute() if value else PROJECT / "instance"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SettingsError(
            f"FLASK_INSTANCE is {folder}, which cannot be a folder ({error.strerror}); name another one"
        ) from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise SettingsError(f"FLASK_INSTANCE is {folder}, which this user may not write; change its owner")
    return folder


def _secret_key(value: object, instance: Path) -> str:
    if value is not None:
        if len(str(value)) < _SHORTEST_KEY:
            raise SettingsError(
                f"FLASK_SECRET_KEY is shorter than {_SHORTEST_KEY} characters; leave it out, and one is made"
            )
        return str(value)
    path = instance / "secret.key"
    try:
        key = files.own_secret(path)
    except OSError as error:
        raise SettingsError(
            f"the secret key {path} cannot be read ({error.strerror}); see its owner and mode"
        ) from error
    if len(key) < _SHORTEST_KEY:
        raise SettingsError(f"the secret key {path} is cut off; delete it, and a new one is made")
    return key
