"""What a calendar program is told: this week's actions, and the days on which something is looked at together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.coach.models import PlanTold
from grapevine.domain.coach.queries.week import Line, Week, week
from grapevine.domain.coach.rules.plan.telling import days_of
from grapevine.domain.coach.rules.plan.valuing import DONE
from grapevine.domain.coach.rules.techniques.reading import catalogue
from grapevine.domain.education.queries import lessons
from grapevine.domain.partnerships.queries.agreements import agreements
from grapevine.domain.partnerships.rules.agreement import LIVING
from grapevine.kit import tokens
from grapevine.kit.moments import day_in

#: Refreshers that fall due within so many days stand on their day.
REFRESHER_DAYS = 28


class What(StrEnum):
    """What an entry of the calendar is about."""

    ACTION = "action"
    DONE = "done"
    CHECK_IN = "check_in"
    REVIEW = "review"
    REFRESHER = "refresher"


@dataclass(frozen=True, slots=True)
class Entry:
    """One day's thing to do. ``uid`` stays the same while the entry moves, and tells nothing of anybody.

    ``title``: the technique, where there is one; ``about``: public id of the person, or of the agreement.
    """

    uid: UUID
    day: date
    what: What
    name: str
    about: UUID
    title: str = ""
    why: str = ""
    minutes: int | None = None


def member_by_secret(secret: str) -> Member | None:
    """Whose calendar a secret opens: whoever has it reads what the member's calendar tells."""
    found = PlanTold.objects.filter(secret_key=tokens.digest(secret), owner__is_active=True)
    row = found.select_related("owner").first()
    return row.owner if row else None


def entries(actor: Actor, now: datetime) -> list[Entry]:
    """Actions of this week (planned and done), check-ins, reviews and refreshers that are due; by day."""
    today = day_in(now, actor.time_zone)
    actions = _actions(week(actor, now), today, actor.time_zone)
    found = [*actions, *_looks(actor, now, today), *_refreshers(actor, today)]
    return sorted(found, key=lambda entry: (entry.day, entry.what, entry.uid))


def _actions(found: Week, today: date, zone: str) -> list[Entry]:
    days = days_of([_promised_for(line) for line in found.lines], today)
    planned = [
        Entry(_uid(line.who.uid, f"{found.monday}.{line.technique.key}"), day, What.ACTION, line.who.name, line.who.uid,
              line.technique.name, line.why, line.technique.minutes)
        for line, day in zip(found.lines, days, strict=True)
    ]  # fmt: skip
    known = catalogue()
    done = [
        Entry(_uid(one.person.uid, f"{found.monday}.{one.technique}"), day_in(one.said_at, zone), What.DONE,
              one.person.name, one.person.uid, known[one.technique].name if one.technique in known else one.technique,
              minutes=one.minutes)
        for one in found.answered if one.state == DONE
    ]  # fmt: skip
    return planned + done


def _promised_for(line: Line) -> date | None:
    return line.who.promise.due if line.forced and line.who.promise else None


def _looks(actor: Actor, now: datetime, today: date) -> list[Entry]:
    """Agreements that both signed; a day that went by stands on today until somebody looked."""
    found = []
    for one in agreements(actor, now):
        if one.standing.state not in LIVING:
            continue
        agreement = one.partnership
        for what, day in ((What.CHECK_IN, agreement.check_in_on), (What.REVIEW, agreement.review_on)):
            if day is not None:
                uid = _uid(agreement.uid, what)
                found.append(Entry(uid, max(day, today), what, one.other_name, agreement.uid))
    return found


def _refreshers(actor: Actor, today: date) -> list[Entry]:
    found = [(UUID(str(one.person_uid)), one) for one in lessons.due(actor, today + timedelta(days=REFRESHER_DAYS))]
    return [
        Entry(_uid(person, What.REFRESHER), max(one.due_on, today), What.REFRESHER, one.name, person)
        for person, one in found
    ]


def _uid(about: UUID, what: str) -> UUID:
    """A public id of the entry from that of what it is about; the other cannot be found out of it."""
    return uuid5(about, what)
