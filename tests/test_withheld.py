"""Withheld records: at once, as if never listed, after every later publish, and only as hashes."""

from __future__ import annotations

import re

import pytest

from lookup.cases import Case, Charge, Name, Person, Source
from lookup.disclosure import decide
from lookup.publishing import change_withheld
from lookup.registry import Registry
from lookup.release import Release, Releases
from lookup.search import Query, Searcher
from lookup.web import StartError, create_app
from lookup.withheld import Withheld, WithheldError, key_of, record_hash
from tests.hostile import unlimited
from tests.operating import HEADER, Filed, contents, publish, run

DOE, ROE, POE = "0752CR090001", "0752CR090002", "0752CR090003"
ROWS = f"""{HEADER}
{DOE},"DOE, JANE",4/11/1967,1,POSS CLASS B,dismissed
{DOE},"ROE, RICHARD",1/2/1970,1,POSS CLASS B,dismissed
{ROE},"ROE, RICHARD",1/2/1970,1,POSS CLASS A,kept
{POE},"GARCIA LOPEZ, ANA A/K/A ANA POE",3/3/1980,1,POSS CLASS A,dismissed
"""
LIST = Filed(ROWS)
UNLISTED = "0752CR090009"


@pytest.fixture
def instance(tmp_path):
    publish(tmp_path / "instance", LIST)
    return tmp_path / "instance"


def withhold(instance, docket, *name):
    options = ["--name", *name] if name else []
    done = run(instance, "records", "withhold", docket, *options, "--because", "order of the court")
    assert done.exit_code == 0, done.output


def found(instance, **typed):
    """The full names found, as the results page finds them."""
    releases = Releases(instance)
    searcher = Searcher(Release(releases.path(releases.current_id())))
    matches = searcher.find(Query(**typed), without=Withheld(instance).covers)
    return sorted(opened.match.case.person.name.full for opened in decide(matches).opened)


def test_a_docket_number_is_withheld_with_everybody_on_it(instance):
    withhold(instance, DOE)
    assert found(instance, docket=DOE) == []
    assert found(instance, name="Jane Doe", born="1967") == []
    assert found(instance, docket=ROE) == ["Richard Roe"]
    assert found(instance, name="Richard Roe", born="1970") == ["Richard Roe"]


def test_one_person_is_withheld_and_the_other_stays(instance):
    withhold(instance, DOE, "Jane Doe")
    assert found(instance, docket=DOE) == ["Richard Roe"]
    assert found(instance, name="Jane Doe", born="1967") == []


SPELLINGS = ["Ana García López", "GARCIA LOPEZ, ANA", "ana garcia-lopez", "Ana Poe", "Ana García"]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_person_is_withheld_under_all_names(instance, spelling):
    withhold(instance, POE, spelling)
    for name in ("Ana García López", "Ana Poe"):
        assert found(instance, name=name, born="1980") == []
    restored = run(instance, "records", "restore", POE, "--name", spelling)
    assert (restored.exit_code, restored.output) == (0, "Restored.\n")
    assert found(instance, name="Ana Poe", born="1980") == ["Ana Garcia Lopez"]


@pytest.mark.parametrize("typed", ["0752CR090001", "07-52-cr-90001", "0752 CR 09OO01"])
def test_any_spelling_of_the_docket_number(instance, typed):
    withhold(instance, typed)
    assert found(instance, docket=DOE) == []


def test_it_survives_publishing_and_rollback(instance):
    withhold(instance, DOE)
    publish(instance, LIST)
    assert found(instance, docket=DOE) == []
    publish(instance, Filed(ROWS.replace("dismissed", "kept")))
    assert found(instance, docket=DOE) == []
    assert run(instance, "releases", "rollback").exit_code == 0
    assert found(instance, docket=DOE) == []
    assert run(instance, "records", "restore", DOE).exit_code == 0
    assert found(instance, docket=DOE) == ["Jane Doe", "Richard Roe"]


def test_it_can_be_withheld_before_any_list_names_it(tmp_path):
    instance = tmp_path / "instance"
    done = run(instance, "records", "withhold", DOE, "--because", "order")
    assert (done.exit_code, "no list names docket number 0752CR090001 now: check" in done.output) == (0, True)
    publish(instance, LIST)
    assert found(instance, docket=DOE) == []


REFUSED = {
    "a number that cannot be read": (["withhold", "09000", "--because", "x"], "'09000': "),
    "nobody of this name": (
        ["withhold", DOE, "--name", "Ann Other", "--because", "x"],
        "nobody on docket number 0752CR090001 is listed under this name, and nothing was changed",
    ),
    "restoring what is not withheld": (["restore", ROE], "no such record is withheld; nothing was changed"),
    "restoring somebody of a whole number": (["restore", DOE, "--name", "Jane Doe"], "no such record"),
    "restoring a number of which somebody is withheld": (["restore", POE], "no such record"),
}


