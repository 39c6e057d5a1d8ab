"""What was taught to whom, what they said back, and what they remember of it."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Member
from grapevine.domain.education.models.brief import BriefVersion
from grapevine.domain.people.models import Person
from grapevine.kit import ids


class Lesson(models.Model):
    """One delivery of one part of the brief to one partner.

    Personal data: that somebody was told a part of the member's brief, when and how; for the member only.
    Erased: with the person, with the member, or by the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    part = models.CharField(max_length=20, help_text="one of rules.brief.Part")
    version = models.ForeignKey(BriefVersion, on_delete=models.SET_NULL, null=True, related_name="+")
    how = models.CharField(max_length=10, help_text="one of rules.teaching.How")
    at = models.DateTimeField()
    source_key = models.CharField(max_length=300, null=True, help_text="none: not out of an archive")

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="lesson_by_person")]
        constraints = [models.UniqueConstraint(fields=["owner", "source_key"], name="lesson_of_a_source_once")]


class TeachBack(models.Model):
    """One occasion on which a partner showed what they know: by a link, in person, or by whom they sent.

    ``asked``: the questions as they were made ({part, sentence, options, right, why}); ``answers``: what came
    ({part, chosen, share, rating, at}). Of a link only the digest is kept.

    Personal data: what somebody was asked about the member's work and how they answered; shown to the member, and to
    them by their link.
    Erased: with the person, with the member, or by the member.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    how = models.CharField(max_length=10, help_text="one of rules.teaching.How")
    version = models.ForeignKey(BriefVersion, on_delete=models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True, null=True, help_text="none: not asked by a link")
    asked = models.JSONField(default=list)
    answers = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True, help_text="when the last of the questions was answered")
    revoked_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True, help_text="they would rather not")
    source_key = models.CharField(max_length=300, null=True, help_text="none: not out of an archive")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-asked_at"], name="teach_back_by_person"),
            models.Index(fields=["owner", "-asked_at"], name="teach_back_by_owner"),
        ]
        constraints = [models.UniqueConstraint(fields=["owner", "source_key"], name="teach_back_of_a_source_once")]


class Card(models.Model):
    """What one partner remembers of one part: folded from lessons and teach-backs, and foldable anew from them.

    Personal data: how well somebody knows a part of the member's brief; for the member only.
    Erased: with the person, with the member, or with the lessons and teach-backs it came from.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=20, help_text="one of rules.memory.POINTS")
    since = models.DateTimeField(help_text="when it was asked last, else when the lesson was heard")
    due_on = models.DateField()
    stability = models.FloatField(null=True, help_text="days; none: never asked yet")
    difficulty = models.FloatField(null=True, help_text="1..10; none: never asked yet")
    asked = models.PositiveIntegerField(default=0, help_text="how often")
    recalled = models.BooleanField(default=False, help_text="ever, at Hard or better")
    last = models.CharField(max_length=5, blank=True, help_text="how the last answer went: one of rules.memory.Rating")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "part"], name="one_card_a_part")]


class Learner(models.Model):
    """A partner who is taught: when they are to be asked next, and whether and how refreshers reach them.

    Personal data: that somebody is being taught the member's brief, and the member's choice about reminders.
    Erased: with the person, with the member, or with the last lesson and teach-back.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField(null=True, help_text="when the first of their points is due; none: nothing is")
    refreshers = models.CharField(max_length=8, default="ask", help_text="one of rules.teaching.Refreshers")
    sent_at = models.DateTimeField(null=True, help_text="when a refresher last went to them, or was asked of them")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=~models.Q(refreshers="off"), name="learner_due"),
        ]
