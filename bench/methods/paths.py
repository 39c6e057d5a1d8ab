"""How fast and how exact warm-introduction paths are: in memory, in SQLite and in PostgreSQL.

Run: python -m bench.methods.paths [--people N --pairs N]      scripts/with-postgres ... measures PostgreSQL as well.
Figures and their reading: docs/methods/paths.md.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path as File

import numpy as np

from bench.methods import paths_sql
from bench.methods.measures import Row, asked_for, show
from bench.methods.paths_graph import Graph, made, random_pairs
from grapevine.domain.network.rules.paths.diverse import best_paths
from grapevine.domain.network.rules.paths.search import _FLOOR, POOL, Path, candidates
from grapevine.domain.network.rules.paths.ties import Ties, directed

PEOPLE, MEAN, REGION, PAIRS, EXACT_PAIRS = 350_000, 35.0, 1_860, 1_000, 200
MEMORY_BAR, SQL_BAR = 20.0, 60.0
Search = Callable[[int, int], list[Path]]
Pairs = list[tuple[int, int]]


def rows(people: int = PEOPLE, mean: float = MEAN, region: int = REGION, pairs: int = PAIRS) -> list[Row]:
    """Everything, at the size given."""
    graph = made(people, mean, region)
    ties = directed(people, graph.source, graph.target, graph.p)
    samples = {
        "random pairs": random_pairs(graph, pairs, within=False),
        "within a region": random_pairs(graph, pairs, within=True),
    }
    samples["from a hub"] = from_hubs(graph, samples["within a region"][: max(1, pairs // 5)])
    found = [*shape_rows(graph, ties), *exactness_rows(graph, ties)]
    for name, sample in samples.items():
        found += timed(f"memory, {name}", lambda a, b: best_paths(ties, a, b), sample, MEMORY_BAR)
        found += _worth(name, ties, sample)
    with tempfile.TemporaryDirectory(prefix="grapevine-bench-") as folder:
        found += sqlite_rows(graph, ties, samples, File(folder) / "ties.sqlite3")
    return [*found, *postgres_rows(graph, ties, samples)]


def shape_rows(graph: Graph, ties: Ties) -> list[Row]:
    """What network this is."""
    degrees = graph.degrees()
    room = sum(part.nbytes for rows in (ties.outward, ties.inward) for part in (rows.start, rows.other, rows.p))
    return [
        Row("people", float(graph.people)),
        Row("ties, millions (both directions)", len(graph.source) / 1e6),
        Row("contacts, mean", float(degrees.mean())),
        Row("contacts, p99", float(np.percentile(degrees, 99))),
        Row("contacts, most", float(degrees.max())),
        Row("memory, megabytes", room / 1e6),
    ]


def exactness_rows(graph: Graph, ties: Ties) -> list[Row]:
    """Trying every chain against the search: random pairs, half of one region, every fifth from a hub."""
    hubs = np.argsort(-graph.degrees())[: EXACT_PAIRS // 5].tolist()
    sample = random_pairs(graph, EXACT_PAIRS, within=False, seed=3)[: EXACT_PAIRS // 2]
    sample += random_pairs(graph, EXACT_PAIRS, within=True, seed=4)[: EXACT_PAIRS - len(sample)]
    sample = [(hubs[at // 5] if at % 5 == 0 else a, b) for at, (a, b) in enumerate(sample)]
    wrong = closed = 0
    for a, b in [(a, b) for a, b in sample if a != b]:
        by_hand = every_value(ties, a, b)
        wrong += not _same(by_hand, candidates(ties, a, b, most=10**9))
        wrong += not _same(by_hand[:POOL], candidates(ties, a, b))
        closed += _without_consent(graph, candidates(ties, a, b))
    return [
        Row(f"wrong of {len(sample)} pairs", float(wrong), 0.0, highest=True),
        Row("paths with somebody who may not be asked", float(closed), 0.0, highest=True),
    ]


def every_value(ties: Ties, source: int, target: int) -> list[float]:
    """The values of all paths worth showing, best first, by trying every chain."""
    asks = dict(zip(*(column.tolist() for column in ties.into(target)), strict=True))
    values = [asks.get(source, 0.0)]
    for x, p in zip(*(column.tolist() for column in ties.out(source)), strict=True):
        if x == target:
            continue
        values.append(p * asks.get(x, 0.0))
        for y, q in zip(*(column.tolist() for column in ties.out(x)), strict=True):
            if y in asks and y != source:
                values.append(p * q * asks[y])
    return sorted((round(value, 9) for value in values if value >= _FLOOR), reverse=True)


def from_hubs(graph: Graph, sample: Pairs) -> Pairs:
    """The same targets, looked for by one of the forty with the most contacts."""
    hubs = np.argsort(-graph.degrees())[: EXACT_PAIRS // 5].tolist()
    return [(hubs[at % len(hubs)], b) for at, (_, b) in enumerate(sample) if hubs[at % len(hubs)] != b]


def timed(name: str, search: Search, sample: Pairs, bar: float | None) -> list[Row]:
    """Milliseconds of wall clock a pair, after ten pairs to warm up."""
    for a, b in sample[:10]:
        search(a, b)
    taken = []
    for a, b in sample:
        start = time.perf_counter()
        search(a, b)
        taken.append((time.perf_counter() - start) * 1e3)
    middle, high, highest, most = np.percentile(taken, [50, 95, 99, 100])
    return [
        Row(f"{name}: median ms", float(middle)),
        Row(f"{name}: p95 ms", float(high)),
        Row(f"{name}: p99 ms", float(highest), bar, highest=True),
        Row(f"{name}: longest ms", float(most)),
    ]


def sqlite_rows(graph: Graph, ties: Ties, samples: dict[str, Pairs], file: File) -> list[Row]:
    """The SQL form in a file of SQLite."""
    start = time.perf_counter()
    connection = paths_sql.sqlite(graph, file)
    found = [Row("SQLite: loaded in s", time.perf_counter() - start), Row("SQLite: MB", file.stat().st_size / 1e6)]
    cursor = connection.cursor()
    found += _sql_rows("SQLite", lambda a, b: paths_sql.best_paths(cursor, a, b), ties, samples)
    connection.close()
    return found


def postgres_rows(graph: Graph, ties: Ties, samples: dict[str, Pairs]) -> list[Row]:
    """The SQL form in the PostgreSQL of GRAPEVINE_DATABASE_URL; nothing without one."""
    address = os.environ.get("GRAPEVINE_DATABASE_URL", "")
    if not address.startswith("postgres"):
        return []
    start = time.perf_counter()
    connection = paths_sql.postgres(graph, address)
    found = [Row("PostgreSQL: loaded in s", time.perf_counter() - start)]
    cursor = connection.cursor()
    found += _sql_rows("PostgreSQL", lambda a, b: paths_sql.best_paths(cursor, a, b, dollar=True), ties, samples)
    connection.close()
    return found


def _sql_rows(name: str, search: Search, ties: Ties, samples: dict[str, Pairs]) -> list[Row]:
    found, apart = [], 0
    for which, sample in samples.items():
        found += timed(f"{name}, {which}", search, sample, SQL_BAR)
        apart += sum(_told(search(a, b)) != _told(best_paths(ties, a, b)) for a, b in sample[:EXACT_PAIRS])
    return [*found, Row(f"{name}: answers other than in memory", float(apart), 0.0, highest=True)]


def _told(paths: list[Path]) -> list[tuple[tuple[int, ...], float]]:
    return [(path.people, round(path.value, 9)) for path in paths]


def _same(by_hand: list[float], ours: list[Path]) -> bool:
    return by_hand == [round(path.value, 9) for path in ours]


def _without_consent(graph: Graph, paths: list[Path]) -> int:
    """Paths over somebody to whom only ties with p = 0 lead."""
    reached = np.zeros(graph.people, bool)
    reached[graph.target[graph.p > 0.0]] = True
    return sum(not reached[list(path.people[1:])].all() for path in paths)


def _worth(name: str, ties: Ties, sample: Pairs) -> list[Row]:
    best = [path.value for a, b in sample for path in best_paths(ties, a, b)[:1]]
    share = 100.0 * len(best) / len(sample)
    median = float(np.median(best)) if best else 0.0
    return [Row(f"{name}: a path exists, %", share), Row(f"{name}: median best value", median)]


def main() -> None:
    """The table on standard output."""
    show(rows(**asked_for(__doc__, people=PEOPLE, pairs=PAIRS)))


if __name__ == "__main__":
    main()
