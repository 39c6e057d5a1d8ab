"""Who is named in a story, how their consent stands, and what whoever holds their link sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.people.queries import visible_to
from grapevine.domain.referrals.queries.one import seen_of
from grapevine.domain.referrals.queries.one import side as side_of
from grapevine.domain.referrals.rules.moves import By
from grapevine.domain.stories.models import Party, Story
from grapevine.domain.stories.queries.stories import own_story, parties_of, raw, standing_of, told_for
from grapevine.domain.stories.rules.consent import Consent, Part, named, open_until, opens
from grapevine.domain.stories.rules.naming import begins_with, perhaps_names, role_for, told_without
from grapevine.domain.stories.rules.telling import Reach, Told
from grapevine.kit import ids, tokens
from grapevine.kit.errors import NotFound

MISSING = "Nobody of that kind is named in a story of yours."
ANSWERED = (Consent.GIVEN, Consent.REFUSED, Consent.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Cast:
    """One of those named. ``in_chapter``, ``in_public``: whether the name stands there as things are; ``earlier``: they
    agreed to an earlier wording; ``waits_until``: an open link."""

    party: Party
    in_chapter: bool
    in_public: bool
    earlier: bool
    waits_until: datetime | None


def cast_of(actor: Actor, story_uid: object, now: datetime) -> list[Cast]:
    """Everybody named in one of the actor's own stories. Raises NotFound."""
    row = own_story(actor, story_uid)
    return [_cast(row, party, now) for party in parties_of([row]).get(row.pk, [])]


def _cast(row: Story, party: Party, now: datetime) -> Cast:
    standing = standing_of(party)
    given = standing.consent is Consent.GIVEN
    waits = party.consent == Consent.ASKED and opens(party.asked_at, False, now)
    return Cast(
        party=party, in_chapter=named(standing, Reach.CHAPTER, row.wording),
        in_public=named(standing, Reach.PUBLIC, row.wording), earlier=given and standing.wording != row.wording,
        waits_until=open_until(party.asked_at) if waits and party.asked_at else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody named sees by their link: the very text, with their own name in it, and how far it shall go."""

    party: Party
    teller: str
    told: Told
    reach: Reach
    wording: int
    consent: Consent


def asked_by(secret: str, now: datetime) -> Asked | None:
    """The page behind a link to be named; None for one that opens nothing, whatever the reason."""
    found = Party.objects.filter(digest=tokens.digest(secret), story__owner__is_active=True)
    party = found.select_related("story", "story__owner").first()
    if party is None or not opens(party.asked_at, party.consent in ANSWERED, now):
        return None
    row, reach = party.story, Reach(party.asked_reach)
    cast = parties_of([row])[row.pk]
    return Asked(
        party, row.owner.name, told_for(row, cast, reach, shown=party), reach, row.wording, Consent(party.consent)
    )


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody a story of this referral will name: the part, the name, a role to begin with, the person if in the
    book (inner id)."""

    part: Part
    name: str
    role: str
    person_id: int | None


def proposed(actor: Actor, referral_uid: object) -> list[Proposed]:
    """Whom a story of one of the actor's referrals will name: the other one, and whom it was about. Raises NotFound."""
    side = side_of(actor, referral_uid)
    other = Part.GIVER if side.role == By.RECEIVER else Part.RECEIVER
    person, found = side.person, []
    found.append(Proposed(other, person.name, role_for(person.title or person.profession, other), person.pk))
    whom = seen_of(side.referral.prospect, By(side.role), side.referral.noted_by)["name"]
    if whom and whom != person.name and whom != actor.name:
        found.append(Proposed(Part.CLIENT, whom, role_for("", Part.CLIENT), side.about_id))
    return found


@dataclass(frozen=True, slots=True)
class OwnSide:
    """What only its teller sees of a story: what was written, who is named, and words that may be names of people who
    are not on that list (at the beginning of a sentence those that are first names in the teller's book)."""

    story: Story
    written: Told
    cast: list[Cast]
    perhaps: list[str]


def own_side(actor: Actor, story_uid: object, now: datetime) -> OwnSide:
    """The teller's side of one of the actor's own. Raises NotFound."""
    row = own_story(actor, story_uid)
    parties = parties_of([row]).get(row.pk, [])
    told = told_without(raw(row), [each.stand for each in parties])
    first = visible_to(actor).filter(given__in=begins_with(told)).values_list("given", flat=True)
    return OwnSide(row, raw(row), [_cast(row, each, now) for each in parties], perhaps_names(told, set(first)))


def party(actor: Actor, party_uid: object) -> Party:
    """Somebody named in a story of the actor's. Raises NotFound."""
    require(actor, Permission.STORIES_READ)
    uid = ids.parse(party_uid)
    mine = Party.objects.filter(uid=uid, story__owner_id=actor.member_id) if uid else Party.objects.none()
    found = mine.select_related("story", "person").first()
    if found is None:
        raise NotFound(MISSING)
    return found
