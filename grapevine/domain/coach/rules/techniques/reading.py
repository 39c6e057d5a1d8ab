"""The catalogue of techniques: ``catalogue/*.toml``, in our own words. Each entry:

    name          what it is called, as an instruction
    kind          write, call, meet, introduce, thank, teach, learn
    minutes       how long it takes
    moves         the ingredient it feeds (know, like, trust, committed, educated), the kind of give it is,
                  referral_received, or skill
    gives_first   it helps and asks nothing; false when left out
    claim         which claim of the field it serves, A1 to B4
    source        where it comes from
    when          conditions on the situation, all of which must hold (see situation)
    logs          what "done" writes: a kind of touch, a kind of give, or nothing ("")
    why, steps, say   why now, what to do, and words to use; {note}, {question}, {aged} and {owed} are filled in

A file that breaks this cannot be read: what is wrong is told with its key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from grapevine.domain.coach.rules.techniques.situation import Condition, parse
from grapevine.domain.depth.rules.parts import INGREDIENTS
from grapevine.domain.gives import rules as gives
from grapevine.domain.touches import rules as touches

KINDS = ("write", "call", "meet", "introduce", "thank", "teach", "learn")
CLAIMS = ("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "B1", "B2a", "B2b", "B3", "B4")
ASKS, SKILL = "referral_received", "skill"
MOVES = (*INGREDIENTS, *gives.KINDS, ASKS, SKILL)
LOGS = ("", *touches.KINDS, *gives.KINDS)
_TEXTS = ("name", "kind", "moves", "claim", "source", "logs", "why", "say")
_FIELDS = {*_TEXTS, "minutes", "gives_first", "when", "steps"}


@dataclass(frozen=True, slots=True)
class Technique:
    """One entry of the catalogue; ``group``: the file it stands in; ``facts``: those of the situation it is for."""

    key: str
    group: str
    name: str
    kind: str
    minutes: int
    moves: str
    claim: str
    source: str
    when: tuple[Condition, ...]
    logs: str
    why: str
    steps: tuple[str, ...]
    say: str
    gives_first: bool = False
    facts: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", frozenset(condition.fact for condition in self.when))

    @property
    def relationship_first(self) -> bool:
        """Whether it tends the relationship and asks for no business."""
        return self.moves != ASKS and self.kind != "teach"


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Technique]:
    """Every technique by its key, in the order of the files."""
    found: dict[str, Technique] = {}
    for place in sorted(files(__package__).joinpath("catalogue").iterdir(), key=lambda place: place.name):
        if place.name.endswith(".toml"):
            read = of_text(place.name.removesuffix(".toml"), place.read_text(encoding="utf-8"))
            doubled = read.keys() & found.keys()
            if doubled:
                raise ValueError(f"{sorted(doubled)} stand in two files")
            found |= read
    return found


def of_text(group: str, text: str) -> dict[str, Technique]:
    """The techniques of one file. Raises ValueError with the key of what breaks the schema."""
    return {key: _technique(key, group, table) for key, table in tomllib.loads(text).items()}


def _technique(key: str, group: str, table: dict[str, Any]) -> Technique:
    wrong = _wrong(table)
    if wrong:
        raise ValueError(f"technique {key}: {wrong}")
    said = {name: table[name] for name in _TEXTS}
    when = tuple(parse(condition) for condition in table["when"])
    return Technique(
        key=key, group=group, minutes=table["minutes"], when=when, steps=tuple(table["steps"]),
        gives_first=table.get("gives_first", False), **said,
    )  # fmt: skip


def _wrong(table: dict[str, Any]) -> str:
    missing = _FIELDS - {"gives_first"} - table.keys()
    if missing or table.keys() - _FIELDS:
        return f"lacks {sorted(missing)}, knows nothing of {sorted(table.keys() - _FIELDS)}"
    allowed = {"kind": KINDS, "moves": MOVES, "claim": CLAIMS, "logs": LOGS}
    for name, values in allowed.items():
        if table[name] not in values:
            return f"{name} {table[name]!r} is none of {', '.join(values)}"
    if not (isinstance(table["minutes"], int) and 0 < table["minutes"] <= 240):
        return "minutes must be between 1 and 240"
    return "" if table["when"] and len(table["steps"]) > 1 else "needs a situation and at least two steps"
