"""How far each made-up referral has come when the last week is over: accepted, worked on, ended, thanked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grapevine.domain.referrals.rules.moves import Stage
from grapevine.domain.referrals.rules.thanks import BOUNDS
from grapevine.domain.simulation.rules.members import Flags, Numbers
from grapevine.domain.simulation.rules.world import Referrals

DAY = 24 * 60
#: Days until it is accepted (lognormal), but never later than this part of the whole way. Judgement.
ACCEPT_DAYS, ACCEPT_SIGMA, ACCEPT_LATEST = 1.5, 0.9, 0.4
#: When they are reached and met, as parts of the way from acceptance to the end.
REACHED, MET = 0.2, 0.5
#: How often the giver is thanked for what was won or lost, and days until then (lognormal).
THANKED_WON, THANKED_LOST, THANKS_DAYS, THANKS_SIGMA = 0.85, 0.3, 2.0, 0.8
#: Of those who thank for what was won: who tells the value, who a band; the rest tells no figure.
TELLS_VALUE, TELLS_BAND = 0.5, 0.25
STAGES = (Stage.SENT, Stage.ACCEPTED, Stage.CONTACTED, Stage.MET)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """One entry a referral. ``steps``: minutes of sent, accepted, contacted, met, ended; ``reached``: how many of them
    have come, 1..5. ``thanked_at``: minutes, -1 for no thanks yet. ``amount``, ``band``: what was told, -1 for nothing.
    """

    steps: Numbers
    reached: Numbers
    won: Flags
    thanked_at: Numbers
    amount: Numbers
    band: Numbers

    @property
    def stage(self) -> np.ndarray:
        """Where each stands, as a stage's value."""
        last = np.where(self.won, Stage.WON.value, Stage.LOST.value)
        on_the_way = np.array([stage.value for stage in STAGES])[np.minimum(self.reached, 4) - 1]
        return np.where(self.reached == 5, last, on_the_way)

    @property
    def moved_at(self) -> Numbers:
        """Minutes of the last step."""
        return self.steps[np.arange(len(self.steps)), self.reached - 1]


def outcomes(all_: Referrals, end: int, regulated: Flags, chance: np.random.Generator) -> Outcomes:
    """What is known ``end`` minutes after the beginning; where one side is ``regulated``, no figure is told."""
    count = len(all_.at)
    whole = all_.days * DAY
    wait = ACCEPT_DAYS * DAY * np.exp(chance.normal(0.0, ACCEPT_SIGMA, count))
    accepted = np.minimum(wait, ACCEPT_LATEST * whole).astype(np.int64)
    rest = whole - accepted
    ways = (0 * whole, accepted, accepted + (REACHED * rest).astype(int), accepted + (MET * rest).astype(int), whole)
    steps = np.stack([all_.at + way for way in ways], axis=1)
    reached = (steps <= end).sum(axis=1)
    ended = reached == 5
    thanks_at = steps[:, 4] + (THANKS_DAYS * DAY * np.exp(chance.normal(0.0, THANKS_SIGMA, count))).astype(np.int64)
    grateful = chance.random(count) < np.where(all_.won, THANKED_WON, THANKED_LOST)
    thanked = ended & grateful & (thanks_at <= end)
    tells = chance.random(count)
    may = thanked & all_.won & ~regulated
    band = np.searchsorted(BOUNDS, all_.value, side="right") - 1
    return Outcomes(
        steps,
        reached,
        all_.won,
        np.where(thanked, thanks_at, -1),
        np.where(may & (tells < TELLS_VALUE), all_.value, -1),
        np.where(may & (tells >= TELLS_VALUE) & (tells < TELLS_VALUE + TELLS_BAND), band, -1),
    )
