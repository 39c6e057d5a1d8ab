"""A way told in sentences, one for each tie: the twin of its picture. Of another member's book nothing is said."""

from __future__ import annotations

from collections.abc import Mapping

from grapevine.domain.network.rules.introductions.ways import (
    CHAPTER,
    FIRM,
    KNOWN,
    MINE,
    SECOND,
    Key,
    Tie,
    Way,
)

#: Ties of one's own book.
OWN = (MINE, KNOWN, FIRM)
#: Who stands for a member whom only the go-between may ask.
ONE_MORE = "one more member"


def lines(way: Way, names: Mapping[Key, str]) -> tuple[str, ...]:
    """A sentence for each tie."""
    return tuple(_line(one, names) for one in way.ties)


def known(way: Way, names: Mapping[Key, str]) -> str:
    """Why the first go-between is thought to know the one to meet, in words for the letter; "" for no reason."""
    last = way.ties[-1]
    if last.kind not in (KNOWN, FIRM):
        return ""
    if len(way.go_betweens) == 2:
        between, target = (names.get(key, "") for key in (last.a, last.b))
        return f"I believe that you know {between}, and that {between} knows {target}."
    return "I believe you know each other." if last.kind == KNOWN else "You are of the same firm, I believe."


def is_own(way: Way) -> bool:
    """Whether it rests on my own book alone: then its figure may be told; else only words are."""
    return all(one.kind in OWN for one in way.ties)


def _line(one: Tie, names: Mapping[Key, str]) -> str:
    a, b = (ONE_MORE if key[0] == SECOND else names.get(key, "") for key in (one.a, one.b))
    if one.kind == MINE:
        return f"You and {b}: depth {one.why} of 100."
    if one.kind == CHAPTER:
        return f"You and {b} are in the same chapter."
    if one.kind == FIRM:
        return f"{a} and {b} are of the same firm."
    if one.kind == KNOWN:
        return f"{a} and {b} {one.why}."
    if one.b[0] == SECOND:
        return f"{a} could ask {b}, and decides whether to."
    if one.a[0] == SECOND:
        return f"That member may be able to introduce you to {b}, and decides, too."
    return f"{a} may be able to introduce you to {b}. You ask; {a} decides."
