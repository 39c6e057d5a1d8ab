"""The tables of goals: what a member wants, and what was forecast, kept to be held against what came."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.kit import ids


class Goal(models.Model):
    """So many clients, or so much closed value, by the end of a month, a quarter or a year.

    Personal data: what a member wants to earn by word of mouth; seen by that member only.
    Erased: with the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    kind = models.CharField(max_length=7, help_text="one of aim.Kind")
    amount = models.PositiveBigIntegerField(help_text="clients, or whole units of value")
    begins_on = models.DateField()
    ends_on = models.DateField()
    created_at = models.DateTimeField()
    let_go_at = models.DateTimeField(null=True, help_text="when another took its place, or it was given up")

    class Meta:
        indexes = [models.Index(fields=["owner", "-ends_on"], name="goal_by_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "begins_on", "ends_on"], condition=models.Q(let_go_at=None),
                name="one_living_goal_a_period",
            )
        ]  # fmt: skip


class ForecastRecord(models.Model):
    """What was forecast on a day, and what then came: written by the schedule, once a month for each length.

    Personal data: how much a member was expected to earn by word of mouth, and what came; seen by that member only.
    Erased: with the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    made_on = models.DateField(help_text="looked ahead from the beginning of this day, UTC")
    days = models.PositiveIntegerField()
    won = models.JSONField(help_text="10, 25, 50, 75, 90 % points of the clients")
    value = models.JSONField(help_text="the same of their value; empty: no value was known")
    sigma = models.FloatField(help_text="of the common shock")
    sigma_set_on = models.DateField()
    came_won = models.PositiveIntegerField(null=True)
    came_value = models.PositiveBigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "days", "made_on"], name="forecast_once_a_day")]
