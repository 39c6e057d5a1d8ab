"""The words to begin with: what a request, the question before an introduction, and the introduction itself rest on."""

from __future__ import annotations

from datetime import datetime

from grapevine.domain.accounts.models import Member
from grapevine.domain.accounts.queries import actor_of
from grapevine.domain.accounts.rules.access import Actor
from grapevine.domain.network.models import Introduction, Wish
from grapevine.domain.network.queries.across import holders_of
from grapevine.domain.network.queries.ways import target_of, ways_to
from grapevine.domain.network.rules.introductions import letters
from grapevine.domain.people.models import Person


def first_letter(actor: Actor, row: Introduction, now: datetime) -> str:
    """The letter to the go-between, from what is known now."""
    found = ways_to(actor, target_of(actor, wish=row.wish), now)
    ends = [way.go_betweens[0] for way in found]
    at = next(
        (
            place
            for place, end in enumerate(ends)
            if (row.member_id and end.member == row.member_id) or (row.person and end.person == row.person)
        ),
        None,
    )
    owner = Member.objects.get(pk=actor.member_id)
    return letters.request(facts_of(row, owner, "" if at is None else found[at].known))


def facts_of(row: Introduction, owner: Member, known: str = "") -> letters.Facts:
    """What every letter of a request rests on."""
    return letters.Facts(
        asker=owner.name,
        asker_work=owner.profession,
        go_between=go_between_name(row),
        target=wished_name(row.wish),
        target_work=wished_work(row.wish),
        why=row.wish.why,
        known=known,
    )


def go_between_name(row: Introduction) -> str:
    """Who is asked."""
    if row.person is not None:
        return row.person.name
    return row.member.name if row.member is not None else row.through


def wished_name(wish: Wish) -> str:
    """Whom to meet."""
    return wish.person.name if wish.person is not None else wish.name


def wished_work(wish: Wish) -> str:
    """What they do and where, as far as it is known."""
    one = wish.person or wish
    return ", ".join(text for text in (one.title, one.firm) if text)


def wished_in_my_book(actor: Actor, row: Introduction) -> Person | None:
    """Whom the asker means, as the member who is asked has them in their own book."""
    target = target_of(actor_of(row.owner), wish=row.wish)
    linked = row.wish.person.linked_member_id if row.wish.person is not None else None
    found = holders_of([actor.member_id], target.reach, linked).get(actor.member_id, set())
    return Person.objects.filter(owner_id=actor.member_id, pk__in=found).order_by("pk").first()