@pytest.mark.parametrize(("command", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_changes_nothing(instance, command, words):
    withhold(instance, DOE)
    withhold(instance, POE, "Ana Poe")
    with Registry(instance) as registry:
        before = registry.withheld()
    done = run(instance, "records", *command)
    assert (done.exit_code, words in done.output) == (1, True)
    with Registry(instance) as registry:
        assert registry.withheld() == before


def test_only_hashes_are_kept(instance, tmp_path):
    withhold(tmp_path / "empty", DOE)
    withhold(tmp_path / "empty", POE, "Ana Poe")
    held = b"".join(contents(tmp_path / "empty").values())
    assert not re.search(rb"90001|90003|(?i:poe)", held)
    with Registry(tmp_path / "empty") as registry:
        assert all(re.fullmatch("[0-9a-f]{64}", value) for value in registry.withheld())
    assert record_hash(b"one", DOE) != record_hash(b"another", DOE)


QUERIES = [
    {"docket": "{}"},
    {"docket": "{}", "name": "Richard Roe"},
    {"docket": "{}", "name": "Richard Roe", "born": "1970"},
    {"docket": "{}", "name": "Jane Doe", "born": "1967"},
    {"docket": "{}", "name": "Jane Doe", "born": "1968"},
]


@pytest.mark.parametrize("typed", QUERIES, ids=lambda typed: "+".join(typed))
def test_withheld_answers_exactly_like_not_listed(instance, typed):
    """Also beside a name whose other cases are listed: they must not tell that this number is known."""
    withhold(instance, DOE)
    releases = Releases(instance)
    searcher = Searcher(Release(releases.path(releases.current_id())))

    def answer(docket):
        query = Query(**{key: value.format(docket) for key, value in typed.items()})
        return decide(searcher.find(query, without=Withheld(instance).covers))

    assert answer(DOE) == answer(UNLISTED)


def test_answering_processes_follow_at_once(instance):
    with unlimited(instance) as site:

        def answers(docket):
            return {site.finds(docket) for _ in range(8)}

        assert answers(DOE) == {True}
        withhold(instance, DOE)
        assert (answers(DOE), answers(ROE)) == ({False}, {True})
        assert run(instance, "records", "restore", DOE).exit_code == 0
        assert answers(DOE) == {True}


def test_a_crash_between_registry_and_file_hides_rather_than_shows(instance, monkeypatch):
    class Crash(BaseException):
        pass

    def crash(*_arguments):
        raise Crash

    monkeypatch.setattr("sqlite_utils.Database.commit", crash)
    with pytest.raises(Crash):
        change_withheld(
            instance, lambda registry: registry.withhold([record_hash(key_of(instance), DOE)], "order")
        )
    monkeypatch.undo()
    assert found(instance, docket=DOE) == []


def test_publishing_tells_the_web_processes_what_the_registry_withholds(instance):
    withhold(instance, DOE)
    (instance / "withheld.json").unlink()
    publish(instance, LIST)
    assert found(instance, docket=DOE) == []


def lose_key(instance):
    (instance / "withheld.key").unlink()


def damage_key(instance):
    (instance / "withheld.key").write_text("hello")


def damage_file(instance):
    (instance / "withheld.json").write_text('["abc')


DAMAGES = {
    lose_key: "withheld.key is gone",
    damage_key: "withheld.key is damaged",
    damage_file: "the list of withheld records, is damaged",
}


@pytest.mark.parametrize(
    ("damage", "words"), DAMAGES.items(), ids=lambda value: getattr(value, "__name__", "")
)
def test_what_nobody_can_check_is_not_shown(instance, damage, words):
    withhold(instance, DOE)
    damage(instance)
    with pytest.raises(StartError, match=words):
        create_app({"INSTANCE": str(instance)})
    with pytest.raises(WithheldError, match="put it back from your back-up"):
        found(instance, docket=DOE)
    done = run(instance, "records", "withhold", ROE, "--because", "order")
    assert damage is damage_file or (done.exit_code == 1 and words in done.output)


CASE = Case(
    "dookhan",
    DOE,
    "",
    Person(Name("José Luis", "M.", "García López", "Jr."), (), "1970"),
    (Charge(1, "kept", Source("", "", "", "2017-01-01")),),
    Source("", "", "", "2017-01-01"),
)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        (Name("JOSE LUIS", "", "GARCIA LOPEZ"), True),
        (Name("Jose", "Luis", "Garcia-Lopez"), True),
        (Name("José", "", "López"), True),
        (Name("Luis", "", "Garcia"), False),
    ],
    ids=lambda value: getattr(value, "full", ""),
)
def test_spellings_with_one_hash(name, same):
    listed = record_hash(b"key", DOE, CASE.person.name)
    assert (record_hash(b"key", DOE, name) == listed) == same
