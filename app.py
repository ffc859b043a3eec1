"""The WSGI app: `gunicorn app:app`, and what the `flask` command finds."""

from __future__ import annotations

import os

from lookup.web import StartError, create_app

# The registry and the keys are for this user only.
os.umask(0o077)

try:
    # Commands must also work before anything was published; `flask` says that it is running one.
    app = create_app(serving="FLASK_RUN_FROM_CLI" not in os.environ)
except StartError as error:
    raise SystemExit(f"Case Check cannot start: {error}") from None
