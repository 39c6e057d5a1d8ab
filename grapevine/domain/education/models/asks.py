"""The weekly ask: what was asked for in which week, who has heard it, what came of it."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Ask(models.Model):
    """One week's ask of a member, in three lines. There is no row for a week in which nobody touched it.

    Personal data: what kind of client the member looks for, and a note on what came of asking.
    Erased: with the member, or by them.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    week = models.DateField(help_text="its Monday, in the member's own zone")
    key = models.CharField(max_length=20, help_text="which ask of the brief it is: asks.Candidate.key")
    moment = models.CharField(max_length=60, blank=True, help_text="key of the catalogue")
    look_for = models.CharField(max_length=300)
    tell = models.CharField(max_length=300, blank=True)
    introduce = models.CharField(max_length=300, blank=True)
    edited = models.BooleanField(default=False, help_text="the member's own words")
    skipped_at = models.DateTimeField(null=True)
    came_of = models.CharField(max_length=500, blank=True, help_text="what came of it")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-week", "-id"], name="asks_by_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "week"], condition=models.Q(skipped_at=None), name="one_ask_a_week"
            )
        ]


class AskHearing(models.Model):
    """That somebody has heard an ask: a person of the book, or (no person) the chapter at its meeting.

    Personal data: that a person was asked for something, when and how.
    Erased: with the person, with the ask.
    """

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="hearings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True)
    way = models.CharField(max_length=7, help_text="told, mail or meeting")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="ask_heard_by_person")]
