"""Limits hold across workers, behind a proxy, and across machines: on real servers."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from lookup.web.limits import A_DAY, CLIENT, EASY
from tests.guessing import EASILY, EXACTLY, LIST
from tests.operating import Filed, publish, serving
from tests.redis_server import redis_server


def post(port, headers, typed) -> tuple[int, str]:
    """Search over HTTP as somebody new; the status and the page."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/en/search", urlencode(typed), {**form, **headers})
        sealed = connection.getresponse()
        sealed.read()
        if sealed.status != 303:
            return sealed.status, ""
        cookie = (sealed.headers["Set-Cookie"] or "").partition(";")[0]
        connection.request("GET", sealed.headers["Location"] or "", headers={**headers, "Cookie": cookie})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize(
    "forwarded", [lambda number: {}, lambda number: {"X-Forwarded-For": f"198.51.100.{number}"}]
)
def test_workers_count_together_and_an_invented_address_is_not_believed(rationed, forwarded):
    with serving(rationed, workers=2) as site:
        opened = [post(site.port, forwarded(number), EASILY[0](number))[0] for number in range(30)]
        assert opened == [200] * A_DAY[CLIENT][EASY] + [429] * (30 - A_DAY[CLIENT][EASY])
        assert post(site.port, {}, EXACTLY[0](30))[0] == 200


def test_behind_a_proxy_each_address_has_its_own_share(rationed):
    with serving(rationed, workers=2, FLASK_TRUSTED_PROXIES="1") as site:
        for number in range(20):
            assert post(site.port, {"X-Forwarded-For": f"198.51.100.{number}"}, EASILY[0](number))[0] == 200
        # An address that the client made up stands before the one that the proxy saw.
        spoofed = [
            post(site.port, {"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.9"}, EASILY[0](number))[0]
            for number in range(30)
        ]
        assert spoofed.count(200) == A_DAY[CLIENT][EASY]


def test_machines_count_together_in_redis(rationed, tmp_path):
    """Two servers that share nothing but Redis."""
    other = tmp_path / "instance"
    publish(other, Filed(LIST), demo=False)
    with (
        redis_server() as address,
        serving(rationed, workers=1, FLASK_RATELIMIT_STORAGE_URI=address) as one,
        serving(other, workers=1, FLASK_RATELIMIT_STORAGE_URI=address) as two,
    ):
        sites = [one, two] * 15
        opened = [post(site.port, {}, EASILY[0](at))[0] for at, site in enumerate(sites)]
        assert opened == [200] * A_DAY[CLIENT][EASY] + [429] * (30 - A_DAY[CLIENT][EASY])
        assert post(two.port, {}, EXACTLY[0](30))[0] == 200
    assert not (other / "counters.db").exists()
