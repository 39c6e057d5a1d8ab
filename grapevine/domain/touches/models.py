"""The ledger of touches."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Touch(models.Model):
    """One time a member and a person met, called or wrote.

    Personal data: when and how two people were in touch, and a private note.
    Erased: with the person, or by the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    at = models.DateTimeField()
    day = models.IntegerField(help_text="days since 1970-01-01 UTC: a day counts once")
    kind = models.CharField(max_length=15)
    minutes = models.PositiveIntegerField(null=True)
    began_by = models.CharField(max_length=4, blank=True)
    about = models.CharField(max_length=12, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=30, blank=True, help_text="empty: by hand")
    source_key = models.CharField(max_length=300, null=True, help_text="none: by hand")
    by_hand = models.BooleanField(default=False, help_text="changed by hand: imports leave it alone")
    mine = models.FloatField(help_text="weight to my side")
    theirs = models.FloatField(help_text="weight to their side")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="touch_by_person"),
            models.Index(fields=["person", "day"], name="touch_by_day"),
            models.Index(fields=["owner", "-at"], name="touch_by_owner"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "source_key"], name="touch_of_a_source_once")
        ]
