"""The bench of warm paths, run small: every row comes, the search is exact, and SQL answers as memory does."""

from __future__ import annotations

import numpy as np
import pytest

from bench.methods import paths_sql
from bench.methods.paths import every_value, exactness_rows, rows
from bench.methods.paths_graph import made, random_pairs
from grapevine.domain.network.rules.paths.diverse import best_paths
from grapevine.domain.network.rules.paths.ties import directed
from tests.examples import in_full
from tests.postgres import ON_POSTGRES


@pytest.fixture(scope="module")
def graph():
    return made(1_500, 24.0, 300)


@pytest.fixture(scope="module")
def ties(graph):
    return directed(graph.people, graph.source, graph.target, graph.p)


def test_the_network_of_the_bench_has_regions_hubs_and_people_who_may_not_be_asked(graph):
    degrees = graph.degrees()
    assert degrees.max() > 5 * np.median(degrees)
    assert np.mean(graph.source // 300 == graph.target // 300) > 0.6
    closed = np.setdiff1d(graph.target, graph.target[graph.p > 0])
    assert 15 < len(closed) < 100
    assert len(np.unique(graph.source.astype(np.int64) * 1_500 + graph.target)) == len(graph.source)


def test_the_pairs_of_a_region_are_of_one_region(graph):
    pairs = random_pairs(graph, 100, within=True)
    assert len(pairs) > 90
    assert all(a // 300 == b // 300 and a != b for a, b in pairs)


def test_trying_every_chain_is_what_the_search_is_held_against():
    ties = directed(4, [0, 1, 0, 2, 1, 2], [1, 3, 2, 3, 2, 1], [0.5, 0.5, 0.4, 0.5, 0.9, 0.9])
    assert every_value(ties, 0, 3) == [0.25, 0.225, 0.2, 0.18]


def test_no_pair_is_answered_wrongly_and_nobody_is_in_a_path_without_consent(graph, ties):
    assert [row.goal for row in exactness_rows(graph, ties) if row.verdict == "short"] == []


def test_the_sql_form_answers_as_memory_does(graph, ties, tmp_path):
    cursor, found = paths_sql.sqlite(graph, tmp_path / "ties.sqlite3").cursor(), 0
    for a, b in random_pairs(graph, 150, within=False):
        ours = best_paths(ties, a, b)
        theirs = paths_sql.best_paths(cursor, a, b)
        assert [path.people for path in theirs] == [path.people for path in ours]
        assert [path.value for path in theirs] == pytest.approx([path.value for path in ours])
        found += bool(ours)
    assert found > 50


@in_full
def test_the_sql_form_answers_for_a_hub_as_memory_does(tmp_path):
    graph = made(1_500, 100.0, 1_500)
    ties = directed(graph.people, graph.source, graph.target, graph.p)
    cursor = paths_sql.sqlite(graph, tmp_path / "ties.sqlite3").cursor()
    hub = int(graph.degrees().argmax())
    assert len(ties.out(hub)[0]) > 400
    for _, target in random_pairs(graph, 30, within=True):
        if target != hub:
            assert [path.people for path in paths_sql.best_paths(cursor, hub, target)] == [
                path.people for path in best_paths(ties, hub, target)
            ]


def test_placeholders_are_those_of_each_database():
    assert paths_sql.for_postgres("a = :source AND p >= :floor") == "a = %(source)s AND p >= %(floor)s"


def test_the_bench_runs_small_and_tells_every_bar():
    found = {row.goal: row for row in rows(people=1_500, mean=24.0, region=300, pairs=20)}
    bars = [goal for goal, row in found.items() if row.bar is not None]
    assert len([goal for goal in bars if "p99" in goal]) == (9 if ON_POSTGRES else 6)
    assert found["SQLite: answers other than in memory"].reached == 0.0
    assert found["people"].reached == 1_500
