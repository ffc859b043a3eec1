"""Topics, answers and questions: what is shipped is whole; what is broken is explained."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lookup import content
from lookup.advice import NEEDED
from lookup.texts import DATA, ContentError

CONTENT = content.load(("en", "es"))
ASKED_FOR = {
    "record", "sealing", "money", "immigration", "jobs", "voting", "lawyer", "probation", "family",
    "helping", "court",
}  # fmt: skip


def test_the_topics_that_people_ask_about_are_there() -> None:
    assert set(CONTENT.topics) == ASKED_FOR
    assert set(CONTENT.answers) == set(NEEDED)


def test_every_topic_is_reached_from_an_answer() -> None:
    said = [*CONTENT.answers.values(), *(s for i in CONTENT.incidents.values() for s in i.statuses.values())]
    assert {topic for advice in said for topic in advice.topics} == ASKED_FOR


def test_every_status_of_the_shipped_incidents_has_topics_and_sources() -> None:
    for incident in CONTENT.incidents.values():
        for status in incident.statuses.values():
            assert status.topics, (incident.id, status.id)
            assert incident.references(status.sources), (incident.id, status.id)


def test_who_could_be_deported_is_told_so_before_a_record_is_sealed() -> None:
    said = [*CONTENT.answers.values(), *(s for i in CONTENT.incidents.values() for s in i.statuses.values())]
    for topics in (advice.topics for advice in said if "sealing" in advice.topics):
        assert topics.index("immigration") < topics.index("sealing")


# The file, what is changed in it, and what the reader of the message must find in it.
BROKEN = {
    "unused source": ("topics/money.toml", 'id = "martinez"', 'id = "other"', ["money.toml", '"other"']),
    "source that is none": ("topics/money.toml", 'sources = ["martinez"]', 'sources = ["x"]', ['names "x"']),
    "empty part": ("topics/money.toml", "[parts.text]", "[parts.other]", ["[parts.text]", "[[parts.steps]]"]),
    "place in quotes": ("topics/money.toml", "place = 30", 'place = "30"', ["place", "no number"]),
    "contact that is none": ("topics/money.toml", '["refunds"]', '["nobody"]', ["money.toml", "cpcs"]),
    "missing language": ("answers/mixed.toml", "\nes = ", "\n#es = ", ["mixed.toml", '"es"']),
    "topic that is none": ("answers/mixed.toml", "topics = [", 'topics = ["x", ', ["mixed.toml", "record"]),
    "answer that is no list": ("answers/mixed.toml", "topics = [", "topics = 1 # [", ["topics", "no list"]),
    "the word for not knowing": ("questions/lab.toml", 'id = "other"', 'id = "unknown"', ["lab.toml"]),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the texts to spoil."""
    for part in ("incidents", "topics", "answers", "questions"):
        shutil.copytree(DATA / part, tmp_path / part)
    return tmp_path


@pytest.mark.parametrize(("file", "good", "bad", "words"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_is_explained(data, file, good, bad, words) -> None:
    text = (data / file).read_text("utf-8")
    assert good in text
    (data / file).write_text(text.replace(good, bad, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        content.load(("en", "es"), data)
    for word in words:
        assert word in str(caught.value)


def test_an_answer_that_pages_need_may_not_be_taken_away(data) -> None:
    (data / "answers" / "nothing.toml").unlink()
    with pytest.raises(ContentError, match=r"nothing\.toml is missing"):
        content.load(("en",), data)
