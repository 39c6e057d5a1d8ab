"""What can be told to other programs, by name. Each event carries ids and stages only: no name, no address, no words.

Whoever runs the program at the other end is not one of those a prospect agreed to; what an event is about is read
through the API, by a key with a scope of its own, where it can also be erased.
"""

from __future__ import annotations

from collections.abc import Iterable

_MOVED = {
    "noted": "A referral was written down",
    "consented": "The prospect agreed",
    "sent": "It was sent",
    "accepted": "It was accepted",
    "contacted": "The receiver contacted them",
    "met": "They met",
    "proposed": "The receiver made an offer",
    "won": "It was won",
    "lost": "It was lost",
    "declined": "The receiver declined it",
    "withdrawn": "It was withdrawn",
    "void": "It was void: a mistake, taken out on both sides",
}
#: Name -> what it says, for those who choose.
EVENTS: dict[str, str] = {
    **{f"referral.{stage}": said for stage, said in _MOVED.items()},
    "referral.told": "The giver was told how it ended",
    "referral.thanked": "The giver was thanked: the loop is closed",
    "referral.unthanked": "Thanks were taken back",
    "story.published": "A story of yours can be read by your chapter, or by anybody",
}
#: Sent only when a member presses the button: to see whether anybody listens.
TRIAL = "webhook.trial"


def chosen(events: Iterable[str]) -> list[str]:
    """The events named, each once and in our order; none named means all. Raises KeyError for an unknown one."""
    wanted = set(events)
    for unknown in wanted - EVENTS.keys():
        raise KeyError(unknown)
    return [] if wanted == EVENTS.keys() else [name for name in EVENTS if name in wanted]


def wants(events: Iterable[str], event: str) -> bool:
    """Whether an endpoint that chose these is told of this; one that chose none is told of all."""
    listed = list(events)
    return event == TRIAL or not listed or event in listed
