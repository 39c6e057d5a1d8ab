"""One change of many people, and the way back: what it makes of each, and what undoing makes of each again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from grapevine.domain.people.rules.card import SEGMENTS
from grapevine.domain.people.rules.details import COUNT_MAX
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean, fold

#: How long a change can be taken back.
KEPT = timedelta(days=30)
TAG_MAX = 100


class Do(StrEnum):
    """What is done to each of many people."""

    SEGMENT = "segment"
    TAG = "tag"
    UNTAG = "untag"
    ARCHIVE = "archive"
    RESTORE = "restore"
    LATER = "later"


#: What a change writes -> the field that is the hand's from then on, so that no import turns it round.
BY_HAND = {Do.SEGMENT: "segment", Do.TAG: "tags", Do.UNTAG: "tags"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done: a segment ("" for not sorted) or a tag as ``value``; "" where nothing is to be named."""

    do: Do
    value: str = ""

    @property
    def tag_key(self) -> str:
        """The comparable form of the tag; "" where it is about none."""
        return fold(self.value)[:254] if self.do in (Do.TAG, Do.UNTAG) else ""


@dataclass(frozen=True, slots=True)
class Tag:
    """The tag in question as somebody bears it, and where it stands among their details."""

    text: str
    position: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a change looks at and may write. ``by_hand``: the fields that an import leaves alone."""

    segment: str = ""
    archived_at: datetime | None = None
    later_at: datetime | None = None
    tag: Tag | None = None
    by_hand: frozenset[str] = frozenset()
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Was:
    """What one person had: the value that was replaced, whether it was the hand's, and their revision then."""

    value: str | datetime | Tag | None
    by_hand: bool
    revision: int


def checked(do: str, value: str = "") -> Asked:
    """What was asked, tidied. Raises Refused for a change that does not exist, or one without its value."""
    if do not in list(Do):
        raise Refused(f"“{do}” is no change: choose {', '.join(Do)}.", "do")
    asked = Asked(Do(do), clean(value, TAG_MAX) if do in (Do.TAG, Do.UNTAG, Do.SEGMENT) else "")
    if asked.do is Do.SEGMENT and asked.value == "none":
        return Asked(Do.SEGMENT)
    if asked.do is Do.SEGMENT and asked.value not in ("", *SEGMENTS):
        raise Refused(f"There is no part of life called “{value}”: choose {', '.join(SEGMENTS)}.", "value")
    if asked.do in (Do.TAG, Do.UNTAG) and not asked.tag_key:
        raise Refused("Name the tag.", "value")
    return asked


def changed(asked: Asked, now: Standing, at: datetime, *, tags: int = 0, position: int = 0) -> Standing | None:
    """Somebody after the change made at ``at``; None where there is nothing to change.

    A new tag stands at ``position``, unless they have as many ``tags`` as a card holds. Whoever is sorted or archived
    cannot be left for later.
    """
    by_hand = now.by_hand | ({BY_HAND[asked.do]} if asked.do in BY_HAND else frozenset())
    match asked.do:
        case Do.SEGMENT if now.segment != asked.value:
            return replace(now, segment=asked.value, by_hand=by_hand)
        case Do.TAG if now.tag is None and tags < COUNT_MAX:
            return replace(now, tag=Tag(asked.value, position), by_hand=by_hand)
        case Do.UNTAG if now.tag is not None:
            return replace(now, tag=None, by_hand=by_hand)
        case Do.ARCHIVE if now.archived_at is None:
            return replace(now, archived_at=at)
        case Do.RESTORE if now.archived_at is not None:
            return replace(now, archived_at=None)
        case Do.LATER if now.archived_at is None and not now.segment:
            return replace(now, later_at=at)
    return None


def was(asked: Asked, standing: Standing) -> Was:
    """What has to be kept of somebody, so that the change can be taken back."""
    return Was(_value(asked, standing), BY_HAND.get(asked.do) in standing.by_hand, standing.revision)


def taken_back(asked: Asked, had: Was, now: Standing, at: datetime) -> Standing | None:
    """Somebody as before the change that was made at ``at``; None where they were changed since, and are left alone.

    A field that was not the hand's before is not the hand's again, unless anything else was written since.
    """
    if not _stands(asked, now, at):
        return None
    by_hand = now.by_hand
    if asked.do in BY_HAND and not had.by_hand and now.revision == had.revision + 1:
        by_hand = by_hand - {BY_HAND[asked.do]}
    back: dict[str, Any] = {_FIELD[asked.do]: had.value}
    return replace(now, by_hand=by_hand, **back)


_FIELD = {Do.SEGMENT: "segment", Do.TAG: "tag", Do.UNTAG: "tag", Do.ARCHIVE: "archived_at", Do.RESTORE: "archived_at",
          Do.LATER: "later_at"}  # fmt: skip


def _value(asked: Asked, standing: Standing) -> str | datetime | Tag | None:
    return getattr(standing, _FIELD[asked.do])


def _stands(asked: Asked, now: Standing, at: datetime) -> bool:
    """Whether what the change wrote is still there."""
    value = _value(asked, now)
    if asked.do is Do.TAG:
        return value is not None
    wrote = {Do.SEGMENT: asked.value, Do.ARCHIVE: at, Do.LATER: at}.get(asked.do)
    return value == wrote


def told(asked: Asked, people: int, same: int) -> str:
    """What a change did, in a sentence or two; ``same`` are those for whom there was nothing to change."""
    who = _people(people)
    if not people:
        return "Nobody was changed: everything was so already." if same else "Nobody was changed: nobody was meant."
    where = SEGMENTS.get(asked.value, "not sorted")
    done = {
        Do.SEGMENT: f"{where}: {who}.",
        Do.TAG: f"Tagged “{asked.value}”: {who}.",
        Do.UNTAG: f"No longer tagged “{asked.value}”: {who}.",
        Do.ARCHIVE: f"Archived: {who}.",
        Do.RESTORE: f"Back from the archive: {who}.",
        Do.LATER: f"Left for later: {who}.",
    }[asked.do]
    done = done[:1].upper() + done[1:]
    return f"{done} For {same:,} more there was nothing to change." if same else done


def told_back(people: int, left: int, gone: int) -> str:
    """What undoing did: how many are as before, were changed since and left alone, and are gone from the book."""
    parts = [f"Undone for {_people(people)}." if people else "Nothing was undone."]
    if left:
        was, stay = ("was", "stays as they are") if left == 1 else ("were", "stay as they are")
        parts.append(f"{_people(left)} {was} changed since and {stay}.")
    if gone:
        parts.append(f"{_people(gone)} {'is' if gone == 1 else 'are'} no longer in the book.")
    return " ".join(parts)


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"
