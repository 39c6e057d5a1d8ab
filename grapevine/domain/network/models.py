"""The tables of warm introductions: whom I want to meet, who knows whom, who may be asked, what was asked for."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.network.rules.introductions.across import CHOSEN
from grapevine.domain.network.rules.introductions.requests import ASKER, DRAFTED
from grapevine.domain.network.rules.paths.tie import NOBODY
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Wish(models.Model):
    """Somebody a member wants to meet: a person of their book, or somebody named here.

    Personal data: name, work and mail of a third person, and why the member wants to meet them.
    Erased: with the person, by the member, and with the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True)
    name = models.CharField(max_length=300)
    firm = models.CharField(max_length=250, blank=True)
    title = models.CharField(max_length=250, blank=True)
    email = models.CharField(max_length=254, blank=True)
    why = models.TextField(blank=True)
    since = models.DateTimeField()
    given_up_at = models.DateTimeField(null=True)
    source_key = models.CharField(max_length=300, null=True, help_text="none: by hand")

    class Meta:
        indexes = [models.Index(fields=["owner", "-since"], name="wish_by_owner")]
        constraints = [models.UniqueConstraint(fields=["owner", "source_key"], name="wish_of_a_source_once")]


class Acquaintance(models.Model):
    """The member's word that two others know each other: two people of the book, or one of them and a wish.

    Personal data: that two third people know each other, how well, and how the member knows.
    Erased: with either person or the wish, and by the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True)
    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="+", null=True)
    how_well = models.CharField(max_length=5, help_text="one of knows.HOW_WELL")
    how_sure = models.CharField(max_length=5, help_text="one of knows.HOW_SURE")
    at = models.DateTimeField(help_text="when it was learned")
    source_key = models.CharField(max_length=300, null=True, help_text="none: by hand")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(other=None, wish__isnull=False) | models.Q(other__isnull=False, wish=None),
                name="acquaintance_has_two_ends",
            ),
            models.UniqueConstraint(fields=["owner", "source_key"], name="acquaintance_of_a_source_once"),
        ]


class Introduction(models.Model):
    """A request for an introduction: to whom, through whom, and how it stands.

    ``person`` is the go-between in the asker's book, ``member`` the go-between as a member here, who then answers for
    themselves; of a request that came with an archive only ``through`` may be known, their name.
    The go-between sees who asks, whom the wish names, and the letter.

    Personal data: who asked whom to introduce them to whom, in which words.
    Erased: with the wish, the go-between as a person or as a member, and with the asker.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", null=True)
    through = models.CharField(max_length=300, blank=True, help_text="the go-between's name, out of an archive")
    state = models.CharField(max_length=10, default=DRAFTED, help_text="one of requests.STATES")
    at = models.DateTimeField(help_text="since when it stands so")
    letter = models.TextField(blank=True)
    source_key = models.CharField(max_length=300, null=True, help_text="none: by hand")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(member__isnull=False) | ~models.Q(through=""),
                name="introduction_has_a_go_between",
            ),
            models.UniqueConstraint(fields=["owner", "source_key"], name="introduction_of_a_source_once"),
        ]


class Step(models.Model):
    """One step of a request: what was said, when, by whom, with a note for the other side.

    Personal data: what one of two members answered the other.
    Erased: with the request.
    """

    introduction = models.ForeignKey(Introduction, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.CharField(max_length=10, default=ASKER)
    note = models.TextField(blank=True)


class Standing(models.Model):
    """What a member says of a person of their book in introductions: hidden (in nobody's path), or open to others.

    Of two rows after a merge, hidden counts.

    Personal data: whether somebody may be spoken of.
    Erased: with the person.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    standing = models.CharField(max_length=6, help_text="one of across.STANDINGS")
    at = models.DateTimeField()
    source_key = models.CharField(max_length=300, null=True, help_text="none: by hand")

    class Meta:
        indexes = [models.Index(fields=["owner", "standing"], name="standing_by_owner")]


class Askable(models.Model):
    """Whom a member lets ask them to introduce, and about whom; nobody and nobody without a row.

    Personal data: a preference of the member.
    Erased: with the member.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    askable_by = models.CharField(max_length=7, default=NOBODY, help_text="one of tie.ASKABLE_BY")
    opens = models.CharField(max_length=6, default=CHOSEN, help_text="one of across.OPENS")
    at = models.DateTimeField()
