"""scripts/benchmark_search: the other engines find people, and what is told of them is so."""

from __future__ import annotations

import importlib
import os
import re
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import SimpleNamespace

import pytest

from lookup.cases import Case, Person, Source
from lookup.names import parse_listed
from lookup.release import Release, Releases
from lookup.search import Query, facts

SCRIPTS = Path(__file__).parent.parent / "scripts"
sys.path.insert(0, str(SCRIPTS))
peers, costs = (importlib.import_module(name) for name in ("peers", "page_costs"))
_loader = SourceFileLoader("benchmark_search", str(SCRIPTS / "benchmark_search"))
_spec = spec_from_loader(_loader.name, _loader)
assert _spec
benchmark = module_from_spec(_spec)
# Its dataclasses look their module up.
sys.modules[_loader.name] = benchmark
_loader.exec_module(benchmark)
sys.path.remove(str(SCRIPTS))

LISTED = [
    ("GARCIA LOPEZ, JOSE L.", "1970-01-02"),
    ("DE LA CRUZ, MARIA", "1981"),
    ("O'BRIEN, PATRICK A/K/A PADDY RYAN", ""),
    ("GARCIA, PEDRO", "1975-05-05"),
    ("NG, LI", "1969-09-09"),
]
KINDS = ("found", "similar", "nothing found")
SCORED = {"any word": "Tantivy", "two words": "TantivyPairs", "trigrams": "Trigrams"}


@pytest.fixture(scope="module")
def engines(tmp_path_factory):
    """Every engine, holding the same few people."""
    folder = tmp_path_factory.mktemp("engines")
    source = Source("trial.csv", "", "Suffolk", "2017-04-18")
    cases = []
    for number, (listed, born) in enumerate(LISTED):
        name, aliases = parse_listed(listed)
        cases.append(Case("dookhan", f"0752CR09000{number}", "", Person(name, aliases, born), (), source))
    releases = Releases(folder / "instance")
    release = Release(releases.path(releases.build(cases, "Trial", True, []).id))
    found = {"scan": peers.Scan(release)}
    for title, kind in SCORED.items():
        (folder / title).mkdir()
        getattr(peers, kind).build(release, folder / title)
        found[title] = getattr(peers, kind)(release, folder / title)
    return found


@pytest.mark.parametrize("engine", [*SCORED, "scan"])
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Jose Garcia", 0),
        ("García López, José", 0),
        ("Jose Gracia Lopez", 0),
        ("Maria de la Cruz", 1),
        ("Patrik Obrien", 2),
        ("Paddy Ryan", 2),
        ("pedro garca", 3),
        ("Li Ng", 4),
    ],
)
def test_each_engine_finds_people_however_they_are_written(engines, engine, typed, first):
    matches = engines[engine].find(Query(name=typed), 10)
    assert matches[0].case.docket == f"0752CR09000{first}"
    assert 0 < matches[0].score <= 1
    assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)


@pytest.mark.parametrize("engine", SCORED)
@pytest.mark.parametrize(
    ("typed", "born", "found"),
    [
        ("Garcia", "1970", {0}),
        ("Garcia", "1976", {3}),
        ("Garcia", "1973", set()),
        ("Maria Delacruz", "1981", {1}),
        ("Patrick Obrien", "1981", {2}),
        ("Tom Quimby", "", set()),
    ],
)
def test_a_year_of_birth_leaves_others_out(engines, engine, typed, born, found):
    """All but those born in that year, the next or the one before, or in none that the list knows."""
    query = Query(name=typed, born=born)
    [reading] = engines[engine]._readings(typed)
    assert set(engines[engine].rows(reading, facts.read(query, ()))) == found


def test_a_small_run_tells_everything(capsys):
    benchmark.main(["--people", "300", "600", "--queries", "4", "--only", "engines"])
    told = capsys.readouterr().out
    for title in ("mixed", "typing", "both", "plain", "mixed, with the year", "all together"):
        tables = re.findall(rf"^  {title}  .*\n((?:  \S.* \d+\.\d\d\n)+)", told, re.M)
        scan = [benchmark.SCAN] if "year" not in title else []
        engines = [benchmark.OURS, benchmark.PAIRS, benchmark.TANTIVY, benchmark.TRIGRAMS, *scan]
        assert [[line.split("  ")[1] for line in table.splitlines()] for table in tables] == [engines] * 2
    assert told.count("Ours against") == 2 * 3
    assert len(re.findall("(median|p95) .* times: (yes|NO)", told.partition("Growth of ours")[2])) == 2 * 5


def answered(seconds, equal=1):
    return SimpleNamespace(seconds=seconds, equal=equal)


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ((0.001, 1), (0.001, 1), ["yes", "yes", "yes", "yes"]),
        ((0.002, 1), (0.001, 1), ["NO", "NO", "yes", "yes"]),
        ((0.001, 2), (0.002, 1), ["yes", "yes", "NO", "yes"]),
        ((0.001, 6), (0.002, 1), ["yes", "yes", "NO", "NO"]),
        ((0.001, 1), (0.002, 0), ["yes", "yes", "yes", "yes"]),
    ],
)
def test_verdicts_are_what_was_measured(capsys, ours, theirs, told):
    peers_answers = {title: {0: answered(*theirs)} for title in (benchmark.TANTIVY, benchmark.PAIRS)}
    trigrams = {benchmark.TRIGRAMS: {0: answered(*theirs)}}
    # A query that only ours was asked is not compared.
    mine = {benchmark.OURS: {0: answered(*ours), 1: answered(9.0, 0)}}
    benchmark._verdicts({"mixed": {**mine, **peers_answers, **trigrams}})
    lines = [line for line in capsys.readouterr().out.splitlines() if "no lower" in line]
    assert len(lines) == 6
    assert {tuple(part.rpartition(": ")[2] for part in line.split(", ")) for line in lines} == {tuple(told)}


@pytest.mark.parametrize(("after", "told"), [(0.002, "2.00 times: yes"), (0.003, "3.00 times: NO")])
def test_growth_is_told_with_its_limit(capsys, after, told):
    benchmark._print_growth("mixed", [answered(0.001)], [answered(after)])
    assert capsys.readouterr().out.count(told) == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<section data-outcome="none">', "nothing found"),
        ('<article><span class="maybe">Possibly this one</span></article>', "similar"),
        ("<article></article>", "found"),
    ],
)
def test_a_page_is_counted_as_what_it_says(text, kind):
    assert costs._kind(text) == kind


def test_memory_is_that_of_a_process_and_its_workers():
    whole = Path("/proc/self/status").read_text(encoding="ascii")
    resident = int(whole.partition("VmRSS:")[2].split()[0]) / 1024
    assert 0 < costs._proportional_megabytes(SimpleNamespace(pid=os.getpid())) < 3 * resident


def test_pages_of_a_served_site_are_timed(capsys, monkeypatch):
    """Each page is timed; of a page that takes too long it is told why."""
    monkeypatch.setattr(costs, "_SEARCHES", 4)
    monkeypatch.setattr(costs, "_MOST_TIMES", 0)
    benchmark.main(["--people", "300", "--only", "pages"])
    told = capsys.readouterr().out
    assert re.search(r"one worker, [\d.]+ MB with three; \d\.\d\d times \(at most 1\.5: (yes|NO)\)", told)
    for page in ("GET /healthz", "GET /en/privacy", *(f"GET of its results, {kind}" for kind in KINDS)):
        assert re.search(rf"^  {page} +[1-4] +\d+\.\d\d", told, re.M), page
    assert told.count("(at most 0: NO)") == 2
    assert re.search(r"^  search +\d\.\d\d$", told, re.M)
