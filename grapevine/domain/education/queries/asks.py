"""Reads of the weekly ask: this week's (kept or proposed), those before, who could hear it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.depth.models import Relationship
from grapevine.domain.education.models import Ask, AskHearing, BriefReader
from grapevine.domain.education.queries.briefs import main_brief
from grapevine.domain.education.rules import asks as rules
from grapevine.domain.people.models import Person
from grapevine.domain.professions.rules import MOMENTS
from grapevine.kit import ids
from grapevine.kit.errors import NotFound
from grapevine.kit.moments import day_in

#: So many people are offered to be told: those who heard an ask before, and the deepest.
OFFERED = 24
#: What a turn is remembered from: older ones would not change whose turn it is.
REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class CurrentAsk:
    """This week's ask: what is proposed (``chosen``), its row once anything was done about it, and the others in turn.

    ``chosen`` is None where there is no brief, or the brief gives no ask.
    """

    week: date
    chosen: rules.Candidate | None
    row: Ask | None
    others: tuple[rules.Candidate, ...]
    has_brief: bool

    @property
    def lines(self) -> dict[str, str]:
        """The three lines as they stand: in the member's words where there are some."""
        said = self.row or self.chosen
        return {name: getattr(said, name) if said else "" for name in rules.FIELDS}


def this_weeks_ask(actor: Actor, now: datetime) -> CurrentAsk:
    """The ask of the week it is where the member is; nothing is written."""
    require(actor, Permission.BOOK_READ)
    week = rules.week_of(day_in(now, actor.time_zone))
    brief = main_brief(actor)
    found = rules.candidates(brief.text, {key: moment.name for key, moment in MOMENTS.items()}) if brief else ()
    own = Ask.objects.filter(owner_id=actor.member_id)
    asked = list(own.order_by("-week", "-pk").values_list("key", flat=True)[:REMEMBERED])
    ordered = rules.in_turn(found, reversed(asked))
    row = own.filter(week=week, skipped_at=None).first()
    if row is None:
        chosen = ordered[0] if ordered else None
    else:
        kept = rules.Candidate(row.key, row.moment, row.look_for, row.tell, row.introduce)
        chosen = next((each for each in ordered if each.key == row.key), kept)
    others = tuple(each for each in ordered if chosen is None or each.key != chosen.key)
    return CurrentAsk(week, chosen, row, others, has_brief=brief is not None)


def asks(actor: Actor) -> QuerySet[Ask]:
    """Every ask that anything was done about, the newest week first."""
    require(actor, Permission.BOOK_READ)
    return Ask.objects.filter(owner_id=actor.member_id).order_by("-week", "-pk")


def ask(actor: Actor, uid: object) -> Ask:
    """One of them. Raises NotFound."""
    found = asks(actor).filter(uid=ids.parse(uid)).first() if ids.parse(uid) else None
    if found is None:
        raise NotFound("There is no such ask of yours.")
    return found


def hearings(actor: Actor, of: Iterable[Ask]) -> dict[int, list[AskHearing]]:
    """Who has heard these asks, the first first: by the ask's inner id."""
    require(actor, Permission.BOOK_READ)
    out: dict[int, list[AskHearing]] = {each.pk: [] for each in of}
    found = AskHearing.objects.filter(ask__in=list(out), ask__owner_id=actor.member_id)
    for hearing in found.select_related("person").order_by("at", "pk"):
        out[hearing.ask_id].append(hearing)
    return out


def who_could_hear(actor: Actor) -> list[Person]:
    """People to tell an ask: who has a brief of their own, who heard one before, then the deepest; nobody put aside."""
    require(actor, Permission.BOOK_READ)
    before = AskHearing.objects.filter(ask__owner_id=actor.member_id, person__isnull=False).order_by("-at")
    deep = Relationship.objects.filter(owner_id=actor.member_id, rank_key__isnull=False).order_by("-rank_key")
    readers = BriefReader.objects.filter(brief__owner_id=actor.member_id).order_by("-since")
    told, heard, near = (found.values_list("person", flat=True) for found in (readers, before, deep))
    wanted = dict.fromkeys([*told[:100], *heard[:200], *near[:60]])
    found = Person.objects.filter(owner_id=actor.member_id, archived_at=None).in_bulk(list(wanted))
    return [found[pk] for pk in wanted if pk in found][:OFFERED]


def every_hearing(actor: Actor) -> QuerySet[AskHearing]:
    """Who heard any of the member's asks, for the archive."""
    require(actor, Permission.BOOK_READ)
    return AskHearing.objects.filter(ask__owner_id=actor.member_id).select_related("ask", "person").order_by("pk")
