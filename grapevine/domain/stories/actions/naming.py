"""Who is named in a story: added, asked, agreed, refused, taken out again.

The address is the credential, as with the five questions (decision 0010): 256 bits, only the digest kept. A link that
was answered stays open, because whoever said yes must be able to say no, for as long as the story stands.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.audit_log import actions as audit_log
from grapevine.domain.audit_log.rules import Verb
from grapevine.domain.people.queries import person as person_of
from grapevine.domain.stories.actions.telling import held
from grapevine.domain.stories.models import Party, Story
from grapevine.domain.stories.queries.parties import ANSWERED, MISSING
from grapevine.domain.stories.queries.stories import raw
from grapevine.domain.stories.rules.consent import Consent, Part, opens, refusal
from grapevine.domain.stories.rules.naming import role_for, told_without
from grapevine.domain.stories.rules.telling import Reach
from grapevine.kit import ids, tokens
from grapevine.kit.errors import Conflict, NotFound, Refused
from grapevine.kit.moments import must_have_happened
from grapevine.kit.text import clean

NAME_MAX, ALSO_MAX, ROLE_MAX, WORDS_MAX = 200, 300, 100, 500
#: At most so many people in one story.
MOST = 20
OVER = "This link does not work any more."
OTHERS = (Reach.CHAPTER, Reach.PUBLIC)


@transaction.atomic
def add_party(
    *, actor: Actor, now: datetime, story_uid: object, name: str = "", part: str = Part.OTHER, role: str = "",
    also: str = "", person_uid: object = None,
) -> Party:  # fmt: skip
    """Say who is named in a story: from now on a role stands for them until they agree. Raises Refused, NotFound.

    ``also``: other forms of the name in the text, parted by commas; ``person_uid``: somebody of the book.
    """
    story = held(actor, story_uid)
    person = person_of(actor, person_uid) if person_uid else None
    name = clean(name or (person.name if person else ""))
    _sound(name, part, role, also)
    if Party.objects.filter(story=story).count() >= MOST:
        raise Refused(f"At most {MOST} people in one story.", "name")
    if Party.objects.filter(story=story, name=name).exists():
        raise Refused(f"{name} is named already.", "name")
    role = clean(role) or role_for((person.title or person.profession) if person else "", part)
    made = Party.objects.create(story=story, name=name, part=part, role=role, also=clean(also), person=person)
    audit_log.record(Verb.NAMED_ADDED, now=now, member_id=actor.member_id, thing_id=made.uid)
    return made


@transaction.atomic
def edit_party(*, actor: Actor, now: datetime, party_uid: object, role: str, also: str = "") -> Party:
    """Another role, other forms of the name. Raises Refused, NotFound."""
    party = _held(actor, party_uid)
    _sound(party.name, party.part, role, also)
    party.role, party.also = clean(role), clean(also)
    party.save(update_fields=["role", "also"])
    audit_log.record(Verb.NAMED_CHANGED, now=now, member_id=actor.member_id, thing_id=party.uid)
    return party


@transaction.atomic
def remove_party(*, actor: Actor, now: datetime, party_uid: object) -> Story:
    """Somebody who is not named any more. Raises NotFound, and Refused as long as the text still names them: without
    the entry their name would stand there for everybody."""
    party = _held(actor, party_uid)
    if _still_named(party):
        raise Refused(f"The story still names {party.name}. Take the name out of the text first.", "name")
    uid = party.uid
    party.delete()
    audit_log.record(Verb.NAMED_REMOVED, now=now, member_id=actor.member_id, thing_id=uid)
    return party.story


@transaction.atomic
def ask_party(*, actor: Actor, now: datetime, party_uid: object, reach: str) -> tuple[Party, str]:
    """A link by which they see the text and say yes or no, and its secret, never shown again; an older one ends.

    ``reach``: how far the story shall go with their name. Raises Refused, NotFound.
    """
    party = _held(actor, party_uid)
    if reach not in OTHERS:
        raise Refused(f"Say how far it shall go with their name: {', '.join(OTHERS)}.", "reach")
    if party.consent == Consent.REFUSED:
        raise Refused(f"{party.name} said no. Ask again only when they tell you so themselves.", "reach")
    if not (party.story.title or party.story.happened):
        raise Refused("Write the story first: they agree to a text, not to an idea.")
    secret = tokens.make()
    party.digest, party.asked_at, party.asked_reach = tokens.digest(secret), now, reach
    if party.consent not in ANSWERED:
        party.consent = Consent.ASKED
    party.save()
    audit_log.record(Verb.NAMED_ASKED, now=now, member_id=actor.member_id, thing_id=party.uid)
    return party, secret


@transaction.atomic
def note_consent(
    *, actor: Actor, now: datetime, party_uid: object, reach: str, words: str, at: datetime | None = None
) -> Party:
    """They agreed to this text: how, in the teller's words, and when (now). Raises Refused, NotFound."""
    party = _held(actor, party_uid)
    if at is not None:
        must_have_happened(at, now, "They agreed some day that lies behind us.")
    why = refusal(words, at, now)
    if why:
        raise Refused(why, "words")
    if reach not in OTHERS:
        raise Refused(f"Say how far they let it go: {', '.join(OTHERS)}.", "reach")
    _agree(party, reach, by_link=False, words=clean(words, WORDS_MAX), at=at or now)
    audit_log.record(Verb.NAMED_AGREED, now=now, member_id=actor.member_id, thing_id=party.uid)
    return party


