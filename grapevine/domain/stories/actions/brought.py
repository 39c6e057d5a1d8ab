"""Stories and words of clients out of an archive: each once, and nobody but the member reads them until they say so.

Each function returns the new row, or None where it is there already. The caller writes the log entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.referrals.models import Referral, Side
from grapevine.domain.stories.models import Comment, Party, Story, Testimonial
from grapevine.domain.stories.rules import comments, consent, testimonials
from grapevine.domain.stories.rules.telling import ANSWER_MAX, TITLE_MAX, Reach, Told
from grapevine.kit import ids
from grapevine.kit.errors import Refused
from grapevine.kit.moments import moment_of
from grapevine.kit.source_keys import OWN_KEY, by_source_keys

NOT_OURS = "the story is not as an archive writes it"
#: The highest number of a wording: the API takes no higher one either, and any database counts so far.
WORDINGS_MAX = 10**9


def bring_story(
    *, actor: Actor, key: str, at: datetime, told: Told, wording: int, changed: str, closed: bool, answers: str,
    referral: str, named: str, others: str,
) -> Story | None:  # fmt: skip
    """One story with who is named in it and its comments (``others``). Raises Refused for what no archive writes."""
    require(actor, Permission.BOOK_WRITE)
    mine = Story.objects.filter(owner_id=actor.member_id)
    cast, said = _listed(named, _party), _listed(others, _comment)
    too_long = len(told.title) > TITLE_MAX or any(len(each) > ANSWER_MAX for each in told.answers)
    if too_long or not 1 <= wording <= WORDINGS_MAX:
        raise Refused(NOT_OURS)
    if by_source_keys(mine, [key]):
        return None
    made = Story.objects.create(
        owner_id=actor.member_id, created_at=at, changed_at=moment_of(changed, NOT_OURS) or at, title=told.title,
        need=told.need, happened=told.happened, came=told.came, wording=wording, source_key=key,
        comments_open=not closed, referral=_referral(actor, referral),
        answers=by_source_keys(mine, [answers]).get(answers) if answers else None,
    )  # fmt: skip
    Party.objects.bulk_create([Party(story=made, **each) for each in cast])
    Comment.objects.bulk_create([Comment(story=made, **each) for each in said])
    return made


def bring_person(*, actor: Actor, person_id: int, story: str, name: str) -> Party | None:
    """That somebody named is this person of the book."""
    require(actor, Permission.BOOK_WRITE)
    found = by_source_keys(Story.objects.filter(owner_id=actor.member_id), [story]).get(story)
    party = found.parties.filter(name=name, person=None).first() if found else None
    if party is not None:
        party.person_id = person_id
        party.save(update_fields=["person"])
    return party


def bring_testimonial(
    *, actor: Actor, person_id: int, key: str, at: datetime, state: str, asked: str, text: str, name: str, agreed: str,
    given: str, story: str,
) -> Testimonial | None:  # fmt: skip
    """Words of a client, as far as they let them go; where they stand is said anew. Raises Refused."""
    require(actor, Permission.BOOK_WRITE)
    sound = state in set(testimonials.State) and agreed in set(Reach)
    sound = sound and len(text) <= testimonials.TEXT_MAX and len(name) <= testimonials.NAME_MAX
    if not sound or len(asked) > testimonials.ASK_MAX:
        raise Refused(NOT_OURS)
    if by_source_keys(Testimonial.objects.filter(owner_id=actor.member_id), [key]):
        return None
    mine = Story.objects.filter(owner_id=actor.member_id)
    return Testimonial.objects.create(
        owner_id=actor.member_id, person_id=person_id, state=state, asked=asked, text=text, name=name,
        agreed_reach=agreed, asked_at=at, given_at=moment_of(given, NOT_OURS), source_key=key,
        story=by_source_keys(mine, [story]).get(story) if story else None,
    )  # fmt: skip


def take_back(*, actor: Actor, stories: Iterable[int], people: Iterable[int], said: Iterable[int]) -> None:
    """Take back what an import brought (inner ids)."""
    require(actor, Permission.BOOK_WRITE)
    Party.objects.filter(story__owner_id=actor.member_id, pk__in=list(people)).update(person=None)
    Testimonial.objects.filter(owner_id=actor.member_id, pk__in=list(said)).delete()
    Story.objects.filter(owner_id=actor.member_id, pk__in=list(stories)).delete()


def _referral(actor: Actor, key: str) -> Referral | None:
    """The referral of the actor's that an archive calls so."""
    sides = Side.objects.filter(owner_id=actor.member_id).select_related("referral")
    uid = ids.parse(key.removeprefix(OWN_KEY))
    side = sides.filter(source_key=key).first() or (sides.filter(referral__uid=uid).first() if uid else None)
    return side.referral if key and side else None


def _listed(text: str, read: Any) -> list[dict[str, Any]]:
    try:
        found = json.loads(text) if text else []
        return [read(each) for each in found]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(NOT_OURS) from error


def _party(one: Any) -> dict[str, Any]:
    return {
        "name": _text(one["name"], 200), "part": consent.Part(one["part"]).value, "role": _text(one["role"], 100),
        "also": _text(one["also"], 300), "consent": consent.Consent(one["consent"]).value,
        "agreed_reach": Reach(one["reach"]).value, "agreed_wording": _wording(one["wording"]),
        "by_link": one["by_link"] is True, "words": _text(one["words"], 500),
        "agreed_at": moment_of(one["at"], NOT_OURS),
    }  # fmt: skip


def _comment(one: Any) -> dict[str, Any]:
    at = moment_of(one["at"], NOT_OURS)
    if at is None:
        raise ValueError
    return {
        "name": _text(one["name"], comments.NAME_MAX), "email": _text(one["email"], 254),
        "text": _text(one["text"], comments.TEXT_MAX), "state": comments.State(one["state"]).value, "at": at,
    }  # fmt: skip


def _wording(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= WORDINGS_MAX:
        raise ValueError
    return value


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str) or len(value) > most or "\x00" in value:
        raise ValueError
    return value
