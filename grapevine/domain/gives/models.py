"""The ledger of gives, and the promises of them."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Give(models.Model):
    """One act of help between a member and a person.

    Personal data: who helped whom with what, and a private note.
    Erased: with the person, or by the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=15)
    direction = models.CharField(max_length=8)
    sphere = models.CharField(max_length=10, default="business")
    minutes = models.PositiveIntegerField(null=True, help_text="effort")
    note = models.TextField(blank=True)
    source = models.CharField(max_length=30, blank=True, help_text="empty: by hand")
    source_key = models.CharField(max_length=300, null=True, help_text="none: by hand")
    by_hand = models.BooleanField(default=False, help_text="changed by hand: imports leave it alone")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="give_by_person"),
            models.Index(fields=["owner", "-at"], name="give_by_owner"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "source_key"], name="give_of_a_source_once")
        ]


class Promise(models.Model):
    """Something one of the two said they would do for the other; open until it has an outcome.

    Personal data: what was promised between two people, whether it was kept, and a private note.
    Erased: with the person, or by the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    by = models.CharField(max_length=4, help_text="who promised: me or them")
    what = models.CharField(max_length=300)
    due = models.DateField(null=True)
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=6, blank=True, help_text="kept, let_go or broken; empty: open")
    ended_at = models.DateTimeField(null=True)
    ended_note = models.TextField(blank=True)
    give = models.ForeignKey(Give, on_delete=models.SET_NULL, null=True, related_name="+", help_text="what it became")
    source_key = models.CharField(max_length=300, null=True, help_text="none: by hand")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-made_at"], name="promise_by_person"),
            models.Index(fields=["owner", "-made_at"], name="promise_by_owner"),
            models.Index(fields=["owner", "due"], condition=models.Q(outcome=""), name="promise_open"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "source_key"], name="promise_of_a_source_once")
        ]
