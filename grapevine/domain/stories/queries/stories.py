"""Stories as somebody may read them: their teller, the chapter, anybody with the address, whoever is asked by a link.

What comes out of here has names only where their bearers agreed; the raw words go to their teller alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from grapevine.domain.accounts.rules.access import Actor, Permission, require
from grapevine.domain.stories.models import Comment, Party, Story
from grapevine.domain.stories.rules import comments
from grapevine.domain.stories.rules.consent import Consent, Standing, named
from grapevine.domain.stories.rules.naming import told_without
from grapevine.domain.stories.rules.telling import Reach, Told
from grapevine.kit import ids
from grapevine.kit.errors import NotFound

MISSING = "There is no such story."
PAGE = 30
_OTHERS = (Reach.CHAPTER, Reach.PUBLIC)


@dataclass(frozen=True, slots=True)
class Seen:
    """A story as one reader sees it. ``told`` has roles for names that may not stand there."""

    uid: UUID
    told: Told
    teller: str
    initials: str
    work: str
    profession_key: str
    mine: bool
    reach: Reach
    at: datetime
    slug: str
    indexed: bool
    comments_open: bool
    comments: int = 0
    held: int = 0
    answers_uid: UUID | None = None
    answers_title: str = ""
    replies: list[tuple[UUID, str, str]] = field(default_factory=list)


def own(actor: Actor) -> QuerySet[Story]:
    """The actor's own stories."""
    require(actor, Permission.STORIES_READ)
    return Story.objects.filter(owner_id=actor.member_id)


def readable(actor: Actor) -> QuerySet[Story]:
    """Their own, and what the chapters in which they sit were shown."""
    return own(actor) | Story.objects.filter(_of_chapters(actor))


def _of_chapters(actor: Actor) -> Q:
    chapters = [seat.chapter_id for seat in actor.seats if seat.chapter_id]
    return Q(chapter__in=chapters, reach__in=_OTHERS, owner__is_active=True)


def own_story(actor: Actor, story_uid: object) -> Story:
    """One of the actor's own. Raises NotFound."""
    uid = ids.parse(story_uid)
    found = own(actor).filter(uid=uid).select_related("owner").first() if uid else None
    if found is None:
        raise NotFound(MISSING)
    return found


def story(actor: Actor, story_uid: object) -> Seen:
    """One, as the actor may read it, with the stories that answer it; its teller reads it as the furthest of its
    readers do. Raises NotFound."""
    uid = ids.parse(story_uid)
    row = readable(actor).filter(uid=uid).select_related("owner").first() if uid else None
    if row is None:
        raise NotFound(MISSING)
    everybody = row.owner_id == actor.member_id and row.reach == Reach.PUBLIC
    (found,) = seen(actor, [row], Reach.PUBLIC if everybody else Reach.CHAPTER)
    replies = readable(actor).filter(answers=row).order_by("pk")
    found.replies.extend((each.uid, each.told.title, each.teller) for each in seen(actor, replies))
    return found


def mine(actor: Actor) -> list[Seen]:
    """All of the actor's own, the last told first."""
    return seen(actor, own(actor).order_by("-created_at", "-pk"))


