"""What it costs to bring people in, from the upload to the last row, beside what the parser alone needs.

Run: python -m bench.imports [--large]        10,000 cards; with --large 100,000 as well. Each run in a process of its
own, processor time of the process (and of the database's where that is a server, see bench.cpu).
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.methods.measures import Row, show

CARDS, LARGE = 10_000, 100_000
#: The whole way may cost three times what the usual parser needs to read the file.
BAR_RATIO, BAR_MEMORY_MB = 3.0, 300.0


def parser_alone(path: Path) -> dict[str, float]:
    """vobject over every card of the file."""
    import vobject

    started, cards = time.process_time(), 0
    with path.open(encoding="utf-8") as file:
        for _ in vobject.readComponents(file, allowQP=True, ignoreUnreadable=True):
            cards += 1
    return _measured(started, cards)


def whole_way(path: Path) -> dict[str, float]:
    """Upload, reading, judging and applying, in one process, as the worker does it."""
    from bench import home

    home.begin()
    from bench.cpu import server_seconds
    from grapevine.interfaces.exchange import imports
    from grapevine.interfaces.exchange.summary import summary
    from grapevine.kit import clock

    actor = home.member(f"leah{os.getpid()}@example.com")
    started, server = time.process_time(), server_seconds()
    batch = imports.begin_import(actor=actor, now=clock.now(), uploads=[("book.vcf", path)], direct=True, queue=False)
    done = summary(actor, imports.finish(actor, batch.uid))
    found = _measured(started, done["people"]["created"])
    return {**found, "seconds": found["seconds"] + server_seconds() - server}


def _measured(started: float, cards: int) -> dict[str, float]:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": time.process_time() - started, "memory_mb": peak, "cards": cards}


def rows(large: bool = False) -> list[Row]:
    """The rows of the table."""
    found = []
    for count in (CARDS, LARGE) if large else (CARDS,):
        with tempfile.NamedTemporaryFile("w", suffix=".vcf", encoding="utf-8", newline="") as file:
            from bench.home import cards

            file.writelines(cards(count))
            file.flush()
            alone, whole = (_in_own_process(what, file.name) for what in ("parser_alone", "whole_way"))
        found += [
            Row(f"{count:,} cards: parser alone (vobject), s", alone["seconds"]),
            Row(f"{count:,} cards: the whole way, s", whole["seconds"]),
            Row(f"{count:,} cards: people brought in", whole["cards"], count),
            Row(f"{count:,} cards: whole way over parser alone", whole["seconds"] / alone["seconds"], BAR_RATIO, True),
            Row(f"{count:,} cards: peak memory, MB", whole["memory_mb"], BAR_MEMORY_MB, True),
        ]
    return found


def _in_own_process(what: str, path: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.imports", what, path], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Without a name of a measurement: the table."""
    if len(sys.argv) == 3:
        print(json.dumps({"parser_alone": parser_alone, "whole_way": whole_way}[sys.argv[1]](Path(sys.argv[2]))))
    else:
        show(rows(large="--large" in sys.argv))


if __name__ == "__main__":
    main()
