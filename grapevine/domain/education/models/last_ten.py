"""The worksheet of the last ten clients."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class RecentClient(models.Model):
    """One line of the worksheet: who came, how, with what, and whether more of the kind would be welcome.

    Personal data: initials of a client (a name if the member writes one) and what brought them; for the member only.
    Erased: by the member line by line or all at once, and with the member; the referrer's name with that person.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=60, help_text="initials are enough")
    came = models.CharField(max_length=10, blank=True, help_text="one of last_ten.Came")
    referrer = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    referrer_profession = models.CharField(max_length=60, blank=True, help_text="a key of the catalogue")
    problem = models.CharField(max_length=200, blank=True, help_text="in their words")
    moment = models.CharField(max_length=60, blank=True, help_text="a key of the catalogue")
    worth = models.BooleanField(null=True, help_text="more of the kind? none: not said")
    created_at = models.DateTimeField()
    source_key = models.CharField(max_length=300, null=True, help_text="none: not out of an archive")

    class Meta:
        indexes = [models.Index(fields=["owner", "position", "id"], name="recent_client_by_owner")]
        constraints = [models.UniqueConstraint(fields=["owner", "source_key"], name="recent_client_of_a_source_once")]
