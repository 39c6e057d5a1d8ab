"""What others ask of a member, outside of the ledgers: introductions, links, a word on comments; in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, DateTimeField, F, IntegerField, QuerySet, UUIDField, Value

from grapevine.domain.accounts.rules.access import Actor, Permission, allowed
from grapevine.domain.depth.models import Link
from grapevine.domain.network.models import Introduction
from grapevine.domain.network.rules.introductions.requests import AGREED, ASKED, CONSENTED
from grapevine.domain.stories.models import Comment
from grapevine.domain.stories.rules.comments import State
from grapevine.kit.moments import EARLIEST
from grapevine.kit.prepared import Prepared

#: So many of each kind at most.
SHOWN = 8
_INTRODUCTION, _LINK, _COMMENTS = 1, 2, 3
_NOTHING = Value("", CharField())


def _columns(
    rows: QuerySet, what: int, uid: Any, asker: Any, target: Any, state: Any, at: Any, count: Any = None
) -> QuerySet:
    said = {
        "what_": Value(what), "uid_": uid, "asker_": asker, "target_": target, "state_": state, "at_": at,
        "count_": count or Value(1, IntegerField()),
    }  # fmt: skip
    return rows.order_by().annotate(**said).values_list(*said)


_ROWS = Prepared(
    lambda asked, other, now, teller: _columns(
        Introduction.objects.filter(member=asked, owner__is_active=True, state__in=[ASKED, AGREED, CONSENTED]),
        _INTRODUCTION, F("uid"), F("owner__name"), F("wish__name"), F("state"), F("at"),
    ).union(
        _columns(
            Link.objects.filter(
                other=other, expires_at__gt=now, accepted_at=None, declined_at=None, ended_at=None,
                owner__is_active=True,
            ),
            _LINK, F("uid"), F("owner__name"), _NOTHING, _NOTHING, F("created_at"),
        ),
        _columns(
            Comment.objects.filter(story__owner=teller, state=State.HELD).values("story__owner"),
            _COMMENTS, Value(None, UUIDField()), _NOTHING, _NOTHING, _NOTHING, Value(None, DateTimeField()),
            Count("pk"),
        ),
        all=True,
    ),
    1, 1, EARLIEST, 1,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """Another member asks: for an introduction to ``target`` (``state``: how it stands), or, both "", to be linked."""

    uid: UUID
    asker: str
    target: str
    state: str


@dataclass(frozen=True, slots=True)
class Asked:
    """``requests``: introductions, then links, the newest first; ``comments``: how many wait for the teller's word."""

    requests: tuple[Request, ...]
    comments: int


def asked(actor: Actor, now: datetime) -> Asked:
    """What waits for the actor; comments only with the right to see stories."""
    me = actor.member_id
    rows = _ROWS(me, me, now, me)
    found = []
    for kind in (_INTRODUCTION, _LINK):
        newest = sorted((row for row in rows if row[0] == kind), key=lambda row: row[5], reverse=True)
        found += [Request(*row[1:5]) for row in newest[:SHOWN]]
    comments = sum(row[6] for row in rows if row[0] == _COMMENTS)
    return Asked(tuple(found), comments if allowed(actor, Permission.STORIES_READ) else 0)
