"""The tables of referrals: what both sides share, what each keeps to themselves, and every move.

A referral is one row, seen from up to two books through a `Side` each: the giver's and the receiver's. Whoever has no
account here has no side. See docs/decisions/0020.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from grapevine.domain.accounts.models import Chapter, Member, Organisation
from grapevine.domain.gives.models import Give
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.rules.consent import Consent, label_of
from grapevine.domain.referrals.rules.moves import By, Stage
from grapevine.domain.referrals.rules.place import Warmth
from grapevine.domain.referrals.rules.thanks import Share
from grapevine.kit import ids


class Referral(models.Model):
    """What giver and receiver both know: what is needed, where it stands, since when.

    Personal data: that somebody needs something, in words that do not name them; who passed it on stands in the sides.
    Erased: with the last of its sides.
    """

    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    chapter = models.ForeignKey(Chapter, on_delete=models.SET_NULL, null=True, related_name="+")
    stage = models.CharField(max_length=10, default=Stage.NOTED, help_text="one of moves.Stage")
    version = models.PositiveIntegerField(default=1, help_text="the number of its last move")
    before = models.CharField(max_length=10, blank=True, help_text="the stage before the last move")
    moved_by = models.CharField(max_length=8, default=By.GIVER)
    moved_at = models.DateTimeField()
    noted_by = models.CharField(max_length=8, default=By.GIVER, help_text="which side wrote it down")
    need = models.CharField(max_length=500, help_text="what for, in a line that names nobody")
    moment_key = models.CharField(max_length=60, blank=True, help_text="a client moment of the catalogue")
    warmth = models.CharField(max_length=7, default=Warmth.KNOWS)
    inside = models.BooleanField(default=False, help_text="the giver is the one who needs it")
    came_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="spin_offs")
    sent_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True, help_text="the first yes, in whatever form")
    ended_at = models.DateTimeField(null=True, help_text="won, lost or declined")
    told_at = models.DateTimeField(null=True, help_text="since when the giver knows the outcome")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["chapter", "sent_at"], name="referral_by_chapter")]


class Prospect(models.Model):
    """Whom a referral is about, and whether they agreed; apart from what is shared, so that nothing slips through.

    Personal data: name, mail, phone and what is known of a third person, and how they agreed to be referred.
    Erased: with the referral; all but the initials also when they say no, or when the person of the book goes.
    """

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, primary_key=True, related_name="prospect")
    label = models.CharField(max_length=60, help_text="initials: all that is told before they agree")
    name = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    about = models.TextField(blank=True, help_text="what the receiver should know, once they may")
    consent = models.CharField(max_length=9, default=Consent.NONE)
    how = models.CharField(max_length=10, blank=True, help_text="one of consent.How")
    words = models.CharField(max_length=500, blank=True, help_text="how they agreed, as the giver tells it")
    agreed_at = models.DateTimeField(null=True)

    def forget(self) -> None:
        """Keep the initials alone (not saved)."""
        self.label = self.label or label_of(self.name)
        self.name = self.email = self.phone = self.about = self.words = ""


def leave_first(collector: Any, field: Any, sides: Any, using: str) -> None:
    """When a person goes, so does the owner's side; the referral goes with its last side, and with it the prospect."""
    going = list(sides)
    referrals = {side.referral_id for side in going}
    Side.objects.using(using).filter(pk__in=[side.pk for side in going]).delete()
    Referral.objects.using(using).filter(pk__in=referrals).exclude(sides__isnull=False).delete()


def forget_first(collector: Any, field: Any, sides: Any, using: str) -> None:
    """When the person it is about goes, the referral keeps initials, unless they agreed and it has passed on."""
    models.SET_NULL(collector, field, sides, using)
    alone = Prospect.objects.using(using).filter(referral__sides__in=[side.pk for side in sides])
    for prospect in alone.select_related("referral").distinct():
        if Side.objects.using(using).filter(referral=prospect.referral).count() < 2:
            prospect.forget()
            prospect.save(using=using)


