"""How much a relationship bears, beside the others: what came from somebody before says where care is worth most.

    bears = (n + k u) / (u (1 + k))      n: referrals that came from them lately, u: the mean over the partners, k = .5

Without it the plan tends whoever is least known and does no better than chance; with it a simulated year brings more
than any plainer rule (docs/methods/plan-year.md). The doubt k keeps a partner from whom nothing came yet at a third.
"""

from __future__ import annotations

#: How many times the usual is thought of everybody before anything came.
DOUBT = 0.5


def bears(came: float, usual: float) -> float:
    """A factor of an action's value, 1 for a partner like the mean. ``came``, ``usual``: 0 or more, of one period."""
    if usual <= 0.0:
        return 1.0
    return (came + DOUBT * usual) / (usual * (1.0 + DOUBT))
