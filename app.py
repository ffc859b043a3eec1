"""The WSGI app: `gunicorn app:app`, and what the `flask` command finds."""

from __future__ import annotations

import os
import sys

import click

from lookup.web import StartError, create_app, logs

# The registry and the keys are for this user only.
os.umask(0o077)

# Commands must also work before anything was published; `flask` says that it is running one.
serving = "FLASK_RUN_FROM_CLI" not in os.environ
command = click.get_current_context(silent=True)
if command and command.info_name == "run":
    # Flask's own server writes down who asked for what, and shows tracebacks.
    print("Case Check cannot start by `flask run`; use scripts/serve, or gunicorn", file=sys.stderr)
    raise SystemExit(1)
if serving:
    logs.take_over()
try:
    app = create_app(serving=serving)
except StartError as error:
    print(f"Case Check cannot start: {error}", file=sys.stderr)
    # By 3 gunicorn knows that starting its workers again is of no use.
    raise SystemExit(3 if serving else 1) from None
