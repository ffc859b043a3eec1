"""What whoever watches the server can ask."""

from __future__ import annotations

from lookup.web import create_app
from lookup.web.site import Site


def test_the_process_is_alive(app) -> None:
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "alive"})


def test_it_is_ready_with_the_release_that_answers(app) -> None:
    site: Site = app.extensions["case_check"]
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {"status": "ready", "release": site.current.info.id, "made": site.current.info.made}


def test_it_is_not_ready_without_a_release(tmp_path) -> None:
    client = create_app({"INSTANCE": str(tmp_path)}, serving=False).test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json
    assert "flask lists publish" in answer.json["why"]
    # The process itself is in order: it need not be started again.
    assert client.get("/healthz").status_code == 200


def test_why_it_is_not_ready_names_no_folder_of_the_server(tmp_path) -> None:
    (tmp_path / "releases" / "CURRENT").mkdir(parents=True)
    answer = create_app({"INSTANCE": str(tmp_path)}, serving=False).test_client().get("/readyz")
    assert answer.status_code == 503
    assert "the instance folder" in answer.text
    assert str(tmp_path) not in answer.text


def test_results_are_not_for_search_engines(app) -> None:
    client = app.test_client()
    assert "Disallow: /en/results/" in client.get("/robots.txt").text
    assert "noindex" in client.get("/en/results/x").headers["X-Robots-Tag"]
    assert "X-Robots-Tag" not in client.get("/en/").headers
