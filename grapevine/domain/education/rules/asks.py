"""The weekly ask: one kind of client in one moment, in three lines: look for, tell, introduce. Which is next.

One specific ask a week; a partner remembers one, and "anybody who needs a lawyer" is nobody. It is built of what the
brief says: each moment and each line to listen for has its turn before any comes again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from grapevine.domain.education.rules.brief import BriefText
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean

#: Longest line of an ask, and longest word on what came of it, in characters: one line is said in ten seconds.
LINE_MAX, CAME_MAX = 300, 500
#: The three lines, in the order in which they are said.
FIELDS = ("look_for", "tell", "introduce")
INTRODUCE = "Ask them whether I may call. Then write one line to both of us, and I take it from there."


@dataclass(frozen=True, slots=True)
class Candidate:
    """One ask that the brief gives. ``key`` names it: the same moment and line have the same key next year."""

    key: str
    moment: str
    look_for: str
    tell: str
    introduce: str


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def candidates(brief: BriefText, moments: Mapping[str, str]) -> tuple[Candidate, ...]:
    """Every ask the brief gives, in the order of the brief. ``moments``: the name of each key, as "A divorce".

    Moments and lines to listen for are paired in turn, until each of either has stood in one. Empty without both.
    """
    keys = [key for key in brief.moments if key in moments]
    lines = list(brief.listen_for)
    count = max(len(keys), len(lines))
    pairs = [
        (keys[turn % len(keys)] if keys else "", lines[turn % len(lines)] if lines else "") for turn in range(count)
    ]
    return tuple(_candidate(brief, key, moments.get(key, ""), line) for key, line in dict.fromkeys(pairs))


def in_turn(found: Sequence[Candidate], asked: Iterable[str]) -> list[Candidate]:
    """The asks by whose turn it is: never asked first (in the brief's order), then the longest ago.

    ``asked``: the keys of those that had their turn, the oldest first; one that was skipped had its turn.
    """
    last = {key: number for number, key in enumerate(asked, start=1)}
    return sorted(found, key=lambda each: last.get(each.key, 0))


def cleaned(lines: Mapping[str, str]) -> dict[str, str]:
    """The three lines as they are kept. Raises Refused for an empty first line, one too long, or an unknown field."""
    found = {}
    for name, text in lines.items():
        if name not in FIELDS:
            raise Refused(f"An ask has no “{name}”. It has: {', '.join(FIELDS)}.", name)
        found[name] = clean(text)
        if len(found[name]) > LINE_MAX:
            raise Refused(f"{len(found[name])} signs are too many for one line; say it in {LINE_MAX}.", name)
    if not found.get("look_for", "x"):
        raise Refused("Say whom to look for: an ask without it is none.", "look_for")
    return found


def as_text(look_for: str, tell: str, introduce: str, name: str = "") -> str:
    """The ask to copy, print or send: three short paragraphs, and who asks."""
    parts = [("Look for", look_for), ("Say", tell), ("Then", introduce)]
    said = "\n\n".join(f"{head}: {line}" for head, line in parts if line)
    return f"{said}\n\n{name}" if name else said


def _candidate(brief: BriefText, key: str, moment: str, line: str) -> Candidate:
    whom = _first_sentence(brief.whom_i_help)
    about = f"{moment[:1].upper()}{moment[1:]}" if moment else ""
    heard = f"You may hear: “{line.strip('“”').rstrip('.')}.”" if line else ""
    look_for = ". ".join(part for part in (about.rstrip("."), whom.rstrip(".")) if part)
    look_for = " ".join(part for part in (f"{look_for}." if look_for else "", heard) if part)
    return Candidate(
        key=hashlib.sha256(f"{key}|{line}".encode()).hexdigest()[:20],
        moment=key,
        look_for=_cut(look_for),
        tell=_cut(_one_line(brief.first_question) or _one_line(brief.headline)),
        introduce=_cut(_one_line(brief.introduce_me) or INTRODUCE),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _first_sentence(text: str) -> str:
    line = _one_line(text)
    for end in (". ", "! ", "? "):
        line = line.partition(end)[0]
    return line


def _cut(text: str) -> str:
    """At most a line, cut at a word."""
    if len(text) <= LINE_MAX:
        return text
    return text[: LINE_MAX - 1].rpartition(" ")[0] + "…"
