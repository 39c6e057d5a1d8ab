"""How fast a relationship fades: two half-lives and the scale that makes depth comparable between tempos."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tempo:
    """A setting of the owner. Changing it needs one re-fold of the ledger (ledger.sums_of)."""

    name: str
    #: Half-life of the fast sums, in days.
    fast_days: float
    #: Half-life of the slow sums, in days.
    slow_days: float
    #: Mass at which depth is 50.
    scale: float

    @property
    def harmonic(self) -> float:
        """Half-life of the mass, in days.

        The mass is the square root of a fast times a slow quantity, so its rate of decay is the mean of the two
        rates, and its half-life the harmonic mean of the two half-lives.
        """
        return 2.0 / (1.0 / self.fast_days + 1.0 / self.slow_days)


STANDARD = Tempo("standard", fast_days=30.0, slow_days=180.0, scale=10.0)
SLOW = Tempo("slow", fast_days=60.0, slow_days=365.0, scale=20.0)
CHAT = Tempo("chat", fast_days=7.0, slow_days=60.0, scale=3.0)

TEMPOS: dict[str, Tempo] = {tempo.name: tempo for tempo in (STANDARD, SLOW, CHAT)}
