"""What people can do, for everybody to read: a page for each answer and topic, in both languages."""

from __future__ import annotations

import pytest

from lookup import content
from lookup.web import create_app
from lookup.web.headers import CONTENT as CONTENT_PAGES
from tests.judge import say, text_of
from tests.pages import Visitor

LANGUAGES = ("en", "es")
CONTENT = content.load(LANGUAGES)
STATUSES = [(incident, status) for incident in CONTENT.incidents.values() for status in incident.statuses]


def plain(text: str) -> str:
    """A text as it is read: without the marks around English words."""
    return text.replace('<i lang="en">', "").replace("</i>", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("incident", "status"), STATUSES, ids=lambda part: getattr(part, "id", None) or str(part)
)
def test_each_status_says_it_all(visitor, language, incident, status) -> None:
    said = incident.status(status)
    page = visitor.get(f"/{language}/answers/{incident.id}/{status}")
    assert (page.status, page.h1) == (200, said.label.get(language))
    for text in (said.answer, said.means, *said.next, said.costs, said.call):
        assert plain(text.get(language)) in page.text
    for note in incident.notes:
        assert (plain(note.text.get(language)) in page.text) == (note.status == status)
    cited = [text_of(item) for item in page.all("section", class_="sources")[0].iter("li")]
    wanted = incident.references(said.sources)
    assert wanted
    assert all(text.startswith(source.text) for text, source in zip(cited, wanted, strict=True))
    links = {link.get("href") for link in page.root.iter("a")}
    assert {f"/{language}/rights/{topic}" for topic in said.topics} <= links


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", CONTENT.topics.values(), ids=lambda topic: topic.id)
def test_each_topic_says_it_all_and_cites_what_it_rests_on(visitor, language, topic) -> None:
    page = visitor.get(f"/{language}/rights/{topic.id}")
    assert (page.status, page.h1) == (200, plain(topic.title.get(language)))
    for part in topic.parts:
        for text in (part.heading, part.text, *part.steps):
            assert text is None or plain(text.get(language)) in page.text
    cited = [link.get("href", "") for link in page.all("a", class_="cite")]
    assert set(cited) == {f"#source-{number}" for number, _ in enumerate(topic.sources, start=1)}
    assert len(cited) == sum(len(part.sources) for part in topic.parts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_leads_to_every_answer_and_topic(visitor, language) -> None:
    links = {link.get("href") for link in visitor.get(f"/{language}/rights").root.iter("a")}
    wanted = {f"/{language}/rights/{topic}" for topic in CONTENT.topics}
    wanted |= {f"/{language}/answers/{incident.id}/{status}" for incident, status in STATUSES}
    wanted |= {f"/{language}/answers/{answer}" for answer in ("mixed", "nothing")}
    assert wanted <= links


@pytest.mark.parametrize(
    "path", ["rights/nothing", "answers/dookhan/gone", "answers/nobody/kept", "answers/gone", "rights/"]
)
def test_what_is_not_there_is_no_page(visitor, path) -> None:
    assert visitor.get(f"/en/{path}").status == 404


@pytest.mark.parametrize("answer", ["mixed", "nothing"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answers_of_no_incident_have_pages_too(visitor, language, answer) -> None:
    said = CONTENT.answers[answer]
    page = visitor.get(f"/{language}/answers/{answer}")
    for text in (said.label, said.answer, said.means, *said.next, said.costs, said.call):
        assert plain(text.get(language)) in page.text


PAGES = {
    "pages.home": "",
    "pages.help": "help",
    "pages.about": "about",
    "pages.privacy": "privacy",
    "rights.index": "rights",
    "rights.removal": "removal",
    "rights.topic": "rights/money",
    "rights.status": "answers/farak/kept",
    "rights.answer": "answers/mixed",
    "questions.start": "self-check",
}


def test_every_content_page_is_tried_below() -> None:
    assert set(PAGES) == CONTENT_PAGES


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_content_pages_may_be_found_and_name_their_other_languages(visitor, language, path) -> None:
    page = visitor.get(f"/{language}/{path}")
    assert "X-Robots-Tag" not in page.response.headers
    told = {link.get("hreflang"): link.get("href") for link in page.all("link", rel="alternate")}
    assert told == {
        "en": f"http://localhost/en/{path}",
        "es": f"http://localhost/es/{path}",
        "x-default": f"http://localhost/en/{path}",
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "incident", "status"),
    [
        ({"docket": "0702CR090101"}, "dookhan", "dismissed"),
        ({"docket": "0702CR090999"}, "", "nothing"),
    ],
)
def test_results_lead_to_the_topics_of_their_answers(visitor, language, typed, incident, status) -> None:
    said = CONTENT.incidents[incident].status(status) if incident else CONTENT.answers[status]
    page = visitor.search(language, **typed)
    links = {link.get("href") for link in page.root.iter("a")}
    assert {f"/{language}/rights/{topic}" for topic in said.topics} <= links


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("contact", ["records@clinic.example", ""])
def test_how_to_have_a_record_taken_out_is_told(published, language, contact) -> None:
    page = Visitor(create_app({"INSTANCE": str(published), "CONTACT": contact})).get(f"/{language}/removal")
    assert page.status == 200
    nobody = say("Ask whoever runs this site. This copy does not yet say who that is.", language)
    assert (contact or nobody) in page.text
    assert f"/{language}/rights/sealing" in {link.get("href") for link in page.root.iter("a")}


def test_without_lists_there_is_no_record_to_take_out(tmp_path) -> None:
    visitor = Visitor(create_app({"INSTANCE": str(tmp_path), "WITHOUT_LISTS": True}))
    assert visitor.get("/en/removal").status == 404
    assert "/en/removal" not in {link.get("href") for link in visitor.get("/en/privacy").root.iter("a")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_are_hidden_from_search_engines(visitor, language) -> None:
    for page in (visitor.search(language, docket="0702CR090101"), visitor.get(f"/{language}/nothing")):
        assert page.response.headers["X-Robots-Tag"] == "noindex, noarchive"
        assert page.all("link", rel="alternate") == []


def test_results_are_hidden_in_every_language_of_the_site(visitor) -> None:
    rules = visitor.client.get("/robots.txt").text.splitlines()
    parts = ("form", "results", "self-check")
    hidden = [f"Disallow: /{language}/{part}/" for language in LANGUAGES for part in parts]
    assert rules == ["User-agent: *", *hidden]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["rights", "rights/money", "answers/dookhan/kept", "self-check"])
def test_each_says_that_it_is_free_who_runs_it_and_that_it_is_no_legal_advice(
    published, language, path
) -> None:
    run = create_app({"INSTANCE": str(published), "OPERATOR": "The Example Clinic"})
    text = Visitor(run).get(f"/{language}/{path}").text
    assert "The Example Clinic" in text
    notice = "We are not a court and not the prosecutors. This site is free. It is not legal advice."
    assert say(notice, language) in text