def of_chapter(
    actor: Actor, *, profession_key: str = "", before: tuple[datetime, int] | None = None, limit: int = PAGE
) -> tuple[list[Seen], tuple[datetime, int] | None]:
    """What the actor's chapters were shown, newest first, of tellers of one profession if named; and where the next
    page begins, None at the end."""
    rows = chapter_rows(actor, profession_key).order_by("-shown_at", "-pk")
    if before:
        rows = rows.filter(Q(shown_at__lt=before[0]) | Q(shown_at=before[0], pk__lt=before[1]))
    found = list(rows.select_related("owner")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    cut = (last.shown_at, last.pk) if last and last.shown_at else None
    return seen(actor, found[:limit]), cut


def chapter_rows(actor: Actor, profession_key: str = "") -> QuerySet[Story]:
    """What the actor's chapters were shown, of tellers of one profession if named."""
    require(actor, Permission.STORIES_READ)
    rows = Story.objects.filter(_of_chapters(actor))
    return rows.filter(owner__profession_key=profession_key) if profession_key else rows


def by_number(actor: Actor, numbers: Sequence[int]) -> list[Seen]:
    """Stories the actor may read, by inner id, in that order."""
    rows = readable(actor).filter(pk__in=numbers).select_related("owner").in_bulk()
    return seen(actor, [rows[pk] for pk in numbers if pk in rows])


def professions_told(actor: Actor) -> list[tuple[str, int]]:
    """The professions of tellers in the actor's chapters, with the number of their stories, the most first."""
    rows = chapter_rows(actor).exclude(owner__profession_key="")
    counted = rows.order_by().values_list("owner__profession_key").annotate(told=Count("pk"))
    return sorted(counted, key=lambda row: (-row[1], row[0]))


def seen(actor: Actor, rows: QuerySet[Story] | Sequence[Story], where: Reach = Reach.CHAPTER) -> list[Seen]:
    """Stories that were found already, as they read there: two more statements, however many there are, and one where
    some answer others. Of those only what the actor may read themselves is told."""
    found = list(rows.select_related("owner") if isinstance(rows, QuerySet) else rows)
    answered = {each.answers_id for each in found if each.answers_id}
    firsts = readable(actor).in_bulk(answered) if answered else {}
    cast = parties_of([*found, *firsts.values()])
    told = _comment_counts(found)
    return [
        _seen(each, actor.member_id, where, cast, told.get(each.pk, (0, 0)), firsts.get(each.answers_id or 0))
        for each in found
    ]


def _seen(
    row: Story, reader: int, where: Reach, cast: dict[int, list[Party]], counted: tuple[int, int], first: Story | None
) -> Seen:
    """``first``: the story that it answers, if its reader may read that too."""
    own, teller = row.owner_id == reader, row.owner
    return Seen(
        uid=row.uid, told=told_for(row, cast.get(row.pk, []), where), teller=teller.name, initials=teller.initials,
        work=", ".join(part for part in (teller.profession, teller.firm or teller.place) if part),
        profession_key=teller.profession_key, mine=own, reach=Reach(row.reach), at=row.shown_at or row.created_at,
        slug=row.slug or "", indexed=row.indexed, comments_open=row.comments_open, comments=counted[0],
        held=counted[1] if own else 0,
        answers_uid=first.uid if first else None,
        answers_title=told_for(first, cast.get(first.pk, []), Reach.CHAPTER).title if first else "",
    )  # fmt: skip


def parties_of(rows: Iterable[Story]) -> dict[int, list[Party]]:
    """Who is named in each of them, by the story's inner id."""
    found: dict[int, list[Party]] = {}
    for party in Party.objects.filter(story__in=[row.pk for row in rows]).order_by("pk"):
        found.setdefault(party.story_id, []).append(party)
    return found


def _comment_counts(rows: Iterable[Story]) -> dict[int, tuple[int, int]]:
    """Shown and held, by the story's inner id."""
    counted = Comment.objects.filter(story__in=[row.pk for row in rows]).order_by().values_list("story").annotate(
        shown=Count("pk", filter=Q(state=comments.State.SHOWN)), held=Count("pk", filter=Q(state=comments.State.HELD)),
    )  # fmt: skip
    return {pk: (shown, held) for pk, shown, held in counted}


def standing_of(party: Party) -> Standing:
    """How somebody's consent stands."""
    return Standing(Consent(party.consent), Reach(party.agreed_reach), party.agreed_wording)


def told_for(row: Story, parties: Iterable[Party], where: Reach, shown: Party | None = None) -> Told:
    """The story as it reads there; ``shown``: somebody whose name stands although they have not agreed yet, for them to
    see."""
    hidden = [
        party.stand
        for party in parties
        if not named(standing_of(party), where, row.wording) and not (shown and party.pk == shown.pk)
    ]
    return told_without(raw(row), hidden)


def raw(row: Story) -> Told:
    """What the teller wrote, names and all."""
    return Told(row.title, row.need, row.happened, row.came)


@dataclass(frozen=True, slots=True)
class PublicStory:
    """What anybody with the address reads; ``down``, and then without a word of it, where it was taken down."""

    story: Story
    told: Told
    teller: str
    initials: str
    work: str
    down: bool = False


def public_story(slug: str) -> PublicStory | None:
    """The story under an address; None where none ever stood."""
    row = Story.objects.filter(slug=slug, owner__is_active=True).select_related("owner").first()
    if row is None:
        return None
    if row.reach != Reach.PUBLIC:
        return PublicStory(row, Told(), "", "", "", down=True)
    owner, cast = row.owner, parties_of([row]).get(row.pk, [])
    work = ", ".join(part for part in (owner.profession, owner.firm or owner.place) if part)
    return PublicStory(row, told_for(row, cast, Reach.PUBLIC), owner.name, owner.initials, work)
