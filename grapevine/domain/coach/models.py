"""What the member put aside, overruled, practised, answered of the week’s plan; where and how the plan is told."""

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


class Overrule(models.Model):
    """The guard said that a draft asks too early, and the member sends it all the same. The draft itself is never kept.

    Personal data: to whom a member wrote too early, when, and which families of cues were named.
    Erased: with the person, or with the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    p = models.FloatField(help_text="0..1, how much it read as a pitch")
    families = models.CharField(max_length=200, help_text="names of the cue families, with spaces between")
    said_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-said_at"], name="overrule_by_owner")]


class Practice(models.Model):
    """One technique a member took up: chosen at, tried at, how it went. One that is chosen waits until it is tried.

    Personal data: what a member practises, with whom, and their note of how it went; for the member alone.
    Erased: with the member; the person is forgotten with the person, what was practised stays.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    technique = models.CharField(max_length=40, help_text="a key of the catalogue")
    chosen_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    went = models.CharField(max_length=10, blank=True, help_text="well, so_so, not_yet; empty until it is tried")
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=models.Q(tried_at=None), name="one_technique_chosen")
        ]
        indexes = [models.Index(fields=["owner", "-tried_at"], name="practice_by_owner")]


class PlannedAction(models.Model):
    """What a member answered to one action of a week's plan: done, skipped, or later. The plan itself is worked out.

    Personal data: what a member did, or did not want to do, for somebody.
    Erased: with the person, or with the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    week = models.DateField(help_text="the Monday of the week")
    technique = models.CharField(max_length=40, help_text="a key of the catalogue")
    kind = models.CharField(max_length=10, help_text="of the technique, when it was answered")
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, help_text="done, skipped, later")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "week", "person", "technique"], name="one_answer_an_action")
        ]
        indexes = [models.Index(fields=["owner", "-said_at"], name="planned_by_owner")]


class PlanTold(models.Model):
    """How a member is told the plan outside of its page: a calendar at a secret address, a letter on Monday.

    Personal data: the (sealed) secret part of the address, a preference, and when they were last written to.
    Erased: with the member; the address when it is revoked.
    """

    owner = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sealed = models.TextField(blank=True, help_text="the secret part of the address; empty: no calendar")
    secret_key = models.CharField(max_length=64, null=True, unique=True, help_text="SHA-256 of the secret")
    letter = models.BooleanField(default=False, help_text="a letter on Monday is wished for")
    told_week = models.DateField(null=True, help_text="the Monday of the last letter")
