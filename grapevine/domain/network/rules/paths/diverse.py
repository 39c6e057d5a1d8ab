"""Three paths to choose from, and not three times the same go-between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from grapevine.domain.network.rules.paths.search import POOL, Adjacency, Path, candidates

#: How many paths are shown.
SHOWN = 3
#: What is left of a path's worth for each time that one of its go-betweens is in a path already picked.
REPEATED = 0.5


def best_paths(ties: Adjacency, source: int, target: int, *, count: int = SHOWN) -> list[Path]:
    """The `count` best paths that lean on different people: see `candidates` and `diverse`."""
    return diverse(candidates(ties, source, target, POOL), count)


def diverse(pool: Sequence[Path], count: int = SHOWN) -> list[Path]:
    """Picks from `pool` (best first) one by one what is worth most: value * 0.5^(times its go-betweens are used).

    In the order picked, which is not always that of the values. Values stay those of the paths.
    """
    used: Counter[int] = Counter()
    left, picked = list(pool), list[Path]()
    while left and len(picked) < count:
        path = left.pop(_next(left, used))
        picked.append(path)
        used.update(path.go_betweens)
    return picked


def _next(left: list[Path], used: Counter[int]) -> int:
    """The place of the path worth most now, the earliest of equals. Worth is never above value: no need to see all."""
    best, place = -1.0, 0
    for at, path in enumerate(left):
        if path.value <= best:
            break
        worth = path.value * REPEATED ** sum(used[who] for who in path.go_betweens)
        if worth > best:
            best, place = worth, at
    return place
