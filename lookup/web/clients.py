"""Whom a request comes from: an address, through the operator's own proxy where there is one."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from lookup.web import logs

_ONE_HOUSEHOLD = 64
"""Of an IPv6 address, so many bits are a household's or a phone's; it may change the others as it likes."""


def register(app: Flask, proxies: int) -> None:
    """Trust so many proxies (0 or 1) for the address and the scheme of a request, and nothing else.

    The host is not among them: proxies pass it on as `Host`, and a client could send the other header itself.
    """
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    else:
        app.before_request(_Unexpected().warn)


def address() -> str:
    """Whom to count this request's searches for: an IPv4 address, or a household's part of an IPv6 one."""
    try:
        found = ip_address(request.remote_addr or "")
    except ValueError:
        return request.remote_addr or ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ip_network((found.packed, _ONE_HOUSEHOLD), strict=False))
    return str(found)


class _Unexpected:
    """Notices a proxy that nobody has told us of: then everybody would count as one client."""

    def __init__(self) -> None:
        self._warned = False

    def warn(self) -> None:
        """Say it once."""
        if "X-Forwarded-For" in request.headers and not self._warned:
            self._warned = True
            logs.notice(
                "warning: a request came through a proxy; if that is yours, set FLASK_TRUSTED_PROXIES=1,"
                " or all visitors share the limits of one"
            )
