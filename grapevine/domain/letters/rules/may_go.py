"""Whether a letter may go to an address: chosen by the member, not stopped by its reader, not known to be dead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """What counts: ``chosen``: the address is of a person of the member's book, or the member's own; ``stopped``: its
    reader asked this member for no more; ``bounced``: why letters to it came back, "" if they did not; ``today``: how
    many letters the member had sent in the last 24 hours, and ``cap``: how many they may."""

    chosen: bool
    stopped: bool
    bounced: str
    today: int
    cap: int


def why_not(facts: Facts, *, address: str, name: str) -> str:
    """Why the letter may not go, as a sentence; "" where it may."""
    if not facts.chosen:
        return f"{address} is not an address of {name or 'anybody in your book'}: add it to them first."
    if facts.stopped:
        return f"{name or address} asked for no more letters from you. Call them, or write from your own mail."
    if facts.bounced:
        return f"The last letter to {address} came back: {facts.bounced}. Look at the address first."
    if facts.today >= facts.cap:
        return f"You had {facts.today} letters sent within a day, and that is the most here. Send this one tomorrow."
    return ""
