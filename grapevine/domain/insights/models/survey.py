"""The tables of a chapter's anonymous survey, and the few numbers a member lets be counted in the comparison."""

from __future__ import annotations

from django.db import models

from grapevine.domain.accounts.models import Chapter, Member, Organisation
from grapevine.kit import ids


class Survey(models.Model):
    """One survey of a chapter, from its opening to its end; what was answered is told only after that.

    Personal data: which officer opened it.
    Erased: with the chapter; who opened it is forgotten with that member.
    """

    uid = models.UUIDField(default=ids.new, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="+")
    opened_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chapter"], condition=models.Q(closed_at=None), name="one_open_survey_in_a_chapter"
            )
        ]


class SurveyVoice(models.Model):
    """That a member answered: so that nobody answers twice. Neither what nor when.

    Personal data: that a member took part.
    Erased: with the member or the survey.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="voices")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "member"], name="survey_voice_once")]


class SurveyTally(models.Model):
    """How many gave the same three answers. There is no row for an answer, so none can be brought back to a member.

    Personal data: none.
    Erased: with the survey.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="tallies")
    style = models.PositiveSmallIntegerField(help_text="1 relationship first .. 5 business first")
    success = models.PositiveSmallIntegerField(help_text="1..5, as they rate it themselves")
    brought = models.PositiveSmallIntegerField(help_text="place in rules.survey.BROUGHT")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "style", "success", "brought"], name="survey_tally_once")
        ]


class Counted(models.Model):
    """A member who lets their own numbers be counted in the comparison of their chapter and organisation.

    Personal data: how many first asks they made and how many of these at depth 35 or more, referrals received a week,
    and the value they closed; shown to nobody, only ranked among at least forty.
    Erased: when they take it back, and with the member.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+", null=True)
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="+", null=True)
    asks = models.PositiveIntegerField(help_text="relationships whose first ask fell into the first half-year")
    deep_asks = models.PositiveIntegerField(help_text="of these, at depth 35 or more")
    received_weekly = models.FloatField(help_text="referrals received a week in the second half-year")
    closed_value = models.BigIntegerField(help_text="what they earned with won referrals in the second half-year")
    stratum = models.CharField(max_length=60, help_text="sphere of the profession and age of the membership")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["chapter"], name="counted_by_chapter"),
            models.Index(fields=["organisation"], name="counted_by_organisation"),
        ]
