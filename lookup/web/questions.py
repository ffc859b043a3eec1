"""The self-check's pages: one question each, then how likely it is that the case is covered.

What was answered travels sealed in the address, as a search does: back, reload and another language work,
and the history of the browser tells nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lookup import self_check
from lookup.incidents import Incident
from lookup.self_check import Question, Rule
from lookup.texts import RESULTS, SOURCE, Reference
from lookup.web import errors
from lookup.web.rights import topics_of
from lookup.web.site import site

blueprint = Blueprint("questions", __name__)

_KIND = "self-check"
_CHOICE = "_choice"
"""What was chosen but not yet answered: "" where the button was pressed without choosing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the answers mean for incidents whose rules say the same."""

    rule: Rule
    incidents: tuple[Incident, ...]


@blueprint.get("/<language>/self-check")
def start(language: str) -> str:
    """What this is, and the first question."""
    return _question_page(_first_question(), {})


@blueprint.get("/<language>/self-check/<sealed>")
def go_on(language: str, sealed: str) -> ResponseReturnValue:
    """The next question, or the result."""
    opened = site().sealer.open(_KIND, sealed)
    if opened is None:
        return errors.page(410)
    answers = _known(opened)
    question = _next_question(answers)
    if question is None:
        return _result_page(answers)
    missing = opened.get(_CHOICE) == ""
    page = _question_page(question, answers, opened.get(_CHOICE, ""), missing)
    return make_response(page, 422 if missing else 200)


@blueprint.post("/<language>/self-check")
def answer_first(language: str) -> ResponseReturnValue:
    """The answer to the first question."""
    return _answered(language, {})


@blueprint.post("/<language>/self-check/<sealed>")
def answer(language: str, sealed: str) -> ResponseReturnValue:
    """The answer to the question of this address."""
    opened = site().sealer.open(_KIND, sealed)
    return errors.page(410) if opened is None else _answered(language, _known(opened))


def _known(answers: Mapping[str, str]) -> dict[str, str]:
    """What was answered so far; questions that the site no longer asks are left out."""
    known = site().content.questions
    return {
        name: choice for name, choice in answers.items() if name in known and choice in known[name].answers()
    }


def _answered(language: str, answers: Mapping[str, str]) -> ResponseReturnValue:
    question = _next_question(answers)
    if question is None:
        return redirect(_address(language, answers), 303)
    choice = request.form.get("choice", "")
    if "stay" in request.form:  # only the language was switched
        return redirect(_address(language, answers, choice if choice in question.answers() else None), 303)
    if choice not in question.answers():
        return redirect(_address(language, answers, ""), 303)
    return redirect(_address(language, {**answers, question.id: choice}), 303)


def _question_page(
    question: Question, answers: Mapping[str, str], choice: str = "", missing: bool = False
) -> str:
    language = (request.view_args or {})["language"]
    return render_template(
        "question.html",
        question=question,
        here=request.path,
        number=len(answers) + 1,
        choice=choice,
        missing=missing,
        back=_address(language, dict(list(answers.items())[:-1])) if answers else "",
    )


def _result_page(answers: Mapping[str, str]) -> str:
    language = (request.view_args or {})["language"]
    verdicts = _verdicts(answers)
    best = site().content.answers[verdicts[0].rule.result]
    sources: dict[str, Reference] = {
        source.text: source
        for verdict in verdicts
        for incident in verdict.incidents
        for source in incident.references(verdict.rule.sources)
    }
    return render_template(
        "outcome.html",
        status=best,
        labels={result: site().content.answers[result] for result in RESULTS},
        verdicts=verdicts,
        topics=topics_of(best.topics),
        sources=list((sources | {source.text: source for source in best.sources}).values()),
        given=_given(language, answers),
    )


def _verdicts(answers: Mapping[str, str]) -> list[Verdict]:
    """What each incident's rules say, the likeliest first; incidents of which the same is said, together."""
    found: dict[tuple[str, str], Verdict] = {}
    for incident in _incidents():
        rule = self_check.deciding(incident.rules, answers)
        key = (rule.result, rule.why.get(SOURCE))
        before = found[key].incidents if key in found else ()
        found[key] = Verdict(rule, (*before, incident))
    return sorted(found.values(), key=lambda verdict: RESULTS.index(verdict.rule.result))


def _given(language: str, answers: Mapping[str, str]) -> list[tuple[Question, str, str]]:
    """Each question, what was answered ("" for "I do not know"), and the address to answer it anew."""
    shown = []
    for place, (name, choice) in enumerate(answers.items()):
        question = site().content.questions[name]
        label = next((known.label.get(language) for known in question.choices if known.id == choice), "")
        shown.append((question, label, _address(language, dict(list(answers.items())[:place]))))
    return shown


def _next_question(answers: Mapping[str, str]) -> Question | None:
    """The question that the first undecided incident needs."""
    for incident in _incidents():
        if name := self_check.next_question(incident.rules, answers):
            return site().content.questions[name]
    return None


def _first_question() -> Question:
    question = _next_question({})
    if question is None:
        abort(404)
    return question


def _incidents() -> list[Incident]:
    """The incidents that have a self-check."""
    return [incident for incident in site().on_lists() if incident.rules]


def _address(language: str, answers: Mapping[str, str], choice: str | None = None) -> str:
    if not answers and choice is None:
        return url_for("questions.start", language=language)
    sealed = site().sealer.seal(_KIND, answers if choice is None else {**answers, _CHOICE: choice})
    return url_for("questions.go_on", language=language, sealed=sealed)
