"""Letters that came back, at once by the mail server's refusal, or later by a delivery report."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.letters.models import Bounce, Letter
from grapevine.domain.letters.rules.answers import Answer, Phase, is_address_dead
from grapevine.domain.letters.rules.letter import address_key
from grapevine.domain.letters.rules.states import State


@transaction.atomic
def note_bounce(*, now: datetime, message_id: str, code: str, said: str) -> Letter | None:
    """Keep that a delivery report says a letter of ours did not arrive. None: it is not ours, or known already.

    A Message-ID is random, so only who got the letter can name it; still nothing but this one letter is believed to
    have failed.
    """
    letter = Letter.objects.select_for_update().filter(message_id=message_id).first()
    if letter is None or letter.state not in (State.SENT, State.UNSURE) or letter.bounces.exists():
        return None
    letter.state, letter.last_error = State.FAILED, Answer(0, f"{code} {said}", Phase.CONTENT).said
    letter.save(update_fields=["state", "last_error"])
    keep_bounce(letter, now=now, code=code, said=said)
    return letter


def keep_bounce(letter: Letter, *, now: datetime, code: str, said: str) -> None:
    """The row and its log entry; the caller holds the letter and says what becomes of it."""
    number = int(code) if code.isdecimal() else 0
    told = said if number else f"{code} {said}"
    Bounce.objects.create(
        letter=letter,
        owner_id=letter.owner_id,
        key=address_key(letter.to_address),
        dead=is_address_dead(number, told),
        code=code[:12],
        said=Answer(0, said, Phase.CONTENT).said,
        at=now,
    )
    audit_log.record(Verb.LETTER_BOUNCED, now=now, member_id=letter.owner_id, thing_id=letter.uid, code=code[:12])
