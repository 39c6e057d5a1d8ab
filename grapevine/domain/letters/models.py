"""Letters on their way out, who asked for no more of them, and what came back."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.letters.rules.states import State
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Letter(models.Model):
    """One letter: to whom, what it says, and how far it has come.

    While it waits, its words lie in ``sealed``, because a link in them is a key; once it is through only ``text`` is
    left, with those links taken out.

    Personal data: name and address of whoever gets it, and what the member wrote to them.
    Erased: with the person, with the member; by the sweeping after ``sweeping.KEPT``.
    """

    owner = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="+", null=True, help_text="none: the house itself"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True)
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    to_address = models.CharField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField(help_text="without the secrets of its links")
    sealed = models.TextField(blank=True, help_text="text and HTML as they go out, sealed; empty once it is through")
    unsubscribe = models.BooleanField(default=True, help_text="its reader can stop such letters")
    automatic = models.BooleanField(default=False, help_text="nobody pressed a button for this very one")
    state = models.CharField(max_length=8, default=State.QUEUED, help_text="one of states.State")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(help_text="when it is due")
    claimed_at = models.DateTimeField(null=True, help_text="since when a worker holds it")
    claim = models.UUIDField(null=True, help_text="which sending holds it")
    handing_at = models.DateTimeField(null=True, help_text="from here on the mail server may have taken it")
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)
    message_id = models.CharField(max_length=254, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state__in=("queued", "sending")), name="letter_due"
            ),
            models.Index(fields=["owner", "-created_at"], name="letters_by_owner"),
        ]


class Stop(models.Model):
    """Somebody asked one member for no more letters. Of their address only a digest is kept.

    Personal data: that the reader of an address wants nothing more from this member.
    Erased: with the member, or when the reader takes it back; it outlives the person, or it could not be heeded.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, related_name="+", null=True)
    key = models.CharField(max_length=64, help_text="letter.address_key of the address")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="stopped_once")]


class Bounce(models.Model):
    """A letter that came back: the mail server's answer, or a delivery report later.

    Personal data: that an address of somebody does not work.
    Erased: with the letter, and so with the person and the member.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="bounces")
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", null=True)
    key = models.CharField(max_length=64, help_text="letter.address_key of the address")
    dead = models.BooleanField(help_text="the address takes no letters at all")
    code = models.CharField(max_length=12, blank=True, help_text="as 550, or 5.1.1")
    said = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "key", "-at"], name="bounce_by_address")]