@transaction.atomic
def withdraw_consent(*, actor: Actor, now: datetime, party_uid: object) -> Party:
    """They told the teller that they would rather not be named: their name is out at once. Raises NotFound."""
    party = _held(actor, party_uid)
    if party.consent != Consent.WITHDRAWN:
        _withdraw(party)
        audit_log.record(Verb.NAMED_WITHDRAWN, now=now, member_id=actor.member_id, thing_id=party.uid)
    return party


@transaction.atomic
def answer_by_link(*, now: datetime, secret: str, yes: bool, wording: int | None = None) -> Party:
    """The word of whoever holds the link. Said again it changes nothing; a no takes the name out at once.

    ``wording``: the text they saw. Raises NotFound, and Conflict when it was told otherwise since.
    """
    digest = tokens.digest(secret)
    found = Party.objects.filter(digest=digest, story__owner__is_active=True).values_list("story_id", flat=True).first()
    story = Story.objects.select_for_update().filter(pk=found).first() if found else None
    party = Party.objects.filter(digest=digest).first() if story else None
    if story is None or party is None or not opens(party.asked_at, party.consent in ANSWERED, now):
        raise NotFound(OVER)
    if yes and wording is not None and wording != story.wording:
        raise Conflict("It was told otherwise in the meantime. Read it once more, then decide.")
    if yes:
        party.story = story
        _agree(party, party.asked_reach, by_link=True, words="", at=now)
        verb = Verb.NAMED_AGREED
    elif party.consent == Consent.GIVEN:
        _withdraw(party)
        verb = Verb.NAMED_WITHDRAWN
    elif party.consent == Consent.ASKED:
        party.consent = Consent.REFUSED
        party.save(update_fields=["consent"])
        verb = Verb.NAMED_REFUSED
    else:
        return party
    audit_log.record(verb, now=now, member_id=story.owner_id, thing_id=party.uid)
    return party


def _still_named(party: Party) -> bool:
    """Does any form of their name stand in the text?"""
    told = raw(party.story)
    return told_without(told, [party.stand]) != told


def _agree(party: Party, reach: str, *, by_link: bool, words: str, at: datetime) -> None:
    party.consent, party.agreed_reach, party.agreed_wording = Consent.GIVEN, reach, party.story.wording
    party.by_link, party.words, party.agreed_at = by_link, words, at
    party.save()


def _withdraw(party: Party) -> None:
    party.consent, party.words = Consent.WITHDRAWN, ""
    party.save(update_fields=["consent", "words"])


def _held(actor: Actor, party_uid: object) -> Party:
    """Somebody named in one of the actor's own, the story held. Raises NotFound, NotAllowed."""
    require(actor, Permission.STORIES_WRITE)
    uid = ids.parse(party_uid)
    mine = Party.objects.filter(uid=uid, story__owner_id=actor.member_id) if uid else Party.objects.none()
    party = mine.first()
    story = Story.objects.select_for_update().filter(pk=party.story_id).first() if party else None
    if party is None or story is None:
        raise NotFound(MISSING)
    party.refresh_from_db()
    party.story = story
    return party


def _sound(name: str, part: str, role: str, also: str) -> None:
    if not name or len(name) > NAME_MAX:
        raise Refused("Say who it is, as the story calls them.", "name")
    if part not in set(Part):
        raise Refused(f"Say what they were to the story: {', '.join(Part)}.", "part")
    if len(clean(role)) > ROLE_MAX:
        raise Refused(f"A role is a few words, like “a family of three”; use at most {ROLE_MAX} signs.", "role")
    if len(clean(also)) > ALSO_MAX:
        raise Refused(f"At most {ALSO_MAX} signs for other forms of the name.", "also")
