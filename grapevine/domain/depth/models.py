"""What is kept of each relationship between its events, and what its two sides say of it."""

from __future__ import annotations

from typing import Any

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.depth.rules import committed, learned, reach
from grapevine.domain.depth.rules.stage import DORMANT_PEAK
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Relationship(models.Model):
    """The fading sums of one member and one person, both directions, as of ``at`` (days since 1970), and counts.

    Everything a list or a picture shows of a relationship stands in this row, so that reading it takes no ledger.
    The answers and corrections are five signs each (``rules.answers``).

    Personal data: how much two people had to do with each other; seen by the owner only.
    Erased: with the person.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    mine_fast = models.FloatField(default=0.0)
    mine_slow = models.FloatField(default=0.0)
    theirs_fast = models.FloatField(default=0.0)
    theirs_slow = models.FloatField(default=0.0)
    at = models.FloatField(null=True)
    rank_key = models.FloatField(null=True, help_text="order by this is order by depth, at any time")
    peak = models.FloatField(default=0.0, help_text="highest depth ever, 0..100")
    touches = models.PositiveIntegerField(default=0)
    begun_by_me = models.PositiveIntegerField(default=0, help_text="touches")
    begun_by_them = models.PositiveIntegerField(default=0, help_text="touches")
    given = models.PositiveIntegerField(default=0, help_text="gives")
    received = models.PositiveIntegerField(default=0, help_text="gives")
    my_rating = models.PositiveSmallIntegerField(null=True, help_text="the newest answer, 1..5")
    their_rating = models.PositiveSmallIntegerField(null=True, help_text="the newest answer, 1..5")
    my_answers = models.CharField(max_length=5, blank=True, db_default="", default="")
    their_answers = models.CharField(max_length=5, blank=True, db_default="", default="")
    my_corrected = models.CharField(max_length=5, blank=True, db_default="", default="")
    their_corrected = models.CharField(max_length=5, blank=True, db_default="", default="")
    learned = models.CharField(
        max_length=learned.PACKED_MAX, blank=True, db_default="", default="", help_text="rules.learned: of the brief"
    )
    agreed = models.CharField(
        max_length=committed.PACKED_MAX, blank=True, db_default="", default="",
        help_text="rules.committed: of an agreement",
    )  # fmt: skip
    last_touch_at = models.DateTimeField(null=True)
    reach = models.CharField(max_length=9, default=reach.NONE)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-rank_key", "person"], name="relationship_by_depth"),
            models.Index(fields=["owner", "last_touch_at"], name="relationship_by_last_touch"),
            models.Index(
                fields=["owner", "-peak"], condition=models.Q(peak__gte=DORMANT_PEAK), name="relationship_once_deep"
            ),
        ]


class Rating(models.Model):
    """An answer to "how well do you know and trust them?", 1..5, of one side, and the five answers it came from.

    Personal data: a judgement about a person; seen by its owner only, and by whoever gave it through their link.
    Erased: with the person.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=6, help_text="mine or theirs")
    value = models.PositiveSmallIntegerField()
    answers = models.CharField(max_length=5, blank=True, db_default="", default="", help_text="five signs, or nothing")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "side", "-at"], name="rating_newest")]


class Correction(models.Model):
    """The owner's own word on one ingredient of one side; the newest counts, and depth never rests on it.

    Personal data: a judgement about a person and a private reason; seen by its owner only.
    Erased: with the person, or by the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    side = models.CharField(max_length=6, help_text="mine or theirs")
    part = models.CharField(max_length=10, help_text="one of parts.INGREDIENTS")
    value = models.PositiveSmallIntegerField(help_text="1..5")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "side"], name="correction_by_person")]


class QuestionLink(models.Model):
    """A link by which one person answers the five questions without an account. Only its digest is kept.

    Personal data: that somebody was asked, and whether they answered or would rather not.
    Erased: with the person; what they answered goes when they take it back.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, null=True, help_text="none: known from an archive only")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True, help_text="they would rather not: nobody asks again by mistake")
    answered_at = models.DateTimeField(null=True)
    rating = models.OneToOneField(Rating, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-created_at"], name="question_link_by_person")]


class Link(models.Model):
    """One member's request to be linked with another, and what became of it. Only the digest of its code is kept.

    Personal data: which member asked which person, and whether and when they agreed.
    Erased: with either member or either person.
    """

    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", help_text="who asked")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", help_text="whom, in their book")
    other = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="+", null=True, help_text="whom it was brought to, or who agreed"
    )
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True, help_text="never told to who asked: it would tell who is a member")
    ended_at = models.DateTimeField(null=True, help_text="taken back, or ended by either")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-created_at"], name="link_by_person"),
            models.Index(fields=["other", "-created_at"], name="link_by_other"),
        ]


def unlink_first(collector: Any, field: Any, ends: Any, using: str) -> None:
    """When a linked person goes: the other's relationship loses what came from here, before anything is deleted.

    Erasing happens below this package, and a database cascade cannot take a fading sum out; Django asks here first.
    """
    from grapevine.domain.depth.actions.links import part

    going = list(ends)
    part(going)
    Link.objects.filter(pk__in=[end.link_id for end in going]).delete()


class LinkEnd(models.Model):
    """One side of a living link: a person of one member's book, and what the other's ledger adds to their side.

    Personal data: that two members are linked, and a fading sum of what the other has done.
    Erased: with the end of the link, with either person, with either member.
    """

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="ends")
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=unlink_first, related_name="+")
    extra_fast = models.FloatField(default=0.0)
    extra_slow = models.FloatField(default=0.0)
    extra_at = models.FloatField(null=True, help_text="days since 1970-01-01 UTC")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], name="a_person_is_linked_once"),
            models.UniqueConstraint(fields=["link", "owner"], name="a_link_has_two_ends"),
        ]
