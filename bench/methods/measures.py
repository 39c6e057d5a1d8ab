"""How well a score orders things, and the row in which a bench reports what it reached."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a bench: what was asked, what the bar is, what was reached.

    bar: None for a figure given for orientation only. highest: the bar is a ceiling, not a floor.
    """

    goal: str
    reached: float
    bar: float | None = None
    highest: bool = False

    @property
    def verdict(self) -> str:
        """`pass`, `short`, or empty where there is no bar."""
        if self.bar is None:
            return ""
        return "pass" if (self.reached <= self.bar if self.highest else self.reached >= self.bar) else "short"


#: Where the run over all benches wants the rows of a part, for its one table at the end.
KEPT_AT = "GRAPEVINE_BENCH_ROWS"


def show(rows: list[Row]) -> None:
    """Print the rows as a table, and keep them for the table of all benches if that is what runs."""
    print(table(rows), flush=True)
    if kept_at := os.environ.get(KEPT_AT):
        kept = [{"goal": row.goal, "reached": row.reached, "bar": row.bar, "highest": row.highest} for row in rows]
        Path(kept_at).write_text(json.dumps(kept))


def asked_for(what: str | None, **usual: int) -> dict[str, int]:
    """Whole numbers that the command line may set: name -> what is usual. ``what`` is the help of the command."""
    parser = argparse.ArgumentParser(description=what)
    for name, number in usual.items():
        parser.add_argument(f"--{name}", type=int, default=number)
    return vars(parser.parse_args())


def table(rows: list[Row]) -> str:
    """The rows as text: goal, bar, reached, verdict."""
    width = max(len(row.goal) for row in rows)
    lines = [f"{'goal':{width}}  {'bar':>8}  {'reached':>8}"]
    for row in rows:
        bar = "" if row.bar is None else f"{'<=' if row.highest else '>='} {row.bar:.5g}"
        lines.append(f"{row.goal:{width}}  {bar:>8}  {row.reached:8.3f}  {row.verdict}".rstrip())
    return "\n".join(lines)


def ranks(values: ArrayLike) -> NDArray[np.float64]:
    """Ranks from 1, equal values sharing the mean of theirs."""
    _, inverse, counts = np.unique(np.asarray(values, float), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2.0)[inverse]


def auc(scores: ArrayLike, truth: ArrayLike) -> float:
    """Chance that a true case scores above a false one, ties half."""
    truth = np.asarray(truth, bool)
    good, bad = truth.sum(), (~truth).sum()
    return float((ranks(scores)[truth].sum() - good * (good + 1) / 2.0) / (good * bad))


def spearman(x: ArrayLike, y: ArrayLike) -> float:
    """Rank correlation, ties averaged."""
    return float(np.corrcoef(ranks(x), ranks(y))[0, 1])


def ndcg(scores: NDArray[np.float64], gains: NDArray[np.float64], top: int = 10) -> float | None:
    """Gain of the `top` best scored over the best possible, discounted by log2(place + 1); None: nothing to gain."""
    discount = 1.0 / np.log2(np.arange(2, min(top, len(gains)) + 2))
    best = float(np.sort(gains)[::-1][:top] @ discount)
    if best == 0.0:
        return None
    return float(gains[np.argsort(-scores, kind="stable")][:top] @ discount) / best
