"""How good matching is: a fifth of the ties hidden, who is found again, twenty times; beside other ways to order.

Run: python -m bench.methods.matching      Data: the shared sets (GRAPEVINE_SHARED_DATA), see docs/methods/matching.md.
"""

from __future__ import annotations

import numpy as np

from bench.methods.matching_sets import (
    Case,
    Flags,
    Table,
    adamic_adar,
    case,
    found_again,
    hidden,
    plain,
    plain_lifts,
    preferential,
)
from bench.methods.measures import Row, show
from grapevine.domain.partnerships.rules.matching.logistic import chance
from grapevine.domain.partnerships.rules.matching.model import Model, directions, learn
from grapevine.domain.partnerships.rules.matching.network import network

REPEATS = 20
#: name -> (folder, file, least weight, bar of NDCG@10, bar above Adamic-Adar)
SETS = {
    "Lazega advice": ("lazega_lawfirm", "advice.csv", 0.0, 0.46, 0.03),
    "Lazega co-work": ("lazega_lawfirm", "cowork.csv", 0.0, 0.43, 0.03),
    "Lazega friendship": ("lazega_lawfirm", "friendship.csv", 0.0, 0.45, 0.03),
    "consulting": ("consulting_46", "value_of_expertise.csv", 4.0, None, -0.026),
}
OURS, FIXED, PLAIN, COMMON = "ours", "ours, weights fixed", "formula as first written", "Adamic-Adar"


def rows() -> list[Row]:
    """Everything, in about half a minute."""
    found: list[Row] = []
    for name, (folder, file, least, bar, above) in SETS.items():
        one = case(name, folder, file, least)
        found += mutual_rows(one, bar, above)
        if folder == "lazega_lawfirm":
            found += two_sided_rows(one, 0.05 if name == "Lazega advice" else None)
    return found


def mutual_rows(one: Case, bar: float | None, above: float) -> list[Row]:
    """Ties that hold both ways; bars on NDCG@10 and on what it is above Adamic-Adar."""
    reached: dict[str, list[tuple[float, float]]] = {}
    for seed in range(REPEATS):
        truth = hidden(one.mutual, seed)
        seen = one.mutual & ~truth
        for name, scores in _ways(seen, one).items():
            reached.setdefault(name, []).append(found_again(scores, seen, truth))
    means = {name: np.mean(values, axis=0) for name, values in reached.items()}
    found = []
    for name, (gain, recall) in means.items():
        found.append(Row(f"{one.name}: NDCG@10, {name}", float(gain), bar if name == OURS else None))
        found.append(Row(f"{one.name}: recall@10, {name}", float(recall)))
    gained = float(means[OURS][0] - means[COMMON][0])
    return [*found, Row(f"{one.name}: NDCG@10 above Adamic-Adar", gained, above)]


def two_sided_rows(one: Case, bar: float | None) -> list[Row]:
    """Directed ties: both directions of a fifth of the returned ones hidden; one side of the score against both."""
    one_sided, both_sided = [], []
    for seed in range(REPEATS):
        truth = hidden(one.mutual, seed)
        seen = one.goes_to & ~truth
        p = _chances(_learned(seen, one, directed=True))
        shut = seen | seen.T
        one_sided.append(found_again(p, shut, truth)[0])
        both_sided.append(found_again(np.sqrt(p * p.T), shut, truth)[0])
    gained = float(np.mean(both_sided) - np.mean(one_sided))
    return [
        Row(f"{one.name}, directed: NDCG@10, one side", float(np.mean(one_sided))),
        Row(f"{one.name}, directed: NDCG@10, both sides", float(np.mean(both_sided))),
        Row(f"{one.name}, directed: both sides above one", gained, bar),
    ]


def _ways(seen: Flags, one: Case) -> dict[str, Table]:
    return {
        OURS: _chances(_learned(seen, one)),
        FIXED: _chances(_learned(seen, one, fitting=False)),
        PLAIN: plain(seen, one.attributes),
        COMMON: adamic_adar(seen),
        "types only": sum(plain_lifts(seen, one.attributes), np.zeros(seen.shape)),
        "preferential attachment": preferential(seen),
    }


def _learned(seen: Flags, one: Case, directed: bool = False, fitting: bool = True) -> Model:
    source, target = np.nonzero(seen)
    return learn(network(len(seen), source, target, directed), one.attributes, fitting)


def _chances(model: Model) -> Table:
    """The chance of a tie from each (row) to each (column)."""
    return np.stack([chance(directions(model, person)[0].odds) for person in range(model.network.people)])


if __name__ == "__main__":
    show(rows())
