"""What people can do, for everybody to read: a page for each answer that there is, and one for each topic."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, abort, render_template

from lookup import content, topics
from lookup.advice import NEEDED
from lookup.incidents import Contact, Incident
from lookup.topics import Topic
from lookup.web.site import site

blueprint = Blueprint("rights", __name__)


@blueprint.get("/<language>/rights")
def index(language: str) -> str:
    """Every answer and every topic."""
    return render_template("rights.html", topics=_topics())


@blueprint.get("/<language>/rights/<topic>")
def topic(language: str, topic: str) -> str:
    """One topic."""
    found = next((known for known in _topics() if known.id == topic), None)
    if found is None:
        abort(404)
    return render_template("topic.html", topic=found, contacts=_contacts(found))


@blueprint.get("/<language>/answers/<incident>/<status>")
def status(language: str, incident: str, status: str) -> str:
    """What one status of an incident means, and what to do."""
    of = next((known for known in site().on_lists() if known.id == incident), None)
    if of is None or status not in of.statuses:
        abort(404)
    said = of.status(status)
    notes = [note for note in of.notes if note.status == status]
    return render_template(
        "status.html",
        incident=of,
        status=said,
        notes=notes,
        sources=of.references(said.sources),
        topics=topics_of(said.topics),
    )


@blueprint.get("/<language>/answers/<answer>")
def answer(language: str, answer: str) -> str:
    """What an answer means that is no incident's own: different results, nothing found."""
    if answer not in NEEDED:
        abort(404)
    said = site().content.answers[answer]
    return render_template("general.html", status=said, topics=topics_of(said.topics))


@blueprint.get("/<language>/removal")
def removal(language: str) -> str:
    """How to have a record taken out of the site, or put right."""
    if site().settings.without_lists:
        abort(404)
    return render_template("removal.html", topics=topics_of(["sealing", "record"]))


def topics_of(ids: Iterable[str]) -> list[Topic]:
    """The topics of these ids that this site has, each once, in the order given."""
    shown = {topic.id for topic in _topics()}
    return [topic for topic in topics.of(site().content.topics, ids) if topic.id in shown]


def _topics() -> list[Topic]:
    """The topics of the places where the incidents were."""
    places = {incident.jurisdiction for incident in site().on_lists()}
    return [topic for topic in site().content.topics.values() if topic.jurisdiction in places]


def _contacts(topic: Topic) -> list[Contact]:
    """Whom a topic says to call, beside the free lawyer."""
    there: list[Incident] = [i for i in site().on_lists() if i.jurisdiction == topic.jurisdiction]
    return [contact for contact in content.contacts(there) if contact.id in topic.contacts]
