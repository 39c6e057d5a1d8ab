"""The networks on which matching is measured, how ties are hidden, and the other ways to order candidates."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.methods.measures import ndcg
from grapevine.domain.partnerships.rules.matching.kinds import Attribute, attribute

NETWORKS = Path(os.environ.get("GRAPEVINE_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
Table = NDArray[np.float64]
Flags = NDArray[np.bool_]
TOP, SHARE = 10, 0.2


@dataclass(frozen=True, slots=True)
class Case:
    """One network: who goes to whom, and what is known of everybody."""

    name: str
    goes_to: Flags
    attributes: list[Attribute]

    @property
    def mutual(self) -> Flags:
        """Ties that hold both ways."""
        return self.goes_to & self.goes_to.T


def case(name: str, folder: str, file: str, least: float = 0.0) -> Case:
    """A network of the shared sets; `least`: only ties of at least this weight."""
    at = NETWORKS / "networks" / folder
    with (at / "nodes.csv").open(encoding="utf-8", newline="") as opened:
        people = list(csv.DictReader(opened))
    place = {person["id"]: number for number, person in enumerate(people)}
    goes_to = np.zeros((len(people), len(people)), bool)
    with (at / file).open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            if float(row.get("weight") or 1.0) >= least:
                goes_to[place[row["source"]], place[row["target"]]] = row["source"] != row["target"]
    told = (attribute(name, [person[name] for person in people]) for name in people[0] if name != "id")
    return Case(name, goes_to, [one for one in told if one is not None])


def hidden(ties: Flags, seed: int) -> Flags:
    """A fifth of the pairs of a symmetric table, hidden in both directions."""
    pairs = np.argwhere(np.triu(ties, 1))
    chosen = pairs[np.random.default_rng(seed).choice(len(pairs), round(SHARE * len(pairs)), replace=False)]
    out = np.zeros_like(ties)
    out[chosen[:, 0], chosen[:, 1]] = True
    return out | out.T


def found_again(scores: Table, shut: Flags, truth: Flags) -> tuple[float, float]:
    """NDCG@10 and recall@10, the mean over everybody with a hidden tie; `shut`: who is no candidate."""
    gains, recalls = [], []
    for person in np.flatnonzero(truth.any(axis=1)):
        order = np.where(shut[person], -np.inf, scores[person])
        order[person] = -np.inf
        gains.append(ndcg(order, truth[person].astype(float), TOP) or 0.0)
        best = np.argsort(-order, kind="stable")[:TOP]
        recalls.append(truth[person][best].sum() / truth[person].sum())
    return float(np.mean(gains)), float(np.mean(recalls))


def adamic_adar(ties: Flags) -> Table:
    """The sum over common contacts of 1/ln(degree)."""
    worth = 1.0 / np.log(np.maximum(ties.sum(axis=0), 2))
    return (ties * worth) @ ties.T.astype(float)


def preferential(ties: Flags) -> Table:
    """Who has many ties gets more: the product of both degrees."""
    degree = ties.sum(axis=0).astype(float)
    return np.outer(degree, degree)


def plain_lifts(ties: Flags, attributes: list[Attribute], kappa: float = 10.0) -> list[Table]:
    """The formula as first written: ties against the mean of all pairs, each attribute alone, ten pairs of doubt."""
    people = len(ties)
    pairs = people * (people - 1) / 2.0
    base, found = ties.sum() / 2.0 / pairs, []
    for one in attributes:
        member = np.eye(len(one.labels))[one.codes]
        half = np.where(np.eye(len(one.labels)) > 0, 0.5, 1.0)
        seen, possible = member.T @ ties @ member * half, member.T @ (1.0 - np.eye(people)) @ member * half
        rate = (member.T @ ties.sum(axis=1)) / (member.sum(axis=0) * (people - 1))
        expected = np.outer(rate, rate) / base
        lift = np.log(np.maximum((seen + kappa * expected) / (possible + kappa), 1e-9) / base)
        found.append(lift[np.ix_(one.codes, one.codes)])
    return found


def plain(ties: Flags, attributes: list[Attribute]) -> Table:
    """The formula as first written, with its constants."""
    common = adamic_adar(ties)
    mean = common[np.triu_indices(len(ties), 1)].mean()
    degree = ties.sum(axis=0)
    popular = np.log((degree + 2.0) / (degree.mean() + 2.0))
    kinds = sum(plain_lifts(ties, attributes))
    return np.log((common + 0.15 * mean) / (1.15 * mean)) + 0.6 * kinds + 0.25 * popular[None, :]
