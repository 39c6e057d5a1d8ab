"""What a member practises, what skill that makes, and mindset beside skill set; for the member alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.coach.models import Practice
from grapevine.domain.coach.rules.techniques import skill
from grapevine.domain.coach.rules.techniques.reading import Technique, catalogue
from grapevine.domain.coach.rules.techniques.skill import Picture
from grapevine.domain.depth.rules.sums import days
from grapevine.domain.gives.models import Give
from grapevine.domain.gives.rules import GIVEN
from grapevine.domain.touches.models import Touch
from grapevine.domain.touches.rules import ME, RELATIONSHIP
from grapevine.kit import ids
from grapevine.kit.errors import NotFound

#: Acts of so many days make the picture.
PICTURE_DAYS = 180
#: So many tries are read: five years of one a week.
READ = 260


def technique(key: str) -> Technique:
    """One of the catalogue. Raises NotFound."""
    found = catalogue().get(key)
    if found is None:
        raise NotFound("There is no such technique.")
    return found


def practices(actor: Actor) -> QuerySet[Practice]:
    """Everything the actor practised: what is chosen and not tried yet, then the newest try first."""
    require(actor, Permission.BOOK_READ)
    own = Practice.objects.filter(owner_id=actor.member_id).select_related("person")
    # Said, since SQLite takes "never" for the oldest and PostgreSQL for the newest.
    return own.order_by(F("tried_at").desc(nulls_first=True), "-pk")


def practice(actor: Actor, practice_uid: object) -> Practice:
    """One of them. Raises NotFound."""
    uid = ids.parse(practice_uid)
    found = practices(actor).filter(uid=uid).first() if uid else None
    if found is None:
        raise NotFound("There is no such try. Perhaps it was struck out already.")
    return found


def of_this_week(rows: Iterable[Practice]) -> Practice | None:
    """The one of these that is chosen and not tried yet."""
    return next((row for row in rows if row.tried_at is None), None)


def tries(rows: Iterable[Practice]) -> dict[str, list[tuple[float, str]]]:
    """Technique -> (day, how it went) of each try."""
    found: dict[str, list[tuple[float, str]]] = {}
    for row in rows:
        if row.tried_at is not None and row.went in skill.WENT:
            found.setdefault(row.technique, []).append((days(row.tried_at), row.went))
    return found


def picture(actor: Actor, rows: Iterable[Practice], now: datetime) -> Picture:
    """Mindset and skill set. An act is a touch that the actor began or a give of theirs; asks for help are no gives."""
    require(actor, Permission.TOUCHES_READ)
    require(actor, Permission.GIVES_READ)
    since = now - timedelta(days=PICTURE_DAYS)
    mine = Touch.objects.filter(owner_id=actor.member_id, at__gte=since, began_by=ME)
    touched = mine.aggregate(all=Count("pk"), told=Count("pk", filter=~Q(about="")),
                             tended=Count("pk", filter=Q(about=RELATIONSHIP)))  # fmt: skip
    gave = Give.objects.filter(owner_id=actor.member_id, at__gte=since, direction=GIVEN).count()
    counts = (touched["all"] + gave, gave, touched["told"], touched["tended"])
    return skill.picture(tries(rows), counts, days(now))
