"""Writes of the weekly ask: chosen, put into one's own words, skipped; heard by somebody; what came of it.

A week has no row until something is done about its ask; whatever is done first keeps the one that was proposed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.education.models import Ask, AskHearing
from grapevine.domain.education.queries.asks import ask as ask_of
from grapevine.domain.education.queries.asks import this_weeks_ask
from grapevine.domain.education.rules import asks as rules
from grapevine.domain.letters import rules as letter_rules
from grapevine.domain.letters.actions import queue_letter
from grapevine.domain.people.models import Person
from grapevine.domain.people.queries import lock_book, visible_to
from grapevine.kit import ids
from grapevine.kit.errors import NotFound, Refused
from grapevine.kit.text import clean

TOLD, MAIL, MEETING = "told", "mail", "meeting"
WAYS = (TOLD, MAIL, MEETING)
NO_BRIEF = "There is no ask yet: your brief says neither moments nor what to listen for. Write it first."
NO_OTHER = "There is no such ask in your brief any more."
#: One letter each, at most so many at once: an ask is told to a few people who know the member.
LETTERS_MAX = 12


@transaction.atomic
def choose_ask(*, actor: Actor, now: datetime, key: str) -> Ask:
    """Take another one of the brief's asks for this week, in the brief's words. Raises Refused."""
    row = _kept(actor, now)
    found = this_weeks_ask(actor, now)
    chosen = next((each for each in (found.chosen, *found.others) if each and each.key == key), None)
    if chosen is None:
        raise Refused(NO_OTHER, "key")
    row.key, row.moment, row.edited = chosen.key, chosen.moment, False
    row.look_for, row.tell, row.introduce = chosen.look_for, chosen.tell, chosen.introduce
    row.save()
    audit_log.record(Verb.ASK_CHOSEN, now=now, member_id=actor.member_id, thing_id=row.uid)
    return row


@transaction.atomic
def edit_ask(*, actor: Actor, now: datetime, lines: Mapping[str, str]) -> Ask:
    """Put this week's ask into one's own words. Raises Refused, naming the line."""
    row = _kept(actor, now)
    said = rules.cleaned(lines)
    changed = sorted(name for name, text in said.items() if getattr(row, name) != text)
    if changed:
        for name in changed:
            setattr(row, name, said[name])
        row.edited = True
        row.save()
        audit_log.record(Verb.ASK_EDITED, now=now, member_id=actor.member_id, thing_id=row.uid, fields=changed)
    return row


@transaction.atomic
def skip_ask(*, actor: Actor, now: datetime) -> None:
    """Not this one: it had its turn, and the next one stands for the week. Raises Refused where there is none other."""
    row = _kept(actor, now)
    if not this_weeks_ask(actor, now).others:
        raise Refused("Your brief has only this one ask. Add a moment, or what to listen for.")
    row.skipped_at = now
    row.save(update_fields=["skipped_at"])
    audit_log.record(Verb.ASK_SKIPPED, now=now, member_id=actor.member_id, thing_id=row.uid)


@transaction.atomic
def note_heard(
    *, actor: Actor, now: datetime, person_uids: Sequence[object] = (), meeting: bool = False, way: str = TOLD
) -> Ask:
    """Who has heard this week's ask: people of the book, and with ``meeting`` the chapter. Twice is once.

    Raises NotFound for somebody who is not in the book, Refused for nobody at all.
    """
    if way not in WAYS:
        raise Refused(f"Heard how? One of: {', '.join(WAYS)}.", "way")
    if not person_uids and not meeting:
        raise Refused("Say who has heard it.", "people")
    row = _kept(actor, now)
    heard = [*_people(actor, person_uids), *([None] if meeting else [])]
    _hear(row, heard, way, now)
    audit_log.record(Verb.ASK_HEARD, now=now, member_id=actor.member_id, thing_id=row.uid, people=len(heard))
    return row


@transaction.atomic
def mail_ask(
    *, actor: Actor, now: datetime, letters: Sequence[tuple[object, letter_rules.Letter, object]]
) -> Ask:
    """Queue a letter with the ask to each person (their id, the letter as it was previewed, its own id), all or none.

    Raises Refused with the person's name where one may not go, NotFound.
    """
    if not letters:
        raise Refused("Tick at least one person.", "people")
    if len(letters) > LETTERS_MAX:
        raise Refused(f"At most {LETTERS_MAX} letters at once: an ask is for a few who know you.", "people")
    row = _kept(actor, now)
    people = _people(actor, [uid for uid, _, _ in letters])
    for person, (_, letter, uid) in zip(people, letters, strict=True):
        queue_letter(actor=actor, now=now, letter=letter, person=person, uid=uid)
    _hear(row, people, MAIL, now)
    audit_log.record(Verb.ASK_HEARD, now=now, member_id=actor.member_id, thing_id=row.uid, people=len(people))
    return row


@transaction.atomic
def note_came_of(*, actor: Actor, now: datetime, uid: object, text: str) -> Ask:
    """What came of an ask, in the member's words; "" takes it away. Raises NotFound, Refused."""
    require(actor, Permission.BOOK_WRITE)
    row = Ask.objects.select_for_update().get(pk=ask_of(actor, uid).pk)
    said = clean(text)
    if len(said) > rules.CAME_MAX:
        raise Refused(f"{len(said)} signs are too many; say it in {rules.CAME_MAX}.", "came_of")
    row.came_of = said
    row.save(update_fields=["came_of"])
    audit_log.record(Verb.ASK_CAME, now=now, member_id=actor.member_id, thing_id=row.uid)
    return row


def _kept(actor: Actor, now: datetime) -> Ask:
    """This week's row, made of what is proposed where there is none yet. Raises Refused."""
    require(actor, Permission.BOOK_WRITE)
    lock_book(actor)
    found = this_weeks_ask(actor, now)
    if found.row is not None:
        return found.row
    if found.chosen is None:
        raise Refused(NO_BRIEF)
    one = found.chosen
    return Ask.objects.create(
        owner_id=actor.member_id, week=found.week, key=one.key, moment=one.moment, look_for=one.look_for,
        tell=one.tell, introduce=one.introduce, created_at=now,
    )  # fmt: skip


def _people(actor: Actor, person_uids: Sequence[object]) -> list[Person]:
    """These people of the book, in the same order. Raises NotFound."""
    wanted = [ids.parse(uid) for uid in person_uids]
    found = {person.uid: person for person in visible_to(actor).filter(uid__in=[uid for uid in wanted if uid])}
    if any(uid not in found for uid in wanted):
        raise NotFound("There is no such person in your book.")
    return [found[uid] for uid in wanted if uid]


def _hear(row: Ask, people: Sequence[Person | None], way: str, now: datetime) -> None:
    known = set(row.hearings.values_list("person", flat=True))
    new = [person for person in people if (person.pk if person else None) not in known]
    AskHearing.objects.bulk_create(
        AskHearing(ask=row, person=person, way=MEETING if person is None else way, at=now) for person in new
    )
