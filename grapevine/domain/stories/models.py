"""The tables of stories: what was told, who is named in it, what readers added, and words of clients.

A story is written with names; who agreed to be named, and to which wording, stands beside it, and everybody else is a
role wherever it is read. See docs/decisions/0023.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from grapevine.domain.accounts.models import Chapter, Member, Organisation
from grapevine.domain.people.models import Person
from grapevine.domain.referrals.models import Referral
from grapevine.domain.stories.rules import comments, naming, telling, testimonials
from grapevine.domain.stories.rules.consent import Consent, Part
from grapevine.kit import ids


class Story(models.Model):
    """What a member tells of something that went well, or did not, in three answers.

    Personal data: what happened to people, told with their names; others read roles instead unless they agreed.
    Erased: with the member, or by them; a name in it with the person of the book.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, related_name="+")
    chapter = models.ForeignKey(Chapter, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=telling.TITLE_MAX, blank=True)
    need = models.TextField(blank=True)
    happened = models.TextField(blank=True)
    came = models.TextField(blank=True)
    wording = models.PositiveIntegerField(default=1, help_text="its number; consents are given to one")
    reach = models.CharField(max_length=7, default=telling.Reach.PRIVATE, help_text="one of telling.Reach")
    slug = models.CharField(max_length=80, null=True, unique=True, help_text="public address; none: never public")
    indexed = models.BooleanField(default=False, help_text="search engines may list the public page")
    comments_open = models.BooleanField(default=True)
    referral = models.ForeignKey(Referral, on_delete=models.SET_NULL, null=True, related_name="+")
    answers = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="answered_by")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, help_text="since when anybody but the teller may read it")
    source_key = models.CharField(max_length=300, null=True, help_text="none: not out of an archive")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-created_at", "-id"], name="story_by_owner"),
            models.Index(fields=["chapter", "-shown_at", "-id"], name="story_by_chapter"),
        ]
        constraints = [models.UniqueConstraint(fields=["owner", "source_key"], name="story_of_a_source_once")]


def take_names_out(collector: Any, field: Any, parties: Any, using: str) -> None:
    """When a person goes, their name goes out of the text for good; the role stays."""
    going = list(parties)
    for party in going:
        story = Story.objects.using(using).get(pk=party.story_id)
        for name in telling.FIELDS:
            setattr(story, name, naming.without_names(getattr(story, name), [party.stand]))
        story.title = story.title[: telling.TITLE_MAX]
        story.save(using=using, update_fields=telling.FIELDS)
    Party.objects.using(using).filter(pk__in=[party.pk for party in going]).delete()


class Party(models.Model):
    """Somebody whom a story names, the role that stands for them, and whether they agreed to their name.

    Personal data: a name, what they were to the story, how they agreed and in whose words. Of the link only a digest.
    Erased: with the story; with the person of the book, and then their name leaves the text too.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="parties")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=take_names_out, null=True, related_name="+")
    part = models.CharField(max_length=8, default=Part.OTHER)
    name = models.CharField(max_length=200)
    also = models.CharField(max_length=300, blank=True, help_text="other forms of the name, parted by commas")
    role = models.CharField(max_length=100, blank=True, help_text="what stands for the name: a family of three")
    consent = models.CharField(max_length=9, default=Consent.NONE)
    agreed_reach = models.CharField(max_length=7, default=telling.Reach.PRIVATE)
    agreed_wording = models.PositiveIntegerField(default=0)
    by_link = models.BooleanField(default=False, help_text="they said so themselves, by their link")
    words = models.CharField(max_length=500, blank=True, help_text="how they agreed, as the teller says it")
    agreed_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, null=True, unique=True, help_text="of their link")
    asked_at = models.DateTimeField(null=True)
    asked_reach = models.CharField(max_length=7, default=telling.Reach.PRIVATE, help_text="what the link asks for")

    @property
    def stand(self) -> naming.Stand:
        """Every form of the name, and the role."""
        return naming.Stand(naming.forms_of(self.name, self.also.split(",")), self.role)


class Comment(models.Model):
    """What a reader wrote under a story: a guest, held until the teller lets it stand, or a member of the chapter.

    Personal data: a guest's name and e-mail address, which is never shown, and what they wrote. Of the link by which
    they can take it down only a digest.
    Erased: with the story, by the teller, by whoever wrote it; a member's with the member.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="comments")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+", help_text="none: a guest")
    name = models.CharField(max_length=comments.NAME_MAX)
    email = models.CharField(max_length=254, blank=True)
    text = models.TextField()
    state = models.CharField(max_length=8, default=comments.State.HELD)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["story", "state", "at", "id"], name="comment_by_story")]


class Testimonial(models.Model):
    """A client's or partner's own words about the member, asked for by a link.

    Personal data: what somebody wrote, the name they want under it, how far they let it go. Of the link only a digest.
    Erased: with the member and the person; taken back by its writer, the words and the name go at once.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    story = models.ForeignKey(Story, on_delete=models.SET_NULL, null=True, related_name="testimonials")
    asked = models.CharField(max_length=testimonials.ASK_MAX, blank=True, help_text="what the member asked about")
    state = models.CharField(max_length=9, default=testimonials.State.ASKED)
    text = models.TextField(blank=True)
    name = models.CharField(max_length=testimonials.NAME_MAX, blank=True, help_text="as its writer wants to be called")
    agreed_reach = models.CharField(max_length=7, default=telling.Reach.PRIVATE)
    chosen_reach = models.CharField(max_length=7, default=telling.Reach.PRIVATE, help_text="where the member shows it")
    in_brief = models.BooleanField(default=False, help_text="stands on the public page of the brief too")
    digest = models.CharField(max_length=64, null=True, unique=True)
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    source_key = models.CharField(max_length=300, null=True, help_text="none: not out of an archive")

    class Meta:
        indexes = [models.Index(fields=["owner", "-asked_at", "-id"], name="testimonial_by_owner")]
        constraints = [models.UniqueConstraint(fields=["owner", "source_key"], name="testimonial_of_a_source_once")]
