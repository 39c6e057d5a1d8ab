"""The cluster: five grapes in one glance; know, like and trust above, committed and educated below."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from grapevine.interfaces.web.pictures.marks import INGREDIENTS, NAMES

_PLACES = (("5", "5"), ("14", "5"), ("23", "5"), ("9.5", "12.8"), ("18.5", "12.8"))
FULL = 65
HALF = 50


def _class(value: float | None, is_gap: bool, ingredient: str) -> str:
    if value is None:
        return "g-unknown"
    if is_gap:
        return f"g-gap g-gap--{ingredient}"
    return "g-full" if value >= FULL else "g-half" if value >= HALF else "g-low"


@lru_cache(maxsize=4096)
def cluster(values: tuple[float | None, ...], missing: str = "") -> Markup:
    """Five scores of 0 to 100 in the order of the ingredients (None: not measured, a dotted ring).

    `missing` is the ingredient that is missing first; only that grape has colour. Raises ValueError for another count.
    """
    if len(values) != len(INGREDIENTS):
        raise ValueError(f"a cluster has {len(INGREDIENTS)} grapes, not {len(values)}")
    grapes = "".join(
        f'<circle class="{_class(value, name == missing, name)}" cx="{x}" cy="{y}" r="3.8"/>'
        for value, name, (x, y) in zip(values, INGREDIENTS, _PLACES, strict=True)
    )
    return Markup(f'<svg class="cluster" viewBox="0 0 28 18" aria-hidden="true">{grapes}</svg>')


@lru_cache(maxsize=4096)
def cluster_words(values: tuple[float | None, ...]) -> str:
    """The same five scores for who cannot see them."""
    told = ("not measured" if value is None else f"{value:.0f}" for value in values)
    return ", ".join(f"{NAMES[name]} {score}" for name, score in zip(INGREDIENTS, told, strict=True))