class Side(models.Model):
    """One book's view of a referral: who the other one is there, and what only the owner sees.

    `stage`, `moved_at` and `thanked` repeat the referral's, so that a board reads one index of the book alone.

    Personal data: who refers to whom; the owner's private note, guess of worth and plans.
    Erased: with the person, and with the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="sides")
    role = models.CharField(max_length=8, help_text="giver or receiver")
    person = models.ForeignKey(Person, on_delete=leave_first, related_name="+", help_text="the other one")
    about = models.ForeignKey(Person, on_delete=forget_first, null=True, related_name="+", help_text="the prospect")
    note = models.TextField(blank=True)
    worth = models.PositiveBigIntegerField(null=True, help_text="the owner's guess, whole units")
    earned = models.PositiveBigIntegerField(null=True, help_text="what it came to, whole units")
    next_step = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True)
    stage = models.CharField(max_length=10)
    moved_at = models.DateTimeField()
    thanked = models.BooleanField(default=False)
    give = models.ForeignKey(Give, on_delete=models.SET_NULL, null=True, related_name="+", help_text="of the referral")
    thanks_give = models.ForeignKey(Give, on_delete=models.SET_NULL, null=True, related_name="+")
    source_key = models.CharField(max_length=300, null=True, help_text="none: not out of an archive")
    told_version = models.PositiveIntegerField(default=0, help_text="up to which move a letter told its owner")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "role", "stage", "moved_at", "id"], name="side_by_stage"),
            models.Index(fields=["owner", "role", "stage", "thanked", "worth"], name="side_totals"),
            models.Index(fields=["owner", "-moved_at", "-id"], name="side_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["referral", "role"], name="a_referral_has_one_giver_and_receiver"),
            models.UniqueConstraint(fields=["referral", "owner"], name="a_referral_once_in_a_book"),
            models.UniqueConstraint(fields=["owner", "source_key"], name="side_of_a_source_once"),
        ]


class Move(models.Model):
    """One move: who, from where to where, when, with a note for the other side; never changed. Corrections are moves.

    Personal data: what giver, receiver or prospect said to each other about it.
    Erased: with the referral.
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="moves")
    number = models.PositiveIntegerField(help_text="1, 2, 3 ... within the referral")
    by = models.CharField(max_length=8, help_text="giver, receiver or prospect")
    via = models.CharField(max_length=5, default="book", help_text="book, link, or heard: told by the other side")
    from_stage = models.CharField(max_length=10, blank=True)
    to_stage = models.CharField(max_length=10)
    correction = models.BooleanField(default=False)
    note = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["referral", "number"], name="move_once")]


class Thanks(models.Model):
    """What the receiver thanked with; it holds no more than the giver was told.

    Personal data: kind words, and what it was worth, as far as the earner chose to tell.
    Erased: with the referral, or when they are taken back.
    """

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, primary_key=True, related_name="thanks")
    words = models.TextField(blank=True)
    share = models.CharField(max_length=5, default=Share.NONE)
    amount = models.PositiveBigIntegerField(null=True, help_text="whole units")
    band = models.PositiveSmallIntegerField(null=True, help_text="one of thanks.BOUNDS")
    at = models.DateTimeField()


class Address(models.Model):
    """A link for one referral and one purpose: for the prospect to agree, or for a receiver without an account.

    Personal data: that somebody was sent a link. Only its digest is kept.
    Erased: with the referral.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="addresses")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    purpose = models.CharField(max_length=8, help_text="receiver or prospect")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    remind = models.BooleanField(default=False, help_text="the member wished that they be reminded by themselves")
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["referral"], condition=models.Q(remind=True), name="address_to_remind")]


class Times(models.Model):
    """How many days a member lets a referral stand at each stage before it is overdue; what is missing is the default.

    Personal data: a preference of the member.
    Erased: with the member.
    """

    owner = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    days = models.JSONField(default=dict, help_text="stage -> days, checked by turn.times_refusal")


class Incoming(models.Model):
    """A referral that somebody sent by the member's public page, until the member takes it or drops it.

    Personal data: name and address of the sender; name, ways to reach and needs of whom they mean.
    Erased: when it is taken (what counts goes into the book) or dropped, by itself after 30 days, and with the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    stamp = models.CharField(max_length=64, unique=True, help_text="digest of the form: the same one sent twice is one")
    sender_name = models.CharField(max_length=300)
    sender_email = models.CharField(max_length=254)
    self_sent = models.BooleanField(default=False, help_text="the sender is the one who needs it")
    name = models.CharField(max_length=300, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    need = models.CharField(max_length=500)
    about = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-created_at", "-id"], name="incoming_newest")]


class LettersWished(models.Model):
    """Which letters about referrals a member wants of this house, and whether the public page takes referrals.

    Personal data: a preference of the member, and when they were last written to.
    Erased: with the member.
    """

    owner = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    moves = models.CharField(max_length=6, default="never", help_text="one of wished.Often")
    reminders = models.BooleanField(default=False, help_text="a letter when it is the member's turn")
    intake = models.BooleanField(default=True, help_text="the public page takes referrals")
    moves_told_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
