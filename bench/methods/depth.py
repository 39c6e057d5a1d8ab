"""How good depth is: against other scores on logged mail, against people's own answers, and what one update costs.

Run: python -m bench.methods.depth        Data: the shared sets (GRAPEVINE_SHARED_DATA), see docs/methods/depth.md.
"""

from __future__ import annotations

import csv
import os
import random
import time
from collections.abc import Callable
from itertools import combinations
from math import log1p
from pathlib import Path

import numpy as np

from bench.methods import scorers
from bench.methods.mail import Case, cuts, messages
from bench.methods.measures import Row, auc, show, spearman
from grapevine.domain.depth.rules import rating, score
from grapevine.domain.depth.rules.ledger import sums_of
from grapevine.domain.depth.rules.sums import Event, Sums, add, brought_to, fold
from grapevine.domain.depth.rules.tempo import CHAT, STANDARD, Tempo

HERE = Path(__file__).resolve()
NETWORKS = Path(os.environ.get("GRAPEVINE_SHARED_DATA", HERE.parents[3] / "shared" / "data")) / "networks"
#: A day of 2026 on the clock of the sums: rounding is that of real dates.
TODAY = 20_600.0
Scorer = Callable[[Case], scorers.Scores]
OTHERS: dict[str, Scorer] = {
    "recency": scorers.recency,
    "frequency": scorers.frequency,
    "RFM": scorers.rfm,
    "one-way decay 60 d": scorers.one_way_decay,
}


def by_depth(case: Case, tempo: Tempo) -> scorers.Scores:
    """The rank key of each pair of a case, by the rules of the application; no mass comes last."""
    keys = [score.rank_key(sums_of(touches=events, tempo=tempo), tempo) for events in case.before]
    return np.array([-np.inf if key is None else key for key in keys])


def mail_scores(cases: list[Case]) -> dict[str, tuple[float, float]]:
    """method -> (AUC, NDCG@10), each the mean over the cuts of one network."""
    bg_nbd = [scorers.bg_nbd(case) for case in cases]
    scored = {name: [scorer(case) for case in cases] for name, scorer in OTHERS.items()}
    scored["BG/NBD alive"] = [alive for alive, _ in bg_nbd]
    scored["BG/NBD expected"] = [expected for _, expected in bg_nbd]
    for tempo in (STANDARD, CHAT):
        scored[f"depth {tempo.name}"] = [by_depth(case, tempo) for case in cases]
    return {name: _means(cases, found) for name, found in scored.items()}


def mail_rows() -> list[Row]:
    """Who will write to each other in both directions? Manufacturing mail has bars; student chat shows the limits."""
    path = NETWORKS / "manufacturing_email_167" / "emails.csv"
    work = mail_scores(cuts(messages(path, "sender", "recipient"), (0.4, 0.55, 0.7, 0.85), 30.0))
    path = NETWORKS / "college_messages_1899" / "messages.csv"
    chat = mail_scores(cuts(messages(path, "source", "target"), (0.25, 0.4, 0.55), 21.0))
    ours = work.pop("depth standard")
    found = [Row("manufacturing AUC, depth", ours[0], 0.885), Row("manufacturing NDCG@10, depth", ours[1], 0.791)]
    for name, reached in work.items():
        bars = (None, None) if name.startswith("depth") else ours
        found.append(Row(f"manufacturing AUC, {name}", reached[0], bars[0], highest=True))
        found.append(Row(f"manufacturing NDCG@10, {name}", reached[1], bars[1], highest=True))
    for name, reached in chat.items():
        found.append(Row(f"college chat AUC, {name}", reached[0]))
        found.append(Row(f"college chat NDCG@10, {name}", reached[1]))
    return found


def answer_rows() -> list[Row]:
    """Who says to be close? Researchers' answers eight months later, and what consultants think of each other."""
    later = _ties("eies_researchers/acquaintance_n32.csv", "rating_t2")
    before = _ties("eies_researchers/acquaintance_n32.csv", "rating_t1")
    sent = _ties("eies_researchers/messages_n32.csv", "messages")
    people = _ids("eies_researchers/nodes_n32.csv")
    rated = {tie: rating.weight(answer + 1) for tie, answer in before.items()}
    together = {tie: log1p(sent.get(tie, 0.0)) + rated.get(tie, 0.0) for tie in {*sent, *rated}}
    asked = _ties("consulting_46/info_frequency.csv", "weight")
    valued = _ties("consulting_46/value_of_expertise.csv", "weight")
    firm = _ids("consulting_46/nodes.csv")
    return [
        *_agreement("EIES friends, messages", people, sent, later, 3.0, (None, None)),
        *_agreement("EIES friends, earlier rating", people, rated, later, 3.0, (None, None)),
        *_agreement("EIES friends, rating and messages", people, together, later, 3.0, (0.95, 0.85)),
        *_agreement("consulting, information asked", firm, asked, valued, 4.0, (0.94, 0.81)),
    ]


