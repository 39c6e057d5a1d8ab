"""Leah's asks of the last weeks with who heard them, and the letters that went out for her."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.education.actions.asks import note_came_of, note_heard, skip_ask
from grapevine.domain.letters.actions.stopping import stop
from grapevine.domain.letters.models import Letter
from grapevine.domain.letters.queries import address_of, stop_token
from grapevine.domain.letters.rules import State
from grapevine.domain.people.models import Person
from grapevine.kit import ids

#: Weeks ago -> who heard that week's ask, whether the chapter did, and what came of it.
ASKS: tuple[tuple[int, tuple[int, ...], bool, str], ...] = (
    (4, (0, 3, 5), True, "The second of them called on Thursday; we meet next week."),
    (3, (1,), True, ""),
    (2, (2, 4), False, "Nothing yet, but two people asked what I meant by “quiet”."),
    (1, (0,), True, ""),
)
#: Days ago, to the how many-eth of the closest, subject, state, what was answered.
LETTERS: tuple[tuple[int, int, str, State, str], ...] = (
    (21, 0, "Whom I am looking for this week", State.SENT, ""),
    (20, 3, "Whom I am looking for this week", State.SENT, ""),
    (12, 1, "Five short questions", State.SENT, ""),
    (6, 2, "Five short questions", State.FAILED, "550 5.1.1 no such user here"),
    (2, 5, "Whom I am looking for this week", State.SENT, ""),
)
#: Who of them asked for no more, by the same number.
STOPPED = 5


def write_asked(actor: Actor, now: datetime, people: dict[str, Person], closest: list[str]) -> None:
    """Asks and letters; ``closest``: names of people of the book, the closest first. Nothing is put on any queue."""
    near = [people[name] for name in closest if name in people and address_of(actor, people[name])]
    if len(near) <= max(number for _, number, *_ in LETTERS):
        return
    for weeks, who, meeting, came in ASKS:
        at = now - timedelta(weeks=weeks)
        if weeks == 3:
            skip_ask(actor=actor, now=at)
        row = note_heard(actor=actor, now=at, person_uids=[near[one].uid for one in who], meeting=meeting)
        if came:
            note_came_of(actor=actor, now=now, uid=row.uid, text=came)
    Letter.objects.bulk_create(
        _letter(actor, now - timedelta(days=days), near[number], subject, state, said)
        for days, number, subject, state, said in LETTERS
    )
    owner = Letter.objects.select_related("owner").filter(owner_id=actor.member_id)[0].owner
    if owner is not None:
        stop(now=now - timedelta(days=1), token=stop_token(owner, address_of(actor, near[STOPPED])))


def _letter(actor: Actor, at: datetime, person: Person, subject: str, state: State, said: str) -> Letter:
    uid = ids.new()
    host = urlsplit(settings.BASE_URL).hostname
    first = person.given or person.name.split()[0]
    return Letter(
        uid=uid, owner_id=actor.member_id, person=person, kind="demo", to_address=address_of(actor, person),
        to_name=person.name, subject=subject, text=f"Dear {first},\n\na letter of the demo.\n\n{actor.name}",
        state=state, attempts=1, next_try_at=at, sent_at=at if state is State.SENT else None, last_error=said,
        message_id=f"<{uid}@{host}>", created_at=at,
    )  # fmt: skip
