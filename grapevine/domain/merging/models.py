"""What was merged, and how to take it back."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Merge(models.Model):
    """Two people made one: both as they were, and which rows moved.

    Personal data: everything that was known of both people when they were merged.
    Erased: when the merge is undone, and with the person who was kept.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", help_text="who was kept")
    other_uid = models.UUIDField(help_text="who was merged away")
    other_name = models.CharField(max_length=300)
    kept_uid = models.UUIDField(help_text="who was kept then: they may have been merged away themselves since")
    before = models.JSONField(help_text="both people and their cards, and the rows of the other that moved")
    after = models.JSONField(help_text="the card and the fields of the person kept, as the merge left them")
    merged_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-merged_at"], name="merge_by_owner")]
