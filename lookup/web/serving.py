"""How gunicorn serves the site: `gunicorn -c python:lookup.web.serving app:app`.

Searching is work for a processor, so there is one process for each. Most threads only wait: for a slow
phone, or until a page that found nothing may leave. The release is opened before the fork and shared.
"""

from __future__ import annotations

import gc
import os
import resource
import threading
import time
from contextlib import suppress
from typing import Any

from lookup import nicknames
from lookup.staff.checks import Checks

_SECONDS_BETWEEN_SWEEPS = 20

_port = os.environ.get("PORT", "8000")
if not (_port.isdecimal() and 0 < int(_port) < 65536):
    raise SystemExit(f"Case Check cannot start: PORT is {_port!r}; it must be a number, such as 8000")

# What is in memory (a name, just typed) must not get into a file when a process crashes.
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

bind = f"127.0.0.1:{_port}"
workers = int(os.environ.get("WEB_CONCURRENCY", os.cpu_count() or 1))
worker_class = "lookup.web.workers.PatientWorker"
threads = 64
preload_app = True
timeout = 30
graceful_timeout = 10
keepalive = 5
# A door that nobody needs, in the home folder of whoever started it.
control_socket_disable = True
# What gunicorn writes down has only known fields, also where an operator asks for an access log.
logger_class = "lookup.web.logs.ServerLog"
accesslog = None
loglevel = "error"
# Whom to believe about addresses and schemes is a setting of the site: lookup/web/clients.py.
forwarded_allow_ips = ""
limit_request_line = 4094
limit_request_fields = 50


def when_ready(server: Any) -> None:
    """Make, before the fork, what each process would otherwise make and keep for itself.

    Templates, translations and nicknames are then shared; nothing of the release is opened anew.
    """
    app = server.app.wsgi()
    for template in app.jinja_env.list_templates():
        app.jinja_env.get_template(template)
    visitor = app.test_client()
    for language in app.extensions["case_check"].languages:
        visitor.get(f"/{language}/")
        visitor.get(f"/{language}/help")
    nicknames.related_by_sound("")
    gc.collect()
    gc.freeze()


def post_fork(server: Any, _worker: Any) -> None:
    """Delete checks of the staff desk in time also where nobody asks for a page any more."""
    checks: Checks = server.app.wsgi().extensions["case_check"].checks
    threading.Thread(target=_sweep, args=(checks,), daemon=True).start()


def _sweep(checks: Checks) -> None:
    while True:
        time.sleep(_SECONDS_BETWEEN_SWEEPS)
        with suppress(OSError):
            checks.sweep()
