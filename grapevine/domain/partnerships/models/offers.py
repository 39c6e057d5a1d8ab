"""Who may be suggested as a partner, who was passed over, and what referrals between professions came to."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Chapter, Member, Organisation
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class PartnerOffer(models.Model):
    """A member's word that they may be suggested as a partner, to whom, and what others should know for it.

    ``organisation`` and ``chapter`` are empty while nobody may see it; ``chapter`` is empty when the whole organisation
    may. ``profession_key`` and ``received`` are copies, so that a search reads one table; they are renewed every night.

    Personal data: profession, place, languages, kinds of clients, whether they have room; and, seen by the member
    alone, whom they do not want.
    Erased: with the member, or by them.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", null=True, db_index=False
    )
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="+", null=True)
    profession_key = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    cell = models.IntegerField(null=True, help_text="half a degree each way; see matching.grid")
    clients = models.JSONField(default=list, help_text="keys of partner.GROUPS")
    languages = models.JSONField(default=list)
    full = models.BooleanField(default=False, help_text="no room for another partner")
    overflow = models.BooleanField(default=False, help_text="refers on to others of their own profession")
    conflicts = models.JSONField(default=list, help_text="names and firms with whom it cannot be")
    received = models.PositiveIntegerField(default=0, help_text="referrals received that others of the place logged")
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "cell", "profession_key", "-received"], name="offer_near"),
            models.Index(fields=["organisation", "profession_key", "-received"], name="offer_by_work"),
        ]


class NotForMe(models.Model):
    """The member's word that somebody shall not be suggested as a partner again: of their book, or a member.

    Personal data: that a member does not want somebody as a partner; seen by that member only.
    Erased: with either, and by the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None, member__isnull=False) | models.Q(person__isnull=False, member=None),
                name="not_for_me_is_one",
            )
        ]
        indexes = [models.Index(fields=["owner", "-at"], name="not_for_me_by_owner")]


class OfferTotals(models.Model):
    """How many of an organisation offer themselves to all of it, and how many referrals they received: sum and most.

    Personal data: none.
    Erased: with the organisation; counted anew every night.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, primary_key=True, related_name="+")
    offers = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)
    most_received = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(null=True, help_text="what was learned of these counts is kept until the next")


class ReferralFlow(models.Model):
    """How many referrals one profession gave another in an organisation, as members who offer themselves logged them.

    Personal data: none: counts of professions, each of five referrals at least.
    Erased: with the organisation; counted anew every night.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    giver_key = models.CharField(max_length=60)
    receiver_key = models.CharField(max_length=60)
    referrals = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "giver_key", "receiver_key"], name="flow_once")
        ]
