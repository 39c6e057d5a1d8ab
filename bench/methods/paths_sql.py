"""Warm paths in plain SQL, the same text for SQLite and PostgreSQL.

One table, ties (a, b, p), keyed (a, b): p is the chance that an introduction asked by a of b is made. The ties of a
pair stand in BOTH directions, with p = 0 where somebody may not be asked: so whoever can ask the target is found among
the target's own rows, and the key is the only index.

CROSS JOIN is an inner join whose order SQLite keeps; left free, it reads the whole table to build a filter for it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path as File
from typing import Any, Protocol

from bench.methods.paths_graph import Graph
from grapevine.domain.network.rules.paths.diverse import SHOWN, diverse
from grapevine.domain.network.rules.paths.search import _FLOOR, POOL, Path

#: Who can ask the target (y), and with which p.
_KNOWS = """
    SELECT here.b AS y, back.p AS p
    FROM ties AS here CROSS JOIN ties AS back
    WHERE here.a = :target AND back.a = here.b AND back.b = here.a AND back.p > 0
"""
#: Paths of one and of two ties: (first go-between or NULL, NULL, value).
SHORT = f"""
    WITH knows AS MATERIALIZED ({_KNOWS})
    SELECT CAST(NULL AS integer) AS x, CAST(NULL AS integer) AS y, p AS value FROM knows
    WHERE y = :source AND p >= :floor
    UNION ALL
    SELECT first.b, NULL, first.p * knows.p FROM ties AS first CROSS JOIN knows
    WHERE first.a = :source AND knows.y = first.b AND first.p * knows.p >= :floor
    ORDER BY 3 DESC, 1 LIMIT :most
"""
#: Paths of three ties: both go-betweens and the value. The ring is whoever of the source's contacts can be in one that
#: is worth showing: no path over a contact is worth more than its p times the best last tie.
_BOTH_ENDS = f"""
    WITH knows AS MATERIALIZED ({_KNOWS}),
    ring AS MATERIALIZED (
        SELECT b AS x, p FROM ties
        WHERE a = :source AND b <> :target AND p * (SELECT max(p) FROM knows) >= :floor
    )
    SELECT ring.x, knows.y, ring.p * middle.p * knows.p AS value
"""
_WORTH = """
    middle.a = ring.x AND middle.b = knows.y AND middle.b <> :source AND ring.p * middle.p * knows.p >= :floor
    ORDER BY 3 DESC, 1, 2 LIMIT :most
"""
LONG = f"{_BOTH_ENDS} FROM ring CROSS JOIN ties AS middle CROSS JOIN knows WHERE {_WORTH}"
#: The same from the other end, for a source with more contacts than the target: whom those know who can ask the target
#: are fewer than everybody the hub's contacts know.
LONG_BACK = f"""
    {_BOTH_ENDS} FROM knows CROSS JOIN ties AS seen CROSS JOIN ring CROSS JOIN ties AS middle
    WHERE seen.a = knows.y AND ring.x = seen.b AND {_WORTH}
"""
#: How many contacts the two ends have.
ENDS = "SELECT (SELECT count(*) FROM ties WHERE a = :source), (SELECT count(*) FROM ties WHERE a = :target)"


class Cursor(Protocol):
    """Of a connection of either database: run a statement, hand out its rows."""

    def execute(self, statement: str, values: dict[str, Any], /) -> Any: ...

    def fetchall(self) -> list[Any]: ...


def best_paths(cursor: Cursor, source: int, target: int, *, dollar: bool = False) -> list[Path]:
    """The three diverse best, as the rules in memory find them. `dollar`: placeholders of PostgreSQL's driver."""
    values = {"source": source, "target": target, "floor": _FLOOR, "most": POOL}
    pool: list[Path] = []

    def ask(statement: str) -> list[Any]:
        cursor.execute(for_postgres(statement) if dollar else statement, values)
        return cursor.fetchall()

    [(contacts, others)] = ask(ENDS)
    for statement in (SHORT, LONG if contacts <= others else LONG_BACK):
        for x, y, value in ask(statement):
            between = tuple(who for who in (x, y) if who is not None)
            pool.append(Path((source, *between, target), float(value)))
    pool.sort(key=lambda path: (-round(path.value, 12), len(path.people), path.people))
    return diverse(pool[:POOL], SHOWN)


def for_postgres(statement: str) -> str:
    """`:name` as `%(name)s`."""
    return re.sub(r":(\w+)", r"%(\1)s", statement)


def in_key_order(graph: Graph) -> Iterable[Sequence[Any]]:
    """The rows of the table, sorted by their key."""
    order = (graph.source.astype("int64") * graph.people + graph.target).argsort()
    for start in range(0, len(order), 100_000):
        some = order[start : start + 100_000]
        yield from zip(graph.source[some].tolist(), graph.target[some].tolist(), graph.p[some].tolist(), strict=True)


def sqlite(graph: Graph, file: File) -> sqlite3.Connection:
    """The ties in a new SQLite file."""
    connection = sqlite3.connect(file)
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
        "CREATE TABLE ties (a integer, b integer, p real NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;"
    )
    connection.executemany("INSERT INTO ties VALUES (?, ?, ?)", in_key_order(graph))
    connection.commit()
    connection.execute("ANALYZE")
    return connection


def postgres(graph: Graph, address: str) -> Any:
    """The ties in a table of this session of a PostgreSQL, gone when the connection closes."""
    import psycopg

    connection = psycopg.connect(address, autocommit=True)
    # Compiling a plan costs more than running one of these.
    connection.execute("SET jit = off")
    # The key holds p as well, so that a query reads the index alone.
    connection.execute("CREATE TEMPORARY TABLE ties (a integer, b integer, p double precision NOT NULL)")
    with connection.cursor() as cursor, cursor.copy("COPY ties FROM STDIN") as copy:
        for row in in_key_order(graph):
            copy.write_row(row)
    connection.execute("ALTER TABLE ties ADD PRIMARY KEY (a, b) INCLUDE (p)")
    connection.execute("VACUUM ANALYZE ties")
    return connection
