"""Whether the early-pitch guard tells our own labelled drafts apart, and how long a verdict takes.

Run: python -m bench.methods.guard      Figures and their reading: docs/methods/guard.md.

The drafts stand in tests/samples/guard: ``seen``, ``voices`` and ``plain`` may be looked at while cues are changed,
``kept`` was written before the first cue, ``unseen`` after the last, in voices and wordings as odd as could be thought
of, and ``plain_unseen`` as one writes on an ordinary day: no cue was written for these, but where a verdict begins was
last chosen with a look at them, and at ``mixed``. ``mixed_unseen`` was only counted: it is the honest figure.
To measure drafts of your own: python -m bench.methods.guard FILE.toml...
"""

from __future__ import annotations

import argparse
import time
import tomllib
from pathlib import Path

from bench.methods.measures import Row, auc, show
from grapevine.domain.coach.rules.guard.verdict import Verdict, judge
from grapevine.domain.depth.rules.stage import SEEN

SAMPLES = Path(__file__).resolve().parents[2] / "tests" / "samples" / "guard"
HALVES = {
    "tuned on": SAMPLES / "seen.toml",
    "kept for testing": SAMPLES / "kept.toml",
    "of many voices, tuned on": SAMPLES / "voices.toml",
    "of many voices, no cue written for them": SAMPLES / "unseen.toml",
    "in plain words, tuned on": SAMPLES / "plain.toml",
    "in plain words, no cue written for them": SAMPLES / "plain_unseen.toml",
    "of all kinds, tuned on": SAMPLES / "mixed.toml",
    "of all kinds, never seen by the rule": SAMPLES / "mixed_unseen.toml",
}
RECALL_BAR, FALSE_ALARM_BAR, NAMED_BAR = 0.70, 0.05, 1.0


def rows(places: dict[str, Path] = HALVES) -> list[Row]:
    """Every figure of the bench."""
    judge("", SEEN)  # reads the cues
    found: list[Row] = []
    for name, place in places.items():
        drafts = tomllib.loads(place.read_text(encoding="utf-8"))["draft"]
        began = time.perf_counter()
        verdicts = [judge(draft["text"], SEEN) for draft in drafts]
        took = (time.perf_counter() - began) / len(drafts) * 1000.0
        found += _of(name, [bool(draft["pitch"]) for draft in drafts], verdicts)
        found.append(Row(f"drafts {name}: milliseconds a verdict", took))
    return found


def _of(name: str, truth: list[bool], verdicts: list[Verdict]) -> list[Row]:
    caught = [verdict.pitch for wanted, verdict in zip(truth, verdicts, strict=True) if wanted]
    strays = [verdict.pitch for wanted, verdict in zip(truth, verdicts, strict=True) if not wanted]
    raised = [verdict for verdict in verdicts if verdict.pitch]
    named = sum(bool(verdict.against()) for verdict in raised) / max(1, len(raised))
    return [
        Row(f"drafts {name}: pitches caught, of {len(caught)}", sum(caught) / len(caught), RECALL_BAR),
        Row(f"drafts {name}: false alarms, of {len(strays)}", sum(strays) / len(strays), FALSE_ALARM_BAR, highest=True),
        Row(f"drafts {name}: verdicts that name their words", named, NAMED_BAR),
        Row(f"drafts {name}: area under the curve", auc([verdict.p for verdict in verdicts], truth)),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="labelled drafts of your own, like those in tests/samples")
    asked = parser.parse_args().files
    show(rows({place.stem: place for place in asked} or HALVES))
