"""The WSGI app: `gunicorn app:app`, and what the `flask` command finds."""

from __future__ import annotations

import os
import sys

from lookup.web import StartError, create_app

# The registry and the keys are for this user only.
os.umask(0o077)

# Commands must also work before anything was published; `flask` says that it is running one.
serving = "FLASK_RUN_FROM_CLI" not in os.environ
try:
    app = create_app(serving=serving)
except StartError as error:
    print(f"Case Check cannot start: {error}", file=sys.stderr)
    # By 3 gunicorn knows that starting its workers again is of no use.
    raise SystemExit(3 if serving else 1) from None
