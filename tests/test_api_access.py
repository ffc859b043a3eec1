"""Who is answered by the JSON interface, and how much."""

from __future__ import annotations

import json

import pytest

from lookup.staff import accounts, allowance, tokens
from lookup.staff.store import StaffStore
from lookup.staff.tokens import VERDICTS
from lookup.web import create_app
from lookup.web.api.access import CALLS, FAILURES
from tests.api import CHECK, System, problem
from tests.desk import instance_of, signed_in

NOBODY = {"names": ["Nobody Atall"], "born": "1970"}
BODY = json.dumps({"people": [NOBODY]}).encode()


@pytest.fixture
def system(app):
    return System(app)


def refused(answer):
    """Whether it is refused as it should be where the token is no good."""
    assert problem(answer)["status"] == 401
    return answer.headers.getlist("WWW-Authenticate") == ["Bearer"]


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_a_token_that_is_good(system, scheme):
    assert system.send(BODY, Authorization=f"{scheme} {system.token}").status_code == 200


@pytest.mark.parametrize(
    "sent",
    ["", "Bearer", "Bearer ", "Bearer x", "Basic {token}", "Basic eDp5", "{token}", "Token {token}",
     "Bearer {token}x", "Bearer token={token}", "Bearer {token}, Bearer {token}",
     "Bearer \xff", "Bearer " + "x" * 5000],
)  # fmt: skip
def test_a_token_that_is_none(system, sent):
    assert refused(system.send(BODY, Authorization=sent.replace("{token}", system.token)))


def test_without_a_token_no_body_is_read(app):
    answer = app.test_client().post(CHECK, data=b"x" * 3_000_000, content_type="text/plain")
    assert refused(answer)


def test_a_session_of_the_desk_is_no_token(app):
    staff = signed_in(app)
    assert refused(staff.client.post(CHECK, data=BODY, content_type="application/json"))


def test_no_cookie_is_set_and_none_is_looked_at(app, system, monkeypatch):
    visitor = signed_in(app)
    mine = visitor.client.get_cookie("session")
    assert mine
    monkeypatch.setattr("itsdangerous.URLSafeTimedSerializer.loads", lambda *_, **__: 1 / 0)
    system.client.set_cookie("session", mine.value)
    for status, body in ((200, BODY), (400, b"x")):
        answer = system.send(body)
        assert (answer.status_code, "Set-Cookie" in answer.headers) == (status, False)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_no_page_of_another_site_may_read_an_answer(system, origin):
    answer = system.send(BODY, Origin=origin)
    asked = system.client.options(CHECK, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    for headers in (answer.headers, asked.headers):
        assert [name for name, _ in headers if name.startswith("Access-Control")] == []


def test_a_token_is_dead_as_soon_as_it_is_revoked(app):
    system, other = System(app), System(app)
    with StaffStore(instance_of(app)) as store:
        mine = tokens.find(store, system.token)
        assert mine
        tokens.revoke(store, mine.id)
    assert refused(system.send(BODY))
    assert other.send(BODY).status_code == 200


@pytest.mark.parametrize("end", ["disable", "reset"])
def test_a_token_is_dead_as_soon_as_its_account_is_closed(app, end):
    system = System(app, email=f"{end}@example.org")
    site = app.extensions["case_check"]
    with StaffStore(instance_of(app)) as store:
        if end == "disable":
            accounts.disable(store, f"{end}@example.org")
        else:
            accounts.reset(store, site.settings.secret_key, f"{end}@example.org")
    assert refused(system.send(BODY))


def limited(answer):
    """The seconds to wait, which a limit that is reached tells."""
    assert problem(answer)["status"] == 429
    return int(answer.headers["Retry-After"])


def test_so_many_calls_a_minute_with_one_token(app):
    system, other = System(app), System(app)
    assert [system.send(b"x").status_code for _ in range(CALLS.amount)] == [400] * CALLS.amount
    assert 0 < limited(system.send(BODY)) <= 60
    assert other.send(BODY).status_code == 200


def test_whoever_tries_tokens_must_wait_and_who_has_a_good_one_beside_them_need_not(app, system):
    tried = [system.send(BODY, Authorization=f"Bearer {number}") for number in range(FAILURES.amount)]
    assert all(refused(answer) for answer in tried)
    assert 0 < limited(system.send(BODY, Authorization="Bearer another")) <= 15 * 60
    assert system.send(BODY).status_code == 200
    elsewhere = app.test_client().post(CHECK, headers={"Authorization": "Bearer another"})
    assert refused(elsewhere)


def test_asking_without_any_token_is_no_try(app):
    client = app.test_client()
    assert all(refused(client.post(CHECK)) for _ in range(FAILURES.amount + 1))


def test_so_many_people_a_day_for_an_account_and_all_its_tokens(app, monkeypatch):
    monkeypatch.setattr(allowance, "PEOPLE_A_DAY", 5)
    email = "busy@example.org"
    one, another, other = (
        System(app, email=email),
        System(app, VERDICTS, email),
        System(app, email="o@example.org"),
    )
    assert one.ask(*[NOBODY] * 3).status_code == 200
    monkeypatch.setattr("lookup.web.desk.searching.find_one", lambda *_: 1 / 0)
    assert 0 < limited(another.ask(*[NOBODY] * 3)) <= 24 * 60 * 60
    monkeypatch.undo()
    monkeypatch.setattr(allowance, "PEOPLE_A_DAY", 5)
    assert another.ask(*[NOBODY] * 2).status_code == 200
    assert limited(one.ask(NOBODY))
    assert other.ask(NOBODY).status_code == 200


def test_where_nothing_is_limited_calls_are_not_either(published):
    system = System(create_app({"INSTANCE": str(published), "RATELIMIT_ENABLED": "0"}))
    assert {system.send(b"x").status_code for _ in range(CALLS.amount + 1)} == {400}


def test_where_nobody_can_count_nobody_is_answered(published, tmp_path):
    app = create_app(
        {"INSTANCE": str(published), "RATELIMIT_STORAGE_URI": f"sqlite://{tmp_path}/counters.db"}
    )
    system = System(app)
    assert system.send(BODY).status_code == 200
    for path in tmp_path.iterdir():
        path.unlink()
    (tmp_path / "counters.db").mkdir()
    app.extensions["case_check"].limits._limiter.storage._close()
    assert problem(system.send(BODY))["status"] == 503
