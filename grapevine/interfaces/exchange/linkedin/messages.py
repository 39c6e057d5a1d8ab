"""Messages and invitations as directional touches: whoever wrote is who began it. Their text is never read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from grapevine.domain.imports.rules.records import Item, Party, Reading, TouchRecord, Where
from grapevine.domain.touches.rules import ME, MESSAGE, THEM

from ..table import Layout, Row, rows
from ..table.dates import moment
from .parties import Owner, find_owner, is_gone, key, parties

DRAFT = "A draft: it was never sent."
ADVERT = "An advertisement or spam."
CLOSED = "The other side has closed their account, so nobody can be named."
NOT_MINE = "You are neither the sender nor among the receivers."
FUTURE = "The date lies in the future."
NO_DATE = "The date cannot be read."
NO_SENDER = "The sender is missing."
WHO_IS_ME = (
    "We cannot tell which of the people writing is you. Add your name as it stands on LinkedIn to your profile, "
    "then import the file again."
)


def messages(path: Path, layout: Layout, reading: Reading) -> Iterator[Item]:
    """A touch for each other side of each message: the one who wrote to me, or everyone I wrote to."""
    me = find_owner(((row.get("CONVERSATION ID"), _people(row)) for row in rows(path, layout)), reading.me)
    times: Counter[tuple[str, str, str]] = Counter()
    for row in rows(path, layout):
        where = Where(reading.file, row.line)
        at = moment(row.get("DATE"), today=reading.now.date())
        reason = _skipped(row, at, reading)
        if row.refused or at is None:
            yield Item(where, refused=row.refused or NO_DATE)
        elif reason:
            yield Item(where, skipped=reason)
        elif not row.get("FROM"):
            yield Item(where, refused=NO_SENDER)
        elif not me:
            yield Item(where, refused=WHO_IS_ME)
        else:
            same = (row.get("CONVERSATION ID"), row.get("FROM").casefold(), at.isoformat())
            times[same] += 1
            yield _message(where, row, at, me, (*same, str(times[same])))


def _people(row: Row) -> list[Party]:
    return [*parties(row.get("FROM"), row.get("SENDER PROFILE URL")), *_receivers(row)]


def _receivers(row: Row) -> list[Party]:
    return parties(row.get("TO"), row.get("RECIPIENT PROFILE URLS"))


def _skipped(row: Row, at: datetime | None, reading: Reading) -> str:
    if row.get("IS MESSAGE DRAFT").casefold() in ("yes", "true", "1"):
        return DRAFT
    if row.get("FOLDER").casefold() == "spam" or row.get("CONVERSATION TITLE").casefold() == "sponsored conversation":
        return ADVERT
    return FUTURE if at and at > reading.now else ""


def _message(where: Where, row: Row, at: datetime, me: Owner, stamp: tuple[str, ...]) -> Item:
    sender = Party(name=" ".join(row.get("FROM").split()), link=row.get("SENDER PROFILE URL"))
    mine = me.is_me(sender)
    others = [party for party in _receivers(row) if not me.is_me(party)] if mine else [sender]
    if not mine and row.get("TO") and not any(me.is_me(party) for party in _receivers(row)):
        return Item(where, skipped=NOT_MINE)
    known = [party for party in others if not is_gone(party)]
    if not known:
        return Item(where, skipped=CLOSED)
    touches = tuple(
        TouchRecord(
            key=key("message", *stamp, (party.name or party.link).casefold()),
            who=party,
            at=at,
            kind=MESSAGE,
            began_by=ME if mine else THEM,
            subject=row.get("SUBJECT"),
        )
        for party in dict.fromkeys(known)
    )
    return Item(where, touches)


def invitations(path: Path, layout: Layout, reading: Reading) -> Iterator[Item]:
    """A touch for each invitation to connect. ``Direction`` says who sent it, so no owner need be found."""
    times: Counter[tuple[str, ...]] = Counter()
    for row in rows(path, layout):
        where = Where(reading.file, row.line)
        at = moment(row.get("Sent At"), today=reading.now.date())
        direction = row.get("Direction").casefold()
        side = "To" if direction == "outgoing" else "From"
        profile = "inviteeProfileUrl" if side == "To" else "inviterProfileUrl"
        who = Party(name=row.get(side), link=row.get(profile))
        if row.refused or at is None:
            yield Item(where, refused=row.refused or NO_DATE)
        elif direction not in ("incoming", "outgoing"):
            yield Item(where, refused="The direction is neither INCOMING nor OUTGOING.")
        elif at > reading.now:
            yield Item(where, skipped=FUTURE)
        elif is_gone(who) or not (who.name or who.link):
            yield Item(where, skipped=CLOSED)
        else:
            same = (direction, (who.name or who.link).casefold(), at.isoformat())
            times[same] += 1
            began = ME if side == "To" else THEM
            touch = TouchRecord(key("invitation", *same, str(times[same])), who, at, MESSAGE, began)
            yield Item(where, (touch,))
