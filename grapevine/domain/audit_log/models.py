"""The log's table."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One action: who, what, which thing, when.

    Personal data: the numbers of the member and of the thing; never names or contents.
    Erased: with the member (``accounts.actions.erase_member``); an erased person leaves only a number behind.
    """

    at = models.DateTimeField()
    member_id = models.BigIntegerField(null=True, help_text="who did it; empty for the system")
    organisation_id = models.BigIntegerField(null=True)
    chapter_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=40)
    thing_id = models.CharField(max_length=40, blank=True, help_text="the public id of what it was done to")
    detail = models.JSONField(default=dict, help_text="counts and field names, never contents")

    class Meta:
        indexes = [models.Index(fields=["member_id", "-at"], name="entry_by_member")]