def shape_rows() -> list[Row]:
    """One-sided against mutual, the order as time passes, any order of events, and the cost of one update."""
    weekly = [Event(float(day), 1.0, 1.0) for day in range(0, 1461, 7)]
    one_way = [Event(event.at, 1.0, 0.0) for event in weekly]
    daily = [Event(float(day), 1.0, 0.0) for day in range(1461)]
    read = [score.depth(fold(events, STANDARD), 1460.0, STANDARD) for events in (weekly, one_way, daily)]
    pairs, shuffled = _random_pairs(3000)
    now = [score.mass(sums, TODAY, STANDARD) for sums in pairs]
    later = [score.mass(sums, TODAY + 400.0, STANDARD) for sums in pairs]
    keys = [score.rank_key(sums, STANDARD) or 0.0 for sums in pairs]
    moved = [score.rank_key(brought_to(sums, TODAY + 400.0, STANDARD), STANDARD) or 0.0 for sums in pairs]
    changed = sum(a != b for a, b in zip(np.argsort(now, kind="stable"), np.argsort(later, kind="stable"), strict=True))
    apart = max(abs(score.mass(other, TODAY, STANDARD) - m) for other, m in zip(shuffled, now, strict=True))
    drift = max(abs(a - b) for a, b in zip(keys, moved, strict=True))
    return [
        Row("weekly messages both ways, depth", read[0], 60.0),
        Row("weekly messages one way, depth", read[1], 10.0, highest=True),
        Row("daily messages one way, depth", read[2], 35.0, highest=True),
        Row("places changed in the order 400 days later, of 3,000", float(changed), 0.0, highest=True),
        Row("largest drift of the rank key in 400 days, 1e-13", drift * 1e13, 10.0, highest=True),
        Row("largest change of M by another order of events, 1e-13", apart * 1e13, 1e4, highest=True),
        Row("one update, microseconds", _update_cost() * 1e6),
    ]


def rows() -> list[Row]:
    """Everything, in about a minute."""
    return [*shape_rows(), *answer_rows(), *mail_rows()]


def _means(cases: list[Case], scored: list[scorers.Scores]) -> tuple[float, float]:
    both = list(zip(cases, scored, strict=True))
    return float(np.mean([c.auc(s) for c, s in both])), float(np.mean([c.ndcg(s) for c, s in both]))


def _agreement(
    name: str,
    people: list[str],
    traces: dict[tuple[str, str], float],
    answers: dict[tuple[str, str], float],
    close: float,
    bars: tuple[float | None, float | None],
) -> list[Row]:
    """Mixed traces of both sides against the lower of the two answers: is it `close` at least, and in which order."""
    pairs = list(combinations(people, 2))
    mixed = [score.mix(traces.get((a, b), 0.0), traces.get((b, a), 0.0)) for a, b in pairs]
    lower = [min(answers.get((a, b), 0.0), answers.get((b, a), 0.0)) for a, b in pairs]
    return [
        Row(f"{name}, AUC", auc(mixed, np.array(lower) >= close), bars[0]),
        Row(f"{name}, rank correlation", spearman(mixed, lower), bars[1]),
    ]


def _random_pairs(count: int) -> tuple[list[Sums], list[Sums]]:
    """`count` pairs of made-up histories of 1,000 days, folded in two different orders."""
    chance = random.Random(1)
    pairs, shuffled = [], []
    for _ in range(count):
        events = [
            Event(chance.uniform(TODAY - 1000.0, TODAY), chance.choice((0.0, 1.0, 3.0)), chance.choice((0.0, 1.0, 3.0)))
            for _ in range(chance.randint(2, 30))
        ]
        pairs.append(fold(events, STANDARD))
        chance.shuffle(events)
        shuffled.append(fold(events, STANDARD))
    return pairs, shuffled


def _update_cost(updates: int = 100_000) -> float:
    """Seconds of processor time for one event added to the sums of a pair."""
    sums = Sums()
    start = time.process_time()
    for day in range(updates):
        sums = add(sums, at=day * 0.01, mine=1.0, theirs=1.0, tempo=STANDARD)
    return (time.process_time() - start) / updates


def _ties(path: str, column: str) -> dict[tuple[str, str], float]:
    with (NETWORKS / path).open(encoding="utf-8", newline="") as file:
        return {(row["source"], row["target"]): float(row[column]) for row in csv.DictReader(file)}


def _ids(path: str) -> list[str]:
    with (NETWORKS / path).open(encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]


if __name__ == "__main__":
    show(rows())
