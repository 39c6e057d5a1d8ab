"""What others ask of a member, outside of the ledgers: introductions, links, a word on comments; in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    F,
    IntegerField,
    QuerySet,
    UUIDField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from grapevine.domain.accounts.rules.access import Actor, Permission, allowed
from grapevine.domain.depth.models import Link
from grapevine.domain.network.models import Introduction
from grapevine.domain.network.rules.introductions.requests import (
    AGREED,
    ASKED,
    CONSENTED,
    NEWS,
    RESTS_UNTIL,
    WAITS_FOR,
    is_news,
)
from grapevine.domain.stories.models import Comment
from grapevine.domain.stories.rules.comments import State
from grapevine.kit.moments import EARLIEST
from grapevine.kit.prepared import Prepared

#: So many of each kind at most.
SHOWN = 8
_INTRODUCTION, _LINK, _COMMENTS, _MINE = 1, 2, 3, 4
#: States of a request that are the go-between's to move, and those told to its asker.
_WAITING, _TOLD = [ASKED, AGREED, CONSENTED], sorted(NEWS)
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
    lambda asked, fresh, other, now, teller, owner, since: _columns(
        Introduction.objects.filter(member=asked, owner__is_active=True, state__in=_WAITING, at__gt=fresh),
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
        _columns(
            Introduction.objects.filter(owner=owner, state__in=_TOLD, at__gt=since, wish__given_up_at=None),
            _MINE, F("uid"), Coalesce(F("person__name"), F("member__name"), F("through")), F("wish__name"), F("state"),
            F("at"), Case(When(member=None, then=0), default=1),
        ),
        all=True,
    ),
    1, EARLIEST, 1, EARLIEST, 1, 1, EARLIEST,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """Another member asks: for an introduction to ``target`` (``state``: how it stands), or, both "", to be linked."""

    uid: UUID
    asker: str
    target: str
    state: str


@dataclass(frozen=True, slots=True)
class News:
    """How a request of the actor's own stands: to meet ``target`` through ``through``."""

    uid: UUID
    through: str
    target: str
    state: str


@dataclass(frozen=True, slots=True)
class Asked:
    """``requests``: introductions, then links, the newest first; ``news`` of the actor's own requests, the newest
    first; ``comments``: how many wait for the teller's word."""

    requests: tuple[Request, ...]
    news: tuple[News, ...]
    comments: int


def asked(actor: Actor, now: datetime) -> Asked:
    """What waits for the actor; comments only with the right to see stories."""
    me = actor.member_id
    rows = _ROWS(me, now - WAITS_FOR, me, now, me, me, now - RESTS_UNTIL)
    found = [Request(*row[1:5]) for kind in (_INTRODUCTION, _LINK) for row in _newest(rows, kind)[:SHOWN]]
    told = [row for row in _newest(rows, _MINE) if is_news(row[4], row[5], now, member=bool(row[6]))]
    comments = sum(row[6] for row in rows if row[0] == _COMMENTS)
    return Asked(
        tuple(found), tuple(News(*row[1:5]) for row in told[:SHOWN]),
        comments if allowed(actor, Permission.STORIES_READ) else 0,
    )  # fmt: skip


def _newest(rows: Sequence[Sequence[Any]], kind: int) -> list[Sequence[Any]]:
    return sorted((row for row in rows if row[0] == kind), key=lambda row: row[5], reverse=True)
