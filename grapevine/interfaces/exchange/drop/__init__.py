"""Letters dropped by mail: a copy (BCC) or a forwarded letter, sent to a member's secret address, is a touch.

One mailbox receives for everybody. The worker looks in: ``mailbox`` speaks IMAP, ``letters`` says whose a letter is and
what it means, ``forwarded`` finds the letter inside a letter. Nothing is deleted: what was taken is filed in the folder
``Done``, what was not in ``Refused``. A letter is taken once, by its message id, wherever a look was cut short.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction

from grapevine.domain.accounts import queries as account_queries
from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.imports.actions import dropping as actions
from grapevine.domain.imports.queries import calendars as queries
from grapevine.domain.imports.rules import dropping
from grapevine.domain.imports.rules.calendars import key_of
from grapevine.domain.letters.actions import note_bounce
from grapevine.domain.letters.rules.reports import is_bounce
from grapevine.kit import clock

from .. import imports, kinds
from ..mbox.heads import Head, understand
from ..uploads import uploads_folder
from . import letters, reports
from .mailbox import Mailbox, MailboxError

#: One look takes so long and leaves the rest to the next; the worker has other things to do.
SECONDS = 60.0
DONE, REFUSED = "Done", "Refused"
STRANGER = (
    "It came from {sender}, which is not one of your addresses, so nothing was logged. "
    "If it is yours, add it under Settings and send the letter again."
)
log = structlog.get_logger(__name__)


def is_set_up() -> bool:
    """Whether whoever runs this Grapevine gave it a mailbox for dropped letters."""
    return bool(settings.DROP_URL and settings.DROP_ADDRESS)


def look() -> None:
    """What the timetable calls: take every letter that came since the last look."""
    if not is_set_up():
        return
    try:
        with Mailbox(settings.DROP_URL) as box:
            _look(box, time.monotonic() + SECONDS)
    except MailboxError as error:
        log.warning("drop_mailbox_not_read", reason=str(error))
        actions.note_drop_look(mailbox=settings.DROP_URL, now=clock.now(), reason=str(error))


def _look(box: Mailbox, until: float) -> None:
    place = actions.place_of(settings.DROP_URL)
    after = place.uid if place and place.validity == box.validity else 0
    for uid in box.letters_after(after):
        taken = _take(box, uid, clock.now())
        actions.note_place(mailbox=settings.DROP_URL, validity=box.validity, uid=uid)
        box.file_away(uid, DONE if taken else REFUSED)
        if time.monotonic() > until:
            return
    actions.note_drop_look(mailbox=settings.DROP_URL, now=clock.now())


@dataclass(frozen=True, slots=True)
class _Whose:
    """The member a letter belongs to, and whether the letter is from an address of theirs."""

    actor: Actor
    emails: frozenset[str]
    from_them: bool


def _take(box: Mailbox, uid: int, now: datetime) -> bool:
    """Take one letter. False where it is nobody's or means nothing."""
    head_lines = box.head(uid)
    head = understand(b"", head_lines)
    if reports.looks_like_report(head):
        return _noted(box.whole(uid), now)
    whose = _whose(head)
    if whose is None:
        return False
    key = key_of(head.message_id or head_lines.decode("latin-1"))
    if queries.has_letter(whose.actor.member_id, key):
        return True
    if not whose.from_them:
        reason = STRANGER.format(sender=letters.sender(head) or "nobody")
        actions.note_letter(actor=whose.actor, now=now, key=key, reason=reason)
        return False
    return _keep(whose, now, key, head, head_lines, lambda: box.whole(uid))


def _noted(raw: bytes, now: datetime) -> bool:
    """A delivery report: note each letter of ours that did not arrive. False where it is about none of ours."""
    letters_back = [
        note_bounce(now=now, message_id=report.message_id, code=report.status or "5.0.0", said=report.said)
        for report in reports.reports_in(raw)
        if is_bounce(report)
    ]
    return any(letter is not None for letter in letters_back)


def _whose(head: Head) -> _Whose | None:
    """Whose secret address it was sent to. Of several, the one who sent it."""
    found = dropping.secrets_in(settings.DROP_ADDRESS, letters.reached(head))
    theirs = [_checked(member, head) for member in queries.members_of(found)] if found else []
    return next((each for each in theirs if each.from_them), theirs[0] if theirs else None)


def _checked(member: Member, head: Head) -> _Whose:
    actor = account_queries.actor_of(member)
    emails = account_queries.own_emails(actor)
    return _Whose(actor, emails, letters.is_from(head, emails))


def _keep(
    whose: _Whose, now: datetime, key: str, head: Head, head_lines: bytes, whole: Callable[[], bytes]
) -> bool:
    """Bring in what it means and note that it was taken: both or neither."""
    me = letters.Reader(
        emails=whose.emails, name=whose.actor.name, zone=whose.actor.time_zone, mailbox=settings.DROP_ADDRESS,
        now=now, folder=uploads_folder(),
    )  # fmt: skip
    items, reason = me.read(head, head_lines, whole)
    touches = sum(len(item.records) for item in items)
    with transaction.atomic():
        batch = None
        if touches:
            name = f"Letter: {head.subject}" if head.subject else "Letter"
            batch = imports.begin_read(actor=whose.actor, now=now, name=name, kind=kinds.EML, items=items)
        if not actions.note_letter(actor=whose.actor, now=now, key=key, touches=touches, reason=reason, batch=batch):
            transaction.set_rollback(True)  # somebody else took it in this very moment
    return touches > 0
