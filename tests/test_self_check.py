"""The self-check's rules: what is asked, in which order, and that every path ends with what the law says."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from lookup import content, self_check
from lookup.self_check import Rule
from lookup.texts import RESULTS, ContentError, Text
from tests.test_incidents import ELSEWHERE, load_all

CONTENT = content.load(("en", "es"))
INCIDENTS = [incident for incident in CONTENT.incidents.values() if incident.rules]
MOST_QUESTIONS = 8
WHY = Text({"en": "Because."})


def rule(result: str, **when: str) -> Rule:
    return Rule({name: tuple(wanted.split()) for name, wanted in when.items()}, result, "", (), WHY)


RULES = [
    rule("likely", papers="stamp"),
    rule("unlikely", lab="other", tested="before"),
    rule("likely", lab="hinton", signer="dookhan"),
    rule("unclear"),
]


@pytest.mark.parametrize(
    ("answers", "asked", "result"),
    [
        ({}, "papers", ""),
        ({"papers": "stamp"}, "", "likely"),
        ({"papers": "unknown"}, "lab", ""),
        # What cannot change the outcome is not asked: a Hinton case needs no date here.
        ({"papers": "none", "lab": "hinton"}, "signer", ""),
        ({"papers": "none", "lab": "other"}, "tested", ""),
        ({"papers": "none", "lab": "other", "tested": "before"}, "", "unlikely"),
        ({"papers": "none", "lab": "other", "tested": "unknown"}, "", "unclear"),
        ({"papers": "none", "lab": "unknown"}, "", "unclear"),
        # What another incident's questions were answered with does no harm.
        ({"papers": "none", "lab": "hinton", "signer": "dookhan", "drug": "meth"}, "", "likely"),
    ],
)
def test_only_what_can_change_the_outcome_is_asked(answers, asked, result) -> None:
    assert self_check.next_question(RULES, answers) == asked
    if not asked:
        assert self_check.deciding(RULES, answers).result == result


def ask(answers: Mapping[str, str]) -> str:
    """The question that the site asks next: the one that the first undecided incident needs."""
    questions = (self_check.next_question(incident.rules, answers) for incident in INCIDENTS)
    return next(filter(None, questions), "")


def paths(answers: dict[str, str]) -> Iterator[dict[str, str]]:
    """Every way to answer the questions of all incidents, to the end."""
    name = ask(answers)
    if not name:
        yield answers
        return
    for choice in CONTENT.questions[name].answers():
        yield from paths({**answers, name: choice})


PATHS = list(paths({}))


def test_every_path_ends_soon_and_every_rule_of_every_incident_decides_some() -> None:
    assert max(len(path) for path in PATHS) <= MOST_QUESTIONS
    for incident in INCIDENTS:
        decided = Counter(incident.rules.index(self_check.deciding(incident.rules, path)) for path in PATHS)
        assert sorted(decided) == list(range(len(incident.rules)))


def test_every_question_is_asked_and_every_answer_can_be_given() -> None:
    given = {(name, choice) for path in PATHS for name, choice in path.items()}
    known = CONTENT.questions.values()
    assert given == {(question.id, choice) for question in known for choice in question.answers()}


@pytest.mark.parametrize("incident", INCIDENTS, ids=lambda incident: incident.id)
def test_who_knows_nothing_is_never_told_no(incident) -> None:
    unknown = next(path for path in PATHS if set(path.values()) == {self_check.UNKNOWN})
    assert self_check.deciding(incident.rules, unknown).result == "unclear"


def test_not_knowing_never_decides_what_a_fact_would_turn_round() -> None:
    # Whoever answers "I do not know" is not told yes where a fact could still make it no, nor no where yes.
    for incident in INCIDENTS:
        results = [(path, self_check.deciding(incident.rules, path).result) for path in PATHS]
        for path, result in results:
            if result == "unclear" or self_check.UNKNOWN not in path.values():
                continue
            known = {name: choice for name, choice in path.items() if choice != self_check.UNKNOWN}
            possible = {told for other, told in results if known.items() <= other.items()}
            assert not {"likely", "unlikely"} <= possible, path


TABLE = list(
    csv.DictReader(
        (Path(__file__).parent / "data" / "self_check.tsv").read_text("utf-8").splitlines(), delimiter="\t"
    )
)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['incident']} {row['answers']}")
def test_what_the_law_says(row) -> None:
    incident = CONTENT.incidents[row["incident"]]
    answers = dict(pair.split("=") for pair in row["answers"].split())
    assert self_check.next_question(incident.rules, answers) == ""
    decided = self_check.deciding(incident.rules, answers)
    assert (decided.result, decided.status) == (row["result"], row["status"])


def test_the_table_has_every_rule_and_every_result() -> None:
    for incident in INCIDENTS:
        rows = [row for row in TABLE if row["incident"] == incident.id]
        answered = [dict(pair.split("=") for pair in row["answers"].split()) for row in rows]
        decided = {incident.rules.index(self_check.deciding(incident.rules, each)) for each in answered}
        assert decided == set(range(len(incident.rules)))
        assert {row["result"] for row in rows} == set(RESULTS)


ORANGE = (ELSEWHERE / "orange.toml").read_text("utf-8")
LAST = '\n[[rules]]\nresult = "unclear"\nsources = []\n[rules.why]\nen = "Ask."\nes = "Pregunte."\n'
BROKEN = {
    "unknown question": ('when = { weather = ["rain"] }\n', LAST, ['"weather"', "use one of"]),
    "unknown answer": ('when = { lab = ["moon"] }\n', LAST, ['"moon"', "hinton"]),
    "no answers": ("when = { lab = [] }\n", LAST, ["no answers to lab"]),
    "no table": ('when = "lab"\n', LAST, ["when cannot be read"]),
    "no condition before the last": ("", LAST, ["only the last one may lack it"]),
    "a condition on the last": ('when = { lab = ["other"] }\n', "", ["must have no `when`"]),
    "unknown result": ('result = "sure"\nwhen = { lab = ["other"] }\n', LAST, ["likely, unclear, unlikely"]),
    "unknown status": ('status = "gone"\nwhen = { lab = ["other"] }\n', LAST, ['"gone"', "letter_to_lawyer"]),
}


@pytest.mark.parametrize(("head", "tail", "words"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_in_a_rule_is_explained(head, tail, words, tmp_path) -> None:
    result = "" if "result" in head else 'result = "likely"\n'
    first = f'\n[[rules]]\n{head}{result}sources = []\n[rules.why]\nen = "Ask."\nes = "Pregunte."\n'
    (tmp_path / "orange.toml").write_text(ORANGE + first + tail, "utf-8")
    with pytest.raises(ContentError) as caught:
        load_all(tmp_path)
    for word in ["orange.toml", "rules", *words]:
        assert word in str(caught.value)
