"""What a member's line of work gives a brief: the moments to propose first, and words to be careful with."""

from __future__ import annotations

from dataclasses import dataclass

from grapevine.domain.professions.rules import (
    MOMENTS,
    PROFESSIONS,
    moments_heard_by,
    moments_served_by,
    profession_named,
)


@dataclass(frozen=True, slots=True)
class Work:
    """``key``: of the profession, or ""; ``names``: what people call it; ``moments``: keys, the likeliest first;
    ``regulated``: whether rules of the profession speak of what may be advertised."""

    key: str = ""
    names: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    regulated: bool = False


def work_of(key: str, said: str = "") -> Work:
    """The work behind a key of the catalogue, else behind what the member wrote; an empty one where neither is known.

    Moments they serve come before those they only hear of.
    """
    profession = PROFESSIONS.get(key) or (profession_named(said) if said else None)
    if profession is None:
        return Work()
    moments = (*moments_served_by(profession.key), *moments_heard_by(profession.key))
    return Work(
        profession.key, (profession.name, *profession.aliases), tuple(dict.fromkeys(moments)), profession.regulated
    )


def moments_in_order(work: Work, chosen: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys to offer: those of the work and those chosen already, and then all others by name."""
    first = tuple(key for key in dict.fromkeys((*chosen, *work.moments)) if key in MOMENTS)
    return first, tuple(sorted((key for key in MOMENTS if key not in first), key=lambda key: MOMENTS[key].name))
