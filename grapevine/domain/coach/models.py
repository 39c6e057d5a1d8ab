"""What the member put off or set aside of today's list."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.gives.models import Promise
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Aside(models.Model):
    """One item of today's list that does not come again: not until a time, or, without one, not at all.

    Personal data: that a member does not want to be reminded of somebody for some reason.
    Erased: with the person, with the promise, or when the member brings it back.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, null=True, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    kind = models.CharField(max_length=10, help_text="one of items.KINDS")
    until = models.DateTimeField(null=True, help_text="none: for good")
    said_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-said_at"], name="aside_by_owner")]
