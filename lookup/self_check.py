"""The self-check: a few questions that say how likely a case is covered, where no list is needed.

Data, not code. Questions stand in `data/questions/`, one file each; what their answers mean for an incident
stands in its own file, as [[rules]]: the first rule whose conditions all hold decides. Only what can still
change the outcome is asked: the first open condition of the first rule that is still possible.

A question's file: `id`, [question], [hint], [[choices]] with `id` and [choices.label]. "I do not know" is an
answer to each and is not written there; rules know it as "unknown".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lookup.texts import DATA, Table, Text, load_folder

FOLDER = DATA / "questions"
UNKNOWN = "unknown"
"""The answer "I do not know"."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the self-check, on a page of its own."""

    id: str
    question: Text
    hint: Text
    choices: tuple[Choice, ...]

    def answers(self) -> tuple[str, ...]:
        """The ids of every answer, "unknown" last."""
        return (*(choice.id for choice in self.choices), UNKNOWN)


@dataclass(frozen=True, slots=True)
class Rule:
    """What answers lead to: one of RESULTS, and the incident's status that says more, or ""."""

    when: Mapping[str, tuple[str, ...]]
    result: str
    status: str
    sources: tuple[str, ...]
    why: Text

    def holds(self, answers: Mapping[str, str]) -> bool:
        """Whether every condition is met by what was answered."""
        return all(answers.get(question) in wanted for question, wanted in self.when.items())

    def open_question(self, answers: Mapping[str, str]) -> str:
        """The first condition that nobody answered, or "" where the rule holds or cannot hold any more."""
        if any(answers[name] not in wanted for name, wanted in self.when.items() if name in answers):
            return ""
        return next((name for name in self.when if name not in answers), "")


def load_questions(languages: Sequence[str], folder: Path = FOLDER) -> dict[str, Question]:
    """Read every question, by id. Raises ContentError with all mistakes of all files."""
    return load_folder(folder, languages, _question)


def next_question(rules: Sequence[Rule], answers: Mapping[str, str]) -> str:
    """The question to ask now, or "" where the rules have decided."""
    for rule in rules:
        if question := rule.open_question(answers):
            return question
        if rule.holds(answers):
            return ""
    return ""


def deciding(rules: Sequence[Rule], answers: Mapping[str, str]) -> Rule:
    """The rule that decides, once there is nothing left to ask."""
    return next(rule for rule in rules if rule.holds(answers))


def read_rules(
    tables: Sequence[Table],
    questions: Mapping[str, Question],
    statuses: Iterable[str],
    sources: Iterable[str],
) -> tuple[Rule, ...]:
    """The rules of an incident, from its file. Mistakes are noted in the tables."""
    known = (questions, list(statuses), list(sources))
    rules = tuple(_rule(table, *known) for table in tables)
    for table, rule in zip(tables, rules, strict=True):
        last = table is tables[-1]
        if last and rule.when:
            table.mistake("the last rule must have no `when`: it is for everything that is left")
        if not last and not rule.when:
            table.mistake("a rule without `when` decides everything; only the last one may lack it")
    return rules


def _rule(
    table: Table, questions: Mapping[str, Question], statuses: Sequence[str], sources: Sequence[str]
) -> Rule:
    when = {name: _wanted(table, name, given, questions) for name, given in _conditions(table).items()}
    rule = Rule(**table.plain(Rule), when=when)
    table.known("status", [rule.status] if rule.status else [], statuses)
    table.known("sources", rule.sources, sources)
    table.finish()
    return rule


def _conditions(table: Table) -> dict[str, object]:
    given = table.values.pop("when", {})
    if isinstance(given, dict):
        return given
    table.mistake('when cannot be read; write when = { question = ["answer"] }')
    return {}


def _wanted(table: Table, name: str, given: object, questions: Mapping[str, Question]) -> tuple[str, ...]:
    table.known("when", [name], questions)
    wanted = tuple(given) if isinstance(given, list) else ()
    if not wanted:
        table.mistake(f'when has no answers to {name}; write {name} = ["..."]')
    if name in questions:
        table.known(f"when {name}", map(str, wanted), questions[name].answers())
    return wanted


def _question(table: Table) -> Question:
    choices = tuple(choice.read(Choice) for choice in table.tables("choices"))
    question = Question(**table.plain(Question), choices=choices)
    if UNKNOWN in [choice.id for choice in choices]:
        table.mistake(f'"{UNKNOWN}" is an answer to every question by itself; take it out')
    return question
