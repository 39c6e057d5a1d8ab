"""The book's tables."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.kit import ids
from grapevine.kit.dialect import SearchIndex


class Person(models.Model):
    """Somebody in a member's book.

    Personal data: name, work, segment and private notes about a third person.
    Erased: with ``people.actions.erase_person``, and with the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    name = models.CharField(max_length=300)
    prefix = models.CharField(max_length=60, blank=True)
    given = models.CharField(max_length=120, blank=True)
    middle = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=120, blank=True)
    suffix = models.CharField(max_length=60, blank=True)
    nickname = models.CharField(max_length=120, blank=True)
    phonetic = models.CharField(max_length=200, blank=True)
    firm = models.CharField(max_length=250, blank=True)
    department = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=250, blank=True)
    profession = models.CharField(max_length=200, blank=True)
    profession_key = models.CharField(max_length=60, blank=True, help_text="their work in our catalogue")
    profession_sure = models.FloatField(null=True, help_text="0..1, how surely it was read; empty: not read yet")
    profession_said = models.BooleanField(default=False, help_text="the member chose it: never read anew")
    segment = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    sort_name = models.CharField(max_length=400, blank=True)
    name_key = models.CharField(max_length=200, blank=True, help_text="folded words, for finding doubles")
    hand_edited = models.JSONField(default=list, help_text="fields an import must leave alone")
    linked_member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    archived_at = models.DateTimeField(null=True)
    later_at = models.DateTimeField(null=True, help_text="put off while sorting: comes again after all others")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "sort_name", "id"], name="person_by_name"),
            models.Index(fields=["owner", "name_key"], name="person_by_name_key"),
            models.Index(fields=["owner", "firm", "id"], name="person_by_firm"),
            models.Index(fields=["owner", "-created_at", "id"], name="person_by_age"),
            models.Index(fields=["owner", "segment", "archived_at", "sort_name", "id"], name="person_by_segment"),
            models.Index(fields=["owner", "profession_key", "id"], name="person_by_work"),
            models.Index(fields=["id"], condition=models.Q(profession_sure__isnull=True), name="person_work_unread"),
            models.Index(
                fields=["owner", "later_at", "id"], condition=models.Q(later_at__isnull=False), name="person_put_off"
            ),
        ]


class Detail(models.Model):
    """One of many values of a person: a mail, phone, address, link, date, tag or fact.

    Personal data: how to reach a third person and what is known about them.
    Erased: with the person.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="details")
    kind = models.CharField(max_length=10, help_text="one of card.LISTS")
    label = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=2000)
    key = models.CharField(max_length=254, blank=True, help_text="comparable form")
    primary = models.BooleanField(default=False)
    parts = models.JSONField(null=True, help_text="the parts of an address")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["owner", "kind", "key"], name="detail_by_key")]


class Origin(models.Model):
    """Where a person's data came from: what that source said last, so that the next reading can tell what is new.

    Personal data: the values as the source gave them.
    Erased: with the person.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="origins")
    source = models.CharField(max_length=30)
    key = models.CharField(max_length=254)
    digest = models.CharField(max_length=64)
    said = models.JSONField(help_text="the card as this source gave it last")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "source", "key"], name="origin_once")]


class Apart(models.Model):
    """The member's word that two who look alike are two people; the person with the smaller inner id stands first.

    Personal data: none but that two people are not one.
    Erased: with either person.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="apart_once")]


class Knowledge(models.Model):
    """One thing that one of the two knows of the other, under one of five headings, and how they came to know it.

    Personal data: what somebody wants, did, likes, belongs to and can do, and from whom it was heard.
    Erased: with the person, or by the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    about = models.CharField(max_length=4, default="them", help_text="them: what I know; me: that they know it of me")
    heading = models.CharField(max_length=15, help_text="one of knowledge.HEADINGS")
    text = models.TextField(blank=True)
    source = models.CharField(max_length=6, help_text="one of knowledge.SOURCES")
    heard_from = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(help_text="when it was learned")
    source_key = models.CharField(max_length=300, null=True, help_text="none: by hand")
    by_hand = models.BooleanField(default=False, help_text="changed by hand: taking an import back leaves it alone")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="knowledge_by_person")]
        constraints = [models.UniqueConstraint(fields=["owner", "source_key"], name="knowledge_of_a_source_once")]


class Change(models.Model):
    """One change of many people (or of one) that can be taken back for a while.

    Personal data: none but that it happened; a tag may be a word about people.
    Erased: with the member, and when the time to take it back is over (``bulk.KEPT``).
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    do = models.CharField(max_length=10, help_text="one of bulk.Do")
    value = models.CharField(max_length=100, blank=True, help_text="the segment or the tag")
    people = models.PositiveIntegerField(help_text="how many it changed")
    sorting = models.BooleanField(default=False, help_text="a step of sorting, undone there one by one")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-id"], name="change_newest"),
            models.Index(
                fields=["owner", "-id"],
                condition=models.Q(sorting=True, undone_at__isnull=True),
                name="change_sorting",
            ),
        ]


class Before(models.Model):
    """What one person had before a change.

    Personal data: a segment, tag or time of a third person.
    Erased: with the person, and with the change.
    """

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="before")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    value = models.JSONField(null=True, help_text="a segment, a time, or a tag with its position")
    by_hand = models.BooleanField(default=False)
    revision = models.PositiveIntegerField()


class Book(models.Model):
    """How many people a member's book holds; kept by every write, so that no page needs to count.

    Personal data: none.
    Erased: with the member.
    """

    owner = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    people = models.PositiveIntegerField(default=0)
    archived = models.PositiveIntegerField(default=0)
    revision = models.PositiveBigIntegerField(default=0, help_text="grows with every change of the book")


#: Full text over name, firm, work, tags, notes and what is known of them.
SEARCH = SearchIndex("people_search", of="people_person")
