"""How far a referral has ripened: one grape, hollow and green at first, full and dark at the end."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

RIPEST = 5


@lru_cache(maxsize=RIPEST + 1)
def ripe(step: int) -> Markup:
    """A grape of ripeness 0 (just begun) to 5 (won). Raises ValueError for another."""
    if not 0 <= step <= RIPEST:
        raise ValueError(f"ripeness runs from 0 to {RIPEST}")
    return Markup(
        f'<svg class="ripe" viewBox="-6 -6 12 12" aria-hidden="true"><circle class="ripe-{step}" r="5.2"/></svg>'
    )
