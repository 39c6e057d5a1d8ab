"""Warm paths the slow way, by trying every chain, and made-up networks with hubs to try them on."""

from __future__ import annotations

import numpy as np

from grapevine.domain.network.rules.paths.search import SHOWN_FROM
from grapevine.domain.network.rules.paths.ties import Ties, directed

#: person -> whom they can ask -> p.
Network = dict[int, dict[int, float]]
Chain = tuple[int, ...]


def every_path(network: Network, source: int, target: int) -> dict[Chain, float]:
    """Each chain of at most three ties worth showing, with its value."""
    found: dict[Chain, float] = {}
    for first, p in network.get(source, {}).items():
        if first == target:
            found[(source, target)] = p
            continue
        for second, q in network.get(first, {}).items():
            if second == target:
                found[(source, first, target)] = p * q
            elif second != source and target in network.get(second, {}):
                found[(source, first, second, target)] = p * q * network[second][target]
    return {chain: value for chain, value in found.items() if value >= SHOWN_FROM - 1e-12}


def in_order(found: dict[Chain, float]) -> list[tuple[Chain, float]]:
    """Best first, of equals the shorter, then the lower numbers."""
    return sorted(found.items(), key=lambda item: (-round(item[1], 12), len(item[0]), item[0]))


def three_of(pool: list[tuple[Chain, float]]) -> list[Chain]:
    """The diverse three, computed anew for the whole pool at each pick."""
    picked: list[Chain] = []
    left = list(pool)
    for _ in range(min(3, len(left))):
        used = [who for chain in picked for who in chain[1:-1]]
        worth = [value * 0.5 ** sum(used.count(who) for who in chain[1:-1]) for chain, value in left]
        picked.append(left.pop(worth.index(max(worth)))[0])
    return picked


def made(network: Network, people: int) -> Ties:
    """The same network as compressed rows."""
    rows = [(a, b, p) for a, asked in network.items() for b, p in asked.items()]
    source, target, p = zip(*rows, strict=True) if rows else ((), (), ())
    return directed(people, source, target, p)


def with_hubs(people: int, mean: float, seed: int, tail: float = 1.3) -> Network:
    """Directed ties with Pareto-tailed degrees (about `mean` each way) and p between 0.03 and 0.8."""
    chance = np.random.default_rng(seed)
    pull = chance.pareto(tail, people) + 1.0
    pull /= pull.sum()
    count = round(people * mean / 2)
    a, b = chance.choice(people, count, p=pull), chance.choice(people, count, p=pull)
    network: Network = {who: {} for who in range(people)}
    for x, y, p, q in zip(a.tolist(), b.tolist(), *chance.uniform(0.03, 0.8, (2, count)).tolist(), strict=True):
        if x != y:
            network[x][y], network[y][x] = p, q
    return network


def pairs(people: int, count: int, seed: int, hubs: list[int]) -> list[tuple[int, int]]:
    """Random pairs; every eighth begins at a hub, every ninth ends at one."""
    chance = np.random.default_rng(seed)
    found = []
    while len(found) < count:
        a, b = (int(who) for who in chance.choice(people, 2, replace=False))
        a = hubs[len(found) % len(hubs)] if len(found) % 8 == 0 else a
        b = hubs[(len(found) + 1) % len(hubs)] if len(found) % 9 == 0 else b
        if a != b:
            found.append((a, b))
    return found


def hubs_of(network: Network, count: int = 5) -> list[int]:
    """Those with the most ties."""
    return sorted(network, key=lambda who: -len(network[who]))[:count]
