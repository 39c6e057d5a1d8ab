"""Weekly asks that an archive tells of, with who heard them; and taking them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.education.actions.asks import WAYS
from grapevine.domain.education.models import Ask, AskHearing
from grapevine.domain.education.rules import asks as rules
from grapevine.kit.errors import Refused
from grapevine.kit.text import clean


def bring_ask(
    *, actor: Actor, at: datetime, week: date, key: str, moment: str, lines: dict[str, str], edited: bool,
    skipped_at: datetime | None, came_of: str,
) -> Ask | None:  # fmt: skip
    """Keep an ask; None when it is known. Raises Refused where that week has another, or a line is wrong."""
    require(actor, Permission.BOOK_WRITE)
    own = Ask.objects.filter(owner_id=actor.member_id, week=rules.week_of(week))
    if own.filter(created_at=at).exists():
        return None
    if skipped_at is None and own.filter(skipped_at=None).exists():
        raise Refused(f"the week of {week} has an ask already")
    return Ask.objects.create(
        owner_id=actor.member_id, week=rules.week_of(week), key=clean(key, 20), moment=clean(moment, 60),
        **rules.cleaned(lines), edited=edited, skipped_at=skipped_at, came_of=clean(came_of, rules.CAME_MAX),
        created_at=at,
    )  # fmt: skip


def bring_hearing(
    *, actor: Actor, made_at: datetime, person_id: int | None, way: str, at: datetime
) -> AskHearing | None:
    """Keep that somebody heard the ask that was made then; None when it is known. Raises Refused for an unknown ask."""
    require(actor, Permission.BOOK_WRITE)
    ask = Ask.objects.filter(owner_id=actor.member_id, created_at=made_at).first()
    if ask is None or way not in WAYS:
        raise Refused("the archive does not say which ask was heard, and how")
    if ask.hearings.filter(person=person_id).exists():
        return None
    return AskHearing.objects.create(ask=ask, person_id=person_id, way=way, at=at)


def take_back(*, actor: Actor, asks: Iterable[int], hearings: Iterable[int]) -> None:
    """Forget what was brought in (inner ids); an ask that was told here since stays."""
    require(actor, Permission.BOOK_WRITE)
    AskHearing.objects.filter(ask__owner_id=actor.member_id, pk__in=list(hearings)).delete()
    Ask.objects.filter(owner_id=actor.member_id, pk__in=list(asks), hearings=None).delete()
