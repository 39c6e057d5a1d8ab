"""What was counted over a whole organisation, and how far a count has come."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Organisation


class OrganisationFigures(models.Model):
    """The last count over the referrals of an organisation, and the one that is asked for or under way.

    Personal data: none: groups of five members at least (``rules.organisation``).
    Erased: with the organisation; replaced by the next count.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, primary_key=True, related_name="+")
    asked_at = models.DateTimeField(null=True, help_text="none: nothing is waiting or under way")
    percent = models.PositiveSmallIntegerField(default=0, help_text="how far the count has come")
    failed = models.CharField(max_length=300, blank=True, help_text="why the last one came to nothing")
    counted_at = models.DateTimeField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True, help_text="the day after the last")
    seconds = models.FloatField(default=0.0, help_text="what the count took")
    said = models.JSONField(null=True, help_text="rules.organisation.as_data")
