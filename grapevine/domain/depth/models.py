"""What is kept of each relationship between its events."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.depth.rules import reach
from grapevine.domain.people.models import Person


class Relationship(models.Model):
    """The fading sums of one member and one person, both directions, as of ``at`` (days since 1970), and counts.

    Everything a list or a picture shows of a relationship stands in this row, so that reading it takes no ledger.

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
    last_touch_at = models.DateTimeField(null=True)
    reach = models.CharField(max_length=9, default=reach.NONE)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-rank_key", "person"], name="relationship_by_depth"),
            models.Index(fields=["owner", "last_touch_at"], name="relationship_by_last_touch"),
        ]


class Rating(models.Model):
    """An answer to "how well do you know and trust them?", 1..5, of one side.

    Personal data: a judgement about a person; seen by its owner only.
    Erased: with the person.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    side = models.CharField(max_length=6, help_text="mine or theirs")
    value = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "side", "-at"], name="rating_newest")]
