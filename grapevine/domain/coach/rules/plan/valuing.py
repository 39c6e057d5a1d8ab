"""What an action of the week is worth.

    value = P(done | offered) * (D(M + w) - D(M)) * worth * need * bears,   or a fixed value on top where somebody waits
    a message is worth most the day after it came: its fixed value halves every three days
    P(done | offered) = (done + 2) / (done + skipped + 3) of its kind, each answer halved after 90 days

D is depth, M what the two have between them, w what the act adds to my side and on average to theirs. worth grows with
what silence puts at stake, need with the chance that the ingredient it feeds is the one that is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from grapevine.domain.coach.rules.techniques.reading import ASKS, SKILL, Technique
from grapevine.domain.depth.rules import parts, score
from grapevine.domain.depth.rules.sums import Sums, add
from grapevine.domain.depth.rules.tempo import Tempo
from grapevine.domain.gives import rules as gives
from grapevine.domain.touches import rules as touches

DONE, SKIPPED, LATER = "done", "skipped", "later"
STATES = (DONE, SKIPPED, LATER)
#: Two done and one skipped are thought of every kind before anything was answered.
DONE_PRIOR, ALL_PRIOR, HALF_LIFE_DAYS = 2.0, 3.0, 90.0
STAKE_SCALE = 50.0
#: What waits: the condition that makes a technique fit -> what it is worth at least.
FIXED = {"owed": 100.0, "waiting": 100.0, "promised": 100.0, "birthday": 60.0}
#: Whoever wrote yesterday waits; whoever wrote a fortnight ago has mostly stopped. Expert's prior.
WAITING, FRESH_DAYS, FADES_DAYS = "waiting", 1.0, 3.0
#: Worth at least so much somebody still waits, and comes first; below, it stands among the others by its value.
WAITS_FROM = 12.5
#: A line brings, on average, half an answer; what is learned for somebody adds half a line to one's own side.
ANSWERED, LEARNED = 0.5, 0.5
_FEEDS = {ASKS: parts.COMMITTED, SKILL: parts.EDUCATED, gives.THANKS: parts.LIKE, gives.SUPPORT: parts.LIKE,
          gives.INVITATION: parts.LIKE}  # fmt: skip


def feeds(technique: Technique) -> str:
    """The ingredient of their side that it feeds; a give shows commitment, and invites theirs."""
    if technique.moves in parts.INGREDIENTS:
        return technique.moves
    return _FEEDS.get(technique.moves, parts.COMMITTED)


def adds(technique: Technique) -> tuple[float, float]:
    """What it adds to my side, and on average to theirs, in units of one message."""
    if technique.logs in touches.KINDS:
        mine, theirs = touches.weights(technique.logs, touches.ME, technique.minutes)
        return mine, theirs or ANSWERED
    if technique.logs:
        return gives.weights(technique.logs, gives.GIVEN)
    return LEARNED, 0.0


def fixed(technique: Technique, waited: float | None = None) -> float:
    """What it is worth because something waits; 0 when nothing does. ``waited``: days since they wrote, if they did."""
    return max((_fixed(fact, waited) for fact in technique.facts & FIXED.keys()), default=0.0)


def _fixed(fact: str, waited: float | None) -> float:
    if fact != WAITING or waited is None:
        return FIXED[fact]
    return FIXED[fact] * 2.0 ** (-max(0.0, waited - FRESH_DAYS) / FADES_DAYS)


@dataclass(frozen=True, slots=True)
class Gains:
    """What actions would add to the depth of one relationship: each pair of weights is worked out once."""

    sums: Sums
    now: float
    tempo: Tempo
    known: dict[tuple[float, float], float] = field(default_factory=dict)
    depth: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "depth", score.depth(self.sums, self.now, self.tempo))

    def of(self, weights: tuple[float, float]) -> float:
        """D(M + w) - D(M), 0 or more."""
        if weights not in self.known:
            mine, theirs = weights
            after = add(self.sums, at=self.now, mine=mine, theirs=theirs, tempo=self.tempo)
            self.known[weights] = max(0.0, score.depth(after, self.now, self.tempo) - self.depth)
        return self.known[weights]


def likelihoods(answers: Iterable[tuple[str, str, float]], now: float) -> dict[str, float]:
    """How likely an action of a kind is done when it is offered, from (kind, state, day); DONE_PRIOR / ALL_PRIOR where
    nothing was answered. What was put off counts neither way."""
    done: dict[str, float] = {}
    told: dict[str, float] = {}
    for kind, state, day in answers:
        if state != LATER:
            weight = 2.0 ** (-max(0.0, now - day) / HALF_LIFE_DAYS)
            done[kind] = done.get(kind, 0.0) + (weight if state == DONE else 0.0)
            told[kind] = told.get(kind, 0.0) + weight
    return {kind: (done[kind] + DONE_PRIOR) / (told[kind] + ALL_PRIOR) for kind in told}


def value(
    technique: Technique, gains: Gains, at_stake: float, needs: Mapping[str, float], likely: float,
    bears: float = 1.0, waited: float | None = None,
) -> float:  # fmt: skip
    """What it is worth to do this with somebody now; ``needs``: ingredient -> shown P; ``likely``: 0..1; ``bears``:
    what has come from them beside the others (``bearing``), 1 for the mean; ``waited``: days since they wrote."""
    worth, need = 1.0 + at_stake / STAKE_SCALE, 1.0 + needs.get(feeds(technique), 0.0)
    return fixed(technique, waited) + likely * gains.of(adds(technique)) * worth * need * bears
