"""A letter put into the queue, inside the transaction that asks for it: both happen or neither."""

from __future__ import annotations

import json
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.letters import rules
from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.queries.going import facts_for
from grapevine.domain.people.models import Person
from grapevine.kit import ids
from grapevine.kit.errors import Refused
from grapevine.kit.jobs import enqueue
from grapevine.kit.sealing import seal

#: What the queue of jobs is told to run: it sends whatever is due.
JOB = "grapevine.interfaces.mail.sending.send_due"


@transaction.atomic
def queue_letter(
    *, actor: Actor, now: datetime, letter: rules.Letter, person: Person | None = None, again: bool = False,
    uid: object = None,
) -> Letter:  # fmt: skip
    """Queue a letter of the member's to one person of their book, or (without ``person``) to the member themselves.

    The member has seen it (the page before this one shows the very text). It can be stopped by its reader with one
    click, whatever ``letter.unsubscribe`` says, unless it goes to the member. ``again``: although the last one to this
    address came back. ``uid``: the id that the preview gave it, so that a form sent twice is one letter. Raises Refused
    with the reason where it may not go (``rules.why_not``), NotAllowed.
    """
    require(actor, Permission.LETTERS_WRITE)
    letter = rules.checked(letter)
    wanted = ids.parse(uid) or ids.new()
    known = Letter.objects.filter(owner_id=actor.member_id, uid=wanted).first()
    if known is not None:
        return known
    facts = facts_for(actor, letter.to_address, person, now, again=again)
    reason = rules.why_not(facts, address=letter.to_address, name=person.name if person else "")
    if reason:
        raise Refused(reason, "to_address")
    made = _queued(letter, now, wanted, owner_id=actor.member_id, person=person)
    audit_log.record(Verb.LETTER_QUEUED, now=now, member_id=actor.member_id, thing_id=made.uid, kind=letter.kind)
    return made


@transaction.atomic
def queue_house_letter(*, now: datetime, letter: rules.Letter) -> Letter:
    """Queue a letter of the house itself, which its reader asked for: a sign-in link, a reset. Raises Refused."""
    made = _queued(rules.checked(letter), now, ids.new(), owner_id=None, person=None)
    audit_log.record(Verb.LETTER_QUEUED, now=now, member_id=None, thing_id=made.uid, kind=letter.kind)
    return made


def _queued(
    letter: rules.Letter, now: datetime, uid: UUID, *, owner_id: int | None, person: Person | None
) -> Letter:
    made = Letter.objects.create(
        uid=uid,
        owner_id=owner_id,
        person=person,
        kind=letter.kind,
        to_address=letter.to_address,
        to_name=letter.to_name,
        subject=letter.subject,
        text=rules.without_secrets(letter.text),
        sealed=seal(json.dumps({"text": letter.text, "html": letter.html})),
        unsubscribe=person is not None,
        automatic=letter.automatic or owner_id is None,
        next_try_at=now,
        message_id=f"<{uid}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>",
        created_at=now,
    )
    enqueue(JOB)
    return made
