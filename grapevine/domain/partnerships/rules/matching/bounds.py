"""How well anybody of a profession could fit at best, so that a search can end before it has read everybody."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from grapevine.domain.partnerships.rules.matching.partner import (
    CLIENTS,
    GROUPS,
    POPULAR,
    PROFESSION,
    Professional,
    Setting,
    common_term,
    strength,
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The best anybody with nobody in common can reach with this member."""

    me: Professional
    setting: Setting

    def best(self, profession: str, place: float, received: float) -> float:
        """The largest strength of a profession at a place term of at most ``place`` and so many referrals received."""
        most = self.setting.received_mean + 2.0
        both = common_term(0.0, self.setting.common_mean) + place + CLIENTS * _clients(len(self.me.clients))
        out = PROFESSION * self.setting.term(self.me.profession, profession) + POPULAR * log((received + 2.0) / most)
        back = PROFESSION * self.setting.term(profession, self.me.profession)
        return strength(out + both, back + both + POPULAR * log((self.me.received + 2.0) / most))


def _clients(mine: int) -> float:
    """The largest term of clients in common: whoever serves the very same groups, or has not said."""
    return max(0.0, log((mine + 0.5) / (mine * mine / len(GROUPS) + 0.5))) if mine else 0.0
