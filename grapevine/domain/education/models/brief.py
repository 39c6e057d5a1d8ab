"""How to refer me: the brief, what each of its versions said, and which partners have one of their own."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Brief(models.Model):
    """One brief of a member: the main one, or one for certain partners. What it says stands in its versions.

    Personal data: which member has which briefs; the address under which one is public.
    Erased: with the member, or by them.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    name = models.CharField(max_length=100, help_text="for the member alone: which one it is")
    is_main = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=0, help_text="of the newest version")
    slug = models.CharField(max_length=80, null=True, unique=True, help_text="public address; none: never published")
    published_number = models.PositiveIntegerField(null=True, help_text="the version the public sees")
    published_at = models.DateTimeField(null=True, help_text="when that version was put there")
    taken_down_at = models.DateTimeField(null=True)
    indexed = models.BooleanField(default=False, help_text="search engines may list the public page")
    created_at = models.DateTimeField()
    source_key = models.CharField(max_length=300, null=True, help_text="none: not out of an archive")

    class Meta:
        indexes = [models.Index(fields=["owner", "-is_main", "id"], name="brief_by_owner")]
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=models.Q(is_main=True), name="one_main_brief"),
            models.UniqueConstraint(fields=["owner", "source_key"], name="brief_of_a_source_once"),
        ]


class BriefVersion(models.Model):
    """What a brief said from one saving to the next; never changed.

    Personal data: what the member says of their work and how to reach them; a story told with leave.
    Erased: with the brief.
    """

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(help_text="1, 2, 3 ... within the brief")
    parts = models.JSONField(help_text="the text, as rules.brief.as_data writes it")
    note = models.CharField(max_length=200, blank=True, help_text="why it changed, for the member")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brief", "number"], name="brief_version_once")]


class BriefReader(models.Model):
    """A partner for whom a brief other than the main one was written.

    Personal data: which brief a person of the book is meant to read.
    Erased: with the person, with the brief, or by the member.
    """

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-since"], name="brief_reader_newest")]
