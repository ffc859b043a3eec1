"""Who counts as one client: addresses, and a proxy that is believed only where the operator says so."""

from __future__ import annotations

import pytest
from flask import request

from lookup.web import clients, create_app


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:0DB8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("", ""),
        ("unknown", "unknown"),
    ],
)
def test_who_is_one_client(app, address, counted_as):
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert clients.address() == counted_as


@pytest.mark.parametrize(
    ("proxies", "headers", "address", "scheme", "host"),
    [
        ("0", {}, "127.0.0.1", "http", "localhost"),
        ("0", {"X-Forwarded-For": "192.0.2.7"}, "127.0.0.1", "http", "localhost"),
        ("0", {"X-Forwarded-Proto": "https"}, "127.0.0.1", "http", "localhost"),
        (
            "1",
            {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"},
            "192.0.2.7",
            "https",
            "localhost",
        ),
        # What the client wrote stands first; what the proxy saw, last.
        ("1", {"X-Forwarded-For": "198.51.100.1, 192.0.2.7"}, "192.0.2.7", "http", "localhost"),
        ("1", {"X-Real-IP": "192.0.2.7", "Forwarded": "for=192.0.2.7"}, "127.0.0.1", "http", "localhost"),
        ("1", {"X-Forwarded-Host": "evil.example"}, "127.0.0.1", "http", "localhost"),
        ("1", {"X-Forwarded-Prefix": "/evil", "X-Forwarded-Port": "81"}, "127.0.0.1", "http", "localhost"),
    ],
)
def test_one_proxy_is_believed_where_the_operator_says_so(published, proxies, headers, address, scheme, host):
    app = create_app({"INSTANCE": str(published), "TRUSTED_PROXIES": proxies})
    client = app.test_client()
    with client:
        client.get("/healthz", headers=headers, environ_base={"REMOTE_ADDR": "127.0.0.1"})
        assert (clients.address(), request.scheme, request.host) == (address, scheme, host)
        assert request.script_root == ""


def test_a_proxy_nobody_told_of_is_noticed_once_and_no_address_is_written(published, capfd):
    client = create_app({"INSTANCE": str(published)}).test_client()
    capfd.readouterr()
    for _ in range(3):
        client.get("/healthz", headers={"X-Forwarded-For": "192.0.2.7"})
    said = capfd.readouterr().err.splitlines()
    assert len(said) == 1
    assert "FLASK_TRUSTED_PROXIES=1" in said[0]
    assert "192.0.2" not in said[0]


def test_nothing_is_said_of_a_proxy_that_was_told_of(published, capfd):
    client = create_app({"INSTANCE": str(published), "TRUSTED_PROXIES": "1"}).test_client()
    capfd.readouterr()
    client.get("/healthz", headers={"X-Forwarded-For": "192.0.2.7"})
    assert capfd.readouterr().err == ""
