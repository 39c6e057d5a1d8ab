"""The kinds of items on today's list, the key under which each is answered, and for how long it is put off."""

from __future__ import annotations

from dataclasses import dataclass

PROMISED = "promised"
AWAITED = "awaited"
ANSWER = "answer"
THANK = "thank"
COOLING = "cooling"
DORMANT = "dormant"
STEP = "step"
#: In the order of the page. Promised: by me; awaited: what they promised me.
KINDS = (PROMISED, AWAITED, ANSWER, THANK, COOLING, DORMANT, STEP)
#: About one promise; the others are about a person.
OF_PROMISES = frozenset({PROMISED, AWAITED})
#: A later touch with the person makes the putting off void: the reminder starts anew from the touch.
RESTARTS = frozenset({ANSWER, COOLING, DORMANT})

#: "Later" without a day: after so many.
LATER_DAYS = {PROMISED: 1, AWAITED: 3, ANSWER: 1, THANK: 1, COOLING: 7, DORMANT: 30, STEP: 1}
LATER_MAX_DAYS = 366


@dataclass(frozen=True, slots=True)
class Put:
    """One thing put off or set aside: about a person or a promise (inner ids), ``until`` None = for good; days."""

    kind: str
    person: int
    promise: int | None
    said: float
    until: float | None


def key(kind: str, uid: object) -> str:
    """The public name of an item: its kind, and the public id of the person or the promise."""
    return f"{kind}-{uid}"


def parse(text: str) -> tuple[str, str] | None:
    """(Kind, public id) of a key, None for what is none."""
    kind, dash, uid = text.partition("-")
    return (kind, uid) if dash and kind in KINDS else None


def is_put(put: Put, kind: str, now: float, last_touch: float | None = None) -> bool:
    """Whether this keeps an item of that kind, about the same person or promise, off the list at ``now``.

    Whatever was put off about a person keeps them from being the step, too: it must not come back by another door.
    """
    if put.kind != kind and not (kind == STEP and put.promise is None):
        return False
    if put.until is None:
        return put.kind == kind
    restarted = put.kind in RESTARTS and last_touch is not None and last_touch > put.said
    return now < put.until and not restarted
