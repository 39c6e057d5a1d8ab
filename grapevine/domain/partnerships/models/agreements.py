"""Agreements between a member and a person of their book: their wordings, moves, check-ins, and the partner's links."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Chapter, Member, Organisation
from grapevine.domain.partnerships.rules.agreement import OPEN
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Partnership(models.Model):
    """A mutual agreement to send each other people. One open at a time between two.

    Personal data: that two people agreed, and since when.
    Erased: with the person or the owner.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, related_name="+", null=True)
    chapter = models.ForeignKey(Chapter, on_delete=models.SET_NULL, related_name="+", null=True)
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    state = models.CharField(max_length=10)
    regulated = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1, help_text="the wording that stands or waits")
    latest = models.PositiveIntegerField(default=1, help_text="the highest number given to a wording")
    signed_owner = models.PositiveIntegerField(default=0)
    signed_partner = models.PositiveIntegerField(default=0)
    in_force = models.PositiveIntegerField(default=0, help_text="the last wording both signed; 0: none yet")
    proposed_on = models.DateField(null=True)
    started_on = models.DateField(null=True, help_text="when both had signed for the first time")
    paused_until = models.DateField(null=True)
    check_in_on = models.DateField(null=True, help_text="when the next look together is due")
    review_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    asked_side = models.CharField(max_length=7, blank=True, help_text="whose word to the last look is still open")
    asked_on = models.DateField(null=True, help_text="when that look was due")
    told_no_more_at = models.DateTimeField(null=True, help_text="the partner wants no more links")
    source_key = models.CharField(max_length=300, null=True, help_text="none: not out of an archive")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "state", "check_in_on"], name="partnership_by_owner"),
            models.Index(fields=["person", "-created_at"], name="partnership_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state__in=sorted(OPEN)), name="one_open_partnership"
            ),
            models.UniqueConstraint(fields=["owner", "source_key"], name="partnership_of_a_source_once"),
        ]


class PartnershipNote(models.Model):
    """What the owner notes about an agreement for themselves alone; apart from everything the two share.

    Personal data: what a member thinks of a partner; seen by that member only.
    Erased: with the agreement.
    """

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, primary_key=True, related_name="+")
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()


class AgreementTerms(models.Model):
    """One wording of an agreement; never changed afterwards.

    Personal data: what two people hope to do for each other.
    Erased: with the agreement.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="wordings")
    version = models.PositiveIntegerField()
    by = models.CharField(max_length=7, help_text="owner or partner")
    at = models.DateTimeField()
    said = models.JSONField(help_text="rules.terms.as_data")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "version"], name="wording_once")]


class AgreementMove(models.Model):
    """One thing that happened to an agreement: who, when, what, about which wording.

    Personal data: what one of the two did or said of it.
    Erased: with the agreement.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="moves")
    at = models.DateTimeField()
    by = models.CharField(max_length=7, help_text="owner or partner")
    how = models.CharField(max_length=7, help_text="member, or link: without an account")
    move = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["partnership", "at"], name="move_of_agreement")]


class CheckIn(models.Model):
    """One look at an agreement together: what each side said of it.

    Personal data: how two people say they kept their word.
    Erased: with the agreement.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="check_ins")
    due_on = models.DateField()
    owner_at = models.DateTimeField(null=True)
    owner_said = models.JSONField(null=True)
    partner_at = models.DateTimeField(null=True)
    partner_said = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "due_on"], name="check_in_once")]


class PartnerLink(models.Model):
    """The address of a partner's own page, for somebody without an account. Only its digest is kept.

    Personal data: that a link was made, and when it was used last.
    Erased: with the agreement.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="links")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True, help_text="when something was done by it last")
